"""How much is due today, counted a little after anything changed, so that no key waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from textual.timer import Timer

    from netz_tui.desk.desk import Desk

_LATER = 0.2
"""Seconds between a change and the count."""


class DueCount:
    """Keeps the number; `set_timer(seconds, call)` is the program's; it waits until the keys are `resting`.

    `tell` is called when the number is another.
    """

    def __init__(
        self,
        desk: Desk,
        set_timer: Callable[[float, Callable[[], object]], Timer],
        resting: Callable[[], bool],
        tell: Callable[[], object],
    ) -> None:
        self.number = 0
        self._desk = desk
        self._set_timer = set_timer
        self._resting = resting
        self._tell = tell
        self._waiting: Timer | None = None
        self._counted_on: date | None = None

    def soon(self) -> None:
        """Count again, once for all changes that come in quick succession."""
        if self._waiting is None:
            self._waiting = self._set_timer(_LATER, self._count)

    def look_at_clock(self) -> None:
        """Count again when another day has begun."""
        if self._counted_on != self._desk.now().astimezone().date():
            self.soon()

    def _count(self) -> None:
        self._waiting = None
        if not self._resting():
            self.soon()
            return
        from netz_tui.desk import today

        self._counted_on = self._desk.now().astimezone().date()
        number = today.count(self._desk)
        if number != self.number:
            self.number = number
            self._tell()
