"""Keys typed without looking: each reaches the question it was meant for, however fast they come."""

import asyncio
import time

from textual.widgets import Input
from ui_world import Clock, Seat, desk_on, play, sit

from netz_tui.book.book import open_book
from netz_tui.ui.app import Netz
from netz_tui.ui.desk_area import DeskArea
from netz_tui.ui.panes.contacts_list import ContactsList


def hurry(seat, *keys):
    """Hand over all keys at once, as a terminal does after a pause of the program."""
    for key in keys:
        seat.send(key)


def answered(seat):
    """Whether no key is under way any more."""
    return not seat.app.message_queue_size and not seat.app.typed_ahead.waiting


def test_a_row_of_questions_is_answered_in_one_burst(path):
    async def scene():
        async with sit(path) as seat:
            await seat.go("Dirk Voßkamp")
            hurry(seat, "c", *"Ja", "f2", "r", "4", "5", "enter", "enter", "b", "c", "enter", "y")
            await seat.until(lambda: seat.state("Dirk Voßkamp") == "confirmed", "the confirmation", 20)
            assert seat.labels()[-3:] == [
                "Call with Dirk Voßkamp logged",
                "Ground c for Dirk Voßkamp",
                "Dirk Voßkamp confirmed",
            ]
            assert seat.app.area == "inbox"
            assert seat.value("SELECT trust * 10 + chemistry FROM conversations ORDER BY id DESC LIMIT 1") == 45

    play(scene())


def test_an_area_takes_the_keys_typed_before_it_stood(path):
    async def scene():
        async with sit(path) as seat:
            hurry(seat, "2", "j", "j", "r", "escape", "1", "j")
            await seat.until(lambda: answered(seat), "the last key", 20)
            await seat.still()
            assert seat.app.area == "inbox"
            assert not seat.app.screen_stack[1:]
            assert seat.rows.has_focus

    play(scene())


def test_a_held_key_is_not_slowed(path):
    async def scene():
        async with sit(path) as seat:
            hurry(seat, *"jjjjjkkkkk" * 10, *"jjjj")
            turns = 0
            while seat.app.message_queue_size or seat.app.typed_ahead.waiting:
                await asyncio.sleep(0)
                turns += 1
            await seat.still()
            assert seat.rows.cursor == 4
            assert turns < 104 * 100

    play(scene())


def test_a_search_takes_all_that_is_typed_at_once(path):
    async def scene():
        async with sit(path) as seat:
            await seat.press("2")
            await seat.until(lambda: seat.app.main.query("#contacts-filter"), "the contacts")
            line = seat.app.main.query_one("#contacts-filter", Input)
            await seat.still()
            for key in ("escape", "escape", "slash", *"marlin"):
                seat.send(key)
                await asyncio.sleep(0)
            await seat.until(lambda: answered(seat), "the keys")
            await seat.still()
            assert line.value == "marlin"
            assert not seat.app.main.query_one(ContactsList).marked

    play(scene())


def test_however_slow_the_machine_no_key_reaches_the_desk_beneath_a_question(path, monkeypatch):
    asked = Netz.ask

    async def slowly(self, question):
        time.sleep(1.2)  # noqa: ASYNC251 - nothing else gets a turn meanwhile, as on a machine with much to do
        await asyncio.sleep(0)
        return await asked(self, question)

    async def scene():
        async with sit(path) as seat:
            await seat.go("Dirk Voßkamp")
            monkeypatch.setattr(Netz, "ask", slowly)
            hurry(seat, "m", "t", *"an", "enter", "escape", "j")
            await seat.until(lambda: answered(seat), "the last key", 20)
            assert seat.labels()[-1] == "13 people tagged"
            assert seat.rows.cursor == 2
            assert not seat.rows.marked

    play(scene())


def test_keys_typed_before_the_panes_stand_wait_for_them(path, monkeypatch):
    furnish = DeskArea._furnish
    begin = asyncio.Event()

    async def late(self):
        await begin.wait()
        await furnish(self)

    async def scene():
        with open_book(path) as book:
            app = Netz(desk_on(book, Clock()))
            async with app.run_test(size=(140, 42)) as pilot:
                seat = Seat(app, pilot, Clock(), [])
                hurry(seat, "c")
                await pilot.pause(0.05)
                waited = app.typed_ahead.waiting
                begin.set()
                assert waited
                await seat.until(lambda: seat.area.calling.running is not None, "the call", 20)

    monkeypatch.setattr(DeskArea, "_furnish", late)
    play(scene())


def test_letters_typed_into_a_line_that_is_just_opening_keep_their_order(path):
    async def scene():
        async with sit(path) as seat:
            for _time in range(5):
                hurry(seat, "slash", *"xing", "enter", "j", "k", "escape")
                await seat.until(lambda: answered(seat), "the last key", 20)
                hurry(seat, "slash", *"anna", "enter")
                await seat.until(lambda: answered(seat), "the last key", 20)
                await seat.still()
                assert seat.area._inbox.text == "anna"
                await seat.press("escape")

    play(scene())
