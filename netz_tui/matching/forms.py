"""Bring whole columns of values to one form, as `normalise` and `birthdays` do one by one, but many at once.

What most values look like is done on their bytes; only the unusual ones are looked at one by one.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final

from . import normalise
from .birthdays import birthday
from .numbering import Numbering
from .texts import BLANK, LINE, Texts
from .words import LEGAL, PARTICLES, TITLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from .texts import Mask, Places

_AT, _DOT, _SLASH, _ZERO, _NINE = b"@./09"
_ASCII: Final = 0x80
_GMAIL: Final = b"@gmail.com"
_KEY: Final = 8
"""Digits of a phone number that are compared."""
_AREA, _COUNTRY = 3, 5
"""Digits in front of these that tell that there are eight without a country code too: a plain number's, after `00`."""


def fold(texts: Texts) -> Texts:
    """Fold every text."""
    return texts.through(normalise.fold_lines)


def person(texts: Texts) -> Texts:
    """Fold names or parts of names, without titles."""
    dotted = _with(texts, _DOT)
    plain = texts.patched(dotted, Texts.of([normalise.undotted(text) for text in texts.strings(dotted)]))
    return without(fold(plain), TITLES)


def family(texts: Texts) -> Texts:
    """Fold family names, without titles and particles."""
    return without(person(texts), PARTICLES)


def organisation(texts: Texts) -> Texts:
    """Fold the names of organisations, without their legal forms."""
    import numpy as np

    folded = fold(texts)
    if not len(folded):
        return folded
    words, first = words_of(folded)
    letter = words.lengths() == 1
    between = letter[:-1] & letter[1:]  # two letters of one text: there the blank goes
    between[first[1:-1] - 1] = False
    joined = np.delete(words.data[: words.stop[-1]], words.stop[:-1][between])
    return without(Texts.lines(joined.tobytes()), LEGAL)


def without(texts: Texts, idle: frozenset[str]) -> Texts:
    """Leave out the words that carry no weight; texts that are nothing else stay."""
    import numpy as np

    if not len(texts):
        return texts
    words, first = words_of(texts)
    gone = among(words, idle)
    before = np.append(0, np.cumsum(gone))
    weightless, every = np.diff(before[first]), np.diff(first)
    some = (weightless > 0) & (weightless < every)
    kept = words.take(np.repeat(some, every) & ~gone)
    return texts.patched(np.flatnonzero(some), _rows(kept, (every - weightless)[some]))


def _rows(words: Texts, every: Places) -> Texts:
    """Return texts made of words, of `every` so many of them, one at least."""
    import numpy as np

    joined = np.frombuffer(words.joined(), np.uint8).copy()
    inner = np.ones(len(words), bool)
    inner[np.cumsum(every) - 1] = False
    joined[np.flatnonzero(joined == LINE)[inner[:-1]]] = BLANK
    return Texts.lines(joined.tobytes()).take(slice(len(every)))


def words_of(texts: Texts) -> tuple[Texts, Places]:
    """Return the words of folded texts, one after the other, and where those of each text begin, and end at last."""
    import numpy as np

    whole = Texts.lines(texts.joined())
    end = whole.stop[-1]
    cuts = np.flatnonzero((whole.data[:end] == BLANK) | (whole.data[:end] == LINE))
    words = Texts(whole.raw, np.append(0, cuts + 1), np.append(cuts, end))
    return words, np.append(np.searchsorted(words.start, whole.start), len(words))


@lru_cache
def _numbers(words: frozenset[str]) -> Numbering:
    known = Numbering()
    known.add(Texts.of(sorted(words)).hashes())
    return known


def among(texts: Texts, words: frozenset[str]) -> Mask:
    """Tell which texts are among a few words."""
    return _numbers(words).find(texts.hashes()) >= 0


def _with(texts: Texts, *signs: int) -> Places:
    """Return the places of the texts that hold one of some bytes."""
    import numpy as np

    table = bytes(byte in signs and byte != LINE for byte in range(1 << 8))
    found = np.flatnonzero(np.frombuffer(texts.raw.translate(table), np.bool_))
    return np.flatnonzero(np.searchsorted(found, texts.start) < np.searchsorted(found, texts.stop))


def _but(normal: Texts, usual: Mask, texts: Texts, one: Callable[[str], str]) -> Texts:
    """Return normal texts where that is `usual`, elsewhere what `one` makes of the raw text."""
    import numpy as np

    rest = np.flatnonzero(~usual)
    return normal.patched(rest, Texts.of([one(text) for text in texts.strings(rest)]))


