"""Tables of separated values: the delimiter and the header are found, and no broken row takes its neighbours."""

from __future__ import annotations

import csv
import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from netz_tui.clean import clean
from netz_tui.files.formulas import free
from netz_tui.files.records import Record, Skipped, refused, remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netz_tui.files.source import Source

DELIMITERS = (",", ";", "\t", "|")
COLUMNS = 1_000
"""Most columns a table of addresses may have."""
_SEARCHED = 40
"""Lines in which the header is looked for."""
_OPEN_LINES = 5_000
"""Most lines one quoted cell may span."""
_SWALLOWED = 200
csv.field_size_limit(2**31 - 1)  # the reader of lines holds the limit, per line and per record


class Table(NamedTuple):
    """Where a table begins: the number of its header line (0 for none), the names in it, what separates them."""

    line: int
    header: tuple[str, ...]
    delimiter: str


Records = Callable[[list[list[str]], Sequence[int]], Iterable[Record | Skipped]]
"""Makes records of rows and the numbers of their lines; column -1, an empty cell, stands for one that isn't there."""


class TableFormat(NamedTuple):
    """A kind of table: its name, how its header is recognised, and what makes records of its rows."""

    name: str
    matches: Callable[[Sequence[str]], bool]
    bind: Callable[[Sequence[str]], Records]


def by_row(bind: Callable[[Sequence[str]], Callable[[list[str], int], Record | Skipped]]) -> Callable[..., Records]:
    """Return what makes records of rows one by one, for a header."""

    def bound(header: Sequence[str]) -> Records:
        record = bind(header)
        return lambda rows, lines: map(record, rows, lines)

    return bound


def has(*alternatives: Sequence[str]) -> Callable[[Sequence[str]], bool]:
    """Return a test for headers: one of the alternatives must be there with all its names, regardless of case."""
    wanted = [frozenset(name.casefold() for name in names) for names in alternatives]

    def test(header: Sequence[str]) -> bool:
        there = {name.casefold() for name in header}
        return any(names <= there for names in wanted)

    return test


