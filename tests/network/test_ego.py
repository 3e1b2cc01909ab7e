from __future__ import annotations

import random

import pytest
from nets import random_ego

from netz_tui.network.ego import Ego, Link, Node, fold, grow, protected, without


def test_an_ego_needs_its_centre_and_each_person_once():
    with pytest.raises(ValueError, match="centre"):
        Ego(5, (Node(0, "Ich", "me", 0),), ())
    with pytest.raises(ValueError, match="twice"):
        Ego(0, (Node(0, "Ich", "me", 0), Node(0, "Ich", "me", 0)), ())


def test_the_tree_follows_the_way_even_where_it_is_not_the_shortest(desk):
    detour = Ego(0, desk.nodes, (*desk.links[2:], Link(0, 1, "checked", on_way=True),
                                 Link(1, 5, "checked", on_way=True), Link(5, 7, "claimed", on_way=True)))  # fmt: skip
    tree = grow(detour)
    assert (tree.parent[7], tree.parent[5], tree.parent[1]) == (5, 1, 0)
    assert tree.depth[7] == 3


def test_wishes_carry_only_whom_nothing_else_does(desk):
    assert grow(desk).parent[7] == 1
    alone = Ego(0, desk.nodes, tuple(link for link in desk.links if 7 not in (link.a, link.b) or link.kind == "wish"))
    assert grow(alone).parent[7] == 0


def test_the_tree_does_not_depend_on_the_order_of_links():
    ego = random_ego(60, 120, 3)
    mixed = list(ego.links)
    random.Random(1).shuffle(mixed)
    turned = tuple(Link(link.b, link.a, link.kind) for link in mixed)
    assert grow(Ego(0, ego.nodes[::-1], turned)) == grow(ego)


def test_persons_without_any_link_hang_on_the_outer_ring():
    ego = Ego(0, tuple(Node(i, str(i), "unproven", 0) for i in range(4)), (Link(0, 1, "claimed"),))
    tree = grow(ego)
    assert tree.adrift == {2, 3}
    assert tree.depth == {0: 0, 1: 1, 2: 2, 3: 2}


def test_folding_keeps_what_matters_and_counts_what_it_hides():
    ego = random_ego(300, 420, 5)
    asked = Ego(0, ego.nodes, (*ego.links, Link(0, 299, "wish")))
    small = fold(asked, 40, keep=(250,))
    ids = {node.id for node in small.nodes}
    assert {0, 299, 250} | protected(asked) <= ids
    assert len(small.nodes) <= 40
    assert not grow(small).adrift
    ties: dict[int, set[int]] = {node.id: set() for node in ego.nodes}
    for link in ego.links:
        ties[link.a].add(link.b)
        ties[link.b].add(link.a)
    for node in small.nodes:
        assert node.hidden == len(ties[node.id] - ids)


def test_folding_leaves_a_small_net_alone(desk):
    assert fold(desk, 12) is desk


def test_a_wish_is_no_tie_to_be_counted(desk):
    assert next(node for node in without(desk, {7}).nodes if node.id == 0).hidden == 0
    assert next(node for node in without(desk, {7}).nodes if node.id == 1).hidden == 1
