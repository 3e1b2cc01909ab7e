"""How do I reach somebody? The best ways through people I can rely on, each step with what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netz_tui.book.people import PersonRow, people, person
from netz_tui.book.problems import BookProblem
from netz_tui.desk.tie_evidence import Bond, Ties
from netz_tui.i18n import N_
from netz_tui.network.ego import ME
from netz_tui.network.ways import best_ways

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netz_tui.desk.desk import Desk
    from netz_tui.network.ways import Way


_AT_ONCE = 16
"""People whose ties are read in one go."""
_PATIENCE = 10_000
"""People after whom a search for somebody hard to reach gives up."""


class Hop(NamedTuple):
    """One step of a way: to whom, how likely the tie bears (0 to 1), and the tie itself."""

    person: PersonRow
    probability: float
    bond: Bond


class Route(NamedTuple):
    """A way from me: its steps in order, the last one to whom I want to reach, and how likely all of it bears."""

    hops: tuple[Hop, ...]
    probability: float

    @property
    def ids(self) -> tuple[int, ...]:
        """Return the people on it, me first."""
        return (ME, *(hop.person.id for hop in self.hops))


class Routes(NamedTuple):
    """What is known of the ways to somebody.

    `verdict` is "found", "blocked" (`closest` comes closest, `blocked` on it are not dependable), "too far" or
    "unknown" (nobody knows that person); then `acquaintances` are who know that person best.
    """

    target: PersonRow
    verdict: str
    routes: tuple[Route, ...]
    closest: Route | None
    blocked: tuple[PersonRow, ...]
    acquaintances: tuple[Hop, ...]
    complete: bool

    @property
    def shown(self) -> tuple[Route, ...]:
        """Return the ways, in their place the one that comes closest."""
        return self.routes or ((self.closest,) if self.closest else ())


def ways(desk: Desk, person_id: int, k: int = 3) -> Routes:
    """Return the `k` best ways from me to a person, found straight on the book.

    Somebody who asks to be confirmed is not a contact yet: the ways lead over others, even if a ground was given.
    No way leads over a tie of which one of both said "not at all" at last.
    A way that leads over others to somebody whom I reach better myself is left out. Raises `BookProblem` if
    the person is not there.
    """
    target = person(desk.book, person_id)
    if target is None:
        raise BookProblem(N_("This person is not there any more."))
    ties = Ties(desk)
    direct = target.contact

    def read(ids: Sequence[int]) -> dict[int, list[Bond]]:
        others = [one for one in ids if one != person_id]
        found = ties.of(others, better=True) if others else {}
        return found | ties.of([person_id]) if person_id in ids else found

    def neighbours(ids: Sequence[int]) -> dict[int, list[tuple[int, float, object, bool]]]:
        return {
            one: [
                (bond.other, ties.chance(bond), bond, bond.dependable)
                for bond in bonds
                if bond.answer != "not_at_all" and (direct or {one, bond.other} != {ME, person_id})
            ]
            for one, bonds in read(ids).items()
        }

    found = best_ways(ME, person_id, neighbours, k=k, crowded=True, at_once=_AT_ONCE, budget=_PATIENCE)
    shown = [*found.ways, *([found.closest] if found.closest else [])]
    ids = {row for way in shown for row in way.persons} | {step.to for step in found.acquaintances}
    known = people(desk.book, [row for row in ids if row != ME])
    return Routes(
        target,
        found.verdict,
        tuple(_route(way, known) for way in found.ways),
        _route(found.closest, known) if found.closest else None,
        tuple(known[row] for row in found.blocked),
        tuple(_hop(step, known) for step in found.acquaintances if step.to in known),
        found.complete,
    )


def _route(way: Way, known: dict[int, PersonRow]) -> Route:
    return Route(tuple(_hop(step, known) for step in way.steps), way.probability)


def _hop(step: tuple[int, float, object, bool], known: dict[int, PersonRow]) -> Hop:
    to, chance, bond, _dependable = step
    assert isinstance(bond, Bond)
    return Hop(known[to], chance, bond)
