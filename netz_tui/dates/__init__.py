"""Dates in words, German or English whichever is typed: "fr 14:30", "in 2 wochen", "14.12.", "märz 2019".

`dateparser` reads them. Before it, `words` puts a phrase into words that it knows and takes the clock
time off; around it, `reading` does what it cannot: weeks, edges, "übernächsten", figures without a
year. What neither reads whole is no date: a wrong guess would be worse than asking again.
"""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from netz_tui.dates.reading import ask, read
from netz_tui.dates.words import plain, split_clock

if TYPE_CHECKING:
    from netz_tui.dates.reading import Found, Prefer

__all__ = ["PartialDate", "is_warm", "parse_day", "parse_moment", "parse_past", "warm"]
_YEARS = range(1900, 2200)


class PartialDate(NamedTuple):
    """A day of which perhaps only the year, or year and month, is known; sorts by time."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, iso: str) -> PartialDate:
        """Read what `str()` wrote; raise ValueError if it is something else."""
        if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", iso):
            raise ValueError(f"not a date: {iso!r}")
        known = cls(*map(int, iso.split("-")))
        _ = known.first  # raises for "2019-13"
        return known

    @property
    def first(self) -> date:
        """The first day it may be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day it may be."""
        if self.day:
            return self.first
        month = self.month or 12
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        return self.first.isoformat()[: 4 + 3 * bool(self.month) + 3 * bool(self.day)]


@cache
def warm() -> None:
    """Load `dateparser` and its words (200 ms), so that the first phrase typed is read at once."""
    for word in ("heute", "today"):
        ask(word, date(2000, 1, 1), "future")


def is_warm() -> bool:
    """Tell whether a phrase would be read at once."""
    return warm.cache_info().currsize > 0


def parse_day(text: str, today: date, prefer: Prefer = "future") -> date | None:
    """Return the day a phrase means, or None; a period means its first day, a clock time is passed over.

    A weekday is the nearest one after today (with `prefer="past"` before it), "nächsten" or not.
    Numbers are day and month, "12/14" the only way round that is possible. The day returned may lie
    on the other side of today if the phrase says so ("gestern").
    """
    found = _read(plain(text), today, prefer)[0]
    return found.first if found else None


def parse_past(text: str, today: date) -> PartialDate | None:
    """Return when something was, as exactly as the phrase says it ("märz 2019"), or None if it is not over yet.

    A week, which no partial date can name, is told as its month; seasons and quarters as their year.
    """
    found = _read(plain(text), today, "past")[0]
    if found is None or found.first > today:
        return None
    return PartialDate(*(found.first.year, found.first.month, found.first.day)[: found.parts])


def parse_moment(text: str, now: datetime, prefer: Prefer = "future", usual: time = time(9)) -> datetime | None:
    """Return the moment a phrase means, with the zone (or lack of one) of `now`, or None.

    `now` is the user's wall clock. If its zone is the offset that this computer has just now, as
    `astimezone()` gives it, the answer has the offset of its own season. A day without a time is
    at `usual`; a time without a day is the next one (with `prefer="past"` the last).
    """
    phrase = plain(text)
    if phrase == "now":
        return now
    try:
        if re.fullmatch(r"(in )?\d{1,6} (hour|minute)( ago)?", phrase):
            span = ask(phrase, now.date(), prefer)
            return _away(now, span[0] - datetime.combine(now.date(), time())) if span else None
        return _moment(phrase, now, prefer, usual)
    except (ValueError, OverflowError):
        return None


def _moment(phrase: str, now: datetime, prefer: Prefer, usual: time) -> datetime | None:
    found, clock = _read(phrase, now.date(), prefer)
    if found:
        return _local(datetime.combine(found.first, clock or usual), now)
    if clock is None and (alone := re.fullmatch(r"(\d\d?)\.(\d\d)", phrase)):  # "14.30" is no date
        clock = time(int(alone[1]), int(alone[2]))
    elif clock is None or split_clock(phrase)[0]:
        return None
    return _next_time(clock, now, prefer)


def _next_time(clock: time, now: datetime, prefer: Prefer) -> datetime:
    """Return when the clock next shows a time, or when it last did."""
    wall = datetime.combine(now.date(), clock)
    moment = _local(wall, now)
    if prefer == "past":
        return moment if moment <= now else _local(wall - timedelta(1), now)
    return moment if moment > now else _local(wall + timedelta(1), now)


def _has_system_zone(now: datetime) -> bool:
    """Tell whether the fixed offset of a moment is the one that this computer's zone has then."""
    fixed = isinstance(now.tzinfo, timezone) and now.tzinfo is not UTC
    return fixed and now.utcoffset() == now.astimezone().utcoffset()


def _local(wall: datetime, now: datetime) -> datetime:
    """Return the moment at which a clock in the zone of `now` shows a naive time."""
    return wall.astimezone() if _has_system_zone(now) else wall.replace(tzinfo=now.tzinfo)


def _away(now: datetime, span: timedelta) -> datetime:
    """Return the moment so far from now, clocks being put forward or back in between."""
    if now.tzinfo is None:
        return now + span
    moment = now.astimezone(UTC) + span
    return moment.astimezone(None if _has_system_zone(now) else now.tzinfo)


def _read(phrase: str, today: date, prefer: Prefer) -> tuple[Found | None, time | None]:
    """Return what a plain phrase means, and the time of day that it names."""
    try:
        rest, clock = split_clock(phrase)
        found = read(rest, today, prefer)
    except (ValueError, OverflowError):  # 25 o'clock, in 9999 years
        return None, None
    return (found if found and found.first.year in _YEARS else None), clock
