import random
from datetime import date, timedelta

import pandas as pd
import pytest
from study_peers import lifelines_incidence, statsmodels_proportion

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


def random_lead(rng, who):
    """Return a lead that went on from stage to stage for a while, some of which were skipped, or came to nothing."""
    at, reached = 0, {}
    for stage in list(Stage)[1:]:
        if rng.random() < 0.4:
            break
        at += rng.randrange(1, 60)
        if rng.random() < 0.8:
            reached[stage] = day(at)
    closed = day(at + rng.randrange(1, 90)) if rng.random() < 0.5 else None
    hint, ground, band = day(0), rng.choice(["a", "b", "c", None]), rng.choice(["weak", "moderate", "strong"])
    return Lead(who, hint, reached, closed, rng.choice([1, 2]), ground, band)


@pytest.mark.parametrize("by", ["degree", "ground", "band"])
def test_the_funnel_agrees_with_a_grouped_table_of_pandas(by):
    rng = random.Random(by)
    leads = [random_lead(rng, number) for number in range(300)]
    rows = pd.DataFrame(
        {
            "group": str(getattr(one, by)),
            "best": max((int(stage) for stage, when in one.reached.items() if when <= TODAY), default=1),
            "closed": one.closed is not None and one.closed <= TODAY,
        }
        for one in leads
    )
    for group, found in funnels_by(leads, by, TODAY).items():
        own = rows[rows.group == str(group)]
        assert found.n == len(own)
        for stage, share in found.stages.items():
            got_there = own.best >= int(stage)
            settled = got_there | own.closed
            assert (share.hits, share.n, share.unknown) == (got_there.sum(), settled.sum(), (~settled).sum())
            assert share.rate == pytest.approx(got_there[settled].mean(), rel=1e-9)
            assert (share.interval.low, share.interval.high) == pytest.approx(
                statsmodels_proportion(share.hits, share.n, 0.95, "wilson"), abs=1e-9
            )


def test_waiting_agrees_with_the_cumulative_incidence_of_lifelines():
    """Where every lead is settled, leaving closed ones at risk for good is what Aalen and Johansen's estimate does."""
    rng = random.Random(8)
    times = rng.sample(range(1, 190), 60)
    settled = [(time, rng.choice([1, 2])) for time in times]
    leads = [lead(interview=time) if kind == 1 else lead(closed=time) for time, kind in settled]
    curve = kaplan_meier(waits(leads, Stage.INTERVIEW, TODAY))
    for time, share in lifelines_incidence(settled):
        assert 1 - curve.at(time).survival == pytest.approx(share, abs=1e-9)


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
