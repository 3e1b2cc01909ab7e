"""One spelling for what is written in several ways, for sorting and finding: Müller, Mueller, MULLER."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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


def _lowered(text: str) -> str:
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return plain.lower().translate(_LETTERS)


def _fold(text: str) -> str:
    """Fold one word; what is no letter or digit in it parts it."""
    lowered = text.lower() if text.isascii() else _lowered(text)
    return _UMLAUT.sub(r"\1", _NOT_WORD.sub(" ", lowered)).strip()


_PARTING = "\0"
_FOREIGN = re.compile("([^\0-\x7f]+)")
_BLANK = re.compile(rf"[^\w{_PARTING}]+")
_ASCII = bytes(
    ord(char.lower()) if (char.isascii() and char.isalnum()) or char in f"_{_PARTING}" else 32
    for char in map(chr, range(256))
)


_SIGMA = "\N{GREEK CAPITAL LETTER SIGMA}"


class FoldAll:
    """Folds many texts at once, each as `fold` does it after `before`, several times as quick: all at once.

    `before` may do anything with runs of letters other than ASCII that does not depend on what stands around them.
    """

    def __init__(self, before: Callable[[str], str] = str) -> None:
        self._before = before
        self._runs: dict[str, str | None] = {}

    def __call__(self, texts: Sequence[str]) -> list[str]:
        """Return the texts folded."""
        if not texts:
            return []
        whole = _PARTING.join(texts)
        if whole.count(_PARTING) >= len(texts):
            return self._one_by_one(texts)
        if not whole.isascii():
            parts = _FOREIGN.split(whole)
            for run in set(parts[1::2]).difference(self._runs):
                self._runs[run] = self._folded(run)
            foreign = list(map(self._runs.__getitem__, parts[1::2]))
            if len(self._runs) > _KNOWN:
                self._runs.clear()
            if None in foreign:
                return self._one_by_one(texts)
            parts[1::2] = foreign
            whole = "".join(parts)
        whole = whole.encode().translate(_ASCII).decode("ascii") if whole.isascii() else _BLANK.sub(" ", whole.lower())
        for vowel in "aou":
            while f"{vowel}e" in whole:
                whole = whole.replace(f"{vowel}e", vowel)
        return [" ".join(text.split()) for text in whole.split(_PARTING)]

    def _folded(self, run: str) -> str | None:
        """Return a run folded, None if it has a sigma: how that is written depends on what stands around it."""
        if _SIGMA in unicodedata.normalize("NFKD", run):
            return None
        return _NOT_WORD.sub(" ", _lowered(self._before(run)))

    def _one_by_one(self, texts: Sequence[str]) -> list[str]:
        return [fold(self._before(text)) for text in texts]


fold_all = FoldAll()
