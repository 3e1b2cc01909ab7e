"""How alike are the values of many pairs: one small integer (a level) a pair and field, by rapidfuzz in bulk.

Level 0 means that a value is missing, 1 that the values differ; the last are "the same", cut into bins by how
frequent the value is: agreeing on a rare one says more.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from .forms import among, fold, words_of
from .nicknames import long_names, short_names
from .numbering import Numbering, numbered
from .phonetics import cologne_all
from .table import counted
from .texts import BLANK, Texts
from .words import FREE_MAIL, ROLES

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from .table import Field
    from .texts import Places

    Ints = NDArray[np.int32]
    Levels = NDArray[np.uint8]
    Letters = NDArray[np.uint32]
    Mask = NDArray[np.bool_]
    Sizes = NDArray[np.int16]

NEAR: Final = 0.85
"""Jaro-Winkler similarity from which two words may be variants of one."""
_JARO: Final = (NEAR - 0.4) / 0.6
"""Jaro similarity from which the Jaro-Winkler similarity may be `NEAR`."""
_SLIP_MIN: Final = 3
_MIXED_MIN: Final = 4
_LOCAL_MIN: Final = 5
_MANY: Final = 20
_OFTEN: Final = 2
_CHUNK: Final = 1 << 12
_SUBSET: Final = 0.9
"""What it counts that all words of one text are in the other."""
_ALIKE: Final = (60.0, 75.0, 90.0)
_LEADS: Final = (0xC0, 0xE0, 0xF0)
"""First bytes from which a character has two, three, four bytes."""
_NO_DIGITS: Final = str.maketrans("", "", "0123456789")
WORLD: Final = 100
"""Records of other people that a table is thought to be a sample of: a value that all of few have may be rare."""
_OWN: Final = frozenset(("email", "phone", "url", "identifier"))
_ADDRESSES: Final = 10
"""How many times more of what is meant to be one person's own there is in the world than of anything else."""


@dataclass(slots=True)
class Facts:
    """What is known of the distinct values of a field, one entry a value, and of how often they occur."""

    texts: Texts
    length: Any
    first: Any
    """The first four bytes."""
    frequency: Any
    """Share of the records with a value that have this one."""
    extra: dict[str, Any] = field(default_factory=dict)


def facts(found: Field, rows: int) -> Facts:
    """Return the facts of a field of `rows` records."""
    import numpy as np

    texts = found.values
    count = np.zeros(len(texts), np.int64)
    filled = np.zeros(rows, bool)
    for slot in found.slots:
        count += counted(slot, len(count))
        filled |= slot >= 0
    world = WORLD * _ADDRESSES if found.kind in _OWN else WORLD
    frequency = np.maximum(count, 1) / (int(filled.sum()) + world)
    return Facts(texts, texts.lengths().astype(np.int16), _initials(texts), frequency)


def _initials(texts: Texts) -> Ints:
    """Return the first character of each text as a number."""
    import numpy as np

    lead = texts.words(texts.start).astype(np.uint32)
    size = np.searchsorted(_LEADS, lead & np.uint32(0xFF), side="right").astype(np.uint32)
    return np.asarray(lead << (np.uint32(8) * (np.uint32(3) - size)), np.uint32).view(np.int32)


def _strings(known: Facts, a: Ints, b: Ints) -> tuple[list[str], list[str]]:
    """Return both values of each pair; where pairs are many, every value is made a string once."""
    import numpy as np

    if len(a) * _OFTEN > len(known.texts) and "strings" not in known.extra:
        known.extra["strings"] = np.array(known.texts.strings(), object)
    strings = known.extra.get("strings")
    if strings is None:
        return known.texts.strings(a), known.texts.strings(b)
    return strings[a].tolist(), strings[b].tolist()


