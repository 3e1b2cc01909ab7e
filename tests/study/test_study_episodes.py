from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netz_tui.study.episodes import History, days_by_state, spells_by_state, spells_of_all
from netz_tui.study.logrank import log_rank
from netz_tui.study.risk import Spell
from netz_tui.study.survival import kaplan_meier

START = date(2023, 1, 1)
TODAY = date(2026, 1, 1)


def day(number):
    return START + timedelta(days=number)


def test_a_history_is_split_on_the_day_of_the_change():
    tie = History("x", began=day(0), ended=day(500), states=((day(0), "c"), (day(200), "b")))
    assert tie.spells(TODAY) == [
        ("c", Spell(200, event=False, entry=0, who="x")),
        ("b", Spell(500, event=True, entry=200, who="x")),
    ]


def test_before_the_first_ground_there_is_none():
    tie = History("x", began=day(0), states=((day(30), "a"), (day(60), None), (day(60), "b")))
    assert [(state, spell.entry, spell.exit) for state, spell in tie.spells(day(100))] == [
        (None, 0, 30),
        ("a", 30, 60),
        ("b", 60, 100),
    ]


def test_the_state_of_the_last_day_is_the_one_it_was_entered_in():
    tie = History("x", began=day(0), ended=day(50), states=((day(0), "c"), (day(50), "b")))
    assert tie.spells(TODAY) == [("c", Spell(50, event=True, entry=0, who="x"))]


def test_what_happens_after_today_is_not_known():
    tie = History("x", began=day(0), ended=day(50), states=((day(0), "c"), (day(40), "b")))
    assert tie.spells(day(30)) == [("c", Spell(30, event=False, entry=0, who="x"))]
    assert tie.spells(day(-1)) == []


def test_a_tie_imported_later_is_watched_only_from_then():
    tie = History("x", began=day(0), known_from=day(400), ended=day(450))
    assert tie.spells(TODAY) == [(None, Spell(450, event=True, entry=400, who="x"))]
    assert History("x", began=day(0), known_from=day(400), ended=day(300)).spells(TODAY) == []


def test_lost_from_sight_is_censored_there():
    tie = History("x", began=day(0), known_until=day(90))
    assert tie.spells(TODAY) == [(None, Spell(90, event=False, entry=0, who="x"))]


def test_a_tie_of_one_day_is_not_lost():
    tie = History("x", began=day(5), ended=day(5), states=((day(5), "a"),))
    assert tie.spells(TODAY) == [("a", Spell(0, event=True, entry=0, who="x"))]


def test_an_end_before_the_beginning_is_an_error():
    with pytest.raises(ValueError, match="cannot have ended"):
        History("x", began=day(5), ended=day(4))


def naive_by_last_state(histories, until):
    """Group whole ties by the ground they have in the end, as if they had had it from their first day."""
    groups: dict[Any, Any] = {}
    for tie in histories:
        state = tie.states[-1][1] if tie.states else None
        end = tie.ended if tie.ended and tie.ended <= until else until
        groups.setdefault(state, []).append(Spell((end - tie.began).days, event=end == tie.ended, who=tie.who))
    return groups


def immortal():
    """Half of the ties end on each of many days, whatever their ground; survivors of a year are met in person."""
    ties = []
    for number in range(60):
        end = 20 + 15 * number
        met = ((day(0), "c"), (day(365), "b")) if end > 365 else ((day(0), "c"),)
        ties.append(History(number, began=day(0), ended=day(end), states=met))
    return ties


def test_no_immortal_time():
    """Meeting does nothing here, yet the naive grouping has every met contact survive its first year."""
    ties, until = immortal(), day(1_000)
    naive, fair = naive_by_last_state(ties, until), spells_by_state(ties, until)
    assert kaplan_meier(naive["b"]).at(365).survival == 1
    assert log_rank(naive).p < 1e-6
    assert kaplan_meier(fair["b"], start=365).at(365).survival == 1
    assert kaplan_meier(fair["b"]).at(365).at_risk == 0
    both_known = log_rank(fair)
    assert both_known.freedom is None, "nobody was met and unmet at the same age: there is nothing to compare"


def test_immortal_time_turns_the_verdict():
    """Met contacts end twice as fast from the day they were met; the naive test says they last longer."""
    ties = []
    for number in range(120):
        meets = number % 2 == 0
        met_on = 450
        life = 15 * number // 2 + 10
        if meets and life > met_on:
            ties.append(
                History(
                    number,
                    began=day(0),
                    ended=day(met_on + (life - met_on) // 2 + 1),
                    states=((day(0), "c"), (day(met_on), "b")),
                )
            )
        else:
            ties.append(History(number, began=day(0), ended=day(life), states=((day(0), "c"),)))
    until = day(1_000)
    naive, fair = log_rank(naive_by_last_state(ties, until)), log_rank(spells_by_state(ties, until))
    assert naive.groups["b"].observed < naive.groups["b"].expected
    assert fair.groups["b"].observed > fair.groups["b"].expected
    assert fair.p < 0.001


numbers = st.integers(0, 120)
histories = st.builds(
    lambda began, stay, lag, states, ended, sight: History(
        "x",
        began=day(began),
        ended=day(began + stay) if ended else None,
        known_from=day(began + lag) if lag else None,
        known_until=day(began + sight) if sight else None,
        states=tuple((day(when), state) for when, state in states),
    ),
    numbers,
    numbers,
    st.sampled_from([0, 0, 5, 40]),
    st.lists(st.tuples(numbers, st.sampled_from(["a", "b", "c", None])), max_size=5),
    st.booleans(),
    st.sampled_from([0, 0, 60]),
)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(histories, numbers)
def test_splitting_neither_loses_nor_doubles_a_day(tie, until):
    pieces = [spell for _, spell in tie.spells(day(until))]
    watched = tie.watched(day(until))
    assert bool(pieces) == (watched is not None)
    if watched is None:
        return
    assert pieces[0].entry == (watched[0] - tie.began).days
    assert pieces[-1].exit == (watched[1] - tie.began).days
    assert all(left.exit == right.entry for left, right in pairwise(pieces))
    assert sum(piece.event for piece in pieces) == (tie.ended is not None and tie.ended <= day(until))
    assert not any(piece.event for piece in pieces[:-1])
    assert sum(days_by_state([tie], day(until)).values()) == (watched[1] - watched[0]).days
    assert len(spells_of_all([tie], day(until))) == len(pieces)
