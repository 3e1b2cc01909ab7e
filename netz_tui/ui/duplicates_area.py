"""Duplicates: pairs by likelihood, the two side by side, and what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.containers import Horizontal
from textual.content import Content

from netz_tui.desk import comparing, merge, who
from netz_tui.i18n import _, say_n
from netz_tui.ui.background import Background
from netz_tui.ui.dialogs.merging import MergeGroup, MergeSure
from netz_tui.ui.keys import bindings
from netz_tui.ui.panes.pair import FieldList, PairList, PairPane
from netz_tui.ui.widgets.panel import Frame
from netz_tui.ui.widgets.safe import content
from netz_tui.ui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from netz_tui.desk.comparing import Side, SideBySide
    from netz_tui.desk.history import Change
    from netz_tui.ui.app import Netz

_AT_ONCE = 50
"""So many pairs are merged while one waits; more in a thread."""
_SHOWN_FROM = frozenset({"people", "handles", "duplicate_pairs", "conversations", "requests", "ties", "grounds"})


class DuplicatesArea(Horizontal):
    """Area 4. Holds which pair is shown."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("duplicates")

    def __init__(self, netz: Netz) -> None:
        super().__init__()
        self._netz = netz
        self._desk = netz.desk
        self._pairs = comparing.Pairs(netz.desk)
        self._background: Background[Any] | None = None

    def compose(self) -> ComposeResult:
        """Put the list beside the pair."""
        with Frame(id="pairs-pane"):
            empty = _("No two look the same. “{key}” compares everybody with everybody.")
            yield PairList(self._pairs, empty=empty.replace("{key}", self._netz.key_name("duplicates.search")))
        yield PairPane()

    def on_mount(self) -> None:
        """Begin with the likeliest pair."""
        self._reveal("list")
        self._show()

    def take_focus(self) -> None:
        """Let the list have the keys."""
        self._reveal("list")
        self._rows.focus()

    @property
    def _rows(self) -> PairList:
        return self.query_one("#pairs-pane PairList", PairList)

    @property
    def _pane(self) -> PairPane:
        return self.query_one(PairPane)

    # What is shown

    @property
    def page(self) -> SideBySide | None:
        """The pair under the cursor, read if the pane does not follow yet."""
        row = self._rows.current
        shown = self._pane.page
        if row is None:
            return None
        if shown is None or shown.pair.id != row.id:
            self._show()
        return self._pane.page

    def _show(self) -> None:
        """Show the pair under the cursor, read fresh."""
        row = self._rows.current
        self._pane.show(None if row is None else comparing.side_by_side(self._desk, row.id))
        self._count()

    def _count(self) -> None:
        rows = self._rows
        parts = [f"{rows.cursor + 1 if rows.count else 0}/{rows.count}"]
        if rows.marked:
            parts.append(say_n("{n} marked", "{n} marked", len(rows.marked)))
        self.query_one("#pairs-pane", Frame).title(_("Duplicates"), " · ".join(parts))

    def changed(self, change: Change, *, undone: bool = False) -> None:
        """Read again what an action changed; the cursor goes to a pair that came back by undo."""
        if not change.kinds & _SHOWN_FROM:
            return
        rows = self._rows
        keep = rows.current.id if rows.current else None
        self._pairs.renew()
        rows.reload(keep)
        if undone:
            back = [row_id for row_id in change.touched("duplicate_pairs") if self._pairs.index_of(row_id) is not None]
            if len(back) == 1:
                rows.move_to_id(back[0])
        still = {row_id for row_id in rows.marked if self._pairs.index_of(row_id) is not None}
        if still != rows.marked:
            rows.set_marks(still)
        self._show()

    @on(VirtualList.Highlighted)
    def _moved(self, event: VirtualList.Highlighted) -> None:
        event.stop()
        self._show()

    @on(VirtualList.MarksChanged)
    def _marked(self, event: VirtualList.MarksChanged) -> None:
        event.stop()
        self._count()

    @on(VirtualList.Opened)
    def _opened(self, event: VirtualList.Opened) -> None:
        event.stop()
        if self.page is not None:
            self._reveal("pair")
            self._pane.fields.focus()

    def go_to(self, person_id: int) -> None:
        """Show the likeliest pair of a person; if none is noted, the person is compared now."""
        found = comparing.pair_with(self._desk, person_id)
        if found is None:
            from netz_tui.desk import alike

            self._netz.act_quietly(lambda: alike.look_at(self._desk, person_id))
            found = comparing.pair_with(self._desk, person_id)
        if found is None:
            before, _mark, after = _("Nobody looks like {name}.").partition("{name}")
            self._netz.flash(Content.assemble(before, content(who.name_of(self._desk, person_id) or ""), after))
            return
        self._rows.move_to_id(found)
        self._show()
        self._reveal("pair")
        self._pane.fields.focus()

    # Choosing

    def action_take(self, side: Side) -> None:
        """Take the left or right value of the field under the cursor, or both."""
        self._pane.take(side)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Offer to choose values only where there are fields."""
        return bool(self.query("#fields:focus")) if action == "take" else True

    # What becomes of them

    @on(PairPane.Merge)
    def _merge_asked(self, event: PairPane.Merge) -> None:
        event.stop()
        self.action_merge()

    @work(group="flow", exclusive=True)
    async def action_merge(self) -> None:
        """Make the two one; where more hang together, ask first who does."""
        page = self.page
        if page is None:
            return
        self._netz.drafting.flush()
        choice = dict(self._pane.fields.taken)
        if len(page.group) > 2:  # noqa: PLR2004 - a pair
            group = await self._netz.ask(MergeGroup(page.group, page.likely))
            if group is not None:
                choices = {page.right.id: choice} if group.keep == page.left.id else {}
                self._netz.act(lambda: merge.merge_group(self._desk, group.keep, group.gone, group.apart, choices))
        else:
            self._netz.act(lambda: merge.merge(self._desk, page.left.id, page.right.id, choice))
        self.take_focus()

    def action_apart(self) -> None:
        """Note for good that the marked pairs, or the two shown, are not the same."""
        page = self.page
        ids = sorted(self._rows.marked) or ([page.pair.id] if page else [])
        if ids:
            self._netz.act(lambda: merge.keep_apart(self._desk, ids))
            self.take_focus()

    @work(group="flow", exclusive=True)
    async def action_merge_sure(self) -> None:
        """Merge all pairs that are sure, after a look at them."""
        pairs = comparing.sure(self._desk)
        if not len(pairs):
            self._netz.flash(Content(_("No pair is sure enough to be merged without a look at each.")))
            return
        ids = await self._netz.ask(MergeSure(pairs, comparing.SURE))
        if not ids:
            return
        self._netz.drafting.flush()
        if len(ids) <= _AT_ONCE:
            self._netz.act(lambda: merge.merge_sure(self._desk, ids))
            return
        self._start(
            _("Merging"), "duplicates.merge_sure",
            lambda progress, cancelled: merge.merge_sure(
                self._desk, ids, progress=lambda done, total: progress("merge", done / total), cancelled=cancelled
            ),
            lambda change: self._netz.act(lambda: change),
        )  # fmt: skip

    def action_search(self) -> None:
        """Compare everybody with everybody in a thread, or stop that."""
        from netz_tui.desk import alike

        if self._background is not None and not self._background.finished:
            self._background.stop()
            return

        def search(progress: Callable[[Any, float], None], cancelled: Callable[[], bool]) -> tuple[int, Change]:
            return alike.search(self._desk, progress=progress, cancelled=cancelled)

        self._start(_("Looking for duplicates"), "duplicates.search", search, self._searched)

    def _start(self, what: str, key: str, call: Callable[..., Any], done: Callable[[Any], object]) -> None:
        from netz_tui.desk.alike import Cancelled

        self._background = Background(self._netz, what, self._netz.key_name(key), call, done, Cancelled)
        self._background.start()

    def _searched(self, found: tuple[int, Change]) -> None:
        new, change = found
        if change:
            self._netz.publish(change)
        text = say_n("{n} new pair found.", "{n} new pairs found.", new) if new else _("No new pair found.")
        self._netz.flash(Content.styled(text, "$success" if new else "$foreground 60%"))

    # Places

    def action_next_pane(self) -> None:
        """Go to the other pane."""
        if self.query_one(FieldList).has_focus:
            self.take_focus()
        elif self.page is not None:
            self._reveal("pair")
            self._pane.fields.focus()

    def action_leave(self) -> None:
        """Go back to the list; there, take the marks away."""
        if self._rows.has_focus:
            self._rows.set_marks(())
        self.take_focus()

    def _reveal(self, part: str) -> None:
        """Where not both fit, bring one to the front."""
        for name in ("list", "pair"):
            self.set_class(name == part, f"show-{name}")


async def compare(netz: Netz, person_id: int) -> None:
    """Go to the duplicates and put somebody beside whoever looks the same."""
    await netz.action_area("duplicates").wait()
    netz.main.query_one(DuplicatesArea).go_to(person_id)
