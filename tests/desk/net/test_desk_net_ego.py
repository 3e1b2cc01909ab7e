"""The part of the net that is drawn, its shape, and the files it is written to."""

import json
import stat
import xml.etree.ElementTree as ET

import pytest
from desk_world import add_person, ask, sender, stand

from netz_tui.book.models import Request
from netz_tui.book.problems import BookProblem
from netz_tui.desk import decide, grounds, tags
from netz_tui.desk.net import ego as net_ego
from netz_tui.desk.net import export, shape, ties, words
from netz_tui.desk.net.ego import Filter
from netz_tui.desk.net.ties import TieFacts
from netz_tui.desk.net.ways import ways
from netz_tui.network.ego import ME


@pytest.fixture
def roth(world):
    """Somebody two steps from me, behind Tom Adler; Karl Blum stands a step further."""
    person = world.people["Ute Roth"] = add_person(world.desk, "Ute Roth")
    blum = world.people["Karl Blum"] = add_person(world.desk, "Karl Blum")
    ties.note(world.desk, world.people["Tom Adler"], person, TieFacts())
    ties.note(world.desk, person, blum, TieFacts())
    return person


def shown(ego):
    return {node.label for node in ego.nodes}


def kinds(ego):
    return {(link.a, link.b): link.kind for link in ego.links}


CONTACTS = {"Ich", "Dr. Petra Kühn", "Tom Adler", "Jens Brandt", "Sabine Lang"}


@pytest.mark.usefixtures("roth")
def test_each_degree_goes_a_step_further(world):
    assert shown(net_ego.ego(world.desk, ME, "Ich", 1)) == CONTACTS
    assert shown(net_ego.ego(world.desk, ME, "Ich", 2)) == CONTACTS | {"Ute Roth"}
    assert shown(net_ego.ego(world.desk, ME, "Ich", 3)) == CONTACTS | {"Ute Roth", "Karl Blum"}


def test_around_somebody_else_i_am_drawn_where_a_way_may_lead(world, roth):
    ego = net_ego.ego(world.desk, roth, "Ich", 1)
    assert shown(ego) == {"Ute Roth", "Tom Adler", "Karl Blum", "Ich"}
    assert kinds(ego)[ME, world.people["Tom Adler"]] == "checked"
    assert shown(net_ego.ego(world.desk, world.people["Karl Blum"], "Ich", 1)) == {"Karl Blum", "Ute Roth"}


def test_kinds_and_standings_are_told_apart(world, roth):
    adler = world.people["Tom Adler"]
    assert kinds(net_ego.ego(world.desk, ME, "Ich", 2))[adler, roth] == "claimed"
    grounds.cross_check(world.desk, adler, roth, "knows")
    ego = net_ego.ego(world.desk, ME, "Ich", 2)
    assert kinds(ego)[adler, roth] == "checked"
    world.clock.forward(days=1)
    grounds.cross_check(world.desk, adler, roth, "not_at_all")
    assert kinds(net_ego.ego(world.desk, ME, "Ich", 2))[adler, roth] == "claimed"
    standings = {node.label: node.standing for node in ego.nodes}
    assert standings == {
        "Ich": "me", "Tom Adler": "dependable", "Dr. Petra Kühn": "dependable", "Jens Brandt": "dependable",
        "Sabine Lang": "unproven", "Ute Roth": "stranger",
    }  # fmt: skip


def test_who_asks_is_drawn_with_a_wish_and_a_collector_as_such(world):
    request = ask(world.desk, "Rolf Maier", introducer_id=world.people["Tom Adler"])
    with world.book.action("score", "Score", world.desk.now()) as action:
        action.update(Request, request, score=90)
    maier = sender(world.desk, request)
    ego = net_ego.ego(world.desk, maier, "Ich", 1)
    assert kinds(ego)[ME, maier] == "wish"
    assert next(node.standing for node in ego.nodes if node.id == maier) == "collector"


def test_ties_not_shown_are_counted(world, roth):
    node = next(node for node in net_ego.ego(world.desk, ME, "Ich", 2).nodes if node.id == roth)
    assert (node.degree, node.hidden) == (2, 1)
    few = net_ego.ego(world.desk, ME, "Ich", 1, most=2)
    assert next(node for node in few.nodes if node.id == ME).hidden == 2


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter(dependable=True), CONTACTS - {"Sabine Lang"} | {"Erika Weiß"}),
        (Filter(tag="messe"), {"Ich", "Tom Adler", "Sabine Lang"}),
        (Filter(dependable=True, tag="messe"), {"Ich", "Tom Adler"}),
        (Filter(platform="XING"), {"Ich", "Erika Weiß"}),
        (Filter(tag="nobody"), {"Ich"}),
    ],
)
def test_filters_leave_only_who_fits(world, wanted, expected):
    tags.set_tags(world.desk, [world.people["Tom Adler"], world.people["Sabine Lang"]], ["Messe"], keep_others=True)
    decide.confirm(world.desk, world.ready(platform="XING"))
    assert shown(net_ego.ego(world.desk, ME, "Ich", 1, wanted)) == expected
    assert net_ego.tags(world.desk) == [("messe", 2)]
    assert net_ego.platforms(world.desk) == [("XING", 1)]


