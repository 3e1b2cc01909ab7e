"""Area 4: every key of it, the mouse, and both languages at all sizes."""

import asyncio
import shutil

import pytest
from ui_world import NOW, Builder, play, sit

from netz_tui import i18n
from netz_tui.book.book import open_book
from netz_tui.book.models import DuplicatePair
from netz_tui.desk.people import insert_handle
from netz_tui.desk.reason_words import REASONS as WORDS
from netz_tui.matching import REASONS
from netz_tui.ui.duplicates_area import DuplicatesArea
from netz_tui.ui.keys import KEYS
from netz_tui.ui.panes.pair import PairList, PairPane, bar, likelihood

CASES = {}


@pytest.fixture(scope="session")
def doubled(built, tmp_path_factory):
    """The small world with three people who are there twice, and one three times."""
    path = shutil.copy(built, tmp_path_factory.mktemp("doubled") / "book.sqlite")
    with open_book(path) as book:
        book.connection.execute("PRAGMA query_only = OFF")
        book.connection.execute("DELETE FROM duplicate_pairs")
        make = Builder(book)
        numbers = iter(range(5_000, 6_000))
        make.desk.uid = lambda: f"uid-{next(numbers)}"
        weiss = make.know("Jürgen Weiß", org="Adler GmbH", city="Köln", given="Jürgen", family="Weiß")
        again = make.know("Juergen Weiss", org="Bussard AG", city="Köln", given="Juergen", family="Weiss")
        otto = [make.know(f"Otto Kern{suffix}", org="Mühle") for suffix in ("", " (2)", " (3)")]
        ida = make.know("Ida Roth"), make.know("Ida Rothe")
        with book.action("more", "More", make.desk.now()) as action:
            for person_id in (weiss, again):
                insert_handle(action, make.desk, person_id, "email", "j.weiss@adler.example")
            for one, other, probability, reasons in (
                (weiss, again, 0.998, [_reason("same_email", 15, "j.weiss@adler.example"),
                                       _reason("different_org", -1, "Adler GmbH", "Bussard AG")]),
                (otto[0], otto[1], 0.95, [_reason("same_org", 4.5, "Mühle")]),
                (otto[1], otto[2], 0.94, [_reason("same_org", 4.5, "Mühle")]),
                (*ida, 0.5, [_reason("similar_family", 5.5, "Roth", "Rothe")]),
            ):  # fmt: skip
                action.insert(DuplicatePair, a=one, b=other, probability=probability, reasons=reasons)
    return path


def _reason(code, weight, a, b=""):
    return {"code": code, "weight": weight, "a": a, "b": b or a}


@pytest.fixture
def path(doubled, tmp_path):
    return shutil.copy(doubled, tmp_path / "book.sqlite")


def area(seat):
    return seat.app.main.query_one(DuplicatesArea)


def pairs(seat):
    return area(seat).query_one("#pairs-pane PairList", PairList)


async def enter(seat):
    await seat.press("4")
    await seat.until(lambda: seat.app.area == "duplicates")
    await seat.until(lambda: area(seat).query_one(PairPane).page is not None)
    await seat.still()


async def to(seat, name):
    """Put the cursor on somebody's pair."""
    pair_id = seat.value("SELECT d.id FROM duplicate_pairs d JOIN people p ON p.id = d.a_id WHERE p.name = ?", name)
    assert pairs(seat).move_to_id(pair_id)
    await seat.until(lambda: area(seat).query_one(PairPane).page.pair.id == pair_id)
    await seat.still()


def people(seat, name):
    return seat.value("SELECT count(*) FROM people WHERE name IN (?, ? || ' (2)', ? || ' (3)')", name, name, name)


def case(key_id):
    def register(scene):
        assert key_id not in CASES
        CASES[key_id] = scene
        return scene

    return register


HERE = [key for key in KEYS if key.place == "duplicates"]


