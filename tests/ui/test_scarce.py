"""What the desk says where room is scarce, and what it says, and no longer says, when something was done."""

import re
import threading
from datetime import date

import pytest
from rich.cells import cell_len
from ui_world import play, sit

from netz_tui import dates, i18n
from netz_tui.book.models import Request
from netz_tui.ui.collectors import named
from netz_tui.ui.dialogs.ask_day import AskDay
from netz_tui.ui.words import SHORTEST_NAME, done

LONG = {"name": "Philipp Baumgärtner-Hohenlohe", "other": "Philipp Baumgaertner-Hohenlohe"}


def pane(seat, selector):
    return seat.text_of(seat.app.main.query_one(selector))


@pytest.mark.parametrize("width", range(30, 130))
def test_what_was_done_keeps_its_verb_and_the_key_that_undoes_it(width):
    told = done("{name} and {other} merged", LONG, "u")(width).plain
    assert cell_len(told) <= width
    assert told.endswith(" · “u” undoes")
    if width >= len(" and  merged · “u” undoes") + 2 * SHORTEST_NAME:
        assert re.match(r"Phil.*(…| |e) and Phil.*(…|e) merged ·", told)


def test_names_that_fit_are_not_cut():
    whole = f"{LONG['name']} and {LONG['other']} merged · “u” undoes"
    assert done("{name} and {other} merged", LONG, "u")(len(whole)).plain == whole


@pytest.mark.parametrize(("size", "beside"), [((60, 20), False), ((120, 40), True)])
def test_the_first_line_tells_what_was_done_and_how_to_undo_it(path, size, beside):
    async def scene():
        async with sit(path, size=size) as seat:
            await seat.press("y")
            assert "Anna Berger confirmed · “u” undoes" in seat.lines[0]
            await seat.press("n", "o")
            await seat.type("x")
            await seat.press("enter")
            assert "Dirk Voßkamp declined · “u” undoes" in seat.lines[0]
            assert ("You have 11 contacts" in seat.lines[0]) is beside
            await seat.press("u")
            assert "Undone: Dirk Voßkamp declined" in seat.lines[0]

    play(scene())


def test_a_note_at_the_telephone_has_all_of_a_low_window(path):
    async def scene():
        async with sit(path, size=(60, 20)) as seat:
            await seat.go("Dirk Voßkamp")
            await seat.press("c")
            assert seat.note.has_focus
            assert seat.note.region.height >= 14
            assert [name for name in ("#request", "#gate") if seat.app.main.query_one(name).region] == []
            assert "+49 40 55512345 · 00:00" in pane(seat, "#talk")
            await seat.press("shift+tab")
            assert all(seat.app.main.query_one(name).region.height > 3 for name in ("#request", "#gate"))

    play(scene())


def test_the_number_is_not_said_twice_where_the_call_is_seen(path):
    async def scene():
        async with sit(path, size=(80, 24)) as seat:
            await seat.go("Dirk Voßkamp")
            await seat.press("c")
            assert "+49 40 55512345" in pane(seat, "#call")
            assert "55512345" not in pane(seat, "#talk")
            assert "z  defer" in pane(seat, "#gate")

    play(scene())


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)])
def test_nothing_in_the_gate_is_cut(path, language, size):
    async def scene():
        async with sit(path, size=size) as seat:
            await seat.press("tab")
            gate = pane(seat, "#gate")
            assert "…" not in gate, gate
            assert {"en": "Call 23/11, 14 min", "de": "Anruf 23.11., 14 min"}[language] in gate
            await seat.press("x", "4", "f2")
            gate = pane(seat, "#gate")
            assert {"en": "fell: with the introducer", "de": "gefallen: mit dem Vermittler"}[language] in gate, gate
            for name in ("Dirk Voßkamp", "Jürgen Weißflog"):
                await seat.go(name)
                await seat.press("tab")
                assert "…" not in pane(seat, "#gate"), pane(seat, "#gate")

    play(scene())


