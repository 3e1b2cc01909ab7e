"""How much would an answer tell? The worth of asking an introducer about somebody, before he is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.network.reliability import DEFAULTS, Parameters

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from netz_tui.network.reliability import Evidence


def weight(evidence: Iterable[Evidence], today: date, parameters: Parameters = DEFAULTS) -> float:
    """Return s = alpha + beta of the posterior that `reliability.believe` gives: how many answers it is worth."""
    total = parameters.prior_weight
    for piece in evidence:
        counts = parameters.observations.get(piece.kind)
        if counts is not None:
            age = parameters.undated_age if piece.when is None else max(0, (today - piece.when).days)
            total += sum(counts) * piece.trust * 2 ** (-age / parameters.half_life)
    return total


def gain(mean: float, total: float) -> float:
    """Return by how much one more answer is expected to lessen the variance of Beta(alpha, beta).

    With the mean p and s = alpha + beta the variance is V = p(1-p)/(s+1). Before the answer is known, the variance
    after it is expected to be V*s/(s+1) (law of total variance), so V/(s+1) = p(1-p)/(s+1)² is what it would tell:
    the expected value of sample information under squared loss (Raiffa & Schlaifer, Applied Statistical Decision
    Theory, 1961, ch. 5; Lindley 1956 asks the same of entropy). `reliability.Belief.gain` is the same number.
    """
    return mean * (1 - mean) / (total + 1) ** 2


def gain_of_record(asked: int, knew: int, resting: int, parameters: Parameters = DEFAULTS) -> float:
    """Return what one more answer tells about all others who rest on the introducer's word.

    His rate is Beta(1 + knew, 1 + asked - knew). It scales the prior of each of the `resting` others by at most
    prior(ground c) - nothing; by the delta method their variance lessens by the square of that times the gain.
    """
    total = asked + 2
    leverage = parameters.priors["ground c"] - parameters.nothing
    return resting * leverage**2 * gain((knew + 1) / total, total)
