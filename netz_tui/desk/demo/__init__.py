"""The demonstration net: a book full of invented people, the same for the same day and seed."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from netz_tui.book.book import open_book
from netz_tui.i18n import N_

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

__all__ = ["build_demo"]


def build_demo(path: Path, now: datetime, seed: int = 2026) -> None:
    """Make a new book at `path` with the demonstration net.

    All moments lie relative to the day of `now`, an aware moment in the user's zone: what is past lies before its
    midnight, calls for today are due in its hours. The same day, zone and seed give the same rows.
    Raises `BookProblem` if the book can't be made, and `FileExistsError` if there is one already.
    """
    from netz_tui.desk.demo import folk, footings, recent, requests, talks, web
    from netz_tui.desk.demo.plan import Plan
    from netz_tui.desk.demo.write import write

    if path.exists():
        raise FileExistsError(path)
    plan = Plan(now, Random(seed))  # noqa: S311 - a demonstration has no secrets
    folk.populate(plan)
    groups = footings.found(plan)
    requests.confirmed(plan, groups)
    requests.outgoing(plan)
    web.weave(plan)
    requests.declined(plan)
    requests.waiting(plan)
    folk.rhythms(plan, [footing.person for footing in plan.footings if footing.person.contact])
    footings.cross_check(plan)
    talks.keep_in_touch(plan)
    talks.look_at_unproven(plan)
    with open_book(path) as book:
        with book.action("demo", N_("The demonstration net"), plan.calendar.at(1, 19.75)) as action:
            write(action, plan)
        recent.act(book, plan)
