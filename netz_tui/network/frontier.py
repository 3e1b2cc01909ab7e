"""The two growing sides of a search for ways: who has been asked, how far one is, what is certain already."""

from __future__ import annotations

import math
from functools import lru_cache
from heapq import heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

INF = math.inf
_SCALE = 1 << 40
BLOCKED = 1 << 56
"""What an inner person who is not dependable costs where that is allowed at all: more than any way without."""


class Step(NamedTuple):
    """A tie as a step: to whom, how likely it bears, why (opaque, handed through), is that person dependable."""

    to: int
    probability: float
    reason: object = None
    dependable: bool = True


if TYPE_CHECKING:
    Tie = tuple[int, float, object, bool]  # a Step, or a plain row with the same four values
    Neighbours = Callable[[Sequence[int]], Mapping[int, Sequence[Tie]]]
    Edges = dict[int, tuple[int, Tie]]  # other person -> (cost, tie)


@lru_cache(maxsize=1 << 16)
def weight(probability: float) -> int:
    """Return `-ln(probability)` in units of 2**-40, an integer so that sums are exact and equal ways tie.

    Raises `ValueError` for what is no probability.
    """
    if not 0 < probability <= 1:
        raise ValueError(f"a tie's probability lies above 0 and up to 1, not {probability}")
    return round(-math.log(probability) * _SCALE)


class Field:
    """What is known of the net so far: the edges of everybody who has been asked.

    With `rule` "strict" only dependable people come in (and source and targets); with "blocked" the others
    cost `BLOCKED` each as inner persons; with "any" they are as good as all.
    """

    __slots__ = ("_answers", "_neighbours", "_rule", "ends", "known", "unsound")

    def __init__(
        self, neighbours: Neighbours, ends: Collection[int], rule: str, answers: dict[int, Sequence[Tie]]
    ) -> None:
        self.ends = frozenset(ends)
        self.known: dict[int, Edges] = {}
        self.unsound: set[int] = set()
        self._neighbours = neighbours
        self._rule = rule
        self._answers = answers

    def ask(self, people: Iterable[int]) -> None:
        """Learn the ties of these people, each person being asked once."""
        fresh = [person for person in people if person not in self.known]
        unasked = [person for person in fresh if person not in self._answers]
        if unasked:
            answers = self._neighbours(unasked)
            for person in unasked:
                self._answers[person] = answers.get(person, ())
        for person in fresh:
            self.known[person] = self._edges(person, self._answers[person])

    def into(self, people: Collection[int]) -> dict[int, Edges]:
        """Return the edges of these people who were not asked, as far as those who were know them."""
        found: dict[int, Edges] = {}
        for person, edges in self.known.items() if people else ():
            for other in edges.keys() & people:
                cost, (_, probability, reason, _) = edges[other]
                turned = (person, probability, reason, person not in self.unsound)
                found.setdefault(other, {})[person] = (cost, turned)
        return found

    def _edges(self, person: int, steps: Sequence[Tie]) -> Edges:
        """Return other person -> (cost, step), the best of several ties between two."""
        ends, strict, toll = self.ends, self._rule == "strict", self._rule == "blocked"
        own = BLOCKED // 2 if toll and person in self.unsound and person not in ends else 0
        edges: Edges = {}
        for step in steps:
            to, probability, _, dependable = step
            if to == person or (strict and not dependable and to not in ends):
                continue
            if probability <= 0:
                continue
            cost = weight(probability) + own
            if not dependable:
                self.unsound.add(to)
                if toll and to not in ends:
                    cost += BLOCKED // 2
            if to not in edges or cost < edges[to][0]:
                edges[to] = (cost, step)
        return edges


class Side:
    """One side of the search: Dijkstra's algorithm by cost and, beside it, whole rings by number of steps."""

    __slots__ = ("_at_once", "_beside", "_rung", "cost", "done", "heap", "level", "ring", "steps", "stops")

    def __init__(
        self, starts: Collection[int], stops: Collection[int], *, beside: int | None = None, at_once: int = 1
    ) -> None:
        """Begin at `starts`, asking `at_once` people in one go.

        With `beside`, from somebody tied to that person only better ties than that one are followed.
        """
        self._beside = beside
        self._at_once = at_once
        self.cost: dict[int, int] = dict.fromkeys(starts, 0)
        self.steps: dict[int, int] = dict.fromkeys(starts, 0)
        self.heap = [(0, person) for person in sorted(starts)]
        self.done: set[int] = set()
        self.stops = frozenset(stops)
        self.ring = sorted(starts)
        self.level: float = 0
        self._rung = set(starts)

    def reach(self) -> float:
        """Return the cost up to which (exclusively) everybody on this side has been asked."""
        while self.heap and self.heap[0][1] in self.done:
            heappop(self.heap)
        return self.heap[0][0] if self.heap else INF

    def grow(self, field: Field, other: Side, meets: dict[int, int], max_steps: int) -> bool:
        """Ask the nearest person not yet asked; note in `meets` what ways through people common to both sides cost.

        Ways of more than `max_steps` are not noted. Return whether `meets` changed.
        """
        if self.reach() == INF:
            return False
        cost, person = heappop(self.heap)
        self.done.add(person)
        if person in self.stops:
            return False
        if person not in field.known:
            next_ones = [near for _, near in self.heap[: self._at_once - 1] if near not in self.stops]
            field.ask(dict.fromkeys((person, *next_ones)))
        mine, theirs, heap, better = self.cost, other.cost, self.heap, False
        steps = self.steps[person] + 1
        best = self._best_beside(field, person)
        for to, (more, _) in field.known[person].items():
            total = cost + more
            at_end = to in self.stops
            if more >= best and not at_end:
                continue
            if nearer := to not in mine or total < mine[to]:
                mine[to] = total
                self.steps[to] = steps
                heappush(heap, (total, to))
            if (nearer or at_end) and to in theirs and steps + other.steps[to] <= max_steps:
                whole, meeting = total + theirs[to], person if at_end else to
                if whole < meets.get(meeting, INF):
                    meets[meeting] = whole
                    better = True
        return better

    def _best_beside(self, field: Field, person: int) -> float:
        """Return what a tie of a person must cost less than to be followed."""
        if self._beside is None or self.steps.get(person) == 0:
            return INF
        tie = field.known[person].get(self._beside)
        return INF if tie is None else tie[0]

    def seen(self) -> set[int]:
        """Return everybody this side has come across."""
        return self._rung | self.cost.keys()

    def widen(self, field: Field) -> None:
        """Ask the whole ring of those who are the next number of steps away."""
        field.ask(person for person in self.ring if person not in self.stops)
        outer: set[int] = set()
        for person in self.ring:
            if person not in self.stops:
                best = self._best_beside(field, person)
                outer.update(
                    to
                    for to, (more, _) in field.known[person].items()
                    if to not in self._rung and (more < best or to in self.stops)
                )
        self._rung |= outer
        self.ring = sorted(outer)
        self.level = self.level + 1 if outer else INF
