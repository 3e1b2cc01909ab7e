from __future__ import annotations

import random
from itertools import pairwise
from math import prod
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netz_tui.network import ways
from netz_tui.network.arrays import ArrayGraph
from netz_tui.network.frontier import weight
from netz_tui.network.ways import Step, best_ways

CHANCES = [0.5, 0.7, 0.9, 0.99, 1.0, 0.03]


def protocol(ties, dependable, log=None):
    """Return a neighbours function over {(a, b): probability}."""
    rows: dict[Any, Any] = {}
    for (a, b), p in ties.items():
        rows.setdefault(a, []).append(Step(b, p, (a, b), b in dependable))
        rows.setdefault(b, []).append(Step(a, p, (a, b), a in dependable))

    def neighbours(ids):
        if log is not None:
            log.extend(ids)
        return {person: rows[person] for person in ids if person in rows}

    return neighbours


def brute(ties, dependable, source, targets, k, max_steps, detours=True):
    """Return the k best ways by trying them all."""
    near: dict[Any, Any] = {}
    for (a, b), p in ties.items():
        near.setdefault(a, {})[b] = p
        near.setdefault(b, {})[a] = p
    found = []

    def walk(path):
        for to in near.get(path[-1], ()):
            if to in path or len(path) > max_steps:
                continue
            if to in targets:
                way = (*path, to)
                cost = sum(weight(near[x][y]) for x, y in pairwise(way))
                found.append((cost, len(way), way, prod(near[x][y] for x, y in pairwise(way))))
            elif dependable is None or to in dependable:
                walk((*path, to))

    def is_detour(way):
        spent = 0
        for place, (x, y) in enumerate(pairwise(way[:-1])):
            spent += weight(near[x][y])
            if place and y in near[source] and weight(near[source][y]) <= spent:
                return True
        return False

    walk((source,))
    found = [way for way in found if detours or not is_detour(way[2])]
    return [(way, p) for _, _, way, p in sorted(found)[:k]]


@st.composite
def nets(draw):
    count = draw(st.integers(2, 9))
    pairs = [(a, b) for a in range(count) for b in range(a + 1, count)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=len(pairs)))
    ties = {pair: draw(st.sampled_from(CHANCES)) for pair in chosen}
    dependable = {i for i in range(count) if draw(st.integers(0, 3))}
    return count, ties, dependable


@settings(derandomize=True, max_examples=400, deadline=None)
@given(nets(), st.integers(1, 5), st.integers(1, 7), st.data())
def test_the_ways_are_those_that_trying_them_all_finds(net, k, max_steps, data):
    count, ties, dependable = net
    targets = data.draw(st.sets(st.integers(1, count - 1), min_size=1, max_size=2))
    found = best_ways(0, targets, protocol(ties, dependable), k=k, max_steps=max_steps)
    expected = brute(ties, dependable, 0, targets, k, max_steps)
    assert [way.persons for way in found.ways] == [way for way, _ in expected]
    assert found.complete
    for way, (_, probability) in zip(found.ways, expected, strict=True):
        assert way.probability == pytest.approx(probability)
        assert [step.to for step in way.steps] == list(way.persons[1:])
        assert [step.dependable for step in way.steps] == [p in dependable for p in way.persons[1:]]
        assert all(ties[step.reason] == step.probability for step in way.steps)
    free = best_ways(0, targets, protocol(ties, dependable), k=k, max_steps=max_steps, dependable_inside=False)
    everybody = brute(ties, None, 0, targets, k, max_steps)
    assert [way.persons for way in free.ways] == [way for way, _ in everybody]
    if found.ways:
        assert found.verdict == "found"
        assert found.closest is None
    elif everybody:
        assert found.verdict == "blocked"
        closest = found.closest.persons
        every = brute(ties, None, 0, targets, 10**6, max_steps)
        fewest = min(sum(p not in dependable for p in way[1:-1]) for way, _ in every)
        assert found.blocked == tuple(p for p in closest[1:-1] if p not in dependable)
        assert len(found.blocked) == fewest > 0
        best = max(p for way, p in every if sum(x not in dependable for x in way[1:-1]) == fewest)
        assert found.closest.probability == pytest.approx(best)
    else:
        assert found.verdict in {"too far", "unknown"}


