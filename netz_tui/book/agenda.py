"""What is due on a day: next steps, requests that come back, shaky contacts, introducers who were not asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from netz_tui.book.book import Book


class StepRow(NamedTuple):
    """An open next step with its person; `due` is a day or a moment."""

    id: int
    person_id: int
    name: str
    org: str
    title: str
    standing: str
    contact: bool
    request_id: int | None
    due: str
    what: str


class BackRow(NamedTuple):
    """A deferred request that comes back, or has come back and waits for its answer."""

    id: int
    person_id: int
    name: str
    platform: str
    headline: str
    until: str
    asleep: bool


class ShakyRow(NamedTuple):
    """A shaky contact: the ground that fell last, why, and the introducer it rested on, if any."""

    id: int
    name: str
    org: str
    title: str
    kind: str
    fallen_at: str | None
    why: str
    introducer: str | None
    introducer_stands: bool


class Pair(NamedTuple):
    """Somebody who could be asked about somebody: an introducer standing on ground a or b.

    `by` says why: "request" (named in one that waits), "known" (whom one that waits claims to know), "ground".
    """

    introducer_id: int
    person_id: int
    by: str


_OPEN = "state = 'pending' AND direction = 'incoming'"
_NO_STEP = "NOT EXISTS (SELECT 1 FROM follow_ups f WHERE f.person_id = p.id AND f.done_at IS NULL)"
_NOT_REVIEWED = (
    "NOT EXISTS (SELECT 1 FROM reviews v WHERE v.person_id = p.id AND v.found = 'not_dependable' "
    "AND v.at >= (SELECT coalesce(max(g.created_at), '') FROM grounds g WHERE g.person_id = p.id))"
)
"""A contact was found not dependable and given no ground since."""


def steps(book: Book, until: str, after: str = "") -> list[StepRow]:
    """Return the open next steps due after one day (none: all that are open) and by another, soonest first.

    The days are compared with the first ten signs of what is kept, which for a moment is its day in UTC.
    """
    found = book.rows(
        "SELECT f.id, f.person_id, p.name, p.org, p.title, p.standing, p.contact, f.request_id, f.due, f.what "
        "FROM follow_ups f JOIN people p ON p.id = f.person_id "
        "WHERE f.done_at IS NULL AND f.due > ? AND substr(f.due, 1, 10) <= ? ORDER BY f.due, f.id",
        (after, until),
    )
    return [StepRow(*[*row[:6], bool(row[6]), *row[7:]]) for row in found]


def coming_back(book: Book, before: str, limit: int = -1) -> list[BackRow]:
    """Return the requests that were deferred to a moment before this one and still wait, soonest first.

    Left out is where something was agreed or said after that moment.
    """
    found = book.rows(
        "SELECT r.id, r.person_id, r.name, r.platform, r.headline, r.defer_until, r.asleep FROM requests r "  # noqa: S608
        f"WHERE {_OPEN} AND r.defer_until IS NOT NULL AND r.defer_until < ? "
        "AND NOT EXISTS (SELECT 1 FROM follow_ups f WHERE f.request_id = r.id AND f.done_at IS NULL) "
        "AND NOT EXISTS (SELECT 1 FROM conversations c WHERE c.person_id = r.person_id AND c.at > r.defer_until) "
        "ORDER BY r.defer_until, r.id LIMIT ?",
        (before, limit),
    )
    return [BackRow(*[*row[:6], bool(row[6])]) for row in found]


def next_back(book: Book) -> BackRow | None:
    """Return the deferred request that comes back first."""
    found = book.row(
        "SELECT id, person_id, name, platform, headline, defer_until, asleep FROM requests "  # noqa: S608 - constants
        f"WHERE {_OPEN} AND defer_until IS NOT NULL AND asleep = 1 ORDER BY defer_until LIMIT 1"
    )
    return None if found is None else BackRow(*[*found[:6], bool(found[6])])


def shaky(book: Book, today: str, limit: int) -> list[ShakyRow]:
    """Return the shaky contacts to be looked at, the latest fall first.

    Left out are those who were put off, with whom a next step is agreed, or who were found not dependable before.
    """
    found = book.rows(
        f"""
        SELECT p.id, p.name, p.org, p.title, g.kind, g.fallen_at, g.fallen_why, i.name,
               coalesce(i.standing, '') = 'dependable' FROM people p
        JOIN grounds g ON g.id = (SELECT o.id FROM grounds o WHERE o.person_id = p.id
                                  ORDER BY coalesce(o.fallen_at, o.created_at) DESC, o.id DESC LIMIT 1)
        LEFT JOIN people i ON i.id = g.introducer_id
        WHERE p.contact = 1 AND p.standing = 'shaky' AND {_NO_STEP} AND {_NOT_REVIEWED}
          AND NOT EXISTS (SELECT 1 FROM snoozes s WHERE s.person_id = p.id AND s.what = 'shaky' AND s.until > ?)
        ORDER BY i.name IS NULL, i.name, p.name_key, p.id LIMIT ?
        """,  # noqa: S608 - constants
        (today, limit),
    )
    return [ShakyRow(*[*row[:-1], bool(row[-1])]) for row in found]


_WAITING = 2_000
"""So many requests that wait are looked at for who is named in them."""
_ASKED_LATELY = (
    "NOT EXISTS (SELECT 1 FROM cross_checks x WHERE x.introducer_id = {introducer} AND x.person_id = {person} "
    "AND x.asked_at >= :since)"
)
_STANDS = (
    "EXISTS (SELECT 1 FROM grounds a WHERE a.person_id = {introducer} AND a.kind IN ('a', 'b') AND a.fallen_at IS NULL)"
)


def unasked(book: Book, since: str, limit: int) -> list[Pair]:
    """Return pairs of introducer and person for a cross-check, without those that were asked since a moment.

    At most `limit` come for each of the reasons named in `Pair`; those from requests rest on the oldest that wait.
    """

    def wanted(introducer: str, person: str) -> str:
        return f"{_STANDS} AND {_ASKED_LATELY}".format(introducer=introducer, person=person)

    named = (
        "SELECT r.introducer_id, r.person_id, 'request' FROM (SELECT introducer_id, person_id FROM requests "  # noqa: S608
        f"WHERE {_OPEN} AND asleep = 0 ORDER BY sent_at, id LIMIT {_WAITING}) r "
        f"WHERE r.introducer_id IS NOT NULL AND {wanted('r.introducer_id', 'r.person_id')} LIMIT :limit"
    )
    known = [
        f"SELECT t.{other}, r.person_id, 'known' FROM (SELECT person_id FROM requests "  # noqa: S608
        f"WHERE {_OPEN} AND asleep = 0 ORDER BY sent_at, id LIMIT :limit) r JOIN ties t ON t.{one} = r.person_id "
        f"WHERE {wanted('t.' + other, 'r.person_id')} LIMIT :limit"
        for one, other in (("a_id", "b_id"), ("b_id", "a_id"))
    ]
    grounds = (
        "SELECT g.introducer_id, g.person_id, 'ground' FROM grounds g JOIN people p ON p.id = g.person_id "  # noqa: S608
        f"WHERE g.kind = 'c' AND g.fallen_at IS NULL AND p.contact = 1 "
        f"AND {wanted('g.introducer_id', 'g.person_id')} ORDER BY g.id DESC LIMIT :limit"
    )
    pairs: dict[tuple[int, int], Pair] = {}
    for sql in (named, *known, grounds):
        for introducer, person, by in book.rows(sql, {"since": since, "limit": limit}):
            pairs.setdefault((introducer, person), Pair(introducer, person, by))
    return list(pairs.values())


def asked_since(book: Book, moment: str) -> set[int]:
    """Return the introducers who were asked since a moment."""
    rows = book.rows("SELECT DISTINCT introducer_id FROM cross_checks WHERE asked_at >= ?", (moment,))
    return {row[0] for row in rows}


def records(book: Book) -> dict[int, tuple[int, int]]:
    """Return for each introducer who was ever asked how often, and how many he knew."""
    rows = book.rows(
        "SELECT introducer_id, count(*), sum(answer IN ('knows', 'knows_well')) FROM cross_checks "
        "GROUP BY introducer_id"
    )
    return {introducer: (asked, knew) for introducer, asked, knew in rows}


def resting(book: Book) -> dict[int, int]:
    """Return for each introducer how many contacts stand on a ground c that he bears."""
    rows = book.rows(
        "SELECT g.introducer_id, count(DISTINCT g.person_id) FROM grounds g JOIN people p ON p.id = g.person_id "
        "WHERE g.kind = 'c' AND g.fallen_at IS NULL AND p.contact = 1 GROUP BY g.introducer_id"
    )
    return dict(rows)


def put_off(book: Book, what: str, today: str) -> set[int]:
    """Return the people for whom something of this kind was put off to a day after today."""
    rows = book.rows("SELECT person_id FROM snoozes WHERE what = ? AND until > ?", (what, today))
    return {row[0] for row in rows}
