"""What a pseudonymous report may show: people under numbers, and no count from which one could be told.

Pseudonyms protect from a reader, not from somebody who knows the people and the dates; the report says so.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

LEAST: Final = 5
"""Smallest count that is shown."""
Person = TypeVar("Person", bound="Hashable")


def pseudonyms(people: Iterable[Person], seed: int, template: str = "{n}") -> dict[Person, str]:
    """Return a numbered name for each person, in an order drawn from `seed` that says nothing about them.

    `template` makes a name from `{n}`, as "Person {n}". The same people and seed give the same names, whatever
    the order in which the people are given.
    """
    order = sorted(set(people), key=repr)
    Random(seed).shuffle(order)  # noqa: S311 - the order is to be calm, not secret
    return {person: template.format(n=number) for number, person in enumerate(order, start=1)}


def hide_small(rows: Sequence[Sequence[int]], least: int = LEAST) -> list[list[int | None]]:
    """Return a table of counts whose cells below `least` are `None`, and with them what would give them away.

    Beside totals, a row or column with one hidden cell gives it away as the difference. So as long as there is
    one, its smallest shown cell is hidden as well (complementary suppression, Cox 1980). The totals of rows and
    columns may then be shown, as far as they reach `least` themselves. Raises `ValueError` for ragged rows.
    """
    if len({len(row) for row in rows}) > 1:
        raise ValueError("the rows of a table of counts are equally wide")
    hidden = {(i, j) for i, row in enumerate(rows) for j, count in enumerate(row) if count < least}
    lines = [[(i, j) for j in range(len(row))] for i, row in enumerate(rows)]
    lines += [[(i, j) for i in range(len(rows))] for j in range(len(rows[0]) if rows else 0)]
    alone = True
    while alone:
        alone = False
        for line in lines:
            shown = [place for place in line if place not in hidden]
            if len(line) - len(shown) == 1 and shown:
                hidden.add(min(shown, key=lambda place: (rows[place[0]][place[1]], place)))
                alone = True
    return [[None if (i, j) in hidden else count for j, count in enumerate(row)] for i, row in enumerate(rows)]


def hide_small_line(counts: Sequence[int], least: int = LEAST) -> list[int | None]:
    """Return a row of counts that adds up to a shown total, with small cells hidden; see `hide_small`.

    Unlike in a table, each count stands alone in its column, so only the row itself can give one away.
    """
    hidden = {j for j, count in enumerate(counts) if count < least}
    shown = [j for j in range(len(counts)) if j not in hidden]
    if len(hidden) == 1 and shown:
        hidden.add(min(shown, key=lambda j: (counts[j], j)))
    return [None if j in hidden else count for j, count in enumerate(counts)]
