"""Compare two persons field by field, one pair at a time: how alike, said with a reason code.

The grades and their bounds are those of the bulk comparison in `levels`; here they are read off two strings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from . import normalise, words
from .birthdays import birthday
from .nicknames import same_nickname
from .phonetics import cologne

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from .records import Record

CLOSE: Final = 0.93
"""Jaro-Winkler similarity from which two words are one word misspelt."""
NEAR: Final = 0.86
"""Jaro-Winkler similarity from which two words may be one word misspelt."""
_PART_MIN: Final = 3


@dataclass(frozen=True, slots=True)
class Person:
    """The comparable form of a `Record`."""

    given: str
    family: str
    org: str
    city: str
    birthday: str
    emails: frozenset[str]
    phones: frozenset[str]
    urls: frozenset[str]
    domains: frozenset[str]
    shown: Mapping[str, str]
    """Comparable value to the value as written."""


@dataclass(frozen=True, slots=True)
class Grade:
    """How alike two values are: a reason code, and the two values as they were compared."""

    code: str
    a: str
    b: str


def names(record: Record) -> tuple[str, str]:
    """Return given and family name as written; where missing, read from the full name or a mail address."""
    given, family = record.given, record.family
    if not given and not family:
        given, family = normalise.split_name(record.name)
    if not given or not family:
        for address in record.emails:
            spelt_given, spelt_family = normalise.email_names(address)
            known = normalise.person(given or family)
            if not known or known in {normalise.fold(spelt_given), normalise.fold(spelt_family)}:
                given, family = given or spelt_given, family or spelt_family
    return given, family


def person(record: Record) -> Person:
    """Return the comparable form of a record."""
    shown: dict[str, str] = {}

    def form(normal: Callable[[str], str], text: str) -> str:
        value = normal(text)
        shown.setdefault(value, text)
        return value

    def forms(normal: Callable[[str], str], texts: Iterable[str]) -> frozenset[str]:
        return frozenset(filter(None, (form(normal, text) for text in texts)))

    given, family = names(record)
    emails = forms(normalise.email, record.emails)
    return Person(
        given=form(normalise.person, given),
        family=form(normalise.family, family),
        org=form(normalise.organisation, record.org),
        city=form(normalise.fold, record.city),
        birthday=form(birthday, record.birthday),
        emails=emails,
        phones=forms(normalise.phone, record.phones),
        urls=forms(normalise.url, record.urls),
        domains=frozenset(address.rpartition("@")[2] for address in emails) - words.FREE_MAIL,
        shown=shown,
    )


def _alike(a: str, b: str) -> bool:
    """Tell whether two different words may be one word misspelt: by letters or by sound."""
    from rapidfuzz.distance import OSA, JaroWinkler

    if OSA.distance(a, b, score_cutoff=1) <= 1:
        return min(len(a), len(b)) >= _PART_MIN
    similarity = JaroWinkler.similarity(a, b)
    return similarity >= CLOSE or (similarity >= NEAR and cologne(a) == cologne(b))


def _initial(a: str, b: str) -> bool:
    """Tell whether one name is the first letter of the other."""
    return min(len(a), len(b)) == 1 and a[:1] == b[:1]


def _share_word(a: str, b: str) -> bool:
    """Tell whether one of two given names is a double name, or several names, and holds the other."""
    words_a, words_b = a.split(), b.split()
    if len(words_a) + len(words_b) == 2:  # noqa: PLR2004 - two single names
        return False
    if set(words_a) & set(words_b) or _initial(words_a[0], words_b[0]):
        return True
    long_a, long_b = (([word for word in names if len(word) > 1]) for names in (words_a, words_b))
    return any(_alike(x, y) or same_nickname(x, y) for x in long_a for y in long_b)


def given_grade(a: str, b: str) -> Grade | None:
    """Compare two folded given names; None if one is missing."""
    if not a or not b:
        return None
    if _initial(a, b):
        code = "initial"
    elif a.replace(" ", "") == b.replace(" ", ""):
        code = "same_given"
    elif same_nickname(a, b):
        code = "nickname"
    elif _share_word(a, b):
        code = "part_given"
    else:
        code = "similar_given" if _alike(a, b) else "different_given"
    return Grade(code, a, b)


def family_grade(a: str, b: str) -> Grade | None:
    """Compare two folded family names; None if one is missing."""
    if not a or not b:
        return None
    if a.replace(" ", "") == b.replace(" ", ""):
        return Grade("same_family", a, b)
    if set(a.split()) & set(b.split()):
        return Grade("part_family", a, b)
    return Grade("similar_family" if _alike(a, b) else "different_family", a, b)


def name_grades(a: Person, b: Person) -> list[Grade]:
    """Compare given and family names, also swapped."""
    if a.given and a.family and (a.given, a.family) == (b.family, b.given) and a.given != a.family:
        return [Grade("swapped_name", f"{a.given} {a.family}", f"{b.given} {b.family}")]
    return [grade for grade in (given_grade(a.given, b.given), family_grade(a.family, b.family)) if grade]


def _set_grade(kind: str, a: frozenset[str], b: frozenset[str], similar: int) -> Grade | None:
    """Compare two sets of identifiers: one shared, or two that differ in at most `similar` characters."""
    if not a or not b:
        return None
    if shared := a & b:
        value = min(shared)
        return Grade(f"same_{kind}", value, value)
    from rapidfuzz.distance import OSA

    best = min((OSA.distance(x, y, score_cutoff=similar), x, y) for x in sorted(a) for y in sorted(b))
    return Grade(f"similar_{kind}" if best[0] <= similar else f"different_{kind}", best[1], best[2])


def email_grade(a: Person, b: Person) -> Grade | None:
    """Compare mail addresses; a shared address of an office ("info@") or a shared domain says less."""
    grade = _set_grade("email", a.emails, b.emails, 1)
    if grade and grade.code == "same_email" and grade.a.partition("@")[0] in words.ROLES:
        return Grade("same_domain", grade.a, grade.b)
    if grade and grade.code == "different_email" and (shared := a.domains & b.domains):
        return Grade("same_domain", min(shared), min(shared))
    return grade


def _word_grade(kind: str, a: str, b: str) -> Grade | None:
    """Compare two folded values of one or more words; None if one is missing."""
    if not a or not b:
        return None
    if a == b:
        return Grade(f"same_{kind}", a, b)
    from rapidfuzz.fuzz import token_set_ratio

    similar = token_set_ratio(a, b) >= 100 * CLOSE or _alike(a, b)
    return Grade(f"similar_{kind}" if similar else f"different_{kind}", a, b)


def birthday_grade(a: str, b: str) -> Grade | None:
    """Compare two packed dates (`YYYYMMDD`, zeros unknown); None if they have no known part in common."""
    if not a or not b:
        return None
    parts = [(x, y) for x, y in ((a[:4], b[:4]), (a[4:6], b[4:6]), (a[6:], b[6:])) if int(x) and int(y)]
    if not parts:
        return None
    if all(x == y for x, y in parts):
        complete = len(parts) > 1
        return Grade("same_birthday" if complete else "similar_birthday", a, b)
    swapped = a[:4] == b[:4] and a[4:6] == b[6:] and a[6:] == b[4:6]
    digits = sum(x != y for x, y in zip(a, b, strict=True))
    return Grade("similar_birthday" if swapped or (digits == 1 and len(parts) > 1) else "different_birthday", a, b)


def grades(a: Person, b: Person) -> Iterator[Grade]:
    """Yield how alike two persons are in every field that both know."""
    yield from name_grades(a, b)
    rest = (
        email_grade(a, b),
        _set_grade("phone", a.phones, b.phones, 1),
        _set_grade("url", a.urls, b.urls, 1),
        _word_grade("org", a.org, b.org),
        _word_grade("city", a.city, b.city),
        birthday_grade(a.birthday, b.birthday),
    )
    yield from filter(None, rest)
