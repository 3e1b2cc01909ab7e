"""What matching takes and gives: a `Record` of a person, a `Pair` of two with its `Reason`s."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SURE: Final = 0.99
"""From this probability on a pair may be merged without being asked about one by one."""
MAYBE: Final = 0.1
"""Below this probability a pair is not worth showing."""
NAME_ALONE: Final = 0.9
"""Highest probability of a pair for which nothing but the name (and title) speaks: never `SURE`."""

REASONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "same_name": "same name {a}",
        "swapped_name": "same name with given and family name swapped: {a} ≈ {b}",
        "same_given": "same given name {a}",
        "nickname": "two forms of one given name: {a} ≈ {b}",
        "part_given": "one of several given names: {a} ≈ {b}",
        "initial": "initial fits: {a} ≈ {b}",
        "similar_given": "similar given name: {a} ≈ {b}",
        "different_given": "other given name: {a} / {b}",
        "same_family": "same family name {a}",
        "part_family": "part of a double name: {a} ≈ {b}",
        "similar_family": "similar family name: {a} ≈ {b}",
        "different_family": "other family name: {a} / {b}",
        "same_email": "same e-mail {a}",
        "similar_email": "similar e-mail: {a} ≈ {b}",
        "same_domain": "same mail domain {a}",
        "different_email": "other e-mail: {a} / {b}",
        "same_phone": "same phone {a}",
        "similar_phone": "similar phone: {a} ≈ {b}",
        "different_phone": "other phone: {a} / {b}",
        "same_url": "same profile {a}",
        "similar_url": "similar profile: {a} ≈ {b}",
        "different_url": "other profile: {a} / {b}",
        "same_org": "same organisation {a}",
        "similar_org": "similar organisation: {a} ≈ {b}",
        "different_org": "other organisation: {a} / {b}",
        "same_city": "same city {a}",
        "similar_city": "similar city: {a} ≈ {b}",
        "different_city": "other city: {a} / {b}",
        "same_birthday": "same birthday {a}",
        "similar_birthday": "similar birthday: {a} ≈ {b}",
        "different_birthday": "other birthday: {a} / {b}",
        "relatives": "may be relatives",
        "colleagues": "may be colleagues or neighbours",
        "same_value": "same {field}: {a}",
        "similar_value": "similar {field}: {a} ≈ {b}",
        "different_value": "other {field}: {a} / {b}",
    }
)
"""English template of every reason code, for `str.format(**params)`; translated by whoever shows it."""


@dataclass(frozen=True, slots=True)
class Record:
    """A person as some source tells of them; every text as it stands there, empty when unknown.

    `name` is the full name and read only where `given` and `family` are both empty. `birthday` is a date in
    any common notation, also without year (`--12-24`). `extra` holds further named values ("room").
    """

    id: int | str
    given: str = ""
    family: str = ""
    name: str = ""
    org: str = ""
    title: str = ""
    position: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    street: str = ""
    postcode: str = ""
    city: str = ""
    birthday: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence: `weight` in bits (log2 odds), above 0 for, below 0 against the same person."""

    code: str
    weight: float
    params: Mapping[str, str]

    def text(self) -> str:
        """Return the reason in English."""
        return REASONS[self.code].format(**self.params)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two record ids, the probability that both are one person, and the evidence, strongest first."""

    a: int | str
    b: int | str
    probability: float
    reasons: tuple[Reason, ...] = ()


_OF_NAMES: Final = frozenset({"nickname", "initial", "similar_email", "similar_url"})
_TELLS: Final = 1.0


def beyond_name(reasons: Iterable[Reason]) -> bool:
    """Tell whether more than the name speaks for one person.

    Addresses and profiles that resemble each other do not: they are mostly made of the name.
    """
    return any(
        reason.weight > _TELLS
        and reason.code not in _OF_NAMES
        and not reason.code.endswith(("_name", "_given", "_family"))
        for reason in reasons
    )
