import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from study_peers import statsmodels_clustered_variance, statsmodels_proportion

from netz_tui.study import proportions
from netz_tui.study.findings import Bias

CLOSE = 1e-9


def check(hits, n, level, method, expected):
    got = proportions.METHODS[method](hits, n, level)
    edges = method == "jeffreys"
    if not (edges and hits == 0):
        assert got.low == pytest.approx(expected[0], abs=CLOSE)
    if not (edges and hits == n):
        assert got.high == pytest.approx(expected[1], abs=CLOSE)


def test_intervals_agree_with_statsmodels():
    rng = random.Random(3)
    cases = [(0, 3, 0.95), (1, 5, 0.8), (5, 5, 0.95), (3, 4_000, 0.95), (400_000, 1_000_000, 0.95)]
    for _ in range(60):
        n = rng.randrange(1, 2_000)
        cases.append((rng.randrange(n + 1), n, rng.choice([0.5, 0.9, 0.95, 0.999])))
    for hits, n, level in cases:
        for method in proportions.METHODS:
            check(hits, n, level, method, statsmodels_proportion(hits, n, level, method))


def test_jeffreys_reaches_the_edges():
    assert proportions.jeffreys(0, 9).low == 0
    assert proportions.jeffreys(9, 9).high == 1


@settings(max_examples=100, derandomize=True, deadline=None)
@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_intervals_hold_the_rate_and_mirror(case):
    hits, n = case
    for method in proportions.METHODS.values():
        there, back = method(hits, n), method(n - hits, n)
        assert 0 <= there.low <= hits / n <= there.high <= 1
        assert (there.low, there.high) == pytest.approx((1 - back.high, 1 - back.low), abs=1e-12)


def test_the_posterior_agrees_with_scipy():
    rng = random.Random(4)
    for _ in range(60):
        hits, misses, prior = rng.randrange(80), rng.randrange(80), (rng.uniform(0.1, 9), rng.uniform(0.1, 9))
        mine, theirs = proportions.belief(hits, misses, prior), stats.beta(prior[0] + hits, prior[1] + misses)
        level, at = rng.choice([0.5, 0.95]), rng.random()
        assert mine.mean == pytest.approx(theirs.mean(), rel=CLOSE)
        assert mine.above(at) == pytest.approx(theirs.sf(at), abs=CLOSE)
        assert (mine.interval(level).low, mine.interval(level).high) == pytest.approx(theirs.interval(level), abs=CLOSE)


def test_the_posterior_of_nothing_is_the_prior():
    flat = proportions.belief(0, 0)
    assert flat.mean == 0.5
    assert flat.above(0.3) == pytest.approx(0.7)
    assert (flat.interval(0.9).low, flat.interval(0.9).high) == pytest.approx((0.05, 0.95))
    strict = proportions.belief(0, 3, prior=(2, 1))
    assert (strict.a, strict.b) == (2, 4)
    assert strict.mean == pytest.approx(1 / 3)


def test_an_introducer_below_five_answers_shows_no_rate():
    answers = [("Kühn", True)] * 3 + [("Kühn", False)] + [("Abel", True)] * 4 + [("Abel", False)] * 2
    rates = proportions.shares_by_group(answers)
    assert list(rates) == ["Kühn", "Abel"]
    assert rates["Kühn"].missing == (4, 5)
    assert (rates["Kühn"].rate, rates["Kühn"].interval, rates["Kühn"].belief, rates["Kühn"].bounds) == (
        None,
        None,
        None,
        None,
    )
    assert rates["Abel"].rate == pytest.approx(4 / 6)
    assert rates["Abel"].belief.mean == pytest.approx(5 / 8)


def test_not_asked_is_not_no():
    """Six were asked and four know; fourteen never answered, which a naive rate takes for a no."""
    outcomes = [True] * 4 + [False] * 2 + [None] * 14
    share = proportions.share_of(outcomes)
    naive = sum(outcome is True for outcome in outcomes) / len(outcomes)
    assert naive == 0.2
    assert share.rate == pytest.approx(2 / 3)
    assert naive not in share.interval
    assert (share.n, share.unknown) == (6, 14)
    assert share.bounds == (0.2, 0.9)
    assert share.bias is Bias.UNLOGGED


def test_unknown_answers_do_not_make_up_for_missing_ones():
    share = proportions.share_of([True, False, None, None, None, None])
    assert share.missing == (2, 5)
    assert share.rate is None


def test_an_empty_share_is_missing_not_zero():
    share = proportions.share(0, 0, need=0)
    assert share.rate is None
    assert share.missing == (0, 1)


def test_answers_about_one_introducer_widen_the_interval():
    alike = [("A", True)] * 10 + [("B", False)] * 10 + [("C", True)] * 10 + [("D", False)] * 10
    mixed = [(name, i % 2 == 0) for name in "ABCD" for i in range(10)]
    wide, narrow = proportions.clustered_share(alike), proportions.clustered_share(mixed)
    naive = proportions.wilson(20, 40)
    assert wide.rate == narrow.rate == 0.5
    assert narrow.interval == naive
    assert proportions.design_effect([(10, 10), (0, 10), (10, 10), (0, 10)]) == pytest.approx(40 / 3)
    assert proportions.design_effect([(3, 4), (0, 3), (2, 5)]) == pytest.approx(5.0208333333 / 2.9166666667)
    assert wide.interval == proportions.wilson(1.5, 3)
    assert wide.interval.low < naive.low - 0.1
    assert wide.interval.high > naive.high + 0.1


def test_design_effect_agrees_with_a_cluster_robust_variance():
    rng = random.Random(9)
    for _ in range(10):
        cases = [
            (name, rng.random() < lean)
            for name in range(12)
            for lean in [rng.random()]
            for _ in range(rng.randrange(1, 9))
        ]
        tallies = [
            (sum(hit for name, hit in cases if name == who), sum(name == who for name, _ in cases)) for who in range(12)
        ]
        n, hits = len(cases), sum(hit for _, hit in cases)
        variance = hits * (n - hits) / n**3
        expected = statsmodels_clustered_variance(cases) / variance
        assert proportions.design_effect(tallies) == pytest.approx(max(1, expected), rel=CLOSE)


def test_one_group_or_one_outcome_has_no_design_effect():
    assert proportions.design_effect([(3, 9)]) == 1
    assert proportions.design_effect([(3, 3), (4, 4), (0, 0)]) == 1
    assert proportions.design_effect([(5, 5), (0, 5)]) == pytest.approx(10)


@pytest.mark.parametrize(
    "call",
    [
        lambda: proportions.wilson(3, 2),
        lambda: proportions.exact(0, 0),
        lambda: proportions.jeffreys(1, 2, level=0),
        lambda: proportions.share(3, 2),
        lambda: proportions.share(1, 2, unknown=-1),
        lambda: proportions.belief(-1, 2),
        lambda: proportions.belief(1, 2, prior=(0, 1)),
    ],
)
def test_impossible_counts_are_errors(call):
    with pytest.raises(ValueError, match=r"^(no|a level)"):
        call()
