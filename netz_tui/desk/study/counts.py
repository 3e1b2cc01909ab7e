"""Take in counts of profile views from a CSV file: looked at first, then written in one step, again without change."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from netz_tui.clean import clean
from netz_tui.desk.study.entry import MOST, MOST_DAYS, moment, put
from netz_tui.files import FileProblem, Limits
from netz_tui.files.csv_table import cells, guess_delimiter
from netz_tui.files.source import open_regular, western, wide_encoding
from netz_tui.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from netz_tui.book.journal import Change
    from netz_tui.desk.desk import Desk

__all__ = ["NO_PLATFORM", "Counts", "FileProblem", "Row", "look", "take_in"]

NO_PLATFORM = N_("no platform is named")
_LIMITS = Limits(file_bytes=4 * 1024 * 1024)
_NAMES = {
    "day": {"date", "day", "week", "datum", "tag", "woche", "bis", "until", "week ending", "end date"},
    "count": {"views", "count", "profile views", "aufrufe", "profilaufrufe", "besucher", "anzahl", "visits", "value"},
    "platform": {"platform", "plattform", "network", "netzwerk", "portal", "site"},
    "days": {"days", "tage", "period", "zeitraum"},
}
_GROUPED = re.compile(r"\d{1,3}(?:[.,'\u00a0\u202f ]\d{3})+|\d+")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_LOCAL = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")


class Row(NamedTuple):
    """A count: on which platform, up to which day, of how many days."""

    platform: str
    day: date
    days: int
    views: int


@dataclass(slots=True)
class Counts:
    """What a file holds: its rows, and for each line that is none why (line, template, values)."""

    file: str
    rows: list[Row] = field(default_factory=list)
    problems: list[tuple[int, str, dict[str, Any]]] = field(default_factory=list)


class _Bad(Exception):  # a line that holds no count; caught where the lines are read
    def __init__(self, template: str, **params: Any) -> None:
        super().__init__(template)
        self.template = template
        self.params = params


def look(desk: Desk, path: Path, platform: str = "") -> Counts:
    """Read a file without touching the book; `platform` is that of lines which name none.

    The file has a column for the day and one for the count, in any order, with names such as "date" and "views",
    and perhaps columns "platform" and "days" (7 if there is none). Days are 2026-11-24, 24.11.2026 or 24/11/2026.
    Raises `FileProblem` if it can't be read or has no such columns.
    """
    lines = _text(path).splitlines()
    counts = Counts(path.name)
    table = list(_rows(lines))
    columns = _columns(table[0][1]) if table else {}
    if not {"day", "count"} <= set(columns):
        raise FileProblem(
            N_("{file} has no line with column names such as date and views (Datum, Aufrufe). Add one and try again."),
            file=path.name,
        )
    today = desk.now().astimezone().date()
    seen: set[tuple[str, date]] = set()
    for number, row in table[1:]:
        try:
            found = _row(row, columns, platform, today)
        except _Bad as bad:
            counts.problems.append((number, bad.template, bad.params))
            continue
        if (found.platform, found.day) in seen:
            twice = N_("{day} is there twice; the first count is taken")
            counts.problems.append((number, twice, {"day": found.day}))
            continue
        seen.add((found.platform, found.day))
        counts.rows.append(found)
    return counts


def take_in(desk: Desk, counts: Counts) -> Change:
    """Write the counts in one step; a count that is in the book already changes nothing."""
    label = N_("{count} counts from {file} taken in")
    with desk.book.action("counts", label, desk.now(), count=len(counts.rows), file=counts.file) as action:
        for row in counts.rows:
            at = moment(desk, row.day)
            put(action, "profile_views", row.platform, at, value=float(row.views), days=row.days)
    return action.change


def _text(path: Path) -> str:
    stream, _size = open_regular(path, _LIMITS)
    with stream:
        try:
            data = stream.read()
        except OSError as error:
            raise FileProblem(
                N_("{file} cannot be opened: {reason}."), file=path.name, reason=error.strerror or type(error).__name__
            ) from error
    encoding, mark = wide_encoding(data)
    if encoding:
        return data[mark:].decode(encoding, "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return western(data)


def _rows(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and cells of each line that is not empty."""
    delimiter = guess_delimiter([line for line in lines[:50] if line.strip()]) or ","
    for number, line in enumerate(lines, 1):
        if line.strip(" \t,;|"):
            yield number, [clean(cell) for cell in cells(line, delimiter)]


def _columns(header: Sequence[str]) -> dict[str, int]:
    """Return the place of each column that is known by its name."""
    names = [cell.casefold() for cell in header]
    return {
        wanted: next(place for place, name in enumerate(names) if name in known)
        for wanted, known in _NAMES.items()
        if any(name in known for name in names)
    }


def _row(row: Sequence[str], columns: dict[str, int], platform: str, today: date) -> Row:
    def cell(name: str) -> str:
        place = columns.get(name, -1)
        return row[place] if 0 <= place < len(row) else ""

    named = cell("platform") or platform
    if not named:
        raise _Bad(NO_PLATFORM)
    return Row(named, _day(cell("day"), today), _days(cell("days")), _count(cell("count")))


def _day(text: str, today: date) -> date:
    match = _ISO.fullmatch(text)
    parts = match.groups() if match else (local.groups()[::-1] if (local := _LOCAL.fullmatch(text)) else None)
    try:
        day = date(*map(int, parts)) if parts else None
    except ValueError:
        day = None
    if day is None:
        raise _Bad(N_("“{text}” is no day; write 2026-11-24 or 24.11.2026"), text=text)
    if day > today:
        raise _Bad(N_("{text} is still to come"), text=text)
    return day


def _count(text: str) -> int:
    digits = re.sub(r"\D", "", text)
    if not _GROUPED.fullmatch(text) or len(digits) > len(str(MOST)) or int(digits) > MOST:
        raise _Bad(N_("“{text}” is no count"), text=text)
    return int(digits)


def _days(text: str) -> int:
    if not text:
        return 7
    if not text.isdecimal() or not 1 <= int(text) <= MOST_DAYS:
        raise _Bad(N_("“{text}” is no number of days"), text=text)
    return int(text)
