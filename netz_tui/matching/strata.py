"""Pairs that are no candidates but have a context in common: the colleagues and neighbours that learning must know of.

Candidates nearly all agree in a name. Were only they looked at, the many people of one company and city who share no
name would seem not to exist, and two of them with one given name would pass for one person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .measures import MEASURES
from .table import counted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .compare import Comparer

    Ints = NDArray[np.int32]
    Longs = NDArray[np.int64]
    Floats = NDArray[np.float64]

SAMPLE: Final = 10_000
"""Pairs drawn for each field that colleagues share."""
_RARE: Final = 0.05
"""Fields of which random pairs agree more often than this are no context."""


def strata(comparer: Comparer, known: Longs) -> tuple[Ints, Ints, Floats]:
    """Return pairs of rows with an equal context that are not in `known` (sorted, `a * rows + b`), and their weights.

    The weight of a pair is how many of all such pairs it stands for; a pair that agrees in several contexts could
    have been drawn for each of them and counts the less.
    """
    import numpy as np

    random = np.random.default_rng(2)
    drawn = [
        (number, *_draw(comparer, number, random))
        for number, measure in enumerate(comparer.measures)
        if MEASURES[measure].colleagues and measure not in {"category", "phone"} and _chance(comparer, number) < _RARE
    ]
    rows = len(comparer.table)
    parts = []
    for _, a, b, total in drawn:
        if not len(a):
            continue
        low, high = np.minimum(a, b), np.maximum(a, b)
        key = low.astype(np.int64) * rows + high
        place = np.minimum(np.searchsorted(known, key), max(len(known) - 1, 0))
        fresh = (known[place] != key) if len(known) else np.ones(len(key), bool)
        if comparer.table.split:
            fresh &= (low < comparer.table.split) & (high >= comparer.table.split)
        fresh &= low != high
        contexts = sum(_equal(comparer, other, low, high).astype(np.int32) for other, *_ in drawn)
        weight = total / len(a) / np.maximum(contexts, 1)
        parts.append((low[fresh], high[fresh], weight[fresh]))
    if not parts:
        nothing = np.zeros(0, np.int32)
        return nothing, nothing, np.zeros(0)
    a, b, weight = (np.concatenate(part) for part in zip(*parts, strict=True))
    return a, b, weight


def _chance(comparer: Comparer, number: int) -> float:
    return float((comparer.facts[number].frequency ** 2).sum())


def _equal(comparer: Comparer, number: int, a: Ints, b: Ints) -> NDArray[np.bool_]:
    """Tell which pairs have the same value in their first slot."""
    codes = comparer.fields[number].codes
    equal: NDArray[np.bool_] = (codes[a] == codes[b]) & (codes[a] >= 0)
    return equal


def _draw(comparer: Comparer, number: int, random: np.random.Generator) -> tuple[Ints, Ints, float]:
    """Return random pairs of rows with an equal value of a field, and how many such pairs there are."""
    import numpy as np

    codes = comparer.fields[number].codes
    rows = np.flatnonzero(codes >= 0)
    bits = len(codes).bit_length()
    by_code = np.sort((codes[rows].astype(np.int64) << bits) | rows)  # faster than argsort
    in_order: Ints = (by_code & ((1 << bits) - 1)).astype(np.int32)
    count = counted(codes)
    start = np.cumsum(count) - count
    pairs = count * (count - 1) // 2
    total = float(pairs.sum())
    if not total:
        nothing = np.zeros(0, np.int32)
        return nothing, nothing, 0.0
    value = np.searchsorted(np.cumsum(pairs), random.random(min(SAMPLE, int(total))) * total, side="right")
    value = np.minimum(value, len(count) - 1)
    first = (random.random(len(value)) * count[value]).astype(np.int64)
    second = (first + 1 + (random.random(len(value)) * (count[value] - 1)).astype(np.int64)) % count[value]
    return in_order[start[value] + first], in_order[start[value] + second], total
