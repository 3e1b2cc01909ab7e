"""Cards as CSV for netz, Google and Outlook; no cell is left that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from netz_tui.files.escapes import split_escaped, unescape
from netz_tui.files.formulas import guard, guard_words
from netz_tui.files.google import SEPARATOR
from netz_tui.files.labels import shown_label
from netz_tui.files.netz_csv import HEADER, row_of
from netz_tui.files.vcard_lines import parse_head, split_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from netz_tui.files.records import Card

_BATCH = 500


def _table(rows: Iterable[Sequence[str]], safe: Callable[[str], str]) -> Iterator[str]:
    """Give out rows as CSV, in batches."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for number, row in enumerate(rows, 1):
        writer.writerow([safe(cell) for cell in row])
        if number % _BATCH == 0:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def write_netz(cards: Iterable[Card]) -> Iterator[str]:
    """Give out the CSV of netz, which loses nothing."""
    yield from _table([HEADER], str)
    yield from _table(map(row_of, cards), guard)


def _addresses(card: Card) -> list[tuple[str, list[str]]]:
    """Return (label, seven components) of the kept addresses; city and country alone where there is none."""
    found: list[tuple[str, list[str]]] = []
    for line in card.extra:
        parts = split_line(line)
        head = parse_head(parts[0]) if parts else None
        if parts and head and head.name == "ADR":
            values = [unescape(part) for part in split_escaped(parts[1], ";")]
            label = ",".join(kind for kind in head.types if kind in {"work", "home"})
            found.append((label, [*values, *[""] * 7][:7]))
    if not found and (card.city or card.country):
        found.append(("", ["", "", "", card.city, "", "", card.country]))
    return found


def _department(card: Card) -> str:
    """Return the department a kept ORG names."""
    for line in card.extra:
        if line.upper().startswith("ORG") and (parts := split_line(line)):
            units = [unescape(part) for part in split_escaped(parts[1], ";")]
            if units[0] == card.org:
                return ", ".join(unit for unit in units[1:] if unit)
    return ""


_GOOGLE = (
    "First Name", "Middle Name", "Last Name", "Phonetic First Name", "Phonetic Middle Name", "Phonetic Last Name",
    "Name Prefix", "Name Suffix", "Nickname", "File As", "Organization Name", "Organization Title",
    "Organization Department", "Birthday", "Notes", "Photo", "Labels",
)  # fmt: skip
_GOOGLE_ADDRESS = (
    "Label",
    "Formatted",
    "Street",
    "City",
    "PO Box",
    "Region",
    "Postal Code",
    "Country",
    "Extended Address",
)


def _names(card: Card) -> tuple[str, str]:
    """Return given and family name; a card with neither gives its name as the given one, if nothing else says it."""
    if card.given or card.family or card.name in {card.middle, card.org, *card.emails}:
        return card.given, card.family
    return card.name, ""


def _google_row(card: Card, widths: dict[str, int]) -> list[str]:
    """Return a card as Google's cells."""
    given, family = _names(card)
    cells = [
        given, card.middle, family, "", "", "", card.prefix, card.suffix, card.nickname, "", card.org, card.title,
        _department(card), card.birthday, card.note, "", SEPARATOR.join((*card.tags, "* myContacts")),
    ]  # fmt: skip
    handles = (
        ("E-mail", card.emails, card.email_labels),
        ("Phone", card.phones, card.phone_labels),
        ("Website", card.urls, card.url_labels),
    )
    for kind, values, labels in handles:
        pairs = [(shown_label(label), value) for value, label in zip(values, labels, strict=True)]
        cells += [cell for pair in _filled(pairs, widths[kind]) for cell in pair]
    people = [(person.kind, person.name) for person in card.related]
    people += [("Referred by", card.introduced_by)] if card.introduced_by else []
    cells += [cell for pair in _filled(people, widths["Relation"]) for cell in pair]
    addresses = _addresses(card)
    for place in range(widths["Address"]):
        label, parts = addresses[place] if place < len(addresses) else ("", [""] * 7)
        box, more, street, city, region, code, country = parts
        cells += [shown_label(label), "", street, city, box, region, code, country, more]
    return cells


def _filled(pairs: list[tuple[str, str]], width: int) -> list[tuple[str, str]]:
    """Return pairs filled up with empty ones."""
    return pairs + [("", "")] * (width - len(pairs))


def write_google(cards: Iterable[Card]) -> Iterator[str]:
    """Give out Google's CSV of 2024. All cards are held, for the header must say how many columns there are."""
    held = list(cards)
    widths = {
        "E-mail": max((len(card.emails) for card in held), default=0),
        "Phone": max((len(card.phones) for card in held), default=0),
        "Website": max((len(card.urls) for card in held), default=0),
        "Relation": max((len(card.related) + bool(card.introduced_by) for card in held), default=0),
        "Address": max((len(_addresses(card)) for card in held), default=0),
    }
    header = list(_GOOGLE)
    for kind, parts in (*((kind, ("Label", "Value")) for kind in list(widths)[:4]), ("Address", _GOOGLE_ADDRESS)):
        header += [f"{kind} {number} - {part}" for number in range(1, max(widths[kind], 1) + 1) for part in parts]
        widths[kind] = max(widths[kind], 1)
    yield from _table([header], str)
    yield from _table((_google_row(card, widths) for card in held), guard_words)


