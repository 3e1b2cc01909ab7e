"""How do I reach somebody? The most reliable loop-free ways through dependable people, found from both ends."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heapify, heappop, heappush, nsmallest
from itertools import pairwise
from math import prod
from typing import TYPE_CHECKING, Literal, NamedTuple

from netz_tui.network.frontier import INF, Field, Side, Step

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from netz_tui.network.frontier import Edges, Neighbours, Tie

__all__ = ["Step", "Way", "Ways", "best_ways"]

_PATIENCE = 200
"""People asked by cost alone before the search also closes whole rings by number of steps."""
_FURTHER = 1.05
"""How much further the search goes when the ways found are too few."""
_BUDGET = 50_000
_FEW = 5


@dataclass(frozen=True, slots=True)
class Way:
    """A way: the people from source to target, the step to each but the first, and the product of the steps."""

    persons: tuple[int, ...]
    steps: tuple[Step, ...]
    probability: float


@dataclass(frozen=True, slots=True)
class Ways:
    """The answer of `best_ways`.

    `ways` are the best ones, the most reliable first. If there is none, `closest` is the way that comes closest: of
    all ways with the same limit of steps the one with the fewest inner people who are not dependable, among
    these the most reliable one; `blocked` are those people, in the order one meets them. `acquaintances` are
    the up to five people known to know the target best, dependable or not. `complete` is false if the
    search gave up after asking `asked` people: then there may be better ways than those found.
    """

    ways: tuple[Way, ...]
    closest: Way | None
    blocked: tuple[int, ...]
    acquaintances: tuple[Step, ...]
    asked: int
    complete: bool

    @property
    def verdict(self) -> Literal["found", "blocked", "too far", "unknown"]:
        """Say how it ended.

        "found"; "blocked" by people who are not dependable; "too far" when people know the target but no way
        within the limit leads to them; "unknown" when nobody is known to know the target.
        """
        if self.ways:
            return "found"
        if self.closest:
            return "blocked"
        return "too far" if self.acquaintances else "unknown"


def best_ways(
    source: int,
    target: int | Collection[int],
    neighbours: Neighbours,
    *,
    k: int = 3,
    max_steps: int = 6,
    dependable_inside: bool = True,
    crowded: bool = False,
    at_once: int = 1,
    budget: int = _BUDGET,
) -> Ways:
    """Return the `k` most reliable ways from `source` to `target` (or to the nearest of several targets).

    A way's reliability is the product of its steps' probabilities, as if ties failed independently; equal
    ones are ordered by fewer steps, then by ids. No person comes twice; no target is an inner person; with
    `dependable_inside` all inner people are dependable, the one where both halves meet included.

    `neighbours(ids)` returns the ties of each id; ties must be the same from both ends. It is only asked
    for people the search comes to: Dijkstra's algorithm grows from both ends (Pohl 1971), each time on the
    end with the smaller frontier. When the ends have reached costs `r` and `s`, every way cheaper than
    `r + s` runs through people asked, so the `k` best ways among those, found by Yen's algorithm (1971) in
    Lawler's form (1972), are the `k` best of all as soon as they are cheaper. When few ways exist, rings of
    people by number of steps are closed as well, until all ways of `max_steps` are known. No more than
    about `budget` people are asked, `at_once` of them in one go.

    With `crowded` the source has so many ties that it is never asked: the search grows from the targets alone and
    meets the source in the answers of others. Then no way comes over others to an inner person whom the source
    reaches at least as well by one step; people other than the targets need not tell of ties that are no better
    than theirs to the source; and nobody says of a target next to the source whether it is dependable.

    Raises `ValueError` for a target that is the source, for no target, and for nonsense in `k` or `max_steps`.
    """
    targets = frozenset((target,) if isinstance(target, int) else target)
    if not targets or source in targets:
        raise ValueError("a way needs a target other than its source")
    if k < 1 or max_steps < 1:
        raise ValueError(f"cannot look for {k} ways of at most {max_steps} steps")
    answers: dict[int, Sequence[Tie]] = {}
    rule = "strict" if dependable_inside else "any"
    manner = _Manner(crowded=crowded, at_once=at_once)
    search = _Search(source, targets, Field(neighbours, {source, *targets}, rule, answers), manner)
    ways, complete = search.run(k, max_steps, budget)
    closest: list[Way] = []
    blocked: tuple[int, ...] = ()
    if not ways and dependable_inside:
        relaxed = _Search(source, targets, Field(neighbours, {source, *targets}, "blocked", answers), manner)
        closest, sure = relaxed.run(1, max_steps, budget)
        complete = complete and sure
        blocked = tuple(p for way in closest for p in way.persons[1:-1] if p in relaxed.field.unsound)
    return Ways(
        tuple(ways),
        closest[0] if closest else None,
        blocked,
        () if ways else _acquaintances(neighbours, targets, answers),
        len(answers),
        complete,
    )


def _acquaintances(
    neighbours: Neighbours, targets: frozenset[int], answers: dict[int, Sequence[Tie]]
) -> tuple[Step, ...]:
    """Return the steps to those who know a target best."""
    missing = sorted(targets - answers.keys())
    if missing:
        answers.update(neighbours(missing))
    steps = [step for target in targets for step in answers.get(target, ()) if step[0] not in targets]
    return tuple(Step(*step) for step in nsmallest(_FEW, steps, key=lambda step: (-step[1], step[0])))


class _Manner(NamedTuple):
    """How a search goes about it; see `best_ways`."""

    crowded: bool
    at_once: int


class _Search:
    """A search between one source and some targets over one field."""

    def __init__(self, source: int, targets: frozenset[int], field: Field, manner: _Manner) -> None:
        self.source = source
        self.targets = targets
        self.field = field
        self.manner = manner
        self.here = Side((source,), targets, at_once=manner.at_once)
        beside = source if manner.crowded else None
        self.there = Side(targets, (source,), beside=beside, at_once=manner.at_once)
        self.meets: dict[int, int] = {}

    def run(self, k: int, max_steps: int, budget: int) -> tuple[list[Way], bool]:
        """Return the ways and whether they are certainly the best."""
        goal: float | None = None
        while True:
            self._grow(k, goal, max_steps, budget)
            limit = self.here.reach() + self.there.reach()
            certain = limit == INF or self._rings_closed(max_steps)
            spent = len(self.field.known) >= budget
            target = self._target(k) + 1
            found: list[tuple[int, ...]] = []
            for most in dict.fromkeys((min(limit, target), *((target, INF) if certain or spent else ()))):
                if len(found) < k:
                    found = _Known(self, most, whole=most > limit or limit == INF).best(k, max_steps)
            if certain or spent or len(found) == k:
                return [self._way(path) for path in found], certain or len(found) == k
            goal = limit * _FURTHER + 1

    def _rings_closed(self, max_steps: int) -> bool:
        """Tell whether every way of so many steps is known."""
        return self.here.level + self.there.level >= max_steps

    def _grow(self, k: int, goal: float | None, max_steps: int, budget: int) -> None:
        """Ask people until every way cheaper than the goal is known, or every way at all, or too many were asked."""
        here, there, known = self.here, self.there, self.field.known
        spent = 0
        target = INF if goal is None else goal
        while not self._rings_closed(max_steps) and len(known) < budget:
            reach = here.reach() + there.reach()
            if reach == INF or reach > target:
                return
            crowded = self.manner.crowded
            ring = there if crowded else min(here, there, key=lambda side: len(side.ring))
            if len(known) >= _PATIENCE and len(ring.ring) <= spent:
                spent -= len(ring.ring)
                ring.widen(self.field)
                continue
            side, other = (here, there) if len(here.heap) <= len(there.heap) and not crowded else (there, here)
            if side.grow(self.field, other, self.meets, max_steps) and goal is None:
                target = self._target(k)
            spent += 1

    def _target(self, k: int) -> float:
        """Return the cost of the k-th best meeting of both sides: most likely, so many ways cost no more."""
        costs = nsmallest(k, set(self.meets.values()))
        return costs[-1] if len(costs) == k else INF

    def _way(self, path: tuple[int, ...]) -> Way:
        """Return a known path as a way."""
        known = self.field.known
        if self.manner.crowded:
            told = self.field.into(set(path[:-1]))
            edges = [told[one].get(other) or known[one][other] for one, other in pairwise(path)]
        else:
            self.field.ask(path[:-1])
            edges = [known[one][other] for one, other in pairwise(path)]
        steps = tuple(Step(*tie) for _, tie in edges)
        return Way(path, steps, prod(step.probability for step in steps))


class _Known:
    """The part of the net that a search has come to know, and the best ways cheaper than `limit` in it.

    With `whole`, also ways through people not asked of whom both sides have heard; there are none below the cost
    that both sides reach together.
    """

    def __init__(self, search: _Search, limit: float, *, whole: bool) -> None:
        self.source = search.source
        self.targets = search.targets
        self.known = search.field.known
        self.limit = limit
        unasked = search.here.seen() & search.there.seen() - self.known.keys() if whole else set()
        crowded = search.manner.crowded
        self.into = search.field.into({*unasked, search.source, *self.known} if crowded else unasked)
        self.direct: Edges = self._edges(search.source) if crowded else {}
        self.ahead = self._finish(search.here, search.there)

    def best(self, k: int, max_steps: int) -> list[tuple[int, ...]]:
        """Return the k best ways, or as many as there are: Yen's algorithm with Lawler's partition."""
        found: list[tuple[int, ...]] = []
        waiting: list[tuple[int, int, tuple[int, ...], int, frozenset[int]]] = []

        def offer(prefix: tuple[int, ...], cost: int, barred: frozenset[int]) -> None:
            best = self._complete(prefix, cost, barred, max_steps)
            if best is not None:
                heappush(waiting, (best[0], len(best[1]), best[1], len(prefix), barred))

        offer((self.source,), 0, frozenset())
        while waiting and len(found) < k:
            _, _, path, forked, barred = heappop(waiting)
            found.append(path)
            before = sum(self._edges(path[i - 1])[path[i]][0] for i in range(1, forked))
            for size in range(forked, len(path)):
                offer(path[:size], before, (barred if size == forked else frozenset()) | {path[size]})
                before += self._edges(path[size - 1])[path[size]][0]
        return found

    def _finish(self, here: Side, there: Side) -> dict[int, int]:
        """Return the known cost to the targets for everybody on a way cheaper than the limit.

        Goes on where the side of the targets stopped, but only as far as the way can still be cheap enough.
        """
        cost = dict(there.cost)
        behind = here.reach()
        passed = here.cost
        heap = [
            (spent, person)
            for spent, person in there.heap
            if spent + min(passed.get(person, behind), behind) < self.limit and spent == cost[person]
        ]
        heapify(heap)
        while heap:
            spent, person = heappop(heap)
            if spent > cost[person] or person == self.source:
                continue
            for to, (more, _) in self._edges(person).items():
                total = spent + more
                if total < cost.get(to, INF) and total + min(passed.get(to, behind), behind) < self.limit:
                    cost[to] = total
                    heappush(heap, (total, to))
        return cost

    def _complete(
        self, prefix: tuple[int, ...], cost: int, barred: frozenset[int], max_steps: int
    ) -> tuple[int, tuple[int, ...]] | None:
        """Return the best way that begins with `prefix` and goes on to none of `barred`: A*.

        The costs to the targets without regard to the prefix guide it. A person is passed again only with
        fewer steps.
        """
        closed = set(prefix)
        passed: dict[int, int] = {}
        heap: list[tuple[int, int, tuple[int, ...], int]] = [(0, len(prefix) - 1, prefix, cost)]
        while heap:
            _, steps, path, spent = heappop(heap)
            person = path[-1]
            if person in self.targets:
                return spent, path
            if passed.get(person, max_steps) <= steps:
                continue
            passed[person] = steps
            for to, (more, _) in self._edges(person).items():
                if to in closed or to not in self.ahead or (to in barred and len(path) == len(prefix)):
                    continue
                least = spent + more + self.ahead[to]
                if least < self.limit and not (steps and self._is_detour(to, spent + more)):
                    heappush(heap, (least, steps + 1, (*path, to), spent + more))
        return None

    def _is_detour(self, to: int, spent: int) -> bool:
        """Tell whether the source reaches somebody who is no target at least as well by one step."""
        tie = self.direct.get(to)
        return tie is not None and tie[0] <= spent and to not in self.targets

    def _edges(self, person: int) -> Edges:
        """Return the known edges of a person, asked or not."""
        known = self.known.get(person)
        if known is None:
            return self.into.get(person, {})
        return {**self.into[person], **known} if person in self.into else known
