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

    from netz_tui.desk.net.warm import WarmNet


__all__ = ["Book", "BookProblem", "Desk", "RuleBroken", "sit_down"]


NET = frozenset({"people", "ties", "cross_checks", "grounds", "conversations", "requests"})
"""What the net is made of; a change of any of it makes a net in memory worthless."""


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
        self.warm: WarmNet | None = None
        """The net in memory, as long as the book says the same; see `warm`."""
        self.changes = 0

    def forget_net(self, kinds: frozenset[str]) -> None:
        """Forget the net in memory if one of these tables belongs to it."""
        if kinds & NET:
            self.changes += 1
            self.warm = None

    def now(self) -> datetime:
        """Return the moment, aware, to the second."""
        return self.clock().astimezone(UTC).replace(microsecond=0)


@contextlib.contextmanager
def sit_down(path: Path, settings: Settings | None = None, *, writable: bool = True) -> Iterator[Desk]:
    """Open the book at `path` and close it at the end; raise `BookProblem` with a sentence if it can't be opened."""
    with open_book(path, writable=writable) as book:
        yield Desk(book, settings or Settings())
