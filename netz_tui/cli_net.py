"""The commands about the net: ways to a person, and the net written for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netz_tui.clean import one_line
from netz_tui.cli import emit
from netz_tui.cli_start import MISUSE, NOTHING, Start, fail
from netz_tui.i18n import _, format_percent, say

if TYPE_CHECKING:
    from netz_tui.desk.desk import Desk
    from netz_tui.desk.net.ways import Hop, Route, Routes
    from netz_tui.desk.net.words import Names


@click.command()
@click.argument("person")
@click.option("--json", "as_json", is_flag=True, help="Print data.")
@click.option("--ways", "count", type=click.IntRange(1, 20), default=3, show_default=True, help="How many ways.")
@click.pass_obj
def way(start: Start, person: str, as_json: bool, count: int) -> None:
    """Tell how you reach PERSON (a name or an id) through people you can rely on.

    Exits with 1 if no way leads there.
    """
    from netz_tui.desk.net import ties, words
    from netz_tui.desk.net.ways import ways

    with start.desk(writable=False) as desk:
        routes = ways(desk, _person(desk, person), count)
        bonds = [hop.bond for route in routes.shown for hop in route.hops]
        bonds += [hop.bond for hop in routes.acquaintances]
        name = words.names_of(ties.names(desk, bonds), start.chosen.me or _("Me"))
        if as_json:
            emit(_as_data(routes, name))
        else:
            for line in _lines(routes, name):
                click.echo(one_line(line))
    if not routes.routes:
        raise SystemExit(NOTHING)


@click.command()
@click.option(
    "--format", "form", type=click.Choice(["graphml", "dot", "svg", "json"]), default="graphml", show_default=True
)
@click.option("--around", default="", help="For svg: the person in the middle, by name or id, instead of you.")
@click.option("--degrees", type=click.IntRange(1, 3), default=2, show_default=True, help="For svg: how much is drawn.")
@click.pass_obj
def net(start: Start, form: str, around: str, degrees: int) -> None:
    """Print the net: all of it as graphml, dot or json, the part around a person as svg."""
    from netz_tui.desk.net import ME, export
    from netz_tui.desk.net import ego as net_ego

    me = start.chosen.me or _("Me")
    if form != "svg" and around:
        fail(_("--around is for --format svg; the other formats hold the whole net."), MISUSE)
    with start.desk(writable=False) as desk:
        if form == "svg":
            center = _person(desk, around) if around else ME
            ego = net_ego.ego(desk, center, me, degrees)
            click.echo(export.drawing(ego, next(node.label for node in ego.nodes if node.id == center)))
        else:
            for piece in export.whole(desk, me, form):
                click.echo(piece, nl=False)


def _person(desk: Desk, text: str) -> int:
    """Return the one person meant by a name or an id; leave with a sentence if there is none or more than one."""
    from netz_tui.desk.search import find_people
    from netz_tui.desk.who import is_there
    from netz_tui.fold import fold

    if text.isdecimal() and is_there(desk, int(text)):
        return int(text)
    found = find_people(desk, text, limit=20) if text.strip() else []
    same = [row for row in found if fold(row.name) == fold(text)]
    if len(same) == 1 or len(found) == 1:
        return (same or found)[0].id
    if not found:
        fail(say("Nobody is called “{name}”.", name=one_line(text)))
    for row in found:
        click.echo(one_line(f"{row.id}  {row.name}  {row.org}"), err=True)
    fail(say("Several people are called “{name}”; give the id of one.", name=one_line(text)), MISUSE)
    raise AssertionError


def _lines(routes: Routes, name: Names) -> list[str]:
    from netz_tui.desk.net import words

    lines = [words.verdict(routes)]
    for place, route in enumerate(routes.shown, 1):
        lines.append(say("{n}. bears with {share}", n=place, share=format_percent(route.probability)))
        for step, hop in enumerate(route.hops):
            lines.append(f"-> {hop.person.name}  {format_percent(hop.probability)}  {words.source(hop.bond, name)}")
            if question := words.question(route, step):
                lines.append(question)
    lines += [] if routes.shown else [
        f"{hop.person.name}: {words.source(hop.bond, name)}" for hop in routes.acquaintances
    ]  # fmt: skip
    return lines


def _as_data(routes: Routes, name: Names) -> dict[str, Any]:
    from netz_tui.desk.net import words

    def hop_data(hop: Hop) -> dict[str, Any]:
        return {
            "id": hop.person.id,
            "name": hop.person.name,
            "standing": hop.person.standing,
            "probability": round(hop.probability, 4),
            "kind": hop.bond.kind,
            "reason": words.source(hop.bond, name),
        }

    def route_data(route: Route) -> dict[str, Any]:
        steps = [{**hop_data(hop), "ask": words.question(route, step)} for step, hop in enumerate(route.hops)]
        return {"probability": round(route.probability, 4), "steps": steps}

    return {
        "target": {"id": routes.target.id, "name": routes.target.name},
        "verdict": routes.verdict,
        "ways": [route_data(route) for route in routes.routes],
        "closest": route_data(routes.closest) if routes.closest else None,
        "blocked": [{"id": row.id, "name": row.name} for row in routes.blocked],
        "acquaintances": [hop_data(hop) for hop in routes.acquaintances],
        "complete": routes.complete,
    }
