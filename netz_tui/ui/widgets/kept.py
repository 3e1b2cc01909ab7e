"""Mixed into a widget, makes it cheap to paint it among many: it paints nothing, or keeps its finished lines.

For each change Textual walks through the lines of every widget near it, and of all that lies beneath. None of these
is a widget itself: each class of widgets costs as much at the start as some rows of a list, and is one more whose
rules are looked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.strip import Strip
    from textual.widget import Widget
else:
    Widget = object


class Unpainted(Widget):
    """Paints nothing: what stands in it covers it, and where it does not, the screen is seen."""

    def render_lines(self, crop: Region) -> list[Strip]:  # noqa: ARG002 - Textual's
        """Return no lines."""
        return []


class Kept(Widget):
    """Keeps the finished lines as long as nothing about the widget changes."""

    _kept: tuple[Region, list[Strip]] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a region as they were painted last, if they are still right."""
        if self._kept is None or self._kept[0] != crop:
            self._kept = crop, self.paint_lines(crop)
        return self._kept[1]

    def paint_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a region, painted anew."""
        return super().render_lines(crop)

    def _set_dirty(self, *regions: Region) -> None:
        """Let go of the lines; whatever changes how a widget looks ends here."""
        self._kept = None
        super()._set_dirty(*regions)

    def notify_style_update(self) -> None:
        """Let go of the lines: their colours may be others now."""
        self._kept = None
        super().notify_style_update()
