"""The shape of my net: brokers, who hangs on one introducer, who is isolated, collectors at the edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from netz_tui.book.people import PersonRow, people
from netz_tui.book.problems import BookProblem
from netz_tui.desk.net import COLLECTOR
from netz_tui.desk.net.tie_evidence import Ties
from netz_tui.desk.net.warm import MOST, edges
from netz_tui.i18n import N_, format_number
from netz_tui.network.ego import ME

if TYPE_CHECKING:
    from collections.abc import Callable

    from netz_tui.desk.desk import Desk
    from netz_tui.network.ego import Standing

_NAMED = 12
"""How many people of each list are named; the rest is counted."""


class Broker(NamedTuple):
    """Somebody through whom my best ways to others lead, and those whom I can't reach otherwise."""

    person: PersonRow
    ways: int
    only: int


class Hanging(NamedTuple):
    """Who becomes shaky if an introducer falls; `people` names the first."""

    introducer: PersonRow
    total: int
    people: tuple[PersonRow, ...]


class Collector(NamedTuple):
    """A contact collector, how many ties are known, and to how many dependable people."""

    person: PersonRow
    ties: int
    through: int


class Named(NamedTuple):
    """A number of people, the first of them by name."""

    total: int
    people: tuple[PersonRow, ...]


class NetShape(NamedTuple):
    """The shape of the net; the lists name the first ones and come with what matters most first."""

    known: int
    reached: int
    brokers: tuple[Broker, ...]
    hanging: tuple[Hanging, ...]
    isolated: Named
    adrift: Named
    collectors: tuple[Collector, ...]


def shape(desk: Desk, cancelled: Callable[[], bool] = lambda: False) -> NetShape | None:
    """Return the shape of the whole net, None if cancelled; reads every tie, so a screen asks for it in a thread.

    Raises `BookProblem` for a net that is too large to be held.
    """
    from netz_tui.network import shape as room

    count = int(desk.book.value("SELECT count(*) FROM ties"))
    if count > MOST:
        raise BookProblem(
            N_("Your net has {n} ties; its shape is told up to {most}. Look at the people you ask most, one by one."),
            n=format_number(count),
            most=format_number(MOST),
        )
    standings = standings_of_all(desk)
    ties = []
    for one, other, chance, _reason in edges(desk, Ties(desk)):
        ties.append((one, other, chance))
        if cancelled():
            return None
    found = room.shape(standings, ties, _introducers(desk))
    brokers = found.brokers[:_NAMED]
    hanging = found.hanging[:_NAMED]
    collectors = found.collectors[:_NAMED]
    ids = {broker.person for broker in brokers} | {part.introducer for part in hanging}
    ids |= {row for part in hanging for row in part.people[:_NAMED]} | {one.person for one in collectors}
    contacts = [row for row in found.isolated if standings[row] in {"dependable", "shaky", "unproven"}]
    known = people(desk.book, [*ids, *contacts[:_NAMED], *found.adrift[:_NAMED]])
    return NetShape(
        len(standings) - 1,
        found.reached,
        tuple(Broker(known[one.person], one.ways, one.only) for one in brokers),
        tuple(
            Hanging(known[part.introducer], len(part.people), tuple(known[row] for row in part.people[:_NAMED]))
            for part in hanging
        ),
        Named(len(contacts), tuple(known[row] for row in contacts[:_NAMED])),
        Named(len(found.adrift), tuple(known[row] for row in found.adrift[:_NAMED])),
        tuple(Collector(known[one.person], one.ties, len(one.through)) for one in collectors),
    )


def standings_of_all(desk: Desk) -> dict[int, Standing]:
    """Return everybody with the standing a picture shows: collectors and strangers are told apart."""
    found: dict[int, Standing] = {ME: "me"}
    for person, standing, contact in desk.book.rows("SELECT id, standing, contact FROM people ORDER BY id"):
        found[person] = cast("Standing", standing if contact or standing != "unproven" else "stranger")
    for (person,) in desk.book.rows(
        "SELECT DISTINCT person_id FROM requests WHERE score >= ? AND direction = 'incoming' "
        "AND state IN ('pending', 'declined')",
        (COLLECTOR,),
    ):
        found[person] = "collector"
    return found


def _introducers(desk: Desk) -> dict[int, set[int]]:
    """Return for each contact who stands on ground c alone those who introduced him and still stand."""
    found: dict[int, set[int]] = {}
    for person, introducer in desk.book.rows(
        "SELECT g.person_id, g.introducer_id FROM standing_grounds g JOIN people p ON p.id = g.person_id "
        "WHERE g.kind = 'c' AND p.contact = 1 AND NOT EXISTS "
        "(SELECT 1 FROM grounds o WHERE o.person_id = g.person_id AND o.kind IN ('a', 'b') AND o.fallen_at IS NULL)"
    ):
        found.setdefault(person, set()).add(introducer)
    return found
