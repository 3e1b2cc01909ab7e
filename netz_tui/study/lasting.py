"""When a tie ended, from what was logged of it: removed, or silent for too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.study.episodes import History
from netz_tui.study.rhythm import USUAL, Limit, silences

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence
    from datetime import date


def history_of(
    who: Hashable,
    began: date,
    contacts: Iterable[date],
    today: date,
    *,
    removed: date | None = None,
    known_from: date | None = None,
    states: tuple[tuple[date, Hashable], ...] = (),
    blind: Sequence[tuple[date, date]] = (),
    limit: Limit = USUAL,
) -> History:
    """Return the history of a tie that began on a day, from the days of its contacts.

    It ends on the day it was removed or the first day after `began` on which it had been silent for too long,
    whichever comes first, even if the silence was broken later; a silence broken before the tie was watched
    (`known_from`) ends nothing, for the tie was there. A tie without a logged contact is neither alive
    nor dead: it is censored on the first day it was known, unless it was removed. Raises `ValueError` for a tie
    removed before it began.
    """
    days = [day for day in contacts if day <= today]
    crossings = [
        silent.crossed
        for silent in silences(days, today, blind=blind, limit=limit)
        if known_from is None or silent.revived is None or silent.revived > known_from
    ]
    ends = [day for day in crossings if day > began]
    if removed is not None:
        ends.append(removed)
    unknown = not days and not ends
    return History(
        who,
        began,
        ended=min(ends, default=None),
        known_from=known_from,
        known_until=max(began, known_from or began) if unknown else None,
        states=states,
    )
