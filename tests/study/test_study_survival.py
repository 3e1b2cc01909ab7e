import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from study_peers import lifelines_curve, random_spells, statsmodels_greenwood

from netz_tui.study.risk import Observed, Spell, first_supported
from netz_tui.study.survival import kaplan_meier

CLOSE = 1e-9


def own(spells):
    return [Spell(end, event=event, entry=entry) for end, event, entry in spells]


def check(spells, steps, median):
    curve = kaplan_meier(own(spells), need=1)
    assert [step.time for step in curve.steps] == [step[0] for step in steps]
    fell = False
    for mine, (_, survival, low, high) in zip(curve.steps, steps, strict=True):
        assert mine.survival == pytest.approx(survival, abs=CLOSE)
        if mine.survival > 0:
            assert (mine.interval.low, mine.interval.high) == pytest.approx((low, high), abs=CLOSE)
        fell = fell or mine.survival == 0
    assert curve.median.time == median[0]
    if not fell:
        ends = [None if math.isinf(end) else end for end in (curve.median.interval.low, curve.median.interval.high)]
        assert ends == median[1:]


def test_curve_agrees_with_lifelines():
    for seed in range(25):
        rng = random.Random(seed)
        spells = random_spells(rng, rng.randrange(5, 90), late=rng.choice([0, 0.3, 0.7]))
        check(spells, *lifelines_curve(spells, 0.95))


def test_greenwood_agrees_with_statsmodels():
    for seed in range(25):
        rng = random.Random(seed)
        spells = random_spells(rng, rng.randrange(5, 90), late=rng.choice([0, 0.5]))
        steps = kaplan_meier(own(spells), need=1, kind="greenwood").steps
        theirs = {time: (survival, error) for time, survival, error in statsmodels_greenwood(spells)}
        alive = [step for step in steps if step.survival > 0]
        assert alive
        for step in alive:
            survival, error = theirs[step.time]
            assert step.survival == pytest.approx(survival, abs=CLOSE)
            assert math.sqrt(step.variance) == pytest.approx(error, abs=CLOSE)
            half = 1.959963984540054 * error
            assert (step.interval.low, step.interval.high) == pytest.approx(
                (max(0, survival - half), min(1, survival + half)), abs=CLOSE
            )


