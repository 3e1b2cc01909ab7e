"""Where each person of an ego network stands: radial, linear in time, and the same net always the same way."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from netz_tui.network.ego import grow

if TYPE_CHECKING:
    from netz_tui.network.ego import Ego, Tree

_WIDEST_FAN = 0.38
"""Share of the whole turn that the children of one person (not the centre) may spread over."""
_MOST_STRETCH = 2.2
"""How much a lopsided picture may be stretched to fill its frame."""


def layout(ego: Ego, *, tree: Tree | None = None) -> dict[int, tuple[float, float]]:
    """Place every person of the ego network in the unit square, y downwards.

    The centre's families lie clockwise by id, each in a sector as wide as it needs. On each side of a ring people
    come one below the other in equal steps: names are wide and low, so each finds a row of its own, outside of
    all lines. The way to the person asked about leads up from me, and when somebody else is the centre, the way
    to me leads down. Nothing depends on a focus or on the order of nodes and links. `tree` saves growing it where
    it is at hand.
    """
    tree = tree or grow(ego)
    aim = _aim(ego, tree)
    turns = _turns(tree, _line(tree, aim))
    shift = _rotation(ego, tree, turns, aim)
    deepest = max(tree.depth.values()) or 1
    points = {}
    for person, turn in turns.items():
        radius = _ring_radius(tree.depth[person], deepest)
        across, down = _on_ring((turn + shift) % 1.0)
        points[person] = (radius * across, radius * down)
    return _fitted(points)


def _on_ring(turn: float) -> tuple[float, float]:
    """Return the point of the unit circle at this share of the turn (0 up, clockwise), even in height on each side."""
    down = 4 * turn - 1 if turn < 0.5 else 3 - 4 * turn  # noqa: PLR2004 - half of the turn
    across = math.sqrt(max(0.0, 1 - down * down))
    return (across if turn < 0.5 else -across, down)  # noqa: PLR2004


def _ring_radius(depth: int, deepest: int) -> float:
    """Return the radius of a ring; the inner ones get a little more room, names stand closest there."""
    return (depth / deepest) ** 0.85 if depth else 0.0


def _turns(tree: Tree, line: frozenset[int]) -> dict[int, float]:
    """Give every person a place on the turn (0 up, clockwise, 1 a whole turn), families side by side.

    Who is in `line` stands in the middle of a family, so that a way leads straight on.
    """
    deepest = max(tree.depth.values()) or 1
    need: dict[int, float] = {}
    for person in reversed(tree.children):
        own = 1.0 / _ring_radius(max(1, tree.depth[person]), deepest)
        need[person] = max(own, sum(need[child] for child in tree.children[person]))
    spans = {tree.root: (0.0, 1.0)}
    for person, children in tree.children.items():
        low, high = spans[person]
        if person != tree.root and high - low > _WIDEST_FAN:
            middle = (low + high) / 2
            low, high = middle - _WIDEST_FAN / 2, middle + _WIDEST_FAN / 2
        spans.update(_shared(children, (low, high), need, frozenset() if person == tree.root else line))
    return {person: (low + high) / 2 for person, (low, high) in spans.items()}


def _shared(
    children: list[int], span: tuple[float, float], need: dict[int, float], line: frozenset[int]
) -> dict[int, tuple[float, float]]:
    """Share a span out among the children as each needs; the one in the line gets the very middle."""
    low, high = span
    unit = (high - low) / max(1e-9, sum(need[child] for child in children))
    middle = next((child for child in children if child in line), None)
    if middle is not None and len(children) > 1:
        others = [child for child in children if child != middle]
        half = len(others) // 2
        own = unit * need[middle] / 2
        centre = (low + high) / 2
        return {
            **_shared(others[:half], (low, centre - own), need, frozenset()),
            middle: (centre - own, centre + own),
            **_shared(others[half:], (centre + own, high), need, frozenset()),
        }
    shares = {}
    for child in children:
        shares[child] = (low, low + unit * need[child])
        low += unit * need[child]
    return shares


def _aim(ego: Ego, tree: Tree) -> int | None:
    """Return the person whom the picture is about besides the centre: who asks, or where a way ends."""
    aims = (ego.asked() or ego.on_way()) & tree.depth.keys() - {tree.root}
    return max(aims, key=lambda person: (tree.depth[person], -person)) if aims else None


def _line(tree: Tree, person: int | None) -> frozenset[int]:
    """Return a person and everybody between that person and the root."""
    line = set()
    while person is not None and person != tree.root:
        line.add(person)
        person = tree.parent[person]
    return frozenset(line)


def _rotation(ego: Ego, tree: Tree, turns: dict[int, float], aim: int | None) -> float:
    """Return the turn to add, so that ways lead up from me and down to me."""
    me = next((node.id for node in ego.nodes if node.standing == "me"), None)
    if me is not None and me != tree.root and me not in tree.adrift:
        return 0.5 - turns[_branch(tree, me)]
    if aim is not None:
        return -turns[_branch(tree, aim)]
    first = tree.children[tree.root][:1]
    return -turns[first[0]] if first else 0.0


def _branch(tree: Tree, person: int) -> int:
    """Return the child of the root on the way to this person."""
    while tree.parent[person] != tree.root:
        person = tree.parent[person]
    return person


def _fitted(points: dict[int, tuple[float, float]]) -> dict[int, tuple[float, float]]:
    """Move and stretch the points, within reason, so that they fill the unit square."""
    placed: list[list[float]] = []
    for axis in (0, 1):
        values = [point[axis] for point in points.values()]
        low, high = min(values), max(values)
        scale = min(_MOST_STRETCH / 2, 1 / (high - low)) if high > low else 1.0
        middle = (low + high) / 2
        placed.append([min(1.0, max(0.0, 0.5 + (value - middle) * scale)) for value in values])
    return dict(zip(points, zip(*placed, strict=True), strict=True))
