"""Whom to call today: of the contacts whose sign of life is due, those with whom a call is worth most now."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from netz_tui.book import agenda
from netz_tui.desk.net.tie_evidence import Ties
from netz_tui.desk.today.words import local_day
from netz_tui.moments import read_moment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from netz_tui.book.rhythm import TouchRow
    from netz_tui.desk.desk import Desk

_WEIGHED = 400
"""So many contacts are weighed, the longest due of all; the rest wait behind them."""
_NOON, _EVENING = 12, 17


class Weighed(NamedTuple):
    """A contact whose sign of life is due, with what a call is worth: `score` = urgency · value · chance.

    `bears` is the probability that the tie bears, `rests` how many rest on the introduction, `reached` of `tries`
    calls in this part of the day came through, `tried` whether it was tried today in vain.
    """

    touch: TouchRow
    late: int
    bears: float
    rests: int
    reached: int
    tries: int
    tried: bool

    @property
    def score(self) -> float:
        """Return what a call is worth now."""
        return urgency(self.late, self.touch.days) * value(self.bears, self.rests) * chance(self.reached, self.tries)


def urgency(late: int, days: int) -> float:
    """Return how urgent a sign of life is, 0 to 1: half of it is reached one whole rhythm after the day it was due.

    1 - 2^(-(late + 1) / days): it rises fast while the tie is still warm and hardly any more once it has cooled, for
    a silence of many rhythms mostly means the end (Navarro et al. 2017), which one call does not turn.
    """
    return 1 - 2 ** (-(late + 1) / max(1, days))


def value(bears: float, rests: int) -> float:
    """Return what a tie is worth: how likely it bears, more if others rest on it, with falling returns.

    bears · (1 + log2(1 + rests) / 2): one who introduced three people counts twice, fifteen three times.
    """
    return bears * (1 + math.log2(1 + rests) / 2)


def chance(reached: int, tries: int) -> float:
    """Return how likely a call in this part of the day comes through: the rule of succession (Laplace)."""
    return (reached + 1) / (tries + 2)


def part_of_day(moment: datetime) -> int:
    """Return 0 before noon, 1 in the afternoon, 2 from five o'clock on, in the computer's time zone."""
    hour = moment.astimezone().hour
    return (hour >= _NOON) + (hour >= _EVENING)


def weigh(desk: Desk, touches: Sequence[TouchRow]) -> list[Weighed]:
    """Return contacts whose sign of life is due: the overdue before those of today, the most worthwhile call first.

    Who was not weighed comes last.
    """
    now = desk.now()
    today = now.astimezone().date()
    chosen = touches[:_WEIGHED]
    ties = Ties(desk)
    bonds = ties.with_me([row.id for row in chosen])
    rests = agenda.resting(desk.book)
    calls = _calls(desk, [row.id for row in chosen])
    weighed = []
    for row in touches:
        mine = [(reached, at) for reached, at in calls.get(row.id, ()) if part_of_day(at) == part_of_day(now)]
        weighed.append(
            Weighed(
                row,
                (today - local_day(row.due)).days,
                ties.chance(bonds[row.id]) if row.id in bonds else 0.0,
                rests.get(row.id, 0),
                sum(reached for reached, _at in mine),
                len(mine),
                any(not reached and at.astimezone().date() == today for reached, at in calls.get(row.id, ())),
            )
        )
    return sorted(weighed, key=lambda one: (one.late == 0, -one.score))


def _calls(desk: Desk, ids: Sequence[int]) -> dict[int, list[tuple[bool, datetime]]]:
    """Return for each person the calls: whether they came through, and when."""
    marks = ",".join("?" * len(ids))
    found: dict[int, list[tuple[bool, datetime]]] = defaultdict(list)
    for person, outcome, at in desk.book.rows(
        f"SELECT person_id, outcome, at FROM conversations WHERE person_id IN ({marks}) "  # noqa: S608 - marks only
        "AND kind IN ('call', 'video') AND outcome <> 'wrong_number'",
        ids,
    ):
        found[person].append((outcome == "reached", read_moment(at)))
    return found
