"""Everything known about one person, with where it came from; and the verbs that add and change people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from netz_tui.book import contacts as book_contacts
from netz_tui.book import journal
from netz_tui.book import people as book_people
from netz_tui.book.contacts import SourceRow, TieRow
from netz_tui.book.rhythm import TouchRow, by_standing, touch_of
from netz_tui.desk.origins import FACTS, Fact, facts, reach_origins
from netz_tui.desk.page import Page, RequestRow, page
from netz_tui.desk.records import record_of
from netz_tui.desk.signals.late import sold
from netz_tui.desk.tags import tags_of
from netz_tui.moments import moment_text

if TYPE_CHECKING:
    from netz_tui.book.journal import Entry
    from netz_tui.book.people import (
        ConversationRow,
        CrossCheckRow,
        FollowUpRow,
        GroundRow,
        HandleRow,
        PersonRow,
    )
    from netz_tui.desk.desk import Desk
    from netz_tui.network.reliability import Record

__all__ = ["FACTS", "NO_REQUEST", "Fact", "PersonPage", "SourceRow", "TieRow", "as_data", "page_to_talk", "person_page"]

NO_REQUEST = 0
"""The id of the request of somebody who asked for nothing (see `page_to_talk`)."""

_LATEST = 60
_WIDEST = 2_000
"""So many rows at most are one record of the journal."""


class PersonPage(NamedTuple):
    """A person with all that is known."""

    person: PersonRow
    facts: tuple[Fact, ...]
    handles: tuple[HandleRow, ...]
    reached_from: dict[int, tuple[str, str]]
    """The file in which each handle stood ("" by hand) and when it came, by the handle's id."""
    tags: tuple[str, ...]
    contact_since: str | None
    rhythm_days: int | None
    created_at: str
    grounds: tuple[GroundRow, ...]
    checks: tuple[CrossCheckRow, ...]
    conversations: tuple[ConversationRow, ...]
    follow_ups: tuple[FollowUpRow, ...]
    requests: tuple[tuple[int, str, str, str, str], ...]
    ties: tuple[TieRow, ...]
    rests: tuple[PersonRow, ...]
    """Whose ground c rests on this person."""
    alike: tuple[PersonRow, ...]
    leads: tuple[tuple[str, str, str], ...]
    sources: tuple[SourceRow, ...]
    history: tuple[Entry, ...]
    record: Record
    """How often this person knew whom she was asked about."""
    touch: TouchRow | None
    """When the next sign of life is due."""
    reviewed_at: str | None
    """When a look found this person not dependable."""
    sold: int | None
    """After how many days a sales message came once this person was confirmed."""


def person_page(desk: Desk, person_id: int) -> PersonPage | None:
    """Return a person with all that is known, or None if nobody has this id."""
    book = desk.book
    person = book_people.person(book, person_id)
    if person is None:
        return None
    since, rhythm, created = book.row(
        "SELECT contact_since, rhythm_days, created_at FROM people WHERE id = ?", (person_id,)
    ) or (None, None, "")
    sources = book_contacts.sources(book, person_id)
    return PersonPage(
        person=person,
        facts=tuple(facts(desk, person_id, sources, created)),
        handles=tuple(book_people.handles(book, person_id)),
        reached_from=reach_origins(desk, person_id, sources, created),
        tags=tuple(tags_of(desk, person_id)),
        contact_since=since,
        rhythm_days=rhythm,
        created_at=created,
        grounds=tuple(book_people.grounds(book, person_id)),
        checks=tuple(book_people.cross_checks(book, person_id)),
        conversations=tuple(book_people.conversations(book, person_id)),
        follow_ups=tuple(book_people.follow_ups(book, person_id)),
        requests=tuple(book_people.requests_of(book, person_id)),
        ties=tuple(book_contacts.ties(book, person_id)),
        rests=tuple(_people(desk, _RESTS, person_id)),
        alike=tuple(_people(desk, _ALIKE, person_id, person_id, person_id)),
        leads=tuple(book.rows("SELECT at, stage, note FROM leads WHERE person_id = ? ORDER BY at DESC", (person_id,))),
        sources=tuple(sources),
        history=tuple(history(desk, person_id)),
        record=record_of(desk, person_id),
        touch=touch_of(book, by_standing(book, desk.settings.keep_in_touch_days), person_id),
        reviewed_at=book.value(
            "SELECT max(at) FROM reviews WHERE person_id = ? AND found = 'not_dependable'", (person_id,)
        ),
        sold=sold(book, person_id, moment_text(desk.now())),
    )


