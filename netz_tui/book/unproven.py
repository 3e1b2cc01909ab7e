"""The few unproven contacts that are looked at in a day: drawn from all of them, the same draw all day long."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from netz_tui.book.book import Book

_DRAWN = 8
"""So many are drawn for each that is shown; of them those come up of whom most is known."""


class LookRow(NamedTuple):
    """An unproven contact to look at; `talks` conversations are logged, `ties` lead to dependable contacts.

    `open` tells whether the look still waits.
    """

    id: int
    name: str
    org: str
    title: str
    city: str
    since: str | None
    talks: int
    ties: int
    phone: bool
    open: bool


def look(book: Book, day: str, midnight: str, count: int) -> list[LookRow]:
    """Return whom to look at on a day that began at `midnight`, `count` at most; those that are settled too.

    Contacts are drawn by places in the alphabet that follow from the day (SHA-256), and of the drawn those of whom
    most was known at midnight come first: they are the easiest to decide. Only what was so at midnight counts, so
    what is done in the day neither reshuffles the choice nor fills it up again. The cost grows with `count`.
    """
    if count <= 0:
        return []
    settled = _proven_since(book, day, midnight)
    when = {"day": day, "midnight": midnight}
    drawn: dict[int, LookRow] = {}
    for number in range(_DRAWN * count):
        found = _at(book, _place(book, day, number), settled, when)
        if found is None:
            break
        if found not in drawn:
            drawn[found] = _row(book, found, when)
    best = sorted(drawn.values(), key=lambda row: (not row.talks, not row.ties, not row.phone))
    return best[:count]


def _place(book: Book, day: str, number: int) -> tuple[str, int]:
    """Return where in the alphabet a draw begins, as (name key, id): at a person chosen by a hash of day and number."""
    most = int(book.value("SELECT coalesce(max(id), 1) FROM people"))
    spot = int.from_bytes(hashlib.sha256(f"{day} {number}".encode()).digest()[:8]) % most
    found = book.row("SELECT name_key, id FROM people WHERE id > ? ORDER BY id LIMIT 1", (spot,))
    return ("", 0) if found is None else (found[0], int(found[1]))


def _proven_since(book: Book, day: str, midnight: str) -> list[tuple[str, int]]:
    """Return the places of the contacts who were unproven at midnight and have a ground now."""
    rows = book.rows(
        "SELECT p.name_key, p.id FROM grounds g CROSS JOIN people p ON p.id = g.person_id "  # grounds first
        "WHERE g.created_at >= ? "
        "AND p.contact = 1 AND p.standing <> 'unproven' AND coalesce(p.contact_since, '') < ? "
        "AND NOT EXISTS (SELECT 1 FROM grounds o WHERE o.person_id = p.id AND o.created_at < ?)",
        (midnight, day, midnight),
    )
    return sorted({(row[0], int(row[1])) for row in rows})


_STEP = "EXISTS (SELECT 1 FROM follow_ups f WHERE f.person_id = p.id AND f.done_at IS NULL)"
_WANTED = f"""
    NOT EXISTS (SELECT 1 FROM reviews v WHERE v.person_id = p.id AND v.found = 'not_dependable' AND v.at < :midnight)
    AND NOT EXISTS (SELECT 1 FROM snoozes s WHERE s.person_id = p.id AND s.what = 'unproven'
                    AND s.at < :midnight AND s.until > :day)
    AND (NOT {_STEP} OR EXISTS (SELECT 1 FROM reviews v WHERE v.person_id = p.id AND v.at >= :midnight)
         OR EXISTS (SELECT 1 FROM conversations c WHERE c.person_id = p.id AND c.at >= :midnight))
"""  # noqa: S608 - constants
"""A person `p` wanted a look when the day began: a next step counts only if it was not agreed today."""


def _at(book: Book, place: tuple[str, int], settled: list[tuple[str, int]], when: dict[str, str]) -> int | None:
    """Return the first contact in the alphabet, from a place on, who wanted a look at midnight; None if nobody did.

    After the end of the alphabet it goes on at its beginning. `settled` are those who wanted one then and have a
    ground by now.
    """
    for start in (place, ("", 0)):
        found = book.row(
            "SELECT name_key, id FROM people p INDEXED BY contacts_by_standing WHERE contact = 1 "  # noqa: S608
            f"AND standing = 'unproven' AND (name_key, id) >= (:name, :id) AND {_WANTED} ORDER BY name_key, id LIMIT 1",
            {"name": start[0], "id": start[1], **when},
        )
        after = [one for one in settled if one >= start][:1] + ([(found[0], int(found[1]))] if found else [])
        if after:
            return int(min(after)[1])
    return None


_TIES = " UNION ALL ".join(
    f"SELECT t.{other} AS id FROM ties t WHERE t.{one} = p.id AND t.created_at < :midnight"  # noqa: S608 - constants
    for one, other in (("a_id", "b_id"), ("b_id", "a_id"))
)


def _row(book: Book, person_id: int, when: dict[str, str]) -> LookRow:
    found = book.row(
        f"""
        SELECT p.id, p.name, p.org, p.title, p.city, p.contact_since,
          (SELECT count(*) FROM conversations c
           WHERE c.person_id = p.id AND c.outcome = 'reached' AND c.at < :midnight),
          (SELECT count(*) FROM ({_TIES}) n JOIN people o ON o.id = n.id WHERE o.standing = 'dependable'),
          EXISTS (SELECT 1 FROM handles h WHERE h.person_id = p.id AND h.kind = 'phone'),
          p.standing = 'unproven' AND NOT {_STEP}
            AND NOT EXISTS (SELECT 1 FROM reviews v WHERE v.person_id = p.id AND v.found = 'not_dependable')
            AND NOT EXISTS (SELECT 1 FROM snoozes s
                            WHERE s.person_id = p.id AND s.what = 'unproven' AND s.until > :day)
        FROM people p WHERE p.id = :id
        """,  # noqa: S608 - constants
        {"id": person_id, **when},
    )
    assert found is not None
    return LookRow(*[*found[:8], bool(found[8]), bool(found[9])])


def acquaintances(book: Book, person_id: int, limit: int = 3) -> list[str]:
    """Return the names of dependable contacts who are said to know somebody."""
    rows = book.rows(
        "SELECT o.name FROM (SELECT b_id AS id FROM ties WHERE a_id = :id "
        "UNION SELECT a_id FROM ties WHERE b_id = :id) n JOIN people o ON o.id = n.id "
        "WHERE o.standing = 'dependable' ORDER BY o.name_key, o.id LIMIT :limit",
        {"id": person_id, "limit": limit},
    )
    return [row[0] for row in rows]
