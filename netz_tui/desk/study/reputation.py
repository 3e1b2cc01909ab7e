"""What do networks add to one's online reputation? Views and positions over time, and before and after each event."""

from __future__ import annotations

import math
from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING

from netz_tui.desk.study.answer import (
    Answer,
    Figures,
    Times,
    cases_of,
    said_day,
    said_number,
    said_numbers,
)
from netz_tui.i18n import _, format_number, say, say_n
from netz_tui.study.beforeafter import Period, compare, trend, weekly
from netz_tui.study.findings import NEED, Bias, Finding
from netz_tui.study.rhythm import median_interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from netz_tui.desk.study.answer import Cases
    from netz_tui.desk.study.facts import Facts, Lens, Sight
    from netz_tui.study.beforeafter import Comparison, Trend

REACH = timedelta(days=182)
"""How far before and after an event counts are compared, unless another event of the same platform is nearer."""
_RECENT = timedelta(days=84)
_SPREAD = 1.5
"""A dispersion above this asks for the widened interval."""


def periods(sights: Iterable[Sight]) -> list[Period]:
    """Return the counts of one platform as periods in order, with uncounted ones in the gaps between them.

    A count that overlaps an earlier one is left out: it would tell the same visits twice.
    """
    found: list[Period] = []
    for sight in sorted(sights, key=lambda sight: (sight.day, sight.days)):
        start = sight.day - timedelta(days=sight.days)
        if found and start < found[-1].end:
            continue
        if found and start > found[-1].end:
            found.append(Period(found[-1].end, (start - found[-1].end).days, None))
        found.append(Period(start, sight.days, None if sight.value is None else round(sight.value)))
    return found


def around(event: date, others: Iterable[date], given: Iterable[Period]) -> list[Period]:
    """Return the periods near an event that lie between the events before and after it."""
    days = sorted(others)
    low = max([event - REACH, *(day for day in days if day < event)])
    high = min([event + REACH, *(day for day in days if day > event)])
    return [period for period in given if period.end > low and period.start >= low and period.end <= high]


def kept(facts: Facts, lens: Lens) -> list[Sight]:
    """Return the observations that a lens lets through."""
    return [
        sight
        for sight in facts.sights
        if (lens.since is None or sight.day >= lens.since) and (not lens.platform or sight.platform == lens.platform)
    ]


def of_kind(sights: Iterable[Sight], kind: str) -> dict[str, list[Sight]]:
    """Return the observations of a kind by platform."""
    found: dict[str, list[Sight]] = {}
    for sight in sights:
        if sight.kind == kind:
            found.setdefault(sight.platform, []).append(sight)
    return dict(sorted(found.items()))


def answer(facts: Facts, lens: Lens) -> Answer:
    """Answer what networks add to the online reputation."""
    sights = kept(facts, lens)
    views, ranks = of_kind(sights, "profile_views"), of_kind(sights, "search_position")
    events = [sight for sight in sights if sight.kind == "event"]
    figures = Figures()
    figures.head(
        _("Views of the profile per week"),
        _("The average of the weeks that were counted; × 2 means twice as many as in the time compared with."),
    )
    for platform, some in views.items():
        _level(figures, platform, periods(some), facts.today)
    if not views:
        figures.add(_("weeks counted"), Count(n=0, need=NEED, bias=Bias.UNLOGGED), None)
    _before_after(figures, views, events)
    figures.head(
        _("Place of the own name in search engines"),
        _("The middle of the places at which searches found the name; 1 is the best."),
        1,
    )
    for engine, some in ranks.items():
        _places(figures, engine, some, facts.today)
    if not ranks:
        figures.add(_("searches noted"), Count(n=0, need=NEED, bias=Bias.UNLOGGED), None)
    _checklist(figures, sights)
    marks = tuple((event.day, event.note, event.platform) for event in events)
    return Answer(
        "reputation",
        _("Reputation"),
        _("What do networks add to one's online reputation?"),
        figures.done(),
        (
            Times(_("Views of the profile per week"), _("views"), _weekly(views), marks),
            Times(_("Place of the own name"), _("place"), _ranked(ranks), marks, best_first=True, counts=False),
        ),
        (
            _("Events of one platform are compared half a year before and after, or up to the next event there."),
            _("Of many events compared, some differ by chance alone."),
        ),
        (),
        ("since", "platform"),
    )


def _weekly(views: dict[str, list[Sight]]) -> tuple[tuple[str, tuple[tuple[date, float | None], ...]], ...]:
    return tuple(
        (
            platform,
            tuple(
                (period.end, None if period.counted is None else 7 * period.counted / period.days)
                for period in periods(some)
            ),
        )
        for platform, some in views.items()
    )


def _ranked(ranks: dict[str, list[Sight]]) -> tuple[tuple[str, tuple[tuple[date, float | None], ...]], ...]:
    return tuple((engine, tuple((sight.day, sight.value) for sight in some)) for engine, some in ranks.items())


def _level(figures: Figures, platform: str, given: Sequence[Period], today: date) -> None:
    """Add the views of the last twelve weeks against those of the twelve weeks a year before."""
    year = today - timedelta(days=365)
    recent = [period for period in given if period.end > today - _RECENT]
    before = [period for period in given if year - _RECENT < period.end <= year]
    change = compare([*before, *recent], recent[0].start if recent else today)
    found = weekly(recent)
    weeks = sum(period.days for period in recent if period.counted is not None) / 7
    figures.add(
        say("{platform}: last 12 weeks", platform=platform), found,
        None if found.rate is None else format_number(found.rate, 1), said_numbers(found.interval, 1),
        cases=say_n("{n} week counted", "{n} weeks counted", round(weeks)),
        counts=(sum(period.counted or 0 for period in recent),),
    )  # fmt: skip
    add_ratio(figures, say("{platform}: times that of a year ago", platform=platform), change)


