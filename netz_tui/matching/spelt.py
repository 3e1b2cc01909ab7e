"""Names of persons that their mail addresses and profile links spell out, read from many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .forms import among, words_of
from .texts import Texts
from .words import PROFILE_HOSTS

if TYPE_CHECKING:
    from .texts import Mask, Places

_AT, _PLUS, _SLASH = b"@+/"
_ASCII: Final = 0x80
_DIGITS: Final = b"0123456789"
_PAIR: Final = 2


def email_names(addresses: Texts) -> tuple[Places, Texts, Texts]:
    """Return which addresses spell out names, `given.family@…`, and these names."""
    locals_ = addresses.cut(addresses.start, addresses.last(_AT))
    return _two_names(locals_.cut(locals_.start, locals_.first(_PLUS)), b"._", more=False)


def url_names(links: Texts) -> tuple[Places, Texts, Texts]:
    """Return which profile links spell out names, `linkedin.com/in/anna-kuehn-1a2b`, and these names."""
    import numpy as np

    profiles = np.flatnonzero(among(links.cut(links.start, links.first(_SLASH)), PROFILE_HOSTS))
    found = links.take(profiles)
    places, given, family = _two_names(found.cut(found.last(_SLASH) + 1, found.stop), b"-_", more=True)
    return profiles[places], given, family


def _two_names(texts: Texts, signs: bytes, *, more: bool) -> tuple[Places, Texts, Texts]:
    """Return which texts are two names with one of some signs between, and the names; `more` may stand behind.

    Digits at the end of a name are no part of it.
    """
    import numpy as np

    words, first = words_of(Texts.lines(texts.joined().translate(bytes.maketrans(signs, b" " * len(signs)))))
    digit, letter = np.zeros(1 << 8, bool), np.zeros(1 << 8, bool)
    digit[list(_DIGITS)] = True
    letter[[ord("-"), *range(ord("a"), ord("z") + 1), *range(_ASCII, 1 << 8)]] = True
    stop = words.stop
    while (ends := digit[words.data[stop - 1]] & (stop > words.start)).any():
        stop = stop - ends
    names = words.cut(words.start, stop)
    odd = np.append(0, np.cumsum(~letter[words.data]))
    good: Mask = (odd[names.stop] == odd[names.start]) & (names.lengths() > 1)
    every = np.diff(first[: len(texts) + 1])
    one = first[: len(texts)]
    other = np.minimum(one + 1, len(words) - 1)
    places = np.flatnonzero(((every == _PAIR) | (more & (every > _PAIR))) & good[one] & good[other])
    return places, names.take(one[places]), names.take(other[places])
