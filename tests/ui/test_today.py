"""Today: what is due under headings, a key for each, the reasons beside it, and what comes next when nothing is."""

import re
from typing import Any

import pytest
from textual.widgets import Input
from ui_world import play, sit

from netz_tui import i18n
from netz_tui.desk import talk
from netz_tui.desk.tags import set_tags
from netz_tui.desk.today import verbs
from netz_tui.settings import Settings
from netz_tui.ui.panes.today import TodayList
from netz_tui.ui.panes.today_why import WhyPane
from netz_tui.ui.today_area import TodayArea


async def today(seat):
    """Go to the area; its list."""
    await seat.press("5")
    await seat.until(lambda: seat.app.main.query(TodayList), "the list")
    await seat.still()
    return seat.app.main.query_one(TodayList)


def listed(rows):
    """Names by group."""
    found: dict[Any, Any] = {}
    for due in rows.app.main.query_one(TodayArea).agenda.rows:
        found.setdefault(due.group, []).append(due.name)
    return found


def why(seat):
    return seat.text_of(seat.app.main.query_one(WhyPane))


async def on(seat, rows, group, name=None):
    """Put the cursor on the first row of a group."""
    agenda = seat.app.main.query_one(TodayArea).agenda
    due = next(due for due in agenda.rows if due.group == group and name in {None, due.name})
    assert rows.move_to_id(due.id)
    await seat.until(lambda: due.name in why(seat), due.name)
    await seat.still()
    return due


def test_everything_due_stands_under_headings_the_cursor_passes_over(path):
    async def scene():
        async with sit(path) as seat:
            rows = await today(seat)
            assert listed(rows) == {
                "steps": ["Dr. Mehmet Yıldız"], "ask": ["Jens Kühn", "Dr. Petra Lang"], "unproven": ["Sabine Heide"],
            }  # fmt: skip
            text = seat.text_of(rows)
            assert [title for title in ("Next steps", "Whom to ask", "Unproven") if title in text] != []
            assert "3 of 4 proven" in text
            await seat.until(lambda: "5 Today 4" in seat.lines[1], "the count")
            assert rows.due.name == "Dr. Mehmet Yıldız"
            assert "noch einmal anrufen" in why(seat)
            await seat.press("j")
            assert rows.due.group == "ask"
            await seat.press("k", "k")
            assert rows.due.group == "steps"
            await seat.press("G")
            assert rows.due.name == "Sabine Heide"
            await seat.press("g")
            assert (rows.due.group, rows.top) == ("steps", 0)
            await seat.pilot.click(TodayList, offset=(5, 5))
            assert rows.due.group == "ask"
            await seat.press("tab")
            assert seat.app.main.query_one(WhyPane).has_focus
            await seat.press("tab")
            assert rows.has_focus

    play(scene())


def test_a_next_step_is_called_ticked_off_put_off_and_brought_back(path):
    async def scene():
        async with sit(path) as seat:
            rows = await today(seat)
            await seat.press("z")
            assert seat.title == "Put off until when?"
            await seat.type("übermorgen 14:30")
            assert "= Thursday, 26 November 2026, 14:30" in seat.screen
            await seat.press("enter")
            assert seat.labels()[-1] == "Dr. Mehmet Yıldız put off"
            assert "steps" not in listed(rows)
            await seat.press("u")
            assert rows.due.name == "Dr. Mehmet Yıldız"
            await seat.press("y")
            assert "Done: next step with Dr. Mehmet Yıldız" in seat.flash
            assert "steps" not in listed(rows)
            await seat.until(lambda: "5 Today 3" in seat.lines[1], "the count")
            await seat.press("u", "g", "enter")
            await seat.until(lambda: seat.app.area == "inbox")
            assert seat.name == "Dr. Mehmet Yıldız"
            await seat.press("5", "g", "c")
            await seat.until(lambda: seat.area.calling.running is not None or seat.title, "the call")

    play(scene())


def test_an_introducer_is_asked_about_one_after_the_other(path):
    async def scene():
        async with sit(path) as seat:
            rows = await today(seat)
            due = await on(seat, rows, "ask", "Jens Kühn")
            assert "Asked 0 times so far" in why(seat)
            assert "Ask about" in why(seat)
            before = len(due.about)
            await seat.press("x", "1")
            assert "do you know" in seat.screen
            await seat.press("2")
            while seat.dialog != "Main":
                await seat.press("f2")
            assert seat.value("SELECT answer FROM cross_checks WHERE introducer_id = 2 ORDER BY id DESC") == "knows"
            assert len(rows.due.about) == before - 1
            await seat.press("y")
            assert seat.labels()[-1].startswith("Jens Kühn asked about ")  # there is nothing to tick off here

    play(scene())


def test_the_three_keys_of_a_look(path):
    async def scene():
        async with sit(path) as seat:
            rows = await today(seat)
            await on(seat, rows, "unproven")
            await seat.press("n")
            assert seat.labels()[-1] == "Sabine Heide is not dependable"
            assert "unproven" not in listed(rows)
            await seat.press("u")
            await seat.still()
            assert rows.due.name == "Sabine Heide"
            await seat.press("f")
            assert seat.title == "Ask first: call when?"
            await seat.type("in 3 Tagen")
            await seat.press("enter", "enter")
            assert seat.value("SELECT due FROM follow_ups ORDER BY id DESC") == "2026-11-27"
            assert "unproven" not in listed(rows)
            await seat.press("u")
            await on(seat, rows, "unproven")
            await seat.press("b", "a")
            await seat.type("2019")
            await seat.press("enter")
            await seat.type("Ulm")
            await seat.press("enter")
            assert "unproven" not in listed(rows)
            assert "4 of 4 proven" in str(seat.app.main.query_one("#today-pane").border_subtitle)

    play(scene())


