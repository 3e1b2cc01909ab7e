"""The parts of a vector plot: escaped elements, scales, ticks, and the frame they are drawn in."""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple

from netz_tui.i18n import N_
from netz_tui.study.findings import NOT_ENOUGH, Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Point = tuple[float, float]

COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8c6d1f", "#4d4d4d")
"""Colours that people with any colour vision can tell apart (Okabe & Ito 2008), darkened for white paper."""
DASHES: Final = ("none", "7 3", "2 3", "9 3 2 3", "4 2", "1 2")
"""Line patterns, so that nothing rests on colour alone."""
AT_RISK: Final = N_("at risk")
"""English word above the numbers of ties under observation."""
WIDTH: Final = 720
FONT: Final = 13
_LETTER: Final = 0.56 * FONT


def element(tag: str, *content: str, **attributes: object) -> str:
    """Return an element; attributes are escaped (`stroke_width` becomes `stroke-width`), content is markup."""
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(_short(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{written}>{''.join(content)}</{tag}>" if content else f"<{tag}{written}/>"


def _short(value: object) -> str:
    """Return an attribute's value, numbers with two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def text(words: str, x: float, y: float, **attributes: object) -> str:
    """Return escaped words at a place."""
    return element("text", escape(words), x=float(x), y=float(y), **attributes)


def line(start: Point, end: Point, **attributes: object) -> str:
    """Return a straight line."""
    (x1, y1), (x2, y2) = start, end
    given = {"stroke": "currentColor"} | attributes
    return element("line", x1=float(x1), y1=float(y1), x2=float(x2), y2=float(y2), **given)


def polyline(points: Iterable[Point], **attributes: object) -> str:
    """Return an open line through the points."""
    given = {"fill": "none"} | attributes
    return element("polyline", points=_pairs(points), **given)


def polygon(points: Iterable[Point], **attributes: object) -> str:
    """Return a filled area."""
    return element("polygon", points=_pairs(points), **attributes)


def _pairs(points: Iterable[Point]) -> str:
    return " ".join(f"{_short(float(x))},{_short(float(y))}" for x, y in points)


def steps(points: Sequence[Point]) -> list[Point]:
    """Return the corners of a line that keeps each height until the next point."""
    corners = list(points[:1])
    for x, y in points[1:]:
        corners += [(x, corners[-1][1]), (x, y)]
    return corners


class Scale(NamedTuple):
    """Map values low..high to places start..end; values outside are kept at the edge."""

    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        """Return the place of a value."""
        if self.high == self.low:
            return self.start
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Return round values in low..high, a 1, 2 or 5 times a power of ten apart, roughly `about` of them."""
    if not high > low:
        return [low]
    raw = (high - low) / about
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * times for times in (1, 2, 5, 10) if power * times >= raw * (1 - 1e-9))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(i * step, 12) for i in range(first, last + 1)]


def fitting(words: str, width: float) -> str:
    """Return words cut with … to fit a width in pixels, by the usual width of a letter."""
    most = max(1, int(width / _LETTER))
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def width_of(words: str) -> float:
    """Return about how many pixels words take."""
    return len(words) * _LETTER


def _plain_number(value: float) -> str:
    return f"{value:g}"


def _plain_percent(share: float) -> str:
    return f"{100 * share:.0f}%"


def _plain_lack(finding: Finding) -> str:
    have, need = finding.missing or (finding.n, finding.need)
    return NOT_ENOUGH.format(have=have, need=need)


@dataclass(frozen=True, slots=True)
class Voice:
    """Hold how numbers, shares, and the want of data are said in the reader's language."""

    number: Callable[[float], str] = _plain_number
    percent: Callable[[float], str] = _plain_percent
    lack: Callable[[Finding], str] = _plain_lack
    at_risk: str = AT_RISK


PLAIN: Final = Voice()


def drawing(title: str, description: str, height: float, parts: Iterable[str]) -> str:
    """Return a whole drawing, `WIDTH` wide, with a title and description for those who can't see it."""
    return element(
        "svg",
        element("title", escape(title)),
        element("desc", escape(description)),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {_short(float(height))}",
        role="img",
        font_family="system-ui, sans-serif",
        font_size=FONT,
        fill="currentColor",
    )
