"""The commands way and net."""

import json
import xml.etree.ElementTree as ET

import pytest
from click.testing import CliRunner

from netz_tui import i18n
from netz_tui.book.book import open_book
from netz_tui.cli import netz
from netz_tui.desk import grounds
from netz_tui.desk.desk import Desk
from netz_tui.desk.grounds import Evidence
from netz_tui.desk.net import ties
from netz_tui.desk.net.ties import TieFacts
from netz_tui.desk.people import insert_person


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("NETZ_HOME", str(tmp_path / "home"))
    path = tmp_path / "book.sqlite"
    with open_book(path) as book:
        desk = Desk(book)
        with book.action("add", "Add", desk.now()) as action:
            adler = insert_person(action, desk, "Tom Adler", contact=1, contact_since="2024-05-01")
            roth = insert_person(action, desk, "Ute Roth")
            insert_person(action, desk, "Ute Blum")
        grounds.give(desk, adler, Evidence("a", "2019", "Ulm"))
        ties.note(desk, adler, roth, TieFacts("2020", "Messe", adler))

    def invoke(*args):
        result = CliRunner().invoke(netz, ["--lang", "en", "--book", str(path), *args])
        i18n.setup("en")
        return result

    return invoke


def test_a_way_is_told_step_by_step(run):
    result = run("way", "ute roth")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "1 way to Ute Roth"
    assert "Ask Tom Adler: “How well do you know Ute Roth?”" in result.stdout


def test_a_way_as_data(run):
    data = json.loads(run("way", "Roth", "--json").stdout)
    assert (data["verdict"], data["complete"]) == ("found", True)
    assert [step["name"] for step in data["ways"][0]["steps"]] == ["Tom Adler", "Ute Roth"]
    assert data["ways"][0]["steps"][1]["reason"] == "claimed by Tom Adler, not cross-checked"
    by_id = json.loads(run("way", str(data["target"]["id"]), "--json").stdout)
    assert by_id == data


def test_no_way_is_no_success(run):
    result = run("way", "Blum")
    assert (result.exit_code, result.stdout) == (
        1, "Nobody is known to know Ute Blum. Ask your contacts, and note who does.\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "code", "said"), [("Ute", 2, "Several people are called"), ("Zorn", 1, "Nobody is called")]
)
def test_a_name_that_is_nobodys_or_several_peoples_is_said_so(run, name, code, said):
    result = run("way", name)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr


def test_the_net_in_every_format(run):
    tree = ET.fromstring(run("net").stdout)
    assert sum(element.tag.endswith("}node") for element in tree.iter()) == 4
    assert len(json.loads(run("net", "--format", "json").stdout)["links"]) == 2
    assert run("net", "--format", "dot").stdout.startswith("graph net {")
    assert "Tom Adler" in run("net", "--format", "svg").stdout
    assert "Ute Roth" in run("net", "--format", "svg", "--around", "Roth").stdout


def test_around_is_for_pictures(run):
    assert run("net", "--around", "Roth").exit_code == 2
