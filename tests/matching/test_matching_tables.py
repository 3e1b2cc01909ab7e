import csv
import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from people import CITIES, ENDINGS, SYLLABLES, TRADES, f1, people, slip

from netz_tui.matching import NAME_ALONE, Cancelled, Unreadable, match_csv
from netz_tui.matching.csvfile import open_csv

HEADER = ["Nr", "Vorname", "Nachname", "Firma", "E-Mail", "Telefon", "Ort"]


def row(record):
    return [
        f"n{record.id}",
        record.given,
        record.family,
        record.org,
        *(each[0] if each else "" for each in (record.emails, record.phones)),
        record.city,
    ]


def write(path, rows, header=HEADER, encoding="utf-8", delimiter=";"):
    with path.open("w", newline="", encoding=encoding) as file:
        csv.writer(file, delimiter=delimiter).writerows([header, *rows])
    return path


@pytest.fixture(scope="module")
def world():
    return people(1200, seed=3)


def grouped(match):
    groups: dict[Any, Any] = {}
    for each, cluster in match.clusters():
        groups.setdefault(cluster, []).append(int(each.removeprefix("n")))
    return list(groups.values())


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8", ","), ("utf-8-sig", ";"), ("cp1252", ";"), ("utf-16", "\t")]
)
def test_any_file(tmp_path, world, encoding, delimiter):
    records, person_of = world
    match = match_csv(write(tmp_path / "p.csv", map(row, records), encoding=encoding, delimiter=delimiter))
    assert list(match.kinds.values()) == ["row", "given_name", "family_name", "org", "email", "phone", "city"]
    assert f1(grouped(match), person_of) >= 0.96
    pairs = list(match.pairs())
    assert [chance for _, _, chance, _ in pairs] == sorted((pair[2] for pair in pairs), reverse=True)
    assert all(a != b and reasons for a, b, _, reasons in pairs)
    assert "same family name" in pairs[0][3]
    assert match.number == len(pairs)


def test_one_name_column_and_dates(tmp_path, world):
    records, person_of = world
    rows = []
    for record in records:
        day = person_of[record.id]
        name = f"{record.family}, {record.given}" if record.id % 2 else f"{record.given} {record.family}"
        rows.append([record.id, name, f"{day % 28 + 1}.{day % 12 + 1}.{1930 + day % 70}"])
    match = match_csv(write(tmp_path / "p.csv", rows, header=["id", "name", "geboren am"]))
    assert match.kinds == {"id": "row", "name": "full_name", "geboren am": "date_of_birth"}
    assert f1(grouped(match), person_of) >= 0.96


def test_a_number_that_counts_the_records_names_them_but_for_another_file(tmp_path, world):
    rows = [[f"K{number + 7:05}", *row(record)[1:]] for number, record in enumerate(world[0])]
    header = ["Kundennummer", *HEADER[1:]]
    path = write(tmp_path / "p.csv", rows, header=header)
    assert match_csv(path).kinds["Kundennummer"] == "row"
    assert match_csv(path, kinds={"Kundennummer": "identifier"}).kinds["Kundennummer"] == "identifier"
    assert match_csv(path, against=path).kinds["Kundennummer"] == "identifier"
    mixed = write(tmp_path / "m.csv", [rows[-1], *rows[:-1]], header=header)
    assert match_csv(mixed).kinds["Kundennummer"] == "identifier"


def test_two_files(tmp_path, world):
    records, person_of = world
    half = len(records) // 2
    left = write(tmp_path / "a.csv", map(row, records[:half]))
    english = ["ref", "last", "first", "employer", "town", "mail", "mobile"]
    turned = [
        [n, family, given, org, city, mail, phone]
        for n, given, family, org, mail, phone, city in map(row, records[half:])
    ]
    right = write(tmp_path / "b.csv", turned, header=english)
    match = match_csv(left, against=right, id_column="Nr")
    inside = {f"n{record.id}" for record in records[:half]}
    found = {(a, b) for a, b, chance, _ in match.pairs() if chance >= 0.5}
    assert all(a in inside and b not in inside for a, b in found)
    truth = {
        (f"n{a.id}", f"n{b.id}") for a in records[:half] for b in records[half:] if person_of[a.id] == person_of[b.id]
    }
    assert len(found & truth) / len(truth) >= 0.93
    assert len(found & truth) / len(found) >= 0.93


