"""One person against a few: sound default weights, no learning, no numpy."""

from __future__ import annotations

from math import exp2, log2
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from .evidence import grades, person
from .records import MAYBE, NAME_ALONE, Pair, Reason, beyond_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .evidence import Grade, Person
    from .records import Record

BITS: Final[Mapping[str, float]] = MappingProxyType(
    {
        "swapped_name": 14.0,
        "same_given": 6.5,
        "nickname": 4.5,
        "part_given": 4.5,
        "initial": 2.5,
        "similar_given": 3.5,
        "different_given": -8.0,
        "same_family": 9.0,
        "part_family": 5.5,
        "similar_family": 5.5,
        "different_family": -5.5,
        "same_email": 15.0,
        "similar_email": 8.0,
        "same_domain": 2.5,
        "different_email": -0.5,
        "same_phone": 11.0,
        "similar_phone": 4.0,
        "different_phone": -1.0,
        "same_url": 16.0,
        "similar_url": 5.0,
        "different_url": -3.0,
        "same_org": 4.5,
        "similar_org": 3.5,
        "different_org": -1.0,
        "same_city": 3.0,
        "similar_city": 2.5,
        "different_city": -1.5,
        "same_birthday": 12.0,
        "similar_birthday": 3.5,
        "different_birthday": -7.0,
    }
)
"""Weight of each reason in an ordinary book, in bits: log2 of P(seen | same) / P(seen | not the same)."""

_SHARED: Final = frozenset({"same_org", "similar_org", "same_domain"})
_SHARE_PER_PERSON: Final = 0.3


def combine(bits: float, *, more: bool) -> float:
    """Return the probability of log2 odds, at most `NAME_ALONE` unless more than the name speaks for it."""
    probability = float(1 / (1 + exp2(-max(-60.0, min(60.0, bits)))))
    return probability if more else min(probability, NAME_ALONE)


def _weigh(found: Iterable[Grade], a: Person, b: Person) -> list[Reason]:
    """Return the reasons with their weights; the same company counts once, by its name or its mail domain."""
    reasons: list[Reason] = []
    shared_seen = False
    for grade in found:
        bits = BITS[grade.code]
        if grade.code in _SHARED and shared_seen:
            bits = 0.5
        shared_seen = shared_seen or grade.code in _SHARED
        reasons.append(
            Reason(grade.code, bits, {"a": a.shown.get(grade.a, grade.a), "b": b.shown.get(grade.b, grade.b)})
        )
    return sorted(reasons, key=lambda reason: -abs(reason.weight))


def _pair(record: Record, other: Record, a: Person, b: Person, prior: float) -> Pair:
    reasons = _weigh(grades(a, b), a, b)
    bits = prior + sum(reason.weight for reason in reasons)
    return Pair(record.id, other.id, combine(bits, more=beyond_name(reasons)), tuple(reasons))


def similar(
    record: Record, candidates: Iterable[Record], *, size: int = 10_000, threshold: float = MAYBE
) -> Sequence[Pair]:
    """Return the candidates that may be the same person as `record`, most probable first.

    `size` is how many persons the book holds, of which the candidates are a selection by `blocking_keys`:
    the more people, the more namesakes. Takes about 20 µs a candidate; nothing is learned, so the answer for
    one pair does not depend on the other candidates.
    """
    prior = log2(_SHARE_PER_PERSON / max(size, 100))
    me = person(record)
    pairs = (_pair(record, other, me, person(other), prior) for other in candidates)
    found = (pair for pair in pairs if pair.probability >= threshold)
    return sorted(found, key=attrgetter("probability"), reverse=True)
