"""The inbox as pages of plain rows; a page anywhere in a million requests costs a walk along one index."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any, NamedTuple

from netz_tui.book.counts import inbox_counts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netz_tui.book.book import Book
    from netz_tui.book.query import Query

PENDING = "r.state = 'pending' AND r.direction = 'incoming'"

SORTS = {
    "age": ("sent_at", "ASC"),
    "newest": ("sent_at", "DESC"),
    "name": ("name_key", "ASC"),
    "platform": ("platform", "ASC"),
    "score": ("score", "DESC"),
}
"""The orders of the inbox: column and direction; each has an index."""

_EDGES = 512


class InboxRow(NamedTuple):
    """One pending request as the list shows it; moments are text as the book keeps them."""

    id: int
    person_id: int
    name: str
    platform: str
    headline: str
    sent_at: str
    asleep: bool
    defer_until: str | None
    score: int
    tries: int
    spoken: bool
    due: str | None
    introducer: str | None
    introducer_standing: str | None
    alike: str | None
    standing: str
    contact: bool
    mutual: int


_COLUMNS = """
    r.id, r.person_id, r.name, r.platform,
    CASE WHEN r.headline <> '' THEN r.headline
         WHEN p.title <> '' AND p.org <> '' THEN p.title || ' · ' || p.org
         ELSE p.title || p.org END,
    r.sent_at, r.asleep, r.defer_until, r.score,
    (SELECT count(*) FROM conversations c WHERE c.person_id = r.person_id AND c.outcome <> 'reached'),
    (SELECT c.trust >= 3 AND c.chemistry >= 3 FROM conversations c
     WHERE c.person_id = r.person_id AND c.outcome = 'reached' AND c.kind IN ('call', 'video', 'meeting')
       AND (c.trust IS NOT NULL OR c.chemistry IS NOT NULL) ORDER BY c.at DESC, c.id DESC LIMIT 1),
    (SELECT min(f.due) FROM follow_ups f WHERE f.request_id = r.id AND f.done_at IS NULL),
    i.name, i.standing,
    (SELECT q.name FROM duplicate_pairs d
     JOIN people q ON q.id = CASE d.a_id WHEN r.person_id THEN d.b_id ELSE d.a_id END
     WHERE (d.a_id = r.person_id OR d.b_id = r.person_id) AND d.state = 'open' ORDER BY d.probability DESC LIMIT 1),
    p.standing, p.contact,
    (SELECT count(*) FROM (SELECT t.b_id AS other FROM ties t WHERE t.a_id = r.person_id
                           UNION SELECT t.a_id FROM ties t WHERE t.b_id = r.person_id) n
     JOIN people o ON o.id = n.other WHERE o.contact = 1)
