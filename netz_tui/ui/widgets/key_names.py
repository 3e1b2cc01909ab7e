"""How a key is called on the screen."""

from __future__ import annotations

from typing import Final

from textual.keys import format_key, key_to_character

from netz_tui.ui.widgets.glyphs import UNICODE, glyphs

ARROWS: Final = {"up": "↑", "down": "↓", "left": "←", "right": "→"}
_SIGNS: Final = {**ARROWS, "enter": "⏎", "tab": "⇥"}
_WORDS: Final = {
    "escape": "esc",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "backspace": "bksp",
    "delete": "del",
    "insert": "ins",
    "minus": "-",
}
_MODIFIERS: Final = {"ctrl": "^"}
_TYPED: Final = {"slash": "/", "minus": "-", "plus": "+"}


def key_name(key: str) -> str:
    """Return the name of a Textual key, such as `^p` for `ctrl+p`, `?` for `question_mark`."""
    *modifiers, last = key.split("+") if key != "+" else [key]
    name = _WORDS.get(last)
    if glyphs() is UNICODE:
        name = _SIGNS.get(last, name)
    if name is None:
        name = last.upper() if last[:1] == "f" and last[1:].isdecimal() else _formatted(last)
    return "".join(_MODIFIERS.get(modifier, f"{modifier}+") for modifier in modifiers) + name


def keys_name(keys: list[str]) -> str:
    """Return one name for several keys of a kind: `a/b/c`, arrows close together."""
    between = "" if all(key in ARROWS for key in keys) and glyphs() is UNICODE else "/"
    return between.join(map(key_name, keys))


def _formatted(key: str) -> str:
    """Return what Textual makes of the name; it knows arrows and the like only as signs."""
    return key if key in _SIGNS else format_key(key)


def character(key: str) -> str | None:
    """Return the character that a key types, None if it types none; Textual's own look-up misses some names."""
    return key_to_character(key) or _TYPED.get(key)