def test_a_click_on_a_line_that_goes_on_below_does_what_its_key_does(path):
    i18n.setup("de")

    async def scene():
        async with sit(path, size=(80, 24)) as seat:
            rows = pane(seat, "#gate").splitlines()
            place = next(number for number, text in enumerate(rows) if "14 min" in text)
            assert "Persönlicher Kontakt" in rows[place - 1]
            await seat.pilot.click("#gate", offset=(8, place))
            await seat.until(lambda: seat.app.main.query("#note:focus"))

    play(scene())


@pytest.mark.parametrize(
    ("key", "answer"), [("1", "✓ Jens Kühn, asked: knows well"), ("3", "○ Jens Kühn, asked: vaguely")]
)
def test_the_gate_tells_what_the_introducer_answered(path, key, answer):
    async def scene():
        async with sit(path) as seat:
            assert "ask Jens Kühn" in pane(seat, "#gate")
            await seat.press("x", key, "f2")
            assert answer in pane(seat, "#gate")
            assert "ask Jens Kühn" not in pane(seat, "#gate")

    play(scene())


def test_days_are_short_within_the_year():
    today = date(2026, 11, 24)
    assert i18n.digits_short(date(2026, 3, 1), today) == "01/03"
    assert i18n.digits_short(date(2025, 3, 1), today) == "01/03/25"
    i18n.setup("de")
    assert i18n.digits_short(date(2026, 3, 1), today) == "01.03."
    assert i18n.digits_short(date(2025, 3, 1), today) == "01.03.25"


def test_a_warning_goes_when_something_is_done(path):
    async def scene():
        async with sit(path) as seat:
            await seat.go("Dirk Voßkamp")
            await seat.press("y")
            assert "Not yet" in seat.told[-1]
            await seat.press("n", "6")
            assert seat.told == []

    play(scene())


def test_the_list_tells_what_is_missing_most(path):
    async def scene():
        async with sit(path) as seat:
            await seat.go("Dirk Voßkamp")
            await seat.press("c", "f2", "n", "f2")
            line = next(text for text in pane(seat, "#inbox-list").splitlines() if "Hafen" in text)
            assert "via Jens Kühn" in line
            await seat.press("c", "f2", "r", "4", "4", "f2")
            line = next(text for text in pane(seat, "#inbox-list").splitlines() if "Hafen" in text)
            assert "ground missing" in line
            await seat.press("z")
            await seat.type("14.12. 14:30")
            await seat.press("enter")
            await seat.go("Dirk Voßkamp")
            line = next(text for text in pane(seat, "#inbox-list").splitlines() if "Hafen" in text)
            assert "until Mon 14/12" in line
            assert "14:30" not in line

    play(scene())


def test_a_long_platform_leaves_the_age_whole(path):
    async def scene():
        async with sit(path) as seat:
            with seat.desk.book.action("edit", "{name} changed", seat.desk.now(), name="Anna Berger") as action:
                action.update(Request, seat.area.page.request.id, platform="Handelskammer Südwestfalen")
            seat.area._inbox.renew()
            await seat.still()
            assert "41 d" in pane(seat, "#inbox-list").splitlines()[0]

    play(scene())


def test_what_is_done_again_does_not_carry_the_cursor_to_the_end(path):
    async def scene():
        async with sit(path) as seat:
            await seat.press("z", "enter")
            assert seat.name == "Dirk Voßkamp"
            await seat.press("u")
            assert seat.name == "Anna Berger"
            await seat.press("U")
            assert seat.name == "Dirk Voßkamp"

    play(scene())


def test_after_a_sweep_the_order_is_what_it_was(path):
    async def scene():
        async with sit(path) as seat:
            await seat.press("s", "3", "S", "enter")
            assert seat.name == "Marc T. Erfolg"
            await seat.press("n", "1")
            assert seat.area._inbox.sort == "name"
            assert "by name" in seat.screen

    play(scene())


def test_a_filter_that_finds_nobody_says_so(path):
    async def scene():
        async with sit(path) as seat:
            await seat.press("slash")
            await seat.type("zzz")
            assert "Nobody found. “esc” shows all again." in " ".join(pane(seat, "#inbox-list").split())

    play(scene())


def test_who_stands_on_no_ground_of_his_own_is_not_said_to_be_unknown(path):
    async def scene():
        async with sit(path) as seat:
            await seat.press("b", "c", *["backspace"] * 10)
            await seat.type("Brandt")
            assert "Nobody of that name stands on ground a or b." in seat.screen

    play(scene())


