import random
from datetime import date, timedelta

import pytest
from study_peers import scipy_rate

from netz_tui.study.episodes import History
from netz_tui.study.rates import YEAR, rate, rate_interval, rates_by_state

START = date(2024, 1, 1)


def day(number):
    return START + timedelta(days=number)


def test_interval_agrees_with_scipy():
    rng = random.Random(2)
    edges = [(0, 2.0, 0.95), (1, 0.5, 0.95), (1_000_000, 52.0, 0.95)]
    drawn = [(rng.randrange(3_000), rng.uniform(0.1, 90), rng.choice([0.5, 0.95, 0.99])) for _ in range(60)]
    for count, exposure, level in edges + drawn:
        got = rate_interval(count, exposure, level)
        assert (got.low, got.high) == pytest.approx(scipy_rate(count, exposure, level), rel=1e-9)


def test_no_event_in_much_time_is_a_finding_and_in_no_time_is_none():
    quiet = rate(0, 20.0)
    assert quiet.enough
    assert quiet.rate == 0
    assert quiet.interval.high == pytest.approx(3.6889 / 20, rel=1e-4)
    unseen = rate(0, 0.0)
    assert unseen.missing == (0, 1)
    assert (unseen.rate, unseen.interval) == (None, None)
    short = rate(2, 1.5, need=3)
    assert short.missing == (1, 3)
    assert (short.rate, short.interval) == (None, None)


def test_leads_count_for_the_ground_of_their_day():
    """One lead while on c, one while on b. Naively, b takes both leads and all the years."""
    ties = [
        History("x", began=day(0), states=((day(0), "c"), (day(300), "b"))),
        History("y", began=day(0), states=((day(0), "c"),)),
    ]
    leads = [("x", day(100)), ("x", day(350)), ("y", day(20))]
    found = rates_by_state(leads, ties, day(400), need=0)
    assert (found.rates["b"].n, found.rates["c"].n) == (1, 2)
    assert found.rates["b"].exposure == pytest.approx(100 / YEAR)
    assert found.rates["c"].exposure == pytest.approx(700 / YEAR)
    naive_b = 2 / (400 / YEAR)
    assert found.rates["b"].rate == pytest.approx(1 / (100 / YEAR))
    assert found.rates["b"].rate != pytest.approx(naive_b)


def test_events_that_no_watched_day_has_are_told_not_dropped():
    ties = [History("x", began=day(10), ended=day(50), known_from=day(20), states=((day(10), "a"),))]
    events = [("x", day(5)), ("x", day(15)), ("x", day(30)), ("x", day(60)), ("stranger", day(30)), ("x", day(999))]
    found = rates_by_state(events, ties, day(100), need=0)
    assert found.outside == 5
    assert found.rates["a"].n == 1


def test_a_lead_on_the_first_day_counts():
    ties = [History("x", began=day(0), states=((day(0), "a"),))]
    assert rates_by_state([("x", day(0))], ties, day(90), need=0).rates["a"].n == 1
    assert rates_by_state([("x", day(0))], ties, day(0), need=0).outside == 1


def test_impossible_rates_are_errors():
    for call in (lambda: rate(-1, 2), lambda: rate(1, 0), lambda: rate_interval(1, 0)):
        with pytest.raises(ValueError, match="no rate"):
            call()
