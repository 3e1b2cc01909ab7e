"""Makes the people of the net: the cast, contacts company by company, senders of requests, their doubles."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netz_tui.desk.demo.cast import CAST
from netz_tui.desk.demo.dice import chance
from netz_tui.desk.demo.names import Name, Namer
from netz_tui.desk.demo.plan import BEGAN, Someone
from netz_tui.desk.demo.showcase import SHOWCASE
from netz_tui.desk.demo.waiting import WAITING
from netz_tui.desk.demo.work import COMPANIES, COUNTRIES, TAGS, TITLES, Company
from netz_tui.desk.handles import normal_handle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from netz_tui.desk.demo.plan import Plan
    from netz_tui.desk.demo.showcase import Ask

CONTACTS = 612
"""How many contacts the net has when it is looked at first."""
STRANGERS = 64
"""How many people are known only as acquaintances of contacts."""

_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ø": "oe", "Ø": "Oe"}
)
_MORE_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ı": "i", "æ": "ae", "Æ": "Ae", "ð": "d", "Þ": "Th", "Đ": "D", "đ": "d"}
)
_NOT_LATIN = re.compile(r"[^A-Za-z0-9]+")
_MAIL = ("example.org", "example.com", "example.net")
_RHYTHMS = (30, 60, 90, 90, 120, 180, 180, 365)


@dataclass(frozen=True, slots=True)
class _Way:
    """How a double differs: which handle it shares, if any, and what else it has in common."""

    shared: str
    initial: bool = False
    org: bool = False
    city: bool = False


_WAYS = (
    _Way("email", city=True),
    _Way("phone", initial=True),
    _Way("", org=True),
    _Way("email", initial=True, org=True),
    _Way(""),
    _Way("phone"),
    _Way("", initial=True, city=True),
)


def latin(text: str) -> str:
    """Return a name in plain letters, as platforms and mail systems write it."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS).translate(_MORE_LETTERS))
    return _NOT_LATIN.sub(" ", "".join(char for char in plain if not unicodedata.combining(char))).strip()


def _slots(plan: Plan) -> Iterator[Company]:
    """Yield companies for ever, each in turn as often as it is large, in an order of chance."""
    while True:
        chosen = [company for company in COMPANIES for _ in range(company.size)]
        plan.rng.shuffle(chosen)
        yield from chosen


def populate(plan: Plan) -> None:
    """Fill the plan with the cast, the other contacts, and people known only by hearsay."""
    plan.employer = {company.name: company for company in COMPANIES}
    for member in CAST:
        full = f"{member.prefix} {member.given} {member.family}".strip()
        name = Name(full, member.given, member.family, member.feminine, member.prefix)
        company = plan.employer.get(member.org) or Company(member.org, member.city, "advice", 1)
        one = _new(plan, name, company, member.title, plan.calendar.at(BEGAN, 9.0))
        one.key, one.note, one.rhythm = member.key, member.note, member.rhythm or None
        one.tags = [tag.lower() for tag in member.tags.split("|") if tag]
        one.since = plan.calendar.day(max(BEGAN + 20, member.years * 365))
        plan.cast[member.key] = one
        reachable(plan, one, mobile=True, land=True, email=True, platform=plan.rng.choice(("XING", "LinkedIn")))
    plan.notes.names = [one.name.full for one in plan.people if one.key not in {"sommer", "franz"}]
    reserved = {one.name.full for one in plan.people} | {written(ask) for ask in (*SHOWCASE, *WAITING)}
    namer, slots = Namer(plan.rng, reserved), _slots(plan)
    for _ in range(CONTACTS - len(CAST) - len(_WAYS)):
        _contact(plan, namer.draw(), next(slots))
    _doubles(plan)
    for _ in range(STRANGERS):
        one = stranger(plan, namer.draw(), next(slots), plan.calendar.at(plan.rng.randint(30, 690), 10.0))
        one.title = one.title if chance(plan.rng, 0.7) else ""
    plan.namer = namer
    plan.slots = slots


def _new(plan: Plan, name: Name, company: Company, title: str, created: datetime) -> Someone:
    one = Someone(
        len(plan.people) + 1, name, company.name, title, company.city, company.branch, created,
        country=COUNTRIES.get(company.city, "Deutschland"),
    )  # fmt: skip
    plan.people.append(one)
    return one


def stranger(plan: Plan, name: Name, company: Company, created: datetime) -> Someone:
    """Add somebody who is no contact."""
    title = plan.rng.choice(TITLES[company.branch])[1 if name.feminine else 0]
    one = _new(plan, name, company, title, created)
    one.contact = False
    return one


