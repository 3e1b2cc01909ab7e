"""What is seen at every size, in both languages, without colour, in plain letters and in every theme."""

import itertools
import re

import pytest
from textual.theme import BUILTIN_THEMES
from ui_world import play, sit

from netz_tui import i18n
from netz_tui.settings import Settings
from netz_tui.ui.keys import KEYS
from netz_tui.ui.main_screen import Main

WIDE = ((160, 50), (120, 40))
MIDDLE = ((119, 40), (100, 30), (80, 24))
NARROW = ((79, 30), (60, 20), (120, 23))
SMALL = ((59, 20), (60, 19), (40, 10), (20, 5), (5, 2), (1, 1))

GATE = {
    "en": ("Personal contact", "Trust", "Chemistry", "Ground", "confirm", "decline", "defer"),
    "de": ("Persönlicher Kontakt", "Vertrauen", "Chemie", "Grundlage", "bestätigen", "ablehnen", "zurückstellen"),
}
TOO_SMALL = {"en": "too small", "de": "zu klein"}


def seen(seat, selector):
    """Whether a widget is on the screen with room to be read."""
    region = seat.app.main.query_one(selector).region
    return region.width > 10 and region.height > 2


def assert_whole(seat):
    """Nothing hangs over an edge: no widget that is shown reaches beyond the window, every frame is closed."""
    width, height = seat.app.size
    assert len(seat.lines) == height
    for line, raw in zip(seat.lines, seat.app.screen._compositor.render_strips(), strict=True):
        assert raw.cell_length == width, line
    for widget in seat.app.main.walk_children():
        if widget.region and widget.is_on_screen and widget.display:
            assert widget.region.right <= width, widget
            assert widget.region.bottom <= height, widget
    text = seat.screen
    assert text.count("╭") == text.count("╰") == text.count("╮") == text.count("╯")


@pytest.mark.parametrize("size", WIDE)
def test_three_panes_side_by_side(path, language, size):
    async def scene():
        async with sit(path, size=size) as seat:
            assert_whole(seat)
            assert all(seen(seat, pane) for pane in ("#inbox-list", "#request", "#gate", "#talk", "#net"))
            gate = seat.text_of(seat.app.main.query_one("#gate"))
            assert all(word in gate for word in GATE[language]), gate
            assert ("Anna Berger" in seat.screen, "netz" in seat.lines[0]) == (True, True)
            await seat.go("Suryadi W.")
            gate = seat.text_of(seat.app.main.query_one("#gate"))
            assert all(f" {key} " in gate for key in "crbynz"), gate
            await seat.press("c", "enter")
            assert seen(seat, "#call")
            assert_whole(seat)

    play(scene())


@pytest.mark.parametrize("size", MIDDLE)
def test_two_panes_and_the_net_on_its_key(path, language, size):
    async def scene():
        async with sit(path, size=size) as seat:
            assert_whole(seat)
            assert all(seen(seat, pane) for pane in ("#inbox-list", "#request", "#gate", "#talk"))
            assert not seen(seat, "#net")
            gate = seat.text_of(seat.app.main.query_one("#gate"))
            assert all(word in gate for word in GATE[language]), gate
            await seat.press("w")
            assert (seen(seat, "#net"), seen(seat, "#inbox-list"), seen(seat, "#gate")) == (True, False, True)
            assert_whole(seat)
            await seat.press("w")
            assert (seen(seat, "#net"), seen(seat, "#inbox-list")) == (False, True)
            await seat.go("Dirk Voßkamp")
            await seat.press("c")
            assert (seen(seat, "#call"), seen(seat, "#note")) == (True, True)
            await seat.type("Hallo")
            assert "Hallo" in seat.text_of(seat.note)

    play(scene())


@pytest.mark.parametrize("size", NARROW)
def test_one_pane_at_a_time(path, language, size):
    async def scene():
        async with sit(path, size=size) as seat:
            assert_whole(seat)
            assert (seen(seat, "#inbox-list"), seen(seat, "#gate"), seen(seat, "#net")) == (True, False, False)
            assert "Anna Berger" in seat.screen
            await seat.press("tab")
            assert (seen(seat, "#inbox-list"), seen(seat, "#request"), seen(seat, "#gate")) == (False, True, True)
            gate = seat.text_of(seat.app.main.query_one("#gate"))
            assert all(word in gate for word in GATE[language]), gate
            assert_whole(seat)
            await seat.press("tab")
            assert seat.note.has_focus
            await seat.type("Notiz")
            assert "Notiz" in seat.text_of(seat.note)
            await seat.press("tab")
            assert (seen(seat, "#net"), seen(seat, "#gate")) == (True, False)
            assert_whole(seat)
            await seat.press("tab")
            assert seen(seat, "#inbox-list")
            await seat.press("y")
            assert seat.state("Anna Berger") == "confirmed"

    play(scene())


