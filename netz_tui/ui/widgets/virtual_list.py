"""A list without end: a million rows cost what a hundred do, and a cursor move repaints two of them."""

from __future__ import annotations

from itertools import islice
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar, Generic, TypeAlias, TypeVar

from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region
from textual.widget import Widget

from netz_tui.ui.widgets import list_messages, scrollbar
from netz_tui.ui.widgets.blocks import Blocks, GivenRows, Identified, Source
from netz_tui.ui.widgets.rest import Rest
from netz_tui.ui.widgets.row_painter import NO_BAR, THUMB, TRACK, Look, Pieces, Place, RowPainter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events
    from textual.content import Content
    from textual.strip import Strip

R = TypeVar("R", bound=Identified)

LIST_BINDINGS: list[BindingType] = [
    Binding("j,down", "cursor_down", "Down", show=False, id="list.down"),
    Binding("k,up", "cursor_up", "Up", show=False, id="list.up"),
    Binding("pagedown", "page_down", "Page down", show=False, id="list.page_down"),
    Binding("pageup", "page_up", "Page up", show=False, id="list.page_up"),
    Binding("g,home", "first", "First", show=False, id="list.first"),
    Binding("G,end", "last", "Last", show=False, id="list.last"),
    Binding("enter", "open", "Open", id="list.open"),
    Binding("space", "toggle_mark", "Mark", id="list.mark"),
]

NEIGHBOURS = 32
"""How many following rows are tried for the cursor when its own row is gone."""


