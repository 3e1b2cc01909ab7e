"""How each kind of field is compared: the names of its levels, and what to expect of them before learning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .table import Field


BINS: Final = 4
"""Frequency classes of equal values: agreeing on a rare one says more."""
SAME, RELATIVES, COLLEAGUES, STRANGERS = range(4)
"""What two records can be to each other."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How one kind of field is compared: names of its levels from 1 on, and what to expect of them before learning.

    `chance` are the shares of all levels but the last among strangers whose values are not equal. `same`, `relatives`
    and `colleagues` are the shares of the levels among pairs of one person, of people with a family name and an
    address in common, and of people with an organisation in common. Where the latter are empty, such people agree by
    chance only, as strangers do.
    """

    levels: tuple[str, ...]
    chance: tuple[float, ...]
    same: tuple[float, ...]
    relatives: tuple[float, ...] = ()
    colleagues: tuple[float, ...] = ()

    def expected(self, relation: int) -> tuple[float, ...]:
        """Return the shares for `SAME`, `RELATIVES` or `COLLEAGUES`."""
        return (self.same, self.relatives, self.colleagues)[relation]


MEASURES: Final[dict[str, Measure]] = {
    "given_name": Measure(
        ("different", "initial", "near", "part", "close", "swapped", "same"),
        (0.95, 0.02, 0.015, 0.005, 0.01, 0.0),
        (0.04, 0.03, 0.02, 0.05, 0.07, 0.02, 0.77),
    ),
    "family_name": Measure(
        ("different", "near", "part", "close", "swapped", "same"),
        (0.965, 0.02, 0.005, 0.01, 0.0),
        (0.05, 0.02, 0.02, 0.07, 0.02, 0.82),
        (0.02, 0.02, 0.02, 0.03, 0.0001, 0.91),
    ),
    "date_of_birth": Measure(
        ("different", "year", "parts", "partial", "close", "same"),
        (0.945, 0.02, 0.025, 0.005, 0.005),
        (0.04, 0.01, 0.05, 0.02, 0.1, 0.78),
    ),
    "email": Measure(
        ("different", "domain", "local", "close", "same"),
        (0.93, 0.05, 0.01, 0.01),
        (0.4, 0.05, 0.05, 0.05, 0.45),
        (0.8, 0.1, 0.04, 0.03, 0.03),
        (0.4, 0.57, 0.01, 0.01, 0.01),
    ),
    "phone": Measure(
        ("different", "close", "same"), (0.99, 0.01), (0.4, 0.05, 0.55), (0.69, 0.01, 0.3), (0.89, 0.06, 0.05)
    ),
    "url": Measure(("different", "host", "close", "same"), (0.5, 0.49, 0.01), (0.05, 0.3, 0.05, 0.6)),
    "org": Measure(
        ("different", "near", "close", "same"), (0.96, 0.03, 0.01), (0.25, 0.05, 0.1, 0.6), (), (0.05, 0.05, 0.1, 0.8)
    ),
    "keyword": Measure(("different", "near", "close", "same"), (0.97, 0.02, 0.01), (0.05, 0.05, 0.15, 0.75)),
    "phrase": Measure(
        ("different", "akin", "near", "close", "same"), (0.8, 0.15, 0.04, 0.01), (0.05, 0.1, 0.15, 0.25, 0.45)
    ),
    "identifier": Measure(
        ("different", "near", "close", "same"),
        (0.97, 0.02, 0.01),
        (0.05, 0.05, 0.1, 0.8),
        (0.85, 0.01, 0.01, 0.13),
        (0.85, 0.01, 0.01, 0.13),
    ),
    "number": Measure(
        ("different", "near", "close", "same"),
        (0.8, 0.15, 0.05),
        (0.15, 0.05, 0.1, 0.7),
        (0.3, 0.05, 0.05, 0.6),
        (0.4, 0.05, 0.05, 0.5),
    ),
    "words": Measure(
        ("different", "near", "close", "same"),
        (0.96, 0.03, 0.01),
        (0.2, 0.05, 0.1, 0.65),
        (0.3, 0.04, 0.06, 0.6),
        (0.4, 0.04, 0.06, 0.5),
    ),
    "category": Measure(("different", "same"), (1.0,), (0.15, 0.85), (0.4, 0.6), (0.5, 0.5)),
}
"""Measure by kind; kinds without one use `words`, `number` or `category`."""

_NUMBERS: Final = frozenset({"postcode", "house_number"})
_CATEGORIES: Final = frozenset({"gender", "title", "country"})
_FEW, _SOME = 40, 500


def measure_of(found: Field) -> str:
    """Return the name of the measure for a field."""
    if found.kind in MEASURES:
        return found.kind
    if found.kind in _NUMBERS:
        return "number"
    if found.kind in _CATEGORIES or len(found.values) <= _FEW:
        return "category"
    some = found.values.take(slice(_SOME)).strings()
    digits = sum(value.replace(" ", "").isdigit() for value in some)
    return "number" if digits > len(some) / 2 else "words"
