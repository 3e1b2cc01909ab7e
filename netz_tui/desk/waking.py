"""Deferred requests come back by themselves when their time has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.moments import moment_text

if TYPE_CHECKING:
    from netz_tui.desk.desk import Desk

_DUE = "state = 'pending' AND defer_until IS NOT NULL AND asleep = 1 AND defer_until <= ?"


def wake(desk: Desk) -> int:
    """Bring back the deferred requests whose time has come and return how many; called whenever time has passed.

    That a request is asleep follows from its moment, so this is no action and leaves no entry in the journal.
    """
    book = desk.book
    now = (moment_text(desk.now()),)
    if book.row(f"SELECT 1 FROM requests WHERE {_DUE} LIMIT 1", now) is None:  # noqa: S608 - constant
        return 0
    with book.transaction() as connection:
        return int(connection.execute(f"UPDATE requests SET asleep = 0 WHERE {_DUE}", now).rowcount)  # noqa: S608
