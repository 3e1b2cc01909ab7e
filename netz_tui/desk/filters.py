"""Filters kept under a name: they belong to the book, and keeping or dropping one can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netz_tui.book.models import Setting
from netz_tui.book.problems import BookProblem
from netz_tui.clean import clean
from netz_tui.i18n import N_

if TYPE_CHECKING:
    from netz_tui.book.journal import Change
    from netz_tui.desk.desk import Desk

_LONGEST = 60


class Saved(NamedTuple):
    """A filter kept: the id of its row, its name, and the line that was typed."""

    id: int
    name: str
    text: str


def saved(desk: Desk, place: str) -> list[Saved]:
    """Return the filters kept for a list ("inbox", "contacts"), by name."""
    begun = _begun(place)
    found = desk.book.rows(
        "SELECT id, name, value FROM settings WHERE name >= ? AND name < ? ORDER BY name COLLATE NOCASE",
        (begun, begun + "\U0010ffff"),
    )
    return [Saved(row_id, name.removeprefix(begun), text) for row_id, name, text in found]


def save(desk: Desk, place: str, name: str, text: str) -> Change:
    """Keep a filter under a name; one of that name is replaced. Raises `BookProblem` for an empty name or filter."""
    name, text = clean(name)[:_LONGEST].strip(), clean(text)
    if not name:
        raise BookProblem(N_("A filter needs a name."))
    if not text:
        raise BookProblem(N_("There is nothing to keep: type a filter first."))
    key = _begun(place) + name
    known = desk.book.value("SELECT id FROM settings WHERE name = ?", (key,))
    with desk.book.action("filter", N_("Filter {name} kept"), desk.now(), name=name) as action:
        if known is None:
            action.insert(Setting, name=key, value=text)
        else:
            action.update(Setting, int(known), value=text)
    return action.change


def drop(desk: Desk, row_id: int) -> Change:
    """Drop a filter. Raises `BookProblem` if it is not there any more."""
    key = desk.book.value("SELECT name FROM settings WHERE id = ? AND name LIKE 'filter:%'", (row_id,))
    if key is None:
        raise BookProblem(N_("This filter is not there any more."))
    name = str(key).split(":", 2)[2]
    with desk.book.action("filter", N_("Filter {name} dropped"), desk.now(), name=name) as action:
        action.delete(Setting, row_id)
    return action.change


def _begun(place: str) -> str:
    return f"filter:{place}:"
