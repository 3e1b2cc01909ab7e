"""The one screen below all questions: a line on top, the area that is shown, the keys at the bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.screen import Screen
from textual.strip import Strip

from netz_tui.i18n import _
from netz_tui.ui import areas
from netz_tui.ui.keys import bindings
from netz_tui.ui.top_bar import TopBar
from netz_tui.ui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.geometry import Region
    from textual.widget import Widget

    from netz_tui.ui.app import Netz


COLUMNS, ROWS = 60, 20
"""The smallest window in which everything can be done."""


def _class_at(cells: int, breakpoints: list[tuple[int, str]]) -> str:
    """Return the class of a screen so many cells wide or high."""
    return max(point for point in breakpoints if point[0] <= cells)[1]


class Main(Screen[None]):
    """The one screen: lines on top, an area, keys at the bottom."""

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - declared so by Textual
        (0, "-narrow"),
        (80, "-normal"),
        (120, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-low"),
        (24, "-short"),
        (30, "-high"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = bindings("app")
    AUTO_FOCUS = None

    def __init__(self, netz: Netz) -> None:
        width, height = netz.size
        fitting = _class_at(width, self.HORIZONTAL_BREAKPOINTS), _class_at(height, self.VERTICAL_BREAKPOINTS)
        super().__init__(classes=" ".join(fitting))  # Textual's own come after the first frame: it would jump
        self._netz = netz
        self._made: dict[str, Widget] = {}
        self.area = areas.PLACES[0].id
        """The id of the area that is seen."""

    def compose(self) -> ComposeResult:
        """Put the screen together."""
        yield TopBar(demo=self._netz.demo)
        yield self._make(self.area)
        yield KeyBar(translate=_, pinned=("app.help",))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return one and the same blank line for all: hardly anything of the screen itself is ever seen."""
        line = Strip.blank(crop.width, self.visual_style.rich_style)
        for line_filter in self.get_line_filters():
            line = line.apply_filter(line_filter, self.background_colors[1])
        return [line] * crop.height

    async def on_resize(self, event: events.Resize) -> None:
        """Say where the window is too small."""
        said = self.query("TooSmall")
        if event.size.width >= COLUMNS and event.size.height >= ROWS:
            await said.remove()
        elif not said:
            from netz_tui.ui.too_small import TooSmall

            await self.mount(TooSmall(COLUMNS, ROWS))

    @property
    def areas(self) -> list[areas.Area]:
        """The areas that have been gone to."""
        return [cast("areas.Area", widget) for widget in self._made.values()]

    async def show_area(self, area: str) -> None:
        """Let an area be seen in place of another one; it is made now if it is the first time."""
        with self.app.batch_update():
            if area not in self._made:
                made = self._make(area)
                made.display = False
                await self.mount(made, before=self.query_one(KeyBar))
            self.area = area
            for name, widget in self._made.items():
                widget.display = name == area
        cast("areas.Area", self._made[area]).take_focus()

    def _make(self, area: str) -> Widget:
        place = next(place for place in areas.PLACES if place.id == area)
        made = self._made[area] = areas.make(place, self._netz)
        return made

    def on_mount(self) -> None:
        """Show the numbers."""
        self._netz.refresh_summary()

    def on_top_bar_chosen(self, event: TopBar.Chosen) -> None:
        """Go to the area clicked."""
        self._netz.action_area(event.area)
