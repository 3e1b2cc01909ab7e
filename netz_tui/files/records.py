"""What a file can hold, as plain values: people, requests, messages, notes, and what could not be taken.

Tuples, because readers make them by the hundred thousand. The types of their fields stand here as such, not as text,
which Python would compile one by one when it loads this module.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from functools import partial
from itertools import repeat
from typing import Any, Literal, NamedTuple


class Related(NamedTuple):
    """Somebody a card names: `kind` is lower case ("spouse", "manager", …), `name` a name, UID or address."""

    kind: str
    name: str


class Card(NamedTuple):
    """One person or organisation.

    `emails`, `phones` and `urls` are as written, in file order, each once; the `*_labels` tuples run
    parallel to them and hold lower-case words joined by commas ("work,fax"; "" when nothing is said).
    `birthday` is `YYYY-MM-DD`, `--MM-DD` without a year, or as written when it is neither.
    `connected_on` is as written, `connected` the same as a date if it could be read.
    `extra` holds what has no place here as vCard content lines (unfolded, no line ends): unknown
    properties verbatim, columns of a table as `X-NETZ-FIELD;NAME="…":…`.
    """

    name: str = ""
    given: str = ""
    middle: str = ""
    family: str = ""
    prefix: str = ""
    suffix: str = ""
    nickname: str = ""
    org: str = ""
    title: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    email_labels: tuple[str, ...] = ()
    phone_labels: tuple[str, ...] = ()
    url_labels: tuple[str, ...] = ()
    city: str = ""
    country: str = ""
    birthday: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    uid: str = ""
    connected_on: str = ""
    connected: date | None = None
    related: tuple[Related, ...] = ()
    introduced_by: str = ""
    kind: str = ""
    extra: tuple[str, ...] = ()
    line: int = 0


new_card: Callable[[tuple[Any, ...]], Card] = partial(tuple.__new__, Card)
"""Make a card of all its fields in order, in a third of the time: for readers of a hundred thousand."""


def make_cards(**columns: Iterable[Any]) -> Iterator[Card]:
    """Give out cards by their fields, a column each; a field without a column is empty in all of them."""
    fields = [columns.get(field, repeat(empty)) for field, empty in Card._field_defaults.items()]
    return map(new_card, zip(*fields, strict=False))


class Group(NamedTuple):
    """A named list of people (a distribution list, an Apple or Thunderbird group); `members` are UIDs or addresses."""

    name: str
    members: tuple[str, ...] = ()
    uid: str = ""
    line: int = 0


class Request(NamedTuple):
    """A contact request, incoming or outgoing.

    `sent_at` is as written; `at` is the same moment, aware (UTC) when the file names a zone, naive when
    it doesn't, None when it can't be read. `stock` tells that `message` is only the platform's own text
    (or nothing), so that the sender wrote nothing himself.
    """

    direction: Literal["incoming", "outgoing"]
    name: str = ""
    sent_at: str = ""
    at: datetime | None = None
    message: str = ""
    headline: str = ""
    org: str = ""
    email: str = ""
    url: str = ""
    platform: str = ""
    invitation_id: str = ""
    member_id: str = ""
    stock: bool = False
    line: int = 0


class Message(NamedTuple):
    """A message of a platform's mailbox; `recipients` and `recipient_urls` run parallel where both are known."""

    conversation: str = ""
    title: str = ""
    sender: str = ""
    sender_url: str = ""
    recipients: tuple[str, ...] = ()
    recipient_urls: tuple[str, ...] = ()
    at: datetime | None = None
    sent_at: str = ""
    subject: str = ""
    text: str = ""
    folder: str = ""
    draft: bool = False
    sponsored: bool = False
    line: int = 0


class Note(NamedTuple):
    """What the user wrote about a contact on a platform."""

    name: str
    url: str = ""
    text: str = ""
    at: datetime | None = None
    line: int = 0


class Endorsement(NamedTuple):
    """A skill somebody vouched for; `status` as the platform says (accepted, pending, hidden)."""

    name: str
    url: str = ""
    skill: str = ""
    at: datetime | None = None
    status: str = ""
    given: bool = False
    line: int = 0


class Recommendation(NamedTuple):
    """A recommendation text; `given` tells whether the user wrote it or received it."""

    name: str
    org: str = ""
    title: str = ""
    text: str = ""
    at: datetime | None = None
    status: str = ""
    given: bool = False
    line: int = 0


class Profile(NamedTuple):
    """The user's own profile as the platform keeps it."""

    name: str = ""
    given: str = ""
    family: str = ""
    headline: str = ""
    summary: str = ""
    industry: str = ""
    location: str = ""
    birthday: str = ""
    urls: tuple[str, ...] = ()
    line: int = 0


class Visit(NamedTuple):
    """A view of the user's own profile, on a day; `name` is empty when the visitor stayed unknown."""

    name: str = ""
    org: str = ""
    title: str = ""
    on: date | None = None
    visited_at: str = ""
    reason: str = ""
    member_id: str = ""
    platform: str = ""
    line: int = 0


class Skipped(NamedTuple):
    """A record that was not taken, or a remark about one that was.

    `message` is an English template for `str.format(**params)`. `kind` is "skipped" (nothing in it for
    netz), "hidden" (a row without a name), "refused" (broken) or "remark" (a record was read all the
    same); the first three stand for one record of the file each, a remark for none.
    """

    line: int
    message: str
    params: dict[str, Any]
    kind: Literal["skipped", "hidden", "refused", "remark"] = "refused"

    def __str__(self) -> str:
        return self.message.format(**self.params)


Record = Card | Group | Request | Message | Note | Endorsement | Recommendation | Profile | Visit


def refused(line: int, message: str, /, **params: Any) -> Skipped:
    """Return the outcome for a broken record."""
    return Skipped(line, message, params, "refused")


def skipped(line: int, message: str, /, **params: Any) -> Skipped:
    """Return the outcome for a sound record that holds nothing for netz."""
    return Skipped(line, message, params, "skipped")


def remark(line: int, message: str, /, **params: Any) -> Skipped:
    """Return a warning about a record that was read all the same, or about the file."""
    return Skipped(line, message, params, "remark")
