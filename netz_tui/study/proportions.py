"""Shares with their intervals: Wilson, Jeffreys, Clopper-Pearson, and Beta with a given prior."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from netz_tui.study.findings import LEVEL, NEED, Bias, Finding, Interval, check_level
from netz_tui.study.special import beta_quantile, beta_tails, normal_quantile

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

UNIFORM: Final = (1.0, 1.0)
"""Beta prior that holds every share for equally likely (Bayes 1763, Laplace 1774)."""

Group = TypeVar("Group", bound="Hashable")
Method = Literal["wilson", "jeffreys", "exact"]


def _check_counts(hits: float, n: float, level: float) -> None:
    """Raise `ValueError` unless 0 <= hits <= n, n > 0 and 0 < level < 1."""
    check_level(level)
    if not 0 <= hits <= n or n <= 0:
        raise ValueError(f"no share of {hits} in {n}")


def wilson(hits: float, n: float, level: float = LEVEL) -> Interval:
    """Return Wilson's score interval (1927) for a share of `hits` in `n` > 0; real numbers stand for effective counts.

    Its ends stay within 0..1 and its coverage near `level` for small n (Brown, Cai & DasGupta 2001).
    """
    _check_counts(hits, n, level)
    z = normal_quantile((1 + level) / 2)
    square = z * z
    middle = (hits + square / 2) / (n + square)
    half = z / (n + square) * math.sqrt(hits * (n - hits) / n + square / 4)
    low = 0.0 if hits == 0 else max(0.0, middle - half)
    high = 1.0 if hits == n else min(1.0, middle + half)
    return Interval(low, high, level)


def jeffreys(hits: int, n: int, level: float = LEVEL) -> Interval:
    """Return the equal-tailed interval of Beta(hits + ½, misses + ½) for `n` >= 1.

    The end at 0 (no hit) or 1 (no miss) is moved to the edge, as Brown, Cai & DasGupta (2001) advise.
    """
    _check_counts(hits, n, level)
    tail = (1 - level) / 2
    low = 0.0 if hits == 0 else beta_quantile(tail, hits + 0.5, n - hits + 0.5)
    high = 1.0 if hits == n else beta_quantile(1 - tail, hits + 0.5, n - hits + 0.5)
    return Interval(low, high, level)


def exact(hits: int, n: int, level: float = LEVEL) -> Interval:
    """Return the interval of Clopper & Pearson (1934) for `n` >= 1; it covers at least `level`, often more."""
    _check_counts(hits, n, level)
    tail = (1 - level) / 2
    low = 0.0 if hits == 0 else beta_quantile(tail, hits, n - hits + 1)
    high = 1.0 if hits == n else beta_quantile(1 - tail, hits + 1, n - hits)
    return Interval(low, high, level)


METHODS: Final = {"wilson": wilson, "jeffreys": jeffreys, "exact": exact}
"""The interval methods of `share` by name."""


@dataclass(frozen=True, slots=True)
class Belief:
    """Hold what is believed of a share after counting: a Beta(`a`, `b`) distribution."""

    a: float
    b: float

    @property
    def mean(self) -> float:
        """Return the expected share."""
        return self.a / (self.a + self.b)

    def interval(self, level: float = LEVEL) -> Interval:
        """Return the equal-tailed credible interval."""
        check_level(level)
        tail = (1 - level) / 2
        return Interval(beta_quantile(tail, self.a, self.b), beta_quantile(1 - tail, self.a, self.b), level)

    def above(self, share: float) -> float:
        """Return the probability that the true share exceeds `share`."""
        return beta_tails(share, self.a, self.b)[1]


def belief(hits: int, misses: int, prior: tuple[float, float] = UNIFORM) -> Belief:
    """Return the Beta posterior after `hits` and `misses`, starting from a Beta prior (a, b) with a, b > 0."""
    a, b = prior
    if min(hits, misses) < 0 or min(a, b) <= 0:
        raise ValueError(f"no belief from {hits} hits, {misses} misses and the prior {prior}")
    return Belief(a + hits, b + misses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Finding):
    """Hold a share of `hits` among the `n` cases whose outcome is known; `unknown` ones are in neither.

    `rate` (0..1), `interval` and `belief` are `None` where n < need.
    """

    hits: int
    unknown: int = 0
    rate: float | None
    interval: Interval | None
    belief: Belief | None

    @property
    def bounds(self) -> tuple[float, float] | None:
        """Return the rate if every unknown case were a miss, and if every one were a hit (Manski 1989)."""
        if not self.enough:
            return None
        total = self.n + self.unknown
        return self.hits / total, (self.hits + self.unknown) / total


def share(
    hits: int,
    n: int,
    *,
    unknown: int = 0,
    need: int = NEED,
    level: float = LEVEL,
    method: Method = "wilson",
    prior: tuple[float, float] = UNIFORM,
    bias: Bias = Bias.UNLOGGED,
) -> Share:
    """Return the share of `hits` in `n` known cases, its number hidden below `need` (at least 1) cases.

    Raises `ValueError` unless 0 <= hits <= n and unknown >= 0.
    """
    if not 0 <= hits <= n or unknown < 0:
        raise ValueError(f"no share of {hits} in {n} with {unknown} unknown")
    shown = n >= max(need, 1)
    return Share(
        n=n,
        need=max(need, 1),
        bias=bias,
        hits=hits,
        unknown=unknown,
        rate=hits / n if shown else None,
        interval=METHODS[method](hits, n, level) if shown else None,
        belief=belief(hits, n - hits, prior) if shown else None,
    )


def share_of(
    outcomes: Iterable[bool | None],
    *,
    need: int = NEED,
    level: float = LEVEL,
    method: Method = "wilson",
    bias: Bias = Bias.UNLOGGED,
) -> Share:
    """Return the share of `True` among the known outcomes; `None` (not asked, not answered) counts as unknown."""
    counts = Counter(outcomes)
    hits, misses = counts[True], counts[False]
    return share(hits, hits + misses, unknown=counts[None], need=need, level=level, method=method, bias=bias)


def shares_by_group(
    cases: Iterable[tuple[Group, bool | None]],
    *,
    need: int = NEED,
    level: float = LEVEL,
    method: Method = "wilson",
    bias: Bias = Bias.UNLOGGED,
) -> dict[Group, Share]:
    """Return the share of each group in order of first appearance; each is hidden below `need` by itself."""
    groups: dict[Group, list[bool | None]] = {}
    for group, outcome in cases:
        groups.setdefault(group, []).append(outcome)
    return {
        group: share_of(outcomes, need=need, level=level, method=method, bias=bias)
        for group, outcomes in groups.items()
    }


def clustered_share(cases: Iterable[tuple[Hashable, bool | None]], *, need: int = NEED, level: float = LEVEL) -> Share:
    """Return the share over all groups with Wilson's interval widened for the likeness within a group.

    Answers about one introducer resemble each other, so n answers weigh less than n independent ones. n is
    divided by the design effect of Rao & Scott (1992): the variance of the ratio estimate between groups over
    the binomial one, never below 1. With one group likeness can't be told from chance, and n stays as it is.
    """
    groups: dict[Hashable, list[bool | None]] = {}
    for group, outcome in cases:
        groups.setdefault(group, []).append(outcome)
    plain = share_of((one for many in groups.values() for one in many), need=need, level=level, bias=Bias.ALIKE)
    if plain.rate is None:
        return plain
    tallies = [(many.count(True), many.count(True) + many.count(False)) for many in groups.values()]
    effective = plain.n / design_effect(tallies)
    return replace(plain, interval=wilson(plain.rate * effective, effective, level))


def design_effect(tallies: Iterable[tuple[int, int]]) -> float:
    """Return how many times clustering by group inflates the variance of a share, at least 1 (Rao & Scott 1992).

    `tallies` has (hits, cases) for each group. Groups without cases do not count.
    """
    groups = [(hits, n) for hits, n in tallies if n]
    n = sum(size for _, size in groups)
    hits = sum(good for good, _ in groups)
    if len(groups) < 2 or hits in (0, n):  # noqa: PLR2004 - a spread needs two
        return 1.0
    rate = hits / n
    spread = sum((good - rate * size) ** 2 for good, size in groups) * len(groups) / (len(groups) - 1)
    return max(1.0, spread / (n * rate * (1 - rate)))
