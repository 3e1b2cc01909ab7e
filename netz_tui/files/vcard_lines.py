"""The lines of a card as properties: what stands before the colon understood, encodings undone."""

from __future__ import annotations

import binascii
import re
from typing import TYPE_CHECKING, NamedTuple

from netz_tui.clean import LINE_LIMIT, is_plain
from netz_tui.files.records import remark
from netz_tui.files.source import known_charset, western

if TYPE_CHECKING:
    from netz_tui.files.source import Source
    from netz_tui.files.vcard_cutting import RawCard


class Head(NamedTuple):
    """What stands before the colon: names upper case, TYPE values lower case."""

    group: str
    name: str
    params: tuple[tuple[str, str], ...]
    types: tuple[str, ...]
    labels: tuple[str, ...]
    """What TYPE and PREF say about a handle, worth reading by a person."""
    charset: str
    encoding: str
    tidy: bool
    """Whether the head is already written the way 3.0 and 4.0 write it."""

    def get(self, key: str) -> str:
        """Return the first value of a parameter, "" for none."""
        return next((value for name, value in self.params if name == key), "")


def split_outside(text: str, sep: str) -> list[str]:
    """Split at `sep` outside of double quotes; an unclosed quote counts as a character."""
    if '"' not in text:
        return text.split(sep)
    parts: list[str] = []
    pending: list[str] = []
    odd = False
    for piece in text.split(sep):
        pending.append(piece)
        odd ^= piece.count('"') % 2 == 1
        if not odd:
            parts.append(sep.join(pending))
            pending = []
    return parts + pending


_SILENT_TYPES = frozenset({"voice", "internet", "x400"})
"""TYPE values that say nothing a person would want to read."""
_CARET = re.compile(r"\^[n'^]")
_CARETS = {"^n": "\n", "^'": '"', "^^": "^"}
_ENCODINGS = {"QUOTED-PRINTABLE": "qp", "BASE64": "b64", "B": "b64", "8BIT": "", "7BIT": ""}


def parse_head(text: str) -> Head:
    """Understand what stands before the colon, in the style of any version, also of broken writers."""
    first, *rest = split_outside(text.strip(), ";")
    name, *more = first.split(",")  # LABEL,TYPE=HOME
    group, _, name = name.strip().rpartition(".")
    params: list[tuple[str, str]] = []
    charset = encoding = ""
    tidy = not more
    for param in more + rest:
        key, equals, value = param.partition("=")
        key = key.strip().upper()
        if not equals:
            key, value, tidy = "TYPE", param, False
        values = [_CARET.sub(lambda m: _CARETS[m[0]], v.strip().strip('"')) for v in split_outside(value, ",")]
        if not equals and values[0].upper() in _ENCODINGS:
            key = "ENCODING"
        if key == "ENCODING":
            encoding = _ENCODINGS.get(values[0].upper(), "")
        elif key == "CHARSET":
            charset = values[0]
        if key in {"CHARSET", "ENCODING"}:
            tidy = tidy and encoding == "b64"
        else:
            params += [(key, value) for value in values if value]
    return head_of(group, name.upper(), tuple(params), charset=charset, encoding=encoding, tidy=tidy)


def head_of(
    group: str,
    name: str,
    params: tuple[tuple[str, str], ...],
    *,
    charset: str = "",
    encoding: str = "",
    tidy: bool = False,
) -> Head:
    """Return a head with what follows from its parameters."""
    types = tuple(dict.fromkeys(part for key, value in params if key == "TYPE" for part in _type_words(value)))
    labels = [kind for kind in types if kind not in _SILENT_TYPES]
    if ("PREF", "1") in params and "pref" not in labels:
        labels.append("pref")
    return Head(group, name, params, types, tuple(labels), charset, encoding, tidy)


def _type_words(value: str) -> list[str]:
    """Return the words of a TYPE, which 4.0 may quote together."""
    return [word.strip().lower() for word in value.split(",") if word.strip()]


Property = tuple[Head, str, str]
"""Head, value with the encoding (not the escapes) undone, and the whole line as it was decoded."""


class Heads(dict[str, Head]):
    """A memory of parsed heads: a hundred thousand cards have a few dozen."""

    def __missing__(self, text: str) -> Head:
        if len(self) > 2000:  # noqa: PLR2004 - a hostile file has no common heads
            self.clear()
        head = self[text] = parse_head(text)
        return head


