"""A list in its frame: the order and the filter of its rows, what the frame says of them, marks on all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from textual import on
from textual.message import Message

from netz_tui.i18n import say_n
from netz_tui.ui.widgets.blocks import Identified, Source
from netz_tui.ui.widgets.panel import Frame
from netz_tui.ui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKED_AT_ONCE = 5_000
"""The most rows that are marked by one key."""

R = TypeVar("R", bound=Identified)
R_co = TypeVar("R_co", bound=Identified, covariant=True)


class Ordered(Source[R_co], Protocol[R_co]):
    """Rows in an order, those only that a filter finds; `renew` reads them anew."""

    sort: str
    text: str

    def renew(self) -> None:
        """Read the book again."""


class FramedList(Frame, Generic[R]):
    """Holds a list and knows its source. A subclass composes the list and says what stands in the frame."""

    class Moved(Message):
        """The cursor is on another row, None if there is none."""

        def __init__(self, row_id: int | None) -> None:
            super().__init__()
            self.row_id = row_id

    class Opened(Message):
        """The row under the cursor was opened."""

    def __init__(self, source: Ordered[R], *, id: str) -> None:  # noqa: A002 - the name every Textual widget uses
        super().__init__(id=id)
        self._source = source

    # What a subclass says

    def heading(self) -> str:
        """Return what the rows are called."""
        raise NotImplementedError

    def facts(self) -> Iterator[str]:
        """Yield what is worth telling below the rows besides the place of the cursor, what matters most first."""
        raise NotImplementedError

    def place(self) -> str:
        """Return on which of how many rows the cursor is."""
        rows = self.rows
        return f"{rows.cursor + 1 if rows.count else 0}/{rows.count}"

    def follower(self, current: R, index: int) -> int:  # noqa: ARG002 - for those that need it
        """Return the id on which the cursor stands after the book was read again; it was on `current` at `index`."""
        return current.id

    # What its owner does

    @property
    def rows(self) -> VirtualList[R]:
        """The list."""
        return self.query_one(VirtualList)

    @property
    def sort(self) -> str:
        """The order."""
        return self._source.sort

    @property
    def text(self) -> str:
        """The filter."""
        return self._source.text

    def renew(self, goto: int | None = None) -> None:
        """Read the book again; the cursor stays, or goes to a row that came back."""
        rows = self.rows
        current, index = rows.current, rows.cursor
        self._source.renew()
        rows.reload(None if current is None else self.follower(current, index))
        if goto is not None and (rows.current is None or rows.current.id != goto):
            rows.move_to_id(goto)
        self.count()

    def order(self, sort: str) -> None:
        """Show in another order."""
        self._source.sort = sort
        self._restart()

    def find(self, text: str) -> None:
        """Show only what a filter finds."""
        self._source.text = text
        self._restart()

    def _restart(self, *, from_start: bool = False) -> None:
        rows = self.rows
        keep = rows.current.id if rows.current and not from_start else None
        self._source.renew()
        rows.show(self._source, keep)
        self.count()

    def mark_all(self) -> None:
        """Mark everything that the filter finds, or take all marks away."""
        if self.rows.marked:
            self.rows.set_marks(())
        else:
            self.mark_first(len(self._source))

    def mark_first(self, most: int) -> None:
        """Mark the first so many rows."""
        self.rows.set_marks(row.id for row in self._source.block(0, min(most, MARKED_AT_ONCE)))

    def count(self) -> None:
        """Say in the frame where the cursor is and what else is worth telling, as far as there is room."""
        parts = [self.place()]
        if marked := len(self.rows.marked):
            parts.append(say_n("{n} marked", "{n} marked", marked))
        parts += self.facts()
        room = max(self.size.width - 4, 10)
        while len(parts) > 1 and len(" · ".join(parts)) > room:
            parts.pop()
        self.title(self.heading(), " · ".join(parts))

    def on_resize(self) -> None:
        """Say as much as there is room for now."""
        self.count()

    # What the list says

    @on(VirtualList.Highlighted)
    def _highlighted(self, event: VirtualList.Highlighted) -> None:
        event.stop()
        self.count()
        self.post_message(self.Moved(None if event.row is None else event.row.id))

    @on(VirtualList.Opened)
    def _opened(self, event: VirtualList.Opened) -> None:
        event.stop()
        self.post_message(self.Opened())

    @on(VirtualList.MarksChanged)
    def _marked(self, event: VirtualList.MarksChanged) -> None:
        event.stop()
        self.count()