def _begins(texts: Texts, start: Places, word: bytes) -> Mask:
    """Tell in which texts a word of eight bytes at most stands at some place of `data`."""
    import numpy as np

    below = np.uint64((1 << 8 * len(word)) - 1)
    mask: Mask = (texts.words(start) & below) == np.uint64(int.from_bytes(word, "little"))
    return mask & (start >= texts.start) & (start + len(word) <= texts.stop)


def _clean(texts: Texts, signs: bytes) -> Mask:
    """Tell which texts are ASCII and hold none of some bytes, no blank and no control character."""
    import numpy as np

    usual = np.ones(len(texts), bool)
    usual[_with(texts, *range(BLANK + 1), *range(_ASCII, 1 << 8), *signs)] = False
    return usual


def phone(texts: Texts) -> Texts:
    """Return the last eight digits of phone numbers; those that surely have so many are not looked at closely."""
    import numpy as np

    if not len(texts):
        return texts
    bare = Texts.lines(texts.joined().translate(None, b" \t+-./()"))
    size = bare.sizes()
    first, second, key = (bare.data[at] for at in (bare.start, bare.start + 1, np.maximum(bare.stop - _KEY, 0)))
    ahead = size - _KEY
    plain = (first > _ZERO) & (ahead >= _AREA)
    within = (first == _ZERO) & (second > _ZERO) & (ahead >= 1)
    abroad = (first == _ZERO) & (second == _ZERO) & (ahead >= _COUNTRY)
    usual = (plain | within | abroad) & (key > _ZERO)
    usual[_with(bare, *range(_ZERO), *range(_NINE + 1, 1 << 8))] = False
    return _but(bare.cut(bare.stop - _KEY, bare.stop), usual, texts, normalise.phone)


def email(texts: Texts) -> Texts:
    """Return addresses in the form of `normalise.email`; the usual ones are not looked at closely."""
    import numpy as np

    low = texts.through(str.lower)
    if not len(low):
        return low
    at = low.first(_AT)
    usual = _clean(low, b"<>\"':+") & (at == low.last(_AT)) & (at > low.start) & (at + 1 < low.stop)
    google = np.flatnonzero(usual & (_begins(low, at + 1, b"gmail.co") | _begins(low, at + 1, b"googlema")))
    google = google[among(low.cut(at + 1, low.stop).take(google), normalise.GMAIL)]
    bare = low.cut(low.start, at).take(google).joined().replace(b".", b"").replace(b"\n", _GMAIL + b"\n") + _GMAIL
    return _but(low.patched(google, Texts.lines(bare).take(slice(len(google)))), usual, texts, normalise.email)


def url(texts: Texts) -> Texts:
    """Return links in the form of `normalise.url`; the usual ones are not looked at closely."""
    import numpy as np

    low = texts.through(str.lower)
    if not len(low):
        return low
    start, stop = low.start, low.stop
    for scheme in (b"https://", b"http://"):
        start = np.where((start == low.start) & _begins(low, start, scheme), start + len(scheme), start)
    short = low.cut(start, stop)
    usual = _clean(low, b"?#") & (stop > start) & (low.data[stop - 1] != _SLASH)
    usual[_with(short, ord(":"))] = False
    start = np.where(_begins(short, start, b"www."), start + 4, start)
    usual &= ~_begins(short, np.minimum(start + 2, stop), b".linkedi")
    return _but(low.cut(start, stop), usual, texts, normalise.url)


def solid(text: str) -> str:
    """Return letters and digits only, without leading zeros."""
    return "".join(char for char in text.lower() if char.isalnum()).lstrip("0")


def _each(one: Callable[[str], str]) -> Callable[[Texts], Texts]:
    return lambda texts: Texts.of(list(map(one, texts)))


NORMAL: Final[dict[str, Callable[[Texts], Texts]]] = {
    "given_name": person,
    "family_name": family,
    "full_name": _each(str.strip),
    "org": organisation,
    "email": email,
    "phone": phone,
    "url": url,
    "street": _each(normalise.street),
    "house_number": _each(solid),
    "postcode": _each(solid),
    "identifier": _each(solid),
    "date_of_birth": _each(birthday),
    "date_of_birth_us": _each(partial(birthday, month_first=True)),
}
"""How values of each kind are brought to one form; those of all other kinds are folded."""
