"""The picture of an answer, drawn by the plotting widget, which is loaded when the first one is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.widgets import Static

from netz_tui.i18n import _
from netz_tui.ui.panes.study_drawing import drawing
from netz_tui.ui.panes.study_sheet import plot_widget
from netz_tui.ui.widgets.glyphs import ASCII, glyphs
from netz_tui.ui.widgets.panel import Frame
from netz_tui.ui.widgets.safe import content, shorten

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual_plot import AxisFormatter, PlotWidget

    from netz_tui.desk.study import Picture
    from netz_tui.ui.panes.study_drawing import Drawing, Line

_COLOURS = ("primary", "warning", "success", "error", "accent", "secondary")
_LETTERS = 5
"""How often the letter of a line stands on it."""
_CAPTION = 4
_BELOW = 0.04
"""Room below the upper edge, as a share of the height, so that the frame covers nothing; events stand there."""
_TICK = 14
"""Cells that a label on the lower axis takes."""
_MARK = 2
"""Rows that a label on the left axis takes, so that distances look even."""
_NAMES = (48, 36, 28, 22)
"""Cells to which names below the picture are cut, one after the other, until all of them have room."""


class PlotPane(Frame, can_focus=True):
    """Shows one picture, below it the names of its lines and events."""

    def __init__(self) -> None:
        super().__init__(id="study-plot")
        self._picture: Picture | None = None
        self._names: Mapping[int, str] = {}
        self._plot: PlotWidget | None = None
        self._width = 0

    def compose(self) -> ComposeResult:
        """Put the plot above its caption."""
        self._plot = plot_widget()
        yield self._plot
        yield Static(Content(""), id="study-caption", markup=False)

    def on_mount(self) -> None:
        """Leave room for the labels of the axes and no more."""
        assert self._plot is not None
        self._plot.margin_top, self._plot.margin_bottom, self._plot.margin_left = 0, 1, 8

    def on_resize(self, event: events.Resize) -> None:
        """Draw anew where the width decides how many labels fit."""
        if event.size.width != self._width:
            self._width = event.size.width
            self._draw()

    def show(self, picture: Picture | None, names: Mapping[int, str]) -> None:
        """Show a picture; `names` are those of the people in it."""
        if picture is not self._picture or names != self._names:
            self._picture, self._names = picture, names
            self._draw()

    def on_show(self) -> None:
        """Draw what came while nothing was seen."""
        self._draw()

    def _draw(self) -> None:
        plot = self._plot
        if plot is None or not plot.is_mounted or not self._width:
            return
        plot.clear()
        self.title(self._picture.title if self._picture else "")
        found = None if self._picture is None else drawing(self._picture, self._names)
        caption = self.query_one("#study-caption", Static)
        plot.display = found is not None
        if found is None:
            caption.update(Content.styled(_("Too few data for a picture yet."), "$foreground 60%"))
            return
        self._axes(plot, found)
        for place, line in enumerate(found.lines):
            self._line(plot, line, place)
        for place, line in enumerate(found.lines):
            self._sign(plot, line, place, found.bottom)
        for event in found.events:
            self._upright(plot, event.x, found)
            plot.scatter([event.x], [found.top], marker=event.letter, marker_style=f"bold {self._colour(1)}")
        caption.update(self._caption(found))

    def _colour(self, place: int) -> str:
        variables = self.app.theme_variables
        colour = variables.get(_COLOURS[place % len(_COLOURS)], "")
        return colour if colour.startswith("#") else f"color({place % 6 + 1})"

    def _axes(self, plot: PlotWidget, found: Drawing) -> None:
        room = max(2, (self._width - 10) // _TICK)
        if any(line.bars for line in found.lines):
            each = (self._width - 10) // len(found.ticks) - 1
            ticks = [(at, _fitting(words, each)) for at, words in found.ticks]
        else:
            ticks = found.ticks[:: max(1, -(-len(found.ticks) // room))]
        plot.set_xlimits(found.left, found.right)
        plot.set_ylimits(found.bottom, found.top + _BELOW * (found.top - found.bottom))
        plot.set_x_formatter(_labels(dict(ticks)))
        plot.set_xticks([at for at, _words in ticks])
        rows = max(self.size.height - _CAPTION - 2, _MARK)
        marks = found.marks[:: max(1, -(-len(found.marks) * _MARK // rows))]
        plot.set_y_formatter(_labels(dict(marks)))
        plot.set_yticks([at for at, _words in marks])

    def _line(self, plot: PlotWidget, line: Line, place: int) -> None:
        """Draw one line."""
        colour = self._colour(place)
        from textual_plot import HiResMode

        fine = None if glyphs() is ASCII else HiResMode.BRAILLE
        if line.bars:
            for x, y in line.runs()[0]:
                plot.bar(
                    [x], [y], width=0.7, bar_style=colour, hires_mode=None if fine is None else HiResMode.HALFBLOCK
                )
            return
        for run in line.runs():
            xs, ys = [x for x, _y in run], [y for _x, y in run]
            if fine is None:
                dense = _dense(run, self._width, self.size.height)
                plot.scatter(*dense, marker="|" if line.upright else line.letter, marker_style=colour)
            elif len(run) > 1:
                plot.plot(xs, ys, line_style=colour, hires_mode=fine)
            else:
                plot.scatter(xs, ys, marker_style=colour, hires_mode=fine)

    def _sign(self, plot: PlotWidget, line: Line, place: int, bottom: float) -> None:
        """Put the letter of a line on it, over all lines, so that it is told from the others without colour."""
        shown = line.points[1:2] if line.upright else _spread(line.points, place)
        known = [(x, y) for x, y in shown if y is not None and y >= bottom]
        style = f"bold {self._colour(place)}"
        if not line.bars:
            plot.scatter([x for x, _y in known], [y for _x, y in known], marker=line.letter, marker_style=style)

    def _upright(self, plot: PlotWidget, x: float, found: Drawing) -> None:
        """Draw the line of an event; the plot's own would cover its sign."""
        from textual_plot import HiResMode

        if glyphs() is ASCII:
            rows = max(self.size.height, 2)
            heights = [found.bottom + (found.top - found.bottom) * row / rows for row in range(rows + 1)]
            plot.scatter([x] * len(heights), heights, marker="|", marker_style=self._colour(1))
        else:
            plot.plot([x, x], [found.bottom, found.top], line_style=self._colour(1), hires_mode=HiResMode.BRAILLE)

    def _caption(self, found: Drawing) -> Content:
        """Return the names of lines and events, each with its letter, on as few lines as they fit."""
        parts: list[Content] = []
        for place, line in enumerate(found.lines):
            if line.name:
                name = line.name.removeprefix(f"{line.letter}: ")
                parts.append(Content.assemble((line.letter, f"bold {self._colour(place)}"), " ", content(name)))
        parts += [
            Content.assemble((event.letter, f"bold {self._colour(1)}"), " ", content(event.name, "$foreground 70%"))
            for event in found.events
        ]
        width = max(self._width - 4, 10)
        most = 2 if self.size.height < 14 else _CAPTION  # noqa: PLR2004 - a low pane keeps room for the plot
        lines = _filled(parts, width, width)
        for longest in _NAMES:
            if len(lines) > most:
                lines = _filled(parts, width, min(longest, width))
        if len(lines) > most:
            lines[most - 1] = Content.assemble(shorten(lines[most - 1], width - 2), " ", glyphs().ellipsis)
        return Content("\n").join(lines[:most])