def test_numbers_of_households_and_firms_are_not_taken_for_those_of_persons(tmp_path, world):
    records, person_of = world
    dice = random.Random(5)
    rows = [[*row(record), f"H{dice.randrange(400):05}", f"{sum(record.org.encode()):06}"] for record in records]
    match = match_csv(write(tmp_path / "p.csv", rows, header=[*HEADER, "household_id", "employer_id"]))
    assert f1(grouped(match), person_of) >= 0.96


def test_a_sort_of_people_is_not_taken_for_one_person(tmp_path):
    dice = random.Random(3)
    rows = []
    for number in range(2400):
        era = dice.randrange(12)
        given, second = (f"{'BCDFGHKLMNPR'[era]}{dice.choice('aei')}{dice.choice('lmn')}{end}" for end in "ao")
        family = f"{dice.choice(SYLLABLES)}{dice.choice(ENDINGS)}{dice.choice(ENDINGS)}"
        born = f"{1930 + era * 5 + dice.randrange(5)}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}"
        rows.append([number, given, second, family, born, dice.randrange(10**8, 10**9)])
    rows += [[2400 + number, *row[1:]] for number, row in enumerate(rows[:60])]
    match = match_csv(write(tmp_path / "p.csv", rows, header=["id", "first", "middle name", "last", "dob", "ssn"]))
    assert match.result.model.duplicates < 120
    clusters = list(match.clusters())
    assert {(each, str(int(each) - 2400)) for each, _ in clusters if int(each) >= 2400} <= set(clusters)
    assert sum(each != cluster for each, cluster in clusters) < 90


def varied(dice, text):
    words = text.split()
    if len(words) > 2 and dice.random() < 0.4:
        words.pop(dice.randrange(1, len(words)))
    if dice.random() < 0.3:
        words[0] = slip(dice, words[0])
    return " ".join(words)


def test_organisations_are_found_by_their_words(tmp_path):
    dice = random.Random(2)
    rows: list[list[str]] = []
    firm_of: dict[int | str, int] = {}
    for firm in range(900):
        parts = (dice.choice(SYLLABLES) + dice.choice(ENDINGS), dice.choice(SYLLABLES) + dice.choice(ENDINGS))
        name, street = (
            f"{parts[0]} & {parts[1]} {dice.choice(TRADES)} GmbH",
            f"{dice.choice(SYLLABLES)}straße {firm % 90}",
        )
        for _ in range(2 if firm % 3 == 0 else 1):
            firm_of[len(rows)] = firm
            rows.append([f"n{len(rows)}", varied(dice, name), street if dice.random() < 0.8 else "", CITIES[firm % 30]])
    match = match_csv(write(tmp_path / "p.csv", rows, header=["id", "name", "address", "city"]))
    assert match.kinds["name"] == "org"
    assert f1(grouped(match), firm_of) >= 0.9


def test_texts_are_linked_by_their_words(tmp_path):
    dice = random.Random(2)
    words = [f"{first}{last}".lower() for first in SYLLABLES[:12] for last in ENDINGS[:8]]
    books = [[" ".join(dice.sample(words, 6)), dice.choice(SYLLABLES) + dice.choice(ENDINGS)] for _ in range(1200)]
    left = write(
        tmp_path / "a.csv", [[f"a{n}", *book] for n, book in enumerate(books)], header=["id", "title", "by whom"]
    )
    other = [[f"b{n}", varied(dice, title).upper(), author] for n, (title, author) in enumerate(books[:700])]
    right = write(tmp_path / "b.csv", other, header=["id", "title", "by whom"])
    match = match_csv(left, against=right)
    found = {(a, b) for a, b, chance, _ in match.pairs() if chance >= 0.5}
    truth = {(f"a{n}", f"b{n}") for n in range(700)}
    assert len(found & truth) >= 0.95 * max(len(truth), len(found))


