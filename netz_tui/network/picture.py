"""Draw an ego network into a grid of terminal cells, and find the next person in a direction."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from netz_tui.network.celltext import clusters, tidy, width
from netz_tui.network.ego import fold, grow, protected
from netz_tui.network.labels import LINE, MARK, WAY, Board, Name
from netz_tui.network.layout import layout
from netz_tui.network.strokes import Strokes

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from netz_tui.network.ego import Ego, Link, Node

Direction = Literal["left", "right", "up", "down"]

_STANDINGS = ("me", "dependable", "unproven", "shaky", "stranger", "collector")
ROLES = (
    "",
    "line.claimed",
    "line.checked",
    "line.wish",
    "line.focus",
    "line.way",
    "more",
    *(f"node.{standing}" for standing in _STANDINGS),
    "node.request",
    "node.focus",
    *(f"label.{standing}" for standing in _STANDINGS),
    "label.request",
    "label.focus",
)
"""Every role a span can have; "" is empty ground, "more" the number of ties not shown."""
_NUMBER = {role: number for number, role in enumerate(ROLES)}

SHAPES = {"me": "◉", "dependable": "●", "unproven": "○", "shaky": "◐", "stranger": "◇", "collector": "✗",
          "request": "◆"}  # fmt: skip
"""The mark of each standing; a person with a pending request has her own unless she is a collector."""
ASCII_SHAPES = {"me": "@", "dependable": "D", "unproven": "u", "shaky": "s", "stranger": "o", "collector": "x",
                "request": "R"}  # fmt: skip

_CELLS_PER_NODE = 36
"""Cells of the frame that one person needs before others are folded away."""
_CROWDED = 1.35
"""Links per person from which ties between families are left out unless they say something here."""


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
    if width < 1 or height < 1:
        raise ValueError(f"a picture needs cells, not {width} by {height}")
    capacity = max(7, width * height // _CELLS_PER_NODE)
    sure = protected(ego) | {ego.center} | ({focus} if focus is not None else set())
    while True:
        shown = fold(ego, capacity, () if focus is None else (focus,))
        sketch = _Sketch(shown, width, height, focus, ascii_only=ascii_only)
        if capacity <= len(sure) or not sketch.nameless(sure):
            return sketch.picture()
        capacity //= 2


class _Sketch:
    """One attempt at a picture: marks, then lines, then names."""

    def __init__(self, ego: Ego, width: int, height: int, focus: int | None, *, ascii_only: bool) -> None:
        self.ego = ego
        self.nodes = {node.id: node for node in ego.nodes}
        self.focus = focus if focus in self.nodes else None
        self.ascii_only = ascii_only
        self.asked = ego.asked()
        self.sure = protected(ego) | {ego.center}
        self.tree = grow(ego)
        self.names = {node.id: tidy(node.label, ascii_only=ascii_only) for node in ego.nodes}
        self.strokes = Strokes(width, height, ascii_only=ascii_only)
        self.board = Board(width, height)
        self.order = sorted(
            ego.nodes,
            key=lambda node: (node.id not in self.sure, self.tree.depth[node.id], -node.degree - node.hidden, node.id),
        )
        self.marks = self._stand(width, height)
        self._draw_lines()
        self._write_names()

    def _stand(self, width: int, height: int) -> dict[int, tuple[int, int]]:
        """Give every person a cell of her own, as near as possible to where the layout wants her."""
        longest = max(map(len, self.names.values())) + 2
        left = min(longest, width // 4, 18)
        top = 1 if height > 12 else 0  # noqa: PLR2004 - in a low frame every row counts
        wide, high = width - 1 - 2 * left, height - 1 - 2 * top
        points = layout(self.ego, aspect=max(0.1, wide) / max(1, 2 * high))
        taken: set[tuple[int, int]] = set()
        marks = {}
        for node in self.order:
            x, y = points[node.id]
            cell = _free_cell((left + round(x * wide), top + round(y * high)), taken, width, height)
            if cell is not None:
                marks[node.id] = cell
                taken.add(cell)
        return marks

    def _draw_lines(self) -> None:
        """Draw the links, the most telling last, and note on the board where they are."""
        jobs = []
        for link in self._telling():
            role = _line_role(link, self.focus)
            jobs.append((_NUMBER[role], min(link.a, link.b), max(link.a, link.b), link))
        for number, low, high, link in sorted(jobs, key=lambda job: job[:3]):
            self.strokes.line(self.marks[low], self.marks[high], link.kind, number, bold=link.on_way)
        way = _NUMBER["line.way"]
        size = self.strokes.width
        table = bytes([0] + [WAY if number == way else LINE for number in range(1, 256)])
        grounds = self.strokes.roles.translate(table)
        for y, row in enumerate(self.board.rows):
            row[:] = grounds[y * size : (y + 1) * size]
        for x, y in self.marks.values():
            self.board.rows[y][x] = MARK

    def _telling(self) -> list[Link]:
        """Return the links to draw; in a crowd those between families only where they touch focus or ways."""
        here = self.marks
        links = [link for link in self.ego.links if link.a in here and link.b in here and link.a != link.b]
        if len(links) <= _CROWDED * len(here):
            return links
        parent = self.tree.parent
        ends = {self.focus, self.ego.center} | self.asked
        return [
            link
            for link in links
            if link.on_way or parent.get(link.a) == link.b or parent.get(link.b) == link.a or {link.a, link.b} & ends
        ]

    def _write_names(self) -> None:
        """Place the names in an order that no focus changes; then see that the focus has hers in full."""
        mark = ".." if self.ascii_only else "…"
        for node in self.order:
            if node.id in self.marks:
                self.board.place(self._name(node), mark=mark)
        if self.focus is None or self.focus not in self.marks:
            return
        name = self._name(self.nodes[self.focus], sure=True)
        placed = self.board.places.get(self.focus)
        if placed is not None and width(name.text) <= placed.width:
            return
        if placed is not None:
            self.board.remove(self.focus)
        rivals = [person for person in self.board.near(name) if person not in self.sure]
        for person in rivals:
            self.board.remove(person)
        self.board.place(name, mark=mark)
        for person in rivals:
            self.board.place(self._name(self.nodes[person]), mark=mark)

    def nameless(self, persons: Collection[int]) -> bool:
        """Tell whether one of these persons got no room for the name."""
        return any(self.names.get(person) and person not in self.board.places for person in persons)

    def _name(self, node: Node, *, sure: bool = False) -> Name:
        """Return what is to be written beside a mark."""
        x, y = self.marks[node.id]
        tail = f"+{node.hidden}" if node.hidden > 0 else ""
        return Name(node.id, x, y, self.names[node.id], tail, sure=sure or node.id in self.sure)

    def picture(self) -> Picture:
        """Put marks and names over the lines."""
        size = self.strokes.width
        cells = [self.strokes.char(cell) if role else " " for cell, role in enumerate(self.strokes.roles)]
        roles = bytearray(self.strokes.roles)
        for x, y, wide in [*((*mark, 1) for mark in self.marks.values()), *self._named()]:
            for beside in (x - 1, x + wide):  # lines keep clear of marks and names
                if 0 <= beside < size:
                    cells[y * size + beside], roles[y * size + beside] = " ", 0
        for person, spot in self.board.places.items():
            self._write(cells, roles, person, spot.y * size + spot.x, spot.text)
        shapes = ASCII_SHAPES if self.ascii_only else SHAPES
        for person, (x, y) in self.marks.items():
            kind = self._kind(person)
            cells[y * size + x] = shapes[kind]
            roles[y * size + x] = _NUMBER["node.focus" if person == self.focus else f"node.{kind}"]
        labels = dict(zip(self.board.places, self._named(), strict=True))
        rows = tuple(_spans(cells, roles, start, start + size) for start in range(0, len(cells), size))
        boxes = {person: _box(mark, labels.get(person)) for person, mark in self.marks.items()}
        return Picture(size, self.strokes.height, rows, boxes, self.marks, labels)

    def _named(self) -> list[tuple[int, int, int]]:
        """Return (x, y, width) of every name placed."""
        return [(spot.x, spot.y, spot.width) for spot in self.board.places.values()]

    def _write(self, cells: list[str], roles: bytearray, person: int, start: int, text: str) -> None:
        """Write a name into the cells, its number of hidden ties in their own role."""
        role = _NUMBER["label.focus" if person == self.focus else f"label.{self._kind(person)}"]
        tail = f"+{self.nodes[person].hidden}"
        tail_from = width(text) - len(tail) if self.nodes[person].hidden > 0 and text.endswith(tail) else width(text)
        at = 0
        for cluster, size in clusters(text):
            cells[start + at] = cluster
            for cell in range(start + at + 1, start + at + size):
                cells[cell] = ""
            for cell in range(start + at, start + at + size):
                roles[cell] = role if at < tail_from else _NUMBER["more"]
            at += size

    def _kind(self, person: int) -> str:
        """Return the standing that decides shape and colour."""
        standing = self.nodes[person].standing
        return "request" if person in self.asked and standing in {"stranger", "unproven"} else standing


def _line_role(link: Link, focus: int | None) -> str:
    """Return the role of a link's line."""
    if link.on_way:
        return "line.way"
    if focus is not None and focus in (link.a, link.b):
        return "line.focus"
    return f"line.{link.kind}"


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


def _rings(reach: int) -> tuple[tuple[int, int], ...]:
    """Return offsets (x, y) by distance, a row counting as two columns, right and down first."""
    offsets = [(x, y) for x in range(-2 * reach, 2 * reach + 1) for y in range(-reach, reach + 1)]
    return tuple(sorted(offsets, key=lambda at: (at[0] ** 2 + 4 * at[1] ** 2, at[1] < 0, at[0] < 0, at)))


_AROUND = _rings(5)


def _free_cell(wanted: tuple[int, int], taken: set[tuple[int, int]], width: int, height: int) -> tuple[int, int] | None:
    """Return the free cell nearest to the wanted one with room beside it; any free one near at worst; or None."""
    spare = None
    for across, down in _AROUND:
        x, y = wanted[0] + across, wanted[1] + down
        if not (0 <= x < width and 0 <= y < height) or (x, y) in taken:
            continue
        if not any((beside, y) in taken for beside in range(x - 3, x + 4)):
            return (x, y)
        spare = spare or (x, y)
    return spare


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
