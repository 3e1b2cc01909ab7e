"""A person's surroundings in the net: nodes, links, the calm tree under them, and folding when crowded."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

ME = 0
"""The id of the net's owner."""

Standing = Literal["me", "dependable", "unproven", "shaky", "stranger", "collector"]
Kind = Literal["checked", "claimed", "wish"]

_KIND_RANK: dict[Kind, int] = {"checked": 1, "claimed": 2, "wish": 3}


@dataclass(frozen=True, slots=True)
class Node:
    """A person as drawn; `hidden` is the number of further ties that are not shown ("+38")."""

    id: int
    label: str
    standing: Standing
    degree: int
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """A tie as drawn: cross-checked, only claimed, or the wish of a request that is not yet a tie."""

    a: int
    b: int
    kind: Kind
    on_way: bool = False


@dataclass(frozen=True, slots=True)
class Ego:
    """The part of the net around `center`.

    Links whose ends are not both among the nodes are left out of every picture. Raises `ValueError` when
    the centre is not among the nodes or an id comes twice.
    """

    center: int
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]

    def __post_init__(self) -> None:
        ids = {node.id for node in self.nodes}
        if self.center not in ids:
            raise ValueError(f"the centre {self.center} is not among the nodes")
        if len(ids) != len(self.nodes):
            raise ValueError("a person comes twice among the nodes")

    def asked(self) -> frozenset[int]:
        """Return the persons with a pending request: the far ends of wish links, seen from me."""
        me = {node.id for node in self.nodes if node.standing == "me"}
        return frozenset(end for link in self.links if link.kind == "wish" for end in (link.a, link.b)) - me

    def on_way(self) -> frozenset[int]:
        """Return the persons on a highlighted way."""
        return frozenset(end for link in self.links if link.on_way for end in (link.a, link.b))


@dataclass(frozen=True, slots=True)
class Tree:
    """The spanning tree a picture hangs on; all maps cover every node, keys in breadth-first order.

    `adrift` are the persons whom no link connects with the centre; they hang on it without a line.
    """

    root: int
    parent: dict[int, int]
    depth: dict[int, int]
    children: dict[int, list[int]]
    adrift: frozenset[int]


def grow(ego: Ego) -> Tree:
    """Span the ego network by a tree from its centre, independent of the order of nodes and links.

    Highlighted ways come first, so that they run through the tree; then breadth first, cross-checked ties
    before claimed ones, low ids before high ones. Wishes carry a person only if nothing else does.
    """
    ties = _ties(ego)
    parent: dict[int, int] = {}
    depth = {ego.center: 0}
    for allowed in ((0,), (0, 1, 2), (0, 1, 2, 3)):  # ways, then ties, then wishes
        _spread(ties, parent, depth, frozenset(allowed))
    adrift = sorted(node.id for node in ego.nodes if node.id not in depth)
    outer = max(2, *depth.values()) if adrift else 0
    for person in adrift:
        parent[person] = ego.center
        depth[person] = outer
    children: dict[int, list[int]] = {person: [] for person in sorted(depth, key=lambda i: (depth[i], i))}
    for person in sorted(parent):
        children[parent[person]].append(person)
    return Tree(ego.center, parent, depth, children, frozenset(adrift))


def _ties(ego: Ego) -> dict[int, list[tuple[int, int]]]:
    """Return person -> (rank of the tie, other person), best ties first; rank 0 lies on a way."""
    ties: dict[int, list[tuple[int, int]]] = {node.id: [] for node in ego.nodes}
    for link in ego.links:
        if link.a != link.b and link.a in ties and link.b in ties:
            rank = 0 if link.on_way else _KIND_RANK[link.kind]
            ties[link.a].append((rank, link.b))
            ties[link.b].append((rank, link.a))
    for found in ties.values():
        found.sort()
    return ties


def _spread(
    ties: dict[int, list[tuple[int, int]]],
    parent: dict[int, int],
    depth: dict[int, int],
    allowed: frozenset[int],
) -> None:
    """Grow the tree breadth first over ties of the allowed ranks, from all persons already in it."""
    layers: dict[int, list[int]] = {}
    for person, level in depth.items():
        layers.setdefault(level, []).append(person)
    waiting = deque(sorted(layers))
    while waiting:
        level = waiting.popleft()
        offers: dict[int, tuple[int, int]] = {}
        for person in layers[level]:
            for rank, other in ties[person]:
                if rank in allowed and other not in depth:
                    offers[other] = min(offers.get(other, (rank, person)), (rank, person))
        for person in sorted(offers):
            parent[person] = offers[person][1]
            depth[person] = level + 1
        if offers:
            if level + 1 not in layers:
                layers[level + 1] = []
                waiting.appendleft(level + 1)
            layers[level + 1].extend(sorted(offers))


def fold(ego: Ego, capacity: int, keep: Iterable[int] = ()) -> Ego:
    """Return the ego network with at most about `capacity` nodes; what is folded away is counted in `hidden`.

    The centre, me, persons with a request, persons on a way, those in `keep`, and whoever links these to
    the centre stay in any case. Of the others, each family gives up its least connected members first and
    far ones sooner than near ones, so that every part of the net stays visible.
    """
    if len(ego.nodes) <= capacity:
        return ego
    tree = grow(ego)
    fixed = _with_ancestors(tree, {ego.center, *protected(ego), *(i for i in keep if i in tree.depth)})
    order = _by_merit(ego, tree)
    kept = set(fixed)
    for person in order:
        if len(kept) >= capacity:
            break
        kept.add(person)
    return without(ego, {node.id for node in ego.nodes} - kept)


def protected(ego: Ego) -> frozenset[int]:
    """Return the persons who are shown with their label whatever the size: me, requests, ways."""
    me = {node.id for node in ego.nodes if node.standing == "me"}
    known = {node.id for node in ego.nodes}
    return (ego.asked() | ego.on_way() | me) & known


def without(ego: Ego, gone: Collection[int]) -> Ego:
    """Return the ego network without these persons, their ties counted as hidden at those who stay."""
    lost: dict[int, set[int]] = {}
    links = []
    for link in ego.links:
        if link.a in gone or link.b in gone:
            if link.kind != "wish":
                lost.setdefault(link.a, set()).add(link.b)
                lost.setdefault(link.b, set()).add(link.a)
        else:
            links.append(link)
    nodes = tuple(
        replace(node, hidden=node.hidden + len(lost[node.id])) if node.id in lost else node
        for node in ego.nodes
        if node.id not in gone
    )
    return Ego(ego.center, nodes, tuple(links))


def _with_ancestors(tree: Tree, persons: Iterable[int]) -> set[int]:
    """Return the persons and everybody between them and the root."""
    found: set[int] = set()
    for person in persons:
        here: int | None = person
        while here is not None and here not in found:
            found.add(here)
            here = tree.parent.get(here)
    return found


def _by_merit(ego: Ego, tree: Tree) -> list[int]:
    """Return all persons, the most worth showing first and parents always before their children."""
    worth = {node.id: (-(node.degree + node.hidden), node.id) for node in ego.nodes}
    score = {tree.root: 0}
    for person, children in tree.children.items():
        for place, child in enumerate(sorted(children, key=worth.__getitem__)):
            score[child] = max(score[person] + 1, 2 * tree.depth[child] + place.bit_length())
    return sorted(score, key=lambda i: (score[i], tree.depth[i], worth[i]))
