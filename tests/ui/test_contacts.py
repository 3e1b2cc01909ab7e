"""The contacts: found as one types, a page with all that is known, a key for everything, erased for good."""

import json

import pytest
from textual.widgets import Input
from ui_world import options_of, play, sit

from netz_tui.ui.contacts_area import ContactsArea
from netz_tui.ui.panes.contacts_columns import ColumnTitles
from netz_tui.ui.panes.contacts_list import ContactsList, ContactsPane
from netz_tui.ui.panes.contacts_person import PersonPane

EVERYBODY = ["Dr. Petra Lang", "Jens Kühn", "Jörn Brandt", "Sabine Heide"]


async def contacts(seat):
    """Go to the area and wait until everybody can be found; the list."""
    await seat.press("2")
    await seat.until(lambda: seat.app.main.query(ContactsList), "the list")
    rows = seat.app.main.query_one(ContactsList)
    await seat.until(lambda: not seat.value("SELECT count(*) FROM search_stale"), "the index")
    await seat.until(lambda: seat.value("SELECT indexed = (SELECT max(id) FROM people) FROM search_state"), "the index")
    await seat.still()
    return rows


def names(rows):
    return [row.name for row in rows._source.block(0, 99)]


def page(seat):
    return seat.text_of(seat.app.main.query_one(PersonPane))


async def find(seat, text):
    await seat.press("slash")
    seat.app.main.query_one("#contacts-filter", Input).value = ""
    await seat.type(text)
    await seat.until(lambda: seat.app.main.query_one(ContactsArea)._follow is not None)
    await seat.still()


@pytest.mark.usefixtures("language")
def test_everybody_stands_there_by_name_with_a_page_beside(path):
    async def scene():
        async with sit(path) as seat:
            rows = await contacts(seat)
            assert names(rows) == EVERYBODY[:3:2] + EVERYBODY[1:2] + EVERYBODY[3:] or sorted(names(rows)) == sorted(
                EVERYBODY
            )
            await seat.until(lambda: "Wehrbau Ulm" in page(seat))
            assert "Ulm" in page(seat)
            assert "Jörn Brandt" in page(seat)

    play(scene())


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("kuehn", ["Jens Kühn"]),
        ("Jörm Brant", ["Jörn Brandt"]),
        ("city:ulm", ["Dr. Petra Lang"]),
        ("ground:c", ["Jörn Brandt"]),
        ("standing:unproven", ["Sabine Heide"]),
        ("4930", ["Anna Berger"]),
        ("messe anna", ["Anna Berger"]),
        ('"C++ [/b] name: *', []),
    ],
)
def test_found_as_one_types(path, typed, found):
    async def scene():
        async with sit(path) as seat:
            rows = await contacts(seat)
            await find(seat, typed)
            assert names(rows)[:1] == found
            await seat.press("enter")
            assert rows.has_focus
            await seat.press("escape")
            assert sorted(names(rows)) == sorted(EVERYBODY)

    play(scene())


def test_a_filter_that_can_not_be_meant_says_so_in_place_of_people(path):
    async def scene():
        async with sit(path) as seat:
            rows = await contacts(seat)
            await find(seat, "citty:ulm")
            assert names(rows) == []
            assert "Did you mean “city:”?" in " ".join(seat.text_of(rows).split())
            await seat.press("escape", "escape")
            await seat.still()
            assert len(names(rows)) == len(EVERYBODY)
            await seat.press("1", "slash", *"ground:x")
            await seat.still()
            assert "“ground:” takes a, b or c, not “x”." in " ".join(seat.text_of(seat.rows).split())

    play(scene())


def test_the_arrows_move_in_the_list_while_typing(path):
    async def scene():
        async with sit(path) as seat:
            rows = await contacts(seat)
            await seat.press("slash", "down", "down", "up")
            assert (rows.cursor, rows.has_focus) == (1, False)

    play(scene())


def test_where_the_hit_is_stands_in_the_row(path):
    async def scene():
        async with sit(path) as seat:
            await contacts(seat)
            await find(seat, "messe")
            assert "seit der Messe" in seat.text_of(seat.app.main.query_one(ContactsList))

    play(scene())