@pytest.mark.parametrize(("spoken", "size"), [("de", (80, 24)), ("en", (60, 20))])
def test_a_triage_in_a_small_window(path, spoken, size):
    """Every dialog can be read and answered where the window is smallest."""
    i18n.setup(spoken)

    async def scene():
        async with sit(path, size=size) as seat:
            await seat.go("Dirk Voßkamp")
            await seat.press("y")
            assert seen(seat, "#gate")
            await seat.press("escape", "c", "f2")
            for key in ("r", "4", "4"):
                assert_dialog_fits(seat)
                await seat.press(key)
            assert_dialog_fits(seat)
            await seat.press("f2", "b", "b")
            assert_dialog_fits(seat)
            await seat.press("escape", "b", "c")
            assert_dialog_fits(seat)
            await seat.press("enter")
            assert seat.dialog == "Main"
            for keys in (["n"], ["z"], ["t"], ["s"], ["o"], ["a"], ["i"], ["question_mark"], ["l", "m"], ["x"], ["v"]):
                await seat.press(*keys)
                if seat.dialog != "Main":
                    assert_dialog_fits(seat)
                await seat.press("escape")
            await seat.press("y")
            assert seat.state("Dirk Voßkamp") == "confirmed"

    play(scene())


def test_what_is_wrong_with_a_long_form_is_seen_in_a_small_window(path):
    async def scene():
        async with sit(path, size=(60, 20)) as seat:
            await seat.press("a", "r", "f2")
            await seat.until(lambda: "A request needs the name of its sender." in seat.screen)
            await seat.type("Karl")
            assert "Karl" in seat.screen
            assert_dialog_fits(seat)

    play(scene())


def assert_dialog_fits(seat):
    """The frame is whole and what has the focus is inside the window."""
    width, height = seat.app.size
    box = seat.app.screen.query_one("#box").region
    assert box.right <= width
    assert box.bottom <= height
    assert box.x >= 0
    assert box.y >= 0
    focused = seat.app.focused
    if focused is not None:
        assert focused.region.intersection(box).height > 0, focused


def test_below_the_smallest_size_a_sentence_says_so(path, language):
    async def scene():
        async with sit(path) as seat:
            await seat.press("e")
            await seat.type("bleibt")
            for size in SMALL:
                await seat.pilot.resize_terminal(*size)
                await seat.still()
                if size[0] * size[1] >= 100:
                    assert TOO_SMALL[language] in " ".join(seat.screen.split()), seat.screen
                await seat.pilot.resize_terminal(80, 24)
                await seat.still()
                assert TOO_SMALL[language] not in seat.screen
                assert seat.note.has_focus
            await seat.type("!")
            assert seat.note.text == "bleibt!"

    play(scene())


def test_resizing_loses_neither_text_nor_focus(path):
    sizes = [*WIDE, *MIDDLE, *NARROW, (40, 10), (160, 50), (60, 20), (120, 40)]

    async def scene():
        async with sit(path) as seat:
            await seat.press("e")
            typed = ""
            for size in sizes:
                await seat.pilot.resize_terminal(*size)
                await seat.still()
                assert seat.note.has_focus
                await seat.type("ä")
                typed += "ä"
                assert seat.note.text == typed
                if size[0] >= 60 and size[1] >= 20:
                    assert_whole(seat)
                    assert seat.note.region.height >= 2, size
                    assert typed in seat.text_of(seat.note)

    play(scene())


def test_resizing_while_a_question_is_open(path):
    async def scene():
        async with sit(path) as seat:
            await seat.press("z")
            for size in [*WIDE, *MIDDLE, *NARROW, (120, 40)]:
                await seat.pilot.resize_terminal(*size)
                await seat.still()
                assert_dialog_fits(seat)
            await seat.type("in 2 weeks")
            await seat.press("enter")
            assert seat.value("SELECT asleep FROM requests WHERE name = 'Anna Berger'") == 1

    play(scene())


@pytest.mark.parametrize("size", [(160, 50), (80, 24), (60, 20)])
def test_the_bar_of_keys_says_what_works_here(path, language, size):
    async def scene():
        async with sit(path, size=size) as seat:
            bar = seat.lines[-1]
            assert bar.startswith(" c ")
            assert bar.rstrip().endswith({"en": "? Help", "de": "? Hilfe"}[language])
            await seat.press("e")
            await seat.until(lambda: seat.lines[-1].startswith(" F2 "))
            assert " c " not in seat.lines[-1], "a letter is typed here"

    play(scene())


