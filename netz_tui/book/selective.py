"""Undo one older entry of the journal, where nothing that was done since stands in the way."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from netz_tui.book import journal
from netz_tui.book.models import NOUNS
from netz_tui.book.problems import BookProblem
from netz_tui.i18n import N_, say

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from datetime import datetime

    from netz_tui.book.book import Book
    from netz_tui.book.journal import Change, Entry

_WHOLE = frozenset({"ties"})
"""Tables where a change of one column is a change of the row."""
_TOGETHER = {
    "requests": frozenset({"person_id", "state", "conversation_id", "ground_id", "decided_at"}),
    "duplicate_pairs": frozenset({"a_id", "b_id", "state"}),
}
"""Columns that change as one: those by which a request is confirmed, who is not the same as whom."""
_DERIVED = {"duplicate_pairs": frozenset({"probability", "reasons"})}
"""Columns that every comparison may set anew: changes of them are in nobody's way."""
_BATCH = 500

Touched = dict[str, dict[int, frozenset[str] | None]]
"""For each table the rows that an entry changed, and in which columns; None stands for the whole row."""


def undo_entry(book: Book, entry_id: int, now: datetime) -> Change:
    """Undo one entry and leave all that came after it; this is a new entry, which can be undone like any other.

    The latest entry is undone as ever. Raises `BookProblem` if the entry is not there or undone already, or if
    a later one stands in the way; the sentence names that one. Then nothing has changed.
    """
    with book.transaction() as connection:
        entry = journal.entry(book, entry_id)
        if entry is None or entry.undone:
            raise BookProblem(N_("This entry of the history is not there any more, or is undone already."))
        if book.row("SELECT 1 FROM journal WHERE undone = 0 AND id > ?", (entry_id,)) is None:
            return journal.turn(book, entry, undo=True)
        touched = _touched(connection, entry_id)
        later = _touching(connection, entry_id, touched)
        if later is not None:
            raise _in_the_way(book, entry, later)
        what = {"what": say(entry.label, **entry.params)}
        change = journal.turn_back(book, entry, N_("Undone by itself: {what}"), what, now)
        for child, child_id, parent, parent_id in _dangling(connection, touched):
            both: Touched = {child: {child_id: None}, parent: {parent_id: None}}
            culprit = _touching(connection, entry_id, both, change.entry)
            if culprit is not None:
                raise _in_the_way(book, entry, culprit)
        return change


def _in_the_way(book: Book, entry: Entry, later_id: int) -> BookProblem:
    later = journal.entry(book, later_id)
    assert later is not None
    return BookProblem(
        N_("“{what}” can't be undone by itself: “{later}” came after it and rests on it. Undo that first."),
        what=say(entry.label, **entry.params),
        later=say(later.label, **later.params),
    )


def _columns(noun: str, op: str, image: str | None) -> frozenset[str] | None:
    if op != "update" or noun in _WHOLE:
        return None
    columns = frozenset(json.loads(image or "{}")) - _DERIVED.get(noun, frozenset())
    together = _TOGETHER.get(noun, frozenset())
    return columns | together if columns & together else columns


def _touched(connection: sqlite3.Connection, entry_id: int) -> Touched:
    touched: Touched = defaultdict(dict)
    for noun, op, first, last, image in connection.execute(
        "SELECT noun, op, first_id, last_id, image FROM journal_changes WHERE entry_id = ?", (entry_id,)
    ):
        columns = _columns(noun, op, image)
        for row_id in range(first, last + 1):
            before = touched[noun].get(row_id, frozenset())
            touched[noun][row_id] = None if columns is None or before is None else before | columns
    return touched


def _touching(connection: sqlite3.Connection, entry_id: int, touched: Touched, before: int | None = None) -> int | None:
    """Return the latest entry between two others that is not undone and changed one of the same things, or None."""
    balanced = _balanced(connection, entry_id)
    later = connection.execute(
        "SELECT c.entry_id, c.noun, c.op, c.first_id, c.last_id, c.image FROM journal_changes c "
        "JOIN journal j ON j.id = c.entry_id WHERE c.entry_id > ? AND (? IS NULL OR c.entry_id < ?) "
        "AND j.undone = 0 ORDER BY c.entry_id DESC",
        (entry_id, before, before),
    )
    for later_id, noun, op, first, last, image in later:
        if later_id in balanced:
            continue
        rows = touched.get(noun, {})
        few = rows if len(rows) < last - first else range(first, last + 1)
        common = [row_id for row_id in few if first <= row_id <= last and row_id in rows]
        if not common:
            continue
        columns = _columns(noun, op, image)
        for row_id in common:
            mine = rows[row_id]
            if columns is None or (columns if mine is None else mine & columns):
                return int(later_id)
    return None


def _balanced(connection: sqlite3.Connection, entry_id: int) -> set[int]:
    """Return the entries after another that were undone by themselves, and those that did it: both are as nothing."""
    balanced: set[int] = set()
    undoing = "SELECT id, params FROM journal WHERE verb = 'turn_back' AND undone = 0 AND id > ? ORDER BY id DESC"
    for later_id, params in connection.execute(undoing, (entry_id,)):
        taken_back = json.loads(params).get("entry", 0)
        if later_id not in balanced and taken_back > entry_id:
            balanced |= {later_id, taken_back}
    return balanced


def _dangling(connection: sqlite3.Connection, touched: Touched) -> Iterator[tuple[str, int, str, int]]:
    """Yield each row that refers to one which is gone: its table and id, table and id of the missing one."""
    for child in NOUNS:
        keys: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
        for number, _seq, parent, column, target, *_rest in connection.execute(f"PRAGMA foreign_key_list({child})"):
            keys[number].append((parent, column, target))
        for parts in keys.values():
            parent = parts[0][0]
            column = next(column for _parent, column, target in parts if target == "id")
            same = " AND ".join(f"p.{target} = c.{column_}" for _parent, column_, target in parts)
            sql = (
                f"SELECT c.id, c.{column} FROM {child} c WHERE c.%s IN (%s) AND c.{column} IS NOT NULL "  # noqa: S608
                f"AND NOT EXISTS (SELECT 1 FROM {parent} p WHERE {same})"
            )
            for found_by, rows in (("id", touched.get(child, {})), (column, touched.get(parent, {}))):
                ids = list(rows)
                for start in range(0, len(ids), _BATCH):
                    part = ids[start : start + _BATCH]
                    for child_id, parent_id in connection.execute(sql % (found_by, ",".join("?" * len(part))), part):
                        yield child, child_id, parent, parent_id
