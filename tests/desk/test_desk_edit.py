"""Adding and changing people by hand: what is typed is checked, one step each."""

import pytest
from desk_world import NOW, add_person, assert_sound, content, labels
from hypothesis import given
from hypothesis import strategies as st

from netz_tui.book import people as book_people
from netz_tui.desk import history
from netz_tui.desk.desk import BookProblem
from netz_tui.desk.edit import FIELDS, add, check, edit, set_rhythm, values_of

TODAY = NOW.date()
GOOD = {
    "name": "Berta Blum",
    "org": "Blumen AG",
    "title": "Gärtnerin",
    "phones": "0731 123456, +41 44 668 18 00",
    "emails": "berta@example.org",
    "urls": "https://www.xing.com/profile/Berta_Blum",
    "city": "Ulm",
    "country": "",
    "birthday": "14.3.1978",
    "contact_since": "märz 2019",
    "rhythm_days": "6 wochen",
    "note": "Kennt alle.\nZüchtet Rosen.",
}


@pytest.mark.parametrize(
    ("field", "text", "part"),
    [
        ("name", "  ", None),
        ("phones", "0731 123456, hallo", "hallo"),
        ("emails", "a@b.de, berta", "berta"),
        ("emails", "a@b@c.de", "a@b@c.de"),
        ("urls", "javascript:alert(1)", "javascript:alert(1)"),
        ("birthday", "morgen", "morgen"),
        ("birthday", "2050", "2050"),
        ("contact_since", "irgendwann", "irgendwann"),
        ("rhythm_days", "oft", "oft"),
        ("rhythm_days", "-3", "-3"),
        ("rhythm_days", "99 y", "99 y"),
    ],
)
def test_what_is_wrong_is_told(field, text, part):
    sentence, values = check({**GOOD, field: text}, "DE", TODAY)
    assert sentence
    assert values.get("text") == part


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("birthday", "--03-14"),
        ("birthday", "1978"),
        ("birthday", "1978-03"),
        ("contact_since", ""),
        ("urls", "example.org/x"),
        ("rhythm_days", "90"),
        ("rhythm_days", "3 Monate"),
        ("rhythm_days", "1 y"),
        ("rhythm_days", "never"),
        ("phones", ""),
        ("emails", "ü@bücher.example"),
    ],
)
def test_what_is_right_is_taken(field, text):
    assert check({**GOOD, field: text}, "DE", TODAY) is None


def test_add_and_read_back(desk):
    (person,) = add(desk, GOOD).touched("people")
    assert labels(desk)[-1] == "Berta Blum added"
    assert values_of(desk, person) == {
        **GOOD, "birthday": "1978-03-14", "contact_since": "2019-03", "rhythm_days": "42",
    }  # fmt: skip
    assert set(values_of(desk, person)) == set(FIELDS)
    assert edit(desk, person, values_of(desk, person)).kinds == set()
    assert_sound(desk.book)


def test_who_is_added_without_a_day_is_a_contact_from_today(desk):
    (person,) = add(desk, {"name": "Nora Neu"}).touched("people")
    assert values_of(desk, person)["contact_since"] == TODAY.isoformat()


def test_one_step_changes_fields_and_handles_and_can_be_undone(desk):
    person = add_person(desk, "Jens Alt", ("phone", "0731 1"), ("phone", "0731 123456"), ("email", "j@example.org"))
    label = book_people.handles(desk.book, person)[1].id
    before = content(desk.book)
    edit(desk, person, {"name": "Jens Neu", "phones": "+49 731 123456, 0731 99999", "emails": ""})
    reach = [(row.id == label, row.kind, row.raw) for row in book_people.handles(desk.book, person)]
    assert reach == [(True, "phone", "+49 731 123456"), (False, "phone", "0731 99999")]
    assert book_people.person(desk.book, person).name == "Jens Neu"
    assert labels(desk)[-1] == "Jens Alt changed"
    history.undo(desk)
    assert content(desk.book) == before


def test_a_wrong_value_changes_nothing(desk):
    person = add_person(desk, "Jens Alt")
    before = content(desk.book)
    with pytest.raises(BookProblem, match="no e-mail"):
        edit(desk, person, {"org": "Neu AG", "emails": "falsch"})
    assert content(desk.book) == before


def test_nobody_can_not_be_changed(desk):
    with pytest.raises(BookProblem, match="not there"):
        edit(desk, 999, {"org": "x"})
    with pytest.raises(BookProblem, match="not there"):
        values_of(desk, 999)


def test_a_rhythm_for_several_is_one_step(world):
    ids = list(world.people.values())[:3]
    set_rhythm(world.desk, ids, "2 w")
    assert [values_of(world.desk, row)["rhythm_days"] for row in ids] == ["14"] * 3
    set_rhythm(world.desk, ids, "")
    assert values_of(world.desk, ids[0])["rhythm_days"] == ""
    with pytest.raises(BookProblem, match="no interval"):
        set_rhythm(world.desk, ids, "oft")


@given(st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=20)))
def test_any_text_is_taken_or_told(values):
    wrong = check(values, "DE", TODAY)
    assert wrong is None or wrong[0].format_map({"text": "x", **wrong[1]})
