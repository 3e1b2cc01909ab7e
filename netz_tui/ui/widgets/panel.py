"""A frame with a title around other widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget

from netz_tui.ui.widgets.kept import Kept

if TYPE_CHECKING:
    from textual.strip import Strip


class Frame(Kept, Widget):
    """A rounded frame with a title above and a subtitle below; brighter while something in it has the focus."""

    DEFAULT_CSS = """
    Frame {
        width: 1fr;
        height: 1fr;
        overflow: hidden;
        border: round $border;
        border-title-color: $primary;
        border-title-style: bold;
        border-subtitle-color: $text-muted;
        background: $surface;
        padding: 0;
        &:focus-within { border: round $primary; }
    }
    """

    def title(self, title: Content | str, subtitle: Content | str = "") -> None:
        """Set both lines of the frame; text of ours or made safe before."""
        above = title if isinstance(title, Content) else Content(title)
        below = subtitle if isinstance(subtitle, Content) else Content(subtitle)
        if above != self._border_title:
            self.border_title = above
        if below != self._border_subtitle:
            # not by the property, which repaints all that stands in the frame for one line of it
            self._border_subtitle = below
            self.refresh(Region(-1, self.size.height, self.outer_size.width, 1))

    def paint_lines(self, crop: Region) -> list[Strip]:
        """Paint a region. What stands in the frame covers it, so its lines between top and bottom are all the same."""
        inside = range(self.gutter.top, self.outer_size.height - self.gutter.bottom)
        lines: list[Strip] = []
        side: Strip | None = None
        for y in crop.line_range:
            if y in inside and side is not None:
                lines.append(side)
                continue
            lines += super().paint_lines(Region(crop.x, y, crop.width, 1))
            if y in inside:
                side = lines[-1]
        return lines
