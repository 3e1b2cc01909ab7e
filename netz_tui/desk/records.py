"""How often somebody who was asked "do you know …?" did know: the record by which an introducer is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.book.people import people
from netz_tui.i18n import _, format_percent, say

if TYPE_CHECKING:
    from netz_tui.desk.desk import Desk
    from netz_tui.network.reliability import Record


def record_of(desk: Desk, person_id: int) -> Record:
    """Return the record of a person: asked, knew, and from five answers on the rate with its interval."""
    from netz_tui.network.reliability import record  # the inbox starts without it

    answers = desk.book.rows(
        "SELECT answer FROM cross_checks WHERE introducer_id = ? ORDER BY asked_at, id", (person_id,)
    )
    return record(answer.replace("_", " ") for (answer,) in answers)


def record_line(record: Record) -> str:
    """Say how often somebody who was asked about others did know them, with the rate from five answers on."""
    if not record.asked:
        return _("never asked about anybody yet")
    counts = say("asked {asked}, knew {knew}", asked=record.asked, knew=record.knew)
    if record.rate is None or record.low is None or record.high is None:
        return counts
    low, high = (round(100 * share) for share in (record.low, record.high))
    return say("{counts}: {rate} ({low}–{high})", counts=counts, rate=format_percent(record.rate), low=low, high=high)


def names(desk: Desk, *ids: int) -> dict[int, str]:
    """Return the names of people by id, "?" for who is not there."""
    known = people(desk.book, ids)
    return {person: known[person].name if person in known else "?" for person in ids}
