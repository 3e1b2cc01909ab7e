"""Pairs of records worth a look: those that share a rare enough key, and of them those with enough in common.

Keys are single atoms and, where their groups are too large, combinations of two and three. Of each key the smallest
groups come first, for a small group is a rare agreement. The pairs stream through a sieve, so that only the survivors
are ever held in memory.
"""

from __future__ import annotations

from itertools import combinations
from math import log2
from typing import TYPE_CHECKING, Final

from .atoms import atoms_of
from .sieve import SLACK, Sieve, chance

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    import numpy as np
    from numpy.typing import NDArray

    from .atoms import Atom, Atoms
    from .table import Table

    Ints = NDArray[np.int32]
    Longs = NDArray[np.int64]

PER_KEY: Final = 1.5
"""Raw pairs a record that one key may bring; a table of fewer than `LARGE` rows may spend more."""
KEEP: Final = 4.0
"""Pairs a record that pass the sieve on average, but for strong ones; a smaller table may spend more."""
LARGE: Final = 100_000
"""Rows from which on time is short."""
CROWD: Final = 20.0
"""Keys that random records share with more others than this are not worth pairing."""
LONELY: Final = 0.05
"""As `CROWD`, for keys of two contexts (city and postcode), none of which names a person."""
GROUP: Final = 200
"""Largest group of equal keys that is paired."""
GROUP_ALWAYS: Final = 12
"""Groups up to this size are always paired: there may be as many records of one person."""
ALL_PAIRS: Final = 1_000
"""Up to so many records every pair is looked at."""
_EVIDENCE: Final = 1.0
_NAMES: Final = frozenset(("given_name", "family_name"))
_CHUNK: Final = 1 << 15


