"""One spelling for what is written in several ways, for sorting and finding: Müller, Mueller, MULLER."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans({"ß": "ss", "æ": "a", "œ": "o", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_UMLAUT = re.compile("([aou])e")
_NOT_WORD = re.compile(r"[^\w]+")


def fold(text: str) -> str:
    """Return words in lower case without marks, `ae`/`ä`/`a` alike, parted by single blanks."""
    lowered = text.lower()
    if not lowered.isascii():
        lowered = unicodedata.normalize("NFKD", lowered.translate(_LETTERS))
        lowered = "".join(char for char in lowered if not unicodedata.combining(char))
    return _UMLAUT.sub(r"\1", _NOT_WORD.sub(" ", lowered)).strip()
