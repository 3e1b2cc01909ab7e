"""The plots of the study as self-contained vector drawings: survival, intervals, counts over time, funnel.

Words come in already translated; `Voice` says numbers. A result without enough data is drawn as the words
for that, never as a number or a line.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from netz_tui.study import svg
from netz_tui.study.svg import COLOURS, DASHES, PLAIN, WIDTH, Scale, Voice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from netz_tui.study.findings import Finding, Interval
    from netz_tui.study.survival import Curve

_LEFT: Final = 64.0
_RIGHT: Final = WIDTH - 16.0
_TOP: Final = 16.0
_TALL: Final = 260.0
_ROW: Final = 22.0
_FAINT: Final = 0.15
_NAMES: Final = 170.0
_HALO: Final = {"stroke": "Canvas", "stroke_width": 4, "paint_order": "stroke"}
"""Room around words that lines would cross."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Hold the words of a plot: its title, what it shows in a sentence, and its axes."""

    title: str
    description: str
    across: str = ""
    up: str = ""


def _axis_across(scale: Scale, at: Sequence[float], y: float, said: Callable[[float], str]) -> list[str]:
    """Return ticks and their values below a horizontal axis at height y."""
    parts = [svg.line((scale.start, y), (scale.end, y))]
    for value in at:
        x = scale.place(value)
        parts.append(svg.line((x, y), (x, y + 5)))
        parts.append(svg.text(said(value), x, y + 19, text_anchor="middle"))
    return parts


def _axis_up(scale: Scale, at: Sequence[float], said: Callable[[float], str], left: float = _LEFT) -> list[str]:
    """Return faint lines across the plot and the values left of them."""
    parts: list[str] = []
    for value in at:
        y = scale.place(value)
        parts.append(svg.line((left, y), (_RIGHT, y), stroke_opacity=_FAINT))
        parts.append(svg.text(said(value), left - 8, y + 4, text_anchor="end"))
    return parts


def _titles(labels: Labels, y: float, middle: float, left: float = _LEFT) -> list[str]:
    """Return the names of both axes, the vertical one turned."""
    across = svg.text(labels.across, (left + _RIGHT) / 2, y, text_anchor="middle")
    turned = svg.text(
        labels.up, left - 50, middle, text_anchor="middle", transform=f"rotate(-90 {left - 50:g} {middle:g})"
    )
    return [words for words, given in ((across, labels.across), (turned, labels.up)) if given]


def _key(position: int, x: float, y: float) -> str:
    """Return the sample of a series' line beside its name."""
    return svg.line(
        (x, y - 4),
        (x + 26, y - 4),
        stroke=COLOURS[position % len(COLOURS)],
        stroke_width=2,
        stroke_dasharray=DASHES[position % len(DASHES)],
    )


def survival_plot(
    curves: Sequence[tuple[str, Curve]],
    labels: Labels,
    voice: Voice = PLAIN,
    *,
    unit: float = 1.0,
    said: Callable[[float], str] | None = None,
) -> str:
    """Draw survival curves with their intervals, and below them how many ties are at risk at each tick.

    Ticks stand at multiples of `unit` and are said in units (default: by `voice.number`). A curve ends where its
    last tie left observation. One that lacks data has words in place of its line.
    """
    until = max((curve.until for _, curve in curves if curve.enough), default=0.0) or 1.0
    names = min(_NAMES, max((svg.width_of(name) for name, _ in curves), default=0.0))
    across = Scale(0, until, max(_LEFT, names + 62), _RIGHT)
    up = Scale(0, 1, _TOP + _TALL, _TOP)
    tell = said or voice.number
    marks = [unit * tick for tick in svg.ticks(0, until / unit, 6)]
    parts = [
        *_axis_up(up, [0, 0.25, 0.5, 0.75, 1], voice.percent, across.start),
        *_axis_across(across, marks, up.start, lambda at: tell(at / unit)),
    ]
    parts += _titles(labels, up.start + 38, (up.start + up.end) / 2, across.start)
    y = up.start + 62
    parts.append(svg.text(voice.at_risk, 8, y, font_style="italic"))
    for position, (name, curve) in enumerate(curves):
        y += _ROW
        parts.append(_key(position, 8, y))
        parts.append(svg.text(svg.fitting(name, across.start - 56), 40, y))
        if not curve.enough:
            parts.append(svg.text(voice.lack(curve), across.start, y, font_style="italic"))
            continue
        parts += _survival_line(position, curve, across, up)
        parts += [
            svg.text(voice.number(curve.observed.at_risk(mark)), across.place(mark), y, text_anchor="middle")
            for mark in marks
        ]
    return svg.drawing(labels.title, labels.description, y + 14, parts)


