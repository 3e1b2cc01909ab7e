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
from .table import MISSING, counted

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    import numpy as np
    from numpy.typing import NDArray

    from .atoms import Atom, Atoms
    from .table import Table

    Ints = NDArray[np.int32]
    Longs = NDArray[np.int64]
    Mask = NDArray[np.bool_]

PER_KEY: Final = 1.5
"""Raw pairs a record that one key may bring in a table of `LARGE` rows; a smaller one may spend more."""
KEEP: Final = 2.0
"""Pairs a record that pass the sieve on average, but for strong ones; a smaller table may spend more."""
SPARE: Final = 2.0
"""How many times more of them a small table may spend on weak pairs besides, where it has many strong ones."""
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
ALL_PAIRS: Final = 2_500
"""Up to so many records every pair is looked at."""
_NEARBY: Final = 1.5
_EVIDENCE: Final = 1.0
_MOST, _SAVING = 6.0, 0.3
_SURELY: Final = 3.0
"""A pair that is within so many bits of an even chance is always kept."""
_FINE, _GRADES = 8, 1 << 10
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
    least = max(even - SLACK, _EVIDENCE)
    enough = max(even - _SURELY, least)
    most = int(KEEP * _keeping(table) * len(table))
    spare = int(min(max(_effort(table) - 1, 0.0), SPARE) * most)
    bits = len(table).bit_length()
    strong: list[Longs] = []
    weak: list[Longs] = []
    waiting, lacking = 0, True
    for share, a, b in _batches(_raw(table, found)):
        score = sieve.score(a, b)
        surely = np.flatnonzero(score >= enough)
        strong.append(_as_one(a[surely], b[surely], bits))
        waiting += len(surely)
        if waiting > 2 * most:
            strong, waiting = [_distinct(strong)], 0
            lacking = spare > 0 or len(strong[0]) < most
        if lacking:
            rest = np.flatnonzero((score >= least) & (score < enough))
            grade = (score[rest] - least) * np.float32(_FINE)
            weak.append(_as_one(a[rest], b[rest], bits) * _GRADES + grade.astype(np.int64))
        tick(share)
    chosen = _distinct(strong)
    if (room := max(most - len(chosen), spare)) > 0:
        chosen = np.append(chosen, _best(_distinct(weak), room))
        chosen.sort()
    return (chosen >> bits).astype(np.int32), (chosen & ((1 << bits) - 1)).astype(np.int32)


def _as_one(a: Ints, b: Ints, bits: int) -> Longs:
    """Return pairs of rows of so many bits as one number each, smaller row first."""
    import numpy as np

    pairs: Longs = (np.minimum(a, b).astype(np.int64) << bits) | np.maximum(a, b)
    return pairs


def _distinct(parts: list[Longs]) -> Longs:
    """Return the different ones of many numbers, in order; the parts are used up, the first may be in order already."""
    import numpy as np

    nothing = np.zeros(0, np.int64)
    rest = np.concatenate([nothing, *parts[1:]])
    rest.sort()
    every = np.concatenate([nothing, *parts[:1], rest])
    parts.clear()
    every.sort(kind="stable")  # merges what is in order
    distinct: Longs = every[np.append(True, every[1:] != every[:-1])[: len(every)]]
    return distinct


def _best(graded: Longs, most: int) -> Longs:
    """Return the pairs of the best grades, of whole grades and `most` pairs at most."""
    import numpy as np

    grades = graded % _GRADES
    from_grade = np.cumsum(np.bincount(grades, minlength=_GRADES)[::-1])[::-1]
    chosen: Longs = graded[(from_grade <= most)[grades]] // _GRADES
    return chosen


def _keeping(table: Table) -> float:
    """Return the factor for how many candidates a row may keep: 1 at `LARGE` rows, above it less, below it more."""
    effort = _effort(table)
    return effort if effort < 1 else min(2 * effort - 1, _MOST)


