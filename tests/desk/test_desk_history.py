"""Undo without end, travelling, and deferred requests that come back by themselves."""

import shutil
from datetime import timedelta

import pytest
from desk_world import World, ask, assert_sound, content, desk_on, labels, reached, sender, stand, state

from netz_tui.book.book import open_book
from netz_tui.book.problems import BookProblem
from netz_tui.desk import decide, grounds, history, tags, talk, waking
from netz_tui.desk.views import Inbox, summary

AWAKE, ASLEEP = False, True


def deferred(world, days=3):
    request_id = ask(world.desk, "Erika Weiß")
    decide.defer(world.desk, [request_id], world.clock() + timedelta(days=days))
    return request_id


def sleeps(world, request_id):
    return state(world.desk, request_id)[1]


def steps(world):
    """Every verb once, each a step of its own."""
    desk, lang, adler = world.desk, world.people["Sabine Lang"], world.people["Tom Adler"]
    one, other = ask(desk, "Erika Weiß"), ask(desk, "Udo Roth", message="Hallo")
    conversation = reached(desk, sender(desk, one), None, None)
    talk.judge(desk, conversation, trust=4, chemistry=5)
    stand(desk, sender(desk, one), "c", adler)
    decide.name_introducer(desk, one, adler)
    decide.confirm(desk, one)
    decide.defer(desk, [other], world.clock() + timedelta(days=3))
    decide.take_back(desk, [other])
    decide.decline(desk, [other], "collector")
    ground = stand(desk, lang)
    grounds.fall(desk, ground, "who?")
    grounds.stand_again(desk, ground)
    grounds.cross_check(desk, adler, sender(desk, one), "not_at_all")
    tags.set_tags(desk, [lang, adler], ["jazz"], keep_others=True)
    talk.remind(desk, lang, "2026-12-24", "Karte")


def test_everything_is_undone_and_redone_exactly(world):
    first = history.latest(world.desk)
    states = [content(world.book)]
    entries = [first]
    steps(world)
    last = history.latest(world.desk)
    while history.latest(world.desk) > first:
        states.append(content(world.book))
        entries.append(history.latest(world.desk))
        assert history.undo(world.desk)
        assert_sound(world.book)
    assert content(world.book) == states[0]
    for wanted in reversed(states[1:]):
        assert history.redo(world.desk)
        assert content(world.book) == wanted
    assert history.redo(world.desk) is None
    assert history.latest(world.desk) == last
    for entry, wanted in zip(entries[1:], states[1:], strict=True):
        history.back_to(world.desk, entry)
        assert content(world.book) == wanted
        assert history.latest(world.desk) == entry
        assert_sound(world.book)
    history.back_to(world.desk, first)
    assert content(world.book) == states[0]


def test_undo_to_the_very_beginning_and_back(world):
    full = content(world.book)
    while history.undo(world.desk):
        pass
    assert not any(content(world.book).values())
    assert history.undo(world.desk) is None
    assert history.latest(world.desk) == 0
    history.back_to(world.desk, max(history.ids(world.desk)))
    assert content(world.book) == full


def test_back_to_before_everything(world):
    full = content(world.book)
    change = history.back_to(world.desk, 0)
    assert change.kinds >= {"people", "grounds"}
    assert not any(content(world.book).values())
    history.back_to(world.desk, 10**9)
    assert content(world.book) == full
    assert not history.back_to(world.desk, 10**9)


def test_undone_steps_are_gone_after_a_new_one(world):
    ask(world.desk, "Erika Weiß")
    history.undo(world.desk)
    ask(world.desk, "Udo Roth")
    assert history.redo(world.desk) is None
    assert labels(world.desk)[-1] == "Request of Udo Roth added"


def test_a_step_that_changes_nothing_keeps_what_can_be_redone(world):
    ask(world.desk, "Erika Weiß")
    history.undo(world.desk)
    assert not decide.decline(world.desk, [4711])
    assert not tags.set_tags(world.desk, [], ["jazz"], keep_others=True) or history.redo(world.desk) is None
    with pytest.raises(BookProblem):
        talk.remind(world.desk, 4711, "2026-12-24")


def test_undo_holds_across_a_restart(tmp_path, fresh_book):
    path = shutil.copy(fresh_book, tmp_path / "book.sqlite")
    with open_book(path) as book:
        world = World.build(book)
        world.ready()
        history.undo(world.desk)
        wanted = content(book)
        history.undo(world.desk)
    with open_book(path) as book:
        desk = desk_on(book)
        assert history.redo(desk)
        assert content(book) == wanted
        assert history.redo(desk)
        assert history.redo(desk) is None


