"""The signs that carry state: one set for Unicode terminals, one of plain letters for the others."""

from __future__ import annotations


class Glyphs:
    """A set of signs, each exactly one cell wide: those for Unicode terminals."""

    cursor = "▌"
    """Marks the row under the cursor while its list has the focus."""
    cursor_idle = "▏"
    """The same while another widget has the focus."""
    mark = "✓"
    ellipsis = "…"
    track = " "
    thumb = "▐"
    yes = "✓"
    no = "✗"
    missing = "○"
    """A condition not yet fulfilled, an unproven contact."""
    me = "◆"
    dependable = "●"
    similar = "≈"
    separator = "·"
    """Stands between the parts of one line."""
    arrow = "→"
    """Leads from one person to the next on a way."""


class _Plain(Glyphs):
    """The same in plain letters."""

    cursor = ">"
    cursor_idle = "-"
    mark = "*"
    ellipsis = "~"
    thumb = "|"
    yes = "+"
    no = "x"
    missing = "o"
    me = "@"
    dependable = "#"
    similar = "~"
    separator = "-"
    arrow = ">"


UNICODE = Glyphs()
ASCII = _Plain()


class _Choice:
    """Holds the set in use."""

    glyphs = UNICODE


def glyphs() -> Glyphs:
    """Return the signs in use."""
    return _Choice.glyphs


def use(chosen: Glyphs) -> None:
    """Choose the signs for the whole program; call before the first screen is drawn."""
    _Choice.glyphs = chosen
