"""What the book knows of a request at its arrival, and the collector score that is frozen on it then."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from netz_tui.book.models import Request
from netz_tui.desk.signals.alike import ALIKE, keys, shingles, similarity
from netz_tui.desk.signals.late import sold
from netz_tui.desk.signals.scoring import Facts, Reason, reasons, score
from netz_tui.moments import moment_text, read_moment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netz_tui.book.book import Book
    from netz_tui.book.journal import Action

_WINDOW = timedelta(hours=48)
_NEIGHBOURS = 200
_CANDIDATES = 60


def freeze(action: Action, request_ids: Iterable[int]) -> None:
    """Score incoming requests that have just arrived, inside the action that brought them.

    What came or was found out after a request was written into the book is left out of its score.
    """
    book = action.book
    keep_keys(book)
    for request_id in request_ids:
        found = reasons(facts(book, request_id))
        action.update(Request, request_id, score=score(found), score_reasons=[as_stored(reason) for reason in found])


def as_stored(reason: Reason) -> dict[str, Any]:
    """Return a reason as the book keeps it."""
    stored: dict[str, Any] = {"code": reason.code, "weight": reason.weight}
    return stored | {"n": reason.n} if reason.n else stored


def keep_keys(book: Book) -> None:
    """Make inside an action the keys of messages that have none yet."""
    stale = book.rows(
        "SELECT s.request_id, coalesce(r.message, '') FROM search_messages_stale s "
        "LEFT JOIN requests r ON r.id = s.request_id"
    )
    if not stale:
        return
    book.connection.executemany(
        "INSERT OR IGNORE INTO search_messages (key, request_id) VALUES (?, ?)",
        ((key, request_id) for request_id, message in stale for key in keys(shingles(message))),
    )
    book.connection.execute("DELETE FROM search_messages_stale")


def facts(book: Book, request_id: int) -> Facts:
    """Return what was known of a request when it came. Raises LookupError if there is no such request."""
    found = book.row(_REQUEST, {"id": request_id})
    if found is None:
        raise LookupError(request_id)
    person_id, message, headline, platform, sent_at, at, introducer_id, org, *flags = found
    phone, grounded, right, wrong, unreached, reached, declined, vouched, denied = flags
    asked, knew = _record(book, introducer_id, at)
    mutual, dependable, collectors = book.row(_MUTUAL, {"id": person_id, "at": at}) or (0, 0, 0)
    same = _same_text(book, request_id, person_id, message, at)
    burst, same_day = _neighbours(book, (request_id, person_id, sent_at, at), (org, headline, platform), same)
    return Facts(
        message=message,
        headline=headline,
        phone=bool(phone),
        known=bool(grounded or (right and not wrong)),
        vouched=bool(vouched),
        introducer_unknown=bool(denied),
        introducer_asked=asked,
        introducer_knew=knew,
        mutual=mutual,
        dependable=dependable or 0,
        collectors=collectors or 0,
        same_text=len(same),
        burst=burst,
        same_day=same_day,
        unanswered=0 if reached else unreached,
        bad_call=bool(wrong),
        declined=declined,
        sold=sold(book, person_id, at) is not None,
    )


_STANDS = "g.created_at <= {at} AND (g.fallen_at IS NULL OR g.fallen_at > {at})"
_JUDGED = "c.person_id = p.id AND c.at <= r.created_at AND c.outcome = 'reached'"
_REQUEST = f"""
    SELECT r.person_id, r.message, r.headline, r.platform, r.sent_at, r.created_at, r.introducer_id, p.org,
           EXISTS (SELECT 1 FROM handles h WHERE h.person_id = p.id AND h.kind = 'phone'),
           EXISTS (SELECT 1 FROM grounds g WHERE g.person_id = p.id AND {_STANDS.format(at="r.created_at")}),
           EXISTS (SELECT 1 FROM conversations c WHERE {_JUDGED} AND c.trust >= 3 AND c.chemistry >= 3),
           EXISTS (SELECT 1 FROM conversations c WHERE {_JUDGED} AND (c.trust < 3 OR c.chemistry < 3)),
           (SELECT count(*) FROM conversations c
            WHERE c.person_id = p.id AND c.at <= r.created_at AND c.kind = 'call' AND c.outcome <> 'reached'),
           EXISTS (SELECT 1 FROM conversations c WHERE {_JUDGED}),
           (SELECT count(*) FROM requests o WHERE o.person_id = p.id AND o.id <> r.id AND o.direction = 'incoming'
            AND o.state = 'declined' AND o.decided_at <= r.created_at),
           EXISTS (SELECT 1 FROM grounds g
                   WHERE g.person_id = r.introducer_id AND {_STANDS.format(at="r.created_at")}),
           EXISTS (SELECT 1 FROM cross_checks x WHERE x.person_id = p.id AND x.asked_at <= r.created_at
                   AND x.answer = 'not_at_all' AND NOT EXISTS (
                       SELECT 1 FROM cross_checks y WHERE y.person_id = p.id AND y.introducer_id = x.introducer_id
                       AND y.asked_at <= r.created_at AND (y.asked_at, y.id) > (x.asked_at, x.id)))
    FROM requests r JOIN people p ON p.id = r.person_id WHERE r.id = :id
