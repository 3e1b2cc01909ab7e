"""How often the collector score was right so far: held against what was then decided about the requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netz_tui.desk.signals import THRESHOLD
from netz_tui.study.proportions import Share, share

if TYPE_CHECKING:
    from netz_tui.desk.desk import Desk

__all__ = ["THRESHOLD", "Record", "Share", "pending_from", "record"]


class Record(NamedTuple):
    """What became of decided requests, by their score at arrival.

    `right` (precision) is the share of the declined among those that reached the threshold, `caught` (recall) the
    share of those that reached it among all declined; both with Wilson's interval, hidden while too few are decided.
    """

    threshold: int
    right: Share
    caught: Share


def record(desk: Desk, threshold: int = THRESHOLD) -> Record:
    """Return how often requests from a score on were declined, over all that were confirmed or declined."""
    flagged, hits, declined = desk.book.row(
        "SELECT coalesce(sum(score >= :from), 0), coalesce(sum(score >= :from AND state = 'declined'), 0), "
        "coalesce(sum(state = 'declined'), 0) FROM requests "
        "WHERE direction = 'incoming' AND state IN ('confirmed', 'declined')",
        {"from": threshold},
    ) or (0, 0, 0)
    return Record(threshold, share(hits, flagged), share(hits, declined))


def pending_from(desk: Desk, threshold: int) -> int:
    """Return how many waiting requests have at least so many points; deferred ones do not count."""
    return int(
        desk.book.value(
            "SELECT count(*) FROM requests WHERE state = 'pending' AND direction = 'incoming' AND asleep = 0 "
            "AND score >= ?",
            (threshold,),
        )
    )
