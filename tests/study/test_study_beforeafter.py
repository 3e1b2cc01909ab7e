import math
import random
from datetime import date, timedelta

import pytest
from study_peers import random_periods, scipy_ratio, statsmodels_change, statsmodels_trend, statsmodels_weekly

from netz_tui.study import beforeafter
from netz_tui.study.beforeafter import Period, compare, ratio_interval, ratio_p, trend
from netz_tui.study.beforeafter import weekly as weekly_average

EVENT = date(2025, 3, 3)


def own(periods):
    return [Period(EVENT + timedelta(weeks=week), days, count) for week, days, count in periods]


def weekly(before, after):
    counts = [*before, *after]
    return own([(week - len(before), 7, count) for week, count in enumerate(counts)])


def check_ratio(case, expected, level=0.95):
    before, time_before, after, time_after = case
    got = ratio_interval(before, time_before, after, time_after, level)
    assert (got.low, got.high) == pytest.approx(expected[:2], rel=1e-9)
    assert ratio_p(before, time_before, after, time_after) == pytest.approx(expected[2], rel=1e-9)


def test_ratio_agrees_with_scipy():
    rng = random.Random(4)
    edges = [(0, 4, 3, 5), (5, 3, 0, 9), (1, 1, 1, 1), (240, 26, 310, 26), (40_000, 52, 41_000, 52)]
    drawn = [(rng.randrange(200), rng.uniform(1, 50), rng.randrange(1, 200), rng.uniform(1, 50)) for _ in range(60)]
    for case in edges + drawn:
        check_ratio(case, scipy_ratio(*case, level=0.95))


def test_p_and_interval_say_the_same():
    rng = random.Random(6)
    for _ in range(300):
        case = rng.randrange(40), 10.0, rng.randrange(1, 40), 8.0
        assert (ratio_p(*case) < 0.05) == (1 not in ratio_interval(*case, 0.95))


def check_trend(periods, expected):
    got = trend(own(periods), EVENT)
    for ratio, answer in zip((got.level, got.slope_before, got.slope_after), expected, strict=False):
        assert (ratio.value, ratio.interval.low, ratio.interval.high) == pytest.approx(answer, rel=1e-9)
    assert got.dispersion == pytest.approx(expected[3], rel=1e-9)


def test_trend_agrees_with_statsmodels():
    for seed in range(15):
        periods = random_periods(random.Random(seed), 12, 14)
        check_trend(periods, statsmodels_trend(periods, 0.95))


def test_the_widened_interval_agrees_with_statsmodels():
    wide = 0
    for seed in range(20):
        rng = random.Random(seed)
        periods = [
            (week, 7, count * (rng.choice([1, 1, 5]) if seed % 2 else 1))
            for week, _days, count in random_periods(rng, 12, 14)
        ]
        found = compare(own(periods), EVENT)
        expected, dispersion = statsmodels_change(periods, 0.95)
        assert (found.ratio, found.widened.low, found.widened.high) == pytest.approx(expected, rel=1e-9)
        assert found.dispersion == pytest.approx(dispersion, rel=1e-9)
        wide += found.dispersion > 1
    assert 5 < wide < 20


def test_the_weekly_average_agrees_with_statsmodels():
    for seed in range(20):
        rng = random.Random(seed)
        periods = [
            (week, rng.choice([7, 14]), count * rng.choice([1, 1, 4]))
            for week, _days, count in random_periods(rng, 9, 3)
        ]
        found = weekly_average(own(periods))
        expected = statsmodels_weekly(periods, 0.95)
        assert (found.rate, found.interval.low, found.interval.high) == pytest.approx(expected, rel=1e-9)
        assert found.n == 12


def test_the_weekly_average_of_nothing_counted_and_of_few_weeks():
    nothing = weekly_average(weekly([0] * 6, []))
    assert (nothing.rate, nothing.interval.low) == (0, 0)
    assert nothing.interval.high == pytest.approx(3.688879454113936 / 6)
    few = weekly_average(weekly([9, None, 9, None, 9, 9], []))
    assert few.missing == (4, 5)
    assert few.rate is None
    assert few.interval is None


