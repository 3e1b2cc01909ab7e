"""What candidates are found by: a few coarse and fine codes of each record ("atoms"), to be combined into keys."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from zlib import crc32

from .forms import among
from .measures import measure_of
from .numbering import Numbering, numbered, spread
from .phonetics import cologne_all
from .table import MISSING
from .texts import BLANK, Texts
from .words import ROLES

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from .table import Field, Table
    from .texts import Mask

    Ints = NDArray[np.int32]

_LOCAL_MIN: Final = 5
_PREFIX: Final = 3
_PLACES: Final = 4
"""Words of a text that it is found by."""


@dataclass(slots=True)
class Atom:
    """A code of every entry, `MISSING` where there is none; `own` tells that it may name a person by itself."""

    field: int
    own: bool
    codes: Ints


@dataclass(slots=True)
class Atoms:
    """Atoms over entries; entry -> row. A record with a double name or two addresses has more than one entry."""

    rows: Ints
    atoms: list[Atom]


def _through(codes: Ints, derived: Ints) -> Ints:
    """Return the derived codes of coded values."""
    import numpy as np

    return np.append(derived, np.int32(MISSING))[codes]


def _sounds(words: Texts) -> Texts:
    """Return how words sound; those without a letter sound as they are written."""
    import numpy as np

    numbers, first = Numbering().add(words.hashes())
    distinct = words.take(first)
    sounds = cologne_all(distinct)
    silent = np.flatnonzero(sounds.sizes() == 0)
    return sounds.patched(silent, distinct.take(silent)).take(numbers)


def _head(names: Texts) -> Texts:
    return names.cut(names.start, names.first(BLANK))


def _tail(names: Texts) -> Texts:
    return names.cut(names.last(BLANK) + 1, names.stop)


def _prefix(names: Texts) -> Texts:
    """Return the first letters of the last word."""
    import numpy as np

    tails = _tail(names)
    if not tails.plain:
        return Texts.of([tail[:_PREFIX] for tail in tails])
    return tails.cut(tails.start, np.minimum(tails.start + _PREFIX, tails.stop))


def _only(texts: Texts, good: Mask) -> Texts:
    """Return texts, empty where they are not good."""
    import numpy as np

    return texts.cut(texts.start, np.where(good, texts.stop, texts.start))


def _local(addresses: Texts) -> Texts:
    """Return what stands before the domain, if it is long enough and of no office."""
    locals_ = addresses.cut(addresses.start, addresses.last(ord("@")))
    return _only(locals_, (locals_.lengths() >= _LOCAL_MIN) & ~among(locals_, ROLES))


def _month_day(dates: Texts) -> Texts:
    found = dates.cut(dates.start + 4, dates.stop)
    zeros = int.from_bytes(b"00", "little")
    month, day = (found.words(found.start + place) & 0xFFFF for place in (0, 2))
    return _only(found, (month != zeros) & (day != zeros))


def _year(dates: Texts) -> Texts:
    found = dates.cut(dates.start, dates.stop - 4)
    return _only(found, (found.words(found.start) & 0xFFFFFFFF) != int.from_bytes(b"0000", "little"))


def _word(place: int) -> Callable[[Texts], Texts]:
    """Return a function that gives for each text the rarest of its words that another text has too, "" if none.

    A checksum deals all words out to `_PLACES` places; only those of this `place` are looked at, so that a text
    is found by as many words as there are places.
    """

    def read(values: Texts) -> Texts:
        texts = values.strings()
        count = Counter(word for text in texts for word in set(text.split()))
        mine = {word for word, number in count.items() if number > 1 and crc32(word.encode()) % _PLACES == place}
        every = ([word for word in text.split() if word in mine] for text in texts)
        return Texts.of([min(words, key=lambda word: (count[word], word), default="") for words in every])

    return read


_DERIVED: Final[dict[str, tuple[tuple[bool, Callable[[Texts], Texts] | None], ...]]] = {
    "given_name": ((True, lambda names: _sounds(_head(names))), (True, _head)),
    "family_name": ((True, lambda names: _sounds(_tail(names))), (True, _tail), (True, _prefix)),
    "date_of_birth": ((True, None), (True, _month_day), (True, _year)),
    "email": ((True, None), (True, _local)),
    "phone": ((True, None),),
    "url": ((True, None),),
    "identifier": ((True, None),),
    "keyword": ((True, None), (True, _sounds), (True, _prefix)),
    "phrase": ((True, None), *((True, _word(place)) for place in range(_PLACES))),
}
"""Atoms by measure: may it name a person, and how it is read off the values (None: the value); others have one."""
_OTHER: Final = ((False, None),)


def _slots(found: Field) -> tuple[Texts, list[Ints]]:
    """Return the values and slots of a field; a name of several words has itself turned around in a second slot."""
    import numpy as np

    if found.kind not in {"given_name", "family_name"}:
        return found.values, found.slots
    several = np.flatnonzero(found.values.first(BLANK) < found.values.stop)
    parts = (name.rpartition(" ") for name in found.values.strings(several))
    values = Texts.together([found.values, Texts.of([f"{tail} {head}" for head, _, tail in parts])])
    turned = np.full(len(found.values), MISSING, np.int32)
    turned[several] = len(found.values) + np.arange(len(several), dtype=np.int32)
    return values, [found.codes, _through(found.codes, turned)]


def atoms_of(table: Table) -> Atoms:
    """Return the atoms of a table.

    Further entries of a row stand for further slots (a second mail address) and the other end of a double name.
    """
    import numpy as np

    parts = [_slots(found) for found in table.fields]
    rows = [np.arange(len(table), dtype=np.int32)]
    more: list[tuple[int, int, Ints, Ints]] = []
    place = len(table)
    for number, (_, slots) in enumerate(parts):
        for slot in slots[1:]:
            filled = np.flatnonzero(slot >= 0).astype(np.int32)
            rows.append(filled)
            more.append((number, place, filled, slot))
            place += len(filled)
    whole = np.concatenate(rows)
    atoms: list[Atom] = []
    for number, (found, (values, slots)) in enumerate(zip(table.fields, parts, strict=True)):
        codes = slots[0][whole]
        for owner, start, filled, slot in more:
            if owner == number:
                codes[start : start + len(filled)] = slot[filled]
        measure = measure_of(found)
        for own, read in _DERIVED.get(measure, _OTHER):
            read_off = codes if read is None else _through(codes, numbered(read(values), MISSING)[0])
            atoms.append(Atom(number, own and (found.rank == 0 or measure == "phrase"), read_off))
    if (swapped := _swapped(table, whole)) is not None:
        atoms.append(swapped)
    return Atoms(whole, atoms)


def _swapped(table: Table, rows: Ints) -> Atom | None:
    """Return an atom of both names' sounds in alphabetical order, so that swapped names meet."""
    import numpy as np

    given, family = table.find("given_name"), table.find("family_name")
    if given is None or family is None:
        return None
    known = Numbering()
    of_given, of_family = (
        known.add(_sounds(words).hashes())[0].astype(np.int64) for words in (_head(given.values), _tail(family.values))
    )
    a, b = np.append(of_given, MISSING)[given.codes], np.append(of_family, MISSING)[family.codes]
    key = np.minimum(a, b) * known.size + np.maximum(a, b)
    codes = np.full(len(table), MISSING, np.int32)
    both = np.flatnonzero((a >= 0) & (b >= 0))
    codes[both], _ = Numbering(len(both)).add(spread(key[both]))
    return Atom(-1, True, codes[rows])
