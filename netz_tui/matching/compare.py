"""The levels of all fields for many pairs of records, and how often each level comes about by chance."""

from __future__ import annotations

from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Final

from .levels import UNEQUAL, WORLD, facts, may_be_one
from .measures import BINS, MEASURES, measure_of
from .numbering import Numbering

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .levels import Facts
    from .model import Model
    from .table import Field, Table

    Ints = NDArray[np.int32]
    Levels = NDArray[np.uint8]

COMMON: Final = 20_000
"""Values of one field whose frequencies are kept with what was learned."""
_NEITHER: Final = -2
SAMPLE: Final = 60_000
"""Random pairs looked at to learn how often a level comes about by chance."""


class Comparer:
    """Compare records of a table by row; `fields[f]` has the levels 0 (missing) to `sizes[f]` - 1."""

    def __init__(self, table: Table, model: Model | None = None) -> None:
        """Take a table; with a model, its measures and frequencies instead of those of the table."""
        self.table = table
        self.fields = table.fields
        self.measures = (
            [each.measure for each in model.fields] if model else [measure_of(each) for each in table.fields]
        )
        self.same = [len(MEASURES[measure].levels) for measure in self.measures]
        self.sizes = [same + BINS for same in self.same]
        self.facts = [facts(found, len(table)) for found in table.fields]
        if model:
            for known, field, learned in zip(self.facts, self.fields, model.fields, strict=True):
                once = 1 / max(model.rows, 1)
                known.frequency[:] = [learned.common.get(value, once) for value in field.values]
        self.bins = [_bins(known) for known in self.facts]
        self._given = next((f for f, x in enumerate(self.fields) if x.kind == "given_name" and x.rank == 0), -1)
        self._family = next((f for f, x in enumerate(self.fields) if x.kind == "family_name" and x.rank == 0), -1)
        names = Numbering()
        for number in (self._given, self._family):
            if number >= 0:
                names.add(self.fields[number].values.hashes())
        for known, measure in zip(self.facts, self.measures, strict=True):
            if measure == "email":
                known.extra["names"] = names

    def levels(self, a: Ints, b: Ints) -> Levels:
        """Return the levels of the pairs of rows `a`, `b`: one row a pair, one column a field."""
        import numpy as np

        found = np.zeros((len(a), len(self.fields)), np.uint8, order="F")
        for number, field in enumerate(self.fields):
            found[:, number] = self._field(number, field, a, b)
        self._swapped(found, a, b)
        self._same_company(found)
        self._spelt_alike(found)
        return found

    def _field(self, number: int, field: Field, a: Ints, b: Ints) -> Levels:
        """Return the levels of one field: of several slots the best."""
        import numpy as np

        best = np.zeros(len(a), np.uint8)
        equal = np.append(self.bins[number] + self.same[number], 0).astype(np.uint8)  # the last one is for `MISSING`
        for left in field.slots:
            for right in field.slots:
                x, y = left.take(a), right.take(b)
                level = np.where(x == y, equal.take(x), np.uint8(0))
                rest = np.flatnonzero((x != y) & (x >= 0) & (y >= 0) & (best < self.same[number]))
                level[rest] = UNEQUAL[self.measures[number]](self.facts[number], x[rest], y[rest])
                np.maximum(best, level, out=best)
        return best

    def _swapped(self, found: Levels, a: Ints, b: Ints) -> None:
        """Mark names that stand in each other's place: one exactly, the other nearly or missing on a side."""
        import numpy as np

        if self._given < 0 or self._family < 0:
            return
        given, family = self.fields[self._given], self.fields[self._family]
        as_given = np.append(self._as_given, _NEITHER)
        unlike = np.flatnonzero(
            (found[:, self._given] < self.same[self._given]) & (found[:, self._family] < self.same[self._family])
        )
        x, y = a[unlike], b[unlike]
        to_y = given.codes[x] == as_given[family.codes[y]]
        to_x = given.codes[y] == as_given[family.codes[x]]
        one = np.flatnonzero(to_y ^ to_x)
        first = np.where(to_y[one], y[one], x[one])
        last = np.where(to_y[one], x[one], y[one])
        both = (given.codes[first] >= 0) & (family.codes[last] >= 0)
        near = both.copy()
        near[both] = may_be_one(
            given.values.strings(given.codes[first[both]]), family.values.strings(family.codes[last[both]])
        )
        crossed = np.concatenate([unlike[to_y & to_x], unlike[one[near]]])
        alone = unlike[one[~both]]
        swapped = [MEASURES[kind].levels.index("swapped") + 1 for kind in ("given_name", "family_name")]
        found[crossed, self._given], found[crossed, self._family] = swapped
        found[alone, self._given], found[alone, self._family] = swapped[0], 0

    @cached_property
    def _as_given(self) -> Ints:
        """For each family name its code as a given name, `_NEITHER` if it is none."""
        import numpy as np

        known = Numbering()
        known.add(self.fields[self._given].values.hashes())
        found = known.find(self.fields[self._family].values.hashes())
        return np.where(found < 0, np.int32(_NEITHER), found)

    def _same_company(self, found: Levels) -> None:
        """Count the same company once: where its name agrees, the same mail domain says nothing more."""
        if "email" not in self.measures or "org" not in self.measures:
            return
        mail, org = self.measures.index("email"), self.measures.index("org")
        domain = MEASURES["email"].levels.index("domain") + 1
        found[(found[:, mail] == domain) & (found[:, org] > 1), mail] = 0

    def _spelt_alike(self, found: Levels) -> None:
        """Count an address as close only where the names are equal; elsewhere it differs because the names do."""
        names = [number for number in (self._given, self._family) if number >= 0]
        for number, measure in enumerate(self.measures):
            if measure in {"email", "url"} and names:
                close = found[:, number] == MEASURES[measure].levels.index("close") + 1
                unlike = [(found[:, name] > 0) & (found[:, name] < self.same[name]) for name in names]
                found[close & (sum(unlike) > 0), number] = 1

    def mass(self, number: int) -> NDArray[np.float64]:
        """Return how the records with a value in field `number` spread over the bins of frequency."""
        import numpy as np

        mass = np.bincount(self.bins[number], weights=self.facts[number].frequency, minlength=BINS)
        return np.asarray(mass / max(mass.sum(), 1e-12), np.float64)

    def shared_value(self, field: Field, a: Ints, b: Ints) -> Ints:
        """Return the code that the rows of each pair have in common in some slot."""
        value = field.codes[a]
        if len(field.slots) == 1:
            return value
        for left in field.slots:
            for right in field.slots:
                equal = (left[a] == right[b]) & (left[a] >= 0)
                value[equal] = left[a][equal]
        return value

    def values(self, number: int, x: int, y: int) -> tuple[str, str]:
        """Return the values of two rows that a field is judged by, as first written: of several the most alike."""
        field = self.fields[number]
        left, right = ([int(slot[row]) for slot in field.slots if slot[row] >= 0] for row in (x, y))
        shared = [code for code in left if code in right]
        one, other = (shared[0], shared[0]) if shared else self._most_alike(number, list(product(left, right)))
        return field.shown(one), field.shown(other)

    def crossed(self, x: int, y: int) -> tuple[str, str]:
        """Return the name that stands as given name in one of two rows and as family name in the other, as written."""
        given, family = self.fields[self._given], self.fields[self._family]
        first, last = int(given.codes[x]), int(family.codes[y])
        if first >= 0 and last >= 0 and self._as_given[last] == first:
            return given.shown(first), family.shown(last)
        return family.shown(int(family.codes[x])), given.shown(int(given.codes[y]))

    def _most_alike(self, number: int, codes: list[tuple[int, int]]) -> tuple[int, int]:
        """Return the pair of unequal codes with the best level, the first of several."""
        import numpy as np

        if len(codes) == 1:
            return codes[0]
        one, other = (np.array(side, np.int32) for side in zip(*codes, strict=True))
        return codes[int(UNEQUAL[self.measures[number]](self.facts[number], one, other).argmax())]

    def normal(self, number: int, x: int, y: int) -> tuple[str, str]:
        """Return the comparable values of two rows in the first slot of a field."""
        field = self.fields[number]
        return field.values[field.codes[x]], field.values[field.codes[y]]

    def common(self, number: int) -> dict[str, float]:
        """Return the frequencies of the values that more than two records have, the most frequent ones."""
        import numpy as np

        frequency = self.facts[number].frequency
        often = np.flatnonzero(frequency > 2.5 / max(len(self.table), 1))
        often = often[np.argsort(-frequency[often], kind="stable")][:COMMON]
        values = self.fields[number].values.strings(often)
        return {value: round(float(frequency[code]), 9) for value, code in zip(values, often.tolist(), strict=True)}

    def chance(self) -> list[NDArray[np.float64]]:
        """Return for each field how often each level comes about in random pairs, given that both values are there.

        What is equal is counted exactly, from the frequencies; the rest comes from a sample of fixed seed.
        """
        import numpy as np

        random = np.random.default_rng(1)
        rows, split = len(self.table), self.table.split
        number = min(SAMPLE, rows * (rows - 1) // 2)
        a = random.integers(0, split or max(rows, 1), number, dtype=np.int32)
        b = random.integers(split, max(rows, 1), number, dtype=np.int32)
        found = self.levels(a[a != b], b[a != b])
        return [self._chance(field, found[:, field]) for field in range(len(self.fields))]

    def _chance(self, field: int, found: Levels) -> NDArray[np.float64]:
        import numpy as np

        same = self.same[field]
        count = np.bincount(found[found > 0], minlength=self.sizes[field]).astype(float)
        frequency = self.facts[field].frequency
        equal = np.bincount(self.bins[field], weights=frequency**2, minlength=BINS)
        unequal = count[1:same] + WORLD * np.array(MEASURES[self.measures[field]].chance)
        share = np.zeros(self.sizes[field])
        share[1:same] = unequal / unequal.sum() * max(1 - equal.sum(), 1e-9)
        share[same:] = np.maximum(equal, 1e-12)
        swapped = "swapped" in MEASURES[self.measures[field]].levels and self._crossing()
        if swapped:
            share[MEASURES[self.measures[field]].levels.index("swapped") + 1] = swapped
        return share

    def _crossing(self) -> float:
        """Return the chance that the given name of one is the family name of another."""
        if self._given < 0 or self._family < 0:
            return 1e-6
        given, family = self.facts[self._given], self.facts[self._family]
        as_given = self._as_given
        both = as_given != _NEITHER
        return max(float((given.frequency[as_given[both]] * family.frequency[both]).sum()), 1e-6)


def _bins(known: Facts) -> Levels:
    """Return value -> bin of its frequency, rarest last."""
    import numpy as np

    if not len(known.frequency):
        return np.zeros(0, np.uint8)
    bits = -np.log2(known.frequency)
    low, high = float(bits.min()), float(bits.max())
    place = (bits - low) / max((high - low) / BINS, 1e-9)
    bins: Levels = np.minimum(place, BINS - 1).astype(np.uint8)
    return bins