def test_change_in_place_with_a_check_and_undo(path):
    async def scene():
        async with sit(path) as seat:
            rows = await contacts(seat)
            assert rows.move_to_id(seat.value("SELECT id FROM people WHERE name = 'Sabine Heide'"))
            await seat.press("e")
            form = seat.app.screen
            form.query_one("#field-emails", Input).value = "falsch"
            await seat.press("f2")
            assert "is no e-mail address" in seat.screen
            form.query_one("#field-emails", Input).value = "sabine@example.org"
            form.query_one("#field-org", Input).value = "Kiebitz AG"
            await seat.press("f2")
            assert seat.labels()[-1] == "Sabine Heide changed"
            assert rows.current.org == "Kiebitz AG"
            await seat.until(lambda: "sabine@example.org" in page(seat))
            await find(seat, "kiebitz")
            assert names(rows) == ["Sabine Heide"]
            await seat.press("enter", "u")
            assert names(rows) == []

    play(scene())


def test_add_a_contact(path):
    async def scene():
        async with sit(path) as seat:
            rows = await contacts(seat)
            await seat.press("a")
            await seat.type("Nora Neu")
            await seat.press("f2")
            await seat.until(lambda: rows.current and rows.current.name == "Nora Neu")
            assert seat.labels()[-1] == "Nora Neu added"

    play(scene())


def test_tags_and_rhythm_of_all_marked_are_one_step_each(path):
    async def scene():
        async with sit(path) as seat:
            rows = await contacts(seat)
            await seat.press("space", "space", "t")
            await seat.type("messe")
            await seat.press("enter")
            assert seat.value("SELECT count(*) FROM person_tags") == 2
            await seat.press("r")
            await seat.type("6 weeks")
            await seat.press("enter")
            assert seat.value("SELECT count(*) FROM people WHERE rhythm_days = 42") == 2
            assert seat.labels()[-2:] == ["2 people tagged", "Contact rhythm of 2 people"]
            assert len(rows.marked) == 2
            await seat.press("escape")
            assert not rows.marked
            await seat.press("m")
            assert len(rows.marked) == 4

    play(scene())


def test_a_call_with_somebody_who_asked_for_nothing_is_logged(path):
    async def scene():
        async with sit(path) as seat:
            rows = await contacts(seat)
            rows.move_to_id(seat.value("SELECT id FROM people WHERE name = 'Jens Kühn'"))
            await seat.press("c")
            seat.clock.forward(minutes=3)
            await seat.press("c")
            await seat.type("Alles gut.")
            await seat.press("f2", "r", "4", "5", "f2")
            row = seat.desk.book.row(
                "SELECT request_id, kind, duration_s, trust, chemistry, note FROM conversations ORDER BY id DESC"
            )
            assert row == (None, "call", 180, 4, 5, "Alles gut.")
            await seat.until(lambda: "Alles gut." in page(seat))

    play(scene())


def test_a_call_with_somebody_who_waits_is_made_at_the_desk(path):
    async def scene():
        async with sit(path) as seat:
            await contacts(seat)
            await find(seat, "vosskamp")
            await seat.press("enter", "c")
            await seat.until(lambda: seat.area.calling.running is not None, "the call")
            assert seat.app.area == "inbox"
            assert seat.area.calling.running.name == "Dirk Voßkamp"

    play(scene())


def test_a_next_step_with_its_day_in_words(path):
    async def scene():
        async with sit(path) as seat:
            await contacts(seat)
            await seat.press("F")
            await seat.type("übermorgen")
            await seat.press("enter")
            await seat.type("Angebot schicken")
            await seat.press("enter")
            assert (
                seat.value("SELECT due || ' ' || what FROM follow_ups ORDER BY id DESC")
                == "2026-11-26 Angebot schicken"
            )
            await seat.until(lambda: "next step: Thu 26/11" in page(seat))

    play(scene())


def test_log_and_ground(path):
    async def scene():
        async with sit(path) as seat:
            rows = await contacts(seat)
            rows.move_to_id(seat.value("SELECT id FROM people WHERE name = 'Sabine Heide'"))
            await seat.press("b", "a")
            await seat.type("2019")
            await seat.press("enter")
            await seat.type("Ulm")
            await seat.press("enter")
            assert rows.current.standing == "dependable"
            await seat.press("l", "t", "f2")
            await seat.until(lambda: seat.title == "And then?")
            await seat.press("f2")
            assert seat.labels()[-2:] == ["Ground a for Sabine Heide", "Message with Sabine Heide logged"]

    play(scene())


