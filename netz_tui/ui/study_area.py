"""The study: a tab for each question and one for the goals, with picture, figures, and the people behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.containers import Vertical
from textual.worker import get_current_worker

from netz_tui.desk import study
from netz_tui.desk.desk import BookProblem
from netz_tui.faults import place
from netz_tui.i18n import _, say
from netz_tui.ui.keys import bindings
from netz_tui.ui.panes.study_figures import FiguresPane
from netz_tui.ui.panes.study_lines import Clickable, Narrowing, Questions
from netz_tui.ui.panes.study_plot import PlotPane
from netz_tui.ui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from netz_tui.desk.history import Change
    from netz_tui.ui.app import Netz

_BOTH = 28
"""From so many rows on picture and figures stand one above the other."""
_FED_BY = frozenset(
    {
        "people",
        "conversations",
        "grounds",
        "cross_checks",
        "requests",
        "imports",
        "leads",
        "lead_stages",
        "observations",
    }
)


class StudyArea(Vertical):
    """Area 6. Holds which question is asked through which lens; the answer is worked out in a thread."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("study")

    def __init__(self, netz: Netz) -> None:
        super().__init__()
        self._netz = netz
        self._desk = netz.desk
        self._question = study.QUESTIONS[0].id
        self._days = 0
        self.lens = study.Lens()
        self._facts: study.Facts | None = None
        self._names: Mapping[int, str] = {}
        self.answer: study.Answer | None = None
        self._asked = 0

    def compose(self) -> ComposeResult:
        """Put questions and narrowing above picture and figures."""
        yield Questions()
        yield Narrowing()
        yield PlotPane()
        yield FiguresPane()

    def on_mount(self) -> None:
        """Begin with the first question."""
        self._reveal("figures")
        self.ask()

    def on_resize(self) -> None:
        """Show picture and figures in turn where both do not fit."""
        self.set_class(self.size.height < _BOTH, "-one")

    def take_focus(self) -> None:
        """Let the figures have the keys."""
        if self._facts is None:
            self.ask()
        self._reveal("figures")
        self.figures.rows.focus()

    @property
    def figures(self) -> FiguresPane:
        """Return the pane of the figures."""
        return self.query_one(FiguresPane)

    # Asking

    def ask(self) -> None:
        """Work out the answer in a thread, from a book read anew if it has changed."""
        self._asked += 1
        self.query_one(Questions).show(self._question)
        self._show_lens()
        self._work(self._asked, self._question, self.lens, self._facts)

    @work(thread=True, group="study", exit_on_error=False)
    def _work(self, number: int, question: str, lens: study.Lens, facts: study.Facts | None) -> None:
        worker = get_current_worker()
        try:
            known = facts or study.read(self._desk)
            if worker.is_cancelled or number != self._asked:
                return
            answer = study.answer_to(known, question, lens)
            people = {figure.person for figure in answer.figures if figure.person is not None}
            people |= {lens.introducer} if lens.introducer is not None else set()
            names = study.names(self._desk, people)
        except BookProblem as problem:
            self._netz.call_from_thread(self._netz.say_problem, say(problem.template, **problem.params))
            return
        except Exception as error:
            if not worker.is_cancelled:
                told = say(
                    "That did not work because of a fault of netz itself ({kind} in {where}). The book is unharmed.",
                    kind=type(error).__name__,
                    where=place(error),
                )
                self._netz.call_from_thread(self._netz.say_problem, told)
            raise
        if not worker.is_cancelled:
            self._netz.call_from_thread(self._answered, number, known, answer, names)

    def _answered(self, number: int, facts: study.Facts, answer: study.Answer, names: Mapping[int, str]) -> None:
        """Show the answer unless another one was asked for meanwhile."""
        if number != self._asked or not self.is_mounted:
            return
        same = self.answer is not None and self.answer.id == answer.id
        row = self.figures.rows.current
        self._facts, self._names = facts, names
        self.answer = answer
        first = next((figure.id for figure in answer.figures if figure.value), None)
        self.figures.show(answer, names, row.id if same and row is not None else first)
        if not same and first is not None:
            self.figures.rows.move_to(0)
            self.figures.rows.move_to_id(first)
        self._show_lens()
        self._show()

    def _show(self) -> None:
        """Let picture and bias follow the cursor."""
        answer, figure = self.answer, self.figures.rows.current
        if answer is None:
            return
        place = 0 if figure is None else figure.picture
        self.query_one(PlotPane).show(answer.pictures[place] if answer.pictures else None, self._names)
        self.figures.tell()

    def _show_lens(self) -> None:
        lens = self.lens
        applies = self.answer.filters if self.answer is not None and self.answer.id == self._question else ()
        key = self._netz.key_name
        words = {
            "since": _(next(name for days, name in study.RANGES if days == self._days)),
            "ground": _("no ground") if lens.ground == "none" else _(study.GROUNDS.get(lens.ground, _("all grounds"))),
            "platform": lens.platform or _("all platforms"),
            "introducer": self._names.get(lens.introducer, "…") if lens.introducer else _("all introducers"),
        }
        keys = {"since": "range", "ground": "ground", "platform": "platform", "introducer": "introducer"}
        self.query_one(Narrowing).show(
            [
                (name, key(f"study.{keys[name]}"), said, bool(getattr(lens, name)), name in applies)
                for name, said in words.items()
            ]
        )

    def changed(self, change: Change, *, undone: bool = False) -> None:  # noqa: ARG002 - as every area
        """Read again what an action changed, now or when one comes back."""
        if change.kinds & _FED_BY:
            self._facts = None
            if self.display:
                self.ask()

    @on(VirtualList.Highlighted)
    def _moved(self, event: VirtualList.Highlighted) -> None:
        event.stop()
        self._show()

    @on(VirtualList.Opened)
    def _opened(self, event: VirtualList.Opened) -> None:
        event.stop()
        self.action_people()

    @on(Clickable.Chosen)
    def _chosen(self, event: Clickable.Chosen) -> None:
        event.stop()
        if isinstance(event.line, Questions):
            self._go(event.part)
        else:
            self.call_later(self.run_action, {"since": "range"}.get(event.part, event.part))

    # Questions

    def action_turn(self, by: int) -> None:
        """Go to the next or previous question."""
        ids = [question.id for question in study.QUESTIONS]
        self._go(ids[(ids.index(self._question) + by) % len(ids)])

    def _go(self, question: str) -> None:
        if question != self._question:
            self._question = question
            self.ask()

    # Narrowing

    def narrow(self, lens: study.Lens, days: int | None = None) -> None:
        """Look through another lens."""
        self._days = self._days if days is None else days
        self.lens = lens
        self.ask()

    @work(group="flow", exclusive=True)
    async def action_range(self) -> None:
        """Choose the time range."""
        from netz_tui.ui.flows import study as flow

        days = await flow.time_range(self._netz, self._days)
        if days is not None:
            today = self._netz.now().astimezone().date()
            self.narrow(self.lens._replace(since=study.since(today, days)), days)

    @work(group="flow", exclusive=True)
    async def action_ground(self) -> None:
        """Choose the ground."""
        from netz_tui.ui.flows import study as flow

        ground = await flow.ground(self._netz, self.lens.ground)
        if ground is not None:
            self.narrow(self.lens._replace(ground=ground))

    @work(group="flow", exclusive=True)
    async def action_platform(self) -> None:
        """Choose the platform."""
        from netz_tui.ui.flows import study as flow

        if self._facts is not None:
            platform = await flow.platform(self._netz, study.choices(self._facts).platforms, self.lens.platform)
            if platform is not None:
                self.narrow(self.lens._replace(platform=platform))

    @work(group="flow", exclusive=True)
    async def action_introducer(self) -> None:
        """Choose the introducer."""
        from netz_tui.ui.flows import study as flow

        if self._facts is not None:
            chosen = await flow.introducer(self._netz, study.choices(self._facts).introducers)
            if chosen is not None:
                self.narrow(self.lens._replace(introducer=chosen or None))

    # People, log, report

    @work(group="flow", exclusive=True)
    async def action_people(self) -> None:
        """Show who stands behind the figure under the cursor, and go to one of them."""
        from netz_tui.ui.flows import study as flow

        figure = self.figures.rows.current
        if figure is not None:
            label = self.figures.rows.label(figure)
            await flow.people(self._netz, label, figure)

    @work(group="flow", exclusive=True)
    async def action_add(self) -> None:
        """Note something for the study."""
        from netz_tui.ui.flows import study_entry as flow

        await flow.note(self._netz)

    @work(group="flow", exclusive=True)
    async def action_write(self) -> None:
        """Write the report."""
        from netz_tui.ui.flows import study as flow

        await flow.write(self._netz, self.lens)

    # Going about

    def action_next_pane(self) -> None:
        """Turn between figures and picture."""
        if self.has_class("show-figures"):
            self._reveal("plot")
            self.query_one(PlotPane).focus()
        else:
            self.take_focus()

    def action_leave(self) -> None:
        """Come back from the picture; there, widen the view again."""
        if self.has_class("show-plot"):
            self.take_focus()
        elif self.lens != study.Lens():
            self.narrow(study.Lens(), 0)

    def _reveal(self, part: str) -> None:
        for name in ("figures", "plot"):
            self.set_class(name == part, f"show-{name}")
