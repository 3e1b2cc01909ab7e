"""Who may be the same person: keys for finding candidates, and pairs noted when somebody new arrives."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from netz_tui.book.models import DuplicatePair
from netz_tui.desk import learned
from netz_tui.desk.who import name_of
from netz_tui.i18n import N_
from netz_tui.matching import MAYBE, Cancelled, Pair, Record, blocking_keys, find_pairs, match_new, similar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from netz_tui.book.journal import Action, Change
    from netz_tui.desk.desk import Desk
    from netz_tui.matching import Model

_BATCH = 500
_CANDIDATES = 200
"""More people under one key say nothing: a frequent surname, a large company."""
_EVERYBODY = 1 << 62
_HOLDERS = "SELECT k.key, k.person_id FROM json_each(?) j CROSS JOIN match_keys k ON k.key = j.value"
_NOTED = """
    SELECT p.id, p.a_id, p.b_id, p.state FROM json_each(?) j
    CROSS JOIN duplicate_pairs p ON p.a_id = json_extract(j.value, '$[0]')
        AND p.b_id = json_extract(j.value, '$[1]')
"""
_MANY = 20
"""So many new people are worth loading numpy for."""
_SOON = 2_000
_LATE = 20_000
"""So many people get their keys while one waits."""
_FEW = 1_000
"""Fewer people are compared by sound default weights: too few to learn better ones from."""

__all__ = ["Cancelled", "ensure_keys", "look_at", "note_alike", "prepare", "records", "search", "who_looks_like"]


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
        _keep_keys(action, records(desk, ids[start : start + _BATCH]))
    return len(ids)


def _keep_keys(action: Action, people: Iterable[Record]) -> None:
    keys = ((record.id, key) for record in people for key in blocking_keys(record) or ["-"])
    action.book.connection.executemany("INSERT OR IGNORE INTO match_keys (person_id, key) VALUES (?, ?)", keys)


def note_alike(action: Action, desk: Desk, ids: Collection[int], *, limit: int = 5_000) -> int:
    """Note inside an action who of these new people looks like somebody in the book, and return how many pairs.

    Older people without keys get theirs first, at most `limit` of them. Many are weighed at once by what the last
    comparison of everybody learned.
    """
    if not ids:
        return 0
    ensure_keys(action, desk, min(ids), limit)
    new = records(desk, sorted(ids))
    model = learned.recall(desk.book) if len(new) >= _MANY else None
    found = _one_by_one(action, desk, new) if model is None else _at_once(action, desk, new, model)
    return _note(action, [_kept(pair) for pair in found])


def _one_by_one(action: Action, desk: Desk, new: Iterable[Record]) -> Iterator[Pair]:
    size = int(desk.book.value("SELECT count(*) FROM people"))
    for record in new:
        yield from similar(record, records(desk, _candidates(desk, record)), size=size, threshold=MAYBE)
        _keep_keys(action, [record])


def _at_once(action: Action, desk: Desk, new: Sequence[Record], model: Model) -> list[Pair]:
    _keep_keys(action, new)
    return match_new(
        new,
        lambda keys: desk.book.rows(_HOLDERS, (json.dumps(keys),)),
        lambda ids: records(desk, ids),
        model,
        threshold=MAYBE,
    )


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


def _note(action: Action, pairs: Sequence[tuple[int, int, float, list[dict[str, Any]]]]) -> int:
    """Note pairs inside an action, or what is known better about open ones; return how many are new."""
    asked = json.dumps([pair[:2] for pair in pairs])
    known = {(a, b): (pair_id, state) for pair_id, a, b, state in action.book.rows(_NOTED, (asked,))}
    new = []
    for a, b, probability, reasons in pairs:
        pair_id, state = known.get((a, b), (None, ""))
        if pair_id is None:
            new.append((a, b, probability, DuplicatePair.reasons.db_value(reasons)))
        elif state == "open":
            action.update(DuplicatePair, pair_id, probability=probability, reasons=reasons)
    action.insert_many(DuplicatePair, ("a_id", "b_id", "probability", "reasons"), new)
    return len(new)


def _kept(pair: Pair) -> tuple[int, int, float, list[dict[str, Any]]]:
    """Return a pair as it is kept: smaller id, larger id, probability, reasons; a name alone is never sure."""
    a, b = sorted((int(pair.a), int(pair.b)))
    turned = a != int(pair.a)
    return (
        a,
        b,
        round(pair.probability, 6),
        [_reason(reason.code, reason.weight, dict(reason.params), turned=turned) for reason in pair.reasons],
    )


def _reason(code: str, weight: float, values: dict[str, str], *, turned: bool) -> dict[str, Any]:
    """Return a reason as it is kept: `a` is the value of the person with the smaller id."""
    if turned and "b" in values:
        values |= {"a": values["b"], "b": values.get("a", "")}
    return {"code": code, "weight": round(weight, 2), **values}


def search(
    desk: Desk,
    *,
    progress: Callable[[str, float], None] = lambda _step, _share: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[int, Change]:
    """Compare everybody with everybody and note who may be the same, in one step; return how many pairs are new.

    Safe in a thread. `progress` is told the step and the share of it that is done. Raises `Cancelled` when that is
    wished; then nothing is noted. Pairs kept apart stay apart.
    """
    everybody = [row[0] for row in desk.book.rows("SELECT id FROM people ORDER BY id")]
    people = _read(desk, everybody, progress, cancelled)
    _key_all(desk, people, cancelled)
    model, found = None, []
    if len(people) < _FEW:
        found = _search_few(people, progress, cancelled)
    else:
        result = find_pairs(people, threshold=MAYBE, progress=progress, cancelled=cancelled)
        model, found = result.model, result.pairs
    kept = [_kept(pair) for pair in found]
    with desk.book.action("search", N_("Duplicates looked for"), desk.now()) as action:
        new = _note(action, kept)
        if model is not None:
            learned.keep(action, model)
    return new, action.change


def _read(
    desk: Desk, ids: Sequence[int], progress: Callable[[str, float], None], cancelled: Callable[[], bool]
) -> list[Record]:
    read: list[Record] = []
    for start in range(0, len(ids), _BATCH):
        if cancelled():
            raise Cancelled
        read += records(desk, ids[start : start + _BATCH])
        progress("read", start / len(ids))
    return read


def _key_all(desk: Desk, people: Iterable[Record], cancelled: Callable[[], bool]) -> None:
    """Make keys for all who have none, a few in one transaction: whoever works meanwhile does not wait for it."""
    keyed = {row[0] for row in desk.book.rows("SELECT DISTINCT person_id FROM match_keys")}
    keyless = [record for record in people if record.id not in keyed]
    for start in range(0, len(keyless), _BATCH):
        if cancelled():
            raise Cancelled
        with desk.book.action("keys", "", desk.now()) as action:
            _keep_keys(action, keyless[start : start + _BATCH])


def _search_few(
    people: Sequence[Record], progress: Callable[[str, float], None], cancelled: Callable[[], bool]
) -> list[Pair]:
    """Compare a small book's people, each with those before who share a key."""
    found: list[Pair] = []
    holders: dict[str, list[Record]] = {}
    for done, record in enumerate(people):
        if cancelled():
            raise Cancelled
        candidates: dict[int | str, Record] = {}
        for key in blocking_keys(record):
            earlier = holders.setdefault(key, [])
            candidates |= {other.id: other for other in earlier}
            earlier.append(record)
        found += similar(record, candidates.values(), size=len(people), threshold=MAYBE)
        progress("compare", done / len(people))
    return found


