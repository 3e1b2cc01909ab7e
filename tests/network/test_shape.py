from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from netz_tui.network.shape import Broker, Collector, Hanging, shape
from netz_tui.network.ways import Step, best_ways

if TYPE_CHECKING:
    from netz_tui.network.ego import Standing


def made(seed, count=30, ties=45):
    chance = random.Random(seed)
    kinds = ["dependable", "dependable", "dependable", "unproven", "shaky", "collector"]
    people = {0: "me"} | {i: chance.choice(kinds) for i in range(1, count)}
    pairs: set[Any] = set()
    while len(pairs) < ties:
        a, b = sorted(chance.sample(range(count), 2))
        pairs.add((a, b))
    return people, [(a, b, chance.choice([0.5, 0.7, 0.9])) for a, b in sorted(pairs)]


def reached(people, ties, without=None):
    """Return whom I reach through dependable people other than one."""
    near: dict[Any, Any] = {}
    for a, b, _ in ties:
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    seen, waiting = {0}, [0]
    while waiting:
        here = waiting.pop()
        if here != 0 and people[here] != "dependable":
            continue
        for other in near.get(here, set()) - seen - {without}:
            seen.add(other)
            waiting.append(other)
    return seen


@pytest.mark.parametrize("seed", range(8))
def test_brokers_are_those_whose_absence_is_felt(seed):
    people, ties = made(seed)
    result = shape(people, ties, {})
    everybody = reached(people, ties)
    assert result.reached == len(everybody) - 1
    assert set(result.adrift) == people.keys() - everybody

    def neighbours(ids):
        rows: dict[int, list[Step]] = {i: [] for i in ids}
        for a, b, p in ties:
            for one, two in ((a, b), (b, a)):
                if one in rows:
                    rows[one].append(Step(two, p, None, people[two] == "dependable"))
        return rows

    count = dict.fromkeys(people, 0)
    for target in everybody - {0}:
        for inner in best_ways(0, target, neighbours, k=1, max_steps=30).ways[0].persons[1:-1]:
            count[inner] += 1
    assert {broker.person: broker.ways for broker in result.brokers} == {p: n for p, n in count.items() if n}
    for broker in result.brokers:
        assert broker.only == len(everybody) - 1 - len(reached(people, ties, broker.person))
    assert [b.ways for b in result.brokers] == sorted((b.ways for b in result.brokers), reverse=True)


def test_a_small_net_in_all_its_parts():
    people: dict[int, Standing] = {
        0: "me", 1: "dependable", 2: "dependable", 3: "unproven", 4: "collector", 5: "collector", 6: "shaky",
        7: "dependable", 8: "stranger",
    }  # fmt: skip
    ties = [(0, 1, 0.9), (1, 2, 0.8), (2, 3, 0.5), (0, 4, 0.3), (4, 6, 0.3), (1, 5, 0.4), (0, 7, 0.9), (0, 5, 0.2)]
    result = shape(people, ties, {2: [1], 7: [1, 2], 6: [1], 3: []})
    assert result.brokers == (Broker(1, 3, 2), Broker(2, 1, 1))
    assert result.hanging == (Hanging(1, (2, 6)),)
    assert result.isolated == (7,)
    assert result.adrift == (6, 8)
    assert result.collectors == (Collector(4, 2, ()), Collector(5, 2, (1,)))
    assert [one.at_the_edge for one in result.collectors] == [True, False]


def test_an_empty_net_and_a_long_chain():
    empty = shape({0: "me"}, [], {})
    assert (empty.reached, empty.brokers, empty.adrift) == (0, (), ())
    people: dict[int, Standing] = {0: "me"}
    people |= dict.fromkeys(range(1, 3000), "dependable")
    chain = shape(people, [(i, i + 1, 0.9) for i in range(2999)], {})
    assert chain.brokers[0] == Broker(1, 2998, 2998)
