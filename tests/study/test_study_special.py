import json
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netz_tui.study import special

KNOWN = json.loads(Path(__file__).with_name("special_values.json").read_text())
TIGHT = 1e-12
shapes = st.floats(0.05, 5_000)


@pytest.mark.parametrize(("x", "a", "b", "lower", "upper"), KNOWN["beta"])
def test_beta_tails_agree_with_the_table(x, a, b, lower, upper):
    got = special.beta_tails(x, a, b)
    smaller = 0 if lower < upper else 1
    assert got[smaller] == pytest.approx((lower, upper)[smaller], rel=TIGHT, abs=1e-290)
    assert got == pytest.approx((lower, upper), abs=TIGHT)


@pytest.mark.parametrize(("x", "a", "lower", "upper"), KNOWN["gamma"])
def test_gamma_tails_agree_with_the_table(x, a, lower, upper):
    got = special.gamma_tails(x, a)
    smaller = 0 if lower < upper else 1
    assert got[smaller] == pytest.approx((lower, upper)[smaller], rel=TIGHT, abs=1e-290)
    assert got == pytest.approx((lower, upper), abs=TIGHT)


@pytest.mark.parametrize(("p", "x"), KNOWN["normal"])
def test_normal_quantiles_agree_with_the_table(p, x):
    assert special.normal_quantile(p) == pytest.approx(x, rel=TIGHT)


@pytest.mark.parametrize(("x", "freedom", "upper"), KNOWN["chi"])
def test_chi_square_agrees_with_the_table(x, freedom, upper):
    assert special.chi_square_upper(x, freedom) == pytest.approx(upper, rel=TIGHT)


@pytest.mark.parametrize(("p", "freedom", "x"), KNOWN["student"])
def test_student_quantiles_agree_with_the_table(p, freedom, x):
    assert special.student_quantile(p, freedom) == pytest.approx(x, rel=TIGHT)


def test_the_middle_of_student_is_zero():
    assert special.student_quantile(0.5, 3) == 0


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.floats(1e-9, 1 - 1e-9), shapes, shapes)
def test_beta_quantile_undoes_the_tails(p, a, b):
    x = special.beta_quantile(p, a, b)
    lower, upper = special.beta_tails(x, a, b)
    nearby = special.beta_tails(math.nextafter(x, 1), a, b)[0] - special.beta_tails(math.nextafter(x, 0), a, b)[0]
    assert min(abs(lower - p), abs(upper - (1 - p))) <= 1e-11 * min(p, 1 - p) + 4 * nearby


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.floats(1e-9, 1 - 1e-9), shapes)
def test_gamma_quantile_undoes_the_tails(p, a):
    lower, upper = special.gamma_tails(special.gamma_quantile(p, a), a)
    assert min(abs(lower - p), abs(upper - (1 - p))) <= 1e-10 * min(p, 1 - p)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.integers(1, 60), st.floats(0.01, 0.99), st.data())
def test_binomial_tails_are_the_sums(n, p, data):
    k = data.draw(st.integers(0, n))
    masses = [math.comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(n + 1)]
    at_most, at_least = special.binomial_tails(k, n, p)
    assert at_most == pytest.approx(math.fsum(masses[: k + 1]), rel=1e-11)
    assert at_least == pytest.approx(math.fsum(masses[k:]), rel=1e-11)


def test_the_ends_are_exact():
    assert special.beta_tails(0, 2, 3) == (0, 1)
    assert special.beta_tails(1, 2, 3) == (1, 0)
    assert special.gamma_tails(0, 2) == (0, 1)
    assert special.gamma_tails(math.inf, 2) == (1, 0)
    assert special.beta_quantile(0, 2, 3) == 0
    assert special.beta_quantile(1, 2, 3) == 1
    assert special.gamma_quantile(0, 2) == 0
    assert special.gamma_quantile(1, 2) == math.inf


@pytest.mark.parametrize(
    "call",
    [
        lambda: special.beta_tails(0.5, 0, 1),
        lambda: special.beta_tails(1.5, 1, 1),
        lambda: special.gamma_tails(-1, 1),
        lambda: special.gamma_tails(1, 0),
        lambda: special.beta_quantile(1.2, 1, 1),
        lambda: special.gamma_quantile(math.nan, 1),
        lambda: special.binomial_tails(4, 3, 0.5),
    ],
)
def test_outside_the_domain_is_an_error(call):
    with pytest.raises(ValueError, match=r"^(no|a probability)"):
        call()
