"""What the screens show, read fresh from the book as plain rows; nothing here writes or loads Peewee."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from netz_tui.desk.desk import Desk

__all__ = [
    "SORTS",
    "Condition",
    "ConversationRow",
    "CrossCheckRow",
    "FilteredInbox",
    "FollowUpRow",
    "GroundRow",
    "HandleRow",
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
    "inbox",
    "inbox_row",
    "page",
    "summary",
]


@dataclass(frozen=True, slots=True)
class Summary:
    """The two lines on top of every screen."""

    waiting: int
    deferred: int
    contacts: int
    dependable: int
    second_degree: int
    cross_checked: int
    duplicates: int


@dataclass(frozen=True, slots=True)
class Page:
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


def inbox(desk: Desk, sort: str = "age", text: str = "") -> InboxSource | FilteredInbox:
    """Return the pending requests in an order, all or those that a filter finds."""
    return FilteredInbox(desk.book, text, sort) if text.strip() else InboxSource(desk.book, sort)


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
        verdict=book_people.verdict(book, sender.id),
    )
