"""People, and everything known about one of them, as plain rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from netz_tui.book.rule import Footing, Spoken, Verdict, may_confirm
from netz_tui.clean import LINE_LIMIT
from netz_tui.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netz_tui.book.book import Book


class PersonRow(NamedTuple):
    """Somebody as a list shows them."""

    id: int
    name: str
    org: str
    title: str
    city: str
    standing: str
    contact: bool


class HandleRow(NamedTuple):
    """A way to reach a person."""

    id: int
    kind: str
    raw: str
    normal: str
    label: str


class ConversationRow(NamedTuple):
    """A conversation as a page shows it."""

    id: int
    kind: str
    at: str
    duration_s: int
    outcome: str
    trust: int | None
    chemistry: int | None
    note: str


class GroundRow(NamedTuple):
    """A ground with its evidence; `stands` follows from the introducer's own grounds and last answer."""

    id: int
    kind: str
    since: str
    place: str
    introducer_id: int | None
    introducer: str | None
    introducer_standing: str | None
    fallen_at: str | None
    fallen_why: str
    stands: bool


class CrossCheckRow(NamedTuple):
    """What an introducer answered when asked about somebody."""

    id: int
    introducer_id: int
    introducer: str
    person_id: int
    asked_at: str
    answer: str
    note: str


class RequestRow(NamedTuple):
    """A contact request with everything it came with."""

    id: int
    person_id: int
    direction: str
    name: str
    platform: str
    headline: str
    message: str
    url: str
    sent_at: str
    introducer_id: int | None
    introducer: str | None
    introducer_standing: str | None
    state: str
    defer_until: str | None
    asleep: bool
    reason: str
    decided_at: str | None
    score: int
    score_reasons: tuple[dict[str, Any], ...]


class FollowUpRow(NamedTuple):
    """An open next step."""

    id: int
    person_id: int
    request_id: int | None
    due: str
    what: str


_WORDS = 32
_PERSON = "p.id, p.name, p.org, p.title, p.city, p.standing, p.contact"


def _person(row: Sequence[Any]) -> PersonRow:
    return PersonRow(*[*row[:6], bool(row[6])])


def person(book: Book, person_id: int) -> PersonRow | None:
    """Return one person, or None."""
    found = book.row(f"SELECT {_PERSON} FROM people p WHERE p.id = ?", (person_id,))  # noqa: S608 - constants
    return None if found is None else _person(found)


def people(book: Book, ids: Sequence[int]) -> dict[int, PersonRow]:
    """Return several people by id."""
    found: dict[int, PersonRow] = {}
    for start in range(0, len(ids), 500):
        part = list(ids[start : start + 500])
        marks = ",".join("?" * len(part))
        for row in book.rows(f"SELECT {_PERSON} FROM people p WHERE p.id IN ({marks})", part):  # noqa: S608 - constants
            found[row[0]] = _person(row)
    return found


def find_people(book: Book, text: str, *, standing_ab: bool = False, limit: int = 50) -> list[PersonRow]:
    """Return people by name, contacts first and of those the dependable ones.

    Each word of `text` must be the beginning of a word of the name; umlauts may be spelled in any way.

    With `standing_ab` only those who stand on ground a or b themselves: who can bear a ground c.
    """
    words = [word.replace("_", r"\_") for word in fold(text[:LINE_LIMIT]).split()[:_WORDS]]
    likes = " ".join(r"AND (p.name_key LIKE ? ESCAPE '\' OR p.name_key LIKE ? ESCAPE '\')" for _ in words)
    parameters = [pattern for word in words for pattern in (f"{word}%", f"% {word}%")]
    only = (
        "AND EXISTS (SELECT 1 FROM grounds g WHERE g.person_id = p.id AND g.kind IN ('a', 'b') AND g.fallen_at IS NULL)"
        if standing_ab
        else ""
    )
    rows = book.rows(
        f"SELECT {_PERSON} FROM people p WHERE 1 {likes} {only} "  # noqa: S608 - constants
        "ORDER BY p.contact DESC, p.standing <> 'dependable', p.name_key, p.id LIMIT ?",
        [*parameters, limit],
    )
    return [_person(row) for row in rows]


