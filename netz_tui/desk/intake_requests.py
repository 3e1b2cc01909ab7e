"""Requests and messages of a platform: requests go to the inbox, messages become conversations of who is known."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, UTC, datetime
from hashlib import blake2b
from typing import TYPE_CHECKING

from netz_tui.book.models import Conversation, Handle, Person, Request
from netz_tui.clean import clean
from netz_tui.desk.handles import normal_handle
from netz_tui.desk.intake_people import ERASED
from netz_tui.desk.mentions import propose_introducer
from netz_tui.desk.signals.known import freeze
from netz_tui.fold import fold
from netz_tui.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from netz_tui.book.journal import Action
    from netz_tui.desk.desk import Desk
    from netz_tui.desk.intake_me import Me
    from netz_tui.desk.intake_people import PeopleIntake
    from netz_tui.desk.intake_report import Row
    from netz_tui.desk.intake_ties import TieIntake
    from netz_tui.desk.recognise import Key
    from netz_tui.files import Message
    from netz_tui.files import Request as Asked

_PLATFORMS = {"linkedin": "LinkedIn", "xing": "XING"}
_HAYSTACK = 2_000


class RequestIntake:
    """Writes requests and messages inside one action."""

    def __init__(self, action: Action, desk: Desk, people: PeopleIntake, ties: TieIntake) -> None:
        self._action = action
        self._desk = desk
        self._people = people
        self._ties = ties

    def take(self, asked: Sequence[Asked], tick: Callable[[], None]) -> list[Row]:
        """Write requests and return a row for each; one that is there already changes nothing.

        `tick` is called before each and may raise to stop.
        """
        rows: list[Row] = []
        self._people.look_up(key for request in asked for key in self._keys(request))
        for request in asked:
            tick()
            name = clean(request.name or request.email)
            if not name:
                rows.append((request.line, "skipped", None, None, N_("a request without the name of its sender"), None))
                continue
            source_key = _source_key(request)
            known = self._desk.book.row("SELECT id, person_id FROM requests WHERE source_key = ?", (source_key,))
            if known is not None:
                rows.append((request.line, "known", known[1], known[0], "", None))
                continue
            keys = self._keys(request)
            if self._people.find(keys, name) is None and self._people.kept_out(keys, name):
                rows.append((request.line, "skipped", None, None, ERASED, None))
                continue
            person_id = self._sender(request, name)
            request_id = self._write(request, name, person_id, source_key)
            detail = "outgoing" if request.direction == "outgoing" else ""
            rows.append((request.line, "added", person_id, request_id, detail, None))
        new = (
            request_id for _line, outcome, _who, request_id, detail, _print in rows if outcome == "added" and not detail
        )
        freeze(self._action, [request_id for request_id in new if request_id is not None])
        return rows

    def _keys(self, request: Asked) -> list[Key]:
        region = self._desk.settings.region
        pairs = (("url", request.url), ("email", request.email))
        return [(kind, normal) for kind, raw in pairs if raw and (normal := normal_handle(kind, raw, region))]

    def _sender(self, request: Asked, name: str) -> int:
        keys = self._keys(request)
        person_id = self._people.find(keys, name)
        if person_id is None:
            person_id = self._action.insert(
                Person,
                uid=self._desk.uid(),
                name=name,
                name_key=fold(name),
                title=request.headline,
                org=request.org,
                created_at=self._action.now,
            )
            self._people.new_ids.append(person_id)
            for kind, raw in (("url", request.url), ("email", request.email)):
                normal = normal_handle(kind, raw, self._desk.settings.region) if raw else ""
                if normal:
                    self._action.insert(Handle, person=person_id, kind=kind, raw=raw, normal=normal)
        self._people.remember(person_id, name, keys)
        return person_id

    def _write(self, request: Asked, name: str, person_id: int, source_key: str) -> int:
        platform = _PLATFORMS.get(request.platform, request.platform)
        incoming = request.direction == "incoming"
        introducer = propose_introducer(self._desk, request.message, person_id) if incoming else None
        found = (name, request.org, request.headline, platform, request.message[:_HAYSTACK])
        return self._action.insert(
            Request,
            person=person_id,
            direction=request.direction,
            name=name,
            name_key=fold(name),
            haystack=fold(" ".join(found)),
            platform=platform,
            headline=request.headline or request.org,
            message="" if request.stock else request.message,
            url=request.url,
            sent_at=min(self._moment(request.at), self._action.now),
            introducer=introducer.id if introducer else None,
            source_key=source_key,
            created_at=self._action.now,
        )

    def _moment(self, at: datetime | None) -> datetime:
        """Return an aware moment; one without a zone is taken as this computer's, a missing or absurd one as now."""
        if at is None or not MINYEAR < at.year < MAXYEAR:
            return self._action.now
        return at.astimezone(UTC)

    def take_messages(self, messages: Sequence[Message], me: Me, tick: Callable[[], None]) -> list[Row]:
        """Write messages exchanged with people who are known, and return a row for each; `tick` as for `take`.

        Whom such a message names as a common acquaintance is heard as a claim of its sender.
        """
        rows: list[Row] = []
        me.look_at(messages)
        urls = {url for message in messages for url in (message.sender_url, *message.recipient_urls) if url}
        self._people.look_up(("url", normal_handle("url", url, "")) for url in urls)
        for message in messages:
            tick()
            if message.draft or message.sponsored or not (message.text or message.subject):
                rows.append(
                    (message.line, "skipped", None, None, N_("a draft, an advertisement, or an empty message"), None)
                )
                continue
            person_id = self._partner(message, me)
            if person_id is None:
                rows.append((message.line, "skipped", None, None, N_("a message of nobody in the book"), None))
                continue
            note = "\n".join(part for part in (message.subject, message.text) if part)
            new = self.converse(person_id, message.at, f"{message.sender}: {note}", _message_key(message))
            if new and self._at_url(message.sender_url) == person_id:
                self._ties.hear_message(person_id, note, min(self._moment(message.at), self._action.now))
            rows.append((message.line, "added" if new else "known", person_id, None, "conversation", None))
        return rows

    def converse(self, person_id: int, at: datetime | None, note: str, source_key: str) -> bool:
        """Note a message as a conversation and tell whether it is new; `source_key` tells it from every other."""
        if self._desk.book.row("SELECT 1 FROM conversations WHERE source_key = ?", (source_key,)) is not None:
            return False
        self._action.insert(
            Conversation,
            person=person_id,
            kind="message",
            at=min(self._moment(at), self._action.now),
            outcome="reached",
            note=note,
            source_key=source_key,
        )
        return True

    def _partner(self, message: Message, me: Me) -> int | None:
        """Return who is known of the two sides of a message: its sender, or its only recipient if that is not me."""
        urls = [] if me.wrote(message) else [message.sender_url]
        others = [url for url in message.recipient_urls if not me.at(url)]
        if len(others) == 1:
            urls.append(others[0])
        return next((person_id for url in urls if (person_id := self._at_url(url)) is not None), None)

    def _at_url(self, url: str) -> int | None:
        """Return whose profile this is."""
        return self._people.find([("url", normal_handle("url", url, ""))], "") if url else None


def _source_key(request: Asked) -> str:
    who = request.invitation_id or normal_handle("url", request.url, "") or request.email.lower() or fold(request.name)
    return f"{request.platform}:{request.direction}:{who}:{_written(request.at, request.sent_at)}"


def _message_key(message: Message) -> str:
    text = blake2b(f"{message.subject}\n{message.text}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    when = _written(message.at, message.sent_at)
    return f"message:{message.conversation}:{when}:{fold(message.sender)}:{text}"


def _written(at: datetime | None, as_written: str) -> str:
    """Return a moment of a file to the minute, so that its language and form do not matter."""
    return as_written if at is None else at.isoformat(timespec="minutes")
