r"""Lines between cells of a terminal: braille dots (2 by 4 a cell), or `-|/\.` where only ASCII is to be had."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netz_tui.network.ego import Kind

_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_BRAILLE = tuple(chr(0x2800 + bits) for bits in range(256))
GAP = 3
"""Dots left free at both ends of a line, so that it does not touch the person's mark."""
_DOTS_EACH = 0.4
"""Dots further from a mark that its lines begin for each line, so that they never run into one."""
_LONGEST_GAP = 0.3
"""Share of a line that may be left free for that."""


def gap(lines: int) -> int:
    """Return how far from a mark its lines begin, in dots, if there are so many."""
    return max(GAP, round(_DOTS_EACH * lines))


@lru_cache(maxsize=4096)
def _pattern(start: int, end: int, kind: Kind) -> Sequence[int]:
    """Return which dots of a line are set: all (checked), dashes (claimed), single dots (wish)."""
    inner = range(start, end + 1)
    if kind == "checked":
        return inner
    if kind == "claimed":
        return tuple(dot for dot in inner if (dot - start) % 7 < 4)  # noqa: PLR2004 - four dots on, three off
    return tuple(dot for dot in inner if (dot - start) % 4 == 0)


class Strokes:
    """A drawing of `width` by `height` cells; `roles` holds the role number of each cell, 0 where it is empty."""

    __slots__ = ("_ascii", "_bits", "_chars", "height", "roles", "width")

    def __init__(self, width: int, height: int, *, ascii_only: bool) -> None:
        self.width = width
        self.height = height
        self.roles = bytearray(width * height)
        self._ascii = ascii_only
        self._bits = bytearray(width * height)
        self._chars: dict[int, str] = {}

    def line(
        self,
        start: tuple[int, int],
        end: tuple[int, int],
        kind: Kind,
        role: int,
        *,
        bold: bool,
        gaps: tuple[int, int] = (GAP, GAP),
    ) -> None:
        """Draw a line between two cells (column, row), so many dots free at each end.

        Dashes are counted from the start; a later line takes over the cells it crosses.
        """
        if self._ascii:
            self._letters(start, end, kind, role, bold=bold, gaps=gaps)
            return
        (x0, y0), (x1, y1) = ((2 * x, 4 * y + 1) for x, y in (start, end))
        self._dots((x0, y0), (x1, y1), kind, role, gaps)
        if bold:
            right, down = (0, 1) if abs(x1 - x0) > abs(y1 - y0) else (1, 0)
            self._dots((x0 + right, y0 + down), (x1 + right, y1 + down), kind, role, gaps)

    def char(self, cell: int) -> str:
        """Return what is drawn in the cell with this index (row times width plus column)."""
        return self._chars.get(cell, " ") if self._ascii else _BRAILLE[self._bits[cell]]

    def _dots(self, start: tuple[int, int], end: tuple[int, int], kind: Kind, role: int, gaps: tuple[int, int]) -> None:
        """Set the dots of a line, one a step along its longer side."""
        bits, roles, width, table = self._bits, self.roles, self.width, _DOTS
        dx, dy = end[0] - start[0], end[1] - start[1]
        length = max(abs(dx), abs(dy))
        if not length:
            return
        across, down = dx / length, dy / length
        left, top = start[0] + 0.5, start[1] + 0.5
        first, last = _ends(dx, dy, length, gaps)
        for step in _pattern(first, last, kind):
            x = int(left + across * step)
            y = int(top + down * step)
            cell = (y >> 2) * width + (x >> 1)
            bits[cell] |= table[y & 3][x & 1]
            roles[cell] = role

    def _letters(
        self,
        start: tuple[int, int],
        end: tuple[int, int],
        kind: Kind,
        role: int,
        *,
        bold: bool,
        gaps: tuple[int, int],
    ) -> None:
        """Set the letters of a line, one a step along its longer side."""
        dx, dy = end[0] - start[0], end[1] - start[1]
        length = max(abs(dx), abs(dy))
        if not length:
            return
        char = _letter(dx, dy, kind, bold=bold)
        dots = max(2 * abs(dx), 4 * abs(dy))
        first, last = (edge * length / dots for edge in _ends(2 * dx, 4 * dy, dots, gaps))
        for step in range(max(1, round(first)), min(length, round(last) + 1)):
            if kind == "claimed" and step % 3 == 2:  # noqa: PLR2004 - two letters on, one off
                continue
            x = int(start[0] + dx * step / length + 0.5)
            y = int(start[1] + dy * step / length + 0.5)
            cell = y * self.width + x
            self.roles[cell] = role
            self._chars[cell] = char


def _ends(dx: int, dy: int, length: int, gaps: tuple[int, int]) -> tuple[int, int]:
    """Return the first and the last step of a line that leaves so many dots free, measured along the line."""
    share = length / math.hypot(dx, dy)
    most = max(GAP, _LONGEST_GAP * length)
    before, behind = (GAP if free == GAP else max(GAP, min(most, free * share)) for free in gaps)
    return round(before), length - round(behind)


def _letter(dx: int, dy: int, kind: Kind, *, bold: bool) -> str:
    """Return the letter for a line of this slope; a cell is twice as high as wide."""
    if kind == "wish":
        return ":" if bold else "."
    if bold:
        return "*"
    if abs(dx) > 4 * abs(dy):
        return "-"
    if abs(dy) > 2 * abs(dx):
        return "|"
    return "\\" if (dx > 0) == (dy > 0) else "/"
