"""The numbers of the demonstration net, found once more the long way: by trying, and by networkx."""

from __future__ import annotations

import math
import shutil
from datetime import UTC, datetime
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from netz_tui.book.book import open_book
from netz_tui.desk import grounds, history
from netz_tui.desk.desk import Desk
from netz_tui.desk.net import shape
from netz_tui.desk.net.tie_evidence import Ties
from netz_tui.desk.net.warm import load
from netz_tui.desk.net.ways import ways
from netz_tui.network.ego import ME

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
FURTHEST = 6
"""Steps after which no way is looked for."""
TRIED = 60
"""Ways that networkx is asked for; it knows no detours."""


@pytest.fixture(scope="module")
def desk(demo_book: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path = tmp_path_factory.mktemp("net") / "demo.netz"
    shutil.copy(demo_book, path)
    with open_book(path) as book:
        yield Desk(book, clock=lambda: NOW)


def ids(desk: Desk, condition: str) -> set[int]:
    return {row[0] for row in desk.book.rows(f"SELECT id FROM people WHERE {condition}")}


def net_of(desk: Desk) -> Any:
    """Return the whole net, without ties that one of both denies."""
    reader, graph = Ties(desk), nx.Graph()
    for bonds in reader.of([ME, *sorted(ids(desk, "1"))]).values():
        for bond in bonds:
            if bond.answer != "not_at_all":
                chance = reader.chance(bond)
                graph.add_edge(bond.one, bond.other, p=chance, w=-math.log(chance))
    return graph


def is_detour(graph: Any, path: list[int]) -> bool:
    """Tell whether a way leads over others to an inner person whom I reach as well myself."""
    spent = 0.0
    for place, (one, other) in enumerate(pairwise(path[:-1])):
        spent += graph[one][other]["w"]
        if place and graph.has_edge(ME, other) and graph[ME][other]["w"] <= spent + 1e-12:
            return True
    return False


def expected(graph: Any, inner: set[int], person: int, *, direct: bool) -> list[float]:
    """Return how likely the best ways bear, up to three of them."""
    allowed = graph.subgraph(inner | {ME, person}).copy()
    if not direct and allowed.has_edge(ME, person):
        allowed.remove_edge(ME, person)
    if person not in allowed or not nx.has_path(allowed, ME, person):
        return []
    found: list[float] = []
    for path in islice(nx.shortest_simple_paths(allowed, ME, person, weight="w"), TRIED):
        if len(path) <= FURTHEST + 1 and not is_detour(allowed, path):
            found.append(math.prod(allowed[one][other]["p"] for one, other in pairwise(path)))
        if len(found) == 3:
            break
    return found


def test_ways_on_the_book_and_in_memory_are_those_of_networkx(desk):
    graph, inner, contacts = net_of(desk), ids(desk, "standing = 'dependable'"), ids(desk, "contact = 1")
    warm = load(desk)
    seen = 0
    for person in sorted(ids(desk, "1"))[::17]:
        right = expected(graph, inner, person, direct=person in contacts)
        seen += bool(right)
        for net in (None, warm):
            desk.warm = net
            routes = ways(desk, person).routes
            assert [route.probability for route in routes][: len(right)] == pytest.approx(right)
            assert bool(routes) == bool(right)
            assert all(hop.person.id in inner for route in routes for hop in route.hops[:-1])
    desk.warm = None
    assert seen > 30


def test_who_becomes_shaky_is_told_beforehand(desk):
    def shaky() -> set[int]:
        return ids(desk, "standing = 'shaky' AND contact = 1")

    hanging = shape.shape(desk).hanging
    assert len(hanging) > 5
    for part in hanging:
        before = shaky()
        standing = desk.book.rows(
            "SELECT id FROM grounds WHERE person_id = ? AND fallen_at IS NULL", (part.introducer.id,)
        )
        for (ground,) in standing:
            grounds.fall(desk, ground)
        fallen = shaky() - before - {part.introducer.id}
        assert len(fallen) == part.total
        assert fallen >= {person.id for person in part.people}
        for _ in standing:
            history.undo(desk)
        assert shaky() == before


def test_brokers_are_missed_by_as_many_as_is_said(desk):
    graph, inner = net_of(desk), ids(desk, "standing = 'dependable'") | {ME}
    ahead = nx.DiGraph((one, other) for a, b in graph.edges for one, other in ((a, b), (b, a)) if one in inner)
    reached = nx.descendants(ahead, ME)
    found = shape.shape(desk)
    assert found.reached == len(reached)
    assert found.adrift.total == found.known - len(reached)
    for broker in found.brokers:
        without = ahead.copy()
        without.remove_node(broker.person.id)
        assert broker.only == len(reached) - 1 - len(nx.descendants(without, ME))
