"""Erase a person for good: not a byte is left, and the rest goes on."""

import pytest
from desk_world import add_person, ask, assert_sound, content, labels, reached, sender, stand, standing

from netz_tui.book import search
from netz_tui.book.opening import backup
from netz_tui.desk import decide, erase, history, tags
from netz_tui.desk.desk import BookProblem, RuleBroken
from netz_tui.desk.drafts import Draft, Drafts
from netz_tui.desk.edit import edit
from netz_tui.desk.search import Contacts, catch_up
from netz_tui.desk.ties import TieFacts, claim

NAME = "Quirina Zwölfaxing"
SECRETS = ("Zwölfaxing", "zwolfaxing", "quirina", "Quirina", "Plauderton", "plauderton", "7319876", "Wunderkammer")


def files_with(folder, texts):
    """The files below a folder in which one of the texts stands, in any encoding of this program."""
    found = []
    for file in folder.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            found += [(file.name, text) for text in texts if text.encode() in data]
    return found


@pytest.fixture
def full(world):
    """Somebody with everything that a person can have; her id."""
    desk = world.desk
    request = ask(
        desk, NAME, message="Plauderton seit je", headline="Wunderkammer GmbH", handles=(("phone", "0731 9876543"),),
        url="https://www.xing.com/profile/Quirina_Zwoelfaxing",
    )  # fmt: skip
    person = sender(desk, request)
    reached(
        desk, person, note="Sie sprach im Plauderton.", request_id=request, due="2026-12-01", next_step="Plauderton"
    )
    stand(desk, person)
    decide.confirm(desk, request)
    tags.set_tags(desk, [person, world.people["Tom Adler"]], ["messe"], keep_others=True)
    edit(desk, person, {"org": "Wunderkammer AG", "emails": "quirina@example.org", "note": "Plauderton\nim Amt"})
    rests = world.know("Rudi Rast", "c", "Dr. Petra Kühn")
    stand(desk, rests, "c", person)
    asked = ask(desk, "Olga Frage", introducer_id=person)
    reached(desk, sender(desk, asked))
    stand(desk, sender(desk, asked), "c", person)
    decide.confirm(desk, asked)
    reached(desk, world.people["Sabine Lang"], note=f"Kennt {NAME} gut.")
    Drafts(desk.book.path).save(Draft(person, request, "Plauderton, unfertig"))
    Drafts(desk.book.path).folder.joinpath(f"{person}.damaged").write_text("Plauderton")
    catch_up(desk)
    backup(desk.book.path, desk.book.path.with_name("book.sqlite.before-schema-1"))
    return person


def test_who_brought_others_together_is_named_there_no_more(world, full):
    desk = world.desk
    with desk.book.action("tie", "Tie", desk.now()) as action:
        facts = TieFacts(claimed_by=full, introduced_by=full)
        claim(action, world.people["Tom Adler"], world.people["Sabine Lang"], facts)
    erase.erase(desk, full)
    assert desk.book.row("SELECT claimed_by, introduced_by FROM ties ORDER BY id DESC LIMIT 1") == (None, None)


def test_not_a_byte_is_left_but_where_others_are_written_about(world, full, tmp_path):
    desk = world.desk
    assert [mention.about for mention in erase.mentions(desk, full)] == ["Sabine Lang"]
    with desk.book.action("edit", "Change {name}", desk.now(), name="Sabine Lang") as action:
        from netz_tui.book.models import Conversation

        note = desk.book.value("SELECT id FROM conversations WHERE note LIKE 'Kennt %'")
        action.delete(Conversation, note)
    history.undo(desk)
    desk.book.connection.execute("PRAGMA query_only = OFF")
    desk.book.connection.execute("UPDATE conversations SET note = 'Kennt alle.' WHERE id = ?", (note,))
    desk.book.connection.execute("DELETE FROM journal_changes WHERE image LIKE '%Kennt %'")
    desk.book.connection.execute("PRAGMA query_only = ON")
    catch_up(desk)
    assert len({text for _file, text in files_with(tmp_path, SECRETS)}) == len(SECRETS)

    erased = erase.erase(desk, full)

    assert files_with(tmp_path, SECRETS) == []
    assert erased.copies == 1
    assert erased.change.touched("people") == {full}
    assert_sound(desk.book)
    desk.book.check()
    assert "Confirm Olga Frage" in labels(desk)