def test_the_way_that_is_chosen_is_highlighted(world, roth):
    adler = world.people["Tom Adler"]
    routes = ways(world.desk, roth)
    ego = net_ego.ego_of_ways(world.desk, routes, routes.routes[0], "Ich")
    assert {(link.a, link.b) for link in ego.links if link.on_way} == {(ME, adler), (adler, roth)}
    assert not any(link.on_way for link in net_ego.ego_of_ways(world.desk, routes, None, "Ich").links)


@pytest.mark.usefixtures("roth")
def test_the_shape_names_brokers_who_hangs_on_whom_and_who_is_alone(world):
    adler, kuehn = world.people["Tom Adler"], world.people["Dr. Petra Kühn"]
    found = shape.shape(world.desk)
    assert (found.known, found.reached) == (6, 5)
    assert [(one.person.id, one.ways, one.only) for one in found.brokers] == [(adler, 1, 1)]
    assert [(one.introducer.id, [row.name for row in one.people]) for one in found.hanging] == [
        (kuehn, ["Jens Brandt"])
    ]
    assert [row.name for row in found.isolated.people] == ["Sabine Lang"]
    assert [row.name for row in found.adrift.people] == ["Karl Blum"]
    sentences = dict(words.told(found))
    assert sentences["Your brokers"] == ["Tom Adler leads you to 1 person, 1 of them you reach no other way."]
    assert sentences["What hangs on one person"] == ["If Dr. Petra Kühn falls, 1 contact becomes shaky: Jens Brandt"]
    assert sentences["Contact collectors"] == ["None is known."]
    stand(world.desk, world.people["Jens Brandt"], "b")
    assert shape.shape(world.desk).hanging == ()
    assert shape.shape(world.desk, cancelled=lambda: True) is None


def test_no_way_of_the_shape_leads_over_a_tie_that_is_denied(world, roth):
    assert shape.shape(world.desk).reached == 5
    grounds.cross_check(world.desk, world.people["Tom Adler"], roth, "not_at_all")
    assert shape.shape(world.desk).reached == 4
    assert ways(world.desk, roth).routes == ()


@pytest.mark.usefixtures("roth")
def test_a_net_too_large_to_be_held_is_refused(world, monkeypatch):
    monkeypatch.setattr(shape, "MOST", 1)
    with pytest.raises(BookProblem, match="told up to 1"):
        shape.shape(world.desk)


def test_graphml_holds_every_person_and_tie_with_what_is_known(world, roth):
    tree = ET.fromstring("".join(export.whole(world.desk, "Ich", "graphml")))
    space = "{http://graphml.graphdrawing.org/xmlns}"
    names = {key.get("id"): key.get("attr.name") for key in tree.iter(f"{space}key")}
    people = {
        node.get("id"): {names[data.get("key")]: data.text for data in node} for node in tree.iter(f"{space}node")
    }
    assert len(people) == 7
    assert people[str(roth)]["label"] == "Ute Roth"
    edges = [(edge.get("source"), edge.get("target")) for edge in tree.iter(f"{space}edge")]
    assert len(edges) == len(set(edges)) == 7
    assert {"probability", "since", "answer"} <= set(names.values())


@pytest.mark.usefixtures("roth")
def test_json_and_dot_hold_the_same_net(world):
    data = json.loads("".join(export.whole(world.desk, "Ich", "json")))
    assert (len(data["nodes"]), len(data["links"])) == (7, 7)
    assert "".join(export.whole(world.desk, "Ich", "dot")).count(" -- ") == 7


def test_a_part_is_written_as_it_is_drawn(world, roth):
    ego = net_ego.ego(world.desk, roth, "Ich", 1)
    tree = ET.fromstring("".join(export.part(world.desk, ego)))
    assert sum(element.tag.endswith("}edge") for element in tree.iter()) == len(ego.links)
    ET.fromstring(export.drawing(ego, "Ute\x1b Roth"))


def test_a_file_is_private_and_never_overwritten(tmp_path):
    path = export.write(str(tmp_path / "netz.svg"), "<svg/>")
    assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("<svg/>", 0o600)
    with pytest.raises(BookProblem, match="is there already"):
        export.write(str(path), "other")
    assert path.read_text() == "<svg/>"
    with pytest.raises(BookProblem, match="could not be written"):
        export.write(str(tmp_path / "missing" / "netz.svg"), "")
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.startswith((".netz", "netz"))] == ["netz.svg"]
