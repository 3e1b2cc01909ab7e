"""What makes it cheap to paint one widget among many: containers that paint nothing, widgets that keep their lines.

For each change Textual walks through the lines of every widget near it, and of all that lies beneath.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.strip import Strip


class Bare(Widget):
    """A container that paints nothing: what stands in it covers it, and where it does not, the screen is seen."""

    DEFAULT_CSS = """
    Bare { width: 1fr; height: 1fr; overflow: hidden; }
    """

    def render_lines(self, crop: Region) -> list[Strip]:  # noqa: ARG002 - Textual's
        """Return no lines."""
        return []


class Kept(Widget):
    """A widget that keeps its finished lines as long as nothing about it changes."""

    _kept: tuple[Region, list[Strip]] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a region as they were painted last, if they are still right."""
        if self._kept is None or self._kept[0] != crop:
            self._kept = crop, super().render_lines(crop)
        return self._kept[1]

    def _set_dirty(self, *regions: Region) -> None:
        """Let go of the lines; whatever changes how a widget looks ends here."""
        self._kept = None
        super()._set_dirty(*regions)

    def notify_style_update(self) -> None:
        """Let go of the lines: their colours may be others now."""
        self._kept = None
        super().notify_style_update()
