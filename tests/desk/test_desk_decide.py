"""The three ways out of the inbox, and everybody who tries to get through without the rule."""

from datetime import timedelta

import pytest
from desk_world import ask, assert_sound, content, labels, reached, sender, stand, state

from netz_tui.book import people as book_people
from netz_tui.book.models import Person
from netz_tui.book.models import Request as RequestModel
from netz_tui.book.rule import Condition, Lack
from netz_tui.desk import decide, grounds, history, talk
from netz_tui.desk.desk import BookProblem
from netz_tui.desk.talk import Talk


def test_confirm_writes_what_it_rests_on_and_makes_a_contact(world):
    request_id = world.ready()
    change = decide.confirm(world.desk, request_id)
    row = world.book.row(
        "SELECT r.state, r.decided_at, r.conversation_id, r.ground_id, p.contact, p.contact_since, p.standing "
        "FROM requests r JOIN people p ON p.id = r.person_id WHERE r.id = ?",
        (request_id,),
    )
    assert row[:2] == ("confirmed", "2026-11-24T09:30:00Z")
    assert None not in row[2:4]
    assert row[4:] == (1, "2026-11-24", "dependable")
    assert change.kinds >= {"requests", "people"}
    assert labels(world.desk)[-1] == "Erika Weiß confirmed"
    assert_sound(world.book)


@pytest.mark.parametrize(
    ("call", "ground", "missing"),
    [
        (None, None, {Condition.CONTACT: Lack.NEVER_TRIED, Condition.GROUND: Lack.NO_GROUND}),
        (None, "a", {Condition.CONTACT: Lack.NEVER_TRIED}),
        ({"outcome": "no_answer"}, "a", {Condition.CONTACT: Lack.NOT_REACHED}),
        ({"outcome": "voicemail", "trust": 5, "chemistry": 5}, "b", {Condition.CONTACT: Lack.NOT_REACHED}),
        ({"kind": "message"}, "a", {Condition.CONTACT: Lack.NEVER_TRIED}),
        ({"kind": "event"}, "a", {Condition.CONTACT: Lack.NEVER_TRIED}),
        ({"trust": None}, "a", {Condition.TRUST: Lack.NOT_JUDGED}),
        ({"chemistry": None}, "a", {Condition.CHEMISTRY: Lack.NOT_JUDGED}),
        ({"trust": 2}, "a", {Condition.TRUST: Lack.FOUND_WRONG}),
        ({"chemistry": 1}, "c", {Condition.CHEMISTRY: Lack.FOUND_WRONG}),
        ({}, None, {Condition.GROUND: Lack.NO_GROUND}),
    ],
)
def test_too_early_tells_what_is_missing_and_changes_nothing(world, call, ground, missing):
    request_id = ask(world.desk, "Erika Weiß")
    who = sender(world.desk, request_id)
    if call is not None:
        reached(world.desk, who, **call)
    if ground:
        stand(world.desk, who, ground, world.people["Tom Adler"])
    before = content(world.book)
    with pytest.raises(decide.NotYet) as caught:
        decide.confirm(world.desk, request_id)
    for condition, lack in missing.items():
        assert caught.value.verdict.lacks(condition) is lack
    assert content(world.book) == before


@pytest.mark.parametrize("kind", ["call", "video", "meeting"])
@pytest.mark.parametrize("ground", ["a", "b", "c"])
@pytest.mark.parametrize("mark", [3, 5])
def test_every_personal_contact_and_every_ground_will_do(world, kind, ground, mark):
    request_id = ask(world.desk, "Erika Weiß")
    reached(world.desk, sender(world.desk, request_id), mark, mark, kind=kind)
    stand(world.desk, sender(world.desk, request_id), ground, world.people["Tom Adler"])
    assert decide.confirm(world.desk, request_id)
    assert_sound(world.book)


def test_a_second_call_that_went_wrong_takes_the_first_one_back(world):
    request_id = world.ready()
    world.clock.forward(hours=1)
    reached(world.desk, sender(world.desk, request_id), 2, 4)
    with pytest.raises(decide.NotYet):
        decide.confirm(world.desk, request_id)


