import math
import random
from datetime import date, timedelta
from statistics import median

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from netz_tui.study import rhythm as r

START = date(2025, 1, 1)


def day(number):
    return START + timedelta(days=number)


def days(*numbers):
    return [day(number) for number in numbers]


def test_gaps_are_between_different_days_in_order():
    assert r.gaps(days(10, 0, 0, 3)) == [3, 7]
    assert r.gaps([]) == r.gaps(days(4)) == []


def test_burstiness_of_known_patterns():
    assert r.burstiness([7, 7, 7]) == -1
    assert r.burstiness_of_few([7, 7, 7]) == -1
    rng = random.Random(1)
    random_gaps = [rng.expovariate(1) for _ in range(20_000)]
    assert r.burstiness(random_gaps) == pytest.approx(0, abs=0.02)
    assert r.burstiness([1] * 200 + [5_000]) > 0.8
    with pytest.raises(ValueError, match="burstiness"):
        r.burstiness([])
    with pytest.raises(ValueError, match="burstiness"):
        r.burstiness_of_few([4])


def test_few_random_gaps_look_regular_unless_corrected():
    rng = random.Random(2)
    samples = [[rng.expovariate(1) for _ in range(5)] for _ in range(4_000)]
    plain = sum(map(r.burstiness, samples)) / len(samples)
    corrected = sum(map(r.burstiness_of_few, samples)) / len(samples)
    assert plain < -0.15
    assert abs(corrected) < 0.07


def test_the_correction_reaches_one_for_the_burstiest_of_any_number():
    for n in (2, 5, 50):
        assert r.burstiness_of_few([0] * (n - 1) + [9]) == pytest.approx(1)
    assert r.burstiness([0] * 4 + [9]) < 0.4


def test_the_median_interval_takes_six_values_and_covers():
    assert r.median_interval(range(5)) is None
    six = r.median_interval([3, 9, 1, 7, 5, 2])
    assert (six.low, six.high) == (1, 9)
    twenty = r.median_interval(range(1, 21))
    assert (twenty.low, twenty.high) == (6, 15)
    rng = random.Random(3)
    inside = sum(math.log(2) in r.median_interval(rng.expovariate(1) for _ in range(15)) for _ in range(2_000))
    assert inside / 2_000 > 0.945


def test_the_median_interval_agrees_with_the_sign_test_of_scipy():
    """The interval holds just the values that a sign test does not reject."""
    rng = random.Random(5)
    for _ in range(40):
        values = sorted(rng.sample(range(1_000), rng.randrange(6, 60)))
        level = rng.choice([0.9, 0.95])
        mine = r.median_interval(values, level)
        kept = [
            at
            for at in (value + shift for value in values for shift in (-0.5, 0.5))
            if stats.binomtest(sum(value < at for value in values), len(values)).pvalue > 1 - level
        ]
        assert (mine.low, mine.high) == (min(kept) - 0.5, max(kept) + 0.5)


def test_gaps_and_burstiness_agree_with_numpy():
    rng = random.Random(6)
    for _ in range(40):
        numbers = rng.sample(range(1_500), rng.randrange(3, 50))
        found = r.rhythm(days(*numbers))
        lengths = np.diff(np.sort(numbers))
        mean, spread = lengths.mean(), lengths.std()
        assert found.n == len(lengths)
        assert found.median == np.median(lengths)
        assert found.burstiness == pytest.approx((spread - mean) / (spread + mean), abs=1e-12)


def test_decay_agrees_with_a_count_day_by_day():
    """A tie is silent on the first day after more than eight median gaps, or a year where they are unknown."""
    rng = random.Random(7)
    silent = 0
    for _ in range(120):
        numbers = np.sort(rng.sample(range(400), rng.randrange(1, 9)))
        limit = max(30, 8 * np.median(np.diff(numbers))) if len(numbers) >= 3 else 365
        first = next((now for now in range(int(numbers[-1]), 1_500) if now - numbers[-1] > limit), None)
        found = r.silence(days(*map(int, numbers)), day(1_499))
        assert found.crossed == (None if first is None else day(first))
        silent += first is not None
    assert silent > 20


def test_a_rhythm_needs_three_contacts():
    few = r.rhythm(days(0, 10))
    assert few.missing == (1, 2)
    assert (few.median, few.burstiness, few.corrected, few.interval) == (None, None, None, None)
    enough = r.rhythm(days(0, 10, 24))
    assert enough.median == 12
    assert enough.interval is None


