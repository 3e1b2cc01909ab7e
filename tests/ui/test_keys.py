"""Every key of the table does what its label says; a key without a case here fails."""

from typing import Any

import pytest
from ui_world import play, sit

from netz_tui.ui.areas import PLACES
from netz_tui.ui.keys import KEYS

HERE = [key for key in KEYS if key.place in {"desk", "app", "list"}]
"""The keys tested here; the other areas have a file of their own each."""
CASES: dict[Any, Any] = {}


def case(key_id):
    """Register a scene; it is given the seat and one of the key's defaults."""

    def register(scene):
        assert key_id not in CASES
        CASES[key_id] = scene
        return scene

    return register


@pytest.mark.parametrize(("key_id", "key"), [(entry.id, key) for entry in HERE for key in entry.keys.split(",")])
def test_key_does_what_its_label_says(path, key_id, key):
    async def scene():
        async with sit(path) as seat:
            await CASES[key_id](seat, key)

    play(scene())


def test_no_case_is_left_over():
    assert set(CASES) == {key.id for key in HERE}


def test_defaults_are_typed_without_altgr_and_left_alone_by_multiplexers():
    defaults = {name for key in KEYS for name in key.keys.split(",")}
    assert not defaults & {"ctrl+b", "ctrl+j", "ctrl+s", "ctrl+a", *"[]{}@\\~|"}


# On a request


@case("desk.call")
async def call_starts_and_ends(seat, key):
    await seat.go("Dirk Voßkamp")
    await seat.press(key)
    assert seat.area.calling.running.name == "Dirk Voßkamp"
    assert seat.note.has_focus
    assert "+49 40 55512345" in seat.screen
    assert "tel:+49-40-55512345" in seat.screen
    assert seat.note.text.startswith("- How do we know each other")
    await seat.press("escape", key)
    assert seat.title == "Was anybody reached?"


@case("desk.lead")
async def lead_is_noted_with_the_sender(seat, key):
    await seat.press(key)
    await seat.until(lambda: seat.dialog == "Form")
    await seat.type("Stelle")
    await seat.press("f2")
    assert seat.labels()[-1] == "Lead through Anna Berger noted"


@case("desk.log")
async def log_asks_for_the_kind(seat, key):
    await seat.press(key)
    assert seat.title == "What kind of conversation?"


@case("desk.judge")
async def judge_asks_for_trust_and_chemistry(seat, key):
    await seat.press(key)
    assert seat.title == "Trust"
    await seat.press("2")
    assert seat.title == "Chemistry"
    await seat.press("1")
    assert seat.desk.book.rows("SELECT trust, chemistry FROM conversations ORDER BY id LIMIT 1") == [(2, 1)]
    await seat.go("Dirk Voßkamp")
    await seat.press(key)
    assert "Call first" in seat.told[-1]


@case("desk.ground")
async def ground_asks_which(seat, key):
    await seat.go("Dirk Voßkamp")
    await seat.press(key)
    assert seat.title == "On which ground?"


@case("desk.cross_check")
async def cross_check_asks_what_the_introducer_said(seat, key):
    await seat.press(key)
    assert seat.title == "Cross-check"
    assert "Jens Kühn, do you know Anna Berger?" in seat.screen
    await seat.press("escape")
    await seat.go("Suryadi W.")
    await seat.press(key)
    assert seat.told[-1] == "Nobody is named as introducer of Suryadi W.. “v” names one."


@case("desk.introducer")
async def introducer_is_named(seat, key):
    await seat.go("Suryadi W.")
    await seat.press(key)
    await seat.type("brandt")
    await seat.press("enter")
    assert seat.area.page.request.introducer == "Jörn Brandt"
    assert "via Jörn Brandt" in seat.text_of(seat.rows)


@case("desk.confirm")
async def confirm_by_the_rule(seat, key):
    assert seat.name == "Anna Berger"
    await seat.press(key)
    assert seat.state("Anna Berger") == "confirmed"
    assert "Anna Berger confirmed · “u” undoes" in seat.flash
    assert seat.name == "Dirk Voßkamp"


@case("desk.decline")
async def decline_asks_why(seat, key):
    await seat.press(key)
    assert seat.title == "Decline: why?"
    await seat.press("1")
    assert seat.state("Anna Berger") == "declined"


@case("desk.defer")
async def defer_asks_until_when(seat, key):
    await seat.press(key)
    assert seat.title == "Defer until when?"
    assert "= Tuesday, 1 December 2026" in seat.screen
    await seat.press("enter")
    assert seat.value("SELECT asleep FROM requests WHERE name = 'Anna Berger'") == 1


@case("desk.tags")
async def tags_are_typed(seat, key):
    await seat.press(key)
    await seat.type("Ulm, #wasser,ulm")
    await seat.press("enter")
    assert [row[0] for row in seat.desk.book.rows("SELECT name FROM tags ORDER BY name")] == ["ulm", "wasser"]
    await seat.press(key)
    assert "ulm, wasser" in seat.screen


