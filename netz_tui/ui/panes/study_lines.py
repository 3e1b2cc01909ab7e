"""The two lines above an answer: the questions, and what the book is narrowed to; both take clicks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from netz_tui.desk.study import QUESTIONS
from netz_tui.i18n import _
from netz_tui.ui.widgets.glyphs import ASCII, glyphs
from netz_tui.ui.widgets.safe import content, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events


class Clickable(Widget):
    """One line of parts, each of which can be clicked."""

    DEFAULT_CSS = """
    Clickable { height: 1; background: $background; }
    """

    class Chosen(Message):
        """A part was clicked."""

        def __init__(self, line: Clickable, name: str) -> None:
            super().__init__()
            self.line = line
            self.part = name

    def __init__(self, id: str) -> None:  # noqa: A002 - the name every Textual widget uses
        super().__init__(id=id)
        self._parts: list[tuple[str, Content]] = []
        self._gap = " "

    def put(self, parts: Sequence[tuple[str, Content]], gap: str) -> None:
        """Show parts by name."""
        self._parts, self._gap = list(parts), gap
        self.refresh()

    def render(self) -> Content:
        """Draw the parts, cut where the line ends."""
        return shorten(Content(self._gap).join([part for _name, part in self._parts]), max(self.size.width, 1))

    def on_click(self, event: events.Click) -> None:
        """Say which part was clicked."""
        at = self.gutter.left
        for name, part in self._parts:
            if at <= event.x < at + part.cell_length:
                self.post_message(self.Chosen(self, name))
                return
            at += part.cell_length + len(self._gap)


class Questions(Clickable):
    """The questions; the one that is answered is marked by brackets too."""

    def __init__(self) -> None:
        super().__init__("study-questions")

    def show(self, chosen: str) -> None:
        """Mark the question that is answered."""
        left, right = ("<", ">") if glyphs() is ASCII else ("‹", "›")
        parts = []
        for question in QUESTIONS:
            name = _(question.name)
            here = question.id == chosen
            text = f"{left}{name}{right}" if here else f" {name} "
            style = "bold $background on $accent" if here else "$foreground 60%"
            parts.append((question.id, Content.styled(text, style)))
        self.put(parts, " ")


class Narrowing(Clickable):
    """What the answer is narrowed to, each with its key; what does not apply to a question is faint."""

    def __init__(self) -> None:
        super().__init__("study-lens")

    def show(self, parts: Sequence[tuple[str, str, str, bool, bool]]) -> None:
        """Show (name, key, words, whether it is set, whether it applies) for each."""
        shown = []
        for name, key, words, is_set, applies in parts:
            style = "$foreground 35%" if not applies else "bold $secondary" if is_set else "$foreground 70%"
            shown.append(
                (name, Content.assemble((key, "bold $primary" if applies else style), " ", content(words, style)))
            )
        self.put(shown, f" {glyphs().separator} ")
