"""The program on the screen: it holds the desk, runs verbs, and tells everybody what they changed."""

from __future__ import annotations

import asyncio
import signal
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from rich.text import Text
from textual import work
from textual.app import App
from textual.content import Content
from textual.reactive import Initialize, Reactive

from netz_tui import i18n
from netz_tui.desk import views
from netz_tui.desk.desk import BookProblem
from netz_tui.desk.drafts import Drafts
from netz_tui.desk.waking import wake
from netz_tui.faults import fault, place
from netz_tui.i18n import _, say
from netz_tui.spelling import spelled
from netz_tui.ui import areas, themes
from netz_tui.ui.drafting import Drafting
from netz_tui.ui.due_count import DueCount
from netz_tui.ui.keys import KEYS, default, keymap
from netz_tui.ui.main_screen import Main
from netz_tui.ui.top_bar import TopBar
from netz_tui.ui.typed_ahead import TypedAhead
from netz_tui.ui.widgets import glyphs as signs
from netz_tui.ui.widgets.calm_gc import CalmGC
from netz_tui.ui.widgets.key_names import key_name
from netz_tui.ui.widgets.safe import TerminalGuard, content, fitted, shorten
from netz_tui.ui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from textual.app import SystemCommand
    from textual.binding import BindingType
    from textual.command import Provider
    from textual.filter import LineFilter
    from textual.screen import Screen
    from textual.theme import Theme
    from textual.timer import Timer

    from netz_tui.desk.desk import Desk
    from netz_tui.desk.history import Change
    from netz_tui.settings import Problem
    from netz_tui.ui.desk_area import DeskArea
    from netz_tui.ui.importing import Importing
    from netz_tui.ui.panes.talk import TalkPane

_SAID_FOR = 6.0
_WAKE_EVERY = 30.0


def _first_theme(netz: Netz) -> str:
    """Return the theme of the settings: known from the start, no colour is worked out twice."""
    wanted = netz.desk.settings.theme
    return wanted if wanted in netz.available_themes else themes.DARK.name


def _people() -> type[Provider]:
    """Return the provider of people; called when the palette is first opened."""
    from netz_tui.ui.palette import People

    return People


