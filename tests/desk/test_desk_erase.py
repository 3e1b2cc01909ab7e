"""Erase a person for good: not a byte is left, and the rest goes on."""

import json
import shutil
import unicodedata
from urllib.parse import quote

import pytest
from desk_world import add_person, ask, assert_sound, content, labels, reached, sender, stand, standing

from netz_tui.book import search
from netz_tui.book.opening import backup
from netz_tui.desk import decide, erase, filters, history, tags
from netz_tui.desk.desk import BookProblem, RuleBroken
from netz_tui.desk.drafts import Draft, Drafts
from netz_tui.desk.edit import edit
from netz_tui.desk.intake import take_in
from netz_tui.desk.intake_people import ERASED
from netz_tui.desk.net.ties import TieFacts, claim
from netz_tui.desk.search import Contacts, catch_up
from netz_tui.fold import fold

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
    with desk.book.action("edit", "{name} changed", desk.now(), name="Sabine Lang") as action:
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
    assert "Olga Frage confirmed" in labels(desk)


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


# Every file, every way to write


def written(text):
    """All the ways in which this program, SQLite or JSON could have written a text."""
    forms = {text, text.casefold(), text.upper(), fold(text), unicodedata.normalize("NFD", text), quote(text)}
    forms |= {json.dumps(text)[1:-1], text.replace("ö", "oe"), text.replace(" ", "_"), text.replace(" ", "-")}
    return {form.encode(how) for form in forms for how in ("utf-8", "utf-16-le", "utf-16-be")}


def left(folder, texts):
    """The files of a folder in which one of the texts stands in any way, in their content or name."""
    found = set()
    for file in folder.rglob("*"):
        data = file.read_bytes() if file.is_file() else b""
        data += str(file.relative_to(folder)).encode()
        found |= {(file.name, text) for text in texts for form in written(text) if form in data}
    return found


def test_no_file_of_the_data_folder_holds_a_byte_of_her_in_any_way_to_write_it(world, full, tmp_path):
    desk = world.desk
    book = desk.book.path
    hers = (*SECRETS, NAME, "quirina@example.org", "xing.com/profile/Quirina", "Lieblingskundin", "Kalmückenstraße")
    edit(desk, full, {"name": "Quirina Zwölfaxing-Altname"})
    edit(desk, full, {"name": NAME})
    tags.set_tags(desk, [full], ["Lieblingskundin"], keep_others=True)
    filters.save(desk, "contacts", "die Zwölfaxing", "ort:ulm")
    filters.save(desk, "contacts", "Ulm", "name:zwölfaxing")
    filters.save(desk, "contacts", "Bonn", "ort:bonn")
    filters.drop(desk, filters.saved(desk, "contacts")[-1].id)
    card = tmp_path / "elsewhere" / "Quirina_Zwölfaxing.vcf"
    card.parent.mkdir()
    card.write_text(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Quirina Zwölfaxing\nEMAIL:quirina@example.org\n"
        "ADR:;;Kalmückenstraße 3;Ulm;;;\nNOTE:Lieblingskundin\nEND:VCARD\n"
    )
    assert take_in(desk, card).changed == 1
    shutil.rmtree(card.parent)
    conversations = "UPDATE conversations SET note = 'Kennt alle gut.' WHERE note LIKE 'Kennt %'"
    desk.book.connection.execute("PRAGMA query_only = OFF")
    desk.book.connection.execute(conversations)  # what stands in notes about others is listed and stays
    desk.book.connection.execute("PRAGMA query_only = ON")
    catch_up(desk)
    (book.parent / "backups").mkdir()
    backup(book, book.parent / "backups" / "2026-11-23.sqlite")
    state = book.parent / "state"
    state.mkdir()
    (state / "frame").write_bytes(f"\x1b[1m{NAME}\x1b[0m Plauderton".encode())
    (state / "netz.log").write_text(f"Fehler bei {NAME}")
    before = left(tmp_path, hers)
    assert {text for _file, text in before} == set(hers)
    assert {file for file, _text in before} >= {
        f"{book.name}-wal",
        "frame",
        "netz.log",
        "2026-11-23.sqlite",
        f"{full}.json",
    }

    erase.erase(desk, full, kept_out=True, traces=state)

    assert left(tmp_path, hers) == set()
    assert_sound(desk.book)
    desk.book.check()
    while history.undo(desk):
        assert_sound(desk.book)
    assert left(tmp_path, hers) == set()


CARDS = {
    "profile": "URL:https://www.xing.com/profile/Quirina_Zwoelfaxing\n",
    "address": "EMAIL:Quirina@example.org\n",
    "number": "TEL:+49 731 9876543\n",
    "uid": "UID:urn:uuid:0f2c0c62-6a7c-4d6e-9d53-2a6f5f0f5a10\n",
    "nothing": "NOTE:ohne alles\n",
}


def card_of(path, lines, name=NAME):
    path.write_text(f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\n{lines}END:VCARD\n")
    return path


@pytest.mark.parametrize("known_by", CARDS)
def test_who_is_kept_out_is_not_brought_back_by_a_file(world, tmp_path, known_by):
    desk = world.desk
    file = card_of(tmp_path / "all.vcf", CARDS[known_by])
    assert take_in(desk, file).added == 1
    person = desk.book.value("SELECT max(id) FROM people")
    erase.erase(desk, person, kept_out=True)
    again = take_in(desk, file)
    assert (again.added, [message for _line, message, _values in again.skipped]) == (0, [ERASED])
    other = take_in(desk, card_of(tmp_path / "other.vcf", CARDS["address"], "Rudi Rast"))
    assert other.added == 1  # a shared address keeps nobody else out


def test_who_is_erased_without_that_comes_back(world, tmp_path):
    desk = world.desk
    file = card_of(tmp_path / "all.vcf", "".join(CARDS.values()))
    take_in(desk, file)
    erase.erase(desk, desk.book.value("SELECT max(id) FROM people"))
    assert take_in(desk, file).added == 1


def test_a_request_of_somebody_kept_out_does_not_arrive_by_a_file_but_by_hand(world, tmp_path):
    desk = world.desk
    mail = tmp_path / "request.csv"
    mail.write_text(
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
        f'{NAME},Ich,"11/20/26, 9:00 AM",Hallo,INCOMING,https://www.linkedin.com/in/quirina,\n'
    )
    mail = mail.rename(tmp_path / "Invitations.csv")
    assert take_in(desk, mail).requests == 1
    person = desk.book.value("SELECT person_id FROM requests WHERE name = ?", (NAME,))
    erase.erase(desk, person, kept_out=True)
    again = take_in(desk, mail)
    assert (again.requests, again.skipped[0][1]) == (0, ERASED)
    ask(desk, NAME, url="https://www.linkedin.com/in/quirina")
    assert take_in(desk, mail).requests == 1


def test_names_in_texts_about_others_are_listed_wherever_they_stand(world, full):
    desk = world.desk
    tom = world.people["Tom Adler"]
    edit(desk, tom, {"note": "Bruder von Zwölfaxing"})
    with desk.book.action("tie", "Tie", desk.now()) as action:
        claim(action, tom, world.people["Sabine Lang"], TieFacts(note=f"durch {NAME}"))
    assert {(mention.about, mention.text) for mention in erase.mentions(desk, full)} == {
        ("Sabine Lang", f"Kennt {NAME} gut."),
        ("Sabine Lang", f"durch {NAME}"),
        ("Tom Adler", "Bruder von Zwölfaxing"),
        ("Tom Adler", f"durch {NAME}"),
    }
