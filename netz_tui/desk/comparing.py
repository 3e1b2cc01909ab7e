"""Two people who may be the same, side by side: who they are, field by field, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from netz_tui.book import duplicates
from netz_tui.book import people as book_people
from netz_tui.book.duplicates import PairRow, PairSource
from netz_tui.desk.merge import survivor
from netz_tui.desk.merge_fields import FIELDS, Compared, Side, compare, person_values
from netz_tui.desk.reason_words import field_of, in_short, in_words
from netz_tui.i18n import N_
from netz_tui.matching import MAYBE, NAME_ALONE, SURE, normalise

if TYPE_CHECKING:
    from netz_tui.book.people import HandleRow, PersonRow
    from netz_tui.desk.desk import Desk

__all__ = [
    "MAYBE",
    "SURE",
    "Compared",
    "Line",
    "PairRow",
    "Pairs",
    "Side",
    "SideBySide",
    "in_short",
    "in_words",
    "pair_with",
    "side_by_side",
    "sure",
]

_HANDLES = {"email": N_("E-mail"), "phone": N_("Phone"), "url": N_("Profile")}
_NORMAL = {"email": normalise.email, "phone": normalise.phone, "url": normalise.url}
_GROUP = 12
_GROUPED = 0.3
"""From this probability on a further pair makes a group of two."""
_LIKELY = NAME_ALONE + 0.01
"""From this probability on more than the name speaks for it that the others of a group are the same too."""


class Line(NamedTuple):
    """One line of two people side by side; `id` is its place. Only where `choice` is true there is one."""

    id: int
    field: str
    label: str
    left: str
    right: str
    sign: str
    """"same", "differs", or "" where only one says something."""
    weight: float
    """What speaks for (above 0) or against the same person, in bits; of several handles it stands by those compared."""
    choice: bool


class SideBySide(NamedTuple):
    """A pair as its page shows it; left is who would be kept."""

    pair: PairRow
    left: PersonRow
    right: PersonRow
    lines: tuple[Line, ...]
    counts: tuple[tuple[str, int, int], ...]
    """What else both have: "conversations", "requests", "ties", "grounds" with their numbers."""
    group: tuple[PersonRow, ...]
    """All who hang together with them, they too; just the two where nobody else does."""
    likely: frozenset[int]
    """Those of them who are taken for the same unless one says otherwise: the two, and whom more than a name ties."""


class Pairs:
    """The open pairs in the order of a list; `renew` after anything changed."""

    def __init__(self, desk: Desk, at_least: float = 0.0) -> None:
        self._desk = desk
        self._at_least = at_least
        self.renew()

    def renew(self) -> None:
        """Read the book again."""
        self._source = PairSource(self._desk.book, self._at_least)

    def __len__(self) -> int:
        return len(self._source)

    def block(self, start: int, size: int) -> list[PairRow]:
        """Return the rows at `start` and after, at most `size`."""
        return self._source.block(start, size)

    def index_of(self, row_id: int) -> int | None:
        """Return the position of a pair, or None if it is not open any more."""
        return self._source.index_of(row_id)


def sure(desk: Desk) -> Pairs:
    """Return the pairs that may be merged at once."""
    return Pairs(desk, SURE)


def pair_with(desk: Desk, person_id: int) -> int | None:
    """Return the likeliest open pair of a person, None if there is none."""
    found = duplicates.pairs_of(desk.book, person_id)
    return found[0].id if found else None


def side_by_side(desk: Desk, pair_id: int) -> SideBySide | None:
    """Return an open pair with all that is known of both, None if it is not there."""
    pair = duplicates.pair(desk.book, pair_id)
    if pair is None or pair.state != "open":
        return None
    left_id, right_id = survivor(desk, pair.a_id, pair.b_id)
    group_ids = duplicates.group(desk.book, (left_id, right_id), _GROUPED, _GROUP)
    people = book_people.people(desk.book, group_ids)
    return SideBySide(
        pair=pair,
        left=people[left_id],
        right=people[right_id],
        lines=tuple(_lines(desk, pair, left_id, right_id)),
        counts=tuple(_counts(desk, left_id, right_id)),
        group=tuple(people[person_id] for person_id in group_ids),
        likely=frozenset(duplicates.group(desk.book, (left_id, right_id), _LIKELY, _GROUP)),
    )


def _lines(desk: Desk, pair: PairRow, left_id: int, right_id: int) -> list[Line]:
    weights: dict[str, float] = {}
    for reason in pair.reasons:
        field = field_of(reason["code"])
        weights[field] = weights.get(field, 0.0) + float(reason["weight"])
    left, right = (person_values(desk.book, person_id) for person_id in (left_id, right_id))
    assert left is not None
    assert right is not None
    rows: list[tuple[Compared, str, bool]] = [(row, FIELDS[row.field], row.open) for row in compare(left, right)]
    place = 1 + next((place for place, (row, *_rest) in enumerate(rows) if row.field == "name"), 0)
    handles = [(row, _HANDLES[row.field], False) for row in _handles(desk, pair, left_id, right_id)]
    rows[place:place] = handles
    lines: list[Line] = []
    for row, label, choice in rows:
        sign = "" if not (row.left and row.right) else "same" if row.same else "differs"
        weight = weights.pop(row.field, 0.0)
        lines.append(Line(len(lines), row.field, label, row.left, row.right, sign, weight, choice))
    return lines


def _handles(desk: Desk, pair: PairRow, left_id: int, right_id: int) -> list[Compared]:
    """Return e-mails, phones and profiles of both: of each kind those that were compared, then equal ones, the rest."""
    rows: list[Compared] = []
    sides = [book_people.handles(desk.book, person_id) for person_id in (left_id, right_id)]
    for kind in _HANDLES:
        mine, theirs = ([handle for handle in side if handle.kind == kind] for side in sides)
        if (judged := _judged(pair, kind, mine, theirs, turned=left_id != pair.a_id)) is not None:
            rows.append(Compared(kind, judged[0].raw, judged[1].raw))
            mine, theirs = ([each for each in side if each not in judged] for side in (mine, theirs))
        shared = {handle.normal for handle in mine} & {handle.normal for handle in theirs}
        rows += [Compared(kind, one.raw, one.raw) for one in mine if one.normal in shared]
        alone = [_without(side, shared) for side in (mine, theirs)]
        rows += [
            Compared(kind, *(side[place] if place < len(side) else "" for side in alone))
            for place in range(max(len(side) for side in alone))
        ]
    return rows


def _judged(
    pair: PairRow, kind: str, mine: list[HandleRow], theirs: list[HandleRow], *, turned: bool
) -> tuple[HandleRow, HandleRow] | None:
    """Return the two handles that the weightiest reason of a kind speaks of, None if one of them is gone."""
    reason = next((reason for reason in pair.reasons if field_of(reason["code"]) == kind), None)
    if reason is None:
        return None
    told = [reason.get(side, "") for side in ("ba" if turned else "ab")]
    found = [
        next((handle for handle in side if _is_meant(kind, handle.raw, value)), None)
        for side, value in zip((mine, theirs), told, strict=True)
    ]
    return (found[0], found[1]) if found[0] and found[1] else None


def _is_meant(kind: str, raw: str, told: str) -> bool:
    """Tell whether a reason's value is this handle, in any notation, or the domain of this address."""
    normal = _NORMAL[kind](raw)
    return normal == _NORMAL[kind](told) or (kind == "email" and normal.endswith(f"@{told.lower()}"))


