"""What Today says: why something is due, in the user's language, for the screen, the terminal and the calendar."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from netz_tui.i18n import N_, _, digits, language, say_n, weekday_digits
from netz_tui.moments import read_moment

if TYPE_CHECKING:
    from collections.abc import Iterable

GROUPS = {
    "steps": N_("Next steps"),
    "back": N_("Coming back"),
    "calls": N_("Whom to call today"),
    "ask": N_("Whom to ask"),
    "shaky": N_("Shaky"),
    "unproven": N_("Unproven: a few to look at"),
    "touch": N_("Keep in touch"),
}
"""What is due, in the order of the list."""
PARTS = (
    N_("reached before in the morning"),
    N_("reached before in the afternoon"),
    N_("reached before in the evening"),
)
"""By part of the day."""


def local_day(due: str) -> date:
    """Return the day of a due day or moment, in the computer's time zone."""
    return read_moment(due).astimezone().date() if "T" in due else date.fromisoformat(due[:10])


def near(day: date, today: date) -> str:
    """Return a day near today in a word, another one as a date."""
    days = (day - today).days
    words = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    if days in words:
        return words[days]
    return weekday_digits(day) if 0 < days < 300 else digits(day)  # noqa: PLR2004 - the year is clear that long


def when(due: str, now: datetime) -> str:
    """Return when something is due: "14:30", "today", "3 days late", "Fri 27/11"."""
    today = now.astimezone().date()
    day = local_day(due)
    late = (today - day).days
    if late > 0:
        return say_n("{n} day late", "{n} days late", late)
    if "T" not in due:
        return near(day, today)
    clock = f"{read_moment(due).astimezone():%H:%M}"
    return clock if late == 0 else f"{near(day, today)} {clock}"


def figure(number: float, places: int = 2) -> str:
    """Return a small number as the user's language writes it; without Babel, as `i18n.digits`."""
    text = f"{number:.{places}f}"
    return text.replace(".", ",") if language() == "de" else text


def every(days: int) -> str:
    """Return a rhythm: "every 60 days", "never"."""
    return say_n("every {n} day", "every {n} days", days) if days else _("never")


def names(found: Iterable[str], most: int = 2) -> str:
    """Return some names as a phrase: "Anna Berger, Dirk Voßkamp and 3 more"."""
    listed = list(found)
    head = ", ".join(listed[:most])
    rest = len(listed) - most
    return say_n("{names} and {n} more", "{names} and {n} more", rest, names=head) if rest > 0 else head
