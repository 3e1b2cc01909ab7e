"""Rows, sources and names of invented people for the tests of the widgets."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyte
from textual._compositor import CompositorUpdate
from textual.app import App

from netz_tui.ui.widgets.safe import TerminalGuard, content, row
from netz_tui.ui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence

    from textual.app import ComposeResult
    from textual.content import Content
    from textual.filter import LineFilter

HOSTILE = [
    "[@click=app.quit]Anna[/]",
    "[ @click=app.quit]Anna[/]",
    "Anna[/bold]",
    "[link=file:///etc/passwd]Anna",
    "Anna [ACME] Zöllner",
    "[a='",
    "\x1b]0;PWNED\x1b\\Anna",
    "\x1b]52;c;cHduZWQ=\x07Anna",
    "\x1b[2JAnna",
    "\x9b2JAnna",
    "Anna\x00\x7f\x85Berger",
    "Anna\u202egreb\u2066er\u2069",
    "Z" + "\u0301" * 200 + "algo",
    "x" * 5_000,
    "李伟" * 40,
    "👩\u200d👩\u200d👧\u200d👧 Familie",
    "a\u200db\u200dc\u200dd",
    "line\nbreak\tand tab",
    "\ud800lone surrogate",
    "\u2028\ufeff\u200b",
    "",
]


@dataclass(frozen=True)
class Person:
    id: int
    name: str
    note: str = "XING 2 d"


class People:
    """A source over a list in memory that counts what it is asked."""

    def __init__(self, people: Sequence[Person]) -> None:
        self.people = list(people)
        self.asked: list[tuple[int, int]] = []

    def __len__(self) -> int:
        return len(self.people)

    def block(self, start: int, size: int) -> Sequence[Person]:
        self.asked.append((start, size))
        return self.people[start : start + size]

    def index_of(self, row_id: int) -> int | None:
        return next((index for index, person in enumerate(self.people) if person.id == row_id), None)


class Million:
    """A million people made as they are asked for."""

    def __init__(self, count: int = 1_000_000) -> None:
        self.count = count
        self.asked: list[tuple[int, int]] = []

    def __len__(self) -> int:
        return self.count

    def block(self, start: int, size: int) -> Sequence[Person]:
        self.asked.append((start, size))
        return [Person(index, f"Person {index}") for index in range(start, min(start + size, self.count))]

    def index_of(self, row_id: int) -> int | None:
        return row_id if 0 <= row_id < self.count else None


def people(count: int) -> list[Person]:
    return [Person(100 + index, f"Person {index}") for index in range(count)]


class PeopleList(VirtualList[Person]):
    painted = 0

    def paint(self, row_: Person, width: int, selected: bool, marked: bool) -> list[Content]:  # noqa: ARG002
        type(self).painted += 1
        lines = [row(content(row_.name, "bold"), content(row_.note, "$text-muted"), width)]
        return [*lines, content("second line")][: self.row_lines]


class ListApp(App[None]):
    CSS = "VirtualList { width: 1fr; }"

    def __init__(self, source: object, list_class: type[PeopleList] = PeopleList) -> None:
        super().__init__()
        self.list = list_class(source, empty="Nobody here", id="people")  # type: ignore[arg-type]
        self.seen: list[tuple[int | None, int]] = []
        self.opened: list[int] = []
        self.marks: list[set[int]] = []
        self.guard = TerminalGuard()
        self.terminal = pyte.Screen(80, 24)

    def compose(self) -> ComposeResult:
        yield self.list

    def _display(self, screen, renderable):
        """Draw what goes to the terminal, so that a line forgotten in a partial update is seen."""
        if self.terminal.columns != self.size.width or self.terminal.lines != self.size.height:
            self.terminal = pyte.Screen(*self.size)
        if isinstance(renderable, CompositorUpdate):
            pyte.Stream(self.terminal).feed(renderable.render_segments(self.console).replace("\n", "\r\n"))
        super()._display(screen, renderable)

    def get_line_filters(self) -> list[LineFilter]:
        return [*super().get_line_filters(), self.guard]

    def on_virtual_list_highlighted(self, event: VirtualList.Highlighted) -> None:
        self.seen.append((event.row and event.row.id, event.index))

    def on_virtual_list_opened(self, event: VirtualList.Opened) -> None:
        self.opened.append(event.row.id)

    def on_virtual_list_marks_changed(self, event: VirtualList.MarksChanged) -> None:
        self.marks.append(set(event.list.marked))


def screen_lines(app: App[None]) -> list[str]:
    """Return the text of the screen as it would be painted, control characters and all."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


def run(scenario: Coroutine[object, object, None]) -> None:
    asyncio.run(scenario)
