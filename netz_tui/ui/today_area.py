"""Today: all that is due in one list, with a key for each, and beside it why and what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.containers import Horizontal

from netz_tui.desk import contacts, decide, today
from netz_tui.desk.today import verbs
from netz_tui.i18n import _, say, say_n
from netz_tui.ui.keys import bindings
from netz_tui.ui.panes.today import TodayList
from netz_tui.ui.panes.today_why import KEYS, WhyPane
from netz_tui.ui.widgets.panel import Frame
from netz_tui.ui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from netz_tui.desk.history import Change
    from netz_tui.desk.page import Page
    from netz_tui.desk.today import Agenda, Due
    from netz_tui.ui.app import Netz

_OFFERED = frozenset(name for names in KEYS.values() for name, _label in names)
"""What is offered only where it is of use."""


class TodayArea(Horizontal):
    """Area 5. Holds what is due; panes are given it and say what was asked of them."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("today")

    def __init__(self, netz: Netz) -> None:
        super().__init__()
        self._netz = netz
        self._desk = netz.desk
        self._agenda: Agenda = today.agenda_of(netz.desk)
        self._behind = False

    def compose(self) -> ComposeResult:
        """Put the list beside the reasons."""
        with Frame(id="today-pane"):
            yield TodayList()
        yield WhyPane(self._netz.key_name)

    def on_mount(self) -> None:
        """Begin with the first."""
        self._reveal("list")
        self._renew()
        self.set_interval(60, self._look_at_clock)

    def take_focus(self) -> None:
        """Let the list have the keys."""
        if self._behind or self._agenda.day != today.midnight(self._desk).date():
            self._renew()
        self._reveal("list")
        self._rows.focus()

    @property
    def _rows(self) -> TodayList:
        return self.query_one(TodayList)

    @property
    def due(self) -> Due | None:
        """What is under the cursor."""
        return self._rows.due

    @property
    def agenda(self) -> Agenda:
        """What is due."""
        return self._agenda

    # What is shown

    def changed(self, change: Change, *, undone: bool = False) -> None:
        """Read again what an action changed, at once or when the area is gone to; undone things get the cursor."""
        if not change.kinds:
            return
        self._behind = True
        if self.display:
            self._renew(change if undone else None)

    def _look_at_clock(self) -> None:
        """Show what time has brought: a new day, a call whose hour has come."""
        if self.display and today.agenda_of(self._desk) != self._agenda:
            self._renew()

    def _renew(self, undone: Change | None = None) -> None:
        self._behind = False
        before = {due.id for due in self._agenda.rows}
        self._agenda = today.agenda_of(self._desk)
        back = [due.id for due in self._agenda.rows if due.id not in before] if undone else []
        rows = self._rows
        rows.empty = _("Nothing is due today.")
        following = None if self._agenda.rows else today.next_due(self._desk)
        rows.following = following.text(self._agenda.day) if following else ""
        rows.tell(self._agenda, back[0] if len(back) == 1 else None)
        self._show()

    def _show(self) -> None:
        """Explain what is under the cursor, read fresh."""
        due = self.due
        pane = self.query_one(WhyPane)
        if due is None:
            pane.show_nothing(self._agenda, today.next_due(self._desk))
        else:
            pane.show(due, self._page(due), self._agenda, self._netz.now(), self._desk.settings.region)
        self._count()
        self.refresh_bindings()

    def _page(self, due: Due) -> Page | None:
        return contacts.page_to_talk(self._desk, due.person_id)

    def _count(self) -> None:
        rows = self._rows
        place = next((at for at, due in enumerate(self._agenda.rows, 1) if self.due and due.id == self.due.id), 0)
        parts = [f"{place}/{len(self._agenda.rows)}"]
        if rows.marked:
            parts.append(say_n("{n} marked", "{n} marked", len(rows.marked)))
        parts.append(say("{n} of {total} proven", n=self._agenda.proven, total=self._agenda.contacts))
        self.query_one("#today-pane", Frame).title(_("Today"), " · ".join(parts))

    @on(VirtualList.Highlighted)
    def _moved(self, event: VirtualList.Highlighted) -> None:
        event.stop()
        self._show()

    @on(VirtualList.MarksChanged)
    def _marked(self, event: VirtualList.MarksChanged) -> None:
        event.stop()
        self._count()

    # What is done

    @work(group="flow", exclusive=True)
    async def action_call(self) -> None:
        """Call: at the desk if a request waits, from here otherwise."""
        from netz_tui.ui.flows import contacts as flow

        if self.due is not None and (page := self._page(self.due)) is not None:
            await flow.call(self._netz, page)

    @work(group="flow", exclusive=True)
    async def action_log(self) -> None:
        """Log a conversation."""
        from netz_tui.ui import flows

        if self.due is not None and (page := self._page(self.due)) is not None:
            await flows.talk.log_other(self._netz, page, "")

    @work(group="flow", exclusive=True)
    async def action_ground(self) -> None:
        """Give a ground with its evidence."""
        from netz_tui.ui import flows

        if self.due is not None and (page := self._page(self.due)) is not None:
            await flows.ground.give(self._netz, page)

    @work(group="flow", exclusive=True)
    async def action_cross_check(self) -> None:
        """Note what the introducer answered."""
        from netz_tui.ui.flows import today as flow

        if self.due is not None and self.due.about:
            await flow.note_answer(self._netz, self.due)

    @work(group="flow", exclusive=True)
    async def action_ask_first(self) -> None:
        """Agree a call before deciding about somebody."""
        from netz_tui.ui.flows import today as flow

        if self.due is not None:
            await flow.ask_first(self._netz, self.due)

    @work(group="flow", exclusive=True)
    async def action_next_step(self) -> None:
        """Agree a next step with somebody."""
        from netz_tui.ui.flows import today as flow

        if (due := self.due) is not None:
            await flow.next_step(self._netz, due.person_id, due.name, due.request_id)

    def action_done(self) -> None:
        """Tick off the next steps chosen."""
        steps = [due.step_id for due in self._rows.chosen if due.step_id is not None]
        self._netz.act(lambda: verbs.tick_off(self._desk, steps))

    def action_confirm(self) -> None:
        """Confirm the request that came back, by the rule; too early, say so and go to it."""
        due = self.due
        if due is None or due.request_id is None:
            return
        request_id = due.request_id
        try:
            change = decide.confirm(self._desk, request_id)
        except decide.NotYet as problem:
            self._netz.say_problem(say(problem.template, **problem.params))
            self._netz.find_person(due.person_id)
        else:
            self._netz.act(lambda: change)

    def action_not_dependable(self) -> None:
        """Note that the contacts chosen are not dependable."""
        people = [due.person_id for due in self._rows.chosen if due.group in {"unproven", "shaky"}]
        self._netz.act(lambda: verbs.not_dependable(self._desk, people))

    @work(group="flow", exclusive=True)
    async def action_decline(self) -> None:
        """Decline the requests chosen that came back."""
        from netz_tui.ui import flows

        chosen = [due for due in self._rows.chosen if due.group == "back"]
        ids = [due.request_id for due in chosen if due.request_id is not None]
        await flows.decide.decline(self._netz, ids, [due.name for due in chosen])

    @work(group="flow", exclusive=True)
    async def action_later(self) -> None:
        """Put off what is chosen to a day."""
        from netz_tui.ui.flows import today as flow

        if chosen := self._rows.chosen:
            await flow.put_off(self._netz, chosen)

    @work(group="flow", exclusive=True)
    async def action_rhythm(self) -> None:
        """Set how often people want a sign of life."""
        from netz_tui.ui.flows import contacts as flow

        if chosen := self._rows.chosen:
            people = list(dict.fromkeys(due.person_id for due in chosen))
            await flow.rhythm(self._netz, people, chosen[0].name)

    @work(group="flow", exclusive=True)
    async def action_tags(self) -> None:
        """Tag the people chosen."""
        from netz_tui.ui.flows import contacts as flow

        if chosen := self._rows.chosen:
            await flow.tag(self._netz, list(dict.fromkeys(due.person_id for due in chosen)), chosen[0].name)

    def action_mark_all(self) -> None:
        """Mark all that is due, or take all marks away."""
        rows = self._rows
        rows.set_marks(() if rows.marked else (due.id for due in self._agenda.rows))

    @work(group="flow", exclusive=True)
    async def action_profile(self) -> None:
        """Show the address of the profile page and offer to open it."""
        from netz_tui.ui import flows

        if self.due is not None and (page := self._page(self.due)) is not None:
            await flows.person.profile(self._netz, page)

    @work(group="flow", exclusive=True)
    async def action_ways(self) -> None:
        """Show the ways to the person in the net."""
        from netz_tui.ui.net_area import NetArea

        if (due := self.due) is not None:
            await self._netz.action_area("graph").wait()
            self._netz.main.query_one(NetArea).ways_to(due.person_id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Offer what can be done with the thing under the cursor."""
        due = self.due
        return action not in _OFFERED or (due is not None and any(action == name for name, _label in KEYS[due.group]))

    # Going about

    @on(VirtualList.Opened)
    def _opened(self, event: VirtualList.Opened) -> None:
        event.stop()
        if self.due is not None:
            self._netz.find_person(self.due.person_id)

    def action_next_pane(self) -> None:
        """Go to the other side."""
        if self._rows.has_focus:
            self._reveal("why")
            self.query_one(WhyPane).focus()
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Go back to the list; there, take the marks away."""
        rows = self._rows
        if rows.has_focus and rows.marked:
            rows.set_marks(())
        self._reveal("list")
        rows.focus()

    def _reveal(self, part: str) -> None:
        """Where not both fit, bring one to the front."""
        for name in ("list", "why"):
            self.set_class(name == part, f"show-{name}")
