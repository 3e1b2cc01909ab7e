"""How often a contact wants a sign of life, and when the next one is due: by person, tag, or standing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from netz_tui.book.book import Book

SETTING = "rhythm."
"""How the settings of the book begin that hold the rhythm of a standing: rhythm.dependable."""
STANDINGS = ("dependable", "shaky", "unproven")
LAST = "(SELECT max(c.at) FROM conversations c WHERE c.person_id = p.id AND c.outcome = 'reached')"
"""The latest conversation with a person `p`: each one that is logged moves the date."""


class Rhythms(NamedTuple):
    """Days between signs of life by standing, for who has no rhythm of their own or of a tag; 0: never."""

    dependable: int
    shaky: int = 0
    unproven: int = 0


class TouchRow(NamedTuple):
    """A contact who wants a sign of life: every `days`, `by` the person's own wish, a tag or the standing.

    `last` is the moment of the latest conversation, None if none is logged; `due` the day of the next.
    """

    id: int
    name: str
    org: str
    title: str
    standing: str
    days: int
    by: str
    last: str | None
    due: str
    phone: bool


def set_by_standing(book: Book) -> dict[str, int]:
    """Return the rhythms that the book sets for standings; those it leaves open are missing."""
    rows = book.rows("SELECT name, value FROM settings WHERE name LIKE 'rhythm.%'")
    return {name.removeprefix(SETTING): int(value) for name, value in rows if value.isdecimal()}


def by_standing(book: Book, usual: int) -> Rhythms:
    """Return the rhythms of the standings; `usual` is that of dependable contacts unless the book says otherwise.

    Shaky and unproven contacts have none unless one is set: they come up for a review and a check instead.
    """
    return Rhythms(**{"dependable": usual, **set_by_standing(book)})


_TAGGED = (
    "(SELECT coalesce(min(nullif(t.rhythm_days, 0)), min(t.rhythm_days)) FROM person_tags g "
    "JOIN tags t ON t.id = g.tag_id WHERE g.person_id = p.id)"
)
"""The closest rhythm of a person's tags; 0 only where every tag that has one says never."""


def _days(rhythms: Rhythms) -> str:
    """Return the SQL of the rhythm of a person `p`: the person's own goes first, then the tags, then the standing."""
    whens = " ".join(f"WHEN '{name}' THEN {int(days)}" for name, days in rhythms._asdict().items())
    return f"coalesce(p.rhythm_days, {_TAGGED}, CASE p.standing {whens} END)"


def _due(rhythms: Rhythms) -> str:
    """Return the SQL of the day on which the next sign of life of a person `p` is due, in the computer's time zone."""
    return f"date(coalesce({LAST}, p.created_at), 'localtime', '+' || {_days(rhythms)} || ' days')"


def overdue(rhythms: Rhythms) -> str:
    """Return the condition on people `p` that a sign of life is due; its one parameter is today as text."""
    return f"p.contact = 1 AND {_days(rhythms)} > 0 AND {_due(rhythms)} <= ?"


def touches(book: Book, rhythms: Rhythms, until: str) -> list[TouchRow]:
    """Return the contacts whose sign of life is due by a day, the longest due first.

    Left out is who has a next step agreed; what was put off is due on the day it was put off to. Only those who have
    a rhythm are looked at, so the cost grows with them and not with the book.
    """
    who = ["SELECT id FROM people WHERE rhythm_days > 0 AND contact = 1"]
    who.append("SELECT g.person_id FROM tags t JOIN person_tags g ON g.tag_id = t.id WHERE t.rhythm_days > 0")
    who += [f"SELECT id FROM people WHERE contact = 1 AND standing = '{name}'"  # noqa: S608 - constants
            for name, days in rhythms._asdict().items() if days > 0]  # fmt: skip
    return _rows(book, rhythms, " UNION ".join(who), f"AND due <= :until AND {_NO_STEP}", {"until": until})


def touch_of(book: Book, rhythms: Rhythms, person_id: int) -> TouchRow | None:
    """Return when a contact wants the next sign of life, None for somebody without a rhythm."""
    return next(iter(_rows(book, rhythms, "SELECT :person AS id", "", {"person": person_id})), None)


_NO_STEP = "NOT EXISTS (SELECT 1 FROM follow_ups f WHERE f.person_id = p.id AND f.done_at IS NULL)"


def _rows(book: Book, rhythms: Rhythms, who: str, more: str, values: dict[str, object]) -> list[TouchRow]:
    found = book.rows(
        f"""
        SELECT p.id, p.name, p.org, p.title, p.standing, {_days(rhythms)} AS days,
               CASE WHEN p.rhythm_days IS NOT NULL THEN 'person' WHEN {_TAGGED} IS NOT NULL THEN 'tag' ELSE 'standing'
               END,
               {LAST}, max({_due(rhythms)}, coalesce(s.until, '')) AS due,
               EXISTS (SELECT 1 FROM handles h WHERE h.person_id = p.id AND h.kind = 'phone')
        FROM ({who}) w JOIN people p ON p.id = w.id
        LEFT JOIN snoozes s ON s.person_id = p.id AND s.what = 'touch'
        WHERE p.contact = 1 AND days > 0 {more} ORDER BY due, p.name_key, p.id
        """,  # noqa: S608 - constants and whole numbers
        values,
    )
    return [TouchRow(*[*row[:-1], bool(row[-1])]) for row in found]


def next_touch(book: Book, rhythms: Rhythms, after: str) -> TouchRow | None:
    """Return whose sign of life is due next after a day."""
    found = [row for row in touches(book, rhythms, "9999") if row.due > after]
    return found[0] if found else None


def tags(book: Book) -> list[tuple[int, str, int | None, int]]:
    """Return the tags with id, name, rhythm and the number of people who carry each, the most used first."""
    return book.rows(
        "SELECT t.id, t.name, t.rhythm_days, count(g.id) AS n FROM tags t LEFT JOIN person_tags g ON g.tag_id = t.id "
        "GROUP BY t.id ORDER BY t.rhythm_days IS NULL, n DESC, t.name"
    )
