"""Conversations: what was said, whether the person was reached, trust and chemistry, the next step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netz_tui.book import people as book_people
from netz_tui.book.models import Conversation, FollowUp
from netz_tui.book.problems import BookProblem
from netz_tui.book.rule import PERSONAL
from netz_tui.i18n import N_
from netz_tui.moments import moment_text

if TYPE_CHECKING:
    from datetime import datetime

    from netz_tui.book.journal import Change
    from netz_tui.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation to be logged. `due` is a day or a moment as text, `duration_s` seconds."""

    person_id: int
    kind: str
    outcome: str
    at: datetime
    request_id: int | None = None
    duration_s: int = 0
    trust: int | None = None
    chemistry: int | None = None
    note: str = ""
    due: str = ""
    next_step: str = ""


_LABELS = {
    "call": N_("Call with {name} logged"),
    "video": N_("Video call with {name} logged"),
    "meeting": N_("Meeting with {name} logged"),
    "message": N_("Message with {name} logged"),
    "event": N_("Event with {name} logged"),
}


def log(desk: Desk, talk: Talk) -> Change:
    """Log a conversation, and its next step if it has one.

    A person who was reached needs no call any more: open steps of that request are closed.
    Raises `BookProblem` if the moment is still to come.
    """
    sender = book_people.person(desk.book, talk.person_id)
    if sender is None:
        raise BookProblem(N_("This person is not there any more."))
    now = desk.now()
    if talk.at.replace(microsecond=0) > now:
        raise BookProblem(N_("A conversation can't be logged before it took place. Give a moment up to now."))
    reached = talk.outcome == "reached"
    with desk.book.action("log", _LABELS[talk.kind], now, name=sender.name) as action:
        action.insert(
            Conversation,
            person=talk.person_id,
            request_id=talk.request_id,
            kind=talk.kind,
            at=talk.at,
            duration_s=max(0, talk.duration_s),
            outcome=talk.outcome,
            trust=talk.trust if reached else None,
            chemistry=talk.chemistry if reached else None,
            note=talk.note.strip(),
        )
        if reached or talk.due:
            for step in book_people.follow_ups(desk.book, talk.person_id):
                if step.request_id == talk.request_id:
                    action.update(FollowUp, step.id, done_at=moment_text(now))
        if talk.due:
            action.insert(
                FollowUp, person=talk.person_id, request_id=talk.request_id, due=talk.due, what=talk.next_step
            )
    return action.change


def judge(desk: Desk, conversation_id: int, *, trust: int | None = None, chemistry: int | None = None) -> Change:
    """Note trust and chemistry, 1 to 5, of a conversation in which the person was reached; None leaves as it is."""
    found = desk.book.row(
        "SELECT c.kind, c.outcome, p.name FROM conversations c JOIN people p ON p.id = c.person_id WHERE c.id = ?",
        (conversation_id,),
    )
    if found is None or found[1] != "reached" or found[0] not in PERSONAL:
        raise BookProblem(N_("Trust and chemistry are judged when the person was reached. Call first."))
    values = {name: value for name, value in (("trust", trust), ("chemistry", chemistry)) if value is not None}
    with desk.book.action("judge", N_("Conversation with {name} judged"), desk.now(), name=found[2]) as action:
        action.update(Conversation, conversation_id, **values)
    return action.change


def remind(desk: Desk, person_id: int, due: str, what: str = "", request_id: int | None = None) -> Change:
    """Note a next step with its day or moment."""
    sender = book_people.person(desk.book, person_id)
    if sender is None:
        raise BookProblem(N_("This person is not there any more."))
    with desk.book.action("remind", N_("Next step with {name}"), desk.now(), name=sender.name) as action:
        action.insert(FollowUp, person=person_id, request_id=request_id, due=due, what=what)
    return action.change