_OUTLOOK_PHONES = {
    "work": ("Business Phone", "Business Phone 2"),
    "home": ("Home Phone", "Home Phone 2"),
    "cell": ("Mobile Phone",),
    "work,fax": ("Business Fax",),
    "home,fax": ("Home Fax",),
    "fax": ("Other Fax",),
    "pager": ("Pager",),
    "car": ("Car Phone",),
    "work,main": ("Company Main Phone",),
    "assistant": ("Assistant's Phone",),
}
_OUTLOOK_SPARE = ("Other Phone", "Primary Phone", "Home Phone 2", "Business Phone 2", "Mobile Phone")
_OUTLOOK_MAILS = ("E-mail Address", "E-mail 2 Address", "E-mail 3 Address")
_OUTLOOK_PARTS = ("Address PO Box", "", "Street", "City", "State", "Postal Code", "Country/Region")
OUTLOOK = (
    "Title", "First Name", "Middle Name", "Last Name", "Suffix", "Company", "Department", "Job Title",
    *(f"{place} {part}" for place in ("Business", "Home", "Other") for part in _OUTLOOK_PARTS if part),
    "Assistant's Phone", "Business Fax", "Business Phone", "Business Phone 2", "Car Phone", "Company Main Phone",
    "Home Fax", "Home Phone", "Home Phone 2", "Mobile Phone", "Other Fax", "Other Phone", "Pager", "Primary Phone",
    "Assistant's Name", "Birthday", "Categories", *_OUTLOOK_MAILS, "Manager's Name", "Nickname", "Notes",
    "Referred By", "Spouse", "Web Page",
)  # fmt: skip
"""The columns written for Outlook."""


def _outlook_row(card: Card) -> list[str]:
    """Return a card as Outlook's cells; values it has no column for are told in the notes."""
    given, family = _names(card)
    cells = dict.fromkeys(OUTLOOK, "")
    cells |= {
        "Title": card.prefix,
        "First Name": given,
        "Middle Name": card.middle,
        "Last Name": family,
        "Suffix": card.suffix,
        "Company": card.org,
        "Department": _department(card),
        "Job Title": card.title,
        "Birthday": card.birthday,
        "Categories": ";".join(card.tags),
        "Nickname": card.nickname,
        "Referred By": card.introduced_by,
        "Web Page": card.urls[0] if card.urls else "",
    }
    left = [f"Web: {url}" for url in card.urls[1:]]
    for column, email in zip(_OUTLOOK_MAILS, card.emails, strict=False):
        cells[column] = email
    left += [f"E-mail: {email}" for email in card.emails[len(_OUTLOOK_MAILS) :]]
    for phone, label in zip(card.phones, card.phone_labels, strict=True):
        bare = ",".join(word for word in label.split(",") if word != "pref")
        columns = (*_OUTLOOK_PHONES.get(bare, ()), *_OUTLOOK_SPARE)
        free = next((column for column in columns if not cells[column]), None)
        if free:
            cells[free] = phone
        else:
            left.append(f"{shown_label(label) or 'Phone'}: {phone}")
    left += _outlook_others(card, cells)
    cells["Notes"] = "\n".join([card.note, *left] if card.note else left)
    return list(cells.values())


def _outlook_others(card: Card, cells: dict[str, str]) -> list[str]:
    """Fill in addresses and related people; return what found no column."""
    left: list[str] = []
    for label, parts in _addresses(card):
        place = {"work": "Business", "home": "Home"}.get(label.partition(",")[0], "Other")
        if any(cells[f"{place} {part}"] for part in _OUTLOOK_PARTS if part):
            left.append(", ".join(part for part in parts if part))
            continue
        for part, value in zip(_OUTLOOK_PARTS, parts, strict=True):
            if part:
                cells[f"{place} {part}"] = value
    columns = {"spouse": "Spouse", "manager": "Manager's Name", "assistant": "Assistant's Name"}
    for person in card.related:
        column = columns.get(person.kind, "")
        if column and not cells[column]:
            cells[column] = person.name
        else:
            left.append(f"{person.kind or 'Related'}: {person.name}")
    return left


def write_outlook(cards: Iterable[Card]) -> Iterator[str]:
    """Give out Outlook's CSV, with English headers, which Outlook maps in every language."""
    yield from _table([OUTLOOK], str)
    yield from _table(map(_outlook_row, cards), guard_words)
