"""All that is due on a day, as one list: what to do, with whom, why; and what comes next when nothing is."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from netz_tui.book import agenda, rhythm, unproven
from netz_tui.book.counts import net_counts
from netz_tui.book.people import people
from netz_tui.desk.today.asks import Ask, whom_to_ask
from netz_tui.desk.today.calls import Weighed, part_of_day, weigh
from netz_tui.desk.today.words import GROUPS, PARTS, every, figure, local_day, names, near, when
from netz_tui.i18n import N_, _, digits, say, say_n
from netz_tui.moments import moment_text, read_moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netz_tui.desk.desk import Desk

__all__ = ["GROUPS", "Agenda", "Due", "Next", "agenda_of", "as_data", "count", "midnight", "next_due"]

Group = Literal["steps", "back", "calls", "ask", "shaky", "unproven", "touch"]
MOST = 200
"""So many of a group are listed."""
_LOGGED_IN_A_DAY = 500
"""No more conversations than this are logged in a day; those of today are looked for among the latest."""
_IDS = 10**12
"""Ids of rows are those of what they stand for, a group apart; a contact keeps his between "calls" and "touch"."""
_BASE = {"steps": 1, "back": 2, "calls": 3, "touch": 3, "ask": 4, "shaky": 5, "unproven": 6}


class Due(NamedTuple):
    """One thing that is due. `step_id` is the next step, `request_id` the request that waits behind it, if any.

    `when` is when, in words, `due` the day or moment itself, where there is one; `why` the reasons in an order of
    weight, `more` what explains them further.
    `about` are the people to ask an introducer about, as (id, name).
    """

    id: int
    group: Group
    person_id: int
    name: str
    org: str
    standing: str
    contact: bool
    when: str = ""
    late: bool = False
    due: str = ""
    why: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    request_id: int | None = None
    step_id: int | None = None
    about: tuple[tuple[int, str], ...] = ()


class Next(NamedTuple):
    """What is due next after today: the day, with whom, and which group it will come up in."""

    day: date
    name: str
    group: Group

    def text(self, today: date) -> str:
        """Return it as a sentence."""
        return say(_NEXT[self.group], name=self.name, day=near(self.day, today))


_NEXT = {
    "steps": N_("Next: {name}, {day}."),
    "back": N_("Next: the request of {name} comes back, {day}."),
    "touch": N_("Next: a sign of life for {name}, {day}."),
}


class Agenda(NamedTuple):
    """What is due on a day; `proven` of `contacts` are dependable, `looked` of `looks` checks of the day are made.

    `touches` is how many signs of life are due, of which `MOST` are listed.
    """

    day: date
    rows: tuple[Due, ...]
    proven: int
    contacts: int
    looked: int
    looks: int
    touches: int


def midnight(desk: Desk) -> datetime:
    """Return when the day began on the computer's clock."""
    return datetime.combine(desk.now().astimezone().date(), time()).astimezone()


def rhythms(desk: Desk) -> rhythm.Rhythms:
    """Return the rhythms of the standings, as the book and the settings have them."""
    return rhythm.by_standing(desk.book, desk.settings.keep_in_touch_days)


def agenda_of(desk: Desk) -> Agenda:
    """Return all that is due today, read fresh from the book."""
    start = midnight(desk)
    today = start.date()
    contacts, proven, _second, _checked = net_counts(desk.book)
    looks = unproven.look(desk.book, today.isoformat(), moment_text(start), desk.settings.unproven_per_day)
    weighed = weigh(desk, rhythm.touches(desk.book, rhythms(desk), today.isoformat()))
    shaky = list(_shaky(desk, today))
    listed = {due.person_id for due in shaky} | {row.id for row in looks if row.open}
    weighed = [one for one in weighed if one.touch.id not in listed]
    proposed = _proposed(desk, weighed)
    rows = [
        *_steps(desk, today),
        *_coming_back(desk, start),
        *(_call(desk, one) for one in proposed),
        *(_ask(ask) for ask in whom_to_ask(desk, today, moment_text(start), desk.settings.asks_per_day)),
        *shaky,
        *(_look(desk, row) for row in looks if row.open),
        *(_touch(one) for one in weighed[:MOST] if one not in proposed),
    ]
    looked = sum(not row.open for row in looks)
    return Agenda(today, tuple(rows), proven, contacts, looked, len(looks), len(weighed))


