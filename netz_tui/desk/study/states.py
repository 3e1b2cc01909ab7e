"""On which ground a tie stood at each time, from the times in which each ground was held."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class Held(NamedTuple):
    """A ground and the days on which it was gained and lost, None while it stands."""

    kind: str
    start: date
    end: date | None


def states(held: Iterable[Held]) -> tuple[tuple[date, str | None], ...]:
    """Return (day, ground) for each change of the best ground: a before b before c, None where none stands."""
    grounds = list(held)
    days = sorted({day for ground in grounds for day in (ground.start, ground.end) if day is not None})
    found: list[tuple[date, str | None]] = []
    for day in days:
        standing = [
            ground.kind for ground in grounds if ground.start <= day and (ground.end is None or day < ground.end)
        ]
        best = min(standing, default=None)
        if not found or found[-1][1] != best:
            found.append((day, best))
    return tuple(found)
