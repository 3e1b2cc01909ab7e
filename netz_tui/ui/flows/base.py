"""What a flow may ask of the program that runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from textual.content import Content
    from textual.geometry import Size
    from textual.screen import Screen

    from netz_tui.desk.desk import Desk
    from netz_tui.desk.history import Change


class Host(Protocol):
    """The program, as flows see it."""

    desk: Desk

    @property
    def size(self) -> Size:
        """How many columns and rows there are."""

    traces: Path | None
    """The folder of what may be deleted, such as the log; None where there is none."""

    async def ask(self, question: Screen[Any]) -> Any:
        """Show a dialog and return its answer, None if it was left."""

    def act(self, verb: Callable[[], Change | None]) -> Change | None:
        """Run a verb, publish what it changed, say problems in a sentence."""

    def act_quietly(self, verb: Callable[[], Change | None]) -> Change | None:
        """Run a verb and publish what it changed, without saying what was done."""

    def flash(self, message: Content) -> None:
        """Say something on the first line for some seconds."""

    def say_problem(self, sentence: str) -> None:
        """Tell the user what can't be done and what to do instead."""

    def go_to(self, request_id: int) -> None:
        """Put the cursor of the inbox on a request."""

    async def call_at_desk(self, request_id: int) -> None:
        """Go to a request in the inbox and start the call there."""

    def now(self) -> datetime:
        """Return the moment."""

    def hand_over(self, address: str, *, browser: bool) -> None:
        """Open an https address in the browser, or copy it."""