@pytest.mark.parametrize(("key_id", "key"), [(entry.id, key) for entry in HERE for key in entry.keys.split(",")])
def test_key_does_what_its_label_says(path, key_id, key):
    async def scene():
        async with sit(path) as seat:
            await enter(seat)
            await CASES[key_id](seat, key)

    play(scene())


def test_no_case_is_left_over():
    assert set(CASES) == {key.id for key in HERE}


@case("duplicates.merge")
async def merge_makes_one_and_undo_two(seat, key):
    before = seat.content()
    await seat.press(key)
    assert people(seat, "Jürgen Weiß") == 1
    assert people(seat, "Juergen Weiss") == 0
    assert "Jürgen Weiß and Juergen Weiss merged" in seat.flash
    assert "“u” undoes" in seat.flash
    assert pairs(seat).count == 3
    assert pairs(seat).has_focus
    await seat.press("u")
    after = seat.content()
    assert {name: rows for name, rows in after.items() if rows != before[name]} == {}
    assert pairs(seat).current.a_name == "Jürgen Weiß", "the cursor is on the pair that came back"


@case("duplicates.apart")
async def apart_is_remembered(seat, key):
    await seat.press(key)
    assert seat.value("SELECT count(*) FROM duplicate_pairs WHERE state = 'different'") == 1
    assert pairs(seat).count == 3
    await seat.press("space", "j", "space", key)
    assert seat.value("SELECT count(*) FROM duplicate_pairs WHERE state = 'different'") == 3
    await seat.press("u")
    assert seat.value("SELECT count(*) FROM duplicate_pairs WHERE state = 'different'") == 1


async def _field(seat, key, field):
    await seat.press("enter")
    fields = area(seat).query_one(PairPane).fields
    assert fields.has_focus
    place = next(line.id for line in area(seat).page.lines if line.field == field)
    fields.move_to(place)
    await seat.press(key)
    await seat.press("enter")


@case("duplicates.right")
async def right_takes_the_right_value(seat, key):
    await _field(seat, key, "org")
    assert seat.value("SELECT org FROM people WHERE name = 'Jürgen Weiß'") == "Bussard AG"


@case("duplicates.left")
async def left_takes_the_left_value_again(seat, key):
    await seat.press("enter")
    pane = area(seat).query_one(PairPane)
    pane.fields.move_to(next(line.id for line in area(seat).page.lines if line.field == "org"))
    await seat.press("right", key, "enter")
    assert seat.value("SELECT org FROM people WHERE name = 'Jürgen Weiß'") == "Adler GmbH"


@case("duplicates.both")
async def both_takes_both(seat, key):
    await _field(seat, key, "org")
    assert seat.value("SELECT org FROM people WHERE name = 'Jürgen Weiß'") == "Adler GmbH / Bussard AG"


@case("duplicates.merge_sure")
async def all_that_are_sure_are_merged_after_a_look(seat, key):
    await seat.press(key)
    assert seat.dialog == "MergeSure"
    assert "Jürgen Weiß ≈ Juergen Weiss" in seat.screen
    assert "Otto" not in seat.text_of(seat.app.screen.query_one("#box"))
    await seat.press("space")
    assert "none is chosen" in seat.screen
    await seat.press("space", "enter")
    await seat.until(lambda: pairs(seat).count == 3)
    assert people(seat, "Jürgen Weiß") == 1
    await seat.press(key)
    assert "No pair is sure enough" in seat.flash


@case("duplicates.search")
async def search_finds_who_is_there_twice(seat, key):
    await seat.press(key)
    await seat.until(lambda: "new pair" in seat.flash, "the search")
    assert seat.labels()[-1] == "Duplicates looked for"
    found = seat.value(
        "SELECT count(*) FROM duplicate_pairs d JOIN people a ON a.id = d.a_id JOIN people b ON b.id = d.b_id "
        "WHERE a.name LIKE 'Sabine%' AND b.name LIKE 'Sabine%'"
    )
    assert found == 1


