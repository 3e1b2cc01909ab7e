"""What the levels of a pair say: Fellegi-Sunter with three classes, learned without labels.

A pair is one person, two people with something in common (relatives, colleagues), or strangers. The
shares of the levels in each class are learned by expectation maximisation over the patterns of the candidate pairs;
the shares among strangers come from random pairs, less the part of them that is of the other classes. All pairs that
are no candidates count as strangers. Source: I. Fellegi, A. Sunter, "A Theory for Record Linkage", JASA 64 (1969).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

from .levels import WORLD
from .measures import BINS, COLLEAGUES, MEASURES, RELATIVES, SAME, STRANGERS
from .numbering import Numbering, spread
from .table import MISSING, Field

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from .compare import Comparer
    from .table import Table

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int32]
    Levels = NDArray[np.uint8]

ROUNDS: Final = 60
_DIGITS: Final = 8
"""Levels that fit into one number beside that of a pattern so far."""
_PRIOR_WEIGHT: Final = 10.0
_FLOOR: Final = 1e-10
_STILL: Final = 1e-3
_START: Final = (0.2, 0.25, 0.25)
"""Pairs a record of each known relation, before learning."""
_LEAST: Final = 0.05
"""Pairs of relatives, and of colleagues, a record that an address book is reckoned to have at least."""
_BOOKISH: Final = frozenset(("email", "phone", "org"))
_TEXTS: Final = frozenset(("text", "phrase", "keyword"))
_TELLING: Final = frozenset(("given_name", "family_name", "date_of_birth", "identifier"))
_UNLIKE: Final = ("different", "year")
_MOST: Final = 3.0
"""How many times more often than expected the values of one person may differ in a telling field."""
KNOWN: Final = (SAME, RELATIVES, COLLEAGUES)


@dataclass(slots=True)
class FieldModel:
    """Shares of the levels of one field, by relation (`SAME` … `STRANGERS`); index 0 (missing) is not used."""

    name: str
    kind: str
    measure: str
    shares: list[list[float]]
    rank: int = 0
    common: dict[str, float] = field(default_factory=dict)
    """Share of the records that have a value, for the values that several have: needed only beyond its own table."""


@dataclass(slots=True)
class Model:
    """All that was learned, as plain numbers.

    `pairs` are the shares of all pairs by relation, `duplicates` is the expected number of pairs that are one person.
    """

    rows: int
    duplicates: float
    pairs: list[float]
    fields: list[FieldModel] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Return the model as what JSON can hold."""
        return asdict(self) | {"form": _form()}

    def fit(self, table: Table) -> Table:
        """Bring the fields of another table into the order of this model; what the model does not know is dropped."""
        import numpy as np

        have = {(field.kind, field.rank, field.name if field.kind in _TEXTS else ""): field for field in table.fields}
        missing = np.full(len(table), MISSING, np.int32)
        table.fields = [
            have.get((learned.kind, learned.rank, learned.name if learned.kind in _TEXTS else ""))
            or Field(learned.name, learned.kind, learned.rank, [missing])
            for learned in self.fields
        ]
        return table

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Model:
        """Return the model that `to_dict` gave.

        Raises `ValueError` for one that was learned when values were compared in other ways.
        """
        if data.get("form") != _form():
            raise ValueError("learned when values were compared in other ways")
        return cls(data["rows"], data["duplicates"], data["pairs"], [FieldModel(**found) for found in data["fields"]])


def _form() -> int:
    """Return a number that changes with the levels that shares are learned for."""
    return crc32(repr((BINS, [(name, measure.levels) for name, measure in MEASURES.items()])).encode())


def patterns(levels: Levels, sizes: Sequence[int]) -> tuple[Levels, Ints]:
    """Return the distinct rows of `levels`, and the place of each pair's row in them."""
    import numpy as np

    numbers = np.zeros(len(levels), np.int32)
    first = np.zeros(0, np.int64)
    for start in range(0, len(sizes), _DIGITS):
        key = numbers.astype(np.int64)
        for column, size in enumerate(sizes[start : start + _DIGITS], start):
            key = key * size + levels[:, column]
        numbers, first = Numbering().add(spread(key))
    return levels[first], numbers


