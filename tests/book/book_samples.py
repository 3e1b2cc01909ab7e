"""Rows for the tests of the book, written straight into its tables."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence


class _AsBook:
    """As much of a book as queries ask for; `plans` are those of all that was asked."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.plans: list[tuple[str, list[str]]] = []

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        steps = [row[3] for row in self.connection.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)]
        self.plans.append((sql, steps))
        return self.connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        return next(iter(self.rows(sql, parameters)), None)

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        found = self.row(sql, parameters)
        return None if found is None else found[0]


def book_on(connection: sqlite3.Connection) -> Any:
    """Return what the queries of the book take for a book, on an open connection."""
    return _AsBook(connection)


NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
THEN = "2026-11-20T10:00:00Z"
DECIDED = "2026-11-24T09:30:00Z"


def put(connection: sqlite3.Connection, table: str, **values: Any) -> int:
    """Insert one row and return its id."""
    names = ", ".join(values)
    marks = ", ".join("?" * len(values))
    cursor = connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values()))
    return int(cursor.lastrowid or 0)


def person(connection: sqlite3.Connection, name: str = "Erika Kühn", **values: Any) -> int:
    count = connection.execute("SELECT count(*) FROM people").fetchone()[0]
    filled = {"uid": f"u{count}", "name": name, "name_key": name.lower(), "created_at": THEN} | values
    return put(connection, "people", **filled)


def ground(connection: sqlite3.Connection, person_id: int, kind: str = "a", **values: Any) -> int:
    evidence = {} if kind == "c" else {"since": "2019", "place": "Ulm"}
    return put(
        connection, "grounds", **{"person_id": person_id, "kind": kind, "created_at": THEN, **evidence, **values}
    )


def talk(connection: sqlite3.Connection, person_id: int, **values: Any) -> int:
    filled = {"person_id": person_id, "kind": "call", "at": THEN, "outcome": "reached", "trust": 4, "chemistry": 4}
    return put(connection, "conversations", **filled | values)


def request(connection: sqlite3.Connection, person_id: int, name: str = "Erika Kühn", **values: Any) -> int:
    filled = {"person_id": person_id, "name": name, "name_key": name.lower(), "sent_at": THEN, "created_at": THEN}
    return put(connection, "requests", **filled | values)


def answer(connection: sqlite3.Connection, introducer_id: int, person_id: int, said: str, at: str = THEN) -> int:
    return put(connection, "cross_checks", introducer_id=introducer_id, person_id=person_id, asked_at=at, answer=said)


def confirm(
    connection: sqlite3.Connection, request_id: int, talk_id: int | None, ground_id: int | None, at: str = DECIDED
) -> None:
    connection.execute(
        "UPDATE requests SET state = 'confirmed', conversation_id = ?, ground_id = ?, decided_at = ? WHERE id = ?",
        (talk_id, ground_id, at, request_id),
    )


def standing(connection: sqlite3.Connection, person_id: int) -> str:
    return str(connection.execute("SELECT standing FROM people WHERE id = ?", (person_id,)).fetchone()[0])
