"""Who was under observation when a tie ended: spells of time at risk, and the risk sets they make.

Times are durations since a tie began (days, say), never dates; `episodes` turns dates into them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable


class Spell(NamedTuple):
    """Hold a stretch of time in which a tie was under observation, in time since the tie began.

    A tie is at risk at t where entry < t <= exit, and from the very beginning where entry is 0. `event` tells
    whether the tie ended at `exit`; if not, it was last known alive then (censored). `who` names the tie, so
    that several spells of one tie count as one case; `None` makes the spell a case of its own.
    """

    exit: float
    event: bool
    entry: float = 0.0
    who: Hashable = None


class RiskSet(NamedTuple):
    """Hold an event time, how many ties were at risk then, and how many of them ended."""

    time: float
    at_risk: int
    events: int


class Observed:
    """Count who is at risk when, for spells of which those without any time at risk are left out.

    Raises `ValueError` for a spell that ends before it is entered or is entered before the tie began.
    """

    def __init__(self, spells: Iterable[Spell]) -> None:
        kept: list[Spell] = []
        for spell in spells:
            if not 0 <= spell.entry <= spell.exit:
                raise ValueError(f"no time at risk from {spell.entry} to {spell.exit}")
            if spell.entry < spell.exit or spell.entry == 0:
                kept.append(spell)
        self.spells = tuple(kept)
        self.entries = sorted(spell.entry for spell in kept)
        self.exits = sorted(spell.exit for spell in kept)
        self._events = Counter(spell.exit for spell in kept if spell.event)

    @property
    def ties(self) -> int:
        """Return the number of ties seen for some time or seen to end, spells of the same tie counted once."""
        seen = [spell.who for spell in self.spells if spell.exit > spell.entry or spell.event]
        return len(set(seen) - {None}) + seen.count(None)

    def seen(self) -> set[Hashable]:
        """Return the ties, those of them that have a name, that were seen for some time or seen to end."""
        return {spell.who for spell in self.spells if spell.exit > spell.entry or spell.event} - {None}

    def seen_to_end(self) -> set[Hashable]:
        """Return the named ties that ended under observation."""
        return {spell.who for spell in self.spells if spell.event} - {None}

    def seen_at(self, time: float) -> set[Hashable]:
        """Return the named ties that were under observation at `time`."""
        return {spell.who for spell in self.spells if spell.entry < time <= spell.exit or time == spell.entry == 0} - {
            None
        }

    @property
    def events(self) -> int:
        """Return the number of ties that ended under observation."""
        return self._events.total()

    def at_risk(self, time: float) -> int:
        """Return how many ties were under observation at `time`."""
        entered = bisect_right(self.entries, 0.0) if time == 0 else bisect_left(self.entries, time)
        return entered - bisect_left(self.exits, time)

    def events_at(self, time: float) -> int:
        """Return how many ties ended at `time`."""
        return self._events[time]

    def sets(self) -> list[RiskSet]:
        """Return the risk set of each time at which a tie ended, in order."""
        return [RiskSet(time, self.at_risk(time), self._events[time]) for time in sorted(self._events)]


def first_supported(spells: Iterable[Spell], least: int) -> float:
    """Return the earliest time after which at least `least` ties are at risk; `inf` where there never are.

    With delayed entry few ties are under observation early on, and one early end would pull a survival curve
    to zero for good. Starting the curve here (survival so far taken for granted) avoids that.
    """
    observed = Observed(spells)
    if observed.at_risk(0.0) >= least:
        return 0.0
    changes = Counter(observed.entries)
    changes.subtract(Counter(observed.exits))
    at_risk = 0
    for time in sorted(changes):
        at_risk += changes[time]
        if at_risk >= least:
            return time
    return float("inf")


def last_supported(spells: Iterable[Spell], least: int, start: float = 0.0) -> float:
    """Return the time after `start` from which on fewer than `least` ties are at risk for the first time, else `inf`.

    Beyond it a curve rests on so few that one end throws it to the ground.
    """
    observed = Observed(spells)
    times = sorted({time for time in (*observed.entries, *observed.exits) if time >= start})
    for time, following in pairwise(times):
        if observed.at_risk(following) < least:
            return time
    return times[-1] if times else float("inf")


def cut(spells: Iterable[Spell], until: float) -> list[Spell]:
    """Return the spells as they were known at `until`: those that last longer are censored there."""
    return [
        spell if spell.exit <= until else spell._replace(exit=until, event=False)
        for spell in spells
        if spell.entry < until or spell.entry == 0
    ]
