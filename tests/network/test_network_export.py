from __future__ import annotations

import json
from dataclasses import replace
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from netz_tui.network.export import dot, graphml, node_link
from netz_tui.network.svg import svg

NS = {"g": "http://graphml.graphdrawing.org/xmlns"}
EVIL = 'A "B" <c> & \\N\x1b[2J\ufffe\u202e]]>'


@pytest.fixture
def net(desk):
    return replace(desk, nodes=(*desk.nodes[:-1], replace(desk.nodes[-1], label=EVIL)))


def test_graphml_holds_all_fields_and_facts(net):
    facts: dict[int, dict[str, str | int | float | bool]] = {
        1: {"company": "Voith & Söhne", "since": 2019},
        2: {"since": 2020.5},
        7: {"known": True},
    }
    text = "".join(graphml(net.nodes, net.links, person_facts=facts, tie_facts={(0, 1): {"probability": 0.87}}))
    root = ET.fromstring(text)
    keys = {key.get("id"): (key.get("attr.name"), key.get("attr.type")) for key in root.findall("g:key", NS)}
    assert ("since", "string") in keys.values()
    assert ("known", "boolean") in keys.values()
    assert ("probability", "double") in keys.values()
    jens = root.find(".//g:node[@id='1']", NS)
    assert {keys[d.get("key")][0]: d.text for d in jens} == {
        "label": "Jens Kühn", "standing": "dependable", "degree": "3", "hidden": "0", "company": "Voith & Söhne",
        "since": "2019",
    }  # fmt: skip
    assert len(root.findall(".//g:edge", NS)) == len(net.links)


def test_graphml_opens_in_networkx(net):
    text = "".join(graphml(net.nodes, net.links, tie_facts={(0, 1): {"probability": 0.87}}))
    graph = nx.parse_graphml(text)
    assert graph.nodes["6"] == {"label": "M. Sommer", "standing": "collector", "degree": 346, "hidden": 340}
    assert graph.edges["0", "1"] == {"kind": "checked", "on_way": True, "probability": 0.87}
    assert len(graph.edges) == len(net.links)
    data = json.loads("".join(node_link(net.nodes, net.links)))
    again = nx.node_link_graph(data, edges="links")
    assert again.nodes[6]["hidden"] == 340
    assert again.edges[0, 1]["on_way"] is True


def test_json_is_whole_and_empty_nets_are_too(net):
    data = json.loads("".join(node_link(net.nodes, net.links, person_facts={1: {"city": "Ulm"}})))
    assert data["nodes"][1] == {"id": 1, "label": "Jens Kühn", "standing": "dependable", "degree": 3, "hidden": 0,
                                "city": "Ulm"}  # fmt: skip
    assert data["links"][0] == {"source": 0, "target": 1, "kind": "checked", "on_way": True}
    assert json.loads("".join(node_link([], [])))["nodes"] == []
    assert len(ET.fromstring("".join(graphml([], [])))) == 1
    assert "}" in "".join(dot([], []))


def test_a_fact_cannot_hide_a_field(net):
    for writer in (graphml, node_link):
        with pytest.raises(ValueError, match="label"):
            list(writer(net.nodes, net.links, person_facts={1: {"label": "x"}}))


def test_dot_quotes_what_people_are_called(net):
    text = "".join(dot(net.nodes, net.links))
    assert '"M. Sommer +340"' in text
    assert 'A \\"B\\" <c> & \\\\N' in text
    assert "\x1b" not in text
    assert text.count(" -- ") == len(net.links)
    assert "style=dotted" in text


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_svg_shows_everybody_and_needs_nothing_from_outside(net, theme):
    text = svg(net, 900, 700, title="Netz um <Anna>", focus=3, theme=theme)
    root = ET.fromstring(text)
    tag = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{tag}title").text == "Netz um <Anna>"
    assert len(root.findall(f".//{tag}g/{tag}title")) == len(net.nodes)
    assert len(root.findall(f".//{tag}line")) == len(net.links) - 1  # the way says more than the wish beneath it
    names = ["".join(element.itertext()) for element in root.iter(f"{tag}text")]
    assert {"Ich", "Anna Berger", "Jens Kühn", "李伟"} <= set(names)
    assert "M. Sommer +340" in names
    assert "href" not in text
    assert "url(" not in text
    assert "\x1b" not in text


def test_svg_names_lie_inside_the_frame(net):
    root = ET.fromstring(svg(net, 500, 400, title="x"))
    for element in root.iter("{http://www.w3.org/2000/svg}text"):
        assert 0 <= float(element.get("x")) <= 500
        assert 0 <= float(element.get("y")) <= 400
