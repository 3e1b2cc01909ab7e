"""An open book: its connections, and the one way to write into it."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from typing import TYPE_CHECKING, Any, Self

from netz_tui.book.opening import PRAGMAS, Gate, check_content, connect, pass_gate
from netz_tui.book.problems import BookProblem, explain, still_running

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from peewee import SqliteDatabase

    from netz_tui.book.journal import Action

_CACHE = -16_000
"""Pages held in memory while an action runs, in KiB: what many rows change is written once and not again and again."""


class Book:
    """A checked, locked book. Each thread has a connection of its own; all of them refuse to write
    outside an action.
    """  # noqa: D205 - one sentence

    def __init__(self, gate: Gate, *, writable: bool) -> None:
        self.path: Path = gate.path
        self.writable = writable
        self.unchecked = gate.unchecked
        self._gate = gate
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._database: SqliteDatabase | None = None
        self.writing = threading.Lock()
        """Held while an action runs, so that a screen can tell that another thread is writing."""

    @property
    def connection(self) -> sqlite3.Connection:
        """Return this thread's connection; reads go straight through it."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            try:
                connection = connect(self.path, writable=self.writable)
            except sqlite3.Error as error:
                raise explain(error, self.path) from error
            self._local.connection = connection
            with self._guard:
                self._all.append(connection)
        return connection

    @property
    def database(self) -> SqliteDatabase:
        """Return the Peewee database over this thread's connection; made on first use."""
        if self._database is None:
            from netz_tui.book.database import BookDatabase

            self._database = BookDatabase(self)
        return self._database

    def rows(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query."""
        return self.connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> tuple[Any, ...] | None:
        """Return the first row of a query, or None."""
        found: tuple[Any, ...] | None = self.connection.execute(sql, parameters).fetchone()
        return found

    def value(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> Any:
        """Return the first column of the first row, or None."""
        found = self.row(sql, parameters)
        return None if found is None else found[0]

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Open one write transaction on this thread's connection; all of it is kept, or nothing.

        Raises `BookProblem` (or `RuleBroken`) in place of any database error, and RuntimeError if this thread
        has one open already.
        """
        if not self.writable:
            raise explain(sqlite3.OperationalError("attempt to write a readonly database"), self.path)
        connection = self.connection
        if connection.in_transaction:
            raise RuntimeError("an action is running already; actions do not nest")
        with self.writing:
            try:
                connection.execute("PRAGMA query_only = OFF")
                connection.execute("PRAGMA temp_store = MEMORY")  # what a single statement may have to take back
                connection.execute(f"PRAGMA cache_size = {_CACHE}")
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("PRAGMA defer_foreign_keys = ON")
                yield connection
                still_running(connection, self.path)
                connection.execute("COMMIT")
            except BaseException as error:
                with contextlib.suppress(sqlite3.Error):  # the disk may refuse that too; closing rolls back as well
                    connection.rollback()
                if _from_database(error):
                    raise explain(error, self.path) from error
                raise
            finally:
                connection.execute("PRAGMA query_only = ON")
                connection.execute("PRAGMA temp_store = DEFAULT")
                connection.execute(f"PRAGMA cache_size = {PRAGMAS['cache_size']}")

    @contextlib.contextmanager
    def action(self, verb: str, label: str, now: datetime, **params: object) -> Iterator[Action]:
        """Run one action: one transaction and one journal entry with a label that can be translated.

        `label` is a template for `params`. An action that changes nothing leaves no entry.
        """
        from netz_tui.book.journal import Action

        with self.transaction():
            action = Action(self, verb, label, now, params)
            yield action
            action.finish()

    def check(self) -> None:
        """Read the whole file and raise `BookProblem` if it is damaged; safe in a background thread."""
        check_content(self.path)
        self.unchecked = False

    def close(self) -> None:
        """Close every connection, leave the mark of a clean end, give the lock back."""
        with self._guard:
            connections, self._all = self._all, []
        for connection in connections:
            with contextlib.suppress(sqlite3.ProgrammingError):
                connection.close()
        self._local = threading.local()
        self._gate.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _from_database(error: BaseException) -> bool:
    return isinstance(error, sqlite3.Error) or (
        type(error).__module__ == "peewee" and not isinstance(error, BookProblem)
    )


def open_book(path: Path, *, writable: bool = True) -> Book:
    """Open the book at `path`, making it if it is not there; raise `BookProblem` with a sentence otherwise."""
    return Book(pass_gate(path, writable=writable), writable=writable)
