"""Makes the requests: those decided in the past two years, those sent to others, those that wait."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from netz_tui.desk.demo import wordings
from netz_tui.desk.demo.cast import CAST
from netz_tui.desk.demo.folk import reachable, sender, stranger
from netz_tui.desk.demo.plan import Asked, Footing, Talked
from netz_tui.desk.demo.showcase import SHOWCASE
from netz_tui.desk.demo.waiting import WAITING

if TYPE_CHECKING:
    from datetime import datetime

    from netz_tui.desk.demo.footings import Groups
    from netz_tui.desk.demo.plan import Plan, Someone
    from netz_tui.desk.demo.showcase import Ask

DECLINED, ACCEPTED, SENT = 96, 15, 9
"""Requests declined; my own requests that were accepted, and those still open or turned down."""
_FIRST, _LAST = 48, 706
_UNTIL = {"weeks": (17, 26), "tomorrow": (1,), "today": (0,)}


def confirmed(plan: Plan, groups: Groups) -> None:
    """Give everybody who came by request the request, the call before it, and the decision after it."""
    rng = plan.rng
    for footing in groups.by_request:
        one = footing.person
        early = footing.introducer is not None and footing.introducer.key in {"franz", "sommer"}
        sent = plan.calendar.at(rng.randint(_FIRST + 70 * early, _LAST), rng.uniform(7, 22))
        days = plan.calendar.ago(sent)
        platform = next((label for kind, _, _, label in one.handles if kind == "url"), "E-Mail")
        more = {"intro": footing.introducer.name.full if footing.introducer else "", "place": footing.place}
        templates = {"a": wordings.KNOWN, "b": wordings.MET, "c": wordings.THROUGH}[footing.kind]
        asked = Asked(
            one, platform, f"{one.title} · {one.org}", plan.notes.fill(plan.notes.deal(templates), one, **more), sent,
            introducer=footing.introducer, state="confirmed", footing=footing,
        )  # fmt: skip
        wait = rng.randint(4, 18)
        for attempt in range(rng.choice((0, 0, 0, 1, 1, 2))):
            _tried(plan, asked, days - 1 - attempt * wait // 3)
        at = plan.calendar.workday(days - wait, rng.uniform(8.5, 18.5))
        trust, chemistry = rng.choice((3, 4, 4, 5)), rng.choice((3, 3, 4, 5, 5))
        minutes = rng.randint(6, 41)
        kind = rng.choice(("call", "call", "call", "call", "video", "meeting"))
        asked.talk = Talked(one, kind, at, "reached", plan.notes.first(footing), minutes, trust, chemistry, asked)
        plan.talks.append(asked.talk)
        footing.created = at + timedelta(minutes=minutes + 2)
        asked.decided = footing.created + timedelta(minutes=rng.choice((1, 2, 4, 9, 55, 190)))
        one.created, one.since = sent, asked.decided.date().isoformat()
        plan.requests.append(asked)


def _tried(plan: Plan, asked: Asked, days: int, outcome: str = "") -> None:
    rng = plan.rng
    outcome = outcome or rng.choice(("no_answer", "no_answer", "no_answer", "voicemail", "wrong_number"))
    at = plan.calendar.workday(max(1, days), rng.uniform(8.5, 18))
    plan.talks.append(
        Talked(asked.person, "call", max(at, asked.sent), outcome, plan.notes.tried(asked.person, outcome), 0,
               None, None, asked)
    )  # fmt: skip


def declined(plan: Plan) -> None:
    """Add requests that were turned down: after a bad call, after three calls to nobody, or by their text alone."""
    rng = plan.rng
    edge = [plan.cast["sommer"], plan.cast["ernst"], plan.cast["franz"]]
    for number in range(DECLINED):
        days = rng.randint(12, 710)
        sent = plan.calendar.at(days, rng.uniform(7, 23))
        one = stranger(plan, plan.namer.draw(), next(plan.slots), sent)
        platform = rng.choice(("XING", "XING", "LinkedIn"))
        reachable(plan, one, mobile=False, land=number % 3 == 0, email=number % 4 == 0, platform=platform)
        intro = rng.choice((edge[0], edge[0], edge[1], edge[2]))
        message = plan.notes.fill(plan.notes.deal(wordings.BLIND), one, intro=intro.name.full) if number % 5 else ""
        asked = Asked(one, platform, f"{one.title} · {one.org}", message, sent, state="declined")
        if intro.name.full in message or number % 3 == 0:
            plan.tie(one, intro, one, plan.year(days), "nur auf der Plattform")
        last = days
        if number % 5 < 2:  # noqa: PLR2004 - two of five were reached
            last = days - rng.randint(3, 9)
            _bad_call(plan, asked, last, intro)
            asked.reason = rng.choice(wordings.REASONS[:4] + wordings.REASONS[6:])
        elif number % 5 == 2:  # noqa: PLR2004 - one of five was called in vain
            for attempt in (1, 4, 8):
                last = days - attempt
                _tried(plan, asked, last, "no_answer" if attempt < 8 else "voicemail")  # noqa: PLR2004 - the third
            asked.reason = "dreimal nicht erreicht, kein Rückruf"
        else:
            asked.reason = rng.choice(("Kontaktsammler", "Textbaustein", "kein Anliegen, keine Erinnerung", ""))
        asked.decided = plan.calendar.at(max(1, last), 19 + rng.random())
        plan.requests.append(asked)


def _bad_call(plan: Plan, asked: Asked, days: int, intro: Someone) -> None:
    rng = plan.rng
    trust, chemistry = rng.choice(((1, 2), (2, 2), (2, 3), (1, 1), (2, 4), (3, 2)))
    at = plan.calendar.workday(days, rng.uniform(9, 18))
    note = plan.notes.bad(asked.person, intro.name.full)
    plan.talks.append(Talked(asked.person, "call", at, "reached", note, rng.randint(1, 12), trust, chemistry, asked))


def outgoing(plan: Plan) -> None:
    """Add the requests I sent myself: accepted by some, unanswered by others."""
    rng = plan.rng
    later = [one for one in plan.people if one.contact and not one.key and any(h[0] == "url" for h in one.handles)]
    known = {footing.person.id for footing in plan.footings}
    for one in rng.sample([one for one in later if one.id not in known], ACCEPTED):
        sent = plan.calendar.at(rng.randint(40, 700), rng.uniform(8, 21))
        decided = sent + timedelta(days=rng.randint(1, 20), minutes=rng.randint(1, 600))
        one.created, one.since = sent, decided.date().isoformat()
        plan.requests.append(_mine(plan, one, sent, "accepted", decided))
    for number in range(SENT):
        sent = plan.calendar.at(rng.randint(4, 300), rng.uniform(8, 21))
        one = stranger(plan, plan.namer.draw(), next(plan.slots), sent)
        reachable(plan, one, mobile=False, land=False, email=False, platform="LinkedIn")
        answered = sent + timedelta(days=3) if number % 3 == 0 else None
        plan.requests.append(_mine(plan, one, sent, "declined" if answered else "pending", answered))


def _mine(plan: Plan, one: Someone, sent: datetime, state: str, decided: datetime | None) -> Asked:
    platform = next(label for kind, _, _, label in one.handles if kind == "url")
    template = plan.rng.choice(wordings.OUTGOING)
    message = plan.notes.fill(template, one, intro=plan.rng.choice(plan.notes.names))
    return Asked(one, platform, f"{one.title} · {one.org}", message, sent, "outgoing", state=state, decided=decided)


def waiting(plan: Plan) -> None:
    """Add the open requests with all that is known about each."""
    met = plan.year(365 * next(member.years for member in CAST if member.key == "kuehn"))
    for number, ask in enumerate((*SHOWCASE, *WAITING)):
        sent = plan.calendar.at(ask.days) - timedelta(minutes=270 + number * 7 % 60)
        one = sender(plan, ask, sent)
        if "sommer" in ask.ties:
            plan.tie(one, plan.cast["sommer"], one, plan.year(ask.days), "nur auf der Plattform")
        asked = Asked(
            one, ask.platform, ask.headline, ask.message, sent, introducer=plan.cast.get(ask.introducer), ask=ask
        )
        asked.until = _until(plan, ask)
        plan.requests.append(asked)
        for key in filter(None, ask.ties.split("|")):
            plan.tie(one, plan.cast[key], one, plan.year(ask.days + 900), plan.cast[key].org)
        _mutual(plan, ask, one)
        for spoke in ask.talks:
            plan.talks.append(
                Talked(one, spoke.kind, plan.calendar.workday(spoke.days, spoke.hour), spoke.outcome,
                       spoke.note.replace("{met}", met),
                       spoke.minutes, spoke.trust, spoke.chemistry, asked)
            )  # fmt: skip
        kind, since, place = ask.ground
        if kind:
            created = plan.calendar.at(1, 17.5)
            since = plan.calendar.day(since * 365)[:7] if isinstance(since, float) else since
            footing = Footing(one, kind, since, place, asked.introducer if kind == "c" else None, created)
            plan.footings.append(footing)
        if ask.like:
            plan.pairs.append((plan.cast[ask.like], one, "open"))


def _mutual(plan: Plan, ask: Ask, one: Someone) -> None:
    """Tie a sender to contacts of the same company, then of the same city."""
    near = [other for other in plan.people if other.contact and not other.key and other.org == ask.org]
    near += [other for other in plan.people if other.contact and not other.key and other.city == ask.city]
    for other in near[: ask.mutual]:
        plan.tie(one, other, other, plan.year(ask.days + 500), ask.org or ask.city)


def _until(plan: Plan, ask: Ask) -> datetime | None:
    if not ask.until:
        return None
    days = plan.calendar.friday() if ask.until == "fri" else plan.rng.choice(_UNTIL[ask.until])
    return plan.calendar.at(-days, 8.0)