def test_a_week_nobody_looked_is_not_a_week_without_views():
    """Ten views a week throughout; in half the weeks after the event nobody wrote them down."""
    periods = weekly([10] * 12, [10, None] * 6)
    fair = compare(periods, EVENT)
    naive = compare([period._replace(counted=period.counted or 0) for period in periods], EVENT)
    assert fair.ratio == pytest.approx(1)
    assert fair.unknown == 6
    assert fair.p == 1
    assert naive.ratio == pytest.approx(0.5)
    assert naive.p < 0.001
    assert trend(periods, EVENT).level.value == pytest.approx(1)


def test_a_change_is_found_and_a_week_with_the_event_inside_left_out():
    periods = [*weekly([10, 12, 9, 11, 10, 12], [20, 22, 19, 21, 20]), Period(EVENT - timedelta(days=3), 7, 500)]
    found = compare(periods, EVENT)
    assert found.straddling == 1
    assert found.ratio == pytest.approx(20.4 / (64 / 6))
    assert found.interval.low > 1.3
    assert found.p < 1e-3
    assert found.n == 5
    assert found.before.rate == pytest.approx(64 / 6)


def test_unsteady_counts_widen_the_interval():
    """Views come in bursts: the exact interval takes the change for certain, the widened one does not."""
    found = compare(weekly([0, 60, 2, 1, 55, 0, 3, 49], [70, 1, 0, 90, 2, 1, 80, 3]), EVENT)
    assert found.dispersion > 20
    assert 1 not in found.interval
    assert 1 in found.widened
    steady = compare(weekly([10, 11, 9, 10, 10], [12, 11, 13, 12, 12]), EVENT)
    assert steady.dispersion < 1


def test_dispersion_and_widened_interval_by_hand():
    found = compare(weekly([2, 6], [6, 18]), EVENT, need=2)
    assert found.dispersion == pytest.approx((2 * 4 / 4 + 2 * 36 / 12) / 2)
    error = math.sqrt(4 * (1 / 8 + 1 / 24))
    assert found.widened.high == pytest.approx(3 * math.exp(4.302652729911275 * error))
    assert found.widened.low == pytest.approx(3 / math.exp(4.302652729911275 * error))


def test_a_line_is_found_through_counts_of_any_size():
    """One week of a million among weeks of one, and huge counts: the first steps overshoot by far."""
    for counts in ([0, 0, 1, 0, 10**6, 2, 1, 1, 1, 3], [10**9] * 5 + [1] * 5, [1, 1, 1, 1, 10**7]):
        periods = weekly(counts, [7] * 6)
        found = trend(periods, EVENT)
        side = [period for period in periods if period.start < EVENT]
        times = [((period.start - EVENT).days + 3.5) / 7 for period in side]
        line = beforeafter._fit(times, side)
        misses = [period.counted - line.weekly(time) for period, time in zip(side, times, strict=True)]
        total = sum(counts)
        assert abs(sum(misses)) < 1e-8 * total
        assert abs(sum(miss * time for miss, time in zip(misses, times, strict=True))) < 1e-7 * total
        assert found.level.value >= 0


def test_a_jump_is_told_from_a_trend():
    """Counts rise by 10 % a week before and after alike: the rates differ, the level does not jump."""
    counts = [round(40 * 1.1**week) for week in range(16)]
    rising = weekly(counts[:8], counts[8:])
    assert compare(rising, EVENT).interval.low > 1.5
    found = trend(rising, EVENT)
    assert 1 in found.level.interval
    assert found.slope_before.value == pytest.approx(1.1, abs=0.01)
    assert found.slope_after.value == pytest.approx(1.1, abs=0.01)


def test_short_series_show_no_number():
    found = compare(weekly([3, 4, 5, 6], [9] * 10), EVENT)
    assert found.missing == (4, 5)
    assert (found.ratio, found.interval, found.p, found.widened, found.dispersion) == (None, None, None, None, None)
    sparse = trend(weekly([0, 0, 1, 0, 0, 2], [4] * 8), EVENT)
    assert sparse.missing == (2, 5)
    assert sparse.level is sparse.slope_before is sparse.slope_after is None


def test_nothing_on_one_side():
    none_before = compare(weekly([0] * 6, [3] * 6), EVENT)
    assert none_before.ratio == math.inf
    assert none_before.interval.high == math.inf
    assert none_before.interval.low > 1
    assert none_before.widened is None
    never = compare(weekly([0] * 6, [0] * 6), EVENT)
    assert never.ratio is None
    assert never.p == 1
    assert (never.interval.low, never.interval.high) == (0, math.inf)
