"""The desk: the inbox, the request with its gate and note, and the net around it, side by side or in turn."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.widget import Widget

from netz_tui.i18n import _, say
from netz_tui.ui.areas import style
from netz_tui.ui.conversation import Conversation
from netz_tui.ui.keys import bindings
from netz_tui.ui.panes.inbox import InboxPane
from netz_tui.ui.widgets.kept import Unpainted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from netz_tui.desk.history import Change
    from netz_tui.desk.page import Page
    from netz_tui.ui.app import Netz
    from netz_tui.ui.calling import Call
    from netz_tui.ui.desk_panes import Panes
    from netz_tui.ui.panes.gate import GatePane
    from netz_tui.ui.panes.talk import TalkPane

_DRAWN_LATER = 0.12
"""Seconds after the request is shown until the net around its sender is drawn: a held key moves only the list."""


_FOR_A_REQUEST = frozenset(
    (
        *("call", "log", "judge", "ground", "cross_check", "introducer", "confirm", "decline", "defer"),
        *("lead", "tags", "profile", "duplicates", "write", "mark_all"),
    )
)
"""What can be done only where there is a request."""


class DeskArea(Unpainted, Widget):
    """Area 1. Holds which request is shown; panes are given it and say what was asked of them."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("desk")

    def __init__(self, netz: Netz) -> None:
        super().__init__(classes="show-list")
        self._netz = netz
        self._desk = netz.desk
        self._panes: Panes | None = None
        self._page: Page | None = None
        self._draw: Timer | None = None
        self._talk = Conversation(netz)
        self.calling = self._talk.calling

    def compose(self) -> ComposeResult:
        """Put the inbox there; what stands beside it follows when it is painted."""
        yield InboxPane(self._desk)

    def on_mount(self) -> None:
        """Begin with the first request."""
        self.take_focus()
        self._netz.typed_ahead.hold()
        self.call_after_refresh(self._furnish)

    async def _furnish(self) -> None:
        """Make the panes beside the inbox; what was typed before they stood comes after."""
        from netz_tui.ui import desk_panes

        style(self._netz, Path(__file__).with_name("desk_panes.tcss"))
        self._panes = desk_panes.make(self._netz.key_name)
        await self.mount(*self._panes.columns())
        row = self._inbox.rows.current
        self._show(None if row is None else row.id)
        self.set_interval(1, self._tick)
        self._netz.typed_ahead.let_go()

    def take_focus(self) -> None:
        """Let the list have the keys."""
        self._inbox.rows.focus()

    @property
    def _inbox(self) -> InboxPane:
        return self.query_one(InboxPane)

    # What is shown

    @property
    def page(self) -> Page | None:
        """The request under the cursor with all that is known."""
        row = self._inbox.rows.current
        if row is None:
            return None
        if self._page is None or self._page.request.id != row.id:
            self._show(row.id)
        return self._page

    @on(InboxPane.Moved)
    def _moved(self, event: InboxPane.Moved) -> None:
        """Follow the cursor when it rests."""
        event.stop()
        self._show(event.row_id)

    def _show(self, request_id: int | None) -> None:
        """Let every pane show a request, read fresh."""
        if self._panes is None:
            return
        page = None
        if request_id is not None:
            from netz_tui.desk.page import page as read

            page = read(self._desk, request_id)
        if (page is None) != (self._page is None):
            self.refresh_bindings()
        self._page = page
        self._panes.request.show(page, self._netz.now(), self._desk.settings.region)
        self._panes.gate.show(page, self._netz.now().astimezone().date())
        if page is None:
            self._panes.talk.show(None, "", "")
        else:
            self._panes.talk.show(page.person.id, page.request.name, self._talk.written(page.person.id))
        self._show_call()
        if self._draw is not None:
            self._draw.stop()
        self._draw = self.set_timer(_DRAWN_LATER, self._draw_net)

    def _draw_net(self) -> None:
        from netz_tui.desk import views
        from netz_tui.desk.net import ME, ego

        page = self._page
        if self._panes is None:
            return
        if page is None and not views.is_empty(self._desk):
            self._panes.net.show(ego.around(self._desk, ME, self._desk.settings.me or _("Me")))
        elif page is None:
            self._panes.net.show(None)
        else:
            me = self._desk.settings.me or _("Me")
            self._panes.net.show(ego.around(self._desk, page.person.id, me), page.request.name)

    def numbers(self) -> Iterator[tuple[str, Sequence[str]]]:
        """Explain the record of who is named as introducer of the request that is shown."""
        from netz_tui.desk.net import explained

        page = self.page
        if page is not None and page.record is not None and page.record.asked:
            yield explained.record(page.record, page.request.introducer or "?")

    def changed(self, change: Change, *, undone: bool = False) -> None:
        """Read again what an action changed; the cursor goes to a request that came back by undo."""
        if not change.kinds:
            return
        inbox = self._inbox
        inbox.renew(goto=inbox.came_back(change.touched("requests")) if undone else None)
        row = inbox.rows.current
        self._show(None if row is None else row.id)

    # Conversations

    def on_talk_pane_typed(self, event: TalkPane.Typed) -> None:
        """Keep what was typed."""
        event.stop()
        self._talk.keep(event.person_id, event.text, self._page)

    def _tick(self) -> None:
        clock, told = self._talk.clock(self._page)
        if clock and self._panes is not None:
            self._panes.call.border_subtitle = clock
            number = self._panes.call.number if clock and self._one_at_a_time else ""
            self._panes.talk.say_timer(" · ".join(part for part in (number, told) if part))

    def _show_call(self) -> None:
        """Show the call in place of the net while it lasts."""
        page = self._page
        running = page is not None and self.calling.of(page.person.id) is not None
        self.set_class(running, "calling")
        if running and page is not None and self._panes is not None:
            self._panes.call.show(page, self._desk.settings.region)
        self._tick()

    @work(group="flow", exclusive=True)
    async def action_call(self) -> None:
        """Start a call, or end the one that runs."""
        from netz_tui.ui import flows

        page = self.page
        if page is None or self._panes is None:
            return
        if self.calling.running is not None:
            await self._end(self.calling.running)
        elif page.phones or await flows.person.add_number(self._netz, page):
            note = await self._talk.begin(page, self._panes.talk)
            self._show(page.request.id)
            self._reveal("middle")
            note.focus()

    async def _end(self, running: Call) -> None:
        """Go to the request of the call that runs, and ask what came of it."""
        if self._page is None or self._page.person.id != running.person_id:
            self._inbox.rows.move_to_id(running.request_id)
            self._show(running.request_id)
        if (page := self._page) is not None and await self._talk.end(page):
            self._logged(page)

    def action_finish(self) -> None:
        """End the call that runs, or log what was written."""
        if self.calling.running is not None:
            self.action_call()
        else:
            self.action_log()

    @work(group="flow", exclusive=True)
    async def action_log(self) -> None:
        """Log a conversation that was not called from here."""
        if (page := self.page) is not None and await self._talk.log_other(page):
            self._logged(page)

    def _logged(self, page: Page) -> None:
        if self._panes is not None:
            self._panes.talk.say_timer("")
        self._show(page.request.id)
        self._reveal("list")
        self._inbox.rows.focus()

    @work(group="flow", exclusive=True)
    async def action_judge(self) -> None:
        """Judge trust and chemistry."""
        from netz_tui.ui import flows

        if (page := self.page) is not None:
            await flows.talk.judge(self._netz, page)

    # Grounds

    @work(group="flow", exclusive=True)
    async def action_ground(self) -> None:
        """Give a ground with its evidence."""
        from netz_tui.ui import flows

        if (page := self.page) is not None:
            await flows.ground.give(self._netz, page)

    @work(group="flow", exclusive=True)
    async def action_cross_check(self) -> None:
        """Ask an introducer."""
        from netz_tui.ui import flows

        if (page := self.page) is not None:
            await flows.ground.cross_check(self._netz, page, self._netz.key_name("desk.introducer"))

    @work(group="flow", exclusive=True)
    async def action_introducer(self) -> None:
        """Name who is said to vouch."""
        from netz_tui.ui import flows

        if (page := self.page) is not None:
            await flows.ground.name_introducer(self._netz, page)

    # The ways out

    def action_confirm(self) -> None:
        """Confirm by the rule; too early, say what is missing and point at it."""
        from netz_tui.desk import decide
        from netz_tui.ui.words import CONDITIONS, KEY_FOR, LACKS

        page = self.page
        if page is None:
            return
        if page.verdict.may:
            self._netz.act(lambda: decide.confirm(self._desk, page.request.id))
            return
        missing = page.verdict.missing[0]
        self._bring_middle()
        if self._panes is not None:
            self._panes.gate.point_at(missing.condition)
        self._netz.say_problem(
            say(
                "Not yet: {condition} – {lack}. “{key}” helps.",
                condition=_(CONDITIONS[missing.condition]),
                lack=_(LACKS[missing.lack]).partition(":")[0].replace("{value}/5 ", ""),
                key=self._netz.key_name(KEY_FOR[missing.condition]),
            )
        )

    @work(group="flow", exclusive=True)
    async def action_decline(self) -> None:
        """Decline what is marked, or the request under the cursor."""
        from netz_tui.ui import flows

        ids, names = self._inbox.chosen()
        if ids:
            await flows.decide.decline(self._netz, ids, names)
            self._inbox.unmark_settled()
            await self._inbox.drop_empty_filter()

    @work(group="flow", exclusive=True)
    async def action_defer(self) -> None:
        """Defer what is marked, or the request under the cursor."""
        from netz_tui.ui import flows

        ids, names = self._inbox.chosen()
        if ids:
            await flows.decide.defer(self._netz, ids, names)
            self._inbox.unmark_settled()

    @work(group="flow", exclusive=True)
    async def action_tags(self) -> None:
        """Tag the senders of what is marked, or the sender of the request under the cursor."""
        from netz_tui.ui import flows

        ids, names = self._inbox.chosen()
        if ids:
            await flows.person.tag(self._netz, ids, names)

    @work(group="flow", exclusive=True)
    async def action_lead(self) -> None:
        """Note a lead that came through the sender, or what became of one."""
        from netz_tui.ui.flows import study_entry

        if (page := self.page) is not None:
            await study_entry.lead(self._netz, page.person.id, page.person.name)

    @work(group="flow", exclusive=True)
    async def action_profile(self) -> None:
        """Show the address of the profile page and offer to open it."""
        from netz_tui.ui import flows

        if (page := self.page) is not None:
            await flows.person.profile(self._netz, page)

    @work(group="flow", exclusive=True)
    async def action_duplicates(self) -> None:
        """Compare the sender with who looks the same."""
        from netz_tui.ui.duplicates_area import compare

        if (page := self.page) is not None:
            await compare(self._netz, page.person.id)

    # The list

    def action_mark_all(self) -> None:
        """Mark every request that the filter finds, or take all marks away."""
        self._inbox.mark_all()

    @work(group="flow", exclusive=True)
    async def action_sort(self) -> None:
        """Choose the order."""
        from netz_tui.ui import flows

        sort = await flows.person.choose_sort(self._netz, self._inbox.sort)
        if sort is not None:
            self._inbox.order(sort)

    async def action_filter(self) -> None:
        """Type words to find requests by."""
        self._reveal("list")
        await self._inbox.ask_filter()

    @on(InboxPane.Wider)
    async def _search_people(self) -> None:
        """Search among all people instead."""
        await self._inbox.drop_filter()
        self._netz.action_search()

    @work(group="flow", exclusive=True)
    async def action_filters(self) -> None:
        """Choose, keep or drop a filter."""
        from netz_tui.ui.flows import filters

        text = await filters.choose(self._netz, "inbox", self._inbox.text)
        if text is not None:
            await self._inbox.put_filter(text)

    @work(group="flow", exclusive=True)
    async def action_sweep(self) -> None:
        """Mark all who look like collectors, to be looked through and declined."""
        from netz_tui.ui.flows import sweep

        score = await sweep.choose(self._netz)
        if score is not None:
            self._reveal("list")
            await self._inbox.sweep(score)
            self._netz.flash(sweep.told(len(self._inbox.rows.marked), self._netz.key_name("desk.decline")))

    def go_to(self, request_id: int) -> bool:
        """Put the cursor on a request and tell whether it is in the inbox."""
        self._reveal("list")
        return self._inbox.rows.move_to_id(request_id)

    # Going about

    @on(InboxPane.Opened)
    async def action_write(self) -> None:
        """Write the note."""
        if self.page is None or self._panes is None:
            return
        self._reveal("middle")
        (await self._panes.talk.prepare()).focus()

    async def action_leave(self) -> None:
        """Leave the editor or filter for the list; in the list, take filter, then marks away."""
        inbox = self._inbox
        if not inbox.rows.has_focus:
            if self.query("#filter:focus"):
                await inbox.drop_filter()
            inbox.rows.focus()
            self._reveal("list")
        elif not await inbox.drop_filter() and inbox.rows.marked:
            inbox.rows.set_marks(())
        else:
            self._reveal("list")

    def _reveal(self, part: str) -> None:
        """Where not all fits, bring one of list, middle, side to the front."""
        for name in ("list", "middle", "side"):
            self.set_class(name == part, f"show-{name}")

    def _bring_middle(self) -> None:
        """Show request and gate, and give them the focus where they take the place of the list."""
        self._reveal("middle")
        if self._one_at_a_time:
            self.query_one("#request").focus()

    @property
    def _one_at_a_time(self) -> bool:
        """Whether there is room only for one of list, middle and side."""
        return self.screen.has_class("-narrow") or self.screen.has_class("-low")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Where not all fits, show the part that has the focus: a hidden one would lose it, and its keys with it."""
        above = {node.id for node in event.widget.ancestors_with_self}
        self._reveal("middle" if "middle" in above else "side" if "side" in above else "list")
        self.set_class("talk" in above, "writing")
        self._tick()

    @work(group="flow", exclusive=True)
    async def action_ways(self) -> None:
        """Show the ways to the sender; where the net has no place beside the request, bring it to the front or back."""
        if self.screen.has_class("-wide") and not self.screen.has_class("-low"):
            from netz_tui.ui.net_area import NetArea

            if (page := self.page) is not None:
                await self._netz.action_area("graph").wait()
                self._netz.main.query_one(NetArea).ways_to(page.person.id)
        elif self.has_class("show-side"):
            self._reveal("list")
            self._inbox.rows.focus()
        else:
            self._reveal("side")
            self.query_one("#call" if self.has_class("calling") else "#net").focus()

    async def action_next_pane(self) -> None:
        """Go to the next pane."""
        await self._go(1)

    async def action_previous_pane(self) -> None:
        """Go to the pane before."""
        await self._go(-1)

    async def _go(self, by: int) -> None:
        stops = ["#inbox-list", "#request", "#note", "#call" if self.has_class("calling") else "#net"]
        parts = ["list", "middle", "middle", "side"]
        here = next((place for place, stop in enumerate(stops) if self.query(f"{stop}:focus")), 0)
        place = (here + by) % len(stops)
        self._reveal(parts[place])
        if stops[place] == "#note" and self._panes is not None:
            (await self._panes.talk.prepare()).focus()
        else:
            self.query_one(stops[place]).focus()

    async def on_gate_pane_asked(self, event: GatePane.Asked) -> None:
        """Do what the line clicked stands for."""
        event.stop()
        await self.run_action(event.action)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Offer to end a conversation only while there is one, and what needs a request only where one is."""
        if action == "finish":
            return self.calling.running is not None or bool(self.query("#note:focus"))
        return action not in _FOR_A_REQUEST or self._inbox.rows.count > 0
