"""Ties, ways and the shape of the net in sentences of the user's language; names in them are foreign text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.i18n import N_, _, format_number, format_partial, format_percent, say, say_n
from netz_tui.network.ego import ME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from netz_tui.desk.net.shape import Broker, Collector, Hanging, Named, NetShape
    from netz_tui.desk.net.tie_evidence import Bond
    from netz_tui.desk.net.ways import Route, Routes
    from netz_tui.network.reliability import Reason

    Names = Callable[[int], str]

ANSWERS = {
    "knows_well": N_("knows well"),
    "knows": N_("knows"),
    "vaguely": N_("vaguely"),
    "not_at_all": N_("not at all"),
}
_KINDS = {
    "ground a": N_("ground a, known personally"),
    "ground b": N_("ground b, met in person"),
    "ground c": N_("ground c, through an introducer"),
    "introduced": N_("introduced"),
    "claimed": N_("claimed"),
    "conversation": N_("conversation"),
    "knows well": N_("knows well"),
    "knows": N_("knows"),
    "vaguely": N_("vaguely"),
    "not at all": N_("not at all"),
}
_GROUNDS = {"ground a": N_("ground a"), "ground b": N_("ground b"), "ground c": N_("ground c")}
_EXPLAINED = {
    "nothing": N_("No evidence of its own: starts at {mean}."),
    "prior": N_("{kind}, {days} days ago: starts at {mean} (fresh {fresh})."),
    "observation": N_("{kind}, {days} days ago: counts {for_} for and {against} against."),
    "result": N_("Bears with {mean}, most likely between {low} and {high}."),
}


def source(bond: Bond, name: Names) -> str:
    """Say what a tie rests on, and whether nobody was asked about it yet."""
    rests = short_source(bond, name)
    if ME in {bond.one, bond.other} or bond.answer:
        return rests
    return say("{source}, not cross-checked", source=rests)


def short_source(bond: Bond, name: Names) -> str:
    """Say what a tie rests on: who claims it and what was answered, or my own ground and conversations."""
    if ME in {bond.one, bond.other}:
        return _my_source(bond)
    if bond.answer:
        day = _day(bond.answered)
        who = name(bond.answerer) if bond.answerer is not None else "?"
        return say("{name} says: {answer}, {day}", name=who, answer=_(ANSWERS[bond.answer]), day=day)
    if any(piece.kind == "introduced" for piece in bond.evidence):
        by = next(piece.source for piece in bond.evidence if piece.kind == "introduced")
        return say("introduced by {name}", name=name(by) if by is not None else "?")
    if bond.claimed_by is not None:
        return say("claimed by {name}", name=name(bond.claimed_by))
    return _("noted")


def _my_source(bond: Bond) -> str:
    grounds = [piece.kind for piece in bond.evidence if piece.kind.startswith("ground")]
    talks = sum(piece.kind == "conversation" for piece in bond.evidence)
    parts = [_(_GROUNDS[min(grounds)]) if grounds else _("no ground")]
    if talks:
        parts.append(say_n("{n} conversation", "{n} conversations", talks))
    return ", ".join(parts)


def known_since(bond: Bond) -> str:
    """Say since when and from where two people know each other, "" if neither is known."""
    return ", ".join(part for part in (_partial(bond.since), bond.place) if part)


def question(route: Route, place: int) -> str:
    """Say what to ask at a step of a way, counted from 0."""
    hop = route.hops[place]
    if place == 0:
        return say("Call {name}.", name=hop.person.name) if len(route.hops) > 1 else ""
    before = route.hops[place - 1].person.name
    if hop.bond.kind == "checked":
        return say("Ask {one}: “Would you introduce me to {other}?”", one=before, other=hop.person.name)
    return say("Ask {one}: “How well do you know {other}?”", one=before, other=hop.person.name)


def verdict(routes: Routes) -> str:
    """Say in a sentence how the search for ways ended."""
    name = routes.target.name
    if routes.verdict == "found":
        return say_n("{n} way to {name}", "{n} ways to {name}", len(routes.routes), name=name)
    if routes.verdict == "blocked":
        blocked = ", ".join(person.name for person in routes.blocked)
        return say("No way to {name} leads over dependable people only. The closest one needs: {blocked}.",
                   name=name, blocked=blocked)  # fmt: skip
    if routes.verdict == "too far":
        known = ", ".join(hop.person.name for hop in routes.acquaintances)
        return say("No way leads from you to {name}. Known to know that person: {known}.", name=name, known=known)
    return say("Nobody is known to know {name}. Ask your contacts, and note who does.", name=name)


def told(shape: NetShape) -> Iterator[tuple[str, list[str]]]:
    """Yield the shape of the net as headings, each with its sentences."""
    known = say_n("{n} person is in your net.", "{n} people are in your net.", shape.known)
    reached = say_n(
        "{n} can be reached through dependable people.", "{n} can be reached through dependable people.", shape.reached
    )
    yield _("Your net"), [known, reached]
    yield _("Your brokers"), [_broker(one) for one in shape.brokers] or [_("Nobody leads you on to others yet.")]
    yield _("What hangs on one person"), [_hanging(one) for one in shape.hanging] or [_("Nobody hangs on one only.")]
    yield _("Isolated contacts"), [
        _named(shape.isolated, _("Every contact is known to somebody else as well."),
               _("Only you know them; nobody else could vouch:")),
    ]  # fmt: skip
    yield (
        _("Out of reach"),
        [_named(shape.adrift, _("Everybody can be reached."), _("No way over dependable people leads there:"))],
    )
    yield _("Contact collectors"), [_collector(one) for one in shape.collectors] or [_("None is known.")]


def _broker(one: Broker) -> str:
    ways = say_n("{name} leads you to {n} person", "{name} leads you to {n} people", one.ways, name=one.person.name)
    if not one.only:
        return f"{ways}."
    return ways + say_n(", {n} of them you reach no other way.", ", {n} of them you reach no other way.", one.only)


def _hanging(one: Hanging) -> str:
    names = ", ".join(person.name for person in one.people)
    more = one.total - len(one.people)
    return say_n(
        "If {name} falls, {n} contact becomes shaky: {people}",
        "If {name} falls, these {n} become shaky: {people}",
        one.total,
        name=one.introducer.name,
        people=names + (f" … +{more}" if more else ""),
    )


def _collector(one: Collector) -> str:
    if not one.through:
        return say_n("{name}, {n} known tie, at the edge: tied to no dependable person.",
                     "{name}, {n} known ties, at the edge: tied to no dependable person.",
                     one.ties, name=one.person.name)  # fmt: skip
    return say("{name}, {ties} known ties, {n} of them to dependable people.",
               name=one.person.name, ties=one.ties, n=one.through)  # fmt: skip


def _named(people: Named, nobody: str, some: str) -> str:
    if not people.total:
        return nobody
    more = people.total - len(people.people)
    return f"{people.total} – {some} " + ", ".join(row.name for row in people.people) + (f" … +{more}" if more else "")


def explained(reasons: tuple[Reason, ...]) -> Iterator[str]:
    """Yield the sentences that explain how far a tie bears."""
    for reason in reasons:
        yield say(_EXPLAINED[reason.code], **{name: _shown(name, value) for name, value in reason.values.items()})


def _shown(name: str, value: object) -> object:
    if name == "kind":
        return _(_KINDS[str(value)])
    if isinstance(value, float):
        if name in {"mean", "fresh", "low", "high"}:
            return format_percent(value)
        return format_number(value, 0 if name == "days" or not value % 1 else 2)
    return value


def _day(moment: str) -> str:
    return format_partial(moment[:10])


def _partial(text: str) -> str:
    try:
        return format_partial(text)
    except ValueError:
        return text


def names_of(known: Mapping[int, str], me: str) -> Names:
    """Return a function that tells the name of an id, mine included."""
    return lambda person: me if person == ME else known.get(person, "?")
