"""Lay a picture out: which persons are shown, where their marks stand, which lines and names go with them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from netz_tui.network.celltext import tidy, width
from netz_tui.network.ego import fold, grow, protected
from netz_tui.network.labels import LINE, MARK, WAY, Board, Name
from netz_tui.network.layout import layout
from netz_tui.network.roles import NUMBER
from netz_tui.network.strokes import GAP, Strokes, gap

if TYPE_CHECKING:
    from collections.abc import Collection

    from netz_tui.network.ego import Ego, Link, Node

_CELLS_PER_NODE = 36
"""Cells of the frame that one person needs before others are folded away."""
_NAMES_ASIDE = 20
"""Columns of the frame that hold nobody, since the names outside the ring need them."""
_FEWEST = 7
_CROWDED = 1.35
"""Links per person from which ties between families are left out unless they say something here."""
_FEW_WISHES = 3
"""Requests up to which a line leads to each, whoever stands between; the shape of the mark tells it as well."""


def sketch(ego: Ego, width: int, height: int, *, focus: int | None, ascii_only: bool) -> Sketch:
    """Lay the ego network out in `width` by `height` cells, folded until all who must have a name have one.

    Raises `ValueError` for a frame without cells.
    """
    if width < 1 or height < 1:
        raise ValueError(f"a picture needs cells, not {width} by {height}")
    capacity = max(_FEWEST, (width - _NAMES_ASIDE) * height // _CELLS_PER_NODE)
    sure = protected(ego) | {ego.center} | ({focus} if focus is not None else set())
    while True:
        shown = fold(ego, capacity, () if focus is None else (focus,))
        attempt = Sketch(shown, width, height, focus, ascii_only=ascii_only)
        if capacity <= len(sure) or not attempt.nameless(sure):
            return attempt
        capacity //= 2


class Sketch:
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
        left = min(longest, width * 5 // 16, 22)
        top = 1 if height > 12 else 0  # noqa: PLR2004 - in a low frame every row counts
        wide, high = width - 1 - 2 * left, height - 1 - 2 * top
        points = layout(self.ego, tree=self.tree)
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
        """Draw the links from the centre outwards, the most telling last, and note on the board where they are."""
        jobs = []
        links = self.telling()
        count = Counter(end for link in links for end in (link.a, link.b))
        for link in links:
            near, far = sorted((link.a, link.b), key=lambda person: (self.tree.depth[person], person))
            jobs.append((NUMBER[self.role(link)], near, far, link))
        for number, near, far, link in sorted(jobs, key=lambda job: job[:3]):
            gaps = (GAP, GAP) if link.on_way else (gap(count[near]), gap(count[far]))
            self.strokes.line(self.marks[near], self.marks[far], link.kind, number, bold=link.on_way, gaps=gaps)
        way = NUMBER["line.way"]
        size = self.strokes.width
        table = bytes([0] + [WAY if number == way else LINE for number in range(1, 256)])
        grounds = self.strokes.roles.translate(table)
        for y, row in enumerate(self.board.rows):
            row[:] = grounds[y * size : (y + 1) * size]
        for x, y in self.marks.values():
            self.board.rows[y][x] = MARK

    def telling(self) -> list[Link]:
        """Return the links to draw; in a crowd only those that hold the picture together or touch focus or ways."""
        here = self.marks
        way = self.ego.on_way()
        links = [link for link in self.ego.links if link.a in here and link.b in here and link.a != link.b]
        links = [link for link in links if link.kind != "wish" or link.on_way or not {link.a, link.b} <= way]
        parent = self.tree.parent
        crowded = len(links) > _CROWDED * len(here)
        many = sum(link.kind == "wish" for link in links) > _FEW_WISHES
        ends = {self.focus, self.ego.center} | self.asked
        return [
            link
            for link in links
            if link.on_way
            or parent.get(link.a) == link.b
            or parent.get(link.b) == link.a
            or (not many if link.kind == "wish" else not crowded or {link.a, link.b} & ends)
            or (self.focus != self.ego.center and self.focus in {link.a, link.b})
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
        central = node.id == self.ego.center
        return Name(node.id, x, y, self.names[node.id], tail, sure=sure or node.id in self.sure, central=central)

    def role(self, link: Link) -> str:
        """Return the role of a link's line; the ties of the focus stand out unless all lines lead there anyhow."""
        if link.on_way:
            return "line.way"
        if self.focus is not None and self.focus != self.ego.center and self.focus in (link.a, link.b):
            return "line.focus"
        return f"line.{link.kind}"

    def kind(self, person: int) -> str:
        """Return the standing that decides shape and colour."""
        standing = self.nodes[person].standing
        return "request" if person in self.asked and standing in {"stranger", "unproven"} else standing


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
