"""One spelling for what is written in several ways, for sorting and finding: Müller, Mueller, MULLER."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans({"ß": "ss", "æ": "a", "œ": "o", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_UMLAUT = re.compile("([aou])e+")
_NOT_WORD = re.compile(r"[^\w]+")


def fold(text: str) -> str:
    """Return words in lower case without marks, `ae`/`ä`/`a` alike, parted by single blanks.

    Ligatures, full-width and mathematical letters count as the plain ones. Folding twice changes nothing more.
    """
    return " ".join(filter(None, map(_FOLDED.__getitem__, text.split())))


class _Folded(dict[str, str]):
    """Words folded before: names, companies and towns come again and again."""

    def __missing__(self, word: str) -> str:
        if len(self) > _KNOWN:
            self.clear()
        folded = self[word] = _fold(word)
        return folded


_KNOWN = 10_000
_FOLDED = _Folded()


def _fold(text: str) -> str:
    """Fold one word; what is no letter or digit in it parts it."""
    if text.isascii():
        lowered = text.lower()
    else:
        plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
        lowered = plain.lower().translate(_LETTERS)
    return _UMLAUT.sub(r"\1", _NOT_WORD.sub(" ", lowered)).strip()
