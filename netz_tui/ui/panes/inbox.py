"""The inbox: who asks, how long it waits, and the one thing that matters most now."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from netz_tui.desk.views import InboxRow
from netz_tui.ui.keys import bindings
from netz_tui.ui.widgets.safe import content, row
from netz_tui.ui.widgets.virtual_list import VirtualList
from netz_tui.ui.words import hint, waiting

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from textual.binding import BindingType

    from netz_tui.ui.widgets.blocks import Source


class InboxList(VirtualList[InboxRow], inherit_bindings=False):
    """Two lines for each request: name, platform, age; headline and hint."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("list")
    row_lines = 2
    row_gap = 1

    def __init__(self, source: Source[InboxRow], now: Callable[[], datetime], *, empty: str) -> None:
        super().__init__(source, empty=empty, id="inbox-list")
        self._now = now

    def paint(self, row_: InboxRow, width: int, selected: bool, marked: bool) -> list[Content]:  # noqa: ARG002
        """Draw one request."""
        now = self._now()
        quiet = "$foreground 60%"
        name = content(row_.name, quiet if row_.asleep else "bold")
        where = Content.assemble(content(row_.platform, quiet), ("  " + waiting(row_, now).rjust(4), quiet))
        return [row(name, where, width), row(content(row_.headline, quiet), hint(row_, now), width)]
