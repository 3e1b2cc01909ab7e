"""What can be done with what is due: put it off, tick it off, note what a look found; each is one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.book.journal import Change
from netz_tui.book.models import FollowUp, Request, Review, Snooze
from netz_tui.book.people import PersonRow, people
from netz_tui.book.problems import BookProblem
from netz_tui.i18n import N_
from netz_tui.moments import moment_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from netz_tui.book.journal import Action
    from netz_tui.desk.desk import Desk
    from netz_tui.desk.today import Due

SNOOZED = {"calls": "touch", "touch": "touch", "ask": "ask", "shaky": "shaky", "unproven": "unproven"}
"""What is kept of a group that is put off; next steps and requests carry their day themselves."""


def put_off(desk: Desk, rows: Sequence[Due], until: datetime, *, timed: bool = False) -> Change:
    """Let what is due come up again on a later day, all of it in one step.

    `until` is an aware moment to come; with `timed` a next step is due at that moment, else on its day. Raises
    `BookProblem` if it is not to come.
    """
    now = desk.now()
    if until <= now:
        raise BookProblem(N_("A thing can be put off only to a moment that is still to come."))
    if not rows:
        return Change()
    params: dict[str, object] = {"count": len(rows)}
    label = N_("{count} things put off")
    if len(rows) == 1:
        label, params = N_("{name} put off"), {"name": rows[0].name}
    day = until.astimezone().date().isoformat()
    with desk.book.action("put_off", label, now, **params) as action:
        for row in rows:
            if row.step_id is not None:
                action.update(FollowUp, row.step_id, due=moment_text(until) if timed else day)
            elif row.group == "back" and row.request_id is not None:
                action.update(Request, row.request_id, defer_until=until, asleep=1)
            else:
                _snooze(action, row.person_id, SNOOZED[row.group], day)
    return action.change


def _snooze(action: Action, person_id: int, what: str, day: str) -> None:
    held = action.book.value("SELECT id FROM snoozes WHERE person_id = ? AND what = ?", (person_id, what))
    if held is None:
        action.insert(Snooze, person=person_id, what=what, until=day, at=action.now)
    else:
        action.update(Snooze, int(held), until=day, at=action.now)


def tick_off(desk: Desk, step_ids: Sequence[int]) -> Change:
    """Note that next steps are done, all of them in one step."""
    marks = ",".join("?" * len(step_ids))
    found = desk.book.rows(
        "SELECT f.id, p.name FROM follow_ups f JOIN people p ON p.id = f.person_id "  # noqa: S608 - marks
        f"WHERE f.id IN ({marks}) AND f.done_at IS NULL",
        list(step_ids),
    )
    if not found:
        return Change()
    params: dict[str, object] = {"count": len(found)}
    label = N_("Done: {count} next steps")
    if len(found) == 1:
        label, params = N_("Done: next step with {name}"), {"name": found[0][1]}
    with desk.book.action("tick_off", label, desk.now(), **params) as action:
        for step_id, _name in found:
            action.update(FollowUp, step_id, done_at=moment_text(action.now))
    return action.change


def not_dependable(desk: Desk, person_ids: Sequence[int]) -> Change:
    """Note of unproven or shaky contacts that a look found them not dependable.

    They stay what and where they are, and come up for no look any more until somebody gives them a ground.
    """
    found = _people(desk, person_ids)
    if not found:
        return Change()
    params: dict[str, object] = {"count": len(found)}
    label = N_("{count} contacts are not dependable")
    if len(found) == 1:
        label, params = N_("{name} is not dependable"), {"name": found[0].name}
    with desk.book.action("not_dependable", label, desk.now(), **params) as action:
        for person in found:
            action.insert(Review, person=person.id, at=action.now, found="not_dependable")
    return action.change


def ask_first(desk: Desk, person_id: int, due: str, what: str) -> Change:
    """Agree a call with somebody unproven or shaky before deciding; `due` is a day or moment as text."""
    found = _people(desk, [person_id])
    if not found:
        raise BookProblem(N_("This person is not there any more."))
    with desk.book.action("ask_first", N_("To be asked first: {name}"), desk.now(), name=found[0].name) as action:
        action.insert(Review, person=person_id, at=action.now, found="ask_first")
        action.insert(FollowUp, person=person_id, request_id=None, due=due, what=what)
    return action.change


def _people(desk: Desk, ids: Sequence[int]) -> list[PersonRow]:
    known = people(desk.book, list(dict.fromkeys(ids)))
    return [known[row_id] for row_id in dict.fromkeys(ids) if row_id in known]
