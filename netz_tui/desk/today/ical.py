"""Due dates as an iCalendar file (RFC 5545) that calendars can subscribe to: names and what, no notes unless asked."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from netz_tui.book import agenda, rhythm
from netz_tui.book.people import conversations
from netz_tui.desk.today import midnight, rhythms
from netz_tui.desk.today.words import local_day
from netz_tui.files.source import FileProblem
from netz_tui.files.writing import write_atomically
from netz_tui.i18n import N_, _, say
from netz_tui.moments import read_moment

if TYPE_CHECKING:
    from pathlib import Path

    from netz_tui.desk.desk import Desk

__all__ = ["FileProblem", "Item", "calendar", "items", "save"]

PRODUCT = "-//netz//due dates//EN"
_AHEAD = timedelta(days=400)
"""Signs of life that are due later than this are left out."""
_LASTS = timedelta(minutes=30)
_AGAIN = timedelta(hours=6)
"""How long a calendar may wait until it reads the file again."""


class Item(NamedTuple):
    """A due date: `uid` stays the same as long as it stands for the same thing; `when` a day, or an aware moment."""

    uid: str
    when: date | datetime
    summary: str
    note: str = ""


def items(desk: Desk, *, notes: bool = False) -> list[Item]:
    """Return every due date: next steps, requests that come back, the next sign of life of each contact.

    Each stands on its own day, also if that is over. With `notes` the latest note about the person goes along.
    """
    found: list[tuple[int, str, date | datetime, str]] = []
    for step in agenda.steps(desk.book, "9999"):
        when = read_moment(step.due) if "T" in step.due else local_day(step.due)
        template = N_("{name}: {what}") if step.what else N_("{name}: next step")
        found.append((step.person_id, f"step-{step.id}", when, say(template, name=step.name, what=step.what)))
    found += [
        (
            back.person_id,
            f"request-{back.id}",
            local_day(back.until),
            say("{name}: the request comes back", name=back.name),
        )
        for back in agenda.coming_back(desk.book, "9999")
    ]
    until = (midnight(desk).date() + _AHEAD).isoformat()
    found += [
        (touch.id, "touch", local_day(touch.due), say("{name}: a sign of life", name=touch.name))
        for touch in rhythm.touches(desk.book, rhythms(desk), until)
    ]
    uids = dict(desk.book.rows("SELECT id, uid FROM people"))
    listed = [
        Item(_uid(what, uids[person]), when, told, _note(desk, person) if notes else "")
        for person, what, when, told in found
    ]
    return sorted(listed, key=lambda item: (_day(item.when), item.uid))


def _uid(what: str, person_uid: str) -> str:
    """Return a name that stays: of the person's own, which may be foreign text, only a hash goes out."""
    return f"{what}.{hashlib.sha256(f'{what} {person_uid}'.encode()).hexdigest()[:24]}@netz"


def _day(when: date | datetime) -> date:
    return when.astimezone().date() if isinstance(when, datetime) else when


def _note(desk: Desk, person_id: int) -> str:
    """Return the latest note about a person."""
    return next((talk.note for talk in conversations(desk.book, person_id) if talk.note), "")


def calendar(listed: list[Item], now: datetime, *, tasks: bool = False) -> bytes:
    """Return due dates as an iCalendar file: all-day events, timed ones of half an hour; with `tasks` as to-dos."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("x-wr-calname", _("netz: due dates"))
    made.add("refresh-interval", _AGAIN, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT6H")
    for item in listed:
        made.add_component(_entry(item, now, tasks=tasks))
    return bytes(made.to_ical())


def _entry(item: Item, now: datetime, *, tasks: bool) -> Any:
    from icalendar import Event, Todo

    when = item.when.astimezone(UTC) if isinstance(item.when, datetime) else item.when
    entry: Any = Todo() if tasks else Event()
    entry.add("uid", item.uid)
    entry.add("dtstamp", now.astimezone(UTC))
    entry.add("summary", item.summary)
    entry.add("class", "PRIVATE")
    if tasks:
        entry.add("due", when)
    else:
        entry.add("dtstart", when)
        entry.add("dtend", when + (_LASTS if isinstance(when, datetime) else timedelta(days=1)))
        entry.add("transp", "TRANSPARENT")
    if item.note:
        entry.add("description", item.note)
    return entry


def save(desk: Desk, path: Path, *, notes: bool = False, tasks: bool = False, force: bool = False) -> int:
    """Write the due dates into a file of mode 0600, whole or not at all; return how many.

    A calendar that netz wrote before is renewed. Raises `FileProblem` for any other file that is there already,
    unless `force`, and where it cannot be written.
    """
    listed = items(desk, notes=notes)
    data = calendar(listed, desk.now(), tasks=tasks)
    write_atomically(path, [data], overwrite=force or _is_ours(path))
    return len(listed)


def _is_ours(path: Path) -> bool:
    """Tell whether a file is a calendar that netz wrote."""
    try:
        with path.open("rb") as file:
            return PRODUCT.encode() in file.read(400)
    except OSError:
        return False
