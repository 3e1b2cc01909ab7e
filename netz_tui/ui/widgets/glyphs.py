"""The signs that carry state: one set for Unicode terminals, one of plain letters for the others."""

from __future__ import annotations

from typing import NamedTuple


class Glyphs(NamedTuple):
    """A set of signs, each exactly one cell wide."""

    cursor: str
    """Marks the row under the cursor while its list has the focus."""
    cursor_idle: str
    """The same while another widget has the focus."""
    mark: str
    ellipsis: str
    track: str
    thumb: str
    yes: str
    no: str
    missing: str
    """A condition not yet fulfilled, an unproven contact."""
    me: str
    dependable: str
    similar: str
    separator: str
    """Stands between the parts of one line."""
    arrow: str
    """Leads from one person to the next on a way."""


UNICODE = Glyphs(
    cursor="▌",
    cursor_idle="▏",
    mark="✓",
    ellipsis="…",
    track=" ",
    thumb="▐",
    yes="✓",
    no="✗",
    missing="○",
    me="◆",
    dependable="●",
    similar="≈",
    separator="·",
    arrow="→",
)
ASCII = Glyphs(
    cursor=">",
    cursor_idle="-",
    mark="*",
    ellipsis="~",
    track=" ",
    thumb="|",
    yes="+",
    no="x",
    missing="o",
    me="@",
    dependable="#",
    similar="~",
    separator="-",
    arrow=">",
)


class _Choice:
    """Holds the set in use."""

    glyphs = UNICODE


def glyphs() -> Glyphs:
    """Return the signs in use."""
    return _Choice.glyphs


def use(chosen: Glyphs) -> None:
    """Choose the signs for the whole program; call before the first screen is drawn."""
    _Choice.glyphs = chosen