def test_who_rested_on_the_person_is_shaky_and_what_was_confirmed_stays_so(world, full):
    desk = world.desk
    rests = desk.book.value("SELECT id FROM people WHERE name = 'Olga Frage'")
    assert standing(desk, rests) == "dependable"
    erase.erase(desk, full)
    assert standing(desk, rests) == "shaky"
    assert standing(desk, world.people["Tom Adler"]) == "dependable"
    assert desk.book.value("SELECT state FROM requests WHERE name = 'Olga Frage'") == "confirmed"
    nobody = desk.book.row("SELECT name, org, note, contact, uid FROM people WHERE id = ?", (full,))
    assert nobody == ("–", "", "", 0, f"erased-{full}")
    assert len(Contacts(desk, "name:zwölfaxing everybody")) == 0


def test_the_history_of_the_others_can_be_undone_and_redone_to_its_beginning(world, full):
    desk = world.desk
    assert not erase.erase(desk, full).cut
    there = content(desk.book)
    steps = 0
    while history.undo(desk):
        assert_sound(desk.book)
        steps += 1
    assert steps > 10
    assert desk.book.value("SELECT count(*) FROM handles") == 0
    for _step in range(steps - 2):
        assert history.redo(desk)
        assert_sound(desk.book)
    assert labels(desk)[-1] == "Ground c for Olga Frage"
    with pytest.raises(RuleBroken):  # what rests on somebody erased can't be confirmed again, here as anywhere
        history.redo(desk)
    assert_sound(desk.book)
    after = content(desk.book)
    changed = {noun for noun in there if there[noun] != after[noun]}
    assert changed <= {"people", "grounds", "ties", "requests", "conversations"}


def test_a_person_on_whom_nobody_rests_goes_without_a_trace(world, tmp_path):
    desk = world.desk
    person = add_person(desk, NAME, ("email", "quirina@example.org"), contact=True)
    catch_up(desk)
    history.undo(desk)
    history.redo(desk)
    catch_up(desk)
    erase.erase(desk, person)
    assert desk.book.row("SELECT 1 FROM people WHERE id = ?", (person,)) is None
    assert files_with(tmp_path, SECRETS) == []
    assert search.waiting(desk.book) == 0
    history.undo(desk)
    history.redo(desk)
    assert_sound(desk.book)


def test_what_was_undone_holds_nobody_either(world, tmp_path):
    desk = world.desk
    person = add_person(desk, NAME, contact=True)
    reached(desk, person, note="Plauderton")
    history.undo(desk)
    erase.erase(desk, person)
    assert files_with(tmp_path, SECRETS) == []
    assert_sound(desk.book)


def test_a_copy_without_the_person_stays_as_it_is(world):
    desk = world.desk
    copy = desk.book.path.with_name("book.sqlite.before-schema-1")
    backup(desk.book.path, copy)
    before = copy.read_bytes()
    person = add_person(desk, NAME)
    assert erase.erase(desk, person).copies == 0
    assert copy.read_bytes() == before


def test_nobody_can_not_be_erased(world):
    with pytest.raises(BookProblem, match="not there any more"):
        erase.erase(world.desk, 999)


def test_a_namesake_keeps_all(world):
    desk = world.desk
    namesake = add_person(desk, NAME, ("email", "other@example.org"), contact=True)
    reached(desk, namesake, note="Eine andere.")
    person = add_person(desk, NAME, ("email", "quirina@example.org"))
    assert not erase.erase(desk, person).cut
    assert [row.name for row in Contacts(desk, "").block(0, 99)].count(NAME) == 1
    assert desk.book.value("SELECT note FROM conversations WHERE person_id = ?", (namesake,)) == "Eine andere."
