"""Read the book once for the study: ties, leads, cross-checks and observations as plain facts of one day."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from netz_tui.desk.export import at_one_moment
from netz_tui.desk.study.states import Held, states
from netz_tui.desk.vanished import GONE
from netz_tui.moments import read_moment
from netz_tui.study.episodes import History
from netz_tui.study.rhythm import blind_stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from netz_tui.desk.desk import Desk

_LISTS = {"linkedin": "LinkedIn", "xing": "XING"}
"""How the formats of whole address lists begin, and the platform each comes from."""


class Lens(NamedTuple):
    """What of the book is looked at: from a day on, one ground ("none" for none), one platform, one introducer."""

    since: date | None = None
    ground: str = ""
    platform: str = ""
    introducer: int | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """A contact: since when, from when on watched, each conversation in which the person was reached, and the ground.

    `removed` is the day of a newer file of an address list in which the person is missing.
    """

    person: int
    began: date
    known_from: date
    talks: tuple[tuple[date, str], ...]
    states: tuple[tuple[date, str | None], ...]
    removed: date | None
    platform: str
    introducer: int | None

    def ground_on(self, day: date) -> str | None:
        """Return the ground on which the tie stood when `day` began."""
        return _text(History(self.person, self.began, states=self.states).state_at(day))


class Chance(NamedTuple):
    """A lead: through whom, who brought that person in, the day, the days of its stages, the day it came to nothing."""

    id: int
    person: int
    introducer: int | None
    day: date
    stages: Mapping[str, date]
    closed: date | None
    note: str


class Check(NamedTuple):
    """What an introducer answered when asked about somebody."""

    introducer: int
    person: int
    day: date
    answer: str


class Sight(NamedTuple):
    """An observation: `value` is None where nothing was found, `days` the time that a count is for."""

    kind: str
    platform: str
    day: date
    value: float | None
    days: int
    note: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the log knows; `contacts` is how many there are, of whom `ties` has those with any entry."""

    today: date
    log_began: date
    blind: tuple[tuple[date, date], ...]
    contacts: int
    ties: Mapping[int, Tie]
    leads: tuple[Chance, ...]
    checks: tuple[Check, ...]
    vouched: tuple[tuple[int, int, date], ...]
    sights: tuple[Sight, ...]

    @property
    def unlogged(self) -> int:
        """Return the number of contacts of whom no conversation was ever logged."""
        return self.contacts - sum(bool(tie.talks) for tie in self.ties.values())


def read(desk: Desk) -> Facts:
    """Return all facts up to now, from one moment of the book; safe in any thread."""
    with at_one_moment(desk):
        return _read(desk)


def _read(desk: Desk) -> Facts:
    today = desk.now().astimezone().date()
    talks = _talks(desk, today)
    checks = _checks(desk)
    held, vouched = _grounds(desk, checks)
    leads = _leads(desk)
    removed = _removed(desk)
    platforms, introducers = _origins(desk)
    introducers |= {person: introducer for introducer, person, _day in vouched}
    wanted = {*talks, *held, *removed, *(lead.person for lead in leads)}
    ties: dict[int, Tie] = {}
    for person, since, created in desk.book.rows("SELECT id, contact_since, created_at FROM people WHERE contact = 1"):
        if person in wanted:
            known = min(day_of(created), today)
            began = min(_last_day(since) if since else known, today)
            gone = removed.get(person)
            ties[person] = Tie(
                person,
                began,
                known,
                tuple(talks.get(person, ())),
                states(held.get(person, ())),
                None if gone is None else max(gone, began),
                platforms.get(person, ""),
                introducers.get(person),
            )
    days = {day for spoken in talks.values() for day, _kind in spoken} | {check.day for check in checks}
    return Facts(
        today,
        min(days, default=today),
        tuple(blind_stretches(days, today)) if days else (),
        int(desk.book.value("SELECT count(*) FROM people WHERE contact = 1")),
        ties,
        tuple(leads),
        tuple(checks),
        tuple(vouched),
        tuple(_sights(desk, today)),
    )


def day_of(moment: str) -> date:
    """Return the local day of a moment as the book keeps it."""
    return read_moment(moment).astimezone().date()


def _last_day(text: str) -> date:
    """Return the last day of a date that may be partial: a tie is not made older than it is known to be."""
    year, month, day = [*map(int, text.split("-")), 0, 0][:3]
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _talks(desk: Desk, today: date) -> dict[int, list[tuple[date, str]]]:
    found: dict[int, list[tuple[date, str]]] = defaultdict(list)
    for person, at, kind in desk.book.rows(
        "SELECT person_id, at, kind FROM conversations WHERE outcome = 'reached' ORDER BY at"
    ):
        if (day := day_of(at)) <= today:
            found[person].append((day, kind))
    return dict(found)


def _checks(desk: Desk) -> list[Check]:
    rows = desk.book.rows("SELECT introducer_id, person_id, asked_at, answer FROM cross_checks ORDER BY asked_at, id")
    return [Check(introducer, person, day_of(at), answer) for introducer, person, at, answer in rows]


