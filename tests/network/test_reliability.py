from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netz_tui.network.reliability import ANSWERS, DEFAULTS, Evidence, Parameters, believe, record

TODAY = date(2026, 11, 24)
KINDS = [*DEFAULTS.priors, *DEFAULTS.observations]


def ago(days):
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("evidence", "alpha", "beta"),
    [
        ([], 1.0, 3.0),
        ([Evidence("claimed", TODAY)], 1.6, 2.4),
        ([Evidence("ground a", TODAY), Evidence("claimed", TODAY)], 3.4, 0.6),
        ([Evidence("ground a", TODAY), Evidence("introduced", TODAY)], 3.4, 0.6),
        ([Evidence("claimed", TODAY), Evidence("knows", TODAY)], 2.6, 2.4),
        ([Evidence("claimed", TODAY), Evidence("knows", ago(365))], 2.1, 2.4),
        ([Evidence("claimed", TODAY), Evidence("not at all", TODAY)], 1.6, 4.4),
        ([Evidence("claimed", TODAY), Evidence("vaguely", TODAY)], 2.1, 2.9),
        ([Evidence("ground b", ago(1825))], 4 * 0.525, 4 * 0.475),
        ([Evidence("claimed", TODAY, trust=0.5)], 4 * 0.325, 4 * 0.675),
        ([Evidence("knows well", TODAY, trust=0.25)], 1.5, 3.0),
        ([Evidence("conversation")], 1.0 + 0.25, 3.0),
        ([Evidence("conversation", ago(-30))], 2.0, 3.0),
    ],
)
def test_what_evidence_counts(evidence, alpha, beta):
    belief = believe(evidence, TODAY)
    assert (belief.alpha, belief.beta) == pytest.approx((alpha, beta))
    assert belief.probability == pytest.approx(alpha / (alpha + beta))


evidences = st.lists(
    st.builds(
        Evidence,
        st.sampled_from(KINDS),
        st.one_of(st.none(), st.integers(0, 4000).map(ago)),
        st.floats(0, 1),
        st.one_of(st.none(), st.integers(1, 9)),
    ),
    max_size=6,
)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(evidences)
def test_whatever_the_evidence_the_numbers_make_sense(evidence):
    belief = believe(evidence, TODAY)
    assert 0 < belief.low < belief.probability < belief.high < 1
    assert believe(evidence[::-1], TODAY) == belief
    more = believe([*evidence, Evidence("knows", TODAY)], TODAY)
    less = believe([*evidence, Evidence("not at all", TODAY)], TODAY)
    assert less.probability < belief.probability < more.probability
    dated = [piece for piece in evidence if piece.when]
    later = believe(dated, TODAY + timedelta(days=36500))
    assert later.probability == pytest.approx(DEFAULTS.nothing, abs=1e-3)
    counted = [piece for piece in evidence if piece.kind in DEFAULTS.observations]
    assert [r.code for r in belief.explain()][1:] == ["observation"] * len(counted) + ["result"]
    assert all(reason.text() for reason in belief.explain())


def test_more_answers_narrow_the_interval_and_tell_less():
    few = believe([Evidence("claimed", TODAY)], TODAY)
    many = believe([Evidence("claimed", TODAY), *[Evidence("knows", TODAY)] * 9], TODAY)
    assert many.high - many.low < few.high - few.low
    assert many.gain < few.gain
    total = few.alpha + few.beta
    variance = few.alpha * few.beta / (total**2 * (total + 1))
    yes, no = few.probability, 1 - few.probability
    after = [(few.alpha + hit) * (few.beta + 1 - hit) / ((total + 1) ** 2 * (total + 2)) for hit in (1, 0)]
    assert few.gain == pytest.approx(variance - yes * after[0] - no * after[1])


def test_the_explanation_says_where_the_number_comes_from():
    belief = believe([Evidence("ground b", ago(100)), Evidence("knows", ago(10), trust=0.8, source=4)], TODAY)
    prior, answer, result = belief.explain()
    assert (prior.code, prior.values["kind"], prior.values["fresh"]) == ("prior", "ground b", 0.8)
    assert (answer.values["source"], answer.values["days"]) == (4, 10)
    assert answer.values["for_"] == pytest.approx(0.8 * 2 ** (-10 / 365))
    assert result.text().startswith("Bears with 8")


@pytest.mark.parametrize("piece", [Evidence("rumour"), Evidence("knows", TODAY, trust=1.5)])
def test_nonsense_is_refused(piece):
    with pytest.raises(ValueError, match=r"unknown kind|trust"):
        believe([piece], TODAY)


@pytest.mark.parametrize(
    "change", [{"half_life": 0}, {"nothing": 0}, {"confidence": 1}, {"observations": {"knows": (-1, 0)}}]
)
def test_parameters_that_cannot_be_are_refused(change):
    with pytest.raises(ValueError, match=r"between|above|never"):
        replace(DEFAULTS, **change)


def test_own_parameters_are_used():
    own = Parameters(half_life=10, prior_weight=2)
    assert believe([Evidence("conversation", ago(10))], TODAY, own).alpha == pytest.approx(2 * 0.25 + 0.5)


def test_a_record_needs_five_answers():
    short = record(["knows"] * 4)
    assert (short.asked, short.knew, short.rate, short.low) == (4, 4, None, None)
    assert "too few" in short.explain()[0].text()
    full = record(["knows", "knows well", "vaguely", "not at all", "knows"])
    assert (full.asked, full.knew) == (5, 3)
    assert full.rate == pytest.approx(3 / 5)
    assert "60%" in full.explain()[0].text()
    seven = record(["knows"] * 5 + ["vaguely"] * 2)
    assert (seven.rate, seven.low, seven.high) == pytest.approx((0.714286, 0.358934, 0.917785), abs=1e-5)
    assert (record(["knows"] * 9).high, record(["vaguely"] * 9).low) == (1.0, 0.0)
    with pytest.raises(ValueError, match="answer"):
        record(["perhaps"])
    assert [record([answer] * 5).rate for answer in ANSWERS] == [1, 1, 0, 0]
