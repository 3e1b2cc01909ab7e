"""What ties rest on, and how far they are believed."""

from datetime import date, timedelta

import pytest
from desk_world import ask, reached, sender, stand
from hypothesis import given
from hypothesis import strategies as st

from netz_tui.desk import grounds, history
from netz_tui.desk.net import ties
from netz_tui.desk.net.tie_evidence import Ties, between, probability
from netz_tui.desk.net.ties import TieFacts
from netz_tui.network.ego import ME
from netz_tui.network.reliability import DEFAULTS, Evidence, believe

TODAY = date(2026, 11, 24)
PIECES = st.builds(
    Evidence,
    st.sampled_from(sorted({*DEFAULTS.priors, *DEFAULTS.observations})),
    st.none() | st.integers(-40, 5_000).map(lambda days: TODAY - timedelta(days=days)),
    st.floats(0, 1),
    st.none() | st.integers(1, 9),
)


@given(st.lists(PIECES, max_size=6).map(tuple))
def test_the_short_reckoning_gives_the_mean_of_the_full_one(pieces):
    assert probability(pieces, TODAY) == pytest.approx(believe(pieces, TODAY).probability, rel=1e-12)


def test_my_ties_rest_on_grounds_and_conversations(world):
    lang, kuehn = world.people["Sabine Lang"], world.people["Dr. Petra Kühn"]
    reached(world.desk, kuehn)
    mine = Ties(world.desk).mine()
    assert [piece.kind for piece in mine[kuehn].evidence] == ["ground a", "conversation"]
    assert mine[kuehn].kind == "checked"
    assert mine[lang].evidence == ()
    assert mine[lang].kind == "claimed"
    assert mine[world.people["Jens Brandt"]].evidence[0].source == kuehn


def test_a_ground_that_fell_counts_no_more(world):
    adler = world.people["Tom Adler"]
    ground = world.book.value("SELECT id FROM grounds WHERE person_id = ?", (adler,))
    grounds.fall(world.desk, ground, "who?")
    assert Ties(world.desk).mine()[adler].evidence == ()


def test_a_tie_is_the_same_from_both_ends(world):
    lang, adler = world.people["Sabine Lang"], world.people["Tom Adler"]
    ties.note(world.desk, lang, adler, TieFacts("2019-03", "Messe", lang))
    grounds.cross_check(world.desk, adler, lang, "knows_well")
    found = Ties(world.desk).of([ME, lang, adler])
    one, other = between(found[lang], adler), between(found[adler], lang)
    assert one.evidence == other.evidence
    assert (one.kind, one.answer, one.answerer, one.claimed_by) == ("checked", "knows_well", adler, lang)
    assert (one.dependable, other.dependable) == (True, False)
    assert between(found[ME], adler).evidence == between(found[adler], ME).evidence


def test_an_introducer_named_in_a_request_is_a_claim_of_its_sender(world):
    adler = world.people["Tom Adler"]
    weiss = sender(world.desk, ask(world.desk, "Erika Weiß", introducer_id=adler))
    bond = between(Ties(world.desk).of([weiss])[weiss], adler)
    assert (bond.tie, bond.claimed_by, bond.kind) == (None, weiss, "claimed")
    assert between(Ties(world.desk).of([adler])[adler], weiss).evidence == bond.evidence


def test_whoever_often_did_not_know_is_believed_less(world):
    adler, kuehn = world.people["Tom Adler"], world.people["Dr. Petra Kühn"]
    lang = world.people["Sabine Lang"]
    ties.note(world.desk, adler, lang, TieFacts(claimed_by=adler))
    before = ties.ties_of(world.desk, lang)[-1]
    for _time in range(5):
        grounds.cross_check(world.desk, adler, kuehn, "not_at_all")
    after = next(row for row in ties.ties_of(world.desk, lang) if row.id == adler)
    assert Ties(world.desk).trust(adler) == pytest.approx(1 / 7)
    assert after.probability < before.probability


def test_ground_c_says_that_both_were_introduced(world):
    brandt, kuehn = world.people["Jens Brandt"], world.people["Dr. Petra Kühn"]
    bond = between(Ties(world.desk).of([brandt])[brandt], kuehn)
    assert {piece.kind for piece in bond.evidence} == {"claimed", "introduced"}


def test_dependable_people_who_are_no_contacts_are_known_to_me(world):
    weiss = sender(world.desk, ask(world.desk, "Erika Weiß"))
    assert weiss not in Ties(world.desk).mine()
    stand(world.desk, weiss, "b")
    assert weiss in Ties(world.desk).mine()
    assert between(Ties(world.desk).of([weiss])[weiss], ME) is not None
    history.undo(world.desk)
    assert weiss not in Ties(world.desk).mine()