def test_reasons_with_a_number_are_translated():
    i18n.setup("de")
    told = named([{"code": "same_text", "weight": 24, "n": 1}, {"code": "burst", "weight": 8, "n": 3}]).plain
    assert told == "gleicher Text wie 1 andere +24 · mit 3 anderen binnen zwei Tagen +8"


def test_no_key_waits_until_days_can_be_read(path, monkeypatch):
    gate = threading.Event()
    load = dates.warm.__wrapped__

    async def scene():
        dates.warm.cache_clear()
        monkeypatch.setattr(dates, "ask", lambda *_args: gate.wait(20))
        async with sit(path) as seat:
            seat.send("z")
            await seat.until(lambda: isinstance(seat.app.screen, AskDay))
            for letter in "fr":
                seat.send(letter)
            await seat.until(lambda: "fr" in seat.screen)
            assert "= Friday" not in seat.screen
            assert not dates.is_warm()
            monkeypatch.undo()
            gate.set()
            await seat.until(lambda: "= Friday, 27 November 2026" in seat.screen)

    try:
        play(scene())
    finally:
        gate.set()
        load()
        dates.warm()


def test_the_history_leaves_room_for_what_was_done(path):
    async def scene():
        async with sit(path, size=(60, 20)) as seat:
            await seat.press("y", "h")
            line = next(text for text in seat.lines if "Anna Berger confirmed" in text)
            assert "24/11 " in line
            assert "2026" not in line

    play(scene())


def test_what_was_put_back_is_brought_back_by_the_same_key(path):
    async def scene():
        async with sit(path) as seat:
            await seat.press("z", "enter")
            await seat.go("Anna Berger")
            assert seat.rows.cursor >= 12
            await seat.press("z")
            assert seat.title == "Deferred"
            await seat.press("escape")
            assert seat.value("SELECT asleep FROM requests WHERE name = 'Anna Berger'") == 1
            await seat.press("z", "z")
            assert seat.labels()[-1] == "Anna Berger brought back"
            assert (seat.name, seat.rows.cursor) == ("Anna Berger", 0)
            await seat.press("u")
            assert seat.value("SELECT asleep FROM requests WHERE name = 'Anna Berger'") == 1

    play(scene())


def test_what_was_put_back_is_put_back_further(path):
    async def scene():
        async with sit(path) as seat:
            await seat.press("z", "enter")
            await seat.go("Anna Berger")
            await seat.press("z", "d")
            assert seat.title == "Defer until when?"
            await seat.type("24.12.")
            await seat.press("enter")
            assert seat.value("SELECT defer_until FROM requests WHERE name = 'Anna Berger'").startswith("2026-12-24")

    play(scene())


def test_a_collector_score_from_before_says_nothing_of_who_is_dependable(path):
    async def scene():
        async with sit(path) as seat:
            await seat.go("Marc T. Erfolg")
            assert "collector 91 %: stock phrases" in pane(seat, "#request")
            await seat.press("b", "a")
            await seat.type("2019")
            await seat.press("enter")
            await seat.type("Ulm")
            await seat.press("enter")
            assert "collector 91 %" not in pane(seat, "#request")

    play(scene())


def test_a_long_note_has_a_slim_bar(path):
    async def scene():
        async with sit(path, size=(80, 24)) as seat:
            await seat.press("e")
            for line in "abcdefghijkl":
                await seat.press(line, "enter")
            assert seat.note.show_vertical_scrollbar
            assert seat.note.scrollbar_size_vertical == 1

    play(scene())


@pytest.mark.parametrize(("size", "whole"), [((60, 20), False), ((80, 30), True)])
def test_a_code_is_shown_whole_or_not_at_all(path, size, whole):
    async def scene():
        async with sit(path, size=size) as seat:
            await seat.press("o")
            assert "xing.com/profile/Anna_Berger" in seat.screen
            assert "copy the address" in seat.screen
            assert ("▀" in seat.screen) is whole
            corners = sum("█▀▀▀▀▀█" in line for line in seat.lines)
            assert corners == 2 * whole

    play(scene())
