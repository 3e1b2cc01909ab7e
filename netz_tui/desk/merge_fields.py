"""Two people field by field: what differs, and what the one who is left is told to be."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from netz_tui.clean import clean
from netz_tui.fold import fold
from netz_tui.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netz_tui.book.book import Book

Side = Literal["left", "right", "both"]
Choice = dict[str, Side]
"""For a field whose value is wanted; a field not named takes the left value, the right one where left has none."""

NAME = ("name", "given", "middle", "family", "prefix", "suffix")
"""Parts of the name, chosen as one."""
FIELDS: dict[str, str] = {
    "name": N_("Name"),
    "nickname": N_("Nickname"),
    "org": N_("Company"),
    "title": N_("Position"),
    "city": N_("City"),
    "country": N_("Country"),
    "birthday": N_("Birthday"),
    "note": N_("Note"),
}
"""The fields to choose from, with their labels."""
_KEPT = ("contact", "contact_since", "rhythm_days", "extra")


@dataclass(frozen=True, slots=True)
class Compared:
    """One field of two people; `same` if both say the same, spelling of umlauts and case aside."""

    field: str
    left: str
    right: str

    @property
    def same(self) -> bool:
        """Tell whether there is nothing to choose."""
        return fold(self.left) == fold(self.right)

    @property
    def open(self) -> bool:
        """Tell whether both say something and not the same."""
        return bool(self.left and self.right and not self.same)


def person_values(book: Book, person_id: int) -> dict[str, Any] | None:
    """Return the columns of a person that can be merged, None if the person is not there."""
    columns = (*dict.fromkeys((*NAME, *FIELDS)), *_KEPT)
    found = book.row(f"SELECT {', '.join(columns)} FROM people WHERE id = ?", (person_id,))  # noqa: S608
    return None if found is None else dict(zip(columns, found, strict=True))


def compare(left: Mapping[str, Any], right: Mapping[str, Any]) -> list[Compared]:
    """Return every field in which one of both says something."""
    rows = (Compared(field, left[field], right[field]) for field in FIELDS)
    return [row for row in rows if row.left or row.right]


def side(row: Compared, choice: Choice) -> Side:
    """Return which value of a field is taken."""
    if not row.left or not row.right:
        return "left" if row.left else "right"
    return choice.get(row.field, "both" if row.field == "note" else "left")


def joined(
    left: Mapping[str, Any], right: Mapping[str, Any], choice: Choice, more: Sequence[str] = ()
) -> dict[str, Any]:
    """Return the columns of the person who is left. What is not taken goes to the note, so nothing is lost.

    `more` are further lines for the note.
    """
    values: dict[str, Any] = {}
    rest: list[str] = []
    for row in compare(left, right):
        taken = side(row, choice)
        if row.field == "name":
            values |= {part: (right if taken == "right" else left)[part] for part in NAME}
        elif taken == "both" and row.open:
            values[row.field] = f"{row.left}\n\n{row.right}" if row.field == "note" else f"{row.left} / {row.right}"
        else:
            values[row.field] = row.right if taken == "right" else row.left
        if row.open and row.field != "note" and (taken != "both" or row.field == "name"):
            other = row.left if taken == "right" else row.right
            rest.append(f"{_(FIELDS[row.field])}: {other}")
        elif row.open and row.field == "note" and taken != "both":
            rest.append(row.left if taken == "right" else row.right)
    if side(Compared("name", left["name"], right["name"]), choice) == "both":
        _also_called(values, right["name"], rest)
    note = "\n".join(text for text in (values.get("note", ""), *rest, *more) if text)
    return values | _kept(left, right) | ({"note": note} if note else {}) | {"name_key": fold(values["name"])}


def _also_called(values: dict[str, Any], name: str, rest: list[str]) -> None:
    """Note another name as nickname where there is none; otherwise it stays in the note."""
    if not values.get("nickname"):
        values["nickname"] = name
        rest.remove(f"{_(FIELDS['name'])}: {name}")


def _kept(left: Mapping[str, Any], right: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is not chosen: the earlier day, the closer rhythm, every unknown property once."""
    since = [value for value in (left["contact_since"], right["contact_since"]) if value]
    rhythms = [value for value in (left["rhythm_days"], right["rhythm_days"]) if value is not None]
    extra = [*json.loads(left["extra"]), *json.loads(right["extra"])]
    return {
        "contact": max(left["contact"], right["contact"]),
        "contact_since": min(since, default=None),
        "rhythm_days": min(rhythms, key=lambda days: days or math.inf, default=None),  # 0: never
        "extra": [line for place, line in enumerate(extra) if line not in extra[:place]],
    }


def one_of(*texts: str) -> str:
    """Return the texts that differ, joined; the first alone where all say the same."""
    return " / ".join(dict.fromkeys(clean(text) for text in texts if text))