def test_whom_somebody_knows_and_what_was_answered(path):
    async def scene():
        async with sit(path) as seat:
            await contacts(seat)
            await find(seat, "kühn")
            await seat.press("enter", "T")
            assert seat.title == "Tie with whom?"
            await seat.type("heide")
            await seat.press("enter")
            await seat.type("2019")
            await seat.press("enter")
            await seat.type("Donauwerk")
            await seat.press("f2", "1", "0")
            assert seat.labels()[-1] == "Jens Kühn and Sabine Heide know each other"
            await seat.until(lambda: "Sabine Heide  2019 Donauwerk" in page(seat))
            await seat.press("x")
            await seat.type("heide")
            await seat.press("enter", "1", "3", "enter", "enter")
            assert seat.labels()[-1] == "Jens Kühn asked about Sabine Heide"
            await seat.until(lambda: "As introducer: asked 1, knew 0" in page(seat))

    play(scene())


def test_sort_open_net_and_back(path):
    async def scene():
        async with sit(path) as seat:
            rows = await contacts(seat)
            await seat.press("s")
            assert [value for _key, value in options_of(seat)] == ["name", "org", "city", "last", "standing", "since"]
            await seat.press("3")
            assert names(rows)[0] == "Dr. Petra Lang"
            await seat.press("enter")
            assert seat.app.main.query_one(PersonPane).has_focus
            await seat.press("escape", "w")
            assert seat.app.main.query_one("#contact-net").has_focus
            await seat.press("w")
            assert rows.has_focus
            await seat.press("tab")
            assert seat.app.main.query_one(PersonPane).has_focus
            await seat.press("tab")
            assert rows.has_focus

    play(scene())


def test_hand_out_never_overwrites(path, tmp_path):
    async def scene():
        async with sit(path) as seat:
            await contacts(seat)
            for suffix in ("md", "json", "vcf", "md"):
                await seat.press("p")
                seat.app.screen.query_one("#field-path", Input).value = str(tmp_path / f"one.{suffix}")
                await seat.press("enter")
            assert any("exists already" in sentence for sentence in seat.told)
        assert "# Dr. Petra Lang" in (tmp_path / "one.md").read_text().replace("\\", "")
        assert json.loads((tmp_path / "one.json").read_text())["person"]["org"] == "Wehrbau Ulm"
        assert "FN:Dr. Petra Lang" in (tmp_path / "one.vcf").read_text()

    play(scene())


def test_erase_asks_and_only_then_erases(path, tmp_path):
    async def scene():
        async with sit(path) as seat:
            rows = await contacts(seat)
            rows.move_to_id(seat.value("SELECT id FROM people WHERE name = 'Jens Kühn'"))
            await seat.press("X")
            assert "Viele Grüße von Jens Kühn" in seat.screen
            await seat.press("escape")
            await seat.press("X", "n")
            assert "Jens Kühn" in names(rows)
            await seat.press("X", "X")
            assert "Jens Kühn" not in names(rows)
            assert "Erased for good." in seat.flash
            assert seat.value("SELECT count(*) FROM handles WHERE person_id = 2") == 0
        assert b"Donauwerk" not in b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())

    play(scene())


def test_erased_with_a_hash_that_keeps_imports_from_bringing_them_back(path, tmp_path):
    async def scene():
        async with sit(path) as seat:
            rows = await contacts(seat)
            seat.app.traces = tmp_path / "state"
            seat.app.traces.mkdir()
            (seat.app.traces / "netz.log").write_text("Jens Kühn")
            rows.move_to_id(seat.value("SELECT id FROM people WHERE name = 'Jens Kühn'"))
            await seat.press("X", "k")
            assert "Jens Kühn" not in names(rows)
            assert not list(seat.app.traces.iterdir())
            assert seat.value("SELECT count(*) FROM settings WHERE name LIKE 'erased:%'") > 0

    play(scene())


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20), (200, 50)])
def test_every_size_shows_list_and_page(path, size):
    async def scene():
        async with sit(path, size=size) as seat:
            rows = await contacts(seat)
            assert "Dr. Petra Lang" in seat.text_of(rows)
            await seat.press("enter")
            assert "Wehrbau Ulm" in page(seat)
            await seat.press("escape")
            assert rows.has_focus
            assert "Jens Kühn" in seat.text_of(rows)

    play(scene())


