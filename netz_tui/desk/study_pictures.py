"""The pictures of an answer as vector drawings for the report."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from netz_tui.desk import study_veil
from netz_tui.desk.study_answer import Curves, Stages, Strips, Times
from netz_tui.i18n import _, format_date, format_number, format_percent, say
from netz_tui.study import plots
from netz_tui.study.findings import LEVEL, NOT_ENOUGH
from netz_tui.study.plots import Event, Labels, Row
from netz_tui.study.privacy import LEAST
from netz_tui.study.report import Plot
from netz_tui.study.svg import Voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from netz_tui.desk.study_answer import Answer, Figure
    from netz_tui.study.findings import Finding

_YEAR = 365.25
_MONTH = timedelta(days=28)


def blocks(
    answer: Answer, figures: Sequence[Figure], names: Mapping[int, str], *, pseudonymous: bool
) -> Iterator[Plot]:
    """Yield the drawings of an answer; of those that would tell a small count only what may be shown."""
    for picture in answer.pictures:
        if isinstance(picture, Curves):
            if not pseudonymous and any(curve.enough for _name, curve in picture.curves):
                yield _curves(picture)
        elif isinstance(picture, Stages):
            bars = study_veil.stages(picture.bars) if pseudonymous else picture.bars
            if bars and bars[0][1]:
                drawing = plots.funnel_plot(bars, Labels(picture.title, picture.title), _voice())
                yield Plot(drawing, picture.title)
        elif isinstance(picture, Strips):
            yield from _strips(picture, {figure.person for figure in figures}, names)
        else:
            yield from _times(picture, pseudonymous=pseudonymous)


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


def _strips(picture: Strips, shown: set[int | None], names: Mapping[int, str]) -> Iterator[Plot]:
    rows = [
        Row(names.get(row.person, "?") if row.person is not None else row.name, row.finding, row.value, row.interval)
        for row in picture.rows
        if row.person in shown
    ]
    if rows:
        labels = Labels(picture.title, picture.title)
        caption = picture.title
        if picture.mark is not None:
            caption += " · " + say("broken line: {share} over all", share=format_percent(picture.mark))
        yield Plot(plots.interval_plot(rows, labels, _voice(), mark=picture.mark), caption)


def _times(picture: Times, *, pseudonymous: bool) -> Iterator[Plot]:
    for name, values in picture.lines:
        points = _months(values) if pseudonymous and picture.counts else values
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


def _months(values: Sequence[tuple[date, float | None]]) -> list[tuple[date, float | None]]:
    """Return the mean of four weeks each, None where one of the counts in it is unknown or their sum is below five."""
    found: list[tuple[date, float | None]] = []
    place = 0
    while place < len(values):
        start = values[place][0]
        some = [value for day, value in values[place:] if day < start + _MONTH]
        known = [value for value in some if value is not None]
        small = len(known) < len(some) or sum(known) < LEAST
        found.append((start, None if small else sum(known) / len(known)))
        place += max(1, len(some))
    return found
