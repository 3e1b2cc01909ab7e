"""All tables of separated values: which one is it, and its rows as records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.clean import clean
from netz_tui.files import apple, google, linkedin, netz_csv, outlook, thunderbird
from netz_tui.files.csv_table import Rows, Table, TableFormat, by_row, cells, find_table
from netz_tui.files.fields import bind_fields, key
from netz_tui.files.records import Card, Record, Skipped, remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from netz_tui.files.mapping import TableGuess
    from netz_tui.files.options import Options
    from netz_tui.files.source import Source

TABLES: tuple[TableFormat, ...] = (
    *netz_csv.TABLES,
    *linkedin.TABLES,
    *google.TABLES,
    *thunderbird.TABLES,
    *outlook.TABLES,
    *apple.TABLES,
)
"""The known kinds of tables; a header goes to the first that recognises it."""
GUESSED = "csv"
"""The format of a table that none of them recognises."""
_SAMPLE = 40
NAMES = frozenset(kind.name for kind in TABLES)


def _known(source: Source) -> tuple[TableFormat, Table] | None:
    """Return the kind of a table and where it begins, None when no reader knows it."""
    table = find_table(source.peek(), lambda header: any(kind.matches(header) for kind in TABLES))
    if table is None:
        return None
    return next(kind for kind in TABLES if kind.matches(table.header)), table


def _mapped(name: str, mapping: Mapping[str, str]) -> TableFormat:
    """Return a kind of table by a mapping of columns to fields."""
    fields = {key(column): field for column, field in mapping.items()}
    return TableFormat(name, lambda _header: True, by_row(lambda header: bind_fields(header, fields)))


def cards_of_rows(
    header: Sequence[str], rows: Iterable[Sequence[str]], mapping: Mapping[str, str]
) -> Iterator[Card | None]:
    """Give out what some rows amount to by a mapping, None for one that holds nothing for netz."""
    cards = _mapped(GUESSED, mapping).bind(header)
    filled = [[*row, ""] for row in rows]
    for found in cards(filled, [0] * len(filled)):
        yield found if isinstance(found, Card) else None


def sniff(source: Source) -> str:
    """Return the name of the kind of table, `GUESSED` for one whose columns must be guessed, "" for none."""
    if found := _known(source):
        return found[0].name
    from netz_tui.files.mapping import guess_table  # only for a table that no reader knows

    guess = guess_table(source.peek())
    return GUESSED if guess and guess.plausible else ""


def look(source: Source) -> TableGuess | None:
    """Return the header a reader knows, else the one that seems to be there, with a guess of its columns."""
    from netz_tui.files.mapping import TableGuess, guess_columns, guess_table

    text = source.peek()
    guess = guess_table(text)
    if found := _known(source):
        table = found[1]
        lines = text.split("\n")[table.line : table.line + _SAMPLE]
        below = [tuple(map(clean, cells(row, table.delimiter))) for row in lines]
        sample = tuple([row for row in below if len(row) == len(table.header)])
        guess = TableGuess(table, sample, guess_columns(table.header, sample))
    if guess:
        source.decode(source.head.rpartition(b"\n")[0] or source.head)
        guess = guess._replace(encoding=source.encoding)
    return guess


def _fits(header: Sequence[str], mapping: Mapping[str, str] | None) -> bool:
    """Tell whether a mapping was made for this header."""
    return bool(mapping) and {key(name) for name in mapping or ()} <= {key(name) for name in header}


def read(source: Source, options: Options) -> Iterator[Record | Skipped]:
    """Give out the records of a table; a mapping made for its header goes before what would be guessed."""
    known = _known(source)
    if known:
        kind, table = known
    else:
        from netz_tui.files.mapping import assigned, guess_table

        guess = guess_table(source.peek())
        if guess is None:
            return
        table = guess.table
        kind = _mapped(GUESSED, assigned(guess.guesses))
        if not _fits(table.header, options.mapping):
            yield _told(table, assigned(guess.guesses))
    if options.mapping and _fits(table.header, options.mapping):
        kind = _mapped(GUESSED, options.mapping)
    records = kind.bind(table.header)
    for found in Rows(source, table):
        if isinstance(found, Skipped):
            yield found
            continue
        rows, lines = found
        for row in rows:
            row.append("")
        yield from records(rows, lines)


def _told(table: Table, fields: Mapping[str, str]) -> Skipped:
    """Say how the columns were understood."""
    taken = ", ".join(f"{column} → {field}" for column, field in fields.items() if field not in {"keep", "skip"})
    if not table.line:
        return remark(1, "No line names the columns; they were guessed: {columns}. Check them first.", columns=taken)
    return remark(table.line, "The columns were guessed: {columns}. Check them before importing.", columns=taken)
