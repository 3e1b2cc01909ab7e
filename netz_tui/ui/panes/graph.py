"""What stands beside the drawn net: the ties of whom one looks at, the ways to somebody, the shape of the net."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from netz_tui.desk.net import words
from netz_tui.i18n import _, format_percent, say
from netz_tui.ui.keys import bindings
from netz_tui.ui.panes.net import fitting
from netz_tui.ui.widgets.blocks import GivenRows
from netz_tui.ui.widgets.glyphs import glyphs
from netz_tui.ui.widgets.safe import content, row
from netz_tui.ui.widgets.text_panel import TextPanel
from netz_tui.ui.widgets.virtual_list import VirtualList
from netz_tui.ui.words import STANDING_STYLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from netz_tui.desk.net.shape import NetShape
    from netz_tui.desk.net.ties import TieRow
    from netz_tui.desk.net.ways import Route, Routes
    from netz_tui.desk.net.words import Names

_QUIET = "$foreground 60%"


class TieList(VirtualList["TieRow"], inherit_bindings=False):
    """Two lines for each tie: to whom and how likely it bears; who claims it and what was answered."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("list")
    markable = False
    row_lines = 2

    def __init__(self) -> None:
        super().__init__(empty=_("No tie is known."), id="tie-list")
        self._called: Names = str

    def tell(self, rows: Sequence[TieRow], name: Names, *, same: bool) -> None:
        """Show the ties of somebody, the `same` as before perhaps; `name` tells who is spoken of in them."""
        self._called = name
        self.show(GivenRows(rows), self.current.id if same and self.current else None)

    def paint(self, row_: TieRow, width: int, selected: bool, marked: bool) -> list[Content]:  # noqa: ARG002
        """Draw one tie."""
        signs = glyphs()
        checked = row_.bond.kind == "checked"
        sign = (f"{signs.yes} ", "$success") if checked else (f"{signs.missing} ", _QUIET)
        style = "bold" if row_.person is None else STANDING_STYLE[row_.person.standing]
        name = content(self._called(row_.id), f"bold {style}" if style != "bold" else style)
        source = words.short_source(row_.bond, self._called)
        since = words.known_since(row_.bond)
        return [
            row(Content.assemble(sign, name), Content(format_percent(row_.probability)), width),
            row(Content.assemble("  ", content(f"{source} {signs.separator} {since}" if since else source, _QUIET)),
                Content(""), width),
        ]  # fmt: skip


class WaysPane(TextPanel):
    """The ways to somebody, step by step; one of them is chosen and highlighted in the picture."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "choose(1)", "Next way", show=False, id="ways.down"),
        Binding("up,k", "choose(-1)", "Way before", show=False, id="ways.up"),
    ]

    class Chosen(Message):
        """Another way was chosen."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self) -> None:
        super().__init__(id="ways")
        self._routes: Routes | None = None
        self._called: Names = str
        self._place = 0

    def tell(self, routes: Routes, name: Names, place: int) -> None:
        """Show the ways, one of them chosen."""
        self._routes = routes
        self._called = name
        self._place = place
        self.border_title = fitting([routes.target.name], self.size.width, _("Ways to {name}"))
        self.say(self._text_of(routes))
        if place:
            self._wrap(max(1, self.size.width - 1))
            self._top = self._within(self._headers()[place])

    def _text_of(self, routes: Routes) -> Content:
        style = "" if routes.verdict == "found" else "$warning"
        parts = [content(words.verdict(routes), style), Content("")]
        for place, route in enumerate(routes.shown):
            parts += self._route(place, route)
        if not routes.shown:
            parts += [content(f"{hop.person.name}: {words.source(hop.bond, self._called)}", _QUIET)
                      for hop in routes.acquaintances]  # fmt: skip
        return Content("\n").join(parts)

    def _route(self, place: int, route: Route) -> list[Content]:
        chosen = place == self._place
        sign = glyphs().cursor if chosen else glyphs().cursor_idle
        title = say("{n}. bears with {share}", n=place + 1, share=format_percent(route.probability))
        parts = [Content.assemble((f"{sign} ", "$accent"), (title, "bold $success" if chosen else "bold"))]
        for step, hop in enumerate(route.hops):
            style = STANDING_STYLE[hop.person.standing]
            parts.append(
                Content.assemble(
                    f"  {glyphs().arrow} ", content(hop.person.name, style), f"  {format_percent(hop.probability)}"
                )
            )
            parts.append(Content.assemble("    ", content(words.source(hop.bond, self._called), _QUIET)))
            if question := words.question(route, step):
                parts.append(Content.assemble("    ", content(question, "italic")))
        return [*parts, Content("")]

    def _headers(self) -> list[int]:
        header = re.compile(rf"[{re.escape(glyphs().cursor + glyphs().cursor_idle)}] \d+\.")
        return [place for place, line in enumerate(self._lines) if header.match(line.plain)]

    def action_choose(self, by: int) -> None:
        """Go to the next way or the one before."""
        count = len(self._routes.routes) if self._routes else 0
        place = self._place + by
        if 0 <= place < count:
            self.post_message(self.Chosen(place))
        else:
            self.action_scroll_text(by)

    def on_click(self, event: events.Click) -> None:
        """Choose the way clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        above = [place for place, line in enumerate(self._headers()) if line <= self._top + offset.y]
        if above and self._routes and above[-1] < len(self._routes.routes):
            self.post_message(self.Chosen(above[-1]))


class ShapePane(TextPanel):
    """The shape of the net in words."""

    def __init__(self) -> None:
        super().__init__(id="shape")
        self.border_title = _("The shape of your net")

    def tell(self, shape: NetShape) -> None:
        """Show it."""
        parts: list[Content] = []
        for heading, sentences in words.told(shape):
            parts.append(Content.styled(heading, "bold $primary"))
            parts += [Content.assemble((f"{glyphs().separator} ", _QUIET), content(line)) for line in sentences]
            parts.append(Content(""))
        self.say(Content("\n").join(parts))
