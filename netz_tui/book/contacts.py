"""Contacts as pages of plain rows: all in an order, or those that a search finds; and where a field came from."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any, NamedTuple

from netz_tui.book import search
from netz_tui.book.query import Filter, Query, words
from netz_tui.book.rhythm import LAST, by_standing, overdue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netz_tui.book.book import Book
    from netz_tui.book.rhythm import Rhythms

SORTS = ("name", "org", "city", "last", "standing", "since")
"""The orders of the contacts; `last` is the latest conversation first."""

_ORDERS = {
    "name": "p.name_key, p.id",
    "org": "p.org = '', p.org COLLATE NOCASE, p.name_key, p.id",
    "city": "p.city = '', p.city COLLATE NOCASE, p.name_key, p.id",
    "last": f"{LAST} IS NULL, {LAST} DESC, p.name_key, p.id",
    "standing": "p.standing, p.name_key, p.id",
    "since": "p.contact_since IS NULL, p.contact_since DESC, p.name_key, p.id",
}
_EDGES = 512


class ContactRow(NamedTuple):
    """Somebody as the list of contacts shows them; `last` is the moment of the latest conversation."""

    id: int
    name: str
    org: str
    title: str
    city: str
    standing: str
    contact: bool
    asks: bool
    last: str | None
    tags: tuple[str, ...]
    country: str
    since: str


_COLUMNS = f"""
    p.id, p.name, p.org, p.title, p.city, p.standing, p.contact,
    EXISTS (SELECT 1 FROM requests r WHERE r.person_id = p.id AND r.state = 'pending' AND r.direction = 'incoming'),
    {LAST},
    (SELECT group_concat(t.name, char(10)) FROM person_tags g JOIN tags t ON t.id = g.tag_id WHERE g.person_id = p.id),
    p.country, coalesce(p.contact_since, '')
