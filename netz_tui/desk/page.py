"""A request with all that is known about its sender, read fresh from the book as plain rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netz_tui.book import people as book_people
from netz_tui.book.people import (
    ConversationRow,
    CrossCheckRow,
    FollowUpRow,
    GroundRow,
    HandleRow,
    PersonRow,
    RequestRow,
)
from netz_tui.book.rule import Condition, Lack, Verdict, deciding
from netz_tui.desk.records import record_of
from netz_tui.moments import moment_text

if TYPE_CHECKING:
    from netz_tui.desk.desk import Desk
    from netz_tui.network.reliability import Record

__all__ = [
    "Condition",
    "ConversationRow",
    "CrossCheckRow",
    "FollowUpRow",
    "GroundRow",
    "HandleRow",
    "Lack",
    "Page",
    "PersonRow",
    "RequestRow",
    "Verdict",
    "deciding",
    "page",
]


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

    @property
    def answered(self) -> CrossCheckRow | None:
        """Return the latest answer of who vouches: the introducer a standing ground c rests on, else the one named."""
        resting = {ground.introducer_id for ground in self.grounds if ground.kind == "c" and ground.stands}
        vouching = resting or {self.request.introducer_id}
        return next((check for check in self.checks if check.introducer_id in vouching), None)


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
