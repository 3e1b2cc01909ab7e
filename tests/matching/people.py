"""Invented people with duplicates, as several sources leave them: deterministic, for the tests of this room."""

from __future__ import annotations

import random

from netz_tui.matching import Record

_GIVEN = """
Anna Bernd Clara Dirk Elke Frank Gisela Heinrich Ida Jonas Katharina Ludwig Margarete Norbert Olga Peter Renate
Stefan Ulrike Viktor Wilhelm Xaver Yvonne Zacharias Johanna Michael Susanne Thomas Barbara Andreas Beate Cornelius
Doris Emil Friederike Gustav Hannelore Ingo Jutta Konrad Lotte Moritz Nadja Oskar Paula Rudolf Sabine Tobias Ursula
Volker
"""
_SYLLABLES = """
Stein Brand Eich Berg Wald Linden Hasel Reut Kirch Holz Mühl Roth Falken Adler Birken Moos Sand Heide Winter Silber
Eisen Wolfs Königs Dorn Grün Schön
"""
_ENDINGS = """
bach berg mann meier hofer huber dorf feld stein wald auer kamp beck thal schmidt
"""
_CITIES = """
Köln Mainz Kiel Ulm Trier Bonn Jena Halle Worms Celle Emden Fulda Gera Hof Marl Unna Aalen Bochum Coburg Dessau
Essen Freising Goslar Hameln Ilmenau Jever Kassel Lübeck Minden Neuss Oldenburg Passau
"""
_TRADES = """
Maschinenbau Logistik Software Medien Energie Bau Handel Technik
"""
GIVEN, SYLLABLES, ENDINGS, CITIES, TRADES = (
    words.split() for words in (_GIVEN, _SYLLABLES, _ENDINGS, _CITIES, _TRADES)
)

PLAIN = str.maketrans(dict(zip("äöüßÜÖ", ["ae", "oe", "ue", "ss", "Ue", "Oe"], strict=True)))


def ascii_(text: str) -> str:
    return text.translate(PLAIN)


def slip(dice: random.Random, text: str) -> str:
    if len(text) < 4:
        return text
    at = dice.randrange(1, len(text) - 1)
    return dice.choice([text[:at] + text[at + 1 :], text[:at] + text[at + 1] + text[at] + text[at + 2 :]])


def people(count: int, seed: int = 1, share: float = 0.3) -> tuple[list[Record], dict[int | str, int]]:
    """Return records in random order, and the person of each record id."""
    dice = random.Random(seed)
    families = [first + last for first in SYLLABLES for last in ENDINGS]
    firms = [
        (f"{dice.choice(families)} {dice.choice(TRADES)} GmbH", dice.choice(CITIES)) for _ in range(max(count // 8, 4))
    ]
    records: list[Record] = []
    person_of: dict[int | str, int] = {}
    for person in range(count):
        given, family, (firm, seat) = dice.choice(GIVEN), dice.choice(families), dice.choice(firms)
        city = seat if dice.random() < 0.6 else dice.choice(CITIES)
        number = f"0151 {dice.randrange(10**6, 10**7)}"
        mail = f"{ascii_(given)}.{ascii_(family)}{dice.randrange(99)}@post.example".lower()
        for copy in range(1 + (dice.random() < share) + (dice.random() < share / 4)):
            first, last = given, family
            if copy:
                first = slip(dice, first) if dice.random() < 0.1 else first
                last = slip(dice, last) if dice.random() < 0.1 else last
                first, last = (ascii_(first), ascii_(last)) if dice.random() < 0.3 else (first, last)
                first, last = (last, first) if dice.random() < 0.05 else (first, last)
            records.append(
                Record(
                    len(records),
                    first,
                    last,
                    org=firm if dice.random() < 0.7 else "",
                    city=city if dice.random() < 0.7 else "",
                    emails=(mail,) if dice.random() < 0.6 else (),
                    phones=(number,) if dice.random() < 0.6 else (),
                )
            )
            person_of[len(records) - 1] = person
    dice.shuffle(records)
    return records, person_of


def f1(groups: list[list[int]], person_of: dict[int | str, int]) -> float:
    """Return the pairwise F1 of groups."""

    def pairs(sizes: list[int]) -> int:
        return sum(size * (size - 1) // 2 for size in sizes)

    truth: dict[int, int] = {}
    for person in person_of.values():
        truth[person] = truth.get(person, 0) + 1
    hits = 0
    for group in groups:
        inside: dict[int, int] = {}
        for each in group:
            inside[person_of[each]] = inside.get(person_of[each], 0) + 1
        hits += pairs(list(inside.values()))
    return 2 * hits / (pairs([len(group) for group in groups]) + pairs(list(truth.values())))