def _filled(parts: Sequence[Content], width: int, longest: int) -> list[Content]:
    """Return lines of parts side by side, none of them longer than `longest`."""
    lines: list[Content] = []
    for part in parts:
        piece = shorten(part, longest)
        if lines and lines[-1].cell_length + 3 + piece.cell_length <= width:
            lines[-1] = Content.assemble(lines[-1], "   ", piece)
        else:
            lines.append(piece)
    return lines


def _labels(words: Mapping[float, str]) -> AxisFormatter:
    """Return what says the given words at the given places of an axis."""
    from textual_plot import AxisFormatter

    class Words(AxisFormatter):
        def get_ticks(self, min_: float, max_: float, max_ticks: int = 8) -> list[float]:  # noqa: ARG002 - its interface
            return list(words)

        def get_labels_for_ticks(self, ticks: Any) -> list[str]:
            return [words.get(tick, "") for tick in ticks]

    return Words()


def _fitting(words: str, width: int) -> str:
    """Return a name and its count in `width` cells; the name is cut, never the count."""
    name, _blank, count = words.rpartition(" ")
    room = width - len(count) - 1
    if len(name) > room:
        name = name[: max(room - 1, 1)] + glyphs().ellipsis
    return f"{name} {count}"


def _spread(points: Sequence[tuple[float, float | None]], place: int) -> list[tuple[float, float | None]]:
    """Return a few of the points, evenly along the line and away from its ends; elsewhere for each line."""
    known = [point for point in points if point[1] is not None]
    if len(known) <= _LETTERS:
        return list(known)
    first, last = known[0][0], known[-1][0]
    shift = 0.35 + 0.15 * (place % 4)
    wanted = [first + (last - first) * (number + shift) / _LETTERS for number in range(_LETTERS)]
    return [_on(known, x) for x in wanted]


def _on(points: Sequence[tuple[float, float | None]], x: float) -> tuple[float, float | None]:
    """Return the point of the line at or before `x`."""
    return x, next((y for at, y in reversed(points) if at <= x), points[0][1])


def _dense(run: list[tuple[float, float]], width: int, height: int) -> tuple[list[float], list[float]]:
    """Return a point for each cell along a run of points, for terminals that know no finer ones."""
    xs: list[float] = []
    ys: list[float] = []
    heights = [y for _x, y in run]
    span, tall = max(run[-1][0] - run[0][0], 1e-9), max(max(heights) - min(heights), 1e-9)
    for (x, y), (to_x, to_y) in zip(run, [*run[1:], run[-1]], strict=True):
        steps = max(1, round((to_x - x) / span * width), round(abs(to_y - y) / tall * height))
        for step in range(steps):
            xs.append(x + (to_x - x) * step / steps)
            ys.append(y + (to_y - y) * step / steps)
    return xs, ys
