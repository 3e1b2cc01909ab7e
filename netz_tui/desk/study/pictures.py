"""The pictures of an answer as vector drawings for the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.desk.study.answer import Curves, Stages, Strips, Times
from netz_tui.i18n import _, format_date, format_number, format_percent, say
from netz_tui.study import plots
from netz_tui.study.findings import LEVEL, NOT_ENOUGH
from netz_tui.study.plots import Event, Labels, Row
from netz_tui.study.report import Plot
from netz_tui.study.svg import Voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from netz_tui.desk.study.answer import Picture
    from netz_tui.study.findings import Finding

_YEAR = 365.25


def blocks(pictures: Iterable[Picture], names: Mapping[int, str]) -> Iterator[Plot]:
    """Yield the drawings of an answer for which there are data."""
    for picture in pictures:
        if isinstance(picture, Curves):
            if any(curve.enough for _name, curve in picture.curves):
                yield _curves(picture)
        elif isinstance(picture, Stages):
            bars = [(name, len(cases)) for name, cases in picture.bars]
            if bars and bars[0][1]:
                drawing = plots.funnel_plot(bars, Labels(picture.title, picture.title), _voice())
                yield Plot(drawing, picture.title)
        elif isinstance(picture, Strips):
            yield from _strips(picture, names)
        else:
            yield from _times(picture)


def _voice() -> Voice:
    return Voice(
        number=lambda value: format_number(value, 0 if float(value).is_integer() else 1),
        percent=format_percent,
        lack=_lack,
        at_risk=_("watched"),
    )


def _lack(finding: Finding) -> str:
    have, need = finding.missing or (finding.n, finding.need)
    return say(NOT_ENOUGH, have=have, need=need)


def _curves(picture: Curves) -> Plot:
    labels = Labels(picture.title, picture.title, _("years since the tie began"), _("still alive"))
    drawing = plots.survival_plot(
        picture.curves, labels, _voice(), unit=_YEAR, said=lambda years: format_number(years, int(years % 1 > 0))
    )
    return Plot(drawing, say("{title}, with {share} intervals", title=picture.title, share=format_percent(LEVEL)))


def _strips(picture: Strips, names: Mapping[int, str]) -> Iterator[Plot]:
    rows = [
        Row(names.get(row.person, "?") if row.person is not None else row.name, row.finding, row.value, row.interval)
        for row in picture.rows
    ]
    if rows:
        labels = Labels(picture.title, picture.title)
        caption = picture.title
        if picture.mark is not None:
            caption += " · " + say("broken line: {share} over all", share=format_percent(picture.mark))
        yield Plot(plots.interval_plot(rows, labels, _voice(), mark=picture.mark), caption)


def _times(picture: Times) -> Iterator[Plot]:
    for name, points in picture.lines:
        if not any(value is not None for _day, value in points):
            continue
        first, last = points[0][0], points[-1][0]
        others = {other for other, _values in picture.lines} - {name}
        events = [
            Event(day, words)
            for day, words, platform in picture.events
            if first <= day <= last and platform not in others
        ]
        title = f"{picture.title}: {name}" if len(picture.lines) > 1 else picture.title
        drawing = plots.timeline_plot(
            points, Labels(title, title, "", picture.up), events=events, said_day=_said_day, voice=_voice(),
            best_first=picture.best_first,
        )  # fmt: skip
        yield Plot(drawing, title)


def _said_day(day: date) -> str:
    return format_date(day, "short")