@case("duplicates.next")
async def next_goes_to_the_other_pane_and_back(seat, key):
    await seat.press(key)
    assert seat.app.main.query("#fields:focus")
    await seat.press(key)
    assert pairs(seat).has_focus


CASES["duplicates.previous"] = next_goes_to_the_other_pane_and_back


@case("duplicates.leave")
async def leave_goes_back_and_then_takes_marks_away(seat, key):
    await seat.press("space", "enter")
    assert seat.app.main.query("#fields:focus")
    await seat.press(key)
    assert pairs(seat).has_focus
    assert pairs(seat).marked
    await seat.press(key)
    assert not pairs(seat).marked


def test_a_group_is_asked_about_and_one_can_be_dropped(path):
    async def scene():
        async with sit(path) as seat:
            await enter(seat)
            await to(seat, "Otto Kern")
            assert "1 more looks the same" in seat.screen
            await seat.press("m")
            assert seat.dialog == "MergeGroup"
            assert "make 3 people one" in seat.screen
            await seat.press("G", "space", "space")
            assert "not the same" in seat.screen
            await seat.press("enter")
            await seat.until(lambda: people(seat, "Otto Kern") == 2)
            assert seat.value("SELECT count(*) FROM duplicate_pairs WHERE state = 'different'") == 1
            await seat.press("u")
            assert people(seat, "Otto Kern") == 3

    play(scene())


def test_of_a_group_only_those_are_proposed_for_whom_more_than_a_name_speaks(path):
    with open_book(path) as book:
        book.connection.execute("PRAGMA query_only = OFF")
        with book.action("look", "Look", NOW) as action:
            one, other = (
                book.value("SELECT id FROM people WHERE name = ?", (name,)) for name in ("Jürgen Weiß", "Otto Kern (3)")
            )
            action.insert(DuplicatePair, a=one, b=other, probability=0.9)

    async def scene():
        async with sit(path) as seat:
            await enter(seat)
            await to(seat, "Jürgen Weiß")
            await seat.press("tab")
            fields = area(seat).query_one(PairPane).fields
            fields.move_to(next(line.id for line in area(seat).page.lines if line.field == "org"))
            await seat.press("right", "m")
            assert seat.dialog == "MergeGroup"
            assert "make 2 people one" in seat.screen
            await seat.press("enter")
            await seat.until(lambda: people(seat, "Otto Kern") == 3)
            assert seat.value("SELECT org FROM people WHERE name = 'Jürgen Weiß'") == "Bussard AG"

    play(scene())


def test_one_person_alone_is_no_merge(path):
    async def scene():
        async with sit(path) as seat:
            await enter(seat)
            await to(seat, "Otto Kern")
            await seat.press("m", "space", "j", "space", "enter")
            assert seat.dialog == "MergeGroup"
            assert "It takes two" in seat.screen
            await seat.press("escape")
            assert people(seat, "Otto Kern") == 3

    play(scene())


def test_everything_by_mouse(path):
    async def scene():
        async with sit(path, size=(120, 40)) as seat:
            await enter(seat)
            pane = area(seat).query_one(PairPane)
            line = next(line.id for line in area(seat).page.lines if line.field == "org")
            label, value, _bar = pane.fields.columns(pane.fields.size.width - 2)
            await seat.pilot.click("#fields", offset=(label + value + 6, line))
            await seat.still()
            assert pane.fields.taken == {"org": "right"}
            bottom = seat.lines[-1]
            await seat.pilot.click(offset=(bottom.index("Merge"), 39))
            await seat.until(lambda: pairs(seat).count == 3)
            assert seat.value("SELECT org FROM people WHERE name = 'Jürgen Weiß'") == "Bussard AG"
            await seat.pilot.click(offset=(seat.lines[-1].index("Undo"), 39))
            await seat.until(lambda: pairs(seat).count == 4)
            await seat.pilot.click("#pairs-pane PairList", offset=(5, 3))
            await seat.still()
            assert pairs(seat).cursor == 1

    play(scene())


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
def test_shows_names_reasons_and_likelihood_at_every_size(path, size, language):  # noqa: ARG001 - the language is set
    async def scene():
        async with sit(path, size=size) as seat:
            await enter(seat)
            assert "> 99 %" in seat.screen
            assert "Jürgen Weiß" in seat.screen
            assert "≈ Juergen Weiss" in seat.screen
            await seat.press("enter")
            assert "j.weiss@adler" in seat.screen
            reason = i18n.say(WORDS["different_org"], a="Adler GmbH", b="Bussard AG")[:30]
            await seat.until(lambda: reason in seat.screen, "the reason, once the pane has its width")
            assert all(len(line) <= size[0] for line in seat.lines)

    play(scene())


