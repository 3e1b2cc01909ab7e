"""What the book knows of ties, mine and those of others: who says so, what was answered, how far each bears."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from netz_tui.dates import PartialDate
from netz_tui.network.ego import ME
from netz_tui.network.reliability import DEFAULTS, Belief, Evidence, Parameters, believe

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from netz_tui.desk.desk import Desk
    from netz_tui.network.ego import Kind
    from netz_tui.settings import Settings

_CHUNK = 400
"""Ids in one query."""
_TIED = (
    "SELECT t.{one}, t.{other}, p.standing = 'dependable', t.id, t.claimed_by, t.introduced_by, t.since, t.place, "
    "t.note, t.created_at FROM ties t JOIN people p ON p.id = t.{other} "
)
_NAMED = (
    "SELECT r.{one}, r.{other}, p.standing = 'dependable', NULL, r.person_id, NULL, '', '', '', r.sent_at "
    "FROM requests r JOIN people p ON p.id = r.{other} "
)
_NAMED_SIDES = (("person_id", "introducer_id"), ("introducer_id", "person_id"))
KNEW = ("knows", "knows_well")
"""The answers that say that two people really know each other."""


class Bond(NamedTuple):
    """A tie seen from one of its ends. `tie` is its row, None if it is mine or follows from a request alone."""

    one: int
    other: int
    dependable: bool
    """Whether the other one is."""
    tie: int | None
    claimed_by: int | None
    since: str
    place: str
    note: str
    evidence: tuple[Evidence, ...]
    answer: str = ""
    """What was answered last when one of both was asked about the other."""
    answered: str = ""
    answerer: int | None = None
    introduced_by: int | None = None

    @property
    def kind(self) -> Kind:
        """Say how it is drawn: mine are checked if the contact is dependable, others if somebody said "knows"."""
        if ME in {self.one, self.other}:
            return "checked" if any(piece.kind.startswith("ground") for piece in self.evidence) else "claimed"
        return "checked" if self.answer in KNEW else "claimed"


def parameters(settings: Settings) -> Parameters:
    """Return what the estimates rest on, as the user's settings have it."""
    chosen = dict(settings.reliability)
    priors = {kind: chosen.get(kind.replace(" ", "_"), prior) for kind, prior in DEFAULTS.priors.items()}
    return replace(
        DEFAULTS,
        priors=MappingProxyType(priors),
        nothing=chosen.get("nothing", DEFAULTS.nothing),
        prior_weight=chosen.get("prior_weight", DEFAULTS.prior_weight),
        half_life=chosen.get("half_life_days", DEFAULTS.half_life),
        ground_half_life=chosen.get("ground_half_life_days", DEFAULTS.ground_half_life),
    )


def probability(evidence: tuple[Evidence, ...], today: date, parameters: Parameters = DEFAULTS) -> float:
    """Return the mean of `believe`, without its interval: a search asks for thousands."""
    best, answers_for, answers = 0.0, 0.0, 0.0
    for piece in evidence:
        age = parameters.undated_age if piece.when is None else max(0, (today - piece.when).days)
        prior = parameters.priors.get(piece.kind)
        if prior is not None:
            best = max(best, piece.trust * 2 ** (-age / parameters.ground_half_life) * (prior - parameters.nothing))
            continue
        share = piece.trust * 2 ** (-age / parameters.half_life)
        for_, against = parameters.observations[piece.kind]
        answers_for += share * for_
        answers += share * (for_ + against)
    weight = parameters.prior_weight
    return (weight * (parameters.nothing + best) + answers_for) / (weight + answers)


