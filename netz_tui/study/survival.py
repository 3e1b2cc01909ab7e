"""How long ties last: Kaplan-Meier curves with right censoring and delayed entry, and their medians."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from netz_tui.study.findings import LEVEL, NEED, Bias, Finding, Interval, check_level
from netz_tui.study.risk import Observed, Spell
from netz_tui.study.special import normal_quantile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Kind = Literal["log-log", "greenwood"]
_ROUND: Final = 1e-12
_HALF: Final = 0.5


class Step(NamedTuple):
    """Hold one step of a survival curve: at `time`, `events` of `at_risk` ties ended, leaving `survival`.

    `variance` is Greenwood's (1926): S² Σ d / (n (n-d)); it is 0 once the curve is at 0.
    """

    time: float
    at_risk: int
    events: int
    survival: float
    variance: float
    interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Survival(Finding):
    """Hold the share of ties that survive to `time`; `survival` is `None` where nothing can be said.

    `n` is the number of ties that gave the curve; `at_risk` of them were under observation at `time`.
    """

    time: float
    at_risk: int
    survival: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Median(Finding):
    """Hold the time at which half of the ties have ended, with its interval (Brookmeyer & Crowley 1982).

    `time` is `None` where the curve has not come down to one half; then the median exceeds `longer_than`,
    the longest time observed. An end of the interval that the curve does not reach is `inf`.
    """

    time: float | None
    interval: Interval | None
    longer_than: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve(Finding):
    """Hold a Kaplan-Meier curve of `n` ties, `events` of which ended; `steps` is empty where n < need.

    The curve runs from `start`, up to which survival is taken for granted, to `until`, the longest time
    observed. `collapsed` tells that it fell to 0 while other ties came under observation later: then it says
    more about a thin start than about ties, and wants a later `start` (see `risk.first_supported`).
    """

    events: int
    start: float
    until: float
    level: float
    steps: tuple[Step, ...]
    collapsed: bool
    observed: Observed

    def at(self, time: float) -> Survival:
        """Return the survival to `time`, without a number before `start` and after the last observation.

        Before the first end of a tie the interval is the exact one (Clopper & Pearson 1934) for none lost of
        those still at risk: the log-log interval would claim certainty there.
        """
        at_risk = self.observed.at_risk(time)
        survival: float | None = None
        interval: Interval | None = None
        if self.enough and self.start <= time <= self.until:
            survival, interval = 1.0, _none_lost(at_risk, self.level)
            position = bisect_right(self.steps, time, key=lambda step: step.time)
            if position:
                survival, interval = self.steps[position - 1].survival, self.steps[position - 1].interval
        return Survival(
            n=self.n,
            need=self.need,
            bias=self.bias,
            time=time,
            at_risk=at_risk,
            survival=survival,
            interval=interval,
        )

    @property
    def median(self) -> Median:
        """Return the median survival, its interval being where the interval of the curve spans one half."""
        time = self._first(lambda step: step.survival)
        low = self._first(lambda step: step.interval.low)
        high = self._first(lambda step: step.interval.high)
        reached = math.isfinite(time)
        return Median(
            n=self.n,
            need=self.need,
            bias=self.bias,
            time=time if reached else None,
            interval=Interval(low, high, self.level) if self.enough else None,
            longer_than=self.until if self.enough and not reached else None,
        )

    def _first(self, height: Callable[[Step], float]) -> float:
        """Return the first time at which `height` is down to one half, else `inf`."""
        return next((step.time for step in self.steps if height(step) <= _HALF + _ROUND), math.inf)


def _none_lost(at_risk: int, level: float) -> Interval:
    """Return the exact interval for a survival of 1 after none of `at_risk` ties ended."""
    return Interval(((1 - level) / 2) ** (1 / at_risk) if at_risk else 0.0, 1.0, level)


def _interval(survival: float, total: float, z: float, kind: Kind) -> tuple[float, float]:
    """Return the ends around 0 < survival < 1, where `total` is Σ d / (n (n-d))."""
    if kind == "greenwood":
        half = z * survival * math.sqrt(total)
        return max(0.0, survival - half), min(1.0, survival + half)
    stretch = math.exp(z * math.sqrt(total) / -math.log(survival))
    return survival**stretch, survival ** (1 / stretch)


def kaplan_meier(
    spells: Iterable[Spell],
    *,
    start: float = 0.0,
    need: int = NEED,
    level: float = LEVEL,
    kind: Kind = "log-log",
    bias: Bias = Bias.GATE,
) -> Curve:
    """Return the product-limit estimate (Kaplan & Meier 1958) of the survival of ties.

    Ties known only from some time after they began are at risk only from then (delayed entry: Tsai, Jewell &
    Wang 1987). With `start` above 0 the curve is that of ties that have lasted until `start`. The interval is
    pointwise: `log-log` (Kalbfleisch & Prentice 1980) or Greenwood's plain one; where the curve comes down to 0
    it runs up to the upper end before times the exact one (Clopper & Pearson 1934) for none left of those at risk.
    Raises `ValueError` for a spell that cannot be.
    """
    check_level(level)
    observed = Observed(spell for spell in spells if start == 0 or spell.exit > start)
    ties = observed.ties
    z = normal_quantile((1 + level) / 2)
    survival, total, high = 1.0, 0.0, 1.0
    steps: list[Step] = []
    for time, at_risk, events in observed.sets() if ties >= need else ():
        survival *= (at_risk - events) / at_risk
        if at_risk > events and survival > 0:
            total += events / (at_risk * (at_risk - events))
            low, high = _interval(survival, total, z, kind)
            steps.append(Step(time, at_risk, events, survival, survival**2 * total, Interval(low, high, level)))
        else:
            high *= 1 - ((1 - level) / 2) ** (1 / at_risk)
            steps.append(Step(time, at_risk, events, 0.0, 0.0, Interval(0.0, high, level)))
    zero = next((step.time for step in steps if step.survival == 0), math.inf)
    until = observed.exits[-1] if observed.exits else 0.0
    return Curve(
        n=ties,
        need=need,
        bias=bias,
        events=observed.events,
        start=start,
        until=until,
        level=level,
        steps=tuple(steps),
        collapsed=zero < until,
        observed=observed,
    )
