"""The net around anybody, one to three degrees of it, as the browser draws it; filtered, or along ways."""

from __future__ import annotations

import json
from collections import Counter
from itertools import islice, pairwise, zip_longest
from typing import TYPE_CHECKING, NamedTuple, cast

from netz_tui.book.people import people
from netz_tui.desk.net import COLLECTOR
from netz_tui.desk.net.tie_evidence import KNEW
from netz_tui.desk.who import is_there
from netz_tui.network.ego import ME, Ego, Link, Node

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from netz_tui.book.people import PersonRow
    from netz_tui.desk.desk import Desk
    from netz_tui.desk.net.ways import Route, Routes
    from netz_tui.network.ego import Kind, Standing

DEGREES = (1, 2, 3)
MOST = 120
"""People in a picture unless it is told otherwise; the rest is counted as "+38"."""
_FIRST = {1: 1.0, 2: 0.4, 3: 0.3}
"""Share of the picture for the first degree, by how many degrees are shown."""
_NEXT = 16
"""How many ties of each person further out are followed."""
_LOOKED_AT = 2_000
"""Contacts of mine among whom those with the most ties are chosen."""
_BESIDE_WAY = 12
"""How many other ties of whom one wants to reach are drawn beside the ways."""


class Filter(NamedTuple):
    """Who is shown besides me and the centre: dependable people only, those with a tag, those met on a platform."""

    dependable: bool = False
    tag: str = ""
    platform: str = ""

    def __bool__(self) -> bool:
        return self != Filter()

    @property
    def sql(self) -> str:
        """Return the conditions on people `p`; their values are named as in `_asdict`."""
        parts = ["1"]
        if self.dependable:
            parts.append("p.standing = 'dependable'")
        if self.tag:
            parts.append(
                "EXISTS (SELECT 1 FROM person_tags pt JOIN tags g ON g.id = pt.tag_id "
                "WHERE pt.person_id = p.id AND g.name = :tag)"
            )
        if self.platform:
            parts.append("EXISTS (SELECT 1 FROM requests q WHERE q.person_id = p.id AND q.platform = :platform)")
        return " AND ".join(parts)


EVERYBODY = Filter()


def tags(desk: Desk, limit: int = 30) -> list[tuple[str, int]]:
    """Return the tags with the number of people who have each, the most used first."""
    return desk.book.rows(
        "SELECT t.name, count(*) AS n FROM tags t JOIN person_tags pt ON pt.tag_id = t.id "
        "GROUP BY t.id ORDER BY n DESC, t.name LIMIT ?",
        (limit,),
    )


def platforms(desk: Desk, limit: int = 30) -> list[tuple[str, int]]:
    """Return the platforms of requests with the number of people from each, the most used first."""
    return desk.book.rows(
        "SELECT platform, count(DISTINCT person_id) AS n FROM requests WHERE platform <> '' "
        "GROUP BY platform ORDER BY n DESC, platform LIMIT ?",
        (limit,),
    )


def ego(desk: Desk, center: int, me: str, degrees: int = 2, wanted: Filter = EVERYBODY, most: int = MOST) -> Ego:
    """Return the net up to so many degrees around a person, or around me; about `most` people are shown.

    The better connected ones come first. The degrees share the room, and so do the families in each: none pushes
    out another.
    """
    shown = dict.fromkeys([center])
    layer = _near(desk, center, int(most * _FIRST[degrees]), wanted)
    first = set(layer)
    shown.update(dict.fromkeys(layer))
    spare: dict[int, None] = {}
    for left in range(degrees - 1, 0, -1):
        families = [_near(desk, person, _NEXT, wanted, strangers=center == ME) for person in layer]
        reached = (other for row in zip_longest(*families) for other in row if other is not None)
        room = max(0, most - len(shown)) // left
        found = [other for other in dict.fromkeys(reached) if other not in shown]
        layer = found[:room]
        shown.update(dict.fromkeys(layer))
        spare.update(dict.fromkeys(found[room:]))
    shown.update(dict.fromkeys(islice((other for other in spare if other not in shown), max(0, most - len(shown)))))
    shown[ME] = None
    return _drawn(desk, center, list(shown), me, None if center == ME else _bridges(desk, center, first))


def _bridges(desk: Desk, center: int, near: set[int]) -> set[int]:
    """Return whose ties to me are drawn when somebody else is in the middle: that person, and who might lead there."""
    if desk.book.row("SELECT 1 FROM people WHERE id = ? AND contact = 1", (center,)) is not None:
        return {center}
    return {center, *(row.id for row in people(desk.book, list(near)).values() if row.standing == "dependable")}


