"""Many short texts in one piece of memory: cut and compared by numpy, made into strings only when asked for.

A million strings take a hundred megabytes and a second; their bytes side by side take what a file takes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Bytes = NDArray[np.uint8]
    Hashes = NDArray[np.uint64]
    Ints = NDArray[np.int32]
    Mask = NDArray[np.bool_]
    Places = NDArray[np.int64]

LINE: Final = 10
"""The byte between the texts of one piece; it is in none of them."""
BLANK: Final = 32
_WORD: Final = 8
PAD: Final = bytes(2 * _WORD)
_INSIDE, _HIGH = 0x80, 0xC0
_MIX, _SEED = 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93
_FOLD: Final = 29
_MANY: Final = 4
_CHUNK: Final = 1 << 14


@dataclass(frozen=True)
class Texts:
    """Texts in UTF-8: the one at place `i` is `raw[start[i]:stop[i]]`; at least sixteen bytes stand behind the last.

    One piece holds two gigabytes at most.
    """

    raw: bytes
    start: Places
    stop: Places

    @classmethod
    def lines(cls, joined: bytes) -> Texts:
        """Return the lines of a text, of which there is always one at least."""
        import numpy as np

        ends = np.flatnonzero(np.frombuffer(joined, np.uint8) == LINE)
        return cls(joined + PAD, np.append(0, ends + 1), np.append(ends, len(joined)))

    @classmethod
    def of(cls, strings: Sequence[str]) -> Texts:
        """Return strings as texts; what breaks a line in them becomes a blank."""
        joined = "\n".join(strings)
        if joined.count("\n") >= max(len(strings), 1):
            joined = "\n".join([text.replace("\n", " ") for text in strings])
        found = cls.lines(joined.encode(errors="replace"))
        return found if strings else found.take(slice(0))

    @classmethod
    def together(cls, parts: Iterable[Texts]) -> Texts:
        """Return the texts of several pieces in one."""
        import numpy as np

        filled = [part for part in parts if len(part)]
        if not filled:
            return cls.of([])
        sizes = np.concatenate([part.sizes() for part in filled])
        stop = np.cumsum(sizes + 1) - 1
        return cls(b"\n".join([*(part.joined() for part in filled), PAD]), stop - sizes, stop)

    def __len__(self) -> int:
        return len(self.start)

    def __getitem__(self, place: int) -> str:
        return self.raw[self.start[place] : self.stop[place]].decode()

    def __iter__(self) -> Iterator[str]:
        return iter(self.strings())

    def strings(self, places: Ints | Places | None = None) -> list[str]:
        """Return the texts, or those at some places, as strings."""
        chosen = self if places is None else self.take(places)
        cuts = zip(chosen.start.tolist(), chosen.stop.tolist(), strict=True)
        if _MANY * len(chosen) > len(self) and self.plain:
            text = self.raw.decode("ascii")
            return [text[start:stop] for start, stop in cuts]
        raw = self.raw
        return [raw[start:stop].decode() for start, stop in cuts]

    @cached_property
    def plain(self) -> bool:
        """Every byte is a character."""
        return self.raw.isascii()

    @cached_property
    def data(self) -> Bytes:
        """The bytes, for numpy."""
        import numpy as np

        return np.frombuffer(self.raw, np.uint8)

    def take(self, places: Ints | Places | Mask | slice) -> Texts:
        """Return the texts at some places; they stay where they are in memory."""
        return Texts(self.raw, self.start[places], self.stop[places])

    def patched(self, places: Places, others: Texts) -> Texts:
        """Return the texts with others at some places."""
        start, stop = self.start.copy(), self.stop.copy()
        start[places] = others.start + len(self.raw)
        stop[places] = others.stop + len(self.raw)
        return Texts(self.raw + others.raw, start, stop)

    def cut(self, start: Places, stop: Places) -> Texts:
        """Return a part of each text, by the places in `data` where it begins and ends."""
        import numpy as np

        return Texts(self.raw, start, np.maximum(start, stop))

    def joined(self) -> bytes:
        """Return all texts as the lines of one."""
        import numpy as np

        if not len(self):
            return b""
        if np.array_equal(self.start[1:], self.stop[:-1] + 1) and (self.data[self.stop[:-1]] == LINE).all():
            return self.raw[self.start[0] : self.stop[-1]]
        parts = (slice(place, place + _CHUNK) for place in range(0, len(self), _CHUNK))
        return b"\n".join([self._gathered(self.start[part], self.stop[part]) for part in parts])

    def _gathered(self, start: Places, stop: Places) -> bytes:
        """Return what stands between some places of `data`, joined by breaks."""
        import numpy as np

        size = (stop - start + 1).astype(np.int32)
        ends = np.cumsum(size, dtype=np.int32)
        places = np.repeat(start.astype(np.int32) + size - ends, size)
        places += np.arange(len(places), dtype=np.int32)
        gathered = self.data.take(places)
        gathered[ends - 1] = LINE
        return gathered[:-1].tobytes()

    def through(self, change: Callable[[str], str]) -> Texts:
        """Return the texts changed by a function that changes every line of a text by itself."""
        return Texts.lines(change(self.joined().decode()).encode()) if len(self) else self

    def sizes(self) -> Places:
        """Return how many bytes each text has."""
        return self.stop - self.start

    def lengths(self) -> Places:
        """Return how many characters each text has."""
        import numpy as np

        if self.plain:
            return self.sizes()
        before = np.append(0, np.cumsum((self.data & _HIGH) != _INSIDE))
        return np.asarray(before[self.stop] - before[self.start])

    def first(self, byte: int) -> Places:
        """Return where in `data` a byte first stands in each text; where it does not, the end of the text."""
        import numpy as np

        found = np.append(np.flatnonzero(self.data == byte), len(self.data))
        return np.asarray(np.minimum(found[np.searchsorted(found, self.start)], self.stop))

    def last(self, byte: int) -> Places:
        """Return where in `data` a byte last stands in each text; where it does not, one before its begin."""
        import numpy as np

        found = np.append(-1, np.flatnonzero(self.data == byte))
        return np.asarray(np.maximum(found[np.searchsorted(found, self.stop) - 1], self.start - 1))

    def words(self, at: Places) -> Hashes:
        """Return the eight bytes that stand from each place in `data` on, the first of them lowest."""
        import numpy as np

        every = np.ndarray((len(self.data) - _WORD + 1,), "<u8", self.data, strides=(1,))
        return every[at]

    def hashes(self) -> Hashes:
        """Return 64 bits of each text; two that differ have the same once in ten million million million times."""
        import numpy as np

        below = np.array([(1 << 8 * size) - 1 for size in range(_WORD + 1)], np.uint64)
        left, at = self.sizes(), self.start
        value = (left.astype(np.uint64) + np.uint64(1)) * np.uint64(_SEED)
        found, places = value, None
        while len(left):
            value = (value ^ (self.words(at) & below[np.minimum(left, _WORD)])) * np.uint64(_MIX)
            value ^= value >> np.uint64(_FOLD)
            value *= np.uint64(_SEED)
            if places is None:
                found = value
            else:
                found[places] = value
            more = np.flatnonzero(left > _WORD)
            places = more if places is None else places[more]
            at, left, value = at[more] + _WORD, left[more] - _WORD, value[more]
        return found
