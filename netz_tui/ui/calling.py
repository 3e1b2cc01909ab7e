"""The call that runs: with whom, since when."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from netz_tui.desk.page import Page


class Call(NamedTuple):
    """One call."""

    person_id: int
    request_id: int
    name: str
    started: datetime

    @property
    def started_text(self) -> str:
        """When it began, as text."""
        return self.started.isoformat()


class Calling:
    """At most one call runs at a time; the moment comes in as an argument."""

    def __init__(self) -> None:
        self.running: Call | None = None

    def start(self, page: Page, now: datetime) -> None:
        """Begin to count."""
        self.running = Call(page.person.id, page.request.id, page.request.name, now)

    def stop(self) -> None:
        """Stop counting: the call was logged."""
        self.running = None

    def of(self, person_id: int) -> Call | None:
        """Return the call if it is with this person."""
        return self.running if self.running is not None and self.running.person_id == person_id else None

    def seconds(self, now: datetime) -> int:
        """Return how long it has lasted."""
        return 0 if self.running is None else max(0, int((now - self.running.started).total_seconds()))

    def clock(self, now: datetime) -> str:
        """Return how long it has lasted, as a clock shows it."""
        minutes, seconds = divmod(self.seconds(now), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"
