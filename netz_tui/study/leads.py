"""Do contacts lead to work? The funnel of leads, by degree, ground or strength of the tie they came through."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Literal

from netz_tui.study.findings import LEVEL, NEED, Bias, Finding
from netz_tui.study.proportions import Share, share_of
from netz_tui.study.risk import Spell

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping
    from datetime import date

    from netz_tui.study.strength import Band


class Stage(IntEnum):
    """Name how far a lead came; a stage stands for all before it."""

    HINT = 1
    APPLICATION = 2
    INTERVIEW = 3
    OFFER = 4
    HIRED = 5


@dataclass(frozen=True, slots=True)
class Lead:
    """Hold a lead: through whom and when it came, and the days on which it reached a stage.

    `degree`, `ground` and `band` are those of the tie on the day of the hint, `None` where unknown. `closed`
    is the day it came to nothing, `None` while something may still become of it.
    """

    who: Hashable
    hint: date
    reached: Mapping[Stage, date]
    closed: date | None = None
    degree: int | None = None
    ground: str | None = None
    band: Band | None = None

    def reaches(self, stage: Stage) -> date | None:
        """Return the day by which `stage` was reached, that of a later stage if it was skipped, else `None`."""
        if stage == Stage.HINT:
            return self.hint
        return min((day for at, day in self.reached.items() if at >= stage), default=None)

    def outcome(self, stage: Stage, on: date) -> bool | None:
        """Tell whether `stage` was reached by the day `on`; `None` while the lead is open and has not."""
        day = self.reaches(stage)
        if day is not None and day <= on:
            return True
        return False if self.closed is not None and self.closed <= on else None


By = Literal["degree", "ground", "band"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel(Finding):
    """Hold the `n` leads of a group, and for each stage after the hint the share of them that reached it.

    A lead that is open and has not reached a stage is `unknown` there. Those that did are settled sooner than
    those that will not, so `Share.bounds` belongs beside the rate, and `waits` says how it goes over time.
    """

    leads: tuple[Lead, ...]
    stages: Mapping[Stage, Share]

    @property
    def counts(self) -> dict[Stage, int]:
        """Return how many leads reached each stage, all of them the hint."""
        return {Stage.HINT: self.n} | {stage: share.hits for stage, share in self.stages.items()}


def funnel(leads: Iterable[Lead], on: date, *, need: int = NEED, level: float = LEVEL) -> Funnel:
    """Return the funnel of all leads whose hint came by the day `on`."""
    come = tuple(lead for lead in leads if lead.hint <= on)
    return Funnel(
        n=len(come),
        need=need,
        bias=Bias.STILL_OPEN,
        leads=come,
        stages={
            stage: share_of((lead.outcome(stage, on) for lead in come), need=need, level=level, bias=Bias.STILL_OPEN)
            for stage in Stage
            if stage != Stage.HINT
        },
    )


def funnels_by(
    leads: Iterable[Lead], by: By, on: date, *, need: int = NEED, level: float = LEVEL
) -> dict[Hashable, Funnel]:
    """Return the funnel of each degree, ground or band of strength; `None` gathers leads where it is unknown."""
    groups: dict[Hashable, list[Lead]] = {}
    for lead in leads:
        if lead.hint <= on:
            groups.setdefault(getattr(lead, by), []).append(lead)
    return {group: funnel(some, on, need=need, level=level) for group, some in groups.items()}


def waits(leads: Iterable[Lead], stage: Stage, on: date) -> list[Spell]:
    """Return for each lead the days from hint to `stage`, for `kaplan_meier`: 1 - S(t) is the share by then.

    A lead that has not reached the stage is censored on the day `on`, also when it was closed before: closed
    leads will not reach it, and dropping them from the risk set would count them as if they might (Gray 1988).
    """
    spells: list[Spell] = []
    for position, lead in enumerate(leads):
        if lead.hint <= on:
            day = lead.reaches(stage)
            reached = day is not None and day <= on
            last = day if reached and day is not None else on
            spells.append(Spell(max(0, (last - lead.hint).days), event=reached, who=position))
    return spells


def sources(leads: Iterable[Lead], on: date) -> Counter[Hashable]:
    """Return how many leads came through each contact by the day `on`, most first."""
    counts = Counter(lead.who for lead in leads if lead.hint <= on)
    return Counter(dict(counts.most_common()))
