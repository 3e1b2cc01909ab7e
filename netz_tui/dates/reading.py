"""Read a plain phrase with `dateparser`, and do by hand what it cannot: weeks, edges, "nächsten", figures."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from netz_tui.dates.feasts import FEASTS, feasts, workdays_on
from netz_tui.dates.words import WEEKDAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Prefer = Literal["future", "past"]
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"((?:jan|feb|mar|mrz|apr|mai|may|jun|jul|aug|sep|o[ck]t|nov|de[cz])[a-z]*)"
_STEP = r"(next|this|last)"


class Found(NamedTuple):
    """The period a phrase means: its first day and its length, and how many of year, month and day it names."""

    first: date
    unit: str = "day"
    parts: int = 3

    def at(self, edge: str) -> date:
        """Return its start, middle or end as people mean it: a week ends on Friday."""
        if edge == "start" or self.unit == "day":
            return self.first
        if self.unit == "week":
            return self.first + timedelta(4 if edge == "end" else 2)
        months = {"month": 1, "quarter": 3, "year": 12}[self.unit]
        if edge == "end":
            return _plus_months(self.first, months) - timedelta(1)
        return _plus_months(self.first, months // 2).replace(day=1 if self.unit == "year" else 15)


def _plus_months(first: date, months: int) -> date:
    """Return the first day of a month some months on."""
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)


def ask(phrase: str, base: date, prefer: Prefer, day: str = "first") -> tuple[datetime, str] | None:
    """Return what `dateparser` reads, seen from the midnight that `base` begins with, and how exact it is."""
    from dateparser.date import DateDataParser

    settings = {
        "DATE_ORDER": "DMY",
        "PREFER_DATES_FROM": prefer,
        "PREFER_DAY_OF_MONTH": day,
        "RELATIVE_BASE": datetime.combine(base, time()),
        "RETURN_TIME_AS_PERIOD": True,
        "PARSERS": ["relative-time", "absolute-time"],
    }
    read = DateDataParser(languages=["de", "en"], settings=settings).get_date_data(phrase)
    if read.date_obj is None or read.date_obj.tzinfo:
        return None
    return read.date_obj, read.period


def read(phrase: str, today: date, prefer: Prefer) -> Found | None:
    """Return what a plain phrase without a clock time means, or None; raise ValueError or OverflowError for no day."""
    for pattern, rule in _RULES:
        if found := re.fullmatch(pattern, phrase):
            return rule(today, prefer, *found.groups())
    return None


def _choose(days: Iterable[Found], today: date, prefer: Prefer, edge: str = "start") -> Found | None:
    """Return the next or the last of several days in order; if all lie on the wrong side, the nearest."""
    edges = [Found(found.at(edge), parts=found.parts) if edge != "start" else found for found in days]
    if prefer == "past":
        return next((found for found in reversed(edges) if found.first <= today), edges[0] if edges else None)
    return next((found for found in edges if found.first >= today), edges[-1] if edges else None)


def _count(today: date, prefer: Prefer, phrase: str) -> Found | None:
    """Read "in 3 week" and "3 year ago"; the latter names no more than a year."""
    answer = ask(phrase, today, prefer, "current")
    return Found(answer[0].date(), parts={"month": 2, "year": 1}.get(answer[1], 3)) if answer else None


def _named(today: date, prefer: Prefer, phrase: str) -> Found | None:
    """Read a day, month or year by name; what begins today is still to come, or has already come."""
    near = today - timedelta(prefer == "future")
    answer = ask(phrase, near if re.search(r"\d", phrase) else today, prefer)
    if answer and answer[1] == "month":
        answer = ask(phrase, near, prefer)
    if answer is None or answer[1] not in {"day", "month", "year"}:
        return None
    day, unit = answer[0].date(), answer[1]
    return Found(day.replace(month=1) if unit == "year" else day, unit, {"month": 2, "year": 1}.get(unit, 3))


def _dated(today: date, prefer: Prefer, day: str | None, month: str, year: str | None = None) -> Found | None:
    """Read a month, or a day of it, of the year that is told in full, with two figures, or not at all."""
    if month.isdecimal():
        if not 1 <= int(month) <= len(_MONTHS):
            return None
        month = _MONTHS[int(month) - 1]
    years = [f"{century}{year}" for century in (19, 20)] if year and len(year) == 2 else [year]  # noqa: PLR2004
    found = [_named(today, prefer, " ".join(filter(None, (day, month, number)))) for number in years]
    return _choose([one for one in found if one], today, prefer)


def _figures(today: date, prefer: Prefer, day: str, mark: str, month: str, year: str | None = None) -> Found | None:
    """Read day and month in German order; month and day only with strokes and where nothing else is possible."""
    if mark == "/" and int(month) > len(_MONTHS) >= int(day):
        day, month = month, day
    return _dated(today, prefer, day, month, year)


def _day_of_month(today: date, prefer: Prefer, day: str) -> Found | None:
    """Read "am 14."."""
    months = [_plus_months(today.replace(day=1), count) for count in range(-2, 4)]
    days = [first + timedelta(int(day) - 1) for first in months]
    return _choose([Found(found) for found in days if found.day == int(day)], today, prefer)


def _unit(today: date, prefer: Prefer, step: str | None, unit: str) -> Found | None:
    """Read "next week", "this quarter", "year" as the whole week, quarter or year."""
    if unit == "quarter":
        start = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
        return Found(_plus_months(start, {"next": 3, "last": -3}.get(step or "", 0)), unit, 1)
    answer = ask(f"{step or 'this'} {unit}", today, prefer)
    if answer is None:
        return None
    day = answer[0].date()
    if unit == "week":
        return Found(day - timedelta(day.weekday()), unit, 2)
    return Found(day.replace(day=1), unit, 2) if unit == "month" else Found(day.replace(month=1, day=1), unit, 1)


def _quarter(today: date, prefer: Prefer, step: str | None, name: str, year: str | None) -> Found | None:
    """Read "quarter 1 2027" and seasons, "last quarter june": three months from one on."""
    month = _MONTHS[3 * int(name) - 3] if name.isdecimal() else name
    if step:
        year = str(today.year + {"next": 1, "last": -1}.get(step, 0))
    found = _named(today, prefer, f"{month} {year or ''}".strip())
    return Found(found.first, "quarter", 1) if found else None


def _week(today: date, prefer: Prefer, week: str, year: str | None = None) -> Found | None:
    """Read "KW 50" (ISO 8601)."""
    years = [int(year)] if year else range(max(today.year - 7, 1), today.year + 8)
    there = [number for number in years if 1 <= int(week) <= date(number, 12, 28).isocalendar().week]
    return _choose([Found(date.fromisocalendar(number, int(week), 1), "week", 2) for number in there], today, prefer)


def _edge(today: date, prefer: Prefer, edge: str, phrase: str) -> Found | None:
    """Read "end january", "mid next week"."""
    month_before = [read(phrase, today - timedelta(31), "past")] if re.fullmatch(_MONTH, phrase) else []
    around = [*month_before, read(phrase, today, "past"), read(phrase, today, "future")]
    return _choose([found for found in around if found], today, prefer, edge)


def _twice(today: date, _prefer: Prefer, step: str, phrase: str) -> Found | None:
    """Read "next next monday": the one after the next."""
    once = read(f"{step} {phrase}", today, "future")
    return read(f"{step} {phrase}", once.first, "future") if once else None


def _stepped(today: date, prefer: Prefer, step: str, name: str) -> Found | None:
    """Read "next monday", "last march", "this friday"."""
    if re.fullmatch(WEEKDAY, name):
        if step != "this":
            return _named(today, "future" if step == "next" else "past", name)
        return _named(today + timedelta(1 if prefer == "past" else -1), prefer, name)
    if step == "this":
        return _named(today.replace(month=1, day=1), "future", name)
    month = today.replace(day=1)
    return (
        _named(_plus_months(month, 1), "future", name) if step == "next" else _named(month - timedelta(2), "past", name)
    )


def _within(today: date, _prefer: Prefer, phrase: str, step: str, unit: str) -> Found | None:
    """Read "friday next week", "3. next month", "march last year"."""
    period = _unit(today, "future", step, unit)
    before = timedelta(1 if re.fullmatch(WEEKDAY, phrase) else 0)
    return read(phrase, period.first - before, "future") if period else None


def _later(today: date, _prefer: Prefer, phrase: str, span: str) -> Found | None:
    """Read "friday in 2 week"."""
    start = read(phrase, today, "future")
    return _count(start.first, "future", f"in {span}") if start else None


def _feast(today: date, prefer: Prefer, after: str | None, name: str, year: str | None) -> Found | None:
    """Read "christmas", "after ostern 2027"."""
    years = range(int(year), int(year) + 1) if year else range(today.year - 1, today.year + 2)
    return _choose([Found(day) for day in feasts(name, years, after=bool(after))], today, prefer)


_TH = r"(?:\.| th| st| nd| rd| te[nr]?)"
_SPAN = r"\d{1,4} (?:day|week|month|year)"
_RULES: tuple[tuple[str, Callable[..., Found | None]], ...] = (
    (r"now|this", lambda today, _prefer: Found(today)),
    (r"(?:in )?(\d{1,3}) workday", lambda today, _prefer, days: Found(workdays_on(today, int(days)))),
    (rf"(after )?({FEASTS})(?: (\d{{4}}))?", _feast),
    (rf"((?:in )?{_SPAN}|{_SPAN} ago)", _count),
    (r"(?:at|in) (.+)", lambda today, prefer, phrase: read(phrase, today, prefer)),
    (r"(start|mid|end) (?!start|mid|end)(.+)", _edge),
    (rf"(?:{_STEP} )?(week|month|quarter|year)", _unit),
    (r"week (\d\d?)(?:[ /.](\d{4}))?", _week),
    (r"(\d\d?)\. week", _week),
    (r"(\d{4}) week (\d\d?)", lambda today, prefer, year, week: _week(today, prefer, week, year)),
    (rf"(?:{_STEP} )?quarter ([a-z]+|[1-4])(?: (\d{{4}}))?", _quarter),
    (r"()([1-4])\. quarter(?: (\d{4}))?", _quarter),
    (r"(next|last) \1 (?!next|last)(.+)", _twice),
    (rf"({WEEKDAY}|{_MONTH[1:-1]}|quarter \w+|\d\d?{_TH}) {_STEP} (week|month|year)", _within),
    (rf"{_STEP} (week) ({WEEKDAY})", lambda today, prefer, step, unit, day: _within(today, prefer, day, step, unit)),
    (rf"{_STEP} ({WEEKDAY}|{_MONTH[1:-1]})", _stepped),
    (rf"(.+) in ({_SPAN})", _later),
    (r"(\d{4})[./-](\d\d?)[./-](\d\d?)", lambda today, prefer, y, m, d: _dated(today, prefer, d, m, y)),
    (r"(\d{4})(\d\d)(\d\d)", lambda today, prefer, y, m, d: _dated(today, prefer, d, m, y)),
    (r"(\d\d?)([./-])(\d\d?)[./-](\d{4}|\d\d)", _figures),
    (r"(\d\d?)([./])(\d\d?)\.?", _figures),
    (r"()(\d\d?)[./-](\d{4})", _dated),
    (r"(\d{4})[./-](\d\d?)", lambda today, prefer, year, month: _dated(today, prefer, None, month, year)),
    (rf"(){_MONTH}(?: (\d{{4}})| '(\d\d))?", lambda t, p, d, m, full, two: _dated(t, p, d, m, full or two)),
    (rf"(\d\d?){_TH}", _day_of_month),
    (rf"(\d\d?){_TH}? {_MONTH}(?: '?(\d{{4}}|\d\d))?", _dated),
    (rf"{_MONTH} (\d\d?){_TH}?(?: (\d{{4}}))?", lambda t, p, m, d, y: _dated(t, p, d, m, y)),
    (
        rf"{WEEKDAY} (\d\d?(?!\d).+|\d{{4}}.+|{_MONTH} \d.*)",
        lambda today, prefer, phrase, _: read(phrase, today, prefer),
    ),
    (r"(day after tomorrow|day before yesterday|[a-z]+|\d{4})", _named),
)
