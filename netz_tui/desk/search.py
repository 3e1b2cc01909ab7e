"""Finding people by typing: the list of contacts, the index behind it, and where a hit stands."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from netz_tui.book import people as book_people
from netz_tui.book import search
from netz_tui.book.contacts import SORTS, AllContacts, ContactRow, SomeContacts, contacts
from netz_tui.book.query import Query, Wrong, parse, words
from netz_tui.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from netz_tui.book.people import PersonRow
    from netz_tui.desk.desk import Desk

__all__ = [
    "SORTS",
    "ContactRow",
    "Contacts",
    "catch_up",
    "find_people",
    "marks",
    "parse",
    "snippet",
    "waiting",
    "why_nobody",
]

_AT_ONCE = 40
"""So many changed people are taken into the index while a key waits; more in a thread."""
_BEFORE, _AFTER = 10, 44
"""Characters of its surroundings that a hit is shown with."""
_WORD = re.compile(r"\w+")


class Contacts:
    """The contacts in an order, or who a typed line finds; `renew` after anything changed."""

    def __init__(self, desk: Desk, text: str = "", sort: str = "name") -> None:
        self.text = text
        self.sort = sort
        self.behind = 0
        """How many people the index did not know yet as they were when the book was read."""
        self._desk = desk
        self.renew()

    def renew(self) -> None:
        """Read the book again."""
        desk = self._desk
        self.behind = search.waiting(desk.book)
        if desk.book.writable and 0 < self.behind <= _AT_ONCE and not desk.book.writing.locked():
            self.behind -= search.refresh(desk.book)
        self.query: Query = parse(self.text)
        self._source: AllContacts | SomeContacts = contacts(
            desk.book,
            self.query,
            self.sort,
            today=desk.now().astimezone().date().isoformat(),
            rhythm=desk.settings.keep_in_touch_days,
        )

    @property
    def found(self) -> search.Found:
        """What a search found: the terms to mark, whether there are more, whether a slip was corrected."""
        return self._source.found

    def __len__(self) -> int:
        return len(self._source)

    def block(self, start: int, size: int) -> list[ContactRow]:
        """Return the rows at `start` and after, at most `size`."""
        return self._source.block(start, size)

    def index_of(self, row_id: int) -> int | None:
        """Return the position of a person, or None if they are not among them."""
        return self._source.index_of(row_id)


def why_nobody(query: Query) -> Wrong:
    """Return the sentence, with its fields, that is said where a line finds nobody."""
    if query.wrong:
        return query.wrong
    return (N_("Nobody is found. Fewer letters find more.") if query else N_("No contacts yet.")), {}


def waiting(desk: Desk) -> int:
    """Return how many people the index does not know yet as they are."""
    return search.waiting(desk.book)


def catch_up(desk: Desk, cancelled: Callable[[], bool] = lambda: False, at_once: int = search.CHUNK) -> int:
    """Take all who wait into the index, `at_once` in a transaction; return how many. Fit for a thread."""
    done = 0
    while not cancelled() and (taken := search.refresh(desk.book, at_once)):
        done += taken
    return done


def find_people(desk: Desk, text: str, *, standing_ab: bool = False, limit: int = 50) -> list[PersonRow]:
    """Return people by name, contacts first; where nobody is called so, whom the search finds, slips forgiven.

    With `standing_ab` only those who stand on ground a or b themselves: who can bear a ground c.
    """
    named = book_people.find_people(desk.book, text, standing_ab=standing_ab, limit=limit)
    if named or not text.strip():
        return named
    kinds = ("ground:a", "ground:b") if standing_ab else ("everybody",)
    ids = dict.fromkeys(row.id for kind in kinds for row in Contacts(desk, f"{text} {kind}").block(0, limit))
    known = book_people.people(desk.book, list(ids))
    return [known[row_id] for row_id in ids]


@lru_cache(1024)
def marks(text: str, terms: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Return where in a text words stand that begin with one of the terms, as start and end."""
    if not terms:
        return ()
    return tuple(
        word.span() for word in _WORD.finditer(text) if any(part.startswith(terms) for part in _folded(word[0]))
    )


@lru_cache(8192)
def _folded(word: str) -> tuple[str, ...]:
    return tuple(words(word))


def snippet(desk: Desk, person_id: int, terms: tuple[str, ...]) -> str:
    """Return a piece of a note, message or handle of a person in which one of the terms stands, or ""."""
    book = desk.book
    for sql in (
        "SELECT title FROM people WHERE id = ? AND title <> ''",
        "SELECT note FROM people WHERE id = ? AND note <> ''",
        "SELECT note FROM conversations WHERE person_id = ? AND note <> '' ORDER BY at DESC",
        "SELECT headline || ' ' || message FROM requests WHERE person_id = ? ORDER BY id DESC",
        "SELECT raw FROM handles WHERE person_id = ? AND kind <> 'phone' ORDER BY id",
    ):
        for (text,) in book.connection.execute(sql, (person_id,)):
            if found := marks(text, terms):
                return _piece(text, *found[0])
    figures = [term.lstrip("0") for term in terms if term.isdecimal()]
    for raw, normal in book.rows(
        "SELECT raw, normal FROM handles WHERE person_id = ? AND kind = 'phone'", (person_id,)
    ):
        if any(term and term in normal for term in figures):
            return str(raw)
    return ""


def _piece(text: str, start: int, end: int) -> str:
    """Return the surroundings of a hit, cut at blanks."""
    left = text[max(0, start - _BEFORE) : start]
    right = text[end : end + _AFTER]
    if start > _BEFORE:
        left = "…" + left.partition(" ")[2]
    if end + _AFTER < len(text):
        right = right.rpartition(" ")[0] + "…"
    return " ".join((left + text[start:end] + right).split())
