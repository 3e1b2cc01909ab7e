"""A container that paints nothing."""

from __future__ import annotations

from textual.widget import Widget

from netz_tui.ui.widgets.kept import Unpainted


class Bare(Unpainted, Widget):
    """Holds widgets that cover it."""

    DEFAULT_CSS = """
    Bare { width: 1fr; height: 1fr; overflow: hidden; }
    """
