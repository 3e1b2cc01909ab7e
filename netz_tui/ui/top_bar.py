"""The two lines on top: who waits and how the net stands; the areas with their counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from netz_tui.i18n import _, say, say_n
from netz_tui.ui.areas import PLACES
from netz_tui.ui.widgets.kept import Kept
from netz_tui.ui.widgets.safe import row, shorten

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from netz_tui.desk.views import Summary


_UNCUT = 1_000
"""Cells in which every message fits."""


class TopBar(Kept, Widget):
    """Draws both lines itself; a click on an area goes there."""

    DEFAULT_CSS = """
    TopBar { height: 2; dock: top; background: $background; }
    """

    class Chosen(Message):
        """An area was clicked."""

        def __init__(self, area: str) -> None:
            super().__init__()
            self.area = area

    def __init__(self, *, demo: bool = False) -> None:
        super().__init__(id="top")
        self._demo = demo
        self._summary: Summary | None = None
        self._area = "inbox"
        self._message: Callable[[int], Content] | None = None
        self._places: list[tuple[int, int, str]] = []

    def show(self, summary: Summary, area: str) -> None:
        """Show other numbers."""
        self._summary = summary
        self._area = area
        self.refresh()

    def flash(self, message: Callable[[int], Content] | None) -> None:
        """Say in place of the net's numbers what has just been done, fitted to a width, or stop saying it."""
        self._message = message
        self.refresh()

    def render(self) -> Content:
        """Draw both lines."""
        width = max(self.size.width, 1)
        return Content("\n").join([self._first(width), self._second(width)])

    def _first(self, width: int) -> Content:
        parts = [Content.styled(" netz ", "bold $background on $primary")]
        summary = self._summary
        if summary is not None:
            waiting = say_n("You have {n} contact to confirm", "You have {n} contacts to confirm", summary.waiting)
            parts.append(Content(waiting if summary.waiting else _("Nobody waits to be confirmed")))
        left = Content("  ").join(parts)
        if self._message is not None:
            return self._told(left, width)
        room = width - left.cell_length - 2
        numbers = self._net()
        while numbers and sum(map(len, numbers)) + 3 * len(numbers) > room:
            numbers = numbers[:-1]
        return row(left, Content.styled(" · ".join(numbers) + " ", "$foreground 60%"), width)

    def _told(self, left: Content, width: int) -> Content:
        """Put the message beside who waits; what is too long for that has the line for itself."""
        assert self._message is not None
        whole = self._message(_UNCUT)
        if left.cell_length + whole.cell_length + 2 <= width:
            return row(left, Content.assemble(whole, " "), width)
        return row(Content(" "), Content.assemble(self._message(width - 3), " "), width)

    def _net(self) -> list[str]:
        summary = self._summary
        if summary is None or not summary.contacts:
            return []
        parts = [say_n("{n} contact", "{n} contacts", summary.contacts), say("{n} dependable", n=summary.dependable)]
        if summary.second_degree:
            share = round(100 * summary.cross_checked / summary.second_degree)
            parts.append(say("{share} % of second degree checked", share=share))
        return parts

    def _second(self, width: int) -> Content:
        for pad, counts in ((" ", True), (" ", False), ("", False)):
            areas = self._areas(pad, counts=counts)
            if areas.cell_length <= width:
                break
        areas = shorten(areas, width)
        if self._demo:
            for note in (_("demonstration net, gone when you leave"), _("demonstration")):
                if areas.cell_length + len(note) + 2 <= width:
                    return row(areas, Content.styled(f"{note} ", "italic $warning"), width)
        return areas

    def _areas(self, pad: str, *, counts: bool) -> Content:
        """Draw the areas, where room is scarce with the count of the one that is shown alone."""
        parts: list[Content] = []
        self._places = []
        at = 0
        for place in PLACES:
            here = place.id == self._area
            number = place.count(self._summary) if self._summary and (counts or here) else 0
            text = pad + f"{place.key} {_(place.name)} {number or ''}".rstrip() + pad
            parts.append(Content.styled(text, "bold $background on $accent" if here else "$foreground 60%"))
            self._places.append((at, at + len(text), place.id))
            at += len(text) + 1
        return Content(" ").join(parts)

    def on_click(self, event: events.Click) -> None:
        """Go to the area clicked."""
        if event.y == 1:
            for start, end, area in self._places:
                if start <= event.x < end:
                    self.post_message(self.Chosen(area))
