"""Say in reasons what the levels of a pair mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .measures import COLLEAGUES, MEASURES, RELATIVES, SAME, STRANGERS
from .nicknames import same_nickname
from .records import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from .scoring import Scorer

    Ints = NDArray[np.int32]

_NAMED: Final = {
    "given_name": "given",
    "family_name": "family",
    "email": "email",
    "phone": "phone",
    "url": "url",
    "org": "org",
    "city": "city",
    "date_of_birth": "birthday",
}
"""Kinds with reasons of their own."""
_ALIKE: Final = {"different": "different", "year": "different", "same": "same"}
_SPECIAL: Final = {
    ("given_name", "initial"): "initial",
    ("given_name", "part"): "part_given",
    ("given_name", "swapped"): "swapped_name",
    ("family_name", "part"): "part_family",
    ("family_name", "swapped"): "swapped_name",
    ("email", "domain"): "same_domain",
    ("url", "host"): "different_url",
}
_CHUNK: Final = 1 << 14
_FELT: Final = 0.05
_CHANGE: Final = 0.5


def explain(scorer: Scorer, a: Ints, b: Ints) -> Iterator[tuple[Reason, ...]]:
    """Yield the reasons for each pair of rows, strongest first."""
    for start in range(0, len(a), _CHUNK):
        yield from _chunk(scorer, a[start : start + _CHUNK], b[start : start + _CHUNK])


def _chunk(scorer: Scorer, a: Ints, b: Ints) -> Iterator[tuple[Reason, ...]]:
    import numpy as np

    comparer = scorer.comparer
    levels = comparer.levels(a, b)
    bits = scorer.weights(levels, a, b)
    rest = scorer.prior[STRANGERS]
    kin = np.stack([scorer.prior[relation] + bits[relation].sum(1) for relation in (RELATIVES, COLLEAGUES)])
    loss = (np.logaddexp2(np.logaddexp2(kin[0], kin[1]), rest) - rest).tolist()
    colleagues = (kin[1] > kin[0]).tolist()
    pairs = zip(a.tolist(), b.tolist(), levels.tolist(), bits[SAME].tolist(), strict=True)
    for place, (x, y, level, weight) in enumerate(pairs):
        reasons = {
            reason.code + reason.params.get("field", ""): reason
            for field, (each, own) in enumerate(zip(level, weight, strict=True))
            if each and abs(own) >= _FELT
            for reason in [_reason(scorer, field, each, own, x, y)]
        }
        if loss[place] > _CHANGE:
            code = "colleagues" if colleagues[place] else "relatives"
            reasons[code] = Reason(code, -loss[place], {})
        yield tuple(sorted(reasons.values(), key=lambda reason: -abs(reason.weight)))


def _reason(scorer: Scorer, field: int, level: int, weight: float, x: int, y: int) -> Reason:
    """Return what a level of one field says of the rows `x` and `y`."""
    comparer = scorer.comparer
    found, measure = comparer.fields[field], comparer.measures[field]
    name = MEASURES[measure].levels[min(level, comparer.same[field]) - 1]
    left, right = comparer.crossed(x, y) if name == "swapped" else comparer.values(field, x, y)
    kind = _NAMED.get(found.kind, "") if found.rank == 0 else ""
    if not kind:
        code = f"{_ALIKE.get(name, 'similar')}_value"
        return Reason(code, weight, {"field": found.name, "a": left, "b": right})
    code = _SPECIAL.get((measure, name)) or f"{_ALIKE.get(name, 'similar')}_{kind}"
    if code == "part_given" and same_nickname(*comparer.normal(field, x, y)):
        code = "nickname"
    if (
        code == "same_given"
        and comparer.table.turned is not None
        and comparer.table.turned[x] != comparer.table.turned[y]
    ):
        code = "swapped_name"
    if code == "same_domain":
        left = right = left.rpartition("@")[2]
    return Reason(code, weight, {"a": left, "b": right})
