"""How alike are the values of many pairs: one small integer (a level) a pair and field, by rapidfuzz in bulk.

Level 0 means that a value is missing, 1 that the values differ; the last are "the same", cut into bins by how
frequent the value is: agreeing on a rare one says more.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from .nicknames import long_names
from .phonetics import cologne_all
from .words import FREE_MAIL, ROLES

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from .table import Field

    Ints = NDArray[np.int32]
    Levels = NDArray[np.uint8]
    Mask = NDArray[np.bool_]

NEAR: Final = 0.85
"""Jaro-Winkler similarity from which two words may be variants of one."""
_SLIP_MIN: Final = 3
_LOCAL_MIN: Final = 5
_MANY: Final = 20
_SUBSET: Final = 0.9
"""What it counts that all words of one text are in the other."""
_ALIKE: Final = (60.0, 75.0, 90.0)
WORLD: Final = 100
"""Records of other people that a table is thought to be a sample of: a value that all of few have may be rare."""


@dataclass(slots=True)
class Facts:
    """What is known of the distinct values of a field, one entry a value, and of how often they occur."""

    strings: Any
    length: Any
    first: Any
    frequency: Any
    """Share of the records with a value that have this one."""
    extra: dict[str, Any] = field(default_factory=dict)


def facts(found: Field, rows: int) -> Facts:
    """Return the facts of a field of `rows` records."""
    import numpy as np

    strings = np.array(found.values, object)
    count = np.zeros(len(found.values), np.int64)
    filled = np.zeros(rows, bool)
    for slot in found.slots:
        count += np.bincount(slot[slot >= 0], minlength=len(count))
        filled |= slot >= 0
    frequency = np.maximum(count, 1) / (int(filled.sum()) + WORLD)
    length = np.fromiter(map(len, found.values), np.int16, len(strings))
    first = np.array(found.values, "U1").view(np.int32)
    return Facts(strings, length, first, frequency)


def _letters(known: Facts) -> NDArray[np.uint32]:
    """Return by value which letters it is made of, one bit a letter; all else shares the other six bits."""
    import numpy as np

    found = known.extra.get("letters")
    if found is None:
        width = 24
        texts = [value[:width] for value in known.strings.tolist()]
        packed = np.array(texts, f"U{width}").view(np.uint32).reshape(-1, width)
        bit = np.where((packed >= 97) & (packed <= 122), packed - 97, 26 + packed % 6)  # noqa: PLR2004 - a to z
        marks = np.where(packed == 0, 0, np.uint32(1) << bit.astype(np.uint32))
        found = known.extra["letters"] = np.bitwise_or.reduce(marks.astype(np.uint32), axis=1)
    return np.asarray(found, np.uint32)


def _words(known: Facts, a: Ints, b: Ints) -> Levels:
    """Return levels of values that differ: 1 different, 2 near (Jaro-Winkler), 3 close (one slip).

    Only values of about the same length and letters can be one slip apart, and of those with another first letter
    none is taken for near, so that few pairs need their strings.
    """
    import numpy as np
    from rapidfuzz.distance import OSA, JaroWinkler
    from rapidfuzz.process import cpdist

    level = np.ones(len(a), np.uint8)
    near = np.flatnonzero(known.first[a] == known.first[b])
    left, right = known.strings[a[near]].tolist(), known.strings[b[near]].tolist()
    jaro = cpdist(left, right, scorer=JaroWinkler.similarity, score_cutoff=NEAR, dtype=np.float32)
    level[near[jaro >= NEAR]] = 2
    letters = _letters(known)
    unlike = letters[a] ^ letters[b]
    unlike &= unlike - np.uint32(1)
    unlike &= unlike - np.uint32(1)
    maybe = (unlike == 0) & (abs(known.length[a] - known.length[b]) <= 1)
    maybe &= np.minimum(known.length[a], known.length[b]) >= _SLIP_MIN
    open_ = np.flatnonzero(maybe)
    left, right = known.strings[a[open_]].tolist(), known.strings[b[open_]].tolist()
    slips = cpdist(left, right, scorer=OSA.distance, score_cutoff=1, dtype=np.uint8)
    level[open_[slips <= 1]] = 3
    return level


def _org(known: Facts, a: Ints, b: Ints) -> Levels:
    """As `_words`; names of organisations of which one holds all words of the other are near too."""
    import numpy as np
    from rapidfuzz.fuzz import token_set_ratio
    from rapidfuzz.process import cpdist

    level = _words(known, a, b)
    letters = _letters(known)
    shared = letters[a] & letters[b]
    open_ = np.flatnonzero((level == 1) & ((shared == letters[a]) | (shared == letters[b])))
    left, right = known.strings[a[open_]].tolist(), known.strings[b[open_]].tolist()
    ratio = cpdist(left, right, scorer=token_set_ratio, score_cutoff=95, dtype=np.uint8)
    level[open_[ratio >= 95]] = 2  # noqa: PLR2004
    return level


def _phrase(known: Facts, a: Ints, b: Ints) -> Levels:
    """Return levels of texts that differ, by the words they share: 1 different, 2 akin, 3 near, 4 close."""
    import numpy as np
    from rapidfuzz.fuzz import token_set_ratio, token_sort_ratio
    from rapidfuzz.process import cpdist

    left, right = known.strings[a].tolist(), known.strings[b].tolist()
    in_order = cpdist(left, right, scorer=token_sort_ratio, dtype=np.float32)
    shared = cpdist(left, right, scorer=token_set_ratio, dtype=np.float32)
    alike = np.maximum(in_order, _SUBSET * shared)
    return np.asarray(1 + np.searchsorted(_ALIKE, alike, side="right"), np.uint8)


def _number(known: Facts, a: Ints, b: Ints) -> Levels:
    """Return levels of digits that differ: 1 different, 2 in two places, 3 in one place or two swapped."""
    import numpy as np
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cpdist

    osa = cpdist(
        known.strings[a].tolist(), known.strings[b].tolist(), scorer=OSA.distance, score_cutoff=2, dtype=np.uint8
    )
    long = np.minimum(known.length[a], known.length[b])
    return np.where((osa <= 1) & (long >= 2), 3, np.where((osa <= 2) & (long >= 5), 2, 1)).astype(np.uint8)  # noqa: PLR2004


def _phone(known: Facts, a: Ints, b: Ints) -> Levels:
    import numpy as np

    return np.where(_number(known, a, b) == 3, 2, 1).astype(np.uint8)  # noqa: PLR2004


def _category(known: Facts, a: Ints, b: Ints) -> Levels:
    import numpy as np

    del known, b
    return np.ones(len(a), np.uint8)


def _date(known: Facts, a: Ints, b: Ints) -> Levels:
    """Return levels of packed dates that differ: 2 two of three parts same, 3 known parts same, 4 one slip."""
    import numpy as np

    digits = known.extra.get("digits")
    if digits is None:
        packed = "".join(known.strings.tolist()).encode()
        digits = known.extra["digits"] = np.frombuffer(packed, np.uint8).reshape(-1, 8) - 48
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
    return np.where(close, 4, np.where(partial, 3, np.where(two & all_known, 2, 1))).astype(np.uint8)


def _email_facts(known: Facts) -> None:
    """Split addresses into codes of local part and domain; tell the domains that many share."""
    import numpy as np

    local: dict[str, int] = {}
    domain: dict[str, int] = {}
    parts = [address.rpartition("@") for address in known.strings.tolist()]
    known.extra["local"] = np.array([local.setdefault(left, len(local)) for left, _, _ in parts], np.int32)
    known.extra["domain"] = np.array([domain.setdefault(right, len(domain)) for _, _, right in parts], np.int32)
    count = np.bincount(known.extra["domain"], minlength=len(domain))
    free = np.array([name in FREE_MAIL for name in domain], bool)
    known.extra["free"] = (free | (count > max(_MANY, len(parts) / 50)))[known.extra["domain"]]


def _telling(local: str, names: frozenset[str]) -> bool:
    """Tell whether a local part says something of its own: is no office and not made of a name ("a.kuhn", "kuhn")."""
    if len(local) < _LOCAL_MIN or local in ROLES:
        return False
    words = local.replace("_", ".").replace("-", ".").split(".")
    return local.strip("0123456789")[1:] not in names and not any(word.strip("0123456789") in names for word in words)


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
    open_ = np.flatnonzero(abs(known.length[a] - known.length[b]) <= 2)  # noqa: PLR2004
    left, right = known.strings[a[open_]].tolist(), known.strings[b[open_]].tolist()
    osa = cpdist(left, right, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8)
    level[open_[_slips(known, a[open_], b[open_], osa <= 2)]] = 4  # noqa: PLR2004
    same_local = np.flatnonzero(more["local"][a] == more["local"][b])
    if len(same_local):
        locals_, place = np.unique(a[same_local], return_inverse=True)
        names = more.get("names", frozenset())
        texts = [address.rpartition("@")[0] for address in known.strings[locals_].tolist()]
        telling = np.array([_telling(local, names) for local in texts], bool)
        level[same_local[telling[place]]] = 3
    return level


def _slips(known: Facts, a: Ints, b: Ints, close: Mask) -> Mask:
    """Tell which of the `close` handles differ in letters alone: a slip. Namesakes differ in digits or dots."""
    result = close.copy()
    for place in close.nonzero()[0].tolist():
        left, right = known.strings[a[place]], known.strings[b[place]]
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
        hosts: dict[str, int] = {}
        values = (link.partition("/")[0] for link in known.strings.tolist())
        known.extra["host"] = np.array([hosts.setdefault(host, len(hosts)) for host in values], np.int32)
    other = known.extra["host"][a] != known.extra["host"][b]
    level = np.where(other, 2, 1).astype(np.uint8)
    open_ = np.flatnonzero(~other)
    left, right = known.strings[a[open_]].tolist(), known.strings[b[open_]].tolist()
    osa = cpdist(left, right, scorer=OSA.distance, score_cutoff=1, dtype=np.uint8)
    level[open_[_slips(known, a[open_], b[open_], osa <= 1)]] = 3
    return level


def _name_facts(known: Facts) -> None:
    """Note the sound of each name, the long names it may stand for as bits, and its first and last word."""
    import numpy as np

    names = known.strings.tolist()
    words: dict[str, int] = {}
    sounds: dict[str, int] = {}
    number = len(names)
    more = known.extra
    more["head"] = np.fromiter(
        (words.setdefault(name.partition(" ")[0], len(words)) for name in names), np.int32, number
    )
    more["tail"] = np.fromiter(
        (words.setdefault(name.rpartition(" ")[2], len(words)) for name in names), np.int32, number
    )
    more["solid"] = np.fromiter(
        (words.setdefault(name.replace(" ", ""), len(words)) for name in names), np.int32, number
    )
    more["single"] = known.length == 1
    more["sound"] = np.fromiter(
        (sounds.setdefault(sound, len(sounds)) for sound in cologne_all(names)), np.int32, number
    )
    families: dict[str, int] = {}
    bits = np.zeros((number, 8), np.uint64)
    for row, name in enumerate(names):
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
    nick = (more["bits"][a] & more["bits"][b]).any(1)
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
    "phrase": _phrase,
    "identifier": _number,
    "number": _number,
    "words": _words,
    "category": _category,
}
