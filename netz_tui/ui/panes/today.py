"""The list of what is due: two lines for each thing, under headings that say what wants doing."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.content import Content

from netz_tui.desk.today import GROUPS, MOST
from netz_tui.i18n import _, say
from netz_tui.ui.keys import bindings
from netz_tui.ui.panes.contacts_list import sign
from netz_tui.ui.widgets.blocks import GivenRows
from netz_tui.ui.widgets.glyphs import ASCII, glyphs
from netz_tui.ui.widgets.safe import content, fitted, row, shorten
from netz_tui.ui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.binding import BindingType

    from netz_tui.desk.today import Agenda, Due

_QUIET = "$foreground 60%"
_ROOMY = 58
_BAR = 10
ORDER = tuple(GROUPS)


class Line(NamedTuple):
    """A row of the list: something due, or the heading of a group of so many rows, with what stands at its end."""

    id: int
    due: Due | None
    heading: str = ""
    rows: int = 0
    beside: str = ""
    share: tuple[int, int] | None = None


def _lines(agenda: Agenda) -> Iterator[Line]:
    for number, group in enumerate(ORDER, 1):
        rows = [due for due in agenda.rows if due.group == group]
        if rows:
            heading = Line(-number, None, _(GROUPS[group]), len(rows))
            if group == "unproven":
                heading = heading._replace(beside=progress(agenda), share=(agenda.proven, agenda.contacts))
            elif group == "touch" and agenda.touches > MOST:
                told = say("the {n} most worthwhile of {total}", n=len(rows), total=agenda.touches)
                heading = heading._replace(beside=told)
            yield heading
            yield from (Line(due.id, due) for due in rows)


def progress(agenda: Agenda) -> str:
    """Return how far the whole address list is: "238 of 612 proven"."""
    return say("{n} of {total} proven", n=agenda.proven, total=agenda.contacts)


def bar(done: int, total: int, width: int = _BAR) -> Content:
    """Return a share as a bar of so many cells."""
    full, rest = ("#", ".") if glyphs() is ASCII else ("━", "─")
    cells = round(width * done / total) if total else 0
    return Content.assemble((full * cells, "$success"), (rest * (width - cells), "$foreground 30%"))


class TodayList(VirtualList[Line], inherit_bindings=False):
    """Two lines for each thing: who and when, why. The cursor passes over the headings."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("list")
    rest = 0.05
    row_lines = 2

    def __init__(self) -> None:
        super().__init__(GivenRows(), id="today-list")
        self._agenda: Agenda | None = None
        self.following = ""
        """What is due next, said where nothing is."""

    @property
    def due(self) -> Due | None:
        """What is under the cursor."""
        line = self.current
        return None if line is None else line.due

    @property
    def chosen(self) -> list[Due]:
        """What is marked, or what is under the cursor."""
        rows = [] if self._agenda is None else [due for due in self._agenda.rows if due.id in self.marked]
        return rows or ([self.due] if self.due is not None else [])

    def tell(self, agenda: Agenda, keep: int | None = None) -> None:
        """Show what is due; the cursor stays, or goes to the row with the id `keep`."""
        self._agenda = agenda
        self._source = GivenRows(_lines(agenda))
        still = {due.id for due in agenda.rows}
        if not self.marked <= still:
            self.set_marks(self.marked & still)
        self.reload(keep)

    def reload(self, keep: int | None = None) -> None:
        """Read the source again; a cursor left on a heading goes on to what stands under it."""
        super().reload(keep)
        self.move_to(self.cursor)

    def move_to(self, index: int) -> None:
        """Put the cursor on a row; from a heading it goes on in the direction it came from."""
        index = min(max(index, 0), self.count - 1)
        step = -1 if index < self.cursor else 1
        for _turn in range(2):
            place = index
            while 0 <= place < self.count and self._is_heading(place):
                place += step
            if 0 <= place < self.count:
                super().move_to(place)
                if place == 1:
                    self._show_from(0)  # its heading too
                return
            step = -step

    def toggle_mark(self, index: int | None = None) -> None:
        """Mark what is due; a heading can't be marked."""
        place = self.cursor if index is None else index
        if place < self.count and not self._is_heading(place):
            super().toggle_mark(place)

    def _is_heading(self, index: int) -> bool:
        line = self._blocks.row(index)
        return line is not None and line.due is None

    def said_when_empty(self, width: int) -> list[str]:
        """Return that nothing is due and, below, what comes next."""
        return ["", *super().said_when_empty(width), "", *wrap(self.following, max(width, 1))]

    def paint(self, row_: Line, width: int, selected: bool, marked: bool) -> list[Content]:  # noqa: ARG002
        """Draw one thing that is due, or a heading."""
        if row_.due is None:
            return [Content(""), _heading(row_, width)]
        due = row_.due
        end = fitted(due.when, max(15, width // 3), "$warning" if due.late else _QUIET)
        asks = due.request_id is not None
        head = Content.assemble(
            sign(due.standing, contact=due.contact, asks=asks),
            " ",
            content(due.name, "bold"),
            "  ",
            content(due.org if width >= _ROOMY else "", _QUIET),
        )
        why = fitted(f" {glyphs().separator} ".join(due.why), max(width - 2, 0), _QUIET)
        return [row(head, end, width), Content.assemble("  ", why)]


def _heading(line: Line, width: int) -> Content:
    title = Content.assemble((line.heading, "bold $primary"), (f"  {line.rows}", _QUIET))
    beside = Content.styled(line.beside, _QUIET)
    if line.share and width - title.cell_length - beside.cell_length > _BAR + 4:
        beside = Content.assemble(beside, "  ", bar(*line.share))
    return row(title, beside, width) if beside else shorten(title, width)
