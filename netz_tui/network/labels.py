"""Where the names go: beside, above or below each mark, never over one another, over a mark or the edge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netz_tui.network.celltext import initials, shorten, untitled, width

if TYPE_CHECKING:
    from collections.abc import Iterator

FREE, LINE, WAY, MARK, TEXT = range(5)
"""What a cell holds, in the order in which it gives way to a name; marks and texts never do."""

_OTHER_SIDE = 6
_ABOVE = 8
_NO_TAIL, _NO_TITLES, _INITIALS = 1, 2, 3
"""What it costs to leave out the number of hidden ties, the titles, the first name."""
_SURE = 7
"""How much more that costs where the name is kept in any case."""
_ON_LINE, _ON_WAY = 3, 30
"""What each cell of a line costs that a name covers; those of the centre hide nothing beside it."""
_ON_EDGE = 2
_DEAREST = 20
"""From this cost on a name is rather left out."""
_CLEAR = 2
"""Cells between a name and the next mark or name, so that nobody takes one for the other's."""
_LEAST = 5
"""Fewest cells worth a shortened name."""
_LEAST_SURE = 2
"""The same for a person who keeps the name in any case."""


@dataclass(frozen=True, slots=True)
class Name:
    """The name of one person to place: `tail` ("+38") goes with it; `sure` names are placed whatever it takes.

    The `central` one stands where all lines begin.
    """

    id: int
    x: int
    y: int
    text: str
    tail: str = ""
    sure: bool = False
    central: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name went and in what form; its last `tail` cells are the number of hidden ties."""

    x: int
    y: int
    text: str
    width: int
    tail: int = 0


class Board:
    """Which cells are taken; names are placed on it one by one, important ones first."""

    __slots__ = ("height", "places", "rows", "width")

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.rows = [bytearray(width) for _ in range(height)]
        self.places: dict[int, Place] = {}

    def place(self, name: Name, *, mark: str) -> bool:
        """Find room for a name, shortened with `mark` at need; return whether there was any."""
        spot = self._best(name, mark)
        if spot is None:
            return False
        self.places[name.id] = spot
        self.rows[spot.y][spot.x : spot.x + spot.width] = bytes([TEXT]) * spot.width
        return True

    def remove(self, person: int) -> None:
        """Take a placed name away; lines it covered count as free from then on."""
        spot = self.places.pop(person)
        self.rows[spot.y][spot.x : spot.x + spot.width] = bytes(spot.width)

    def near(self, name: Name) -> list[int]:
        """Return the persons whose names stand where this one could, nearest first."""
        reach = width(name.text) + 2
        rivals = []
        for person, spot in self.places.items():
            beside = spot.x <= name.x + reach and spot.x + spot.width >= name.x - reach
            if person != name.id and abs(spot.y - name.y) <= 1 and beside:
                gap = max(spot.x - name.x, name.x - spot.x - spot.width + 1, 0)
                rivals.append((abs(spot.y - name.y), gap, person))
        return [person for _, _, person in sorted(rivals)]

    def _best(self, name: Name, mark: str) -> Place | None:
        """Return the spot and form of the name that cost the drawing least; shortened where there is none."""
        found: tuple[int, Place] | None = None
        for text, tail, less in _forms(name):
            size = width(text)
            for x, y, cost in self._spots(name, size):
                if found is not None and less + cost >= found[0]:
                    continue
                price = self._price(x, y, size, name)
                if price is not None and (found is None or less + cost + price < found[0]):
                    found = (less + cost + price, Place(x, y, text, size, tail))
        if found is None:
            return self._cut(name, mark)
        return found[1] if name.sure or found[0] < _DEAREST else None

    def _spots(self, name: Name, size: int) -> Iterator[tuple[int, int, int]]:
        """Yield (x, y, cost) of the spots around a mark: outward side first, then the other, above and below."""
        right = (name.x + 2, name.y)
        left = (name.x - 1 - size, name.y)
        outward = name.x * 2 >= self.width - 1
        yield (*right, 0 if outward else _OTHER_SIDE)
        yield (*left, _OTHER_SIDE if outward else 0)
        middle = min(max(0, name.x - size // 2), self.width - size)
        yield middle, name.y - 1, _ABOVE
        yield middle, name.y + 1, _ABOVE

    def _price(self, x: int, y: int, size: int, name: Name) -> int | None:
        """Return how much of the drawing a name here would cover, or None where it may not stand."""
        if x < 0 or y < 0 or y >= self.height or x + size > self.width:
            return None
        row = self.rows[y]
        under = row[x : x + size]
        if max(under) >= MARK:
            return None
        for beside in (*range(x - _CLEAR, x), *range(x + size, x + size + _CLEAR)):
            own = y == name.y and beside == name.x
            if 0 <= beside < self.width and row[beside] >= MARK and not own:
                return None
        edge = _ON_EDGE * (x == 0 or x + size == self.width)
        return edge + _ON_LINE * under.count(LINE) * (not name.central) + _ON_WAY * under.count(WAY)

    def _cut(self, name: Name, mark: str) -> Place | None:
        """Return a spot for the beginning of the name, as much of it as there is room for."""
        least = _LEAST_SURE if name.sure else _LEAST
        rows = (0, -1, 1, -2, 2) if name.sure else (0,)
        for down in rows:
            y = name.y + down
            if not 0 <= y < self.height:
                continue
            right = self._run(name.x + (1 if down else 2), y, 1, name)
            left = self._run(name.x - (1 if down else 2), y, -1, name)
            room = max(right, left)
            text = shorten(name.text, room, mark=mark)
            size = width(text)
            if size and size >= min(least, width(name.text)):
                x = name.x + (1 if down else 2) if right >= left else name.x - (0 if down else 1) - size
                return Place(x, y, text, size)
        return None

    def _run(self, x: int, y: int, step: int, name: Name) -> int:
        """Return how many cells from here on are free for a name, two kept clear before what comes next."""
        row = self.rows[y]
        behind = x - step
        if y != name.y and 0 <= behind < self.width and row[behind] >= MARK:
            return 0
        stop = MARK if name.sure else LINE
        count = 0
        while 0 <= x < self.width and row[x] < stop:
            count += 1
            x += step
        return count if not 0 <= x < self.width else max(0, count - _CLEAR)


def _forms(name: Name) -> Iterator[tuple[str, int, int]]:
    """Yield the forms of a name with the width of the tail in it and what it costs, the fullest first."""
    dear = _SURE if name.sure else 1
    forms = {name.text: 0}
    for text, cost in ((untitled(name.text), _NO_TITLES), (initials(name.text), _INITIALS)):
        forms.setdefault(text, dear * cost)
    bare = dear * _NO_TAIL
    for tail in dict.fromkeys((name.tail, "")):
        for text, cost in forms.items():
            form = f"{text} {tail}".strip()
            if form:
                yield form, len(tail), cost + (0 if tail or not name.tail else bare)
