"""The inbox: who asks, how long it waits, and the one thing that matters most now; filtered, sorted, marked."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.message import Message

from netz_tui.desk import views
from netz_tui.desk.views import InboxRow
from netz_tui.i18n import _, language, say_n
from netz_tui.ui.hints import SORTS, hint, waiting
from netz_tui.ui.keys import bindings
from netz_tui.ui.widgets.glyphs import Glyphs, glyphs
from netz_tui.ui.widgets.panel import Frame
from netz_tui.ui.widgets.safe import beside, fitted, shorten
from netz_tui.ui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.content import Content
    from textual.widgets import Input

    from netz_tui.desk.desk import Desk
    from netz_tui.ui.widgets.blocks import Source

_MARKED_AT_ONCE = 5_000
_COMPOSED = 256
"""Rows whose lines are kept."""


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

    def paint(self, row_: InboxRow, width: int, selected: bool, marked: bool) -> list[Content]:  # noqa: ARG002
        """Draw one request; the same whether the cursor is on it or not, so it is composed once."""
        minute = self._now().replace(second=0, microsecond=0)
        return list(_lines(row_, width, minute, language(), glyphs(), scored=self.scored))


@lru_cache(_COMPOSED)
def _lines(
    row_: InboxRow, width: int, now: datetime, _language: str, _signs: Glyphs, *, scored: bool
) -> tuple[Content, Content]:
    """Compose both lines of a request; language and signs are there to tell one composition from another."""
    quiet = "$foreground 60%"
    end = f"{row_.score} %" if scored else waiting(row_, now)
    where = fitted(f"{row_.platform}  {end:>4}", width // 2, quiet)
    what = shorten(hint(row_, now), 2 * width // 3)
    return (
        beside(row_.name, quiet if row_.asleep else "bold", where, width),
        beside(row_.headline, quiet, what, width),
    )


class InboxPane(Frame):
    """Frames the list and keeps its filter, order and counts."""

    class Moved(Message):
        """The cursor is on another request, None if there is none."""

        def __init__(self, request_id: int | None) -> None:
            super().__init__()
            self.request_id = request_id

    class Opened(Message):
        """A request was opened."""

    class Wider(Message):
        """People are to be searched, not requests only."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="inbox-pane")
        self._desk = desk
        self._source = views.Inbox(desk)

    def compose(self) -> ComposeResult:
        """Hold the list."""
        empty = _("Nobody waits. “a” adds a request, “i” imports a file.")
        yield InboxList(self._source, self._desk.now, empty=empty)

    @property
    def rows(self) -> InboxList:
        """The list."""
        return self.query_one(InboxList)

    @property
    def sort(self) -> str:
        """The order."""
        return self._source.sort

    @property
    def text(self) -> str:
        """The filter."""
        return self._source.text

    def renew(self, goto: int | None = None) -> None:
        """Read the book again; the cursor stays, or goes to a request that came back."""
        rows = self.rows
        current, index = rows.current, rows.cursor
        self._source.renew()
        rows.reload(None if current is None else self._follower(current, index))
        if goto is not None and (rows.current is None or rows.current.id != goto):
            rows.move_to_id(goto)
        self.count()

    def _follower(self, current: InboxRow, index: int) -> int:
        """Return on which request the cursor stands next: one that was put back does not take it along."""
        place, waiting_ = self._source.index_of(current.id), self._source.waiting
        if current.asleep or place is None or place < waiting_ or not waiting_:
            return current.id
        return self._source.block(min(index, waiting_ - 1), 1)[0].id

    def order(self, sort: str) -> None:
        """Show in another order."""
        self._sort(sort)
        self._restart()

    def _sort(self, sort: str) -> None:
        self._source.sort = sort
        self.rows.scored = sort == "score"

    def find(self, text: str) -> None:
        """Show only what a filter finds."""
        self._source.text = text
        self._restart()

    def _restart(self) -> None:
        keep = self.rows.current.id if self.rows.current else None
        self._source.renew()
        self.rows.show(self._source, keep)
        self.count()

    def count(self) -> None:
        """Say in the frame where the cursor is, the order, what is deferred and marked."""
        rows = self.rows
        parts = [f"{rows.cursor + 1 if rows.count else 0}/{rows.count}"]
        if rows.marked:
            parts.append(say_n("{n} marked", "{n} marked", len(rows.marked)))
        deferred = rows.count - self._source.waiting
        if deferred:
            parts.append(say_n("{n} deferred", "{n} deferred", deferred))
        parts.append(_(SORTS[self.sort]))
        room = max(self.size.width - 4, 10)
        while len(parts) > 1 and len(" · ".join(parts)) > room:
            parts.pop()
        self.title(_("Inbox"), " · ".join(parts))

    # Marks

    def chosen(self) -> tuple[list[int], list[str]]:
        """Return ids and names of the marked requests, or of the one under the cursor."""
        rows = self.rows
        found = [views.inbox_row(self._desk.book, row_id) for row_id in sorted(rows.marked)]
        picked = [row_ for row_ in found if row_ is not None] or ([rows.current] if rows.current else [])
        return [row_.id for row_ in picked], [row_.name for row_ in picked]

    def mark_all(self) -> None:
        """Mark every request that the filter finds, or take all marks away."""
        rows = self.rows
        if rows.marked:
            rows.set_marks(())
        else:
            rows.set_marks(row_.id for row_ in self._source.block(0, min(len(self._source), _MARKED_AT_ONCE)))

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
        self._sort("score")
        await self.put_filter(f"score:{score}")
        self.rows.set_marks(row_.id for row_ in self._source.block(0, min(self._source.waiting, _MARKED_AT_ONCE)))
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

    # What the list says

    @on(VirtualList.Highlighted)
    def _highlighted(self, event: VirtualList.Highlighted) -> None:
        event.stop()
        self.post_message(self.Moved(None if event.row is None else event.row.id))

    @on(VirtualList.Opened)
    def _opened(self, event: VirtualList.Opened) -> None:
        event.stop()
        self.post_message(self.Opened())

    @on(VirtualList.MarksChanged)
    def _marked(self, event: VirtualList.MarksChanged) -> None:
        event.stop()
        self.count()
