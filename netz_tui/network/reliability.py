"""How likely does a tie bear? A Beta posterior from graded, fading evidence, and each introducer's record."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from netz_tui.network.beta import beta_quantile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

_Z = 1.959963984540054
"""Half of a normal distribution's middle 95 %."""
_KNEW = frozenset({"knows well", "knows"})
ANSWERS = ("knows well", "knows", "vaguely", "not at all")
"""The answers of a cross-check."""


def _priors() -> Mapping[str, float]:
    return MappingProxyType({"ground a": 0.85, "ground b": 0.80, "ground c": 0.65, "introduced": 0.60, "claimed": 0.40})


def _observations() -> Mapping[str, tuple[float, float]]:
    return MappingProxyType(
        {
            "conversation": (1.0, 0.0),
            "knows well": (2.0, 0.0),
            "knows": (1.0, 0.0),
            "vaguely": (0.5, 0.5),
            "not at all": (0.0, 2.0),
        }
    )


@dataclass(frozen=True, slots=True)
class Parameters:
    """What the estimates rest on. The defaults are proposals, not measured: own cross-checks should correct them.

    `priors`: how likely a tie bears on this kind of evidence alone, before anybody was asked.
    `nothing`: the same for a tie without any, a click on a platform.
    `prior_weight`: how many answers the prior is worth.
    `observations`: what an answer or a conversation counts for and against the tie.
    `half_life`: days after which an observation counts half; silence lets ties decay (Burt 2002: nine in ten
    bridges gone within a year; Roberts & Dunbar 2015), yet dormant ties revive (Levin et al. 2011): hence a year.
    `ground_half_life`: the same for the prior's advantage over `nothing`; grounds outlast single talks.
    `undated_age`: days of age assumed for evidence without a date.
    `confidence`: of all intervals. `least_asked`: answers below which an introducer's rate is not shown.
    """

    priors: Mapping[str, float] = field(default_factory=_priors)
    nothing: float = 0.25
    prior_weight: float = 4.0
    observations: Mapping[str, tuple[float, float]] = field(default_factory=_observations)
    half_life: float = 365.0
    ground_half_life: float = 1825.0
    undated_age: float = 730.0
    confidence: float = 0.90
    least_asked: int = 5

    def __post_init__(self) -> None:
        shares = (self.nothing, self.confidence, *self.priors.values())
        if not all(0 < share < 1 for share in shares):
            raise ValueError("priors and confidence lie between 0 and 1")
        if min(self.half_life, self.ground_half_life, self.prior_weight) <= 0 or self.undated_age < 0:
            raise ValueError("half-lives and the weight of the prior are above 0")
        if any(min(pair) < 0 for pair in self.observations.values()):
            raise ValueError("an observation counts for or against, never less than nothing")


DEFAULTS = Parameters()


class Evidence(NamedTuple):
    """One piece of evidence for a tie.

    `kind` is a key of `Parameters.priors` or of `Parameters.observations`; `trust` (0 to 1) is how far its source is
    believed, for instance the rate of the introducer who said so; `source` is that person's id, if any.
    """

    kind: str
    when: date | None = None
    trust: float = 1.0
    source: int | None = None


class Reason(NamedTuple):
    """A part of an explanation: `code` picks the sentence in `REASONS`, `values` fill it."""

    code: str
    values: Mapping[str, object]

    def text(self) -> str:
        """Return the English sentence."""
        return REASONS[self.code].format(**self.values)


REASONS: Mapping[str, str] = MappingProxyType(
    {
        "nothing": "No evidence of its own: starts at {mean:.0%}, worth {weight:.3g} answers.",
        "prior": "{kind}, {days:.0f} days ago: starts at {mean:.0%} (fresh {fresh:.0%}), worth {weight:.3g} answers.",
        "observation": "{kind}, {days:.0f} days ago: "
        "counts {for_:.2g} for and {against:.2g} against (weighs {share:.0%} now).",
        "result": "Bears with {mean:.0%}, between {low:.0%} and {high:.0%} ({confidence:.0%} interval).",
        "record": "Asked {asked} times, knew {knew}: {rate:.0%}, between {low:.0%} and {high:.0%}.",
        "record short": "Asked {asked} times, knew {knew}: too few to give a rate (from {least} on).",
    }
)
"""English sentences by code, to be translated above."""


@dataclass(frozen=True, slots=True)
class Belief:
    """What is believed of a tie: a Beta(alpha, beta) distribution of the probability that it bears."""

    alpha: float
    beta: float
    low: float
    high: float
    reasons: tuple[Reason, ...]

    @property
    def probability(self) -> float:
        """Return the mean."""
        return self.alpha / (self.alpha + self.beta)

    @property
    def gain(self) -> float:
        """Return how much one more answer is expected to tell: by how much it lessens the variance.

        With s = alpha + beta the variance is V = alpha*beta / (s^2 (s+1)); after one answer it is expected to
        be V*s/(s+1) (law of total variance), so the gain is V/(s+1).
        """
        total = self.alpha + self.beta
        return self.alpha * self.beta / (total**2 * (total + 1) ** 2)

    def explain(self) -> tuple[Reason, ...]:
        """Return why, piece by piece, with the result at the end."""
        return self.reasons


