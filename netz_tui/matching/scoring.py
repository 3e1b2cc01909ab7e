"""From levels to probabilities: the learned weights, sharpened by how frequent the agreeing values are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .measures import COLLEAGUES, MEASURES, RELATIVES, SAME, STRANGERS
from .model import KNOWN
from .records import NAME_ALONE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .compare import Comparer
    from .model import FieldModel, Model

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int32]
    Levels = NDArray[np.uint8]

_CHUNK: Final = 1 << 16
"""Pairs that are weighed at once."""
_TINY: Final = 1e-10
_NEAR_SHARE: Final = 0.5
_WORTH: Final = 1.0
_NAMES: Final = frozenset({"given_name", "family_name", "title", "gender"})
_ALONE: Final = frozenset({"keyword", "phrase"})
"""Parts of the one column there is: a name too."""


@dataclass(frozen=True, slots=True)
class _Table:
    """Bits against strangers for one relation and field, by level, and by value where values are equal."""

    level: Floats
    value: Floats


class Scorer:
    """Weigh pairs of a comparer's table with a model."""

    def __init__(self, comparer: Comparer, model: Model) -> None:
        import numpy as np

        self.comparer = comparer
        self.prior = np.log2(np.array(model.pairs, np.float32))
        self._tables = [
            [self._table(number, field, relation) for number, field in enumerate(model.fields)] for relation in KNOWN
        ]
        self._rarity = [_rarity(known.frequency) for known in comparer.facts]
        kinds = [field.kind for field in comparer.fields]
        names = _NAMES | _ALONE if "keyword" in kinds else _NAMES
        self._beyond_name = [kind not in names for kind in kinds]

    def _table(self, number: int, learned: FieldModel, relation: int) -> _Table | None:
        """Return the bits of a field for a relation; None if it is as strangers are in this field."""
        import numpy as np

        if relation != SAME and learned.shares[relation] == learned.shares[STRANGERS]:
            return None
        first = self.comparer.same[number]
        share, chance = (np.maximum(np.array(learned.shares[of]), _TINY) for of in (relation, STRANGERS))
        level = np.log2(share / chance)
        level[0] = 0
        frequency = self.comparer.facts[number].frequency
        equal, by_chance = float(share[first:].sum()), float(chance[first:].sum())
        if relation == SAME:
            value = np.log2(equal / frequency)
        else:
            shared = min(max((equal - by_chance) / (1 - min(by_chance, 0.99)), 0.0), 1.0)
            value = np.log2(shared / frequency + 1 - shared)
        return _Table(level.astype(np.float32), value.astype(np.float32))

    def weights(self, levels: Levels, a: Ints, b: Ints) -> list[Floats]:
        """Return by known relation the bits against strangers: one row a pair, one column a field."""
        import numpy as np

        bits = [np.zeros(levels.shape, np.float32, order="F") for _ in KNOWN]
        for number, field in enumerate(self.comparer.fields):
            level, first = levels[:, number], self.comparer.same[number]
            equal = np.flatnonzero(level >= first)
            value = self.comparer.shared_value(field, a[equal], b[equal])
            close = np.flatnonzero((level > 2) & (level < first))  # noqa: PLR2004 - better than near
            single = len(field.slots) == 1 and self.comparer.measures[number] != "category"
            rare = self._rarity[number]
            gain = np.minimum(rare[field.codes[a[close]]], rare[field.codes[b[close]]]) if single else 0
            for relation in KNOWN:
                table = self._tables[relation][number]
                if table is not None:
                    column = table.level.take(level)
                    column[equal] = table.value.take(value)
                    column[close] += gain
                    bits[relation][:, number] = column
        return bits

    def odds(self, levels: Levels, a: Ints, b: Ints) -> Floats:
        """Return the log2 odds that each pair is one person; a name alone never exceeds `NAME_ALONE`."""
        import numpy as np

        parts = (slice(start, start + _CHUNK) for start in range(0, len(a), _CHUNK))
        found = [self._odds(levels[part], a[part], b[part]) for part in parts]
        return np.concatenate(found) if found else np.zeros(0, np.float32)

    def _odds(self, levels: Levels, a: Ints, b: Ints) -> Floats:
        import numpy as np

        bits = self.weights(levels, a, b)
        others = np.full(len(a), self.prior[STRANGERS], np.float32)
        for relation in (RELATIVES, COLLEAGUES):
            np.logaddexp2(others, self.prior[relation] + bits[relation].sum(1), out=others)
        odds = self.prior[SAME] + bits[SAME].sum(1) - others
        tells = bits[SAME] > _WORTH
        for number, measure in enumerate(self.comparer.measures):
            if measure in {"email", "url"}:  # what resembles each other there is mostly made of the name
                tells[levels[:, number] == MEASURES[measure].levels.index("close") + 1, number] = False
        only_name = ~tells[:, self._beyond_name].any(1)
        cap = np.float32(np.log2(NAME_ALONE / (1 - NAME_ALONE)))
        odds[only_name] = np.minimum(odds[only_name], cap)
        return np.asarray(odds, np.float32)


def _rarity(frequency: NDArray[np.float64]) -> Floats:
    """Return by value the bits that its rarity adds to a near agreement: half of what it adds to an exact one."""
    import numpy as np

    if not len(frequency):
        return np.zeros(0, np.float32)
    gain: Floats = (_NEAR_SHARE * (np.log2((frequency**2).sum()) - np.log2(frequency))).astype(np.float32)
    return gain


def probability(odds: Floats) -> Floats:
    """Return probabilities of log2 odds."""
    import numpy as np

    return np.asarray(1 / (1 + np.exp2(-np.clip(odds, -60, 60))), np.float64)
