"""Many rows in few statements: what SQLite sets up for each of them, triggers and ids above all, the rows share."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

_AT_ONCE = 250
"""Rows in one statement: SQLite takes 32,766 values, and no table has a hundred columns."""


def insert_rows(
    connection: sqlite3.Connection,
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    how: str = "INSERT",
) -> int:
    """Insert rows into a table and return how many were given; `how` may be another verb, such as INSERT OR IGNORE."""
    into = f"{how} INTO {table} ({', '.join(columns)}) VALUES "
    marks = f"({', '.join('?' * len(columns))})"
    many = into + ", ".join([marks] * _AT_ONCE)
    rows = iter(rows)
    count = 0
    while len(part := list(islice(rows, _AT_ONCE))) == _AT_ONCE:
        connection.execute(many, list(chain.from_iterable(part)))
        count += _AT_ONCE
    connection.executemany(into + marks, part)
    return count + len(part)
