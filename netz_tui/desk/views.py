"""What the first page shows, read fresh from the book as plain rows; nothing here writes or loads Peewee."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netz_tui.book.counts import inbox_counts, net_counts
from netz_tui.book.inbox import SORTS, FilteredInbox, InboxRow, InboxSource, inbox_row

if TYPE_CHECKING:
    from netz_tui.desk.desk import Desk

__all__ = ["SORTS", "FilteredInbox", "Inbox", "InboxRow", "InboxSource", "Summary", "inbox_row", "is_empty", "summary"]


class Summary(NamedTuple):
    """The two lines on top of every screen."""

    waiting: int
    deferred: int
    contacts: int
    dependable: int
    second_degree: int
    cross_checked: int
    duplicates: int
    today: int = 0
    """How much is due; counted apart (`today.count`), for it takes longer than a key may."""


class Inbox:
    """The pending requests in an order, all or those that a filter finds; `renew` after anything changed."""

    def __init__(self, desk: Desk, sort: str = "age", text: str = "") -> None:
        self.sort = sort
        self.text = text
        self._desk = desk
        self.renew()

    def renew(self) -> None:
        """Read the book again."""
        book = self._desk.book
        self._source = FilteredInbox(book, self.text, self.sort) if self.text.strip() else InboxSource(book, self.sort)

    @property
    def wrong(self) -> tuple[str, dict[str, str]] | None:
        """What in the filter can't be meant: a sentence with its fields."""
        return self._source.wrong if isinstance(self._source, FilteredInbox) else None

    @property
    def waiting(self) -> int:
        """How many are not deferred; they come first."""
        return self._source.waiting

    def __len__(self) -> int:
        return len(self._source)

    def block(self, start: int, size: int) -> list[InboxRow]:
        """Return the rows at `start` and after, at most `size`."""
        return self._source.block(start, size)

    def index_of(self, row_id: int) -> int | None:
        """Return the position of a request, or None if it is not among them."""
        return self._source.index_of(row_id)


def as_data(row: InboxRow) -> dict[str, object]:
    """Return a request of the list as JSON wants it."""
    return row._asdict()


def is_empty(desk: Desk) -> bool:
    """Tell whether nobody is in the book yet and nothing was ever done."""
    return (
        desk.book.row("SELECT 1 FROM people LIMIT 1") is None and desk.book.row("SELECT 1 FROM journal LIMIT 1") is None
    )


def summary(desk: Desk) -> Summary:
    """Return the numbers of the book."""
    waiting, deferred = inbox_counts(desk.book)
    contacts, dependable, second, checked = net_counts(desk.book)
    duplicates = desk.book.value("SELECT count(*) FROM duplicate_pairs WHERE state = 'open'")
    return Summary(waiting, deferred, contacts, dependable, second, checked, duplicates)
