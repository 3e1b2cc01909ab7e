"""The CSV of netz itself: a row a person, several values in a cell a line each, nothing lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netz_tui.clean import clean, clean_text
from netz_tui.files.columns import Columns
from netz_tui.files.csv_table import TableFormat, by_row, has
from netz_tui.files.records import Card, Related
from netz_tui.files.values import parse_day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SINGLE = {
    "Name": "name",
    "Given name": "given",
    "Middle name": "middle",
    "Family name": "family",
    "Prefix": "prefix",
    "Suffix": "suffix",
    "Nickname": "nickname",
    "Organisation": "org",
    "Position": "title",
    "City": "city",
    "Country": "country",
    "Birthday": "birthday",
    "Connected on": "connected_on",
    "Introduced by": "introduced_by",
    "Kind": "kind",
    "UID": "uid",
}
"""Columns with one value, and their fields."""
HEADER = (*SINGLE, "Emails", "Phones", "Web addresses", "Tags", "Related", "Note", "More")
_MARK = ": "


def labelled(values: Sequence[str], labels: Sequence[str]) -> str:
    """Return values a line each, a label before its value."""
    pairs = zip(values, labels, strict=True)
    return "\n".join(f"{label}{_MARK}{value}" if label or _MARK in value else value for value, label in pairs)


def _pairs(cell: str) -> list[tuple[str, str]]:
    """Return (label, value) of the lines that `labelled` wrote."""
    pairs: list[tuple[str, str]] = []
    for line in clean_text(cell).split("\n"):
        label, mark, value = line.partition(_MARK)
        if line.strip():
            pairs.append((clean(label), clean(value)) if mark else ("", clean(line)))
    return pairs


def row_of(card: Card) -> list[str]:
    """Return a card as cells, in the order of `HEADER`; not guarded yet."""
    related = "\n".join(
        f"{person.kind}{_MARK}{person.name}" if person.kind or _MARK in person.name else person.name
        for person in card.related
    )
    return [
        *(getattr(card, name) for name in SINGLE.values()),
        labelled(card.emails, card.email_labels),
        labelled(card.phones, card.phone_labels),
        labelled(card.urls, card.url_labels),
        "\n".join(card.tags),
        related,
        card.note,
        "\n".join(card.extra),
    ]


def _bind(header: Sequence[str]) -> Callable[[list[str], int], Card]:
    """Read the columns of netz."""
    columns = Columns(header)
    single = [(field, columns.place(name)) for name, field in SINGLE.items()]
    emails, phones, urls = (columns.place(name) for name in ("Emails", "Phones", "Web addresses"))
    tags, related = columns.place("Tags"), columns.place("Related")
    note, more = columns.place("Note"), columns.place("More")

    def card(row: list[str], line: int) -> Card:
        fields: dict[str, Any] = {field: clean(row[place]) for field, place in single}
        for name, place in (("email", emails), ("phone", phones), ("url", urls)):
            pairs = _pairs(row[place])
            fields[f"{name}s"] = tuple([value for _, value in pairs])
            fields[f"{name}_labels"] = tuple([label for label, _ in pairs])
        extra = row[more]
        return Card(
            **fields,
            tags=tuple([tag for tag in map(clean, clean_text(row[tags]).split("\n")) if tag]),
            related=tuple([Related(kind, name) for kind, name in _pairs(row[related])]),
            note=clean_text(row[note]).strip(),
            extra=tuple([text for text in clean_text(extra, limit=len(extra)).split("\n") if text]),
            connected=parse_day(fields["connected_on"]),
            line=line,
        )

    return card


TABLES = (
    TableFormat("netz-csv", has(("Name", "Given name", "Family name", "Emails", "Phones", "More")), by_row(_bind)),
)
