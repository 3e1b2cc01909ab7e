import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netz_tui.matching import normalise
from netz_tui.matching.birthdays import birthday
from netz_tui.matching.nicknames import same_nickname
from netz_tui.matching.phonetics import cologne, cologne_all
from netz_tui.matching.texts import Texts


@pytest.mark.parametrize(
    ("written", "also"),
    [
        ("Müller", "Mueller"),
        ("Müller", "MULLER"),
        ("Weiß", "Weiss"),
        ("Strauß", "STRAUSS"),
        ("O'Brien", "O’Brien"),
        ("Søren", "Soeren"),
        ("Łukasz", "Lukasz"),
        ("Hans-Peter", "hans  peter"),
        ("Goethe", "Göthe"),
        ("Ångström", "angstrom"),
        ("Mu\u0308ller", "Müller"),
    ],
)
def test_fold_makes_spellings_one(written, also):
    assert normalise.fold(written) == normalise.fold(also)


@pytest.mark.parametrize("name", ["bauer", "michael", "manuel", "joel", "samuel", "feuer", "queck"])
def test_fold_keeps_letters_that_are_no_umlaut(name):
    assert normalise.fold(name) == name


@pytest.mark.parametrize(
    ("full", "given_name", "family_name"),
    [
        ("Anna Kühn", "Anna", "Kühn"),
        ("Kühn, Anna", "Anna", "Kühn"),
        ("Dr. med. Anna von der Kühn", "Anna", "von der Kühn"),
        ("Anna Kühn, MBA", "Anna", "Kühn"),
        ("Prof. Dr. h.c. Hans-Peter Müller-Lüdenscheidt", "Hans-Peter", "Müller-Lüdenscheidt"),
        ("von Goethe", "", "von Goethe"),
        ("Al Gore", "Al", "Gore"),
        ("Kühn", "", "Kühn"),
        ("", "", ""),
        ("Dr.", "", "Dr."),
    ],
)
def test_split_name(full, given_name, family_name):
    assert normalise.split_name(full) == (given_name, family_name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kühn & Söhne GmbH & Co. KG", "kuhn sohne"),
        ("Sportclub Adler e. V.", "sportclub adler"),
        ("S.A.P. SE", "sap"),
        ("GmbH", "gmbh"),
        ("Muster UG (haftungsbeschränkt)", "muster"),
        ("Acme Inc.", "acme"),
    ],
)
def test_organisation_without_its_legal_form(text, expected):
    assert normalise.organisation(text) == expected


@pytest.mark.parametrize(
    "text", ["+49 151 23456789", "0151/23456789", "0049 151 234567 89", "+49 (0)151-23456789", "015123456789"]
)
def test_phone_notations_are_one(text):
    assert normalise.phone(text) == "23456789"


@pytest.mark.parametrize(("text", "expected"), [("110", ""), ("", ""), ("030 123456", "30123456"), ("keine", "")])
def test_short_phones(text, expected):
    assert normalise.phone(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna <Anna.Kuehn+netz@Googlemail.com>", "annakuehn@gmail.com"),
        ("mailto:a.b@x.de", "a.b@x.de"),
        ("a@", ""),
        ("@x.de", ""),
        ("nothing", ""),
    ],
)
def test_email(text, expected):
    assert normalise.email(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("anna.kuehn@x.de", ("anna", "kuehn")),
        ("Anna_Kuehn7@x.de", ("anna", "kuehn")),
        ("a.kuehn@x.de", ("", "")),
        ("info@x.de", ("", "")),
    ],
)
def test_email_names(text, expected):
    assert normalise.email_names(text) == expected


def test_url_and_street():
    assert normalise.url("https://www.linkedin.com/in/anna-k/?trk=x") == normalise.url("de.linkedin.com/in/Anna-K")
    assert normalise.street("Haupt-Str. 5") == normalise.street("Hauptstraße 5") == "hauptstr 5"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24.12.1980", "19801224"),
        ("1980-12-24", "19801224"),
        ("19801224", "19801224"),
        ("1980-12-24T00:00:00Z", "19801224"),
        ("--12-24", "00001224"),
        ("--1224", "00001224"),
        ("24.12.", "00001224"),
        ("24. Dezember 1980", "19801224"),
        ("Dec 24, 1980", "19801224"),
        ("1980", "19800000"),
        ("24/12/80", "19801224"),
        ("12/24/1980", "19801224"),
        ("1980-13-41", ""),
        ("irgendwann", ""),
        ("", ""),
    ],
)
def test_birthday(text, expected):
    assert birthday(text) == expected


def test_birthday_month_first():
    assert birthday("3/4/1990", month_first=True) == "19900304"
    assert birthday("3/4/1990") == "19900403"


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("mullerludenscheidt", "65752682"),
        ("wikipedia", "3412"),
        ("breschnew", "17863"),
        ("heinz", "068"),
        ("christoph", "47823"),
        ("xaver", "4837"),
        ("", ""),
    ],
)
def test_cologne(word, code):
    assert cologne(word) == code


@pytest.mark.parametrize(("a", "b"), [("meier", "mayr"), ("schmidt", "schmitt"), ("kristof", "christoff")])
def test_cologne_hears_alike(a, b):
    assert cologne(a) == cologne(b) or cologne(a)[:2] == cologne(b)[:2]


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ("michael", "micha", True),
        ("micha", "mike", True),
        ("bill", "william", True),
        ("christian", "christoph", False),
        ("anna", "anna", False),
        ("anna", "xyz", False),
    ],
)
def test_nicknames(a, b, one):
    assert same_nickname(a, b) is one


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.text(max_size=40))
def test_normal_forms_are_total_and_stable(text):
    for form in (normalise.fold, normalise.person, normalise.family, normalise.organisation):
        once = form(text)
        assert form(once) == form(form(once))
        assert once == once.strip()
    normalise.phone(text), normalise.email(text), normalise.url(text), normalise.street(text), birthday(text)
    given_name, family_name = normalise.split_name(text)
    assert all(char in text for char in (given_name + family_name).replace(" ", ""))
    assert set(cologne(normalise.fold(text))) <= set("012345678")


@settings(derandomize=True, max_examples=300, deadline=None)
@given(
    st.lists(st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz cccxxphdtszé1"), max_size=9), min_size=1, max_size=6)
)
def test_many_sounds_at_once_are_as_one_by_one(words):
    assert cologne_all(Texts.of(words)).strings() == [cologne(word) for word in words]
