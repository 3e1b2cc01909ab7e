"""The rows that were touched, by table, kept as ranges of ids: an import's take no more room than a few."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import Any


class Ids(AbstractSet[int]):
    """A set of row ids."""

    __slots__ = ("_ranges", "_starts")

    def __init__(self, ranges: Iterable[range] = ()) -> None:
        merged: list[range] = []
        for one in sorted(ranges, key=lambda part: part.start):
            if merged and one.start <= merged[-1].stop:
                merged[-1] = range(merged[-1].start, max(merged[-1].stop, one.stop))
            elif one:
                merged.append(one)
        self._ranges = tuple(merged)
        self._starts = [one.start for one in merged]

    @classmethod
    def _from_iterable(cls, ids: Iterable[Any]) -> AbstractSet[Any]:
        return frozenset(ids)

    def __contains__(self, row_id: object) -> bool:
        place = bisect_right(self._starts, row_id) if isinstance(row_id, int) else 0
        return place > 0 and row_id in self._ranges[place - 1]

    def __iter__(self) -> Iterator[int]:
        return chain.from_iterable(self._ranges)

    def __len__(self) -> int:
        return sum(map(len, self._ranges))

    def __hash__(self) -> int:
        return self._hash()

    def __repr__(self) -> str:
        return f"Ids({list(self._ranges)})"

    @property
    def ranges(self) -> tuple[range, ...]:
        """Return the ids as ranges, in order, none of which touches the next."""
        return self._ranges


class Touched:
    """Gathers row ids of tables."""

    def __init__(self) -> None:
        self._ranges: dict[str, list[range]] = {}

    def add(self, noun: str, first: int, last: int) -> None:
        """Note the rows of a table from one id to another."""
        ranges = self._ranges.setdefault(noun, [])
        if ranges and ranges[-1].start <= first <= ranges[-1].stop:
            ranges[-1] = range(ranges[-1].start, max(ranges[-1].stop, last + 1))
        else:
            ranges.append(range(first, last + 1))

    def gather(self, ids: Mapping[str, AbstractSet[int]]) -> None:
        """Note rows of several tables."""
        for noun, rows in ids.items():
            self._ranges.setdefault(noun, []).extend(
                rows.ranges if isinstance(rows, Ids) else (range(row, row + 1) for row in rows)
            )

    def ids(self) -> dict[str, Ids]:
        """Return what was gathered."""
        return {noun: Ids(ranges) for noun, ranges in self._ranges.items()}
