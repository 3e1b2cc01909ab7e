"""A framed pane of text that scrolls."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from netz_tui.ui.widgets.glyphs import glyphs
from netz_tui.ui.widgets.kept import Kept
from netz_tui.ui.widgets.scrollbar import thumb

if TYPE_CHECKING:
    from textual import events


_LEAD = r"\S[^\n]{0,14}?[ ]{2,}(?=\S)|[ ]*([^\w\s][ ])?"
"""What stands before a text that is to stay in its column: a label and at least two blanks, blanks, a sign."""


class TextPanel(Kept, Widget, can_focus=True):
    """A framed text, longer than its frame perhaps; it wraps and scrolls itself, so new text moves no other pane."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll_text(1)", "Down", show=False, id="text.down"),
        Binding("up,k", "scroll_text(-1)", "Up", show=False, id="text.up"),
        Binding("pagedown", "scroll_page(1)", "Page down", show=False, id="text.page_down"),
        Binding("pageup", "scroll_page(-1)", "Page up", show=False, id="text.page_up"),
        Binding("home,g", "scroll_to(0)", "First", show=False, id="text.first"),
        Binding("end,G", "scroll_to(1)", "Last", show=False, id="text.last"),
    ]
    DEFAULT_CSS = """
    TextPanel {
        border: round $border;
        border-title-color: $primary;
        border-title-style: bold;
        border-subtitle-color: $text-muted;
        background: $surface;
        color: $foreground;
        padding: 0 0 0 1;
        height: 1fr;
        &:focus { border: round $primary; }
    }
    """

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - the name every Textual widget uses
        super().__init__(id=id)
        self._text = Content("")
        self._lines: list[Content] = []
        self._width = 0
        self._top = 0

    def say(self, text: Content) -> None:
        """Show another text from its start."""
        self._text = text
        self._width = 0
        self._top = 0
        self.refresh()

    def render(self) -> Content:
        """Draw the lines in sight and, where there are more, a slim bar that tells how far one is."""
        width, height = self.size
        if width < 2 or not height:  # noqa: PLR2004 - no room for text and bar
            return Content("")
        self._wrap(width - 1)
        self._top = self._within(self._top)
        start, size = thumb(height, len(self._lines), height, self._top)
        shown = []
        for place, line in enumerate(self._lines[self._top : self._top + height]):
            bar = glyphs().thumb if start <= place < start + size else " "
            gap = " " * (width - 1 - line.cell_length)
            shown.append(Content.assemble(line, gap, (bar, "$foreground 30%")))
        return Content("\n").join(shown)

    def _wrap(self, width: int) -> None:
        if self._width != width:
            self._lines = [part for line in self._text.split("\n", allow_blank=True) for part in wrapped(line, width)]
            self._width = width

    def _within(self, top: int) -> int:
        return max(0, min(top, len(self._lines) - self.size.height))

    def _go(self, top: int) -> None:
        top = self._within(top)
        if top != self._top:
            self._top = top
            self.refresh()

    def action_scroll_text(self, lines: int) -> None:
        """Scroll by lines."""
        self._go(self._top + lines)

    def action_scroll_page(self, pages: int) -> None:
        """Scroll by what is seen at once, less one line."""
        self._go(self._top + pages * max(1, self.size.height - 1))

    def action_scroll_to(self, end: int) -> None:
        """Go to the first (0) or last (1) line."""
        self._go(end * len(self._lines))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        event.stop()
        self._go(self._top + 2)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        event.stop()
        self._go(self._top - 2)


def wrapped(line: Content, width: int) -> list[Content]:
    """Return a line in parts that fit; what is indented stays so, what follows a sign or a label below itself."""
    if line.cell_length <= width:
        return [line]
    lead = re.match(_LEAD, line.plain)
    size = cell_len(lead[0]) if lead else 0
    if lead is None or not 0 < size < width // 2:
        return line.wrap(width)
    first, *rest = line[lead.end() :].wrap(width - size)
    return [Content.assemble(line[: lead.end()], first), *(Content.assemble(" " * size, part) for part in rest)]
