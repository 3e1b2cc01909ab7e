"""The journal: every action is one labelled entry that can be undone and redone, also weeks later.

An entry keeps the smallest record from which its rows can be restored: the ids of inserted rows, the old
values of updated columns, and whole deleted rows. Undoing swaps the record for its opposite (the inserted
rows are kept as images, the new values in place of the old), so the same record serves redo.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from netz_tui.book.bulk import insert_rows
from netz_tui.book.models import NOUNS
from netz_tui.book.problems import BookProblem, still_running
from netz_tui.book.touched import Touched
from netz_tui.i18n import N_
from netz_tui.moments import moment_text, read_moment

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from peewee import Model

    from netz_tui.book.book import Book

_RANGE = 1_000


@dataclass(frozen=True, slots=True)
class Change:
    """What an action changed: the tables it touched, their row ids, and its label as template and values."""

    kinds: frozenset[str] = frozenset()
    ids: Mapping[str, AbstractSet[int]] = field(default_factory=dict)
    label: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    entry: int | None = None

    def __bool__(self) -> bool:
        return bool(self.kinds)

    def touched(self, kind: str) -> AbstractSet[int]:
        """Return the ids of the touched rows of one table."""
        return self.ids.get(kind, frozenset())


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history."""

    id: int
    at: datetime
    verb: str
    label: str
    params: Mapping[str, Any]
    undone: bool


class Action:
    """The only object that writes; it records what it does. Obtain one from `Book.action`."""

    def __init__(self, book: Book, verb: str, label: str, now: datetime, params: Mapping[str, object]) -> None:
        self.book = book
        self.now = now
        self.verb = verb
        self.label = label
        self.params = dict(params)
        self._records: list[tuple[str, str, int, int, str | None]] = []
        self._touched = Touched()
        self._entry: int | None = None

    @property
    def _connection(self) -> sqlite3.Connection:
        connection = self.book.connection
        still_running(connection, self.book.path)
        return connection

    @property
    def change(self) -> Change:
        """Return what has changed so far."""
        return changed(self._touched, self.label, self.params, self._entry)

    def insert(self, model: type[Model], **values: Any) -> int:
        """Insert one row and return its id; text passes the gate on its way (see `models`)."""
        still_running(self.book.connection, self.book.path)
        row_id = int(model.insert(**values).execute(self.book.database))
        self._record(model, "insert", row_id, row_id, None)
        return row_id

    def insert_many(self, model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> range:
        """Insert many rows of values fit to be stored, all or none, as fast as SQLite takes them; return their ids."""
        table = model._meta.table_name
        connection = self._connection
        first = int(connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]) + 1  # noqa: S608
        if table in _NEVER_REUSED:
            used = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
            first = max(first, int(used[0]) + 1) if used else first
        try:
            count = insert_rows(
                connection, table, ("id", *columns), ((row_id, *row) for row_id, row in enumerate(rows, first))
            )
        except BaseException:
            if connection.in_transaction:  # a savepoint would keep a copy of every page for as long as it is open
                connection.execute(f"DELETE FROM {table} WHERE id >= ?", (first,))  # noqa: S608 - name from the models
            raise
        ids = range(first, first + count)
        for start in range(ids.start, ids.stop, _RANGE):
            self._record(model, "insert", start, min(start + _RANGE, ids.stop) - 1, None)
        return ids

    def update(self, model: type[Model], row_id: int, **values: Any) -> bool:
        """Set columns of one row and tell whether anything differed; equal values are not written."""
        if not values:
            return False
        table = model._meta.table_name
        fields = {model._meta.combined[name].column_name: (name, model._meta.combined[name]) for name in values}
        found = self._connection.execute(
            f"SELECT {', '.join(fields)} FROM {table} WHERE id = ?",  # noqa: S608 - names from the models
            (row_id,),
        ).fetchone()
        if found is None:
            raise BookProblem(N_("The entry {id} of {table} is not there any more."), id=row_id, table=table)
        old = dict(zip(fields, found, strict=True))
        new = {column: field_.db_value(values[name]) for column, (name, field_) in fields.items()}
        differing = {column: value for column, value in old.items() if new[column] != value}
        if not differing:
            return False
        sets = ", ".join(f"{column} = ?" for column in differing)
        self._connection.execute(
            f"UPDATE {table} SET {sets} WHERE id = ?",  # noqa: S608 - names from the models
            (*(new[column] for column in differing), row_id),
        )
        self._record(model, "update", row_id, row_id, _pack(differing))
        return True

    def delete(self, model: type[Model], row_id: int) -> None:
        """Delete one row; nothing that refers to it is touched.

        A confirmed request goes before its conversation and ground, so that undo can confirm it by the rule.
        """
        table = model._meta.table_name
        image = _image(self._connection, table, row_id, row_id)
        self._connection.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))  # noqa: S608 - name from the models
        self._record(model, "delete", row_id, row_id, image)

    def _record(self, model: type[Model], op: str, first: int, last: int, image: str | None) -> None:
        table = model._meta.table_name
        self._touched.add(table, first, last)
        if op == "insert" and image is None and self._records:
            noun, before, start, end, old = self._records[-1]
            if (noun, before, end + 1, old) == (table, "insert", first, None) and last - start < _RANGE:
                self._records[-1] = (table, "insert", start, last, None)
                return
        self._records.append((table, op, first, last, image))

    def finish(self) -> None:
        """Write the entry; what had been undone before can't be redone after a new action."""
        if not self._records:
            return
        connection = self._connection
        _forget_undone(connection)
        self._entry = connection.execute(
            "INSERT INTO journal (at, verb, label, params) VALUES (?, ?, ?, ?)",
            (moment_text(self.now), self.verb, self.label, _pack(self.params)),
        ).lastrowid
        connection.executemany(
            "INSERT INTO journal_changes (entry_id, noun, op, first_id, last_id, image) VALUES (?, ?, ?, ?, ?, ?)",
            ((self._entry, *record) for record in self._records),
        )


