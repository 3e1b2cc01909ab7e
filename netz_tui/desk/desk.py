"""The desk one sits at: an open book, the settings, the clock."""

from __future__ import annotations

import contextlib
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from netz_tui.book.book import Book, open_book
from netz_tui.book.problems import BookProblem, RuleBroken
from netz_tui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


__all__ = ["Book", "BookProblem", "Desk", "RuleBroken", "sit_down"]


def _now() -> datetime:
    return datetime.now(UTC)


def _uid() -> str:
    return os.urandom(16).hex()


class Desk:
    """What every verb is given. Time and identity come from here, so that everything can be replayed."""

    def __init__(
        self,
        book: Book,
        settings: Settings | None = None,
        clock: Callable[[], datetime] = _now,
        uid: Callable[[], str] = _uid,
    ) -> None:
        self.book = book
        self.settings = settings or Settings()
        self.clock = clock
        self.uid = uid

    def now(self) -> datetime:
        """Return the moment, aware, to the second."""
        return self.clock().astimezone(UTC).replace(microsecond=0)


@contextlib.contextmanager
def sit_down(path: Path, settings: Settings | None = None, *, writable: bool = True) -> Iterator[Desk]:
    """Open the book at `path` and close it at the end; raise `BookProblem` with a sentence if it can't be opened."""
    with open_book(path, writable=writable) as book:
        yield Desk(book, settings or Settings())
