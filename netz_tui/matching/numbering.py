"""Numbers for texts: the same for the same text, in the order in which they first come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .texts import Hashes, Places, Texts

    Ints = NDArray[np.int32]

_FREE: Final = -1
_LEAST: Final = 10
_CHUNK: Final = 1 << 15
_SPREAD: Final = 0x9E3779B97F4A7C15


def spread(keys: NDArray[np.int64]) -> Hashes:
    """Return a hash of each number, another for each."""
    import numpy as np

    found: Hashes = keys.astype(np.uint64) * np.uint64(_SPREAD)
    return found


class Numbering:
    """Numbers hashes in the order in which they first come: a hash table whose slots numpy looks up all at once."""

    def __init__(self, expected: int = 0) -> None:
        """Make room for so many hashes; it grows with what is more."""
        self._clear(max(_LEAST, (2 * expected).bit_length()))

    def _clear(self, bits: int) -> None:
        import numpy as np

        self.size = 0
        self._shift = np.uint64(64 - bits)
        self._slots = np.full(1 << bits, _FREE, np.int32)
        self._hashes = np.zeros((1 << bits) // 2, np.uint64)
        """By number."""

    def _widen(self, more: int) -> None:
        """Keep half of the slots free; where they do not suffice, take twice as many as that needs."""
        if self.size + more > len(self._hashes):
            known = self._hashes[: self.size]
            self._clear((4 * (self.size + more)).bit_length())
            for start in range(0, len(known), _CHUNK):
                self._add(known[start : start + _CHUNK])

    def add(self, hashes: Hashes) -> tuple[Ints, Places]:
        """Return the number of each hash, and the places of those that came for the first time."""
        import numpy as np

        found = np.empty(len(hashes), np.int32)
        fresh = [np.zeros(0, np.int64)]
        for start in range(0, len(hashes), _CHUNK):  # so the table grows with what is new only
            part = hashes[start : start + _CHUNK]
            self._widen(len(part))
            found[start : start + _CHUNK], new = self._add(part)
            fresh.append(new + start)
        return found, np.concatenate(fresh)

    def _add(self, hashes: Hashes) -> tuple[Ints, Places]:
        import numpy as np

        numbers, first, wrap = self._slots, self.size, len(self._slots) - 1
        at = (hashes >> self._shift).astype(np.int64)
        found = numbers[at]
        miss = np.flatnonzero((found == _FREE) | (self._hashes[found] != hashes))
        self._hashes[first : first + len(miss)] = value = hashes[miss]  # with numbers for the time being
        place, at = np.arange(first, first + len(miss), dtype=np.int32), at[miss]
        slots = at.copy()
        while len(place):
            free = np.flatnonzero(numbers[at] == _FREE)[::-1]  # of several that want a slot the first one gets it
            numbers[at[free]] = place[free]
            rest = np.flatnonzero(self._hashes[numbers[at]] != value)
            place, value, at = place[rest], value[rest], (at[rest] + 1) & wrap
            slots[place - first] = at
        fresh = np.flatnonzero(numbers[slots] == np.arange(first, first + len(miss), dtype=np.int32))
        numbers[slots[fresh]] = np.arange(first, first + len(fresh), dtype=np.int32)
        found[miss] = numbers[slots]
        self.size += len(fresh)
        self._hashes[first : self.size] = hashes[miss[fresh]]
        return found, miss[fresh]

    def find(self, hashes: Hashes) -> Ints:
        """Return the number of each hash, -1 where it has not come yet."""
        import numpy as np

        wrap = len(self._slots) - 1
        at = (hashes >> self._shift).astype(np.int64)
        found = self._slots[at]
        open_ = np.flatnonzero((found != _FREE) & (self._hashes[found] != hashes))
        while len(open_):
            at[open_] = (at[open_] + 1) & wrap
            found[open_] = self._slots[at[open_]]
            open_ = open_[(found[open_] != _FREE) & (self._hashes[found[open_]] != hashes[open_])]
        return found


def numbered(texts: Texts, missing: int) -> tuple[Ints, Places]:
    """Return the number of each text, `missing` of an empty one, and the places where the numbered ones first stand."""
    import numpy as np

    filled = np.flatnonzero(texts.sizes())
    found = np.full(len(texts), missing, np.int32)
    found[filled], fresh = Numbering(len(filled)).add(texts.take(filled).hashes())
    return found, filled[fresh]
