"""What the study works on: weekly profile views, search positions, profile items, events, and leads."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from netz_tui.desk.demo import wordings

if TYPE_CHECKING:
    from datetime import datetime

    from netz_tui.desk.demo.plan import Plan, Someone

WEEKS = 104
ABOUT_ME = 44
"""Weeks ago on which the page about me was written: views rise, positions improve."""
LEADS = 38

_VIEWS = {"XING": (11.0, 21.0), "LinkedIn": (16.0, 27.0)}
"""Weekly profile views to be expected before and after the page about me."""
_ENGINES = {"Google": (31.0, 6.0), "DuckDuckGo": (24.0, 9.0)}
"""Search position of my name in the beginning and now."""
_NOT_FOUND = {("DuckDuckGo", 98), ("DuckDuckGo", 84), ("Google", 92)}
"""Searches, so many weeks ago, in which my name was not found at all."""
_ITEMS = (
    ("XING", "Foto", 720), ("XING", "Werdegang vollständig", 700), ("XING", "Ich suche / Ich biete", 610),
    ("XING", "Über mich", 7 * ABOUT_ME), ("XING", "Portfolio", 0), ("LinkedIn", "Foto", 715),
    ("LinkedIn", "Slogan ohne Floskeln", 480), ("LinkedIn", "Über mich", 7 * ABOUT_ME - 5),
    ("LinkedIn", "Empfehlungen (3)", 150), ("LinkedIn", "Profil auf Englisch", 0), ("Web", "eigene Seite", 260),
)  # fmt: skip
_EVENTS = (
    (698, "XING", "Profil vervollständigt"), (520, "Web", "Vortrag Berliner Wassertage, Folien verlinkt"),
    (7 * ABOUT_ME, "XING", "Über mich geschrieben"), (7 * ABOUT_ME - 5, "LinkedIn", "Über mich geschrieben"),
    (260, "Web", "Eigene Seite eröffnet"), (171, "LinkedIn", "Artikel über Notstrom aus Wasserkraft"),
    (64, "Web", "Namensvetter (Schlagersänger) auf Platz 1"), (33, "Web", "Interview im Bodensee-Boten"),
)  # fmt: skip
_SLOWEST = 42
"""Most days from one stage to the next."""
_STAGES = ("hint", "application", "interview", "offer", "hired")
_REACHED = (("hint",), ("hint", "lost"), ("hint", "application"), ("hint", "application", "lost"),
            ("hint", "application", "interview"), ("hint", "application", "interview", "lost"),
            ("hint", "application", "interview", "offer"), ("hint", "application", "interview", "offer", "lost"),
            _STAGES)  # fmt: skip
_FATES = {"a": (0, 1, 3, 5, 8, 0), "b": (1, 0, 3, 4, 1, 7, 0, 3, 1, 5, 2),
          "c": (4, 0, 6, 1, 3, 5, 0, 8, 4, 7, 2, 1, 5, 0, 3, 6), "": (1, 1, 0, 3, 1)}  # fmt: skip
"""By ground, what became of one lead after the other: places in the list above."""


@dataclass(frozen=True, slots=True)
class Opportunity:
    """A lead: through whom, on which ground ("" for none) and who brought that person in, the stages with moments."""

    person: Someone
    introducer: Someone | None
    kind: str
    stages: tuple[tuple[str, datetime], ...]
    note: str


def observations(plan: Plan) -> list[tuple[str, str, datetime, float | None, str]]:
    """Return kind, platform, moment, value and note of each observation, oldest first."""
    rng, at = plan.rng, plan.calendar.at
    rows: list[tuple[str, str, datetime, float | None, str]] = []
    for week in range(WEEKS, 0, -1):
        season = 1 + 0.12 * math.cos(2 * math.pi * plan.calendar.at(week * 7).timetuple().tm_yday / 365.25)
        for platform, (before, after) in _VIEWS.items():
            mean = (before if week > ABOUT_ME else after) * season
            value = max(0, round(rng.gauss(mean, math.sqrt(mean))))
            rows.append(("profile_views", platform, at(week * 7, 20.0), float(value), ""))
        if week % 2 == 0:
            for engine, (first, now) in _ENGINES.items():
                share = 1 / (1 + math.exp((week - ABOUT_ME + 6) / 6))
                value = max(1, round(first + (now - first) * share + rng.gauss(0, 1.6)))
                place = None if (engine, week) in _NOT_FOUND else float(value)
                rows.append(("search_position", engine, at(week * 7 - 1, 20.2), place, "eigener Name in Anführung"))
    for platform, item, days in _ITEMS:
        done = days > 0
        rows.append(("profile_item", platform, at(days if done else 30, 21.0), float(done), item))
    rows += [("event", platform, at(days, 12.0), None, what) for days, platform, what in _EVENTS]
    return sorted(rows, key=lambda row: (row[2], row[0], row[1], row[4]))


def leads(plan: Plan) -> list[Opportunity]:
    """Return leads of contacts on every ground and of some on none, oldest first."""
    rng = plan.rng
    grounds = {footing.person.id: footing for footing in plan.footings if footing.person.contact}
    by_kind: dict[str, list[Someone]] = {"a": [], "b": [], "c": [], "": []}
    for one in plan.people:
        if one.contact and one.org:
            by_kind[grounds[one.id].kind if one.id in grounds else ""].append(one)

    def begun(one: Someone) -> int:
        return plan.calendar.ago(grounds[one.id].created) if one.id in grounds else 700

    found: list[Opportunity] = []
    for number in range(LEADS):
        kind = ("a", "b", "c", "b", "c", "", "c")[number % 7]
        fate = _REACHED[_FATES[kind][sum(lead.kind == kind for lead in found) % len(_FATES[kind])]]
        least = 5 + _SLOWEST * len(fate)
        one = rng.choice([one for one in by_kind[kind] if begun(one) > least + 20])
        footing = grounds.get(one.id)
        at = plan.calendar.workday(rng.randint(least, min(690, begun(one) - 4)), rng.uniform(9, 18))
        stages = _staged(plan, fate, at)
        note = plan.notes.fill(plan.notes.deal(wordings.LEADS), one)
        found.append(Opportunity(one, footing.introducer if footing else None, kind, stages, note))
    return sorted(found, key=lambda lead: lead.stages[0][1])


def _staged(plan: Plan, names: tuple[str, ...], at: datetime) -> tuple[tuple[str, datetime], ...]:
    """Return stages with their moments."""
    stages: list[tuple[str, datetime]] = []
    for name in names:
        stages.append((name, at))
        at += timedelta(days=plan.rng.randint(6, _SLOWEST - 2), minutes=plan.rng.randint(0, 500))
    return tuple(stages)