"""
_FROM = "FROM requests r JOIN people p ON p.id = r.person_id LEFT JOIN people i ON i.id = r.introducer_id"


def _row(values: Sequence[Any]) -> InboxRow:
    *head, asleep, until, score, tries, spoken, due, by, by_standing, alike, standing, contact, mutual = values
    flags = [bool(asleep), until, score, tries, bool(spoken), due, by, by_standing, alike, standing, bool(contact)]
    return InboxRow(*[*head, *flags, mutual])


def inbox_row(book: Book, request_id: int) -> InboxRow | None:
    """Return one request as the list shows it, whatever its state."""
    found = book.row(f"SELECT {_COLUMNS} {_FROM} WHERE r.id = ?", (request_id,))
    return None if found is None else _row(found)


def _rows(book: Book, ids: Sequence[int]) -> list[InboxRow]:
    """Return the rows of these requests in this order; one that is gone is left out."""
    marks = ",".join("?" * len(ids))
    found = book.rows(f"SELECT {_COLUMNS} {_FROM} WHERE r.id IN ({marks})", ids)
    by_id = {int(values[0]): _row(values) for values in found}
    return [by_id[row_id] for row_id in ids if row_id in by_id]


class _Segment:
    """One half of the inbox, the waiting or the deferred requests, in one order.

    It remembers the keys of rows it has met, so that a page is reached by a walk along the index from the nearest
    of them.
    """

    def __init__(self, book: Book, sort: str, asleep: int, count: int) -> None:
        self.count = count
        self._book = book
        self._asleep = asleep
        self._key, self._direction = SORTS[sort]
        self._edges: dict[int, tuple[Any, int]] = {}

    def _walk(self, *, forward: bool, edge: tuple[Any, int] | None, skip: int, size: int) -> list[tuple[Any, int]]:
        """Return key and id of `size` requests after (or before) an edge, in the order of the inbox."""
        ascending = (self._direction == "ASC") is forward
        order = "ASC" if ascending else "DESC"
        after = f"AND (r.{self._key}, r.id) {'>' if ascending else '<'} (?, ?)" if edge else ""
        found = self._book.rows(
            f"SELECT r.{self._key}, r.id FROM requests r WHERE {PENDING} AND r.asleep = ? {after} "  # noqa: S608 - constants
            f"ORDER BY r.{self._key} {order}, r.id {order} LIMIT ? OFFSET ?",
            (self._asleep, *(edge or ()), size, skip),
        )
        keys = [(key, int(row_id)) for key, row_id in found]
        return keys if forward else keys[::-1]

    def block(self, start: int, size: int) -> list[InboxRow]:
        size = min(size, self.count - start)
        if size <= 0:
            return []
        end = start + size
        before = max((position for position in self._edges if position < start), default=-1)
        behind = min((position for position in self._edges if position >= end), default=self.count)
        if start - before <= behind - end + 1:
            keys = self._walk(forward=True, edge=self._edges.get(before), skip=start - before - 1, size=size)
        else:
            keys = self._walk(forward=False, edge=self._edges.get(behind), skip=behind - end, size=size)
        if len(self._edges) > _EDGES:
            self._edges.clear()
        if keys:
            self._edges[start] = keys[0]
            self._edges[start + len(keys) - 1] = keys[-1]
        return _rows(self._book, [row_id for _, row_id in keys])

    def index_of(self, key: Any, row_id: int) -> int:
        sign = "<" if self._direction == "ASC" else ">"
        return int(
            self._book.value(
                f"SELECT count(*) FROM requests r WHERE {PENDING} AND r.asleep = ? "  # noqa: S608 - constants
                f"AND (r.{self._key}, r.id) {sign} (?, ?)",
                (self._asleep, key, row_id),
            )
        )


class InboxSource:
    """All pending requests in one order, the deferred ones behind the waiting ones; asked by position."""

    def __init__(self, book: Book, sort: str = "age") -> None:
        waiting, deferred = inbox_counts(book)
        self.waiting = waiting
        self._book = book
        self._key = SORTS[sort][0]
        self._awake = _Segment(book, sort, 0, waiting)
        self._asleep = _Segment(book, sort, 1, deferred)

    def __len__(self) -> int:
        return self._awake.count + self._asleep.count

    def block(self, start: int, size: int) -> list[InboxRow]:
        """Return the rows at `start` and after, at most `size`."""
        rows = self._awake.block(start, size) if start < self.waiting else []
        behind = max(start - self.waiting, 0)
        if len(rows) < size:
            rows += self._asleep.block(behind, size - len(rows))
        return rows

    def index_of(self, row_id: int) -> int | None:
        """Return the position of a request, or None if it is not pending any more."""
        found = self._book.row(
            f"SELECT r.asleep, r.{self._key} FROM requests r WHERE {PENDING} AND r.id = ?",  # noqa: S608 - constants
            (row_id,),
        )
        if found is None:
            return None
        asleep, key = found
        if asleep:
            return self.waiting + self._asleep.index_of(key, row_id)
        return self._awake.index_of(key, row_id)


_SENDER = "JOIN people p ON p.id = r.person_id"
_OWN = {
    "score": "r.score >= cast(? AS INTEGER)",
    "platform": "r.platform LIKE ? || '%'",
    "since": "r.sent_at >= ?",
}
"""Filters that ask for something of the request itself."""


def _conditions(query: Query) -> tuple[str, list[Any]]:
    """Return the conditions that a query stands for, each begun by AND, and their parameters."""
    sql = ["AND r.haystack LIKE ?" for _ in query.words]
    parameters: list[Any] = [f"%{word}%" for word in query.words]
    for filter_ in query.filters:
        if own := _OWN.get(filter_.key):
            sql.append(f"AND {'NOT ' if filter_.negated else ''}({own})")
            parameters.append(filter_.value)
    others = [filter_ for filter_ in query.filters if filter_.key not in {*_OWN, "overdue", "everybody"}]
    if others:
        from netz_tui.book.contacts import conditions  # the first frame needs no filter

        more, values = conditions(others, "", None)
        sql.append(more)
        parameters += values
    return " ".join(sql), parameters


class FilteredInbox:
    """The pending requests that a filter finds, in one order; the ids are collected once.

    Every word must occur in the name, headline, company, platform or message, in any spelling of the umlauts;
    `score:60` finds who has at least as many points, `platform:x` and `since:2026-11` what came from there and since
    then, and the filters of the contacts who the senders are.
    """

    def __init__(self, book: Book, text: str, sort: str = "age") -> None:
        key, direction = SORTS[sort]
        from netz_tui.book.query import parse  # its patterns take longer than the rest of the first page

        query = parse(text)
        conditions, parameters = _conditions(query)
        sql = (
            f"SELECT r.id, r.asleep FROM requests r {_SENDER if query.filters else ''} WHERE {PENDING} {conditions} "  # noqa: S608 - constants
            f"ORDER BY r.asleep, r.{key} {direction}, r.id {direction}"
        )
        found = [] if query.wrong else book.rows(sql, parameters)
        self.wrong = query.wrong
        self._book = book
        self._ids = array("q", (row[0] for row in found))
        self.waiting = sum(1 for row in found if not row[1])

    def __len__(self) -> int:
        return len(self._ids)

    def block(self, start: int, size: int) -> list[InboxRow]:
        """Return the rows at `start` and after, at most `size`."""
        return _rows(self._book, self._ids[start : start + size].tolist())

    def index_of(self, row_id: int) -> int | None:
        """Return the position of a request, or None if the filter does not find it."""
        try:
            return self._ids.index(row_id)
        except ValueError:
            return None
