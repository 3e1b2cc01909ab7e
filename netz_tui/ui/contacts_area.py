"""Contacts: everybody, found as one types, beside all that is known of the one under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.containers import Horizontal, Vertical
from textual.worker import get_current_worker

from netz_tui.desk import contacts, search
from netz_tui.desk.desk import BookProblem
from netz_tui.desk.net import ego
from netz_tui.i18n import _, say
from netz_tui.ui.keys import bindings
from netz_tui.ui.panes.contacts_list import ContactsPane
from netz_tui.ui.panes.contacts_person import PersonPane
from netz_tui.ui.panes.net import NetPane

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from netz_tui.desk.history import Change
    from netz_tui.desk.page import Page
    from netz_tui.ui.app import Netz

_SHOWN_LATER = 0.05
"""Seconds the cursor rests before the page follows, so that a held key moves only the list."""

_INDEXED_AT_ONCE = 400
"""People taken into the search in one transaction, so that a key never waits long for its own."""


class ContactsArea(Horizontal):
    """Area 2. Holds who is shown; panes are given it and say what was asked of them."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("contacts")

    def __init__(self, netz: Netz) -> None:
        super().__init__()
        self._netz = netz
        self._desk = netz.desk
        self._page: contacts.PersonPage | None = None
        self._follow: Timer | None = None
        self._behind = False

    def compose(self) -> ComposeResult:
        """Put the list beside the page."""
        yield ContactsPane(self._desk)
        with Vertical(id="contact"):
            yield PersonPane()
            yield NetPane(id="contact-net")

    def on_mount(self) -> None:
        """Begin with the first of all."""
        self._reveal("list")
        self._show()
        self._catch_up()

    def take_focus(self) -> None:
        """Let the list have the keys."""
        if self._behind:
            self._renew()
        self._list.rows.focus()

    @property
    def _list(self) -> ContactsPane:
        return self.query_one(ContactsPane)

    # What is shown

    @property
    def page(self) -> contacts.PersonPage | None:
        """The person under the cursor with all that is known."""
        row = self._list.rows.current
        if row is None:
            return None
        if self._page is None or self._page.person.id != row.id:
            self._show()
        return self._page

    @on(ContactsPane.Moved)
    def _moved(self, event: ContactsPane.Moved) -> None:
        """Follow the cursor when it rests."""
        event.stop()
        if self._follow is not None:
            self._follow.stop()
        self._follow = self.set_timer(_SHOWN_LATER, self._show)

    def _show(self) -> None:
        """Show the person under the cursor, read fresh."""
        row = self._list.rows.current
        self._page = None if row is None else contacts.person_page(self._desk, row.id)
        self.query_one(PersonPane).show(self._page, self._netz.now(), self._desk.settings.region)
        if self.has_class("net"):
            self._draw_net()

    def _draw_net(self) -> None:
        pane = self.query_one(NetPane)
        page = self._page
        if page is None:
            pane.show(None)
        else:
            pane.show(ego.around(self._desk, page.person.id, self._desk.settings.me or _("Me")), page.person.name)

    def numbers(self) -> Iterator[tuple[str, Sequence[str]]]:
        """Explain the record of the person that is shown."""
        from netz_tui.desk.net import explained

        if (page := self.page) is not None and page.record.asked:
            yield explained.record(page.record, page.person.name)

    def changed(self, change: Change, *, undone: bool = False) -> None:
        """Read again what an action changed; the cursor goes to somebody who came back by undo."""
        if not change.kinds:
            return
        self._behind = True
        if self.display:
            people = change.touched("people")
            self._renew(next(iter(people)) if undone and len(people) == 1 else None)

    def _renew(self, goto: int | None = None) -> None:
        self._behind = False
        self._list.renew(goto)
        self._show()
        self._catch_up()

    def _catch_up(self) -> None:
        """Take into the search, in a thread, whoever is not in it yet."""
        if search.waiting(self._desk):
            self._index()

    @work(thread=True, group="index", exclusive=False, exit_on_error=False)
    def _index(self) -> None:
        worker = get_current_worker()
        try:
            done = search.catch_up(self._desk, lambda: worker.is_cancelled, _INDEXED_AT_ONCE)
        except BookProblem as problem:
            self._netz.call_from_thread(self._netz.say_problem, say(problem.template, **problem.params))
            return
        if done and not worker.is_cancelled:
            self._netz.call_from_thread(self._caught_up)

    def _caught_up(self) -> None:
        if self.is_mounted:
            self._list.renew()

    def go_to(self, person_id: int) -> bool:
        """Put the cursor on a person, show them at once, and tell whether they are a contact."""
        self._list.drop_filter()
        self._reveal("list")
        found = self._list.rows.move_to_id(person_id)
        self._show()
        return found

    # People

    @work(group="flow", exclusive=True)
    async def action_add(self) -> None:
        """Add a contact."""
        from netz_tui.ui.flows import contacts as flow

        change = await flow.add(self._netz)
        if change:
            self.go_to(next(iter(change.touched("people"))))

    @work(group="flow", exclusive=True)
    async def action_edit(self) -> None:
        """Change what is known."""
        from netz_tui.ui.flows import contacts as flow

        if (page := self.page) is not None:
            await flow.change(self._netz, page.person)

    @work(group="flow", exclusive=True)
    async def action_tags(self) -> None:
        """Tag who is marked, or the person under the cursor."""
        from netz_tui.ui.flows import contacts as flow

        if (page := self.page) is not None:
            await flow.tag(self._netz, self._list.chosen(), page.person.name)

    @work(group="flow", exclusive=True)
    async def action_rhythm(self) -> None:
        """Set how often who is marked, or the person under the cursor, wants a sign of life."""
        from netz_tui.ui.flows import contacts as flow

        if (page := self.page) is not None:
            await flow.rhythm(self._netz, self._list.chosen(), page.person.name)

    @work(group="flow", exclusive=True)
    async def action_next_step(self) -> None:
        """Agree a next step with its day."""
        from netz_tui.ui.flows import today as flow

        if (page := self.page) is not None:
            await flow.next_step(self._netz, page.person.id, page.person.name)

    @work(group="flow", exclusive=True)
    async def action_hand_out(self) -> None:
        """Write what is known into a file."""
        from netz_tui.ui.flows import contacts as flow

        if (page := self.page) is not None:
            await flow.hand_out(self._netz, page.person)

    @work(group="flow", exclusive=True)
    async def action_export(self) -> None:
        """Write who is marked, or all that are listed, into a file."""
        from netz_tui.ui.flows import export

        try:
            ids = self._list.whole()
        except BookProblem as problem:
            self._netz.say_problem(say(problem.template, **problem.params))
            return
        if ids:
            await export.write(self._netz, ids)
        else:
            self._netz.say_problem(_("Nobody is listed who could be written."))

    @work(group="flow", exclusive=True)
    async def action_erase(self) -> None:
        """Erase for good, after asking."""
        from netz_tui.ui.flows import contacts as flow

        page = self.page
        if page is None:
            return
        self._netz.drafting.flush()
        if await flow.erase(self._netz, page.person):
            self._netz.drafting.forget(page.person.id)

    # Conversations and grounds

    @work(group="flow", exclusive=True)
    async def action_call(self) -> None:
        """Call: at the desk if a request waits, from here otherwise."""
        from netz_tui.ui.flows import contacts as flow

        if (page := self._talk_page()) is not None:
            await flow.call(self._netz, page)

    @work(group="flow", exclusive=True)
    async def action_log(self) -> None:
        """Log a conversation."""
        from netz_tui.ui import flows

        if (page := self._talk_page()) is not None:
            await flows.talk.log_other(self._netz, page, "")

    @work(group="flow", exclusive=True)
    async def action_ground(self) -> None:
        """Give a ground with its evidence."""
        from netz_tui.ui import flows

        if (page := self._talk_page()) is not None:
            await flows.ground.give(self._netz, page)

    @work(group="flow", exclusive=True)
    async def action_tie(self) -> None:
        """Note whom the person knows, since when, from where, and who introduced them."""
        from netz_tui.ui.flows import ties

        if (page := self.page) is not None:
            other = await ties.pick(self._netz, _("Tie with whom?"), near=page.person.id)
            if other is not None:
                await ties.edit_tie(self._netz, page.person.id, other)

    @work(group="flow", exclusive=True)
    async def action_cross_check(self) -> None:
        """Note what the person answered about somebody, or somebody about the person."""
        from netz_tui.ui.flows import ties

        if (page := self.page) is not None:
            other = await ties.pick(self._netz, _("Cross-check with whom?"), near=page.person.id)
            if other is not None:
                await ties.cross_check(self._netz, page.person.id, other)

    @work(group="flow", exclusive=True)
    async def action_lead(self) -> None:
        """Note a lead that came through the person, or what became of one."""
        from netz_tui.ui.flows import study_entry

        if (page := self.page) is not None:
            await study_entry.lead(self._netz, page.person.id, page.person.name)

    @work(group="flow", exclusive=True)
    async def action_profile(self) -> None:
        """Show the address of the profile page and offer to open it."""
        from netz_tui.ui import flows

        if (page := self._talk_page()) is not None:
            await flows.person.profile(self._netz, page)

    def _talk_page(self) -> Page | None:
        row = self._list.rows.current
        return None if row is None else contacts.page_to_talk(self._desk, row.id)

    @work(group="flow", exclusive=True)
    async def action_duplicates(self) -> None:
        """Show who may be the same."""
        from netz_tui.ui.duplicates_area import compare

        if (page := self.page) is not None:
            await compare(self._netz, page.person.id)

    # The list

    def action_mark_all(self) -> None:
        """Mark everybody whom the line finds, or take all marks away."""
        self._list.mark_all()

    @work(group="flow", exclusive=True)
    async def action_sort(self) -> None:
        """Choose the order."""
        from netz_tui.ui.flows import contacts as flow

        sort = await flow.sort(self._netz, self._list.sort)
        if sort is not None:
            self._list.order(sort)

    @work(group="flow", exclusive=True)
    async def action_columns(self) -> None:
        """Choose the columns of the list."""
        from netz_tui.ui.flows import columns

        chosen = await columns.choose(self._netz, self._list.rows.columns)
        if chosen is not None:
            self._list.rows.columns = chosen
            self._list.rows.repaint()
            self._list.count()
            self._netz.remember("columns", " ".join(chosen))

    @work(group="flow", exclusive=True)
    async def action_filters(self) -> None:
        """Choose, keep or drop a filter."""
        from netz_tui.ui.flows import filters

        text = await filters.choose(self._netz, "contacts", self._list.line.value)
        if text is not None:
            self._reveal("list")
            self._list.line.value = text
            self._list.rows.focus()

    def action_filter(self) -> None:
        """Type what to find people by."""
        self._reveal("list")
        self._list.line.focus()

    # Going about

    @on(ContactsPane.Opened)
    def action_open(self) -> None:
        """Go to the page."""
        if self.page is not None:
            self._reveal("page")
            self.query_one(NetPane if self.has_class("net") else PersonPane).focus()

    def action_leave(self) -> None:
        """Leave page or filter line for the list; in the list, take filter, then marks away."""
        pane = self._list
        if not pane.rows.has_focus:
            pane.rows.focus()
        elif not pane.drop_filter() and pane.rows.marked:
            pane.rows.set_marks(())
        self._reveal("list")

    def action_ways(self) -> None:
        """Draw the net around the person in place of the page, or put the page back."""
        self.set_class(not self.has_class("net"), "net")
        if self.has_class("net"):
            self._draw_net()
            self._reveal("page")
            self.query_one(NetPane).focus()
        else:
            self.action_leave()

    def action_next_pane(self) -> None:
        """Go to the other pane."""
        if self.query_one("#contact").has_focus_within:
            self._reveal("list")
            self._list.rows.focus()
        else:
            self.action_open()

    def _reveal(self, part: str) -> None:
        """Where not all fits, bring list or page to the front."""
        for name in ("list", "page"):
            self.set_class(name == part, f"show-{name}")
