"""One line to type in, which takes a pasted text whole: its lines become words in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.widgets import Input

from netz_tui.clean import clean

if TYPE_CHECKING:
    from textual import events


class Line(Input):
    """An input without a frame and without a blinking cursor."""

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(clean(value), placeholder=placeholder, id=id, compact=True)
        self.cursor_blink = False

    def _watch_value(self, value: str) -> None:
        """Take the new text in without laying out the whole screen for it, as Textual's own would."""
        self.set_reactive(Line.virtual_size, Size(self.content_width, 1))
        super()._watch_value(value)

    def _on_paste(self, event: events.Paste) -> None:
        """Put in all that was pasted; Textual's own would drop everything after the first line."""
        event.stop()
        event.prevent_default()
        self.replace(clean(event.text), *self.selection)