"""  # noqa: S608 - constants
_MUTUAL = f"""
    SELECT count(*),
           sum(EXISTS (SELECT 1 FROM grounds g WHERE g.person_id = n.other AND {_STANDS.format(at=":at")})),
           sum(coalesce((SELECT count(*) >= 3 AND 2 * (1 + sum(x.answer IN ('knows', 'knows_well'))) < 2 + count(*)
                         FROM cross_checks x WHERE x.introducer_id = n.other AND x.asked_at <= :at), 0)
               OR EXISTS (SELECT 1 FROM requests q WHERE q.person_id = n.other AND q.direction = 'incoming'
                          AND q.created_at < :at AND q.state <> 'confirmed' AND q.score >= 60))
    FROM (SELECT t.b_id AS other FROM ties t WHERE t.a_id = :id AND t.created_at <= :at
          UNION SELECT t.a_id FROM ties t WHERE t.b_id = :id AND t.created_at <= :at) n
    JOIN people o ON o.id = n.other WHERE o.contact = 1
"""  # noqa: S608 - constants


def _record(book: Book, introducer_id: int | None, at: str) -> tuple[int, int]:
    """Return how often an introducer was asked whether he knows somebody, and how often he did."""
    found = book.row(
        "SELECT count(*), coalesce(sum(answer IN ('knows', 'knows_well')), 0) FROM cross_checks "
        "WHERE introducer_id = ? AND asked_at <= ?",
        (introducer_id, at),
    )
    return found or (0, 0)


def _same_text(book: Book, request_id: int, person_id: int, message: str, at: str) -> set[int]:
    """Return who else has written nearly the same."""
    mine = shingles(message)
    if not mine:
        return set()
    wanted = keys(mine)
    marks = ",".join("?" * len(wanted))
    others = book.rows(
        "SELECT r.person_id, r.message FROM (SELECT DISTINCT request_id FROM search_messages "  # noqa: S608 - marks
        f"WHERE key IN ({marks}) AND request_id <> ? LIMIT ?) k JOIN requests r ON r.id = k.request_id "
        "WHERE r.created_at <= ? AND r.person_id <> ?",
        (*wanted, request_id, _CANDIDATES, at, person_id),
    )
    return {sender for sender, text in others if similarity(mine, shingles(text)) >= ALIKE}


def _neighbours(
    book: Book, this: tuple[int, int, str, str], like: tuple[str, str, str], same: set[int]
) -> tuple[int, int]:
    """Return how many others asked within two days and belong together with a request, and how many on the same day."""
    request_id, person_id, sent_at, at = this
    org, headline, platform = like
    moment = read_moment(sent_at)
    near = book.rows(
        "SELECT r.person_id, p.org, r.headline, r.platform, r.sent_at, r.introducer_id "
        "FROM requests r JOIN people p ON p.id = r.person_id WHERE r.direction = 'incoming' "
        "AND r.sent_at BETWEEN ? AND ? AND r.created_at <= ? AND r.id <> ? AND r.person_id <> ? "
        "ORDER BY r.sent_at DESC LIMIT ?",
        (moment_text(moment - _WINDOW), moment_text(moment + _WINDOW), at, request_id, person_id, _NEIGHBOURS),
    )
    together = {
        sender
        for sender, company, line, *_rest in near
        if sender in same or (org and company == org) or (headline and line == headline)
    }
    day = sum(
        1
        for *_who, where, when, by in near
        if by is None and where == platform and platform and when[:10] == sent_at[:10]
    )
    return len(together), day
