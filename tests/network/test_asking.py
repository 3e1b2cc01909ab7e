"""How much an answer would tell: the expected fall of the variance, of a tie and of an introducer's record."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netz_tui.network.asking import gain, gain_of_record, weight
from netz_tui.network.reliability import Evidence, believe


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["claimed", "ground c", "conversation", "knows", "knows well", "vaguely", "not at all"]),
            st.integers(0, 3000),
            st.floats(0, 1),
        ),
        max_size=6,
    )
)
def test_the_gain_of_an_answer_is_that_of_the_posterior(pieces):
    day = date(2026, 11, 24)
    evidence = [Evidence(kind, day - timedelta(days=days), trust) for kind, days, trust in pieces]
    belief = believe(evidence, day)
    assert weight(evidence, day) == pytest.approx(belief.alpha + belief.beta)
    assert gain(belief.probability, weight(evidence, day)) == pytest.approx(belief.gain)


def test_the_gain_is_the_expected_fall_of_the_variance():
    alpha, beta = 3.0, 2.0

    def variance(a, b):
        return a * b / ((a + b) ** 2 * (a + b + 1))

    mean = alpha / (alpha + beta)
    expected = mean * variance(alpha + 1, beta) + (1 - mean) * variance(alpha, beta + 1)
    assert gain(mean, alpha + beta) == pytest.approx(variance(alpha, beta) - expected)


def test_an_answer_tells_more_the_more_rest_on_it_and_the_less_is_known():
    assert gain_of_record(0, 0, 4) > gain_of_record(0, 0, 1) > gain_of_record(9, 8, 1) > gain_of_record(9, 8, 0) == 0
