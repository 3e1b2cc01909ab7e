"""What candidates are found by: a few coarse and fine codes of each record ("atoms"), to be combined into keys."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final
from zlib import crc32

from .measures import measure_of
from .phonetics import cologne_all
from .table import MISSING
from .words import ROLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import numpy as np
    from numpy.typing import NDArray

    from .table import Field, Table

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


def _recode(values: Iterable[str]) -> Ints:
    """Return codes of derived values, `MISSING` for empty ones."""
    import numpy as np

    known: dict[str, int] = {"": MISSING}
    return np.array([known.setdefault(value, len(known) - 1) for value in values], np.int32)


def _through(codes: Ints, derived: Ints) -> Ints:
    """Return the derived codes of coded values."""
    import numpy as np

    return np.append(derived, np.int32(MISSING))[codes]


def _sounds(words: list[str]) -> list[str]:
    """Return how words sound; those without a letter sound as they are written."""
    return [sound or word for sound, word in zip(cologne_all(words), words, strict=True)]


def _heads(names: list[str]) -> list[str]:
    return [name.partition(" ")[0] for name in names]


def _tails(names: list[str]) -> list[str]:
    return [name.rpartition(" ")[2] for name in names]


def _each(read: Callable[[str], str]) -> Callable[[list[str]], Iterable[str]]:
    return partial(map, read)


def _local(address: str) -> str:
    local = address.rpartition("@")[0]
    return "" if len(local) < _LOCAL_MIN or local in ROLES else local


def _month_day(date: str) -> str:
    return date[4:] if "00" not in (date[4:6], date[6:]) else ""


def _year(date: str) -> str:
    return date[:4] if date[:4] != "0000" else ""


def _word(place: int) -> Callable[[list[str]], list[str]]:
    """Return a function that gives for each text the rarest of its words that another text has too, "" if none.

    A checksum deals all words out to `_PLACES` places; only those of this `place` are looked at, so that a text
    is found by as many words as there are places.
    """

    def read(texts: list[str]) -> list[str]:
        count = Counter(word for text in texts for word in set(text.split()))
        mine = {word for word, number in count.items() if number > 1 and crc32(word.encode()) % _PLACES == place}
        every = ([word for word in text.split() if word in mine] for text in texts)
        return [min(words, key=lambda word: (count[word], word), default="") for words in every]

    return read


_DERIVED: Final[dict[str, tuple[tuple[bool, Callable[[list[str]], Iterable[str]] | None], ...]]] = {
    "given_name": ((True, lambda names: _sounds(_heads(names))), (True, _heads)),
    "family_name": (
        (True, lambda names: _sounds(_tails(names))),
        (True, _tails),
        (True, lambda names: [tail[:_PREFIX] for tail in _tails(names)]),
    ),
    "date_of_birth": ((True, None), (True, _each(_month_day)), (True, _each(_year))),
    "email": ((True, None), (True, _each(_local))),
    "phone": ((True, None),),
    "url": ((True, None),),
    "identifier": ((True, None),),
    "phrase": ((True, None), *((True, _word(place)) for place in range(_PLACES))),
}
"""Atoms by measure: may it name a person, and how it is read off the values (None: the value); others have one."""
_OTHER: Final = ((False, None),)


def _slots(found: Field) -> tuple[list[str], list[Ints]]:
    """Return the values and slots of a field; a name of several words has itself turned around in a second slot."""
    import numpy as np

    if found.kind not in {"given_name", "family_name"}:
        return found.values, found.slots
    values = list(found.values)
    turned = np.full(len(values), MISSING, np.int32)
    for code, name in enumerate(found.values):
        head, blank, tail = name.rpartition(" ")
        if blank:
            turned[code] = len(values)
            values.append(f"{tail} {head}")
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
            read_off = codes if read is None else _through(codes, _recode(read(values)))
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
    known: dict[str, int] = {}
    of_given, of_family = (
        np.array([known.setdefault(sound, len(known)) for sound in _sounds(words)], np.int64)
        for words in (_heads(given.values), _tails(family.values))
    )
    a, b = np.append(of_given, MISSING)[given.codes], np.append(of_family, MISSING)[family.codes]
    key = np.minimum(a, b) * len(known) + np.maximum(a, b)
    key[(a < 0) | (b < 0)] = MISSING
    order = np.sort(key)
    distinct = order[np.append(True, order[1:] != order[:-1])]
    codes = np.searchsorted(distinct, key).astype(np.int32)
    codes[key < 0] = MISSING
    return Atom(-1, True, codes[rows])