def split_line(line: str) -> tuple[str, str] | None:
    """Return (head, value), or None without a colon; a colon inside a quoted parameter is none."""
    head, colon, value = line.partition(":")
    if '"' in head:
        first, *rest = split_outside(line, ":")
        if rest:
            return first, line[len(first) + 1 :]
    return (head, value) if colon else None


def _declared(line: bytes, heads: Heads, source: Source) -> str:
    """Decode one line of a card that isn't UTF-8 throughout, by its CHARSET where that fits."""
    text = source.decode(line)
    parts = split_line(text)
    charset = known_charset(heads[parts[0]].charset) if parts else ""
    if charset and not _utf8(line):
        try:
            return line.decode(charset)
        except UnicodeError:
            return text
    return text


def _utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


_ENCODED = re.compile(r"(?:=[0-9A-Fa-f]{2})+")
_WORDS = frozenset({"N", "FN", "ORG", "TITLE", "ADR", "NICKNAME"})
"""Properties that hold words and no address of the web, in which the same signs may stand for themselves."""
_UNDECLARED = re.compile(r"=[C-F][0-9A-F]=[89AB][0-9A-F]")
"""How a character of UTF-8 begins in quoted-printable."""


def unquote_printable(value: str, charset: str) -> str:
    """Undo quoted-printable; a charset that doesn't fit gives way to UTF-8, then cp1252."""

    def text_of(data: bytes) -> str:
        for name in (known_charset(charset), "utf-8"):
            try:
                if name:
                    return data.decode(name)
            except UnicodeError:
                continue
        return western(data)

    if value.isascii():
        return text_of(binascii.a2b_qp(value.encode("ascii")))
    return _ENCODED.sub(lambda m: text_of(bytes.fromhex(m[0].replace("=", ""))), value)


def _value(head: Head, value: str) -> str:
    """Undo the encoding of a value."""
    if head.encoding == "qp":
        return unquote_printable(value, head.charset)
    if head.encoding == "b64":
        return "".join(value.split())
    if value.isascii() and head.charset.lower().startswith("iso-2022"):
        return value.encode("ascii").decode(known_charset(head.charset) or "ascii", "replace")
    if head.charset and _UNDECLARED.search(value) and known_charset(head.charset) == "utf-8":
        return _unquoted(value)
    return value


def _unquoted(value: str) -> str:
    """Undo quoted-printable that nobody declared, where that gives UTF-8."""
    try:
        return binascii.a2b_qp(value.encode("ascii")).decode("utf-8")
    except UnicodeError:
        return value


def _is_plain(text: str) -> bool:
    """Tell whether `clean` would leave any part of a text alone but for blanks around it; quicker than asking it."""
    return len(text) <= LINE_LIMIT and "  " not in text and is_plain(text)


def _lines(card: RawCard, heads: Heads, source: Source) -> list[str]:
    """Decode the lines of a card, together if they are UTF-8, else each as it declares."""
    text = source.strict(card.data)
    if text is None:
        return [_declared(line, heads, source) for line in card.data.split(b"\n")]
    card.plain = _is_plain(text.replace("\n", "|"))
    return text.split("\n")


def properties(card: RawCard, heads: Heads, source: Source) -> list[Property]:
    """Return the properties of a card in order; lines without a colon are told in its remarks."""
    found: list[Property] = []
    tail: list[str] = []  # base64 lines that somebody forgot to indent
    for line in _lines(card, heads, source):
        head_text, colon, value = line.partition(":")
        if '"' in head_text or not colon:
            parts = split_line(line)
            if parts is None:
                if found and found[-1][0].encoding == "b64":
                    tail.append(line.strip())
                elif line.strip():
                    card.remarks.append(
                        remark(card.line, "“{text}” has no colon and was left out.", text=line[:40].strip())
                    )
                continue
            head_text, value = parts
        if tail:
            found[-1] = _with_tail(found[-1], tail)
            tail = []
        head = heads[head_text]
        if head.encoding or head.charset:
            value = _value(head, value)
            card.plain = False
        elif (
            head.name in _WORDS
            and _UNDECLARED.search(value)
            and any(head.name == "VERSION" and version.strip() == "2.1" for head, version, _line in found)
        ):
            value = _unquoted(value)
            card.plain = False
        found.append((head, value, line))
    if tail:
        found[-1] = _with_tail(found[-1], tail)
    return found


def _with_tail(last: Property, tail: list[str]) -> Property:
    """Return a base64 property with its unindented lines."""
    head, value, line = last
    more = "".join(tail)
    return head, value + more, line + more
