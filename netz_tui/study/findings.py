"""What a result of the study carries beside its number: how many cases, the interval, what biases it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from netz_tui.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

LEVEL: Final = 0.95
"""Coverage of an interval when none is asked for."""
NEED: Final = 5
"""Fewest cases for which a number is shown; below it a number says more about chance than about people."""
NOT_ENOUGH: Final = N_("not enough data yet: {have} of {need}")
"""English template for a screen that has `Finding.missing` to show."""


class Bias(StrEnum):
    """Name what biases a figure; `SENTENCES` has the plain English sentence for each."""

    ONE_LOG = "one-log"
    UNLOGGED = "unlogged"
    GATE = "gate"
    SURVIVORS = "survivors"
    LATER_GROUND = "later-ground"
    STILL_OPEN = "still-open"
    ALIKE = "alike"
    NO_CAUSE = "no-cause"
    HINDSIGHT = "hindsight"
    STAR = "star"


SENTENCES: Final[Mapping[Bias, str]] = {
    Bias.ONE_LOG: N_("One person's own log: it describes this network, not networking in general."),
    Bias.UNLOGGED: N_("What was not logged is unknown, not absent: a quiet log is not a quiet tie."),
    Bias.GATE: N_("Confirmed contacts have passed your own check: they last longer than contacts at large would."),
    Bias.SURVIVORS: N_("Ties that were lost before the log began were never seen; older ties count only from then on."),
    Bias.LATER_GROUND: N_("A contact counts on a ground only from the day that ground was gained."),
    Bias.STILL_OPEN: N_("What is still open counts neither as success nor as failure."),
    Bias.ALIKE: N_("Answers about one introducer resemble each other; the interval is widened for that."),
    Bias.NO_CAUSE: N_("One series before and after an event shows a change, not what caused it."),
    Bias.HINDSIGHT: N_("Strength is taken as it was on the day of the lead; the talk that followed does not count."),
    Bias.STAR: N_("Only recorded ties among your contacts count; exports of platforms show none of them."),
}
"""English sentence for each bias, complete in itself; translated where it is shown."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Hold the two ends of an interval and its coverage; `high` may be `inf`."""

    low: float
    high: float
    level: float = LEVEL

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Carry what every result has: `n` cases of at least `need`, and the bias to print beside it.

    Where `enough` is false, the number and the interval of a result are `None`, so that no screen can
    show them by mistake; `missing` then says how far the data reach.
    """

    n: int
    need: int = NEED
    bias: Bias = Bias.ONE_LOG

    @property
    def enough(self) -> bool:
        """Tell whether there are enough cases to show a number."""
        return self.n >= self.need

    @property
    def missing(self) -> tuple[int, int] | None:
        """Return (have, need) where data are short, else `None`; fits the template `NOT_ENOUGH`."""
        return None if self.enough else (self.n, self.need)


def check_level(level: float) -> None:
    """Raise `ValueError` unless 0 < `level` < 1."""
    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, not {level}")
