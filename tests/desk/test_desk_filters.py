"""Filters under a name."""

import pytest
from desk_world import labels

from netz_tui.desk import filters, history
from netz_tui.desk.desk import BookProblem


def names(desk, place="contacts"):
    return [(saved.name, saved.text) for saved in filters.saved(desk, place)]


def test_keep_choose_replace_drop_and_undo_each(desk):
    filters.save(desk, "contacts", " Ulm ", "city:ulm")
    filters.save(desk, "contacts", "bald: fällig", "overdue tag:x")
    filters.save(desk, "inbox", "Ulm", "score:60")
    assert names(desk) == [("bald: fällig", "overdue tag:x"), ("Ulm", "city:ulm")]
    assert names(desk, "inbox") == [("Ulm", "score:60")]
    filters.save(desk, "contacts", "Ulm", "city:ulm overdue")
    assert names(desk)[1] == ("Ulm", "city:ulm overdue")
    filters.drop(desk, filters.saved(desk, "contacts")[0].id)
    assert labels(desk)[-1] == "Filter bald: fällig dropped"
    assert names(desk) == [("Ulm", "city:ulm overdue")]
    for _step in range(2):
        history.undo(desk)
    assert names(desk) == [("bald: fällig", "overdue tag:x"), ("Ulm", "city:ulm")]


@pytest.mark.parametrize(("name", "text"), [("", "x"), (" \n", "x"), ("x", "  ")])
def test_what_can_not_be_kept_is_told(desk, name, text):
    with pytest.raises(BookProblem):
        filters.save(desk, "contacts", name, text)
    assert names(desk) == []


def test_nothing_but_a_filter_is_dropped(desk):
    with pytest.raises(BookProblem):
        filters.drop(desk, 999)
