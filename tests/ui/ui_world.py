"""A small world for the screen: fourteen requests of all kinds, a clock that a test moves, and a way to sit before it.

The names are invented. Everything is made by the verbs of the desk, so that the history is true as well.
"""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from textual import events
from textual.keys import _character_to_key
from textual.widgets import TextArea

from netz_tui.book.book import open_book
from netz_tui.book.models import Request
from netz_tui.desk import decide, grounds, talk
from netz_tui.desk.desk import Desk
from netz_tui.desk.grounds import Evidence
from netz_tui.desk.people import NewRequest, add_request, insert_person
from netz_tui.desk.talk import Talk
from netz_tui.settings import Settings
from netz_tui.ui.app import Netz
from netz_tui.ui.desk_area import DeskArea
from netz_tui.ui.panes.inbox import InboxList

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping
    from pathlib import Path

    from textual.pilot import Pilot
    from textual.strip import Strip
    from textual.widget import Widget

    from netz_tui.book.book import Book

CHARACTERS = {"slash": "/", "question_mark": "?", "space": " ", "minus": "-", "full_stop": "."}
CALM = 4
"""So often in a row no message may be under way; at the first and last look threads get a moment to send one."""
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


class Clock:
    """Stands still until it is moved."""

    def __init__(self, moment: datetime = NOW) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **span: float) -> None:
        self.moment += timedelta(**span)


def desk_on(book: Book, clock: Clock, settings: Settings | None = None, first: int = 1) -> Desk:
    numbers = count(first)
    return Desk(book, settings or Settings(me="Ich"), clock=clock, uid=lambda: f"uid-{next(numbers):06}")


class Builder:
    """Puts people and requests into an empty book."""

    def __init__(self, book: Book) -> None:
        self.clock = Clock()
        self.desk = desk_on(book, self.clock)

    def know(self, name: str, kind: str = "", introducer: int | None = None, **values: Any) -> int:
        """A contact, on a ground if one is named."""
        with self.desk.book.action("add_person", "{name} added", self.desk.now(), name=name) as action:
            values |= {"contact": 1, "contact_since": "2024-05-01"}
            person_id = insert_person(action, self.desk, name, **values)
        if kind:
            grounds.give(self.desk, person_id, Evidence(kind, "2019", "Ulm", introducer))
        return person_id

    def ask(self, days: float, name: str, **values: Any) -> int:
        """A request that has waited some days."""
        change = add_request(self.desk, NewRequest(name, sent_at=NOW - timedelta(days=days), **values))
        return next(iter(change.touched("requests")))

    def sender(self, request_id: int) -> int:
        return int(self.desk.book.value("SELECT person_id FROM requests WHERE id = ?", (request_id,)))

    def spoke(self, request_id: int, outcome: str = "reached", days: float = 1, **values: Any) -> None:
        at = NOW - timedelta(days=days)
        talk.log(self.desk, Talk(self.sender(request_id), "call", outcome, at, request_id, **values))

    def score(self, request_id: int, score: int) -> None:
        reasons = [{"code": "stock_phrase", "points": 30}, {"code": "no_message", "points": 12}]
        with self.desk.book.action("score", "Score {name}", self.desk.now(), name="it") as action:
            action.update(Request, request_id, score=score, score_reasons=reasons)


WORN = "Dr. Ing. Maximiliane-Friederike Freifrau von und zu Wolkenstein-Trostburg-Hohenlohe"


