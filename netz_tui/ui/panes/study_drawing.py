"""Pictures of an answer as lines, ticks and letters in plain numbers, for whatever draws them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from netz_tui.desk.study import Curves, Stages, Strips, Times
from netz_tui.i18n import digits, format_number, format_percent, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from netz_tui.desk.study import Picture

_YEAR = 365.25
_SPARE = "defghijklmnpqrstuvwxyz"
_QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)
_DAY_TICKS = 6
_SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 10_000, 1_000_000)
_YEARS = (0.25, 0.5, 1, 2, 5, 10, 100)
_MARKS = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its name and the letter that stands on it; a point without height breaks it.

    An `upright` one is an interval, its letter at the value in the middle.
    """

    name: str
    letter: str
    points: tuple[tuple[float, float | None], ...]
    bars: bool = False
    upright: bool = False

    def runs(self) -> list[list[tuple[float, float]]]:
        """Return the stretches between the breaks."""
        found: list[list[tuple[float, float]]] = [[]]
        for x, y in self.points:
            if y is None:
                found.append([])
            else:
                found[-1].append((x, y))
        return [run for run in found if run]


@dataclass(frozen=True, slots=True)
class Event:
    """A day to mark."""

    x: float
    letter: str
    name: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is to be drawn; `ticks` and `marks` are places on the lower and left axis with their words."""

    left: float
    right: float
    bottom: float
    top: float
    ticks: list[tuple[float, str]]
    marks: list[tuple[float, str]]
    lines: list[Line]
    events: list[Event] = field(default_factory=list)


def drawing(picture: Picture, names: Mapping[int, str]) -> Drawing | None:
    """Return what is to be drawn, None where there are too few data for any line."""
    if isinstance(picture, Curves):
        return _curves(picture)
    if isinstance(picture, Times):
        return _times(picture)
    if isinstance(picture, Stages):
        return _stages(picture)
    return _strips(picture, names)


def letters(names: Iterable[str]) -> list[str]:
    """Return a letter for each name: its first if it is free, else one that is."""
    taken: list[str] = []
    for name in names:
        first = next((char for char in name if char.isascii() and char.isalnum()), "")
        free = [letter for letter in (first, first.swapcase(), *_SPARE) if letter and letter not in taken]
        taken.append(free[0] if free else "*")
    return taken


def _curves(picture: Curves) -> Drawing | None:
    shown = [(name, curve) for name, curve in picture.curves if curve.enough]
    if not shown:
        return None
    right = max(curve.until for _name, curve in shown)
    lines = []
    for (name, curve), letter in zip(shown, letters(name for name, _curve in shown), strict=True):
        points: list[tuple[float, float | None]] = [(curve.start, 1.0)]
        height = 1.0
        for step in curve.steps:
            points += [(step.time, height), (step.time, step.survival)]
            height = step.survival
        points.append((max(curve.until, curve.start), height))
        lines.append(Line(f"{name} (n = {format_number(curve.n)})", letter, tuple(points)))
    each = next(size for size in _YEARS if right / _YEAR / size <= 2 * _MARKS or size == _YEARS[-1])
    ticks = [(0.0, "0")]
    while ticks[-1][0] + each * _YEAR <= right:
        years = len(ticks) * each
        said = format_number(years, 0 if years == int(years) else 2 if each == _YEARS[0] else 1)
        ticks.append((years * _YEAR, say("{n} y", n=said)))
    return Drawing(0, right, 0, 1, ticks, [(share, format_percent(share)) for share in _QUARTERS], lines)


def _times(picture: Times) -> Drawing | None:
    lines = []
    for (name, values), letter in zip(picture.lines, letters(name for name, _values in picture.lines), strict=True):
        points = tuple((float(day.toordinal()), value) for day, value in values)
        if picture.best_first:
            points = tuple((x, None if value is None else -value) for x, value in points)
        if any(value is not None for _x, value in points):
            lines.append(Line(name, letter, points))
    days = [x for line in lines for x, _y in line.points]
    if not days:
        return None
    left, right = min(days), max(*days, min(days) + 1)
    heights = [y for line in lines for _x, y in line.points if y is not None]
    most = max(abs(height) for height in heights) or 1.0
    size = next(size for size in _SIZES if most / size <= _MARKS or size == _SIZES[-1])
    if picture.best_first:
        marks = [(-float(value), format_number(value)) for value in [1, *range(size, int(most) + size, size)] if value]
        bottom, top = -most, -1.0
        top = top if bottom < top else bottom + 1
    else:
        marks = [(float(value), format_number(value)) for value in range(0, int(most) + size, size)]
        bottom, top = 0.0, max(most, marks[-1][0])
    ticks = [
        (x, digits(date.fromordinal(round(x))))
        for x in (left + (right - left) * place / _DAY_TICKS for place in range(_DAY_TICKS + 1))
    ]
    events = [
        Event(float(day.toordinal()), str(number % 10), f"{digits(day)} {name}")
        for number, (day, name, _platform) in enumerate(picture.events, 1)
        if left <= day.toordinal() <= right
    ]
    return Drawing(left, right, bottom, top, ticks, sorted(marks), lines, events)


def _stages(picture: Stages) -> Drawing | None:
    bars = [(name, len(cases)) for name, cases in picture.bars]
    if not bars or not bars[0][1]:
        return None
    most = max(count for _name, count in bars)
    size = max(1, -(-most // 4))
    line = Line("", "#", tuple((float(place), float(count)) for place, (_name, count) in enumerate(bars)), bars=True)
    ticks = [(float(place), f"{name} {count}") for place, (name, count) in enumerate(bars)]
    marks = [(float(value), format_number(value)) for value in range(0, most + size, size)]
    return Drawing(-0.5, len(bars) - 0.5, 0, float(max(most, 1)), ticks, marks, [line])


def _strips(picture: Strips, names: Mapping[int, str]) -> Drawing | None:
    if not picture.rows:
        return None
    lines = []
    for place, row in enumerate(picture.rows):
        if row.value is None or row.interval is None:
            continue
        name = names.get(row.person, "") if row.person is not None else row.name
        x = float(place)
        points = ((x, row.interval.low), (x, row.value), (x, row.interval.high))
        lines.append(Line(f"{name} {format_percent(row.value)}", _number(place), points, upright=True))
    if picture.mark is not None:
        across = ((-0.5, picture.mark), (len(picture.rows) - 0.5, picture.mark))
        lines.append(Line(say("all: {share}", share=format_percent(picture.mark)), "-", across))
    ticks = [(float(place), _number(place)) for place in range(len(picture.rows))]
    marks = [(share, format_percent(share)) for share in _QUARTERS]
    return Drawing(-0.5, len(picture.rows) - 0.5, 0, 1, ticks, marks, lines)


def _number(place: int) -> str:
    """Return the sign of the nth strip: figures, then letters."""
    signs = "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return signs[place] if place < len(signs) else "*"
