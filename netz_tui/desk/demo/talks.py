"""Lets two years of conversations go by with those who are contacts already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.desk.demo.dice import chance
from netz_tui.desk.demo.plan import BEGAN, Talked

if TYPE_CHECKING:
    from netz_tui.desk.demo.plan import Plan, Someone

CHECKED_UNPROVEN = 42
"""How many unproven contacts were called or written to for a look."""
MOST = 6
"""Most conversations with one person at an agreed interval."""
_KINDS = ("call",) * 9 + ("video",) * 3 + ("meeting",) * 4 + ("message",) * 3 + ("event",) * 2
_PERSONAL = frozenset({"call", "video", "meeting"})


def keep_in_touch(plan: Plan) -> None:
    """Talk with everybody who has a ground: at the agreed interval, or now and then and ever less."""
    rng, calendar = plan.rng, plan.calendar
    begun: dict[int, tuple[Someone, int]] = {}
    for footing in plan.footings:
        if footing.person.contact:
            begun[footing.person.id] = (footing.person, calendar.ago(footing.created))
    for one, start in begun.values():
        if one.rhythm:
            days = [round(one.rhythm * rng.uniform(0.05, 1.35))]
            while len(days) < MOST and days[-1] < start:
                days.append(days[-1] + round(one.rhythm * rng.uniform(0.75, 1.5)) + rng.randint(1, 6))
        else:
            count = rng.choice((0, 1, 1, 1, 2, 3))
            days = [start - round((start - 2) * rng.random() ** 1.6) for _ in range(count)]
        for day in sorted({max(1, day) for day in days if day < start - 3}, reverse=True):
            _talk(plan, one, day)


def look_at_unproven(plan: Plan) -> None:
    """Call or write to a few contacts of whom nothing is known yet."""
    known = {footing.person.id for footing in plan.footings} | {asked.person.id for asked in plan.requests}
    unproven = [one for one in plan.people if one.contact and one.id not in known]
    for one in plan.rng.sample(unproven, CHECKED_UNPROVEN):
        _talk(plan, one, plan.rng.randint(3, BEGAN - 20), asleep=True)


def _talk(plan: Plan, one: Someone, day: int, *, asleep: bool = False) -> None:
    rng = plan.rng
    kind = rng.choice(("call", "message")) if asleep else rng.choice(_KINDS)
    at = plan.calendar.workday(day, rng.uniform(8.2, 19.5))
    if kind == "call" and chance(rng, 0.5 if asleep else 0.12):
        outcome = rng.choice(("no_answer", "no_answer", "voicemail"))
        plan.talks.append(Talked(one, kind, at, outcome, plan.notes.tried(one, outcome)))
        return
    judged = kind in _PERSONAL and chance(rng, 0.6) and not asleep
    note = plan.notes.later(one, kind, judged=judged)
    minutes = {"message": 0, "event": 90, "meeting": 60}.get(kind, 12) * rng.randint(4, 16) // 10
    trust, chemistry = (rng.choice((3, 4, 4, 5, 5)), rng.choice((3, 4, 4, 5))) if judged else (None, None)
    plan.talks.append(Talked(one, kind, at, "reached", note, minutes, trust, chemistry))
