"""Ask for a day or moment in words, and say at once what was understood."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from netz_tui.dates import is_warm, parse_moment
from netz_tui.i18n import _, format_date, format_moment, say
from netz_tui.ui.dialogs.base import Dialog
from netz_tui.ui.widgets.line import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget
    from textual.widgets import Input

MORNING = time(7, 0)
"""When a day begins for what was deferred to it."""


class AskDay(Dialog[tuple[datetime, bool]]):
    """Ask when; the answer is an aware datetime to come, and whether a time of day was named.

    `default` is taken if nothing is typed.
    """

    def __init__(self, title: str, now: datetime, *, default: str, intro: Content | None = None) -> None:
        super().__init__(title, intro=intro, hint=_("enter takes · esc back"))
        self._now = now.astimezone()
        self._default = default

    def body(self) -> Iterator[Widget]:
        """Show the line to type in and what it means."""
        yield Line(placeholder=self._default)
        yield Static(Content(""), id="meaning", classes="note", markup=False)
        yield Static(Content(_("for example: fr · tomorrow 14:30 · in 2 weeks · 14.12.")), classes="note", markup=False)

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Line).focus()
        self.once_days_are_read(lambda: self._look(self.query_one(Line).value))

    def _understood(self, text: str) -> tuple[datetime, bool] | None:
        moment = parse_moment(text.strip() or self._default, self._now, usual=MORNING)
        if moment is None or moment <= self._now:
            return None
        return moment, moment.time() != MORNING

    def _look(self, text: str) -> None:
        found = self._understood(text)
        meaning = self.query_one("#meaning", Static)
        if found is None:
            meaning.update(Content.styled(_("That is no day to come that netz understands."), "$error"))
            return
        moment, timed = found
        shown = format_moment(moment, "full") if timed else format_date(moment.date(), "full")
        meaning.update(Content.styled(say("= {day}", day=shown), "$success"))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what was understood."""
        if is_warm():
            self._look(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer if it was understood."""
        found = self._understood(event.value)
        if found is not None:
            self.dismiss(found)
