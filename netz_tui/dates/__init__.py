"""Dates in words, German or English whichever is typed: "fr 14:30", "in 2 wochen", "14.12.", "märz 2019".

A phrase is folded to a few canonical tokens ("nächsten Montag" -> "next wd0", see `words`), a clock
time is taken off it, and what is left must match one rule whole (see `rules`). A rule answers with
every day it may mean, and `prefer` chooses: the first that is not over for a plan, the last that has
begun for a memory. What matches no rule is no date: a wrong guess would be worse than asking again.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from netz_tui.dates.rules import read_day
from netz_tui.dates.words import canonical, split_clock

if TYPE_CHECKING:
    from netz_tui.dates.rules import Found, Prefer

__all__ = ["PartialDate", "parse_day", "parse_moment", "parse_past"]


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


def parse_day(text: str, today: date, prefer: Prefer = "future") -> date | None:
    """Return the day a phrase means, or None; a period means its first day, a clock time is passed over.

    A weekday is the nearest one after today (with `prefer="past"` before it), "nächsten" or not.
    Numbers are day and month, "12/14" the only way round that is possible. The day returned may lie
    on the other side of today if the phrase says so ("gestern").
    """
    found = _read(text, today, prefer)
    return found.day if found else None


def parse_past(text: str, today: date) -> PartialDate | None:
    """Return when something was, as exactly as the phrase says it ("märz 2019"), or None if it is not over yet.

    A week, which no partial date can name, is told as its month; seasons and quarters as their year.
    """
    found = _read(text, today, "past")
    if found is None or found.day > today:
        return None
    return PartialDate(*(found.day.year, found.day.month, found.day.day)[: found.parts])


def parse_moment(text: str, now: datetime, prefer: Prefer = "future", usual: time = time(9)) -> datetime | None:
    """Return the moment a phrase means, with the zone (or lack of one) of `now`, or None.

    `now` is the user's wall clock. A day without a time is at `usual`; a time without a day is the
    next one (with `prefer="past"` the last).
    """
    phrase = canonical(text)
    if not phrase:
        return None
    try:
        return _moment(phrase, now, prefer, usual)
    except (ValueError, OverflowError):
        return None


def _moment(phrase: str, now: datetime, prefer: Prefer, usual: time) -> datetime | None:
    if phrase == "now":
        return now
    if span := re.fullmatch(r"(in |\+ |ago |- )?(\d+) (hour|minute)( ago| hence| now)?", phrase):
        back = {"ago", "-"} & {(span[1] or "").strip(), (span[4] or "").strip()}
        away = timedelta(**{f"{span[3]}s": int(span[2])})
        return now - away if back or (prefer == "past" and not span[1] and not span[4]) else now + away
    if found := read_day(phrase, now.date(), prefer):
        return datetime.combine(found.day, usual, now.tzinfo)
    if alone := re.fullmatch(r"(\d\d?)\.(\d\d)", phrase):  # "14.30" is no date
        return _next_time(time(int(alone[1]), int(alone[2])), now, prefer)
    rest, clock = split_clock(phrase)
    if clock and not rest:
        return _next_time(clock, now, prefer)
    found = read_day(rest, now.date(), prefer) if clock else None
    return datetime.combine(found.day, clock, now.tzinfo) if found and clock else None


def _next_time(clock: time, now: datetime, prefer: Prefer) -> datetime:
    """Return when the clock next shows a time, or when it last did."""
    moment = datetime.combine(now.date(), clock, now.tzinfo)
    if prefer == "past":
        return moment if moment <= now else moment - timedelta(1)
    return moment if moment > now else moment + timedelta(1)


def _read(text: str, today: date, prefer: Prefer) -> Found | None:
    """Return the day that a typed phrase means, its clock time passed over."""
    phrase = canonical(text)
    if not phrase:
        return None
    try:
        rest, _clock = split_clock(phrase)
        return read_day(phrase, today, prefer) or read_day(rest, today, prefer)
    except (ValueError, OverflowError):  # 31 February, 25 o'clock, in 9999 years
        return None
