"""Rows of any table as cards: each column is assigned a field, the rest is kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netz_tui.clean import clean, clean_text
from netz_tui.files.columns import kept_field
from netz_tui.files.escapes import escape
from netz_tui.files.records import Card, Related, Skipped, skipped
from netz_tui.files.values import birthday, joined_birthday, parse_day, shown_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

FIELDS = (
    "name", "given", "middle", "family", "prefix", "suffix", "nickname", "org", "department", "title",
    "email", "phone", "url", "street", "zip", "city", "region", "country", "pobox", "birthday",
    "birth_day", "birth_month", "birth_year", "note", "tags", "uid", "connected_on", "introduced_by",
    "related", "listed_name", "emails", "phones", "zip_city", "extra", "keep", "skip",
)  # fmt: skip
"""What a column may hold. A label may follow a colon: `email:work`, `phone:home,fax`, `city:home`, `related:spouse`.

`listed_name` is "Family, Given", `emails` and `phones` are several in one cell, `zip_city` is "10115 Berlin".
`extra` holds property lines as netz wrote them, `keep` keeps the column as it is, `skip` forgets it.
"""
_LABELLED = frozenset({
    "email", "phone", "url", "related", "pobox", "street", "city", "region", "zip", "country", "emails", "phones",
    "zip_city",
})  # fmt: skip
_SINGLE = frozenset(FIELDS[:10]) | {"uid", "connected_on", "introduced_by"}
_ADDRESS = ("pobox", "", "street", "city", "region", "zip", "country")
"""The components of ADR; the second is never used."""
_BLANKABLE = frozenset({"keep", "birthday"})
_BIRTH = ("birth_year", "birth_month", "birth_day")


def is_field(text: str) -> bool:
    """Tell whether a column may be said to hold this."""
    field, colon, label = text.partition(":")
    return field in FIELDS and (not colon or (field in _LABELLED and bool(label.strip())))


def key(column: str) -> str:
    """Return a column's name as it is looked up: no case, brackets, colons or double blanks."""
    return " ".join(column.casefold().replace("(", " ").replace(")", " ").replace(":", " ").split())


class Person:
    """A card while its cells come in."""

    __slots__ = ("address", "birth", "extra", "handles", "notes", "related", "single", "tags")

    def __init__(self) -> None:
        self.single: dict[str, str] = {}
        self.handles: dict[str, dict[str, str]] = {"email": {}, "phone": {}, "url": {}}
        self.address: dict[str, dict[str, str]] = {}
        self.birth: dict[str, str] = {}
        self.notes: list[str] = []
        self.tags: list[str] = []
        self.related: list[Related] = []
        self.extra: list[str] = []


def take(person: Person, field: str, label: str, column: str, cell: str) -> None:
    """Put one filled cell where it belongs."""
    if field in _SINGLE:
        word = clean(cell)
        if person.single.setdefault(field, word) != word:
            person.extra.append(kept_field(column, cell))
    elif field in person.handles:
        _handle(person, field, label, column, clean(cell))
    elif field in _ADDRESS:
        person.address.setdefault(label, {}).setdefault(field, cell)
    elif field == "birthday" or field in _BIRTH:
        person.birth[field] = clean(cell)
    elif other := _OTHERS.get(field):
        other(person, label, cell)
    elif field == "keep":
        person.extra.append(kept_field(column, cell))


def _handle(person: Person, field: str, label: str, column: str, value: str) -> None:
    """Add an e-mail address, a phone number or a web address."""
    if field == "email" and value.startswith("/o="):  # an address inside an Exchange server only
        person.extra.append(kept_field(column, value))
    else:
        person.handles[field].setdefault(value.removeprefix("mailto:").removeprefix("tel:"), label)


def _note(person: Person, _label: str, cell: str) -> None:
    person.notes.append(clean_text(cell).strip())


def _tags(person: Person, _label: str, cell: str) -> None:
    parts = cell.replace(" ::: ", ";").replace(";", ",").split(",")
    person.tags += [tag for tag in dict.fromkeys(map(clean, parts)) if tag and tag not in person.tags]


def _related(person: Person, label: str, cell: str) -> None:
    person.related.append(Related(label, clean(cell)))


_FORMS = re.compile(r"(?:(?:prof|dr|dipl|mag|ing|h\. ?c|herr|frau|mr|mrs|ms)\b\.?[ -]*)+", re.IGNORECASE)


def _listed_name(person: Person, _label: str, cell: str) -> None:
    family, _comma, given = clean(cell).partition(",")
    found = _FORMS.match(family)
    forms = found[0] if found else ""
    family = family[len(forms) :]
    for field, word in (("prefix", forms.strip(" -")), ("family", family.strip()), ("given", given.strip())):
        if word:
            person.single.setdefault(field, word)


_NUMBERS = re.compile(r"[;\n|]|,(?=\s*[+0(])|\s+(?:oder|or|und|and|/)\s+|/\s*(?=\+)", re.IGNORECASE)
"""What stands between telephone numbers; a bare slash belongs to a number, as in 0731/55500."""
_LEAST_DIGITS = 6


