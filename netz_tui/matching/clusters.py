"""Groups of records that are one person: average link over log odds, all pairs of a group weighed.

Two groups are joined while the mean log2 odds of the pairs between them, plus a bonus for there being many such
pairs, speaks for it: one strong chance agreement does not chain two persons together.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from math import sqrt
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int32]
    Places = NDArray[np.int64]
    Weigh = Callable[[Ints, Ints], Floats]

BONUS: Final = 6.0
"""Bits that a join of many pairs gets on top of their mean, at most."""
LARGEST: Final = 150
"""Components of more records are cut apart at weaker pairs before their pairs are all weighed."""
HUGE, AFFORDED = 1_500, 2_000_000
"""As `LARGEST`, where the pairs inside all components are no more than so many: hundreds of records of one person."""
_MANY: Final = 30
_REACH: Final = -3.0
_STEP: Final = 3.0
_CLAMP: Final = 30.0


def components(rows: int, a: Ints, b: Ints) -> Ints:
    """Return for each row the smallest row it is connected with by the edges `a`-`b`."""
    import numpy as np

    label = np.arange(rows, dtype=np.int32)
    while len(a):
        one, other = label[a], label[b]
        np.minimum.at(label, np.maximum(one, other), np.minimum(one, other))
        while not np.array_equal(jumped := label[label], label):
            label = jumped
        open_ = label[a] != label[b]
        a, b = a[open_], b[open_]
    return label


def join(size: int, odds: dict[tuple[int, int], float]) -> list[int]:
    """Return a group number for each of `size` members, given the log2 odds of their pairs (smaller first).

    Pairs that are not given do not count (two rows of one source when sources are linked).
    """
    group = list(range(size))
    members = [1] * size
    links: list[dict[int, tuple[float, int]]] = [{} for _ in range(size)]
    for (x, y), value in odds.items():
        bounded = max(-_CLAMP, min(_CLAMP, value))
        links[x][y] = links[y][x] = (bounded, 1)
    heap = [(-value, x, y, 1) for (x, y), value in odds.items() if value >= 0]
    heapify(heap)
    alive = [True] * size
    while heap:
        _, x, y, pairs = heappop(heap)
        if not (alive[x] and alive[y]) or links[x].get(y, (0.0, 0))[1] != pairs:
            continue
        alive[y] = False
        members[x] += members[y]
        group = [x if number == y else number for number in group]
        for other, (total, count) in links[y].items():
            if other == x or not alive[other]:
                continue
            before = links[x].get(other, (0.0, 0))
            links[x][other] = links[other][x] = (total + before[0], count + before[1])
        del links[x][y]
        for other, (total, count) in links[x].items():
            if alive[other]:
                value = total / count + BONUS * (1 - 1 / sqrt(count))
                if value >= 0:
                    first, second = min(x, other), max(x, other)
                    heappush(heap, (-value, first, second, count))
    return group


def join_many(odds: NDArray[np.float64]) -> list[int]:
    """Return what `join` does, for a square of log2 odds (`nan` where a pair does not count): quicker for many members.

    Of each member the best partner is kept, so that a join looks at rows and not at the whole square.
    """
    import numpy as np

    size = len(odds)
    count = (~np.isnan(odds)).astype(float)
    np.fill_diagonal(count, 0)
    total = np.where(count > 0, np.clip(odds, -_CLAMP, _CLAMP), 0.0)
    value = np.where(count > 0, total, -np.inf)
    partner = value.argmax(1)
    best = value[np.arange(size), partner]
    group = np.arange(size)
    while best.max() >= 0:
        x = int(best.argmax())
        y = int(partner[x])
        group[group == y] = x
        total[x] += total[y]
        count[x] += count[y]
        count[x, x] = count[x, y] = count[:, y] = 0
        total[:, x], count[:, x] = total[x], count[x]
        with np.errstate(divide="ignore", invalid="ignore"):
            mean = total[x] / count[x] + BONUS * (1 - 1 / np.sqrt(count[x]))
        value[x] = value[:, x] = np.where(count[x] > 0, mean, -np.inf)
        value[y] = value[:, y] = -np.inf
        better = value[:, x] > best
        partner[better], best[better] = x, value[better, x]
        again = np.flatnonzero((partner == x) | (partner == y) | better)
        partner[again] = value[again].argmax(1)
        best[again] = value[again, partner[again]]
        best[y] = -np.inf
    return group.tolist()


def clusters(rows: int, a: Ints, b: Ints, odds: Floats, weigh: Weigh, split: int = 0) -> Ints:
    """Return for each row the smallest row of its group, itself if it is alone.

    `a`, `b`, `odds` are the candidate pairs and their log2 odds; `weigh` gives the odds of pairs that are not among
    them. With `split`, pairs of two rows on one side of it are not weighed.
    """
    import numpy as np

    near = odds >= _REACH
    a, b, odds = a[near], b[near], odds[near]
    result = np.arange(rows, dtype=np.int32)
    cut = 0.0
    strong = odds >= cut
    label = components(rows, a[strong], b[strong])
    size = np.bincount(label, minlength=rows)
    large = size[size > LARGEST]
    largest = HUGE if int((large * large).sum()) <= 2 * AFFORDED else LARGEST
    while (size > largest).any() and cut < _CLAMP:
        cut += _STEP
        wide = size[label[a]] > largest
        strong &= ~wide | (odds >= cut)
        label = components(rows, a[strong], b[strong])
        size = np.bincount(label, minlength=rows)
    twos = strong & (size[label[a]] == 2)  # noqa: PLR2004
    result[b[twos]] = a[twos]
    huge = size[label] > largest  # only pairs beyond all doubt hold them together
    result[huge] = label[huge]
    size[size > largest] = 0
    _larger(result, label, size, (a, b, odds), weigh, split)
    return result


def _larger(
    result: Ints, label: Ints, size: Places, known: tuple[Ints, Ints, Floats], weigh: Weigh, split: int
) -> None:
    """Group the components of three rows and more, all pairs inside of them weighed."""
    import numpy as np

    rows = np.flatnonzero(size[label] > 2).astype(np.int32)  # noqa: PLR2004
    if not len(rows):
        return
    order = rows[np.argsort(label[rows], kind="stable")]
    start = np.flatnonzero(np.append(True, label[order][1:] != label[order][:-1]))
    left, right = _inside(order, start)
    if split:
        cross = (left < split) != (right < split)
        left, right = left[cross], right[cross]
    total = len(label)
    a, b, odds = known
    wanted = left.astype(np.int64) * total + right
    have = a.astype(np.int64) * total + b
    place = np.minimum(np.searchsorted(have, wanted), max(len(have) - 1, 0))
    value = np.zeros(len(wanted), np.float32)
    hit = have[place] == wanted if len(have) else np.zeros(len(wanted), bool)
    value[hit] = odds[place[hit]]
    value[~hit] = weigh(left[~hit], right[~hit])
    if not split:  # every pair is weighed
        three = size[label] == 3  # noqa: PLR2004
        _join_threes(result, label, three, (left, right, value))
        rest = ~three[left]
        left, right, value = left[rest], right[rest], value[rest]
        order = order[~three[order]]
        start = np.flatnonzero(np.append(True, label[order][1:] != label[order][:-1])[: len(order)])
    _join_all(result, order, start, label, (left, right, value))


def _inside(order: Ints, start: Places) -> tuple[Ints, Ints]:
    """Return all pairs of rows inside each run of `order` that begins at `start`, smaller row first."""
    import numpy as np

    size = np.diff(np.append(start, len(order)))
    run = np.repeat(np.arange(len(start)), size)
    left, right = [], []
    at = np.arange(len(order))
    for step in range(1, int(size.max())):
        at = at[at + step < len(order)]
        at = at[run[at] == run[at + step]]
        left.append(order[at])
        right.append(order[at + step])
    x, y = np.concatenate(left), np.concatenate(right)
    return np.minimum(x, y), np.maximum(x, y)


def _join_threes(result: Ints, label: Ints, three: NDArray[np.bool_], pairs: tuple[Ints, Ints, Floats]) -> None:
    """Join the members of all components of three at once, as `join` does one by one."""
    import numpy as np

    left, right, value = pairs
    members = np.flatnonzero(three)
    rows = members[np.argsort(label[members], kind="stable")].reshape(-1, 3)
    place = np.zeros(len(label), np.int32)
    place[rows] = np.arange(3)
    number = np.zeros(len(label), np.int32)
    number[rows] = np.arange(len(rows))[:, None]
    mine = three[left]
    left, right = left[mine], right[mine]
    odds = np.zeros((len(rows), 3), np.float64)
    odds[number[left], place[left] + place[right] - 1] = value[mine]  # 0-1, 0-2, 1-2
    best = odds.argmax(1)
    every = np.arange(len(rows))
    bounded = np.clip(odds, -_CLAMP, _CLAMP)
    others = (bounded.sum(1) - bounded[every, best]) / 2
    whole = others + BONUS * (1 - 1 / sqrt(2)) >= 0
    first, second = np.array([0, 0, 1])[best], np.array([1, 2, 2])[best]
    two = ~whole
    result[rows[whole]] = rows[whole, :1]
    result[rows[every[two], second[two]]] = rows[every[two], first[two]]


def _join_all(result: Ints, order: Ints, start: Places, label: Ints, pairs: tuple[Ints, Ints, Floats]) -> None:
    """Join the members of each component."""
    import numpy as np

    left, right, value = pairs
    place = np.zeros(len(label), np.int32)
    size = np.diff(np.append(start, len(order)))
    place[order] = np.arange(len(order)) - np.repeat(start, size)
    owner = label[left]
    by_owner = np.argsort(owner, kind="stable")
    bounds = [*np.searchsorted(owner[by_owner], label[order[start]], side="left").tolist(), len(owner)]
    x, y = place[left][by_owner].tolist(), place[right][by_owner].tolist()
    odds = value[by_owner].tolist()
    members = order.tolist()
    for number, (first, count) in enumerate(zip(start.tolist(), size.tolist(), strict=True)):
        low, high = bounds[number], bounds[number + 1]
        if high - low == count * (count - 1) // 2 and min(odds[low:high]) >= 0:
            result[members[first : first + count]] = min(members[first : first + count])
            continue
        rows = members[first : first + count]
        smallest: dict[int, int] = {}
        if count > _MANY:
            square = np.full((count, count), np.nan)
            square[x[low:high], y[low:high]] = square[y[low:high], x[low:high]] = odds[low:high]
            groups = join_many(square)
        else:
            links = {
                (min(p, q), max(p, q)): each
                for p, q, each in zip(x[low:high], y[low:high], odds[low:high], strict=True)
            }
            groups = join(count, links)
        for row, group in zip(rows, groups, strict=True):
            smallest[group] = min(row, smallest.get(group, row))
        for row, group in zip(rows, groups, strict=True):
            result[row] = smallest[group]
