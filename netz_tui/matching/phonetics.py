"""Kölner Phonetik: German words that sound alike get the same digits.

Source: H. J. Postel, "Die Kölner Phonetik", IBM-Nachrichten 19 (1969), 925-931.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from .texts import LINE, Texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .texts import Bytes, Mask

_CODE: Final = {
    "h": "",
    **dict.fromkeys("aeijouy", "0"),
    **dict.fromkeys("bp", "1"),
    **dict.fromkeys("dt", "2"),
    **dict.fromkeys("fvw", "3"),
    **dict.fromkeys("gkq", "4"),
    "l": "5",
    **dict.fromkeys("mn", "6"),
    "r": "7",
    **dict.fromkeys("sz", "8"),
}
_SOFT: Final = frozenset("csz")
_HARD: Final = frozenset("ahkoqux")
_HARD_FIRST: Final = frozenset("ahkloqrux")
_AFTER_K: Final = frozenset("ckq")


def _c_digit(previous: str, following: str) -> str:
    """Return the code of a C: hard as K or soft as Z."""
    if not previous:
        return "4" if following in _HARD_FIRST else "8"
    return "4" if following in _HARD and previous not in {"s", "z"} else "8"


def _digit(previous: str, letter: str, following: str) -> str:
    """Return the code of one letter between its neighbours; empty for a silent one."""
    if letter == "c":
        return _c_digit(previous, following)
    if letter == "x":
        return "8" if previous in _AFTER_K else "48"
    if letter == "p" and following == "h":
        return "3"
    if letter in "dt" and following in _SOFT:
        return "8"
    return _CODE.get(letter, "")


@lru_cache(maxsize=1 << 15)
def cologne(word: str) -> str:
    """Return the Kölner Phonetik of a lower-case word without diacritics: digits, vowels only in front.

    >>> cologne("muller"), cologne("wikipedia")
    ('657', '3412')
    """
    digits: list[str] = []
    padded = [letter for letter in word if letter.isalpha()]
    for place, letter in enumerate(padded):
        previous = padded[place - 1] if place else ""
        following = padded[place + 1] if place + 1 < len(padded) else " "
        for digit in _digit(previous, letter, following):
            if not digits or digits[-1] != digit:
                digits.append(digit)
    return "".join(digits[:1]) + "".join(digit for digit in digits[1:] if digit != "0")


_NO_LETTERS: Final = bytes(byte for byte in range(128) if not chr(byte).isalpha() and byte != LINE)


def cologne_all(words: Texts) -> Texts:
    """Return the Kölner Phonetik of many folded words at once, letter beside letter."""
    import numpy as np

    if not len(words):
        return words
    data = np.frombuffer(b"\n" + words.joined().translate(None, _NO_LETTERS) + b"\n", np.uint8)
    before, letter, after = data[:-2], data[1:-1], data[2:]
    digit = _table()[letter]

    def is_in(letters: Iterable[str], where: Bytes) -> Mask:
        among = np.zeros(1 << 8, bool)
        among[[ord(each) for each in letters]] = True
        found: Mask = among[where]
        return found

    hard = np.where(before == LINE, is_in(_HARD_FIRST, after), is_in(_HARD, after) & ~is_in("sz", before))
    digit[is_in("c", letter)] = ord("8")
    digit[(is_in("c", letter) & hard) | is_in("x", letter)] = ord("4")
    digit[(is_in("dt", letter) & is_in(_SOFT, after)) | (is_in("x", letter) & is_in(_AFTER_K, before))] = ord("8")
    digit[is_in("p", letter) & is_in("h", after)] = ord("3")
    second = np.where(is_in("x", letter), np.uint8(ord("8")), np.uint8(0))  # as is the first after a K: once counts
    digits = np.stack([digit, second], axis=1).ravel()
    digits = digits[digits != 0]
    digits = digits[np.append(True, (digits[1:] != digits[:-1]) | (digits[1:] == LINE))[: len(digits)]]
    inside = np.append(False, digits[:-1] != LINE)[: len(digits)]
    return Texts.lines(digits[(digits != ord("0")) | ~inside].tobytes())


def _table() -> Bytes:
    """Return the digit of each letter that has one wherever it stands; a break stays one."""
    import numpy as np

    table = np.zeros(1 << 8, np.uint8)
    for letter, digit in _CODE.items():
        table[ord(letter)] = ord(digit or "\0")
    table[LINE] = LINE
    return table
