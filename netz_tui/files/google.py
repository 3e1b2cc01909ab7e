"""Google's contacts CSV, the one until 2023 and the one since 2024."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netz_tui.clean import clean
from netz_tui.files.columns import kept_field
from netz_tui.files.csv_table import TableFormat, by_row, has
from netz_tui.files.fields import Person, finished, take
from netz_tui.files.labels import label_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from netz_tui.files.records import Card, Skipped

SEPARATOR = " ::: "
"""What joins several values in one cell."""
_PLAIN = {
    "name": "name",
    "given name": "given",
    "first name": "given",
    "additional name": "middle",
    "middle name": "middle",
    "family name": "family",
    "last name": "family",
    "name prefix": "prefix",
    "name suffix": "suffix",
    "nickname": "nickname",
    "organization name": "org",
    "organization 1 - name": "org",
    "organization title": "title",
    "organization 1 - title": "title",
    "organization department": "department",
    "organization 1 - department": "department",
    "birthday": "birthday",
    "notes": "note",
    "labels": "groups",
    "group membership": "groups",
}
_NUMBERED = re.compile(r"(.+ \d+) - (.+)")
_HANDLES = {"e-mail": "email", "phone": "phone", "website": "url", "relation": "related"}
_PARTS = {
    "street": "street",
    "city": "city",
    "po box": "pobox",
    "region": "region",
    "postal code": "zip",
    "country": "country",
}
_OWN_GROUPS = frozenset({"my contacts", "mycontacts"})
"""The group everybody is in."""
_INTRODUCER = frozenset({"referred by", "empfohlen von", "reference", "referenz"})


def _groups(person: Person, cell: str) -> None:
    """Take the groups of a person as tags; an asterisk marks the system's own."""
    for group in cell.split(SEPARATOR):
        name = clean(group).removeprefix("* ")
        if name and name.lower() not in _OWN_GROUPS and name not in person.tags:
            person.tags.append(name)


def _pair(person: Person, kind: str, label: str, cell: str, column: str) -> None:
    """Take a value with the label beside it."""
    field = _HANDLES.get(kind)
    for value in cell.split(SEPARATOR):
        if not clean(value):
            continue
        if field == "related" and clean(label).lower() in _INTRODUCER:
            take(person, "introduced_by", "", column, value)
        elif field == "related":
            take(person, field, clean(label).lower(), column, value)
        elif field:
            take(person, field, label_of(label), column, value)
        else:
            person.extra.append(kept_field(f"{kind.title()} {clean(label)}".strip(), value))


def _bind(header: Sequence[str]) -> Callable[[list[str], int], Card | Skipped]:
    """Read Google's columns."""
    plain: list[tuple[int, str, str]] = []
    numbered: dict[str, dict[str, int]] = {}
    for place, column in enumerate(header):
        found = _NUMBERED.fullmatch(column)
        if field := _PLAIN.get(column.casefold()):
            plain.append((place, field, column))
        elif found:
            numbered.setdefault(found[1].casefold(), {})[found[2].casefold()] = place
        elif column:
            plain.append((place, "keep", column))

    def card(row: list[str], line: int) -> Card | Skipped:
        person = Person()
        for place, field, column in plain:
            if cell := row[place].strip():
                if field == "groups":
                    _groups(person, cell)
                else:
                    take(person, field, "", column, cell)
        for number, places in numbered.items():
            _numbered(person, row, number, places)
        return finished(person, line)

    return card


def _numbered(person: Person, row: list[str], number: str, places: dict[str, int]) -> None:
    """Take the columns that belong together by their number: a value, an address, an organisation."""
    kind = number.rpartition(" ")[0]
    label = row[places.get("label", places.get("type", -1))]
    if "value" in places:
        if cell := row[places["value"]].strip():
            _pair(person, kind, label, cell, number)
            for part in places.keys() - {"value", "label", "type"}:
                if more := row[places[part]].strip():
                    person.extra.append(kept_field(f"{number} - {part}".title(), more))
        return
    for part, place in places.items():
        cell = row[place].strip()
        if not cell or part in {"label", "type", "formatted"}:
            continue
        if kind == "address" and part in _PARTS:
            take(person, _PARTS[part], label_of(label), number, cell)
        else:
            person.extra.append(kept_field(f"{number} - {part}".title(), cell))


TABLES = (
    TableFormat(
        "google",
        has(
            ("Name", "Given Name", "Family Name"),
            ("Given Name", "Family Name", "E-mail 1 - Value"),
            ("First Name", "Last Name", "E-mail 1 - Value"),
            ("First Name", "Last Name", "Phone 1 - Value"),
            ("First Name", "Phonetic First Name", "Labels"),
        ),
        by_row(_bind),
    ),
)
