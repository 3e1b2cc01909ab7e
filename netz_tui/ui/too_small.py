"""A sentence over everything while the window is smaller than netz can use."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from netz_tui.i18n import say

COLUMNS, ROWS = 60, 20
"""The smallest window in which everything can be done."""


class TooSmall(Static):
    """Lies over the screen, which goes on below it with its focus and its texts."""

    DEFAULT_CSS = """
    TooSmall {
        display: none; layer: above; width: 100%; height: 100%;
        background: $background; color: $warning; content-align: center middle; text-align: center;
    }
    """

    def __init__(self) -> None:
        sentence = say("The window is too small: netz needs {columns} × {rows}.", columns=COLUMNS, rows=ROWS)
        super().__init__(Content(sentence), markup=False)

    def look(self, width: int, height: int) -> None:
        """Be there or not, as the size of the window asks for."""
        self.display = width < COLUMNS or height < ROWS
