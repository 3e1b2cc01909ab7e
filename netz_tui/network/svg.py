"""The picture of an ego network as SVG, to print or to send: the same places, shapes and names as on the screen."""

from __future__ import annotations

import math
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal
from xml.sax.saxutils import escape

from netz_tui.clean import one_line
from netz_tui.network.roles import NUMBER
from netz_tui.network.sketch import sketch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netz_tui.network.ego import Ego, Link
    from netz_tui.network.labels import Place
    from netz_tui.network.sketch import Sketch

_WIDE, _HIGH = 7.5, 16.0
"""Size of a cell of the layout in SVG units (pixels)."""
_RADIUS = 5.0
_FONT = "'Inter', 'Segoe UI', 'Noto Sans', 'Noto Sans CJK SC', 'DejaVu Sans', sans-serif"
_DASHES: Mapping[str, str] = MappingProxyType({"checked": "", "claimed": "6 4", "wish": "1 5"})


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a drawing, as CSS colours."""

    ground: str
    text: str
    quiet: str
    line: str
    way: str
    standings: Mapping[str, str]


LIGHT = Palette(
    ground="#ffffff",
    text="#2b3044",
    quiet="#6b7089",
    line="#b4b9cf",
    way="#6f42c1",
    standings=MappingProxyType({"me": "#2457c5", "dependable": "#3a7d22", "unproven": "#6b7089", "shaky": "#b36b00",
                                "stranger": "#6b7089", "collector": "#c2334d", "request": "#6f42c1"}),
)  # fmt: skip
DARK = Palette(
    ground="#1a1b26",
    text="#c8d0f0",
    quiet="#848aa8",
    line="#414868",
    way="#bb9af7",
    standings=MappingProxyType({"me": "#7aa2f7", "dependable": "#9ece6a", "unproven": "#848aa8", "shaky": "#e0af68",
                                "stranger": "#848aa8", "collector": "#f7768e", "request": "#bb9af7"}),
)  # fmt: skip


def svg(
    ego: Ego,
    width: int = 1280,
    height: int = 960,
    *,
    title: str,
    focus: int | None = None,
    theme: Literal["light", "dark"] = "light",
) -> str:
    """Return the drawing of `width` by `height` pixels as an SVG document.

    It needs nothing from outside (no font, no script). `title` is what screen readers and browsers call it;
    the full name of each person shows when the mouse rests on the mark. Raises `ValueError` for a frame too
    small for a cell.
    """
    plan = sketch(ego, int(width / _WIDE), int(height / _HIGH), focus=focus, ascii_only=False)
    palette = DARK if theme == "dark" else LIGHT
    left = (width - plan.strokes.width * _WIDE) / 2
    top = (height - plan.strokes.height * _HIGH) / 2
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    font = f'font-family="{_FONT}" font-size="13"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" {font}>',
        f"<title>{escape(one_line(title))}</title>",
        f'<rect width="{width}" height="{height}" fill="{palette.ground}"/>',
        f'<g transform="translate({left:g} {top:g})">',
        '<g fill="none" stroke-linecap="round">',
        *_lines(plan, palette),
        "</g>",
        *(_mark(plan, person, palette) for person in plan.marks),
        f'<g stroke="{palette.ground}" stroke-width="4" paint-order="stroke" stroke-linejoin="round">',
        *(_name(plan, person, spot, palette) for person, spot in plan.board.places.items()),
        "</g></g></svg>\n",
    ]
    return "\n".join(parts)


def _centre(mark: tuple[int, int]) -> tuple[float, float]:
    """Return the middle of a cell."""
    return (mark[0] + 0.5) * _WIDE, (mark[1] + 0.5) * _HIGH


def _lines(plan: Sketch, palette: Palette) -> Iterator[str]:
    """Yield the ties, ways last."""
    links = plan.telling()
    for link in sorted(links, key=lambda tie: (NUMBER[plan.role(tie)], tie.a, tie.b)):
        (x1, y1), (x2, y2) = _centre(plan.marks[link.a]), _centre(plan.marks[link.b])
        length = math.hypot(x2 - x1, y2 - y1)
        if length <= 4 * _RADIUS:
            continue
        part = (_RADIUS + 3) / length
        dx, dy = (x2 - x1) * part, (y2 - y1) * part
        ends = f'x1="{x1 + dx:.1f}" y1="{y1 + dy:.1f}" x2="{x2 - dx:.1f}" y2="{y2 - dy:.1f}"'
        yield f"<line {ends} {_stroke(link, plan, palette)}/>"


def _stroke(link: Link, plan: Sketch, palette: Palette) -> str:
    """Return how a tie is drawn."""
    role = plan.role(link)
    colour = {"line.way": palette.way, "line.focus": palette.text, "line.wish": palette.way}.get(role, palette.line)
    dashes = f' stroke-dasharray="{_DASHES[link.kind]}"' if _DASHES[link.kind] else ""
    return f'stroke="{colour}" stroke-width="{3 if link.on_way else 1.5}"{dashes}'


def _mark(plan: Sketch, person: int, palette: Palette) -> str:
    """Return the mark of a person, its shape by standing."""
    x, y = _centre(plan.marks[person])
    kind = plan.kind(person)
    colour, r = palette.standings[kind], _RADIUS
    ring = f'fill="{palette.ground}" stroke="{colour}" stroke-width="1.8"'
    shape = {
        "me": f'<circle r="{r + 2}" {ring}/><circle r="{r - 1.5}" fill="{colour}"/>',
        "dependable": f'<circle r="{r}" fill="{colour}"/>',
        "unproven": f'<circle r="{r - 0.5}" {ring}/>',
        "shaky": f'<circle r="{r - 0.5}" {ring}/><path d="M0 {-r} A{r} {r} 0 0 0 0 {r} Z" fill="{colour}"/>',
        "stranger": f'<path d="M0 {-r - 1} L{r + 1} 0 L0 {r + 1} L{-r - 1} 0 Z" {ring}/>',
        "request": f'<path d="M0 {-r - 2} L{r + 2} 0 L0 {r + 2} L{-r - 2} 0 Z" fill="{colour}"/>',
        "collector": f'<path d="M-4 -4 L4 4 M4 -4 L-4 4" stroke="{colour}" stroke-width="2.6" stroke-linecap="round"/>',
    }[kind]
    halo = (
        f'<circle r="{r + 6}" fill="none" stroke="{palette.text}" stroke-width="1.2"/>' if person == plan.focus else ""
    )
    name = escape(plan.names[person])
    return f'<g transform="translate({x:.1f} {y:.1f})"><title>{name}</title>{shape}{halo}</g>'


def _name(plan: Sketch, person: int, spot: Place, palette: Palette) -> str:
    """Return a name, on the side of its mark where the layout put it."""
    x, y = _centre(plan.marks[person])
    across, down = plan.marks[person]
    if spot.y == down:
        ends = spot.x < across
        place = f'x="{x - 12 if ends else x + 12:.1f}" text-anchor="{"end" if ends else "start"}"'
    else:
        place = f'x="{(spot.x + spot.width / 2) * _WIDE:.1f}" text-anchor="middle"'
    kind = plan.kind(person)
    strong = ' font-weight="600"' if person in plan.sure or person == plan.focus else ""
    colour = palette.text if kind in {"me", "dependable"} or strong else palette.quiet
    base = y + (spot.y - down) * _HIGH + 4.5
    text = escape(spot.text[: len(spot.text) - spot.tail])
    more = f'<tspan fill="{palette.quiet}" font-weight="400">{spot.text[len(spot.text) - spot.tail :]}</tspan>'
    return f'<text {place} y="{base:.1f}" fill="{colour}"{strong}>{text}{more if spot.tail else ""}</text>'
