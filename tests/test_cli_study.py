"""`netz report`: printed or into files, with names or without, never over a file unasked."""

import stat

import pytest
from click.testing import CliRunner

from netz_tui import i18n
from netz_tui.book.book import open_book
from netz_tui.cli import netz
from netz_tui.desk.desk import Desk
from netz_tui.desk.study import entry


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("NETZ_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "mine.sqlite"
    with open_book(path) as book:
        desk = Desk(book)
        entry.event(desk, "XING", "Vortrag | <b>Ulm</b>", desk.now().date())

    def invoke(*args, lang="en"):
        result = CliRunner().invoke(netz, ["--lang", lang, "--book", str(path), *args])
        i18n.setup("en")
        return result

    return invoke


def test_without_a_file_it_is_printed_as_markdown(run):
    done = run("report")
    assert done.exit_code == 0
    assert done.stdout.startswith("# Does such networking last?")
    assert "not enough data yet: 0 of 5" in done.stdout
    assert "## How lasting are relationships made there?" in done.stdout
    assert run("report", lang="de").stdout.startswith("# Hält solches Netzwerken?")


def test_files_are_private_and_never_written_over_unasked(run, tmp_path):
    done = run("report", "--html", "r.html", "--markdown", "r.md", "--csv", "tables")
    assert done.exit_code == 0
    assert done.stdout == ""
    assert done.stderr.splitlines() == ["1 file written: r.html", "1 file written: r.md", "5 files written: tables"]
    page = tmp_path / "r.html"
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    page.write_text("mine", encoding="utf-8")
    refused = run("report", "--html", "r.html")
    assert refused.exit_code == 1
    assert refused.stderr == "r.html exists already; --force overwrites it.\n"
    assert page.read_text(encoding="utf-8") == "mine"
    assert run("report", "--csv", "tables").exit_code == 1
    assert run("report", "--html", "r.html", "--force").exit_code == 0
    assert page.read_text(encoding="utf-8") != "mine"


def test_foreign_words_stay_words(run):
    page = run("report", "--html", "-").stdout
    assert "<b>Ulm" not in page
    assert "not enough data yet: 0 of 5" in page
    assert "<b>Ulm" not in run("report", "--markdown", "-").stdout


def test_pseudonymous_leaves_what_was_typed_out(run):
    page = run("report", "--html", "-", "--pseudonymous").stdout
    assert "Ulm" not in page
    assert "Pseudonymous" in page


@pytest.mark.parametrize("args", [("--html", "-", "--markdown", "-"), ("--csv", "-")])
def test_what_cannot_be_printed_is_said(run, args):
    done = run("report", *args)
    assert done.exit_code == 2
    assert "Only one page can be printed" in done.stderr


def test_a_folder_that_is_missing_is_said_in_a_sentence(run):
    done = run("report", "--html", "nirgends/r.html")
    assert done.exit_code == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1


def test_it_can_be_narrowed(run):
    done = run("report", "--days", "30", "--ground", "b", "--platform", "XING")
    assert "b: met in person · XING" in done.stdout
    assert run("report", "--ground", "d").exit_code == 2
    assert run("report", "--days", "0").exit_code == 2


def test_the_demonstration_has_a_report(run):
    done = run("--demo", "report", "--pseudonymous")
    assert done.exit_code == 0
    assert done.stdout.count("\n## ") == 6
