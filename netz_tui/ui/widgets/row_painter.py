"""Turns the rows of a list into finished lines, each painted once as long as it looks the same."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip

from netz_tui.ui.widgets.blocks import Identified
from netz_tui.ui.widgets.glyphs import glyphs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.style import Style

    from netz_tui.ui.widgets.virtual_list import VirtualList

R = TypeVar("R", bound=Identified)

KEPT_LINES = 512
"""How many finished lines are kept."""


class Bar(IntEnum):
    """What of the scrollbar is in the last cell of a line."""

    NONE = 0
    TRACK = 1
    THUMB = 2


class Place(NamedTuple):
    """All that decides how a line of a given row looks."""

    number: int
    line: int
    selected: bool
    marked: bool
    bar: Bar


class RowPainter(Generic[R]):
    """Paints for one list: asks its `paint` for the text, adds cursor, mark, background and scrollbar."""

    def __init__(self, owner: VirtualList[R]) -> None:
        self._list = owner
        self._lines: dict[Place, Strip] = {}

    def forget(self) -> None:
        """Paint everything anew from now on."""
        self._lines.clear()

    def line(self, row: R, place: Place) -> Strip:
        """Return a line of a row, exactly as wide as the list."""
        strip = self._lines.get(place)
        if strip is None:
            if len(self._lines) > KEPT_LINES:
                self._lines.clear()
            self._paint(row, place)
            strip = self._lines[place]
        return strip

    def blank_line(self, bar: Bar) -> Strip:
        """Return a line on which there is no row."""
        place = Place(-1, 0, selected=False, marked=False, bar=bar)
        strip = self._lines.get(place)
        if strip is None:
            strip = self._lines[place] = self._finished([], self._list.visual_style, bar)
        return strip

    def empty_line(self, text: str) -> Strip:
        """Return a line of a list without rows; the text is ours."""
        style, width = self._list.get_visual_style("virtual-list--empty"), self._list.size.width
        segments = [Segment(" ", style.rich_style), *_laid_over(Content(text), style, max(width - 2, 0))]
        return Strip(segments).adjust_cell_length(width, style.rich_style)

    def _paint(self, row: R, place: Place) -> None:
        """Paint all lines of a row, each with the piece of scrollbar asked for in `place`."""
        owner, signs = self._list, glyphs()
        base = owner.get_visual_style("virtual-list--cursor") if place.selected else owner.visual_style
        edge = (signs.cursor if owner.has_focus else signs.cursor_idle) if place.selected else " "
        edge_style = (base + self._component("virtual-list--bar")).rich_style
        width = owner.size.width - (2 if owner.markable else 1) - 1
        painted = owner.paint(row, width, place.selected, place.marked) if width > 0 else ()
        for line in range(owner.row_lines):
            segments = [Segment(edge, edge_style)]
            if owner.markable:
                sign = signs.mark if place.marked and line == 0 else " "
                segments.append(Segment(sign, (base + self._component("virtual-list--mark")).rich_style))
            if line < len(painted):
                segments.extend(_laid_over(painted[line], base, width))
            self._lines[place._replace(line=line)] = self._finished(segments, base, place.bar)

    def _finished(self, segments: list[Segment], base: Style, bar: Bar) -> Strip:
        """Return a line filled up to the last cell, which holds a piece of the scrollbar."""
        width, signs = self._list.size.width, glyphs()
        line = Strip(segments).adjust_cell_length(max(width - 1, 0), base.rich_style)
        if bar is Bar.NONE:
            end = Segment(" ", base.rich_style)
        else:
            style = (self._list.visual_style + self._component("virtual-list--scrollbar")).rich_style
            end = Segment(signs.thumb if bar is Bar.THUMB else signs.track, style)
        return Strip([*line, end], width).adjust_cell_length(width)

    def _component(self, name: str) -> Style:
        return self._list.get_visual_style(name, partial=True)


def _laid_over(line: Content | Strip, base: Style, width: int) -> Iterable[Segment]:
    """Return the segments of a line on the style beneath it, exactly `width` cells of them."""
    strip = (
        Strip(line.render_segments(base), line.cell_length)
        if isinstance(line, Content)
        else line.apply_style(base.rich_style)
    )
    return strip.adjust_cell_length(width, base.rich_style)
