"""Logging, judging, reminding."""

from datetime import datetime, timedelta

import pytest
from desk_world import ask, content, labels, reached, sender, stand

from netz_tui.book import people as book_people
from netz_tui.book.problems import RuleBroken
from netz_tui.desk import decide, history, talk
from netz_tui.desk.desk import BookProblem
from netz_tui.desk.talk import Talk
from netz_tui.desk.views import inbox_row


@pytest.fixture
def request_id(desk):
    return ask(desk, "Erika Weiß")


@pytest.fixture
def who(desk, request_id):
    return sender(desk, request_id)


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("call", "Call with Erika Weiß logged"),
        ("video", "Video call with Erika Weiß logged"),
        ("meeting", "Meeting with Erika Weiß logged"),
        ("message", "Message with Erika Weiß logged"),
        ("event", "Event with Erika Weiß logged"),
    ],
)
def test_each_kind_has_its_label(desk, who, kind, label):
    talk.log(desk, Talk(who, kind, "reached", desk.now()))
    assert labels(desk)[-1] == label


def test_everything_said_is_kept(desk, who, request_id):
    talk.log(
        desk,
        Talk(
            who, "call", "reached", desk.now() - timedelta(hours=2), request_id, 840, 4, 5, "  kennt\tTom\r\n<b>[x]  ",
            "2026-12-01", "Lebenslauf",
        ),
    )  # fmt: skip
    (row,) = book_people.conversations(desk.book, who)
    assert (row.kind, row.at, row.duration_s, row.outcome, row.trust, row.chemistry) == (
        "call", "2026-11-24T07:30:00Z", 840, "reached", 4, 5,
    )  # fmt: skip
    assert row.note == "kennt\tTom\n<b>[x]"
    (step,) = book_people.follow_ups(desk.book, who)
    assert (step.due, step.what, step.request_id) == ("2026-12-01", "Lebenslauf", request_id)


@pytest.mark.parametrize("outcome", ["no_answer", "voicemail", "wrong_number"])
def test_who_was_not_reached_cannot_be_judged(desk, who, outcome):
    conversation_id = reached(desk, who, 5, 5, outcome=outcome)
    (row,) = book_people.conversations(desk.book, who)
    assert (row.trust, row.chemistry) == (None, None)
    with pytest.raises(BookProblem):
        talk.judge(desk, conversation_id, trust=5)


@pytest.mark.parametrize("kind", ["message", "event"])
def test_only_a_personal_conversation_is_judged(desk, who, kind):
    conversation_id = reached(desk, who, None, None, kind=kind)
    with pytest.raises(BookProblem):
        talk.judge(desk, conversation_id, trust=5, chemistry=5)


def test_judging_in_single_steps(desk, who):
    conversation_id = reached(desk, who, None, None)
    talk.judge(desk, conversation_id, trust=4)
    talk.judge(desk, conversation_id, chemistry=2)
    assert not talk.judge(desk, conversation_id, chemistry=2), "the same again is no step"
    assert not talk.judge(desk, conversation_id)
    (row,) = book_people.conversations(desk.book, who)
    assert (row.trust, row.chemistry) == (4, 2)
    history.undo(desk)
    (row,) = book_people.conversations(desk.book, who)
    assert (row.trust, row.chemistry) == (4, None)


@pytest.mark.parametrize("mark", [0, 6, -1])
def test_a_mark_is_one_to_five(desk, who, mark):
    conversation_id = reached(desk, who, None, None)
    before = content(desk.book)
    with pytest.raises(BookProblem):
        talk.judge(desk, conversation_id, trust=mark)
    with pytest.raises(BookProblem):
        reached(desk, who, mark, 3)
    assert content(desk.book) == before


