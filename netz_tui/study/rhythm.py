"""How regularly two people talk, and when silence is too long: gaps, burstiness, decay of a tie.

Days are calendar dates; several contacts on one day are one. What was not logged is unknown: days on which
no log was kept (`blind`) are neither silence nor part of a gap, and a contact without any entry is `unknown`.
"""

from __future__ import annotations

import math
from bisect import bisect_right, insort
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from statistics import fmean, median, pstdev
from typing import TYPE_CHECKING, Final, Literal

from netz_tui.study.findings import LEVEL, Bias, Finding, Interval, check_level
from netz_tui.study.special import binomial_tails

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    Stretch = tuple[date, date]

FACTOR: Final = 8.0
"""A silence of more than this many usual gaps most likely means the end (Navarro et al. 2017)."""
LIMIT: Final = 365.0
"""Silence in days that ends a tie whose usual gap isn't known yet."""
FLOOR: Final = 30.0
"""Silence in days that never ends a tie, however closely its few contacts lay together."""


def blind_stretches(logged: Iterable[date], today: date, longest: int = 30) -> list[tuple[date, date]]:
    """Return the stretches (last entry, next entry) of over `longest` days in which nothing at all was logged.

    `logged` are the days with any entry about anybody. Such a stretch speaks of the log, not of the ties.
    """
    days = sorted({day for day in logged if day <= today} | {today})
    return [(left, right) for left, right in pairwise(days) if (right - left).days > longest]


def _blind_days(start: date, end: date, blind: Sequence[Stretch]) -> int:
    """Return how many days of start..end fall into blind stretches, which must not overlap each other."""
    return sum(max(0, (min(end, right) - max(start, left)).days) for left, right in blind)


def gaps(days: Iterable[date], blind: Sequence[Stretch] = ()) -> list[int]:
    """Return the days between successive contacts, without gaps that reach into a blind stretch."""
    return [(right - left).days for left, right in pairwise(sorted(set(days))) if not _blind_days(left, right, blind)]


def burstiness(lengths: Sequence[float]) -> float:
    """Return B = (σ - μ) / (σ + μ) of the gaps (Goh & Barabási 2008): -1 regular, 0 random, towards 1 bursts.

    Raises `ValueError` for no gaps or gaps that sum to 0.
    """
    mean = fmean(lengths) if lengths else 0.0
    if mean <= 0:
        raise ValueError("burstiness needs gaps of some length")
    spread = pstdev(lengths)
    return (spread - mean) / (spread + mean)


def burstiness_of_few(lengths: Sequence[float]) -> float:
    """Return burstiness freed of its dependence on the number n of gaps (Kim & Jo 2016), n >= 2.

    A = (√(n+1) r - √(n-1)) / ((√(n+1) - 2) r + √(n-1)) with r = σ/μ; few random gaps look regular in B.
    """
    n, mean = len(lengths), fmean(lengths) if lengths else 0.0
    if n < 2 or mean <= 0:  # noqa: PLR2004 - one gap has no spread
        raise ValueError("burstiness of few gaps needs two of some length")
    ratio = pstdev(lengths) / mean
    more, less = math.sqrt(n + 1), math.sqrt(n - 1)
    return (more * ratio - less) / ((more - 2) * ratio + less)