class Learner:
    """Expectation maximisation over the patterns of the candidate pairs."""

    def __init__(self, comparer: Comparer, levels: Levels, weights: Floats) -> None:
        """Take the levels of pairs and how many pairs each stands for."""
        import numpy as np

        rows, split = len(comparer.table), comparer.table.split
        whole = rows + WORLD
        self.all_pairs = float(split * (whole - split) if split else whole * (whole - 1) // 2)
        self.comparer = comparer
        self.rows = rows
        least = _LEAST if _BOOKISH & set(comparer.measures) else 0.0
        alone = "keyword" in comparer.measures  # one column tells neither how many are the same nor how alike they are
        self.least = (_START[SAME] if alone else 0.0, least, least)
        self.learned = [relation for relation in KNOWN if not (alone and relation == SAME)]
        self.random = comparer.chance()
        self.mass = [np.maximum(comparer.mass(number), 1e-6) for number in range(len(comparer.fields))]
        self.prior = [[self._prior(number, relation) for number in range(len(self.mass))] for relation in KNOWN]
        self.patterns, inverse = patterns(levels, comparer.sizes)
        self.count = np.bincount(inverse, weights=weights, minlength=len(self.patterns))

    def _prior(self, number: int, relation: int) -> Floats | None:
        """Return the expected shares of the levels of a field; None if this relation is as strangers are in it.

        Equal values spread over the bins of frequency by their mass.
        """
        import numpy as np

        field = self.comparer.fields[number]
        expected = MEASURES[self.comparer.measures[number]].expected(relation)
        if not expected or (relation != SAME and field.rank and field.kind in {"given_name", "family_name"}):
            return None
        return np.concatenate([[0.0], expected[:-1], expected[-1] * self.mass[number]])

    def learn(self) -> Model:
        """Return the model."""
        import numpy as np

        strangers = [random.copy() for random in self.random]
        shares = [
            [
                random.copy() if prior is None else prior.copy()
                for prior, random in zip(priors, self.random, strict=True)
            ]
            for priors in self.prior
        ]
        pairs = [start * max(self.rows, 1) / self.all_pairs for start in _START]
        for _ in range(ROUNDS):
            weights = self._expect(shares, strangers, pairs)
            before = pairs
            pairs = [
                max(float(weight.sum()), least * self.rows, 1.0) / self.all_pairs
                for weight, least in zip(weights, self.least, strict=True)
            ]
            rest = max(1 - sum(pairs), 0.1)
            for number, random in enumerate(self.random):
                others = sum(share * shares[relation][number] for relation, share in enumerate(pairs))
                strangers[number] = np.maximum((random - others) / rest, 0.02 * random + _FLOOR)
                strangers[number][0] = 0
                strangers[number] /= strangers[number].sum()
                for relation in self.learned:
                    prior = self.prior[relation][number]
                    learned = strangers[number] if prior is None else self._shares(number, weights[relation], prior)
                    shares[relation][number] = self._telling(number, learned) if relation == SAME else learned
            if all(abs(now / then - 1) < _STILL for now, then in zip(pairs, before, strict=True)):
                break
        fields = []
        for number, (field_, measure) in enumerate(zip(self.comparer.fields, self.comparer.measures, strict=True)):
            by_relation = [*(shares[relation][number].tolist() for relation in KNOWN), strangers[number].tolist()]
            fields.append(FieldModel(field_.name, field_.kind, measure, by_relation, field_.rank))
        return Model(self.rows, pairs[SAME] * self.all_pairs, [*pairs, max(1 - sum(pairs), 0.1)], fields)

    def _expect(self, shares: list[list[Floats]], strangers: list[Floats], pairs: list[float]) -> list[Floats]:
        """Return by known relation how many pairs of each pattern stand in it."""
        import numpy as np

        logs = [np.full(len(self.patterns), np.log(share)) for share in pairs]
        for number, by_chance in enumerate(strangers):
            level = self.patterns[:, number]
            base = np.log(np.maximum(by_chance, _FLOOR))
            for relation in KNOWN:
                if relation == SAME or self.prior[relation][number] is not None:
                    bits = np.log(np.maximum(shares[relation][number], _FLOOR)) - base
                    bits[0] = 0
                    logs[relation] += bits[level]
        logs.append(np.full(len(self.patterns), np.log(max(1 - sum(pairs), 0.1))))
        top = np.max(logs, axis=0)
        each = [np.exp(log - top) for log in logs]
        total = self.count / sum(each)
        return [part * total for part in each[:STRANGERS]]

    def _telling(self, number: int, shares: Floats) -> Floats:
        """Return the shares with those of unlike values bounded, in fields in which one person rarely has two.

        Without the bound, learning without labels may take another frequent kind of pair for the same person: people
        born in one year and given the same fashionable names, say.
        """
        import numpy as np

        field, measure = self.comparer.fields[number], MEASURES[self.comparer.measures[number]]
        if field.rank or field.kind not in _TELLING:
            return shares
        unlike = [number for number, name in enumerate(measure.levels, 1) if name in _UNLIKE]
        most = [_MOST * measure.same[number - 1] for number in unlike]
        bounded: Floats = shares.copy()
        bounded[unlike] = np.minimum(shares[unlike], most)
        rest = np.delete(np.arange(len(shares)), unlike)
        bounded[rest] *= (1 - bounded[unlike].sum()) / max(1 - shares[unlike].sum(), _FLOOR)
        return bounded

    def _shares(self, number: int, weight: Floats, prior: Floats) -> Floats:
        """Return the shares of the levels among weighted patterns, drawn to the prior when pairs are few."""
        import numpy as np

        size, first = self.comparer.sizes[number], self.comparer.same[number]
        found = np.bincount(self.patterns[:, number], weights=weight, minlength=size).astype(float)
        found[0] = 0
        found += (_PRIOR_WEIGHT + 0.01 * found.sum()) * prior
        found[first:] = found[first:].sum() * self.mass[number]
        return np.asarray(found / found.sum(), np.float64)