def _effort(table: Table) -> float:
    """Return the factor for how much work a row may cost: 1 at `LARGE` rows, above it less, below it more."""
    share = LARGE / max(len(table), 1)
    return float(share**_SAVING) if share < 1 else min(share, _MOST)


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
    coarser = _coarser(found.atoms)
    crowded: list[Mask] = []
    for place, atom in enumerate(found.atoms):
        among = atom.codes >= 0
        for other in coarser[place]:
            among &= crowded[other]
        crowded.append((yield from _singles(table, found.rows, atom, among)))
    couples = _couples(table, found.atoms)
    of_couple: dict[tuple[int, int], Mask] = {}
    for done, (x, y) in enumerate(couples, 1):
        both = crowded[x] & crowded[y]
        for one, other in ((x, y), (y, x)):
            for coarse in coarser[one]:
                both &= of_couple.get((min(coarse, other), max(coarse, other)), both)
        entries = np.flatnonzero(both).astype(np.int32)
        first, second = found.atoms[x].codes[entries], found.atoms[y].codes[entries]
        keys = first.astype(np.int64) * (int(second.max(initial=0)) + 1) + second
        of_couple[x, y] = yield from _pairs(table, found.rows, keys, entries, done / len(couples))


def _coarser(atoms: list[Atom]) -> list[list[int]]:
    """Return for each atom the earlier ones of its field that it refines: whoever agrees in it agrees in them."""
    import numpy as np

    coarser: list[list[int]] = []
    for place, fine in enumerate(atoms):
        coarser.append([])
        for other in range(place):
            coarse = atoms[other]
            if coarse.field == fine.field:
                of_fine = np.full(int(fine.codes.max(initial=-1)) + 2, MISSING, np.int32)
                of_fine[fine.codes] = coarse.codes
                if np.array_equal(of_fine[fine.codes[fine.codes >= 0]], coarse.codes[fine.codes >= 0]):
                    coarser[place].append(other)
    return coarser


def _singles(table: Table, row_of: Ints, atom: Atom, among: Mask) -> Generator[tuple[float, Ints, Ints], None, Mask]:
    """Yield the pairs of equal codes of one atom; return which entries are in groups too large to pair."""
    import numpy as np

    count = counted(np.where(among, atom.codes, MISSING), int(atom.codes.max(initial=0)) + 1)
    size = np.where(among, count[atom.codes], 0)
    if not atom.own:
        return size > 1
    limit = _limit(count, _budget(table))
    entries = np.flatnonzero((size > 1) & (size <= limit)).astype(np.int32)
    yield from _pairs(table, row_of, atom.codes[entries].astype(np.int64), entries, 0.0)
    return size > limit


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
    yield (share, a, b) if good.all() else (share, a[good], b[good])


def _pairs(
    table: Table, row_of: Ints, keys: Longs, entries: Ints, share: float
) -> Generator[tuple[float, Ints, Ints], None, Mask]:
    """Yield the pairs inside of groups of equal keys; return which entries are in groups too large to pair."""
    import numpy as np

    bits = len(row_of).bit_length()
    order = np.sort((keys << bits) | entries)
    same = (order[1:] ^ order[:-1]) < 1 << bits
    order = order[np.append(same, False) | np.append(False, same)[: len(order)]]  # groups of two and more
    keys, entries = order >> bits, (order & ((1 << bits) - 1)).astype(np.int32)
    start = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])[: len(keys)])
    size = np.diff(np.append(start, len(keys)))
    limit = _limit(size, _budget(table))
    large = np.repeat(size > limit, size)
    crowded = np.zeros(len(row_of), bool)
    crowded[entries[large]] = True
    rows = row_of[entries]
    left = np.repeat(start + size, size) - np.arange(len(keys)) - 1  # members of the group behind this one
    left[large] = np.minimum(left[large], _nearby(table))
    at = np.arange(len(keys), dtype=np.int32)
    for step in range(1, limit):
        at = at[left[at] >= step]
        if not len(at):
            break
        yield from _allowed(table, share, rows[at], rows[at + step])
    return crowded


def _nearby(table: Table) -> int:
    """Return how many records next to it one is paired with in a group too large to pair: it may be one person's."""
    return int(_NEARBY * (_effort(table) - 1))


def _budget(table: Table) -> float:
    """Return how many pairs one key may bring."""
    return PER_KEY * _effort(table) * len(table)


def _limit(size: Longs, budget: float) -> int:
    """Return the largest size of groups to pair, such that with all smaller ones they bring `budget` pairs."""
    import numpy as np

    count = np.bincount(np.minimum(size, GROUP + 1), minlength=GROUP + 2)[: GROUP + 1]
    sizes = np.arange(GROUP + 1)
    pairs = np.cumsum(count * sizes * (sizes - 1) // 2)
    return max(int(np.searchsorted(pairs, budget, side="right")) - 1, GROUP_ALWAYS)