@settings(derandomize=True, max_examples=400, deadline=None)
@given(nets(), st.integers(1, 5), st.integers(1, 7), st.sampled_from([1, 3]), st.data())
def test_ways_from_a_source_with_many_ties(net, k, max_steps, at_once, data):
    count, ties, dependable = net
    targets = data.draw(st.sets(st.integers(1, count - 1), min_size=1, max_size=2))
    log: list[Any] = []
    everything = protocol(ties, dependable, log)

    def neighbours(ids):
        """Keep silent about what leads to no way without detours."""
        found = everything(ids)
        for person in found.keys() - targets - {0}:
            mine = max((step.probability for step in found[person] if step.to == 0), default=0)
            found[person] = [step for step in found[person] if step.to == 0 or step.probability > mine]
        return found

    found = best_ways(0, targets, neighbours, k=k, max_steps=max_steps, at_once=at_once, crowded=True)
    expected = brute(ties, dependable, 0, targets, k, max_steps, detours=False)
    assert [way.persons for way in found.ways] == [way for way, _ in expected]
    assert found.complete
    assert 0 not in log
    for way in found.ways:
        reasons: list[Any] = [step.reason for step in way.steps]
        assert [set(two) for two in pairwise(way.persons)] == [set(reason) for reason in reasons]
    if not found.ways:
        assert bool(found.closest) == bool(brute(ties, None, 0, targets, 1, max_steps))


def random_net(people, ties, seed, share=0.7):
    chance = random.Random(seed)
    edges: dict[Any, Any] = {}
    while len(edges) < ties:
        a, b = chance.sample(range(people), 2)
        edges[min(a, b), max(a, b)] = round(chance.uniform(0.3, 0.95), 3)
    return edges, {i for i in range(people) if chance.random() < share}


@pytest.mark.parametrize("patience", [0, 40, 10_000])
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("manner", [{}, {"crowded": True, "at_once": 8}])
def test_ways_are_right_without_asking_everybody(seed, patience, manner, monkeypatch):
    monkeypatch.setattr(ways, "_PATIENCE", patience)  # rings from the start, soon, never
    ties, dependable = random_net(400, 900, seed)
    asked = 0
    for target in range(1, 400, 29):
        found = best_ways(0, target, protocol(ties, dependable), k=3, max_steps=5, **manner)
        expected = brute(ties, dependable, 0, {target}, 3, 5, detours=not manner)
        assert [way.persons for way in found.ways] == [way for way, _ in expected]
        asked += found.asked
    assert asked < 14 * 350


@pytest.mark.parametrize("seed", range(3))
def test_larger_nets_agree_with_networkx(seed):
    ties, dependable = random_net(400, 1200, seed)
    graph = ArrayGraph.build([(a, b, p, 0) for (a, b), p in ties.items()], dependable)
    for target in range(1, 400, 40):
        allowed = nx.Graph()
        inner = dependable | {0, target}
        allowed.add_weighted_edges_from((a, b, weight(p)) for (a, b), p in ties.items() if {a, b} <= inner)
        found = best_ways(0, target, graph.neighbours, k=3, max_steps=50)
        if target not in allowed or 0 not in allowed or not nx.has_path(allowed, 0, target):
            assert not found.ways
            continue
        paths = nx.shortest_simple_paths(allowed, 0, target, weight="weight")
        costs = [
            sum(allowed[x][y]["weight"] for x, y in pairwise(path)) for path, _ in zip(paths, range(3), strict=False)
        ]
        assert [sum(weight(step.probability) for step in way.steps) for way in found.ways] == costs


def test_the_meeting_person_must_be_dependable_too():
    ties = {(0, 1): 0.9, (1, 2): 0.9, (2, 3): 0.9, (0, 4): 0.5, (4, 5): 0.5, (3, 5): 0.5}
    found = best_ways(0, 3, protocol(ties, {1, 4, 5}))
    assert [way.persons for way in found.ways] == [(0, 4, 5, 3)]


def test_equal_ways_are_ordered_by_steps_then_ids():
    ties = {(0, 5): 0.9, (5, 9): 0.9, (0, 3): 0.9, (3, 9): 0.9, (0, 1): 1.0, (1, 5): 0.9}
    found = best_ways(0, 9, protocol(ties, {1, 3, 5}))
    assert [way.persons for way in found.ways] == [(0, 3, 9), (0, 5, 9), (0, 1, 5, 9)]


def test_only_people_on_the_frontier_are_asked():
    ties, dependable = random_net(3000, 12000, 4)
    log: list[Any] = []
    found = best_ways(0, 2999, protocol(ties, dependable, log))
    assert found.verdict == "found"
    assert len(log) == len(set(log)) == found.asked < 900


