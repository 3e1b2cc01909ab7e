"""Keys typed without looking: each reaches the question it was meant for, however fast they come."""

import asyncio

from textual.widgets import Input
from ui_world import play, sit

from netz_tui.ui.panes.contacts_list import ContactsList


def hurry(seat, *keys):
    """Hand over all keys at once, as a terminal does after a pause of the program."""
    for key in keys:
        seat.send(key)


def test_a_row_of_questions_is_answered_in_one_burst(path):
    async def scene():
        async with sit(path) as seat:
            await seat.go("Dirk Voßkamp")
            hurry(seat, "c", *"Ja", "f2", "r", "4", "5", "enter", "enter", "b", "c", "enter", "y")
            await seat.until(lambda: seat.state("Dirk Voßkamp") == "confirmed", "the confirmation", 20)
            assert seat.labels()[-3:] == [
                "Log a call with Dirk Voßkamp",
                "Ground c for Dirk Voßkamp",
                "Confirm Dirk Voßkamp",
            ]
            assert seat.app.area == "inbox"
            assert seat.value("SELECT trust * 10 + chemistry FROM conversations ORDER BY id DESC LIMIT 1") == 45

    play(scene())


def test_an_area_takes_the_keys_typed_before_it_stood(path):
    async def scene():
        async with sit(path) as seat:
            hurry(seat, "2", "j", "j", "r", "escape", "1", "j")
            await seat.until(lambda: seat.app.area == "inbox" and not seat.app.screen_stack[1:], "the inbox again", 20)
            await seat.still()
            assert seat.rows.has_focus

    play(scene())


def test_a_held_key_is_not_slowed(path):
    async def scene():
        async with sit(path) as seat:
            hurry(seat, *"jjjjjkkkkk" * 10, *"jjjj")
            turns = 0
            while seat.app.typed_ahead.waiting:
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
            await seat.until(lambda: not seat.app.typed_ahead.waiting, "the keys")
            await seat.still()
            assert line.value == "marlin"
            assert not seat.app.main.query_one(ContactsList).marked

    play(scene())