class VirtualList(Widget, Generic[R], can_focus=True):
    """Shows the rows of a `Source`, each on `row_lines` lines with `row_gap` blank lines after it.

    A subclass implements `paint`. The list draws what is common to all: the cursor and the mark at the
    left, a slim scrollbar at the right where one is needed, the background of the row under the cursor.
    Give it no border and no padding: a container around it should wear them, then lines are painted
    straight from the list's own cache.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = LIST_BINDINGS
    DEFAULT_CSS = """
    VirtualList {
        height: 1fr;
        background: $surface;
        color: $foreground;
    }
    """

    row_lines: int = 1
    """Lines that `paint` fills for each row."""
    row_gap: int = 0
    """Blank lines after each row."""
    markable: bool = True
    """Whether rows can be marked; if so they start one cell further right."""
    rest: float = 0.0
    """Seconds for which the cursor must rest before the list tells where it is; 0 for as soon as it is painted."""

    Highlighted: TypeAlias = list_messages.Highlighted
    Opened: TypeAlias = list_messages.Opened
    MarksChanged: TypeAlias = list_messages.MarksChanged

    def __init__(
        self,
        source: Source[R] | None = None,
        *,
        empty: str = "",
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - the name every Textual widget uses
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._source: Source[R] = source if source is not None else GivenRows()
        self._blocks: Blocks[R] = Blocks(self._source)
        self._painter: RowPainter[R] = RowPainter(self)
        self._thumb = (0, 0)
        self._grabbed: int | None = None
        self._cursor_id: int | None = None
        self._telling = False
        self._rest = Rest(self.rest, lambda: self.call_later(self._told))
        self.cursor = 0
        """Index of the row under the cursor."""
        self.top = 0
        """Index of the first row seen."""
        self.marked: set[int] = set()
        """Ids of the marked rows; they outlive a reload. Change them by `set_marks`."""
        self.empty = empty
        """Said where there are no rows; a text of ours."""

    # What a subclass says

    def paint(self, row: R, width: int, selected: bool, marked: bool) -> Sequence[Content | Pieces | Strip]:
        """Return at most `row_lines` lines of `width` cells for a row.

        `Content` and pieces are laid over the background of the row, a `Strip` too where it has none of its own.
        Everything but the row that decides the picture must be followed by `repaint` when it changes.
        """
        raise NotImplementedError

    # What its owner does

    @property
    def count(self) -> int:
        """Number of rows at the last reload."""
        return self._blocks.length

    @property
    def current(self) -> R | None:
        """The row under the cursor, None in an empty list."""
        return self._blocks.row(self.cursor) if self.cursor < self.count else None

    def show(self, source: Source[R], keep: int | None = None) -> None:
        """Show another source, with the cursor on the row with the id `keep`, else on the first."""
        self._source = source
        self.cursor = self.top = 0
        self._cursor_id = None
        self._blocks = Blocks(GivenRows())
        self.reload(keep)

    def reload(self, keep: int | None = None) -> None:
        """Read the source again; the cursor stays on its row, or goes to the one with the id `keep`.

        If that row is gone, the cursor goes to the row that took its place.
        """
        shift = self.cursor - self.top
        index = self._place_after_reload(self._cursor_id if keep is None else keep)
        self._blocks = Blocks(self._source)
        self.cursor = min(max(index, 0), max(self.count - 1, 0))
        self.top = self.cursor - shift
        self._fit()
        self.repaint()
        self._tell()

    def repaint(self) -> None:
        """Paint all rows anew: something else than the rows themselves has changed."""
        self._painter.forget()
        self.refresh()

    def move_to(self, index: int) -> None:
        """Put the cursor on an index, or the one nearest to it that there is."""
        index = min(max(index, 0), self.count - 1)
        if index < 0:
            return
        before, self.cursor = self.cursor, index
        old_top, old_thumb = self.top, self._thumb
        self._fit()
        if self._thumb != old_thumb:
            self.refresh()
        elif self.top != old_top:
            self.refresh(*self._regions())
        elif before != index:
            self.refresh(self._region(before), self._region(index))
        if before != index:
            self._tell()

    def move_to_id(self, row_id: int) -> bool:
        """Put the cursor on the row with this id; return whether it is in the list."""
        index = self._source.index_of(row_id)
        if index is None:
            return False
        self.move_to(index)
        return True

    def set_marks(self, ids: Iterable[int]) -> None:
        """Mark exactly the rows with these ids."""
        self.marked = set(ids)
        self.refresh()
        self.post_message(self.MarksChanged(self))

    def toggle_mark(self, index: int | None = None) -> None:
        """Mark the row at an index, or under the cursor, or take its mark away."""
        index = self.cursor if index is None else index
        row = self._blocks.row(index) if index < self.count else None
        if row is not None and self.markable:
            self.marked ^= {row.id}
            self.refresh(self._region(index))
            self.post_message(self.MarksChanged(self))

    # Keys

    def action_cursor_down(self) -> None:
        """Go to the next row."""
        self.move_to(self.cursor + 1)

    def action_cursor_up(self) -> None:
        """Go to the previous row."""
        self.move_to(self.cursor - 1)

    def action_page_down(self) -> None:
        """Go down by as many rows as are seen."""
        self._page(self._visible)

    def action_page_up(self) -> None:
        """Go up by as many rows as are seen."""
        self._page(-self._visible)

    def action_first(self) -> None:
        """Go to the first row."""
        self.move_to(0)

    def action_last(self) -> None:
        """Go to the last row."""
        self.move_to(self.count - 1)

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if (row := self.current) is not None:
            self.post_message(self.Opened(self, row))

    def action_toggle_mark(self) -> None:
        """Mark the row under the cursor, or take its mark away, and go on to the next."""
        self.toggle_mark()
        self.action_cursor_down()

    # Mouse

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Show later rows; the cursor stays."""
        event.stop()
        self._show_from(self.top + self._wheel_rows)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Show earlier rows; the cursor stays."""
        event.stop()
        self._show_from(self.top - self._wheel_rows)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the scrollbar; beside its thumb, bring the thumb under the pointer first."""
        place = event.get_content_offset(self)
        if place is None or not self._on_scrollbar(place):
            return
        start, size = self._thumb
        event.stop()
        self.suppress_click()
        self.capture_mouse()
        self._grabbed = place.y - start if start <= place.y < start + size else size // 2
        self._drag_to(place.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the thumb."""
        if self._grabbed is not None:
            self._drag_to(event.y - self.gutter.top)

    def on_mouse_up(self) -> None:
        """Let go of the thumb."""
        if self._grabbed is not None:
            self._grabbed = None
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Go to the row clicked; twice opens it, a click into the column of the marks marks it."""
        place = event.get_content_offset(self)
        if place is None or self._on_scrollbar(place):
            return
        index = self.top + place.y // self._row_height
        if index >= self.count:
            return
        event.stop()
        if self.markable and place.x == 1:
            self.toggle_mark(index)
        elif event.chain == 2 and index == self.cursor:  # noqa: PLR2004 - a double click
            self.action_open()
        else:
            self.move_to(index)

    # Life

    def on_mount(self) -> None:
        """Say which row the cursor is on."""
        self._tell()

    def on_unmount(self) -> None:
        """Tell nothing any more."""
        self._rest.stop()

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._fit()
        self.repaint()

    def notify_style_update(self) -> None:
        """Forget what was painted in other colours."""
        self._painter.forget()
        super().notify_style_update()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Paint the cursor anew: it looks different without the focus, of which no rule of style speaks."""
        self.repaint()

    # Where rows are

    @property
    def _row_height(self) -> int:
        return self.row_lines + self.row_gap

    @property
    def _visible(self) -> int:
        """Number of rows that are seen whole, at least 1."""
        return max(1, (self.size.height + self.row_gap) // self._row_height)

    def _on_scrollbar(self, place: Offset) -> bool:
        return self._thumb[1] > 0 and place.x == self.size.width - 1

    @property
    def _wheel_rows(self) -> int:
        return max(1, 3 // self._row_height)

    def _region(self, index: int) -> Region:
        y = (index - self.top) * self._row_height
        return Region(0, y, self.size.width, self.row_lines).intersection(self.size.region)

    def _regions(self) -> list[Region]:
        """Return where rows are seen, without the gaps between them, which always look the same."""
        width, height = self.size
        return [Region(0, y, width, min(self.row_lines, height - y)) for y in range(0, height, self._row_height)]

    def _fit(self) -> None:
        """Scroll as little as will show the cursor and leave no room unused below."""
        top = min(self.top, self.cursor, max(0, self.count - self._visible))
        self._set_top(max(top, self.cursor - self._visible + 1, 0))

    def _set_top(self, top: int) -> None:
        self.top = top
        self._thumb = scrollbar.thumb(self.size.height, self.count, self._visible, top)

    def _show_from(self, top: int) -> None:
        top = min(max(top, 0), max(0, self.count - self._visible))
        if top != self.top:
            self._set_top(top)
            self.refresh()

    def _page(self, rows: int) -> None:
        self._show_from(self.top + rows)
        self.move_to(self.cursor + rows)

    def _drag_to(self, line: int) -> None:
        grabbed = self._grabbed or 0
        self._show_from(scrollbar.top_at(line - grabbed, self.size.height, self.count, self._visible))

    def _place_after_reload(self, keep: int | None) -> int:
        """Return where the cursor goes: to `keep`, else to the next row that is still there."""
        if keep is None:
            return self.cursor
        index = self._source.index_of(keep)
        if index is not None:
            return index
        for row in islice(self._blocks.known_after(self.cursor), NEIGHBOURS):
            if (index := self._source.index_of(row.id)) is not None:
                return index
        return self.cursor

    def _tell(self) -> None:
        """Say where the cursor is, but only after it has been painted: who listens may take long."""
        row = self.current
        self._cursor_id = None if row is None else row.id
        if self.rest:
            self._rest.touch()
        elif not self._telling:
            self._telling = True
            self.call_after_refresh(self._told)

    def _told(self) -> None:
        self._telling = False
        self.post_message(self.Highlighted(self, self.current, self.cursor))

    # Painting

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a region, from the cache of this list where nothing is around it."""
        if self.gutter.totals != (0, 0) or self.opacity != 1.0 or self.styles.tint.a:
            return super().render_lines(crop)
        height = self._row_height
        first, last = crop.y // height, -(-crop.bottom // height)
        lines: list[Strip] = []
        for number in range(first, last):
            lines += self._row_strips(number)
        lines = lines[crop.y - first * height : crop.bottom - first * height]
        if crop.column_span == (0, self.size.width):
            return lines
        return [line.crop(*crop.column_span) for line in lines]

    def render_line(self, y: int) -> Strip:
        """Return one line of the list, exactly as wide as the widget."""
        number, line = divmod(y, self._row_height)
        return self._row_strips(number)[line]

    def said_when_empty(self, width: int) -> list[str]:
        """Return the lines, so many cells wide, that stand where there are no rows."""
        return wrap(self.empty, max(width, 1))

    def _row_strips(self, number: int) -> Sequence[Strip]:
        """Return the lines of one of the rows seen, with those of the gap after it, or as many blank ones."""
        if not self.count:
            words, first = self.said_when_empty(self.size.width - 2), number * self._row_height
            texts = [*words[first : first + self._row_height], *[""] * self._row_height]
            return [self._painter.empty_line(text) for text in texts[: self._row_height]]
        index = self.top + number
        row = self._blocks.row(index) if index < self.count else None
        look = Look(-1, False, False) if row is None else Look(index, index == self.cursor, row.id in self.marked)
        return self._painter.row(row, Place(look, self._bars(number * self._row_height)))

    def _bars(self, y: int) -> tuple[int, ...]:
        """Return which piece of the scrollbar ends each line of the row that begins on line `y`."""
        start, size = self._thumb
        if not size:
            return (NO_BAR,) * self._row_height
        return tuple(THUMB if start <= y + line < start + size else TRACK for line in range(self._row_height))