class Ties:
    """The ties of the book, read as a search asks for them; one object for one question."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.today = desk.now().astimezone().date()
        self.parameters = parameters(desk.settings) if desk.settings.reliability else DEFAULTS
        self._claimed = max(self.parameters.nothing, self.parameters.priors["claimed"])
        self._records: dict[int, float] = {}
        self._claims: dict[tuple[str, float], float] = {}
        self._mine: dict[int, Bond] | None = None

    def chance(self, bond: Bond) -> float:
        """Return how likely a tie bears, 0 to 1."""
        return probability(bond.evidence, self.today, self.parameters)

    def belief(self, bond: Bond) -> Belief:
        """Return how far a tie bears, with its interval and its reasons."""
        return believe(bond.evidence, self.today, self.parameters)

    def of(self, ids: Sequence[int], *, once: bool = False, better: bool = False) -> dict[int, list[Bond]]:
        """Return the bonds of each person: first mine, then those to others.

        With `once` each tie comes only with the lower of both ids, mine with me: for who reads the whole net.
        With `better`, of people to whom I am tied as well as anybody could be by a mere claim, only those bonds
        need come that may be better than mine: for who looks for ways.
        """
        found: dict[int, list[Bond]] = defaultdict(list)
        others = [person for person in ids if person != ME]
        if len(others) < len(ids):
            found[ME] = list(self.mine().values())
        for start in range(0, len(others), _CHUNK):
            part = others[start : start + _CHUNK]
            mine = {} if once else self._mine_among(part)
            for person, bond in mine.items():
                found[person].append(_turned(bond))
            near = {person for person, bond in mine.items() if better and self.chance(bond) >= self._claimed}
            for bond in self._of_others([person for person in part if person not in near], once=once):
                found[bond.one].append(bond)
            for bond in self._of_others(list(near), told=True) if near else ():
                found[bond.one].append(bond)
        return found

    def mine(self) -> dict[int, Bond]:
        """Return my own bonds by person: to my contacts, and to those who are dependable though no contact yet."""
        if self._mine is None:
            self._mine = self._my_bonds(
                "SELECT id, standing = 'dependable' FROM people WHERE contact = 1 UNION "
                "SELECT p.id, 1 FROM grounds g JOIN people p ON p.id = g.person_id WHERE p.standing = 'dependable'",
                "",
                (),
            )
        return self._mine

    def some_of_mine(self, most: int) -> list[Bond]:
        """Return my own bonds to so many contacts, the dependable ones first."""
        rows = self._desk.book.rows(
            "SELECT id FROM people WHERE contact = 1 ORDER BY standing, name_key, id LIMIT ?", (most,)
        )
        return list(self.with_me([row[0] for row in rows]).values())

    def with_me(self, ids: Sequence[int]) -> dict[int, Bond]:
        """Return my own bonds to these people, as far as I have any."""
        found: dict[int, Bond] = {}
        for start in range(0, len(ids), _CHUNK):
            found |= self._mine_among(ids[start : start + _CHUNK])
        return found

    def _mine_among(self, ids: Sequence[int]) -> dict[int, Bond]:
        if self._mine is not None:
            return {person: self._mine[person] for person in ids if person in self._mine}
        marks = ",".join("?" * len(ids))
        return self._my_bonds(
            "SELECT id, standing = 'dependable' FROM people "  # noqa: S608 - marks only
            f"WHERE id IN ({marks}) AND (contact = 1 OR standing = 'dependable')",
            f"AND person_id IN ({marks})",
            ids,
        )

    def _my_bonds(self, who: str, among: str, ids: Sequence[int]) -> dict[int, Bond]:
        rows = self._desk.book.rows
        pieces: dict[int, list[Evidence]] = defaultdict(list)
        for person, kind, since, introducer, created in rows(
            "SELECT person_id, kind, since, introducer_id, created_at FROM grounds "  # noqa: S608 - marks only
            f"WHERE fallen_at IS NULL {among} ORDER BY id",
            ids,
        ):
            when = (_day(since) if kind == "b" else None) or _day(created)
            trust = 1.0 if introducer is None else self.trust(introducer)
            pieces[person].append(Evidence(f"ground {kind}", when, trust, introducer))
        for person, at in rows(
            f"SELECT person_id, at FROM conversations WHERE outcome = 'reached' {among} ORDER BY at",  # noqa: S608
            ids,
        ):
            pieces[person].append(Evidence("conversation", _day(at)))
        return {
            person: Bond(ME, person, bool(stands), None, None, "", "", "", tuple(pieces.get(person, ())))
            for person, stands in rows(who, ids)
        }

    def between(self, pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Bond]:
        """Return the bonds of these pairs, mine too, as they are seen from the first of each."""
        wanted = set(pairs)
        if not wanted:
            return {}
        others = {(min(pair), max(pair)) for pair in wanted if ME not in pair}
        found = {(ME, person): bond for person, bond in self.with_me([max(p) for p in wanted if ME in p]).items()}
        found |= {(person, ME): _turned(bond) for (_me, person), bond in found.items()}
        ends = sorted({person for pair in others for person in pair})
        for bond in self._of_others(ends, pairs=others) if others else ():
            found[bond.one, bond.other] = bond
        return {pair: found[pair] for pair in wanted if pair in found}

    def _of_others(
        self,
        ids: Sequence[int],
        *,
        once: bool = False,
        told: bool = False,
        pairs: Collection[tuple[int, int]] | None = None,
    ) -> Iterator[Bond]:
        """Yield the bonds of people to others than me: noted ties, then introducers named in requests.

        With `told` only those about which somebody was asked, or by whom one of both was introduced; with `pairs`
        only those between two of them.
        """
        answers, introduced = self._answers(ids), self._introduced(ids)
        if told:
            pairs = {*answers, *introduced, *self._introduced_ties(ids)}
        rows = self._rows(ids, once=once) if pairs is None else self._rows_between(pairs, frozenset(ids))
        seen: set[tuple[int, int]] = set()
        self.learn_records({person for row in rows for person in (row[4], row[5]) if person is not None})
        for one, other, stands, tie, claimant, introducer, since, place, note, created in rows:
            if one == other or (one, other) in seen or (once and one > other):
                continue
            seen.add((one, other))
            pair = (min(one, other), max(one, other))
            pieces = [Evidence("claimed", _day(created), 1.0 if claimant is None else self.trust(claimant), claimant)]
            if pair in introduced:
                pieces.append(Evidence("introduced", introduced[pair][1], source=introduced[pair][0]))
            if introducer is not None:
                pieces.append(Evidence("introduced", _day(since) or _day(created), self.trust(introducer), introducer))
            given = answers.get(pair, ())
            pieces.extend(Evidence(answer.replace("_", " "), _day(at), 1.0, who) for who, answer, at in given)
            last = given[-1] if given else (None, "", "")
            yield Bond(
                one,
                other,
                bool(stands),
                tie,
                claimant,
                since,
                place,
                note,
                tuple(pieces),
                last[1],
                last[2],
                last[0],
                introducer,
            )

    def _rows(self, ids: Sequence[int], *, once: bool) -> list[tuple[Any, ...]]:
        """Return the rows of `_of_others` for everybody tied to these people."""
        near = "IN (SELECT value FROM json_each(:ids))"
        sides = (("a_id", "b_id"), ("b_id", "a_id"))[: 1 if once else 2]  # a is the lower one
        tied = [_TIED.format(one=one, other=other) + f"WHERE t.{one} {near}" for one, other in sides]
        named = [_NAMED.format(one=one, other=other) + f"WHERE r.{one} {near}" for one, other in _NAMED_SIDES]
        return self._desk.book.rows(
            " UNION ALL ".join([*tied, *(f"{sql} AND r.introducer_id IS NOT NULL" for sql in named)]),
            {"ids": json.dumps(list(ids))},
        )

    def _rows_between(self, pairs: Collection[tuple[int, int]], ends: frozenset[int]) -> list[tuple[Any, ...]]:
        """Return the rows of `_of_others` for these pairs, the lower id first, as they are seen from `ends`."""
        if not pairs:
            return []
        among = "IN (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(:pairs))"
        tied = [_TIED.format(one=one, other=other) + f"WHERE (t.a_id, t.b_id) {among}"
                for one, other in (("a_id", "b_id"), ("b_id", "a_id"))]  # fmt: skip
        named = [_NAMED.format(one=one, other=other) + f"WHERE (r.person_id, r.introducer_id) {among}"
                 for one, other in _NAMED_SIDES]  # fmt: skip
        both = json.dumps([*pairs, *((b, a) for a, b in pairs)])
        return [row for row in self._desk.book.rows(" UNION ALL ".join([*tied, *named]), {"pairs": both})
                if row[0] in ends]  # fmt: skip

    def _introduced_ties(self, ids: Sequence[int]) -> list[tuple[int, int]]:
        """Return the ties of these people that somebody brought about."""
        near = "IN (SELECT value FROM json_each(:ids))"
        return self._desk.book.rows(
            f"SELECT a_id, b_id FROM ties WHERE introduced_by IS NOT NULL AND a_id {near} UNION "  # noqa: S608
            f"SELECT a_id, b_id FROM ties WHERE introduced_by IS NOT NULL AND b_id {near}",
            {"ids": json.dumps(list(ids))},
        )

    def _answers(self, ids: Sequence[int]) -> dict[tuple[int, int], list[tuple[int, str, str]]]:
        """Return for each pair who answered what, and when, oldest first."""
        marks = ",".join("?" * len(ids))
        found: dict[tuple[int, int], list[tuple[int, str, str]]] = defaultdict(list)
        for introducer, person, answer, at in self._desk.book.rows(
            "SELECT introducer_id, person_id, answer, asked_at FROM cross_checks WHERE id IN ("  # noqa: S608 - marks only
            f"SELECT id FROM cross_checks WHERE introducer_id IN ({marks}) UNION "
            f"SELECT id FROM cross_checks WHERE person_id IN ({marks})) ORDER BY asked_at, id",
            [*ids] * 2,
        ):
            found[min(introducer, person), max(introducer, person)].append((introducer, answer, at))
        return found

    def _introduced(self, ids: Sequence[int]) -> dict[tuple[int, int], tuple[int, date | None]]:
        """Return for each pair that a standing ground c rests on the introducer, and when it was given."""
        marks = ",".join("?" * len(ids))
        return {
            (min(introducer, person), max(introducer, person)): (introducer, _day(created))
            for introducer, person, created in self._desk.book.rows(
                "SELECT introducer_id, person_id, created_at FROM grounds WHERE fallen_at IS NULL AND id IN ("  # noqa: S608
                f"SELECT id FROM grounds WHERE introducer_id IN ({marks}) UNION "
                f"SELECT id FROM grounds WHERE person_id IN ({marks}) AND introducer_id IS NOT NULL)",
                [*ids] * 2,
            )
        }

    def trust(self, person: int) -> float:
        """Return how far a person's word is believed: the rate of the own record, in full while it is too short."""
        if person not in self._records:
            self.learn_records({person})
        return self._records[person]

    def told_pairs(self) -> set[tuple[int, int]]:
        """Return all pairs, the lower id first, of whom more is known than a claim: answers or an introduction."""
        rows = self._desk.book.rows
        pairs = rows("SELECT DISTINCT introducer_id, person_id FROM cross_checks")
        pairs += rows("SELECT introducer_id, person_id FROM grounds WHERE introducer_id IS NOT NULL")
        pairs += rows("SELECT a_id, b_id FROM ties WHERE introduced_by IS NOT NULL")
        return {(min(pair), max(pair)) for pair in pairs}

    def told_of(self, ids: Sequence[int]) -> Iterator[Bond]:
        """Yield the bonds of these people of which more is known than a claim."""
        return self._of_others(ids, told=True)

    def claimed(self, created: str, claimant: int | None) -> float:
        """Return how likely a tie bears that is only claimed, by somebody or nobody in particular, on a day."""
        key = (created[:10], 1.0 if claimant is None else self.trust(claimant))
        if key not in self._claims:
            self._claims[key] = probability((Evidence("claimed", _day(created), key[1]),), self.today, self.parameters)
        return self._claims[key]

    def learn_records(self, people: set[int]) -> None:
        """Read the records of these people, as far as they are not known yet."""
        fresh = json.dumps([person for person in people if person not in self._records])
        self._records.update(dict.fromkeys(people - self._records.keys(), 1.0))
        for person, asked, knew in self._desk.book.rows(
            "SELECT introducer_id, count(*), sum(answer IN ('knows', 'knows_well')) FROM cross_checks "
            "WHERE introducer_id IN (SELECT value FROM json_each(?)) GROUP BY introducer_id HAVING count(*) >= ?",
            (fresh, self.parameters.least_asked),
        ):
            self._records[person] = (knew + 1) / (asked + 2)


def _turned(bond: Bond) -> Bond:
    """Return one of my bonds as the other one sees it; I am somebody one can rely on."""
    return bond._replace(one=bond.other, other=bond.one, dependable=True)


def between(bonds: Iterable[Bond], other: int) -> Bond | None:
    """Return the bond to somebody among those of another."""
    return next((bond for bond in bonds if bond.other == other), None)


@lru_cache(4096)
def _day(text: str) -> date | None:
    """Return the day of a moment, or the middle of a partial day; None for anything else."""
    try:
        if text[10:11] == "T":
            return date.fromisoformat(text[:10])
        partial = PartialDate.parse(text)
    except ValueError:
        return None
    return partial.first + (partial.last - partial.first) / 2
