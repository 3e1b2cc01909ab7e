"""The main job: a request from its first call to its confirmation by keyboard, and what must not happen on the way."""

import pytest
from ui_world import Clock, play, sit

from netz_tui.settings import Settings
from netz_tui.ui.panes.call import CallPane


async def triage(seat, name):
    """Call, note, judge, give ground c, confirm."""
    await seat.go(name)
    await seat.press("c")
    await seat.type("Netter Mensch, kennt Jens seit Ulm.")
    seat.clock.forward(minutes=14, seconds=20)
    await seat.press("f2", "r", "4", "5")
    await seat.type("in 2 weeks")
    await seat.press("enter")
    await seat.type("Treffen in Ulm")
    await seat.press("enter")
    await seat.press("b", "c", "enter")
    await seat.press("y")


@pytest.mark.usefixtures("language")
def test_a_request_is_taken_from_the_call_to_the_confirmation(path):
    async def scene():
        async with sit(path) as seat:
            start = seat.content()
            states = [start]
            await seat.go("Dirk Voßkamp")
            await seat.press("c")
            assert seat.note.has_focus
            template = seat.note.text
            assert template.count("\n- ") == 3
            await seat.type("Netter Mensch.")
            seat.clock.forward(minutes=14, seconds=20)
            await seat.until(lambda: "14:20" in seat.screen, "the timer", 3)
            await seat.press("f2", "r", "4", "5")
            await seat.type("in 2 weeks")
            await seat.press("enter")
            await seat.type("Treffen in Ulm")
            await seat.press("enter")
            assert seat.desk.book.rows(
                "SELECT kind, outcome, trust, chemistry, duration_s, note FROM conversations ORDER BY id DESC LIMIT 1"
            ) == [("call", "reached", 4, 5, 860, f"{template}Netter Mensch.".strip())]
            assert seat.rows.has_focus
            assert seat.name == "Dirk Voßkamp"
            assert not seat.app.drafting.store.all()
            states.append(seat.content())
            await seat.press("b", "c", "enter")
            states.append(seat.content())
            await seat.press("y")
            states.append(seat.content())
            assert seat.state("Dirk Voßkamp") == "confirmed"
            assert seat.value("SELECT contact, standing FROM people WHERE name = 'Dirk Voßkamp'") == 1
            assert seat.name == "Dr. Mehmet Yıldız"
            done = ["Call with Dirk Voßkamp logged", "Ground c for Dirk Voßkamp", "Dirk Voßkamp confirmed"]
            assert seat.labels()[-3:] == done
            for before in (states[2], states[1], states[0]):
                await seat.press("u")
                assert seat.content() == before
            assert seat.name == "Dirk Voßkamp"
            for after in states[1:]:
                await seat.press("U")
                assert seat.content() == after
            assert seat.labels()[-3:] == done

    play(scene())


def test_everything_can_be_undone_after_a_restart(path):
    async def first():
        async with sit(path) as seat:
            await triage(seat, "Dirk Voßkamp")
            assert seat.state("Dirk Voßkamp") == "confirmed"

    async def second():
        async with sit(path) as seat:
            await seat.press("u", "u", "u")
            assert seat.state("Dirk Voßkamp") == "pending"
            assert seat.name == "Dirk Voßkamp"
            assert "not called yet" in seat.screen

    play(first())
    play(second())


@pytest.mark.parametrize(
    ("name", "condition", "key"),
    [
        ("Dirk Voßkamp", "Personal contact – not called yet", "c"),
        ("Jürgen Weißflog", "Personal contact – not reached yet", "c"),
        ("Rolf Vertriebs-Maier", "Trust – is not enough", "r"),
        ("Lennart Poggensee", "Personal contact – not called yet", "c"),
    ],
)
def test_confirming_too_early_says_what_is_missing_and_its_key(path, name, condition, key):
    async def scene():
        async with sit(path) as seat:
            await seat.go(name)
            before = seat.content()
            journal = seat.labels()
            for _again in range(2):
                await seat.press("y")
                assert seat.told[-1].startswith("Not yet: ")
                assert condition in seat.told[-1]
                assert f"“{key}” helps." in seat.told[-1]
            assert (seat.content(), seat.labels()) == (before, journal)
            assert (seat.name, seat.dialog) == (name, "Main")

    play(scene())


