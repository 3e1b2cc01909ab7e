import numpy as np
import pytest
from people import people

from netz_tui.matching.candidates import candidates
from netz_tui.matching.compare import Comparer
from netz_tui.matching.finding import table_of
from netz_tui.matching.measures import MEASURES
from netz_tui.matching.prepare import prepare
from netz_tui.matching.table import Builder


def level(kind, a, b):
    """Return the name of the level of two values of one kind among other values."""
    builder = Builder([("x", kind), ("y", "text" if kind != "org" else "family_name")])
    others = [f"{first}{last}" for first in "qwzxcv" for last in "qwzxcvbnmj"]
    builder.add(range(2 + len(others)), [[a, b, *others], ["z"] * (2 + len(others))])
    table = prepare(builder.table())
    table.fields = [field for field in table.fields if field.kind == kind]
    comparer = Comparer(table)
    found = int(comparer.levels(np.array([0], np.int32), np.array([1], np.int32))[0, 0])
    return MEASURES[comparer.measures[0]].levels[min(found, comparer.same[0]) - 1] if found else "missing"


@pytest.mark.parametrize(
    ("kind", "a", "b", "expected"),
    [
        ("given_name", "Jürgen", "Juergen", "same"),
        ("given_name", "Jürgen", "Jürgne", "close"),
        ("given_name", "J.", "Jürgen", "initial"),
        ("given_name", "Michael", "Micha", "part"),
        ("given_name", "Hans-Peter", "Peter", "part"),
        ("given_name", "Katharina", "Kateryna", "near"),
        ("given_name", "Anna", "Bernd", "different"),
        ("given_name", "Leonhard", "oLenahrd", "near"),
        ("given_name", "Leonhard", "Lenarhd", "near"),
        ("given_name", "Ina", "Nai", "different"),
        ("given_name", "Li", "Lu", "near"),
        ("given_name", "", "Bernd", "missing"),
        ("family_name", "von Kühn", "Kuehn", "same"),
        ("family_name", "Kühn", "Kühn-Berg", "part"),
        ("family_name", "Meier", "Mayr", "near"),
        ("family_name", "Meier", "Meierr", "close"),
        ("phrase", "on the joining of large tables", "On joining large tables", "close"),
        ("phrase", "joining large tables", "joining small tables fast", "akin"),
        ("phrase", "roth und dorn maschinenbau", "dorn maschinenbau", "close"),
        ("phrase", "roth und dorn maschinenbau", "berg logistik", "different"),
        ("email", "anna@x.example", "ANNA@x.example", "same"),
        ("email", "bunny77@x.example", "bunny77@y.example", "local"),
        ("email", "anna.kühn@x.example", "bernd.roth@x.example", "domain"),
        ("email", "anna.kuehn@x.example", "anna.kuhn@x.example", "close"),
        ("email", "anna.kuehn7@x.example", "anna.kuehn8@y.example", "different"),
        ("phone", "+49 151 2345678", "0151/2345678", "same"),
        ("phone", "0151 2345678", "0151 2345679", "close"),
        ("phone", "0151 2345678", "0151 9876543", "different"),
        ("url", "https://www.xing.com/profile/A_B", "xing.com/profile/a_b", "same"),
        ("url", "xing.com/profile/a_b", "xing.com/profile/zzz", "different"),
        ("url", "xing.com/profile/a_b", "linkedin.com/in/ab", "host"),
        ("date_of_birth", "24.12.1980", "1980-12-24", "same"),
        ("date_of_birth", "24.12.1980", "1980-12-25", "close"),
        ("date_of_birth", "12.10.1980", "1980-10-21", "close"),
        ("date_of_birth", "03.04.1980", "1980-03-04", "close"),
        ("date_of_birth", "24.12.1980", "1967-12-24", "parts"),
        ("date_of_birth", "24.12.1980", "1980", "partial"),
        ("date_of_birth", "24.12.1980", "1980-01-01", "year"),
        ("date_of_birth", "24.12.1980", "1951-03-02", "different"),
        ("org", "Kühn & Söhne GmbH", "Kuehn Soehne AG", "same"),
        ("org", "Adler Maschinenbau Süd", "Adler Maschinenbau", "near"),
        ("identifier", "7857052", "7857025", "close"),
        ("postcode", "50667", "50667", "same"),
        ("city", "Köln", "Koeln", "same"),
    ],
)
def test_levels(kind, a, b, expected):
    assert level(kind, a, b) == expected
    assert level(kind, b, a) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("Anna", "Kühn"), ("Kühn", "Anna"), ("swapped", "swapped")),
        (("Anna", "Kühn"), ("Kühm", "Anna"), ("swapped", "swapped")),
        (("Ana", "Kühn"), ("Kühn", "Anna"), ("swapped", "swapped")),
        (("Anna", "Kühn"), ("", "Anna"), ("swapped", "missing")),
        (("Anna", ""), ("", "Anna"), ("swapped", "missing")),
        (("Anna", "Kühn"), ("Bergmann", "Anna"), ("different", "different")),
        (("Anna", "Kühn"), ("", "Kühn"), ("missing", "same")),
    ],
)
def test_names_are_crossed(one, other, expected):
    for pair in ((one, other), (other, one)):
        builder = Builder([("g", "given_name"), ("f", "family_name")])
        builder.add([1, 2], [[name[place] for name in pair] for place in (0, 1)])
        comparer = Comparer(prepare(builder.table()))
        found = comparer.levels(np.array([0], np.int32), np.array([1], np.int32))[0].tolist()
        assert tuple(
            MEASURES[measure].levels[min(each, same) - 1] if each else "missing"
            for each, measure, same in zip(found, comparer.measures, comparer.same, strict=True)
        ) == expected  # fmt: skip


