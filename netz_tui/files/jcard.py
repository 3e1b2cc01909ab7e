"""jCard (RFC 7095): a vCard as JSON, alone or in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netz_tui.files.documents import elements
from netz_tui.files.escapes import escape
from netz_tui.files.records import Record, Skipped, refused
from netz_tui.files.vcard_draft import drafted, finished
from netz_tui.files.vcard_keeping import head_text
from netz_tui.files.vcard_lines import Property, head_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netz_tui.files.options import Options
    from netz_tui.files.source import Source

_LISTS = frozenset({"categories", "nickname"})
_WIDTH = 4
"""A property is [name, parameters, type, value, …]."""


def _text(value: Any, kind: str) -> str:
    """Return one value as vCard writes it."""
    if isinstance(value, list):
        return ";".join(
            ",".join(_text(item, kind) for item in part) if isinstance(part, list) else _text(part, kind)
            for part in value
        )
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    text = "" if value is None else str(value)
    return text if kind == "uri" else escape(text)


def _strings(value: Any) -> list[str]:
    """Return a parameter's values."""
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def _property(item: Any) -> Property | None:
    """Return a property as if read from a line; None for what isn't one."""
    if not isinstance(item, list) or len(item) < _WIDTH or not isinstance(item[0], str):
        return None
    name, given, kind, *values = item
    params: list[tuple[str, str]] = []
    group = ""
    for key, value in given.items() if isinstance(given, dict) else ():
        if key.lower() == "group":
            group = _strings(value)[0]
        else:
            params += [(key.upper(), text) for text in _strings(value)]
    text = ("," if name.lower() in _LISTS else ";").join(_text(value, str(kind)) for value in values)
    head = head_of(group, name.upper(), tuple(params))
    return head, text, f"{head_text(head)}:{text}"


def read(source: Source, _options: Options) -> Iterator[Record | Skipped]:
    """Give out the cards of a file."""
    for line, value in elements(source):
        if isinstance(value, Skipped):
            yield value
            return
        if not (isinstance(value, list) and value[:1] == ["vcard"] and len(value) > 1 and isinstance(value[1], list)):
            yield refused(line, "This is not a jCard.")
            continue
        found = [found for item in value[1] if (found := _property(item)) is not None]
        yield finished(drafted(line, found))
