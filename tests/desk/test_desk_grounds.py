"""Grounds, what holds them and what brings them down."""

from datetime import timedelta

import pytest
from desk_world import add_person, assert_sound, content, labels, stand, standing

from netz_tui.book import people as book_people
from netz_tui.desk import grounds, history
from netz_tui.desk.desk import BookProblem
from netz_tui.desk.grounds import Evidence
from netz_tui.moments import moment_text

KUEHN, ADLER, BRANDT, LANG = "Dr. Petra Kühn", "Tom Adler", "Jens Brandt", "Sabine Lang"


def ground_of(world, name):
    return book_people.grounds(world.book, world.people[name])[0].id


def test_the_world_stands_as_it_should(world):
    assert [standing(world.desk, row) for row in world.people.values()] == ["dependable"] * 3 + ["unproven"]


@pytest.mark.parametrize("kind", ["a", "b"])
@pytest.mark.parametrize(("since", "place"), [("", ""), ("2019", ""), ("", "Ulm"), (" ", "Ulm"), ("2019", "\u200b")])
def test_ground_a_and_b_need_their_evidence(world, kind, since, place):
    before = content(world.book)
    with pytest.raises(BookProblem, match="evidence"):
        grounds.give(world.desk, world.people[LANG], Evidence(kind, since, place))
    assert content(world.book) == before


@pytest.mark.parametrize(
    ("introducer", "told"),
    [
        (None, "needs an introducer"),
        (4711, "needs an introducer"),
        ("self", "introduces himself"),
        (LANG, "introduces himself"),
        (BRANDT, "does not stand on ground a or b"),
    ],
    ids=str,
)
def test_ground_c_needs_an_introducer_on_a_or_b(world, introducer, told):
    lang = world.people[LANG]
    row = lang if introducer == "self" else world.people.get(introducer, introducer)
    before = content(world.book)
    with pytest.raises(BookProblem, match=told):
        grounds.give(world.desk, lang, Evidence("c", introducer_id=row))
    assert content(world.book) == before


def test_ground_c_notes_the_tie(world):
    stand(world.desk, world.people[LANG], "c", world.people[ADLER])
    stand(world.desk, world.people[BRANDT], "c", world.people[ADLER])
    assert world.book.value("SELECT count(*) FROM ties WHERE a_id = ?", (world.people[ADLER],)) == 2
    assert labels(world.desk)[-2] == "Ground c for Sabine Lang"


def test_an_unknown_kind_is_refused(world):
    before = content(world.book)
    with pytest.raises(BookProblem):
        grounds.give(world.desk, world.people[LANG], Evidence("d", "2019", "Ulm"))
    assert content(world.book) == before


def test_nobody_to_stand(world):
    for action in (
        lambda: grounds.give(world.desk, 4711, Evidence("a", "2019", "Ulm")),
        lambda: grounds.fall(world.desk, 4711),
        lambda: grounds.stand_again(world.desk, 4711),
        lambda: grounds.cross_check(world.desk, 4711, world.people[LANG], "knows"),
        lambda: grounds.cross_check(world.desk, world.people[LANG], 4711, "knows"),
    ):
        with pytest.raises(BookProblem, match="not there any more"):
            action()


def test_who_rests_on_a_fallen_introducer_shakes_and_comes_back(world):
    grounds.fall(world.desk, ground_of(world, KUEHN), "says: who?")
    assert (standing(world.desk, world.people[KUEHN]), standing(world.desk, world.people[BRANDT])) == ("shaky", "shaky")
    assert standing(world.desk, world.people[ADLER]) == "dependable"
    assert_sound(world.book)
    grounds.stand_again(world.desk, ground_of(world, KUEHN))
    assert standing(world.desk, world.people[BRANDT]) == "dependable"
    assert_sound(world.book)


def test_a_second_ground_of_the_introducer_holds(world):
    stand(world.desk, world.people[KUEHN], "b")
    grounds.fall(world.desk, ground_of(world, KUEHN))
    assert standing(world.desk, world.people[BRANDT]) == "dependable"