class Netz(App[str]):
    """The application. `desk` is the open book; `problems` are told once the screen stands."""

    TITLE = "netz"
    CSS_PATH = "netz.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = App.COMMANDS | {_people}
    BINDINGS: ClassVar[list[BindingType]] = []

    theme: Reactive[str] = Reactive(Initialize(_first_theme))

    def __init__(
        self,
        desk: Desk,
        *,
        demo: bool = False,
        ascii_only: bool = False,
        problems: Iterable[Problem] = (),
        log: Callable[[str], None] = lambda _text: None,
        remember: Callable[[str, object], None] = lambda _name, _value: None,
        traces: Path | None = None,
    ) -> None:
        signs.use(signs.ASCII if ascii_only else signs.UNICODE)
        i18n.spell_by(spelled if ascii_only else None)
        self.desk = desk
        self.demo = demo
        self.traces = traces
        """The folder of what is left of a use of the program and may be deleted; erasing somebody empties it."""
        self._guard = TerminalGuard(ascii_only=ascii_only)
        super().__init__()
        self._problems = list(problems)
        self._write_log = log
        self.remember = remember
        self._calm = CalmGC()
        self.typed_ahead = TypedAhead(self)
        self._said: Timer | None = None
        self._due = DueCount(desk, self.set_timer, lambda: self.typed_ahead.resting, self._show_numbers)
        self._import: Importing | None = None
        self.drafting = Drafting(
            Drafts(desk.book.path),
            self.set_timer,
            lambda call: self.run_worker(call, thread=True, group="drafts", exit_on_error=False),
            self._draft_written,
        )

    # Life

    def get_line_filters(self) -> list[LineFilter]:
        """Let nothing reach the terminal that steers it."""
        return [*super().get_line_filters(), self._guard]

    @property
    def available_themes(self) -> dict[str, Theme]:
        """The themes of Textual and those of netz."""
        return super().available_themes | themes.OWN

    def get_default_screen(self) -> Screen[Any]:
        """Return the one screen."""
        return Main(self)

    def on_mount(self) -> None:
        """Choose the keys, wake what is due, begin to listen for the end."""
        chosen, wrong = keymap(self.desk.settings.keys)
        self.set_keymap(chosen)
        self._keys = {key.id: chosen.get(key.id, key.keys).split(",")[0] for key in KEYS}
        wake(self.desk)
        self.call_after_refresh(self._settle, wrong)

    def _settle(self, wrong: list[tuple[str, dict[str, str]]]) -> None:
        """Do what can wait until the first frame stands."""
        self._calm.start()
        self.theme_changed_signal.subscribe(self, lambda theme: self.remember("theme", theme.name))
        for number in (signal.SIGTERM, signal.SIGHUP):
            try:
                asyncio.get_running_loop().add_signal_handler(number, self._end_at_once, number)
            except (ValueError, NotImplementedError, RuntimeError):
                self._write_log(f"signal {number} cannot be watched here")
        for problem in self._problems:
            self.say_problem(say(problem.template, **problem.params))
        for template, params in wrong:
            self.say_problem(say(template, **params))
        self.set_interval(_WAKE_EVERY, self._wake)
        if self.desk.book.unchecked:
            self.run_worker(self._check_book, thread=True, group="check", exit_on_error=False)
        for draft in self.drafting.store.all()[-1:]:
            self._offer(draft.person_id)
        if views.is_empty(self.desk):
            self._welcome()

    def _check_book(self) -> None:
        try:
            self.desk.book.check()
        except BookProblem as problem:
            self.call_from_thread(self.say_problem, say(problem.template, **problem.params))

    def _offer(self, person_id: int) -> None:
        """Say that a draft of an earlier session is there."""
        from netz_tui.desk.who import name_of

        name = name_of(self.desk, person_id)
        if name is not None:
            before, _mark, after = _("An unfinished note about {name} is kept.").partition("{name}")
            self.flash(Content.assemble((before, "$warning"), content(name, "$warning"), (after, "$warning")))

    def _end_at_once(self, number: int) -> None:
        """Keep every draft and leave, because the terminal or the machine goes."""
        self.drafting.flush()
        self.exit(return_code=128 + number)

    async def on_event(self, event: Any) -> None:
        """Note that somebody is there, so that collecting garbage waits; let keys go one after the other."""
        self._calm.touch()
        came_back = event.is_forwarded
        if not self.typed_ahead.holds(event):
            await super().on_event(event)
            self.typed_ahead.went(event, came_back=came_back)

    def on_typed_ahead_echo(self, event: TypedAhead.Echo) -> None:
        """Help to find out when a key is answered."""
        self.typed_ahead.echoed(event)

    async def action_leave_netz(self) -> None:
        """Keep every draft, stop an import that runs, and leave; behind the screen stands what became of the import."""
        self.drafting.flush()
        self._calm.stop()
        told = await self._import.abandon() if self._import is not None else ""
        self.exit(message=Text(told) if told else None)

    async def action_quit(self) -> None:
        """Leave."""
        await self.action_leave_netz()

    # Verbs

    def now(self) -> datetime:
        """Return the moment."""
        return self.desk.now()

    def act(self, verb: Callable[[], Change | None]) -> Change | None:
        """Run a verb, publish what it changed, say what was done; a problem is said in a sentence."""
        change = self.act_quietly(verb)
        if change:
            from netz_tui.ui.words import done

            self.clear_notifications()  # what was missing a moment ago may be there now
            self.flash(done(change.label, change.params, self.key_name("app.undo")))
        return change

    def act_quietly(self, verb: Callable[[], Change | None]) -> Change | None:
        """Run a verb and publish what it changed; a problem is said in a sentence."""
        try:
            change = verb()
        except BookProblem as problem:
            self.say_problem(say(problem.template, **problem.params))
            return None
        if change:
            self.publish(change)
        return change

    def publish(self, change: Change, *, undone: bool = False) -> None:
        """Let everything on the screen read again what changed."""
        self.desk.forget_net(change.kinds)
        self.refresh_summary()
        for area in self.main.areas:
            area.changed(change, undone=undone)

    def refresh_summary(self) -> None:
        """Count again."""
        self._show_numbers()
        self._due.soon()

    def _show_numbers(self) -> None:
        if not self.screen_stack:
            return  # the program is just being left
        numbers = views.summary(self.desk)._replace(today=self._due.number)
        self.main.query_one(TopBar).show(numbers, self.area)

    def _wake(self) -> None:
        if not self.screen_stack:
            return  # the program is just being left
        if wake(self.desk):
            from netz_tui.desk.history import Change

            self.publish(Change(frozenset({"requests"})))
        else:
            for rows in self.main.query(VirtualList):
                rows.repaint()
            self._due.look_at_clock()

    def action_undo(self) -> None:
        """Undo the latest action."""
        from netz_tui.desk import history

        self._turn(history.undo, _("Nothing is left to undo."), _("Undone: {label}"))

    def action_redo(self) -> None:
        """Redo what was undone last."""
        from netz_tui.desk import history

        self._turn(history.redo, _("Nothing is left to redo."), _("Done again: {label}"))

    def _turn(self, verb: Callable[[Desk], Change | None], nothing: str, template: str) -> None:
        from netz_tui.ui.words import told

        try:
            change = verb(self.desk)
        except BookProblem as problem:
            self.say_problem(say(problem.template, **problem.params))
            return
        if change is None:
            self.flash(Content.styled(nothing, "$foreground 60%"))
            return
        self.publish(change, undone=True)
        before, _mark, after = template.partition("{label}")

        def turned(width: int) -> Content:
            room = width - len(before) - len(after)
            return Content.assemble(before, fitted(told(change.label, change.params, room), room), after)

        self.flash(turned)

    # Saying and asking

    async def ask(self, question: Screen[Any]) -> Any:
        """Show a dialog and return its answer."""
        return await self.push_screen_wait(question)

    def flash(self, message: Content | Callable[[int], Content]) -> None:
        """Say something on the first line for some seconds; given a width, a message may know what to leave out."""
        bar = self.main.query_one(TopBar)
        bar.flash(message if callable(message) else partial(shorten, message))
        if self._said is not None:
            self._said.stop()
        self._said = self.set_timer(_SAID_FOR, lambda: bar.flash(None))

    def say_problem(self, sentence: str) -> None:
        """Tell the user what can't be done and what to do instead."""
        self.notify(sentence, severity="warning", timeout=8, markup=False)

    def _draft_written(self, error: OSError | None) -> None:
        """Pass on, from any thread, whether a draft was written."""
        self.call_later(self._draft_state, error)

    def _draft_state(self, error: OSError | None) -> None:
        problem = "" if error is None else say("NOT KEPT: {error}", error=error.strerror or type(error).__name__)
        for pane in self.main.query("TalkPane"):
            cast("TalkPane", pane).say_status(problem or _("draft kept"))
        if problem:
            self.say_problem(
                _("The note could not be written to the disk; it stays on the screen. Make room and type on.")
            )

    def hand_over(self, address: str, *, browser: bool) -> None:
        """Open an https address in the browser, or copy it."""
        if browser:
            self.open_url(address)
        else:
            self.copy_to_clipboard(address)
            self.flash(Content(_("copied")))

    def key_name(self, key_id: str) -> str:
        """Return the key of an action as it is shown."""
        return key_name(getattr(self, "_keys", {}).get(key_id, default(key_id)))

    async def call_at_desk(self, request_id: int) -> None:
        """Go to a request in the inbox and start the call there."""
        await self.action_area("inbox").wait()
        desk = cast("DeskArea", self.main.query_one("#inbox"))
        if desk.go_to(request_id):
            desk.action_call()

    def go_to(self, request_id: int) -> None:
        """Put the cursor of the inbox on a request."""
        self.action_area("inbox")
        cast("DeskArea", self.main.query_one("#inbox")).go_to(request_id)

    # Taking in

    @work(group="flow", exclusive=True)
    async def action_add(self) -> None:
        """Add a request by hand or from pasted text."""
        from netz_tui.ui.flows import add

        await add.add(self)

    @work(group="flow", exclusive=True)
    async def action_rhythms(self) -> None:
        """Set how often everybody with a tag or a standing wants a sign of life."""
        from netz_tui.ui.flows import today

        await today.rhythms(self)

    @work(group="flow", exclusive=True)
    async def action_take_in(self) -> None:
        """Choose a file and import it, or stop the import that runs."""
        if self._import is not None and not self._import.over:
            self._import.stop()
            return
        from netz_tui.ui.screens.files import ChooseFile

        path = await self.ask(ChooseFile(Path.cwd()))
        if path is None:
            return
        from netz_tui.ui.flows.table import said

        columns = await said(self, path)
        if columns is not None:
            self.take_in(path, columns)

    def take_in(self, path: Path, columns: Mapping[str, str] | None = None) -> None:
        """Import a file in a thread; the first line tells how far it is. `columns` says what those of a table hold."""
        from netz_tui.ui.importing import Importing

        self._import = Importing(self, path, columns)
        self._import.start()

    @work(group="flow", exclusive=True)
    async def _welcome(self) -> None:
        """Greet somebody whose book is empty."""
        from netz_tui.ui.screens.welcome import welcome

        answer = await self.ask(welcome())
        if answer == "demo":
            self.exit("demo")
        elif answer == "import":
            self.action_take_in()
        elif answer == "add":
            self.action_add()

    # Places

    @property
    def main(self) -> Main:
        """The screen below all dialogs."""
        return cast("Main", self.screen_stack[0])

    @property
    def area(self) -> str:
        """The id of the area that is shown."""
        return self.main.area

    @work(group="area", exclusive=True)
    async def action_area(self, area: str) -> None:
        """Go to an area, made now if it is the first time."""
        await self.main.show_area(area)
        self.refresh_summary()

    @work(group="flow", exclusive=True)
    async def action_search(self) -> None:
        """Go to the contacts and let people be searched."""
        from netz_tui.ui.contacts_area import ContactsArea

        await self.action_area("contacts").wait()
        self.main.query_one(ContactsArea).action_filter()

    def action_keys(self) -> None:
        """Show what every key does, and how the numbers come about that the area shows."""
        from netz_tui.ui.screens.help import Help

        area = self.main.query_one(f"#{self.area}")
        numbers = area.numbers() if isinstance(area, areas.Explaining) else ()
        self.push_screen(Help(self.key_name, self.area, numbers))

    def action_history(self) -> None:
        """Show everything that was done."""
        from netz_tui.ui.screens.history import History

        self.push_screen(History(self))

    # A crash

    def _fatal_error(self) -> None:
        """End after an unforeseen error without printing values: they may be names and notes."""
        if self._exit_renderables:
            return
        self.drafting.flush()
        error = sys.exc_info()[1] or self._exception or RuntimeError()
        self._write_log(fault(error))
        self._exit_renderables.append(
            Text(
                say(
                    "netz stopped because of a fault of its own ({kind} in {where}). Your book and drafts are kept; "
                    "start it again and go on.",
                    kind=type(error).__name__,
                    where=place(error),
                )
            )
        )
        self._close_messages_no_wait()

    def find_person(self, person_id: int) -> None:
        """Go to somebody's open request, else to the person among the contacts."""
        from netz_tui.desk.who import open_request

        self.run_worker(self._go_to_person(person_id, open_request(self.desk, person_id)), group="flow", exclusive=True)

    async def _go_to_person(self, person_id: int, request_id: int | None) -> None:
        area = "inbox" if request_id is not None else "contacts"
        await self.action_area(area).wait()
        cast("areas.Findable", self.main.query_one(f"#{area}")).go_to(
            request_id if request_id is not None else person_id
        )

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer in the palette what has a key, and of Textual's own commands those that are of use here."""
        from netz_tui.ui.palette import commands

        yield from commands(self)
        yield from (
            command for command in super().get_system_commands(screen) if command.title in {"Theme", "Screenshot"}
        )
