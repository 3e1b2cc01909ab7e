"""Makes notes of conversations out of sentences; no note is given twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.desk.demo import phrases
from netz_tui.desk.demo.dice import chance
from netz_tui.desk.demo.work import TOPICS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from netz_tui.desk.demo.plan import Footing, Someone

_ATTEMPTS = 40
_ABROAD = frozenset({"en", "da", "vi", "cn"})


class Notes:
    """Draws notes about people; `names` are those who may be spoken of."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._given: set[str] = set()
        self._decks: dict[Sequence[str], list[str]] = {}
        self.names: list[str] = ["Jens Kühn"]

    def fill(self, template: str, person: Someone, **more: str) -> str:
        """Return a template with topic, city and so on of a person."""
        if "{" not in template:
            return template
        rng = self._rng
        return template.format(
            **{
                "topic": rng.choice(TOPICS[person.branch].split("|")),
                "city": person.city,
                "org": person.org,
                "title": person.title,
                "month": rng.choice(phrases.MONTHS),
                "weekday": rng.choice(phrases.WEEKDAYS),
                "other": rng.choice([name for name in self.names if name != person.name.full]),
                "family": person.address,
                "intro": "",
                "place": "",
                "since": "",
                **more,
            }
        )

    def deal(self, templates: tuple[str, ...]) -> str:
        """Return one of some sentences; each is dealt once before any comes again."""
        deck = self._decks.setdefault(templates, [])
        if not deck:
            deck.extend(templates)
            self._rng.shuffle(deck)
        return deck.pop()

    def _fresh(self, draw: Callable[[], str]) -> str:
        """Return a note that has not been given yet, or none at all."""
        for _ in range(_ATTEMPTS):
            note = draw()
            if note not in self._given:
                self._given.add(note)
                return note
        return ""

    def _some(self, templates: tuple[str, ...], person: Someone, most: int, **more: str) -> list[str]:
        count = self._rng.randint(1, most)
        return [self.fill(line, person, **more) for line in dict.fromkeys(self.deal(templates) for _ in range(count))]

    def first(self, footing: Footing) -> str:
        """Return the note of the call that came before a confirmation: where from, what about, and a judgement."""
        person, rng = footing.person, self._rng
        opening = {"a": phrases.KNOWN, "b": phrases.MET, "c": phrases.THROUGH}[footing.kind]
        intro = footing.introducer.name.full if footing.introducer else ""
        since = spoken(footing.since)

        def draw() -> str:
            parts = [self.fill(self.deal(opening), person, intro=intro, place=footing.place, since=since)]
            if chance(rng, 0.6):
                parts[0] += " " + self.fill(self.deal(phrases.TALK), person)
            if chance(rng, 0.5):
                parts.append("\n".join(f"- {line}" for line in self._some(phrases.NEXT, person, 2)))
            if chance(rng, 0.5):
                parts.append(f"> {self.deal(phrases.VERDICT)}")
            return "\n\n".join(parts)

        return self._fresh(draw)

    def later(self, person: Someone, kind: str, *, judged: bool) -> str:
        """Return the note of a conversation with somebody known already; one in five has none."""
        rng = self._rng
        if chance(rng, 0.2):
            return ""
        english = chance(rng, 0.75 if person.name.origin in _ABROAD else 0.07)

        def draw() -> str:
            if kind == "message":
                return self.fill(self.deal(phrases.MESSAGE), person)
            if english:
                return " ".join(self._some(phrases.ENGLISH, person, 2))
            if kind == "call" and chance(rng, 0.22):
                return self.fill(self.deal(phrases.SHORT), person)
            opening = {"meeting": phrases.MEETING, "event": phrases.EVENT}.get(kind, phrases.TALK)
            parts = [self.fill(self.deal(opening), person)]
            if opening is not phrases.TALK and chance(rng, 0.6):
                parts[0] += " " + self.fill(self.deal(phrases.TALK), person)
            if chance(rng, 0.55):
                parts.append("\n".join(f"- {line}" for line in self._some(phrases.NEXT, person, 3)))
            if judged and chance(rng, 0.4):
                parts.append(f"> {self.deal(phrases.VERDICT)}")
            return "\n\n".join(parts)

        return self._fresh(draw)

    def bad(self, person: Someone, intro: str) -> str:
        """Return the note of a call after which one declines."""
        return self._fresh(lambda: " ".join(self._some(phrases.BAD, person, 2, intro=intro)))

    def tried(self, person: Someone, outcome: str) -> str:
        """Return the note of a call that reached nobody; half of them have none."""
        if outcome == "wrong_number":
            return self._fresh(lambda: self.deal(phrases.WRONG))
        if chance(self._rng, 0.5):
            return ""
        return self._fresh(lambda: self.fill(f"{self.deal(phrases.TRIED)} {self.deal(phrases.AGAIN)}", person))


def spoken(day: str) -> str:
    """Return a partial date as one says it in German: 2019, März 2019, 14.3.2019."""
    year, *rest = day.split("-")
    if not rest:
        return year
    if len(rest) == 1:
        return f"{phrases.MONTHS[int(rest[0]) - 1]} {year}"
    return f"{int(rest[1])}.{int(rest[0])}.{year}"