def _letters(known: Facts) -> NDArray[np.uint32]:
    """Return by value which letters or digits it is made of, one bit for each; other signs share their bits."""
    import numpy as np

    found = known.extra.get("letters")
    if found is None:
        byte = np.arange(1 << 8, dtype=np.uint32)
        marks = np.where(byte < 0x80, np.uint32(1) << byte % np.uint32(32), np.uint32(0))  # noqa: PLR2004 - ASCII
        found = known.extra["letters"] = np.zeros(len(known.texts), np.uint32)
        for start in range(0, len(found), _CHUNK):
            part = known.texts.take(slice(start, start + _CHUNK))
            low, high = int(part.start.min()), int(part.stop.max())
            cuts = np.stack([part.start, part.stop], axis=1).ravel() - low
            of_part = marks[part.data[low : high + 1]]
            found[start : start + _CHUNK] = np.bitwise_or.reduceat(of_part, cuts)[::2]
    return np.asarray(found, np.uint32)


def _may_be_near(in_a: Letters, in_b: Letters, long_a: Sizes, long_b: Sizes) -> Mask:
    """Tell of which values the letters allow a Jaro-Winkler similarity of `NEAR`, four letters alike in front.

    Each letter that only one of both has is one that finds no match.
    """
    import numpy as np

    matches = np.minimum(long_a - np.bitwise_count(in_a & ~in_b), long_b - np.bitwise_count(in_b & ~in_a)).astype(
        np.float32
    )
    near: Mask = matches / long_a + matches / long_b >= 3 * _JARO - 1
    return near


def _words(known: Facts, a: Ints, b: Ints) -> Levels:
    """Return levels of values that differ: 1 different, 2 near (Jaro-Winkler), 3 close (one slip).

    Only values of about the same length and letters can be one slip apart, and of those with another first letter
    none is taken for near, so that few pairs need their strings.
    """
    import numpy as np
    from rapidfuzz.distance import OSA, JaroWinkler
    from rapidfuzz.process import cpdist

    level = np.ones(len(a), np.uint8)
    letters = _letters(known)
    in_a, in_b, long_a, long_b = letters[a], letters[b], known.length[a], known.length[b]
    near = np.flatnonzero((known.first[a] == known.first[b]) & _may_be_near(in_a, in_b, long_a, long_b))
    left, right = _strings(known, a[near], b[near])
    jaro = cpdist(left, right, scorer=JaroWinkler.similarity, score_cutoff=NEAR, dtype=np.float32)
    level[near[jaro >= NEAR]] = 2
    open_ = _within(known, a, b, 1)
    open_ = open_[np.minimum(long_a[open_], long_b[open_]) >= _SLIP_MIN]
    left, right = _strings(known, a[open_], b[open_])
    slips = cpdist(left, right, scorer=OSA.distance, score_cutoff=1, dtype=np.uint8)
    level[open_[slips <= 1]] = 3
    mixed = [
        place
        for place, one, other, few in zip(open_.tolist(), left, right, slips.tolist(), strict=True)
        if few > 1 and min(len(one), len(other)) >= _MIXED_MIN and _same_letters(one, other)
    ]
    level[mixed] = np.maximum(level[mixed], 2)
    return level


def _same_letters(one: str, other: str) -> bool:
    """Tell whether two words are made of the same letters, one of them left out at most."""
    from rapidfuzz.distance import Indel

    return Indel.distance(sorted(one), sorted(other), score_cutoff=1) <= 1


def may_be_one(left: list[str], right: list[str]) -> Mask:
    """Tell which words may be variants of one: near by Jaro-Winkler, or one slip apart."""
    import numpy as np
    from rapidfuzz.distance import OSA, JaroWinkler
    from rapidfuzz.process import cpdist

    near = cpdist(left, right, scorer=JaroWinkler.similarity, score_cutoff=NEAR, dtype=np.float32) >= NEAR
    result: Mask = near | (cpdist(left, right, scorer=OSA.distance, score_cutoff=1, dtype=np.uint8) <= 1)
    return result


def _org(known: Facts, a: Ints, b: Ints) -> Levels:
    """As `_words`; names of organisations of which one holds all words of the other are near too."""
    import numpy as np
    from rapidfuzz.fuzz import token_set_ratio
    from rapidfuzz.process import cpdist

    level = _words(known, a, b)
    letters = _letters(known)
    shared = letters[a] & letters[b]
    open_ = np.flatnonzero((level == 1) & ((shared == letters[a]) | (shared == letters[b])))
    left, right = _strings(known, a[open_], b[open_])
    ratio = cpdist(left, right, scorer=token_set_ratio, score_cutoff=95, dtype=np.uint8)
    level[open_[ratio >= 95]] = 2  # noqa: PLR2004
    return level