def test_silence_is_measured_against_the_usual_gap():
    weekly = days(*range(0, 71, 7))
    assert r.silence(weekly, day(126)).state == "alive"
    quiet = r.silence(weekly, day(127))
    assert quiet.state == "silent"
    assert (quiet.days, quiet.limit, quiet.crossed, quiet.last) == (57, 56, day(127), day(70))
    yearly = days(0, 300, 600)
    assert r.silence(yearly, day(600 + 2_000)).state == "alive"


def test_with_fewer_than_three_contacts_a_year_is_the_limit():
    assert r.silence(days(0, 3), day(3 + 365)).state == "alive"
    assert r.silence(days(0, 3), day(3 + 366)).state == "silent"


def test_three_calls_in_a_row_do_not_make_a_fortnight_a_death():
    assert r.silence(days(0, 1, 2), day(16)).state == "alive"
    assert r.silence(days(0, 1, 2), day(40)).state == "silent"


def test_no_log_is_not_no_contact():
    """A naive clock runs from the confirmation, and calls everybody without an entry dead."""
    nothing = r.silence([], day(2_000))
    assert (nothing.state, nothing.missing, nothing.days) == ("unknown", (0, 1), None)
    naive_days = (day(2_000) - START).days
    assert naive_days > 365


def test_weeks_without_any_log_are_not_silence():
    """Weekly talks with two people, then nobody logged anything for half a year."""
    talks = days(*range(0, 71, 7))
    everything = [*talks, *days(1, 72, 260)]
    blind = r.blind_stretches(everything, day(270))
    assert blind == [(day(72), day(260))]
    assert r.silence(talks, day(270)).state == "silent"
    seen = r.silence(talks, day(270), blind=blind)
    assert seen.state == "alive"
    assert seen.days == 2 + 10
    assert r.silence(talks, day(310), blind=blind).state == "alive"
    late = r.silence(talks, day(400), blind=blind)
    assert late.crossed == day(70 + 57 + 188)


def test_a_gap_over_a_blind_stretch_is_not_a_gap():
    talks = days(0, 7, 14, 200, 207)
    assert r.gaps(talks, [(day(20), day(190))]) == [7, 7, 7]
    assert r.rhythm(talks, blind=[(day(20), day(190))]).median == 7
    assert r.rhythm(talks).n == 4


def test_a_broken_silence_was_still_one():
    talks = days(0, 7, 14, 21, 200, 207, 214)
    found = r.silences(talks, day(400))
    assert found == [r.Silent(day(21), day(78), day(200)), r.Silent(day(214), day(271), None)]
    assert r.silences(talks, day(77)) == []


def test_crossing_looks_at_nothing_that_came_later():
    """Judged by all its gaps in hindsight, the first silence would be within the usual; on its day it wasn't."""
    talks = days(0, 7, 14, 21, 100, 200, 300, 400, 500, 600, 700)
    early = r.silences(talks, day(99))
    assert [silent.crossed for silent in early] == [day(78)]
    assert r.silences(talks, day(700))[0].crossed == day(78)
    naive_limit = 8 * median(r.gaps(talks))
    assert naive_limit > 79


numbers = st.lists(st.integers(0, 900), max_size=25)


@settings(max_examples=200, derandomize=True, deadline=None)
@given(numbers, st.integers(0, 1_500), st.integers(0, 900), st.integers(0, 200))
def test_the_crossing_is_the_first_day_of_too_much_silence(contacts, today, blind_from, blind_days):
    blind = [(day(blind_from), day(blind_from + blind_days))] if blind_days else []
    contacts = [number for number in contacts if not blind_from < number < blind_from + blind_days]
    now = r.silence(days(*contacts), day(today), blind=blind)
    if now.state == "unknown":
        assert not any(number <= today for number in contacts)
        return
    assert (now.days > now.limit) == (now.state == "silent")
    if now.crossed is not None:
        before = r.silence(days(*contacts), now.crossed - timedelta(days=1), blind=blind)
        at = r.silence(days(*contacts), now.crossed, blind=blind)
        assert (before.state, at.state) == ("alive", "silent")
    open_ones = [silent for silent in r.silences(days(*contacts), day(today), blind=blind) if silent.revived is None]
    assert [silent.crossed for silent in open_ones] == ([now.crossed] if now.crossed else [])
