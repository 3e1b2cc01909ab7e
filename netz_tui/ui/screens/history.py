"""Everything that was done, newest first; undo back to any entry, or redo up to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen

from netz_tui.desk import history
from netz_tui.i18n import N_, _, digits_short, say
from netz_tui.ui.keys import bindings
from netz_tui.ui.widgets.glyphs import glyphs
from netz_tui.ui.widgets.key_bar import KeyBar
from netz_tui.ui.widgets.panel import Frame
from netz_tui.ui.widgets.safe import content, row
from netz_tui.ui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from textual.app import ComposeResult

    from netz_tui.desk.desk import Desk
    from netz_tui.desk.history import Entry
    from netz_tui.ui.app import Netz
    from netz_tui.ui.widgets.blocks import Source


class _Entries:
    """The journal as the list wants it: newest first."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ids = history.ids(desk)

    def __len__(self) -> int:
        return len(self._ids)

    def block(self, start: int, size: int) -> Sequence[Entry]:
        if start >= len(self._ids):
            return []
        return history.entries(self._desk, size, self._ids[start] + 1)

    def index_of(self, row_id: int) -> int | None:
        return self._ids.index(row_id) if row_id in self._ids else None


class EntryList(VirtualList["Entry"], inherit_bindings=False):
    """One line for each entry: done or undone, when, what."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("list")
    markable = False

    def __init__(self, source: Source[Entry], today: date, *, empty: str) -> None:
        super().__init__(source, empty=empty)
        self._today = today

    def paint(self, row_: Entry, width: int, selected: bool, marked: bool) -> list[Content]:  # noqa: ARG002
        """Draw one entry."""
        sign = glyphs().missing if row_.undone else glyphs().yes
        style = "$foreground 60%" if row_.undone else ""
        label = content(say(row_.label, **row_.params), style)
        left = Content.assemble((f"{sign} ", "$foreground 60%" if row_.undone else "$success"), label)
        at = row_.at.astimezone()
        when = f"{digits_short(at.date(), self._today)} {at:%H:%M}"
        return [row(left, Content.styled(when, "$foreground 60%"), width)]


class History(Screen[None]):
    """Shows the journal; enter goes to the state right after an entry."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,h,q", "back", "Back", id="history.back"),
        Binding("enter", "travel", "Go back to here", id="history.travel"),
        Binding("t", "take_back", N_("Take back only this"), id="history.take_back"),
        Binding("u", "undo", "Undo", id="history.undo"),
        Binding("U", "redo", "Redo", id="history.redo"),
    ]

    def __init__(self, netz: Netz) -> None:
        super().__init__()
        self._netz = netz

    def compose(self) -> ComposeResult:
        """Show the list in a frame."""
        frame = Frame()
        frame.title(_("History"), _("enter undoes or redoes until an entry is the latest"))
        with frame:
            today = self._netz.now().astimezone().date()
            yield EntryList(_Entries(self._netz.desk), today, empty=_("Nothing has been done yet."))
        yield KeyBar(translate=_)

    def on_mount(self) -> None:
        """Take the keys."""
        self.query_one(EntryList).focus()

    def _again(self) -> None:
        rows = self.query_one(EntryList)
        rows.show(_Entries(self._netz.desk), rows.current.id if rows.current else None)

    def on_virtual_list_opened(self, event: VirtualList.Opened) -> None:
        """Go to the state right after the entry, or right before it if it is the latest already."""
        latest = history.latest(self._netz.desk)
        target = event.row.id
        if target == latest:
            target = history.before(self._netz.desk, target)
        change = self._netz.act_quietly(lambda: history.back_to(self._netz.desk, target))
        if change is not None:
            self._again()

    def action_take_back(self) -> None:
        """Undo the entry under the cursor and leave what came after it, if nothing of that rests on it."""
        current = self.query_one(EntryList).current
        if current is not None and self._netz.act(lambda: history.undo_entry(self._netz.desk, current.id)):
            self._again()
            self.query_one(EntryList).move_to(0)

    def action_undo(self) -> None:
        """Undo the latest action."""
        self._netz.action_undo()
        self._again()

    def action_redo(self) -> None:
        """Redo what was undone last."""
        self._netz.action_redo()
        self._again()

    def action_back(self) -> None:
        """Return to the desk."""
        self.dismiss()