def test_state_does_not_rest_on_colour(path, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")

    async def scene():
        async with sit(path, size=(160, 50)) as seat:
            assert seat.app.no_color
            await seat.until(lambda: all(sign in seat.screen for sign in "✓✗≈●"))
            await seat.go("Suryadi W.")
            await seat.until(lambda: all(sign in seat.screen for sign in "○◆"))
            assert "▌ Suryadi" in seat.screen
            colours = {
                (segment.style.color, segment.style.bgcolor)
                for strip in seat.app.screen._compositor.render_strips()
                for segment in strip
                if segment.style
            }
            for style in itertools.chain(*colours):
                if style is not None:
                    red, green, blue = style.get_truecolor()
                    assert red == green == blue, style

    play(scene())


def test_plain_letters_only(path):
    i18n.setup("de")

    async def scene():
        async with sit(path, size=(160, 50), ascii_only=True) as seat:
            assert "Dirk Vosskamp" in seat.screen
            assert "Juergen Weissflog" in seat.screen
            assert "zurueckstellen" in seat.screen
            seen_there = []
            scenes = (
                ["j"], ["e"], ["escape", "c"], ["f2"], ["escape", "b"], ["c"], ["escape", "n"], ["escape", "z"],
                ["escape", "question_mark"], ["escape", "h"], ["escape", "i"], ["escape", "ctrl+p"], ["escape", "G"],
                ["o"], ["g", "o"], ["escape", "t"], ["escape", "y"],
            )  # fmt: skip
            for keys in scenes:
                await seat.press(*keys)
                foreign = re.sub(r"[\x20-\x7e]", "", "".join(seat.lines))
                seen_there.append((keys, foreign))
            assert [entry for entry in seen_there if entry[1]] == []

    play(scene())


def test_every_theme_starts_and_is_remembered(path):
    async def scene():
        names = [*BUILTIN_THEMES, "netz-dark", "netz-light"]
        async with sit(path, size=(80, 24)) as seat:
            assert set(names) == set(seat.app.available_themes)
            for name in names:
                seat.app.theme = name
                await seat.still()
                assert "Anna Berger" in seat.screen
                assert seat.remembered == {"theme": name}
        for name in ("ansi-dark", "textual-light", "netz-light", "no-such-theme"):
            async with sit(path, size=(80, 24), settings=Settings(theme=name)) as seat:
                assert seat.app.theme == (name if name in names else "netz-dark")
                assert "Anna Berger" in seat.screen

    play(scene())


def test_everything_said_is_german_in_german(path):
    """Words of the English interface must not be left on the German desk."""
    i18n.setup("de")
    english = {key.label for key in KEYS} - {"Tags", "Filter"}

    async def scene():
        async with sit(path, size=(160, 50)) as seat:
            await seat.press("question_mark")
            shown = seat.screen
            assert [label for label in english if re.search(rf"  {re.escape(label)}\s", shown)] == []

    play(scene())


def test_of_the_keys_that_are_missing_the_one_that_comes_next_is_lit(path):
    async def scene():
        async with sit(path) as seat:
            await seat.go("Dirk Voßkamp")
            gate = seat.app.main.query_one("#gate")
            await seat.still()
            row = gate.content_region
            strips = seat.strips[row.y : row.y + 4]
            ends = [next(iter(strip.crop(row.right - 3, row.right))).style.bgcolor for strip in strips]
            assert len(set(ends)) == 2
            assert ends[0] not in ends[1:]

    play(scene())


def test_an_empty_note_says_how_to_begin_and_then_how_to_end(path):
    async def scene():
        async with sit(path) as seat:
            talk = seat.app.main.query_one("#talk")
            assert "“enter” writes a note" in seat.text_of(talk)
            await seat.press("enter")
            assert "“F2” logs it" in " ".join(seat.text_of(talk).split())
            await seat.press("escape", "j")
            assert "“enter” writes a note" in seat.text_of(talk)

    play(scene())


def test_what_reaches_a_sender_is_not_torn_into_columns(path):
    async def scene():
        async with sit(path, size=(120, 40)) as seat:
            request = seat.text_of(seat.app.main.query_one("#request"))
            assert "+49 30 23125599 · anna.berger@example.org" in request
            assert "xing.com/profile/Anna_Berger" in request.replace("www.", "")
            line = next(line for line in request.splitlines() if "xing.com/" in line)
            assert line.strip("│ ").startswith(("xing.com", "+49", "www.xing.com"))

    play(scene())


@pytest.mark.parametrize("size", [*WIDE, *MIDDLE, *NARROW, *SMALL])
def test_the_first_frame_is_laid_out_for_the_window(path, size):
    async def scene():
        async with sit(path, size=size) as seat:
            assert Main(seat.app).classes == seat.app.main.classes
            assert len(seat.app.main.classes) == 2

    play(scene())
