"""The net browser: every key does what its label says, by mouse too, in every layout."""

import stat
from typing import Any

import pytest
from ui_world import Builder, play, sit

from netz_tui import i18n
from netz_tui.book.book import open_book
from netz_tui.desk.net import ME, ties
from netz_tui.desk.net.ties import TieFacts
from netz_tui.desk.people import insert_person
from netz_tui.desk.tags import set_tags
from netz_tui.settings import Settings
from netz_tui.ui import net_area
from netz_tui.ui.keys import KEYS
from netz_tui.ui.net_area import NetArea
from netz_tui.ui.panes.graph import ShapePane, TieList, WaysPane
from netz_tui.ui.panes.net import NetPane

CASES = {}
WHO: dict[Any, Any] = {}


@pytest.fixture(scope="session")
def woven(tmp_path_factory):
    """Three contacts, who know each other, and two people behind them; somebody asks."""
    path = tmp_path_factory.mktemp("woven") / "book.sqlite"
    with open_book(path) as book:
        make = Builder(book)
        WHO["Lang"] = make.know("Petra Lang", "a")
        WHO["Kühn"] = make.know("Jens Kühn", "b")
        WHO["Heide"] = make.know("Sabine Heide")
        WHO["Brandt"] = make.know("Jörn Brandt", "c", introducer=WHO["Lang"])
        with book.action("add", "Add", make.desk.now()) as action:
            WHO["Roth"] = insert_person(action, make.desk, "Ute Roth")
            WHO["Blum"] = insert_person(action, make.desk, "Karl [b]Blum[/b]")
        ties.note(make.desk, WHO["Kühn"], WHO["Roth"], TieFacts("2019", "Messe", WHO["Kühn"]))
        ties.note(make.desk, WHO["Lang"], WHO["Roth"], TieFacts(claimed_by=WHO["Lang"]))
        ties.note(make.desk, WHO["Roth"], WHO["Blum"], TieFacts())
        set_tags(make.desk, [WHO["Kühn"]], ["messe"], keep_others=True)
        WHO["Berger"] = make.sender(make.ask(3, "Anna Berger", platform="XING", introducer_id=WHO["Kühn"]))
    return path


@pytest.fixture
def path(woven, tmp_path):
    copy = tmp_path / "book.sqlite"
    copy.write_bytes(woven.read_bytes())
    return copy


def case(key_id):
    """Register a scene; it is given the seat, with the net before it, and one of the key's defaults."""

    def register(scene):
        assert key_id not in CASES
        CASES[key_id] = scene
        return scene

    return register


HERE = [key for key in KEYS if key.place == "graph"]


def graph(seat):
    return seat.app.main.query_one(NetArea)


def picture(seat):
    return graph(seat).query_one("#picture", NetPane)


def rows(seat):
    return seat.app.main.query_one(TieList)


async def look_at(seat, name):
    graph(seat)._look_at(WHO[name])
    await seat.until(lambda: graph(seat)._listed == WHO[name])
    await seat.still()


async def centre_on(seat, name):
    graph(seat)._go(WHO[name])
    await seat.still()


def scene_on(path, scene, **options):
    async def all_of_it():
        async with sit(path, **options) as seat:
            await seat.press("3")
            await seat.until(lambda: graph(seat).ego is not None, "the net")
            await seat.still()
            await scene(seat)

    play(all_of_it())


@pytest.mark.parametrize(("key_id", "key"), [(entry.id, key) for entry in HERE for key in entry.keys.split(",")])
def test_key_does_what_its_label_says(path, tmp_path, key_id, key):
    settings = Settings(me="Ich", paths={"exports": str(tmp_path)})
    scene_on(path, lambda seat: CASES[key_id](seat, key), settings=settings)


def test_no_case_is_left_over():
    assert set(CASES) == {key.id for key in HERE}


# Walking


