"""Does a few things at the desk on the last evening, so that the history has something to undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.desk import decide, grounds, talk
from netz_tui.desk.desk import Desk
from netz_tui.desk.talk import Talk

if TYPE_CHECKING:
    from datetime import datetime

    from netz_tui.book.book import Book
    from netz_tui.desk.demo.plan import Asked, Plan


def act(book: Book, plan: Plan) -> None:
    """Log a call that reached nobody, ask an introducer, decline, name an introducer, defer."""
    hour = 19.9

    def clock() -> datetime:
        nonlocal hour
        hour += 0.07
        return plan.calendar.at(1, hour)

    desk = Desk(book, clock=clock)
    by_family = {asked.person.name.family: asked for asked in plan.requests if asked.ask is not None}

    def asked(family: str) -> Asked:
        return by_family[family]

    nachtigall, poggensee, weidenbach = asked("Nachtigall"), asked("Poggensee"), asked("Weidenbach")
    talk.log(
        desk,
        Talk(poggensee.person.id, "call", "no_answer", plan.calendar.at(1, 19.8), poggensee.id,
             note="Sitzt im Kran, sagt die Mailbox. Klingt, als stimme es.",
             due=plan.calendar.day(-1), next_step="Poggensee nach der Schicht anrufen"),
    )  # fmt: skip
    grounds.cross_check(
        desk, plan.cast["adler"].id, weidenbach.person.id, "knows", "„Sitzt mir gegenüber. Leider auch mittags.“"
    )
    talk.remind(desk, nachtigall.person.id, plan.calendar.day(-2), "Jens nach Katja Nachtigall fragen", nachtigall.id)
    decide.decline(desk, [asked("Blitz").id, asked("Leadgen").id], "Kontaktsammler")
    decide.defer(desk, [asked("Rademacher").id], plan.calendar.at(-10, 8.0))