def _survival_line(position: int, curve: Curve, across: Scale, up: Scale) -> list[str]:
    """Return the line of one curve over the band of its interval."""
    visible = {round(2 * across.place(step.time)): step.time for step in curve.steps}  # half a pixel apart
    times = [curve.start, *visible.values(), curve.until]
    seen = [curve.at(time) for time in times]

    def corners(heights: Sequence[float | None]) -> list[tuple[float, float]]:
        known = [(time, height) for time, height in zip(times, heights, strict=True) if height is not None]
        return svg.steps([(across.place(time), up.place(height)) for time, height in known])

    colour = COLOURS[position % len(COLOURS)]
    low = corners([one.interval.low if one.interval else None for one in seen])
    high = corners([one.interval.high if one.interval else None for one in seen])
    return [
        svg.polygon([*high, *reversed(low)], fill=colour, fill_opacity=_FAINT),
        svg.polyline(
            corners([one.survival for one in seen]),
            stroke=colour,
            stroke_width=2,
            stroke_dasharray=DASHES[position % len(DASHES)],
        ),
    ]


class Row(NamedTuple):
    """Hold one line of an interval plot: a name, the result, its value and interval."""

    name: str
    finding: Finding
    value: float | None
    interval: Interval | None


def interval_plot(
    rows: Sequence[Row],
    labels: Labels,
    voice: Voice = PLAIN,
    *,
    said: Callable[[float], str] | None = None,
    high: float | None = None,
    mark: float | None = None,
) -> str:
    """Draw one dot with its interval per row, and its number of cases; `mark` draws a line to compare with.

    `said` says a value (default: percent), `high` is the right end of the axis (default: 1 for shares, else
    the largest finite end). An interval beyond the axis ends in an arrow.
    """
    said = said or voice.percent
    finite = [
        end
        for row in rows
        if row.value is not None
        for end in (row.value, row.interval.high if row.interval else row.value)
        if math.isfinite(end)
    ]
    top = high if high is not None else max([1.0, *finite])
    across = Scale(0, top, 210, _RIGHT - 60)
    bottom = _TOP + _ROW * max(1, len(rows))
    parts = _axis_across(across, svg.ticks(0, top), bottom, said)
    if mark is not None:
        x = across.place(mark)
        parts.append(svg.line((x, _TOP - 6), (x, bottom), stroke_dasharray="4 3", stroke_opacity=0.6))
    for position, row in enumerate(rows):
        y = _TOP + _ROW * (position + 0.5)
        parts.append(svg.text(svg.fitting(row.name, 190), 200, y + 4, text_anchor="end"))
        parts.append(svg.text(f"n = {voice.number(row.finding.n)}", _RIGHT, y + 4, text_anchor="end"))
        if row.value is None or row.interval is None:
            parts.append(svg.text(voice.lack(row.finding), across.start + 8, y + 4, font_style="italic"))
            continue
        parts += _whisker(across, row.interval, y)
        if row.value <= top:
            parts.append(svg.element("circle", cx=across.place(row.value), cy=y, r=4.5, fill=COLOURS[0]))
    parts += _titles(labels, bottom + 38, _TOP)
    return svg.drawing(labels.title, labels.description, bottom + 48, parts)


