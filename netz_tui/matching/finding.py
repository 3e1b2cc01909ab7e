"""The two ways into the bulk engine: all records against each other, and new ones against those already known."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from .engine import run
from .explain import explain
from .keys import blocking_keys
from .prepare import prepare
from .records import MAYBE, Pair
from .scoring import Scorer, probability
from .similar import similar
from .table import SLOTS, Builder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from .engine import Found
    from .model import Model
    from .records import Record
    from .table import Table

    Progress = Callable[[str, float], None]

KEY_LIMIT: Final = 40
"""A key that more stored records have than this is too common to find candidates by."""
KEY_RARE: Final = 5
"""A key of the name that so few stored records have is enough by itself."""
NAME_KEYS: Final = frozenset(("n:", "g:"))
_SINGLE: Final = {
    "given_name": "given",
    "family_name": "family",
    "full_name": "name",
    "org": "org",
    "title": "title",
    "position": "position",
    "street": "street",
    "postcode": "postcode",
    "city": "city",
    "date_of_birth": "birthday",
}
_SEVERAL: Final = {"email": "emails", "phone": "phones", "url": "urls"}


class Cancelled(Exception):
    """The search was cancelled by its caller."""


@dataclass(frozen=True)
class Result:
    """What a search found."""

    found: Found
    threshold: float

    @cached_property
    def model(self) -> Model:
        """The learned parameters, with the frequencies that other tables need; `to_dict` makes them storable."""
        for number, field in enumerate(self.found.model.fields):
            field.common = self.found.comparer.common(number)
        return self.found.model

    @cached_property
    def pairs(self) -> list[Pair]:
        """Pairs of ids from the threshold on, most probable first, with their reasons; worked out when first asked."""
        return pairs_of(self.found, self.threshold)

    @cached_property
    def clusters(self) -> list[list[Any]]:
        """Groups of two and more ids that are one person, in the order of the records."""
        groups: dict[int, list[Any]] = {}
        ids = self.found.comparer.table.ids
        for row, first in enumerate(self.found.group.tolist()):
            groups.setdefault(first, []).append(ids[row])
        return [group for group in groups.values() if len(group) > 1]


def pairs_of(found: Found, threshold: float) -> list[Pair]:
    """Return the pairs of a search from a probability on, most probable first."""
    import numpy as np

    chances = probability(found.odds)
    best = np.flatnonzero(chances >= threshold)
    best = best[np.lexsort((best, -chances[best]))]
    a, b = found.a[best], found.b[best]
    ids = found.comparer.table.ids
    reasons = explain(Scorer(found.comparer, found.model), a, b)
    every = zip(a.tolist(), b.tolist(), chances[best].tolist(), reasons, strict=True)
    return [Pair(ids[x], ids[y], chance, why) for x, y, chance, why in every]


def ticker(progress: Progress | None, cancelled: Callable[[], bool] | None) -> Progress:
    """Return a function that tells of progress and raises `Cancelled` when that is wished."""

    def tick(step: str, share: float) -> None:
        if cancelled is not None and cancelled():
            raise Cancelled
        if progress is not None:
            progress(step, share)

    return tick


def table_of(records: Sequence[Record], split: int = 0) -> Table:
    """Return records as a table."""
    extras = sorted({name for record in records for name in record.extra})
    columns = [(name, name) for name in _SINGLE]
    columns += [(kind, kind) for kind in _SEVERAL for _ in range(SLOTS)]
    builder = Builder([*columns, *((name, "text") for name in extras)])
    values = [[getattr(record, name) for record in records] for name in _SINGLE.values()]
    for name in _SEVERAL.values():
        lists = [getattr(record, name) for record in records]
        values += [[each[slot] if len(each) > slot else "" for each in lists] for slot in range(SLOTS)]
    values += [[record.extra.get(name, "") for record in records] for name in extras]
    builder.add([record.id for record in records], values)
    return prepare(builder.table(split))


def find_pairs(
    records: Iterable[Record],
    *,
    threshold: float = MAYBE,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Result:
    """Find who is the same person among all records, without labels and without settings.

    `progress` is told the step and the share of it that is done (0 to 1). Raises `Cancelled` soon after `cancelled`
    returns true.
    """
    tick = ticker(progress, cancelled)
    tick("read", 0.0)
    return Result(run(table_of(list(records)), tick), threshold)


def match_new(
    new: Sequence[Record],
    find: Callable[[Sequence[str]], Iterable[tuple[str, Any]]],
    load: Callable[[Sequence[Any]], Iterable[Record]],
    model: Model | None,
    *,
    size: int = 10_000,
    threshold: float = MAYBE,
) -> list[Pair]:
    """Find for new records who of the stored ones they may be: pairs (new id, stored id), most probable first.

    Where new records are among the stored ones, each is compared with the new ones before it.

    The store answers two questions: `find(keys)` gives (key, stored id) for all `blocking_keys` of stored records that
    are among `keys`; `load(ids)` gives the records with these ids. `model` is that of the last `find_pairs` over the
    store, or None if there was none: then the sound defaults of `similar` are used, for a store of `size` records.
    """
    candidates = _candidates(new, find)
    wanted = sorted({stored for each in candidates for stored in each}, key=str)
    stored = {record.id: record for record in load(wanted)}
    if model is None:
        found = (
            similar(
                record,
                [stored[each] for each in sorted(ids, key=str) if each in stored],
                size=size,
                threshold=threshold,
            )
            for record, ids in zip(new, candidates, strict=True)
        )
        return sorted((pair for pairs in found for pair in pairs), key=lambda pair: -pair.probability)
    return _match(new, list(stored.values()), candidates, model, threshold)


def _candidates(new: Sequence[Record], find: Callable[[Sequence[str]], Iterable[tuple[str, Any]]]) -> list[set[Any]]:
    """Return for each new record the stored ones worth weighing.

    They share two keys with it, or one that is rare or not of the name alone; keys that are too common do not count.
    """
    keys = [blocking_keys(record) for record in new]
    holders: dict[str, list[Any]] = {}
    for key, stored in find(sorted({key for each in keys for key in each})):
        holders.setdefault(key, []).append(stored)
    found: list[set[Any]] = []
    for each in keys:
        lists = [(key, holders.get(key, ())) for key in each]
        shared = Counter(chain.from_iterable(ids for _, ids in lists if len(ids) <= KEY_LIMIT))
        telling = {
            stored
            for key, ids in lists
            if len(ids) <= KEY_RARE or (key[:2] not in NAME_KEYS and len(ids) <= KEY_LIMIT)
            for stored in ids
        }
        found.append(telling | {stored for stored, count in shared.items() if count > 1})
    place = {record.id: number for number, record in enumerate(new)}
    return [{stored for stored in each if place.get(stored, -1) < number} for number, each in enumerate(found)]


def _match(
    new: Sequence[Record], stored: Sequence[Record], candidates: Sequence[set[Any]], model: Model, threshold: float
) -> list[Pair]:
    """Weigh the candidate pairs with a model."""
    import numpy as np

    from .compare import Comparer
    from .engine import Found

    row_of: Mapping[Any, int] = {record.id: row for row, record in enumerate(stored, len(new))}
    couples = [
        (row, row_of[each]) for row, ids in enumerate(candidates) for each in sorted(ids, key=str) if each in row_of
    ]
    if not couples:
        return []
    a, b = (np.array(side, np.int32) for side in zip(*couples, strict=True))
    table = model.fit(table_of([*new, *stored], split=len(new)))
    comparer = Comparer(table, model)
    odds = Scorer(comparer, model).odds(comparer.levels(a, b), a, b)
    return pairs_of(Found(a, b, odds, a, model, comparer), threshold)
