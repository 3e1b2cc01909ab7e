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

    def __init__(self) -> None:
        self._clear(_LEAST)

    def _clear(self, bits: int) -> None:
        import numpy as np

        self.size = 0
        self._shift = np.uint64(64 - bits)
        self._keys = np.zeros(1 << bits, np.uint64)
        self._numbers = np.full(1 << bits, _FREE, np.int32)

    def _widen(self, more: int) -> None:
        """Keep half of the slots free."""
        import numpy as np

        if 2 * (self.size + more) <= len(self._keys):
            return
        filled = np.flatnonzero(self._numbers != _FREE)
        keys = np.empty(self.size, np.uint64)
        keys[self._numbers[filled]] = self._keys[filled]
        self._clear((2 * (self.size + more)).bit_length())
        for start in range(0, len(keys), _CHUNK):
            self._add(keys[start : start + _CHUNK])

    def add(self, hashes: Hashes) -> tuple[Ints, Places]:
        """Return the number of each hash, and the places of those that came for the first time."""
        import numpy as np

        if len(hashes) <= _CHUNK:
            return self._add(hashes)
        found = np.empty(len(hashes), np.int32)
        fresh = []
        for start in range(0, len(hashes), _CHUNK):  # so the table grows with what is new only
            found[start : start + _CHUNK], new = self._add(hashes[start : start + _CHUNK])
            fresh.append(new + start)
        return found, np.concatenate(fresh)

    def _add(self, hashes: Hashes) -> tuple[Ints, Places]:
        import numpy as np

        self._widen(len(hashes))
        keys, numbers, wrap = self._keys, self._numbers, len(self._keys) - 1
        slots = (hashes >> self._shift).astype(np.int64)
        at, open_, value = slots, np.arange(len(hashes)), hashes
        while len(open_):
            free = np.flatnonzero(numbers[at] == _FREE)[::-1]  # of several that want a slot the first one gets it
            keys[at[free]] = value[free]
            numbers[at[free]] = -2 - open_[free]
            rest = np.flatnonzero(keys[at] != value)
            open_, value = open_[rest], value[rest]
            at = (at[rest] + 1) & wrap
            slots[open_] = at
        found = numbers[slots]
        fresh = np.flatnonzero(found == -2 - np.arange(len(hashes), dtype=np.int32))
        if not len(fresh):
            return found, fresh
        numbers[slots[fresh]] = self.size + np.arange(len(fresh), dtype=np.int32)
        self.size += len(fresh)
        return numbers[slots], fresh

    def find(self, hashes: Hashes) -> Ints:
        """Return the number of each hash, -1 where it has not come yet."""
        import numpy as np

        wrap = len(self._keys) - 1
        slots = (hashes >> self._shift).astype(np.int64)
        at, open_, value = slots, np.arange(len(hashes)), hashes
        while len(open_):
            rest = np.flatnonzero((self._keys[at] != value) & (self._numbers[at] != _FREE))
            open_, value = open_[rest], value[rest]
            at = (at[rest] + 1) & wrap
            slots[open_] = at
        return self._numbers[slots]


def numbered(texts: Texts, missing: int) -> tuple[Ints, Places]:
    """Return the number of each text, `missing` of an empty one, and the places where the numbered ones first stand."""
    import numpy as np

    filled = np.flatnonzero(texts.sizes())
    found = np.full(len(texts), missing, np.int32)
    found[filled], fresh = Numbering().add(texts.take(filled).hashes())
    return found, filled[fresh]