def _without(handles: list[HandleRow], shared: set[str]) -> list[str]:
    return [handle.raw for handle in handles if handle.normal not in shared]


_COUNTED = {
    "conversations": "SELECT count(*) FROM conversations WHERE person_id = ?",
    "requests": "SELECT count(*) FROM requests WHERE person_id = ?",
    "ties": "SELECT count(*) FROM (SELECT 1 FROM ties WHERE a_id = :p UNION ALL SELECT 1 FROM ties WHERE b_id = :p)",
    "grounds": "SELECT count(*) FROM grounds WHERE person_id = ?",
}


def _counts(desk: Desk, left_id: int, right_id: int) -> list[tuple[str, int, int]]:
    counted: list[tuple[str, int, int]] = []
    for name, sql in _COUNTED.items():
        left, right = (
            int(desk.book.value(sql, {"p": person} if ":p" in sql else (person,))) for person in (left_id, right_id)
        )
        if left or right:
            counted.append((name, left, right))
    return counted


def as_data(row: PairRow) -> dict[str, Any]:
    """Return a pair as JSON wants it."""
    return {
        "id": row.id,
        "a": {"id": row.a_id, "name": row.a_name, "org": row.a_org},
        "b": {"id": row.b_id, "name": row.b_name, "org": row.b_org},
        "probability": round(row.probability, 4),
        "reasons": [dict(reason) | {"text": in_words(reason)} for reason in row.reasons],
    }