def _within(known: Facts, a: Ints, b: Ints, slips: int) -> Places:
    """Return which pairs may be so few slips apart: each changes the length by one and two letters at most."""
    import numpy as np

    letters = _letters(known)
    unlike = np.bitwise_count(letters[a] ^ letters[b])
    return np.flatnonzero((unlike <= 2 * slips) & (abs(known.length[a] - known.length[b]) <= slips))


def _phrase(known: Facts, a: Ints, b: Ints) -> Levels:
    """Return levels of texts that differ, by the words they share: 1 different, 2 akin, 3 near, 4 close."""
    import numpy as np
    from rapidfuzz.fuzz import token_set_ratio, token_sort_ratio
    from rapidfuzz.process import cpdist

    left, right = _strings(known, a, b)
    in_order = cpdist(left, right, scorer=token_sort_ratio, dtype=np.float32)
    shared = cpdist(left, right, scorer=token_set_ratio, dtype=np.float32)
    alike = np.maximum(in_order, _SUBSET * shared)
    return np.asarray(1 + np.searchsorted(_ALIKE, alike, side="right"), np.uint8)


def _number(known: Facts, a: Ints, b: Ints) -> Levels:
    """Return levels of digits that differ: 1 different, 2 in two places, 3 in one place or two swapped."""
    import numpy as np
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cpdist

    level = np.ones(len(a), np.uint8)
    open_ = _within(known, a, b, 2)
    a, b = a[open_], b[open_]
    osa = cpdist(*_strings(known, a, b), scorer=OSA.distance, score_cutoff=2, dtype=np.uint8)
    long = np.minimum(known.length[a], known.length[b])
    level[open_] = np.where((osa <= 1) & (long >= 2), 3, np.where((osa <= 2) & (long >= 5), 2, 1))  # noqa: PLR2004
    return level


def _phone(known: Facts, a: Ints, b: Ints) -> Levels:
    import numpy as np

    return np.where(_number(known, a, b) == 3, 2, 1).astype(np.uint8)  # noqa: PLR2004


def _category(known: Facts, a: Ints, b: Ints) -> Levels:
    import numpy as np

    del known, b
    return np.ones(len(a), np.uint8)


def _date(known: Facts, a: Ints, b: Ints) -> Levels:
    """Return levels of packed dates that differ: 2 year same, 3 two of three parts, 4 known parts same, 5 one slip."""
    import numpy as np

    digits = known.extra.get("digits")
    if digits is None:
        digits = known.extra["digits"] = known.texts.data[known.texts.start[:, None] + np.arange(8)] - 48
    x, y = digits[a], digits[b]
    places = x != y
    wrong = places.sum(1)
    transposed = np.zeros(len(a), bool)
    for place in range(7):
        swap = (x[:, place] == y[:, place + 1]) & (x[:, place + 1] == y[:, place])
        transposed |= (wrong == 2) & swap & places[:, place]  # noqa: PLR2004
    month_day = (x[:, 4:6] == y[:, 6:8]).all(1) & (x[:, 6:8] == y[:, 4:6]).all(1) & (wrong > 0)
    parts = [(0, 4), (4, 6), (6, 8)]
    same = [~places[:, start:end].any(1) for start, end in parts]
    known_both = [x[:, start:end].any(1) & y[:, start:end].any(1) for start, end in parts]
    all_known = known_both[0] & known_both[1] & known_both[2]
    agree = np.ones(len(a), bool)
    some = np.zeros(len(a), bool)
    for part_same, part_known in zip(same, known_both, strict=True):
        agree &= part_same | ~part_known
        some |= part_known
    partial = ~all_known & agree & some
    close = all_known & ((wrong == 1) | transposed | (month_day & same[0]))
    two = sum(part.astype(np.uint8) for part in same) >= 2  # noqa: PLR2004
    level = np.where(same[0] & all_known, 2, 1)
    level = np.where(two & all_known, 3, level)
    level = np.where(partial, 4, level)
    return np.where(close, 5, level).astype(np.uint8)