def test_the_judgement_that_bears_a_confirmed_request_cannot_be_lowered(world):
    request_id = world.ready()
    decide.confirm(world.desk, request_id)
    conversation_id = world.book.value("SELECT conversation_id FROM requests WHERE id = ?", (request_id,))
    with pytest.raises(RuleBroken):
        talk.judge(world.desk, conversation_id, trust=1)
    assert talk.judge(world.desk, conversation_id, trust=5)


def test_nothing_is_logged_before_it_took_place(desk, who):
    before = content(desk.book)
    with pytest.raises(BookProblem):
        talk.log(desk, Talk(who, "call", "reached", desk.now() + timedelta(minutes=1)))
    assert content(desk.book) == before


@pytest.mark.parametrize(
    ("kind", "outcome"), [("call", "shouted"), ("call", "")], ids=["unknown outcome", "no outcome"]
)
def test_what_the_book_does_not_know_is_refused_whole(desk, who, kind, outcome):
    before = content(desk.book)
    with pytest.raises(BookProblem):
        talk.log(desk, Talk(who, kind, outcome, desk.now(), due="2026-12-01"))
    assert content(desk.book) == before


def test_a_moment_without_its_zone_is_refused(desk, who):
    before = content(desk.book)
    with pytest.raises((TypeError, ValueError)):
        talk.log(desk, Talk(who, "call", "reached", datetime(2026, 11, 1, 12)))  # noqa: DTZ001 - that is the point
    assert content(desk.book) == before


def test_nobody_to_talk_with(desk):
    with pytest.raises(BookProblem):
        talk.log(desk, Talk(4711, "call", "reached", desk.now()))
    with pytest.raises(BookProblem):
        talk.judge(desk, 4711, trust=3)
    with pytest.raises(BookProblem):
        talk.remind(desk, 4711, "2026-12-01")


def test_a_call_that_reached_closes_the_open_steps_of_its_request(desk, who, request_id):
    talk.remind(desk, who, "2026-11-25", "call again", request_id)
    talk.remind(desk, who, "2026-11-26", "birthday")
    talk.log(desk, Talk(who, "call", "no_answer", desk.now(), request_id))
    assert [step.what for step in book_people.follow_ups(desk.book, who)] == ["call again", "birthday"]
    talk.log(desk, Talk(who, "call", "reached", desk.now(), request_id))
    assert [step.what for step in book_people.follow_ups(desk.book, who)] == ["birthday"]
    history.undo(desk)
    assert [step.what for step in book_people.follow_ups(desk.book, who)] == ["call again", "birthday"]


def test_a_new_date_takes_the_place_of_the_old_one(desk, who, request_id):
    for due in ("2026-11-25", "2026-11-27"):
        talk.log(desk, Talk(who, "call", "no_answer", desk.now(), request_id, due=due))
    assert [step.due for step in book_people.follow_ups(desk.book, who)] == ["2026-11-27"]


def test_the_inbox_counts_the_tries_and_shows_the_date(desk, who, request_id):
    talk.log(desk, Talk(who, "call", "no_answer", desk.now(), request_id, due="2026-11-27"))
    talk.log(desk, Talk(who, "call", "voicemail", desk.now(), request_id))
    row = inbox_row(desk.book, request_id)
    assert (row.tries, row.due, row.spoken) == (2, "2026-11-27", False)
    reached(desk, who)
    assert inbox_row(desk.book, request_id).spoken


def test_a_note_is_stored_letter_for_letter_but_without_controls(desk, who):
    note = "3*4*5 <Muster AG> [red]x[/] \x1b]0;pwned\x07\u202eabc"
    reached(desk, who, note=note)
    (row,) = book_people.conversations(desk.book, who)
    assert row.note == "3*4*5 <Muster AG> [red]x[/] ]0;pwnedabc"


def test_talk_of_one_person_leaves_others_alone(world, who):
    before = book_people.verdict(world.book, world.people["Sabine Lang"])
    reached(world.desk, who)
    stand(world.desk, who)
    assert book_people.verdict(world.book, world.people["Sabine Lang"]) == before
