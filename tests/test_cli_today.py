"""`netz today`: what is due as text, as data, and as a calendar."""

import json

import pytest
from click.testing import CliRunner
from icalendar import Calendar

from netz_tui import i18n
from netz_tui.book.book import open_book
from netz_tui.cli import netz
from netz_tui.desk import talk
from netz_tui.desk.desk import Desk
from netz_tui.desk.edit import add


@pytest.fixture(autouse=True)
def _english():
    yield
    i18n.setup("en")


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setenv("NETZ_HOME", str(tmp_path))
    return tmp_path / "mine.sqlite"


@pytest.fixture
def due(path):
    with open_book(path) as book:
        desk = Desk(book)
        add(desk, {"name": "Jürgen \x1b[31mWeiß", "org": "Wehrbau"})
        talk.remind(desk, 1, desk.now().astimezone().date().isoformat(), "Angebot \x1b]0;schicken")
    return path


def run(path, *args, lang="en"):
    return CliRunner().invoke(netz, ["--lang", lang, "--book", str(path), "today", *args])


def test_text_stands_under_headings(due):
    found = run(due)
    assert found.stdout.splitlines()[0] == "Next steps (1)"
    assert "Wehrbau  today  Angebot" in found.stdout
    assert "0 of 1 proven" in found.stdout
    assert "\x1b" not in found.stdout
    assert run(due, lang="de").stdout.startswith("Nächste Schritte (1)")


def test_data(due):
    data = json.loads(run(due, "--json").stdout)
    (row,) = data["due"]
    assert (row["group"], row["person_id"], row["when"], row["step_id"]) == ("steps", 1, "today", 1)
    assert row["due"] == data["day"]
    assert (data["proven"], data["contacts"], data["next"]) == (0, 1, None)


def test_nothing_is_told_with_an_exit_code_and_what_comes_next(path):
    open_book(path).close()
    found = run(path)
    assert (found.exit_code, found.stdout) == (1, "")
    assert "Nothing is due today." in found.stderr
    assert json.loads(run(path, "--json").stdout)["due"] == []
    with open_book(path) as book:
        desk = Desk(book)
        add(desk, {"name": "Nora Neu"})
        talk.remind(desk, 1, "2999-01-01", "x")
    assert "Next: Nora Neu, 01/01/2999." in run(path).stderr


def test_a_calendar(due, tmp_path):
    file = tmp_path / "due.ics"
    found = run(due, "--ical", str(file))
    assert (found.exit_code, found.stdout) == (0, "")
    assert "1 due date written" in found.stderr
    (event,) = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert "Weiß: Angebot" in str(event["SUMMARY"])
    assert b"\x1b" not in file.read_bytes()
    assert run(due, "--ical", str(file), "--tasks").exit_code == 0
    file.write_text("mine")
    refused = run(due, "--ical", str(file))
    assert refused.exit_code == 1
    assert "exists already" in refused.stderr
    assert run(due, "--ical", str(file), "--force").exit_code == 0
    assert run(due, "--notes").exit_code == 2
    assert run(due, "--ical", "-").stdout.startswith("BEGIN:VCALENDAR")


@pytest.mark.usefixtures("path")
def test_the_demonstration_has_something_of_every_kind():
    found = CliRunner().invoke(netz, ["--lang", "en", "--demo", "today", "--json"])
    groups = {row["group"] for row in json.loads(found.stdout)["due"]}
    assert groups == {"steps", "back", "calls", "ask", "shaky", "unproven", "touch"}
