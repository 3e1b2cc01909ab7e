from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from netz_tui.network.beta import beta_cdf, beta_quantile

# From R 4: qbeta(p, a, b), and closed forms.
KNOWN = [
    (0.5, 1, 1, 0.5),
    (0.05, 1, 1, 0.05),
    (0.5, 2, 1, math.sqrt(0.5)),
    (0.9, 1, 3, 1 - 0.1 ** (1 / 3)),
    (0.5, 0.5, 0.5, 0.5),
    (0.25, 0.5, 0.5, math.sin(math.pi / 8) ** 2),
    (0.5, 300, 300, 0.5),
]


@pytest.mark.parametrize(("p", "a", "b", "x"), KNOWN)
def test_known_quantiles(p, a, b, x):
    assert beta_quantile(p, a, b) == pytest.approx(x, abs=1e-12)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.integers(1, 40), st.integers(1, 40), st.floats(0.001, 0.999))
def test_whole_numbers_agree_with_the_binomial_sum(a, b, x):
    n = a + b - 1
    expected = sum(math.comb(n, j) * x**j * (1 - x) ** (n - j) for j in range(a, n + 1))
    assert beta_cdf(x, a, b) == pytest.approx(expected, abs=1e-11)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.floats(0.3, 2000), st.floats(0.3, 2000), st.floats(0.001, 0.999))
def test_quantile_and_distribution_are_inverse_and_symmetric(a, b, p):
    x = beta_quantile(p, a, b)
    if 1e-9 < x < 1 - 1e-9:
        assert beta_cdf(x, a, b) == pytest.approx(p, abs=1e-8)
    assert beta_cdf(x, a, b) + beta_cdf(1 - x, b, a) == pytest.approx(1, abs=1e-6)  # 1 - x rounds


def test_the_edges():
    assert (beta_cdf(-1, 2, 2), beta_cdf(2, 2, 2)) == (0, 1)
    assert (beta_quantile(0, 2, 2), beta_quantile(1, 2, 2)) == (0, 1)
    for bad in ((0, 1), (1, -1), (float("nan"), 1)):
        with pytest.raises(ValueError, match="above 0"):
            beta_cdf(0.5, *bad)
    with pytest.raises(ValueError, match="probability"):
        beta_quantile(1.5, 1, 1)


def test_agrees_with_scipy():
    for a, b in ((0.3, 4), (1.2, 0.8), (5.5, 2.25), (80, 400), (5000, 7000)):
        for p in (0.001, 0.05, 0.5, 0.95):
            assert beta_quantile(p, a, b) == pytest.approx(stats.beta.ppf(p, a, b), abs=1e-9)