def build(book: Book) -> None:
    """Fill a book. The oldest request comes first in the inbox."""
    make = Builder(book)
    lang = make.know("Dr. Petra Lang", "a", org="Wehrbau Ulm", city="Ulm")
    kuehn = make.know("Jens Kühn", "b", org="Donauwerk Turbinen GmbH")
    brandt = make.know("Jörn Brandt", "c", introducer=lang)
    make.know("Sabine Heide")
    berger = make.ask(
        41, "Anna Berger", platform="XING", headline="Leiterin Einkauf · Papier AG", introducer_id=kuehn,
        message="Hallo, wir kennen uns über Jens Kühn.", url="https://www.xing.com/profile/Anna_Berger",
        handles=(("phone", "+49 30 23125599"), ("email", "anna.berger@example.org")),
    )  # fmt: skip
    make.spoke(berger, trust=4, chemistry=5, duration_s=840, note="Kennt Jens seit der Messe.")
    grounds.give(make.desk, make.sender(berger), Evidence("c", introducer_id=kuehn))
    make.ask(
        36, "Dirk Voßkamp", platform="XING", headline="Hafenlogistiker", introducer_id=kuehn,
        message="Viele Grüße von Jens Kühn.\nWir sollten telefonieren.", handles=(("phone", "+49 40 55512345"),),
    )  # fmt: skip
    mehmet = make.ask(34, "Dr. Mehmet Yıldız", platform="LinkedIn", headline="Radiologe", org="Klinikum Pasing")
    due = (NOW + timedelta(hours=4)).strftime("%Y-%m-%dT%H:%M:%SZ")
    make.spoke(mehmet, "voicemail", due=due, next_step="noch einmal anrufen")
    make.ask(30, "Sabine v. d. Heide", platform="XING", headline="Personalreferentin")
    make.score(make.ask(28, "Marc T. Erfolg", platform="XING", headline="Ihr Weg zur finanziellen Freiheit"), 91)
    weiss = make.ask(25, "Jürgen Weißflog", platform="LinkedIn", handles=(("phone", "0151 23456789"),))
    make.spoke(weiss, "no_answer", days=3)
    make.spoke(weiss, "voicemail", days=2)
    make.ask(20, "Ole Asmussen", platform="XING", introducer_id=brandt, message="via Jörn Brandt")
    wrong = make.ask(18, "Rolf Vertriebs-Maier", platform="XING", headline="Networking-Profi")
    make.spoke(wrong, trust=2, chemistry=1, note="Wollte verkaufen.")
    make.ask(15, "李伟 (Li Wei)", platform="LinkedIn", headline="水力发电工程师 · 三峡设计院", message="您好！" * 30)
    make.ask(12, WORN, platform="LinkedIn", headline="Geschäftsführende Gesellschafterin der " + "sehr " * 30)
    make.ask(10, "Anna-Maria [ACME]", platform="XING", headline="Vertrieb [DACH]", message="[Vorname] [/b]")
    met = make.ask(8, "Lennart Poggensee", platform="E-Mail", handles=(("email", "l@example.org"),))
    grounds.give(make.desk, make.sender(met), Evidence("b", "2023-07", "Verladung Trafo Kattwyk"))
    later = make.ask(6, "Beate Fröhlich", platform="E-Mail", message="Können Sie zuhören?")
    decide.defer(make.desk, [later], NOW + timedelta(days=7))
    make.ask(2, "Suryadi W.")


