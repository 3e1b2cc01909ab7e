"""Did a count change at an event? Rates before and after, and level and slope of the two stretches.

One series tells that something changed, not why. A period without a count is unknown, not zero.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from netz_tui.study.findings import LEVEL, NEED, Bias, Finding, Interval, check_level
from netz_tui.study.linear import eliminate
from netz_tui.study.rates import Rate, rate, rate_interval
from netz_tui.study.special import beta_quantile, binomial_tails, student_quantile

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

_WEEK = 7.0
_ROUNDS = 100
_LEAST_STEP = 1e-9
_MOST_POWER = 709.0
_HALF = 0.5


class Period(NamedTuple):
    """Hold what was `counted` in a period of `days` days from `start`; `None` where nobody looked."""

    start: date
    days: int
    counted: int | None

    @property
    def end(self) -> date:
        """Return the day after the period."""
        return self.start + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Split:
    """Hold the counted periods on either side of an event, and how many could not be used.

    `unknown` periods have no count; a `straddling` one has the event inside and belongs to neither side.
    """

    before: tuple[Period, ...]
    after: tuple[Period, ...]
    unknown: int
    straddling: int

    @property
    def smaller(self) -> int:
        """Return the number of periods on the shorter side."""
        return min(len(self.before), len(self.after))


def split(periods: Iterable[Period], event: date) -> Split:
    """Sort periods to the sides of the day of an event, which itself belongs to the time after."""
    given = list(periods)
    known = [period for period in given if period.counted is not None]
    before = tuple(period for period in known if period.end <= event)
    after = tuple(period for period in known if period.start >= event)
    return Split(before, after, len(given) - len(known), len(known) - len(before) - len(after))


def ratio_interval(before: int, time_before: float, after: int, time_after: float, level: float) -> Interval:
    """Return the exact interval for the rate after over the rate before, given the total count.

    Given the total, the count after is binomial; its interval by Clopper & Pearson (1934) is carried over
    (Przyborowski & Wilenski 1940). Raises `ValueError` for times that are not positive.
    """
    if min(time_before, time_after) <= 0:
        raise ValueError("a comparison takes time on both sides")
    check_level(level)
    tail, scale = (1 - level) / 2, time_before / time_after
    low = _odds(tail, after, before + 1) if after else 0.0
    high = _odds(1 - tail, after + 1, before) if before else math.inf
    return Interval(scale * low, scale * high, level)


def _odds(p: float, a: float, b: float) -> float:
    """Return x / (1 - x) for the p-quantile x of Beta(a, b), exact at both ends."""
    x = beta_quantile(p, a, b)
    return x / (1 - x) if x < _HALF else (1 - (y := beta_quantile(1 - p, b, a))) / y


def ratio_p(before: int, time_before: float, after: int, time_after: float) -> float:
    """Return the exact two-sided p for equal rates: twice the smaller tail.

    So it is below 1 - level just where the exact interval leaves 1 out (Fay 2010).
    """
    tails = binomial_tails(after, before + after, time_after / (time_before + time_after))
    return min(1.0, 2 * min(tails))


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(Finding):
    """Hold the rate per week before and after an event, and their ratio (after over before).

    `n` is the number of counted periods on the shorter side. `interval` and `p` are exact if counts vary
    no more than chance (Poisson) makes them; `dispersion` says how many times more they do, and `widened` is
    the interval that allows for it (quasi-Poisson on the logarithm, Student's t), to be preferred where the
    dispersion is clearly above 1. `ratio` may be `inf`; it is `None` where both counts are 0.
    """

    unknown: int
    straddling: int
    before: Rate
    after: Rate
    ratio: float | None
    interval: Interval | None
    p: float | None
    dispersion: float | None
    widened: Interval | None


def _total(periods: Sequence[Period]) -> tuple[int, float]:
    """Return (events, weeks) of counted periods."""
    return sum(period.counted or 0 for period in periods), sum(period.days for period in periods) / _WEEK


def _misfit(periods: Sequence[Period], weekly: Sequence[float]) -> float:
    """Return Pearson's Σ (count - mean)² / mean for the expected counts per week, 0 where nothing is expected."""
    total = 0.0
    for period, per_week in zip(periods, weekly, strict=True):
        mean = per_week * period.days / _WEEK
        total += ((period.counted or 0) - mean) ** 2 / mean if mean else 0.0
    return total


def compare(periods: Iterable[Period], event: date, *, need: int = NEED, level: float = LEVEL) -> Comparison:
    """Compare the weekly rate of counts before and after the day of an event."""
    check_level(level)
    sides = split(periods, event)
    need = max(need, 1)
    shown = sides.smaller >= need
    (x, weeks_before), (y, weeks_after) = _total(sides.before), _total(sides.after)
    interval = p = ratio = dispersion = widened = None
    if shown:
        interval = ratio_interval(x, weeks_before, y, weeks_after, level)
        p = ratio_p(x, weeks_before, y, weeks_after)
        if x + y:
            ratio = (y / weeks_after) / (x / weeks_before) if x else math.inf
    freedom = len(sides.before) + len(sides.after) - 2
    if shown and freedom > 0 and x + y:
        misfit = _misfit(sides.before, [x / weeks_before] * len(sides.before))
        misfit += _misfit(sides.after, [y / weeks_after] * len(sides.after))
        dispersion = misfit / freedom
        if ratio and x:
            error = math.sqrt(max(1.0, dispersion) * (1 / x + 1 / y))
            widened = _around(math.log(ratio), error, freedom, level)
    return Comparison(
        n=sides.smaller,
        need=need,
        bias=Bias.NO_CAUSE,
        unknown=sides.unknown,
        straddling=sides.straddling,
        before=rate(x, weeks_before),
        after=rate(y, weeks_after),
        ratio=ratio,
        interval=interval,
        p=p,
        dispersion=dispersion,
        widened=widened,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly(Finding):
    """Hold the average count per week of `n` counted periods, its interval widened where counts are unsteady."""

    rate: float | None
    interval: Interval | None


def weekly(periods: Iterable[Period], *, need: int = NEED, level: float = LEVEL) -> Weekly:
    """Return the average count per week (quasi-Poisson on the logarithm, Student's t; exact where nothing was counted).

    Periods without a count are left out, not taken for 0.
    """
    known = [period for period in periods if period.counted is not None]
    need = max(need, 2)
    if len(known) < need:
        return Weekly(n=len(known), need=need, bias=Bias.UNLOGGED, rate=None, interval=None)
    count, weeks = _total(known)
    if not count:
        interval = rate_interval(0, weeks, level)
    else:
        dispersion = _misfit(known, [count / weeks] * len(known)) / (len(known) - 1)
        error = math.sqrt(max(1.0, dispersion) / count)
        interval = _around(math.log(count / weeks), error, len(known) - 1, level)
    return Weekly(n=len(known), need=need, bias=Bias.UNLOGGED, rate=count / weeks, interval=interval)


def _around(log_value: float, error: float, freedom: int, level: float) -> Interval:
    """Return the interval exp(log_value ± t · error)."""
    half = student_quantile((1 + level) / 2, freedom) * error
    return Interval(_exp(log_value - half), _exp(log_value + half), level)


def _exp(power: float) -> float:
    """Return e to a power, `inf` where that is beyond all numbers."""
    return math.exp(power) if power < _MOST_POWER else math.inf


class Ratio(NamedTuple):
    """Hold a factor and its interval."""

    value: float
    interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend(Finding):
    """Hold level and slope of a count around an event (interrupted time series, Wagner et al. 2002).

    `level` is the factor by which the count jumps at the event, against the trend before carried on;
    `slope_before` and `slope_after` are factors per week. All are `None` below `need`. `n` is the number
    of periods with a count above 0, on the side with fewer. `dispersion` is as in `Comparison`; where above 1, it
    widens the intervals.
    """

    level: Ratio | None
    slope_before: Ratio | None
    slope_after: Ratio | None
    dispersion: float | None


class _Line(NamedTuple):
    """Hold a fitted line log(count per week) = height + slope · weeks, and its 2×2 covariance."""

    height: float
    slope: float
    covariance: list[list[float]]

    def weekly(self, time: float) -> float:
        """Return the expected count per week at `time`."""
        return _exp(self.height + self.slope * time)


def _likelihood(times: Sequence[float], periods: Sequence[Period], height: float, slope: float) -> float:
    """Return the logarithm of the likelihood of Poisson counts around a line, up to a constant."""
    return sum(
        (period.counted or 0) * (height + slope * time) - period.days / _WEEK * _exp(height + slope * time)
        for time, period in zip(times, periods, strict=True)
    )


def _fit(times: Sequence[float], periods: Sequence[Period]) -> _Line:
    """Fit a Poisson regression on time by Newton's method, overshooting steps halved; two counts must not be 0."""
    counts, weeks = _total(periods)
    centre = sum(times) / len(times)
    height, slope = math.log(counts / weeks), 0.0
    shifted = [time - centre for time in times]
    for _ in range(_ROUNDS):
        means = [
            period.days / _WEEK * _exp(height + slope * time) for time, period in zip(shifted, periods, strict=True)
        ]
        residuals = [(period.counted or 0) - mean for period, mean in zip(periods, means, strict=True)]
        gradient = (sum(residuals), sum(r * t for r, t in zip(residuals, shifted, strict=True)))
        cross = sum(m * t for m, t in zip(means, shifted, strict=True))
        information = [[sum(means), cross], [cross, sum(m * t * t for m, t in zip(means, shifted, strict=True))]]
        inverse, _rank = eliminate(information, [[1, 0], [0, 1]])
        steps = [sum(a * g for a, g in zip(row, gradient, strict=True)) for row in inverse]
        shrink = min(1.0, 2.0 / max(abs(steps[0]), *(abs(steps[1] * t) for t in shifted), 1e-300))
        before = _likelihood(shifted, periods, height, slope)
        while shrink > _LEAST_STEP and before - _likelihood(
            shifted, periods, height + shrink * steps[0], slope + shrink * steps[1]
        ) > 1e-12 * abs(before):
            shrink /= 2
        height += shrink * steps[0]
        slope += shrink * steps[1]
        if max(abs(step) for step in steps) < 1e-13 * (1 + abs(height) + abs(slope)):
            break
    (hh, hs), (_, ss) = inverse
    return _Line(
        height - slope * centre,
        slope,
        [[hh - 2 * centre * hs + centre**2 * ss, hs - centre * ss], [hs - centre * ss, ss]],
    )


def trend(periods: Iterable[Period], event: date, *, need: int = NEED, level: float = LEVEL) -> Trend:
    """Fit a line to the logarithm of the weekly count on each side of an event and compare them at the event."""
    check_level(level)
    sides = split(periods, event)
    need = max(need, 3)
    both = (sides.before, sides.after)
    n = min(sum(bool(period.counted) for period in side) for side in both)
    if n < need:
        return Trend(
            n=n,
            need=need,
            bias=Bias.NO_CAUSE,
            level=None,
            slope_before=None,
            slope_after=None,
            dispersion=None,
        )
    times = [[((period.start - event).days + period.days / 2) / _WEEK for period in side] for side in both]
    first, second = (_fit(when, side) for when, side in zip(times, both, strict=True))
    freedom = len(sides.before) + len(sides.after) - 4
    misfit = sum(
        _misfit(side, [line.weekly(time) for time in when])
        for line, side, when in zip((first, second), both, times, strict=True)
    )
    dispersion = misfit / freedom
    scale = max(1.0, dispersion)

    def ratio(log_value: float, variance: float) -> Ratio:
        return Ratio(_exp(log_value), _around(log_value, math.sqrt(scale * variance), freedom, level))

    return Trend(
        n=n,
        need=need,
        bias=Bias.NO_CAUSE,
        level=ratio(second.height - first.height, first.covariance[0][0] + second.covariance[0][0]),
        slope_before=ratio(first.slope, first.covariance[1][1]),
        slope_after=ratio(second.slope, second.covariance[1][1]),
        dispersion=dispersion,
    )
