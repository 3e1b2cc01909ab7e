"""The user's own keys: what can be used is used, everything else is told, nothing is dropped silently."""

from importlib import import_module

import pytest
from ui_world import play, sit

from netz_tui import i18n, settings
from netz_tui.settings import Settings
from netz_tui.ui.areas import PLACES
from netz_tui.ui.keys import KEYS, keymap


def problems(**wanted):
    chosen, found = keymap({name.replace("_", ".", 1): key for name, key in wanted.items()})
    return chosen, [template.format(**params) for template, params in found]


@pytest.mark.parametrize(
    ("action", "key", "name"),
    [
        ("desk.call", "f4", "f4"),
        ("desk.call", "C", "C"),
        ("desk.call", "ä", "ä"),
        ("desk.call", ".", "full_stop"),
        ("desk.call", "-", "minus"),
        ("desk.call", "+", "plus"),
        ("desk.call", "plus", "plus"),
        ("desk.call", "#", "number_sign"),
        ("desk.call", "f5, f6", "f5,f6"),
        ("desk.call", "ctrl+e", "ctrl+e"),
        ("desk.call", "shift+f3", "shift+f3"),
        ("desk.call", "shift+c", "C"),
        ("desk.call", "shift+ctrl+a", "ctrl+shift+a"),
        ("desk.call", ";", ";"),
        ("desk.call", "ctrl+shift+a", "ctrl+shift+a"),
        ("desk.call", "pagedown", "pagedown"),
        ("desk.finish", "f10", "f10"),
        ("desk.finish", "ctrl+o", "ctrl+o"),
        ("list.open", "o, enter", "o,enter"),
    ],
)
def test_sound_keys_are_taken(action, key, name):
    wanted = {action: key}
    if action == "list.open":
        wanted |= {f"{place}.profile": "O" for place in ("desk", "contacts", "today")}
    if key == "pagedown":
        wanted["list.page_down"] = "f7"
    chosen, found = keymap(wanted)
    assert (chosen[action], found) == (name, [])


@pytest.mark.parametrize(
    "key",
    ["strg+s", "F9", "Enter", "ctrl+A", "CTRL+a", "cntrl+x", "return", "", " ", ",", "c,", "ctrl+", "+a", "f0", "f99",
     "ctrl++", "esc", "no such key", "ctrl+ä", "[b]", "\x1b", "shift+1", "a+ctrl", "space bar"],
)  # fmt: skip
def test_unknown_key_names_are_told(key):
    chosen, (told,) = problems(desk_call=key)
    assert chosen == {}
    assert told.startswith("[keys] desk.call: “")
    assert "is no key name" in told


def test_a_name_near_an_action_is_proposed():
    chosen, told = problems(desk_cal="f4", nonsense="f4")
    assert chosen == {}
    assert told == [
        "[keys] There is no action “desk.cal”; did you mean “desk.call”?",
        "[keys] There is no action “nonsense”; the help lists all of them.",
    ]


@pytest.mark.parametrize("key_id", [key.id for key in KEYS if key.while_typing])
@pytest.mark.parametrize("key", ["s", "space", "f5,ü", "plus", "5"])
def test_what_must_work_while_typing_gets_no_printable_key(key_id, key):
    chosen, found = keymap({key_id: key})
    assert chosen == {}
    assert [template.format(**params) for template, params in found] == [
        f"[keys] {key_id} must work while you type, so it needs a function or ctrl key."
    ]


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"desk.call": "l"}, ["[keys] desk.call: “l” already belongs to desk.log; the default stays."]),
        ({"desk.call": "u"}, ["[keys] desk.call: “u” already belongs to app.undo; the default stays."]),
        ({"desk.call": "j"}, ["[keys] desk.call: “j” already belongs to list.down; the default stays."]),
        ({"app.quit": "ctrl+q"}, ["[keys] app.quit: “ctrl+q” already belongs to app.quit_typing; the default stays."]),
        (
            {"desk.call": "f4", "desk.log": "f4"},
            ["[keys] desk.log: “f4” already belongs to desk.call; the default stays."],
        ),
        ({"desk.call": "l", "desk.log": "c"}, []),
        ({"desk.call": "f4,f4"}, []),
    ],
)  # fmt: skip
def test_clashes_are_told_and_exchanges_are_not(wanted, told):
    chosen, found = keymap(wanted)
    assert [template.format(**params) for template, params in found] == told
    assert len(chosen) == len(wanted) - len(told)


def test_a_default_that_returns_meets_no_other_new_key():
    """Call wants a key that is taken and so keeps its own, which log has just been given."""
    chosen, told = problems(desk_call="u", desk_log="c")
    keys = {key.id: chosen.get(key.id, key.keys) for key in KEYS}
    assert keys["desk.call"] == "c"
    assert keys["desk.log"] == "l"
    assert len(told) == 2


def test_remapped_keys_work_and_are_shown(path):
    async def scene():
        chosen = {"desk.decline": "f4", "app.undo": "f6", "list.down": "f7", "desk.finish": "ctrl+o"}
        async with sit(path, settings=Settings(keys=chosen)) as seat:
            assert "F4 Decline" in seat.lines[-1]
            assert "F6 Undo" in seat.lines[-1]
            await seat.press("f7", "n")
            assert (seat.name, seat.dialog) == ("Dirk Voßkamp", "Main")
            await seat.press("f4", "1")
            assert "“F6” undoes" in seat.flash
            await seat.press("f6")
            assert seat.state("Dirk Voßkamp") == "pending"
            await seat.press("question_mark")
            assert "F4  Decline" in seat.screen
            await seat.press("escape", "e", "ctrl+o")
            assert seat.title == "What kind of conversation?"

    play(scene())


def test_exchanged_keys_do_what_they_now_mean(path):
    async def scene():
        async with sit(path, settings=Settings(keys={"desk.confirm": "n", "desk.decline": "y"})) as seat:
            await seat.press("n")
            assert seat.state("Anna Berger") == "confirmed"
            await seat.press("y")
            assert seat.title == "Decline: why?"

    play(scene())


def test_mistakes_in_the_settings_are_told_on_the_screen(path, tmp_path, language):
    file = tmp_path / "settings.toml"
    file.write_text('[keys]\n"desk.call" = "strg+s"\n"desk.finish" = "s"\n"desk.log" = "u"\n"desk.lgo" = "f4"\nx y\n')
    chosen, wrong = settings.load(file)
    i18n.setup(language)

    async def scene():
        async with sit(path, settings=chosen, problems=wrong, size=(120, 60)) as seat:
            await seat.until(lambda: len(seat.told) == 5)
            assert all(any(word in told for told in seat.told) for word in ("strg+s", "desk.lgo", "TOML"))
            await seat.until(lambda: all(word in seat.screen for word in ("strg+s", "desk.lgo", "TOML")))
            await seat.press("l")
            assert seat.dialog == "Choose"

    play(scene())


def test_every_key_of_an_area_has_something_to_do():
    makers = {place.id: place.made_in for place in PLACES} | {"desk": PLACES[0].made_in}
    for key in KEYS:
        if key.place in makers:
            module, _colon, name = makers[key.place].partition(":")
            assert hasattr(getattr(import_module(module), name), f"action_{key.action.partition('(')[0]}"), key
