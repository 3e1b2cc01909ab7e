"""Near-identical messages: shingles of words, and MinHash keys by which a similar text is found without comparing all.

Broder, "On the resemblance and containment of documents" (1997); the keys are bands of the signature (Leskovec,
Rajaraman & Ullman, Mining of Massive Datasets, 3.4).
"""

from __future__ import annotations

from itertools import pairwise
from zlib import crc32

from netz_tui.fold import fold

ALIKE = 0.6
"""Jaccard similarity of the shingles (0 to 1) from which two texts are nearly the same."""
_LEAST = 4
"""Shorter texts say nothing of themselves."""
_MOST = 400
_BANDS, _ROWS = 10, 2
"""Two texts share a key with the chance 1 - (1 - similarity²)^10: 99 % at `ALIKE`."""
_PRIME = (1 << 61) - 1
_MASK = (1 << 63) - 1


def _constants(count: int) -> tuple[tuple[int, int], ...]:
    """Return factors and summands of the hash functions, always the same (a linear congruential sequence, Knuth)."""
    values, state = [], 2026
    for _place in range(2 * count):
        state = (6364136223846793005 * state + 1442695040888963407) & _MASK
        values.append(state % _PRIME)
    return tuple(zip(values[::2], values[1::2], strict=True))


_HASHES = _constants(_BANDS * _ROWS)


def shingles(text: str) -> frozenset[int]:
    """Return the pairs of neighbouring words of a text, as numbers; none of a text too short to be compared."""
    words = fold(text).split()[:_MOST]
    pairs = frozenset(crc32(f"{one} {other}".encode()) for one, other in pairwise(words))
    return pairs if len(pairs) >= _LEAST else frozenset()


def keys(found: frozenset[int]) -> tuple[int, ...]:
    """Return 10 keys (0 to 2^63 - 1), of which similar sets share at least one; none for the empty set."""
    if not found:
        return ()
    least = [min((factor * number + summand) % _PRIME for number in found) for factor, summand in _HASHES]
    bands = (least[place : place + _ROWS] for place in range(0, len(least), _ROWS))
    return tuple((31 * one + 17 * other + 1_000_003 * place) & _MASK for place, (one, other) in enumerate(bands))


def similarity(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the Jaccard similarity of two sets, 0 if one is empty."""
    return len(one & other) / len(one | other) if one and other else 0.0
