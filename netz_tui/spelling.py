"""Letters with marks in plain ASCII letters, as German spells them where there are no others: ü is ue, ß is ss."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPELLED = {
    "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS",
    "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D",
    "ı": "i", "ð": "d", "þ": "th", "Þ": "Th",
}  # fmt: skip
_AMONG_CAPITALS = r"(?<=[^\W\d_a-zäöüß])[ÄÖÜÆŒÞ]|[ÄÖÜÆŒÞ](?=[A-ZÄÖÜ])"


@lru_cache(4096)
def spelled(text: str) -> str:
    """Return a text in which every letter that has a plain form is written in it; what has none stays."""
    if text.isascii():
        return text
    text = re.sub(_AMONG_CAPITALS, lambda found: _SPELLED[found[0]].upper(), unicodedata.normalize("NFC", text))
    return "".join(map(_letter, text))


def _letter(char: str) -> str:
    if char.isascii() or not char.isalpha():
        return char
    plain = "".join(part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part))
    return _SPELLED.get(char) or (plain if plain.isascii() else char)
