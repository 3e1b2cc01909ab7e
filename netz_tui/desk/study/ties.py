"""How lasting are the ties? Survival by ground and platform, split where a ground was gained."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netz_tui.desk.study.answer import (
    Answer,
    Behind,
    Curves,
    Figures,
    cases_of,
    said_day,
    said_days,
    said_number,
    said_share,
    said_shares,
)
from netz_tui.i18n import N_, _, format_number, say, say_n
from netz_tui.study.episodes import History, spells_by_state, spells_of_all
from netz_tui.study.findings import NEED, Bias
from netz_tui.study.lasting import history_of
from netz_tui.study.logrank import log_rank
from netz_tui.study.risk import Observed, cut, first_supported, last_supported
from netz_tui.study.survival import kaplan_meier

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence
    from datetime import date

    from netz_tui.desk.study.answer import Cases
    from netz_tui.desk.study.facts import Facts, Lens, Tie
    from netz_tui.study.risk import Spell
    from netz_tui.study.survival import Curve

_YEAR = 365
TIMES = ((_YEAR, N_("still alive after 1 year")), (2 * _YEAR, N_("still alive after 2 years")),
         (5 * _YEAR, N_("still alive after 5 years")))  # fmt: skip
GROUNDS: Mapping[Hashable, str] = {
    "a": N_("a: known personally"),
    "b": N_("b: met in person"),
    "c": N_("c: through an introducer"),
    None: N_("no ground"),
}


def history(tie: Tie, facts: Facts, since: date | None = None) -> History | None:
    """Return the watched history of a tie, None for one of which nothing was ever logged.

    It is watched from the first logged conversation: before that, silence could not have been noticed, and it is
    known to have lived only because it was talked with later.
    """
    if not tie.talks:
        return None
    first = tie.talks[0][0]
    return history_of(
        tie.person,
        tie.began,
        [day for day, _kind in tie.talks],
        facts.today,
        removed=tie.removed,
        known_from=max(day for day in (tie.known_from, first, since) if day is not None),
        states=tuple(tie.states),
        blind=facts.blind,
    )


def seen(facts: Facts, lens: Lens) -> list[Tie]:
    """Return the ties that a lens lets through, whatever their ground, which changes in time."""
    return [
        tie
        for tie in facts.ties.values()
        if (not lens.platform or tie.platform == lens.platform)
        and (lens.introducer is None or tie.introducer == lens.introducer)
    ]


def histories(facts: Facts, lens: Lens) -> list[History]:
    """Return the watched histories of the ties that a lens lets through."""
    found = (history(tie, facts, lens.since) for tie in seen(facts, lens))
    return [one for one in found if one is not None and one.watched(facts.today) is not None]


def answer(facts: Facts, lens: Lens) -> Answer:
    """Answer how lasting relationships are."""
    all_ = histories(facts, lens)
    by_ground = spells_by_state(all_, facts.today)
    wanted = _ground(lens)
    figures = Figures()
    curves: list[tuple[str, Curve]] = []
    if lens.ground:
        shown: dict[Hashable, list[Spell]] = {wanted: by_ground.get(wanted, [])}
        spells = shown[wanted]
    else:
        shown = {ground: by_ground.get(ground, []) for ground in GROUNDS}
        spells = spells_of_all(all_, facts.today)
    whole = curve(spells)
    figures.head(
        say("All ties") if not lens.ground else _(GROUNDS[wanted]),
        _("Of 100 ties, so many last that long; those alive today count for as long as they were watched."),
    )
    _survivals(figures, whole, facts, {one.who for one in spells}, all_)
    figures.head(
        _("By ground"), _("Of 100 ties, so many last a year, counted while they stood on this ground and not before.")
    )
    for ground, some in shown.items():
        found = curve(some, Bias.LATER_GROUND)
        curves.append((_(GROUNDS[ground]), found))
        _one_year(figures, _(GROUNDS[ground]), found, _behind(facts, all_, {one.who for one in some}))
    _difference(figures, shown)
    by_platform = _by_platform(facts, all_, lens)
    named = [(name or _("no platform"), curve(some)) for name, some in by_platform.items()]
    figures.head(_("By platform"), _("Of 100 ties that came from there, so many last a year."), 1)
    for (name, found), some in zip(named, by_platform.values(), strict=True):
        _one_year(figures, name, found, _behind(facts, all_, {one.who for one in some}))
    _difference(figures, by_platform)
    return Answer(
        "lasting",
        _("Ties"),
        _("How lasting are relationships made there?"),
        figures.done(),
        (
            Curves(_("Ties still alive, by ground"), tuple(curves)),
            Curves(_("Ties still alive, by platform"), tuple(named)),
        ),
        (
            _("A tie ends when it was silent for 8 times its usual gap (or a year), or is missing in a newer list."),
            _("An end shows only after that silence: curves fall late, and the first year looks better than it is."),
            _("A curve begins and ends where fewer than 5 ties are watched."),
        ),
        _told(facts, all_),
        ("since", "ground", "platform", "introducer"),
    )


def _ground(lens: Lens) -> str | None:
    return None if lens.ground in {"", "none"} else lens.ground


def curve(spells: Sequence[Spell], bias: Bias = Bias.GATE) -> Curve:
    """Return the survival of ties from the first time on which enough are watched to the last."""
    start = first_supported(spells, NEED)
    if start == float("inf"):
        return kaplan_meier(spells, bias=bias)
    return kaplan_meier(cut(spells, last_supported(spells, NEED, start)), start=start, bias=bias)


def _survivals(figures: Figures, found: Curve, facts: Facts, who: set[Hashable], all_: Sequence[History]) -> None:
    behind = _behind(facts, all_, who)
    for days, label in TIMES:
        if days > _YEAR and found.enough and found.until < days:
            continue
        at = found.at(days)
        cases = (
            say("n = {n}, {m} watched then", n=format_number(at.n), m=format_number(at.at_risk))
            if at.survival is not None
            else ""
        )
        figures.add(
            _(label), at, said_share(at.survival), said_shares(at.interval), cases=cases, behind=behind,
            cells=(cases_of("tie", found.observed.seen()), cases_of("tie", found.observed.seen_at(days))),
        )  # fmt: skip
    median = found.median
    if median.longer_than is not None:
        value: str | None = say("more than {time}", time=said_days(median.longer_than))
    else:
        value = said_days(median.time)
    ends = ""
    if median.interval is not None and median.time is not None:
        low, high = said_days(median.interval.low), median.interval.high
        ends = say("{time} or more", time=low) if high == float("inf") else f"{low} – {said_days(high)}"
    figures.add(
        _("half of them last"), median, value, ends, cases=_ended(found.n, found.events), behind=behind,
        cells=_ended_and_not(found), meaning=_("After that time half of the ties have ended."),
    )  # fmt: skip


def _ended_and_not(found: Curve) -> tuple[Cases, Cases]:
    """Return the ties of a curve that ended, and those that did not."""
    ended = found.observed.seen_to_end()
    return cases_of("tie", ended), cases_of("tie", found.observed.seen() - ended)


def _ended(n: int, ended: int) -> str:
    return say("n = {n}, {m} ended", n=format_number(n), m=format_number(ended))


def _one_year(figures: Figures, name: str, found: Curve, behind: Sequence[Behind]) -> None:
    """Add the survival to one year, or from where the curve begins to a year later."""
    days = _YEAR if found.start <= _YEAR else found.start + _YEAR
    at = found.at(days)
    label = name if days == _YEAR else say("{name} (of those {time} old)", name=name, time=said_days(found.start))
    figures.add(
        label, at, said_share(at.survival), said_shares(at.interval), cases=_ended(found.n, found.events),
        behind=behind, cells=_ended_and_not(found),
    )  # fmt: skip


def _difference(figures: Figures, groups: Mapping[Any, Sequence[Spell]]) -> None:
    """Add whether the groups that have enough ties differ by more than chance."""
    kept = {name: spells for name, spells in groups.items() if curve(spells).enough}
    if len(kept) < 2:  # noqa: PLR2004 - to compare takes two
        return
    test = log_rank(kept)
    value = None
    if test.p is not None:
        value = say("p < {p}", p=said_number(0.001, 3)) if test.p < 0.001 else say("p = {p}", p=said_number(test.p, 3))  # noqa: PLR2004
    figures.add(
        _("equally lasting? (log-rank)"), test, value, cases=say("smallest count: {n}", n=test.n), counts=(test.n,),
        meaning=_("If all lasted equally long, chance alone would show such a difference with the probability p."),
    )  # fmt: skip


def _by_platform(facts: Facts, all_: Iterable[History], lens: Lens) -> dict[str, list[Spell]]:
    groups: dict[str, list[History]] = {}
    for one in all_:
        groups.setdefault(facts.ties[_person(one)].platform, []).append(one)
    names = sorted(groups, key=lambda name: (-len(groups[name]), name))
    if not lens.ground:
        return {name: spells_of_all(groups[name], facts.today) for name in names}
    return {name: spells_by_state(groups[name], facts.today).get(_ground(lens), []) for name in names}


def _person(one: History) -> int:
    assert isinstance(one.who, int)
    return one.who


def _behind(facts: Facts, all_: Iterable[History], who: set[Hashable]) -> tuple[Behind, ...]:
    """Return the people of some histories, those that ended first, each with how it stands."""
    ended: list[tuple[date, Behind]] = []
    alive: list[tuple[date, Behind]] = []
    for one in all_:
        if one.who not in who:
            continue
        tie = facts.ties[_person(one)]
        last = tie.talks[-1][0]
        if one.ended is not None:
            why = (
                N_("missing in a newer list since {day}")
                if one.ended == tie.removed
                else N_("silent too long since {day}")
            )
            ended.append((one.ended, Behind(tie.person, say(why, day=said_day(one.ended)))))
        else:
            alive.append((last, Behind(tie.person, say("alive, last talk {day}", day=said_day(last)))))
    ended.sort(reverse=True)
    alive.sort()
    return tuple(behind for _day, behind in [*ended, *alive])


def _told(facts: Facts, all_: Sequence[History]) -> tuple[str, ...]:
    watched = len(Observed(spells_of_all(all_, facts.today)).seen())
    notes = [
        say_n(
            "{n} of {total} contacts is watched: a conversation with it was logged.",
            "{n} of {total} contacts are watched: a conversation with them was logged.",
            watched,
            total=format_number(facts.contacts),
        ),
    ]
    if facts.unlogged:
        notes.append(
            say_n(
                "{n} contact was never logged and counts neither as alive nor as ended.",
                "{n} contacts were never logged and count neither as alive nor as ended.",
                facts.unlogged,
            )
        )
    return tuple(notes)