def median_interval(values: Iterable[float], level: float = LEVEL) -> Interval | None:
    """Return the interval for a median from order statistics (Thompson 1936), or `None` for too few values.

    It covers at least `level` whatever the distribution; for 0.95 it takes 6 values.
    """
    check_level(level)
    ordered = sorted(values)
    n = len(ordered)
    outside = (1 - level) / 2
    below = bisect_right(range(n // 2), outside, key=lambda k: binomial_tails(k, n, 0.5)[0]) - 1
    return None if below < 0 else Interval(ordered[below], ordered[n - 1 - below], level)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm(Finding):
    """Hold how regular a tie is; `n` gaps, their median in days with its interval, and the burstiness.

    `burstiness` is that of Goh & Barabási, `corrected` that of Kim & Jo; both lie in -1..1.
    """

    median: float | None
    interval: Interval | None
    burstiness: float | None
    corrected: float | None


def rhythm(days: Iterable[date], *, blind: Sequence[Stretch] = (), need: int = 2, level: float = LEVEL) -> Rhythm:
    """Return the rhythm of the contacts on `days`, its numbers hidden below `need` (at least 2) gaps."""
    lengths = gaps(days, blind)
    need = max(need, 2)
    shown = len(lengths) >= need
    return Rhythm(
        n=len(lengths),
        need=need,
        bias=Bias.UNLOGGED,
        median=median(lengths) if shown else None,
        interval=median_interval(lengths, level) if shown else None,
        burstiness=burstiness(lengths) if shown else None,
        corrected=burstiness_of_few(lengths) if shown else None,
    )


@dataclass(frozen=True, slots=True)
class Limit:
    """Hold how much silence ends a tie: over `factor` median gaps, at least `floor` days.

    Below `least` contacts the usual gap isn't known, and `fixed` days take its place.
    """

    factor: float = FACTOR
    fixed: float = LIMIT
    floor: float = FLOOR
    least: int = 3

    def days(self, contacts: int, lengths: Sequence[int]) -> float:
        """Return the silence in days that is too long after `contacts` contacts with the gaps `lengths`."""
        if contacts < self.least or not lengths:
            return self.fixed
        return max(self.floor, self.factor * median(lengths))


USUAL: Final = Limit()


@dataclass(frozen=True, slots=True)
class Silent:
    """Hold a silence that grew too long: the first day it was, and the contact that ended it, if any."""

    since: date
    crossed: date
    revived: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence(Finding):
    """Hold whether a tie is `alive`, `silent` for too long, or `unknown` for want of any entry.

    `n` is the number of days with a contact; `days` is how long the log has seen none since `last`, blind days
    left out; more than `limit` is too long. `crossed` is the day on which it became too long.
    """

    state: Literal["alive", "silent", "unknown"]
    last: date | None
    days: int | None
    limit: float | None
    crossed: date | None


def _crossing(last: date, end: date, limit: float, blind: Sequence[Stretch]) -> date | None:
    """Return the first day up to `end` on which more than `limit` seen days have passed since `last`."""
    allowed = math.floor(limit) + 1
    day = last + timedelta(days=allowed)
    for left, right in sorted(blind):
        if right > last and left < day:
            day += right - max(left, last)
    return day if day <= end else None


def silences(days: Iterable[date], today: date, *, blind: Sequence[Stretch] = (), limit: Limit = USUAL) -> list[Silent]:
    """Return every silence that was too long by what was known when it began, and whether it was broken.

    The first `crossed` is fit to be the end of a tie in a survival curve: it looks at nothing that came later.
    Dating the end back to the last contact would look ahead, for a tie silent since yesterday dates back too.
    """
    contacts = sorted({day for day in days if day <= today})
    found: list[Silent] = []
    lengths: list[int] = []
    for position, last in enumerate(contacts):
        if position and not _blind_days(contacts[position - 1], last, blind):
            insort(lengths, (last - contacts[position - 1]).days)
        following = contacts[position + 1] if position + 1 < len(contacts) else None
        crossed = _crossing(last, following or today, limit.days(position + 1, lengths), blind)
        if crossed is not None and crossed != following:
            found.append(Silent(last, crossed, following))
    return found


def silence(days: Iterable[date], today: date, *, blind: Sequence[Stretch] = (), limit: Limit = USUAL) -> Silence:
    """Tell whether a tie with contacts on `days` has been silent for too long as of `today`."""
    contacts = sorted({day for day in days if day <= today})
    if not contacts:
        return Silence(n=0, need=1, bias=Bias.UNLOGGED, state="unknown", last=None, days=None, limit=None, crossed=None)
    last = contacts[-1]
    allowed = limit.days(len(contacts), gaps(contacts, blind))
    crossed = _crossing(last, today, allowed, blind)
    return Silence(
        n=len(contacts),
        need=1,
        bias=Bias.UNLOGGED,
        state="alive" if crossed is None else "silent",
        last=last,
        days=(today - last).days - _blind_days(last, today, blind),
        limit=allowed,
        crossed=crossed,
    )
