"""A person's page: everything known, with where it came from."""

import json

import pytest
from desk_world import add_person, ask, labels, reached, sender, stand

from netz_tui.book.models import Person
from netz_tui.desk import contacts, history, intake, search, tags
from netz_tui.desk.edit import edit

CARD = """BEGIN:VCARD
VERSION:4.0
FN:{name}
ORG:{org}
TEL:+49 731 123456
ADR:;;;Ulm;;;
END:VCARD
"""


@pytest.fixture
def anna(world, tmp_path):
    """Somebody out of two files and changed by hand; her id."""
    desk = world.desk
    for name, org in (("alt.vcf", "Papier AG"), ("neu.vcf", "Druck GmbH")):
        (tmp_path / name).write_text(CARD.format(name="Anna Berger", org=org))
        intake.take_in(desk, tmp_path / name)
        world.clock.forward(days=1)
    person = desk.book.value("SELECT id FROM people WHERE name = 'Anna Berger'")
    edit(desk, person, {"title": "Leiterin"})
    return person


def test_each_field_says_where_it_came_from_and_when(world, anna):
    facts = {fact.name: fact for fact in contacts.person_page(world.desk, anna).facts}
    assert (facts["org"].value, facts["org"].source, facts["org"].at[:10]) == ("Druck GmbH", "neu.vcf", "2026-11-25")
    assert (facts["city"].value, facts["city"].source, facts["city"].at[:10]) == ("Ulm", "alt.vcf", "2026-11-24")
    assert (facts["title"].value, facts["title"].source, facts["title"].at[:10]) == ("Leiterin", "", "2026-11-26")


def test_each_way_to_reach_somebody_says_where_it_came_from_and_when(world, anna):
    desk = world.desk
    edit(desk, anna, {"emails": "anna@example.org"})
    page = contacts.person_page(desk, anna)
    told = {handle.kind: page.reached_from[handle.id] for handle in page.handles}
    assert {kind: (file, at[:10]) for kind, (file, at) in told.items()} == {
        "phone": ("alt.vcf", "2026-11-24"),
        "email": ("", "2026-11-26"),
    }


def test_history_holds_what_was_done_with_her_and_nothing_else(world, anna):
    desk = world.desk
    reached(desk, anna)
    stand(desk, world.people["Sabine Lang"])
    tags.set_tags(desk, [anna], ["messe"], keep_others=True)
    history.undo(desk)
    told = [(entry.label, entry.undone) for entry in contacts.person_page(desk, anna).history]
    assert told == [
        ("Call with {name} logged", False),
        ("{name} changed", False),
        ("{file} imported", False),
        ("{file} imported", False),
    ]


def test_many_taken_in_at_once_each_have_their_line_of_history(world):
    desk = world.desk
    columns = ("uid", "name", "name_key", "created_at")
    with desk.book.action("import", "{file} imported", desk.now(), file="viele.vcf") as action:
        ids = action.insert_many(
            Person, columns, [(f"m{number}", "P", "p", "2026-01-01T00:00:00Z") for number in range(3500)]
        )
    for person in (ids[0], ids[999], ids[1000], ids[2500], ids[-1]):
        assert len(contacts.history(desk, person)) == 1


def test_ties_and_who_rests_on_her(world):
    desk = world.desk
    page = contacts.person_page(desk, world.people["Dr. Petra Kühn"])
    assert [tie.other for tie in page.ties] == ["Jens Brandt"]
    assert [person.name for person in page.rests] == ["Jens Brandt"]
    data = json.loads(json.dumps(contacts.as_data(page)))
    assert data["person"]["name"] == "Dr. Petra Kühn"
    assert data["grounds"][0]["kind"] == "a"
    assert data["history"][0]["label"]
    assert data["record"] == {"asked": 0, "knew": 0, "rate": None, "low": None, "high": None}


def test_nobody_has_no_page(world):
    assert contacts.person_page(world.desk, 999) is None
    assert contacts.page_to_talk(world.desk, 999) is None


def test_a_page_to_talk_is_the_request_that_waits_or_carries_the_name_only(world):
    desk = world.desk
    request = ask(desk, "Olga Frage")
    assert contacts.page_to_talk(desk, sender(desk, request)).request.id == request
    page = contacts.page_to_talk(desk, world.people["Tom Adler"])
    assert (page.request.id, page.request.name, page.grounds[0].kind) == (contacts.NO_REQUEST, "Tom Adler", "b")


def test_the_list_follows_what_changes_at_once(world):
    desk = world.desk
    search.catch_up(desk)
    found = search.Contacts(desk, "kiebitz")
    assert len(found) == 0
    edit(desk, world.people["Tom Adler"], {"org": "Kiebitz AG"})
    found.renew()
    assert [row.name for row in found.block(0, 9)] == ["Tom Adler"]
    assert search.waiting(desk) == 0


def test_a_snippet_shows_where_the_hit_is(world):
    desk = world.desk
    tom = world.people["Tom Adler"]
    reached(desk, tom, note="Wir sprachen lange über die große Hannover Messe und danach über vieles andere mehr.")
    edit(desk, tom, {"phones": "0731 123456"})
    assert search.snippet(desk, tom, ("mess",)) == "…Hannover Messe und danach über vieles andere mehr."
    assert search.snippet(desk, tom, ("731",)) == "0731 123456"
    assert search.snippet(desk, tom, ("nichts",)) == ""


def test_people_are_found_for_a_dialog_with_a_slip(world):
    add_person(world.desk, "Jürgen Weiß")
    search.catch_up(world.desk)
    assert [row.name for row in search.find_people(world.desk, "Jürgn Weis")] == ["Jürgen Weiß"]
    assert search.find_people(world.desk, "")[0].contact
    assert labels(world.desk)[-1] == "Jürgen Weiß added"


@pytest.mark.parametrize(
    ("text", "terms", "spans"),
    [
        ("Jürgen Weiß", ("weis",), [(7, 11)]),
        ("Müller & Söhne", ("muller", "so"), [(0, 6), (9, 14)]),
        ("Anna", (), []),
        ("Mueller-Lüdenscheid", ("mull",), [(0, 7)]),
        ("李伟 (Li)", ("伟",), [(0, 2)]),
    ],
)
def test_hits_are_marked_where_they_stand(text, terms, spans):
    assert search.marks(text, terms) == tuple(spans)
