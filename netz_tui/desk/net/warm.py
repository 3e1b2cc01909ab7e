"""The whole net in memory, for ways that are asked for again and again; forgotten as soon as the book changes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from netz_tui.desk.net.tie_evidence import Ties
from netz_tui.network.ego import ME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from netz_tui.desk.desk import Desk
    from netz_tui.network.arrays import ArrayGraph

    Edge = tuple[int, int, float, int]

MOST = 1_000_000
"""Ties up to which a net is loaded; a larger one would take more memory than netz itself."""
_AT_ONCE = 4_000
_BREATH = 0.002
"""Seconds between two parts, in which the screen may answer keys."""


class WarmNet(NamedTuple):
    """The net as it was on a day."""

    graph: ArrayGraph
    day: date


def load(desk: Desk, cancelled: Callable[[], bool] = lambda: False, breath: float = 0.0) -> WarmNet | None:
    """Return the whole net, None if that was cancelled or it is too large; in a thread give it time to breathe."""
    from netz_tui.network.arrays import ArrayGraph

    if int(desk.book.value("SELECT count(*) FROM ties")) > MOST:
        return None
    ties = Ties(desk)
    stopped = False

    def breathing() -> Iterator[Edge]:
        nonlocal stopped
        for place, edge in enumerate(edges(desk, ties)):
            if place % _AT_ONCE == 0:
                stopped = stopped or cancelled()
                time.sleep(breath)
            if stopped:
                return
            yield edge

    graph = ArrayGraph.build(
        breathing(), (row[0] for row in desk.book.rows("SELECT id FROM people WHERE standing = 'dependable'"))
    )
    return None if stopped else WarmNet(graph, ties.today)


def keep_warm(desk: Desk, cancelled: Callable[[], bool]) -> bool:
    """Load the net and keep it at the desk, unless the book changes meanwhile; tell whether it is kept."""
    before = desk.changes
    found = load(desk, cancelled, _BREATH)
    if found is None or desk.changes != before:
        return False
    desk.warm = found
    return True


def edges(desk: Desk, ties: Ties) -> Iterator[Edge]:
    """Yield every tie once as (person, person, how likely it bears, 0), but those that one of both denies."""
    for bond in ties.mine().values():
        yield ME, bond.other, ties.chance(bond), 0
    told = ties.told_pairs()
    noted: set[tuple[int, int]] = set()
    last = 0
    while rows := desk.book.rows(
        "SELECT id, a_id, b_id, claimed_by, created_at FROM ties WHERE id > ? ORDER BY id LIMIT ?", (last, _AT_ONCE)
    ):
        ties.learn_records({row[3] for row in rows if row[3] is not None})
        for _id, a, b, claimant, created in rows:
            if (a, b) not in told:
                yield a, b, ties.claimed(created, claimant), 0
        last = rows[-1][0]
    for person, introducer, sent in desk.book.rows(
        "SELECT r.person_id, r.introducer_id, r.sent_at FROM requests r WHERE r.introducer_id <> r.person_id "
        "AND NOT EXISTS (SELECT 1 FROM ties t WHERE t.a_id = min(r.person_id, r.introducer_id) "
        "AND t.b_id = max(r.person_id, r.introducer_id)) ORDER BY r.id"
    ):
        pair = (min(person, introducer), max(person, introducer))
        if pair not in told and pair not in noted:
            noted.add(pair)
            yield *pair, ties.claimed(sent, person), 0
    ends = sorted({person for pair in told for person in pair})
    for start in range(0, len(ends), _AT_ONCE // 10):
        for bond in ties.told_of(ends[start : start + _AT_ONCE // 10]):
            if bond.one < bond.other and bond.answer != "not_at_all":
                yield bond.one, bond.other, ties.chance(bond), 0