"""  # noqa: S608 - constants


def rows(book: Book, ids: Sequence[int]) -> list[ContactRow]:
    """Return the rows of these people in this order; who is gone is left out."""
    marks = ",".join(map(str, map(int, ids)))
    found = book.rows(f"SELECT {_COLUMNS} FROM people p WHERE p.id IN ({marks})")  # noqa: S608 - numbers
    by_id = {values[0]: _row(values) for values in found}
    return [by_id[row_id] for row_id in ids if row_id in by_id]


def _row(values: Sequence[Any]) -> ContactRow:
    person_id, name, org, title, city, standing, contact, asks, last, tags, country, since = values
    named = tuple(sorted(tags.split("\n"))) if tags else ()
    flags = bool(contact), bool(asks)
    return ContactRow(person_id, name, org, title, city, standing, *flags, last, named, country, since)


class AllContacts:
    """All contacts by name, walked along their index from the nearest known row; asked by position."""

    found = search.Found(array("q"))

    def __init__(self, book: Book) -> None:
        self._book = book
        self._count = int(book.value("SELECT count(*) FROM people WHERE contact = 1"))
        self._edges: dict[int, tuple[str, int]] = {}

    def __len__(self) -> int:
        return self._count

    def block(self, start: int, size: int) -> list[ContactRow]:
        """Return the rows at `start` and after, at most `size`."""
        size = min(size, self._count - start)
        if size <= 0:
            return []
        end = start + size
        before = max((place for place in self._edges if place < start), default=-1)
        behind = min((place for place in self._edges if place >= end), default=self._count)
        if start - before <= behind - end + 1:
            keys = self._walk(self._edges.get(before), start - before - 1, size, forward=True)
        else:
            keys = self._walk(self._edges.get(behind), behind - end, size, forward=False)[::-1]
        if len(self._edges) > _EDGES:
            self._edges.clear()
        if keys:
            self._edges[start] = keys[0]
            self._edges[start + len(keys) - 1] = keys[-1]
        return rows(self._book, [row_id for _key, row_id in keys])

    def _walk(self, edge: tuple[str, int] | None, skip: int, size: int, *, forward: bool) -> list[tuple[str, int]]:
        sign, order = (">", "ASC") if forward else ("<", "DESC")
        after = f"AND (name_key, id) {sign} (?, ?)" if edge else ""
        found = self._book.rows(
            f"SELECT name_key, id FROM people INDEXED BY contacts_by_name WHERE contact = 1 {after} "  # noqa: S608
            f"ORDER BY name_key {order}, id {order} LIMIT ? OFFSET ?",
            (*(edge or ()), size, skip),
        )
        return [(key, int(row_id)) for key, row_id in found]

    def index_of(self, row_id: int) -> int | None:
        """Return the position of a contact, or None."""
        key = self._book.value("SELECT name_key FROM people WHERE id = ? AND contact = 1", (row_id,))
        if key is None:
            return None
        return int(
            self._book.value(
                "SELECT count(*) FROM people INDEXED BY contacts_by_name WHERE contact = 1 AND (name_key, id) < (?, ?)",
                (key, row_id),
            )
        )


class SomeContacts:
    """People found by a search, or all contacts in an order that has no index; their ids are collected once."""

    def __init__(self, book: Book, found: search.Found) -> None:
        self.found = found
        self._book = book

    def __len__(self) -> int:
        return len(self.found.ids)

    def block(self, start: int, size: int) -> list[ContactRow]:
        """Return the rows at `start` and after, at most `size`."""
        return rows(self._book, self.found.ids[start : start + size].tolist())

    def index_of(self, row_id: int) -> int | None:
        """Return the position of a person, or None if the search does not find them."""
        try:
            return self.found.ids.index(row_id)
        except ValueError:
            return None


def contacts(
    book: Book, query: Query, sort: str = "name", *, today: str, rhythm: int = 0
) -> AllContacts | SomeContacts:
    """Return who a query finds; without words contacts only, in an order; with words everybody, best first.

    `today` is a day as text and `rhythm` the days after which a dependable contact is overdue if no rhythm is set.
    """
    if not query and sort == "name":
        return AllContacts(book)
    if query.wrong:
        return SomeContacts(book, AllContacts.found)
    rhythms = by_standing(book, rhythm) if any(filter_.key == "overdue" for filter_ in query.filters) else None
    where, parameters = conditions(query.filters, today, rhythms)
    if query.words:
        return SomeContacts(book, search.find(book, query, where, parameters))
    everybody = any(filter_.key == "everybody" and not filter_.negated for filter_ in query.filters)
    found = book.connection.execute(
        f"SELECT p.id FROM people p WHERE {'1' if everybody else 'p.contact = 1'} {where} ORDER BY {_ORDERS[sort]}",  # noqa: S608
        parameters,
    )
    return SomeContacts(book, search.Found(array("q", (row[0] for row in found)), _terms(query)))


def _terms(query: Query) -> tuple[str, ...]:
    """Return what filters look for in the columns that a list shows."""
    return tuple(
        word
        for filter_ in query.filters
        if filter_.key in _SEARCHED and not filter_.negated
        for word in words(filter_.value)
    )


_SEARCHED = {"city": "city", "org": "org", "name": "name", "note": "texts", "tag": "tags"}
"""Filters answered by the index: the column each looks into."""


def conditions(filters: Sequence[Filter], today: str, rhythms: Rhythms | None) -> tuple[str, list[Any]]:
    """Return the conditions on people `p` that filters stand for, each begun by AND, and their parameters."""
    sql: list[str] = []
    parameters: list[Any] = []
    for filter_ in filters:
        for condition, values in _condition(filter_, today, rhythms):
            sql.append(f"AND {'NOT ' if filter_.negated else ''}({condition})")
            parameters.extend(values)
    return " ".join(sql), parameters


def _condition(filter_: Filter, today: str, rhythms: Rhythms | None) -> Iterator[tuple[str, list[Any]]]:
    if column := _SEARCHED.get(filter_.key):
        match = " AND ".join(f'"{word}" *' for word in words(filter_.value))
        yield "p.id IN (SELECT rowid FROM search WHERE search MATCH ?)", [f"{column} : ({match})"]
    elif filter_.key == "ground":
        yield "EXISTS (SELECT 1 FROM standing_grounds g WHERE g.person_id = p.id AND g.kind = ?)", [filter_.value]
    elif filter_.key == "standing":
        yield "p.standing = ?", [filter_.value]
    elif filter_.key == "since":
        yield "p.contact_since >= ?", [filter_.value]
    elif filter_.key == "score":
        yield "EXISTS (SELECT 1 FROM requests r WHERE r.person_id = p.id AND r.score >= ?)", [int(filter_.value)]
    elif filter_.key == "platform":
        like = f"{filter_.value}%"
        yield _PLATFORM, [like, like, like]
    elif filter_.key == "overdue" and rhythms is not None:
        yield f"{_STEP_DUE} OR ({overdue(rhythms)})", [today, today]


_PLATFORM = """
    EXISTS (SELECT 1 FROM requests r WHERE r.person_id = p.id AND r.platform LIKE ?)
    OR EXISTS (SELECT 1 FROM handles h WHERE h.person_id = p.id AND h.kind = 'url' AND h.normal LIKE ?)
    OR EXISTS (SELECT 1 FROM import_rows w JOIN imports m ON m.id = w.import_id
               WHERE w.person_id = p.id AND m.format LIKE ?)
"""
_STEP_DUE = """
    EXISTS (SELECT 1 FROM follow_ups f WHERE f.person_id = p.id AND f.done_at IS NULL AND substr(f.due, 1, 10) <= ?)
"""


# Where a person comes from


class SourceRow(NamedTuple):
    """A line of an imported file that brought a person, or news of one."""

    file: str
    format: str
    at: str
    line: int
    outcome: str
    detail: str


def sources(book: Book, person_id: int) -> list[SourceRow]:
    """Return the files in which a person stood, oldest first."""
    found = book.rows(
        "SELECT i.file, i.format, i.at, w.line, w.outcome, w.detail FROM import_rows w "
        "JOIN imports i ON i.id = w.import_id WHERE w.person_id = ? ORDER BY w.id",
        (person_id,),
    )
    return [SourceRow(*row) for row in found]


class TieRow(NamedTuple):
    """Somebody whom a person knows, and how the two know each other as far as it was said."""

    id: int
    other_id: int
    other: str
    standing: str
    since: str
    place: str
    note: str


def ties(book: Book, person_id: int, limit: int = 200) -> list[TieRow]:
    """Return whom a person knows, dependable ones first."""
    found = book.rows(
        "SELECT t.id, o.id, o.name, o.standing, t.since, t.place, t.note FROM ("
        "SELECT id, b_id AS other, since, place, note FROM ties WHERE a_id = :id "
        "UNION ALL SELECT id, a_id, since, place, note FROM ties WHERE b_id = :id) t "
        "JOIN people o ON o.id = t.other ORDER BY o.standing <> 'dependable', o.name_key, o.id LIMIT :limit",
        {"id": person_id, "limit": limit},
    )
    return [TieRow(*row) for row in found]