def _contact(plan: Plan, name: Name, company: Company) -> Someone:
    rng = plan.rng
    one = stranger(plan, name, company, plan.calendar.at(BEGAN, 9.5))
    one.contact = True
    one.since = plan.calendar.day(rng.randint(BEGAN + 15, 3900))
    one.tags = rng.sample(TAGS, rng.choice((0, 0, 1, 1, 2, 3)))
    if chance(rng, 0.08):
        one.birthday = f"{rng.randint(1958, 1998)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    reachable(
        plan, one,
        mobile=chance(rng, 0.18), land=chance(rng, 0.4), email=chance(rng, 0.75),
        platform="LinkedIn" if chance(rng, 0.55) else "XING",
    )  # fmt: skip
    return one


def reachable(plan: Plan, one: Someone, *, mobile: bool, land: bool, email: bool, platform: str) -> None:
    """Give somebody numbers, an address and a profile."""
    if land and one.country == "Deutschland":
        one.handles.append(("phone", *plan.numbers.landline(one.city), "Arbeit"))
    elif land:
        one.handles.append(("phone", *plan.numbers.abroad(one.country), "Arbeit"))
    if mobile:
        one.handles.append(("phone", *plan.numbers.mobile(), "mobil"))
    if email:
        local = latin(f"{one.name.given} {one.name.family}").lower().replace(" ", ".") or f"person{one.id}"
        address = f"{local}@{plan.rng.choice(_MAIL)}"
        one.handles.append(("email", address, normal_handle("email", address, "DE"), ""))
    if platform in {"XING", "LinkedIn"}:
        url = profile(plan, one.name, platform)
        one.handles.append(("url", url, normal_handle("url", url, "DE"), platform))


def profile(plan: Plan, name: Name, platform: str) -> str:
    """Return the address of a profile page that nobody else in the net has."""
    words = latin(f"{name.given} {name.family}").split() or ["profil"]
    stem = (
        f"https://www.xing.com/profile/{'_'.join(words)}"
        if platform == "XING"
        else f"https://www.linkedin.com/in/{'-'.join(words).lower()}"
    )
    number, url = 1, stem
    while url.lower() in plan.urls:
        number += 1
        url = f"{stem}{'' if platform == 'XING' else '-'}{number}"
    plan.urls.add(url.lower())
    return url


def _doubles(plan: Plan) -> None:
    """Add contacts that came in a second time from an old telephone, under another spelling."""
    rng = plan.rng
    plain = [one for one in plan.people if not one.key and one.name.origin == "de" and " " not in one.name.given]
    spelt = [
        one
        for one in plain
        if latin(one.name.family) != one.name.family and {"email", "phone"} <= {handle[0] for handle in one.handles}
    ]
    for number, one in enumerate(rng.sample(spelt, len(_WAYS))):
        given, family = latin(one.name.given), latin(one.name.family)
        way = _WAYS[number % len(_WAYS)]
        if way.initial:
            given = f"{given[0]}."
        twin = _new(
            plan, Name(f"{given} {family}", given, family, one.name.feminine),
            Company(one.org if way.org else "", one.city if way.city else "", one.branch, 1), "",
            plan.calendar.at(212, 18.2),
        )  # fmt: skip
        twin.since = one.since
        twin.handles = [handle for handle in one.handles if handle[0] == way.shared][:1]
        if not twin.handles:
            reachable(plan, twin, mobile=True, land=False, email=False, platform="")
        plan.pairs.append((one, twin, "open"))


def rhythms(plan: Plan, dependable: list[Someone]) -> None:
    """Give every other dependable contact an interval for keeping in touch."""
    for one in dependable:
        if one.rhythm is None and chance(plan.rng, 0.5):
            one.rhythm = plan.rng.choice(_RHYTHMS)


def written(ask: Ask) -> str:
    """Return the full name of a sender as the platform shows it."""
    return ask.name or f"{ask.prefix} {ask.given} {ask.family}".strip()


def sender(plan: Plan, ask: Ask, created: datetime) -> Someone:
    """Add the sender of an open request."""
    name = Name(written(ask), ask.given, ask.family, ask.feminine, ask.prefix)
    company = plan.employer.get(ask.org) or Company(ask.org, ask.city, "advice", 1)
    one = _new(plan, name, Company(ask.org, ask.city or company.city, company.branch, 1), ask.title, created)
    one.contact = False
    if not ask.city and ask.org not in plan.employer:
        one.country = ""
    platform = ask.platform if ask.platform != "E-Mail" else ""
    if ask.phone == "abroad":
        one.handles.append(("phone", *plan.numbers.abroad(one.country), ""))
    reachable(
        plan, one, mobile=ask.phone == "mobile", land=ask.phone == "land", email=ask.email, platform=platform
    )  # fmt: skip
    return one