def candidates(table: Table, tick: Callable[[float], None]) -> tuple[Ints, Ints]:
    """Return the rows of the candidate pairs, smaller row first, in order and without repetition.

    `tick` is called with the share done, 0 to 1, and may raise to cancel.
    """
    import numpy as np

    found = atoms_of(table)
    sieve = Sieve(table, [atom for atom in found.atoms if atom.field >= 0])
    even = log2(max(len(table), 2))
    kept: list[Longs] = []
    for share, a, b in _batches(_raw(table, found)):
        good = sieve.score(a, b) >= max(even - SLACK, _EVIDENCE)
        x, y = a[good].astype(np.int64), b[good].astype(np.int64)
        kept.append(np.minimum(x, y) * len(table) + np.maximum(x, y))
        tick(share)
    pairs = np.sort(np.concatenate(kept)) if kept else np.zeros(0, np.int64)
    pairs = pairs[np.append(True, pairs[1:] != pairs[:-1])[: len(pairs)]]
    a, b = (pairs // len(table)).astype(np.int32), (pairs % len(table)).astype(np.int32)
    most = int(KEEP * min(2 * _effort(table) - 1, 3.0) * len(table))
    if len(pairs) > most:
        starts = range(0, len(a), _CHUNK)
        scores = np.concatenate([sieve.score(a[x : x + _CHUNK], b[x : x + _CHUNK]) for x in starts])
        best = scores >= min(np.partition(scores, len(scores) - most)[len(scores) - most], even - 3)
        a, b = a[best], b[best]
    return a, b


def _effort(table: Table) -> float:
    """Return how many times more than for a large table may be spent on each row."""
    return min(max(LARGE / max(len(table), 1), 1.0), 6.0)


def _batches(pieces: Iterable[tuple[float, Ints, Ints]]) -> Iterator[tuple[float, Ints, Ints]]:
    """Yield pieces joined or cut to a size that is quick to work on."""
    import numpy as np

    left: list[Ints] = []
    right: list[Ints] = []
    waiting, share = 0, 0.0
    for share, a, b in pieces:
        left.append(a)
        right.append(b)
        waiting += len(a)
        if waiting >= _CHUNK:
            x, y = np.concatenate(left), np.concatenate(right)
            for start in range(0, waiting, _CHUNK):
                yield share, x[start : start + _CHUNK], y[start : start + _CHUNK]
            left, right, waiting = [], [], 0
    if waiting:
        yield share, np.concatenate(left), np.concatenate(right)


def _raw(table: Table, found: Atoms) -> Iterator[tuple[float, Ints, Ints]]:
    """Yield raw pairs with the share done; pairs of different keys repeat, rows of one source are not paired."""
    import numpy as np

    rows = len(table)
    if rows <= ALL_PAIRS:
        a, b = np.triu_indices(rows, 1)
        yield from _allowed(table, 1.0, a.astype(np.int32), b.astype(np.int32))
        return
    crowded: list[NDArray[np.bool_]] = []
    for atom in found.atoms:
        entries = np.flatnonzero(atom.codes >= 0).astype(np.int32)
        keys = atom.codes[entries].astype(np.int64)
        crowded.append((yield from _pairs(table, found.rows, keys, entries, 0.0, pair=atom.own)))
    couples = _couples(table, found.atoms)
    for done, (x, y) in enumerate(couples, 1):
        entries = np.flatnonzero(crowded[x] & crowded[y]).astype(np.int32)
        first, second = found.atoms[x].codes[entries], found.atoms[y].codes[entries]
        keys = first.astype(np.int64) * (int(second.max(initial=0)) + 1) + second
        yield from _pairs(table, found.rows, keys, entries, done / len(couples), pair=True)


def _couples(table: Table, atoms: list[Atom]) -> list[tuple[int, int]]:
    """Return which two atoms make a key: of two fields that say different things, and rare enough together."""
    chances = [chance(atom.codes) for atom in atoms]
    named = [atom.field < 0 or table.fields[atom.field].kind in _NAMES for atom in atoms]
    both_names = [atom.field < 0 for atom in atoms]
    return [
        (x, y)
        for x, y in combinations(range(len(atoms)), 2)
        if atoms[x].field != atoms[y].field
        and not (both_names[x] and named[y])
        and not (both_names[y] and named[x])
        and chances[x] * chances[y] * len(table) < (CROWD if atoms[x].own or atoms[y].own else LONELY)
    ]


def _allowed(table: Table, share: float, a: Ints, b: Ints) -> Iterator[tuple[float, Ints, Ints]]:
    """Yield the pairs that may be one person: two rows, of two sources where sources are linked."""
    good = a != b
    if table.split:
        good &= (a < table.split) != (b < table.split)
    yield share, a[good], b[good]


def _pairs(
    table: Table, row_of: Ints, keys: Longs, entries: Ints, share: float, *, pair: bool
) -> Generator[tuple[float, Ints, Ints], None, NDArray[np.bool_]]:
    """Yield the pairs inside of groups of equal keys; return which entries are in groups too large to pair."""
    import numpy as np

    bits = len(row_of).bit_length()
    order = np.sort((keys << bits) | entries)
    next_too = np.diff(order >> bits) == 0
    order = order[np.append(next_too, False) | np.append(False, next_too)[: len(order)]]  # groups of two and more
    keys, entries = order >> bits, (order & ((1 << bits) - 1)).astype(np.int32)
    start = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])[: len(keys)])
    size = np.diff(np.append(start, len(keys)))
    limit = _limit(size, PER_KEY * _effort(table) * len(table)) if pair else 1
    large = np.repeat(size > limit, size)
    crowded = np.zeros(len(row_of), bool)
    crowded[entries[large]] = True
    if pair:
        keys, rows = keys[~large], row_of[entries[~large]]
        at = np.arange(len(keys))
        for step in range(1, limit):
            at = at[: np.searchsorted(at, len(keys) - step)]
            at = at[keys[at] == keys[at + step]]
            if not len(at):
                break
            yield from _allowed(table, share, rows[at], rows[at + step])
    return crowded


def _limit(size: Ints, budget: float) -> int:
    """Return the largest size of groups to pair, such that with all smaller ones they bring `budget` pairs."""
    import numpy as np

    count = np.bincount(np.minimum(size, GROUP + 1), minlength=GROUP + 2)[: GROUP + 1]
    sizes = np.arange(GROUP + 1)
    pairs = np.cumsum(count * sizes * (sizes - 1) // 2)
    return max(int(np.searchsorted(pairs, budget, side="right")) - 1, GROUP_ALWAYS)
