"""Puts contacts on their grounds: the cast first, then those known, met, and introduced by them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from netz_tui.desk.demo.cast import CAST, FALLEN
from netz_tui.desk.demo.plan import BEGAN, Answer, Footing
from netz_tui.desk.demo.work import KNOWN_FROM, MET_AT

if TYPE_CHECKING:
    from datetime import datetime

    from netz_tui.desk.demo.plan import Plan, Someone

KNOWN, MET = 50, 62
"""How many contacts besides the cast are known personally and were met in person; the small introducers and those whose
ground fell come on top."""
OWN_FALLEN = 3
SMALL_INTRODUCERS = 5
CHECKED_SHARE = 0.41
"""Share of second-degree grounds whose introducer answered "knows" or "knows well"."""

_CAME_BY_REQUEST = {"a": 12, "b": 34, "c": 74}
_FALLEN_WHY = (
    "Beim Kaffee gemerkt: Verwechslung mit meinem Vorgänger, von Anfang an.",
    "War nach eigener Auskunft nie in Hannover. Dann war ich dort wohl mit seinem Zwilling.",
    "Erkannte weder Namen noch Stimme, auch nicht nach drei Stichworten.",
)
_NOTES = {
    "knows_well": (
        "„Natürlich! Grüß schön.“", "Kennt Familie, Hund und Schwächen.",
        "„Für die Person lege ich die Hand ins Wasser.“",
        "Lange Geschichte, gute Geschichte.", "Hat sofort drei gemeinsame Projekte aufgezählt.", "",
    ),
    "knows": (
        "Aus der Arbeit, verlässlich.", "„Ja, doch. Solide.“", "Zwei Projekte zusammen.", "Seit Jahren auf Sicht.", "",
    ),
    "vaguely": (
        "„Der Name sagt mir etwas.“", "Einmal dieselbe Tagung, vielleicht.", "Müsste im Telefon nachsehen.",
        "„Ist das die mit dem Schal?“", "",
    ),
    "not_at_all": ("„Wer?“", "„Kenne ich nicht. Muss ein Klick gewesen sein.“", "Nie gehört. Hat zweimal nachgefragt."),
}  # fmt: skip


@dataclass(slots=True)
class Groups:
    """Who came by a request and by whom, and who had a ground without one; all of them contacts."""

    by_request: list[Footing]
    before: list[Footing]


def found(plan: Plan) -> Groups:
    """Give every dependable contact a ground; times of those who came by a request are set with the request."""
    for member in CAST:
        if member.ground:
            days = member.years * 365
            since = plan.year(days) if member.ground == "a" else plan.calendar.day(days)[:7]
            one = plan.cast[member.key]
            fallen = FALLEN.get(member.key)
            when = plan.calendar.at(BEGAN - 1, 10 + one.id / 10)
            plan.footings.append(Footing(one, member.ground, since, member.place, None, when, fallen))
    doubles = {twin.id for _, twin, _ in plan.pairs}
    rest = [one for one in plan.people if one.contact and not one.key and one.id not in doubles]
    plan.rng.shuffle(rest)
    taken = iter(rest)
    small = [_direct(plan, next(taken), "ab"[number % 2], BEGAN - 2) for number in range(SMALL_INTRODUCERS)]
    introduced = _introduced(plan, [footing.person for footing in small])
    groups = Groups([], [])
    direct = (("a", KNOWN), ("b", MET + OWN_FALLEN))
    wanted: list[tuple[str, int, Someone | None]] = [
        (kind, number, None) for kind, count in direct for number in range(count)
    ]
    wanted += [("c", number, introducer) for number, introducer in enumerate(introduced)]
    for kind, number, introducer in wanted:
        one = next(taken)
        if introducer is None:
            footing = _direct(plan, one, kind, 100 + plan.rng.randint(0, BEGAN - 110))
        else:
            created = plan.calendar.at(plan.rng.randint(90, BEGAN - 20), 15.5)
            footing = Footing(one, "c", "", "", introducer, created)
            one.loner = number % 4 == 0
        if kind == "b" and number >= MET:
            footing.fallen = (20 + 30 * (number - MET), _FALLEN_WHY[number - MET])
        plan.footings.append(footing)
        by_request = number < _CAME_BY_REQUEST[kind]
        (groups.by_request if by_request else groups.before).append(footing)
    plan.footings += small
    return groups


def _direct(plan: Plan, one: Someone, kind: str, begun: int) -> Footing:
    rng = plan.rng
    years = rng.uniform(3, 22) if kind == "a" else rng.uniform(max(2.0, begun / 365), 9)
    day = plan.calendar.day(years * 365)
    since = day[:4] if kind == "a" else day[: rng.choice((7, 7, 10))]
    place = rng.choice(KNOWN_FROM if kind == "a" else MET_AT)
    return Footing(one, kind, since, place, None, plan.calendar.workday(begun, rng.uniform(9, 18)))


def _introduced(plan: Plan, small: list[Someone]) -> list[Someone]:
    """Return the introducer of each second-degree contact, in an order of chance."""
    bearers = [plan.cast[member.key] for member in CAST for _ in range(member.bears)]
    bearers += [one for one in small for _ in range(2)]
    plan.rng.shuffle(bearers)
    return bearers


def cross_check(plan: Plan) -> None:
    """Ask introducers about those who rest on them, so that the share of "knows" is as it is wanted."""
    second = [footing for footing in plan.footings if footing.introducer is not None]
    readiness = {plan.cast[member.key].id: member.asked for member in CAST}
    good: list[tuple[float, Footing]] = []
    for footing in second:
        assert footing.introducer is not None
        if footing.introducer.key in FALLEN:
            _asked_fallen(plan, footing)
        elif footing.person.contact:
            ready = readiness.get(footing.introducer.id, 0.6)
            good.append((plan.rng.random() ** (1 / ready), footing))
    good.sort(key=lambda entry: entry[0], reverse=True)
    count = round(CHECKED_SHARE * len(second)) - sum(answer.answer == "knows" for answer in plan.answers)
    for _, footing in good[:count]:
        _ask(plan, footing, plan.rng.choice(("knows_well", "knows", "knows")), later=plan.rng.randint(-1, 25))
    for number, (_, footing) in enumerate(good[:-18:-1]):
        _ask(plan, footing, "not_at_all" if number % 6 == 0 else "vaguely", later=plan.rng.randint(5, 40))


def met_later(plan: Plan) -> list[Footing]:
    """Return a ground b for second-degree contacts who were met in person a while after the introduction."""
    doubted = {answer.person.id for answer in plan.answers if answer.answer in {"vaguely", "not_at_all"}}
    second = {
        footing.person.id: footing
        for footing in plan.footings
        if footing.introducer is not None and footing.introducer.key not in FALLEN and footing.person.contact
    }
    found: list[Footing] = []
    for talk in sorted(plan.talks, key=lambda talk: talk.at):
        footing = second.get(talk.person.id)
        late = footing is not None and talk.at > footing.created + timedelta(days=30)
        if late and talk.kind == "meeting" and talk.outcome == "reached" and talk.person.id not in doubted:
            place = MET_AT[len(found) % len(MET_AT)]
            found.append(Footing(talk.person, "b", f"{talk.at:%Y-%m}", place, None, talk.at))
            doubted.add(talk.person.id)
    return found


def _asked_fallen(plan: Plan, footing: Footing) -> None:
    assert footing.introducer is not None
    number = sum(answer.introducer is footing.introducer for answer in plan.answers)
    answers = ("not_at_all", "not_at_all", "vaguely", "not_at_all", "vaguely", "knows")
    days = FALLEN[footing.introducer.key][0]
    _note(plan, footing, plan.calendar.at(days + number % 3, 10.5 + number / 3), answers[number % len(answers)])


def _ask(plan: Plan, footing: Footing, answer: str, later: int) -> None:
    days = max(1, plan.calendar.ago(footing.created) - later)
    _note(plan, footing, plan.calendar.workday(days, plan.rng.uniform(9, 18)), answer)


def _note(plan: Plan, footing: Footing, at: datetime, answer: str) -> None:
    assert footing.introducer is not None
    note = plan.rng.choice(_NOTES[answer])
    plan.answers.append(Answer(footing.introducer, footing.person, at, answer, note))
