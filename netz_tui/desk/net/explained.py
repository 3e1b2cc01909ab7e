"""How the numbers of the net come about: formula, what went into this very number, and where the formula is from."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, NamedTuple

from netz_tui.desk.net.tie_evidence import Ties
from netz_tui.desk.net.ties import names, people_names
from netz_tui.desk.net.words import explained, names_of
from netz_tui.desk.records import record_line, record_of
from netz_tui.i18n import N_, _, format_number, format_percent, say
from netz_tui.network.ego import ME
from netz_tui.network.roles import ASCII_SHAPES, SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netz_tui.desk.desk import Desk
    from netz_tui.desk.net.tie_evidence import Bond
    from netz_tui.desk.net.ways import Route
    from netz_tui.desk.net.words import Names
    from netz_tui.network.reliability import Record

    Explained = tuple[str, list[str]]

_TIE = N_(
    "The number is the mean of a Beta distribution, α / (α + β) = {alpha} / {total}. It begins with "
    "α = {weight} · m and β = {weight} · (1 − m), where m is what it starts at; every conversation and answer adds "
    "what it counts, halved every {half_life} days. What it starts at falls towards {nothing}, by half every "
    "{ground_half_life} days."
)
_TRUST = N_("What somebody says who was asked five times or more weighs as much as that record deserves.")
_TIE_SOURCE = N_(
    "After Gelman et al., Bayesian Data Analysis, 2.4, and Jøsang and Ismail, The Beta Reputation System, 2002. All "
    "starting values and half-lives stand in the settings file, [reliability]."
)
_RECORD = N_(
    "Of {asked} questions “do you know …?” {knew} were answered with “knows” or “knows well”: "
    "{knew} / {asked} = {rate}. In brackets the range in which the true share lies with 95 % certainty (Wilson 1927)."
)


class Shown(NamedTuple):
    """What is on the screen: whom one looks at, the way or the tie that is chosen, whether the shape is told.

    `ascii_only` tells that people are drawn as plain letters.
    """

    person: int
    way: Route | None
    tie: Bond | None
    shape: bool
    ascii_only: bool = False


def on_screen(desk: Desk, me: str, shown: Shown) -> Iterator[Explained]:
    """Yield what there is to say about the numbers on the screen."""
    if shown.shape:
        yield from shape()
    bonds = [shown.tie] if shown.tie is not None else []
    if shown.way is not None:
        yield way(shown.way)
        bonds += [hop.bond for hop in shown.way.hops]
    known = names(desk, bonds)
    for bond in bonds:
        yield tie(desk, bond, names_of(known, me))
    if shown.person != ME and (found := record_of(desk, shown.person)).asked:
        yield record(found, people_names(desk, [shown.person])[shown.person])
    yield picture(ascii_only=shown.ascii_only)


def tie(desk: Desk, bond: Bond, name: Names) -> Explained:
    """Explain how likely a tie bears."""
    ties = Ties(desk)
    belief, parameters = ties.belief(bond), ties.parameters
    sentences = list(explained(belief.explain()))
    sentences.append(
        say(
            _TIE,
            alpha=_number(belief.alpha),
            total=_number(belief.alpha + belief.beta),
            weight=_number(parameters.prior_weight),
            half_life=_number(parameters.half_life),
            ground_half_life=_number(parameters.ground_half_life),
            nothing=format_percent(parameters.nothing),
        )
    )
    if any(piece.source is not None for piece in bond.evidence):
        sentences.append(_(_TRUST))
    return f"{name(bond.one)} – {name(bond.other)}: {format_percent(belief.probability)}", [*sentences, _(_TIE_SOURCE)]


def way(route: Route) -> Explained:
    """Explain how likely a way bears."""
    steps = " · ".join(format_percent(hop.probability) for hop in route.hops)
    product = format_percent(prod(hop.probability for hop in route.hops))
    return _("This way"), [
        say("A way bears with the product of its steps, as if each failed by itself: {steps} = {product}.",
            steps=steps, product=product),
        _("Only ways over dependable people are told, the most likely first; whom you reach better yourself is not "
          "gone round to."),
    ]  # fmt: skip


def record(found: Record, name: str) -> Explained:
    """Explain an introducer's record."""
    heading = f"{name}: {record_line(found)}"
    if found.rate is None:
        return heading, [_("A rate is told from five answers on; fewer say too little.")]
    return heading, [say(_RECORD, asked=found.asked, knew=found.knew, rate=format_percent(found.rate))]


def shape() -> Iterator[Explained]:
    """Explain the numbers of the shape of the net."""
    yield _("The shape of your net"), [
        _("Brokers: for everybody the most likely way from you is looked up; counted is for how many it leads over "
          "this contact, and how many could not be reached at all without."),
        _("What hangs on one person: contacts on ground c whose only standing introducer this is."),
        _("Isolated: the only known tie is the one to you. Out of reach: no way over dependable people leads there."),
    ]  # fmt: skip


def picture(*, ascii_only: bool = False) -> Explained:
    """Explain the signs and numbers of the picture."""
    signs = ASCII_SHAPES if ascii_only else SHAPES
    return _("The picture"), [
        say("{me} you, {dependable} dependable, {unproven} unproven, {shaky} shaky, {stranger} no contact of yours, "
            "{request} asks to be confirmed, {collector} contact collector.", **signs),
        _("A solid line was cross-checked or is a ground of yours; a dashed one is only claimed; a dotted one asks; a "
          "heavy one is the way that is chosen."),
        _("“+38” beside somebody: so many more ties are known that are not drawn, for want of room or by the filter. "
          "Who is drawn without a name tells it when you go there."),
    ]  # fmt: skip


def _number(value: float) -> str:
    return format_number(value, 2 if value % 1 else 0)
