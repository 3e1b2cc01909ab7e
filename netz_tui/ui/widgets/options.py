"""A short list of choices, each with a single key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from netz_tui.ui.widgets.glyphs import glyphs
from netz_tui.ui.widgets.safe import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.geometry import Size


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: the key that takes it, what it says (made safe before), what it stands for."""

    key: str
    label: Content
    value: Any


class Options(Widget, can_focus=True):
    """Shows choices one below the other; a key, enter, or a click takes one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("enter", "take", show=False),
    ]
    DEFAULT_CSS = """
    Options { height: auto; width: 1fr; color: $foreground; }
    """

    class Taken(Message):
        """A choice was taken."""

        def __init__(self, value: Any) -> None:
            super().__init__()
            self.value = value

    def __init__(self, options: Sequence[Option], chosen: Any = None) -> None:
        super().__init__()
        self.options = list(options)
        self.cursor = next((place for place, option in enumerate(self.options) if option.value == chosen), 0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """Return a line for each choice."""
        return len(self.options)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's
        """Return the width of the longest choice."""
        return max((option.label.cell_length + 8 for option in self.options), default=10)

    def render(self) -> Content:
        """Draw the choices."""
        lines = []
        for place, option in enumerate(self.options):
            here = place == self.cursor
            sign = glyphs().cursor if here else " "
            line = Content.assemble(
                (sign + " ", "$accent"), (f" {option.key} ", "$background on $primary"), "  ", option.label
            )
            lines.append(shorten(line, max(self.size.width, 1)).stylize("bold" if here else ""))
        return Content("\n").join(lines)

    def action_move(self, by: int) -> None:
        """Go to the next or previous choice."""
        self.cursor = (self.cursor + by) % len(self.options)
        self.refresh()

    def action_take(self) -> None:
        """Take the choice under the cursor."""
        self.post_message(self.Taken(self.options[self.cursor].value))

    def on_key(self, event: events.Key) -> None:
        """Take the choice with this key."""
        for option in self.options:
            if option.key in {event.character, event.key}:
                event.stop()
                event.prevent_default()
                self.post_message(self.Taken(option.value))
                return

    def on_click(self, event: events.Click) -> None:
        """Take the choice clicked."""
        if 0 <= event.y < len(self.options):
            self.cursor = event.y
            self.refresh()
            self.action_take()
