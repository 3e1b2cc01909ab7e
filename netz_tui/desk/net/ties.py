"""Who knows whom: note a tie between two people, change it, take it away; each is one step that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netz_tui.book.models import Tie
from netz_tui.book.people import PersonRow, people, person
from netz_tui.book.problems import BookProblem
from netz_tui.clean import clean
from netz_tui.desk.net.tie_evidence import Bond, Ties
from netz_tui.i18n import N_
from netz_tui.network.ego import ME

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from netz_tui.book.journal import Action, Change
    from netz_tui.desk.desk import Desk

MOST = 1_000
"""Ties of one person that are listed; I may have tens of thousands, a collector thousands."""


class TieFacts(NamedTuple):
    """What is known of a tie: since when (perhaps partial), from where, who says so, who brought both together."""

    since: str = ""
    place: str = ""
    claimed_by: int | None = None
    note: str = ""
    introduced_by: int | None = None


NOTHING = TieFacts()


class TieRow(NamedTuple):
    """A tie in the list of somebody's ties; `person` is the other one, None for me, and `id` that one's id."""

    id: int
    person: PersonRow | None
    bond: Bond
    probability: float


def ties_of(desk: Desk, person_id: int) -> list[TieRow]:
    """Return the ties of a person, or mine: mine first, then by how likely each bears; `MOST` at most."""
    ties = Ties(desk)
    bonds = ties.some_of_mine(MOST) if person_id == ME else ties.of([person_id])[person_id]
    rated = [(bond, ties.chance(bond)) for bond in bonds]
    rated.sort(key=lambda one: (one[0].other != ME, -one[1], one[0].other))
    del rated[MOST:]
    known = people(desk.book, [bond.other for bond, _chance in rated if bond.other != ME])
    return [TieRow(bond.other, known.get(bond.other), bond, chance) for bond, chance in rated]


def names(desk: Desk, bonds: list[Bond]) -> dict[int, str]:
    """Return the names of all who are spoken of in ties: both ends, who claims, who answered, who introduced."""
    ids: set[int | None] = set()
    for bond in bonds:
        ids.update((bond.one, bond.other, bond.claimed_by, bond.introduced_by, bond.answerer))
        ids.update(piece.source for piece in bond.evidence)
    return people_names(desk, [row for row in ids if row])


def people_names(desk: Desk, ids: Sequence[int]) -> dict[int, str]:
    """Return the names of people by id."""
    return {row.id: row.name for row in people(desk.book, ids).values()}


def note(desk: Desk, one: int, other: int, facts: TieFacts) -> Change:
    """Note that two people know each other, or what is known of it now.

    Raises `BookProblem` if both are the same, I am one of them, or somebody is not there.
    """
    first, second = _both(desk, one, other)
    for named in (facts.claimed_by, facts.introduced_by):
        if named is not None and person(desk.book, named) is None:
            raise BookProblem(N_("This person is not there any more."))
    if facts.introduced_by in {one, other}:
        raise BookProblem(N_("Nobody introduces himself. Choose somebody else."))
    a, b = sorted((one, other))
    row_id = desk.book.value("SELECT id FROM ties WHERE a_id = ? AND b_id = ?", (a, b))
    values = {**facts._asdict(), "since": clean(facts.since), "place": clean(facts.place)}
    label = N_("{one} and {other} know each other") if row_id is None else N_("Tie between {one} and {other}")
    with desk.book.action("tie", label, desk.now(), one=first.name, other=second.name) as action:
        if row_id is None:
            action.insert(Tie, a=a, b=b, created_at=action.now, **values)
        else:
            action.update(Tie, int(row_id), **values)
    return action.change


def claim(action: Action, one: int, other: int, facts: TieFacts = NOTHING, *, at: datetime | None = None) -> bool:
    """Note inside a running action that two people are said to know each other; tell whether that was new.

    For what arrives by itself: an imported relation, a message, an introduction. `facts.claimed_by` is who says so,
    None if a file does; `at` is when it was said (the action's moment if not given). What is noted of the tie
    already stays as it is, only what was empty is filled; without two different people nothing happens. Whether
    they are in the book is the caller's to know.
    """
    if one == other or ME in {one, other}:
        return False
    a, b = sorted((one, other))
    values = {**facts._asdict(), "since": clean(facts.since), "place": clean(facts.place)}
    if facts.introduced_by in {one, other}:
        values["introduced_by"] = None
    found = action.book.row(
        "SELECT id, since, place, note, introduced_by FROM ties WHERE a_id = ? AND b_id = ?", (a, b)
    )
    if found is None:
        action.insert(Tie, a=a, b=b, created_at=at or action.now, **values)
        return True
    row_id, *known = found
    empty = [name for name, value in zip(("since", "place", "note", "introduced_by"), known, strict=True) if not value]
    return action.update(Tie, row_id, **{name: values[name] for name in empty if values[name]})


def remove(desk: Desk, one: int, other: int) -> Change:
    """Take a tie away. Answers to cross-checks stay: they were given. Raises `BookProblem` if none is noted."""
    first, second = _both(desk, one, other)
    row_id = desk.book.value("SELECT id FROM ties WHERE a_id = ? AND b_id = ?", sorted((one, other)))
    if row_id is None:
        raise BookProblem(N_("No tie between {one} and {other} is noted."), one=first.name, other=second.name)
    with desk.book.action(
        "untie", N_("{one} and {other} do not know each other"), desk.now(), one=first.name, other=second.name
    ) as action:
        action.delete(Tie, int(row_id))
    return action.change


def _both(desk: Desk, one: int, other: int) -> tuple[PersonRow, PersonRow]:
    if ME in {one, other}:
        raise BookProblem(N_("Your own ties rest on grounds and conversations; give those instead."))
    if one == other:
        raise BookProblem(N_("A tie needs two people. Choose somebody else."))
    first, second = person(desk.book, one), person(desk.book, other)
    if first is None or second is None:
        raise BookProblem(N_("This person is not there any more."))
    return first, second
