"""Undo, redo, and the history of all that was done."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from netz_tui.book import journal, selective
from netz_tui.book.journal import Change, Entry
from netz_tui.desk.waking import wake

if TYPE_CHECKING:
    from netz_tui.desk.desk import Desk

__all__ = ["Change", "Entry", "back_to", "before", "entries", "ids", "latest", "redo", "undo", "undo_entry"]


def undo(desk: Desk) -> Change | None:
    """Undo the latest action, also one of an earlier day; None if there is none."""
    return _woken(desk, journal.undo(desk.book))


def redo(desk: Desk) -> Change | None:
    """Redo what was undone last; None if there is nothing."""
    return _woken(desk, journal.redo(desk.book))


def undo_entry(desk: Desk, entry_id: int) -> Change:
    """Undo one older entry and leave what came after it; raise `BookProblem` naming a later one that rests on it."""
    change = selective.undo_entry(desk.book, entry_id, desk.now())
    wake(desk)
    return change


def back_to(desk: Desk, entry_id: int) -> Change:
    """Go to the state right after an entry, undoing or redoing all between in one transaction."""
    change = journal.travel(desk.book, entry_id)
    wake(desk)
    return change


def entries(desk: Desk, limit: int = 200, before: int | None = None) -> list[Entry]:
    """Return entries, newest first."""
    return journal.history(desk.book, limit, before)


def ids(desk: Desk) -> array[int]:
    """Return the ids of all entries, newest first."""
    return array("q", (row[0] for row in desk.book.connection.execute("SELECT id FROM journal ORDER BY id DESC")))


def latest(desk: Desk) -> int:
    """Return the id of the latest entry that is done, 0 if there is none."""
    return before(desk, None)


def before(desk: Desk, entry_id: int | None) -> int:
    """Return the id of the entry done before another (None: of the latest), 0 if there is none."""
    found = desk.book.value(
        "SELECT max(id) FROM journal WHERE undone = 0 AND (? IS NULL OR id < ?)", (entry_id, entry_id)
    )
    return int(found or 0)


def _woken(desk: Desk, change: Change | None) -> Change | None:
    if change is not None and "requests" in change.kinds:
        wake(desk)
    return change
