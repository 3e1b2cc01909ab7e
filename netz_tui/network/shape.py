"""The shape of the net in numbers a person can use: brokers, who hangs on whom, the isolated, collectors."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from netz_tui.network.ego import ME
from netz_tui.network.frontier import weight

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from netz_tui.network.ego import Standing


@dataclass(frozen=True, slots=True)
class Broker:
    """A dependable person on my ways: to how many my best way leads through him, to how many every way does."""

    person: int
    ways: int
    only: int


@dataclass(frozen=True, slots=True)
class Hanging:
    """Those whose ground rests on one introducer alone: if he falls, they become shaky."""

    introducer: int
    people: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Collector:
    """A contact collector: how many ties in all, and the dependable people who are tied to him."""

    person: int
    ties: int
    through: tuple[int, ...]

    @property
    def at_the_edge(self) -> bool:
        """Tell whether no dependable person but me is tied to him."""
        return not self.through


@dataclass(frozen=True, slots=True)
class Shape:
    """The shape of the net. All lists are complete and come with what matters most first.

    `reached` people can be reached from me through dependable people. `isolated` are those whose only known
    tie is the one to me, so nobody else could vouch for them. `adrift` are the people no way leads to.
    """

    reached: int
    brokers: tuple[Broker, ...]
    hanging: tuple[Hanging, ...]
    isolated: tuple[int, ...]
    adrift: tuple[int, ...]
    collectors: tuple[Collector, ...]


def shape(
    people: Mapping[int, Standing],
    ties: Iterable[tuple[int, int, float]],
    introducers: Mapping[int, Collection[int]],
    *,
    me: int = ME,
) -> Shape:
    """Return the shape of the net.

    `people` are everybody with their standing, `ties` come once each as (person, person, probability),
    `introducers` names for each contact on ground c those who introduced him and still stand. Ways are those of
    `best_ways` without a limit of steps: inner people dependable, the most reliable first, then fewer
    steps, then ids. Takes time in O(m log n) for the ways and near O(m) for the dominators.
    """
    near: dict[int, dict[int, int]] = {person: {} for person in people}
    for a, b, probability in ties:
        if a != b and a in near and b in near and probability > 0:
            cost = weight(probability)
            near[a][b] = near[b][a] = min(cost, near[a].get(b, cost))
    near.setdefault(me, {})
    ahead = {p: sorted(near[p]) for p, standing in people.items() if standing == "dependable" or p == me}
    paths = _best_paths(near, ahead.keys(), me)
    through = Counter(inner for path in paths.values() for inner in path[1:-1])
    only = _dominated(ahead, me)
    brokers = [Broker(person, count, only[person]) for person, count in through.items()]
    return Shape(
        len(paths) - 1,
        tuple(sorted(brokers, key=lambda broker: (-broker.ways, -broker.only, broker.person))),
        _hanging(introducers),
        tuple(sorted(p for p, others in near.items() if p != me and others.keys() == {me})),
        tuple(sorted(people.keys() - paths.keys() - {me})),
        _collectors(people, near, me),
    )


def _best_paths(near: Mapping[int, Mapping[int, int]], inner: Collection[int], me: int) -> dict[int, tuple[int, ...]]:
    """Return person -> my best way there (Dijkstra 1959), me included."""
    paths: dict[int, tuple[int, ...]] = {}
    heap: list[tuple[int, int, tuple[int, ...]]] = [(0, 0, (me,))]
    best = {me: (0, 0)}
    while heap:
        cost, steps, path = heappop(heap)
        person = path[-1]
        if person in paths:
            continue
        paths[person] = path
        if person not in inner:
            continue
        for other, more in near[person].items():
            reach = (cost + more, steps + 1)
            if other not in paths and reach <= best.get(other, reach):
                best[other] = reach
                heappush(heap, (*reach, (*path, other)))
    return paths


def _dominated(ahead: Mapping[int, list[int]], me: int) -> Counter[int]:
    """Return person -> how many people cannot be reached from me without that person.

    Dominators by the iteration of Cooper, Harvey & Kennedy (2001), "A Simple, Fast Dominance Algorithm".
    """
    order = _postorder(ahead, me)
    number = {person: place for place, person in enumerate(order)}
    before: dict[int, list[int]] = {person: [] for person in order}
    for person in order:
        for other in ahead.get(person, ()):
            before[other].append(person)
    idom = {me: me}
    changed = True
    while changed:
        changed = False
        for person in reversed(order[:-1]):
            found: int | None = None
            for one in before[person]:
                if one in idom:
                    found = one if found is None else _common(idom, number, one, found)
            if found is not None and idom.get(person) != found:
                idom[person] = found
                changed = True
    counts: Counter[int] = Counter()
    for person in order[:-1]:  # children before parents: a dominator comes later in postorder
        counts[idom[person]] += counts[person] + 1
    return counts


def _common(idom: Mapping[int, int], number: Mapping[int, int], one: int, two: int) -> int:
    """Return the nearest common dominator of two people."""
    while one != two:
        while number[one] < number[two]:
            one = idom[one]
        while number[two] < number[one]:
            two = idom[two]
    return one


def _postorder(ahead: Mapping[int, list[int]], me: int) -> list[int]:
    """Return everybody reached from me, each after all that a depth-first walk finds behind him; me last."""
    order: list[int] = []
    seen = {me}
    stack = [(me, iter(ahead.get(me, ())))]
    while stack:
        person, rest = stack[-1]
        for other in rest:
            if other not in seen:
                seen.add(other)
                stack.append((other, iter(ahead.get(other, ()))))
                break
        else:
            order.append(person)
            stack.pop()
    return order


def _hanging(introducers: Mapping[int, Collection[int]]) -> tuple[Hanging, ...]:
    """Return who hangs on one introducer alone, the heaviest first."""
    held: dict[int, list[int]] = {}
    for person, vouchers in introducers.items():
        alone = set(vouchers)
        if len(alone) == 1:
            held.setdefault(alone.pop(), []).append(person)
    parts = [Hanging(introducer, tuple(sorted(people))) for introducer, people in held.items()]
    return tuple(sorted(parts, key=lambda part: (-len(part.people), part.introducer)))


def _collectors(
    people: Mapping[int, Standing], near: Mapping[int, Mapping[int, int]], me: int
) -> tuple[Collector, ...]:
    """Return the collectors, those at the edge first, then by number of ties."""
    found = []
    for person, standing in people.items():
        if standing == "collector":
            through = tuple(sorted(p for p in near[person] if p != me and people[p] == "dependable"))
            found.append(Collector(person, len(near[person]), through))
    return tuple(sorted(found, key=lambda one: (len(one.through), -one.ties, one.person)))
