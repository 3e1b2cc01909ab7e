"""What the screens show, read fresh from the book as plain rows; nothing here writes or loads Peewee."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netz_tui.book import people as book_people
from netz_tui.book.inbox import SORTS, FilteredInbox, InboxRow, InboxSource, inbox_counts, inbox_row
from netz_tui.book.people import (
    ConversationRow,
    CrossCheckRow,
    FollowUpRow,
    GroundRow,
    HandleRow,
    PersonRow,
    RequestRow,
    find_people,
    net_counts,
)
from netz_tui.book.rule import Condition, Lack, Verdict, deciding
from netz_tui.desk.records import record_of
from netz_tui.moments import moment_text

if TYPE_CHECKING:
    from netz_tui.desk.desk import Desk
    from netz_tui.network.reliability import Record

__all__ = [
    "SORTS",
    "Condition",
    "ConversationRow",
    "CrossCheckRow",
    "FilteredInbox",
    "FollowUpRow",
    "GroundRow",
    "HandleRow",
    "Inbox",
    "InboxRow",
    "InboxSource",
    "Lack",
    "Page",
    "PersonRow",
    "RequestRow",
    "Summary",
    "Verdict",
    "deciding",
    "find_people",
    "inbox_row",
    "page",
    "summary",
]


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


class Page(NamedTuple):
    """A request with all that is known about its sender."""

    request: RequestRow
    person: PersonRow
    handles: tuple[HandleRow, ...]
    conversations: tuple[ConversationRow, ...]
    grounds: tuple[GroundRow, ...]
    checks: tuple[CrossCheckRow, ...]
    follow_ups: tuple[FollowUpRow, ...]
    earlier: tuple[tuple[int, str, str, str, str], ...]
    verdict: Verdict
    record: Record | None = None
    """How often the one named as introducer knew whom he was asked about."""

    @property
    def phones(self) -> tuple[HandleRow, ...]:
        """Return the numbers to call."""
        return tuple(handle for handle in self.handles if handle.kind == "phone")

    @property
    def unasked(self) -> GroundRow | None:
        """Return the standing ground c whose introducer has not been asked yet."""
        asked = {check.introducer_id for check in self.checks}
        return next(
            (
                ground
                for ground in self.grounds
                if ground.kind == "c" and ground.stands and ground.introducer_id not in asked
            ),
            None,
        )


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


def page(desk: Desk, request_id: int) -> Page | None:
    """Return a request with all that is known, or None if it is not there."""
    book = desk.book
    request = book_people.request(book, request_id)
    if request is None:
        return None
    sender = book_people.person(book, request.person_id)
    assert sender is not None
    return Page(
        request=request,
        person=sender,
        handles=tuple(book_people.handles(book, sender.id)),
        conversations=tuple(book_people.conversations(book, sender.id)),
        grounds=tuple(book_people.grounds(book, sender.id)),
        checks=tuple(book_people.cross_checks(book, sender.id)),
        follow_ups=tuple(book_people.follow_ups(book, sender.id)),
        earlier=tuple(row for row in book_people.requests_of(book, sender.id) if row[0] != request_id),
        verdict=book_people.verdict(book, sender.id, moment_text(desk.now())),
        record=None if request.introducer_id is None else record_of(desk, request.introducer_id),
    )
