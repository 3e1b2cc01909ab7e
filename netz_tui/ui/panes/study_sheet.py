"""The plotting widget as the study wants it; its library is slow to load and comes with the first picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Grid
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual_plot import PlotWidget

_PARTS = ("margin-top", "margin-left", "plot", "margin-bottom")


def plot_widget() -> PlotWidget:
    """Return a plot that is never moved by hand, on canvases that bear being shown before they know their size."""
    from textual_hires_canvas import Canvas
    from textual_plot import PlotWidget
    from textual_plot.plot_widget import Legend

    class Sheet(Canvas):
        def render_line(self, y: int) -> Strip:
            strip = super().render_line(y)
            if any(segment.style is None for segment in strip):  # on those Textual fails where colours are off
                return Strip.blank(self.size.width, self.rich_style)
            return strip

    class Plot(PlotWidget):
        def compose(self) -> ComposeResult:
            with Grid():
                for part in _PARTS:
                    yield Sheet(1, 1, id=part)
            yield Legend(id="legend")

    plot = Plot(allow_pan_and_zoom=False)
    plot.can_focus = False
    return plot
