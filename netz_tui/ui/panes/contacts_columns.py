"""The columns of the contacts: what each says, how wide it is, what stands above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from netz_tui.i18n import N_, _
from netz_tui.ui.widgets.kept import Kept
from netz_tui.ui.widgets.safe import fitted
from netz_tui.ui.words import partial

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from netz_tui.desk.search import ContactRow

TITLES = {
    "name": N_("Name"),
    "org": N_("Company"),
    "title": N_("Position"),
    "city": N_("City"),
    "country": N_("Country"),
    "tags": N_("Tags"),
    "since": N_("Contact since"),
}
NAME = 30
"""Cells of the name, at least, where there are other columns."""
AGE = 7
"""Cells of the last conversation."""
WIDTHS = {"org": 26, "title": 22, "city": 14, "country": 12, "tags": 14, "since": 13}
SIGN = 2
"""Cells of the sign of the standing and the blank behind it."""
_LEAST = 12


def texts(row_: ContactRow, *, titled: bool) -> dict[str, str]:
    """Return what each column says; the position stands for a company that is not known, if it has no column."""
    return {
        "name": row_.name,
        "org": row_.org or ("" if titled else row_.title),
        "title": row_.title,
        "city": row_.city,
        "country": row_.country,
        "tags": " ".join(f"#{tag}" for tag in row_.tags),
        "since": partial(row_.since) if row_.since else "",
    }


def widths(room: int, names: Sequence[str]) -> list[tuple[str, int]]:
    """Return name and width of the columns for which there is room, in their order; what is left over widens them."""
    if not names or room < NAME + min(WIDTHS[names[0]] // 2, _LEAST + 1):
        return [("name", room)]
    left = room - NAME
    shown = [(names[0], min(WIDTHS[names[0]], left))]
    left -= shown[0][1]
    for name in names[1:]:
        if left < WIDTHS[name]:
            break
        shown.append((name, WIDTHS[name]))
        left -= WIDTHS[name]
    if len(shown) == 1:
        return [("name", NAME), (names[0], shown[0][1] + left)]
    spare = left // 4
    (first, cells), *middle, (last, end) = shown
    return [("name", NAME + spare), (first, cells + spare), *middle, (last, end + left - 2 * spare)]


def laid_out(columns: Sequence[str], width: int) -> tuple[list[tuple[str, int]], bool]:
    """Return name and width of the columns that fit into a line, and whether the last conversation ends it."""
    aged = "last" in columns and width > NAME + AGE
    return widths(width - SIGN - (AGE if aged else 0), [name for name in columns if name in WIDTHS]), aged


class ColumnTitles(Kept, Widget):
    """One line that says what stands below it; a click on a title sorts by it."""

    DEFAULT_CSS = """
    ColumnTitles { height: 1; width: 1fr; background: $surface; color: $foreground 50%; }
    """
    EDGE = 2
    """Cells of cursor and mark, which the list has before its text."""

    class Chosen(Message):
        """Rows are to be sorted by a column."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, columns: Sequence[str]) -> None:
        super().__init__(id="contacts-titles")
        self._columns = columns
        self._sort = ""

    def tell(self, columns: Sequence[str], sort: str) -> None:
        """Say what stands below, and by what it is sorted ("" by likeness)."""
        if (columns, sort) != (self._columns, self._sort):
            self._columns, self._sort = columns, sort
            self.refresh()

    def _places(self) -> tuple[list[tuple[str, int]], bool]:
        return laid_out(self._columns, self.size.width - self.EDGE - 1)

    def render(self) -> Content:
        """Draw the titles above their columns, the one sorted by brighter."""
        shown, aged = self._places()
        parts = [Content(" " * (self.EDGE + SIGN))]
        for name, cells in shown:
            title = fitted(_(TITLES[name]), cells - 1, "bold $primary" if name == self._sort else "")
            parts += [title, Content(" " * (cells - title.cell_length))]
        if aged:
            title = fitted(_("Spoken"), AGE, "bold $primary" if self._sort == "last" else "")
            parts += [Content(" " * (AGE - title.cell_length)), title]
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Sort by the column whose title was clicked."""
        event.stop()
        shown, aged = self._places()
        left = event.x - self.EDGE - SIGN
        for name, cells in shown:
            if 0 <= left < cells:
                self.post_message(self.Chosen(name))
                return
            left -= cells
        if aged and left >= 0:
            self.post_message(self.Chosen("last"))