def numbers_in(cell: str) -> list[str]:
    """Return the telephone numbers in a cell: several only where each of them can be dialled by itself."""
    parts = [part.strip() for part in _NUMBERS.split(cell) if part.strip()]
    return parts if all(sum(map(str.isdecimal, part)) >= _LEAST_DIGITS for part in parts) else [cell]


def addresses_in(cell: str) -> list[str]:
    """Return the e-mail addresses in a cell."""
    parts = [part for part in re.split(r"[;,\s|]+", cell) if part]
    return parts if all("@" in part for part in parts) else [cell]


def _emails(person: Person, label: str, cell: str) -> None:
    for part in addresses_in(cell):
        _handle(person, "email", label, "", clean(part))


def _phones(person: Person, label: str, cell: str) -> None:
    for part in numbers_in(cell):
        _handle(person, "phone", label, "", clean(part))


ZIP_CITY = re.compile(r"((?:[A-Z]{1,2}[- ])?\d{4,5})\s+(\D.*)")


def _zip_city(person: Person, label: str, cell: str) -> None:
    found = ZIP_CITY.fullmatch(clean(cell))
    for field, word in zip(("zip", "city"), found.groups() if found else ("", clean(cell)), strict=True):
        if word:
            person.address.setdefault(label, {}).setdefault(field, word)


def _extra(person: Person, _label: str, cell: str) -> None:
    person.extra += [line for line in clean_text(cell).split("\n") if line]


_OTHERS: dict[str, Callable[[Person, str, str], None]] = {
    "note": _note,
    "tags": _tags,
    "related": _related,
    "listed_name": _listed_name,
    "emails": _emails,
    "phones": _phones,
    "zip_city": _zip_city,
    "extra": _extra,
}


def _addresses(person: Person) -> tuple[str, str]:
    """Keep whole addresses as properties; return the city and country to show, those at work first."""
    city = country = ""
    for label in sorted(person.address, key=lambda label: ("work" not in label, label)):
        parts = person.address[label]
        if not city and not country:
            city, country = clean(parts.get("city", "")), clean(parts.get("country", ""))
        if set(parts) - {"city", "country"} or (label and len(person.address) > 1):
            value = ";".join(escape(clean_text(parts.get(part, "")).strip()) for part in _ADDRESS)
            person.extra.append(f"ADR;TYPE={label}:{value}" if label else f"ADR:{value}")
    return city, country


def finished(person: Person, line: int) -> Card | Skipped:
    """Return what the cells amount to."""
    get = person.single.get
    emails = tuple(person.handles["email"])
    given, middle, family, org = get("given", ""), get("middle", ""), get("family", ""), get("org", "")
    name = shown_name(get("name", ""), (given, middle, family), org, emails)
    if not (name or person.handles["phone"] or person.handles["url"]):
        return skipped(line, "The row holds no name, organisation, e-mail, phone or web address.")
    city, country = _addresses(person)
    if department := get("department", ""):
        person.extra.append(f"ORG:{escape(org)};{escape(department)}")
    born = birthday(person.birth.get("birthday", "")) or joined_birthday(
        *(person.birth.get(part, "") for part in _BIRTH)
    )
    connected_on = get("connected_on", "")
    return Card(
        name=name,
        given=given,
        middle=middle,
        family=family,
        prefix=get("prefix", ""),
        suffix=get("suffix", ""),
        nickname=get("nickname", ""),
        org=org,
        title=get("title", ""),
        emails=emails,
        phones=tuple(person.handles["phone"]),
        urls=tuple(person.handles["url"]),
        email_labels=tuple(person.handles["email"].values()),
        phone_labels=tuple(person.handles["phone"].values()),
        url_labels=tuple(person.handles["url"].values()),
        city=city,
        country=country,
        birthday=born,
        note="\n\n".join(person.notes),
        tags=tuple(person.tags),
        uid=get("uid", ""),
        connected_on=connected_on,
        connected=parse_day(connected_on),
        related=tuple(person.related),
        introduced_by=get("introduced_by", ""),
        extra=tuple(person.extra),
        line=line,
    )


def bind_fields(
    header: Sequence[str],
    assigned: Mapping[str, str],
    blanks: frozenset[str] = frozenset(),
) -> Callable[[list[str], int], Card | Skipped]:
    """Return what makes cards of rows.

    `assigned` gives a field to the `key` of a column; columns without one are kept. A cell among `blanks`
    counts as empty where it would be kept or be a date.
    """
    plan: list[tuple[int, str, str, str]] = []
    for place, column in enumerate(header):
        field, _, label = assigned.get(key(column), "keep").partition(":")
        if field != "skip":
            plan.append((place, field, label, column or f"Column {place + 1}"))

    def card(row: list[str], line: int) -> Card | Skipped:
        person = Person()
        for place, field, label, column in plan:
            cell = row[place]
            if not cell or not (text := cell.strip()):
                continue
            if text not in blanks or field not in _BLANKABLE:
                take(person, field, label, column, text)
        return finished(person, line)

    return card