def as_data(due: Due) -> dict[str, object]:
    """Return something that is due as JSON wants it; what is said stands there in the user's language."""
    return {
        "group": due.group,
        "person_id": due.person_id,
        "name": due.name,
        "organisation": due.org,
        "standing": due.standing,
        "due": due.due or None,
        "when": due.when,
        "late": due.late,
        "why": [*due.why, *due.more],
        "request_id": due.request_id,
        "step_id": due.step_id,
        "about": [{"person_id": person_id, "name": name} for person_id, name in due.about],
    }


def count(desk: Desk) -> int:
    """Return how much is due today."""
    return len(agenda_of(desk).rows)


def next_due(desk: Desk) -> Next | None:
    """Return what is due next after today, None if nothing is foreseen."""
    today = midnight(desk).date()
    found = [
        Next(local_day(step.due), step.name, "steps")
        for step in agenda.steps(desk.book, "9999", after=(today - timedelta(days=1)).isoformat())[:MOST]
    ]
    back = agenda.next_back(desk.book)
    if back is not None:
        found.append(Next(local_day(back.until), back.name, "back"))
    touch = rhythm.next_touch(desk.book, rhythms(desk), today.isoformat())
    if touch is not None:
        found.append(Next(local_day(touch.due), touch.name, "touch"))
    return min((one for one in found if one.day > today), default=None)


# The groups


def _steps(desk: Desk, today: date) -> Iterator[Due]:
    now = desk.now()
    rows = agenda.steps(desk.book, (today + timedelta(days=1)).isoformat())
    for row in sorted(rows, key=lambda row: (local_day(row.due), "T" not in row.due, row.due, row.id))[:MOST]:
        if local_day(row.due) <= today:
            why = [row.what] if row.what else []
            yield Due(
                _BASE["steps"] * _IDS + row.id, "steps", row.person_id, row.name, row.org or row.title, row.standing,
                row.contact, when(row.due, now), _is_late(row.due, now), row.due,
                why=(*why, *([say("asks to be confirmed")] if row.request_id is not None else ())),
                request_id=row.request_id, step_id=row.id,
            )  # fmt: skip


def _is_late(due: str, now: datetime) -> bool:
    """Tell whether a day or moment is over."""
    return read_moment(due) < now if "T" in due else local_day(due) < now.astimezone().date()


def _coming_back(desk: Desk, start: datetime) -> Iterator[Due]:
    rows = agenda.coming_back(desk.book, moment_text(start + timedelta(days=1)), MOST)
    known = people(desk.book, [row.person_id for row in rows])
    for row in rows:
        person = known[row.person_id]
        day = local_day(row.until)
        clock = f"{read_moment(row.until).astimezone():%H:%M}"
        yield Due(
            _BASE["back"] * _IDS + row.id, "back", row.person_id, row.name, person.org, person.standing,
            person.contact, clock if row.asleep else near(day, start.date()), day < start.date(), row.until,
            why=(" · ".join(filter(None, (row.platform, row.headline))),),
            request_id=row.id,
        )  # fmt: skip


def _proposed(desk: Desk, weighed: list[Weighed]) -> list[Weighed]:
    """Return whom to call: those with a number, not tried in vain today; who was reached today counts."""
    found = desk.book.value(
        "SELECT count(DISTINCT c.person_id) FROM conversations c JOIN people p ON p.id = c.person_id "
        "WHERE c.id > (SELECT max(id) FROM conversations) - ? AND c.at >= ? AND c.outcome = 'reached' "
        "AND p.contact = 1 AND p.standing = 'dependable'",
        (_LOGGED_IN_A_DAY, moment_text(midnight(desk))),
    )
    room = max(0, desk.settings.calls_per_day - int(found))
    return [one for one in weighed if one.touch.phone and not one.tried][:room]


def _contact(one: Weighed, group: Group, why: tuple[str, ...], more: tuple[str, ...]) -> Due:
    row = one.touch
    late = say_n("{n} day late", "{n} days late", one.late) if one.late else _("today")
    return Due(
        _BASE[group] * _IDS + row.id, group, row.id, row.name, row.org or row.title, row.standing, contact=True,
        when=late, late=one.late > 0, due=row.due, why=why, more=more,
    )  # fmt: skip


def _bears(one: Weighed) -> str:
    return say("bears {share} %", share=round(100 * one.bears))


