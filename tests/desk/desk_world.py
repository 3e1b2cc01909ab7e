"""A small world to sit in: a desk with a clock that a test moves, people of all grounds, requests of several kinds."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from netz_tui.book import people as book_people
from netz_tui.book.models import NOUNS
from netz_tui.desk import grounds, talk
from netz_tui.desk.desk import Desk
from netz_tui.desk.grounds import Evidence
from netz_tui.desk.people import NewRequest, add_request, insert_handle, insert_person
from netz_tui.desk.talk import Talk

if TYPE_CHECKING:
    from netz_tui.book.book import Book

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


class Clock:
    """Stands still until it is moved."""

    def __init__(self, moment: datetime = NOW) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **span: float) -> datetime:
        self.moment += timedelta(**span)
        return self.moment


def desk_on(book: Book, clock: Clock | None = None, first: int = 1) -> Desk:
    """A desk whose time and ids are always the same."""
    numbers = count(first)
    return Desk(book, clock=clock or Clock(), uid=lambda: f"uid-{next(numbers):06}")


def add_person(desk: Desk, name: str, *handles: tuple[str, str], contact: bool = False, **values: Any) -> int:
    """Somebody, put into the book in a step of its own."""
    if contact:
        values |= {"contact": 1, "contact_since": "2024-05-01"}
    with desk.book.action("add_person", "{name} added", desk.now(), name=name) as action:
        person_id = insert_person(action, desk, name, **values)
        for kind, raw in handles:
            insert_handle(action, desk, person_id, kind, raw)
    return person_id


def ask(desk: Desk, name: str, **values: Any) -> int:
    """Somebody's request; its id."""
    change = add_request(desk, NewRequest(name, **values))
    (request_id,) = change.touched("requests")
    return request_id


def sender(desk: Desk, request_id: int) -> int:
    request = book_people.request(desk.book, request_id)
    assert request is not None
    return request.person_id


def reached(desk: Desk, person_id: int, trust: int | None = 4, chemistry: int | None = 4, **values: Any) -> int:
    """A call in which the person was reached; the id of the conversation."""
    given: dict[str, Any] = {"kind": "call", "outcome": "reached", "at": desk.now()} | values
    change = talk.log(desk, Talk(person_id, trust=trust, chemistry=chemistry, **given))
    (conversation_id,) = change.touched("conversations")
    return conversation_id


def stand(desk: Desk, person_id: int, kind: str = "a", introducer_id: int | None = None) -> int:
    """Put a person on a ground; its id."""
    evidence = Evidence(kind, "2019", "Ulm", introducer_id)
    (ground_id,) = grounds.give(desk, person_id, evidence).touched("grounds")
    return ground_id


def standing(desk: Desk, person_id: int) -> str:
    found = book_people.person(desk.book, person_id)
    assert found is not None
    return found.standing


def state(desk: Desk, request_id: int) -> tuple[str, bool, str | None]:
    """State, whether it sleeps, until when."""
    request = book_people.request(desk.book, request_id)
    assert request is not None
    return request.state, request.asleep, request.defer_until


def labels(desk: Desk) -> list[str]:
    """The entries that are done, oldest first, as a person reads them."""
    rows = desk.book.rows("SELECT label, params FROM journal WHERE undone = 0 ORDER BY id")
    return [label.format(**json.loads(params)) for label, params in rows]


def content(book: Book) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every noun, so that two states can be held against each other."""
    return {noun: book.rows(f"SELECT * FROM {noun} ORDER BY id") for noun in NOUNS}


def everything(book: Book) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, the journal and derived keys too."""
    tables = book.rows(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search%'"
    )
    return {name: book.rows(f"SELECT * FROM {name} ORDER BY 1") for (name,) in tables}


def assert_sound(book: Book) -> None:
    """What must be true of every book, whatever was done."""
    assert book.rows("PRAGMA foreign_key_check") == []
    assert (
        book.rows(
            "SELECT p.id, p.standing, s.standing FROM people p JOIN standings s ON s.person_id = p.id "
            "WHERE p.standing <> s.standing"
        )
        == []
    )
    assert (
        book.rows(
            "SELECT r.id FROM requests r LEFT JOIN conversations c ON c.id = r.conversation_id "
            "LEFT JOIN grounds g ON g.id = r.ground_id WHERE r.state = 'confirmed' AND NOT coalesce("
            "c.person_id = r.person_id AND c.outcome = 'reached' AND c.kind IN ('call', 'video', 'meeting') "
            "AND c.trust >= 3 AND c.chemistry >= 3 AND c.at <= r.decided_at AND g.person_id = r.person_id, 0)"
        )
        == []
    )
    assert book.value("SELECT count(*) FROM journal WHERE undone = 2") == 0
    assert (
        book.rows("SELECT id FROM journal WHERE undone = 0 AND id > (SELECT min(id) FROM journal WHERE undone = 1)")
        == []
    )


@dataclass
class World:
    """Who there is. Ground a: Kühn; b: Adler; c: Brandt through Kühn; unproven: Lang; a stranger asks."""

    desk: Desk
    clock: Clock
    people: dict[str, int] = field(default_factory=dict)

    @classmethod
    def build(cls, book: Book) -> World:
        clock = Clock()
        world = cls(desk_on(book, clock), clock)
        world.know("Dr. Petra Kühn", "a")
        world.know("Tom Adler", "b")
        world.know("Jens Brandt", "c", "Dr. Petra Kühn")
        world.know("Sabine Lang")
        return world

    @classmethod
    def opened(cls, book: Book, people: dict[str, int]) -> World:
        """The world of a book that was built before; ids go on where nobody has one yet."""
        clock = Clock()
        return cls(desk_on(book, clock, first=1_000), clock, dict(people))

    @property
    def book(self) -> Book:
        return self.desk.book

    def know(self, name: str, kind: str = "", introducer: str = "") -> int:
        """A contact, on a ground if one is named."""
        person_id = self.people[name] = add_person(self.desk, name, contact=True)
        if kind:
            stand(self.desk, person_id, kind, self.people.get(introducer))
        return person_id

    def ready(self, name: str = "Erika Weiß", **values: Any) -> int:
        """A request that lacks nothing any more; its id."""
        request_id = ask(self.desk, name, **values)
        reached(self.desk, sender(self.desk, request_id))
        stand(self.desk, sender(self.desk, request_id))
        return request_id
