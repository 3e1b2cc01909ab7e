"""Do contacts lead to work? Leads by the degree, ground and strength their tie had on the day of the lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.desk.study.answer import (
    Answer,
    Behind,
    Figures,
    Stages,
    cases_of,
    said_cases,
    said_day,
    said_days,
    said_number,
    said_share,
    said_shares,
)
from netz_tui.desk.study.ties import GROUNDS, histories
from netz_tui.i18n import N_, _, format_number, say, say_n
from netz_tui.study.findings import Bias
from netz_tui.study.leads import Lead, Stage, funnel, funnels_by, sources, waits
from netz_tui.study.rates import rates_by_state
from netz_tui.study.strength import strength
from netz_tui.study.survival import kaplan_meier

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from netz_tui.desk.study.answer import Cases
    from netz_tui.desk.study.facts import Chance, Facts, Lens
    from netz_tui.study.leads import By, Funnel

STAGES = {
    Stage.HINT: N_("hint"),
    Stage.APPLICATION: N_("application"),
    Stage.INTERVIEW: N_("interview"),
    Stage.OFFER: N_("offer"),
    Stage.HIRED: N_("hired"),
}
DEGREES: Mapping[Hashable, str] = {
    1: N_("first-degree contacts"),
    2: N_("second-degree contacts"),
    None: N_("degree unknown"),
}
BANDS: Mapping[Hashable, str] = {
    "strong": N_("strong ties"),
    "moderate": N_("moderate ties"),
    "weak": N_("weak ties"),
    None: N_("strength unknown: nothing logged before"),
}
_BY: tuple[tuple[By, str, Mapping[Hashable, str]], ...] = (
    ("degree", N_("By degree: reached an interview"), DEGREES),
    ("ground", N_("By ground: reached an interview"), GROUNDS),
    ("band", N_("By strength of the tie: reached an interview"), BANDS),
)


def as_lead(chance: Chance, facts: Facts) -> Lead:
    """Return a lead with ground, degree and strength of its tie as they were on its day, without hindsight."""
    tie = facts.ties.get(chance.person)
    ground = tie.ground_on(chance.day) if tie is not None and tie.began <= chance.day else None
    if ground == "c" or chance.introducer is not None:
        degree: int | None = 2
    else:
        degree = 1 if tie is not None and tie.began <= chance.day else None
    band = strength(tie.talks, chance.day, before=True).band if tie is not None else None
    reached = {Stage[name.upper()]: day for name, day in chance.stages.items()}
    return Lead(chance.person, chance.day, reached, chance.closed, degree, ground, band)


def chosen(facts: Facts, lens: Lens) -> list[tuple[Chance, Lead]]:
    """Return the leads that a lens lets through, those of people who are no contacts without a platform."""
    found = []
    for chance in facts.leads:
        lead = as_lead(chance, facts)
        tie = facts.ties.get(chance.person)
        if lens.since is not None and chance.day < lens.since:
            continue
        if lens.ground and lead.ground != (None if lens.ground == "none" else lens.ground):
            continue
        if lens.platform and (tie is None or tie.platform != lens.platform):
            continue
        if lens.introducer is not None and lens.introducer not in {chance.introducer, tie.introducer if tie else None}:
            continue
        found.append((chance, lead))
    return found


def answer(facts: Facts, lens: Lens) -> Answer:
    """Answer how useful networks are when looking for work."""
    pairs = chosen(facts, lens)
    leads = [lead for _chance, lead in pairs]
    whole = funnel(leads, facts.today)
    figures = Figures()
    figures.head(
        _("All leads"),
        _("Of the leads settled at a stage, how many came that far; a later stage stands for those before it."),
    )
    _whole(figures, whole, pairs, facts.today)
    _speed(figures, leads, facts.today, pairs)
    for by, title, names in _BY:
        figures.head(
            _(title),
            _("Of the settled leads over such ties, how many came to an interview; the tie as it was on that day."),
        )
        groups = funnels_by(leads, by, facts.today)
        for group, name in names.items():
            if group is None and group not in groups:
                continue
            _interviews(figures, _(name), groups.get(group), pairs, facts.today)
    _rates(figures, facts, lens, pairs)
    _sources(figures, leads, pairs, facts)
    return Answer(
        "leads",
        _("Work"),
        _("How useful are social networks when looking for a job?"),
        figures.done(),
        (Stages(_("How far the leads came"), tuple(_bars(whole, pairs, facts.today))),),
        (),
        _told(pairs, facts.today),
        ("since", "ground", "platform", "introducer"),
    )


def _told(pairs: Sequence[tuple[Chance, Lead]], today: date) -> tuple[str, ...]:
    open_ = sum(lead.closed is None and lead.outcome(Stage.HIRED, today) is None for _chance, lead in pairs)
    if not open_:
        return ()
    return (
        say_n(
            "{n} of {total} leads is still open: something may become of it.",
            "{n} of {total} leads are still open: something may become of them.",
            open_,
            total=format_number(len(pairs)),
        ),
    )


def _cases(pairs: Iterable[tuple[Chance, Lead]], leads: Iterable[Lead]) -> Cases:
    wanted = {id(lead) for lead in leads}
    return cases_of("lead", (chance.id for chance, lead in pairs if id(lead) in wanted))


def _settled(
    pairs: Sequence[tuple[Chance, Lead]], leads: Iterable[Lead], stage: Stage, today: date
) -> tuple[Cases, Cases]:
    """Return the leads that reached a stage, and those that will not."""
    outcomes = [(lead, lead.outcome(stage, today)) for lead in leads]
    return (
        _cases(pairs, (lead for lead, outcome in outcomes if outcome)),
        _cases(pairs, (lead for lead, outcome in outcomes if outcome is False)),
    )


def _bars(whole: Funnel, pairs: Sequence[tuple[Chance, Lead]], today: date) -> Iterator[tuple[str, Cases]]:
    for stage, name in STAGES.items():
        yield _(name), _settled(pairs, whole.leads, stage, today)[0]


def _behind(pairs: Iterable[tuple[Chance, Lead]], today: date, leads: Iterable[Lead]) -> tuple[Behind, ...]:
    """Return the people whom leads came through, the latest first, each with the day, how far it came and the note."""
    wanted = {id(lead) for lead in leads}
    found = []
    for chance, lead in reversed(list(pairs)):
        if id(lead) in wanted:
            stage = max((stage for stage in Stage if lead.outcome(stage, today)), default=Stage.HINT)
            words = f"{said_day(chance.day)} {_(STAGES[stage])}"
            if chance.closed is not None and chance.closed <= today:
                words += ", " + _("lost")
            found.append(Behind(chance.person, f"{words}: {chance.note}" if chance.note else words))
    return tuple(found)


def _whole(figures: Figures, whole: Funnel, pairs: Sequence[tuple[Chance, Lead]], today: date) -> None:
    figures.say(
        _("leads"),
        format_number(whole.n),
        Bias.UNLOGGED,
        behind=_behind(pairs, today, whole.leads),
        cells=(_cases(pairs, whole.leads),),
    )
    for stage, share in whole.stages.items():
        reached = [lead for lead in whole.leads if lead.outcome(stage, today)]
        label = say("came to: {stage}", stage=_(STAGES[stage]))
        cases = say("{hits} of {n} settled", hits=share.hits, n=share.n)
        figures.add(
            label, share, said_share(share.rate), said_shares(share.interval), cases=cases,
            behind=_behind(pairs, today, reached), cells=_settled(pairs, whole.leads, stage, today),
        )  # fmt: skip


def _speed(figures: Figures, leads: Sequence[Lead], today: date, pairs: Sequence[tuple[Chance, Lead]]) -> None:
    """Add the share of leads that come to an interview within three months, the open ones counted as censored."""
    curve = kaplan_meier(waits(leads, Stage.INTERVIEW, today), bias=Bias.STILL_OPEN)
    at = curve.at(90)
    share = None if at.survival is None else 1 - at.survival
    ends, raw = "", None
    if at.interval is not None and share is not None:
        raw = (share, 1 - at.interval.high, 1 - at.interval.low)
        ends = f"{said_share(1 - at.interval.high)} – {said_share(1 - at.interval.low)}"
    figures.head(
        _("How soon"), _("How many have come to an interview by then; an open lead counts as long as it was watched.")
    )
    figures.add(
        say("interview within {time}", time=said_days(90)), at, said_share(share), ends,
        behind=_behind(pairs, today, leads), raw=raw,
        cells=(_cases(pairs, leads), _settled(pairs, leads, Stage.INTERVIEW, today)[0]),
    )  # fmt: skip


def _interviews(
    figures: Figures, name: str, found: Funnel | None, pairs: Sequence[tuple[Chance, Lead]], today: date
) -> None:
    some = found or funnel([], today)
    share = some.stages[Stage.INTERVIEW]
    cases = say("{hits} of {n} settled", hits=share.hits, n=share.n)
    figures.add(
        name, share, said_share(share.rate), said_shares(share.interval), cases=cases,
        behind=_behind(pairs, today, some.leads), cells=_settled(pairs, some.leads, Stage.INTERVIEW, today),
    )  # fmt: skip


def _rates(figures: Figures, facts: Facts, lens: Lens, pairs: Sequence[tuple[Chance, Lead]]) -> None:
    """Add leads per 100 contacts and year on each ground: a ground gained later brings only its own time along."""
    found = rates_by_state(
        [(chance.person, chance.day) for chance, _lead in pairs], histories(facts, lens), facts.today, need=5
    )
    figures.head(
        _("Leads per 100 contacts and year, by ground"),
        _("So many leads come in a year from 100 contacts while they stand on this ground."),
    )
    for ground, name in GROUNDS.items():
        rate = found.rates.get(ground)
        if rate is None or (lens.ground and ground != (None if lens.ground == "none" else lens.ground)):
            continue
        value = None if rate.rate is None else said_number(100 * rate.rate, 1)
        ends, raw = "", None
        if rate.interval is not None and rate.rate is not None:
            raw = (100 * rate.rate, 100 * rate.interval.low, 100 * rate.interval.high)
            ends = f"{said_number(100 * rate.interval.low, 1)} – {said_number(100 * rate.interval.high, 1)}"
        cases = say("{n} in {years} contact-years", n=rate.n, years=format_number(rate.exposure))
        some = [pairs[place][1] for place in found.places.get(ground, ())]
        figures.add(
            _(name), rate, value, ends, cases=cases, behind=_behind(pairs, facts.today, some),
            cells=(_cases(pairs, some),), raw=raw,
        )  # fmt: skip
    if found.outside:
        inside = {place for places in found.places.values() for place in places}
        some = [lead for place, (_chance, lead) in enumerate(pairs) if place not in inside]
        figures.say(
            _("outside the watched time"), format_number(found.outside), Bias.UNLOGGED,
            cases=said_cases(found.outside), behind=_behind(pairs, facts.today, some), cells=(_cases(pairs, some),),
        )  # fmt: skip


def _sources(figures: Figures, leads: Sequence[Lead], pairs: Sequence[tuple[Chance, Lead]], facts: Facts) -> None:
    counts = sources(leads, facts.today)
    often = {who for who, count in counts.items() if count > 1}
    figures.head(_("Who leads came through"), _("How many different people leads came through."))
    figures.say(_("people"), format_number(len(counts)), Bias.UNLOGGED, cells=(cases_of("source", counts),),
                behind=_behind(pairs, facts.today, leads))  # fmt: skip
    if often:
        figures.say(
            _("through whom several came"), format_number(len(often)), Bias.UNLOGGED,
            cells=(cases_of("source", often),),
            behind=_behind(pairs, facts.today, [lead for lead in leads if lead.who in often]),
        )  # fmt: skip