def test_kinds_and_id_column_can_be_corrected(tmp_path):
    rows = [["Kühn", "Anna", "x1"], ["Roth", "Bernd", "x2"], ["Kühn", "Anna", "x3"]]
    path = write(tmp_path / "p.csv", rows, header=["first", "last", "c"])
    match = match_csv(path, id_column="c", kinds={"first": "family_name", "last": "given_name"})
    assert match.kinds == {"first": "family_name", "last": "given_name", "c": "row"}
    assert [each for each, _ in match.clusters()] == ["x1", "x2", "x3"]


def test_without_id_column_rows_are_counted(tmp_path):
    path = write(tmp_path / "p.csv", [["Anna", "Kühn"], ["Bernd", "Roth"]], header=["first", "last"])
    assert list(match_csv(path).clusters()) == [("1", "1"), ("2", "2")]


def test_a_file_of_a_header_only(tmp_path):
    match = match_csv(write(tmp_path / "p.csv", []))
    assert list(match.clusters()) == []
    assert list(match.pairs()) == []


@pytest.mark.parametrize(
    ("wrong", "message"),
    [({"id_column": "nope"}, "nope"), ({"kinds": {"Nr": "colour"}}, "colour"), ({"kinds": {"x": "city"}}, "x")],
)
def test_what_is_not_there_is_said(tmp_path, wrong, message):
    path = write(tmp_path / "p.csv", [["1", "Anna", "Kühn", "", "", "", ""]])
    with pytest.raises(Unreadable, match=message):
        match_csv(path, **wrong)


@pytest.mark.parametrize(("content", "code"), [(b"", "no_header"), (b"a,b\n1,\0\n", "no_text")])
def test_no_table(tmp_path, content, code):
    (tmp_path / "p.csv").write_bytes(content)
    with pytest.raises(Unreadable) as caught:
        match_csv(tmp_path / "p.csv")
    assert caught.value.code == code


def test_cancel(tmp_path, world):
    path = write(tmp_path / "p.csv", map(row, world[0]))
    with pytest.raises(Cancelled):
        match_csv(path, cancelled=lambda: True)


def rows_of(path):
    with open_csv(path) as (header, blocks):
        return header, [list(row) for block in blocks for row in zip(*block, strict=True)]


def test_ragged_rows_and_empty_lines(tmp_path):
    path = tmp_path / "p.csv"
    path.write_text('a;b;c\n1;2\n\n1;2;3;4\n"x\ny";;\n', encoding="utf-8")
    assert rows_of(path) == (["a", "b", "c"], [["1", "2", ""], ["1", "2", "3"], ["x y", "", ""]])


def test_a_quote_that_was_never_closed_takes_no_rows_below(tmp_path):
    path = tmp_path / "p.csv"
    lines = ['1;"a', "2;b", '3;"c\nd"', '4;5" e', *(f"{number};x" for number in range(5, 2000)), '2000;"y']
    path.write_text("n;t\n" + "\n".join(lines), encoding="utf-8")
    _, rows = rows_of(path)
    assert rows[:4] == [["1", "a"], ["2", "b"], ["3", "c d"], ["4", '5" e']]
    assert (len(rows), rows[-1]) == (2000, ["2000", "y"])


def test_bytes_that_are_no_text_are_replaced(tmp_path):
    path = tmp_path / "p.csv"
    path.write_bytes(b"\xef\xbb\xbfa;b\n" + b"1;2\n" * 20_000 + b"\xe4;\xc3\xa4")
    header, rows = rows_of(path)
    assert (header, rows[0], rows[-1]) == (["a", "b"], ["1", "2"], ["\ufffd", "ä"])


CELLS = st.text(st.sampled_from("ab ü'\t\u2028\x0b\x85"), max_size=3)


@settings(
    derandomize=True, max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1)),
    quoted=st.sampled_from(['"', "\r", "\n", ";", "x"]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    block=st.sampled_from([1, 5, 40, 1 << 20]),
)
def test_rows_without_quotation_marks_are_cut_as_csv_reads_them(tmp_path, monkeypatch, rows, quoted, end, block):
    monkeypatch.setattr("netz_tui.matching.csvfile._BLOCK", block)
    path = tmp_path / "p.csv"
    rows = [["head", *("h" for _ in rows[0][1:])], *rows, [f"z{quoted}", *rows[0][1:]], *rows]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=";", lineterminator=end).writerows(rows)
    text = path.read_text("utf-8")
    separator = max(",;\t|", key="".join(text.split('"')[::2]).count)
    with path.open(newline="", encoding="utf-8") as file:
        wanted = list(csv.reader(file, delimiter=separator))
    width = len(wanted[0])
    fitted = [[cell.replace("\n", " ") for cell in (row + [""] * width)[:width]] for row in wanted[1:] if row]
    assert rows_of(path) == (wanted[0], fitted)


