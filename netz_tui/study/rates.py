"""Counts per time: exact intervals for a rate, and rates of the states a contact was in when it happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netz_tui.study.episodes import days_by_state
from netz_tui.study.findings import LEVEL, Bias, Finding, Interval, check_level
from netz_tui.study.special import gamma_quantile

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable
    from datetime import date

    from netz_tui.study.episodes import History

YEAR = 365.25
"""Days in a year."""


def rate_interval(count: int, exposure: float, level: float = LEVEL) -> Interval:
    """Return the exact interval (Garwood 1936) of a Poisson rate, `count` events in `exposure` > 0 time units."""
    check_level(level)
    if count < 0 or exposure <= 0:
        raise ValueError(f"no rate of {count} in {exposure}")
    tail = (1 - level) / 2
    low = gamma_quantile(tail, count) if count else 0.0
    return Interval(low / exposure, gamma_quantile(1 - tail, count + 1) / exposure, level)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate(Finding):
    """Hold `n` events in `exposure` time units; `rate` and `interval` are per time unit.

    No event in much time is a finding too, so it is exposure that must suffice: `need` and `missing` are in
    whole time units.
    """

    exposure: float
    rate: float | None
    interval: Interval | None

    @property
    def enough(self) -> bool:
        """Tell whether events could be seen for long enough."""
        return self.exposure >= self.need and self.exposure > 0

    @property
    def missing(self) -> tuple[int, int] | None:
        """Return the (whole) time units (had, needed) where they are short, else `None`."""
        return None if self.enough else (int(self.exposure), max(self.need, 1))


def rate(count: int, exposure: float, *, need: int = 1, level: float = LEVEL, bias: Bias = Bias.UNLOGGED) -> Rate:
    """Return the rate of `count` events in `exposure` >= 0 time units, hidden below `need` time units.

    Raises `ValueError` for negative counts, negative exposure, or events without exposure.
    """
    if count < 0 or exposure < 0 or (count and not exposure):
        raise ValueError(f"no rate of {count} in {exposure}")
    shown = exposure >= need and exposure > 0
    return Rate(
        n=count,
        need=need,
        bias=bias,
        exposure=exposure,
        rate=count / exposure if shown else None,
        interval=rate_interval(count, exposure, level) if shown else None,
    )


@dataclass(frozen=True, slots=True)
class StateRates:
    """Hold the yearly rate of each state, and how many events no time under observation belongs to.

    `places` has for each state the places of its events in the order given.
    """

    rates: dict[Hashable, Rate]
    outside: int
    places: dict[Hashable, tuple[int, ...]]


def rates_by_state(
    events: Iterable[tuple[Hashable, date]],
    histories: Iterable[History],
    until: date,
    *,
    need: int = 1,
    level: float = LEVEL,
) -> StateRates:
    """Return events per contact-year for each state, such as leads by ground.

    `events` are (who, day). Each counts for the state its contact was in on that day, and each day of a contact
    as exposure of the state of that day, so that a contact met in person late does not lend its earlier leads
    or years to that ground. Events before a tie began, after it ended, or while nobody watched are `outside`.
    """
    by_who = {history.who: history for history in histories}
    given = list(events)
    places: dict[Hashable, list[int]] = {}
    for place, (who, day) in enumerate(given):
        history = by_who.get(who)
        if history is not None and day <= until and history.watched_on(day, until):
            places.setdefault(history.state_at(day), []).append(place)
    exposed = days_by_state(by_who.values(), until)
    kept = {state: tuple(some) for state, some in places.items() if exposed.get(state, 0) > 0}
    return StateRates(
        {
            state: rate(len(kept.get(state, ())), days / YEAR, need=need, level=level, bias=Bias.LATER_GROUND)
            for state, days in exposed.items()
            if days > 0 or state not in places
        },
        len(given) - sum(map(len, kept.values())),
        kept,
    )
