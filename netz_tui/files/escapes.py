"""The backslashes of vCard values: undone on the way in, set on the way out."""

from __future__ import annotations

import re

_ANY = re.compile(r"\\(.)", re.DOTALL)
_OLD = re.compile(r"\\([;,:])")


def unescape(text: str, *, old: bool = False) -> str:
    r"""Undo the escapes of a value; 2.1 (`old`) escapes only separators, and `\` stands for itself elsewhere."""
    if "\\" not in text:
        return text
    if old:
        return _OLD.sub(r"\1", text)
    if "\\\\" not in text:
        text = text.replace("\\,", ",").replace("\\n", "\n").replace("\\;", ";").replace("\\N", "\n")
        if "\\" not in text:
            return text
    return _ANY.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)


def escape(text: str) -> str:
    """Return text as a value of 3.0 and 4.0."""
    safe = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return safe.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def split_escaped(text: str, sep: str) -> list[str]:
    """Split at separators that no backslash guards; the parts stay escaped."""
    if "\\" not in text:
        return text.split(sep)
    parts: list[str] = []
    pending: list[str] = []
    for piece in text.split(sep):
        pending.append(piece)
        if (len(piece) - len(piece.rstrip("\\"))) % 2 == 0:
            parts.append(sep.join(pending))
            pending = []
    return [*parts, sep.join(pending)] if pending else parts
