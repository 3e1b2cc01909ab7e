from __future__ import annotations

from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input
from widget_samples import run, screen_lines

from netz_tui.ui.widgets.glyphs import ASCII, UNICODE, use
from netz_tui.ui.widgets.key_bar import Hint, KeyBar, fitting
from netz_tui.ui.widgets.key_names import key_name, keys_name

GERMAN = {"Call": "Anrufen", "Ground": "Grundlage", "Help": "Hilfe", "Move": "bewegen"}
MOVE = Binding.Group("Move")


class Pane(Widget, can_focus=True):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c,f5", "call", "Call", id="inbox.call"),
        Binding("up", "up", "Up", group=MOVE),
        Binding("down", "down", "Down", group=MOVE),
        Binding("b", "ground", "Ground"),
        Binding("x", "secret", "Secret", show=False),
        Binding("o", "off", "Off"),
        Binding("h", "hidden", "Hidden"),
    ]
    calls = 0

    def action_call(self) -> None:
        type(self).calls += 1

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        return {"off": None, "hidden": False}.get(action, True)


class Bar(App[None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", "Help", id="app.help"),
        Binding("ctrl+q", "quit", "Quit"),
    ]
    ENABLE_COMMAND_PALETTE = False
    language = "de"

    def compose(self) -> ComposeResult:
        yield Pane(id="pane")
        yield Input(id="input")
        yield KeyBar(lambda text: GERMAN.get(text, text))


def test_bar_shows_what_works_here_and_now():
    async def scenario() -> None:
        app = Bar()
        async with app.run_test(size=(80, 10)) as pilot:
            await pilot.pause()
            assert screen_lines(app)[-1].rstrip() == " c Anrufen  ↑↓ bewegen  b Grundlage  o Off  ^q Quit  ? Hilfe"
            app.query_one("#input").focus()
            await pilot.pause()
            await pilot.pause()
            line = screen_lines(app)[-1]
            assert "Anrufen" not in line
            assert "^q Quit" in line
            assert "Hilfe" not in line  # a printable key is typed, not pressed
            app.set_keymap({"inbox.call": "f9"})
            app.query_one("#pane").focus()
            await pilot.pause()
            await pilot.pause()
            assert "F9 Anrufen" in screen_lines(app)[-1]

    run(scenario())


def test_bar_is_one_widget_and_shortens():
    async def scenario() -> None:
        app = Bar()
        async with app.run_test(size=(30, 10)) as pilot:
            await pilot.pause()
            assert len(app.query("KeyBar *")) == 0
            assert screen_lines(app)[-1].rstrip() == " c Anrufen  ? Hilfe"
            await pilot.resize_terminal(6, 10)
            await pilot.pause()
            assert screen_lines(app)[-1].strip() == ""
            await pilot.resize_terminal(62, 10)
            await pilot.pause()
            assert screen_lines(app)[-1].rstrip().endswith("^q Quit  ? Hilfe")

    run(scenario())


def test_click_presses_the_key():
    async def scenario() -> None:
        app = Bar()
        async with app.run_test(size=(80, 10)) as pilot:
            await pilot.pause()
            Pane.calls = 0
            await pilot.click(KeyBar, offset=(4, 0))
            await pilot.pause()
            assert Pane.calls == 1
            await pilot.click(KeyBar, offset=(10, 0))  # between two
            await pilot.click(KeyBar, offset=(70, 0))  # beyond the last
            assert Pane.calls == 1
            assert app.focused is app.query_one("#pane")

    run(scenario())


def test_hover_is_seen():
    async def scenario() -> None:
        app = Bar()
        async with app.run_test(size=(80, 10)) as pilot:
            await pilot.pause()
            bar = app.query_one(KeyBar)
            before = bar.render_line(0)
            await pilot.hover(KeyBar, offset=(4, 0))
            assert bar.render_line(0) != before
            await pilot.hover("#pane")
            assert bar.render_line(0) == before

    run(scenario())


def test_fitting_keeps_pinned_hints():
    hints = [Hint("a", "one", "a"), Hint("b", "two", "b"), Hint("?", "Help", "?", pinned=True), Hint("q", "Quit", "q")]
    assert [hint.key for hint in fitting(hints, 100)] == ["a", "b", "?", "q"]
    assert [hint.key for hint in fitting(hints, 21)] == ["a", "b", "?"]
    assert [hint.key for hint in fitting(hints, 20)] == ["a", "?"]
    assert [hint.key for hint in fitting(hints, 7)] == ["?"]
    assert fitting(hints, 6) == []


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("ctrl+p", "^p"),
        ("question_mark", "?"),
        ("slash", "/"),
        ("plus", "+"),
        ("minus", "-"),
        ("G", "G"),
        ("f2", "F2"),
        ("enter", "⏎"),
        ("escape", "esc"),
        ("shift+tab", "shift+⇥"),
        ("pagedown", "pgdn"),
        ("space", "space"),
        ("1", "1"),
    ],
)
def test_names_of_keys(key, name):
    assert key_name(key) == name


def test_names_of_several_keys():
    assert keys_name(["up", "down"]) == "↑↓"
    assert keys_name(["a", "b", "c"]) == "a/b/c"
    use(ASCII)
    try:
        assert keys_name(["up", "down"]) == "up/down"
        assert key_name("enter") == "enter"
        assert key_name("shift+tab") == "shift+tab"
    finally:
        use(UNICODE)