def test_one_condition_after_the_other_is_asked_for(path):
    async def scene():
        async with sit(path) as seat:
            await seat.go("Suryadi W.")
            await seat.press("l", "m", "f2", "2", "4", "f2", "y")
            assert "Trust" in seat.told[-1]
            await seat.press("r", "4", "1", "y")
            assert "Chemistry" in seat.told[-1]
            await seat.press("r", "4", "4", "y")
            assert "Ground – none given yet. “b” helps." in seat.told[-1]
            await seat.press("b", "a")
            await seat.type("2019")
            await seat.press("enter")
            await seat.type("Ulm")
            await seat.press("enter", "y")
            assert seat.state("Suryadi W.") == "confirmed"

    play(scene())


def test_a_message_is_no_personal_contact(path):
    async def scene():
        async with sit(path) as seat:
            await seat.go("Suryadi W.")
            await seat.press("l", "t", "f2", "f2", "y")
            assert "Personal contact" in seat.told[-1]
            assert seat.state("Suryadi W.") == "pending"

    play(scene())


def test_a_call_runs_on_while_another_request_is_looked_at(path):
    async def scene():
        async with sit(path) as seat:
            await seat.go("Dirk Voßkamp")
            await seat.press("c")
            await seat.type("mitten im Satz")
            await seat.press("escape")
            await seat.go("Suryadi W.")
            seat.clock.forward(minutes=3)
            await seat.until(lambda: "03:00 Dirk Voßkamp" in seat.screen, "the timer with the name", 3)
            assert not seat.app.main.query_one(CallPane).region
            await seat.press("e")
            await seat.type("für später")
            await seat.press("f2")
            assert seat.name == "Dirk Voßkamp"
            assert "Call  Dirk Voßkamp" in seat.screen
            await seat.press("r", "4", "4", "f2")
            row = "SELECT p.name, c.note FROM conversations c JOIN people p ON p.id = c.person_id ORDER BY c.id DESC"
            name, note = seat.desk.book.rows(row)[0]
            assert name == "Dirk Voßkamp"
            assert note.endswith("mitten im Satz")
            await seat.go("Suryadi W.")
            await seat.press("e")
            assert seat.note.text == "für später"

    play(scene())


def test_a_request_with_a_running_call_can_be_decided_and_the_call_still_ended(path):
    async def scene():
        async with sit(path) as seat:
            await seat.go("Dirk Voßkamp")
            await seat.press("c")
            await seat.type("Will nur verkaufen")
            await seat.press("escape", "n", "5")
            assert seat.state("Dirk Voßkamp") == "declined"
            seat.clock.forward(minutes=2)
            await seat.press("c")
            assert "Dirk Voßkamp" in seat.screen
            assert seat.title == "Was anybody reached?"
            await seat.press("r", "3", "1", "f2")
            assert seat.labels()[-1] == "Call with Dirk Voßkamp logged"
            assert not seat.area.calling.running

    play(scene())


def test_leaving_any_question_of_a_call_keeps_note_and_call(path):
    async def scene():
        async with sit(path) as seat:
            await seat.go("Dirk Voßkamp")
            await seat.press("c")
            await seat.type("bleibt stehen")
            for keys in (["escape"], ["r", "escape"], ["r", "4", "escape"], ["r", "4", "4", "escape"]):
                await seat.press("f2", *keys)
                assert seat.dialog == "Main"
                assert seat.area.calling.running
                assert seat.note.text.endswith("bleibt stehen")
            await seat.press("escape", "escape", "escape")
            assert seat.note.text.endswith("bleibt stehen")
            assert seat.app.drafting.load(seat.area.page.person.id).text.endswith("bleibt stehen")

    play(scene())


def test_notes_stay_with_their_people(path):
    async def scene():
        async with sit(path) as seat:
            await seat.press("e")
            await seat.type("über Anna")
            await seat.press("escape", "j", "enter")
            assert seat.note.text == ""
            await seat.type("über Dirk")
            await seat.press("escape")
            await seat.go("Anna Berger")
            await seat.press("enter")
            assert seat.note.text == "über Anna"
            await seat.until(lambda: len(seat.app.drafting.store.all()) == 2, "both drafts")
            assert sorted(draft.text for draft in seat.app.drafting.store.all()) == ["über Anna", "über Dirk"]

    play(scene())