def test_an_introducer_left_with_ground_c_bears_nobody(world):
    stand(world.desk, world.people[KUEHN], "c", world.people[ADLER])
    grounds.fall(world.desk, ground_of(world, KUEHN))
    assert standing(world.desk, world.people[KUEHN]) == "dependable"
    assert standing(world.desk, world.people[BRANDT]) == "shaky"


def test_a_ground_falls_once(world):
    ground_id = ground_of(world, KUEHN)
    grounds.fall(world.desk, ground_id, "the first reason")
    world.clock.forward(days=3)
    assert not grounds.fall(world.desk, ground_id, "another")
    (row,) = book_people.grounds(world.book, world.people[KUEHN])
    assert (row.fallen_at, row.fallen_why) == ("2026-11-24T09:30:00Z", "the first reason")
    grounds.stand_again(world.desk, ground_id)
    assert not grounds.stand_again(world.desk, ground_id)


@pytest.mark.parametrize(
    ("answers", "stands"),
    [
        (["knows_well"], True),
        (["knows"], True),
        (["vaguely"], True),
        (["not_at_all"], False),
        (["knows", "not_at_all"], False),
        (["not_at_all", "vaguely"], True),
        (["not_at_all", "knows", "not_at_all"], False),
    ],
)
@pytest.mark.parametrize("apart", [0, 86_400])
def test_the_last_answer_counts(world, answers, stands, apart):
    for answer in answers:
        grounds.cross_check(world.desk, world.people[KUEHN], world.people[BRANDT], answer, "on the phone")
        world.clock.forward(seconds=apart)
    assert standing(world.desk, world.people[BRANDT]) == ("dependable" if stands else "shaky")
    assert_sound(world.book)


def test_what_another_says_does_not_matter(world):
    grounds.cross_check(world.desk, world.people[ADLER], world.people[BRANDT], "not_at_all")
    grounds.cross_check(world.desk, world.people[BRANDT], world.people[KUEHN], "not_at_all")
    assert standing(world.desk, world.people[BRANDT]) == "dependable"
    assert standing(world.desk, world.people[KUEHN]) == "dependable"


@pytest.mark.parametrize(("answer", "ties"), [("knows_well", 1), ("knows", 1), ("vaguely", 0), ("not_at_all", 0)])
def test_only_who_knows_is_tied(world, answer, ties):
    grounds.cross_check(world.desk, world.people[ADLER], world.people[LANG], answer)
    grounds.cross_check(world.desk, world.people[LANG], world.people[ADLER], answer)
    pair = (world.people[ADLER], world.people[LANG])
    assert world.book.value("SELECT count(*) FROM ties WHERE a_id = ? AND b_id = ?", pair) == ties


def test_nobody_vouches_for_himself_and_an_unknown_answer_is_refused(world):
    before = content(world.book)
    with pytest.raises(BookProblem):
        grounds.cross_check(world.desk, world.people[ADLER], world.people[ADLER], "knows")
    with pytest.raises(BookProblem):
        grounds.cross_check(world.desk, world.people[ADLER], world.people[LANG], "perhaps")
    assert content(world.book) == before


def test_undoing_a_fall_brings_everybody_back(world):
    more = [add_person(world.desk, f"Person {number}", contact=True) for number in range(5)]
    for person_id in more:
        stand(world.desk, person_id, "c", world.people[ADLER])
    before = content(world.book)
    grounds.fall(world.desk, ground_of(world, ADLER))
    after = content(world.book)
    assert {standing(world.desk, row) for row in more} == {"shaky"}
    history.undo(world.desk)
    assert content(world.book) == before
    history.redo(world.desk)
    assert content(world.book) == after
    assert_sound(world.book)


def test_nobody_was_asked_in_days_to_come(world):
    ahead = world.clock() + timedelta(days=3)
    grounds.cross_check(world.desk, world.people[KUEHN], world.people[LANG], "knows", at=ahead)
    grounds.cross_check(world.desk, world.people[KUEHN], world.people[LANG], "not_at_all")
    latest = world.book.value("SELECT answer FROM cross_checks ORDER BY asked_at DESC, id DESC LIMIT 1")
    assert latest == "not_at_all"
    assert world.book.value("SELECT max(asked_at) FROM cross_checks") == moment_text(world.clock())