async def walks(seat, key, direction):
    pane = picture(seat)
    marks = dict(pane.picture.marks)
    seen = set()
    for person in marks:
        graph(seat)._look_at(person)
        expected = pane.beside(direction)
        await seat.press(key)
        assert graph(seat).view.focus == (person if expected is None else expected)
        assert pane.picture.marks == marks, "nobody moves"
        seen.add(expected)
    assert len(seen - {None}) > 1


for side in ("left", "right", "up", "down"):
    CASES[f"graph.{side}"] = lambda seat, key, side=side: walks(seat, key, side)


@case("graph.centre")
async def centre_puts_the_focus_into_the_middle(seat, key):
    await look_at(seat, "Kühn")
    await seat.press(key)
    assert graph(seat).view == (WHO["Kühn"], WHO["Kühn"])
    assert graph(seat).ego.center == WHO["Kühn"]
    assert "Net around Jens Kühn" in seat.screen
    assert "Ties of Jens Kühn" in seat.screen


@case("graph.back")
async def back_goes_the_way_one_came(seat, key):
    await centre_on(seat, "Kühn")
    await centre_on(seat, "Roth")
    await seat.press(key)
    assert graph(seat).view.center == WHO["Kühn"]
    await seat.press(key)
    assert graph(seat).view.center == ME
    await seat.press(key)
    assert "This is where you began." in seat.flash


@case("graph.home")
async def home_puts_me_into_the_middle(seat, key):
    await centre_on(seat, "Roth")
    await seat.press(key)
    assert graph(seat).view == (ME, ME)


@case("graph.more")
async def more_degrees_show_more(seat, key):
    assert "Ute Roth" not in seat.text_of(picture(seat))
    await seat.press(key)
    assert "Ute Roth" in seat.text_of(picture(seat))
    assert "2 degrees" in seat.screen
    await seat.press(key, key, key)
    assert "3 degrees" in seat.screen


@case("graph.less")
async def fewer_degrees_show_less(seat, key):
    await seat.press("plus", "plus", key)
    assert "2 degrees" in seat.screen
    await seat.press(key, key)
    assert "1 degree " in seat.screen


@case("graph.filter")
async def filter_shows_only_who_fits(seat, key):
    await seat.press(key, "1")
    assert "Sabine Heide" not in seat.text_of(picture(seat))
    assert "dependable people only" in seat.screen
    await seat.press(key, "2", "1")
    assert [node.id for node in graph(seat).ego.nodes if node.id != ME] == [WHO["Kühn"]]
    assert "#messe" in seat.screen
    await seat.press(key, "0")
    assert "Sabine Heide" in seat.text_of(picture(seat))
    await seat.press(key, "3", "1")
    assert [node.id for node in graph(seat).ego.nodes] == [ME]
    assert "XING" in seat.screen


# Ways


@case("graph.ways")
async def ways_lead_to_whom_one_looks_at(seat, key):
    await seat.press(key)
    assert "no way to yourself" in seat.told[-1]
    await centre_on(seat, "Roth")
    await seat.press(key)
    shown = seat.text_of(graph(seat).query_one(WaysPane))
    assert "2 ways to Ute Roth" in shown
    assert shown.index("Petra Lang") < shown.index("Jens Kühn")
    assert "ground a" in shown
    assert "“How well do you know" in shown
    on_way = {frozenset((link.a, link.b)) for link in graph(seat).ego.links if link.on_way}
    assert on_way == {frozenset((ME, WHO["Lang"])), frozenset((WHO["Lang"], WHO["Roth"]))}
    await seat.press("down")
    on_way = {frozenset((link.a, link.b)) for link in graph(seat).ego.links if link.on_way}
    assert on_way == {frozenset((ME, WHO["Kühn"])), frozenset((WHO["Kühn"], WHO["Roth"]))}
    await seat.press("escape")
    assert graph(seat).ego.center == WHO["Roth"]
    assert picture(seat).has_focus