def test_the_best_of_several_values_counts():
    builder = Builder([("mail", "email"), ("mail 2", "email")])
    builder.add([1, 2], [["a@x.example", "b@x.example"], ["c@y.example", "a@x.example"]])
    comparer = Comparer(prepare(builder.table()))
    found = comparer.levels(np.array([0], np.int32), np.array([1], np.int32))
    mail = comparer.measures.index("email")
    assert found[0, mail] >= comparer.same[mail]
    assert comparer.values(mail, 0, 1) == ("a@x.example", "a@x.example")


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        ("bunny77", "local"),
        ("kuehn-fan", "different"),
        ("annakuehn", "different"),
        ("kuehnanna3", "different"),
        ("akuehn", "different"),
        ("kuehna12", "different"),
        ("a.kuehn", "different"),
        ("annakuehnchen", "local"),
    ],
)
def test_an_address_made_of_a_name_says_no_more_than_the_name(local, expected):
    builder = Builder([("g", "given_name"), ("f", "family_name"), ("e", "email")])
    addresses = [f"{local}@x.example", f"{local}@adler.example"]
    builder.add([1, 2], [["Anna", "Anna"], ["Kühn", "Kühn"], addresses])
    comparer = Comparer(prepare(builder.table()))
    mail = comparer.measures.index("email")
    found = int(comparer.levels(np.array([0], np.int32), np.array([1], np.int32))[0, mail])
    assert MEASURES["email"].levels[found - 1] == expected


def test_of_several_values_the_most_alike_are_shown():
    builder = Builder([("p", "phone"), ("p 2", "phone"), ("x", "text")])
    builder.add([1, 2], [["0151 1111111", "030 5555555"], ["0221 9876543", "0221 9876544"], ["x", "y"]])
    comparer = Comparer(prepare(builder.table()))
    assert comparer.values(comparer.measures.index("phone"), 0, 1) == ("0221 9876543", "0221 9876544")


def test_chance_is_a_distribution():
    comparer = Comparer(table_of(people(600)[0]))
    for share in comparer.chance():
        assert share[0] == 0
        assert share.sum() == pytest.approx(1, abs=0.01)
        assert (share >= 0).all()


def test_candidates_hold_nearly_all_pairs_of_one_person():
    records, person_of = people(3000, seed=5)
    a, b = candidates(table_of(records), lambda _: None)
    person = np.array([person_of[record.id] for record in records])
    truth = sum(count * (count - 1) // 2 for count in np.bincount(person).tolist())
    assert (person[a] == person[b]).sum() >= 0.985 * truth
    assert (a < b).all()
    assert len({(x, y) for x, y in zip(a.tolist(), b.tolist(), strict=True)}) == len(a) <= 13 * len(records)


def test_candidates_of_two_sources_are_across():
    records, _ = people(1500, seed=6)
    a, b = candidates(table_of(records, split=700), lambda _: None)
    assert ((a < 700) & (b >= 700)).all()
