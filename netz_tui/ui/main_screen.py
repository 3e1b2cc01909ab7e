"""The one screen below all questions: a line on top, the area that is shown, the keys at the bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import ContentSwitcher

from netz_tui.i18n import _
from netz_tui.ui import areas
from netz_tui.ui.keys import bindings
from netz_tui.ui.top_bar import TopBar
from netz_tui.ui.widgets.kept import Unpainted
from netz_tui.ui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.geometry import Region

    from netz_tui.ui.app import Netz


COLUMNS, ROWS = 60, 20
"""The smallest window in which everything can be done."""


class Areas(Unpainted, ContentSwitcher):
    """Holds the areas, of which one is seen."""


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

    def compose(self) -> ComposeResult:
        """Put the screen together."""
        yield TopBar(demo=self._netz.demo)
        with Areas(initial=areas.PLACES[0].id):
            yield areas.make(areas.PLACES[0], self._netz)
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

    def on_mount(self) -> None:
        """Show the numbers."""
        self._netz.refresh_summary()

    def on_top_bar_chosen(self, event: TopBar.Chosen) -> None:
        """Go to the area clicked."""
        self._netz.action_area(event.area)
