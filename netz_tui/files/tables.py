"""All tables of separated values: which one is it, and its rows as records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.files import linkedin
from netz_tui.files.csv_table import Rows, Table, TableFormat, find_table
from netz_tui.files.records import Record, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netz_tui.files.options import Options
    from netz_tui.files.source import Source

TABLES: tuple[TableFormat, ...] = linkedin.TABLES
"""The known kinds of tables; a header goes to the first that recognises it."""


def _known(source: Source) -> tuple[TableFormat, Table] | None:
    """Return the kind of a table and where it begins, None when no reader knows it."""
    text = source.peek()
    table = find_table(text, lambda header: any(kind.matches(header) for kind in TABLES))
    if table is None:
        return None
    return next(kind for kind in TABLES if kind.matches(table.header)), table


def sniff(source: Source) -> str:
    """Return the name of the kind of table, "" for none."""
    found = _known(source)
    return found[0].name if found else ""


def read(source: Source, _options: Options) -> Iterator[Record | Skipped]:
    """Give out the records of a table."""
    found = _known(source)
    if found is None:
        return
    kind, table = found
    record = kind.bind(table.header)
    for row in Rows(source, table):
        if isinstance(row, Skipped):
            yield row
        else:
            line, cells = row
            cells.append("")
            yield record(cells, line)
