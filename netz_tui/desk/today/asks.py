"""Whom to ask next: introducers by how much their answers about people would tell."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from netz_tui.book import agenda
from netz_tui.book.people import PersonRow, people
from netz_tui.desk.net.tie_evidence import Ties, between, probability
from netz_tui.moments import moment_text
from netz_tui.network.asking import gain, gain_of_record, weight

if TYPE_CHECKING:
    from datetime import date

    from netz_tui.desk.desk import Desk

_LOOKED_AT = 150
"""So many pairs of each kind are compared."""
_BY = ("request", "known", "ground")


class About(NamedTuple):
    """Somebody to ask an introducer about: why, and how much the answer would tell (variance it lessens)."""

    person: PersonRow
    by: str
    tells: float
    probability: float


class Ask(NamedTuple):
    """An introducer to ask, the people to ask about (the most telling answer first), and the record so far."""

    introducer: PersonRow
    about: tuple[About, ...]
    asked: int
    knew: int
    rests: int
    tells: float
    """What one conversation would tell: each answer about a tie, and once about the record."""


def whom_to_ask(desk: Desk, today: date, midnight: str, count: int) -> list[Ask]:
    """Return the introducers to ask, the one whose answers tell most first; `count` of them less those asked today.

    Asked is about who is named in a request that waits, who claims in one to know somebody, and who stands on an
    introduction, unless that was asked within a half-life of the evidence (`reliability.Parameters`).
    """
    ties = Ties(desk)
    since = moment_text(desk.now() - timedelta(days=ties.parameters.half_life))
    later = agenda.put_off(desk.book, "ask", today.isoformat())
    pairs = [pair for pair in agenda.unasked(desk.book, since, _LOOKED_AT) if pair.introducer_id not in later]
    bonds = ties.of(list({pair.person_id for pair in pairs}))
    rows = people(desk.book, list({row_id for pair in pairs for row_id in pair[:2]}))
    about: dict[int, list[About]] = defaultdict(list)
    for pair in pairs:
        bond = between(bonds[pair.person_id], pair.introducer_id)
        evidence = bond.evidence if bond else ()
        mean = probability(evidence, today, ties.parameters)
        tells = gain(mean, weight(evidence, today, ties.parameters))
        about[pair.introducer_id].append(About(rows[pair.person_id], pair.by, tells, mean))
    records, rests = agenda.records(desk.book), agenda.resting(desk.book)
    asks = []
    for introducer, found in about.items():
        asked, knew = records.get(introducer, (0, 0))
        bearing = rests.get(introducer, 0)
        tells = sum(one.tells for one in found) + gain_of_record(asked, knew, bearing, ties.parameters)
        found.sort(key=lambda one: (-one.tells, _BY.index(one.by), one.person.id))
        asks.append(Ask(rows[introducer], tuple(found), asked, knew, bearing, tells))
    asks.sort(key=lambda ask: (-ask.tells, ask.introducer.id))
    done = agenda.asked_since(desk.book, midnight) - {ask.introducer.id for ask in asks[:count]}
    return asks[: max(0, count - len(done))]
