"""Peewee on the connections of a book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peewee import SqliteDatabase

if TYPE_CHECKING:
    import sqlite3

    from netz_tui.book.book import Book


class BookDatabase(SqliteDatabase):
    """A Peewee database that borrows the book's checked connections and never opens one itself."""

    def __init__(self, book: Book) -> None:
        self._book = book
        super().__init__(str(book.path), autoconnect=True)

    def _connect(self) -> sqlite3.Connection:
        return self._book.connection

    def _close(self, conn: Any) -> None:
        """Leave the connection to the book."""