@case("desk.ways")
async def ways_show_the_net(seat, key):
    await seat.press(key)
    await seat.until(lambda: seat.app.area == "graph")
    await seat.press("1")
    await seat.until(lambda: seat.app.area == "inbox")
    await seat.pilot.resize_terminal(90, 30)
    await seat.press("escape", key)
    assert seat.app.focused.id == "net"
    assert seat.app.main.query_one("#net").region.width > 30
    await seat.press(key)
    assert seat.app.focused.id == "inbox-list"
    assert not seat.app.main.query_one("#net").region


@case("desk.duplicates")
async def duplicates_of_the_sender_are_compared(seat, key):
    await seat.go("Sabine v. d. Heide")
    await seat.press(key)
    await seat.until(lambda: seat.app.area == "duplicates")
    await seat.until(lambda: "Sabine Heide" in seat.screen and "Sabine v. d. Heide" in seat.screen)


@case("desk.profile")
async def profile_is_shown_before_it_is_opened(seat, key):
    opened: list[Any] = []
    copied: list[Any] = []
    seat.app.open_url = opened.append
    seat.app.copy_to_clipboard = copied.append
    await seat.press(key)
    assert "https://www.xing.com/profile/Anna_Berger" in seat.screen
    assert not opened
    await seat.press("o")
    assert opened == ["https://www.xing.com/profile/Anna_Berger"]
    await seat.press(key, "c")
    assert copied == opened
    await seat.go("Suryadi W.")
    await seat.press(key)
    assert seat.told[-1] == "No profile page is known for this person."


@case("desk.filter")
async def filter_finds_by_any_word(seat, key):
    await seat.press(key)
    await seat.type("xing hafen")
    await seat.until(lambda: seat.rows.count == 1)
    assert seat.name == "Dirk Voßkamp"
    await seat.press("enter")
    assert seat.rows.has_focus
    await seat.press("escape")
    assert seat.rows.count == 14


@case("desk.sort")
async def sort_asks_for_the_order(seat, key):
    await seat.press(key)
    assert seat.title == "Sort"
    await seat.press("2")
    assert seat.rows._source.block(0, 1)[0].name == "Suryadi W."
    await seat.press(key, "5")
    assert seat.rows._source.block(0, 1)[0].name == "Marc T. Erfolg"


@case("desk.unmark")
async def mark_all_and_none(seat, key):
    await seat.press(key)
    assert len(seat.rows.marked) == 13
    deferred = seat.value("SELECT id FROM requests WHERE asleep = 1")
    assert deferred not in seat.rows.marked
    await seat.press(key)
    assert not seat.rows.marked


@case("desk.filters")
async def a_filter_is_kept_under_a_name_and_chosen_again(seat, key):
    await seat.press(key)
    assert any("No filter is kept yet" in told for told in seat.told)
    await seat.press("slash")
    await seat.type("score:60")
    await seat.press("enter", key, "s")
    await seat.type("Sammler [b]")
    await seat.press("enter")
    assert seat.labels()[-1] == "Filter Sammler [b] kept"
    few = seat.rows.count
    await seat.press("escape")
    assert seat.rows.count == 14 > few
    await seat.press(key)
    assert "Sammler [b]" in seat.screen
    await seat.press("1")
    assert seat.rows.count == few
    await seat.press(key, "x", "1")
    assert seat.labels()[-1] == "Filter Sammler [b] dropped"
    await seat.press("u", key)
    assert "Sammler [b]" in seat.screen


@case("desk.sweep")
async def collectors_are_marked_looked_through_and_declined_in_one_step(seat, key):
    await seat.press(key)
    assert "Too few are declined yet" in " ".join(seat.screen.split())
    await seat.press("enter")
    assert {seat.rows._blocks.row(place).name for place in range(seat.rows.count)} >= {"Marc T. Erfolg"}
    swept = len(seat.rows.marked)
    assert swept == seat.rows.count > 0
    assert "look through" in seat.flash
    await seat.press("n", "1")
    assert seat.state("Marc T. Erfolg") == "declined"
    assert seat.value("SELECT count(*) FROM requests WHERE state = 'declined'") == swept
    await seat.press("u")
    assert seat.state("Marc T. Erfolg") == "pending"


@case("desk.write")
async def write_opens_the_editor(seat, key):
    await seat.press(key)
    await seat.type("Ruft morgen an: c, y, q!")
    assert seat.note.text == "Ruft morgen an: c, y, q!"


@case("desk.finish")
async def finish_logs_what_was_written(seat, key):
    await seat.press("e")
    await seat.type("Getroffen")
    await seat.press(key)
    assert seat.title == "What kind of conversation?"
    await seat.press("escape", "escape", "c", key)
    assert seat.title == "Was anybody reached?"


@case("desk.next")
async def tab_goes_round(seat, key):
    seen = []
    for _pane in range(4):
        await seat.press(key)
        seen.append(seat.app.focused.id)
    assert seen == ["request", "note", "net", "inbox-list"]


@case("desk.previous")
async def shift_tab_goes_back(seat, key):
    seen = []
    for _pane in range(4):
        await seat.press(key)
        seen.append(seat.app.focused.id)
    assert seen == ["net", "note", "request", "inbox-list"]


