"""The tab-separated text that the macOS address book takes and tools for it give: "first", "last", "email (work)"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netz_tui.files.csv_table import TableFormat, by_row
from netz_tui.files.fields import bind_fields, key
from netz_tui.files.labels import label_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from netz_tui.files.records import Card, Skipped

_PLAIN = {
    "first": "given",
    "first name": "given",
    "vorname": "given",
    "middle": "middle",
    "last": "family",
    "last name": "family",
    "nachname": "family",
    "prefix": "prefix",
    "title": "prefix",
    "suffix": "suffix",
    "nickname": "nickname",
    "company": "org",
    "organization": "org",
    "department": "department",
    "job title": "title",
    "birthday": "birthday",
    "note": "note",
    "notes": "note",
    "group": "tags",
    "groups": "tags",
}
_LABELLED = re.compile(
    r"(address|phone|url|e-?mail|related) \(([^)]+)\)\s*(street|city|state|zip|country)?", re.IGNORECASE
)
_KINDS = {"phone": "phone", "url": "url", "email": "email", "e-mail": "email", "related": "related"}
_PARTS = {"street": "street", "city": "city", "state": "region", "zip": "zip", "country": "country"}


def _field(column: str) -> str:
    """Return the field of a column."""
    found = _LABELLED.fullmatch(column.strip())
    if not found:
        return _PLAIN.get(column.strip().casefold(), "keep")
    label = label_of(found[2])
    if found[3]:
        return f"{_PARTS[found[3].lower()]}:{label}"
    return f"{_KINDS.get(found[1].lower(), 'keep')}:{label}"


def _matches(header: Sequence[str]) -> bool:
    """Tell whether a header has names and at least one labelled column."""
    fields = [_field(column).partition(":")[0] for column in header]
    return bool({"given", "family", "org"} & set(fields)) and any(map(_LABELLED.fullmatch, header))


def _bind(header: Sequence[str]) -> Callable[[list[str], int], Card | Skipped]:
    """Read the address book's columns."""
    return bind_fields(header, {key(column): _field(column) for column in header})


TABLES = (TableFormat("apple", _matches, by_row(_bind)),)
