"""As many people as one likes in the list of netz, with its guard and its garbage collection."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import App, ComposeResult
from textual.content import Content

from netz_tui.ui.widgets.calm_gc import CalmGC
from netz_tui.ui.widgets.safe import TerminalGuard, content, row
from netz_tui.ui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Event
    from textual.filter import LineFilter


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    name: str
    company: str


class People:
    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    def block(self, start: int, size: int) -> list[Person]:
        numbers = range(start, min(start + size, self._count))
        return [Person(number, f"Person {number:07d}", f"Company {number % 97}") for number in numbers]

    def index_of(self, row_id: int) -> int | None:
        return row_id if row_id < self._count else None


class PeopleList(VirtualList[Person]):
    def paint(self, row_: Person, width: int, selected: bool, marked: bool) -> Sequence[Content]:  # noqa: ARG002
        name = Content.assemble(content(row_.name, "bold"), "   ", content(row_.company))
        return [row(name, content("XING · 2 d", "$text-muted"), width)]


class Peer(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self._calm = CalmGC()
        self._guard = TerminalGuard()

    def compose(self) -> ComposeResult:
        yield PeopleList(People(int(sys.argv[1])))

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), self._guard]

    def on_ready(self) -> None:
        self.call_after_refresh(self._calm.start)

    async def on_event(self, event: Event) -> None:
        self._calm.touch()
        await super().on_event(event)


Peer().run()