@case("graph.find")
async def find_asks_to_whom(seat, key):
    await seat.press(key)
    assert seat.dialog == "PickPerson"
    await seat.type("blum")
    await seat.press("enter")
    assert "Ways to Karl [b]Blum[/b]" in seat.screen
    assert "needs: Ute Roth" in " ".join(seat.text_of(graph(seat).query_one(WaysPane)).replace("│", " ").split())


@case("graph.shape")
async def shape_is_told_in_words(seat, key):
    await seat.press(key)
    pane = graph(seat).query_one(ShapePane)
    await seat.until(lambda: "Your brokers" in seat.text_of(pane), "the shape")
    text = " ".join(seat.text_of(pane).replace("│", " ").split())
    assert "If Petra Lang falls, 1 contact becomes shaky: Jörn Brandt" in text
    assert "Only you know them; nobody else could vouch: Sabine Heide" in text
    await seat.press(key)
    assert not pane.region
    assert picture(seat).has_focus


# Changing


@case("graph.cross_check")
async def cross_check_notes_the_answer(seat, key):
    await seat.press(key)
    assert "Your own ties rest on grounds" in seat.told[-1]
    await centre_on(seat, "Roth")
    await look_at(seat, "Kühn")
    await seat.press(key)
    assert seat.title == "Whom did you ask?"
    await seat.press("1")
    assert "Jens Kühn, do you know Ute Roth?" in seat.screen
    await seat.press("2", "enter", "enter")
    answer = seat.desk.book.row("SELECT introducer_id, person_id, answer FROM cross_checks")
    assert answer == (WHO["Kühn"], WHO["Roth"], "knows")
    assert (
        next(link.kind for link in graph(seat).ego.links if {link.a, link.b} == {WHO["Kühn"], WHO["Roth"]}) == "checked"
    )
    assert "Jens Kühn says: knows" in seat.text_of(rows(seat))
    await seat.press("u")
    assert seat.value("SELECT count(*) FROM cross_checks") == 0


@case("graph.tie")
async def tie_is_noted_changed_and_taken_away(seat, key):
    await look_at(seat, "Heide")
    await seat.press(key)
    assert seat.title == "Tie with whom?"
    await seat.type("roth")
    await seat.press("enter")
    await seat.type("2021")
    await seat.press("enter")
    await seat.type("Chor")
    await seat.press("f2")
    assert seat.title == "Who says so?"
    await seat.press("2")
    assert seat.title == "Who introduced them?"
    await seat.press("1")
    await seat.type("kühn")
    await seat.press("enter")
    tie = "SELECT since, place, claimed_by, introduced_by FROM ties WHERE a_id = ? AND b_id = ?"
    pair = sorted((WHO["Heide"], WHO["Roth"]))
    assert seat.desk.book.row(tie, pair) == ("2021", "Chor", WHO["Roth"], WHO["Kühn"])
    assert "introduced by Jens Kühn · 2021, Chor" in seat.text_of(rows(seat))
    await seat.press("tab", "end", key)
    assert "Bears with" in seat.screen
    await seat.press("1", "shift+tab", "end", *["backspace"] * 4)
    await seat.type("Ulm")
    await seat.press("f2", "0", "1")
    assert seat.desk.book.row(tie, pair) == ("2021", "Ulm", None, WHO["Kühn"])
    await seat.press(key, "2")
    assert seat.desk.book.row(tie, pair) is None
    await seat.press("u", "u", "u")
    assert seat.value("SELECT count(*) FROM ties") == 4


@case("graph.write")
async def write_makes_a_private_file_and_never_overwrites(seat, key):
    await centre_on(seat, "Kühn")
    await seat.press(key, "1")
    file = seat.app.screen.query_one("#field-path").value
    assert file.endswith("netz-Jens-Kühn-2026-11-24.svg")
    await seat.press("enter")
    folder = seat.desk.settings.paths["exports"]
    made = next(iter(seat.desk.book.path.parent.glob("netz-*.svg")))
    assert (str(made.parent), stat.S_IMODE(made.stat().st_mode)) == (folder, 0o600)
    assert made.read_text(encoding="utf-8").startswith("<svg")
    assert "Written" in seat.flash
    await seat.press(key, "1", "enter")
    assert "is there already" in seat.told[-1]
    for place, form in (("2", "part"), ("3", "whole")):
        await seat.press(key, place, "enter")
        assert seat.dialog == "Main", form
    assert len(list(seat.desk.book.path.parent.glob("netz-*.graphml"))) == 2


