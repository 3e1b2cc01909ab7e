"""How often somebody wants a sign of life: the person's own goes first, then a tag, then the standing."""

import pytest
from desk_world import content, labels, reached

from netz_tui.book.rhythm import touches
from netz_tui.desk import history, rhythm, today
from netz_tui.desk.desk import BookProblem
from netz_tui.desk.edit import set_rhythm
from netz_tui.desk.search import Contacts
from netz_tui.desk.tags import set_tags
from netz_tui.settings import Settings


def found(desk, until="9999"):
    rows = touches(desk.book, today.rhythms(desk), until)
    return {row.name: (row.days, row.by) for row in rows}


def tag(desk, name):
    return desk.book.value("SELECT id FROM tags WHERE name = ?", (name,))


@pytest.mark.parametrize(
    ("text", "days"),
    [("90", 90), ("6 weeks", 42), ("6 Wochen", 42), ("3 Monate", 90), ("1 y", 365), ("2 quarters", 182),
     ("10 tage", 10), ("0", 0), ("never", 0), ("Nie", 0), ("", None), ("often", None), ("-3", None), ("99 y", None),
     ("3 x", None)],
)  # fmt: skip
def test_intervals_in_words(text, days):
    assert rhythm.days_of(text) == days


def test_the_persons_own_goes_first_then_the_closest_tag_then_the_standing(world):
    desk, people = world.desk, world.people
    assert found(desk) == dict.fromkeys(["Dr. Petra Kühn", "Tom Adler", "Jens Brandt"], (90, "standing"))
    set_tags(desk, [people["Tom Adler"], people["Sabine Lang"]], ["mentor", "ulm", "messe"], keep_others=True)
    rhythm.set_for_tag(desk, tag(desk, "mentor"), "60")
    rhythm.set_for_tag(desk, tag(desk, "ulm"), "2 weeks")
    rhythm.set_for_tag(desk, tag(desk, "messe"), "never")
    assert found(desk)["Tom Adler"] == found(desk)["Sabine Lang"] == (14, "tag")
    set_rhythm(desk, [people["Tom Adler"]], "30")
    assert found(desk)["Tom Adler"] == (30, "person")
    set_rhythm(desk, [people["Tom Adler"]], "never")
    assert "Tom Adler" not in found(desk)
    set_rhythm(desk, [people["Tom Adler"]], "")
    rhythm.set_for_tag(desk, tag(desk, "mentor"), "")
    rhythm.set_for_tag(desk, tag(desk, "ulm"), "nie")
    assert "Tom Adler" not in found(desk)  # all his tags that say anything say never
    assert labels(desk)[-1] == "Contact rhythm of #ulm"


def test_a_standing_has_a_rhythm_of_its_own_in_the_book_before_that_of_the_settings(world):
    desk = world.desk
    desk.settings = Settings(keep_in_touch_days=0)
    assert found(desk) == {}
    before = content(desk.book)
    rhythm.set_for_standing(desk, "dependable", "6 weeks")
    rhythm.set_for_standing(desk, "unproven", "1 y")
    assert found(desk)["Tom Adler"] == (42, "standing")
    assert found(desk)["Sabine Lang"] == (365, "standing")
    rhythm.set_for_standing(desk, "unproven", "2 y")
    assert found(desk)["Sabine Lang"] == (730, "standing")
    rhythm.set_for_standing(desk, "unproven", "")
    assert "Sabine Lang" not in found(desk)
    assert not rhythm.set_for_standing(desk, "unproven", "")
    for _step in range(4):
        history.undo(desk)
    assert content(desk.book) == before
    for _step in range(4):
        history.redo(desk)
    assert found(desk)["Tom Adler"] == (42, "standing")


def test_what_is_no_interval_no_tag_no_standing_is_refused(world):
    desk = world.desk
    set_tags(desk, [1], ["ulm"], keep_others=True)
    for wrong in (
        lambda: rhythm.set_for_tag(desk, tag(desk, "ulm"), "often"),
        lambda: rhythm.set_for_tag(desk, 99, "90"),
        lambda: rhythm.set_for_standing(desk, "famous", "90"),
        lambda: rhythm.set_for_standing(desk, "shaky", "often"),
    ):
        with pytest.raises(BookProblem):
            wrong()


def test_the_overdue_of_the_search_are_those_of_today(world):
    desk = world.desk
    set_tags(desk, [world.people["Sabine Lang"]], ["ulm"], keep_others=True)
    rhythm.set_for_tag(desk, tag(desk, "ulm"), "10")
    world.clock.forward(days=10)
    day = today.midnight(desk).date().isoformat()
    assert [row.name for row in Contacts(desk, "overdue").block(0, 9)] == list(found(desk, day)) == ["Sabine Lang"]
    reached(desk, world.people["Sabine Lang"], kind="meeting")
    assert len(Contacts(desk, "overdue")) == len(found(desk, day)) == 0


def test_all_rhythms_are_listed_standings_first_then_tags_that_have_one(world):
    desk = world.desk
    set_tags(desk, [1, 2, 3], ["ulm"], keep_others=True)
    set_tags(desk, [1], ["mentor"], keep_others=True)
    rhythm.set_for_tag(desk, tag(desk, "mentor"), "30")
    rhythm.set_for_standing(desk, "shaky", "10")
    listed = [(one.kind, one.name, one.days, one.usual, one.people) for one in rhythm.all_rhythms(desk)]
    assert listed == [
        ("standing", "dependable", None, 90, 0), ("standing", "shaky", 10, 0, 0), ("standing", "unproven", None, 0, 0),
        ("tag", "mentor", 30, 0, 1), ("tag", "ulm", None, 0, 3),
    ]  # fmt: skip


def test_the_page_of_a_person_tells_the_next_sign_of_life(world):
    from netz_tui.desk.contacts import person_page
    from netz_tui.desk.today.verbs import not_dependable

    desk, people = world.desk, world.people
    adler = person_page(desk, people["Tom Adler"]).touch
    assert (adler.days, adler.by, adler.due) == (90, "standing", "2027-02-22")
    lang = person_page(desk, people["Sabine Lang"])
    assert (lang.touch, lang.reviewed_at) == (None, None)
    not_dependable(desk, [people["Sabine Lang"]])
    assert person_page(desk, people["Sabine Lang"]).reviewed_at == "2026-11-24T09:30:00Z"