def test_the_last_letter_before_the_cursor_moves_belongs_to_the_person_it_was_typed_for(path):
    async def scene():
        async with sit(path) as seat:
            await seat.press("e")
            await seat.type("Ann")
            seat.note.insert("a")
            seat.rows.move_to(1)
            seat.area._show(seat.rows.current.id)
            await seat.still()
            assert (seat.name, seat.note.text) == ("Dirk Voßkamp", "")
            anna = seat.value("SELECT id FROM people WHERE name = 'Anna Berger'")
            dirk = seat.value("SELECT id FROM people WHERE name = 'Dirk Voßkamp'")
            assert seat.app.drafting.load(anna).text == "Anna"
            assert seat.app.drafting.load(dirk) is None

    play(scene())


def test_what_is_read_again_while_somebody_types_loses_no_letter(path):
    async def scene():
        async with sit(path) as seat:
            await seat.press("e")
            await seat.type("Ann")
            for letter in "a-Maria":
                seat.note.insert(letter)
                seat.area._show(seat.rows.current.id)
            await seat.still()
            assert seat.note.text == "Anna-Maria"
            assert seat.app.drafting.load(seat.area.page.person.id).text == "Anna-Maria"

    play(scene())


def test_without_a_request_there_is_nothing_to_write_about(path):
    async def scene():
        async with sit(path) as seat:
            await seat.press("e", "escape", "m", "n", "n", "m", "n", "n")
            assert seat.rows.count == 0
            await seat.press("tab", "tab")
            await seat.type("verloren?")
            assert seat.note.text == ""
            assert not seat.app.drafting.store.all()

    play(scene())


def test_keys_that_follow_each_other_fast_write_into_the_right_note(path):
    """The cursor moves and the editor opens before the panes have followed."""

    async def scene():
        async with sit(path) as seat:
            await seat.press("e")
            await seat.type("A")
            await seat.press("escape")
            for key in ("j", "e"):
                seat.send(key)
            await seat.still()
            await seat.type("D")
            kept = {draft.text: draft.person_id for draft in seat.app.drafting._waiting.values()}
            kept |= {draft.text: draft.person_id for draft in seat.app.drafting.store.all()}
            names = {text: seat.value("SELECT name FROM people WHERE id = ?", row) for text, row in kept.items()}
            assert names == {"A": "Anna Berger", "D": "Dirk Voßkamp"}

    play(scene())


def test_a_call_without_a_number(path):
    async def scene():
        async with sit(path) as seat:
            await seat.go("Suryadi W.")
            await seat.press("c")
            assert seat.title == "No number is known"
            await seat.type("keine Nummer")
            await seat.press("enter")
            assert "That is no telephone number." in seat.screen
            await seat.press("escape")
            assert not seat.area.calling.running
            await seat.press("c", "enter")
            assert seat.area.calling.running
            assert "No phone number is known." in seat.text_of(seat.app.main.query_one(CallPane))
            await seat.press("f2", "n", "f2")
            assert seat.desk.book.rows("SELECT note FROM conversations ORDER BY id DESC")[0] == ("",), "only questions"
            await seat.press("c")
            await seat.type("0151 23456780")
            await seat.press("enter")
            assert seat.area.calling.running
            assert "+49 1512 3456780" in seat.text_of(seat.app.main.query_one(CallPane))
            assert seat.labels()[-1] == "Noted how to reach Suryadi W."

    play(scene())


def test_an_own_template_begins_the_note_and_an_empty_one_none(path):
    async def scene(template, begins):
        async with sit(path, settings=Settings(call_template=template)) as seat:
            await seat.go("Dirk Voßkamp")
            await seat.press("c")
            assert seat.note.text == begins

    play(scene("## Woher?\n[b]", "## Woher?\n[b]"))


def test_no_template_begins_an_empty_note(path):
    async def scene():
        async with sit(path, settings=Settings(call_template="")) as seat:
            await seat.go("Dirk Voßkamp")
            await seat.press("c")
            assert seat.note.text == ""

    play(scene())