def test_the_introducer_who_falls_takes_the_ground_along(world):
    request_id = ask(world.desk, "Erika Weiß")
    who = sender(world.desk, request_id)
    reached(world.desk, who)
    stand(world.desk, who, "c", world.people["Tom Adler"])
    (ground,) = book_people.grounds(world.book, world.people["Tom Adler"])
    grounds.fall(world.desk, ground.id, "moved away")
    with pytest.raises(decide.NotYet) as caught:
        decide.confirm(world.desk, request_id)
    assert caught.value.verdict.lacks(Condition.GROUND) is Lack.GROUND_FELL
    grounds.stand_again(world.desk, ground.id)
    assert decide.confirm(world.desk, request_id)


def test_an_introducer_who_says_who_takes_the_ground_along(world):
    request_id = ask(world.desk, "Erika Weiß")
    who = sender(world.desk, request_id)
    reached(world.desk, who)
    stand(world.desk, who, "c", world.people["Tom Adler"])
    grounds.cross_check(world.desk, world.people["Tom Adler"], who, "not_at_all")
    with pytest.raises(decide.NotYet):
        decide.confirm(world.desk, request_id)
    grounds.cross_check(world.desk, world.people["Tom Adler"], who, "knows")
    assert decide.confirm(world.desk, request_id)


def test_a_conversation_dated_after_now_does_not_count_yet(world):
    request_id = ask(world.desk, "Erika Weiß")
    world.clock.forward(days=1)
    reached(world.desk, sender(world.desk, request_id))
    stand(world.desk, sender(world.desk, request_id))
    world.clock.forward(days=-1)
    with pytest.raises(decide.NotYet) as caught:
        decide.confirm(world.desk, request_id)
    assert not caught.value.verdict.may


@pytest.mark.parametrize("decided", ["confirm", "decline"])
def test_what_is_decided_stays_decided(world, decided):
    request_id = world.ready()
    if decided == "confirm":
        decide.confirm(world.desk, request_id)
    else:
        decide.decline(world.desk, [request_id])
    before = content(world.book)
    with pytest.raises(BookProblem):
        decide.confirm(world.desk, request_id)
    with pytest.raises(BookProblem):
        decide.name_introducer(world.desk, request_id, world.people["Tom Adler"])
    assert not decide.decline(world.desk, [request_id])
    assert not decide.defer(world.desk, [request_id], world.clock() + timedelta(days=1))
    assert content(world.book) == before


def test_a_request_that_is_not_there(world):
    for action in (decide.confirm, lambda desk, row: decide.name_introducer(desk, row, None)):
        with pytest.raises(BookProblem):
            action(world.desk, 4711)
    assert not decide.decline(world.desk, [4711])
    assert not decide.decline(world.desk, [])
    assert not decide.take_back(world.desk, [4711])


def test_an_outgoing_request_is_nobody_s_to_decide(world):
    with world.book.action("x", "x", world.desk.now()) as action:
        request_id = action.insert(
            RequestModel, person=world.people["Sabine Lang"], direction="outgoing", name="Sabine Lang",
            name_key="sabine lang", sent_at=world.desk.now(), created_at=world.desk.now(),
        )  # fmt: skip
    reached(world.desk, world.people["Sabine Lang"])
    stand(world.desk, world.people["Sabine Lang"])
    with pytest.raises(BookProblem):
        decide.confirm(world.desk, request_id)
    assert not decide.decline(world.desk, [request_id])
    assert not decide.defer(world.desk, [request_id], world.clock() + timedelta(days=1))
    assert state(world.desk, request_id) == ("pending", False, None)


def test_decline_several_in_one_step_with_a_reason(world):
    ids = [ask(world.desk, name) for name in ("A. Eins", "B. Zwei", "C. Drei")]
    decide.decline(world.desk, [ids[1]], "collector")
    change = decide.decline(world.desk, ids, "  not\x1b[31m known ")
    assert change.touched("requests") == {ids[0], ids[2]}
    assert labels(world.desk)[-1] == "2 requests declined"
    reasons = dict(world.book.rows("SELECT id, reason FROM requests"))
    assert reasons[ids[1]] == "collector"
    assert reasons[ids[0]] == "not[31m known"
    history.undo(world.desk)
    assert [state(world.desk, row)[0] for row in ids] == ["pending", "declined", "pending"]