def add_ratio(figures: Figures, label: str, change: Comparison) -> None:
    """Add how many times as many views there were after as before, and how certain that is."""
    wide = change.dispersion is not None and change.dispersion > _SPREAD and change.widened is not None
    interval = change.widened if wide else change.interval
    value = None if change.ratio is None else f"× {said_number(change.ratio, 2)}"
    cases = ""
    if change.before.rate is not None and change.after.rate is not None and change.ratio is not None:
        cases = say(
            "{before} → {after} a week",
            before=format_number(change.before.rate, 1),
            after=format_number(change.after.rate, 1),
        )
    counts = (change.before.n, change.after.n)
    figures.add(label, change, value, said_numbers(interval, 2), cases=cases, counts=counts)


def _before_after(figures: Figures, views: dict[str, list[Sight]], events: Sequence[Sight]) -> None:
    figures.head(
        _("Before and after each event"),
        _("× 1.5 means half as many again after the event as before; a range that holds 1 may be chance."),
    )
    jumps: list[tuple[str, Comparison, Trend]] = []
    for event in reversed(events):
        near = [other.day for other in events if other.platform == event.platform and other.day != event.day]
        for platform, some in views.items():
            if event.platform in {"", platform} or event.platform not in views:
                given = around(event.day, near, periods(some))
                change = compare(given, event.day)
                label = f"{said_day(event.day)} {platform}: {event.note}"
                add_ratio(figures, label, change)
                jumps.append((label, change, trend(given, event.day)))
    figures.head(
        _("The jump at each event, the trend taken off"),
        _("So far views jump at the event, beyond the trend that they were on; a range that holds 1 may be chance."),
    )
    for label, change, found in jumps:
        _jump(figures, label, change, found)


def _jump(figures: Figures, label: str, change: Comparison, found: Trend) -> None:
    """Add by how much views jump at an event against the line through the time before."""
    level, before, after = found.level, found.slope_before, found.slope_after
    value, ends, cases, raw = None, "", "", None
    if level is not None and before is not None and after is not None:
        value, ends = f"× {said_number(level.value, 2)}", said_numbers(level.interval, 2)
        cases = say(
            "trend × {before} → × {after} a week",
            before=format_number(before.value, 2),
            after=format_number(after.value, 2),
        )
        raw = (level.value, level.interval.low, level.interval.high) if math.isfinite(level.interval.high) else None
    figures.add(label, found, value, ends, cases=cases, counts=(change.before.n, change.after.n), raw=raw)


class Count(Finding):
    """A number of observations, which must be five for a median to be shown."""


def _places(figures: Figures, engine: str, sights: Sequence[Sight], today: date) -> None:
    """Add the median place in the last half year and in the time before; a search without a find has no place."""
    recent = [sight for sight in sights if sight.day > today - REACH]
    earlier = [sight for sight in sights if sight.day <= today - REACH]
    for label, some in ((_("{platform}: last half year"), recent), (_("{platform}: before"), earlier)):
        values = [sight.value for sight in some if sight.value is not None]
        missing = len(some) - len(values)
        found = Count(n=len(values), need=NEED, bias=Bias.UNLOGGED)
        cases = f"n = {len(values)}"
        if missing:
            cases += " · " + say_n("{n} time not found", "{n} times not found", missing)
        figures.add(
            label.replace("{platform}", engine), found,
            say("place {place}", place=said_number(median(values))) if values else None,
            said_numbers(median_interval(values)), cases=cases, counts=(len(values), *((missing,) if missing else ())),
        )  # fmt: skip


def checklist(sights: Iterable[Sight]) -> dict[str, dict[str, bool]]:
    """Return for each platform the items of the profile and whether each is done, as last noted."""
    found: dict[str, dict[str, bool]] = {}
    for sight in sights:
        if sight.kind == "profile_item":
            found.setdefault(sight.platform, {})[sight.note] = bool(sight.value)
    return dict(sorted(found.items()))


def _checklist(figures: Figures, sights: Sequence[Sight]) -> None:
    figures.head(_("Completeness of the profile"), _("How many items of the checklist of a profile are done."), 1)
    for platform, items in checklist(sights).items():
        done = sum(items.values())
        missing = ", ".join(name for name, is_done in items.items() if not is_done)
        figures.say(
            platform, say("{done} of {n} done", done=done, n=len(items)), Bias.ONE_LOG,
            cases=say("open: {items}", items=missing) if missing else _("complete"),
            cells=_done_and_open({platform: items}),
        )  # fmt: skip


def item_cells(sights: Iterable[Sight]) -> tuple[Cases, Cases]:
    """Return the items of all profiles that are done, and those that are open."""
    return _done_and_open(checklist(sights))


def _done_and_open(lists: Mapping[str, Mapping[str, bool]]) -> tuple[Cases, Cases]:
    all_ = [(platform, name, done) for platform, items in lists.items() for name, done in items.items()]
    return (
        cases_of("item", ((platform, name) for platform, name, done in all_ if done)),
        cases_of("item", ((platform, name) for platform, name, done in all_ if not done)),
    )
