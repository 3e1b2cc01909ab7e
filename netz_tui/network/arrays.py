"""The whole net in flat arrays, for searches when it has been loaded once."""

from __future__ import annotations

from array import array
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from netz_tui.network.frontier import Tie

_SPARSE = 8
"""How many times more ids than people there may be before ids are looked up instead of counted."""


class ArrayGraph:
    """Undirected ties in compressed sparse rows; `neighbours` is what `best_ways` asks for.

    Takes some 32 bytes a tie and 5 a person. A graph does not change: build a new one when the net has.
    """

    __slots__ = ("_ids", "_near", "_place", "_probability", "_reason", "_sound", "_start", "_tie")

    def __init__(self) -> None:
        self._ids: array[int] | None = None
        self._place: dict[int, int] | None = None
        self._start = array("i", [0])
        self._near = array("i")
        self._tie = array("i")
        self._probability = array("d")
        self._reason = array("q")
        self._sound = bytearray()

    @classmethod
    def build(cls, edges: Iterable[tuple[int, int, float, int]], dependable: Iterable[int]) -> ArrayGraph:
        """Build the graph from (person, person, probability, reason) and the ids of all dependable people.

        Each tie comes once, in either order; the reason is a number, say the tie's row. Ids are non-negative and
        below 2**31; gaps between them cost little. Raises `OverflowError` for an id that does not fit.
        """
        graph = cls()
        one, two = array("i"), array("i")
        for a, b, probability, reason in edges:
            one.append(a)
            two.append(b)
            graph._probability.append(probability)
            graph._reason.append(reason)
        size = graph._settle(one, two)
        graph._fill(one, two, size)
        graph._sound = bytearray(size)
        for person in dependable:
            place = graph._find(person)
            if place is not None:
                graph._sound[place] = 1
        return graph

    def neighbours(self, people: Sequence[int]) -> Mapping[int, Sequence[Tie]]:
        """Return the ties of each of these people: to whom, probability, reason, is that person dependable."""
        found: dict[int, Sequence[Tie]] = {}
        for person in people:
            place = self._find(person)
            found[person] = () if place is None else self._row(place)
        return found

    def _row(self, place: int) -> list[Tie]:
        """Return the ties of the person at this place."""
        low, high = self._start[place], self._start[place + 1]
        probability, reason, sound, ids = self._probability, self._reason, self._sound, self._ids
        pairs = zip(self._near[low:high], self._tie[low:high], strict=True)
        if ids is None:
            return [(to, probability[tie], reason[tie], sound[to] == 1) for to, tie in pairs]
        return [(ids[to], probability[tie], reason[tie], sound[to] == 1) for to, tie in pairs]

    def _find(self, person: int) -> int | None:
        """Return the place of a person, or None for one without ties."""
        if self._place is not None:
            return self._place.get(person)
        return person if 0 <= person < len(self._start) - 1 else None

    def _settle(self, one: array[int], two: array[int]) -> int:
        """Decide how ids become places, make `one` and `two` places, and return how many there are."""
        highest = max(max(one, default=-1), max(two, default=-1))
        if min(min(one, default=0), min(two, default=0)) < 0:
            raise OverflowError("ids are not negative")
        if highest < _SPARSE * (len(one) + 128):
            return highest + 1
        self._ids = array("i", sorted({*one, *two}))
        self._place = {person: place for place, person in enumerate(self._ids)}
        for ends in (one, two):
            for at, person in enumerate(ends):
                ends[at] = self._place[person]
        return len(self._ids)

    def _fill(self, one: array[int], two: array[int], size: int) -> None:
        """Lay the ends out person by person (counting sort)."""
        count = array("i", bytes(4 * (size + 1)))
        for ends in (one, two):
            for place in ends:
                count[place + 1] += 1
        self._start = array("i", accumulate(count))
        near = array("i", bytes(8 * len(one)))
        ties = array("i", bytes(8 * len(one)))
        free = self._start[:]
        for ends, others in ((one, two), (two, one)):
            for tie, place in enumerate(ends):
                at = free[place]
                near[at] = others[tie]
                ties[at] = tie
                free[place] = at + 1
        self._near, self._tie = near, ties
