"""The signal that comes late: who was confirmed and soon after wrote a sales message."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from netz_tui.desk.signals.text import of_message
from netz_tui.fold import fold
from netz_tui.moments import moment_text, read_moment
from netz_tui.study.proportions import Share, share

if TYPE_CHECKING:
    from datetime import datetime

    from netz_tui.book.book import Book
    from netz_tui.desk.desk import Desk

__all__ = ["SOON", "sellers", "sold"]

SOON = 14
"""Days after a confirmation in which a sales message tells something."""


def sold(book: Book, person_id: int, until: str) -> int | None:
    """Return after how many days somebody wrote the first sales message after being confirmed; None if never.

    Only what came until a moment counts.
    """
    days = [
        (read_moment(at) - read_moment(decided)).days
        for decided, at, name, note in book.rows(
            f"{_WRITTEN} AND r.person_id = ? AND c.at <= ? ORDER BY c.at", (person_id, until)
        )
        if _sells(name, note)
    ]
    return days[0] if days else None


def sellers(desk: Desk, now: datetime) -> Share:
    """Return the share of sellers among those who were confirmed at least `SOON` days ago."""
    before = moment_text(now - timedelta(days=SOON))
    confirmed = "direction = 'incoming' AND state = 'confirmed' AND decided_at <= ?"
    count = int(desk.book.value(f"SELECT count(*) FROM requests WHERE {confirmed}", (before,)))  # noqa: S608 - a constant
    wrote = {
        request_id
        for request_id, name, note in desk.book.rows(
            _WRITTEN.replace("r.decided_at, c.at,", "r.id,") + " AND r.decided_at <= ?", (before,)
        )
        if _sells(name, note)
    }
    return share(len(wrote), count)


_WRITTEN = f"""
    SELECT r.decided_at, c.at, p.name, c.note FROM requests r JOIN people p ON p.id = r.person_id
    JOIN conversations c ON c.person_id = r.person_id AND c.kind = 'message' AND c.at >= r.decided_at
    AND c.at <= strftime('%Y-%m-%dT%H:%M:%SZ', r.decided_at, '+{SOON} days')
    WHERE r.direction = 'incoming' AND r.state = 'confirmed'
"""  # noqa: S608 - constants


def _sells(name: str, note: str) -> bool:
    """Tell whether a message as it was taken in, "sender: text", is by this person and talks of sales."""
    sender, _colon, text = note.partition(": ")
    return fold(sender) == fold(name) and "sales_words" in of_message(text)