def test_the_history_is_told_newest_first_in_pages(world):
    for number in range(5):
        ask(world.desk, f"Person {number}")
    history.undo(world.desk)
    page = history.entries(world.desk, limit=3)
    assert [entry.undone for entry in page] == [True, False, False]
    rest = history.entries(world.desk, before=page[-1].id)
    assert [entry.id for entry in page + rest] == list(history.ids(world.desk))
    assert history.latest(world.desk) == page[1].id
    assert history.before(world.desk, page[1].id) == page[2].id
    assert history.before(world.desk, min(history.ids(world.desk))) == 0


def test_undo_names_what_it_undoes(world):
    ask(world.desk, "Erika {name} Weiß")
    change = history.undo(world.desk)
    assert change.label.format(**change.params) == "Request of Erika {name} Weiß added"
    assert "requests" in change.kinds


def test_a_deferred_request_comes_back_by_itself(world):
    request_id = deferred(world, days=3)
    assert summary(world.desk).deferred == 1
    world.clock.forward(days=3, seconds=-1)
    assert waking.wake(world.desk) == 0
    assert sleeps(world, request_id) is ASLEEP
    entries = len(history.ids(world.desk))
    world.clock.forward(seconds=1)
    assert waking.wake(world.desk) == 1
    assert waking.wake(world.desk) == 0
    assert sleeps(world, request_id) is AWAKE
    assert (summary(world.desk).waiting, summary(world.desk).deferred) == (1, 0)
    assert len(history.ids(world.desk)) == entries, "time is nobody's step"


def test_only_those_that_are_due_come_back(world):
    soon, later = deferred(world, 1), deferred(world, 9)
    world.clock.forward(days=2)
    assert waking.wake(world.desk) == 1
    assert (sleeps(world, soon), sleeps(world, later)) == (AWAKE, ASLEEP)
    assert [row.id for row in Inbox(world.desk).block(0, 9)] == [soon, later]


def test_undoing_a_defer_after_it_woke(world):
    request_id = deferred(world)
    world.clock.forward(days=4)
    waking.wake(world.desk)
    history.undo(world.desk)
    assert state(world.desk, request_id) == ("pending", AWAKE, None)
    history.redo(world.desk)
    assert sleeps(world, request_id) is AWAKE, "its day has passed"


def test_redoing_a_defer_whose_day_has_passed_meanwhile(world):
    request_id = deferred(world)
    history.undo(world.desk)
    world.clock.forward(days=4)
    history.redo(world.desk)
    assert sleeps(world, request_id) is AWAKE


def test_undoing_a_decision_on_a_deferred_request_whose_day_has_passed(world):
    request_id = deferred(world)
    decide.decline(world.desk, [request_id])
    world.clock.forward(days=4)
    assert waking.wake(world.desk) == 0
    history.undo(world.desk)
    assert state(world.desk, request_id)[:2] == ("pending", AWAKE)
    history.redo(world.desk)
    history.undo(world.desk)
    assert sleeps(world, request_id) is AWAKE


def test_undoing_a_decision_before_the_day_leaves_it_asleep(world):
    request_id = deferred(world)
    decide.decline(world.desk, [request_id])
    world.clock.forward(days=1)
    history.undo(world.desk)
    assert sleeps(world, request_id) is ASLEEP


def test_travelling_wakes_too(world):
    request_id = deferred(world)
    entry = history.latest(world.desk)
    decide.take_back(world.desk, [request_id])
    world.clock.forward(days=4)
    history.back_to(world.desk, entry)
    assert sleeps(world, request_id) is AWAKE


def test_a_second_defer_undone_after_the_first_day(world):
    request_id = deferred(world, 1)
    world.clock.forward(days=2)
    waking.wake(world.desk)
    decide.defer(world.desk, [request_id], world.clock() + timedelta(days=5))
    assert sleeps(world, request_id) is ASLEEP
    history.undo(world.desk)
    assert sleeps(world, request_id) is AWAKE
    history.redo(world.desk)
    assert sleeps(world, request_id) is ASLEEP
    world.clock.forward(days=6)
    assert waking.wake(world.desk) == 1


def test_what_is_decided_never_wakes(world):
    request_id = deferred(world)
    decide.decline(world.desk, [request_id])
    world.clock.forward(days=9)
    assert waking.wake(world.desk) == 0
    assert state(world.desk, request_id)[0] == "declined"
