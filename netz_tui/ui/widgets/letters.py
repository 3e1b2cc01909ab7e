"""Text in plain ASCII letters, as wide as it was, for terminals that know no others."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from rich.cells import get_character_cell_size

_ALIKE: Final = {
    **dict.fromkeys("─━╌╍┄┅┈┉═▁▔▂⎯–—‐‑−·", "-"),
    **dict.fromkeys("│┃╎╏┆┇┊┋║▏▎▍▌▋▊▉▐▕", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋", "+"),
    **dict.fromkeys("█▇▆▅▄▃▀░▒▓", "#"),
    **dict.fromkeys("•●∙", "*"),
    **dict.fromkeys("„“”«»″", '"'),
    **dict.fromkeys("‚‘’‹›′", "'"),
    "…": "~",
    "ß": "s",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "æ": "a",
    "œ": "o",
    "đ": "d",
    "Đ": "D",
    "ı": "i",
    "✓": "+",
    "✗": "x",
    "○": "o",
    "◆": "@",
    "≈": "~",
    "×": "x",
    "→": ">",
    "←": "<",
    "↑": "^",
    "↓": "v",
}


def _letter(char: str) -> str:
    if char.isascii():
        return char
    base = _ALIKE.get(char) or unicodedata.normalize("NFKD", char)[0]
    width = get_character_cell_size(char)
    return (base if base.isascii() and base.isprintable() else "?").ljust(width, "?")[:width]


@lru_cache(4096)
def plain_letters(text: str) -> str:
    """Return text of ASCII only: the base letter, else a sign that looks alike, else `?`.

    As wide as `text` in cells, but for emoji joined from several.
    """
    return "".join(map(_letter, text))
