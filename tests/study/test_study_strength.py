import random
from datetime import date, timedelta

import pandas as pd
import pytest

from netz_tui.study.findings import Bias
from netz_tui.study.strength import WEIGHTS, band, strength

TODAY = date(2026, 1, 1)


def ago(days):
    return TODAY - timedelta(days=days)


def test_a_contact_counts_half_after_the_half_life():
    assert strength([(ago(0), "message")], TODAY).value == 1
    assert strength([(ago(180), "message")], TODAY).value == 0.5
    assert strength([(ago(360), "meeting")], TODAY).value == WEIGHTS["meeting"] / 4
    assert strength([(ago(30), "call")], TODAY, half_life=30).value == 1


def test_fading_agrees_with_the_exponential_weights_of_pandas():
    """The mean of the weights, each fading, is pandas' exponentially weighted mean; their sum the same over 1 each."""
    rng = random.Random(3)
    for _ in range(40):
        half_life = rng.choice([30, 180, 400])
        ages = sorted(rng.sample(range(900), rng.randrange(2, 30)), reverse=True)
        contacts = [(ago(age), rng.choice(list(WEIGHTS))) for age in ages]
        series = pd.Series([WEIGHTS[kind] for _day, kind in contacts])
        when = pd.to_datetime([day for day, _kind in contacts])
        expected = series.ewm(halflife=pd.Timedelta(days=half_life), times=when).mean().iloc[-1]
        value = strength(contacts, TODAY, half_life=half_life).value
        ones = strength(contacts, TODAY, half_life=half_life, weights=dict.fromkeys(WEIGHTS, 1.0)).value
        assert value / ones == pytest.approx(expected, rel=1e-9)


def test_contacts_add_up_and_the_future_does_not_count():
    contacts = [(ago(0), "message"), (ago(180), "message"), (ago(-1), "meeting")]
    assert strength(contacts, TODAY).value == 1.5
    assert strength(contacts, TODAY).n == 2


def test_strength_on_the_day_of_a_lead_leaves_out_what_the_lead_brought():
    """One message before the lead, four meetings because of it: today's strength would call the tie strong."""
    contacts = [(ago(300), "message"), *((ago(days), "meeting") for days in (100, 90, 60, 30))]
    naive = strength(contacts, TODAY)
    fair = strength(contacts, ago(100), before=True)
    assert naive.band == "strong"
    assert fair.band == "weak"
    assert fair.n == 1
    assert fair.bias is Bias.HINDSIGHT


def test_nothing_logged_is_unknown_not_weak():
    nothing = strength([], TODAY, closeness=5)
    assert (nothing.value, nothing.band) == (None, None)
    assert nothing.missing == (0, 1)
    assert nothing.closeness == 5


def test_bands():
    assert [band(value) for value in (0.0, 0.99, 1.0, 3.99, 4.0)] == ["weak", "weak", "moderate", "moderate", "strong"]
    assert band(5, cuts=(2, 9)) == "moderate"


def test_errors():
    with pytest.raises(ValueError, match="half-life"):
        strength([], TODAY, half_life=0)
    with pytest.raises(KeyError):
        strength([(TODAY, "telepathy")], TODAY)
