"""Where what is known about a person came from: the file or the user's own hand, and when."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from netz_tui.book.contacts import SourceRow
    from netz_tui.desk.desk import Desk

FACTS = ("org", "title", "city", "country", "birthday", "nickname", "note")
"""The fields of a person of which it is told."""
_WIDEST = 2_000
"""So many rows at most are one record of the journal."""


class Fact(NamedTuple):
    """A field of a person: its value, the file it stood in ("" by hand), and when it came."""

    name: str
    value: str
    source: str
    at: str


def facts(desk: Desk, person_id: int, sources: list[SourceRow], created: str) -> list[Fact]:
    """Return the fields that are filled, each with where its value came from last."""
    values = desk.book.row(f"SELECT {', '.join(FACTS)} FROM people WHERE id = ?", (person_id,))  # noqa: S608 - constants
    assert values is not None
    origin: dict[str, tuple[str, str]] = {}
    start = _start(sources, created)
    by_hand = _changed_by_hand(desk, person_id)
    for name in FACTS:
        candidates = [start]
        candidates += [
            (source.file, source.at)
            for source in sources
            if source.outcome == "changed" and f"; {name}" in f"; {source.detail}"
        ]
        if name in by_hand:
            candidates.append(("", by_hand[name]))
        origin[name] = max(candidates, key=lambda candidate: candidate[1])
    return [Fact(name, value, *origin[name]) for name, value in zip(FACTS, values, strict=True) if value]


def _changed_by_hand(desk: Desk, person_id: int) -> dict[str, str]:
    """Return when fields were last changed other than by an import."""
    changed: dict[str, str] = {}
    for at, image in desk.book.rows(
        "SELECT j.at, c.image FROM journal_changes c JOIN journal j ON j.id = c.entry_id "
        "WHERE c.noun = 'people' AND c.first_id = ? AND c.op = 'update' AND j.verb <> 'import' AND j.undone = 0 "
        "ORDER BY j.id",
        (person_id,),
    ):
        changed.update(dict.fromkeys(json.loads(image or "{}"), at))
    return changed


def reach_origins(desk: Desk, person_id: int, sources: list[SourceRow], created: str) -> dict[int, tuple[str, str]]:
    """Return for each handle of a person, by its id, the file it stood in ("" by hand), and when it came."""
    start = _start(sources, created)
    born = {row[0] for row in desk.book.rows(_CAME.format(rows="SELECT :id AS id", noun="people"), _asked(person_id))}
    handles = "SELECT id FROM handles WHERE person_id = :id"
    found = desk.book.rows(_CAME.format(rows=handles, noun="handles"), _asked(person_id))
    return {
        row_id: start if entry in born else (json.loads(params).get("file", "") if verb == "import" else "", at)
        for entry, row_id, verb, params, at in found
    }


_CAME = (
    "SELECT j.id, r.id, j.verb, j.params, j.at FROM ({rows}) r JOIN journal_changes c ON c.noun = '{noun}' "
    "AND c.op = 'insert' AND c.first_id BETWEEN r.id - :widest AND r.id AND c.last_id >= r.id "
    "JOIN journal j ON j.id = c.entry_id ORDER BY j.id"
)


def _asked(person_id: int) -> dict[str, int]:
    return {"id": person_id, "widest": _WIDEST}


def _start(sources: list[SourceRow], created: str) -> tuple[str, str]:
    """Return the file in which a person stood first ("" if put in by hand), and when that was."""
    first = next((source for source in sources if source.outcome == "added"), None)
    return (first.file, first.at) if first else ("", created)
