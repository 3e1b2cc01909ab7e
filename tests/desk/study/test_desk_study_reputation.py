"""Views and places: what was not counted or not found is no zero, and other events are kept out of a comparison."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netz_tui.desk import study
from netz_tui.desk.study import Lens, entry, goals, reputation
from netz_tui.desk.study import facts as study_facts
from netz_tui.desk.study.answer import Times
from netz_tui.desk.study.facts import Sight

TODAY = date(2026, 11, 24)
START = date(2026, 1, 5)


def sight(week, value, days=7, kind="profile_views", platform="XING", note=""):
    return Sight(kind, platform, START + timedelta(days=7 * week), value, days, note)


def test_a_week_nobody_counted_is_unknown_not_zero():
    found = reputation.periods([sight(1, 10), sight(2, 0), sight(5, 12)])
    assert [(one.days, one.counted) for one in found] == [(7, 10), (7, 0), (14, None), (7, 12)]


def test_a_count_that_tells_the_same_visits_again_is_left_out():
    found = reputation.periods([sight(1, 10), sight(2, 40, days=30), sight(2, 9), sight(3, 50, days=30)])
    assert [one.counted for one in found] == [10, 9]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 40), st.integers(0, 99)), max_size=12))
def test_periods_follow_each_other_without_a_gap_and_count_nothing_twice(counts):
    given_ = [sight(0, float(n), days)._replace(day=START + timedelta(days=day)) for day, days, n in counts]
    found = reputation.periods(given_)
    assert all(one.end == following.start for one, following in pairwise(found))
    assert sum(one.counted or 0 for one in found) <= sum(n for _day, _days, n in counts)


def test_an_event_is_compared_up_to_its_neighbours_and_half_a_year():
    given_ = reputation.periods([sight(week, 10) for week in range(1, 46)])
    event = START + timedelta(days=7 * 30)
    near = [START + timedelta(days=7 * 25), START + timedelta(days=7 * 34)]
    found = reputation.around(event, near, given_)
    assert found[0].start == near[0]
    assert found[-1].end == near[1]
    assert all(abs((one.start - event).days) <= 182 for one in reputation.around(event, [], given_))


def figures(desk, lens=Lens()):  # noqa: B008 - a lens is never changed
    answer = study.answer_to(study_facts.read(desk), "reputation", lens)
    return {f"{figure.label}{' (jump)' if 'jump' in figure.meaning else ''}": figure for figure in answer.figures}


def test_a_search_without_a_find_has_no_place(desk):
    for week in range(6):
        entry.place(desk, "Google", None if week == 3 else 10 + week, TODAY - timedelta(days=14 * week))
    found = figures(desk)["Google: last half year"]
    assert found.value == "place 12", "a zero, or a hundred, would move the median"
    assert found.cases == "n = 5 · 1 time not found"
    times = study.answer_to(study_facts.read(desk), "reputation", Lens()).pictures[1]
    assert isinstance(times, Times)
    line = times.lines[0]
    assert [value for _day, value in line[1]].count(None) == 1


def test_before_and_after_say_how_certain_they_are_and_when_they_cannot(desk):
    event = TODAY - timedelta(days=70)
    for week in range(20):
        day = TODAY - timedelta(days=7 * week)
        entry.views(desk, "XING", 20 if day > event else 10, day)
    entry.event(desk, "XING", "Über mich", event)
    found = figures(desk)
    change = next(figure for label, figure in found.items() if label.endswith("XING: Über mich"))
    assert change.value == "× 2.00"
    assert change.cases == "10.0 → 20.0 a week"
    assert change.raw[1] > 1
    assert "not what caused it" in change.bias
    entry.event(desk, "XING", "Foto", event + timedelta(days=14))
    change = next(figure for label, figure in figures(desk).items() if label.endswith("XING: Über mich"))
    assert change.value == "not enough data yet: 2 of 5", "the views after the second event are not the first one's"


def test_a_rise_that_was_there_before_the_event_is_no_jump(desk):
    """Views double every ten weeks, all along: the average after is far higher, the jump at the event is none."""
    event = TODAY - timedelta(days=70)
    for week in range(24):
        entry.views(desk, "XING", round(400 * 0.93**week), TODAY - timedelta(days=7 * week))
    entry.event(desk, "XING", "Foto", event)
    found = figures(desk)
    change = next(figure for label, figure in found.items() if label.endswith("XING: Foto"))
    jump = next(figure for label, figure in found.items() if label.endswith("XING: Foto (jump)"))
    assert change.raw[1] > 1.5
    assert jump.raw[1] < 1 < jump.raw[2]
    assert jump.value in {"× 1.00", "× 0.99", "× 1.01"}
    assert jump.cases == "trend × 1.08 → × 1.08 a week"


def test_the_checklist_says_what_is_open_as_last_noted(desk):
    entry.tick(desk, "XING", "Foto", TODAY - timedelta(days=9), done=True)
    entry.tick(desk, "XING", "Portfolio", TODAY - timedelta(days=9), done=True)
    entry.tick(desk, "XING", "Portfolio", TODAY, done=False)
    found = figures(desk)["XING"]
    assert (found.value, found.cases) == ("1 of 2 done", "open: Portfolio")


def test_a_lens_keeps_platform_and_time(desk):
    entry.views(desk, "XING", 5, TODAY)
    entry.views(desk, "LinkedIn", 5, TODAY - timedelta(days=100))
    facts = study_facts.read(desk)
    assert [one.platform for one in reputation.kept(facts, Lens(platform="XING"))] == ["XING"]
    assert [one.platform for one in reputation.kept(facts, Lens(since=TODAY - timedelta(days=9)))] == ["XING"]


@pytest.mark.parametrize("weeks", [3, 20])
def test_the_load_of_a_young_log_is_not_said(desk, world, weeks):
    from desk_world import add_person

    person = add_person(desk, "Neu", contact=True)
    from netz_tui.book.models import Conversation

    with desk.book.action("log", "Log", desk.now()) as action:
        for week in range(weeks):
            action.insert(Conversation, person=person, kind="call", outcome="reached",
                          at=desk.now() - timedelta(days=7 * week))  # fmt: skip
    figures_ = {one.label: one for one in goals.answer(study_facts.read(desk), Lens()).figures}
    assert figures_["talked with in 7 days"].enough
    assert not figures_["talked with in 12 months"].enough
    assert figures_["talked with in 12 months"].value.startswith("not enough data yet")
    assert world
