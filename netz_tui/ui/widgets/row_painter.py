"""Turns the rows of a list into finished lines, each painted once as long as it looks the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip

from netz_tui.ui.widgets.blocks import Identified
from netz_tui.ui.widgets.glyphs import glyphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.style import Style

    from netz_tui.ui.widgets.virtual_list import VirtualList

R = TypeVar("R", bound=Identified)

KEPT_ROWS = 256
"""How many finished rows are kept."""


NO_BAR, TRACK, THUMB = range(3)
"""What of the scrollbar is in the last cell of a line."""


class Place(NamedTuple):
    """All that decides how a given row looks; `bars` says for each of its lines what ends it."""

    number: int
    selected: bool
    marked: bool
    bars: tuple[int, ...]


class RowPainter(Generic[R]):
    """Paints for one list: asks its `paint` for the text, adds cursor, mark, background and scrollbar.

    What it returns has passed the filters of the program already.
    """

    def __init__(self, owner: VirtualList[R]) -> None:
        self._list = owner
        self._rows: dict[Place, tuple[Strip, ...]] = {}

    def forget(self) -> None:
        """Paint everything anew from now on."""
        self._rows.clear()

    def row(self, row: R, place: Place) -> tuple[Strip, ...]:
        """Return the lines of a row and of the gap after it, each exactly as wide as the list."""
        strips = self._rows.get(place)
        if strips is None:
            if len(self._rows) > KEPT_ROWS:
                self._rows.clear()
            strips = self._rows[place] = self._filtered(self._paint(row, place))
        return strips

    def blank(self, bars: tuple[int, ...]) -> tuple[Strip, ...]:
        """Return as many lines as a row takes where there is none."""
        place = Place(-1, selected=False, marked=False, bars=bars)
        strips = self._rows.get(place)
        if strips is None:
            base = self._list.visual_style
            strips = self._rows[place] = self._filtered(self._finished([], base, bar) for bar in bars)
        return strips

    def empty_line(self, text: str) -> Strip:
        """Return a line of a list without rows; the text is ours."""
        style, width = self._list.get_visual_style("virtual-list--empty"), self._list.size.width
        segments = [Segment(" ", style.rich_style), *_laid_over(Content(text), style, max(width - 2, 0))]
        (strip,) = self._filtered([Strip(segments).adjust_cell_length(width, style.rich_style)])
        return strip

    def _filtered(self, strips: Iterable[Strip]) -> tuple[Strip, ...]:
        background = self._list.background_colors[1]
        for line_filter in self._list.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        return tuple(strips)

    def _paint(self, row: R, place: Place) -> Iterator[Strip]:
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
            yield self._finished(segments, base, place.bars[line])
        for bar in place.bars[owner.row_lines :]:
            yield self._finished([], owner.visual_style, bar)

    def _finished(self, segments: list[Segment], base: Style, bar: int) -> Strip:
        """Return a line filled up to the last cell, which holds a piece of the scrollbar."""
        width, signs = self._list.size.width, glyphs()
        line = Strip(segments).adjust_cell_length(max(width - 1, 0), base.rich_style)
        if bar == NO_BAR:
            end = Segment(" ", base.rich_style)
        else:
            style = (self._list.visual_style + self._component("virtual-list--scrollbar")).rich_style
            end = Segment(signs.thumb if bar == THUMB else signs.track, style)
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
