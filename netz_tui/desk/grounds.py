"""Grounds a, b and c with their evidence, and the cross-checks that hold them up or bring them down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netz_tui.book import people as book_people
from netz_tui.book.journal import Change
from netz_tui.book.models import CrossCheck, Ground
from netz_tui.book.problems import BookProblem
from netz_tui.clean import clean
from netz_tui.desk.net.ties import TieFacts, claim
from netz_tui.i18n import N_

if TYPE_CHECKING:
    from datetime import datetime

    from netz_tui.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a ground rests on: since when (or when met) and where for a and b, the introducer for c."""

    kind: str
    since: str = ""
    place: str = ""
    introducer_id: int | None = None


def give(desk: Desk, person_id: int, evidence: Evidence) -> Change:
    """Put a person on a ground. Raises `BookProblem` if evidence is missing or the introducer can't bear it."""
    person = book_people.person(desk.book, person_id)
    if person is None:
        raise BookProblem(N_("This person is not there any more."))
    if evidence.kind == "c":
        _check_introducer(desk, person_id, evidence.introducer_id)
    elif not clean(evidence.since) or not clean(evidence.place):
        raise BookProblem(N_("A ground needs its evidence: since when, and from where."))
    with desk.book.action(
        "ground", N_("Ground {kind} for {name}"), desk.now(), kind=evidence.kind, name=person.name
    ) as action:
        introducer_id = evidence.introducer_id if evidence.kind == "c" else None
        action.insert(
            Ground,
            person=person_id,
            kind=evidence.kind,
            since=evidence.since,
            place=evidence.place,
            introducer=introducer_id,
            created_at=action.now,
        )
        if introducer_id is not None:
            claim(action, introducer_id, person_id, TieFacts(claimed_by=person_id))
    return action.change


def _check_introducer(desk: Desk, person_id: int, introducer_id: int | None) -> None:
    introducer = None if introducer_id is None else book_people.person(desk.book, introducer_id)
    if introducer is None:
        raise BookProblem(N_("Ground c needs an introducer. Choose who brought you together."))
    if introducer.id == person_id:
        raise BookProblem(N_("Nobody introduces himself. Choose somebody else."))
    if not any(ground.kind in "ab" and ground.stands for ground in book_people.grounds(desk.book, introducer.id)):
        raise BookProblem(
            N_("{name} does not stand on ground a or b, so nobody can rest on that introduction."), name=introducer.name
        )


def fall(desk: Desk, ground_id: int, why: str = "") -> Change:
    """Let a ground fall; whoever rests on it becomes shaky. One that has fallen keeps its day and reason."""
    if desk.book.row("SELECT 1 FROM grounds WHERE id = ? AND fallen_at IS NOT NULL", (ground_id,)) is not None:
        return Change()
    with desk.book.action("fall", N_("Ground falls: {name}"), desk.now(), name=_owner(desk, ground_id)) as action:
        action.update(Ground, ground_id, fallen_at=action.now, fallen_why=why)
    return action.change


def stand_again(desk: Desk, ground_id: int) -> Change:
    """Let a fallen ground stand again; whoever rests on it is dependable again."""
    with desk.book.action(
        "stand", N_("Ground stands again: {name}"), desk.now(), name=_owner(desk, ground_id)
    ) as action:
        action.update(Ground, ground_id, fallen_at=None, fallen_why="")
    return action.change


def _owner(desk: Desk, ground_id: int) -> str:
    name = desk.book.value(
        "SELECT p.name FROM grounds g JOIN people p ON p.id = g.person_id WHERE g.id = ?", (ground_id,)
    )
    if name is None:
        raise BookProblem(N_("This ground is not there any more."))
    return str(name)


def cross_check(
    desk: Desk, introducer_id: int, person_id: int, answer: str, note: str = "", at: datetime | None = None
) -> Change:
    """Note what an introducer answered to "do you know …?"; "not at all" brings down what rests on the introduction.

    `at` is when it was asked, now if it is not given; the latest answer counts.
    """
    introducer = book_people.person(desk.book, introducer_id)
    person = book_people.person(desk.book, person_id)
    if introducer is None or person is None:
        raise BookProblem(N_("This person is not there any more."))
    if introducer_id == person_id:
        raise BookProblem(N_("Nobody introduces himself. Choose somebody else."))
    with desk.book.action(
        "cross_check", N_("{introducer} asked about {name}"), desk.now(), introducer=introducer.name, name=person.name
    ) as action:
        asked_at = min(at or action.now, action.now)
        action.insert(
            CrossCheck, introducer=introducer_id, person=person_id, asked_at=asked_at, answer=answer, note=note
        )
        if answer in {"knows_well", "knows"}:
            claim(action, introducer_id, person_id, TieFacts(claimed_by=introducer_id))
    return action.change
