"""How many there are: the numbers on top of every screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netz_tui.book.book import Book


def inbox_counts(book: Book) -> tuple[int, int]:
    """Return how many requests wait and how many are deferred."""
    tallies = dict(book.rows("SELECT name, n FROM tallies"))
    return tallies["waiting"], tallies["deferred"]


def net_counts(book: Book) -> tuple[int, int, int, int]:
    """Return the numbers of contacts, of dependable ones, of second-degree ones, and of those cross-checked."""
    tallies = dict(book.rows("SELECT name, n FROM tallies"))
    second, checked = book.row(
        "SELECT count(*), coalesce(sum(checked), 0) FROM ("
        "SELECT max(EXISTS (SELECT 1 FROM cross_checks x WHERE x.person_id = g.person_id "
        "AND x.introducer_id = g.introducer_id AND x.answer IN ('knows', 'knows_well'))) AS checked "
        "FROM grounds g JOIN people p ON p.id = g.person_id AND p.contact = 1 WHERE g.kind = 'c' GROUP BY g.person_id)"
    ) or (0, 0)
    return tallies["contacts"], tallies["dependable"], second, checked
