"""Columns of a table by name: where they are, and what to do with those that have no place in a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.clean import LINE_LIMIT, clean, clean_text, is_plain
from netz_tui.files.escapes import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FIELD = "X-NETZ-FIELD"
"""The property that keeps a column of a table which has no place in a card."""


class Columns:
    """Finds columns by any of their names, regardless of case; remembers which were asked for."""

    def __init__(self, header: Sequence[str]) -> None:
        self.header = tuple(header)
        self._places: dict[str, int] = {}
        for place, name in enumerate(header):
            self._places.setdefault(name.casefold(), place)
        self._used: set[int] = set()

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._places

    def place(self, *names: str) -> int:
        """Return the first column of one of these names; -1, the empty cell after each row, if there is none."""
        for name in names:
            place = self._places.get(name.casefold(), -1)
            if place >= 0:
                self._used.add(place)
                return place
        return -1

    def rest(self) -> list[tuple[int, str]]:
        """Return the columns nobody asked for."""
        return [(place, name) for place, name in enumerate(self.header) if place not in self._used]


def cleaned(cells: Sequence[str]) -> list[str]:
    """Return cells as `clean` makes them, in one go where that leaves them alone but for blanks around them."""
    joined = "|".join(cells)
    if len(joined) < len(cells):  # all empty
        return list(cells)
    if "  " not in joined and is_plain(joined) and max(map(len, cells)) <= LINE_LIMIT:
        return list(map(str.strip, cells))
    return list(map(clean, cells))


def kept_fields(row: Sequence[str], rest: Iterable[tuple[int, str]]) -> tuple[str, ...]:
    """Return the filled cells of columns without a place as property lines."""
    return tuple([kept_field(name, row[place]) for place, name in rest if row[place].strip()])


def kept_field(name: str, value: str) -> str:
    """Return one cell as a property line."""
    safe = clean(name).replace("^", "^^").replace('"', "^'")
    return f'{FIELD};NAME="{safe}":{escape(clean_text(value).strip())}'
