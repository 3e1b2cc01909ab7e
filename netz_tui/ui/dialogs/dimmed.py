"""The screen below a question, dimmed: each way of writing is dimmed once, not each piece of text."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.renderables.background_screen import BackgroundScreen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.color import Color


class Dimmed(BackgroundScreen):
    """What Textual paints below a screen that lets another shine through, at a tenth of the time."""

    @classmethod
    def process_segments(cls, segments: Iterable[Segment], color: Color) -> Iterable[Segment]:
        """Yield the segments dimmed, without links and actions."""
        for text, style, control in segments:
            if control:
                yield Segment(text, style, control)
            else:
                yield Segment(text, _dimmed(style.clear_meta_and_links() if style else Style(), color))


@lru_cache(1024)
def _dimmed(style: Style, color: Color) -> Style | None:
    (segment,) = BackgroundScreen.process_segments([Segment("", style)], color)
    return segment.style