@case("desk.leave")
async def escape_goes_back_step_by_step(seat, key):
    await seat.press("space", "slash")
    await seat.type("xing")
    await seat.press("enter", "enter")
    await seat.type("bleibt")
    assert seat.note.has_focus
    await seat.press(key)
    assert seat.rows.has_focus
    assert (len(seat.rows.marked), seat.rows.count < 14) == (1, True)
    await seat.press(key)
    assert (len(seat.rows.marked), seat.rows.count) == (1, 14)
    await seat.press(key)
    assert not seat.rows.marked
    assert seat.note.text == "bleibt"


# Everywhere


@case("app.add")
async def add_asks_how(seat, key):
    await seat.press(key)
    assert seat.title == "Add"


@case("app.rhythms")
async def rhythms_are_listed(seat, key):
    await seat.press(key)
    assert seat.title == "Contact rhythms"
    assert "all who are dependable  every 90 days" in seat.screen


@case("app.import")
async def import_asks_for_a_file(seat, key):
    await seat.press(key)
    assert seat.dialog == "ChooseFile"


@case("app.undo")
async def undo_brings_back(seat, key):
    await seat.press("y", key)
    assert seat.state("Anna Berger") == "pending"
    assert "Undone: Anna Berger confirmed" in seat.flash
    assert seat.name == "Anna Berger"


@case("app.redo")
async def redo_does_again(seat, key):
    await seat.press("y", "u", key)
    assert seat.state("Anna Berger") == "confirmed"
    assert "Done again: Anna Berger confirmed" in seat.flash
    await seat.press(key)
    assert "Nothing is left to redo." in seat.flash


@case("app.history")
async def history_lists_what_was_done(seat, key):
    await seat.press(key)
    assert seat.dialog == "History"
    assert "Request of Suryadi W. added" in seat.screen
    await seat.press(key)
    assert seat.dialog == "Main"


@case("app.search")
async def people_are_searched_from_every_area(seat, key):
    await seat.press("4")
    await seat.until(lambda: seat.app.area == "duplicates")
    await seat.press(key)
    await seat.until(lambda: seat.app.area == "contacts")
    assert seat.app.focused.id == "contacts-filter"


@case("app.help")
async def help_lists_every_key(seat, key):
    await seat.press(key)
    assert seat.dialog == "Help"
    assert "No request is confirmed without a personal contact" in seat.screen
    await seat.press("escape")
    assert seat.dialog == "Main"


@case("app.palette")
async def palette_runs_an_action(seat, key):
    await seat.press(key)
    assert seat.dialog == "CommandPalette"
    await seat.type("history")
    await seat.until(lambda: "History" in seat.screen)
    await seat.app.workers.wait_for_complete([one for one in seat.app.workers if one.node is seat.app.screen])
    await seat.press("enter", "enter")
    await seat.until(lambda: seat.dialog == "History")


@case("app.quit")
async def quit_leaves(seat, key):
    await seat.press(key)
    await seat.until(lambda: seat.app._exit)
    assert seat.app.return_code == 0


@case("app.quit_typing")
async def quit_leaves_while_typing_and_keeps_the_note(seat, key):
    await seat.press("e")
    await seat.type("Noch nicht fertig, q")
    await seat.press(key)
    await seat.until(lambda: seat.app._exit)
    (draft,) = seat.app.drafting.store.all()
    assert draft.text == "Noch nicht fertig, q"


for place in PLACES:

    @case(f"app.area_{place.id}")
    async def area_comes_to_the_front(seat, key, place=place):
        main = seat.app.main
        await seat.press("tab", key)
        await seat.until(lambda: main.area == place.id)
        assert seat.app.focused in main.query_one(f"#{place.id}").walk_children(with_self=True)
        assert place.name in seat.lines[1]


# In a list


@case("list.down")
async def down(seat, key):
    await seat.press(key, key)
    assert (seat.rows.cursor, seat.name) == (2, "Dr. Mehmet Yıldız")


@case("list.up")
async def up(seat, key):
    await seat.press("down", "down", key)
    assert (seat.rows.cursor, seat.name) == (1, "Dirk Voßkamp")


@case("list.page_down")
async def page_down(seat, key):
    await seat.press(key)
    assert seat.rows.cursor > 5


@case("list.page_up")
async def page_up(seat, key):
    await seat.press("end", key)
    assert seat.rows.cursor < 9


@case("list.first")
async def first(seat, key):
    await seat.press("down", "down", "down", key)
    assert seat.name == "Anna Berger"


@case("list.last")
async def last(seat, key):
    await seat.press(key)
    assert (seat.rows.cursor, seat.name) == (13, "Beate Fröhlich")


@case("list.open")
async def open_goes_to_the_note(seat, key):
    await seat.press(key)
    assert seat.note.has_focus


@case("list.mark")
async def mark_goes_on(seat, key):
    await seat.press(key, key)
    assert (len(seat.rows.marked), seat.rows.cursor) == (2, 2)
    await seat.press("up", key)
    assert len(seat.rows.marked) == 1
