"""One older entry is undone by itself where nothing later stands in the way; otherwise that one is named."""

import pytest
from book_samples import NOW

from netz_tui.book import journal
from netz_tui.book.models import DuplicatePair, Handle, Person
from netz_tui.book.problems import BookProblem
from netz_tui.book.selective import undo_entry


def add(book, name):
    with book.action("add", "{name} added", NOW, name=name) as action:
        person_id = action.insert(Person, uid=name, name=name, name_key=name.lower(), created_at=NOW)
    return person_id, action.change.entry


def change(book, person_id, label, **values):
    with book.action("change", label, NOW) as action:
        action.update(Person, person_id, **values)
    return action.change.entry


def value(book, person_id, column):
    return book.value(f"SELECT {column} FROM people WHERE id = ?", (person_id,))


def test_another_column_is_not_in_the_way_but_the_same_is(book):
    person_id, _entry = add(book, "Erika")
    city = change(book, person_id, "Move", city="Ulm")
    change(book, person_id, "Hire", org="Mühle")
    undo_entry(book, city, NOW)
    assert (value(book, person_id, "city"), value(book, person_id, "org")) == ("", "Mühle")
    hired = change(book, person_id, "Rise", org="Mühle AG")
    change(book, person_id, "Fall", org="Mühle KG")
    with pytest.raises(BookProblem, match="“Rise” can't be undone by itself: “Fall” came after it"):
        undo_entry(book, hired, NOW)
    assert value(book, person_id, "org") == "Mühle KG"


def test_what_later_rows_refer_to_is_not_taken_away(book):
    person_id, entry = add(book, "Erika")
    with book.action("reach", "Note a number", NOW) as action:
        action.insert(Handle, person=person_id, kind="phone", raw="1", normal="1")
    with pytest.raises(BookProblem, match="“Note a number” came after it"):
        undo_entry(book, entry, NOW)
    undo_entry(book, action.change.entry, NOW)
    assert book.value("SELECT count(*) FROM handles") == 0
    undo_entry(book, entry, NOW)
    assert value(book, person_id, "name") is None


def test_how_likely_a_pair_is_is_not_in_the_way_but_that_they_are_two_is(book):
    erika, erica, hans = (add(book, name)[0] for name in ("Erika", "Erica", "Hans"))
    with book.action("search", "Look", NOW) as look:
        pair = look.insert(DuplicatePair, a=erika, b=erica, probability=0.4)
    with book.action("merge", "Merge", NOW) as merge:
        merge.update(DuplicatePair, pair, b=hans, probability=0.5)
    with book.action("search", "Look again", NOW) as action:
        action.update(DuplicatePair, pair, probability=0.6)
    with book.action("apart", "Keep apart", NOW) as action:
        action.update(DuplicatePair, pair, state="different")
    with pytest.raises(BookProblem, match="“Keep apart” came after it"):
        undo_entry(book, merge.change.entry, NOW)
    journal.undo(book)
    with pytest.raises(BookProblem, match="“Merge” came after it"):
        undo_entry(book, look.change.entry, NOW)
    undo_entry(book, merge.change.entry, NOW)
    assert book.row("SELECT a_id, b_id, probability FROM duplicate_pairs") == (erika, erica, 0.4)
    undo_entry(book, look.change.entry, NOW)
    assert book.value("SELECT count(*) FROM duplicate_pairs") == 0


def test_what_was_itself_undone_by_itself_is_not_in_the_way(book):
    person_id, _entry = add(book, "Erika")
    move = change(book, person_id, "Move", city="Ulm")
    again = change(book, person_id, "Move on", city="Kiel")
    change(book, person_id, "Hire", org="Mühle")
    with pytest.raises(BookProblem, match="“Move on” came after it"):
        undo_entry(book, move, NOW)
    undone = undo_entry(book, again, NOW).entry
    change(book, person_id, "Rise", org="Mühle AG")
    back = undo_entry(book, undone, NOW).entry
    with pytest.raises(BookProblem, match="“Move on” came after it"):
        undo_entry(book, move, NOW)
    change(book, person_id, "Fall", org="Mühle KG")
    undo_entry(book, back, NOW)
    assert value(book, person_id, "city") == "Ulm"
    undo_entry(book, move, NOW)
    assert value(book, person_id, "city") == ""
    journal.travel(book, again)
    assert value(book, person_id, "city") == "Kiel"


def test_it_is_a_step_like_any_other(book):
    first, entry = add(book, "Erika")
    second, _entry = add(book, "Hans")
    undo_entry(book, entry, NOW)
    assert journal.history(book)[0].label == "Undone by itself: {what}"
    assert (value(book, first, "name"), value(book, second, "name")) == (None, "Hans")
    journal.undo(book)
    assert value(book, first, "name") == "Erika"
    journal.redo(book)
    assert value(book, first, "name") is None
    journal.travel(book, 0)
    assert book.value("SELECT count(*) FROM people") == 0
    journal.travel(book, 3)
    assert (value(book, first, "name"), value(book, second, "name")) == (None, "Hans")


def test_what_was_undone_before_it_can_not_be_redone_after_it(book):
    """As after any new step: redoing would write over what the new one left."""
    person_id, _entry = add(book, "Erika")
    city = change(book, person_id, "Move", city="Ulm")
    change(book, person_id, "Hire", org="Mühle")
    change(book, person_id, "Move on", city="Kiel")
    journal.undo(book)
    undo_entry(book, city, NOW)
    assert journal.redo(book) is None
    assert (value(book, person_id, "city"), value(book, person_id, "org")) == ("", "Mühle")


def test_the_latest_entry_is_undone_as_ever(book):
    person_id, entry = add(book, "Erika")
    undo_entry(book, entry, NOW)
    journal.redo(book)
    assert value(book, person_id, "name") == "Erika"


def test_there_is_nothing_to_undo_twice(book):
    _person, entry = add(book, "Erika")
    journal.undo(book)
    for missing in (entry, 999):
        with pytest.raises(BookProblem, match="not there any more, or is undone already"):
            undo_entry(book, missing, NOW)