@dataclass
class Seat:
    """Somebody at the screen: the app, its pilot, and what can be asked about both."""

    app: Netz
    pilot: Pilot[str]
    clock: Clock
    logged: list[str]
    remembered: dict[str, object] = field(default_factory=dict)

    @property
    def desk(self) -> Desk:
        return self.app.desk

    @property
    def area(self) -> DeskArea:
        return self.app.main.query_one(DeskArea)

    @property
    def rows(self) -> InboxList:
        return self.app.main.query_one(InboxList)

    @property
    def name(self) -> str:
        """Who is under the cursor."""
        return "" if self.rows.current is None else self.rows.current.name

    @property
    def note(self) -> TextArea:
        return self.app.main.query_one("#note", TextArea)

    @property
    def dialog(self) -> str:
        """The kind of the question on top, "Main" if there is none."""
        return type(self.app.screen).__name__

    @property
    def title(self) -> str:
        """The title of the question on top."""
        return str(self.app.screen.query_one("#box").border_title)

    def send(self, key: str) -> None:
        """Let a key arrive, named as Textual names it or as the character it types."""
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        character = key if len(key) == 1 else CHARACTERS.get(key)
        event = events.Key(name, character)
        event.set_sender(self.app)
        self.app.post_message(event)

    async def press(self, *keys: str) -> None:
        """Press keys as a person does: each after the screen has followed the one before."""
        for key in keys:
            self.send(key)
            await self.still()

    async def type(self, text: str) -> None:
        """Type into what has the focus."""
        for char in text:
            self.send({"\n": "enter", "\t": "tab"}.get(char, char))
        await self.still()

    async def paste(self, text: str) -> None:
        """Let a text be pasted by the terminal."""
        self.app.post_message(events.Paste(text))
        await self.still()

    async def still(self) -> None:
        """Wait until every message that is under way has arrived, and those that it causes."""
        calm, end = 0, asyncio.get_running_loop().time() + 30
        while calm < CALM and asyncio.get_running_loop().time() < end:
            await self.pilot._wait_for_screen()
            await asyncio.sleep(0 if 0 < calm < CALM - 1 else 0.002)
            nodes = [self.app, *self.app.screen.walk_children(with_self=True)]
            busy = self.app.typed_ahead.waiting or any(node.message_queue_size for node in nodes)
            calm = 0 if busy else calm + 1
        self.app.screen._on_timer_update()

    async def until(self, holds: Callable[[], object], what: str = "", seconds: float = 30) -> None:
        """Wait for something that comes by itself."""
        end = asyncio.get_running_loop().time() + seconds
        while not holds():
            if asyncio.get_running_loop().time() > end:
                raise AssertionError(f"{what or holds} did not come about:\n{self.screen}")
            await self.pilot.pause(0.02)

    async def go(self, name: str) -> int:
        """Put the cursor on somebody's request; its id."""
        request_id = int(self.desk.book.value("SELECT id FROM requests WHERE name = ?", (name,)))
        assert self.rows.move_to_id(request_id)
        await self.until(lambda: self.area._page is not None and self.area._page.request.id == request_id, name)
        return request_id

    # What is seen

    @property
    def strips(self) -> list[Strip]:
        """The screen as it goes to the terminal."""
        background = self.app.screen.background_colors[1]
        strips = self.app.screen._compositor.render_strips()
        for line_filter in self.app.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        return strips

    @property
    def lines(self) -> list[str]:
        return [strip.text for strip in self.strips]

    @property
    def screen(self) -> str:
        return "\n".join(line.rstrip() for line in self.lines)

    def text_of(self, widget: Widget) -> str:
        """What a widget shows, cut out of the screen."""
        region = widget.region
        rows = self.strips[region.y : region.bottom]
        return "\n".join(strip.crop(region.x, region.right).text for strip in rows)

    @property
    def told(self) -> list[str]:
        """The problems told so far."""
        return [note.message for note in self.app._notifications]

    @property
    def flash(self) -> str:
        """What the first line says."""
        return self.lines[0]

    # What is in the book

    def value(self, sql: str, *params: object) -> Any:
        return self.desk.book.value(sql, params)

    def state(self, name: str) -> str:
        return str(self.value("SELECT state FROM requests WHERE name = ?", name))

    def labels(self) -> list[str]:
        """What was done and is not undone, oldest first."""
        rows = self.desk.book.rows("SELECT label, params FROM journal WHERE undone = 0 ORDER BY id")
        return [label.format(**json.loads(params)) for label, params in rows]

    def content(self) -> dict[str, list[tuple[Any, ...]]]:
        """All rows of all tables but the journal's, so that two states can be compared."""
        book = self.desk.book
        tables = book.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        kept = sorted(name for (name,) in tables if not name.startswith(("journal", "search")) and name != "undo_steps")
        return {name: book.rows(f"SELECT * FROM {name} ORDER BY 1") for name in kept}


@asynccontextmanager
async def sit(
    path: Path,
    *,
    size: tuple[int, int] = (140, 42),
    settings: Settings | None = None,
    clock: Clock | None = None,
    **options: Any,
) -> AsyncIterator[Seat]:
    """Open a book in the program and wait until its first frame stands."""
    clock = clock or Clock()
    logged: list[str] = []
    remembered: dict[str, object] = {}
    with open_book(path) as book:
        app = Netz(
            desk_on(book, clock, settings, first=10_000),
            log=logged.append,
            remember=remembered.__setitem__,
            **options,
        )
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            seat = Seat(app, pilot, clock, logged, remembered)
            await seat.until(lambda: not seat.rows.count or seat.area._page is not None, "the first request")
            await seat.still()
            try:
                yield seat
            except AssertionError:
                print(seat.screen)
                raise


def play(scene: Coroutine[Any, Any, None]) -> None:
    """Run a scene to its end."""
    asyncio.run(scene)


def options_of(seat: Seat) -> Iterator[tuple[str, Any]]:
    """The keys and values of the choice on top."""
    for option in seat.app.screen._options.options:  # type: ignore[attr-defined]
        yield option.key, option.value


def chosen_keys(**keys: str) -> Mapping[str, str]:
    """A keymap as the settings hold it: `desk_call="f4"`."""
    return {name.replace("_", ".", 1): key for name, key in keys.items()}