def test_the_same_request_marked_twice_is_one(world):
    request_id = ask(world.desk, "Erika Weiß")
    decide.decline(world.desk, [request_id, request_id])
    assert labels(world.desk)[-1] == "Erika Weiß declined"


def test_defer_and_take_back(world):
    request_id = ask(world.desk, "Erika Weiß")
    until = world.clock() + timedelta(days=3)
    decide.defer(world.desk, [request_id], until)
    assert state(world.desk, request_id) == ("pending", True, "2026-11-27T09:30:00Z")
    assert not decide.defer(world.desk, [request_id], until), "the same day again is no step of its own"
    decide.take_back(world.desk, [request_id])
    assert state(world.desk, request_id) == ("pending", False, None)
    assert not decide.take_back(world.desk, [request_id])


@pytest.mark.parametrize("span", [timedelta(0), timedelta(seconds=-1), timedelta(days=-400)])
def test_nothing_is_deferred_into_the_past(world, span):
    request_id = ask(world.desk, "Erika Weiß")
    before = content(world.book)
    with pytest.raises(BookProblem):
        decide.defer(world.desk, [request_id], world.clock() + span)
    assert content(world.book) == before


def test_a_deferred_request_can_be_confirmed_and_declined_at_once(world):
    until = world.clock() + timedelta(days=3)
    for way in (lambda row: decide.confirm(world.desk, row), lambda row: decide.decline(world.desk, [row])):
        request_id = world.ready()
        decide.defer(world.desk, [request_id], until)
        assert way(request_id)
        assert state(world.desk, request_id)[1:] == (False, None)


def test_deciding_closes_the_open_steps_of_this_request_only(world):
    one, other = ask(world.desk, "Erika Weiß"), ask(world.desk, "Udo Roth")
    for request_id in (one, other):
        talk.remind(world.desk, sender(world.desk, request_id), "2026-12-01", "call", request_id)
    decide.decline(world.desk, [one])
    assert book_people.follow_ups(world.book, sender(world.desk, one)) == []
    assert len(book_people.follow_ups(world.book, sender(world.desk, other))) == 1


def test_confirming_through_an_introducer_notes_the_tie(world):
    request_id = ask(world.desk, "Erika Weiß")
    who, by = sender(world.desk, request_id), world.people["Tom Adler"]
    reached(world.desk, who)
    stand(world.desk, who, "c", by)
    decide.confirm(world.desk, request_id)
    assert world.book.rows("SELECT a_id, b_id, claimed_by FROM ties WHERE b_id = ?", (who,)) == [(by, who, who)]


def test_name_introducer(world):
    request_id = ask(world.desk, "Erika Weiß")
    decide.name_introducer(world.desk, request_id, world.people["Tom Adler"])
    assert book_people.request(world.book, request_id).introducer == "Tom Adler"
    with pytest.raises(BookProblem):
        decide.name_introducer(world.desk, request_id, sender(world.desk, request_id))
    with pytest.raises(BookProblem):
        decide.name_introducer(world.desk, request_id, 4711)
    decide.name_introducer(world.desk, request_id, None)
    assert book_people.request(world.book, request_id).introducer is None


def test_a_contact_of_old_keeps_the_day_since_when(world):
    lang = world.people["Sabine Lang"]
    with world.book.action("x", "x", world.desk.now()) as action:
        action.update(Person, lang, contact_since="2011")
    request_id = world.ready("Sabine Lang")
    with world.book.action("x", "x", world.desk.now()) as action:
        action.update(RequestModel, request_id, person=lang)
    reached(world.desk, lang)
    stand(world.desk, lang)
    decide.confirm(world.desk, request_id)
    assert world.book.value("SELECT contact_since FROM people WHERE id = ?", (lang,)) == "2011"


def test_log_and_confirm_in_the_same_second(world):
    request_id = ask(world.desk, "Erika Weiß")
    who = sender(world.desk, request_id)
    stand(world.desk, who)
    moment = world.clock.forward(microseconds=700_000)
    talk.log(world.desk, Talk(who, "call", "reached", moment, trust=3, chemistry=3))
    assert decide.confirm(world.desk, request_id)