def _grounds(desk: Desk, checks: Iterable[Check]) -> tuple[dict[int, list[Held]], list[tuple[int, int, date]]]:
    """Return for each person the times a ground was held, and (introducer, person, day) of each ground c.

    A ground counts from the day it was noted: it was noted later only of ties that lived so long. Ground c is
    held while the introducer stands himself and has not said "not at all".
    """
    rows = desk.book.rows("SELECT person_id, kind, introducer_id, created_at, fallen_at FROM grounds ORDER BY id")
    own: dict[int, list[Held]] = defaultdict(list)
    for person, kind, _introducer, created, fallen in rows:
        if kind != "c":
            own[person].append(Held(kind, day_of(created), day_of(fallen) if fallen else None))
    answers: dict[tuple[int, int], list[Check]] = defaultdict(list)
    for check in checks:
        answers[check.introducer, check.person].append(check)
    held = {person: list(grounds) for person, grounds in own.items()}
    vouched: list[tuple[int, int, date]] = []
    for person, kind, introducer, created, fallen in rows:
        if kind != "c":
            continue
        start = day_of(created)
        vouched.append((introducer, person, start))
        ends = [ground.end for ground in own.get(introducer, ())]
        last = max((end for end in ends if end), default=start) if None not in ends else None
        stops = [day for day in (day_of(fallen) if fallen else None, last) if day is not None]
        held.setdefault(person, []).extend(_vouched_times(start, min(stops, default=None), answers[introducer, person]))
    return held, vouched


def _vouched_times(start: date, end: date | None, answers: Iterable[Check]) -> Iterable[Held]:
    """Yield the times from `start` to `end` in which the latest answer, if any, was not "not at all"."""
    since: date | None = start
    for check in answers:
        if check.answer == "not_at_all" and since is not None:
            if end is None or check.day < end:
                yield Held("c", since, max(check.day, since))
            else:
                yield Held("c", since, end)
            since = None
        elif check.answer != "not_at_all" and since is None and (end is None or check.day < end):
            since = max(check.day, start)
    if since is not None:
        yield Held("c", since, None if end is None else max(end, since))


def _leads(desk: Desk) -> list[Chance]:
    reached: dict[int, dict[str, date]] = defaultdict(dict)
    for lead, stage, at in desk.book.rows("SELECT lead_id, stage, at FROM lead_stages ORDER BY at DESC, id DESC"):
        reached[lead][stage] = day_of(at)
    found = []
    for lead, person, introducer, at, note in desk.book.rows(
        "SELECT id, person_id, introducer_id, at, note FROM leads ORDER BY at, id"
    ):
        stages = {stage: day for stage, day in reached[lead].items() if stage not in {"hint", "lost"}}
        found.append(Chance(lead, person, introducer, day_of(at), stages, reached[lead].get("lost"), note))
    return found


def _removed(desk: Desk) -> dict[int, date]:
    """Return the day on which a newer state of an address list lacked somebody whom no later file names again."""
    found: dict[int, date] = {}
    for person, outcome, form, at in desk.book.rows(
        "SELECT w.person_id, w.outcome, i.format, i.at FROM import_rows w JOIN imports i ON i.id = w.import_id "
        "WHERE w.person_id IN (SELECT person_id FROM import_rows WHERE outcome = ?) AND w.request_id IS NULL "
        "ORDER BY i.at, i.id, w.id",
        (GONE,),
    ):
        if form.startswith(tuple(_LISTS)):
            if outcome == GONE:
                found[person] = day_of(at)
            else:
                found.pop(person, None)
    return found


def _origins(desk: Desk) -> tuple[dict[int, str], dict[int, int]]:
    """Return the platform each contact came from, and who brought whom along by a request."""
    platforms: dict[int, str] = {}
    for person, form in desk.book.rows(
        "SELECT w.person_id, i.format FROM import_rows w JOIN imports i ON i.id = w.import_id "
        "WHERE w.person_id IS NOT NULL AND w.outcome = 'added' ORDER BY w.id DESC"
    ):
        for start, platform in _LISTS.items():
            if form.startswith(start):
                platforms[person] = platform
    introducers: dict[int, int] = {}
    for person, platform, introducer in desk.book.rows(
        "SELECT person_id, platform, introducer_id FROM requests WHERE state IN ('confirmed', 'accepted') "
        "ORDER BY decided_at"
    ):
        platforms[person] = platform or platforms.get(person, "")
        if introducer is not None:
            introducers[person] = introducer
    return platforms, introducers


def _sights(desk: Desk, today: date) -> list[Sight]:
    rows = desk.book.rows("SELECT kind, platform, at, value, days, note FROM observations ORDER BY at, id")
    found = [
        Sight(kind, platform, day_of(at), value, days or 7, note) for kind, platform, at, value, days, note in rows
    ]
    return [sight for sight in found if sight.day <= today]
