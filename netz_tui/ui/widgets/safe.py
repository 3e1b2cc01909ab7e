"""The only way foreign text gets into a widget, and the guard between the widgets and the terminal."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, get_character_cell_size, set_cell_size
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content, Span
from textual.filter import LineFilter

from netz_tui.clean import one_line, plain
from netz_tui.spelling import spelled
from netz_tui.ui.widgets.glyphs import UNICODE, glyphs
from netz_tui.ui.widgets.letters import plain_letters

if TYPE_CHECKING:
    from textual.color import Color

_EMOJI: Final = "\u2190-\u2bff\u3030\u303d\ufe0f\U0001f000-\U0001faff"
_STRAY_JOINER: Final = f"(?<![{_EMOJI}])\u200d|\u200d(?![{_EMOJI}])"
"""A joiner outside an emoji: terminals and Textual disagree on the width of what it joins."""

_SAFE_LINK: Final = r"(?:https?|mailto|tel):[\x21-\x7e]+"


def _joined(text: str) -> str:
    """Return a text without stray joiners, spelled in plain letters where only those can be shown."""
    joined = re.sub(_STRAY_JOINER, "", text) if "\u200d" in text else text
    return joined if glyphs() is UNICODE else spelled(joined)


def content(text: str, style: str = "") -> Content:
    """Return foreign text as one line that a widget may show; never read as markup.

    `style` is a style of ours, such as "bold $accent", laid over the whole text.
    """
    shown = _joined(one_line(text))
    return Content(shown, [Span(0, len(shown), style)] if style and shown else None, strip_control_codes=False)


def paragraphs(text: str, style: str = "") -> Content:
    """Return foreign text of several lines as `content` does, with line breaks kept and tabs widened."""
    shown = _joined(plain(text).expandtabs(4))
    return Content(shown, [Span(0, len(shown), style)] if style and shown else None, strip_control_codes=False)


def cut(text: str, width: int) -> str:
    """Return foreign text as one line that may be shown, of at most `width` cells."""
    shown = _joined(one_line(text))
    if (not shown.isascii() or len(shown) > width) and cell_len(shown) > width:
        return (set_cell_size(shown, width - 1).rstrip() + glyphs().ellipsis) if width > 0 else ""
    return shown


def fitted(text: str, width: int, style: str = "") -> Content:
    """Return foreign text as `content` does, cut to at most `width` cells; much faster than to cut a Content."""
    shown = cut(text, width)
    return Content(shown, [Span(0, len(shown), style)] if style and shown else None, strip_control_codes=False)


def shorten(line: Content, width: int) -> Content:
    """Return a line of at most `width` cells; what is cut off is replaced by an ellipsis."""
    if line.cell_length <= width:
        return line
    if width <= 0:
        return Content.empty()
    return line.truncate(width - 1).extend_right(1, glyphs().ellipsis)


def row(left: Content, right: Content, width: int) -> Content:
    """Return one line of exactly `width` cells: `left` at its start, `right` at its end.

    Where they do not fit, `left` is shortened, down to a third of the line; only then `right` too.
    """
    if width <= 0:
        return Content.empty()
    room = width - min(left.cell_length, max(1, width // 3)) - 1
    end = shorten(right, room) if room > 1 else Content.empty()
    start = shorten(left, width - end.cell_length - 1 if end else width)
    return Content.assemble(start, " " * (width - start.cell_length - end.cell_length), end)


@lru_cache(4096)
def _harmless(text: str) -> str:
    """Return text without characters that steer the terminal, as wide as it was counted before."""
    return plain(
        "".join(
            char if plain(char) == char and char not in "\n\t" else " " * get_character_cell_size(char) for char in text
        )
    )


@lru_cache(4096)
def _harmless_style(style: RichStyle) -> RichStyle:
    """Return the style without actions to run on a click and without links of unusual schemes."""
    meta = {key: value for key, value in style.meta.items() if not key.startswith("@")}
    link = style.link if style.link and re.fullmatch(_SAFE_LINK, style.link) else None
    if link == style.link and meta == style.meta:
        return style
    bare = style.clear_meta_and_links()
    linked = bare.update_link(link) if link else bare
    return linked + RichStyle.from_meta(meta) if meta else linked


class TerminalGuard(LineFilter):
    """Clears each line, as it is painted, of what steers the terminal or runs an action on a click.

    Return one and the same instance, as the last one, from `App.get_line_filters`. It never changes the
    width of a line: a control counted as wide becomes blanks. With `ascii_only` all else than plain
    letters is replaced by what looks most alike.
    """

    def __init__(self, *, ascii_only: bool = False) -> None:
        super().__init__()
        self._text = plain_letters if ascii_only else _harmless
        self._passes = str.isascii if ascii_only else str.isprintable

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - part of the interface
        """Return the segments, the same list where nothing is to be done."""
        passes = self._passes
        for text, style, control in segments:
            if control or not (passes(text) and text.isprintable()) or (style and _suspicious(style)):
                return [self._cleared(segment) for segment in segments]
        return segments

    def _cleared(self, segment: Segment) -> Segment:
        text = segment.text if segment.text.isprintable() else _harmless(segment.text)
        style = segment.style
        return Segment(
            text if self._passes(text) else self._text(text),
            _harmless_style(style) if style and _suspicious(style) else style,
        )


def _suspicious(style: RichStyle) -> bool:
    """Tell whether a style may hold a link or an action, by a look that costs next to nothing."""
    meta = style._meta  # noqa: SLF001 - the public property unpickles at each call
    return bool(style.link) or (meta is not None and b"@" in meta)