def test_what_was_deferred_comes_back_by_itself(path, monkeypatch):
    monkeypatch.setattr("netz_tui.ui.app._WAKE_EVERY", 0.05)

    async def scene():
        async with sit(path) as seat:
            await seat.press("z")
            await seat.type("in 2 weeks")
            await seat.press("enter")
            assert seat.name == "Dirk Voßkamp"
            assert "13 contacts" not in seat.flash
            assert seat.value("SELECT asleep FROM requests WHERE name = 'Anna Berger'") == 1
            seat.clock.forward(days=8)
            await seat.until(lambda: seat.value("SELECT asleep FROM requests WHERE name = 'Beate Fröhlich'") == 0)
            assert seat.value("SELECT asleep FROM requests WHERE name = 'Anna Berger'") == 1
            seat.clock.forward(days=6)
            await seat.until(lambda: seat.value("SELECT asleep FROM requests WHERE name = 'Anna Berger'") == 0)
            await seat.until(lambda: "You have 14 contacts to confirm" in seat.lines[0])
            assert seat.name == "Dirk Voßkamp", "the cursor stays where the user is"
            await seat.press("g")
            assert seat.name == "Anna Berger"

    play(scene())


def test_what_was_deferred_is_back_at_the_next_start(path):
    async def first():
        async with sit(path) as seat:
            await seat.press("z")
            await seat.type("in 2 weeks")
            await seat.press("enter")

    async def second():
        clock = Clock()
        clock.forward(days=15)
        async with sit(path, clock=clock) as seat:
            assert seat.name == "Anna Berger"
            assert "You have 14 contacts to confirm" in seat.lines[0]

    play(first())
    play(second())


def test_the_inbox_is_worked_through_to_its_end(path):
    async def scene():
        async with sit(path) as seat:
            for before in range(14, 8, -1):
                assert seat.rows.count == before
                await seat.press(*(["y"] if seat.area.page.verdict.may else ["n", "4"]))
            await seat.press("m", "z", "enter", "m", "n", "n")
            assert "Nobody waits to be confirmed" in seat.lines[0]
            assert "Nobody waits." in seat.screen
            assert "Here you see who asks." in seat.screen
            assert "writes a note" not in seat.screen
            await seat.until(lambda: "◉ Ich" in seat.text_of(seat.area._panes.net))
            assert [word for word in ("Call", "Confirm", "Decline", "Defer") if word in seat.lines[-1]] == []
            assert "a Add  i Import  u Undo" in seat.lines[-1]
            await seat.press(*["u"] * 8)
            assert seat.rows.count == 14
            assert seat.area.page is not None

    play(scene())


def test_an_unfinished_note_is_offered_at_the_next_start(path, language):
    async def first():
        async with sit(path) as seat:
            await seat.go("Suryadi W.")
            await seat.press("e")
            await seat.type("unfertig")
            await seat.press("ctrl+q")

    async def second():
        async with sit(path) as seat:
            said = {"en": "An unfinished note about Suryadi W. is kept.", "de": "Suryadi W."}[language]
            await seat.until(lambda: said in seat.lines[0])
            await seat.go("Suryadi W.")
            await seat.press("enter")
            assert seat.note.text == "unfertig"
            assert seat.note.cursor_location == (0, 8)

    play(first())
    play(second())


def test_the_editor_is_made_once_though_two_ask_for_it(path):
    """The pane makes it to show a draft, the key to write, at the same moment."""

    async def first():
        async with sit(path) as seat:
            await seat.press("j", "e")
            await seat.type("unfertig")
            await seat.press("ctrl+q")

    async def second():
        async with sit(path) as seat:
            for key in ("j", "e"):
                seat.send(key)
            await seat.still()
            assert len(seat.app.main.query("#note")) == 1
            assert (seat.note.text, seat.note.has_focus) == ("unfertig", True)
            await seat.type("!")
            assert seat.note.text == "unfertig!"

    play(first())
    play(second())


def test_a_name_is_found_in_the_filter_while_a_call_runs(path):
    async def scene():
        async with sit(path) as seat:
            await seat.go("Dirk Voßkamp")
            await seat.press("c", "escape", "slash")
            await seat.type("suryadi")
            assert seat.rows.count == 1
            await seat.press("enter", "c")
            assert "Dirk Voßkamp" in seat.screen
            await seat.press("r", "4", "4", "f2")
            assert seat.labels()[-1] == "Call with Dirk Voßkamp logged"
            assert not seat.area.calling.running

    play(scene())
