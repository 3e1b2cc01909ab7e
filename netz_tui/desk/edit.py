"""Add a contact by hand, change what is known about a person; what is typed is checked first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from netz_tui import phones
from netz_tui.book import people as book_people
from netz_tui.book.models import Handle, Person
from netz_tui.book.problems import BookProblem
from netz_tui.clean import clean, clean_text
from netz_tui.dates import PartialDate, parse_past
from netz_tui.desk.handles import normal_handle
from netz_tui.desk.people import insert_handle, insert_person
from netz_tui.desk.rhythm import NO_INTERVAL, days_of
from netz_tui.fold import fold
from netz_tui.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from netz_tui.book.journal import Action, Change
    from netz_tui.desk.desk import Desk

__all__ = ["FIELDS", "HANDLES", "add", "check", "edit", "set_rhythm", "values_of"]

HANDLES = {"phones": "phone", "emails": "email", "urls": "url"}
"""Fields that hold several handles parted by commas, and the kind of each."""
FIELDS = ("name", "org", "title", *HANDLES, "city", "country", "birthday", "contact_since", "rhythm_days", "note")
"""What can be changed, in the order of a form."""
_PLAIN = ("org", "title", "city", "country", "note")
_EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]+")
_URL = re.compile(r"(?:https?://)?[^\s/.]+(?:\.[^\s/.]+)+(?:/\S*)?", re.IGNORECASE)
_YEARLESS = re.compile(r"--\d\d-\d\d")

Wrong = tuple[str, dict[str, str]]
"""What is wrong with a value: a sentence with its fields."""


def values_of(desk: Desk, person_id: int) -> dict[str, str]:
    """Return what is known about a person, as a form shows it."""
    columns = ("name", *_PLAIN, "birthday", "contact_since", "rhythm_days")
    found = desk.book.row(f"SELECT {', '.join(columns)} FROM people WHERE id = ?", (person_id,))  # noqa: S608 - constants
    if found is None:
        raise BookProblem(N_("This person is not there any more."))
    values = {name: "" if value is None else str(value) for name, value in zip(columns, found, strict=True)}
    reach = book_people.handles(desk.book, person_id)
    for field, kind in HANDLES.items():
        values[field] = ", ".join(handle.raw for handle in reach if handle.kind == kind)
    return values


def _parts(text: str) -> list[str]:
    return [part for raw in re.split(r"[,;\n]", text) if (part := clean(raw))]


def _day(text: str, today: date) -> str | None:
    """Return a day that has been, perhaps partial, as it is kept; None if it is not understood."""
    try:
        found: PartialDate | None = PartialDate.parse(text)
    except ValueError:
        found = parse_past(text, today)
    return str(found) if found and found.first <= today else None


def check(values: Mapping[str, str], region: str, today: date) -> Wrong | None:
    """Return what is wrong with the first value that can't be taken, or None."""
    if not clean(values.get("name", "")):
        return N_("A person needs a name."), {}

    def is_birthday(text: str) -> bool:
        return bool(_YEARLESS.fullmatch(text)) or _day(text, today) is not None

    rules: tuple[tuple[str, Callable[[str], object], str], ...] = (
        ("phones", lambda text: phones.is_possible(text, region), _NO_NUMBER),
        ("emails", _EMAIL.fullmatch, N_("“{text}” is no e-mail address.")),
        ("urls", _URL.fullmatch, N_("“{text}” is no address of a page; it looks like https://example.org/name.")),
        ("birthday", is_birthday, N_("“{text}” is no day that has been: 1978, 14.3.1978, --03-14 without the year.")),
        ("contact_since", lambda text: _day(text, today), N_("“{text}” is no day that has been: 2019, March 2019.")),
        ("rhythm_days", lambda text: days_of(text) is not None, NO_INTERVAL),
    )
    for field, right, sentence in rules:
        value = values.get(field, "").strip()
        for part in _parts(value) if field in HANDLES else filter(None, [value]):
            if not right(part):
                return sentence, {"text": part}
    return None


_NO_NUMBER = N_("“{text}” is no telephone number. Several are parted by commas.")


