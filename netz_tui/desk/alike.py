"""Who may be the same person: keys for finding candidates, and pairs noted when somebody new arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netz_tui.book.models import DuplicatePair
from netz_tui.matching import MAYBE, Record, blocking_keys, similar

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from netz_tui.book.journal import Action
    from netz_tui.desk.desk import Desk

_BATCH = 500
_CANDIDATES = 200
"""More people under one key say nothing: a frequent surname, a large company."""


def records(desk: Desk, ids: Sequence[int]) -> list[Record]:
    """Return people as the matching room sees them."""
    found: list[Record] = []
    for start in range(0, len(ids), _BATCH):
        part = list(ids[start : start + _BATCH])
        marks = ",".join("?" * len(part))
        handles: dict[tuple[int, str], list[str]] = {}
        for person_id, kind, raw in desk.book.rows(
            f"SELECT person_id, kind, raw FROM handles WHERE person_id IN ({marks}) ORDER BY id",  # noqa: S608 - marks
            part,
        ):
            handles.setdefault((person_id, kind), []).append(raw)
        people = desk.book.rows(
            f"SELECT id, name, given, family, org, title, city, birthday FROM people WHERE id IN ({marks})",  # noqa: S608
            part,
        )
        found.extend(_record(row, handles) for row in people)
    return found


def _record(row: Sequence[Any], handles: dict[tuple[int, str], list[str]]) -> Record:
    person_id, name, given, family, org, title, city, birthday = row
    split = bool(given or family)
    return Record(
        id=person_id,
        name="" if split else name,
        given=given,
        family=family,
        org=org,
        title=title,
        city=city,
        birthday=birthday,
        emails=tuple(handles.get((person_id, "email"), ())),
        phones=tuple(handles.get((person_id, "phone"), ())),
        urls=tuple(handles.get((person_id, "url"), ())),
    )


def ensure_keys(action: Action, desk: Desk, before: int, limit: int) -> int:
    """Make inside an action the keys of people with an id below `before` who have none yet, at most `limit` of them.

    Return how many keys were made for.
    """
    missing = desk.book.rows(
        "SELECT p.id FROM people p WHERE p.id < ? "
        "AND NOT EXISTS (SELECT 1 FROM match_keys k WHERE k.person_id = p.id) LIMIT ?",
        (before, limit),
    )
    ids = [row[0] for row in missing]
    for start in range(0, len(ids), _BATCH):
        for record in records(desk, ids[start : start + _BATCH]):
            _keep_keys(action, record)
    return len(ids)


def _keep_keys(action: Action, record: Record) -> None:
    keys = [(record.id, key) for key in blocking_keys(record) or ["-"]]
    action.book.connection.executemany("INSERT OR IGNORE INTO match_keys (person_id, key) VALUES (?, ?)", keys)


def note_alike(action: Action, desk: Desk, ids: Collection[int], *, limit: int = 5_000) -> int:
    """Note inside an action who of these new people looks like somebody in the book, and return how many pairs.

    Older people without keys get theirs first, at most `limit` of them.
    """
    if not ids:
        return 0
    ensure_keys(action, desk, min(ids), limit)
    size = int(desk.book.value("SELECT count(*) FROM people"))
    noted = 0
    for record in records(desk, list(ids)):
        candidates = _candidates(desk, record)
        for pair in similar(record, records(desk, candidates), size=size, threshold=MAYBE):
            a, b = sorted((int(pair.a), int(pair.b)))
            if desk.book.row("SELECT 1 FROM duplicate_pairs WHERE a_id = ? AND b_id = ?", (a, b)) is None:
                reasons = [
                    {"code": reason.code, "weight": round(reason.weight, 2), **reason.params} for reason in pair.reasons
                ]
                action.insert(DuplicatePair, a=a, b=b, probability=pair.probability, reasons=reasons)
                noted += 1
        _keep_keys(action, record)
    return noted


def _candidates(desk: Desk, record: Record) -> list[int]:
    found: dict[int, None] = {}
    for key in blocking_keys(record):
        rows = desk.book.rows(
            "SELECT person_id FROM match_keys WHERE key = ? AND person_id <> ? LIMIT ?",
            (key, record.id, _CANDIDATES + 1),
        )
        if len(rows) <= _CANDIDATES:
            found.update(dict.fromkeys(row[0] for row in rows))
    return list(found)
