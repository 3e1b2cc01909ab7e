from datetime import date, timedelta

import pytest

from netz_tui.study.findings import Bias
from netz_tui.study.leads import Lead, Stage, funnel, funnels_by, sources, waits
from netz_tui.study.survival import kaplan_meier

START = date(2025, 1, 1)
TODAY = START + timedelta(days=200)


def day(number):
    return START + timedelta(days=number)


def lead(who="x", hint=0, closed=None, degree=None, ground=None, band=None, **reached):
    return Lead(
        who,
        day(hint),
        {Stage[name.upper()]: day(at) for name, at in reached.items()},
        closed=None if closed is None else day(closed),
        degree=degree,
        ground=ground,
        band=band,
    )


def test_a_later_stage_stands_for_those_before_it():
    jumped = lead(interview=20)
    assert jumped.reaches(Stage.APPLICATION) == day(20)
    assert jumped.reaches(Stage.OFFER) is None
    assert jumped.outcome(Stage.APPLICATION, TODAY) is True
    assert jumped.outcome(Stage.OFFER, TODAY) is None
    assert jumped.outcome(Stage.INTERVIEW, day(19)) is None
    assert jumped.outcome(Stage.INTERVIEW, day(20)) is True
    assert lead(interview=20, closed=30).outcome(Stage.OFFER, TODAY) is False
    assert lead(interview=20, closed=30).outcome(Stage.OFFER, day(29)) is None


def test_an_open_lead_has_not_failed():
    """Ten leads: two hired, three closed, five still open. Naively 2 in 10 succeed; of the settled, 2 in 5."""
    leads = [lead(hired=40)] * 2 + [lead(closed=30)] * 3 + [lead(application=10)] * 5
    found = funnel(leads, TODAY)
    hired = found.stages[Stage.HIRED]
    naive = 2 / len(leads)
    assert hired.rate == pytest.approx(0.4)
    assert hired.rate != naive
    assert (hired.n, hired.unknown, hired.hits) == (5, 5, 2)
    assert hired.bounds == (naive, 0.7)
    assert found.counts == {
        Stage.HINT: 10,
        Stage.APPLICATION: 7,
        Stage.INTERVIEW: 2,
        Stage.OFFER: 2,
        Stage.HIRED: 2,
    }
    assert found.bias is Bias.STILL_OPEN


def test_groups_and_what_is_hidden():
    leads = [lead(band="weak", ground="c", degree=2, closed=5)] * 6 + [lead(band="strong", hired=9)] * 2 + [lead()]
    by_band = funnels_by(leads, "band", TODAY)
    assert {group: found.n for group, found in by_band.items()} == {"weak": 6, "strong": 2, None: 1}
    assert by_band["weak"].stages[Stage.HIRED].rate == 0
    assert by_band["strong"].missing == (2, 5)
    assert by_band["strong"].stages[Stage.HIRED].rate is None
    assert set(funnels_by(leads, "ground", TODAY)) == {"c", None}
    assert set(funnels_by(leads, "degree", TODAY)) == {2, None}


def test_leads_of_the_future_do_not_count():
    assert funnel([lead(hint=201)], TODAY).n == 0
    assert funnels_by([lead(hint=201)], "band", TODAY) == {}
    assert waits([lead(hint=201)], Stage.HIRED, TODAY) == []


def test_leads_of_today_count():
    today = [lead(hint=200)]
    assert funnel(today, TODAY).n == funnels_by(today, "band", TODAY)[None].n == sources(today, TODAY)["x"] == 1
    assert [(spell.exit, spell.event) for spell in waits(today, Stage.HIRED, TODAY)] == [(0, False)]
    assert [(spell.exit, spell.event) for spell in waits([lead(hired=300)], Stage.HIRED, TODAY)] == [(200, False)]
    assert [(spell.exit, spell.event) for spell in waits([lead(hired=200)], Stage.HIRED, TODAY)] == [(200, True)]


def test_waiting_for_a_stage_is_censored_and_closed_leads_never_arrive():
    leads = [lead(interview=10), lead(interview=20), lead(closed=15), lead(hint=195), lead(hint=190), lead(hint=185)]
    spells = waits(leads, Stage.INTERVIEW, TODAY)
    assert [(spell.exit, spell.event) for spell in spells] == [
        (10, True),
        (20, True),
        (200, False),
        (5, False),
        (10, False),
        (15, False),
    ]
    by_then = 1 - kaplan_meier(spells).at(100).survival
    closed_taken_for_open = [spell._replace(exit=15) if i == 2 else spell for i, spell in enumerate(spells)]
    assert by_then == pytest.approx(1 - 4 / 5 * 1 / 2)
    assert kaplan_meier(closed_taken_for_open).at(20).survival == 0


def test_sources():
    leads = [lead("a"), lead("b"), lead("b"), lead("late", hint=300)]
    assert list(sources(leads, TODAY).items()) == [("b", 2), ("a", 1)]
