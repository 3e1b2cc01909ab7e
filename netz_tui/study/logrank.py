"""Do the ties of several groups last equally long? The log-rank test for any number of groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from netz_tui.study.findings import NEED, Bias, Finding
from netz_tui.study.linear import quadratic_form
from netz_tui.study.risk import Observed, Spell
from netz_tui.study.special import chi_square_upper

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping


class Group(NamedTuple):
    """Hold a group's ties, how many of them ended, and how many would have if all groups were alike."""

    ties: int
    observed: int
    expected: float


Label = TypeVar("Label", bound="Hashable")


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRank(Finding):
    """Hold a log-rank test; `statistic`, `freedom` and `p` are `None` where data are short.

    `n` is the smaller of two counts that both have to suffice: the ties of the smallest group, and the ends
    seen in all groups together. A test has no interval; the groups' curves have.
    """

    groups: Mapping[Hashable, Group]
    statistic: float | None
    freedom: int | None
    p: float | None


def log_rank(groups: Mapping[Label, Iterable[Spell]], *, need: int = NEED, bias: Bias = Bias.LATER_GROUND) -> LogRank:
    """Compare the survival of two or more groups of ties (Mantel 1966, Peto & Peto 1972), delayed entry allowed.

    A tie that changed group gives each group only the spell it spent there, which makes this the test of
    Mantel & Byar (1974). The p-value is from chi-square with as many degrees of freedom as the covariance of
    the groups has rank. Raises `ValueError` for fewer than two groups.
    """
    if len(groups) < 2:  # noqa: PLR2004 - to compare takes two
        raise ValueError("a comparison takes at least two groups")
    seen = {name: Observed(spells) for name, spells in groups.items()}
    parts = list(seen.values())
    size = len(parts)
    excess = [0.0] * size
    expected = [0.0] * size
    covariance = [[0.0] * size for _ in parts]
    for time in sorted({risk.time for part in parts for risk in part.sets()}):
        at_risk = [part.at_risk(time) for part in parts]
        ended = [part.events_at(time) for part in parts]
        n, d = sum(at_risk), sum(ended)
        spread = d * (n - d) / max(1, n - 1)
        for i in range(size):
            share = at_risk[i] / n
            expected[i] += d * share
            excess[i] += ended[i] - d * share
            for j in range(size):
                covariance[i][j] += spread * share * ((i == j) - at_risk[j] / n)
    statistic, freedom = quadratic_form(excess, covariance)
    n = min([part.ties for part in parts] + [sum(part.events for part in parts)])
    shown = n >= need and freedom > 0
    return LogRank(
        n=n,
        need=need,
        bias=bias,
        groups={
            name: Group(part.ties, part.events, value)
            for (name, part), value in zip(seen.items(), expected, strict=True)
        },
        statistic=statistic if shown else None,
        freedom=freedom if shown else None,
        p=chi_square_upper(statistic, freedom) if shown else None,
    )
