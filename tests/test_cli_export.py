"""`netz export`: into a file or a pipe, never over a file unasked; and what `netz import` tells and asks."""

import csv
import json
import stat

import pytest
from click.testing import CliRunner

from netz_tui import i18n
from netz_tui.book.book import open_book
from netz_tui.cli import netz
from netz_tui.desk.desk import Desk
from netz_tui.desk.edit import add
from netz_tui.desk.people import NewRequest, add_request

HEADER = 'Notes:\n"none"\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\n'


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("NETZ_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "mine.sqlite"
    with open_book(path) as book:
        desk = Desk(book)
        add(desk, {"name": "Jürgen Weiß", "city": "Ulm", "phones": "0731 123456", "note": "=1+1"})
        add(desk, {"name": "Petra Lang", "org": "Wehrbau"})
        add_request(desk, NewRequest("Olga Frage", message="Hallo"))

    def invoke(*args):
        result = CliRunner().invoke(netz, ["--lang", "en", "--book", str(path), *args])
        i18n.setup("en")
        return result

    return invoke


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("vcard4", "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Jürgen Weiß\r\n"),
        ("vcard3", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jürgen Weiß\r\n"),
        ("csv", "Name,Given name,"),
        ("google", "First Name,"),
        ("outlook", "Title,First Name,"),
        ("json", '{"netz": 1, "contacts": ['),
        ("markdown", "# Jürgen Weiß\n"),
    ],
)
def test_each_format_to_a_pipe(run, form, begins):
    for target in ([], ["-"]):
        done = run("export", *target, "--format", form)
        assert (done.exit_code, done.stderr) == (0, "")
        text = done.stdout_bytes.decode()
        assert text.startswith(begins)
        assert "Petra" in text
        assert "Olga" not in text


def test_contacts_everybody_a_filter_or_one_person(run):
    def names(*args):
        done = run("export", "--format", "json", *args)
        return [one["name"] for one in json.loads(done.stdout)["contacts"]]

    assert names() == names("--contacts") == ["Jürgen Weiß", "Petra Lang"]
    assert names("--all") == ["Jürgen Weiß", "Olga Frage", "Petra Lang"]
    assert names("--filter", "city:ulm") == ["Jürgen Weiß"]
    assert names("--filter", "frage", "--all") == ["Olga Frage"]
    assert names("--person", "2") == ["Petra Lang"]
    assert names("--person", "3") == ["Olga Frage"], "whoever is named is written"
    assert json.loads(run("export", "--format", "json", "--person", "1").stdout)["person"]["city"] == "Ulm"
    assert "## " in run("export", "--format", "markdown", "--person", "1").stdout


def test_what_finds_nobody_or_is_misused(run, tmp_path):
    nobody = run("export", "x.vcf", "--filter", "qqqqq")
    assert (nobody.exit_code, nobody.stdout) == (1, "")
    assert "Nobody is found" in nobody.stderr
    assert not (tmp_path / "x.vcf").exists()
    gone = run("export", "--person", "99")
    assert (gone.exit_code, gone.stderr) == (1, "This person is not there any more.\n")
    assert run("export", "--person", "1", "--all").exit_code == 2
    assert run("export", "--format", "doc").exit_code == 2
    similar = run("export", "--filter", "Jürgn")
    assert "similar" in similar.stderr
    assert "FN:Jürgen" in similar.stdout


def test_a_file_is_private_whole_and_never_overwritten_unasked(run, tmp_path):
    done = run("export", "alle.csv")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "2 people written: alle.csv\n")
    file = tmp_path / "alle.csv"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with file.open(newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert rows[0]["Note"] == "'=1+1"
    again = run("export", "alle.csv", "--all")
    assert again.exit_code == 1
    assert "--force" in again.stderr
    assert "Olga" not in file.read_text()
    assert run("export", "alle.csv", "--all", "--force").exit_code == 0
    assert "Olga" in file.read_text()
    away = run("export", str(tmp_path / "none" / "x.vcf"))
    assert away.exit_code == 1
    assert "cannot be written" in away.stderr
    assert run("export", "one.md", "--person", "2").stderr == "1 person written: one.md\n"
    assert (tmp_path / "one.md").read_text().startswith("# Petra Lang\n")
    assert run("export", "one.vcf", "--person", "2").exit_code == 0
    assert not list(tmp_path.glob(".*.tmp"))


def test_a_book_in_use_can_be_exported(run, tmp_path):
    with open_book(tmp_path / "mine.sqlite"):
        assert "Petra" in run("export").stdout


def connections(path, *people, org="Nord AG"):
    rows = (f"{one},Roth,https://www.linkedin.com/in/{one},,{org},,15 Jan 2024\n" for one in people)
    path.write_text(HEADER + "".join(rows))
    return str(path)


def test_an_import_tells_what_changed(run, tmp_path):
    run("import", connections(tmp_path / "a.csv", "udo", "ute"))
    file = connections(tmp_path / "b.csv", "udo", "ute", org="Süd AG")
    dry = run("import", "--dry-run", file)
    assert "line 5: udo Roth, company: Nord AG → Süd AG" in dry.stdout
    data = json.loads(run("import", "--json", file).stdout)[0]
    assert data["changes"][1] == {"line": 6, "name": "ute Roth", "detail": "org: Nord AG → Süd AG"}
    assert data["vanished"] == []


def test_a_file_that_lacks_many_is_asked_about(run, tmp_path):
    many = [f"p{number}" for number in range(10)]
    run("import", connections(tmp_path / "a.csv", *many))
    assert run("import", connections(tmp_path / "b.csv", *many[:8])).exit_code == 0
    file = connections(tmp_path / "c.csv", *many[:6], "neu")
    asked = run("import", file)
    assert asked.exit_code == 1
    assert "c.csv lacks 2 of the 8 contacts" in asked.stderr
    assert "--yes" in asked.stderr
    assert "neu Roth" not in run("contacts").stdout
    dry = run("import", "--dry-run", file)
    assert (dry.exit_code, "2 of 8 contacts" in dry.stdout) == (0, True)
    taken = run("import", "--yes", "--json", file)
    assert taken.exit_code == 0
    assert json.loads(taken.stdout)[0]["vanished"] == [{"format": "linkedin-connections", "missing": 2, "known": 8}]
    assert "neu Roth" in run("contacts").stdout
    assert "p9 Roth" in run("contacts").stdout, "nobody is removed"
