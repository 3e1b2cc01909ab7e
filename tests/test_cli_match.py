"""The commands about who is the same, without the screen."""

import csv
import json

import pytest
from click.testing import CliRunner

from netz_tui import i18n
from netz_tui.book.book import open_book
from netz_tui.cli import netz
from netz_tui.desk.desk import Desk
from netz_tui.desk.people import NewRequest, add_request

ROWS = """Nr,Vorname,Nachname,E-Mail,Ort
7,Jürgen,Weiß,jw@a.example,Ulm
8,Juergen,Weiss,jw@a.example,Ulm
9,Petra,Kühn,pk@b.example,Bonn
"""


@pytest.fixture(autouse=True)
def _english():
    yield
    i18n.setup("en")


@pytest.fixture
def run(tmp_path):
    def invoke(*args):
        return CliRunner().invoke(netz, ["--lang", "en", "--book", str(tmp_path / "book.sqlite"), *map(str, args)])

    return invoke


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_a_csv_file_is_matched_without_a_book(run, table, tmp_path):
    out, pairs = tmp_path / "clusters.csv", tmp_path / "pairs.csv"
    result = run("match", table, "--id", "Nr", "--out", out, "--pairs", pairs)
    assert result.exit_code == 0, result.output
    assert "Vorname: given_name" in result.output
    assert "rows: 3, people: 2, pairs: 1" in result.output
    clusters = list(csv.reader(out.read_text(encoding="utf-8").splitlines()))
    assert clusters == [["id", "cluster"], ["7", "7"], ["8", "7"], ["9", "9"]]
    header, (id_a, id_b, probability, reasons) = csv.reader(pairs.read_text(encoding="utf-8").splitlines())
    assert header == ["id_a", "id_b", "probability", "reasons"]
    assert {id_a, id_b} == {"7", "8"}
    assert 0.5 < float(probability) <= 1
    assert "jw@a.example" in reasons
    assert not (tmp_path / "book.sqlite").exists()


def test_a_csv_file_is_matched_as_data(run, table):
    found = json.loads(run("match", table, "--id", "Nr", "--map", "Ort=city", "--json").output)
    assert (found["rows"], found["clusters"], found["kinds"]["Ort"]) == (3, 2, "city")
    assert found["pairs"][0]["probability"] > 0.5


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--map", "Ort"], "COLUMN=KIND"),
        (["--map", "Ort=nonsense"], "There is no kind “nonsense”. A column may be: given_name"),
        (["--id", "Nix"], "no column “Nix”. Its columns: Nr, Vorname"),
        (["--out", "/nowhere/at/all.csv"], "There is no folder /nowhere/at."),
    ],
)
def test_a_wrong_option_is_said(run, table, options, said):
    result = run("match", table, *options)
    assert result.exit_code == 2
    assert said in result.output


def test_a_file_that_is_not_there_is_said(run, tmp_path):
    result = run("match", tmp_path / "nix.csv")
    assert result.exit_code == 2
    assert "nix.csv: No such file" in result.output


@pytest.mark.parametrize(("content", "said"), [(b"", "is empty"), (b"\x00\x01\xff", "is no text")])
def test_a_file_that_is_no_table_is_said(run, tmp_path, content, said):
    (tmp_path / "x.csv").write_bytes(content)
    result = run("match", tmp_path / "x.csv")
    assert result.exit_code == 2
    assert f"x.csv {said}. A CSV file is wanted" in result.output


def test_it_can_be_stopped(run, table, tmp_path, monkeypatch):
    def stop(*_args, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("netz_tui.desk.csv_match.match_csv", stop)
    result = run("match", table, "--out", tmp_path / "clusters.csv")
    assert (result.exit_code, result.output.strip()) == (130, "Stopped; nothing was written.")
    assert not (tmp_path / "clusters.csv").exists()


@pytest.fixture
def ids(tmp_path):
    """Two requests of the same man in a book."""
    with open_book(tmp_path / "book.sqlite") as book:
        desk = Desk(book)
        for name, mail in (("Jürgen Weiß", "jw@a.example"), ("Dr. Ute Jürgens", "jw@a.example"), ("J. Weiss", "")):
            add_request(desk, NewRequest(name, org="Adler GmbH", handles=(("email", mail),) if mail else ()))
        return [row[0] for row in book.rows("SELECT id FROM people ORDER BY id")]


def test_duplicates_are_listed_and_merged(run, ids):
    found = json.loads(run("duplicates", "--json").output)
    assert {ids[0], ids[2]} in [{pair["a"]["id"], pair["b"]["id"]} for pair in found]
    assert all(pair["reasons"][0]["text"] for pair in found)
    listed = run("duplicates", "--search").output
    assert "Jürgen Weiß ≈" in listed
    merged = json.loads(run("merge", ids[0], ids[2], "--take", "name=left", "--json").output)
    assert (merged["id"], merged["name"]) == (ids[0], "Jürgen Weiß")
    assert "Jürgen Weiß and J. Weiss merged" in run("history").output
    assert f"{ids[2]} J. Weiss" not in run("duplicates").output


def test_nothing_to_list_is_said(run):
    result = run("duplicates")
    assert result.exit_code == 1
    assert "netz duplicates --search" in result.output


def test_a_merge_that_can_not_be_is_said(run, ids):
    assert "FIELD=SIDE" in run("merge", ids[0], ids[1], "--take", "org=up").output
    result = run("merge", ids[0], ids[0])
    assert "It takes two people" in str(result.exception)
