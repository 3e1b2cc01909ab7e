"""The contacts: one line each, found as one types, sorted, marked."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from netz_tui.desk.export import listed
from netz_tui.desk.search import SORTS, ContactRow, Contacts, marks, snippet, why_nobody
from netz_tui.i18n import N_, _, age, format_number, say
from netz_tui.moments import read_moment
from netz_tui.ui.keys import bindings
from netz_tui.ui.panes.contacts_columns import AGE, ColumnTitles, laid_out, texts
from netz_tui.ui.panes.framed_list import FramedList
from netz_tui.ui.widgets.glyphs import glyphs
from netz_tui.ui.widgets.line import Line
from netz_tui.ui.widgets.row_painter import Piece, Pieces
from netz_tui.ui.widgets.safe import cut
from netz_tui.ui.widgets.virtual_list import VirtualList
from netz_tui.ui.words import STANDING_STYLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from textual.app import ComposeResult

    from netz_tui.desk.desk import Desk

SORT_WORDS = {
    "name": N_("by name"),
    "org": N_("by company"),
    "city": N_("by city"),
    "last": N_("by last conversation"),
    "standing": N_("by standing"),
    "since": N_("by day of contact"),
}
_QUIET = "$foreground 60%"
_HIT = "bold underline"
_STYLES = {"name": "bold", "org": "", "title": "", "tags": "$secondary"}
_ELSEWHERE = f"italic {_QUIET}"


def signed(standing: str, *, contact: bool, asks: bool) -> tuple[str, str]:
    """Return the sign of how somebody stands, which says so without colour too, and its style."""
    signs = glyphs()
    if not contact and standing == "unproven":
        return ("?", "$accent") if asks else (signs.separator, _QUIET)
    letter = {"dependable": signs.dependable, "unproven": signs.missing, "shaky": "!"}[standing]
    return letter, STANDING_STYLE[standing]


def sign(standing: str, *, contact: bool, asks: bool) -> Content:
    """Return the sign of how somebody stands as a text."""
    return Content.styled(*signed(standing, contact=contact, asks=asks))


class ContactsList(VirtualList[ContactRow], inherit_bindings=False):
    """One line for each: standing, name, company, city, tags or where the hit is, last conversation."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("list")

    def __init__(self, source: Contacts, desk: Desk, *, empty: str) -> None:
        super().__init__(source, empty=empty, id="contacts-list")
        self._desk = desk
        self._people = source
        self.columns = desk.settings.columns.split()
        self._snippet = lru_cache(512)(lambda person_id, terms: snippet(desk, person_id, terms))
        self._now: Callable[[], datetime] = desk.now

    def forget_snippets(self) -> None:
        """Look anew where hits are."""
        self._snippet.cache_clear()

    def paint(self, row_: ContactRow, width: int, selected: bool, marked: bool) -> list[Pieces]:  # noqa: ARG002
        """Draw one person."""
        terms = self._people.found.terms
        last = age((self._now() - read_moment(row_.last)).total_seconds()) if row_.last else ""
        places, aged = laid_out(self.columns, width)
        end = [Piece(last.rjust(AGE), _QUIET)] if aged else []
        columns = self._filled(row_, places, terms)
        parts = [Piece(*signed(row_.standing, contact=row_.contact, asks=row_.asks)), Piece(" ")]
        for place, (text, cells, style) in enumerate(columns, 1):
            parts += _cell(text, cells, style, terms, gap=place < len(columns))
        return [(*parts, *end)]

    def _filled(
        self, row_: ContactRow, places: Sequence[tuple[str, int]], terms: tuple[str, ...]
    ) -> list[tuple[str, int, str]]:
        """Return text, width and style of the columns; the hit is in one of them."""
        said = texts(row_, titled="title" in self.columns)
        shown = [(said[name], cells, _STYLES.get(name, _QUIET)) for name, cells in places]
        if not terms or any(marks(text, terms) for text, _cells, _style in shown):
            return shown
        hidden = next((text for text in said.values() if marks(text, terms)), "")
        where = hidden or self._snippet(row_.id, terms)
        if not where:
            return shown
        room = sum(cells for _name, cells in places)
        if len(shown) == 1:
            return [(row_.name, room // 2, _STYLES["name"]), (where, room - room // 2, _ELSEWHERE)]
        kept = shown[: min(2, len(shown) - 1)]
        return [*kept, (where, room - sum(width for _text, width, _style in kept), _ELSEWHERE)]


def _cell(text: str, width: int, style: str, terms: tuple[str, ...], *, gap: bool) -> Iterator[Piece]:
    """Yield a text cut to a column, its hits marked, and the blanks that fill the column; with a gap at least one."""
    shown, done = cut(text, width - gap), 0
    for start, end in marks(shown, terms):
        if done < start:
            yield Piece(shown[done:start], style)
        yield Piece(shown[start:end], f"{style} {_HIT}")
        done = end
    yield Piece(shown[done:], style)
    yield Piece(" " * (width - cell_len(shown)))


class FilterLine(Line):
    """Words to find people by; the arrows move the list meanwhile."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("pageup", "move(-10)", show=False),
    ]

    class Moved(Message):
        """The list is to be moved in."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def __init__(self) -> None:
        hint = _("name, company, city, note, number · ground:b city:ulm tag:x overdue")
        super().__init__(placeholder=hint, id="contacts-filter")

    def action_move(self, by: int) -> None:
        """Move in the list."""
        self.post_message(self.Moved(by))


class ContactsPane(FramedList[ContactRow]):
    """The contacts in their frame, below the line they are searched with."""

    _source: Contacts

    def __init__(self, desk: Desk) -> None:
        super().__init__(Contacts(desk), id="contacts-pane")
        self._desk = desk

    def compose(self) -> ComposeResult:
        """Put the line above the list."""
        yield FilterLine()
        yield ColumnTitles(self._desk.settings.columns.split())
        yield ContactsList(self._source, self._desk, empty="")

    def on_mount(self) -> None:
        """Say what there is."""
        self.count()

    @property
    def rows(self) -> ContactsList:
        """The list."""
        return self.query_one(ContactsList)

    @property
    def line(self) -> FilterLine:
        """The filter line."""
        return self.query_one(FilterLine)

    def heading(self) -> str:
        """Return the name of the area."""
        return _("Contacts")

    def place(self) -> str:
        """Return on whom of how many the cursor is; a search may know that there are more."""
        rows = self.rows
        number = format_number(rows.cursor + 1 if rows.count else 0)
        return f"{number}/{format_number(rows.count)}{'+' if self._source.found.more else ''}"

    def facts(self) -> Iterator[str]:
        """Yield whether slips were corrected, the order, and how many the search does not know yet."""
        if self._source.found.corrected and self.rows.count:
            yield _("slips corrected")
        yield _("best first") if self._source.query.words else _(SORT_WORDS[self.sort])
        if self._source.behind:
            yield say("search: {n} to come", n=format_number(self._source.behind))

    def count(self) -> None:
        """Say in the frame where the cursor is, and in an empty list why it is empty."""
        super().count()
        self.query_one(ColumnTitles).tell(self.rows.columns, "" if self._source.query.words else self.sort)
        template, fields = why_nobody(self._source.query)
        self.rows.empty = say(template, **fields)

    def renew(self, goto: int | None = None) -> None:
        """Read the book again; the cursor stays, or goes to somebody who came back."""
        self.rows.forget_snippets()
        super().renew(goto)

    def find(self, text: str) -> None:
        """Show only whom a line finds, from the best one on."""
        if text != self.text:
            self._source.text = text
            self._restart(from_start=bool(text.strip()))

    def chosen(self) -> list[int]:
        """Return the ids of who is marked, or of who is under the cursor."""
        rows = self.rows
        return sorted(rows.marked) or ([rows.current.id] if rows.current else [])

    def whole(self) -> list[int]:
        """Return the ids of who is marked, or of all that are listed; raise `BookProblem` where that is not certain."""
        return sorted(self.rows.marked) or listed(self._desk, self._source)

    def drop_filter(self) -> bool:
        """Show all again and tell whether there was a filter."""
        if not self.line.value:
            return False
        with self.prevent(Input.Changed):
            self.line.value = ""
        self.find("")
        return True

    def on_column_titles_chosen(self, event: ColumnTitles.Chosen) -> None:
        """Sort by a column, if there is such an order."""
        event.stop()
        if event.name in SORTS:
            self.order(event.name)

    @on(Input.Changed, "#contacts-filter")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.find(event.value)

    @on(Input.Submitted, "#contacts-filter")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.rows.focus()

    def on_filter_line_moved(self, event: FilterLine.Moved) -> None:
        """Move in the list while typing."""
        event.stop()
        self.rows.move_to(self.rows.cursor + event.by)
