"""The inbox: who asks, how long it waits, and the one thing that matters most now; filtered, sorted, marked."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.message import Message

from netz_tui.desk import views
from netz_tui.desk.views import InboxRow
from netz_tui.i18n import N_, _, language, say, say_n
from netz_tui.ui.hints import SORTS, hint, waiting
from netz_tui.ui.keys import bindings
from netz_tui.ui.panes.framed_list import FramedList
from netz_tui.ui.widgets.glyphs import Glyphs, glyphs
from netz_tui.ui.widgets.row_painter import Piece, Pieces, in_pieces
from netz_tui.ui.widgets.safe import cut, shorten
from netz_tui.ui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import Input

    from netz_tui.desk.desk import Desk
    from netz_tui.ui.widgets.blocks import Source

_COMPOSED = 256
"""Rows whose lines are kept."""
_NOBODY = N_("Nobody waits. “a” adds a request, “i” imports a file.")


class InboxList(VirtualList[InboxRow], inherit_bindings=False):
    """Two lines for each request: name, platform, age; headline and hint."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("list")
    rest = 0.08
    row_lines = 2
    row_gap = 1
    scored = False
    """Whether each row tells its score in place of its age."""

    def __init__(self, source: Source[InboxRow], now: Callable[[], datetime], *, empty: str) -> None:
        super().__init__(source, empty=empty, id="inbox-list")
        self._now = now

    def paint(self, row_: InboxRow, width: int, selected: bool, marked: bool) -> tuple[Pieces, Pieces]:  # noqa: ARG002
        """Draw one request; the same whether the cursor is on it or not, so it is composed once."""
        minute = self._now().replace(second=0, microsecond=0)
        return _lines(row_, width, minute, language(), glyphs(), scored=self.scored)