def test_what_is_marked_is_put_off_in_one_step(path):
    async def scene():
        async with sit(path) as seat:
            rows = await today(seat)
            await seat.press("space", "space", "space", "space", "z", "enter")
            assert seat.labels()[-1] == "4 things put off"
            assert not rows.marked
            assert rows.count == 0
            assert "Nothing is due today." in seat.text_of(rows)
            assert "Next: the request of Beate Fröhlich comes back, Tue 01/12." in seat.text_of(rows)
            assert "3 of 4 proven" in why(seat)
            await seat.press("u")
            assert rows.count == 7
            await seat.press("space", "escape")
            assert not rows.marked
            await seat.press("m", "t")
            await seat.type("heute")
            await seat.press("enter")
            assert seat.labels()[-1] == "4 people tagged"
            await seat.press("m")
            assert not rows.marked

    play(scene())


def test_a_request_that_comes_back_is_confirmed_or_declined_from_here(path):
    async def scene():
        async with sit(path) as seat:
            seat.clock.forward(days=7, hours=1)
            rows = await today(seat)
            seat.app._wake()
            due = await on(seat, rows, "back")
            assert (due.name, "y" in why(seat)) == ("Beate Fröhlich", True)
            await seat.press("y")
            assert "may not be confirmed yet" in seat.told[-1]
            await seat.until(lambda: seat.app.area == "inbox")
            await seat.press("5")
            await on(seat, rows, "back")
            await seat.press("n", "1")
            assert seat.state("Beate Fröhlich") == "declined"
            assert "back" not in listed(rows)

    play(scene())


def test_keep_in_touch_with_a_rhythm_of_person_tag_and_standing(path):
    async def scene():
        async with sit(path) as seat:
            set_tags(seat.desk, [2], ["messe"], keep_others=True)
            seat.clock.forward(days=40)
            rows = await today(seat)
            assert "touch" not in listed(rows)
            await seat.press("R")
            assert seat.title == "Contact rhythms"
            await seat.press("4")
            await seat.type("4 Wochen")
            assert "= every 28 days" in seat.screen
            await seat.press("enter")
            assert seat.labels()[-1] == "Contact rhythm of #messe"
            await on(seat, rows, "touch")
            assert "The rhythm is that of a tag." in why(seat)
            await seat.press("R", "1")
            await seat.type("oft")
            await seat.press("enter")
            assert "is no interval" in seat.screen
            seat.app.screen.query_one(Input).value = "3 weeks"
            await seat.press("enter")
            assert seat.labels()[-1] == "Contact rhythm of dependable contacts"
            assert sorted(listed(rows)["touch"]) == ["Dr. Petra Lang", "Jens Kühn", "Jörn Brandt"]
            await on(seat, rows, "touch", "Jens Kühn")
            await seat.press("r")
            await seat.type("1 y")
            await seat.press("enter")
            assert "Jens Kühn" not in listed(rows)["touch"]
            await on(seat, rows, "touch", "Jörn Brandt")
            await seat.press("f")
            await seat.type("fr")
            await seat.press("enter")
            await seat.type("Angebot")
            await seat.press("enter")
            assert seat.labels()[-1] == "Next step with Jörn Brandt"
            await on(seat, rows, "touch", "Dr. Petra Lang")
            await seat.press("l", "t", "f2")
            await seat.until(lambda: seat.title == "And then?")
            await seat.press("f2")
            assert "touch" not in listed(rows)

    play(scene())


def test_a_call_from_here_and_the_ways(path):
    async def scene():
        async with sit(path) as seat:
            rows = await today(seat)
            await on(seat, rows, "unproven")
            await seat.press("c")
            seat.clock.forward(minutes=2)
            await seat.press("c", "f2", "n")
            await seat.press("f2")
            assert seat.labels()[-1] == "Call with Sabine Heide logged"
            await on(seat, rows, "ask")
            await seat.press("w")
            await seat.until(lambda: seat.app.area == "graph")

    play(scene())


def test_a_new_day_and_what_was_done_elsewhere_are_seen(path):
    async def scene():
        async with sit(path) as seat:
            rows = await today(seat)
            await seat.press("1")
            seat.app.act(lambda: talk.remind(seat.desk, 4, "2026-11-24", "x"))
            await seat.press("5")
            assert "Sabine Heide" in listed(rows)["steps"]
            seat.clock.forward(days=1)
            seat.app.main.query_one(TodayArea)._look_at_clock()
            await seat.still()
            assert "1 day late" in seat.text_of(rows)

    play(scene())


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
def test_every_size_shows_list_and_reasons(path, size):
    async def scene():
        async with sit(path, size=size) as seat:
            rows = await today(seat)
            assert "Dr. Mehmet Yıldız" in seat.text_of(rows)
            if size[0] < 80:
                await seat.press("tab")
            assert "noch einmal anrufen" in why(seat)
            await seat.press("escape")
            assert rows.has_focus
            assert all(strip.cell_length == size[0] for strip in seat.strips)
            await seat.press("question_mark")
            assert seat.dialog == "Help"

    play(scene())


def test_plain_letters_and_an_empty_day(path):
    i18n.setup("de")

    async def scene():
        async with sit(path, size=(120, 40), ascii_only=True, settings=Settings(unproven_per_day=0)) as seat:
            rows = await today(seat)
            assert re.sub(r"[\x20-\x7e]", "", "".join(seat.lines)) == ""
            everything = seat.app.main.query_one(TodayArea).agenda.rows
            seat.app.act(lambda: verbs.put_off(seat.desk, everything, seat.clock().replace(year=2027)))
            assert "Heute ist nichts f" in seat.text_of(rows)
            assert re.sub(r"[\x20-\x7e]", "", "".join(seat.lines)) == ""

    play(scene())
