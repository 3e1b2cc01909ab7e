"""Read the canonical tokens of a phrase: each rule answers with every day the phrase may mean."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Prefer = Literal["future", "past"]
_YEARS = range(1900, 2200)


class Found(NamedTuple):
    """A day that a phrase may mean, and how many of year, month and day it really names."""

    day: date
    parts: int = 3


class _Span(NamedTuple):
    """A period that a phrase may mean."""

    first: date
    last: date
    unit: str

    def at(self, edge: str) -> date:
        """Return its start, middle or end as people mean it: a week ends on Friday."""
        if edge == "end":
            return self.first + timedelta(4) if self.unit == "week" else self.last
        if edge == "mid":
            if self.unit == "week":
                return self.first + timedelta(2)
            months = {"month": 0, "quarter": 1, "season": 1, "year": 6}[self.unit]
            return _plus_months(self.first, months).replace(day=1 if self.unit == "year" else 15)
        return self.first

    @property
    def parts(self) -> int:
        return 2 if self.unit in {"month", "week"} else 1


_STEPS = {"last2": -2, "last": -1, "this": 0, "next": 1, "next2": 2}
_STEP = "(last2|last|this|next2|next)"
_UNIT = "(day|week|month|quarter|year)"
_YEAR = r"(\d{4}|y\d\d)"
_DAY = r"(\d\d?)(?:th)?"


def _plus_months(day: date, months: int) -> date:
    """Return the same day some months on, or the last of a month that is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _plus(day: date, count: int, unit: str) -> date:
    """Return the day some units of time on."""
    if unit in {"day", "week"}:
        return day + timedelta(count * (7 if unit == "week" else 1))
    return _plus_months(day, count * {"month": 1, "quarter": 3, "year": 12}[unit])


def _years(text: str | None, today: date) -> Iterable[int]:
    """Return the years that "2026", "26", "y26" or no word about the year may mean, earliest first."""
    if not text:
        return range(today.year - 8, today.year + 9)  # 29 February comes every 8 years at worst
    digits = text.removeprefix("y")
    return [int(digits)] if len(digits) > 2 else [1900 + int(digits), 2000 + int(digits)]  # noqa: PLR2004


def _on(years: Iterable[int], month: int, day: int) -> Iterator[Found]:
    """Yield a day of the year in those years that have it."""
    for year in years:
        if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:  # noqa: PLR2004
            yield Found(date(year, month, day))


def _numeric(today: date, first: str, mark: str, second: str, year: str | None = None) -> Iterable[Found]:
    """Read day and month in German order; month and day only with strokes and where nothing else is possible."""
    day, month = int(first), int(second)
    if mark == "/" and month > 12 >= day:  # noqa: PLR2004
        day, month = month, day
    return _on(_years(year, today), month, day)


def _day_of_month(today: date, day: str, step: str | None = None) -> Iterable[Found]:
    """Read "am 14." and "am 14. nächsten Monats"."""
    steps = [_STEPS[step]] if step else range(-2, 4)
    for months in steps:
        start = _plus_months(today.replace(day=1), months)
        yield from _on([start.year], start.month, int(day))


def _relative(today: date, sign: int, count: str, unit: str) -> Found:
    """Read "in 3 Wochen" and "vor 3 Jahren"; the latter names no more than a year."""
    parts = {"day": 3, "week": 3, "month": 2}.get(unit, 1)
    return Found(_plus(today, sign * int(count), unit), parts)


def _weekday(today: date, step: str | None, number: str) -> list[Found]:
    """Read a weekday: the nearest one that is not today, further off with "übernächsten" and "vorletzten"."""
    before = today - timedelta((today.weekday() - int(number) - 1) % 7 + 1)
    after = today + timedelta((int(number) - today.weekday() - 1) % 7 + 1)
    if step in {"next", "next2"}:
        return [Found(after + timedelta(7 * (step == "next2")))]
    if step in {"last", "last2"}:
        return [Found(before - timedelta(7 * (step == "last2")))]
    named = [today] if step == "this" and today.weekday() == int(number) else []
    return [Found(day) for day in (before, *named, after)]


def _weekday_of_week(today: date, number: str, step: str) -> list[Found]:
    """Read "Freitag nächster Woche"."""
    return [Found(_week(today, _STEPS[step]).first + timedelta(int(number)))]


