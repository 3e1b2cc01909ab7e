"""What a demonstration net is made of before it is written: people, grounds, conversations, requests."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from netz_tui.desk.demo.names import Namer
from netz_tui.desk.demo.notes import Notes
from netz_tui.desk.demo.telephone import Numbers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from netz_tui.desk.demo.names import Name
    from netz_tui.desk.demo.showcase import Ask
    from netz_tui.desk.demo.work import Company

BEGAN = 729
"""Days ago on which the book was begun."""


class Calendar:
    """Counts back from midnight of the day on which the net is looked at; its zone is the user's."""

    def __init__(self, now: datetime) -> None:
        self.midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)

    def at(self, days: float, hour: float = 0.0) -> datetime:
        """Return the moment `days` ago at `hour`; from one day on it lies in the past."""
        return self.midnight - timedelta(days=days) + timedelta(seconds=round(hour * 3600))

    def workday(self, days: int, hour: float) -> datetime:
        """Return the same, or the Friday before if that day is at a weekend."""
        weekday = (self.midnight - timedelta(days=days)).weekday()
        return self.at(days + max(0, weekday - 4), hour)

    def day(self, days: float) -> str:
        """Return the day `days` ago as text, 2026-11-24."""
        return self.at(days).date().isoformat()

    def ago(self, moment: datetime) -> int:
        """Return how many days ago a moment was, at least 1."""
        return max(1, (self.midnight - moment).days + 1)

    def friday(self) -> int:
        """Return how many days ahead the next Friday is, 1 to 7."""
        return (4 - self.midnight.weekday() - 1) % 7 + 1


@dataclass(slots=True)
class Someone:
    """A person of the net; `handles` holds (kind, raw, normal, label)."""

    id: int
    name: Name
    org: str
    title: str
    city: str
    branch: str
    created: datetime
    country: str = ""
    birthday: str = ""
    note: str = ""
    contact: bool = True
    since: str | None = None
    rhythm: int | None = None
    tags: list[str] = field(default_factory=list)
    handles: list[tuple[str, str, str, str]] = field(default_factory=list)
    key: str = ""
    loner: bool = False

    @property
    def address(self) -> str:
        """Return the person as one speaks of him or her: Frau Dr. Nagel."""
        short = "Dr. " if "Dr." in self.name.prefix else ""
        return f"{'Frau' if self.name.feminine else 'Herr'} {short}{self.name.family or self.name.given}"


@dataclass(slots=True)
class Footing:
    """A ground; `begun` is how many days ago it was written down."""

    person: Someone
    kind: str
    since: str
    place: str
    introducer: Someone | None
    created: datetime
    fallen: tuple[int, str] | None = None
    id: int = 0


@dataclass(slots=True)
class Talked:
    """A conversation."""

    person: Someone
    kind: str
    at: datetime
    outcome: str
    note: str = ""
    minutes: int = 0
    trust: int | None = None
    chemistry: int | None = None
    request: Asked | None = None
    id: int = 0


@dataclass(slots=True)
class Asked:
    """A request; `decided` holds when, and the conversation and ground of a confirmed one."""

    person: Someone
    platform: str
    headline: str
    message: str
    sent: datetime
    direction: str = "incoming"
    introducer: Someone | None = None
    state: str = "pending"
    decided: datetime | None = None
    reason: str = ""
    talk: Talked | None = None
    footing: Footing | None = None
    until: datetime | None = None
    ask: Ask | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What an introducer answered when asked about a person."""

    introducer: Someone
    person: Someone
    at: datetime
    answer: str
    note: str = ""


@dataclass(slots=True)
class Tied:
    """A tie between two people; `claimed` is the one who told of it."""

    claimed: Someone | None
    since: str
    place: str
    created: datetime


class Plan:
    """The net in the making, with what its makers share: calendar, chance, notes, numbers."""

    def __init__(self, now: datetime, rng: Random) -> None:
        self.calendar = Calendar(now)
        self.rng = rng
        self.notes = Notes(rng)
        self.numbers = Numbers(rng)
        self.people: list[Someone] = []
        self.cast: dict[str, Someone] = {}
        self.employer: dict[str, Company] = {}
        self.footings: list[Footing] = []
        self.talks: list[Talked] = []
        self.requests: list[Asked] = []
        self.answers: list[Answer] = []
        self.ties: dict[tuple[int, int], Tied] = {}
        self.near: dict[int, set[int]] = defaultdict(set)
        self.pairs: list[tuple[Someone, Someone, str]] = []
        self.urls: set[str] = set()
        self.namer = Namer(rng, set())
        self.slots: Iterator[Company] = iter(())

    def tie(self, one: Someone, other: Someone, claimed: Someone | None, since: str, place: str) -> bool:
        """Note that two people know each other; tell whether that was new."""
        edge = (min(one.id, other.id), max(one.id, other.id))
        if one is other or edge in self.ties:
            return False
        self.ties[edge] = Tied(claimed, since, place, max(one.created, other.created))
        self.near[one.id].add(other.id)
        self.near[other.id].add(one.id)
        return True

    def year(self, days: float) -> str:
        """Return the year of a day `days` ago."""
        return self.calendar.day(days)[:4]