def _whisker(across: Scale, interval: Interval, y: float) -> list[str]:
    """Return the line of an interval, with an arrow in place of the end where it leaves the axis."""
    left, right = across.place(interval.low), across.place(interval.high)
    end = (
        svg.polyline([(right - 6, y - 5), (right, y), (right - 6, y + 5)], stroke=COLOURS[0], stroke_width=2)
        if interval.high > across.high
        else svg.line((right, y - 5), (right, y + 5), stroke=COLOURS[0], stroke_width=2)
    )
    return [
        svg.line((left, y), (right, y), stroke=COLOURS[0], stroke_width=2),
        svg.line((left, y - 5), (left, y + 5), stroke=COLOURS[0], stroke_width=2),
        end,
    ]


class Event(NamedTuple):
    """Hold something that may have moved a curve, marked on its day."""

    day: date
    name: str


def timeline_plot(
    points: Sequence[tuple[date, float | None]],
    labels: Labels,
    *,
    events: Sequence[Event] = (),
    said_day: Callable[[date], str],
    voice: Voice = PLAIN,
    best_first: bool = False,
) -> str:
    """Draw a value over time, events marked; a day without a value breaks the line instead of falling to 0.

    `points` are in order of their days. `best_first` puts small values on top, as ranks in a search want it.
    """
    days = [day for day, _ in points] + [event.day for event in events]
    first, last = (min(days), max(days)) if days else (None, None)
    span = float((last - first).days) if first and last else 0.0
    values = [value for _, value in points if value is not None]
    most = max(values, default=1.0) or 1.0
    least = 1.0 if best_first else 0.0
    top, tall = _TOP + _ROW * len(events), _TALL
    up = Scale(least, max(most, least + 1), *((top, top + tall) if best_first else (top + tall, top)))
    across = Scale(0, span, _LEFT, _RIGHT - 30)
    heights = svg.ticks(up.low, up.high)
    parts = _axis_up(up, [1.0, *heights] if best_first and heights[0] > 1 else heights, voice.number)
    names: list[str] = []
    for position, event in enumerate(sorted(events)):
        x = across.place((event.day - first).days if first else 0.0)
        y = _TOP + _ROW * position
        parts.append(svg.line((x, y), (x, top + tall), stroke=COLOURS[1], stroke_dasharray="4 3"))
        after = x < (_LEFT + _RIGHT) / 2
        words = svg.fitting(event.name, (_RIGHT - x if after else x - _LEFT) - 8)
        anchor = "start" if after else "end"
        names.append(svg.text(words, x + (6 if after else -6), y + 10, text_anchor=anchor, **_HALO))
    parts += names
    run: list[tuple[float, float]] = []
    for day, value in [*points, (None, None)]:
        if value is not None and day is not None and first is not None:
            run.append((across.place((day - first).days), up.place(value)))
        elif run:
            parts.append(svg.polyline(run, stroke=COLOURS[0], stroke_width=2))
            parts += [svg.element("circle", cx=x, cy=y, r=2.5, fill=COLOURS[0]) for x, y in run]
            run = []
    if first:
        marks = sorted({round(span * part / 4) for part in range(5)})
        parts += _axis_across(across, marks, top + tall, lambda at: said_day(first + timedelta(days=at)))
    parts += _titles(labels, top + tall + 38, top + tall / 2)
    return svg.drawing(labels.title, labels.description, top + tall + 48, parts)


def funnel_plot(stages: Sequence[tuple[str, int]], labels: Labels, voice: Voice = PLAIN) -> str:
    """Draw how many reached each stage as bars, the count beside each."""
    across = Scale(0, max([1, *(count for _, count in stages)]), 170, _RIGHT - 60)
    parts: list[str] = []
    for position, (name, count) in enumerate(stages):
        y = _TOP + (_ROW + 8) * position
        wide = across.place(count) - across.start
        parts.append(svg.text(svg.fitting(name, 150), 160, y + 15, text_anchor="end"))
        parts.append(
            svg.element("rect", x=across.start, y=y, width=wide, height=_ROW, fill=COLOURS[0], fill_opacity=0.75)
        )
        parts.append(svg.text(voice.number(count), across.start + wide + 8, y + 15))
    return svg.drawing(labels.title, labels.description, _TOP + (_ROW + 8) * len(stages), parts)
