"""Which of very many pairs are worth comparing in full: counts equal codes, looks at no string."""

from __future__ import annotations

from itertools import pairwise
from math import log2
from typing import TYPE_CHECKING, Final

from .levels import WORLD
from .measures import MEASURES, measure_of

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
_SPREAD: Final = 40503


class Sieve:
    """Fellegi-Sunter weights of equal, different and missing atoms, from their frequencies alone, without learning.

    The atoms of a row stand side by side as 16 bits each, so that a pair costs two reads of one cache line and one
    comparison; the bits of what is equal then look up their weight by the byte. That 16 bits sometimes take two
    values for one does no harm here.
    """

    def __init__(self, table: Table, atoms: list[Atom]) -> None:
        import numpy as np

        rows = len(table)
        columns, equal, absent, self._base = _columns(table, atoms)
        width = -(-len(columns) // _BYTE) * _BYTE
        unlike = (np.arange(rows, dtype=np.int64) * _SPREAD >> 3).astype(np.int16)
        by_column = np.empty((width, rows), np.int16)
        missing = np.zeros((width, rows), bool)
        for place in range(width):
            by_column[place] = unlike + np.int16(place)
            if place < len(columns):
                np.less(columns[place], 0, out=missing[place])
                np.copyto(by_column[place], columns[place].astype(np.int16), where=~missing[place])
        self._codes = np.ascontiguousarray(by_column.T)
        self._missing = np.ascontiguousarray(np.packbits(missing, axis=0).T)
        bits = (np.arange(1 << _BYTE)[:, None] >> np.arange(_BYTE - 1, -1, -1)) & 1
        self._equal = np.zeros((width // _BYTE, 1 << _BYTE), np.float32)
        self._absent = np.zeros_like(self._equal)
        for column in range(len(columns)):
            byte, place = divmod(column, _BYTE)
            self._equal[byte] += bits[:, place] * np.float32(equal[column])
            self._absent[byte] += bits[:, place] * np.float32(absent[column])

    def score(self, a: Ints, b: Ints) -> Floats:
        """Return the weight of evidence, in bits, that the records in rows `a` and `b` are one person."""
        import numpy as np

        same = self._codes.take(a, axis=0) == self._codes.take(b, axis=0)
        equal = np.packbits(same.ravel()).reshape(len(a), -1)  # rows are whole bytes wide
        missing = self._missing.take(a, axis=0) | self._missing.take(b, axis=0)
        total = np.full(len(a), self._base, np.float32)
        for byte in range(equal.shape[1]):
            total += self._equal[byte].take(equal[:, byte])
            total += self._absent[byte].take(missing[:, byte])
        return total


def _columns(table: Table, atoms: list[Atom]) -> tuple[list[Ints], list[float], list[float], float]:
    """Return columns of codes, the bits of each for being equal and for being absent, and those of differing in all.

    Of each field the atoms come coarse to fine, each adding to the one before; last comes the value again where it is
    rare.
    """
    columns: list[Ints] = []
    equal: list[float] = []
    absent: list[float] = []
    base = 0.0
    for field in sorted({atom.field for atom in atoms}):
        codes = sorted(
            (chance(atom.codes[: len(table)]), place) for place, atom in enumerate(atoms) if atom.field == field
        )
        codes.reverse()
        chances = [chance for chance, _ in codes]
        differ = log2(1 - MEASURES[measure_of(table.fields[field])].same[-1])
        gains = [log2(_EQUAL / min(chances[0], _EQUAL)) - differ]
        gains += [log2(coarse / fine) for coarse, fine in pairwise(chances)]
        rare, gain = _rare(table.fields[field].codes)
        base += differ
        columns += [*(atoms[place].codes[: len(table)] for _, place in codes), rare]
        equal += [*gains, gain]
        absent += [-differ, *(0.0 for _ in gains)]
    return columns, equal, absent, base


def chance(codes: Ints) -> float:
    """Return how often two random records that have a code have the same."""
    import numpy as np

    count = np.bincount(codes[codes >= 0]).astype(float)
    return max(float((count**2).sum()) / (float(count.sum()) + WORLD) ** 2, 1e-9)


def _rare(codes: Ints) -> tuple[Ints, float]:
    """Return the codes of rare values, the others missing, and the bits that agreeing in a rare one adds."""
    import numpy as np

    count = np.append(np.bincount(codes[codes >= 0]).astype(float), 0.0)
    share = count / (count.sum() + WORLD)
    typical = float((share**2).sum())
    rare = (share > 0) & (share < typical * _RARE)
    mass = float(share[rare].sum())
    gain = log2(typical * mass / float((share[rare] ** 2).sum())) if mass else 0.0
    return np.where(rare[codes], codes, -1).astype(np.int32), gain