def ego_of_ways(desk: Desk, routes: Routes, chosen: Route | None, me: str) -> Ego:
    """Return me, everybody on the ways to a person, and who else is tied to that person; one way is highlighted."""
    drawn = routes.shown
    target = routes.target.id
    shown = dict.fromkeys([ME, target])
    for route in drawn:
        shown.update(dict.fromkeys(route.ids))
    shown.update(dict.fromkeys(_near(desk, target, _BESIDE_WAY, EVERYBODY)))
    for route in drawn:
        for hop in route.hops[:-1]:
            shown.update(dict.fromkeys(_near(desk, hop.person.id, _BESIDE_WAY // 4, EVERYBODY)))
    ids = () if chosen is None else chosen.ids
    mine = {target, *(person for route in drawn for person in route.ids)}
    return _drawn(desk, ME, list(shown), me, mine, tuple(pairwise(ids)))


def around(desk: Desk, person_id: int, me: str) -> Ego:
    """Return me, my best ways to a person, and who stands around; small enough to be read at a glance.

    Who is named as introducer is there too, and some dependable contacts of mine.
    """
    from netz_tui.desk.net.ways import ways

    steady = [row[0] for row in desk.book.rows(_STEADY)]
    if not is_there(desk, person_id):
        return _drawn(desk, ME, [ME, *steady], me, None)
    routes = ways(desk, person_id)
    named = [row[0] for row in desk.book.rows(_NAMED, {"p": person_id})]
    best = routes.routes[0].ids if routes.routes else ()
    shown = dict.fromkeys([ME, person_id, *(row for route in routes.routes for row in route.ids), *named])
    shown.update(dict.fromkeys(_near(desk, person_id, _BESIDE_WAY, EVERYBODY)))
    for bridge in [row for row in shown if row not in {ME, person_id}][:_BRIDGES]:
        shown.update(dict.fromkeys(_near(desk, bridge, _BESIDE_WAY // 2, EVERYBODY)))
    shown.update(dict.fromkeys(steady))
    return _drawn(desk, ME, list(shown), me, None, tuple(pairwise(best)))


_STEADY = "SELECT id FROM people WHERE contact = 1 AND standing = 'dependable' ORDER BY id LIMIT 5"
_NAMED = (
    "SELECT introducer_id FROM grounds WHERE person_id = :p AND introducer_id IS NOT NULL "
    "UNION SELECT introducer_id FROM requests WHERE person_id = :p AND introducer_id IS NOT NULL LIMIT 4"
)
_BRIDGES = 3
"""Of how many who stand between others are drawn as well."""


def _near(desk: Desk, person: int, limit: int, wanted: Filter, *, strangers: bool = False) -> list[int]:
    """Return the people tied to somebody: dependable ones first, then those with the most ties.

    With `strangers` only those who are no contacts of mine: they are further from me than my contacts.
    """
    if person == ME:
        who = (
            "SELECT p.id, p.standing, p.contact FROM people p "  # noqa: S608 - conditions of ours
            f"WHERE p.contact = 1 AND {wanted.sql} ORDER BY p.standing, p.name_key, p.id LIMIT {_LOOKED_AT}"
        )
    else:
        who = (
            "SELECT p.id, p.standing, p.contact FROM (SELECT b_id AS other FROM ties WHERE a_id = :p UNION "  # noqa: S608
            "SELECT a_id FROM ties WHERE b_id = :p UNION "
            "SELECT introducer_id FROM requests WHERE person_id = :p AND introducer_id IS NOT NULL UNION "
            "SELECT person_id FROM requests WHERE introducer_id = :p) n JOIN people p ON p.id = n.other "
            f"WHERE p.id <> :p AND p.contact <= :most_contact AND {wanted.sql} LIMIT {_LOOKED_AT}"
        )
    sql = (
        f"SELECT n.id FROM ({who}) n ORDER BY n.standing <> 'dependable', n.contact DESC, "  # noqa: S608
        "(SELECT count(*) FROM ties WHERE a_id = n.id) + (SELECT count(*) FROM ties WHERE b_id = n.id) DESC, n.id "
        "LIMIT :n"
    )
    values = {**wanted._asdict(), "p": person, "n": limit, "most_contact": 0 if strangers else 1}
    return [row[0] for row in desk.book.rows(sql, values)]


def _drawn(
    desk: Desk,
    center: int,
    shown: Sequence[int],
    me: str,
    mine: Collection[int] | None,
    way: Iterable[tuple[int, int]] = (),
) -> Ego:
    """Return these people with what ties them to each other, and to me if they are among `mine` (None: all)."""
    ids = json.dumps([person for person in shown if person != ME])
    rows = people(desk.book, json.loads(ids))
    asking = _asking(desk, ids)
    kinds = _kinds(desk, ids)
    for person, row in rows.items():
        if mine is not None and person not in mine:
            continue
        if row.contact or (row.standing == "dependable" and person not in asking):
            kinds[ME, person] = "checked" if row.standing == "dependable" else "claimed"
        elif person in asking and asking[person][1]:
            kinds[ME, person] = "wish"
    highlighted = {(min(step), max(step)) for step in way}
    for pair in highlighted:
        if kinds.setdefault(pair, "checked") == "wish":
            kinds[pair] = "checked"
    links = tuple(Link(a, b, kind, (a, b) in highlighted) for (a, b), kind in sorted(kinds.items()))
    if all(ME not in {link.a, link.b} for link in links) and center != ME:
        shown = [person for person in shown if person != ME]
    return Ego(center, tuple(_nodes(desk, center, shown, rows, me, asking, links)), links)


def _nodes(
    desk: Desk,
    center: int,
    shown: Sequence[int],
    rows: Mapping[int, PersonRow],
    me: str,
    asking: Mapping[int, tuple[int, bool]],
    links: Iterable[Link],
) -> Iterator[Node]:
    drawn: Counter[int] = Counter()
    for link in links:
        if ME not in {link.a, link.b}:
            drawn.update((link.a, link.b))
    degrees = _degrees(desk, json.dumps(list(rows)))
    for person in shown:
        if person == ME:
            contacts = int(desk.book.value("SELECT count(*) FROM people WHERE contact = 1"))
            seen = sum(row.contact for row in rows.values())
            yield Node(ME, me, "me", contacts, max(0, contacts - seen) if center == ME else 0)
        elif person in rows:
            row = rows[person]
            standing = cast("Standing", row.standing if row.contact or row.standing != "unproven" else "stranger")
            if asking.get(person, (0, False))[0] >= COLLECTOR:
                standing = "collector"
            yield Node(person, row.name, standing, degrees[person], max(0, degrees[person] - drawn[person]))


def _kinds(desk: Desk, ids: str) -> dict[tuple[int, int], Kind]:
    """Return every tie among people (their ids as JSON): cross-checked if the last answer was "knows"."""
    among = "IN (SELECT value FROM json_each(:ids))"
    rows: list[tuple[int, int]] = desk.book.rows(
        f"SELECT a_id, b_id FROM ties WHERE a_id {among} AND b_id {among} UNION "  # noqa: S608 - no values
        "SELECT min(person_id, introducer_id), max(person_id, introducer_id) FROM requests "
        f"WHERE person_id {among} AND introducer_id {among} AND introducer_id <> person_id",
        {"ids": ids},
    )
    kinds: dict[tuple[int, int], Kind] = dict.fromkeys(rows, "claimed")
    for introducer, person, answer in desk.book.rows(
        "SELECT introducer_id, person_id, answer FROM cross_checks "  # noqa: S608 - no values
        f"WHERE introducer_id {among} AND person_id {among} ORDER BY asked_at, id",
        {"ids": ids},
    ):
        pair = (min(introducer, person), max(introducer, person))
        if pair in kinds:
            kinds[pair] = "checked" if answer in KNEW else "claimed"
    return kinds


def _asking(desk: Desk, ids: str) -> dict[int, tuple[int, bool]]:
    """Return by person the highest collector score of requests that were not confirmed, and whether one is open."""
    return {
        person: (score, bool(pending))
        for person, score, pending in desk.book.rows(
            "SELECT person_id, max(score), max(state = 'pending') FROM requests "
            "WHERE person_id IN (SELECT value FROM json_each(?)) AND direction = 'incoming' "
            "AND state IN ('pending', 'declined') GROUP BY person_id",
            (ids,),
        )
    }


def _degrees(desk: Desk, ids: str) -> dict[int, int]:
    return dict(
        desk.book.rows(
            "SELECT value, (SELECT count(*) FROM ties WHERE a_id = value) + "
            "(SELECT count(*) FROM ties WHERE b_id = value) FROM json_each(?)",
            (ids,),
        )
    )
