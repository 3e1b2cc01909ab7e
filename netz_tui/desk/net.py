"""The net around a person, and the best ways to reach her: what the book knows, as the graph room wants it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, cast

from netz_tui.book.people import people
from netz_tui.network.ego import ME, Ego, Link, Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netz_tui.desk.desk import Desk
    from netz_tui.network.ego import Kind, Standing
    from netz_tui.network.picture import Direction as Direction  # noqa: PLC0414 - passed on to the screens
    from netz_tui.network.picture import Picture as Picture  # noqa: PLC0414

__all__ = ["ME", "Ego", "around", "neighbours", "next_in", "picture"]

COLLECTOR = 70
"""From this collector score of a request on its sender is drawn as a collector."""
_NEAR = 14
"""How many ties of a person are drawn before the rest is only counted."""
_KNOWS = ("knows", "knows_well")


def around(desk: Desk, person_id: int, me: str) -> Ego:
    """Return me, my way to a person, and who stands around that way; small enough to be read at a glance."""
    bridges = _bridges(desk, person_id)
    inner = [bridge for bridge in bridges if bridge != person_id]
    shown: dict[int, int] = {ME: 0, person_id: 1}
    links: dict[tuple[int, int], Link] = {}

    def link(a: int, b: int, kind: Kind, *, on_way: bool = False) -> None:
        key = (min(a, b), max(a, b))
        old = links.get(key)
        if old is None or (on_way and not old.on_way):
            links[key] = Link(a, b, kind, on_way or (old is not None and old.on_way))

    mine = _mine(desk, [*inner, person_id])
    first = next((bridge for bridge in inner if bridge in mine), None)
    for bridge in inner:
        shown.setdefault(bridge, 1)
        if bridge in mine:
            link(ME, bridge, mine[bridge], on_way=bridge == first)
        link(bridge, person_id, _kind(desk, bridge, person_id), on_way=bridge == first)
    known = _is_contact(desk, person_id)
    link(ME, person_id, mine[person_id] if known else "wish", on_way=known and not inner)
    for other in _ties(desk, person_id, _NEAR):
        shown.setdefault(other, 2)
        link(person_id, other, _kind(desk, person_id, other))
    for bridge in inner[:3]:
        for other in _ties(desk, bridge, _NEAR // 2):
            shown.setdefault(other, 2)
            link(bridge, other, _kind(desk, bridge, other))
    for row in desk.book.rows(
        "SELECT id FROM people WHERE contact = 1 AND standing = 'dependable' ORDER BY id LIMIT 5"
    ):
        shown.setdefault(row[0], 1)
        link(ME, row[0], "checked")
    for other, kind in _mine(desk, _contacts(desk, shown)).items():
        link(ME, other, kind)
    return Ego(ME, tuple(_nodes(desk, shown, person_id, me)), tuple(links.values()))


def picture(ego: Ego, width: int, height: int, *, focus: int | None = None, ascii_only: bool = False) -> Picture:
    """Draw a net into `width` × `height` terminal cells."""
    from netz_tui.network.picture import draw

    return draw(ego, width, height, focus=focus, ascii_only=ascii_only)


def next_in(drawn: Picture, person_id: int, direction: Direction) -> int:
    """Return who comes next to a person of a picture in a direction, the same person if nobody does."""
    from netz_tui.network.picture import neighbour_in_direction

    return neighbour_in_direction(drawn, person_id, direction)


def _bridges(desk: Desk, person_id: int) -> list[int]:
    """Return who could vouch, the best first: the introducer of a ground, the one named, dependable mutual contacts.

    Who was asked and answered "not at all" could not.
    """
    rows = desk.book.rows(
        """
        SELECT p.id, min(o.rank) AS best FROM (
            SELECT introducer_id AS id, 0 AS rank FROM grounds WHERE person_id = :p AND introducer_id IS NOT NULL
            UNION ALL SELECT introducer_id, 1 FROM requests WHERE person_id = :p AND introducer_id IS NOT NULL
            UNION ALL SELECT introducer_id, 2 FROM cross_checks WHERE person_id = :p AND answer <> 'not_at_all'
            UNION ALL SELECT b_id, 3 FROM ties WHERE a_id = :p
            UNION ALL SELECT a_id, 3 FROM ties WHERE b_id = :p) o
        JOIN people p ON p.id = o.id
        WHERE (p.standing = 'dependable' OR o.rank <= 1)
          AND 'not_at_all' IS NOT (SELECT x.answer FROM cross_checks x WHERE x.introducer_id = p.id AND x.person_id = :p
                                   ORDER BY x.asked_at DESC, x.id DESC LIMIT 1)
        GROUP BY p.id ORDER BY p.standing <> 'dependable', best, p.id LIMIT 4
        """,
        {"p": person_id},
    )
    return [row[0] for row in rows]


def neighbours(desk: Desk, ids: Sequence[int]) -> dict[int, list[tuple[int, bool]]]:
    """Return for each person those tied to her and whether that tie was cross-checked."""
    found: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    marks = ",".join("?" * len(ids))
    checked = (
        "EXISTS (SELECT 1 FROM cross_checks x WHERE x.answer IN ('knows', 'knows_well') AND "
        "(x.introducer_id, x.person_id) IN ((t.a_id, t.b_id), (t.b_id, t.a_id)))"
    )
    for one, other in (("a_id", "b_id"), ("b_id", "a_id")):
        for person, tied, seen in desk.book.rows(
            f"SELECT t.{one}, t.{other}, {checked} FROM ties t WHERE t.{one} IN ({marks}) ORDER BY t.id",  # noqa: S608
            list(ids),
        ):
            found[person].append((tied, bool(seen)))
    return found


def _ties(desk: Desk, person_id: int, limit: int) -> list[int]:
    rows = desk.book.rows(
        "SELECT n.other FROM "
        "(SELECT b_id AS other FROM ties WHERE a_id = :p UNION SELECT a_id FROM ties WHERE b_id = :p) n "
        "JOIN people p ON p.id = n.other ORDER BY p.standing <> 'dependable', p.contact DESC, p.id LIMIT :n",
        {"p": person_id, "n": limit},
    )
    return [row[0] for row in rows]


def _kind(desk: Desk, one: int, other: int) -> Kind:
    known = desk.book.row(
        "SELECT 1 FROM cross_checks WHERE answer IN (?, ?) AND "
        "((introducer_id = ? AND person_id = ?) OR (introducer_id = ? AND person_id = ?)) LIMIT 1",
        (*_KNOWS, one, other, other, one),
    )
    return "claimed" if known is None else "checked"


def _is_contact(desk: Desk, person_id: int) -> bool:
    return bool(desk.book.row("SELECT 1 FROM people WHERE id = ? AND contact = 1", (person_id,)))


def _contacts(desk: Desk, ids: Iterable[int]) -> list[int]:
    return [row.id for row in people(desk.book, [row_id for row_id in ids if row_id != ME]).values() if row.contact]


def _mine(desk: Desk, ids: Sequence[int]) -> dict[int, Kind]:
    """Return how I am tied to those of these people whom I know: checked if dependable, else only claimed."""
    return {
        row.id: "checked" if row.standing == "dependable" else "claimed"
        for row in people(desk.book, ids).values()
        if row.contact or row.standing != "unproven"
    }


def _nodes(desk: Desk, shown: dict[int, int], asking: int, me: str) -> Iterable[Node]:
    rows = people(desk.book, [row_id for row_id in shown if row_id != ME])
    degrees = _degrees(desk, list(rows))
    drawn: dict[int, int] = defaultdict(int)
    for row_id, tied in neighbours(desk, list(rows)).items():
        drawn[row_id] = sum(1 for other, _checked in tied if other in shown)
    score = int(
        desk.book.value(
            "SELECT coalesce(max(score), 0) FROM requests WHERE person_id = ? AND state = 'pending'", (asking,)
        )
    )
    yield Node(ME, me, "me", len(shown))
    for row_id, row in rows.items():
        standing: Standing = "stranger"
        if row_id == asking and score >= COLLECTOR:
            standing = "collector"
        elif row.contact or row.standing != "unproven":
            standing = cast("Standing", row.standing)
        yield Node(row_id, row.name, standing, degrees[row_id], max(0, degrees[row_id] - drawn[row_id]))


def _degrees(desk: Desk, ids: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    for row_id in ids:
        found[row_id] = int(
            desk.book.value(
                "SELECT (SELECT count(*) FROM ties WHERE a_id = ?) + (SELECT count(*) FROM ties WHERE b_id = ?)",
                (row_id, row_id),
            )
        )
    return found