def prepare(desk: Desk) -> None:
    """Make keys for people who have none yet, as many as nobody notices, so that they are found while one types."""
    with desk.book.action("keys", "", desk.now()) as action:
        ensure_keys(action, desk, _EVERYBODY, _SOON)


def who_looks_like(desk: Desk, name: str, org: str, handles: Iterable[tuple[str, str]]) -> tuple[str, float] | None:
    """Return the name of who in the book looks most like somebody who is being typed, and how likely; None if nobody.

    `handles` are pairs of kind (email, phone, url) and value. Takes some milliseconds.
    """
    written: dict[str, list[str]] = {"email": [], "phone": [], "url": []}
    for kind, value in handles:
        written[kind].append(value)
    emails, phones, urls = (tuple(values) for values in written.values())
    record = Record(id=0, name=name, org=org, emails=emails, phones=phones, urls=urls)
    size = int(desk.book.value("SELECT coalesce(max(id), 0) FROM people"))
    found = similar(record, records(desk, _candidates(desk, record)[:_CANDIDATES]), size=size, threshold=MAYBE)
    if not found:
        return None
    return name_of(desk, int(found[0].b)) or "", found[0].probability


def look_at(desk: Desk, person_id: int) -> Change:
    """Compare one person with everybody and note who may be the same."""
    name = name_of(desk, person_id) or ""
    with desk.book.action("search", N_("Duplicates of {name} looked for"), desk.now(), name=name) as action:
        ensure_keys(action, desk, _EVERYBODY, _LATE)
        note_alike(action, desk, [person_id])
    return action.change