def _later(today: date, phrase: str, count: str, unit: str) -> Iterable[Found]:
    """Read "Freitag in zwei Wochen"."""
    start = _choose(_candidates(phrase, today), today, "future")
    return [Found(_plus(start.day, int(count), unit))] if start else []


def _weekend(today: date, step: str | None) -> list[Found]:
    """Read a weekend as its Saturday."""
    steps = [_STEPS[step]] if step not in {None, "this"} else [-1, 0, 1]
    return [Found(_week(today, number).first + timedelta(5)) for number in steps]


def _edge(today: date, edge: str, phrase: str) -> list[Found]:
    """Read "Ende Januar", "Mitte nächster Woche"."""
    return [Found(span.at(edge), span.parts) for span in _spans(phrase, today)]


def _week(today: date, steps: int) -> _Span:
    monday = today - timedelta(today.weekday()) + timedelta(7 * steps)
    return _Span(monday, monday + timedelta(6), "week")


def _period(first: date, months: int, unit: str) -> _Span:
    return _Span(first, _plus_months(first, months) - timedelta(1), unit)


def _stepped(today: date, step: str, unit: str) -> list[_Span]:
    """Read "nächste Woche", "letztes Jahr"."""
    if unit == "week":
        return [_week(today, _STEPS[step])]
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    start = date(today.year, (today.month - 1) // months * months + 1, 1)
    return [_period(_plus_months(start, _STEPS[step] * months), months, unit)]


def _month(today: date, month: str, year: str | None = None) -> list[_Span]:
    """Read "März", "März 2019"."""
    return [_period(date(number, int(month), 1), 1, "month") for number in _years(year, today)]


def _stepped_month(today: date, step: str, month: str) -> list[_Span]:
    """Read "nächsten März"."""
    spans = _month(today, month)
    if step == "this":
        return [span for span in spans if span.first.year == today.year]
    if step in {"last", "last2"}:
        return [span for span in spans if span.last < today][-1:]
    return [span for span in spans if span.first > today][:1]


def _month_of(today: date, month: str, step: str) -> list[_Span]:
    """Read "März letzten Jahres"."""
    return _month(today, month, str(today.year + _STEPS[step]))


def _season(today: date, month: str, year: str | None = None) -> list[_Span]:
    """Read "Sommer 2019"."""
    return [_period(date(number, int(month), 1), 3, "season") for number in _years(year, today)]


def _quarter(today: date, quarter: str, year: str | None = None) -> list[_Span]:
    """Read "Q1", "1. Quartal 2027"."""
    return [_period(date(number, 3 * int(quarter) - 2, 1), 3, "quarter") for number in _years(year, today)]


def _week_number(today: date, week: str, year: str | None = None) -> Iterator[_Span]:
    """Read "KW 50" (ISO 8601)."""
    for number in _years(year, today):
        if 1 <= int(week) <= date(number, 12, 28).isocalendar().week:
            yield _week(date.fromisocalendar(number, int(week), 1), 0)


_SPANS: tuple[tuple[str, Callable[..., Iterable[_Span]]], ...] = (
    (rf"{_STEP} (week|month|quarter|year)", _stepped),
    (r"(week|month|quarter|year)", lambda today, unit: _stepped(today, "this", unit)),
    (r"(\d{4})", lambda _today, year: [_period(date(int(year), 1, 1), 12, "year")]),
    (rf"mo(\d+)(?: {_YEAR})?", _month),
    (r"(?:0?(\d|1[0-2]))[./-](\d{4})", _month),
    (r"(\d{4})[./-](0?[1-9]|1[0-2])", lambda today, year, month: _month(today, month, year)),
    (rf"{_STEP} mo(\d+)", _stepped_month),
    (rf"mo(\d+) {_STEP} year", _month_of),
    (rf"season(\d+)(?: {_YEAR})?", _season),
    (rf"{_STEP} season(\d+)", lambda today, step, month: _season(today, month, str(today.year + _STEPS[step]))),
    (rf"season(\d+) {_STEP} year", lambda today, month, step: _season(today, month, str(today.year + _STEPS[step]))),
    (rf"quarter ([1-4])(?: {_YEAR})?", _quarter),
    (rf"([1-4])(?:th)? quarter(?: {_YEAR})?", _quarter),
    (rf"week (\d\d?)(?: {_YEAR})?", _week_number),
    (r"week (\d\d?)[/.](\d{4})", _week_number),
    (r"(\d\d?)th week", _week_number),
    (r"(\d{4}) -? ?week (\d\d?)", lambda today, year, week: _week_number(today, week, year)),
)

_RULES: tuple[tuple[str, Callable[..., Iterable[Found]]], ...] = (
    (r"rel(-?\d)", lambda today, days: [Found(today + timedelta(int(days)))]),
    (r"now|this", lambda today: [Found(today)]),
    (r"day after rel1", lambda today: [Found(today + timedelta(2))]),
    (r"day before rel-1", lambda today: [Found(today - timedelta(2))]),
    (r"\+ (\d+)", lambda today, count: [_relative(today, 1, count, "day")]),
    (r"- (\d+)", lambda today, count: [_relative(today, -1, count, "day")]),
    (rf"(?:in|\+) (\d+) {_UNIT}", lambda today, *groups: [_relative(today, 1, *groups)]),
    (rf"(\d+) {_UNIT} (?:hence|now)", lambda today, *groups: [_relative(today, 1, *groups)]),
    (rf"(?:ago|-) (\d+) {_UNIT}", lambda today, *groups: [_relative(today, -1, *groups)]),
    (rf"(\d+) {_UNIT} ago", lambda today, *groups: [_relative(today, -1, *groups)]),
    (rf"(\d+) {_UNIT}", lambda today, *groups: [_relative(today, sign, *groups) for sign in (-1, 1)]),
    (rf"(?:{_STEP} )?wd(\d)", _weekday),
    (rf"wd(\d) {_STEP} week", _weekday_of_week),
    (rf"{_STEP} week wd(\d)", lambda today, step, number: _weekday_of_week(today, number, step)),
    (rf"((?:{_STEP} )?wd\d|rel\d) in (\d+) {_UNIT}", lambda today, day, _step, *rest: _later(today, day, *rest)),
    (rf"(?:{_STEP} )?weekend", _weekend),
    (r"(\d{4})[./-](\d\d?)[./-](\d\d?)", lambda _, *ymd: _on([int(ymd[0])], int(ymd[1]), int(ymd[2]))),
    (r"(\d{4})(\d\d)(\d\d)", lambda _, *ymd: _on([int(ymd[0])], int(ymd[1]), int(ymd[2]))),
    (r"(\d\d?)([./-])(\d\d?)[./-](\d{4}|\d\d)", _numeric),
    (r"(\d\d?)([./])(\d\d?)\.?", _numeric),
    (rf"{_DAY} mo(\d+)(?: ({_YEAR[1:-1]}|\d\d))?", lambda t, day, mo, year: _on(_years(year, t), int(mo), int(day))),
    (rf"mo(\d+) {_DAY}(?: {_YEAR})?", lambda t, mo, day, year: _on(_years(year, t), int(mo), int(day))),
    (r"(\d\d?)th", _day_of_month),
    (rf"(\d\d?)th {_STEP} month", _day_of_month),
    (r"(start|mid|end) (.+)", _edge),
    (r"wd\d ((?:\d|mo).+)", lambda today, rest: [found for found in _candidates(rest, today) if found.parts == 3]),  # noqa: PLR2004
    (r"(.+)", lambda today, phrase: _edge(today, "start", phrase)),
)


def _spans(phrase: str, today: date) -> Iterable[_Span]:
    """Return the periods a canonical phrase may mean, earliest first."""
    for pattern, reader in _SPANS:
        if found := re.fullmatch(pattern, phrase):
            return reader(today, *found.groups())
    return ()


def _candidates(phrase: str, today: date) -> Iterable[Found]:
    """Return the days a canonical phrase may mean, earliest first."""
    for pattern, reader in _RULES:
        if found := re.fullmatch(pattern, phrase):
            return reader(today, *found.groups())
    return ()


def _choose(candidates: Iterable[Found], today: date, prefer: Prefer) -> Found | None:
    """Return the next or the last of several days; if all lie on the wrong side, the nearest."""
    days = [found for found in candidates if found.day.year in _YEARS]
    if prefer == "past":
        return next((found for found in reversed(days) if found.day <= today), days[0] if days else None)
    return next((found for found in days if found.day >= today), days[-1] if days else None)


def read_day(phrase: str, today: date, prefer: Prefer) -> Found | None:
    """Return the day of a canonical phrase without a clock time."""
    bare = phrase.removeprefix("at ")
    return _choose(_candidates(bare, today), today, prefer) or _choose(
        _candidates(bare.removeprefix("in "), today), today, prefer
    )
