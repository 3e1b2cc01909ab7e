from __future__ import annotations

import math
import random
from dataclasses import replace
from itertools import pairwise

import pytest
from nets import random_ego

from netz_tui.network.ego import Ego, Link, Node, grow
from netz_tui.network.layout import layout


def test_everybody_stands_in_the_unit_square_and_nobody_on_another():
    ego = random_ego(80, 120, 7)
    points = layout(ego)
    assert points.keys() == {node.id for node in ego.nodes}
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in points.values())
    assert len({(round(x, 4), round(y, 4)) for x, y in points.values()}) == 80


def test_the_same_net_always_looks_the_same():
    ego = random_ego(60, 90, 2)
    nodes, links = list(ego.nodes), list(ego.links)
    random.Random(4).shuffle(nodes)
    random.Random(5).shuffle(links)
    assert layout(Ego(0, tuple(nodes), tuple(links))) == layout(ego)


def test_the_way_leads_up_from_me_and_down_to_me(desk):
    from_me = layout(desk)
    assert from_me[7][1] < from_me[1][1] < from_me[0][1]
    to_me = layout(replace(desk, center=7))
    assert to_me[7][1] < to_me[1][1] < to_me[0][1]


def test_whoever_is_the_centre_the_way_to_me_begins_straight_down():
    ego = random_ego(40, 50, 6)
    for center in range(1, 40):
        moved = replace(ego, center=center)
        tree = grow(moved)
        branch = 0
        while tree.parent[branch] != center:
            branch = tree.parent[branch]
        points = layout(moved)
        assert points[branch][0] == pytest.approx(points[center][0], abs=0.02)
        assert points[branch][1] > points[center][1]


@pytest.mark.parametrize("count", [3, 8, 20, 41])
def test_on_each_side_of_a_ring_people_come_one_below_the_other_in_equal_steps(count):
    nodes = tuple(Node(i, str(i), "unproven", 1) for i in range(count + 1))
    points = layout(Ego(0, nodes, tuple(Link(0, i, "claimed") for i in range(1, count + 1))))
    for side in (1, -1):
        rows = sorted(y for person, (x, y) in points.items() if person and (x - points[0][0]) * side > 0.001)
        steps = [low - high for high, low in pairwise(rows)]
        assert max(steps, default=1) == pytest.approx(min(steps, default=1))


def test_who_stands_on_the_way_stands_in_the_middle_of_a_family():
    for siblings in range(5):
        nodes = tuple(Node(i, str(i), "me" if i == 0 else "dependable", 1) for i in range(3 + siblings))
        links = (Link(0, 1, "checked", on_way=True), Link(1, 2 + siblings, "claimed", on_way=True),
                 *(Link(1, 2 + i, "claimed") for i in range(siblings)))  # fmt: skip
        points = layout(Ego(0, nodes, links))
        assert points[2 + siblings][0] == pytest.approx(points[1][0]) == pytest.approx(points[0][0])


def test_families_lie_clockwise_by_id():
    nodes = tuple(Node(i, str(i), "unproven", 1) for i in range(9))
    points = layout(Ego(0, nodes, tuple(Link(0, i, "claimed") for i in range(1, 9))))
    angles = [math.atan2(points[i][0] - 0.5, 0.5 - points[i][1]) % (2 * math.pi) for i in range(1, 9)]
    start = angles.index(min(angles))
    assert angles[start:] + angles[:start] == sorted(angles)


def test_a_leaf_more_moves_nobody_to_another_side():
    ego = random_ego(40, 39, 9)
    more = Ego(0, (*ego.nodes, Node(99, "Neu", "unproven", 1)), (*ego.links, Link(1, 99, "claimed")))
    before, after = layout(ego), layout(more)
    moves = sorted(math.dist(before[person], after[person]) for person in before)
    assert moves[len(moves) // 2] < 0.1


def test_lonely_and_crowded_nets_have_a_layout():
    assert layout(Ego(3, (Node(3, "A", "me", 0),), ())) == {3: (0.5, 0.5)}
    big = random_ego(5000, 6000, 1)
    assert len(layout(big)) == 5000
