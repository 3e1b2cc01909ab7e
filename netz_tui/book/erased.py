"""Who was erased is not brought back by an import: by what, the book keeps as salted hashes only."""

from __future__ import annotations

import os
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

    from netz_tui.book.book import Book

_SALT, _HASH = "erased-salt", "erased:"
"""Names of rows of the settings: the book's own salt, and a hash each."""


class KeptOut:
    """The hashes of a book, read once."""

    def __init__(self, book: Book) -> None:
        self._salt = str(book.value("SELECT value FROM settings WHERE name = ?", (_SALT,)) or "")
        self._hashes = {row[0] for row in book.rows("SELECT name FROM settings WHERE name LIKE ?", (f"{_HASH}%",))}

    def __bool__(self) -> bool:
        """Tell whether there is anybody to be kept out."""
        return bool(self._hashes)

    def holds(self, texts: Iterable[str]) -> bool:
        """Tell whether one of these texts, by which somebody is recognised, is that of somebody erased."""
        return any(_hashed(text, self._salt) in self._hashes for text in texts)


def keep_out(connection: sqlite3.Connection, texts: Iterable[str], now: datetime) -> None:
    """Keep hashes of these texts, inside a transaction; they stand in no history and nothing takes them back."""
    day = now.astimezone().date().isoformat()
    salt = connection.execute("SELECT value FROM settings WHERE name = ?", (_SALT,)).fetchone()
    for text in texts:
        if salt is None:
            salt = (os.urandom(16).hex(),)
            connection.execute("INSERT INTO settings (name, value) VALUES (?, ?)", (_SALT, salt[0]))
        connection.execute("INSERT OR IGNORE INTO settings (name, value) VALUES (?, ?)", (_hashed(text, salt[0]), day))


def _hashed(text: str, salt: str) -> str:
    digest = blake2b(text.encode("utf-8", "surrogatepass"), key=bytes.fromhex(salt), digest_size=16)
    return _HASH + digest.hexdigest()
