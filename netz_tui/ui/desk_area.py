"""The desk: the inbox, the request with its gate and note, and the net around it, side by side or in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from netz_tui.desk import decide, net, views
from netz_tui.desk.drafts import Draft
from netz_tui.i18n import _, say, say_n
from netz_tui.ui.calling import Calling
from netz_tui.ui.flows import decide as decide_flows
from netz_tui.ui.flows import ground as ground_flows
from netz_tui.ui.flows import person as person_flows
from netz_tui.ui.flows import talk as talk_flows
from netz_tui.ui.keys import bindings
from netz_tui.ui.panes.call import CallPane
from netz_tui.ui.panes.gate import GatePane
from netz_tui.ui.panes.inbox import InboxList
from netz_tui.ui.panes.net import NetPane
from netz_tui.ui.panes.request import RequestPane
from netz_tui.ui.panes.talk import Note, TalkPane
from netz_tui.ui.widgets.panel import Frame
from netz_tui.ui.widgets.virtual_list import VirtualList
from netz_tui.ui.words import CONDITIONS, KEY_FOR, LACKS, SORTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from netz_tui.desk.history import Change
    from netz_tui.ui.app import Netz
    from netz_tui.ui.drafting import Drafting

_SHOWN_LATER = 0.04
"""Seconds the cursor rests before the other panes follow, so that a held key moves only the list."""
_DRAWN_LATER = 0.12
"""The same for the picture of the net."""


class DeskArea(Horizontal):
    """Area 1. Holds which request is shown; panes are given it and say what was asked of them."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("desk")

    def __init__(self, netz: Netz, drafting: Drafting) -> None:
        super().__init__(id="desk")
        self._netz = netz
        self._desk = netz.desk
        self._drafting = drafting
        self._inbox = views.Inbox(netz.desk)
        self._page: views.Page | None = None
        self._follow: Timer | None = None
        self._draw: Timer | None = None
        self.calling = Calling()

    def compose(self) -> ComposeResult:
        """Put the panes beside each other."""
        with Frame(id="inbox"):
            yield InboxList(
                self._inbox, self._netz.now, empty=_("Nobody waits. “a” adds a request, “i” imports a file.")
            )
        with Vertical(id="middle"):
            pane = RequestPane(id="request")
            pane.border_title = _("Request")
            yield pane
            yield GatePane(self._netz.key_name)
            yield TalkPane()
        with Vertical(id="side"):
            yield NetPane()
            yield CallPane()

    def on_mount(self) -> None:
        """Begin with the first request."""
        self.set_class(True, "show-list")
        self.query_one(InboxList).focus()
        self.set_interval(1, self._tick)

    # What is shown

    @property
    def page(self) -> views.Page | None:
        """The request that is shown, read when the cursor came to rest on it."""
        row = self.query_one(InboxList).current
        if row is None:
            return None
        if self._page is None or self._page.request.id != row.id:
            self._show(row.id)
        return self._page

    @on(VirtualList.Highlighted)
    def _moved(self, event: VirtualList.Highlighted) -> None:
        """Follow the cursor when it rests."""
        event.stop()
        self._count()
        if self._follow is not None:
            self._follow.stop()
        row_id = None if event.row is None else event.row.id
        self._follow = self.set_timer(_SHOWN_LATER, lambda: self._show(row_id))

    def _show(self, request_id: int | None) -> None:
        """Let every pane show a request, read fresh."""
        page = None if request_id is None else views.page(self._desk, request_id)
        self._page = page
        self.query_one(RequestPane).show(page, self._netz.now(), self._desk.settings.region)
        self.query_one(GatePane).show(page)
        talk = self.query_one(TalkPane)
        if page is None:
            talk.show("", "")
        else:
            draft = self._drafting.load(page.person.id)
            talk.show(page.request.name, draft.text if draft else "")
        self._show_call()
        if self._draw is not None:
            self._draw.stop()
        self._draw = self.set_timer(_DRAWN_LATER, self._draw_net)

    def _draw_net(self) -> None:
        page = self._page
        pane = self.query_one(NetPane)
        if page is None:
            pane.show(None)
        else:
            me = self._desk.settings.me or _("Me")
            pane.show(net.around(self._desk, page.person.id, me), page.request.name)

    def _count(self) -> None:
        """Say in the frame of the inbox where the cursor is, the order, the filter, what is deferred."""
        rows = self.query_one(InboxList)
        parts = [f"{rows.cursor + 1 if rows.count else 0}/{rows.count}", _(SORTS[self._inbox.sort])]
        deferred = rows.count - self._inbox.waiting
        if deferred:
            parts.append(say_n("{n} deferred", "{n} deferred", deferred))
        if rows.marked:
            parts.append(say_n("{n} marked", "{n} marked", len(rows.marked)))
        self.query_one("#inbox", Frame).title(_("Inbox"), " · ".join(parts))

    def changed(self, change: Change) -> None:
        """Read again what an action changed; the cursor goes to a request that came back by undo."""
        if not change.kinds:
            return
        rows = self.query_one(InboxList)
        touched = change.touched("requests")
        current = rows.current
        self._inbox.renew()
        rows.reload()
        if len(touched) == 1 and (current is None or current.id not in touched):
            rows.move_to_id(next(iter(touched)))
        if rows.current is not None:
            self._show(rows.current.id)
        self._count()

    # Drafts

    def on_talk_pane_typed(self, event: TalkPane.Typed) -> None:
        """Keep what was typed."""
        if self._page is not None:
            self._keep(event.text)

    def _keep(self, text: str) -> None:
        page = self._page
        if page is None:
            return
        running = self.calling.of(page.person.id)
        self._drafting.keep(
            Draft(
                person_id=page.person.id,
                request_id=page.request.id,
                text=text,
                kind="call" if running else "",
                started=running.started_text if running else "",
                seconds=self.calling.seconds(self._netz.now()) if running else 0,
            )
        )

    def draft_state(self, problem: str) -> None:
        """Say in the frame of the note whether it is kept."""
        self.query_one(TalkPane).say_status(problem or _("draft kept"))

    # The call

    def _tick(self) -> None:
        running = self.calling.running
        if running is None:
            return
        clock = self.calling.clock(self._netz.now())
        self.query_one(CallPane).border_subtitle = clock
        here = self._page is not None and running.person_id == self._page.person.id
        self.query_one(TalkPane).say_timer(clock if here else f"{clock} {running.name}")

    def _show_call(self) -> None:
        """Show the call in place of the net while it lasts."""
        page = self._page
        running = page is not None and self.calling.of(page.person.id) is not None
        self.set_class(running, "calling")
        if running and page is not None:
            self.query_one(CallPane).show(page, self._desk.settings.region)
        self._tick()

    @work(group="flow", exclusive=True)
    async def action_call(self) -> None:
        """Start a call, or end the one that runs."""
        page = self.page
        if page is None:
            return
        running = self.calling.running
        if running is not None:
            if running.request_id != page.request.id:
                self.query_one(InboxList).move_to_id(running.request_id)
                self._show(running.request_id)
            await self._end()
            return
        if not page.phones and not await person_flows.add_number(self._netz, page):
            return
        self.calling.start(page, self._netz.now())
        talk = self.query_one(TalkPane)
        note = await talk.prepare()
        if not note.text.strip():
            template = self._desk.settings.call_template
            talk.insert(_(talk_flows.QUESTIONS) if template is None else template)
        self._keep(note.text)
        self._show(page.request.id)
        self._reveal("middle")
        note.focus()

    async def action_finish(self) -> None:
        """End the call that runs, or log what was written."""
        if self.calling.running is not None:
            self.action_call()
        else:
            self.action_log()

    async def _end(self) -> None:
        running, page = self.calling.running, self._page
        if running is None or page is None:
            return
        now = self._netz.now()
        draft = self._drafting.load(page.person.id)
        ended = talk_flows.Ended("call", running.started, self.calling.seconds(now), draft.text if draft else "")
        if await talk_flows.end(self._netz, page, ended):
            self.calling.stop()
            self._logged(page)

    def _logged(self, page: views.Page) -> None:
        self._drafting.forget(page.person.id)
        self.query_one(TalkPane).say_timer("")
        self._show(page.request.id)
        self.query_one(InboxList).focus()

    @work(group="flow", exclusive=True)
    async def action_log(self) -> None:
        """Log a conversation that was not called from here, with the note that is written."""
        page = self.page
        if page is None:
            return
        draft = self._drafting.load(page.person.id)
        if await talk_flows.log_other(self._netz, page, draft.text if draft else ""):
            self._logged(page)

    @work(group="flow", exclusive=True)
    async def action_judge(self) -> None:
        """Judge trust and chemistry."""
        if (page := self.page) is not None:
            await talk_flows.judge(self._netz, page)

    # Grounds

    @work(group="flow", exclusive=True)
    async def action_ground(self) -> None:
        """Give a ground with its evidence."""
        if (page := self.page) is not None:
            await ground_flows.give(self._netz, page)

    @work(group="flow", exclusive=True)
    async def action_cross_check(self) -> None:
        """Ask an introducer."""
        if (page := self.page) is not None:
            await ground_flows.cross_check(self._netz, page, self._netz.key_name("desk.introducer"))

    @work(group="flow", exclusive=True)
    async def action_introducer(self) -> None:
        """Name who is said to vouch."""
        if (page := self.page) is not None:
            await ground_flows.name_introducer(self._netz, page)

    # The ways out

    def action_confirm(self) -> None:
        """Confirm by the rule; too early, say what is missing and point at it."""
        page = self.page
        if page is None:
            return
        if page.verdict.may:
            self._netz.act(lambda: decide.confirm(self._desk, page.request.id))
            return
        missing = page.verdict.missing[0]
        self._reveal("middle")
        self.query_one(GatePane).point_at(missing.condition)
        lack = _(LACKS[missing.lack]).partition(":")[0].replace("{value}", "–")
        self._netz.say_problem(
            say(
                "Not yet: {condition} – {lack}. “{key}” helps.",
                condition=_(CONDITIONS[missing.condition]),
                lack=lack,
                key=self._netz.key_name(KEY_FOR[missing.condition]),
            )
        )

    def _chosen(self) -> tuple[list[int], list[str]]:
        """Return ids and names of the marked requests, or of the one under the cursor."""
        rows = self.query_one(InboxList)
        found = [views.inbox_row(self._desk.book, row_id) for row_id in sorted(rows.marked)]
        chosen = [row for row in found if row is not None] or ([rows.current] if rows.current else [])
        return [row.id for row in chosen], [row.name for row in chosen]

    @work(group="flow", exclusive=True)
    async def action_decline(self) -> None:
        """Decline what is marked, or the request under the cursor."""
        ids, names = self._chosen()
        if ids:
            await decide_flows.decline(self._netz, ids, names)
            self._unmark_decided(ids)

    @work(group="flow", exclusive=True)
    async def action_defer(self) -> None:
        """Defer what is marked, or the request under the cursor."""
        ids, names = self._chosen()
        if ids:
            await decide_flows.defer(self._netz, ids, names)
            self._unmark_decided(ids)

    def _unmark_decided(self, ids: Sequence[int]) -> None:
        rows = self.query_one(InboxList)
        if rows.marked and not (set(ids) - rows.marked):
            still = {
                row_id
                for row_id in rows.marked
                if (index := self._inbox.index_of(row_id)) is not None and index < self._inbox.waiting
            }
            if len(still) < len(rows.marked):
                rows.set_marks(still)

    @work(group="flow", exclusive=True)
    async def action_tags(self) -> None:
        """Tag the senders of what is marked, or the sender of the request under the cursor."""
        ids, names = self._chosen()
        if ids:
            await person_flows.tag(self._netz, ids, names)

    @work(group="flow", exclusive=True)
    async def action_profile(self) -> None:
        """Show the address of the profile page and offer to open it."""
        if (page := self.page) is not None:
            await person_flows.profile(self._netz, page)

    # The list

    def action_mark_all(self) -> None:
        """Mark every request that the filter finds, or take all marks away."""
        rows = self.query_one(InboxList)
        if rows.marked:
            rows.set_marks(())
        else:
            rows.set_marks(row.id for row in self._inbox.block(0, min(len(self._inbox), 5_000)))

    @on(VirtualList.MarksChanged)
    def _marked(self) -> None:
        self._count()

    @work(group="flow", exclusive=True)
    async def action_sort(self) -> None:
        """Choose the order."""
        sort = await person_flows.choose_sort(self._netz, self._inbox.sort)
        if sort is not None:
            self._inbox.sort = sort
            self._restart()

    def _restart(self) -> None:
        rows = self.query_one(InboxList)
        keep = rows.current.id if rows.current else None
        self._inbox.renew()
        rows.show(self._inbox, keep)
        self._count()

    async def action_filter(self) -> None:
        """Type words to find requests by."""
        self._reveal("list")
        frame = self.query_one("#inbox", Frame)
        if not frame.query(Input):
            line = Input(placeholder=_("name, company, platform, text"), id="filter", compact=True)
            line.cursor_blink = False
            await frame.mount(line, before=0)
        self.query_one("#filter", Input).focus()

    @on(Input.Changed, "#filter")
    def _filter(self, event: Input.Changed) -> None:
        event.stop()
        self._inbox.text = event.value
        self._restart()

    @on(Input.Submitted, "#filter")
    def _filtered(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(InboxList).focus()

    # Going about

    @on(VirtualList.Opened)
    async def action_write(self) -> None:
        """Write the note."""
        if self.page is None:
            return
        self._reveal("middle")
        (await self.query_one(TalkPane).prepare()).focus()

    async def action_leave(self) -> None:
        """Leave the editor, then the filter, back to the list."""
        rows = self.query_one(InboxList)
        if not rows.has_focus:
            if self.query("#filter:focus"):
                await self._drop_filter()
            rows.focus()
            self._reveal("list")
        elif self._inbox.text:
            await self._drop_filter()
        elif rows.marked:
            rows.set_marks(())
        elif self.has_class("show-side") or self.has_class("show-middle"):
            self._reveal("list")

    async def _drop_filter(self) -> None:
        await self.query("#filter").remove()
        if self._inbox.text:
            self._inbox.text = ""
            self._restart()

    def _reveal(self, part: str) -> None:
        """Where not all fits, bring one of list, middle, side to the front."""
        for name in ("list", "middle", "side"):
            self.set_class(name == part, f"show-{name}")

    def action_ways(self) -> None:
        """Bring the net to the front, or put it back."""
        if self.has_class("show-side"):
            self._reveal("list")
            self.query_one(InboxList).focus()
        else:
            self._reveal("side")
            self.query_one(CallPane if self.has_class("calling") else NetPane).focus()

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
        if stops[place] == "#note":
            (await self.query_one(TalkPane).prepare()).focus()
        else:
            self.query_one(stops[place]).focus()

    async def on_gate_pane_asked(self, event: GatePane.Asked) -> None:
        """Do what the line clicked stands for."""
        event.stop()
        await self.run_action(event.action)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Offer what can be done here and now."""
        if action == "finish":
            typing = isinstance(self.screen.focused, Note)
            return typing or self.calling.running is not None
        return True