def cells(line: str, delimiter: str) -> list[str]:
    """Return the cells of one record."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return line.split(delimiter)


def lenient(record: str, delimiter: str) -> list[str]:
    """Return the cells of a record in which quotes inside quoted cells were not doubled.

    There a quote ends a cell only before a delimiter or the end.
    """
    row: list[str] = []
    rest = record
    while True:
        if rest.startswith('"'):
            end = _quote_end(rest, delimiter)
            row.append(rest[1:end].replace('""', '"'))
            rest = rest[end + 1 :]
        else:
            cell, found, _ = rest.partition(delimiter)
            row.append(cell)
            rest = rest[len(cell) :] if found else ""
        if not rest:
            return row
        rest = rest[1:]


def _quote_end(text: str, delimiter: str) -> int:
    """Return where the quoted cell at the beginning ends."""
    place = text.find(f'"{delimiter}', 1)
    while place >= 0 and (len(text[1:place]) - len(text[1:place].rstrip('"'))) % 2:  # a doubled quote
        place = text.find(f'"{delimiter}', place + 1)
    if place >= 0:
        return place
    return len(text) - 1 if len(text) > 1 and text.endswith('"') else len(text)


def _is_loose(record: str, delimiter: str) -> bool:
    """Tell whether something other than a delimiter follows the end of a quoted cell."""
    try:
        deque(csv.reader([record], delimiter=delimiter, strict=True), maxlen=0)
    except csv.Error as problem:
        return "expected after" in str(problem)
    return False


def _is_open(record: str, delimiter: str) -> bool:
    """Tell whether a record ends inside a quoted cell."""
    try:
        for _ in csv.reader([record], delimiter=delimiter, strict=True):
            pass
    except csv.Error as problem:
        return "unexpected end of data" in str(problem)
    return False


def _opens_again(record: str, delimiter: str) -> bool:
    """Tell whether a cell is opened below the first line inside another: then that one was never closed."""
    opening = re.compile(rf'[{re.escape(delimiter)}\n]"(?=[^"\n{re.escape(delimiter)}])')
    begin = record.find("\n")
    return any(record.count('"', 0, found.start()) & 1 for found in opening.finditer(record, max(begin, 0)))


def find_table(text: str, known: Callable[[Sequence[str]], bool]) -> Table | None:
    """Return the table whose header `known` recognises within the first lines, else None."""
    lines = text.split("\n", _SEARCHED)[:_SEARCHED]
    for number, line in enumerate(lines, 1):
        for delimiter in DELIMITERS:
            if delimiter in line:
                header = tuple(clean(cell) for cell in cells(line, delimiter))
                if 1 < len(header) <= COLUMNS and known(header):
                    return Table(number, header, delimiter)
    return None


def guess_delimiter(lines: Sequence[str]) -> str:
    """Return what separates the cells in most lines the same number of times, "" if nothing does."""
    best, best_score = "", 0.0
    for delimiter in DELIMITERS:
        widths = Counter(len(cells(line, delimiter)) for line in lines if line.strip())
        widths.pop(1, None)
        if not widths:
            continue
        width, count = widths.most_common(1)[0]
        score = count / len(lines) * min(width, 10) ** 0.5
        if score > best_score:
            best, best_score = delimiter, score
    return best


Batch = tuple[list[list[str]], Sequence[int]]
"""Some rows and the numbers of their lines."""


class Rows:
    """The rows below the header of a table, each as wide as the header; what is wrong with the others.

    Iterating gives batches of them or a Skipped. Empty rows are no records.
    """

    def __init__(self, source: Source, table: Table) -> None:
        self._source = source
        self._table = table
        self._header = list(table.header)
        self._width = len(table.header)
        self._line = 0
        self._fed: list[tuple[int, str]] = []
        self._problems: list[Skipped] = []
        self._pending: list[tuple[int, str]] = []
        self._held = 0  # characters of them
        self._short = (0, 0)

    def __iter__(self) -> Iterator[Batch | Skipped]:
        yield from self._repeats()
        header = self._table.line
        for first, text, cut in self._source.text_blocks():
            lines = text.split("\n")
            below = lines[header + 1 - first :] if first <= header else lines
            start = max(first, header + 1)
            rows = None if cut or self._pending else self._one_by_one(below, quoted='"' in text)
            if rows is None:
                yield from self._careful(start, below, cut)
            else:
                yield from self._even(start, self._freed(rows, text))
        yield from self._records(self._settle(final=True))
        yield from self._told()
        count, line = self._short
        if count:
            yield remark(
                line,
                "Rows with fewer columns than the header: {count}. The first is in line {line}.",
                count=count,
                line=line,
            )

    def _one_by_one(self, lines: list[str], *, quoted: bool) -> list[list[str]] | None:
        """Return the rows of lines if each of them is one beyond doubt."""
        if not quoted:
            return [line.split(self._table.delimiter) for line in lines]
        try:
            rows = list(csv.reader(lines, delimiter=self._table.delimiter, strict=True))
        except csv.Error:
            return None
        return rows if len(rows) == len(lines) else None

    def _freed(self, rows: list[list[str]], text: str) -> list[list[str]]:
        """Return rows without the apostrophes of guarded cells."""
        if "'" in text and any(f"{before}'" in text for before in (self._table.delimiter, "\n", '"')):
            return [[free(cell) for cell in row] for row in rows]
        return rows

    def _even(self, first: int, rows: list[list[str]]) -> Iterator[Batch | Skipped]:
        """Give out rows, those as wide as the header together."""
        width, start = self._width, 0
        if [""] * width not in rows and self._header not in rows and {*map(len, rows)} == {width}:
            yield rows, range(first, first + len(rows))
            return
        odd = [place for place, row in enumerate(rows) if len(row) != width or not any(row) or row == self._header]
        for place in odd:
            if start < place:
                yield rows[start:place], range(first + start, first + place)
            yield from self._uneven(first + place, rows[place])
            start = place + 1
        if start < len(rows):
            yield rows[start:], range(first + start, first + len(rows))

    def _careful(self, first: int, lines: list[str], cut: int) -> Iterator[Batch | Skipped]:
        """Give out the rows of lines some of which may belong together."""
        yield from self._records(self._feed(first, lines, cut))

    def _records(self, records: Iterator[str]) -> Iterator[Batch | Skipped]:
        """Give out the rows of records."""
        width, fed = self._width, self._fed
        for row in self._read(records):
            if self._problems:
                yield from self._told()
            if len(fed) > 1:
                yield from self._untangled()
            elif '"' in fed[0][1] and any('"' in cell for cell in row) and _is_loose(fed[0][1], self._table.delimiter):
                yield from self._loose(*fed[0])
            elif len(row) == width and any(row) and row != self._header:
                yield [[free(cell) for cell in row]], [self._line]
            elif row:
                yield from self._uneven(self._line, row)
            fed.clear()

    def _repeats(self) -> Iterator[Skipped]:
        """Tell of columns with the same name."""
        for name, count in Counter(name.lower() for name in self._table.header if name).items():
            if count > 1:
                yield remark(self._table.line, "The column “{name}” occurs {count} times.", name=name, count=count)

    def _read(self, records: Iterator[str]) -> Iterator[list[str]]:
        """Give out what the csv module makes of records; an empty row for one it fails at."""
        reader = csv.reader(records, delimiter=self._table.delimiter)
        while True:
            try:
                yield from reader
            except csv.Error as problem:
                self._problems.append(refused(self._line, "The row cannot be read: {reason}.", reason=str(problem)))
                yield []
            else:
                return

    def _told(self) -> Iterator[Skipped]:
        """Give out the problems met since."""
        yield from self._problems
        self._problems.clear()

    def _uneven(self, line: int, row: list[str]) -> Iterator[Batch | Skipped]:
        """Fill a short row, cut empty cells off a long one, refuse what would be guessing."""
        width = self._width
        if row == self._header:
            yield remark(line, "The header stands here once more.")
            return
        if not any(cell.strip() for cell in row):
            return
        if any(row[width:]) or (len(row) == 1 and width > 2):  # noqa: PLR2004 - one of three is no row
            yield refused(
                line, "The row has {count} columns where the header has {width}.", count=len(row), width=width
            )
            return
        if len(row) < width:
            count, first = self._short
            self._short = (count + 1, first or line)
        yield [[free(cell) for cell in row[:width]] + [""] * (width - len(row))], [line]

    def _loose(self, line: int, record: str) -> Iterator[Batch | Skipped]:
        """Read a record whose quotes are not doubled, and say so."""
        yield remark(line, "The quotes inside a cell are not doubled; the cell was read up to the next delimiter.")
        row = lenient(record, self._table.delimiter)
        if len(row) == self._width and any(row):
            yield [[free(cell) for cell in row]], [line]
        else:
            yield from self._uneven(line, row)

    def _untangled(self) -> Iterator[Batch | Skipped]:
        """Read lines apart that an unclosed quote in the first of them had joined."""
        (line, _), *others = self._fed
        yield refused(line, "A quote is opened here and never closed.")
        for number, record in others:
            row = cells(record, self._table.delimiter)
            if len(row) == self._width and any(row):
                yield [row], [number]
            elif row:
                yield from self._uneven(number, row)

    def _feed(self, first: int, lines: list[str], cut: int) -> Iterator[str]:
        """Give out whole records: lines, joined only where a quoted cell spans them."""
        pending, fed = self._pending, self._fed
        if cut:
            yield from self._settle(final=True)
            self._problems.append(refused(first, "The line is {size} MB long.", size=max(1, cut >> 20)))
            return
        for number, line in enumerate(lines, first):
            if not pending and not line.count('"') & 1:
                self._line = number
                fed.append((number, line))
                yield line
                if len(fed) > _SWALLOWED:
                    yield '"'
                continue
            pending.append((number, line))
            self._held += len(line)
            if len(pending) == 1 or line.count('"') & 1 or self._is_full():
                yield from self._settle(final=False)

    def _is_full(self) -> bool:
        """Tell whether more lines are pending than one row may have."""
        return len(self._pending) >= _OPEN_LINES or self._held > self._source.limits.record_bytes

    def _settle(self, *, final: bool) -> Iterator[str]:
        """Give out what of the pending lines forms records; wait with the rest unless it cannot get better."""
        pending = self._pending
        while pending:
            number, line = pending[0]
            taken = 1 if not _is_open(line, self._table.delimiter) else self._closing(pending)
            if taken and (taken == 1 or self._plausible(pending[:taken])):
                record = "\n".join(text for _, text in pending[:taken])
                self._held -= sum(len(text) for _, text in pending[:taken])
                del pending[:taken]
                self._line = number
                self._fed.append((number, record))
                yield record
                continue
            if not (taken or final or self._is_full()):
                return
            self._problems.append(refused(number, "A quote is opened here and never closed."))
            self._held -= len(line)
            del pending[0]

    def _closing(self, pending: list[tuple[int, str]]) -> int:
        """Return how many lines it takes to close the quote opened in the first one, 0 for not yet."""
        quotes = 0
        for count, (_, text) in enumerate(pending, 1):
            odd = text.count('"') & 1
            quotes += odd
            if odd and quotes % 2 == 0:
                record = "\n".join(line for _, line in pending[:count])
                if not _is_open(record, self._table.delimiter):
                    return count
        return 0

    def _plausible(self, lines: list[tuple[int, str]]) -> bool:
        """Tell a cell of several lines from a quote that swallowed whole rows."""
        delimiter, width = self._table.delimiter, self._width
        record = "\n".join(text for _, text in lines)
        if _opens_again(record, delimiter):
            return False
        row = cells(record, delimiter)
        if len(row) == width:
            return True
        inside = (text for _, text in lines[1:] if not text.count('"') & 1)
        return len(row) < width and not any(len(cells(text, delimiter)) == width for text in inside)
