"""A framed pane of text that scrolls, and the frame itself for other widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class Frame(Vertical):
    """A rounded frame with a title above and a subtitle below; brighter while something in it has the focus."""

    DEFAULT_CSS = """
    Frame {
        border: round $border;
        border-title-color: $primary;
        border-title-style: bold;
        border-subtitle-color: $text-muted;
        background: $surface;
        padding: 0;
        &:focus-within { border: round $primary; }
    }
    """

    def title(self, title: Content | str, subtitle: Content | str = "") -> None:
        """Set both lines of the frame; text of ours or made safe before."""
        self.border_title = title if isinstance(title, Content) else Content(title)
        self.border_subtitle = subtitle if isinstance(subtitle, Content) else Content(subtitle)


class TextPanel(VerticalScroll, can_focus=True):
    """A framed text, longer than its frame perhaps; show new text with `say`."""

    BINDINGS: ClassVar[list[BindingType]] = []
    DEFAULT_CSS = """
    TextPanel {
        border: round $border;
        border-title-color: $primary;
        border-title-style: bold;
        border-subtitle-color: $text-muted;
        background: $surface;
        padding: 0 1;
        scrollbar-size-vertical: 1;
        scrollbar-background: $surface;
        scrollbar-background-hover: $surface;
        scrollbar-color: $foreground 25%;
        &:focus { border: round $primary; }
        & > Static { width: 1fr; height: auto; }
    }
    """

    def compose(self) -> ComposeResult:
        """Hold one text."""
        yield Static(Content(""), markup=False)

    def say(self, text: Content) -> None:
        """Show another text from its start."""
        self.query_one(Static).update(text)
        self.scroll_home(animate=False, force=True)
