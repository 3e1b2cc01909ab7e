"""Before a file is taken in: if it is a table whose columns must be guessed, ask what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.desk import columns
from netz_tui.ui.screens.table import ColumnsOf

if TYPE_CHECKING:
    from pathlib import Path

    from netz_tui.ui.flows.base import Host


async def said(host: Host, path: Path) -> dict[str, str] | None:
    """Return what the columns hold, empty where no reader needs to be told, None if the question was left.

    The answer is remembered for the next table with such a header.
    """
    try:
        table = columns.look(path)
    except columns.FileProblem:
        return {}  # the import says what is wrong
    if table is None:
        return {}
    before = columns.recall(host.desk, [column.name for column in table.columns])
    table = table.with_fields(before or {})
    answer: columns.Columns | None = await host.ask(ColumnsOf(path.name, table, again=before is not None))
    if answer is None:
        return None
    columns.remember(host.desk, answer.mapping)
    return answer.mapping
