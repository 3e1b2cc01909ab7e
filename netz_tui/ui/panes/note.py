"""The editor of a note."""

from __future__ import annotations

from textual.widgets import TextArea


class Note(TextArea, inherit_bindings=True):
    """Plain soft-wrapped text; `tab` leaves it."""

    def __init__(self, text: str) -> None:
        super().__init__(text, soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False, id="note")
        self.cursor_blink = False
