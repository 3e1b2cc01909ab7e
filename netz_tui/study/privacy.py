"""What a pseudonymous report may show: people under numbers, and no count from which one could be told.

Pseudonyms protect from a reader, not from somebody who knows the people and the dates; the report says so.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

    Cases = frozenset[Hashable]

LEAST: Final = 5
"""Smallest count that is shown."""
_PRIME: Final = 2**61 - 1
Person = TypeVar("Person", bound="Hashable")
Key = TypeVar("Key", bound="Hashable")


def pseudonyms(people: Iterable[Person], seed: int, template: str = "{n}") -> dict[Person, str]:
    """Return a numbered name for each person, in an order drawn from `seed` that says nothing about them.

    `template` makes a name from `{n}`, as "Person {n}". The same people and seed give the same names, whatever
    the order in which the people are given.
    """
    order = sorted(set(people), key=repr)
    Random(seed).shuffle(order)  # noqa: S311 - the order is to be calm, not secret
    return {person: template.format(n=number) for number, person in enumerate(order, start=1)}


def tellable(figures: Mapping[Key, Sequence[Cases]], least: int = LEAST) -> set[Key]:
    """Return which figures may be shown side by side, each given by the sets of cases that it counts.

    A figure stays out if one of its counts is below `least`; and as long as a number of 1 to `least` - 1 cases
    could be worked out by adding and subtracting the counts of several (complementary suppression, Cox 1980),
    the figure with the smallest count of those that it takes. At last those come back that give nothing away.
    """
    shown = {key: sets for key, sets in figures.items() if all(len(cases) >= least for cases in sets)}
    smallest = {key: min(map(len, sets), default=0) for key, sets in shown.items()}
    given_up: dict[Key, Sequence[Cases]] = {}
    while taken := _told(shown.values(), least):
        worst = min(
            (key for key, sets in shown.items() if not taken.isdisjoint(sets)),
            key=lambda key: (smallest[key], str(key)),
        )
        given_up[worst] = shown.pop(worst)
    for key in sorted(given_up, key=lambda key: (-smallest[key], str(key))):
        if not _told([*shown.values(), given_up[key]], least):
            shown[key] = given_up[key]
    return set(shown)


def _told(figures: Iterable[Sequence[Cases]], least: int) -> set[Cases]:
    """Return counts from which the number of 1 to `least` - 1 cases can be worked out, none if there are none.

    Cases that the same counts hold are one atom. The number of a union of atoms follows from the counts just where
    its indicator lies in their row space, that is, where it is orthogonal to every vector of the null space; one
    drawn at random stands for all of them.
    """
    counts = list(dict.fromkeys(cases for sets in figures for cases in sets))
    held: dict[Hashable, list[int]] = {}
    for place, cases in enumerate(counts):
        for case in cases:
            held.setdefault(case, []).append(place)
    atoms = sorted(Counter(map(tuple, held.values())).items())
    rows = [[int(place in signature) for signature, _size in atoms] for place in range(len(counts))]
    marks = _null_vector(rows, len(atoms))
    small = [place for place, (_signature, size) in enumerate(atoms) if size < least]
    halves: dict[int, list[tuple[int, ...]]] = {}
    for half in _halves(small, [size for _signature, size in atoms], least):
        halves.setdefault(sum(marks[place] for place in half) % _PRIME, []).append(half)
    for total, some in halves.items():
        for half in some:
            for other in halves.get(-total % _PRIME, ()):
                union = {*half, *other}
                apart = len(half) + len(other) == len(union)
                if apart and 0 < sum(atoms[place][1] for place in union) < least:
                    return {counts[place] for place in _taking_part(rows, union)}
    return set()


def _halves(places: Sequence[int], sizes: Sequence[int], least: int) -> Iterator[tuple[int, ...]]:
    """Yield what can be one half of a union of atoms with fewer than `least` cases, the empty half first."""
    for number in range(least // 2 + 1):
        for half in combinations(places, number):
            if sum(sizes[place] for place in half) < least:
                yield half


def _reduced(rows: Iterable[Sequence[int]], width: int) -> dict[int, list[int]]:
    """Return rows in reduced echelon form modulo the prime, each under its pivot among the first `width` columns."""
    pivots: dict[int, list[int]] = {}
    for given in rows:
        row = list(given)
        for column, known in pivots.items():
            _subtract(row, known, row[column])
        column = next((place for place in range(width) if row[place]), -1)
        if column < 0:
            continue
        inverse = pow(row[column], -1, _PRIME)
        row = [value * inverse % _PRIME for value in row]
        for known in pivots.values():
            _subtract(known, row, known[column])
        pivots[column] = row
    return pivots


def _subtract(row: list[int], other: Sequence[int], times: int) -> None:
    if times:
        row[:] = [(value - times * known) % _PRIME for value, known in zip(row, other, strict=True)]


def _null_vector(rows: Iterable[Sequence[int]], width: int) -> list[int]:
    """Return a vector that is orthogonal to all rows, modulo the prime, drawn at random from all that are."""
    pivots = _reduced(rows, width)
    rng = Random(width)  # noqa: S311 - nothing is kept secret by it
    vector = [0 if place in pivots else rng.randrange(1, _PRIME) for place in range(width)]
    for column, row in pivots.items():
        vector[column] = -sum(a * b for place, (a, b) in enumerate(zip(row, vector, strict=True)) if place != column)
        vector[column] %= _PRIME
    return vector


def _taking_part(rows: Sequence[Sequence[int]], union: set[int]) -> list[int]:
    """Return which rows add up, each taken some times, to the indicator of `union`."""
    equations = [[*column, int(place in union)] for place, column in enumerate(zip(*rows, strict=True))]
    return [place for place, row in _reduced(equations, len(rows)).items() if row[-1]]