def test_a_side_that_ends_soon_settles_the_matter():
    ties, dependable = random_net(3000, 12000, 5)
    ties[2998, 5000] = 0.9
    ties[5000, 5001] = 0.9
    log: list[Any] = []
    found = best_ways(0, 5001, protocol(ties, dependable - {2998}, log), max_steps=8)
    assert found.verdict in {"blocked", "unknown", "too far"}
    found = best_ways(0, 5001, protocol(ties, {*dependable, 5000} - {2998}, log), max_steps=8)
    assert found.verdict == "blocked"
    assert found.blocked == (2998,)
    assert [step.to for step in found.acquaintances] == [5000]


def test_few_ways_do_not_lead_to_asking_everybody():
    ties, dependable = random_net(20_000, 40_000, 6)
    ties |= {(0, 20_001): 0.9, (20_001, 20_002): 0.9, (5, 20_002): 0.9}
    graph = ArrayGraph.build([(a, b, p, 0) for (a, b), p in ties.items()], {*dependable, 20_001, 5})
    found = best_ways(0, 20_002, graph.neighbours, max_steps=3, k=3)
    assert [way.persons for way in found.ways] == [(0, 20_001, 20_002)]
    assert found.complete
    assert found.asked < 500


def test_a_dense_circle_behind_one_door_does_not_explode():
    circle = range(2, 62)
    ties = {(a, b): 0.99 for a in circle for b in circle if a < b} | {(0, 1): 0.9, (1, 2): 0.9, (1, 99): 0.5}
    ties |= {(1, b): 0.9 for b in circle}
    found = best_ways(0, 99, protocol(ties, {1, *circle}), k=3)
    assert [way.persons for way in found.ways] == [(0, 1, 99)]


def test_the_search_admits_when_it_gave_up():
    ties, dependable = random_net(3000, 12000, 7)
    found = best_ways(0, 2999, protocol(ties, dependable), max_steps=40, k=50, budget=30)
    assert not found.complete
    assert found.asked < 200


def test_nobody_knows_a_person_without_ties():
    found = best_ways(0, 9, protocol({(0, 1): 0.5}, {1}))
    assert (found.verdict, found.ways, found.closest, found.acquaintances) == ("unknown", (), None, ())


def test_too_far_names_those_who_know_the_target_best():
    ties = {(0, 1): 0.9, (1, 2): 0.9, (2, 3): 0.9, (3, 4): 0.9, (4, 5): 0.8, (5, 6): 0.6}
    found = best_ways(0, 4, protocol(ties, {1, 2, 3, 5}), max_steps=3)
    assert found.verdict == "too far"
    assert [(step.to, step.dependable) for step in found.acquaintances] == [(3, True), (5, True)]


@pytest.mark.parametrize(
    "arguments", [{"target": 0}, {"target": []}, {"target": 1, "k": 0}, {"target": 1, "max_steps": 0}]
)
def test_nonsense_is_refused(arguments):
    with pytest.raises(ValueError, match="way"):
        best_ways(0, neighbours=protocol({}, set()), **arguments)


@pytest.mark.parametrize("probability", [1.5, float("nan")])
def test_what_is_no_probability_is_refused(probability):
    with pytest.raises(ValueError, match="probability"):
        best_ways(0, 1, protocol({(0, 1): probability}, set()))


@pytest.mark.parametrize("spread", [1, 1_000_003])
def test_the_array_graph_answers_like_the_rows_it_was_built_from(spread):
    ties, dependable = random_net(60, 150, 8)
    ties = {(a * spread, b * spread): p for (a, b), p in ties.items()}
    dependable = {i * spread for i in dependable}
    graph = ArrayGraph.build([(a, b, p, a + b) for (a, b), p in ties.items()], {*dependable, 77_777_777})
    people = [i * spread for i in range(60)] + [2_000_000_001]
    answer = graph.neighbours(people)
    expected = protocol(ties, dependable)(people)
    for person in people:
        rows = sorted((to, p, a_b, d) for to, p, a_b, d in answer[person])
        assert rows == sorted((to, p, sum(a_b), d) for to, p, a_b, d in expected.get(person, ()))
    assert ArrayGraph.build([], []).neighbours([1]) == {1: ()}
    with pytest.raises(OverflowError):
        ArrayGraph.build([(-1, 2, 0.5, 0)], [])