def _email_facts(known: Facts) -> None:
    """Split addresses into codes of local part and domain; tell the domains that many share."""
    import numpy as np

    texts = known.texts
    at = texts.last(ord("@"))
    domains = texts.cut(at + 1, texts.stop)
    known.extra["locals"] = texts.cut(texts.start, at)
    known.extra["local"], _ = numbered(known.extra["locals"], 0)
    known.extra["domain"], first = Numbering().add(domains.hashes())
    count = np.bincount(known.extra["domain"], minlength=len(first))
    free = among(domains.take(first), FREE_MAIL) | (count > max(_MANY, len(texts) / 50))
    known.extra["free"] = free[known.extra["domain"]]


def _telling(locals_: Texts, names: Numbering | None) -> Mask:
    """Tell which local parts say something of their own: no office, not made of names ("a.kuehn", "annakuehn17").

    Namesakes have such addresses too, each at a provider of their own.
    """
    import numpy as np

    telling = (locals_.lengths() >= _LOCAL_MIN) & ~among(locals_, ROLES)
    open_ = np.flatnonzero(telling)
    if names is None or not len(open_):
        return np.asarray(telling)
    bare = fold(locals_.take(open_).through(lambda text: text.translate(_NO_DIGITS)))
    words, first = words_of(bare)
    named = np.append(0, np.cumsum(names.find(words.hashes()) >= 0))
    own = np.diff(named[first]) == 0
    telling[open_] = own & ~_two_names(bare, own, names)
    return np.asarray(telling)


def _two_names(texts: Texts, which: Mask, names: Numbering) -> Mask:
    """Tell of some texts which are two names written as one word, or one with an initial."""
    import numpy as np

    found = np.zeros(len(texts), bool)
    size = texts.sizes()
    for cut in range(1, int(size.max(initial=0))):
        open_ = np.flatnonzero(which & ~found & (size > cut))
        part = texts.take(open_)
        middle = part.start + cut
        head, tail = part.cut(part.start, middle), part.cut(middle, part.stop)
        good = (head.sizes() == 1) | (names.find(head.hashes()) >= 0)
        open_, tail = open_[good], tail.take(good)
        single = (tail.sizes() == 1) & (cut > 1)
        found[open_[single | (names.find(tail.hashes()) >= 0)]] = True
    return found


def _email(known: Facts, a: Ints, b: Ints) -> Levels:
    """Return levels of addresses that differ: 2 same domain, 3 same local part (not of a name), 4 close."""
    import numpy as np
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cpdist

    if "local" not in known.extra:
        _email_facts(known)
    more = known.extra
    same_domain = (more["domain"][a] == more["domain"][b]) & ~more["free"][a]
    level = np.where(same_domain, 2, 1).astype(np.uint8)
    open_ = _within(known, a, b, 2)
    left, right = _strings(known, a[open_], b[open_])
    osa = cpdist(left, right, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8)
    level[open_[_slips(known, a[open_], b[open_], osa <= 2)]] = 4  # noqa: PLR2004
    same_local = np.flatnonzero(more["local"][a] == more["local"][b])
    if len(same_local):
        locals_, place = np.unique(more["local"][a[same_local]], return_inverse=True)
        one_of = np.zeros(len(locals_), np.int64)
        one_of[place] = a[same_local]
        level[same_local[_telling(more["locals"].take(one_of), more.get("names"))[place]]] = 3
    return level


def _slips(known: Facts, a: Ints, b: Ints, close: Mask) -> Mask:
    """Tell which of the `close` handles differ in letters alone: a slip. Namesakes differ in digits or dots."""
    result = close.copy()
    places = close.nonzero()[0]
    for place, left, right in zip(places.tolist(), *_strings(known, a[places], b[places]), strict=True):
        same_digits = [char for char in left if char.isdigit()] == [char for char in right if char.isdigit()]
        same_letters = [char for char in left if char.isalpha()] == [char for char in right if char.isalpha()]
        result[place] = same_digits and not same_letters
    return result