def test_the_mouse_alone_does_it(path):
    async def scene():
        async with sit(path) as seat:
            column = seat.lines[1].index("Contacts")
            await seat.pilot.click("#top", offset=(column + 1, 1))
            await seat.until(lambda: seat.app.main.query(ContactsList), "the list")
            await seat.still()
            await seat.pilot.click("#contacts-filter")
            await seat.type("brandt")
            await seat.pilot.click(ContactsList, offset=(5, 0))
            await seat.until(lambda: "Jörn Brandt" in page(seat))

    play(scene())


def test_what_is_done_elsewhere_is_seen_when_one_comes_back(path):
    async def scene():
        async with sit(path) as seat:
            rows = await contacts(seat)
            await seat.press("1")
            from netz_tui.desk.edit import add

            seat.app.act(lambda: add(seat.desk, {"name": "Aaron Anfang"}))
            await seat.press("2")
            assert names(rows)[0] == "Aaron Anfang"
            assert seat.app.main.query_one(ContactsPane).border_subtitle

    play(scene())


def test_columns_are_chosen_ordered_and_remembered(path):
    async def scene():
        async with sit(path, size=(160, 40)) as seat:
            rows = await contacts(seat)
            assert "Wehrbau Ulm" in seat.text_of(rows)
            await seat.press("C", "1", "6", "7", "d")
            assert seat.remembered == {"columns": "city tags since"}
            assert rows.columns == ["city", "tags", "since"]
            assert "Wehrbau Ulm" not in seat.text_of(rows)
            assert "May 2024" in seat.text_of(rows) or "01/05/2024" in seat.text_of(rows)
            await seat.press("C", "1", "escape")
            assert rows.columns == ["city", "tags", "since"]
            await seat.press("s", "6")
            assert rows._people.sort == "since"
            titles = seat.app.main.query_one(ColumnTitles)
            assert seat.text_of(titles).split() == ["Name", "City", "Tags", "Contact", "since"]
            await seat.pilot.click(titles, offset=(6, 0))
            await seat.still()
            assert rows._people.sort == "name"
            place = seat.text_of(titles).index("Tags")
            await seat.pilot.click(titles, offset=(place, 0))
            await seat.still()
            assert rows._people.sort == "name"  # there is no such order
            row = seat.text_of(rows).splitlines()[0]
            assert row.index("Ulm") == seat.text_of(titles).index("City")

    play(scene())


def test_a_filter_of_the_contacts_is_kept_chosen_and_dropped(path):
    async def scene():
        async with sit(path) as seat:
            rows = await contacts(seat)
            await find(seat, "city:ulm")
            few = names(rows)
            await seat.press("enter", "f", "s")
            await seat.type("Ulmer")
            await seat.press("enter")
            assert seat.labels()[-1] == "Filter Ulmer kept"
            await seat.press("escape")
            assert len(names(rows)) > len(few)
            await seat.press("f", "1")
            assert names(rows) == few
            assert rows.has_focus
            await seat.press("u", "f")
            assert seat.title == "Saved filters"
            assert not seat.value("SELECT count(*) FROM settings WHERE name LIKE 'filter:%'")

    play(scene())


def test_rhythm_and_tags_of_all_that_are_marked_are_one_step_each(path):
    async def scene():
        async with sit(path) as seat:
            rows = await contacts(seat)
            await seat.press("m", "r")
            await seat.type("6 weeks")
            await seat.press("enter")
            ids = [row.id for row in rows._source.block(0, 99)]
            assert seat.value("SELECT count(*) FROM people WHERE rhythm_days = 42") == len(ids)
            await seat.press("t")
            await seat.type("messe")
            await seat.press("enter")
            assert seat.value("SELECT count(*) FROM person_tags") == len(ids)
            await seat.press("u", "u")
            assert not seat.value("SELECT count(*) FROM people WHERE rhythm_days = 42")
            assert not seat.value("SELECT count(*) FROM person_tags")

    play(scene())