@lru_cache(_COMPOSED)
def _lines(
    row_: InboxRow, width: int, now: datetime, _language: str, _signs: Glyphs, *, scored: bool
) -> tuple[Pieces, Pieces]:
    """Compose both lines of a request; language and signs are there to tell one composition from another."""
    quiet = "$foreground 60%"
    end = f"{row_.score} %" if scored else waiting(row_, now)
    where = [Piece(f"{cut(row_.platform, width // 2 - len(end) - 1)} {end}", quiet)]
    what = list(in_pieces(shorten(hint(row_, now), 2 * width // 3)))
    return (
        _beside(row_.name, quiet if row_.asleep else "bold", where, width),
        _beside(row_.headline, quiet, what, width),
    )


def _beside(text: str, style: str, end: list[Piece], width: int) -> Pieces:
    """Return one line of exactly `width` cells: foreign text, cut to what room there is, and `end` at its end."""
    room = width - sum(cell_len(piece.text) for piece in end)
    start = cut(text, room - 1)
    return (Piece(start, style), Piece(" " * (room - cell_len(start))), *end)


class InboxPane(FramedList[InboxRow]):
    """The inbox in its frame, with the line its filter is typed in."""

    class Wider(Message):
        """People are to be searched, not requests only."""

    _source: views.Inbox

    def __init__(self, desk: Desk) -> None:
        super().__init__(views.Inbox(desk), id="inbox-pane")
        self._desk = desk
        self._swept_from = ""
        """The order to come back to when what was swept together is done with."""

    def compose(self) -> ComposeResult:
        """Hold the list."""
        yield InboxList(self._source, self._desk.now, empty=_(_NOBODY))

    @property
    def rows(self) -> InboxList:
        """The list."""
        return self.query_one(InboxList)

    def heading(self) -> str:
        """Return the name of the inbox."""
        return _("Inbox")

    def count(self) -> None:
        """Say in the frame where the cursor is, and in an empty list what in the filter can't be meant."""
        super().count()
        wrong = self._source.wrong
        nobody = _("Nobody found. “esc” shows all again.") if self._source.text else _(_NOBODY)
        self.rows.empty = say(wrong[0], **wrong[1]) if wrong else nobody

    def facts(self) -> Iterator[str]:
        """Yield how many requests are deferred, and the order."""
        deferred = self.rows.count - self._source.waiting
        if deferred:
            yield say_n("{n} deferred", "{n} deferred", deferred)
        yield _(SORTS[self.sort])

    def follower(self, current: InboxRow, index: int) -> int:
        """Return on which request the cursor stands next: one that was just deferred does not take it along."""
        place, waiting_ = self._source.index_of(current.id), self._source.waiting
        if current.asleep or place is None or place < waiting_ or not waiting_:
            return current.id
        return self._source.block(min(index, waiting_ - 1), 1)[0].id

    def came_back(self, ids: AbstractSet[int]) -> int | None:
        """Return the one request that waits again, to go to; one that was put back or decided again is not gone to."""
        found = [views.inbox_row(self._desk.book, row_id) for row_id in ids] if len(ids) == 1 else []
        return next((row_.id for row_ in found if row_ is not None and not row_.asleep), None)

    def mark_all(self) -> None:
        """Mark every request that waits and that the filter finds, or take all marks away; deferred ones last."""
        if not self.rows.marked and self._source.waiting:
            self.mark_first(self._source.waiting)
        else:
            super().mark_all()

    def order(self, sort: str) -> None:
        """Show in another order; by score, each row tells its score."""
        self.rows.scored = sort == "score"
        super().order(sort)

    # Marks

    def chosen(self) -> tuple[list[int], list[str]]:
        """Return ids and names of the marked requests, or of the one under the cursor."""
        rows = self.rows
        found = [views.inbox_row(self._desk.book, row_id) for row_id in sorted(rows.marked)]
        picked = [row_ for row_ in found if row_ is not None] or ([rows.current] if rows.current else [])
        return [row_.id for row_ in picked], [row_.name for row_ in picked]

    def unmark_settled(self) -> None:
        """Take the marks from requests that do not wait any more."""
        rows = self.rows
        places = {row_id: self._source.index_of(row_id) for row_id in rows.marked}
        still = {row_id for row_id, place in places.items() if place is not None and place < self._source.waiting}
        if len(still) < len(rows.marked):
            rows.set_marks(still)

    # Filter

    async def ask_filter(self) -> None:
        """Let words be typed to find requests by."""
        from netz_tui.ui.widgets.line import Line

        if not self.query("#filter"):
            await self.mount(Line(placeholder=_("name, text, score:60 · // all people"), id="filter"), before=0)
        self.query_one("#filter").focus()

    async def put_filter(self, text: str) -> None:
        """Show only what a filter finds, with the filter in its line."""
        from textual.widgets import Input

        await self.ask_filter()
        with self.prevent(Input.Changed):
            self.query_one("#filter", Input).value = text
        self.find(text)
        self.rows.focus()

    async def sweep(self, score: int) -> None:
        """Show and mark all waiting requests with at least so many points, the highest first."""
        self._swept_from = self._swept_from or self.sort
        self.order("score")
        await self.put_filter(f"score:{score}")
        self.mark_first(self._source.waiting)
        self.rows.move_to(0)

    async def drop_empty_filter(self) -> None:
        """Show all again if the filter finds nobody any more."""
        if self._source.text and not self.rows.count:
            await self.drop_filter()

    async def drop_filter(self) -> bool:
        """Show all again and tell whether there was a filter."""
        lines = self.query("#filter")
        if not lines:
            return False
        await lines.remove()
        if self._source.text:
            self.find("")
        if self._swept_from:
            self.order(self._swept_from)
            self._swept_from = ""
        return True

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find while a filter is typed."""
        event.stop()
        if event.value == "/":
            self.post_message(self.Wider())
        else:
            self.find(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go from the filter to what it found."""
        event.stop()
        self.rows.focus()