def _forget_undone(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM journal_changes WHERE entry_id IN (SELECT id FROM journal WHERE undone = 1)")
    connection.execute("DELETE FROM journal WHERE undone = 1")


_NEVER_REUSED = frozenset(
    {
        "people",
        "requests",
        "handles",
        "former_uids",
        "ties",
        "cross_checks",
        "person_tags",
        "duplicate_pairs",
        "snoozes",
    }
)
"""Tables whose rows are deleted by verbs, or whose ids stand elsewhere than in a foreign key."""


_MOVES_STANDING = frozenset({"grounds", "cross_checks"})


def changed(touched: Touched, label: str, params: Mapping[str, Any], entry: int | None) -> Change:
    """Return what was touched as a `Change`; grounds and answers move the standing of people."""
    ids = touched.ids()
    kinds = set(ids)
    if kinds & _MOVES_STANDING:
        kinds.add("people")
    return Change(frozenset(kinds), ids, label, params, entry)


def _pack(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _image(connection: sqlite3.Connection, table: str, first: int, last: int) -> str:
    """Return whole rows as JSON, a mapping of columns for each."""
    cursor = connection.execute(f"SELECT * FROM {table} WHERE id BETWEEN ? AND ? ORDER BY id", (first, last))  # noqa: S608
    columns = [column[0] for column in cursor.description]
    return _pack([dict(zip(columns, row, strict=True)) for row in cursor])


def _remove(connection: sqlite3.Connection, table: str, first: int, last: int) -> str:
    image = _image(connection, table, first, last)
    connection.execute(f"DELETE FROM {table} WHERE id BETWEEN ? AND ?", (first, last))  # noqa: S608
    return image


def _restore(connection: sqlite3.Connection, table: str, image: str) -> None:
    """Insert the rows of `image`; a confirmed request arrives pending like any other and is confirmed by the rule."""
    rows = json.loads(image)
    if not rows:
        return
    confirmed = [row for row in rows if table == "requests" and row["state"] == "confirmed"]
    for row in confirmed:
        row["state"] = "pending"
    columns = list(rows[0])
    insert_rows(connection, table, columns, ([row[column] for column in columns] for row in rows))
    connection.executemany("UPDATE requests SET state = 'confirmed' WHERE id = ?", [(row["id"],) for row in confirmed])


def _swap(connection: sqlite3.Connection, table: str, row_id: int, image: str) -> str:
    """Write back the columns of `image` and return what they were."""
    values = json.loads(image)
    columns = list(values)
    found = connection.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE id = ?", (row_id,)).fetchone()  # noqa: S608
    sets = ", ".join(f"{column} = ?" for column in columns)
    connection.execute(f"UPDATE {table} SET {sets} WHERE id = ?", (*values.values(), row_id))  # noqa: S608
    return _pack(dict(zip(columns, found, strict=True)))


def turn(book: Book, entry: Entry, *, undo: bool) -> Change:
    """Undo or redo one entry inside a running transaction."""
    connection = book.connection
    connection.execute("UPDATE journal SET undone = 2 WHERE id = ?", (entry.id,))
    touched = Touched()
    for record_id, noun, op, first, last, image in _records(connection, entry, backwards=undo):
        touched.add(noun, first, last)
        kept = _reverse(connection, noun, op if undo else _OPPOSITE[op], first, last, image)
        connection.execute("UPDATE journal_changes SET image = ? WHERE id = ?", (kept, record_id))
    connection.execute("UPDATE journal SET undone = ? WHERE id = ?", (int(undo), entry.id))
    return changed(touched, entry.label, entry.params, entry.id)


def _records(
    connection: sqlite3.Connection, entry: Entry, *, backwards: bool
) -> Iterator[tuple[int, str, str, int, int, str | None]]:
    """Yield the records of an entry one by one: of a large import all their images would take much memory."""
    ids = connection.execute("SELECT id FROM journal_changes WHERE entry_id = ? ORDER BY id", (entry.id,)).fetchall()
    for key in reversed(ids) if backwards else ids:
        yield connection.execute(
            "SELECT id, noun, op, first_id, last_id, image FROM journal_changes WHERE id = ?", key
        ).fetchone()


_OPPOSITE = {"insert": "delete", "delete": "insert", "update": "update"}


def _reverse(
    connection: sqlite3.Connection, noun: str, op: str, first: int, last: int, image: str | None
) -> str | None:
    """Take back what `op` did, and return the image by which that could be taken back in turn."""
    assert noun in NOUNS
    if op == "update":
        return _swap(connection, noun, first, image or "{}")
    if op == "insert":
        return _remove(connection, noun, first, last)
    _restore(connection, noun, image or "[]")
    return None


def turn_back(book: Book, entry: Entry, label: str, params: Mapping[str, Any], now: datetime) -> Change:
    """Undo an entry that is not the latest, inside a running transaction, by a new entry that does the opposite.

    The new one keeps in its values which entry that was.
    """
    connection = book.connection
    _forget_undone(connection)
    params = {**params, "entry": entry.id}
    new_id = connection.execute(
        "INSERT INTO journal (at, verb, label, params, undone) VALUES (?, 'turn_back', ?, ?, 2)",
        (moment_text(now), label, _pack(params)),
    ).lastrowid
    touched = Touched()
    for _record_id, noun, op, first, last, image in _records(connection, entry, backwards=True):
        touched.add(noun, first, last)
        kept = _reverse(connection, noun, op, first, last, image)
        connection.execute(
            "INSERT INTO journal_changes (entry_id, noun, op, first_id, last_id, image) VALUES (?, ?, ?, ?, ?, ?)",
            (new_id, noun, _OPPOSITE[op], first, last, kept),
        )
    connection.execute("UPDATE journal SET undone = 0 WHERE id = ?", (new_id,))
    return changed(touched, label, params, new_id)


def entry(book: Book, entry_id: int) -> Entry | None:
    """Return one entry, None if it is not there."""
    return _entry(book, "id = ?", entry_id)


def _entry(book: Book, where: str, *parameters: Any) -> Entry | None:
    found = book.row(f"SELECT id, at, verb, label, params, undone FROM journal WHERE {where}", parameters)  # noqa: S608
    return None if found is None else _read(found)


def _read(row: Sequence[Any]) -> Entry:
    from netz_tui.book.earlier_labels import EARLIER

    entry_id, at, verb, label, params, undone = row
    return Entry(entry_id, read_moment(at), verb, EARLIER.get(label, label), json.loads(params), bool(undone))


def undo(book: Book) -> Change | None:
    """Undo the latest entry that is not undone; return None if there is none."""
    with book.transaction():
        entry = _entry(book, "undone = 0 ORDER BY id DESC LIMIT 1")
        return None if entry is None else turn(book, entry, undo=True)


def redo(book: Book) -> Change | None:
    """Redo the earliest undone entry; return None if there is none."""
    with book.transaction():
        entry = _entry(book, "undone = 1 ORDER BY id LIMIT 1")
        return None if entry is None else turn(book, entry, undo=False)


def travel(book: Book, entry_id: int) -> Change:
    """Undo or redo, in one transaction, until `entry_id` is the latest entry that is done (0: none is)."""
    touched = Touched()
    with book.transaction():
        while (entry := _entry(book, "undone = 0 AND id > ? ORDER BY id DESC LIMIT 1", entry_id)) is not None:
            touched.gather(turn(book, entry, undo=True).ids)
        while (entry := _entry(book, "undone = 1 AND id <= ? ORDER BY id LIMIT 1", entry_id)) is not None:
            touched.gather(turn(book, entry, undo=False).ids)
    return changed(touched, N_("Went through the history"), {}, None)


def history(book: Book, limit: int = 200, before: int | None = None) -> list[Entry]:
    """Return entries, newest first, `limit` at most, older than the entry `before`."""
    rows = book.rows(
        "SELECT id, at, verb, label, params, undone FROM journal WHERE ? IS NULL OR id < ? ORDER BY id DESC LIMIT ?",
        (before, before, limit),
    )
    return [_read(row) for row in rows]
