"""Draw an ego network into a grid of terminal cells, and find the next person in a direction."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from netz_tui.network.celltext import clusters
from netz_tui.network.roles import ASCII_SHAPES, NUMBER, ROLES, SHAPES
from netz_tui.network.sketch import sketch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netz_tui.network.ego import Ego
    from netz_tui.network.labels import Place
    from netz_tui.network.sketch import Sketch

__all__ = ["ASCII_SHAPES", "ROLES", "SHAPES", "Cell", "Picture", "Span", "draw", "neighbour_in_direction"]

Direction = Literal["left", "right", "up", "down"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a picture; the right half of a wide character holds ""."""

    char: str
    role: str


@dataclass(frozen=True, slots=True)
class Span:
    """A run of cells with the same role."""

    text: str
    role: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn ego network; each row's spans are together exactly `width` cells wide.

    `marks` holds the cell (x, y) of every person shown, `labels` the (x, y, width) of the names shown, and
    `boxes` the (x, y, width) of each mark together with its name where both are on one row.
    """

    width: int
    height: int
    rows: tuple[tuple[Span, ...], ...]
    boxes: dict[int, tuple[int, int, int]]
    marks: dict[int, tuple[int, int]]
    labels: dict[int, tuple[int, int, int]]

    def at(self, x: int, y: int) -> int | None:
        """Return the person whose mark or name is in this cell, or None."""
        for boxes in (self.boxes, self.labels):
            for person, (left, row, size) in boxes.items():
                if row == y and left <= x < left + size:
                    return person
        return None

    def text(self) -> str:
        """Return the picture without roles, rows joined by newlines."""
        return "\n".join("".join(span.text for span in row) for row in self.rows)

    def cells(self, y: int) -> list[Cell]:
        """Return the cells of a row."""
        found = []
        for span in self.rows[y]:
            for cluster, size in clusters(span.text):
                found += [Cell(cluster, span.role), *[Cell("", span.role)] * (size - 1)]
        return found


def draw(ego: Ego, width: int, height: int, *, focus: int | None = None, ascii_only: bool = False) -> Picture:
    """Draw the ego network into `width` by `height` cells.

    The focus only marks a person and her ties: marks stay where they are wherever it moves. When there are
    more persons than the frame can hold, the least connected are folded into "+n" at those they belong
    to. Me, the persons with requests, the persons on ways and the focus always keep their names, at worst
    shortened. Raises `ValueError` for a frame without cells.
    """
    return _picture(sketch(ego, width, height, focus=focus, ascii_only=ascii_only))


def _picture(plan: Sketch) -> Picture:
    """Put marks and names over the lines."""
    size = plan.strokes.width
    cells = [plan.strokes.char(cell) if role else " " for cell, role in enumerate(plan.strokes.roles)]
    roles = bytearray(plan.strokes.roles)
    labels = {person: (spot.x, spot.y, spot.width) for person, spot in plan.board.places.items()}
    way = NUMBER["line.way"]
    for x, y, wide in [*((*mark, 1) for mark in plan.marks.values()), *labels.values()]:
        for beside in (x - 1, x + wide):  # lines but ways keep clear of marks and names
            if 0 <= beside < size and roles[y * size + beside] != way:
                cells[y * size + beside], roles[y * size + beside] = " ", 0
    for person, spot in plan.board.places.items():
        role = "label.focus" if person == plan.focus else f"label.{plan.kind(person)}"
        _write(cells, roles, spot.y * size + spot.x, spot, NUMBER[role])
    shapes = ASCII_SHAPES if plan.ascii_only else SHAPES
    for person, (x, y) in plan.marks.items():
        kind = plan.kind(person)
        cells[y * size + x] = shapes[kind]
        roles[y * size + x] = NUMBER["node.focus" if person == plan.focus else f"node.{kind}"]
    rows = tuple(_spans(cells, roles, start, start + size) for start in range(0, len(cells), size))
    boxes = {person: _box(mark, labels.get(person)) for person, mark in plan.marks.items()}
    return Picture(size, plan.strokes.height, rows, boxes, plan.marks, labels)


def _write(cells: list[str], roles: bytearray, start: int, spot: Place, role: int) -> None:
    """Write a name into the cells from `start` on, the number of hidden ties at its end in a role of its own."""
    at = start
    for cluster, size in clusters(spot.text):
        cells[at : at + size] = [cluster, *[""] * (size - 1)]
        at += size
    roles[start:at] = bytes([role]) * (at - start)
    if spot.tail:
        roles[at - spot.tail : at] = bytes([NUMBER["more"]]) * spot.tail


def _box(mark: tuple[int, int], label: tuple[int, int, int] | None) -> tuple[int, int, int]:
    """Return the cells of a mark together with its name if that is beside it."""
    x, y = mark
    if label is None or label[1] != y:
        return (x, y, 1)
    left = min(x, label[0])
    return (left, y, max(x + 1, label[0] + label[2]) - left)


def _spans(cells: list[str], roles: bytearray, start: int, end: int) -> tuple[Span, ...]:
    """Join the cells of one row to runs of equal role."""
    spans = []
    while start < end:
        role = roles[start]
        stop = start + 1
        while stop < end and roles[stop] == role:
            stop += 1
        spans.append(Span("".join(cells[start:stop]), ROLES[role]))
        start = stop
    return tuple(spans)


def neighbour_in_direction(
    where: Picture | Mapping[int, tuple[float, float]], from_id: int, direction: Direction
) -> int:
    """Return the person one comes to by going from one person in a direction, or the same if there is none.

    The nearest one within 45 degrees of the direction, else the nearest ahead at all; so everybody can be
    reached by arrows alone. A row of a picture counts as two columns. Raises `KeyError` if `from_id` is not
    in the picture.
    """
    tall = 2.0 if isinstance(where, Picture) else 1.0
    points: Mapping[int, tuple[float, float]] = where.marks if isinstance(where, Picture) else where
    here = points[from_id]
    best: tuple[bool, float, int] | None = None
    for person, (x, y) in points.items():
        right, down = x - here[0], (y - here[1]) * tall
        ahead, aside = {
            "left": (-right, down),
            "right": (right, down),
            "up": (-down, right),
            "down": (down, right),
        }[direction]
        if ahead > 0 and person != from_id:
            found = (abs(aside) > ahead, math.hypot(ahead, aside), person)
            best = found if best is None else min(best, found)
    return best[2] if best else from_id
