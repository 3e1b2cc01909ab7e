import pytest

from netz_tui.matching.prepare import prepare
from netz_tui.matching.table import Builder


def table(columns, rows):
    builder = Builder(columns)
    builder.add(range(len(rows)), list(zip(*rows, strict=True)))
    return prepare(builder.table())


def values(found, kind):
    field = found.find(kind)
    return [field.values[code] if code >= 0 else "" for code in field.codes.tolist()]


def test_a_full_name_is_split():
    found = table([("n", "full_name")], [["Kühn, Anna"], ["Dr. Bernd von Roth"], ["Dorn"]])
    assert values(found, "given_name") == ["anna", "bernd", ""]
    assert values(found, "family_name") == ["kuhn", "roth", "dorn"]


def test_a_date_is_made_of_its_parts():
    columns = [("by", "birth_year"), ("bm", "birth_month"), ("bd", "birth_day")]
    found = table(columns, [["1980", "12", "24"], ["1979", "1", ""], ["", "", ""]])
    assert values(found, "date_of_birth") == ["19801224", "19790100", ""]


@pytest.mark.parametrize(
    ("row", "name"),
    [
        (["", "", "anna.kuehn@x.example", ""], ("anna", "kuhn")),
        (["A.", "Kühn", "anna.kuehn@x.example", ""], ("anna", "kuhn")),
        (["", "Kühn", "", "https://www.linkedin.com/in/anna-kuehn-1a2b"], ("anna", "kuhn")),
        (["B.", "Kühn", "anna.kuehn@x.example", ""], ("b", "kuhn")),
        (["", "Roth", "anna.kuehn@x.example", ""], ("", "roth")),
        (["", "", "info@x.example", ""], ("", "")),
    ],
)
def test_names_are_read_where_they_are_spelt(row, name):
    columns = [("g", "given_name"), ("f", "family_name"), ("e", "email"), ("u", "url")]
    found = table(columns, [row, ["Anna", "Dorn", "", ""]])
    assert (values(found, "given_name")[0], values(found, "family_name")[0]) == name


def test_swapped_names_are_turned_around_and_still_shown_as_written():
    rows = [["Anna", f"{first}{last}"] for first in ("Stein", "Berg", "Wald") for last in ("mann", "huber", "feld")] * 5
    rows += [["Steinhuber", "Anna"]]
    found = table([("g", "given_name"), ("f", "family_name")], rows)
    assert found.turned.tolist() == [False] * 45 + [True]
    assert values(found, "given_name")[-1] == "anna"
    assert found.find("family_name").shown(int(found.find("family_name").codes[-1])) == "Steinhuber"


def test_names_stay_where_nothing_is_known():
    found = table([("g", "given_name"), ("f", "family_name")], [["Martin", "Peter"], ["Peter", "Martin"]])
    assert not found.turned.any()
