import pytest

from netz_tui.matching import KINDS, guess_kinds
from netz_tui.matching.kinds import is_month_first

COLUMNS = list(
    zip(
        *[
            ["7", "Anna", "Kühn", "anna@x.example", "0151 2345678", "50667", "1980-12-24"],
            ["8", "Bernd", "Roth", "bernd@y.example", "030/123456", "10115", "1979-01-02"],
            ["9", "Clara", "Dorn", "", "+49 40 99887766", "20095", ""],
        ],
        strict=True,
    )
)


def test_german_and_english_headers_are_read():
    german = ["Nr", "Vorname", "Nachname", "E-Mail-Adresse", "Telefon (mobil)", "PLZ", "Geburtsdatum"]
    english = ["id", "FirstName", "last_name", "E-mail 1 - Value", "Phone 1 - Value", "ZIP Code", "date of birth"]
    expected = ["row", "given_name", "family_name", "email", "phone", "postcode", "date_of_birth"]
    assert list(guess_kinds(german, COLUMNS).values()) == expected
    assert list(guess_kinds(english, COLUMNS).values()) == expected


@pytest.mark.parametrize(
    ("header", "values", "kind"),
    [
        ("a", ["anna@x.example", "b@y.example"], "email"),
        ("b", ["+49 151 2345678", "030 1234567"], "phone"),
        ("c", ["24.12.1980", "02.01.1979"], "date_of_birth"),
        ("d", ["https://www.xing.com/profile/A_B", "www.x.example/a"], "url"),
        ("e", ["red", "blue", "red"], "text"),
        ("f", ["same", "same"], "ignore"),
        ("g", ["", ""], "ignore"),
        ("Name", ["Anna Kühn", "Bernd Roth"], "full_name"),
        ("Name", ["anna@x.example", "b@y.example"], "email"),
        ("birthday", ["tall", "short"], "text"),
        ("cluster", ["p1", "p2", "p1"], "ignore"),
        ("Kundennummer", ["4711", "4712", "4711"], "identifier"),
        ("Wohnort", ["Köln", "Bonn"], "city"),
        ("Straße", ["Hauptstr. 1", "Am Tor 2"], "street"),
        ("Address 1 - City", ["Köln", "Bonn"], "city"),
        ("E-mail 1 - Type", ["* Work", "Home"], "ignore"),
        ("fname_c1", ["CARSTEN", "GERD"], "given_name"),
        ("soc_sec_id", ["6988048", "7364009"], "identifier"),
        ("employer_city", ["Köln", "Bonn"], "city"),
        ("employer_name", ["Roth GmbH", "Dorn AG"], "org"),
        ("mailing_address_street_number", ["12", "7a"], "house_number"),
        ("unit_number", ["3", ""], "house_number"),
        ("middle_initial", ["A", "K"], "given_name"),
        ("midl_name", ["A", "Karl"], "given_name"),
        ("name_sufx_cd", ["JR", "III"], "title"),
        ("mail_addr1", ["PO BOX 4", "12 MAIN ST"], "text"),
        ("email", ["anna@x.example", "anna at x"], "email"),
        ("DOB_YEAR", ["1970", "1981"], "birth_year"),
        ("birth_age", ["70", "81"], "ignore"),
        ("event_date", ["20190504", "20200101"], "text"),
        ("tax_year", ["2019", "2020"], "text"),
        ("geb_datum", ["4.5.1970", "1.1.1980"], "date_of_birth"),
        ("q", ["19800504", "19791230", "20010203"], "date_of_birth"),
        ("number of children", ["1", "2", "2", "1"] * 10, "text"),
        ("name", ["Roth Maschinenbau GmbH", "Dorn & Söhne KG", "Cafe am Markt 3"], "org"),
        ("title", [f"On the matching of {word} records" for word in map(str, range(90))], "text"),
    ],
)
def test_one_column(header, values, kind):
    assert guess_kinds([header], [values]) == {header: kind}


def test_a_full_name_spelt_out_in_parts_is_ignored():
    columns = [["Anna Kühn", "Bernd Roth"], ["Anna", "Bernd"], ["Kühn", "Roth"]]
    assert guess_kinds(["name", "given", "family"], columns)["name"] == "ignore"


def test_a_full_name_with_ranks_is_none_of_an_organisation():
    given, family = ["Ada", "Hugh"] * 20, [f"King{chr(97 + place % 26)}" for place in range(40)]
    full = [f"{first} {last}, 1st Baron of Kent" for first, last in zip(given, family, strict=True)]
    assert guess_kinds(["full name"], [full]) == {"full name": "org"}
    assert guess_kinds(["full name", "first", "last"], [full, given, family])["full name"] == "ignore"
    firms = [f"Adler {place} GmbH" for place in range(40)]
    assert guess_kinds(["full name", "first", "last"], [firms, given, family])["full name"] == "org"


def test_parts_of_a_date_are_ignored_beside_the_whole():
    columns = [["1980-12-24", "1979-01-02"], ["1980", "1979"]]
    assert guess_kinds(["dob", "birth year"], columns) == {"dob": "date_of_birth", "birth year": "ignore"}


def test_a_column_that_repeats_another_is_ignored():
    days = [f"{year}-05-04" for year in range(1950, 2000)]
    names = [f"Berg{chr(97 + place)}" for place in range(len(days))]
    kinds = guess_kinds(["surname", "dob", "listed on", "alias"], [names, days, [*days[:40], *days[:10]], names[::-1]])
    assert kinds == {"surname": "family_name", "dob": "date_of_birth", "listed on": "ignore", "alias": "text"}


def test_the_column_called_id_names_the_rows():
    columns = [["0", "1"], ["r7", "r8"], ["Anna Kühn", "Bernd Roth"]]
    assert list(guess_kinds(["", "id", "name"], columns).values()) == ["ignore", "row", "full_name"]


def test_every_guess_is_a_kind():
    header = ["x", "y", "Firma", "Beruf", "Anrede", "Land", "Geschlecht", "Bundesland"]
    assert set(guess_kinds(header, list(zip("abcdefgh", "stuvwxyz", strict=True))).values()) <= set(KINDS)


def test_order_of_day_and_month():
    assert is_month_first(["3/25/1990", "4/1/1990"])
    assert not is_month_first(["25/3/1990", "4/1/1990"])
    assert not is_month_first(["3/4/1990"])
