"""What is due on a day: each kind comes up with its reason, in its order, and goes when it is dealt with."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from desk_world import add_person, ask, assert_sound, content, labels, reached, sender, stand
from hypothesis import given
from hypothesis import strategies as st

from netz_tui.desk import decide, grounds, history, today
from netz_tui.desk.desk import BookProblem
from netz_tui.desk.edit import set_rhythm
from netz_tui.desk.today import verbs
from netz_tui.desk.today.calls import chance, part_of_day, urgency, value
from netz_tui.desk.today.words import local_day, when
from netz_tui.settings import Settings


def joined(reasons):
    return " · ".join(reasons)


def groups(desk):
    found: dict[Any, Any] = {}
    for due in today.agenda_of(desk).rows:
        found.setdefault(due.group, []).append(due.name)
    return found


def rows(desk, group):
    return [due for due in today.agenda_of(desk).rows if due.group == group]


def later(world, **span):
    return world.desk.now() + timedelta(**span)


# Next steps


def test_next_steps_come_up_on_their_day_the_late_first(world):
    desk = world.desk
    from netz_tui.desk import talk

    talk.remind(desk, world.people["Tom Adler"], "2026-11-24", "send the offer")
    talk.remind(desk, world.people["Sabine Lang"], "2026-11-20", "call back")
    talk.remind(desk, world.people["Jens Brandt"], "2026-11-24T14:30:00Z", "at half past two")
    talk.remind(desk, world.people["Dr. Petra Kühn"], "2026-11-25", "tomorrow")
    steps = rows(desk, "steps")
    assert [due.name for due in steps] == ["Sabine Lang", "Jens Brandt", "Tom Adler"]
    assert steps[0].when == "4 days late"
    assert [joined(due.why) for due in steps][2] == "send the offer"
    verbs.tick_off(desk, [steps[0].step_id, steps[1].step_id])
    assert labels(desk)[-1] == "Done: 2 next steps"
    assert [due.name for due in rows(desk, "steps")] == ["Tom Adler"]
    history.undo(desk)
    assert len(rows(desk, "steps")) == 3
    following = today.next_due(desk)
    assert (following.name, following.text(date(2026, 11, 24))) == ("Dr. Petra Kühn", "Next: Dr. Petra Kühn, tomorrow.")


def test_who_has_a_next_step_is_not_listed_again_to_keep_in_touch(world):
    desk = world.desk
    world.clock.forward(days=200)
    assert "Tom Adler" in groups(desk)["touch"]
    from netz_tui.desk import talk

    talk.remind(desk, world.people["Tom Adler"], later(world, days=30).date().isoformat(), "in a month")
    assert "Tom Adler" not in groups(desk)["touch"]


# Requests that come back


def test_a_deferred_request_comes_back_on_its_day_and_stays_until_something_is_done(world):
    desk = world.desk
    request_id = ask(desk, "Erika Weiß", platform="XING", headline="Einkauf")
    decide.defer(desk, [request_id], later(world, days=2))
    assert "back" not in groups(desk)
    world.clock.forward(days=2)
    (due,) = rows(desk, "back")
    assert (due.name, due.request_id, joined(due.why)) == ("Erika Weiß", request_id, "XING · Einkauf")
    world.clock.forward(days=3)
    (due,) = rows(desk, "back")
    assert due.late
    verbs.put_off(desk, [due], later(world, days=7))
    assert "back" not in groups(desk)
    history.undo(desk)
    reached(desk, sender(desk, request_id))
    assert "back" not in groups(desk)


# Keep in touch


def test_dependable_contacts_want_a_sign_of_life_and_each_conversation_moves_the_date(world):
    desk = world.desk
    world.clock.forward(days=89)
    assert "touch" not in groups(desk)
    world.clock.forward(days=1)
    assert set(groups(desk)["touch"]) == {"Dr. Petra Kühn", "Tom Adler", "Jens Brandt"}
    assert groups(desk)["touch"][0] == "Dr. Petra Kühn"  # one rests on her, so a call is worth most
    reached(desk, world.people["Tom Adler"], kind="message", trust=None, chemistry=None)
    assert "Tom Adler" not in groups(desk)["touch"]
    world.clock.forward(days=90)
    assert "Tom Adler" in groups(desk)["touch"]


def test_a_call_is_proposed_where_there_is_a_number_and_not_after_one_in_vain(world):
    desk = world.desk
    lang = add_person(desk, "Nora Nah", ("phone", "0731 123456"), contact=True)
    stand(desk, lang)
    world.clock.forward(days=120)
    assert groups(desk)["calls"] == ["Nora Nah"]
    (due,) = rows(desk, "calls")
    assert due.why[0].startswith("bears ")
    assert "A call is worth" in due.more[1]
    reached(desk, lang, outcome="no_answer", trust=None, chemistry=None)
    assert "calls" not in groups(desk)
    assert "tried today" in joined(next(due for due in rows(desk, "touch") if due.name == "Nora Nah").why)
    world.clock.forward(days=1)
    assert groups(desk)["calls"] == ["Nora Nah"]


def test_calls_made_today_are_not_filled_up(world):
    desk = world.desk
    for number in range(6):
        stand(desk, add_person(desk, f"Nah {number}", ("phone", f"0731 12345{number}"), contact=True))
    world.clock.forward(days=120)
    proposed = rows(desk, "calls")
    assert len(proposed) == 3
    assert proposed == rows(desk, "calls")
    reached(desk, proposed[0].person_id)
    assert [due.name for due in rows(desk, "calls")] == [due.name for due in proposed[1:]]
    desk.settings = Settings(calls_per_day=0)
    assert "calls" not in groups(desk)


@given(st.integers(0, 4000), st.integers(1, 3650), st.floats(0.01, 1), st.integers(0, 300), st.integers(0, 50))
def test_what_a_call_is_worth_grows_with_what_it_weighs(late, days, bears, rests, reached_):
    assert 0 < urgency(late, days) <= urgency(late + 1, days) <= 1
    assert value(bears, rests) < value(bears, rests + 1)
    assert value(bears, 3) == pytest.approx(2 * value(bears, 0))
    assert chance(reached_, reached_ + 1) < chance(reached_ + 1, reached_ + 1) < 1


def test_half_the_urgency_is_reached_one_rhythm_after_the_day():
    assert urgency(89, 90) == urgency(29, 30) == pytest.approx(0.5)


def test_parts_of_the_day():
    local = datetime(2026, 11, 24).astimezone()
    assert [part_of_day(local.replace(hour=hour)) for hour in (0, 11, 12, 16, 17, 23)] == [0, 0, 1, 1, 2, 2]


# Whom to ask


def test_introducers_come_by_how_much_their_answers_tell(world):
    desk = world.desk
    (first,) = rows(desk, "ask")
    assert (first.name, [name for _id, name in first.about]) == ("Dr. Petra Kühn", ["Jens Brandt"])
    ask(desk, "Erika Weiß", introducer_id=world.people["Tom Adler"])
    for number in range(4):
        world.know(f"Durch Kühn {number}", "c", "Dr. Petra Kühn")
    asks = rows(desk, "ask")
    assert [due.name for due in asks] == ["Dr. Petra Kühn", "Tom Adler"]
    assert asks[0].when == "5 people"
    assert any("1 request waits" in reason for reason in asks[1].more)
    grounds.cross_check(desk, world.people["Tom Adler"], asks[1].about[0][0], "knows")
    assert [due.name for due in rows(desk, "ask")] == ["Dr. Petra Kühn"]
    world.clock.forward(days=366)
    assert "Tom Adler" in [due.name for due in rows(desk, "ask")]


def test_who_was_asked_is_not_replaced_the_same_day_and_can_be_put_off(world):
    desk = world.desk
    world.know("Durch Adler", "c", "Tom Adler")
    desk.settings = Settings(asks_per_day=1)
    (first,) = rows(desk, "ask")
    grounds.cross_check(desk, first.person_id, first.about[0][0], "knows")
    assert "ask" not in groups(desk)
    world.clock.forward(days=1)
    (second,) = rows(desk, "ask")
    assert second.name != first.name
    verbs.put_off(desk, [second], later(world, days=3))
    assert "ask" not in groups(desk)


# Shaky


def test_who_rests_on_a_fallen_introducer_comes_up_with_the_reason(world):
    desk = world.desk
    assert "shaky" not in groups(desk)
    (ground_id,) = desk.book.row("SELECT id FROM grounds WHERE person_id = ?", (world.people["Dr. Petra Kühn"],))
    grounds.fall(desk, ground_id, "mistaken")
    found = {due.name: joined(due.why) for due in rows(desk, "shaky")}
    assert found == {
        "Jens Brandt": "rests on Dr. Petra Kühn, who does not stand any more",
        "Dr. Petra Kühn": "fell on 24/11/2026: mistaken",
    }
    brandt = next(due for due in rows(desk, "shaky") if due.name == "Jens Brandt")
    verbs.not_dependable(desk, [brandt.person_id])
    assert groups(desk)["shaky"] == ["Dr. Petra Kühn"]
    world.clock.forward(days=1)
    ground = stand(desk, brandt.person_id)
    world.clock.forward(days=1)
    grounds.fall(desk, ground)
    assert "Jens Brandt" in groups(desk)["shaky"]


def test_who_was_denied_when_asked_comes_up_too(world):
    desk = world.desk
    grounds.cross_check(desk, world.people["Dr. Petra Kühn"], world.people["Jens Brandt"], "not_at_all")
    assert [joined(due.why) for due in rows(desk, "shaky")] == ["Dr. Petra Kühn, when asked: not at all"]


# Unproven


@pytest.fixture
def crowd(world):
    for number in range(40):
        world.know(f"Unbekannt {number:02}")
    world.clock.forward(days=1)
    return world


def test_a_few_unproven_come_up_the_same_all_day(crowd):
    desk = crowd.desk
    first = groups(desk)["unproven"]
    assert len(first) == 3
    crowd.clock.forward(hours=5)
    assert groups(desk)["unproven"] == first
    crowd.clock.forward(days=1)
    assert groups(desk)["unproven"] != first
    desk.settings = Settings(unproven_per_day=5)
    assert len(groups(desk)["unproven"]) == 5
    desk.settings = Settings(unproven_per_day=0)
    assert "unproven" not in groups(desk)


def test_what_is_settled_is_not_filled_up_the_same_day_whichever_way(crowd):
    desk = crowd.desk
    desk.settings = Settings(unproven_per_day=5)
    five = rows(desk, "unproven")
    stand(desk, five[0].person_id)
    verbs.not_dependable(desk, [five[1].person_id])
    verbs.ask_first(desk, five[2].person_id, later(crowd, days=1).date().isoformat(), "where from?")
    verbs.put_off(desk, [five[3]], later(crowd, days=9))
    reached(desk, five[4].person_id)
    assert [due.name for due in rows(desk, "unproven")] == [five[4].name]
    agenda = today.agenda_of(desk)
    assert (agenda.looked, agenda.looks, agenda.proven, agenda.contacts) == (4, 5, 4, 44)
    for _step in range(5):
        history.undo(desk)
    assert rows(desk, "unproven") == five
    for _step in range(5):
        history.redo(desk)
    crowd.clock.forward(days=1)
    settled = {due.name for due in five[:4]}
    for _day in range(8):
        assert not settled & set(groups(desk)["unproven"])
        crowd.clock.forward(days=1)
    assert_sound(desk.book)


def test_who_is_known_to_dependable_contacts_comes_first_with_their_names(crowd):
    from netz_tui.desk.net import ties

    desk, people = crowd.desk, crowd.people
    for number in range(20):
        ties.note(desk, people[f"Unbekannt {number:02}"], people["Tom Adler"], ties.TieFacts())
    assert not any("known to" in joined(due.why) for due in rows(desk, "unproven"))  # today's news is for tomorrow
    crowd.clock.forward(days=1)
    for due in rows(desk, "unproven"):
        assert joined(due.why).startswith("known to 1 dependable contact")
        assert due.more == ("You could ask Tom Adler.",)


def test_who_was_asked_first_and_stays_unproven_comes_up_again(world):
    desk = world.desk
    (due,) = rows(desk, "unproven")
    assert due.name == "Sabine Lang"
    verbs.ask_first(desk, due.person_id, "2026-11-25", "where from?")
    assert "unproven" not in groups(desk)
    world.clock.forward(days=1)
    (step,) = rows(desk, "steps")
    verbs.tick_off(desk, [step.step_id])
    assert groups(desk)["unproven"] == ["Sabine Lang"]


# Putting off


def test_anything_marked_is_put_off_in_one_step(crowd):
    desk = crowd.desk
    from netz_tui.desk import talk

    crowd.clock.forward(days=120)
    talk.remind(desk, crowd.people["Unbekannt 01"], desk.now().date().isoformat(), "x")
    before = content(desk.book)
    everything = list(today.agenda_of(desk).rows)
    assert {due.group for due in everything} >= {"steps", "ask", "unproven", "touch"}
    verbs.put_off(desk, everything, later(crowd, days=10))
    assert labels(desk)[-1] == f"{len(everything)} things put off"
    assert today.agenda_of(desk).rows == ()
    assert today.next_due(desk).day == later(crowd, days=10).astimezone().date()
    history.undo(desk)
    assert content(desk.book) == before
    history.redo(desk)
    crowd.clock.forward(days=10)
    assert {due.group for due in today.agenda_of(desk).rows} >= {"steps", "ask", "touch"}


def test_a_next_step_is_put_off_to_a_day_or_a_moment(world):
    desk = world.desk
    from netz_tui.desk import talk

    talk.remind(desk, world.people["Tom Adler"], "2026-11-24", "x")
    (due,) = rows(desk, "steps")
    moment = datetime(2026, 11, 26, 14, 30, tzinfo=UTC)
    verbs.put_off(desk, [due], moment, timed=True)
    assert desk.book.value("SELECT due FROM follow_ups") == "2026-11-26T14:30:00Z"
    verbs.put_off(desk, [due], moment)
    assert desk.book.value("SELECT due FROM follow_ups") == moment.astimezone().date().isoformat()
    with pytest.raises(BookProblem):
        verbs.put_off(desk, [due], desk.now())


def test_what_is_put_off_twice_has_one_day(world):
    desk = world.desk
    set_rhythm(desk, [world.people["Tom Adler"]], "1")
    world.clock.forward(days=3)
    (due,) = [due for due in rows(desk, "touch") if due.name == "Tom Adler"]
    for days in (2, 5):
        verbs.put_off(desk, [due], later(world, days=days))
    assert desk.book.value("SELECT count(*) FROM snoozes") == 1
    world.clock.forward(days=4)
    assert "Tom Adler" not in groups(desk).get("touch", ())


def test_nothing_is_due_in_an_empty_book(fresh_book, tmp_path):
    import shutil

    from desk_world import desk_on

    from netz_tui.book.book import open_book

    with open_book(shutil.copy(fresh_book, tmp_path / "book.sqlite")) as book:
        desk = desk_on(book)
        assert today.agenda_of(desk)[1:] == ((), 0, 0, 0, 0, 0)
        assert (today.next_due(desk), today.count(desk)) == (None, 0)


# Words


def test_days_in_words():
    now = datetime(2026, 11, 24, 9, 30).astimezone()
    assert [when(day, now) for day in ("2026-11-24", "2026-11-25", "2026-11-27", "2026-11-23", "2025-11-24")] == [
        "today", "tomorrow", "Fri 27/11", "1 day late", "365 days late",
    ]  # fmt: skip
    assert local_day("2026-11-24") == date(2026, 11, 24)


# People go and become one


def test_nothing_put_off_or_found_is_left_of_who_is_erased_and_it_moves_with_who_is_merged(world):
    from netz_tui.desk.erase import erase
    from netz_tui.desk.merge import merge

    desk, people = world.desk, world.people
    (look,) = rows(desk, "unproven")
    verbs.put_off(desk, [look], later(world, days=3))
    verbs.not_dependable(desk, [look.person_id])
    other = add_person(desk, "Sabine Lang-Kurz", contact=True)
    before = content(desk.book)
    merge(desk, other, look.person_id)
    assert desk.book.rows("SELECT person_id FROM snoozes UNION ALL SELECT person_id FROM reviews") == [(other,)] * 2
    assert_sound(desk.book)
    history.undo(desk)
    assert content(desk.book) == before
    erase(desk, people["Sabine Lang"])
    assert desk.book.rows("SELECT 1 FROM snoozes UNION ALL SELECT 1 FROM reviews") == []


def test_the_later_day_counts_where_both_were_put_off(world):
    from netz_tui.desk.merge import merge

    desk = world.desk
    for name, days in (("Sabine Lang", 3), ("Otto Neu", 9)):
        if name not in world.people:
            world.know(name)
        (look,) = [due for due in rows(desk, "unproven") if due.name == name]
        verbs.put_off(desk, [look], later(world, days=days))
    merge(desk, world.people["Sabine Lang"], world.people["Otto Neu"])
    assert desk.book.rows("SELECT person_id, until FROM snoozes") == [(world.people["Sabine Lang"], "2026-12-03")]


def test_an_hour_that_is_over_is_late(world):
    from netz_tui.desk import talk

    talk.remind(world.desk, world.people["Tom Adler"], "2026-11-24T10:00:00Z", "x")
    assert [due.late for due in rows(world.desk, "steps")] == [False]
    world.clock.forward(hours=1)
    assert [(due.late, due.due) for due in rows(world.desk, "steps")] == [(True, "2026-11-24T10:00:00Z")]
