"""Turns the rows of a list into finished lines, each painted once as long as it looks the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip

from netz_tui.ui.widgets.blocks import Identified
from netz_tui.ui.widgets.glyphs import glyphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.style import Style as RichStyle
    from textual.color import Color
    from textual.filter import LineFilter
    from textual.style import Style

    from netz_tui.ui.widgets.virtual_list import VirtualList

R = TypeVar("R", bound=Identified)


class Piece(NamedTuple):
    """A part of a line: text that is safe to be shown already, and a style of ours."""

    text: str
    style: str = ""


Pieces = tuple[Piece, ...]
"""A line in parts, from left to right: painted many times faster than a `Content`."""

KEPT_ROWS = 256
"""How many finished rows are kept."""


_LAID_OVER = {
    "cursor": "on $foreground 8%",
    "edge": "$foreground 40%",
    "mark": "bold $success",
    "empty": "$foreground 60%",
    "scrollbar": "$foreground 30%",
}
_FOCUSED = _LAID_OVER | {"cursor": "on $primary 30%", "edge": "bold $accent"}
"""Looks that are laid over that of the list. As component classes each would be matched with all rules of the style
sheet whenever the list is styled, which is five times before the first frame stands."""

NO_BAR, TRACK, THUMB = range(3)
"""What of the scrollbar is in the last cell of a line."""


class Look(NamedTuple):
    """All that decides how a given row looks, but for the scrollbar; `number` is -1 where there is no row."""

    number: int
    selected: bool
    marked: bool


class Place(NamedTuple):
    """A look, and for each of its lines what ends it."""

    look: Look
    bars: tuple[int, ...]


class RowPainter(Generic[R]):
    """Paints for one list: asks its `paint` for the text, adds cursor, mark, background and scrollbar.

    What it returns has passed the filters of the program already. A row is painted once for each look it has;
    the piece of scrollbar, which changes as one scrolls, is only put at its end.
    """

    def __init__(self, owner: VirtualList[R]) -> None:
        self._list = owner
        self._rows: dict[Place, tuple[Strip, ...]] = {}
        self._texts: dict[Look, tuple[list[Segment], ...]] = {}
        self._rich: dict[tuple[str, bool], RichStyle] = {}
        self._ends: dict[tuple[int, bool], list[Segment]] = {}
        self._filters: tuple[Sequence[LineFilter], Color] | None = None
        self._ground: tuple[int, Style] | None = None

    def forget(self) -> None:
        """Paint everything anew from now on."""
        self._rows.clear()
        self._texts.clear()
        self._rich.clear()
        self._ends.clear()
        self._filters = None
        self._ground = None

    def _plain(self) -> tuple[int, Style]:
        """Return the width of the list and its style: to ask for them costs as much as to paint a row."""
        if self._ground is None:
            self._ground = self._list.size.width, self._list.visual_style
        return self._ground

    def row(self, row: R | None, place: Place) -> tuple[Strip, ...]:
        """Return the lines of a row, and of the gap after it, or as many blank ones; each as wide as the list."""
        strips = self._rows.get(place)
        if strips is None:
            if len(self._rows) > KEPT_ROWS:
                self._rows.clear()
                self._texts.clear()
            texts = self._texts.get(place.look)
            if texts is None:
                texts = self._texts[place.look] = tuple(map(self._filtered, self._paint(row, place.look)))
            strips = self._rows[place] = tuple(self._ended(texts, place))
        return strips

    def empty_line(self, text: str) -> Strip:
        """Return a line of a list without rows; the text is ours."""
        style, width = self._list.visual_style + self._over("empty"), self._list.size.width
        segments = [Segment(" ", style.rich_style), *_laid_over(Content(text), style, max(width - 2, 0))]
        return Strip(self._filtered(segments)).adjust_cell_length(width, style.rich_style)

    def _filtered(self, segments: list[Segment]) -> list[Segment]:
        if self._filters is None:
            self._filters = self._list.get_line_filters(), self._list.background_colors[1]
        filters, background = self._filters
        for line_filter in filters:
            segments = line_filter.apply(segments, background)
        return segments

    def _paint(self, row: R | None, look: Look) -> Iterator[list[Segment]]:
        """Yield the segments of each line but for its last cell."""
        owner, signs = self._list, glyphs()
        width, plain = self._plain()
        if row is not None:
            base = plain + self._over("cursor") if look.selected else plain
            edge = (signs.cursor if owner.has_focus else signs.cursor_idle) if look.selected else " "
            start = [Segment(edge, (base + self._over("edge")).rich_style)]
            room = width - (2 if owner.markable else 1) - 1
            painted = owner.paint(row, room, look.selected, look.marked) if room > 0 else ()
            mark_style = (base + self._over("mark")).rich_style
            for line in range(owner.row_lines):
                sign = signs.mark if look.marked and line == 0 else " "
                marks = [Segment(sign, mark_style)] if owner.markable else []
                text = painted[line] if line < len(painted) else Content.empty()
                if isinstance(text, tuple):
                    yield [*start, *marks, *self._joined(text, base, max(room, 0), selected=look.selected)]
                else:
                    yield [*start, *marks, *_laid_over(text, base, max(room, 0))]
        blank = Segment(" " * max(width - 1, 0), plain.rich_style)
        for _line in range(owner.row_gap if row is not None else owner.row_lines + owner.row_gap):
            yield [blank]

    def _joined(self, pieces: Pieces, base: Style, width: int, *, selected: bool) -> Iterable[Segment]:
        """Return the segments of a line in parts, exactly `width` cells of them."""
        segments, left = [], width
        for text, style in pieces:
            rich = self._rich.get((style, selected))
            if rich is None:
                rich = self._rich[style, selected] = resolved(style, base)
            segments.append(Segment(text, rich))
            left -= len(text) if text.isascii() else cell_len(text)
        if left >= 0:
            return [*segments, Segment(" " * left, base.rich_style)] if left else segments
        return Strip(segments).crop(0, width)

    def _ended(self, texts: Iterable[list[Segment]], place: Place) -> Iterator[Strip]:
        """Yield the finished lines, each with a piece of the scrollbar in its last cell."""
        width, _style = self._plain()
        for line, (segments, bar) in enumerate(zip(texts, place.bars, strict=True)):
            end = self._end(bar, selected=place.look.selected and line < self._list.row_lines)
            strip = Strip([*segments, *end])
            yield strip if strip.cell_length == width else strip.adjust_cell_length(width)

    def _end(self, bar: int, *, selected: bool) -> list[Segment]:
        """Return the last cell of a line."""
        end = self._ends.get((bar, selected))
        if end is None:
            _width, plain = self._plain()
            if bar == NO_BAR:
                text, style = " ", plain + self._over("cursor") if selected else plain
            else:
                text = glyphs().thumb if bar == THUMB else glyphs().track
                style = plain + self._over("scrollbar")
            end = self._ends[bar, selected] = self._filtered([Segment(text, style.rich_style)])
        return end

    def _over(self, name: str) -> Style:
        looks = _FOCUSED if self._list.has_focus else _LAID_OVER
        return self._list.app.stylesheet.parse_style(looks[name])


def resolved(style: str, base: Style) -> RichStyle:
    """Return what a style of ours comes to above another one."""
    return Content.styled("x", style).render_segments(base)[0].style or base.rich_style


def in_pieces(line: Content) -> Iterator[Piece]:
    """Yield a line whose spans, styled by strings of ours, neither overlap nor nest, in parts."""
    done = 0
    for start, end, style in line.spans:
        if done < start:
            yield Piece(line.plain[done:start])
        yield Piece(line.plain[start:end], str(style))
        done = end
    if done < len(line.plain):
        yield Piece(line.plain[done:])


def _laid_over(line: Content | Strip, base: Style, width: int) -> Iterable[Segment]:
    """Return the segments of a line on the style beneath it, exactly `width` cells of them."""
    if isinstance(line, Content):
        segments = line.render_segments(base)
        return segments if line.cell_length == width else Strip(segments).adjust_cell_length(width, base.rich_style)
    return line.apply_style(base.rich_style).adjust_cell_length(width, base.rich_style)
