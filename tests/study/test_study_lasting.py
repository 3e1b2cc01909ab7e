from datetime import date, timedelta

import pytest

from netz_tui.study.episodes import History, spells_of_all
from netz_tui.study.lasting import history_of
from netz_tui.study.survival import kaplan_meier

START = date(2024, 1, 1)


def day(number):
    return START + timedelta(days=number)


def days(*numbers):
    return [day(number) for number in numbers]


TODAY = day(700)
WEEKLY = days(*range(0, 71, 7))


def test_a_tie_ends_when_silent_for_too_long_or_removed():
    assert history_of("x", day(0), WEEKLY, TODAY).ended == day(127)
    assert history_of("x", day(0), WEEKLY, TODAY, removed=day(100)).ended == day(100)
    assert history_of("x", day(0), WEEKLY, TODAY, removed=day(200)).ended == day(127)
    assert history_of("x", day(0), WEEKLY, day(126)).ended is None
    with pytest.raises(ValueError, match="cannot have ended"):
        history_of("x", day(50), [], TODAY, removed=day(40))


def test_a_broken_silence_ended_the_tie_all_the_same():
    assert history_of("x", day(0), [*WEEKLY, day(690)], TODAY).ended == day(127)


def test_silence_before_the_tie_began_does_not_end_it():
    assert history_of("x", day(500), [*WEEKLY, *days(500, 550, 600, 650)], TODAY).ended is None


def test_weeks_without_any_log_do_not_end_a_tie():
    assert history_of("x", day(0), WEEKLY, day(200), blind=[(day(71), day(199))]).ended is None


def test_no_log_is_neither_alive_nor_dead():
    """Half of twenty imported contacts were talked to and lost; of the others nothing was ever logged.

    Taking them for alive makes half survive, taking them for dead makes all die at once; they say nothing.
    """
    talked = [history_of(n, day(0), days(0, 20 * n), TODAY) for n in range(10)]
    silent = [history_of(f"silent{n}", day(0), [], TODAY) for n in range(10)]
    fair = kaplan_meier(spells_of_all([*talked, *silent], TODAY))
    alive = kaplan_meier(spells_of_all([*talked, *(History(tie.who, tie.began) for tie in silent)], TODAY))
    dead = kaplan_meier(
        spells_of_all([*talked, *(History(tie.who, tie.began, ended=tie.began) for tie in silent)], TODAY)
    )
    assert fair.at(500).survival == pytest.approx(kaplan_meier(spells_of_all(talked, TODAY)).at(500).survival)
    assert (fair.n, alive.n, dead.n) == (10, 20, 20)
    assert alive.at(500).survival > fair.at(500).survival + 0.2
    assert dead.at(500).survival < fair.at(500).survival / 1.9


def test_an_import_without_a_log_is_censored_on_the_day_it_came():
    tie = history_of("x", day(0), [], TODAY, known_from=day(300))
    assert tie.known_until == day(300)
    assert tie.spells(TODAY) == []
    assert history_of("x", day(0), [], TODAY, known_from=day(300), removed=day(400)).ended == day(400)
