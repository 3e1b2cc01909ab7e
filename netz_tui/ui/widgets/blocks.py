"""Rows of a list without end, fetched and kept in blocks."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Identified(Protocol):
    """A row: anything with an id that outlives a reload."""

    @property
    def id(self) -> int:
        """The number that names the row for good."""


R = TypeVar("R", bound=Identified)
R_co = TypeVar("R_co", bound=Identified, covariant=True)


class Source(Protocol[R_co]):
    """Where a list gets its rows; the order is the source's."""

    def __len__(self) -> int:
        """Return the number of rows; asked once a reload."""

    def block(self, start: int, size: int) -> Sequence[R_co]:
        """Return the rows from index `start`, at most `size`; fewer at the end."""

    def index_of(self, row_id: int) -> int | None:
        """Return the index of the row with this id, None if it is not in the list."""


class GivenRows(Generic[R]):
    """The source of a list whose rows are at hand."""

    def __init__(self, rows: Iterable[R] = ()) -> None:
        self._rows = list(rows)

    def __len__(self) -> int:
        return len(self._rows)

    def block(self, start: int, size: int) -> Sequence[R]:
        """Return some of the rows."""
        return self._rows[start : start + size]

    def index_of(self, row_id: int) -> int | None:
        """Return where a row stands."""
        return next((place for place, row in enumerate(self._rows) if row.id == row_id), None)


class Blocks(Generic[R]):
    """A snapshot of a source: its length at one moment and the blocks looked at since."""

    SIZE = 32
    KEEP = 16

    def __init__(self, source: Source[R]) -> None:
        self._source = source
        self._blocks: OrderedDict[int, Sequence[R]] = OrderedDict()
        self.length = len(source)

    def row(self, index: int) -> R | None:
        """Return the row at an index, None where the source has fewer rows than it said."""
        number, place = divmod(index, self.SIZE)
        rows = self._blocks.get(number)
        if rows is None:
            rows = self._blocks[number] = self._source.block(number * self.SIZE, self.SIZE)
            if len(self._blocks) > self.KEEP:
                self._blocks.popitem(last=False)
        else:
            self._blocks.move_to_end(number)
        return rows[place] if place < len(rows) else None

    def known_after(self, index: int) -> Iterator[R]:
        """Yield the rows that follow an index, as far as they are at hand without asking the source."""
        number, place = divmod(index + 1, self.SIZE)
        while (rows := self._blocks.get(number)) is not None:
            yield from rows[place:]
            number, place = number + 1, 0