def by_handle(book: Book, kind: str, normal: str) -> list[int]:
    """Return the ids of people who have this e-mail address, number or profile, in its normal form."""
    rows = book.rows("SELECT person_id FROM handles WHERE kind = ? AND normal = ? ORDER BY id", (kind, normal))
    return [row[0] for row in rows]


def handles(book: Book, person_id: int) -> list[HandleRow]:
    """Return how a person can be reached."""
    rows = book.rows("SELECT id, kind, raw, normal, label FROM handles WHERE person_id = ? ORDER BY id", (person_id,))
    return [HandleRow(*row) for row in rows]


def conversations(book: Book, person_id: int) -> list[ConversationRow]:
    """Return all conversations with a person, newest first."""
    rows = book.rows(
        "SELECT id, kind, at, duration_s, outcome, trust, chemistry, note FROM conversations "
        "WHERE person_id = ? ORDER BY at DESC, id DESC",
        (person_id,),
    )
    return [ConversationRow(*row) for row in rows]


def grounds(book: Book, person_id: int) -> list[GroundRow]:
    """Return the grounds a person stands or stood on."""
    rows = book.rows(
        "SELECT g.id, g.kind, g.since, g.place, g.introducer_id, i.name, i.standing, g.fallen_at, g.fallen_why, "
        "EXISTS (SELECT 1 FROM standing_grounds s WHERE s.id = g.id) "
        "FROM grounds g LEFT JOIN people i ON i.id = g.introducer_id WHERE g.person_id = ? ORDER BY g.kind, g.id",
        (person_id,),
    )
    return [GroundRow(*[*row[:9], bool(row[9])]) for row in rows]


def cross_checks(book: Book, person_id: int) -> list[CrossCheckRow]:
    """Return what introducers answered about a person, newest first."""
    rows = book.rows(
        "SELECT x.id, x.introducer_id, i.name, x.person_id, x.asked_at, x.answer, x.note "
        "FROM cross_checks x JOIN people i ON i.id = x.introducer_id WHERE x.person_id = ? "
        "ORDER BY x.asked_at DESC, x.id DESC",
        (person_id,),
    )
    return [CrossCheckRow(*row) for row in rows]


def request(book: Book, request_id: int) -> RequestRow | None:
    """Return one request, or None."""
    found = book.row(
        "SELECT r.id, r.person_id, r.direction, r.name, r.platform, r.headline, r.message, r.url, r.sent_at, "
        "r.introducer_id, i.name, i.standing, r.state, r.defer_until, r.asleep, r.reason, r.decided_at, r.score, "
        "r.score_reasons FROM requests r LEFT JOIN people i ON i.id = r.introducer_id WHERE r.id = ?",
        (request_id,),
    )
    if found is None:
        return None
    return RequestRow(*[*found[:14], bool(found[14]), *found[15:18], tuple(json.loads(found[18]))])


def requests_of(book: Book, person_id: int) -> list[tuple[int, str, str, str, str]]:
    """Return all requests of a person, newest first: id, direction, platform, when, state."""
    rows = book.rows(
        "SELECT id, direction, platform, sent_at, state FROM requests WHERE person_id = ? "
        "ORDER BY sent_at DESC, id DESC",
        (person_id,),
    )
    return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]


def follow_ups(book: Book, person_id: int) -> list[FollowUpRow]:
    """Return the open next steps with a person, soonest first."""
    rows = book.rows(
        "SELECT id, person_id, request_id, due, what FROM follow_ups "
        "WHERE person_id = ? AND done_at IS NULL ORDER BY due, id",
        (person_id,),
    )
    return [FollowUpRow(*row) for row in rows]


def verdict(book: Book, person_id: int, now: str | None = None) -> Verdict:
    """Judge by the rule what is stored about a person; with `now`, a moment as the book keeps it, as of then."""
    spoken = [
        Spoken(row.id, row.kind, row.outcome, row.at, row.trust, row.chemistry)
        for row in conversations(book, person_id)
    ]
    return may_confirm(spoken, [Footing(row.id, row.kind, row.stands) for row in grounds(book, person_id)], now)
