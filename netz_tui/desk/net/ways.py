"""How do I reach somebody? The best ways through people I can rely on, each step with what it rests on."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from netz_tui.book.people import PersonRow, people, person
from netz_tui.book.problems import BookProblem
from netz_tui.desk.net.tie_evidence import Ties
from netz_tui.i18n import N_
from netz_tui.network.ego import ME
from netz_tui.network.ways import best_ways

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netz_tui.desk.desk import Desk
    from netz_tui.desk.net.tie_evidence import Bond
    from netz_tui.network.frontier import Neighbours, Tie
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
    """Return the `k` best ways from me to a person, found straight on the book or in the net kept at the desk.

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

    net = desk.warm if desk.warm is not None and desk.warm.day == ties.today else None
    met: dict[tuple[int, int], Bond] = {}
    near = _on_book(ties, person_id, met) if net is None else net.graph.neighbours

    def neighbours(ids: Sequence[int]) -> Mapping[int, Sequence[Tie]]:
        found = near(ids)
        if not direct:
            for one, to in ((person_id, ME), (ME, person_id)):
                if one in found:
                    found = {**found, one: [tie for tie in found[one] if tie[0] != to]}
        return found

    at_once = _AT_ONCE if net is None else 1
    found = best_ways(ME, person_id, neighbours, k=k, crowded=True, at_once=at_once, budget=_PATIENCE)
    shown = [*found.ways, *([found.closest] if found.closest else [])]
    steps = {pair for way in shown for pair in pairwise(way.persons)} | {
        (step.to, person_id) for step in found.acquaintances
    }
    known = people(desk.book, [row for row in {person for pair in steps for person in pair} if row != ME])
    bonds = ties.between(pair for pair in steps if pair not in met and pair[::-1] not in met)
    bonds |= {pair: met[pair] if pair in met else _turned(met[pair[::-1]], known) for pair in steps - bonds.keys()}
    routes = [_route(way, known, bonds) for way in shown]
    return Routes(
        target,
        found.verdict,
        tuple(routes[: len(found.ways)]),
        routes[-1] if found.closest else None,
        tuple(known[row] for row in found.blocked),
        tuple(Hop(known[step.to], step.probability, bonds[step.to, person_id])
              for step in found.acquaintances if step.to in known),
        found.complete,
    )  # fmt: skip


def _route(way: Way, known: Mapping[int, PersonRow], bonds: Mapping[tuple[int, int], Bond]) -> Route:
    hops = zip(pairwise(way.persons), way.steps, strict=True)
    return Route(tuple(Hop(known[pair[1]], step.probability, bonds[pair]) for pair, step in hops), way.probability)


def _turned(bond: Bond, known: Mapping[int, PersonRow]) -> Bond:
    """Return a bond as the other one sees it."""
    dependable = bond.one == ME or known[bond.one].standing == "dependable"
    return bond._replace(one=bond.other, other=bond.one, dependable=dependable)


def _on_book(ties: Ties, person_id: int, met: dict[tuple[int, int], Bond]) -> Neighbours:
    """Return how people are asked straight on the book: all ties of whom I want to reach, the better ones of others.

    The bonds met on the way are noted.
    """

    def neighbours(ids: Sequence[int]) -> dict[int, list[Tie]]:
        others = [one for one in ids if one != person_id]
        bonds = ties.of(others, better=True) if others else {}
        if person_id in ids:
            bonds |= ties.of([person_id])
        met.update({(one, bond.other): bond for one, found in bonds.items() for bond in found})
        return {
            one: [
                (bond.other, ties.chance(bond), None, bond.dependable) for bond in found if bond.answer != "not_at_all"
            ]
            for one, found in bonds.items()
        }

    return neighbours
