"""The editor of a note."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.content import Content
from textual.widgets import TextArea

from netz_tui.i18n import _, say
from netz_tui.ui.words import HOW_TO_BEGIN

if TYPE_CHECKING:
    from netz_tui.ui.app import Netz


class Note(TextArea, inherit_bindings=True):
    """Plain soft-wrapped text; `tab` leaves it."""

    def __init__(self, text: str) -> None:
        super().__init__(
            text,
            soft_wrap=True,
            tab_behavior="focus",
            highlight_cursor_line=False,
            placeholder=Content(_(HOW_TO_BEGIN)),
            id="note",
        )
        self.cursor_blink = False

    def on_focus(self) -> None:
        """Say what becomes of what is typed."""
        key = cast("Netz", self.app).key_name("desk.finish")
        self.placeholder = Content(say("What was said? It is kept as you type; “{key}” logs it.", key=key))

    def on_blur(self) -> None:
        """Say how to begin."""
        self.placeholder = Content(_(HOW_TO_BEGIN))
