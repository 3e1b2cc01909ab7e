"""How often people want a sign of life: typed in words; set for a tag or a standing, in a step that can be undone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netz_tui.book import rhythm as book_rhythm
from netz_tui.book.journal import Change
from netz_tui.book.models import Setting, Tag
from netz_tui.book.problems import BookProblem
from netz_tui.clean import clean
from netz_tui.i18n import N_

if TYPE_CHECKING:
    from netz_tui.desk.desk import Desk

__all__ = ["NO_INTERVAL", "Rhythm", "all_rhythms", "days_of", "set_for_standing", "set_for_tag"]

NO_INTERVAL = N_("“{text}” is no interval: days, or for example 6 weeks, 3 months; never.")
STANDINGS = book_rhythm.STANDINGS
_SPAN = re.compile(r"(\d{1,5})\s*([a-zäöü]*)\.?", re.IGNORECASE)
_UNITS = {"": 1, "d": 1, "t": 1, "w": 7, "m": 30, "q": 91, "y": 365, "j": 365}
_NEVER = frozenset({"0", "never", "nie", "no", "nein"})
_LONGEST = 3_650


class Rhythm(NamedTuple):
    """The rhythm of a tag or a standing: `days` is None where none is set, 0 for never; `usual` is what counts then."""

    kind: str
    id: int
    name: str
    days: int | None
    usual: int = 0
    people: int = 0


def days_of(text: str) -> int | None:
    """Return the days that "90", "3 Monate", "2 w", "never" mean, 0 for never, or None if it is no interval."""
    word = clean(text).casefold()
    if word in _NEVER:
        return 0
    found = _SPAN.fullmatch(word)
    unit = _UNITS.get(found[2][:1]) if found else None
    days = int(found[1]) * unit if found and unit else 0
    return days if 0 < days <= _LONGEST else None


def all_rhythms(desk: Desk) -> list[Rhythm]:
    """Return the standings and the tags with their rhythms: standings first, then tags that have one, then by use."""
    held = book_rhythm.set_by_standing(desk.book)
    usual = book_rhythm.Rhythms(desk.settings.keep_in_touch_days)._asdict()
    listed = [Rhythm("standing", place, name, held.get(name), usual[name]) for place, name in enumerate(STANDINGS)]
    return listed + [
        Rhythm("tag", tag_id, name, days, people=people) for tag_id, name, days, people in book_rhythm.tags(desk.book)
    ]


def set_for_tag(desk: Desk, tag_id: int, text: str) -> Change:
    """Set the rhythm of everybody with a tag who has none of their own; "" takes it away. Raises `BookProblem`."""
    days = _days(text)
    name = desk.book.value("SELECT name FROM tags WHERE id = ?", (tag_id,))
    if name is None:
        raise BookProblem(N_("This tag is not there any more."))
    with desk.book.action("rhythm", N_("Contact rhythm of #{name}"), desk.now(), name=name) as action:
        action.update(Tag, tag_id, rhythm_days=days)
    return action.change


def set_for_standing(desk: Desk, standing: str, text: str) -> Change:
    """Set the rhythm of everybody with a standing who has none by person or tag; "" leaves it to the settings.

    It is kept in the book, so that it can be undone and goes where the book goes. Raises `BookProblem`.
    """
    days = _days(text)
    if standing not in STANDINGS:
        raise BookProblem(N_("There is no such standing."))
    name = book_rhythm.SETTING + standing
    held = desk.book.value("SELECT id FROM settings WHERE name = ?", (name,))
    if days is None and held is None:
        return Change()
    with desk.book.action("rhythm", _LABELS[standing], desk.now()) as action:
        if days is None:
            action.delete(Setting, int(held))
        elif held is None:
            action.insert(Setting, name=name, value=str(days))
        else:
            action.update(Setting, int(held), value=str(days))
    return action.change


_LABELS = {
    "dependable": N_("Contact rhythm of dependable contacts"),
    "shaky": N_("Contact rhythm of shaky contacts"),
    "unproven": N_("Contact rhythm of unproven contacts"),
}


def _days(text: str) -> int | None:
    days = days_of(text) if text.strip() else None
    if text.strip() and days is None:
        raise BookProblem(NO_INTERVAL, text=clean(text))
    return days
