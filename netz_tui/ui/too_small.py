"""A sentence over everything while the window is smaller than netz can use."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from netz_tui.i18n import say


class TooSmall(Static):
    """Lies over the screen, which goes on below it with its focus and its texts."""

    DEFAULT_CSS = """
    TooSmall {
        layer: above; width: 100%; height: 100%;
        background: $background; color: $warning; content-align: center middle; text-align: center;
    }
    """

    def __init__(self, columns: int, rows: int) -> None:
        sentence = say("The window is too small: netz needs {columns} × {rows}.", columns=columns, rows=rows)
        super().__init__(Content(sentence), markup=False)
