"""Where each person of an ego network stands: radial, linear in time, and the same net always the same way."""

from __future__ import annotations

import math
from bisect import bisect_right
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from netz_tui.network.ego import grow

if TYPE_CHECKING:
    from netz_tui.network.ego import Ego, Tree

_STEPS = 240
"""Sections of the ring for which the length of its arc is tabled."""
_WIDEST_FAN = 0.38
"""Share of the whole turn that the children of one person (not the centre) may spread over."""
_LANE_FILL = 14
"""Persons without further ties on one ring before they are staggered in a second lane."""
_LANES = 3
_LABEL_SHAPE = 0.5
"""A label is wide and low, so neighbours are set further apart across than down, by this factor."""
_MOST_STRETCH = 2.2
"""How much a lopsided picture may be stretched to fill its frame."""


def layout(ego: Ego, *, aspect: float, tree: Tree | None = None) -> dict[int, tuple[float, float]]:
    """Place every person of the ego network in the unit square, y downwards.

    `aspect` is the width of the frame divided by its height, in equal units. The centre's families lie
    clockwise by id, each in a sector as wide as it needs. The way to the person asked about leads up from me, and
    when somebody else is the centre, the way to me leads down. Nothing depends on a focus or on the order
    of nodes and links. `tree` saves growing it where it is at hand.
    """
    if not aspect > 0:
        raise ValueError(f"the aspect must be positive, not {aspect}")
    tree = tree or grow(ego)
    turns = _turns(tree)
    shift = _rotation(ego, tree, turns)
    radii = _radii(tree, turns)
    points = {}
    table = _arc_table(round(aspect, 2))
    for person, turn in turns.items():
        angle = _angle(table, (turn + shift) % 1.0)
        points[person] = (radii[person] * math.sin(angle), -radii[person] * math.cos(angle))
    return _fitted(points)


def _ring_radius(depth: int, deepest: int) -> float:
    """Return the radius of a ring; the inner ones get a little more room, labels stand closest there."""
    return (depth / deepest) ** 0.85 if depth else 0.0


def _turns(tree: Tree) -> dict[int, float]:
    """Give every person a place on the turn (0 up, clockwise, 1 a whole turn), families side by side."""
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
        unit = (high - low) / max(1e-9, sum(need[child] for child in children))
        for child in children:
            spans[child] = (low, low + unit * need[child])
            low += unit * need[child]
    return {person: (low + high) / 2 for person, (low, high) in spans.items()}


def _rotation(ego: Ego, tree: Tree, turns: dict[int, float]) -> float:
    """Return the turn to add, so that ways lead up from me and down to me."""
    me = next((node.id for node in ego.nodes if node.standing == "me"), None)
    if me is not None and me != tree.root and me not in tree.adrift:
        return 0.5 - turns[_branch(tree, me)]
    aims = sorted((ego.asked() or ego.on_way()) & tree.depth.keys() - {tree.root})
    if aims:
        far = max(aims, key=lambda person: (tree.depth[person], -person))
        return -turns[_branch(tree, far)]
    first = tree.children[tree.root][:1]
    return -turns[first[0]] if first else 0.0


def _branch(tree: Tree, person: int) -> int:
    """Return the child of the root on the way to this person."""
    while tree.parent[person] != tree.root:
        person = tree.parent[person]
    return person


def _radii(tree: Tree, turns: dict[int, float]) -> dict[int, float]:
    """Return each person's distance from the centre, those without children staggered on full rings."""
    deepest = max(tree.depth.values()) or 1
    rings: dict[int, list[int]] = {}
    for person, depth in tree.depth.items():
        rings.setdefault(depth, []).append(person)
    radii = {}
    for depth, members in rings.items():
        radius = _ring_radius(depth, deepest)
        room = radius - _ring_radius(max(0, depth - 1), deepest)
        lanes = min(_LANES, 1 + len(members) // _LANE_FILL)
        for place, person in enumerate(sorted(members, key=lambda i: (turns[i], i))):
            lane = 0 if tree.children[person] else place % lanes
            radii[person] = radius - room * 0.55 * lane / lanes
    return radii


@lru_cache(maxsize=32)
def _arc_table(aspect: float) -> tuple[float, ...]:
    """Return, for each section of the ellipse that fills the frame, the share of its arc before it."""
    across, down = aspect * _LABEL_SHAPE, 1.0
    angles = [2 * math.pi * step / _STEPS for step in range(_STEPS + 1)]
    lengths = [0.0]
    for one, two in pairwise(angles):
        x = across * (math.sin(two) - math.sin(one))
        y = down * (math.cos(two) - math.cos(one))
        lengths.append(lengths[-1] + math.hypot(x, y))
    return tuple(length / lengths[-1] for length in lengths)


def _angle(table: tuple[float, ...], turn: float) -> float:
    """Return the angle (radians, 0 up, clockwise) at this share of the arc."""
    step = min(bisect_right(table, turn) - 1, _STEPS - 1)
    part = (turn - table[step]) / (table[step + 1] - table[step])
    return 2 * math.pi * (step + part) / _STEPS


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
