"""Where the names go: beside, above or below each mark, never over one another, over a mark or the edge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netz_tui.network.celltext import initials, shorten, width

if TYPE_CHECKING:
    from collections.abc import Iterator

FREE, LINE, WAY, MARK, TEXT = range(5)
"""What a cell holds, in the order in which it gives way to a name; marks and texts never do."""

_OTHER_SIDE = 3
_ABOVE = 5
_CLEAR = 2
"""Cells between a name and the next mark or name, so that nobody takes one for the other's."""
_LEAST = 5
"""Fewest cells worth a shortened name."""
_LEAST_SURE = 2
"""The same for a person who keeps the name in any case."""


@dataclass(frozen=True, slots=True)
class Name:
    """The name of one person to place: `tail` ("+38") goes with it; `sure` names are placed whatever it takes."""

    id: int
    x: int
    y: int
    text: str
    tail: str = ""
    sure: bool = False


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
        """Return the best free spot for the longest form of the name that has one."""
        for text, tail in _forms(name):
            size = width(text)
            found = None
            for x, y, cost in self._spots(name, size):
                price = self._price(x, y, size, name)
                if price is not None and (found is None or price + cost < found[0]):
                    found = (price + cost, x, y)
            if found is not None:
                return Place(found[1], found[2], text, size, tail)
        return self._cut(name, mark)

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
        return under.count(LINE) + 4 * under.count(WAY)

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
        """Return how many cells from here on are free for a name, two kept clear before the next mark or text."""
        row = self.rows[y]
        behind = x - step
        if y != name.y and 0 <= behind < self.width and row[behind] >= MARK:
            return 0
        count = 0
        while 0 <= x < self.width and row[x] < MARK:
            count += 1
            x += step
        return count if not 0 <= x < self.width else max(0, count - _CLEAR)


def _forms(name: Name) -> Iterator[tuple[str, int]]:
    """Yield the forms of a name with the width of the tail in it, the fullest first."""
    short = initials(name.text)
    for tail in dict.fromkeys((name.tail, "")):
        for text in dict.fromkeys((name.text, short)):
            form = f"{text} {tail}".strip()
            if form:
                yield form, len(tail)