def test_a_curve_worked_by_hand():
    """The remission times of Freireich (1963) as printed with Kaplan-Meier everywhere: 6-MP, 21 patients."""
    ends = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    open_ = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    curve = kaplan_meier([Spell(t, event=True) for t in ends] + [Spell(t, event=False) for t in open_])
    assert curve.n == 21
    assert curve.events == 9
    assert [round(step.survival, 3) for step in curve.steps] == [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    assert [round(math.sqrt(step.variance), 3) for step in curve.steps] == [
        0.076, 0.087, 0.096, 0.107, 0.114, 0.128, 0.135,
    ]  # fmt: skip
    assert curve.median.time == 23
    assert curve.median.interval.low == 13
    assert curve.median.interval.high == math.inf
    assert curve.at(15).survival == pytest.approx(0.690, abs=5e-4)
    assert curve.at(15).interval == curve.steps[3].interval
    assert curve.at(16).interval == curve.steps[4].interval
    assert curve.at(36).survival is None, "nobody was watched for 36 weeks"


def test_greenwood_interval_is_symmetric_and_stays_a_share():
    spells = [Spell(t, event=True) for t in range(1, 8)] + [Spell(9, event=False)]
    steps = kaplan_meier(spells, kind="greenwood").steps
    middle = steps[3]
    assert middle.survival - middle.interval.low == pytest.approx(middle.interval.high - middle.survival)
    assert middle.survival - middle.interval.low == pytest.approx(1.959963984540054 * math.sqrt(middle.variance))
    assert steps[-1].interval.low == 0
    assert steps[0].interval.high == 1


def test_censored_is_not_dead():
    """Ten ties ended within the year, ninety younger ones are alive: two naive shares are both wrong."""
    spells = [Spell(100 + 20 * i, event=True) for i in range(10)]
    spells += [Spell(30 + 5 * i, event=False) for i in range(90)]
    truth = kaplan_meier(spells).at(300).survival
    censored_as_dead = sum(spell.exit > 300 for spell in spells) / len(spells)
    censored_dropped = sum(spell.exit > 300 for spell in spells if spell.event) / 10
    assert truth == pytest.approx(0.86, abs=0.02)
    assert censored_as_dead < 0.4
    assert censored_dropped == 0
    never_ended = kaplan_meier([Spell(t, event=False) for t in (10, 20, 30, 40, 50)])
    assert never_ended.at(50).survival == 1
    assert never_ended.median.time is None
    assert never_ended.median.longer_than == 50


def test_late_entry_does_not_count_the_time_before():
    """Half of all ties end in their first year; an import brings only those that outlived theirs."""
    rng = random.Random(5)
    watched, imported = [], []
    for i in range(4_000):
        life = max(1, int(rng.expovariate(math.log(2) / 365)))
        if i % 2:
            watched.append(Spell(min(life, 730), event=life <= 730))
        elif life > 365:
            imported.append(Spell(min(life, 1_095), event=life <= 1_095, entry=365))
    fair = kaplan_meier(watched + imported).at(365).survival
    naive = kaplan_meier(watched + [spell._replace(entry=0) for spell in imported]).at(365).survival
    assert fair == pytest.approx(0.5, abs=0.03)
    assert naive > 0.6


def test_a_tie_that_ends_on_its_first_day_counts():
    spells = [Spell(0, event=True), *(Spell(10, event=False) for _ in range(4))]
    curve = kaplan_meier(spells)
    assert curve.steps[0].at_risk == 5
    assert curve.at(0).survival == pytest.approx(0.8)
    assert curve.at(0).at_risk == 5


def test_before_the_first_end_the_interval_is_not_certainty():
    """None of 20 lost: the exact lower end is 0.025^(1/20); a log-log interval would say 1 to 1."""
    spells = [Spell(50, event=True), *(Spell(100, event=False) for _ in range(19))]
    early = kaplan_meier(spells).at(20)
    assert early.survival == 1
    assert early.interval.low == pytest.approx(0.025 ** (1 / 20))
    assert early.interval.high == 1


def test_where_nobody_is_watched_nothing_is_certain():
    spells = [Spell(10, event=False)] * 3 + [Spell(40, event=False, entry=20)] * 3
    between = kaplan_meier(spells).at(15)
    assert (between.at_risk, between.interval.low, between.interval.high) == (0, 0, 1)


def test_where_all_end_at_once_the_interval_does_not_reach_up_to_certainty():
    """Eight of eight lost: the exact upper end is 1 - 0.025^(1/8)."""
    (step,) = kaplan_meier([Spell(10, event=True)] * 8).steps
    assert (step.survival, step.interval.low) == (0, 0)
    assert step.interval.high == pytest.approx(1 - 0.025 ** (1 / 8))
    assert kaplan_meier([Spell(0, event=True)] * 8).steps[0].time == 0


def test_below_five_ties_there_is_no_number():
    curve = kaplan_meier([Spell(t, event=True) for t in (1, 2, 3)])
    assert not curve.enough
    assert curve.missing == (3, 5)
    assert curve.steps == ()
    assert (curve.at(1).survival, curve.at(1).interval) == (None, None)
    assert (curve.median.time, curve.median.interval, curve.median.longer_than) == (None, None, None)
    assert curve.median.missing == (3, 5)


def test_spells_of_one_tie_are_one_case():
    parts = [Spell(10, event=False, who="x"), Spell(30, event=True, entry=10, who="x")]
    whole = [Spell(30, event=True, who="x")]
    others = [Spell(t, event=False, who=t) for t in (5, 15, 25, 35)]
    split, joined = kaplan_meier(parts + others), kaplan_meier(whole + others)
    assert split.n == joined.n == 5
    assert split.steps == joined.steps


def test_a_thin_start_collapses_and_a_later_start_does_not():
    spells = [Spell(3, event=True), *(Spell(t, event=t % 2 == 0, entry=10) for t in range(20, 40))]
    collapsed = kaplan_meier(spells)
    assert collapsed.collapsed
    assert collapsed.at(39).survival == 0
    start = first_supported(spells, 5)
    assert start == 10
    settled = kaplan_meier(spells, start=start)
    assert not settled.collapsed
    assert settled.n == 20
    assert settled.at(5).survival is None
    assert settled.at(30).survival > 0.3


def test_support_that_never_comes():
    assert first_supported([Spell(5, event=False)], 2) == math.inf
    assert first_supported([Spell(5, event=False)] * 2, 2) == 0


def test_impossible_spells_are_errors():
    with pytest.raises(ValueError, match="no time at risk"):
        kaplan_meier([Spell(3, event=True, entry=5)])
    with pytest.raises(ValueError, match="level"):
        kaplan_meier([], level=1.0)


spell = st.builds(
    lambda entry, stay, event: Spell(entry + stay, event=event, entry=entry),
    st.sampled_from([0, 0, 0, 3, 8]),
    st.integers(0, 12),
    st.booleans(),
)


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.lists(spell, min_size=1, max_size=30))
def test_every_curve_falls_within_its_interval(spells):
    curve = kaplan_meier(spells, need=1)
    heights = [1.0, *(step.survival for step in curve.steps)]
    assert heights == sorted(heights, reverse=True)
    for step in curve.steps:
        risk = sum(s.entry < step.time <= s.exit or step.time == s.entry == 0 for s in spells)
        assert step.at_risk == risk == curve.observed.at_risk(step.time)
        assert step.interval.low <= step.survival <= step.interval.high
        assert 0 < step.events <= step.at_risk
    observed = Observed(spells)
    assert sum(step.events for step in curve.steps) == observed.events


def test_where_the_last_is_lost_the_interval_reaches_nearly_up_to_the_end_of_the_one_before():
    curve = kaplan_meier([Spell(time, event=True) for time in (1, 2, 3, 4, 5)])
    before, last = curve.steps[-2:]
    assert last.survival == 0
    assert last.interval.low == 0
    assert last.interval.high == pytest.approx(0.975 * before.interval.high)
    assert before.interval.high > 0