_RESTS = "SELECT DISTINCT person_id FROM grounds WHERE introducer_id = ? AND fallen_at IS NULL"
_ALIKE = (
    "SELECT CASE a_id WHEN ? THEN b_id ELSE a_id END FROM duplicate_pairs WHERE (a_id = ? OR b_id = ?) "
    "AND state = 'open' ORDER BY probability DESC LIMIT 5"
)


def _people(desk: Desk, sql: str, *parameters: int) -> list[PersonRow]:
    ids = [row[0] for row in desk.book.rows(sql, parameters)]
    known = book_people.people(desk.book, ids)
    return [known[row_id] for row_id in ids]


_OWNED = ("handles", "conversations", "grounds", "requests", "person_tags", "follow_ups", "snoozes", "reviews")


def history(desk: Desk, person_id: int, limit: int = _LATEST) -> list[Entry]:
    """Return what was done with a person, newest first."""
    touched = (
        "SELECT c.entry_id FROM {rows} r JOIN journal_changes c ON c.noun = '{noun}' "
        "AND c.first_id BETWEEN r.id - :widest AND r.id AND c.last_id >= r.id"
    )
    parts = [touched.format(rows="(SELECT :id AS id)", noun="people")]
    parts += [touched.format(rows=f"(SELECT id FROM {noun} WHERE person_id = :id)", noun=noun) for noun in _OWNED]  # noqa: S608
    parts.append(
        touched.format(
            rows="(SELECT id FROM ties WHERE a_id = :id UNION SELECT id FROM ties WHERE b_id = :id)", noun="ties"
        )
    )
    ids = desk.book.rows(
        f"SELECT DISTINCT entry_id FROM ({' UNION ALL '.join(parts)}) ORDER BY entry_id DESC LIMIT :limit",  # noqa: S608
        {"id": person_id, "widest": _WIDEST, "limit": limit},
    )
    found = (journal.entry(desk.book, row[0]) for row in ids)
    return [entry for entry in found if entry is not None]


def page_to_talk(desk: Desk, person_id: int) -> Page | None:
    """Return a page as the desk's questions want it, also for somebody who asked for nothing.

    That is the request that waits, or one that only carries the name and has the id `NO_REQUEST`.
    """
    pending = desk.book.value(
        "SELECT id FROM requests WHERE person_id = ? AND state = 'pending' AND direction = 'incoming' ORDER BY id",
        (person_id,),
    )
    if pending is not None:
        return page(desk, int(pending))
    book = desk.book
    person = book_people.person(book, person_id)
    if person is None:
        return None
    now = moment_text(desk.now())
    blank: dict[str, Any] = dict.fromkeys(RequestRow._fields, "")
    request = RequestRow(
        **blank
        | {"id": NO_REQUEST, "person_id": person_id, "name": person.name, "introducer_id": None, "introducer": None}
        | {"introducer_standing": None, "sent_at": now, "defer_until": None, "decided_at": None, "asleep": False}
        | {"score": 0, "score_reasons": ()}
    )
    return Page(
        request=request,
        person=person,
        handles=tuple(book_people.handles(book, person_id)),
        conversations=tuple(book_people.conversations(book, person_id)),
        grounds=tuple(book_people.grounds(book, person_id)),
        checks=tuple(book_people.cross_checks(book, person_id)),
        follow_ups=tuple(book_people.follow_ups(book, person_id)),
        earlier=tuple(book_people.requests_of(book, person_id)),
        verdict=book_people.verdict(book, person_id, now),
    )


def as_data(found: PersonPage) -> dict[str, Any]:
    """Return a person as JSON wants it."""
    data: dict[str, Any] = {}
    for name, value in found._asdict().items():
        if name == "history":
            data[name] = [
                {
                    "at": entry.at.isoformat(),
                    "label": entry.label.format_map(_Told(entry.params)),
                    "undone": entry.undone,
                }
                for entry in found.history
            ]
        elif name == "requests":
            keys = ("id", "direction", "platform", "sent_at", "state")
            data[name] = [dict(zip(keys, row, strict=True)) for row in found.requests]
        elif name == "leads":
            data[name] = [dict(zip(("at", "stage", "note"), row, strict=True)) for row in found.leads]
        elif name == "record":
            data[name] = {part: getattr(value, part) for part in ("asked", "knew", "rate", "low", "high")}
        elif hasattr(value, "_asdict"):
            data[name] = value._asdict()
        elif isinstance(value, tuple):
            data[name] = [item._asdict() if hasattr(item, "_asdict") else item for item in value]
        else:
            data[name] = value
    return data


class _Told(dict[str, Any]):
    """Values of a label; a missing one stays visible."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"
