"""Does one stand between people who don't know each other? Burt's constraint, where their ties are known.

Exports of platforms are a star: they show no tie between contacts, and in a star everybody looks like a
broker. So only ties between contacts that were recorded (introductions, cross-checks) count, and a pair
nobody asked about is unknown, not untied.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final, TypeVar

from netz_tui.study.findings import NEED, Bias, Finding

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

Person = TypeVar("Person", bound="Hashable")

COVERAGE: Final = 0.5
"""Share of the pairs of contacts that must be known before the constraint is shown."""


def constraint(ties: Mapping[Person, Mapping[Person, float]], ego: Person) -> float | None:
    """Return Burt's (1992) constraint C = Σ_j (p_ij + Σ_q p_iq p_qj)² of `ego`, `None` without a tie.

    `ties` maps each person to the weight (> 0) of the ties to others; the two directions of a tie are added
    up, and p_ij is i's share of weight in j. Low values: others are not tied to each other.
    """
    both: dict[Person, dict[Person, float]] = {}
    for one, others in ties.items():
        for other, weight in others.items():
            if one != other and weight:
                both.setdefault(one, {})[other] = both.get(one, {}).get(other, 0.0) + weight
                both.setdefault(other, {})[one] = both.get(other, {}).get(one, 0.0) + weight
    mine = both.get(ego)
    if not mine:
        return None
    totals = {person: sum(around.values()) for person, around in both.items()}
    total = 0.0
    for person in mine:
        indirect = sum(
            weight / totals[ego] * both[through].get(person, 0.0) / totals[through] for through, weight in mine.items()
        )
        total += (mine[person] / totals[ego] + indirect) ** 2
    return total


@dataclass(frozen=True, slots=True, kw_only=True)
class Brokerage(Finding):
    """Hold the constraint among `contacts` people, `n` of whose pairs are known, of `pairs` in all.

    `constraint` is `None` unless at least `need` pairs are known, and `COVERAGE` of all. `star` is what it
    would be if no two contacts knew each other: the figure to compare with. It has no interval: what is
    uncertain is which pairs are known, and `coverage` says that.
    """

    contacts: int
    pairs: int
    constraint: float | None
    star: float | None

    @property
    def coverage(self) -> float:
        """Return the share of pairs that are known, 0..1."""
        return self.n / self.pairs if self.pairs else 0.0


def brokerage(
    own: Mapping[Person, float],
    known: Mapping[tuple[Person, Person], float],
    *,
    need: int = NEED,
    coverage: float = COVERAGE,
) -> Brokerage:
    """Return the brokerage of oneself among the contacts `own`, given by the weight (> 0) of the tie to each.

    `known` has the weight of the tie between two contacts, 0 where they were found not to know each other; of a
    pair given in both orders the smaller weight counts: a tie one side doesn't know of is none. People
    without a known pair are left out of the figure, since nothing is known of where they stand.
    """
    pairs: dict[frozenset[Person], float] = {}
    for (one, other), weight in known.items():
        if one != other and one in own and other in own:
            pair = frozenset((one, other))
            pairs[pair] = min(weight, pairs.get(pair, weight))
    inside = {person for pair in pairs for person in pair}
    possible = len(inside) * (len(inside) - 1) // 2
    need = max(need, round(coverage * possible + 0.5 - 1e-9))
    value = star = None
    if len(pairs) >= need:
        me = object()
        mine: dict[Hashable, float] = {person: own[person] for person in inside}
        ties: dict[Hashable, dict[Hashable, float]] = {me: mine}
        star = constraint(ties, me)
        for one, other in combinations(inside, 2):
            weight = pairs.get(frozenset((one, other)), 0.0)
            if weight:
                ties.setdefault(one, {})[other] = weight
        value = constraint(ties, me)
    return Brokerage(
        n=len(pairs),
        need=need,
        bias=Bias.STAR,
        contacts=len(inside),
        pairs=possible,
        constraint=value,
        star=star,
    )


def asked_pairs(
    answers: Iterable[tuple[Person, Person, bool | None]],
) -> dict[tuple[Person, Person], float]:
    """Return known pairs for `brokerage` from cross-checks (asked, about, knows); unanswered ones are left out."""
    return {(one, other): float(knows) for one, other, knows in answers if knows is not None}
