"""What the inbox says about a request in few words: how long it waits, and what matters most now."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from textual.content import Content

from netz_tui.desk.signals import THRESHOLD
from netz_tui.i18n import N_, _, age, say, say_n, weekday_digits
from netz_tui.moments import read_moment
from netz_tui.ui.widgets.glyphs import glyphs
from netz_tui.ui.widgets.safe import content

if TYPE_CHECKING:
    from netz_tui.desk.views import InboxRow

SORTS = {
    "age": N_("oldest first"),
    "newest": N_("newest first"),
    "name": N_("by name"),
    "platform": N_("by platform"),
    "score": N_("by collector score"),
}


def waiting(row: InboxRow, now: datetime) -> str:
    """Return how long a request waits, for a narrow column."""
    return age((now - read_moment(row.sent_at)).total_seconds())


def soon(when: date, today: date) -> str:
    """Return a day near today in a word, another one as a date."""
    days = (when - today).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    return weekday_digits(when)


def due_text(due: str, now: datetime) -> str:
    """Return when a next step is due: a day or a moment, as a word where it is near."""
    today = now.astimezone().date()
    if "T" in due:
        at = read_moment(due).astimezone()
        clock = f"{at:%H:%M}"
        return clock if at.date() == today else f"{soon(at.date(), today)} {clock}"
    return soon(date.fromisoformat(due), today)


def _back(until: str, now: datetime) -> str:
    """Return when a deferred request comes back: the day alone, today the time."""
    at = read_moment(until).astimezone()
    today = now.astimezone().date()
    return f"{at:%H:%M}" if at.date() == today else soon(at.date(), today)


def is_due(due: str, now: datetime) -> bool:
    """Tell whether a next step is due today or was before."""
    today = now.astimezone().date()
    return (read_moment(due).astimezone().date() if "T" in due else date.fromisoformat(due)) <= today


def hint(row: InboxRow, now: datetime) -> Content:  # noqa: PLR0911 - an order of precedence, top to bottom
    """Return the one thing that matters most now about a request."""
    signs = glyphs()
    if row.asleep and row.defer_until:
        return Content.styled(say("until {day}", day=_back(row.defer_until, now)), "$foreground 60%")
    if row.due and is_due(row.due, now):
        return Content.styled(say("call {when}", when=due_text(row.due, now)), "bold $secondary")
    if row.spoken:
        ready = Content.styled(signs.yes + " " + _("ready to confirm"), "bold $success")
        return ready if row.standing == "dependable" else Content.styled(_("ground missing"), "$secondary")
    if row.alike:
        return Content.assemble((f"{signs.similar} ", "$warning"), content(row.alike, "$warning"))
    if row.score >= THRESHOLD:
        return Content.styled(say("{sign} collector {score} %", sign=signs.no, score=row.score), "$error")
    if row.introducer and row.introducer_standing == "dependable":
        return _via(row)
    if row.tries:
        return Content.styled(_("not reached") + (f" ×{row.tries}" if row.tries > 1 else ""), "$secondary")
    if row.introducer:
        return _via(row)
    if row.mutual:
        return Content.styled(say_n("{n} in common", "{n} in common", row.mutual), "$foreground 60%")
    return Content.styled("–", "$foreground 60%")


def _via(row: InboxRow) -> Content:
    """Say who is named as introducer, in the colour of that person's standing."""
    style = {"dependable": "$success", "shaky": "$warning"}.get(row.introducer_standing or "", "$foreground")
    before, _mark, after = _("via {name}").partition("{name}")
    return Content.assemble((before, style), content(row.introducer or "", style), (after, style))
