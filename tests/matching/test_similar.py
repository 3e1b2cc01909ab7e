import subprocess
import sys
from dataclasses import replace

import pytest

from netz_tui.matching import MAYBE, NAME_ALONE, REASONS, SURE, Record, blocking_keys, similar

ANNA = Record(
    1,
    "Anna",
    "Kühn",
    org="Adler Maschinenbau GmbH",
    emails=("anna.kuehn@adler.example",),
    phones=("+49 151 2345678",),
    urls=("https://www.xing.com/profile/Anna_Kuehn",),
    city="Köln",
    birthday="1980-12-24",
)


def probability(a, b):
    return similar(a, [b], threshold=0)[0].probability


def codes(a, b):
    return {reason.code for reason in similar(a, [b], threshold=0)[0].reasons}


@pytest.mark.parametrize(
    "other",
    [
        Record(2, "Anna", "Kuehn", emails=("Anna.Kuehn@adler.example",)),
        Record(2, "A.", "Kühn", phones=("0151/2345678",)),
        Record(2, name="Dr. Anna Kühn", urls=("xing.com/profile/anna_kuehn",)),
        Record(2, "Kühn", "Anna", birthday="24.12.1980"),
        Record(2, "Anni", "Kühn", birthday="24.12.1980", org="Adler Maschinenbau"),
        Record(2, "Anna", "Kühn-Berg", emails=("anna.kuehn@adler.example",)),
    ],
)
def test_the_same_person_is_sure(other):
    assert probability(ANNA, other) >= SURE


@pytest.mark.parametrize(
    "other",
    [
        Record(3, "Bernd", "Kühn", city="Köln", org="Adler Maschinenbau GmbH"),
        Record(3, "Clara", "Dorn", org="Adler Maschinenbau GmbH", emails=("clara.dorn@adler.example",)),
        Record(3, "Anna", "Dorn", city="Köln"),
        Record(3, "Clara", "Dorn", emails=("info@adler.example",)),
        Record(3, "Anna", "Kühn", birthday="1955-01-03", city="Kiel"),
    ],
)
def test_relatives_colleagues_and_namesakes_are_not(other):
    assert probability(ANNA, other) < MAYBE


@pytest.mark.parametrize("name", [("Anna", "Kühn"), ("Kuehn", "Anna"), ("Xaverine", "Quastenflosser")])
def test_a_name_alone_is_never_sure(name):
    given, family = name
    one, two = Record(1, given, family, title="Dr."), Record(2, given, family, title="Dr.")
    found = similar(one, [two], size=100)
    assert MAYBE <= found[0].probability <= NAME_ALONE < SURE


SPELT = ("xaverine.quastenflosser", "xaverine.quastenfloser")


@pytest.mark.parametrize(
    ("kind", "found_with"),
    [
        (
            "email",
            [Record(n, "Xaverine", "Quastenflosser", emails=(f"{spelt}@web.de",)) for n, spelt in enumerate(SPELT)],
        ),
        (
            "url",
            [Record(n, "Xaverine", "Quastenflosser", urls=(f"xing.com/{spelt}",)) for n, spelt in enumerate(SPELT)],
        ),
    ],
)
def test_an_address_made_of_the_name_says_no_more_than_the_name(kind, found_with):
    one, two = found_with
    (found,) = similar(one, [two], size=100)
    assert f"similar_{kind}" in {reason.code for reason in found.reasons}
    assert found.probability == NAME_ALONE
    assert similar(one, [replace(one, id=2)], size=100)[0].probability > SURE


