"""The three ways out of the inbox: confirm, decline, defer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.book import people as book_people
from netz_tui.book.journal import Change
from netz_tui.book.models import FollowUp, Person, Request
from netz_tui.book.problems import BookProblem
from netz_tui.desk.net.ties import TieFacts, claim
from netz_tui.i18n import N_
from netz_tui.moments import moment_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from netz_tui.book.journal import Action
    from netz_tui.book.people import RequestRow
    from netz_tui.book.rule import Verdict
    from netz_tui.desk.desk import Desk


class NotYet(BookProblem):
    """The rule does not let this request be confirmed; `verdict` tells what is missing."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(N_("This request may not be confirmed yet."))
        self.verdict = verdict


def confirm(desk: Desk, request_id: int) -> Change:
    """Confirm a pending request by the rule and make its sender a contact.

    Raises `NotYet` if a condition is missing and `BookProblem` if the request is not pending any more.
    """
    request = _pending(desk, request_id)
    now = desk.now()
    verdict = book_people.verdict(desk.book, request.person_id, moment_text(now))
    if not verdict.may:
        raise NotYet(verdict)
    assert verdict.conversation is not None
    assert verdict.ground is not None
    with desk.book.action("confirm", N_("{name} confirmed"), now, name=request.name) as action:
        action.update(
            Request,
            request_id,
            state="confirmed",
            decided_at=now,
            conversation_id=verdict.conversation.id,
            ground_id=verdict.ground.id,
            defer_until=None,
            asleep=0,
        )
        sender = book_people.person(desk.book, request.person_id)
        assert sender is not None
        if not sender.contact:
            action.update(Person, sender.id, contact=1, contact_since=now.date().isoformat())
        for ground in book_people.grounds(desk.book, sender.id):
            if ground.id == verdict.ground.id and ground.introducer_id is not None:
                claim(action, ground.introducer_id, sender.id, TieFacts(claimed_by=sender.id))
        _close_follow_ups(action, desk, request_id)
    return action.change


def decline(desk: Desk, request_ids: Sequence[int], reason: str = "") -> Change:
    """Decline requests, all of them in one step; those that are decided already are left as they are."""
    requests = _all_pending(desk, request_ids)
    if not requests:
        return Change()
    now = desk.now()
    label, params = _label(N_("{name} declined"), N_("{count} requests declined"), requests)
    with desk.book.action("decline", label, now, **params) as action:
        for request in requests:
            action.update(
                Request, request.id, state="declined", decided_at=now, reason=reason, defer_until=None, asleep=0
            )
            _close_follow_ups(action, desk, request.id)
    return action.change


def defer(desk: Desk, request_ids: Sequence[int], until: datetime) -> Change:
    """Put requests back until a moment, all of them in one step; they come back by themselves."""
    requests = _all_pending(desk, request_ids)
    if not requests:
        return Change()
    if until <= desk.now():
        raise BookProblem(N_("A request can be deferred only to a moment that is still to come."))
    label, params = _label(N_("{name} deferred"), N_("{count} requests deferred"), requests)
    with desk.book.action("defer", label, desk.now(), **params) as action:
        for request in requests:
            action.update(Request, request.id, defer_until=until, asleep=1)
    return action.change


def take_back(desk: Desk, request_ids: Sequence[int]) -> Change:
    """Bring deferred requests back now."""
    requests = [request for request in _all_pending(desk, request_ids) if request.asleep]
    if not requests:
        return Change()
    label, params = _label(N_("{name} brought back"), N_("{count} requests brought back"), requests)
    with desk.book.action("take_back", label, desk.now(), **params) as action:
        for request in requests:
            action.update(Request, request.id, defer_until=None, asleep=0)
    return action.change


def name_introducer(desk: Desk, request_id: int, introducer_id: int | None) -> Change:
    """Note who is said to vouch for the sender of a request."""
    request = _pending(desk, request_id)
    if introducer_id == request.person_id:
        raise BookProblem(N_("Nobody introduces himself. Choose somebody else."))
    with desk.book.action("introducer", N_("Introducer of {name} noted"), desk.now(), name=request.name) as action:
        action.update(Request, request_id, introducer=introducer_id)
    return action.change


def _pending(desk: Desk, request_id: int) -> RequestRow:
    request = book_people.request(desk.book, request_id)
    if request is None:
        raise BookProblem(N_("This request is not there any more."))
    if not _is_pending(request):
        raise BookProblem(N_("The request of {name} is decided already; undo brings it back."), name=request.name)
    return request


def _all_pending(desk: Desk, request_ids: Sequence[int]) -> list[RequestRow]:
    found = (book_people.request(desk.book, request_id) for request_id in dict.fromkeys(request_ids))
    return [request for request in found if request is not None and _is_pending(request)]


def _is_pending(request: RequestRow) -> bool:
    return request.state == "pending" and request.direction == "incoming"


def _label(one: str, many: str, requests: Sequence[RequestRow]) -> tuple[str, dict[str, object]]:
    if len(requests) == 1:
        return one, {"name": requests[0].name}
    return many, {"count": len(requests)}


def _close_follow_ups(action: Action, desk: Desk, request_id: int) -> None:
    for (row_id,) in desk.book.rows(
        "SELECT id FROM follow_ups WHERE request_id = ? AND done_at IS NULL", (request_id,)
    ):
        action.update(FollowUp, row_id, done_at=moment_text(action.now))
