"""The net around the request under the cursor, drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from netz_tui.desk import net
from netz_tui.i18n import _
from netz_tui.ui.widgets.glyphs import ASCII, glyphs
from netz_tui.ui.widgets.kept import Kept
from netz_tui.ui.widgets.row_painter import resolved
from netz_tui.ui.widgets.safe import content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style as RichStyle
    from textual import events
    from textual.geometry import Region
    from textual.style import Style

    from netz_tui.desk.net import Direction, Ego, Picture

STYLES = {
    "": "",
    "line.claimed": "$foreground 35%",
    "line.checked": "$foreground 60%",
    "line.wish": "$accent 70%",
    "line.focus": "$accent",
    "line.way": "bold $success",
    "more": "$foreground 60%",
    "node.me": "bold $foreground",
    "node.dependable": "$success",
    "node.unproven": "$foreground 60%",
    "node.shaky": "$warning",
    "node.stranger": "$foreground 60%",
    "node.collector": "$error",
    "node.request": "bold $accent",
    "node.focus": "bold reverse $accent",
    "label.me": "bold $foreground",
    "label.dependable": "$success",
    "label.unproven": "$foreground 75%",
    "label.shaky": "$warning",
    "label.stranger": "$foreground 60%",
    "label.collector": "$error",
    "label.request": "bold $accent",
    "label.focus": "bold reverse $accent",
}
"""How each role of the picture looks."""
_FRAME = 4
"""Cells of the frame's line that a title leaves free."""


def fitting(names: Sequence[str], width: int, sentence: str = "{name}") -> Content:
    """Say names one after the other, so that it fits into the frame of what is so wide (0: that is not known yet).

    At need by initials, or by family names alone.
    """
    before, _mark, after = sentence.partition("{name}")
    arrow = Content(" > " if glyphs() is ASCII else " → ")
    line = Content("")
    for form in zip(*map(net.shorter, names), strict=True):
        line = Content.assemble(before, arrow.join(map(content, form)), after)
        if line.cell_length <= width - _FRAME or not width:
            break
    return line


class NetPane(Kept, Widget, can_focus=True):
    """Draws an ego network into all the room it has."""

    DEFAULT_CSS = """
    NetPane {
        height: 1fr; border: round $border; border-title-color: $primary; border-title-style: bold;
        border-subtitle-color: $text-muted; background: $surface;
        &:focus { border: round $primary; }
    }
    """

    class Chosen(Message):
        """Somebody in the picture was clicked, perhaps twice."""

        def __init__(self, person_id: int, *, twice: bool = False) -> None:
            super().__init__()
            self.person_id = person_id
            self.twice = twice

    class Turned(Message):
        """The wheel was turned: `by` is 1 for more, -1 for less."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def __init__(self, id: str = "net") -> None:  # noqa: A002 - the name every Textual widget uses
        super().__init__(id=id)
        self._ego: Ego | None = None
        self._focus: int | None = None
        self._picture: Picture | None = None
        self._drawn: tuple[int, int] = (0, 0)
        self._beneath: Style | None = None
        self._styles: dict[str, RichStyle] = {}
        self.border_title = _("Net")

    def show(self, ego: Ego | None, name: str = "") -> None:
        """Draw another net, around somebody with this name."""
        self.draw(ego, fitting([name], self.size.width, _("Net around {name}")) if name else Content(_("Net")))
        self.border_subtitle = self._way()

    def draw(self, ego: Ego | None, title: Content, subtitle: Content | str = "", focus: int | None = None) -> None:
        """Draw another net with one person marked."""
        self._ego = ego
        self._focus = focus
        self._picture = None
        self.border_title = title
        self.border_subtitle = subtitle if isinstance(subtitle, Content) else Content(subtitle)
        self.refresh()

    def look_at(self, person_id: int) -> None:
        """Mark another person; nobody moves."""
        if person_id != self._focus:
            self._focus = person_id
            self._picture = None
            self.refresh()

    def beside(self, direction: Direction) -> int | None:
        """Return who comes next to the marked person in a direction, None if nobody does."""
        picture = self.picture
        if picture is None or self._focus not in picture.marks:
            return None
        found = net.next_in(picture, self._focus, direction)
        return None if found == self._focus else found

    @property
    def picture(self) -> Picture | None:
        """What is drawn at this size; None where there is no room."""
        width, height = self.size
        if self._ego is None or width < 4 or height < 3:  # noqa: PLR2004 - too small for a picture
            return None
        if self._picture is None or self._drawn != (width, height):
            self._picture = net.picture(self._ego, width, height, focus=self._focus, ascii_only=glyphs() is ASCII)
            self._drawn = (width, height)
        return self._picture

    def _way(self) -> Content:
        """Say the best way in a line: me, the people between, the one who asks."""
        if self._ego is None:
            return Content("")
        names = {node.id: node.label for node in self._ego.nodes}
        steps = [link for link in self._ego.links if link.on_way]
        if not steps:
            return Content(_("no dependable way"))
        order, here = [0], 0
        while True:
            step = next(
                (link for link in steps if here in {link.a, link.b} and not {link.a, link.b} <= set(order)), None
            )
            if step is None:
                break
            here = step.b if step.a == here else step.a
            order.append(here)
        return fitting([names[person] for person in order], self.size.width)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a region, in the colours of the moment."""
        if self._beneath != (beneath := self.visual_style):
            self._beneath = beneath
            self._styles.clear()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one row of the picture at this size."""
        picture, beneath = self.picture, self._beneath or self.visual_style
        if picture is None or y >= picture.height:
            return Strip.blank(self.size.width, beneath.rich_style)
        styles = self._styles
        for span in picture.rows[y]:
            if span.role not in styles:
                styles[span.role] = resolved(STYLES[span.role], beneath)
        return Strip([Segment(span.text, styles[span.role]) for span in picture.rows[y]], picture.width)

    def notify_style_update(self) -> None:
        """Let go of the colours: they may be others now."""
        self._styles.clear()
        super().notify_style_update()

    def on_click(self, event: events.Click) -> None:
        """Tell who was clicked."""
        place = event.get_content_offset(self)
        person = None if place is None or self._picture is None else self._picture.at(place.x, place.y)
        if person is not None:
            self.post_message(self.Chosen(person, twice=event.chain > 1))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Ask for less of the net."""
        event.stop()
        self.post_message(self.Turned(-1))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Ask for more of the net."""
        event.stop()
        self.post_message(self.Turned(1))
