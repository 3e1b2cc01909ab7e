"""The net for other programs: all of it, or the part that is drawn, as GraphML, DOT, JSON or a picture."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from netz_tui import paths
from netz_tui.book.people import people
from netz_tui.book.problems import BookProblem
from netz_tui.clean import one_line
from netz_tui.desk.net.shape import standings_of_all
from netz_tui.desk.net.tie_evidence import Bond, Ties
from netz_tui.i18n import N_
from netz_tui.network.ego import ME, Ego, Link, Node

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netz_tui.desk.desk import Desk

    Value = str | int | float | bool

FORMATS = ("graphml", "dot", "svg", "json")
_CHUNK = 400


def whole(desk: Desk, me: str, form: str) -> Iterator[str]:
    """Yield the whole net as "graphml", "dot" or "json", with everything known of people and ties."""
    standings = standings_of_all(desk)
    bonds = list(_bonds(desk, list(standings)))
    degrees: dict[int, int] = defaultdict(int)
    for bond in bonds:
        degrees[bond.one] += 1
        degrees[bond.other] += 1
    rows = people(desk.book, [person for person in standings if person != ME])
    nodes = [
        Node(person, me if person == ME else rows[person].name, standing, degrees[person])
        for person, standing in standings.items()
    ]
    return _written(desk, nodes, [Link(bond.one, bond.other, bond.kind) for bond in bonds], bonds, form)


def part(desk: Desk, ego: Ego) -> Iterator[str]:
    """Yield what a picture shows as GraphML, with everything known of its people and ties."""
    shown = {(link.a, link.b) for link in ego.links}
    bonds = [bond for bond in _bonds(desk, [node.id for node in ego.nodes]) if (bond.one, bond.other) in shown]
    return _written(desk, ego.nodes, ego.links, bonds, "graphml")


def drawing(ego: Ego, title: str, *, focus: int | None = None) -> str:
    """Return a picture as SVG."""
    from netz_tui.network.svg import svg

    return svg(ego, title=one_line(title), focus=focus)


def write(file: str, text: str) -> Path:
    """Write a file that only the user can read and return it; raise `BookProblem` if one is there or it can't be."""
    path = Path(file).expanduser()
    try:
        paths.atomic_write(path, text, overwrite=False)
    except FileExistsError as error:
        raise BookProblem(N_("{path} is there already. Choose another name; nothing was written."),
                          path=one_line(str(path))) from error  # fmt: skip
    except OSError as error:
        raise BookProblem(
            N_("{path} could not be written ({error}). Choose another folder."),
            path=one_line(str(path)),
            error=error.strerror or type(error).__name__,
        ) from error
    return path


def _bonds(desk: Desk, ids: Sequence[int]) -> Iterator[Bond]:
    """Yield every tie of these people once, the lower id first."""
    ties = Ties(desk)
    for start in range(0, len(ids), _CHUNK):
        for bonds in ties.of(ids[start : start + _CHUNK], once=True).values():
            yield from bonds


def _written(
    desk: Desk, nodes: Sequence[Node], links: Sequence[Link], bonds: Sequence[Bond], form: str
) -> Iterator[str]:
    from netz_tui.network import export

    if form == "dot":
        return export.dot(nodes, links)
    writer = {"graphml": export.graphml, "json": export.node_link}[form]
    ties = Ties(desk)
    tie_facts = {(bond.one, bond.other): _tie_facts(bond, ties.chance(bond)) for bond in bonds}
    return writer(nodes, links, person_facts=_person_facts(desk, nodes), tie_facts=tie_facts)


def _tie_facts(bond: Bond, chance: float) -> dict[str, Value]:
    return {
        "probability": round(chance, 4),
        "since": bond.since,
        "place": bond.place,
        "answer": bond.answer,
        "answered": bond.answered,
        "note": bond.note,
        **({"claimed_by": bond.claimed_by} if bond.claimed_by else {}),
        **({"introduced_by": bond.introduced_by} if bond.introduced_by else {}),
    }


def _person_facts(desk: Desk, nodes: Sequence[Node]) -> dict[int, dict[str, Value]]:
    rows = people(desk.book, [node.id for node in nodes if node.id != ME])
    tags: dict[int, list[str]] = defaultdict(list)
    for person, tag in desk.book.rows(
        "SELECT pt.person_id, t.name FROM person_tags pt JOIN tags t ON t.id = pt.tag_id ORDER BY t.name"
    ):
        tags[person].append(tag)
    return {
        row.id: {
            "organisation": row.org,
            "title": row.title,
            "city": row.city,
            "contact": row.contact,
            "tags": ", ".join(tags.get(row.id, ())),
        }
        for row in rows.values()
    }
