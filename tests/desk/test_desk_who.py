"""Who a number stands for."""

from datetime import timedelta

from desk_world import NOW, add_person, ask

from netz_tui.desk import decide, who

NOBODY = 10_000


def test_a_name_is_told_and_nobody_has_none(world):
    person = add_person(world.desk, "Ida Roth")
    assert who.name_of(world.desk, person) == "Ida Roth"
    assert who.name_of(world.desk, NOBODY) is None
    assert (who.is_there(world.desk, person), who.is_there(world.desk, NOBODY)) == (True, False)


def test_who_waits_is_found_in_the_inbox_until_declined(world):
    request = ask(world.desk, "Ole Kern")
    person = world.desk.book.value("SELECT person_id FROM requests WHERE id = ?", (request,))
    decide.defer(world.desk, [request], NOW + timedelta(days=3))
    assert who.open_request(world.desk, person) == request
    assert who.is_listed(world.desk, person)
    decide.decline(world.desk, [request], "unknown")
    assert who.open_request(world.desk, person) is None
    assert not who.is_listed(world.desk, person)


def test_a_contact_is_listed_without_a_request(world):
    contact = add_person(world.desk, "Ida Roth", contact=True)
    only_named = add_person(world.desk, "Udo Rot")
    assert who.open_request(world.desk, contact) is None
    assert who.is_listed(world.desk, contact)
    assert not who.is_listed(world.desk, only_named)
    assert not who.is_listed(world.desk, NOBODY)
