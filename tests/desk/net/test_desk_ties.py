"""Noting, changing and taking away who knows whom."""

from datetime import timedelta

import pytest
from desk_world import NOW, content, labels

from netz_tui.book.problems import BookProblem
from netz_tui.desk import grounds, history
from netz_tui.desk.net import ties
from netz_tui.desk.net.ties import TieFacts
from netz_tui.network.ego import ME


@pytest.fixture
def two(world):
    return world.people["Sabine Lang"], world.people["Tom Adler"]


def test_a_tie_is_noted_changed_and_taken_away_in_a_step_each(world, two):
    lang, adler = two
    before = content(world.book)
    ties.note(world.desk, adler, lang, TieFacts("2019-03", " Hannover\nMesse ", adler, "seit dem Stand"))
    row = world.book.row("SELECT a_id, b_id, since, place, claimed_by, note FROM ties ORDER BY id DESC LIMIT 1")
    assert row == (*sorted(two), "2019-03", "Hannover Messe", adler, "seit dem Stand")
    ties.note(world.desk, lang, adler, TieFacts("2020", claimed_by=None))
    assert world.book.row("SELECT since, place, claimed_by FROM ties ORDER BY id DESC LIMIT 1") == ("2020", "", None)
    ties.remove(world.desk, lang, adler)
    assert labels(world.desk)[-3:] == [
        "Tom Adler and Sabine Lang know each other",
        "Tie between Sabine Lang and Tom Adler",
        "Sabine Lang and Tom Adler do not know each other",
    ]
    for _step in range(3):
        history.undo(world.desk)
    assert content(world.book) == before


def test_noting_the_same_again_changes_nothing(world, two):
    ties.note(world.desk, two[0], two[1], TieFacts("2019"))
    assert not ties.note(world.desk, two[0], two[1], TieFacts("2019"))


@pytest.mark.parametrize("pair", [(ME, 1), (1, ME), (1, 1), (1, 99_999)])
def test_what_is_no_tie_of_two_people_is_refused(world, pair):
    with pytest.raises(BookProblem):
        ties.note(world.desk, pair[0], pair[1], TieFacts())


def test_only_somebody_who_is_there_claims_a_tie(world, two):
    with pytest.raises(BookProblem, match="not there"):
        ties.note(world.desk, two[0], two[1], TieFacts(claimed_by=99_999))


def test_a_tie_that_is_not_noted_is_not_taken_away(world, two):
    with pytest.raises(BookProblem, match="No tie between Sabine Lang and Tom Adler"):
        ties.remove(world.desk, *two)


def test_the_list_begins_with_me_and_goes_by_how_far_each_bears(world, two):
    lang, adler = two
    kuehn = world.people["Dr. Petra Kühn"]
    ties.note(world.desk, lang, adler, TieFacts())
    ties.note(world.desk, kuehn, adler, TieFacts())
    grounds.cross_check(world.desk, kuehn, adler, "knows_well")
    rows = ties.ties_of(world.desk, adler)
    assert [row.id for row in rows] == [ME, kuehn, lang]
    assert rows[0].person is None
    assert rows[1].person.name == "Dr. Petra Kühn"
    assert rows[1].probability > rows[2].probability
    names = ties.names(world.desk, [row.bond for row in rows])
    assert {names[lang], names[kuehn], names[adler]} == {"Sabine Lang", "Dr. Petra Kühn", "Tom Adler"}
    assert {row.id for row in ties.ties_of(world.desk, ME)} == set(world.people.values())


def claimed(desk, *args, **values):
    with desk.book.action("take_in", "Take in", desk.now()) as action:
        return ties.claim(action, *args, **values)


def test_a_claim_arrives_as_part_of_a_running_step(world, two):
    lang, adler = two
    kuehn = world.people["Dr. Petra Kühn"]
    before = content(world.book)
    facts = TieFacts("2019-03", " Hannover\nMesse ", adler, "colleague", kuehn)
    assert claimed(world.desk, adler, lang, facts, at=NOW - timedelta(days=90))
    row = world.book.row(
        "SELECT a_id, b_id, since, place, claimed_by, note, introduced_by, created_at FROM ties "
        "ORDER BY id DESC LIMIT 1"
    )
    assert row == (*sorted(two), "2019-03", "Hannover Messe", adler, "colleague", kuehn, "2026-08-26T09:30:00Z")
    history.undo(world.desk)
    assert content(world.book) == before


def test_a_claim_fills_only_what_was_empty(world, two):
    lang, adler = two
    ties.note(world.desk, lang, adler, TieFacts("2019", "", None, "seit der Messe"))
    assert claimed(world.desk, lang, adler, TieFacts("2001", "Ulm", adler, "Nachbarn"))
    row = world.book.row("SELECT since, place, claimed_by, note FROM ties ORDER BY id DESC LIMIT 1")
    assert row == ("2019", "Ulm", None, "seit der Messe")
    assert not claimed(world.desk, adler, lang, TieFacts("2001", "Bonn"))


def test_nobody_is_claimed_to_know_himself_or_introduces_himself(world, two):
    lang, adler = two
    assert not claimed(world.desk, lang, lang)
    assert not claimed(world.desk, ME, lang)
    assert claimed(world.desk, lang, adler, TieFacts(introduced_by=lang))
    assert world.book.value("SELECT introduced_by FROM ties ORDER BY id DESC LIMIT 1") is None
    with pytest.raises(BookProblem, match="Nobody introduces himself"):
        ties.note(world.desk, lang, adler, TieFacts(introduced_by=adler))


def test_an_introduction_makes_a_tie_more_likely_than_a_claim(world, two):
    lang, adler = two
    kuehn = world.people["Dr. Petra Kühn"]
    ties.note(world.desk, lang, adler, TieFacts(claimed_by=lang))
    before = next(row for row in ties.ties_of(world.desk, lang) if row.id == adler)
    ties.note(world.desk, lang, adler, TieFacts(claimed_by=lang, introduced_by=kuehn))
    after = next(row for row in ties.ties_of(world.desk, lang) if row.id == adler)
    assert after.probability > before.probability
    assert ties.names(world.desk, [after.bond])[kuehn] == "Dr. Petra Kühn"
