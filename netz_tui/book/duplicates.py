"""Pairs of people who may be the same, as pages of plain rows, likeliest first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netz_tui.book.book import Book

_EDGES = 512


class PairRow(NamedTuple):
    """Two people who may be the same; reasons as the search noted them: code, weight in bits, values a and b."""

    id: int
    a_id: int
    b_id: int
    a_name: str
    b_name: str
    a_org: str
    b_org: str
    probability: float
    reasons: tuple[dict[str, Any], ...]
    state: str


_COLUMNS = """d.id, d.a_id, d.b_id, a.name, b.name, a.org, b.org, d.probability, d.reasons, d.state
    FROM duplicate_pairs d JOIN people a ON a.id = d.a_id JOIN people b ON b.id = d.b_id"""


def _row(values: Sequence[Any]) -> PairRow:
    pair_id, a_id, b_id, a_name, b_name, a_org, b_org, probability, reasons, state = values
    told = tuple(json.loads(reasons))
    return PairRow(pair_id, a_id, b_id, a_name, b_name, a_org, b_org, probability, told, state)


def pair(book: Book, pair_id: int) -> PairRow | None:
    """Return one pair, None if it is not there."""
    found = book.row(f"SELECT {_COLUMNS} WHERE d.id = ?", (pair_id,))
    return None if found is None else _row(found)


def pairs_of(book: Book, person_id: int) -> list[PairRow]:
    """Return the open pairs of a person, likeliest first."""
    found = book.rows(
        f"SELECT {_COLUMNS} WHERE ? IN (d.a_id, d.b_id) AND d.id IN ("  # noqa: S608 - constants
        "SELECT id FROM duplicate_pairs WHERE a_id = ? UNION ALL SELECT id FROM duplicate_pairs WHERE b_id = ?) "
        "AND d.state = 'open' ORDER BY d.probability DESC, d.id DESC",
        (person_id, person_id, person_id),
    )
    return [_row(values) for values in found]


def group(book: Book, person_ids: Sequence[int], at_least: float, limit: int) -> list[int]:
    """Return who hangs together with these people by open pairs of some probability, they first; `limit` at most."""
    found = dict.fromkeys(person_ids)
    waiting = list(found)
    while waiting and len(found) < limit:
        person_id = waiting.pop(0)
        for (other,) in book.rows(
            "SELECT b_id FROM duplicate_pairs WHERE a_id = ? AND state = 'open' AND probability >= ? "
            "UNION SELECT a_id FROM duplicate_pairs WHERE b_id = ? AND state = 'open' AND probability >= ? ORDER BY 1",
            (person_id, at_least, person_id, at_least),
        ):
            if other not in found and len(found) < limit:
                found[other] = None
                waiting.append(other)
    return list(found)


class PairSource:
    """The open pairs from a probability on, asked by position; a page costs a walk along one index."""

    def __init__(self, book: Book, at_least: float = 0.0) -> None:
        self._book = book
        self._at_least = at_least
        self._count = int(
            book.value("SELECT count(*) FROM duplicate_pairs WHERE state = 'open' AND probability >= ?", (at_least,))
        )
        self._edges: dict[int, tuple[float, int]] = {}

    def __len__(self) -> int:
        return self._count

    def block(self, start: int, size: int) -> list[PairRow]:
        """Return the rows at `start` and after, at most `size`."""
        if size <= 0 or start >= self._count:
            return []
        before = max((place for place in self._edges if place < start), default=-1)
        edge = self._edges.get(before)
        found = self._book.rows(
            "SELECT probability, id FROM duplicate_pairs WHERE state = 'open' AND probability >= ? "  # noqa: S608
            f"{'AND (probability, id) < (?, ?)' if edge else ''} "
            "ORDER BY probability DESC, id DESC LIMIT ? OFFSET ?",
            (self._at_least, *(edge or ()), size, start - before - 1),
        )
        if not found:
            return []
        if len(self._edges) > _EDGES:
            self._edges.clear()
        self._edges[start + len(found) - 1] = found[-1]
        ids = [row_id for _probability, row_id in found]
        marks = ",".join("?" * len(ids))
        rows = self._book.rows(f"SELECT {_COLUMNS} WHERE d.id IN ({marks})", ids)
        by_id = {values[0]: _row(values) for values in rows}
        return [by_id[row_id] for row_id in ids]

    def index_of(self, row_id: int) -> int | None:
        """Return the position of a pair, or None if it is not open any more."""
        found = self._book.row(
            "SELECT probability FROM duplicate_pairs WHERE id = ? AND state = 'open' AND probability >= ?",
            (row_id, self._at_least),
        )
        if found is None:
            return None
        return int(
            self._book.value(
                "SELECT count(*) FROM duplicate_pairs WHERE state = 'open' AND (probability, id) > (?, ?)",
                (found[0], row_id),
            )
        )
