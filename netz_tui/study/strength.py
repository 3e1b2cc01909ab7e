"""How strong a tie is on a given day: contacts weighed by kind, fading with a half-life.

Strength has four sides: time, intensity, intimacy, reciprocity (Granovetter 1973). Contacts measure the first
two; the closeness rated by oneself is the best single sign of the others (Marsden & Campbell 1984). Both are
kept apart, since neither stands for the other.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from netz_tui.study.findings import Bias, Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

HALF_LIFE: Final = 180.0
"""Days after which a contact counts half."""
WEIGHTS: Final[Mapping[str, float]] = MappingProxyType(
    {"meeting": 3.0, "event": 2.0, "video": 2.0, "call": 2.0, "message": 1.0}
)
"""What a contact of each kind weighs on its day; a proposal, from no data."""
CUTS: Final = (1.0, 4.0)
"""Strengths from which a tie is called moderate and strong; a proposal, from no data."""

Band = Literal["weak", "moderate", "strong"]
BANDS: Final[tuple[Band, ...]] = ("weak", "moderate", "strong")


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength(Finding):
    """Hold the strength of a tie from its `n` contacts up to a day, and the closeness rated (1 to 5), if any.

    `value` is in units of one message of today. It is a score, not an estimate: it has no interval.
    """

    value: float | None
    closeness: int | None

    @property
    def band(self) -> Band | None:
        """Return the band of the strength by `CUTS`, `None` where there is no value."""
        return None if self.value is None else band(self.value)


def strength(
    contacts: Iterable[tuple[date, str]],
    on: date,
    *,
    half_life: float = HALF_LIFE,
    weights: Mapping[str, float] = WEIGHTS,
    closeness: int | None = None,
    before: bool = False,
) -> Strength:
    """Return S = Σ weight(kind) · 2^(-days/half_life) over the (day, kind) of all contacts up to `on`.

    Contacts after `on` do not count, so the strength of the day of a lead is found by giving that day; with
    `before`, neither do those of that very day. Without a contact in the log the value is `None`, not 0:
    no log is not no contact. Raises `KeyError` for a kind without weight, `ValueError` for half_life <= 0.
    """
    if half_life <= 0:
        raise ValueError(f"a half-life is longer than {half_life} days")
    ages = [((on - day).days, weights[kind]) for day, kind in contacts]
    weighed = [weight * 2.0 ** (-age / half_life) for age, weight in ages if age >= (1 if before else 0)]
    return Strength(
        n=len(weighed),
        need=1,
        bias=Bias.HINDSIGHT if before else Bias.UNLOGGED,
        value=sum(weighed) if weighed else None,
        closeness=closeness,
    )


def band(value: float, cuts: Sequence[float] = CUTS) -> Band:
    """Return the band of a strength, given the two ascending strengths at which the upper bands begin."""
    return BANDS[bisect_right(cuts, value)]
