"""The net for other programs: GraphML, DOT and JSON, piece by piece."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from netz_tui.clean import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from netz_tui.network.ego import Link, Node

    Value = str | int | float | bool
    PersonFacts = Mapping[int, Mapping[str, Value]]
    TieFacts = Mapping[tuple[int, int], Mapping[str, Value]]

_TYPES: tuple[tuple[type, str], ...] = ((bool, "boolean"), (int, "long"), (float, "double"), (str, "string"))
_SHAPES = {"me": "doublecircle", "dependable": "circle", "unproven": "circle", "shaky": "circle",
           "stranger": "diamond", "collector": "box"}  # fmt: skip
_FILLS = {"me": "#3d59a1", "dependable": "#4f8f3a", "unproven": "#ffffff", "shaky": "#e0a040",
          "stranger": "#ffffff", "collector": "#d06070"}  # fmt: skip
_STYLES = {"checked": "solid", "claimed": "dashed", "wish": "dotted"}


_HEAD = """graph net {
  graph [layout=sfdp, K=2, overlap=false, splines=line, outputorder=edgesfirst];
  node [style=filled, fontname="sans-serif", fontsize=9, width=0.2, height=0.2, fixedsize=true];
  edge [color="#9aa0b8"];
"""
"""How Graphviz is to draw: a net of some thousand ties in seconds, which curved lines would make minutes."""


def graphml(
    nodes: Sequence[Node],
    links: Sequence[Link],
    *,
    person_facts: PersonFacts | None = None,
    tie_facts: TieFacts | None = None,
) -> Iterator[str]:
    """Yield the net as GraphML (http://graphml.graphdrawing.org), UTF-8, all fields as typed attributes.

    `person_facts` adds attributes by person, `tie_facts` by (a, b) as in the link. An attribute whose values
    differ in type becomes text. Raises `ValueError` for a fact named like a field.
    """
    people, ties = person_facts or {}, tie_facts or {}
    node_types = _types([_of_node(nodes[0])] if nodes else [], people.values())
    link_types = _types([_of_link(links[0])] if links else [], ties.values())
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for place, (target, types) in (("n", ("node", node_types)), ("e", ("edge", link_types))):
        for number, (name, kind) in enumerate(types.items()):
            title = quoteattr(name)
            yield f'<key id="{place}{number}" for="{target}" attr.name={title} attr.type="{kind}"/>\n'
    yield '<graph id="net" edgedefault="undirected">\n'
    for node in nodes:
        data = _data("n", {**_of_node(node), **people.get(node.id, {})}, node_types)
        yield f'<node id="{node.id}">{data}</node>\n'
    for link in links:
        data = _data("e", {**_of_link(link), **ties.get((link.a, link.b), {})}, link_types)
        yield f'<edge source="{link.a}" target="{link.b}">{data}</edge>\n'
    yield "</graph>\n</graphml>\n"


def dot(nodes: Iterable[Node], links: Iterable[Link]) -> Iterator[str]:
    """Yield the net in the language of Graphviz, with shapes by standing and line styles by kind of tie."""
    yield _HEAD
    for node in nodes:
        label = _quoted(f"{one_line(node.label)}{f' +{node.hidden}' if node.hidden else ''}")
        look = f'shape={_SHAPES[node.standing]}, fillcolor="{_FILLS[node.standing]}"'
        yield f'  {node.id} [label="", xlabel={label}, {look}, class="{node.standing}"];\n'
    for link in links:
        weight = ", penwidth=3" if link.on_way else ""
        yield f'  {link.a} -- {link.b} [style={_STYLES[link.kind]}, class="{link.kind}"{weight}];\n'
    yield "}\n"


def node_link(
    nodes: Iterable[Node],
    links: Iterable[Link],
    *,
    person_facts: PersonFacts | None = None,
    tie_facts: TieFacts | None = None,
) -> Iterator[str]:
    """Yield the net as JSON in the node-link form that networkx and D3 read.

    Raises `ValueError` for a fact named like a field.
    """
    people, ties = person_facts or {}, tie_facts or {}
    yield '{"directed": false, "multigraph": false, "graph": {}, "nodes": ['
    rows = ({"id": node.id, **_merged(_of_node(node), people.get(node.id, {}))} for node in nodes)
    yield from _json_rows(rows)
    yield '], "links": ['
    ends = ((link, {"source": link.a, "target": link.b}) for link in links)
    rows = ({**end, **_merged(_of_link(link), ties.get((link.a, link.b), {}))} for link, end in ends)
    yield from _json_rows(rows)
    yield "]}\n"


def _of_node(node: Node) -> dict[str, Value]:
    """Return the fields of a node that are attributes."""
    return {"label": one_line(node.label), "standing": node.standing, "degree": node.degree, "hidden": node.hidden}


def _of_link(link: Link) -> dict[str, Value]:
    """Return the fields of a link that are attributes."""
    return {"kind": link.kind, "on_way": link.on_way}


def _merged(fields: dict[str, Value], facts: Mapping[str, Value]) -> dict[str, Value]:
    """Return fields and facts together."""
    doubled = sorted((fields.keys() | {"id", "source", "target"}) & facts.keys())
    if doubled:
        raise ValueError(f"a fact may not be named like a field: {', '.join(doubled)}")
    return {**fields, **{name: one_line(fact) if isinstance(fact, str) else fact for name, fact in facts.items()}}


def _types(fields: list[dict[str, Value]], facts: Iterable[Mapping[str, Value]]) -> dict[str, str]:
    """Return attribute name -> GraphML type."""
    types: dict[str, str] = {}
    for row in fields:
        types.update({name: _type(value) for name, value in row.items()})
    known = dict.fromkeys(types)
    for more in facts:
        _merged(known, more)  # type: ignore[arg-type]
        for name, value in more.items():
            kind = _type(value)
            types[name] = kind if types.setdefault(name, kind) == kind else "string"
    return types


def _type(value: Value) -> str:
    """Return the GraphML type of a value."""
    return next(name for kind, name in _TYPES if isinstance(value, kind))


def _data(place: str, values: Mapping[str, Value], types: Mapping[str, str]) -> str:
    """Return the data elements of one node or edge."""
    parts = []
    for number, name in enumerate(types):
        if name in values:
            value = values[name]
            text = str(value).lower() if isinstance(value, bool) else str(value)
            parts.append(f'<data key="{place}{number}">{escape(one_line(text))}</data>')
    return "".join(parts)


def _quoted(text: str) -> str:
    """Return a DOT string; backslashes are doubled, as labels know escapes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _json_rows(rows: Iterable[Mapping[str, Value]]) -> Iterator[str]:
    """Yield the members of a JSON list."""
    comma = ""
    for row in rows:
        yield comma + json.dumps(row, ensure_ascii=False)
        comma = ",\n"
