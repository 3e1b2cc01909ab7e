"""A book as plain Python sees it: what the rule says, without SQL, journal or triggers."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field

PERSONAL = {"call", "video", "meeting"}


@dataclass
class Asked:
    person: int
    state: str = "pending"
    until: str | None = None
    talk: int | None = None
    ground: int | None = None


@dataclass
class Stood:
    person: int
    kind: str
    introducer: int | None = None
    fallen: bool = False


@dataclass
class Said:
    person: int
    kind: str
    outcome: str
    at: str
    trust: int | None
    chemistry: int | None


@dataclass
class Model:
    """One state of the book. Steps are kept by copying."""

    contacts: dict[int, bool] = field(default_factory=dict)
    requests: dict[int, Asked] = field(default_factory=dict)
    grounds: dict[int, Stood] = field(default_factory=dict)
    talks: dict[int, Said] = field(default_factory=dict)
    answers: dict[tuple[int, int], str] = field(default_factory=dict)
    tags: dict[int, frozenset[str]] = field(default_factory=dict)
    phones: dict[int, int] = field(default_factory=dict)
    slugs: dict[str, int] = field(default_factory=dict)
    cards: set[str] = field(default_factory=set)
    invited: set[str] = field(default_factory=set)

    def copy(self) -> Model:
        return copy.deepcopy(self)

    def bears(self, person: int) -> bool:
        return any(one.person == person and one.kind in "ab" and not one.fallen for one in self.grounds.values())

    def stands(self, ground: Stood) -> bool:
        if ground.fallen:
            return False
        if ground.kind in "ab":
            return True
        assert ground.introducer is not None
        return self.bears(ground.introducer) and self.answers.get((ground.introducer, ground.person)) != "not_at_all"

    def standing(self, person: int) -> str:
        mine = [ground for ground in self.grounds.values() if ground.person == person]
        if any(self.stands(ground) for ground in mine):
            return "dependable"
        return "shaky" if mine else "unproven"

    def deciding(self, person: int) -> int | None:
        personal = [
            (talk.trust is not None or talk.chemistry is not None, talk.at, row)
            for row, talk in self.talks.items()
            if talk.person == person and talk.kind in PERSONAL and talk.outcome == "reached"
        ]
        return max(personal)[-1] if personal else None

    def may(self, person: int) -> bool:
        row = self.deciding(person)
        if row is None or self.standing(person) != "dependable":
            return False
        return (self.talks[row].trust or 0) >= 3 and (self.talks[row].chemistry or 0) >= 3

    def pending(self) -> list[int]:
        return [row for row, asked in self.requests.items() if asked.state == "pending"]
