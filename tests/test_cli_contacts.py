"""`netz contacts` and `netz person`: plain text and data, also while the book is held by another program."""

import json
import os

import pytest
from click.testing import CliRunner

from netz_tui import i18n
from netz_tui.book.book import open_book
from netz_tui.cli import netz
from netz_tui.desk.desk import Desk
from netz_tui.desk.edit import add


@pytest.fixture(autouse=True)
def _english():
    yield
    i18n.setup("en")


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setenv("NETZ_HOME", str(tmp_path))
    path = tmp_path / "mine.sqlite"
    with open_book(path) as book:
        desk = Desk(book)
        add(desk, {"name": "Jürgen Weiß", "city": "Ulm", "phones": "0731 123456", "note": "Hannover Messe\nHalle 27"})
        add(desk, {"name": "Petra \x1b[31mLang", "org": "Wehrbau"})
    return path


def run(path, *args):
    return CliRunner().invoke(netz, ["--lang", "en", "--book", str(path), *args])


def test_everybody_or_whom_a_filter_finds(path):
    assert len(run(path, "contacts").stdout.splitlines()) == 2
    found = run(path, "contacts", "--filter", "Jürgn Weis city:ulm")
    assert found.stdout.split()[:4] == ["1", "unproven", "Jürgen", "Weiß"]
    assert "\x1b" not in run(path, "contacts").stdout


def test_data(path):
    rows = json.loads(run(path, "contacts", "--json", "--filter", "messe").stdout)
    assert [(row["id"], row["name"], row["contact"]) for row in rows] == [(1, "Jürgen Weiß", True)]
    person = json.loads(run(path, "person", "1", "--json").stdout)
    assert {fact["name"]: fact["value"] for fact in person["facts"]}["city"] == "Ulm"


def test_nobody_is_told_and_an_exit_code(path):
    found = run(path, "contacts", "--filter", "qqqqq")
    assert (found.exit_code, found.stdout) == (1, "")
    assert "Nobody is found" in found.stderr
    assert json.loads(run(path, "contacts", "--json", "--filter", "qqqqq").stdout) == []
    assert run(path, "person", "99").exit_code == 1


def test_a_filter_that_can_not_be_meant_is_told(path):
    for options in ((), ("--json",)):
        found = run(path, "contacts", *options, "--filter", "citty:ulm")
        assert (found.exit_code, found.stdout) == (1, "")
        assert "There is no filter “citty:”. Did you mean “city:”?" in found.stderr


def test_a_person_to_read(path):
    shown = run(path, "person", "1").stdout
    assert shown.startswith("# Jürgen Weiß\n")
    assert "0731 123456" in shown
    assert "Halle 27" in shown


def test_a_book_in_use_is_searched_as_far_as_it_is_known(path):
    with open_book(path):
        found = run(path, "contacts", "--filter", "weiß")
    assert "People who came in last may not be found." in found.stderr
    assert "is open in another netz" in found.stderr
    assert run(path, "contacts", "--filter", "weiß").exit_code == 0


def test_a_book_that_may_only_be_read_is_searched_as_far_as_it_is_known(path, monkeypatch):
    free = os.access
    monkeypatch.setattr(os, "access", lambda place, mode: mode != os.W_OK and free(place, mode))
    before = {file.name for file in path.parent.iterdir()}
    found = run(path, "contacts")
    assert "Jürgen Weiß" in found.stdout
    assert "People who came in last may not be found." in found.stderr
    assert "is read-only" in found.stderr
    assert {file.name for file in path.parent.iterdir()} == before