def believe(evidence: Iterable[Evidence], today: date, parameters: Parameters = DEFAULTS) -> Belief:
    """Return what the evidence lets believe of a tie.

    Beta-binomial updating (Gelman et al., Bayesian Data Analysis, 3rd ed., 2.4) in the form of the beta
    reputation system (Jøsang & Ismail 2002), with its forgetting as exponential decay:
    alpha = w*m + sum(for_i * t_i * 2^(-age_i/h)), beta = w*(1-m) + sum(against_i * t_i * 2^(-age_i/h)),
    where t is the trust in the source, h the half-life, w the weight of the prior and m its mean: the best over
    the evidence of nothing + t*(prior - nothing) * 2^(-age/ground half-life). Raises `ValueError` for an unknown kind
    or a trust outside 0 to 1.
    """
    pieces = sorted(evidence, key=_order)
    for piece in pieces:
        if piece.kind not in parameters.priors and piece.kind not in parameters.observations:
            raise ValueError(f"unknown kind of evidence: {piece.kind!r}")
        if not 0 <= piece.trust <= 1:
            raise ValueError(f"trust lies between 0 and 1, not {piece.trust}")
    mean, first = _prior(pieces, today, parameters)
    alpha, beta = parameters.prior_weight * mean, parameters.prior_weight * (1 - mean)
    reasons = [first]
    for piece in pieces:
        if piece.kind in parameters.observations:
            days = _age(piece, today, parameters)
            share = piece.trust * 2 ** (-days / parameters.half_life)
            for_, against = (share * count for count in parameters.observations[piece.kind])
            alpha += for_
            beta += against
            values = {"kind": piece.kind, "days": days, "for_": for_, "against": against, "share": share}
            reasons.append(Reason("observation", MappingProxyType({**values, "source": piece.source})))
    low, high = _interval(alpha, beta, parameters)
    result = {"mean": alpha / (alpha + beta), "low": low, "high": high, "confidence": parameters.confidence}
    return Belief(alpha, beta, low, high, (*reasons, Reason("result", MappingProxyType(result))))


def _prior(pieces: list[Evidence], today: date, parameters: Parameters) -> tuple[float, Reason]:
    """Return the prior's mean and where it comes from."""
    best = parameters.nothing
    reason = Reason("nothing", MappingProxyType({"mean": best, "weight": parameters.prior_weight}))
    for piece in pieces:
        if piece.kind in parameters.priors:
            days = _age(piece, today, parameters)
            fresh = parameters.priors[piece.kind]
            share = piece.trust * 2 ** (-days / parameters.ground_half_life)
            mean = parameters.nothing + share * (fresh - parameters.nothing)
            if mean > best:
                best = mean
                values = {"kind": piece.kind, "days": days, "mean": mean, "fresh": fresh, "source": piece.source}
                reason = Reason("prior", MappingProxyType({**values, "weight": parameters.prior_weight}))
    return best, reason


def _order(piece: Evidence) -> tuple[bool, int, str, float, int]:
    """Sort the dated before the undated, the old before the new."""
    day = piece.when.toordinal() if piece.when else 0
    source = -1 if piece.source is None else piece.source
    return (piece.when is None, day, piece.kind, piece.trust, source)


def _age(piece: Evidence, today: date, parameters: Parameters) -> float:
    """Return the age in days, 0 for what lies ahead."""
    return parameters.undated_age if piece.when is None else float(max(0, (today - piece.when).days))


def _interval(alpha: float, beta: float, parameters: Parameters) -> tuple[float, float]:
    """Return the equal-tailed interval of a Beta distribution."""
    tail = (1 - parameters.confidence) / 2
    return beta_quantile(tail, alpha, beta), beta_quantile(1 - tail, alpha, beta)


class Record(NamedTuple):
    """An introducer's record: asked so often, knew so many; rate and interval are None below the least number."""

    asked: int
    knew: int
    rate: float | None
    low: float | None
    high: float | None
    reasons: tuple[Reason, ...]

    def explain(self) -> tuple[Reason, ...]:
        """Return the record as a sentence."""
        return self.reasons


def record(answers: Iterable[str], parameters: Parameters = DEFAULTS) -> Record:
    """Return the record of an introducer from the answers of all cross-checks with him.

    "knows well" and "knows" count as known, "vaguely" and "not at all" do not. The interval is Wilson's score
    interval (1927), whose coverage stays near its level for few answers (Brown, Cai & DasGupta 2001):
    (knew + z²/2 ± z·sqrt(knew·(asked − knew)/asked + z²/4)) / (asked + z²), z = 1.96 for 95 %. Raises `ValueError` for
    anything but an answer.
    """
    given = list(answers)
    for answer in given:
        if answer not in ANSWERS:
            raise ValueError(f"unknown answer: {answer!r}")
    asked, knew = len(given), sum(answer in _KNEW for answer in given)
    counts: dict[str, object] = {"asked": asked, "knew": knew}
    if asked < parameters.least_asked:
        short = Reason("record short", MappingProxyType({**counts, "least": parameters.least_asked}))
        return Record(asked, knew, None, None, None, (short,))
    rate = knew / asked
    middle, square = knew + _Z**2 / 2, asked + _Z**2
    half = _Z * math.sqrt(knew * (asked - knew) / asked + _Z**2 / 4)
    low, high = max(0.0, (middle - half) / square), min(1.0, (middle + half) / square)
    full = Reason("record", MappingProxyType({**counts, "rate": rate, "low": low, "high": high}))
    return Record(asked, knew, rate, low, high, (full,))