def test_more_people_more_namesakes():
    one, two = Record(1, "Anna", "Kühn"), Record(2, "Anna", "Kühn")
    assert similar(one, [two], size=200)[0].probability > similar(one, [two], size=100_000, threshold=0)[0].probability


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (Record(2, "Anna", "Kühn"), "same_family"),
        (Record(2, "Kühn", "Anna"), "swapped_name"),
        (Record(2, "Anni", "Kühn"), "nickname"),
        (Record(2, "Anna-Lena", "Kühn"), "part_given"),
        (Record(2, "A.", "Kühn"), "initial"),
        (Record(2, "Ana", "Kühn"), "similar_given"),
        (Record(2, "Bernd", "Kühn"), "different_given"),
        (Record(2, "Anna", "Kühn-Berg"), "part_family"),
        (Record(2, "Anna", "Kühne"), "similar_family"),
        (Record(2, "Anna", "von Kühn"), "same_family"),
        (Record(2, emails=("anna.kuehn@adler.example",)), "same_given"),
        (Record(2, emails=("ana.kuehn@adler.example",)), "similar_email"),
        (Record(2, emails=("office@adler.example",)), "same_domain"),
        (Record(2, phones=("0151 2345679",)), "similar_phone"),
        (Record(2, org="ADLER Maschinenbau"), "same_org"),
        (Record(2, org="Adler Maschinenbau Sued AG"), "similar_org"),
        (Record(2, city="Koeln"), "same_city"),
        (Record(2, birthday="24.12."), "same_birthday"),
        (Record(2, birthday="1980-12-25"), "similar_birthday"),
        (Record(2, birthday="1979-01-02"), "different_birthday"),
    ],
)
def test_reasons_are_named(other, code):
    assert code in codes(ANNA, other)


def test_reasons_show_values_as_written_and_strongest_first():
    pair = similar(ANNA, [Record(2, "Anna", "KUEHN", emails=("ANNA.kuehn@adler.example",))])[0]
    assert pair.reasons[0].text() == "same e-mail anna.kuehn@adler.example"
    assert "same family name Kühn" in [reason.text() for reason in pair.reasons]
    weights = [abs(reason.weight) for reason in pair.reasons]
    assert weights == sorted(weights, reverse=True)


def test_every_template_takes_the_parameters_it_is_given():
    for template in REASONS.values():
        assert template.format(a="x", b="y", field="z")


def test_most_probable_first_and_threshold():
    others = [Record(2, "Anna", "Kühn"), Record(3, "Anna", "Kühn", birthday="24.12.1980"), Record(4, "Udo", "Zorn")]
    assert [pair.b for pair in similar(ANNA, others)] == [3, 2]
    assert similar(Record(9), others) == []


@pytest.mark.parametrize(
    "other",
    [
        Record(2, "Anna", "Kuehn"),
        Record(2, "Kühn", "Anna"),
        Record(2, "Anni", "Kühn"),
        Record(2, "A.", "Kühn"),
        Record(2, "Anna", "Kühnn"),
        Record(2, "Anna", "Dorn-Kühn"),
        Record(2, emails=("ANNA.KUEHN@adler.example",)),
        Record(2, "Anna", "Zorn", org="Adler Maschinenbau"),
        Record(2, phones=("0151 2345678",)),
        Record(2, "Hanna", "Zorn", urls=("xing.com/profile/Anna_Kuehn",)),
        Record(2, name="Kühn, Anna"),
    ],
)
def test_blocking_keys_meet(other):
    assert set(blocking_keys(ANNA)) & set(blocking_keys(other))


def test_blocking_keys_are_few_and_short():
    keys = blocking_keys(ANNA)
    assert keys == sorted(set(keys))
    assert len(keys) <= 12
    assert all(len(key) <= 60 for key in keys)
    assert blocking_keys(Record(1)) == []


def test_strangers_have_no_common_key():
    assert not set(blocking_keys(ANNA)) & set(blocking_keys(Record(2, "Udo", "Zorn", city="Köln")))


def test_numpy_stays_out():
    code = (
        "import sys; from netz_tui.matching import Record, similar, blocking_keys;"
        "r = Record(1, 'Anna', 'Kühn'); similar(r, [Record(2, 'Anna', 'Kuhne')]); blocking_keys(r);"
        "assert 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