@pytest.mark.parametrize("header", ["Firma", "Bezeichnung"])
def test_one_column_of_texts(tmp_path, header):
    luck = random.Random(5)
    names = [
        f"{''.join(luck.choices(SYLLABLES, k=4)).title()} {luck.choice(TRADES)} {luck.choice(['GmbH', 'AG', 'KG'])}"
        for _ in range(300)
    ]
    again = [
        "Mustermann Gesellschaft mbH",
        names[1].upper(),
        names[2].rpartition(" ")[0],
        f"{slip(luck, names[3].partition(' ')[0])} {names[3].partition(' ')[2]}",
    ]
    names[0] = "Mustermann GmbH"
    match = match_csv(write(tmp_path / "p.csv", [[name] for name in [*names, *again]], header=[header]))
    found = {(int(a), int(b)): (chance, reasons) for a, b, chance, reasons in match.pairs()}
    wanted = [(place + 1, len(names) + place + 1) for place in range(4)]
    assert set(wanted) <= set(found)
    assert len(found) < 30
    assert all(0.1 <= chance <= NAME_ALONE for chance, _ in found.values()), "it is a name and no more"
    assert header in found[wanted[0]][1]


def test_a_handful_of_records_is_enough(tmp_path):
    rows = [
        ["Anna", "Kühn", "anna@x.example"],
        ["A.", "Kuehn", "anna@x.example"],
        ["Bernd", "Roth", "br@y.example"],
        ["Clara", "Berg", "office@y.example"],
        ["Bernd", "Rot", "br@y.example"],
        ["Dora", "Adler", "office@y.example"],
    ]
    path = write(
        tmp_path / "p.csv", [[number, *row] for number, row in enumerate(rows)], ["id", "first", "last", "mail"]
    )
    match = match_csv(path)
    assert {pair[:2] for pair in match.pairs() if pair[2] > 0.5} == {("0", "1"), ("2", "4")}


def test_hundreds_of_records_of_one_person_are_found(tmp_path):
    records, _ = people(2600, seed=4)
    mine = [[f"m{number}", "Quirin", "Wackerstein", "Adler AG", "", f"0151 77{number:05}", ""] for number in range(420)]
    rows = [*map(row, records), *mine]
    random.Random(2).shuffle(rows)
    grouped_by = dict(match_csv(write(tmp_path / "p.csv", rows)).clusters())
    assert len({grouped_by[each[0]] for each in mine}) == 1
    assert sum(cluster == grouped_by["m0"] for cluster in grouped_by.values()) == len(mine)


def test_the_less_alike_of_many_records_are_found_too(tmp_path):
    dice = random.Random(9)
    rows: list[list[Any]] = []
    person_of: dict[int | str, int] = {}
    for work in range(40):
        authors = [f"{dice.choice('abcdefgh')}. {dice.choice(SYLLABLES)}{dice.choice(ENDINGS)}" for _ in range(3)]
        title = [f"{dice.choice(SYLLABLES)}{dice.choice(ENDINGS)}" for _ in range(6)]
        venue, year = dice.choice(["Proceedings of Joining", "Journal of Tables"]), dice.randrange(1985, 1998)
        for _ in range(75):
            person_of[len(rows)] = work
            words = title if dice.random() < 0.6 else [word for word in title if dice.random() < 0.85]
            by = (" and " if dice.random() < 0.5 else ", ").join(authors)
            where = dice.choice([venue, venue, f"in {venue}", venue[:10], ""])
            rows.append([f"n{len(rows)}", by, " ".join(words), where, dice.choice([year, year, ""])])
    dice.shuffle(rows)
    match = match_csv(write(tmp_path / "p.csv", rows, header=["id", "authors", "title", "venue", "year"]))
    assert f1(grouped(match), person_of) >= 0.99