def test_nobody_twice_says_what_to_do(path):
    async def scene():
        async with sit(path) as seat:
            with seat.desk.book.action("clear", "Clear", seat.desk.now()) as action:
                for (row_id,) in seat.desk.book.rows("SELECT id FROM duplicate_pairs"):
                    action.delete(DuplicatePair, row_id)
            await seat.press("4")
            await seat.until(lambda: seat.app.area == "duplicates")
            await seat.still()
            assert "“f” compares everybody" in seat.screen
            await seat.press("m", "n", "enter", "tab", "M")
            assert seat.dialog == "Main"

    play(scene())


def test_a_search_is_stopped_by_the_same_key(path, monkeypatch):
    from netz_tui.desk import alike

    def endless(_desk, *, progress, cancelled):
        while not cancelled():
            progress("compare", 0.3)
        raise alike.Cancelled

    monkeypatch.setattr(alike, "search", endless)

    async def scene():
        async with sit(path) as seat:
            await enter(seat)
            await seat.press("f")
            await seat.until(lambda: "30 %" in seat.flash)
            assert "“f” stops" in seat.flash
            await seat.press("f")
            await seat.until(lambda: seat.told == ["Stopped. Nothing was changed."])
            await asyncio.sleep(0)

    play(scene())


def test_an_older_merge_is_taken_back_alone(path):
    async def scene():
        async with sit(path) as seat:
            await enter(seat)
            await seat.press("m")
            await to(seat, "Ida Roth")
            await seat.press("m")
            assert (people(seat, "Juergen Weiss"), people(seat, "Ida Rothe")) == (0, 0)
            await seat.press("h", "j", "t")
            assert "Undone by itself: Jürgen Weiß and Juergen Weiss merged" in seat.screen
            assert (people(seat, "Juergen Weiss"), people(seat, "Ida Rothe")) == (1, 0)
            await seat.press("escape", "u")
            assert (people(seat, "Juergen Weiss"), people(seat, "Ida Rothe")) == (0, 0)

    play(scene())


def test_whoever_is_typed_is_compared_at_once(path):
    async def scene():
        async with sit(path) as seat:
            await enter(seat)
            await seat.press("a")
            await seat.until(lambda: seat.dialog == "Choose")
            await seat.press("r")
            await seat.until(lambda: seat.dialog == "Form")
            await seat.type("Juergen Weiß")
            await seat.press("enter", "enter", "enter")
            await seat.type("Adler GmbH")
            await seat.until(lambda: "looks like Jürgen Weiß" in seat.screen, "the comparison")

    play(scene())


def test_every_reason_has_words():
    assert set(REASONS) <= set(WORDS)


def test_bars_and_likelihood_are_honest():
    assert bar(15, 8).plain == "+■■■■■■ "
    assert bar(-1, 8).plain == "−■      "
    assert bar(0, 4).plain == "    "
    assert bar(99, 4).plain == "+■■■"
    assert [likelihood(value) for value in (1.0, 0.991, 0.99, 0.899, 0.1)] == [
        "> 99 %",
        "> 99 %",
        "99 %",
        "89 %",
        "10 %",
    ]
