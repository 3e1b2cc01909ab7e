"""The net: a drawn part of it one walks through, with ties, ways and shape beside the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.containers import Horizontal
from textual.content import Content
from textual.worker import get_current_worker

from netz_tui.desk.desk import BookProblem
from netz_tui.desk.net import ME, shape, ties, words
from netz_tui.i18n import _, say, say_n
from netz_tui.ui.keys import bindings
from netz_tui.ui.net_walk import Walk
from netz_tui.ui.panes.graph import ShapePane, TieList, WaysPane
from netz_tui.ui.panes.net import NetPane, fitting
from netz_tui.ui.widgets.glyphs import ASCII, glyphs
from netz_tui.ui.widgets.panel import Frame
from netz_tui.ui.widgets.safe import content
from netz_tui.ui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer
    from textual.widget import Widget

    from netz_tui.desk.history import Change
    from netz_tui.desk.net import Direction, Ego, tie_evidence
    from netz_tui.ui.app import Netz
    from netz_tui.ui.net_walk import View

_CELLS_EACH = 90
"""Cells of the picture for each person, so that names find room."""
_FEWEST = 12
_LISTED_LATER = 0.05
"""Seconds the focus rests before the list of ties follows."""
_WARMED_LATER = 2.0
"""Seconds of rest before the whole net is loaded."""
_SHOWN_FROM = frozenset(
    {"people", "ties", "cross_checks", "grounds", "conversations", "requests", "person_tags", "tags"}
)


class NetArea(Horizontal):
    """Area 3. Draws where one stands, and lets a key do each thing."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("graph")

    def __init__(self, netz: Netz) -> None:
        super().__init__()
        self._netz = netz
        self._desk = netz.desk
        self._walk = Walk(netz.desk)
        self._stale = False
        self._follow: Timer | None = None
        self._listed: int | None = None
        self._warming: Timer | None = None

    def compose(self) -> ComposeResult:
        """Put the picture beside what is known."""
        yield NetPane(id="picture")
        with Frame(id="ties"):
            yield TieList()
        yield WaysPane()
        yield ShapePane()

    def on_mount(self) -> None:
        """Begin with me."""
        self._beside("ties")
        self._front("picture")

    def on_resize(self) -> None:
        """Draw as many people as there is room for."""
        self.call_after_refresh(self._draw)

    def take_focus(self) -> None:
        """Let the picture have the keys."""
        self._front("picture")
        self._pane.focus()
        if self._stale or self._walk.ego is None:
            self.call_after_refresh(self._draw)
        self._warm_later()

    def _warm_later(self) -> None:
        """Load the net for ways when nothing has changed for a while."""
        if self._warming is not None:
            self._warming.stop()
        if self._desk.warm is None:
            self._warming = self.set_timer(_WARMED_LATER, self._warm_up)

    @work(group="warm", exclusive=True, thread=True)
    def _warm_up(self) -> None:
        from netz_tui.desk.net.warm import keep_warm

        worker = get_current_worker()
        keep_warm(self._desk, lambda: worker.is_cancelled)

    def changed(self, change: Change, *, undone: bool = False) -> None:  # noqa: ARG002 - part of what an area answers to
        """Read again what an action changed, at once or when the area is gone to."""
        if change.kinds & _SHOWN_FROM:
            self._stale = True
            if self.display:
                self._draw()
                self._warm_later()

    @property
    def _pane(self) -> NetPane:
        return self.query_one("#picture", NetPane)

    @property
    def _rows(self) -> TieList:
        return self.query_one(TieList)

    @property
    def view(self) -> View:
        """Where one stands."""
        return self._walk.view

    @property
    def ego(self) -> Ego | None:
        """What is drawn."""
        return self._walk.ego

    # Drawing

    def _draw(self) -> None:
        """Read and draw the part of the net one looks at."""
        width, height = self._pane.size
        if not width:
            return
        self._stale = False
        walk = self._walk
        ego = walk.read(max(_FEWEST, width * height // _CELLS_EACH))
        if walk.routes is None and self.has_class("with-ways"):
            self._beside("ties")
        self._pane.draw(ego, walk.title(width), walk.subtitle(), walk.view.focus)
        self._tell()
        self._list()

    def _tell(self) -> None:
        """Let the list of ways follow."""
        if self._walk.routes is not None:
            self.query_one(WaysPane).tell(self._walk.routes, self._walk.speakers(), self._walk.chosen)

    def _list(self) -> None:
        """Let the list of ties follow the focus."""
        focus = self._walk.view.focus
        rows = ties.ties_of(self._desk, focus)
        known = {row.id: row.person.name for row in rows if row.person is not None}
        known |= ties.names(self._desk, [row.bond for row in rows])
        self._rows.tell(rows, words.names_of(known, self._walk.me), same=self._listed == focus)
        self._listed = focus
        frame = self.query_one("#ties", Frame)
        of = fitting([self._walk.called(focus)], frame.size.width, _("Ties of {name}"))
        count = say_n("{n} tie", "{n} ties", len(rows)) if rows else ""
        if len(rows) == ties.MOST:
            count = say("the first {n} ties", n=ties.MOST)
        frame.title(Content(_("Your ties")) if focus == ME else of, count)

    # Walking

    def _look_at(self, person: int) -> None:
        """Look at somebody in the picture; nobody moves."""
        self._walk.look_at(person)
        self._pane.look_at(person)
        if self._follow is not None:
            self._follow.stop()
        self._follow = self.set_timer(_LISTED_LATER, self._list)

    def _go(self, person: int) -> None:
        """Put somebody into the middle and remember where one was."""
        if self._walk.routes is None and self._walk.view.center == person:
            self._look_at(person)
            return
        self._walk.go(person)
        self._beside("ties")
        self._draw()

    def action_walk(self, direction: Direction) -> None:
        """Look at the next person in a direction."""
        person = self._pane.beside(direction)
        if person is not None:
            self._look_at(person)

    def action_centre(self) -> None:
        """Put whom one looks at into the middle."""
        self._go(self._walk.view.focus)

    def action_back(self) -> None:
        """Return to the middle before."""
        if self._walk.routes is not None:
            self._leave_ways()
        elif self._walk.back():
            self._draw()
        else:
            self._netz.flash(Content.styled(_("This is where you began."), "$foreground 60%"))

    def action_home(self) -> None:
        """Put me into the middle."""
        self._go(ME)

    def action_more(self, by: int) -> None:
        """Show one degree more or less."""
        if self._walk.more(by):
            self._draw()

    @on(NetPane.Chosen)
    def _clicked(self, event: NetPane.Chosen) -> None:
        event.stop()
        if event.twice:
            self._go(event.person_id)
        else:
            self._look_at(event.person_id)

    @on(NetPane.Turned)
    def _turned(self, event: NetPane.Turned) -> None:
        event.stop()
        self.action_more(event.by)

    @on(VirtualList.Opened)
    def _opened(self, event: VirtualList.Opened) -> None:
        event.stop()
        self._go(event.row.id)
        self.take_focus()

    @work(group="flow", exclusive=True)
    async def action_filter(self) -> None:
        """Choose who is shown."""
        from netz_tui.ui.flows import net as flow

        wanted = await flow.choose_filter(self._netz, self._walk.filter)
        if wanted is not None:
            self._walk.filter = wanted
            self._walk.routes = None
            self._beside("ties")
            self._draw()

    # Ways

    def ways_to(self, person: int) -> None:
        """Show the best ways to somebody."""
        if person == ME:
            self._netz.say_problem(_("You need no way to yourself. Look at somebody else first."))
            return
        if self._netz.act_quietly(lambda: self._walk.find(person)) is None and self._walk.routes is not None:
            self._beside("ways")
            self._draw()
            self._reach("beside")

    @work(group="flow", exclusive=True)
    async def action_find(self) -> None:
        """Ask to whom the ways are wanted."""
        from netz_tui.ui.flows import ties as flow

        person = await flow.pick(self._netz, _("Ways to whom?"))
        if person is not None:
            self.ways_to(person)

    def action_ways(self) -> None:
        """Show the ways to whom one looks at."""
        self.ways_to(self._walk.view.focus)

    @on(WaysPane.Chosen)
    def _way_chosen(self, event: WaysPane.Chosen) -> None:
        event.stop()
        if event.place != self._walk.chosen:
            self._walk.chosen = event.place
            self._draw()

    def _leave_ways(self) -> None:
        self._walk.routes = None
        self._beside("ties")
        self.take_focus()
        self._draw()

    # Shape

    def action_shape(self) -> None:
        """Tell the shape of the net in words, or take that away."""
        if self.has_class("with-shape"):
            self.action_leave()
            return
        self._beside("shape")
        self.query_one(ShapePane).say(Content.styled(_("Looking through the whole net …"), "$foreground 60%"))
        self._reach("beside")
        self._read_shape()

    @work(group="shape", exclusive=True, thread=True)
    def _read_shape(self) -> None:
        worker = get_current_worker()
        pane = self.query_one(ShapePane)
        try:
            found = shape.shape(self._desk, lambda: worker.is_cancelled)
        except BookProblem as problem:
            self.app.call_from_thread(pane.say, content(say(problem.template, **problem.params), "$warning"))
        else:
            if found is not None:
                self.app.call_from_thread(pane.tell, found)

    # Changing

    def _pair(self) -> tuple[int, int | None]:
        """Return the two people that are meant; the second is None if it has to be asked for."""
        row = self._rows.current
        if self._rows.has_focus and row is not None and self._listed is not None:
            return self._listed, row.id
        center, focus = self._walk.view
        return focus, None if center in {focus, ME} or self._walk.routes is not None else center

    @work(group="flow", exclusive=True)
    async def action_cross_check(self) -> None:
        """Note what somebody answered when asked about another one."""
        from netz_tui.ui.flows import ties as flow

        if (pair := await self._both(_("Cross-check with whom?"))) is not None:
            await flow.cross_check(self._netz, *pair)

    @work(group="flow", exclusive=True)
    async def action_tie(self) -> None:
        """Note, change or take away a tie; tell what one of mine rests on."""
        from netz_tui.ui.flows import ties as flow

        one, other = self._pair()
        if other is not None and ME in {one, other}:
            await flow.explain_mine(self._netz, other if one == ME else one)
        elif (pair := await self._both(_("Tie with whom?"))) is not None:
            await flow.edit_tie(self._netz, *pair)

    async def _both(self, question: str) -> tuple[int, int] | None:
        from netz_tui.ui.flows import ties as flow

        one, other = self._pair()
        if ME in {one, other}:
            self._netz.say_problem(
                _("Your own ties rest on grounds and conversations. Look at somebody else, or choose another tie.")
            )
            return None
        if other is None:
            other = await flow.pick(self._netz, question, near=one)
        return None if other is None or other == one else (one, other)

    @work(group="flow", exclusive=True)
    async def action_write(self) -> None:
        """Write the picture or the graph to a file."""
        from netz_tui.ui.flows import net as flow

        if self._walk.ego is None:
            return
        name = self._walk.routes.target.name if self._walk.routes else self._walk.called(self._walk.view.center)
        path = await flow.write(self._netz, self._walk.ego, self._walk.view.focus, name, self._walk.me)
        if path is not None:
            self._netz.flash(content(say("Written: {path}", path=path), "$success"))

    # Numbers

    def numbers(self) -> Iterator[tuple[str, Sequence[str]]]:
        """Explain what is in sight: the way that is chosen, the tie under the cursor or in the middle, the shape."""
        from netz_tui.desk.net import explained

        bond = self._bond() if self._walk.route is None else None
        shown = explained.Shown(
            self._walk.view.focus,
            self._walk.route,
            bond,
            shape=self.has_class("with-shape"),
            ascii_only=glyphs() is ASCII,
        )
        return explained.on_screen(self._desk, self._walk.me, shown)

    def _bond(self) -> tie_evidence.Bond | None:
        """Return the tie under the cursor of the list, else that between focus and middle, else that to me."""
        row = self._rows.current
        if row is not None and (self._rows.has_focus or self._walk.view.focus == ME):
            return row.bond
        found = ties.ties_of(self._desk, self._walk.view.focus)
        return next((row.bond for row in found if row.id == self._walk.view.center), found[0].bond if found else None)

    # Places

    def _beside(self, what: str) -> None:
        """Choose what stands beside the picture: ties, ways or shape."""
        for name in ("ties", "ways", "shape"):
            self.set_class(name == what, f"with-{name}")

    def _front(self, part: str) -> None:
        """Where not both fit, bring the picture or what stands beside it to the front."""
        for name in ("picture", "beside"):
            self.set_class(name == part, f"front-{name}")

    def _reach(self, part: str) -> None:
        self._front(part)
        self._stop_of(part).focus()

    def _stop_of(self, part: str) -> Widget:
        if part == "picture":
            return self._pane
        if self.has_class("with-ways"):
            return self.query_one(WaysPane)
        return self.query_one(ShapePane) if self.has_class("with-shape") else self._rows

    def action_next_pane(self) -> None:
        """Go to the other pane."""
        self._reach("beside" if self._pane.has_focus else "picture")

    def action_leave(self) -> None:
        """Take away what stands beside the picture, then go back to the picture, then to me."""
        if self._walk.routes is not None:
            self._leave_ways()
        elif self.has_class("with-shape"):
            self._beside("ties")
            self.take_focus()
        elif not self._pane.has_focus:
            self.take_focus()
        elif self._walk.view.focus != self._walk.view.center:
            self._look_at(self._walk.view.center)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Walk and centre only while the picture has the keys."""
        return self._pane.has_focus if action in {"walk", "centre"} and self.is_mounted else True
