"""Weaves the ties between people: colleagues, club members, a few brokers, and those who hang on one person."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from netz_tui.desk.demo.cast import CAST
from netz_tui.desk.demo.dice import chance
from netz_tui.desk.demo.work import CLUBS

if TYPE_CHECKING:
    from netz_tui.desk.demo.plan import Plan, Someone

_COLLEAGUES, _FELLOWS = 2.6, 3.2


def weave(plan: Plan) -> None:
    """Tie everybody who is there so far; senders of open requests come with their own ties."""
    for footing in plan.footings:
        if footing.introducer is not None:
            days = 400 + plan.rng.randint(0, 4000)
            plan.tie(footing.introducer, footing.person, footing.person, plan.year(days), footing.introducer.org)
    hearsay = [one for one in plan.people if not one.contact and not one.handles]
    settled = [one for one in plan.people if (one.contact and not one.loner) or one in hearsay]
    groups: dict[str, list[Someone]] = defaultdict(list)
    for one in settled:
        groups[one.org].append(one)
    for org, members in groups.items():
        if org:
            _cluster(plan, members, org, _COLLEAGUES)
    _clubs(plan, [one for one in settled if one.contact])
    _brokers(plan, [one for one in settled if one.contact])


def _cluster(plan: Plan, members: list[Someone], place: str, degree: float) -> None:
    """Tie each member to some before him; who has ties already gets more (preferential attachment)."""
    rng = plan.rng
    urn: list[Someone] = []
    for number, one in enumerate(members):
        wanted = min(number, int(degree + rng.random() * 2))
        for _ in range(wanted):
            other = rng.choice(urn) if urn and chance(rng, 0.6) else members[rng.randrange(number)]
            claimed = rng.choice((one, other, None))
            if plan.tie(one, other, claimed, plan.year(rng.randint(200, 6000)), place):
                urn += (one, other)


def _clubs(plan: Plan, contacts: list[Someone]) -> None:
    """Fill each club from its city, the rest from anywhere, and tie its members."""
    for name, city, size in CLUBS:
        near = [one for one in contacts if one.city == city]
        far = [one for one in contacts if one.city != city]
        members = plan.rng.sample(near, min(len(near), size * 2 // 3))
        members += plan.rng.sample(far, size - len(members))
        _cluster(plan, members, name, _FELLOWS)


def _brokers(plan: Plan, contacts: list[Someone]) -> None:
    """Give the cast its reach across all groups."""
    places = [club for club, _, _ in CLUBS]
    for member in CAST:
        one = plan.cast[member.key]
        for other in plan.rng.sample(contacts, member.reach):
            claimed = one if chance(plan.rng, 0.7) else other
            plan.tie(one, other, claimed, plan.year(plan.rng.randint(300, 5000)), plan.rng.choice(places))