# Places


@case("graph.next")
async def next_goes_to_the_list_and_back(seat, key):
    await seat.press(key)
    assert rows(seat).has_focus
    await seat.press("enter")
    assert graph(seat).view.center == rows(seat).current.bond.one != ME
    assert picture(seat).has_focus


CASES["graph.previous"] = next_goes_to_the_list_and_back


@case("graph.leave")
async def leave_goes_back_to_the_picture_and_its_middle(seat, key):
    await look_at(seat, "Kühn")
    await seat.press("tab", key)
    assert picture(seat).has_focus
    assert graph(seat).view.focus == WHO["Kühn"]
    await seat.press(key)
    assert graph(seat).view.focus == ME


def test_help_explains_the_numbers_in_sight(path):
    async def scene(seat):
        def told():
            return " ".join(str(seat.app.screen.query_one("#box Static").content).split())

        await centre_on(seat, "Kühn")
        await seat.press("question_mark")
        assert "Jens Kühn" in told()
        assert "starts at" in told()
        assert "mean of a Beta distribution" in told()
        await seat.press("escape", "w")
        await seat.until(lambda: graph(seat).has_class("with-ways"))
        await seat.press("question_mark")
        assert "product of its steps" in told()
        await seat.press("escape", "s", "question_mark")
        assert "Brokers:" in told()
        await seat.press("escape", "2")
        await seat.press("question_mark")
        assert "The picture" not in told()

    scene_on(path, scene)


def test_a_tie_of_mine_tells_what_it_rests_on(path):
    async def scene(seat):
        await look_at(seat, "Kühn")
        await seat.press("tab", "T")
        assert "ground b, met in person" in seat.screen
        assert "Bears with" in seat.screen
        await seat.press("escape")
        assert seat.dialog == "Main"

    scene_on(path, scene)


def test_the_net_is_kept_in_memory_until_it_changes(path, monkeypatch):
    monkeypatch.setattr(net_area, "_WARMED_LATER", 0.01)

    async def scene(seat):
        await seat.until(lambda: seat.desk.warm is not None)
        await look_at(seat, "Roth")
        await seat.press("w")
        warm = graph(seat)._walk.routes
        seat.desk.forget_net(frozenset({"ties"}))
        assert seat.desk.warm is None
        await seat.press("w")
        assert graph(seat)._walk.routes == warm
        await seat.press("u")
        await seat.until(lambda: seat.desk.warm is not None)

    scene_on(path, scene)


# By mouse


def test_mouse_looks_centres_and_turns(path):
    async def scene(seat):
        pane = picture(seat)
        x, y = pane.picture.marks[WHO["Kühn"]]
        await seat.pilot.click(pane, offset=(x + 1, y + 1))
        await seat.still()
        assert graph(seat).view == (ME, WHO["Kühn"])
        await seat.pilot.click(pane, offset=(x + 1, y + 1), times=2)
        await seat.still()
        assert graph(seat).view == (WHO["Kühn"], WHO["Kühn"])
        pane.on_mouse_scroll_down(Wheel())
        await seat.still()
        assert "2 degrees" in seat.screen
        pane.on_mouse_scroll_up(Wheel())
        await seat.still()
        assert "1 degree " in seat.screen

    scene_on(path, scene)


class Wheel:
    """As much of a turn of the wheel as the picture looks at."""

    def stop(self):
        pass


