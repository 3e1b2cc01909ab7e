"""Which of very many pairs are worth comparing in full: counts equal codes, looks at no string."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import log2
from typing import TYPE_CHECKING, Any, Final

from .levels import WORLD
from .measures import MEASURES, measure_of
from .table import counted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .atoms import Atom
    from .table import Table

    Ints = NDArray[np.int32]
    Floats = NDArray[np.float32]

SLACK: Final = 10.0
"""A pair passes if it is within so many bits of an even chance."""
_EQUAL: Final = 0.9
_BYTE: Final = 8
_RARE: Final = 1 / 8
"""A value is rare if it is so many times rarer than those that random pairs agree in."""
_LOW: Final = (1 << _BYTE) - 1
_SPREAD: Final = 40503
_CHUNK: Final = 1 << 14


class Sieve:
    """Fellegi-Sunter weights of equal, different and missing atoms, from their frequencies alone, without learning.

    The atoms of a row stand side by side as 16 bits each, at its end one bit for each that is missing and one for each
    that is rare, so that a pair costs two reads of one cache line and one comparison; the bits of what is equal,
    missing and rare then look up their weight by the byte. That 16 bits sometimes take two values for one does no harm
    here.
    """

    def __init__(self, table: Table, atoms: list[Atom]) -> None:
        import numpy as np

        columns, self._base = _columns(table, atoms)
        number = len(columns)
        size = -(-number // (_BYTE - 1))  # bytes that it takes to hold a bit of each column, and of the signs behind
        self._rows = np.zeros((len(table), size * _BYTE), np.int16)
        self._equal = _by_byte([column.equal for column in columns], size)
        self._absent = _by_byte([column.absent for column in columns], size)
        self._rare = _by_byte([column.gain for column in columns], size)
        places = np.arange(number, dtype=np.int16)[:, None]
        for start in range(0, len(table), _CHUNK):
            chunk = self._rows[start : start + _CHUNK]
            codes = np.array([column.codes[start : start + _CHUNK] for column in columns], np.int32)
            codes = codes.reshape(number, len(chunk))
            unlike = (np.arange(start, start + len(chunk), dtype=np.int64) * _SPREAD >> 3).astype(np.int16)
            chunk[:, :number] = np.where(codes < 0, unlike + places, codes.astype(np.int16)).T
            signs = np.zeros((size, len(chunk)), np.uint16)
            for place, (column, of_column) in enumerate(zip(columns, codes, strict=True)):
                byte, behind = divmod(place, _BYTE)
                signs[byte] |= (of_column < 0).astype(np.uint16) << (_BYTE - 1 - behind)
                if column.gain:
                    signs[byte] |= column.rare[of_column].astype(np.uint16) << (2 * _BYTE - 1 - behind)
            chunk[:, -size:] = signs.view(np.int16).T

    def score(self, a: Ints, b: Ints) -> Floats:
        """Return the weight of evidence, in bits, that the records in rows `a` and `b` are one person."""
        import numpy as np

        left, right = self._rows.take(a, axis=0), self._rows.take(b, axis=0)
        size = len(self._equal)
        equal = np.packbits((left == right).ravel()).reshape(len(a), size)
        signs = left[:, -size:] | right[:, -size:]
        total = np.full(len(a), self._base, np.float32)
        for byte in range(size):
            same, absent, rare = equal[:, byte], signs[:, byte] & _LOW, (signs[:, byte] >> _BYTE) & _LOW
            total += self._equal[byte].take(same)
            total += self._absent[byte].take(absent)
            total += self._rare[byte].take(same & rare)
        return total


def _by_byte(bits: list[float], size: int) -> Floats:
    """Return by byte, and by which of its bits are set, the sum of what these weigh."""
    import numpy as np

    weights = np.zeros(size * _BYTE, np.float32)
    weights[: len(bits)] = bits
    is_set = (np.arange(1 << _BYTE) >> np.arange(_BYTE - 1, -1, -1)[:, None]) & 1
    return np.asarray(weights.reshape(size, _BYTE) @ is_set, np.float32)


@dataclass(slots=True)
class _Column:
    """Codes, and the bits for being equal, for being absent and, by code, for being rare and equal."""

    codes: Ints
    equal: float
    absent: float = 0.0
    rare: Any = None
    gain: float = 0.0


def _columns(table: Table, atoms: list[Atom]) -> tuple[list[_Column], float]:
    """Return the columns, of each field its atoms from coarse to fine, and the bits of differing in all.

    Each atom adds to the one before, and the finest where it is rare.
    """
    columns: list[_Column] = []
    base = 0.0
    for field in sorted({atom.field for atom in atoms}):
        of_field = [atom.codes[: len(table)] for atom in atoms if atom.field == field]
        order = sorted(((chance(codes), place) for place, codes in enumerate(of_field)), reverse=True)
        chances = [each for each, _ in order]
        differ = log2(1 - MEASURES[measure_of(table.fields[field])].same[-1])
        base += differ
        gains = [log2(_EQUAL / min(chances[0], _EQUAL)) - differ]
        gains += [log2(coarse / fine) for coarse, fine in pairwise(chances)]
        found = [_Column(of_field[place], gain) for (_, place), gain in zip(order, gains, strict=True)]
        found[0].absent = -differ
        found[-1].rare, found[-1].gain = _rare(found[-1].codes)
        columns += found
    return columns, base


def chance(codes: Ints) -> float:
    """Return how often two random records that have a code have the same."""
    count = counted(codes).astype(float)
    return max(float((count**2).sum()) / (float(count.sum()) + WORLD) ** 2, 1e-9)


def _rare(codes: Ints) -> tuple[NDArray[np.bool_], float]:
    """Return by code (the last one stands for a missing one) whether it is rare, and the bits that this adds."""
    import numpy as np

    count = np.append(counted(codes).astype(float), 0.0)
    share = count / (count.sum() + WORLD)
    typical = float((share**2).sum())
    rare = (share > 0) & (share < typical * _RARE)
    mass = float(share[rare].sum())
    gain = log2(typical * mass / float((share[rare] ** 2).sum())) if mass else 0.0
    return rare, gain
