"""From dates to time at risk: a tie's history is split on the days it changed its ground.

A contact that was met in person only later counts as met in person only from then; counted so from its first
day, it would bring along years in which it could not have ended as such ("immortal time", Suissa 2008).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from netz_tui.study.risk import Spell

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable
    from datetime import date


@dataclass(frozen=True, slots=True)
class History:
    """Hold what the log knows of one tie.

    `began` is the day of confirmation. `ended` is the day the tie ended, `None` while it has not. `known_from`
    is the day the log began to watch a tie that was there before (an import). `known_until` is the last
    day a tie that has not ended is known to be alive, if not today. `states` has (day, state) for each change,
    such as a ground gained, and (day, None) for one lost; before the first the state is `None`.
    """

    who: Hashable
    began: date
    ended: date | None = None
    known_from: date | None = None
    known_until: date | None = None
    states: tuple[tuple[date, Hashable], ...] = ()

    def __post_init__(self) -> None:
        if self.ended is not None and self.ended < self.began:
            raise ValueError(f"a tie of {self.began} cannot have ended on {self.ended}")

    def state_at(self, day: date) -> Hashable:
        """Return the state in which `day` was entered: a change on that day counts from the day after.

        On its first day a tie is in the state it was given that day.
        """
        state: Hashable = None
        for changed, to in sorted(self.states, key=lambda change: change[0]):
            if changed < day or changed <= self.began:
                state = to
        return state

    def watched(self, until: date) -> tuple[date, date] | None:
        """Return the first and last day under observation up to `until`, `None` for a tie never watched."""
        last = min(day for day in (until, self.ended or self.known_until) if day is not None)
        first = max(self.began, self.known_from or self.began)
        return None if last < first or (last == first and first > self.began) else (first, last)

    def watched_on(self, day: date, until: date) -> bool:
        """Tell whether `day` belongs to the time under observation, its first day only if the tie began then."""
        watched = self.watched(until)
        return watched is not None and (watched[0] < day <= watched[1] or day == watched[0] == self.began)

    def spells(self, until: date) -> list[tuple[Hashable, Spell]]:
        """Return (state, spell) for each stretch under observation up to `until`, in days since `began`.

        A tie that ended after `until`, or has not ended, is censored. Not a day is lost or counted twice.
        """
        watched = self.watched(until)
        if watched is None:
            return []
        first, last = watched
        ends = self.ended is not None and self.ended <= until
        changes = sorted({day for day, _ in self.states if first < day < last})
        pieces = list(pairwise([first, *changes, last]))
        return [
            (
                self.state_at(stop),
                Spell(
                    exit=(stop - self.began).days,
                    event=ends and stop == last,
                    entry=(start - self.began).days,
                    who=self.who,
                ),
            )
            for start, stop in pieces
        ]


def spells_by_state(histories: Iterable[History], until: date) -> dict[Hashable, list[Spell]]:
    """Return the spells of all ties by the state they were in; fit for `kaplan_meier` and `log_rank`."""
    groups: dict[Hashable, list[Spell]] = {}
    for history in histories:
        for state, spell in history.spells(until):
            groups.setdefault(state, []).append(spell)
    return groups


def spells_of_all(histories: Iterable[History], until: date) -> list[Spell]:
    """Return the spells of all ties, whatever state they were in."""
    return [spell for history in histories for _, spell in history.spells(until)]


def days_by_state(histories: Iterable[History], until: date) -> dict[Hashable, float]:
    """Return the contact-days under observation in each state: the exposure for rates."""
    return {
        state: sum(spell.exit - spell.entry for spell in spells)
        for state, spells in spells_by_state(histories, until).items()
    }