def test_ways_are_chosen_by_a_click(path):
    async def scene(seat):
        await centre_on(seat, "Roth")
        await seat.press("w")
        pane = graph(seat).query_one(WaysPane)
        line = next(place for place, text in enumerate(seat.text_of(pane).splitlines()) if "2. bears" in text)
        await seat.pilot.click(pane, offset=(6, line))
        await seat.still()
        assert graph(seat)._walk.route.hops[0].person.id == WHO["Kühn"]

    scene_on(path, scene)


# Everywhere


@pytest.mark.parametrize("size", [(60, 20), (92, 28), (140, 42)])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_usable_at_every_size(path, size, ascii_only):
    async def scene(seat):
        assert "Your net" in seat.screen
        assert rows(seat).region.width > 25 or size[0] < 80
        await look_at(seat, "Kühn")
        assert "Jens K" in seat.text_of(picture(seat))
        await seat.press("w")
        assert "1. bears with" in seat.screen
        await seat.press("escape", "s")
        await seat.until(lambda: "Your brokers" in seat.screen, "the shape")
        await seat.press("escape", "tab")
        assert "Ties of" in seat.screen
        assert not ascii_only or seat.screen.isascii()

    scene_on(path, scene, size=size, ascii_only=ascii_only)


def test_german_says_it_all_in_german(path):
    i18n.setup("de")

    async def scene(seat):
        await centre_on(seat, "Roth")
        assert "Netz um Ute Roth" in seat.screen
        await seat.press("w")
        assert "2 Wege zu Ute Roth" in seat.screen
        assert "bears" not in seat.screen

    scene_on(path, scene)


def test_focus_is_seen_without_colour(path, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")

    async def scene(seat):
        await look_at(seat, "Kühn")
        strips = seat.app.screen._compositor.render_strips()
        assert any(
            segment.style and segment.style.reverse and "Jens Kühn" in segment.text
            for strip in strips
            for segment in strip
        )

    scene_on(path, scene)


def test_what_is_done_elsewhere_is_seen_when_one_comes_back(path):
    async def scene(seat):
        await seat.press("plus")
        await seat.press("1")
        seat.app.act(lambda: ties.note(seat.desk, WHO["Heide"], WHO["Blum"], TieFacts()))
        await seat.press("3")
        await seat.still()
        pairs = {(link.a, link.b) for link in graph(seat).ego.links}
        assert (WHO["Heide"], WHO["Blum"]) in pairs

    scene_on(path, scene)


def test_who_is_undone_is_left(path):
    async def scene(seat):
        with seat.desk.book.action("add", "Add", seat.desk.now()) as action:
            WHO["New"] = insert_person(action, seat.desk, "Neu")
        await centre_on(seat, "New")
        await seat.press("w")
        assert "Nobody is known to know Neu" in " ".join(seat.text_of(graph(seat).query_one(WaysPane)).split())
        await seat.press("u")
        assert graph(seat).view == (ME, ME)
        assert "Your net" in seat.screen

    scene_on(path, scene)


def test_a_net_too_large_for_its_shape_is_told(path, monkeypatch):
    monkeypatch.setattr("netz_tui.desk.net.shape.MOST", 1)

    async def scene(seat):
        await seat.press("s")
        await seat.until(lambda: "Your net has 4 ties" in seat.screen, "the reason")

    scene_on(path, scene)


def test_in_a_narrow_pane_the_way_is_told_by_shorter_names(tmp_path):
    path = tmp_path / "book.sqlite"
    with open_book(path) as book:
        make = Builder(book)
        make.ask(4, "Sabine Heide-Langer", introducer_id=make.know("Jens Ortenau", "a"))

    async def scene():
        async with sit(path, size=(120, 40)) as seat:
            pane = seat.app.main.query_one("#net", NetPane)
            await seat.until(lambda: pane.border_subtitle, "the way")
            told = {str(pane.border_title), str(pane.border_subtitle)}
            assert told == {"Net around S. Heide-Langer", "Ich → Ortenau → Heide-Langer"}

    play(scene())
