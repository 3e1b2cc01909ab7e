"""The study: its questions, what they can be narrowed to, and the answer to each as of now."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from netz_tui.book.people import people
from netz_tui.desk.study import facts
from netz_tui.desk.study.answer import Answer, Behind, Curves, Figure, Picture, Stages, Strips, Times
from netz_tui.desk.study.facts import Facts, Lens
from netz_tui.desk.study.ties import GROUNDS
from netz_tui.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from netz_tui.desk.desk import Desk

__all__ = [
    "GROUNDS",
    "QUESTIONS",
    "RANGES",
    "Answer",
    "Behind",
    "Choices",
    "Curves",
    "Facts",
    "Figure",
    "Lens",
    "Picture",
    "Question",
    "Stages",
    "Strips",
    "Times",
    "answer_to",
    "choices",
    "names",
    "read",
    "since",
]


class Question(NamedTuple):
    """One of the questions: its id, its short name, and the module that answers it."""

    id: str
    name: str
    module: str


QUESTIONS = (
    Question("leads", N_("Work"), "leads"),
    Question("lasting", N_("Ties"), "ties"),
    Question("reputation", N_("Reputation"), "reputation"),
    Question("trust", N_("Second degree"), "trust"),
    Question("goals", N_("Goals"), "goals"),
)
RANGES = (
    (0, N_("everything")),
    (1096, N_("the last 3 years")),
    (365, N_("the last 12 months")),
    (183, N_("the last 6 months")),
    (91, N_("the last 3 months")),
)
"""Time ranges in days with their names; 0 is everything."""


class Choices(NamedTuple):
    """What a lens can be set to: platforms, and introducers with how many they brought along or were asked about."""

    platforms: tuple[str, ...]
    introducers: tuple[tuple[int, int], ...]


def read(desk: Desk) -> Facts:
    """Read the book; safe in any thread."""
    return facts.read(desk)


def answer_to(known: Facts, question: str, lens: Lens) -> Answer:
    """Return the answer to a question in the user's language."""
    module = next(one.module for one in QUESTIONS if one.id == question)
    found: Answer = import_module(f"netz_tui.desk.study.{module}").answer(known, lens)
    return found


def since(today: date, days: int) -> date | None:
    """Return the first day of a time range of `RANGES`."""
    return None if not days else today.fromordinal(today.toordinal() - days)


def choices(known: Facts) -> Choices:
    """Return what the answers can be narrowed to."""
    tied = [tie.platform for tie in known.ties.values()] + [sight.platform for sight in known.sights]
    counts: dict[str, int] = {}
    for platform in tied:
        counts[platform] = counts.get(platform, 0) + 1
    met: dict[int, set[int]] = {}
    for introducer, person, _day in known.vouched:
        met.setdefault(introducer, set()).add(person)
    for check in known.checks:
        met.setdefault(check.introducer, set()).add(check.person)
    return Choices(
        tuple(sorted((name for name in counts if name), key=lambda name: (-counts[name], name))),
        tuple(sorted(((who, len(some)) for who, some in met.items()), key=lambda one: (-one[1], one[0]))),
    )


def names(desk: Desk, ids: Iterable[int]) -> dict[int, str]:
    """Return the names of people."""
    return {person: row.name for person, row in people(desk.book, sorted(set(ids))).items()}
