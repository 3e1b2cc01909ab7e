"""Tags: words of the user's own."""

import pytest
from desk_world import content, labels
from hypothesis import given
from hypothesis import strategies as st

from netz_tui.desk import history, tags
from netz_tui.desk.desk import BookProblem


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("", []),
        (" , ,# ,##", []),
        ("Jazz", ["jazz"]),
        ("#jazz, Messe 2026 ,jazz,  #Jazz", ["jazz", "messe 2026"]),
        ("ÄRZTE,ärzte", ["ärzte"]),
        ("c#,#c++", ["c#", "c++"]),
        ("a\x1b[31mb,\u202ec", ["a[31mb", "c"]),
        ("zwei   Worte", ["zwei worte"]),
    ],
)
def test_split(line, wanted):
    assert tags.split(line) == wanted


@given(st.text(max_size=60))
def test_splitting_what_was_split_changes_nothing(line):
    once = tags.split(line)
    assert tags.split(",".join(once)) == once
    assert len(set(once)) == len(once)
    assert all(once)


def test_several_people_in_one_step(world):
    people = list(world.people.values())[:3]
    change = tags.set_tags(world.desk, people, ["jazz", "messe"], keep_others=True)
    assert change.kinds == {"tags", "person_tags"}
    assert labels(world.desk)[-1] == "3 people tagged"
    assert all(tags.tags_of(world.desk, row) == ["jazz", "messe"] for row in people)
    assert not tags.set_tags(world.desk, people, ["messe"], keep_others=True), "nothing new, no entry"
    tags.set_tags(world.desk, people[:1], ["ulm"], keep_others=False)
    assert [tags.tags_of(world.desk, row) for row in people] == [["ulm"], ["jazz", "messe"], ["jazz", "messe"]]
    history.undo(world.desk)
    assert tags.tags_of(world.desk, people[0]) == ["jazz", "messe"]


def test_taking_all_tags(world):
    lang = world.people["Sabine Lang"]
    tags.set_tags(world.desk, [lang], ["jazz"], keep_others=True)
    assert not tags.set_tags(world.desk, [lang], [], keep_others=True)
    tags.set_tags(world.desk, [lang], [], keep_others=False)
    assert tags.tags_of(world.desk, lang) == []


def test_a_tag_is_found_again_however_it_is_written(world):
    lang, adler = world.people["Sabine Lang"], world.people["Tom Adler"]
    tags.set_tags(world.desk, [lang], ["zwei worte"], keep_others=True)
    tags.set_tags(world.desk, [lang, adler], [" #Zwei   Worte\x1b"], keep_others=True)
    assert tags.tags_of(world.desk, adler) == tags.tags_of(world.desk, lang) == ["zwei worte"]
    assert world.book.value("SELECT count(*) FROM tags") == 1


def test_the_same_person_twice(world):
    lang = world.people["Sabine Lang"]
    tags.set_tags(world.desk, [lang, lang], ["jazz"], keep_others=False)
    assert tags.tags_of(world.desk, lang) == ["jazz"]
    assert labels(world.desk)[-1] == "Sabine Lang tagged"


def test_somebody_who_is_not_there(world):
    before = content(world.book)
    with pytest.raises(BookProblem):
        tags.set_tags(world.desk, [world.people["Sabine Lang"], 4711], ["jazz"], keep_others=True)
    assert content(world.book) == before
