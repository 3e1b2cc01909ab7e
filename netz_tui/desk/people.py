"""People and requests that come in by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netz_tui.book import people as book_people
from netz_tui.book.models import Handle, Person, Request
from netz_tui.book.problems import BookProblem
from netz_tui.clean import clean
from netz_tui.desk.handles import normal_handle
from netz_tui.desk.recognise import choose
from netz_tui.fold import fold
from netz_tui.i18n import N_

if TYPE_CHECKING:
    from datetime import datetime

    from netz_tui.book.journal import Action, Change
    from netz_tui.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class NewRequest:
    """A contact request as typed in or pasted; `handles` are pairs of kind (email, phone, url) and value."""

    name: str
    platform: str = ""
    headline: str = ""
    message: str = ""
    url: str = ""
    handles: tuple[tuple[str, str], ...] = ()
    sent_at: datetime | None = None
    introducer_id: int | None = None
    org: str = field(default="")


def add_request(desk: Desk, new: NewRequest) -> Change:
    """Put a request into the inbox. Its sender is an existing person only if a handle says so, never by name alone."""
    name = clean(new.name)
    if not name:
        raise BookProblem(N_("A request needs the name of its sender."))
    from netz_tui.desk.alike import note_alike  # comparing is not needed for the first frame
    from netz_tui.desk.signals.known import freeze

    now = desk.now()
    with desk.book.action("add_request", N_("Request of {name} added"), now, name=name) as action:
        handles = [*new.handles, *([("url", new.url)] if new.url else [])]
        known = known_by_handle(desk, handles, name)
        person_id = insert_person(action, desk, name, org=new.org) if known is None else known
        for kind, raw in handles:
            insert_handle(action, desk, person_id, kind, raw)
        if known is None:
            note_alike(action, desk, [person_id])
        sent_at = min(new.sent_at or now, now)
        request_id = action.insert(
            Request,
            person=person_id,
            name=name,
            name_key=fold(name),
            haystack=fold(" ".join((name, new.org, new.headline, new.platform, new.message[:2_000]))),
            platform=new.platform,
            headline=new.headline,
            message=new.message,
            url=new.url,
            sent_at=sent_at,
            introducer=new.introducer_id,
            created_at=now,
        )
        freeze(action, [request_id])
    return action.change


def add_handle(desk: Desk, person_id: int, kind: str, raw: str) -> Change:
    """Note a number, an address or a profile of a person."""
    person = book_people.person(desk.book, person_id)
    if person is None:
        raise BookProblem(N_("This person is not there any more."))
    with desk.book.action("handle", N_("Noted how to reach {name}"), desk.now(), name=person.name) as action:
        insert_handle(action, desk, person_id, kind, raw)
    return action.change


def known_by_handle(desk: Desk, handles: list[tuple[str, str]], name: str = "") -> int | None:
    """Return the one person who has one of these handles, None if nobody or several fit.

    With a name, an address or a number that may be shared counts only where the names agree.
    """
    keys = [(kind, normal) for kind, raw in handles if (normal := normal_handle(kind, raw, desk.settings.region))]
    found = [(key, person_id) for key in keys for person_id in book_people.by_handle(desk.book, *key)]
    known = book_people.people(desk.book, [person_id for _key, person_id in found])
    return choose(((key, person_id, known[person_id].name) for key, person_id in found), name)


def insert_person(action: Action, desk: Desk, name: str, **values: object) -> int:
    """Insert a person inside an action."""
    return action.insert(Person, uid=desk.uid(), name=name, name_key=fold(name), created_at=action.now, **values)


def insert_handle(action: Action, desk: Desk, person_id: int, kind: str, raw: str, label: str = "") -> None:
    """Insert a handle inside an action, unless the person has it already."""
    normal = normal_handle(kind, raw, desk.settings.region)
    known = "SELECT 1 FROM handles WHERE person_id = ? AND kind = ? AND normal = ?"
    if normal and desk.book.row(known, (person_id, kind, normal)) is None:
        action.insert(Handle, person=person_id, kind=kind, raw=raw, normal=normal, label=label)
