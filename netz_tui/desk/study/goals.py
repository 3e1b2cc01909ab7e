"""The goals: a better reputation, a positive search picture, the brand, and a larger net of dependable contacts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from netz_tui.desk.study.answer import (
    Answer,
    Behind,
    Figures,
    Times,
    cases_of,
    said_day,
    said_days,
    said_number,
    said_numbers,
    said_share,
)
from netz_tui.desk.study.reputation import Count, add_ratio, checklist, item_cells, kept, of_kind, periods
from netz_tui.desk.study.ties import GROUNDS, history, seen
from netz_tui.desk.study.trust import KNOWS
from netz_tui.i18n import N_, _, format_number, say
from netz_tui.study.beforeafter import compare
from netz_tui.study.brokerage import asked_pairs, brokerage
from netz_tui.study.findings import NEED, Bias
from netz_tui.study.load import loads
from netz_tui.study.rates import YEAR, rate
from netz_tui.study.rhythm import silence
from netz_tui.study.strength import strength

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from netz_tui.desk.study.answer import Cases
    from netz_tui.desk.study.facts import Facts, Lens, Tie

_BANDS = {"strong": N_("strong ties today"), "moderate": N_("moderate ties today"), "weak": N_("weak ties today")}
_STEP = 30


def answer(facts: Facts, lens: Lens) -> Answer:
    """Tell how far the goals are."""
    ties = seen(facts, lens)
    figures = Figures()
    figures.head(
        _("A larger net of dependable contacts"),
        _("Contacts that stand on a ground today, and how many came and went in a month, on average over a year."),
    )
    _growth(figures, facts, lens, ties)
    figures.head(
        _("Reputation, search picture, brand"),
        _("× 2 means twice as many views in the last year as in the year before; place 1 in a search is the best."),
    )
    _brand(figures, facts, lens)
    figures.head(
        _("Ties that are kept alive"),
        _("A talk weighs 1 (message) to 3 (meeting) and half of that 180 days later; from 1 moderate, from 4 strong."),
    )
    _strengths(figures, facts, ties)
    figures.head(
        _("How many people can be kept up with"),
        _("So many different people you talked with in that time, beside how many most can keep up with (Dunbar)."),
    )
    _load(figures, facts, ties)
    figures.head(
        _("Between people who don't know each other"),
        _("Near 0 you stand between people who don't know each other; the more of them do, the higher it is."),
    )
    _brokerage(figures, facts, ties)
    line = _dependable(facts, lens, ties)
    return Answer(
        "goals",
        _("Goals"),
        _("How far are your goals?"),
        figures.done(),
        (Times(_("Dependable contacts over time"), _("contacts"), ((_("dependable contacts"), line),), people=True),),
        (),
        (),
        ("since", "ground", "platform", "introducer"),
    )


def _stands(tie: Tie, day: date, lens: Lens) -> bool:
    """Tell whether a tie stood on a ground at the end of a day, on that of the lens if it names one."""
    ground = None
    for changed, to in tie.states:
        if changed <= day:
            ground = to
    if lens.ground not in {"", "none"}:
        return ground == lens.ground
    return ground is not None


def _dependable(facts: Facts, lens: Lens, ties: Sequence[Tie]) -> tuple[tuple[date, float | None], ...]:
    """Return the number of contacts that stood on a ground, month by month from where the log began."""
    first = max(facts.log_began, lens.since or facts.log_began)
    days = [facts.today - timedelta(days=back) for back in range(0, (facts.today - first).days + 1, _STEP)]
    return tuple((day, float(sum(_stands(tie, day, lens) for tie in ties))) for day in reversed(days))


def _growth(figures: Figures, facts: Facts, lens: Lens, ties: Sequence[Tie]) -> None:
    now = [tie for tie in ties if _stands(tie, facts.today, lens)]
    since = max(lens.since or facts.today - timedelta(days=365), facts.log_began)
    gained: list[tuple[date, Behind]] = []
    lost: list[tuple[date, Behind]] = []
    for tie in ties:
        before = None
        for day, ground in tie.states:
            if since < day <= facts.today and (ground is None) != (before is None):
                words = _(GROUNDS[ground]) if ground is not None else _("ground lost")
                one = Behind(tie.person, f"{said_day(day)} {words}")
                (lost if ground is None else gained).append((day, one))
            before = ground
    behind = [Behind(tie.person, _(GROUNDS[tie.states[-1][1]])) for tie in now]
    figures.say(_("dependable today"), format_number(len(now)), Bias.ONE_LOG, behind=behind, cells=(_people(behind),))
    months = (facts.today - since).days / (YEAR / 12)
    for label, some in ((N_("gained a month"), gained), (N_("lost a month"), lost)):
        found = rate(len(some), months, need=3)
        changed = [one for _day, one in sorted(some, reverse=True)]
        value = None if found.rate is None else format_number(found.rate, 1)
        figures.add(
            _(label), found, value, said_numbers(found.interval, 1),
            cases=say("{n} in {months} months", n=len(some), months=format_number(months)),
            behind=changed, cells=(_people(changed),), counts=(len(some),),
        )  # fmt: skip


def _people(behind: Iterable[Behind]) -> Cases:
    """Return the ties of some people."""
    return cases_of("tie", (one.person for one in behind))


def _brand(figures: Figures, facts: Facts, lens: Lens) -> None:
    sights = kept(facts, lens)
    year = facts.today - timedelta(days=365)
    views = of_kind(sights, "profile_views")
    for platform, some in views.items():
        change = compare([period for period in periods(some) if period.end > year - timedelta(days=365)], year)
        add_ratio(figures, say("{platform}: times the views of the year before", platform=platform), change)
    if not views:
        figures.add(_("weeks counted"), Count(n=0, need=NEED, bias=Bias.UNLOGGED), None)
    for engine, some in of_kind(sights, "search_position").items():
        last = some[-1]
        place = _("not found") if last.value is None else say("place {place}", place=said_number(last.value))
        figures.say(
            say("{engine}: latest place", engine=engine), place, Bias.ONE_LOG,
            cases=say("{day}, first: {place}", day=said_day(last.day), place=_first(some)),
        )  # fmt: skip
    items = [done for platform in checklist(sights).values() for done in platform.values()]
    if items:
        figures.say(
            _("profiles complete"), said_share(sum(items) / len(items)) or "", Bias.ONE_LOG,
            cases=say("{done} of {n} done", done=sum(items), n=len(items)), cells=item_cells(sights),
        )  # fmt: skip
    own = [sight for sight in sights if sight.kind == "event" and sight.day > year]
    figures.say(
        _("events of the last year"), format_number(len(own)), Bias.UNLOGGED,
        cases=say("latest: {event}", event=own[-1].note) if own else "",
        cells=(cases_of("event", enumerate(own)),),
    )  # fmt: skip


def _first(sights: Sequence[object]) -> str:
    value = getattr(sights[0], "value", None)
    return "–" if value is None else said_number(value)


def _strengths(figures: Figures, facts: Facts, ties: Sequence[Tie]) -> None:
    """Add how many ties are strong, moderate and weak today, and how many are about to be lost."""
    groups: dict[str, list[tuple[float, Behind]]] = {band: [] for band in _BANDS}
    fading: list[tuple[float, Behind]] = []
    for tie in ties:
        found = strength(tie.talks, facts.today)
        if found.band is None or found.value is None:
            continue
        words = say("strength {value}, last talk {day}", value=said_number(found.value), day=said_day(tie.talks[-1][0]))
        groups[found.band].append((-found.value, Behind(tie.person, words)))
        still = silence([day for day, _kind in tie.talks], facts.today, blind=facts.blind)
        one = history(tie, facts)
        if one is not None and one.ended is None and still.limit and still.days is not None:
            left = still.limit - still.days
            if 0 <= left <= still.limit / 4:
                words = say("silent for {time}", time=said_days(still.days))
                fading.append((left, Behind(tie.person, words)))
    named = [*((_BANDS[band], some) for band, some in groups.items()), (N_("soon silent for too long"), fading)]
    for label, some in named:
        behind = [one for _value, one in sorted(some)]
        figures.say(
            _(label), format_number(len(some)), Bias.UNLOGGED, behind=behind, cells=(_people(behind),)
        )  # fmt: skip


def _load(figures: Figures, facts: Facts, ties: Sequence[Tie]) -> None:
    for found in loads([(tie.person, day) for tie in ties for day, _k in tie.talks], facts.today, facts.log_began):
        since = facts.today - timedelta(days=found.layer.days)
        people = [tie for tie in ties if tie.talks and since < tie.talks[-1][0] <= facts.today]
        behind = [
            Behind(tie.person, say("last talk {day}", day=said_day(tie.talks[-1][0])))
            for tie in sorted(people, key=lambda tie: tie.talks[-1][0], reverse=True)
        ]
        figures.add(
            say("talked with in {time}", time=said_days(found.layer.days)), found,
            None if found.people is None else format_number(found.people),
            cases=say("of about {n} one can keep up with", n=found.layer.people),
            behind=behind, cells=(_people(behind),),
        )  # fmt: skip


def _brokerage(figures: Figures, facts: Facts, ties: Sequence[Tie]) -> None:
    own = {tie.person: value for tie in ties if (value := strength(tie.talks, facts.today).value)}
    known = asked_pairs((check.introducer, check.person, check.answer in KNOWS) for check in facts.checks)
    found = brokerage(own, known)
    told = say("{n} of {total} pairs known", n=found.n, total=format_number(found.pairs))
    said = None
    if found.constraint is not None and found.star is not None:
        said = format_number(found.constraint, 3)
        told += " · " + say("{star} if none knew each other", star=format_number(found.star, 3))
    figures.add(_("Burt's constraint (low: a broker)"), found, said, cases=told, counts=(found.n,))