def _url(known: Facts, a: Ints, b: Ints) -> Levels:
    """Return levels of links that differ: 1 same host, 2 another host, 3 close."""
    import numpy as np
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cpdist

    if "host" not in known.extra:
        known.extra["host"], _ = Numbering().add(
            known.texts.cut(known.texts.start, known.texts.first(ord("/"))).hashes()
        )
    other = known.extra["host"][a] != known.extra["host"][b]
    level = np.where(other, 2, 1).astype(np.uint8)
    open_ = _within(known, a, b, 1)
    open_ = open_[~other[open_]]
    left, right = _strings(known, a[open_], b[open_])
    osa = cpdist(left, right, scorer=OSA.distance, score_cutoff=1, dtype=np.uint8)
    level[open_[_slips(known, a[open_], b[open_], osa <= 1)]] = 3
    return level


def _name_facts(known: Facts) -> None:
    """Note the sound of each name, its first and last word, it without blanks, and which nickname it is."""
    import numpy as np

    texts, more = known.texts, known.extra
    words = Numbering()
    more["head"], _ = words.add(texts.cut(texts.start, texts.first(BLANK)).hashes())
    more["tail"], _ = words.add(texts.cut(texts.last(BLANK) + 1, texts.stop).hashes())
    more["solid"], _ = words.add(Texts.lines(texts.joined().replace(b" ", b"")).hashes())
    more["single"] = known.length == 1
    more["sound"], _ = Numbering().add(cologne_all(texts).hashes())
    known_short = short_names()
    shorts = Numbering()
    shorts.add(Texts.of(known_short).hashes())
    more["nick"] = shorts.find(texts.hashes())
    families: dict[str, int] = {}
    bits = np.zeros((len(known_short) + 1, 8), np.uint64)
    for row, name in enumerate(known_short):
        for long in long_names(name):
            place = families.setdefault(long, len(families))
            bits[row, place >> 6] |= np.uint64(1 << (place & 63))
    more["bits"] = bits


def _parts(known: Facts, a: Ints, b: Ints) -> Mask:
    """Tell which names that differ have their first or last word in common, or differ in blanks only."""
    head, tail, solid = known.extra["head"], known.extra["tail"], known.extra["solid"]
    found = (head[a] == head[b]) | (tail[a] == tail[b]) | (head[a] == tail[b]) | (tail[a] == head[b])
    shared: Mask = found | (solid[a] == solid[b])
    return shared


def _given(known: Facts, a: Ints, b: Ints) -> Levels:
    """Return levels of given names that differ: 2 initial, 3 near, 4 double name or nickname, 5 close."""
    import numpy as np

    if "bits" not in known.extra:
        _name_facts(known)
    more = known.extra
    words = _words(known, a, b)
    nick = np.zeros(len(a), bool)
    both = np.flatnonzero((more["nick"][a] >= 0) & (more["nick"][b] >= 0))
    nick[both] = (more["bits"][more["nick"][a[both]]] & more["bits"][more["nick"][b[both]]]).any(1)
    initial = (more["single"][a] | more["single"][b]) & (known.first[a] == known.first[b])
    near = (words == 2) | (more["sound"][a] == more["sound"][b])  # noqa: PLR2004
    level = np.where(near, 3, 1)
    level = np.where(nick | _parts(known, a, b), 4, level)
    level = np.where(words == 3, 5, level)  # noqa: PLR2004
    return np.where(initial, 2, level).astype(np.uint8)


def _family(known: Facts, a: Ints, b: Ints) -> Levels:
    """Return levels of family names that differ: 2 near, 3 double name, 4 close."""
    import numpy as np

    if "bits" not in known.extra:
        _name_facts(known)
    words = _words(known, a, b)
    near = (words == 2) | (known.extra["sound"][a] == known.extra["sound"][b])  # noqa: PLR2004
    level = np.where(near, 2, 1)
    level = np.where(_parts(known, a, b), 3, level)
    return np.where(words == 3, 4, level).astype(np.uint8)  # noqa: PLR2004


UNEQUAL: Final[dict[str, Callable[[Facts, Ints, Ints], Levels]]] = {
    "given_name": _given,
    "family_name": _family,
    "date_of_birth": _date,
    "email": _email,
    "phone": _phone,
    "url": _url,
    "org": _org,
    "keyword": _words,
    "phrase": _phrase,
    "identifier": _number,
    "number": _number,
    "words": _words,
    "category": _category,
}