def _known_by(one: Weighed) -> list[str]:
    """Return the rhythm and the last conversation."""
    row = one.touch
    if row.last is None:
        spoken = say("no conversation logged yet")
    else:
        spoken = say("last spoken {day}", day=digits(read_moment(row.last).astimezone().date()))
    return [every(row.days), spoken]


def _call(desk: Desk, one: Weighed) -> Due:
    why = [_bears(one)]
    if one.rests:
        why.append(say_n("{n} rests on it", "{n} rest on it", one.rests))
    if one.reached:
        why.append(_(PARTS[part_of_day(desk.now())]))
    return _contact(one, "calls", (*why, *_known_by(one)), _explained(one))


def _touch(one: Weighed) -> Due:
    tried = [say("tried today")] if one.tried else []
    why = (*tried, *_known_by(one), _bears(one))
    return _contact(one, "touch", why, _explained(one))


_BY = {
    "person": N_("The rhythm is the person's own."),
    "tag": N_("The rhythm is that of a tag."),
    "standing": N_("The rhythm is that of all with this standing."),
}


def _explained(one: Weighed) -> tuple[str, ...]:
    """Return how the proposal weighs a contact."""
    from netz_tui.desk.today.calls import chance, urgency, value

    return (
        _(_BY[one.touch.by]),
        say("A call is worth {score}: urgency {urgency} × tie {value} × chance to reach now {chance}.",
            score=figure(one.score), urgency=figure(urgency(one.late, one.touch.days)),
            value=figure(value(one.bears, one.rests)), chance=figure(chance(one.reached, one.tries)),
        ),
    )  # fmt: skip


def _ask(ask: Ask) -> Due:
    row = ask.introducer
    about = tuple((one.person.id, one.person.name) for one in ask.about)
    waits = sum(one.by != "ground" for one in ask.about)
    more = [
        say_n("Asked {n} time so far, knew {knew}.", "Asked {n} times so far, knew {knew}.", ask.asked,
                knew=ask.knew),
        say_n("{n} contact rests on this word.", "{n} contacts rest on this word.", ask.rests),
    ]  # fmt: skip
    if waits:
        more.append(say_n("{n} request waits for an answer.", "{n} requests wait for an answer.", waits))
    more.append(say("The answers would lessen what is uncertain by {tells} (variance).", tells=figure(ask.tells, 3)))
    return Due(
        _BASE["ask"] * _IDS + row.id, "ask", row.id, row.name, row.org or row.title, row.standing, row.contact,
        when=say_n("{n} person", "{n} people", len(about)),
        why=(say("about {names}", names=names([name for _id, name in about])),), more=tuple(more), about=about,
    )  # fmt: skip


def _shaky(desk: Desk, today: date) -> Iterator[Due]:
    for row in agenda.shaky(desk.book, today.isoformat(), MOST):
        yield Due(
            _BASE["shaky"] * _IDS + row.id, "shaky", row.id, row.name, row.org or row.title, "shaky", contact=True,
            when=say("ground {kind}", kind=row.kind), why=(_fell(row),),
        )  # fmt: skip


def _fell(row: agenda.ShakyRow) -> str:
    if row.fallen_at is not None:
        day = digits(read_moment(row.fallen_at).astimezone().date())
        if row.why:
            return say("fell on {day}: {why}", day=day, why=row.why)
        return say("fell on {day}", day=day)
    if row.introducer_stands:
        return say("{name}, when asked: not at all", name=row.introducer or "?")
    return say("rests on {name}, who does not stand any more", name=row.introducer or "?")


def _look(desk: Desk, row: unproven.LookRow) -> Due:
    why = []
    if row.talks:
        why.append(say_n("{n} conversation", "{n} conversations", row.talks))
    if row.ties:
        why.append(say_n("known to {n} dependable contact", "known to {n} dependable contacts", row.ties))
    if row.since:
        why.append(say("contact since {year}", year=row.since[:4]))
    known_to = unproven.acquaintances(desk.book, row.id) if row.ties else []
    more = (say("You could ask {names}.", names=", ".join(known_to)),) if known_to else ()
    return Due(
        _BASE["unproven"] * _IDS + row.id, "unproven", row.id, row.name, row.org or row.title, "unproven",
        contact=True, when=row.city, why=tuple(why) or (say("nothing is known yet"),), more=more,
    )  # fmt: skip
