"""Find who is the same in any CSV file, or in two: kinds of columns guessed, answers as plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from .csvfile import Unreadable, open_csv
from .engine import run
from .finding import Result, ticker
from .kinds import KINDS, counting, guess_kinds, is_month_first
from .prepare import prepare
from .records import MAYBE
from .scoring import probability
from .table import Builder
from .texts import Texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from .records import Pair
    from .table import Table

    Progress = Callable[[str, float], None]

_UNUSED: Final = frozenset(("row", "ignore"))
_US_DATE: Final = "date_of_birth_us"


@dataclass(frozen=True)
class TableMatch:
    """What was found in one CSV file or in two, ids as they stand there (without an id column: the line's number)."""

    kinds: Mapping[str, str]
    """Column -> kind, of the first file."""
    result: Result

    def clusters(self) -> Iterator[tuple[str, str]]:
        """Yield (id, cluster) for every row; a cluster is named by the id of its first row."""
        found = self.result.found
        ids = found.comparer.table.ids
        for row, first in enumerate(found.group.tolist()):
            yield ids[row], ids[first]

    @property
    def number(self) -> int:
        """How many pairs there are from the threshold on; their reasons are not worked out for that."""
        return int((probability(self.result.found.odds) >= self.result.threshold).sum())

    def pairs(self) -> Iterator[tuple[str, str, float, str]]:
        """Yield (id_a, id_b, probability, reasons) from the threshold on, most probable first."""
        for pair in self.result.pairs:
            yield str(pair.a), str(pair.b), pair.probability, in_words(pair)


def in_words(pair: Pair) -> str:
    """Return the reasons of a pair in English, with their weights in bits."""
    return "; ".join(f"{reason.text()} ({reason.weight:+.1f})" for reason in pair.reasons)


def match_csv(
    path: Path,
    *,
    against: Path | None = None,
    id_column: str | None = None,
    kinds: Mapping[str, str] | None = None,
    threshold: float = MAYBE,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> TableMatch:
    """Find duplicates in a CSV file; with `against`, rows of it that are the same as rows of another file.

    `kinds` corrects what was guessed (column -> one of `KINDS`), `id_column` names the column of the ids. With two
    files only pairs across are looked for, and columns correspond by kind and order, texts by name.

    Raises `Unreadable` for a file without header, an unknown column or kind; `OSError` for one that cannot be opened;
    `Cancelled` soon after `cancelled` returns true.
    """
    tick = ticker(progress, cancelled)
    table, used = read_table(path, against=against, id_column=id_column, kinds=kinds, tick=tick)
    return TableMatch(used, Result(run(table, tick), threshold))


def read_table(
    path: Path,
    *,
    against: Path | None = None,
    id_column: str | None = None,
    kinds: Mapping[str, str] | None = None,
    tick: Progress = lambda _step, _share: None,
) -> tuple[Table, dict[str, str]]:
    """Return one or two CSV files as a table, and the kinds of the first one's columns; raises as `match_csv`."""
    tick("read", 0.0)
    builder, used = _read(path, _fixed(id_column, kinds), None, tick, alone=against is None)
    split = 0
    if against is not None:
        split = builder.rows
        _read(against, {}, builder, tick)
    return prepare(builder.table(split)), used


def _fixed(id_column: str | None, kinds: Mapping[str, str] | None) -> dict[str, str]:
    """Return the kinds that the caller names."""
    fixed = dict(kinds or {})
    if wrong := sorted(set(fixed.values()) - set(KINDS)):
        raise Unreadable("no_kind", kind=wrong[0], kinds=", ".join(KINDS))
    if id_column is not None:
        fixed[id_column] = "row"
    return fixed


def _read(
    path: Path, fixed: Mapping[str, str], known: Builder | None, tick: Progress, *, alone: bool = False
) -> tuple[Builder, dict[str, str]]:
    """Read a file into a builder of its own or into a known one; return it with the kinds of the columns.

    In a file `alone` a number that only counts up names the record; another file may have the same of the person.
    """
    with open_csv(path) as (header, blocks):
        if missing := sorted(set(fixed) - set(header)):
            raise Unreadable("no_column", file=str(path), column=missing[0], columns=", ".join(header))
        first = next(blocks, [Texts.of([]) for _ in header])
        samples = [column.strings() for column in first]
        kinds = guess_kinds(header, samples)
        if alone and "row" not in kinds.values():
            numbers = {name: each for name, each in zip(header, samples, strict=True) if kinds[name] == "identifier"}
            kinds |= {name: "row" for name in [counting(numbers)] if name}
        if "row" in fixed.values():
            kinds = {name: "identifier" if kind == "row" else kind for name, kind in kinds.items()}
        kinds |= fixed
        columns = [(name, _dated(kinds[name], values)) for name, values in zip(header, samples, strict=True)]
        used = [place for place, (_, kind) in enumerate(columns) if kind not in _UNUSED]
        id_place = next((place for place, (_, kind) in enumerate(columns) if kind == "row"), None)
        builder = known or Builder([columns[place] for place in used])
        places = used if known is None else _corresponding(builder.columns, columns)
        for values in chain([first], blocks):
            tick("read", 0.0)
            number, start = len(values[0]), builder.rows + 1
            ids = Texts.of(list(map(str, range(start, start + number)))) if id_place is None else values[id_place]
            nothing = Texts.of([""] * number)
            builder.add(ids, [nothing if place is None else values[place] for place in places])
    return builder, kinds


def _dated(kind: str, values: Sequence[str]) -> str:
    """Return the kind, with the order of day and month in dates."""
    return _US_DATE if kind == "date_of_birth" and is_month_first(values) else kind


def _corresponding(wanted: Sequence[tuple[str, str]], have: Sequence[tuple[str, str]]) -> list[int | None]:
    """Return for each column of one file the place of its like in another: the same name, else the next of its kind."""
    free = {place: column for place, column in enumerate(have) if column[1] not in _UNUSED}
    places: list[int | None] = []
    for name, kind in wanted:
        same_kind = [
            place for place, (_, other) in free.items() if other.removesuffix("_us") == kind.removesuffix("_us")
        ]
        named = [place for place in same_kind if free[place][0] == name]
        best = next(iter(named or (same_kind if kind != "text" else [])), None)
        if best is not None:
            del free[best]
        places.append(best)
    return places