def _columns(values: Mapping[str, str], today: date) -> dict[str, Any]:
    """Return the columns of a person that checked values stand for."""
    columns: dict[str, Any] = {name: values[name] for name in _PLAIN if name in values}
    if "name" in values:
        name = clean(values["name"])
        columns |= {"name": name, "name_key": fold(name)}
    if "note" in values:
        columns["note"] = clean_text(values["note"]).strip()
    if "birthday" in values:
        birthday = values["birthday"]
        columns["birthday"] = birthday if _YEARLESS.fullmatch(birthday) else _day(birthday, today) or ""
    if "contact_since" in values:
        columns["contact_since"] = _day(values["contact_since"], today)
    if "rhythm_days" in values:
        columns["rhythm_days"] = days_of(values["rhythm_days"])
    return columns


def _checked(desk: Desk, values: Mapping[str, str]) -> dict[str, Any]:
    today = desk.now().astimezone().date()
    wrong = check(values, desk.settings.region, today)
    if wrong is not None:
        raise BookProblem(wrong[0], **wrong[1])
    return _columns(values, today)


def add(desk: Desk, values: Mapping[str, str]) -> Change:
    """Add a contact by hand; who looks like them is noted as a possible duplicate. Raises `BookProblem`."""
    from netz_tui.desk.alike import note_alike  # comparing is not needed for the first frame

    columns = _checked(desk, values)
    name = columns.pop("name")
    del columns["name_key"]
    columns["contact_since"] = columns.get("contact_since") or desk.now().astimezone().date().isoformat()
    with desk.book.action("add_person", N_("{name} added"), desk.now(), name=name) as action:
        person_id = insert_person(action, desk, name, contact=1, **columns)
        for field, kind in HANDLES.items():
            for raw in _parts(values.get(field, "")):
                insert_handle(action, desk, person_id, kind, raw)
        note_alike(action, desk, [person_id])
    return action.change


def edit(desk: Desk, person_id: int, values: Mapping[str, str]) -> Change:
    """Change what is known about a person; fields that are not named stay. Raises `BookProblem`."""
    person = book_people.person(desk.book, person_id)
    if person is None:
        raise BookProblem(N_("This person is not there any more."))
    columns = _checked(desk, {"name": person.name, **values})
    if not columns.get("contact_since", "") and person.contact:
        columns.pop("contact_since", None)
    with desk.book.action("edit", N_("{name} changed"), desk.now(), name=person.name) as action:
        action.update(Person, person_id, **columns)
        for field, kind in HANDLES.items():
            if field in values:
                _set_handles(action, desk, person_id, kind, _parts(values[field]))
        if action.change:  # by what one is recognised is made anew from what is known now
            desk.book.connection.execute("DELETE FROM match_keys WHERE person_id = ?", (person_id,))
    return action.change


def _set_handles(action: Action, desk: Desk, person_id: int, kind: str, wanted: Iterable[str]) -> None:
    """Let a person have these handles of a kind and no others; who stays keeps his label."""
    held = {handle.normal: handle for handle in book_people.handles(desk.book, person_id) if handle.kind == kind}
    new = {normal: raw for raw in wanted if (normal := normal_handle(kind, raw, desk.settings.region))}
    for normal, handle in held.items():
        if normal not in new:
            action.delete(Handle, handle.id)
        elif new[normal] != handle.raw:
            action.update(Handle, handle.id, raw=new[normal])
    for normal, raw in new.items():
        if normal not in held:
            insert_handle(action, desk, person_id, kind, raw)


def set_rhythm(desk: Desk, person_ids: Sequence[int], text: str) -> Change:
    """Set after how many days people want a sign of life, all in one step; "" leaves it to the settings."""
    days = days_of(text) if text.strip() else None
    if text.strip() and days is None:
        raise BookProblem(NO_INTERVAL, text=clean(text))
    with desk.book.action(
        "rhythm", N_("Contact rhythm of {count} people"), desk.now(), count=len(person_ids)
    ) as action:
        for person_id in dict.fromkeys(person_ids):
            action.update(Person, person_id, rhythm_days=days)
    return action.change
