"""Who knows whom by what a file says of its people: related people, who recommended somebody, whom messages name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.desk.handles import normal_handle
from netz_tui.desk.mentions import propose_introducer
from netz_tui.desk.net import ties
from netz_tui.desk.net.ties import TieFacts
from netz_tui.fold import fold

if TYPE_CHECKING:
    from datetime import datetime

    from netz_tui.book.journal import Action
    from netz_tui.desk.desk import Desk
    from netz_tui.files import Card


class TieIntake:
    """Gathers what cards say of other people, and notes it as claims when everybody is written."""

    def __init__(self, action: Action, desk: Desk) -> None:
        self._action = action
        self._desk = desk
        self._heard: dict[tuple[int, str], str | None] = {}
        self._named: dict[tuple[int, int], datetime] = {}

    def hear(self, person_id: int, card: Card) -> None:
        """Remember whom a card names: by kind of relation, or None for who recommended its person."""
        for person in card.related:
            self._heard.setdefault((person_id, person.name), person.kind)
        if card.introduced_by:
            self._heard.setdefault((person_id, card.introduced_by), None)

    def hear_message(self, person_id: int, text: str, at: datetime) -> None:
        """Remember who is named as a common acquaintance in a message, and when it was first written."""
        named = propose_introducer(self._desk, text, person_id)
        if named is not None:
            pair = (person_id, named.id)
            self._named[pair] = min(at, self._named.get(pair, at))

    def write(self) -> int:
        """Note a claim for each who can be told without doubt, and return how many are new."""
        new = 0
        for (person_id, name), kind in self._heard.items():
            other = self._meant(name)
            if other is not None:
                facts = TieFacts(claimed_by=other if kind is None else person_id, note=kind or "")
                new += ties.claim(self._action, person_id, other, facts)
        for (person_id, named), at in self._named.items():
            new += ties.claim(self._action, person_id, named, TieFacts(claimed_by=person_id), at=at)
        return new

    def _meant(self, name: str) -> int | None:
        """Return the only person of this UID, address or full name."""
        book = self._desk.book
        if found := book.row("SELECT id FROM people WHERE uid = ?", (name,)):
            return int(found[0])
        if "@" in name:
            sql, value = (
                "SELECT DISTINCT person_id FROM handles WHERE kind = 'email' AND normal = ? LIMIT 2",
                normal_handle("email", name.removeprefix("mailto:"), ""),
            )
        else:
            sql, value = "SELECT id FROM people WHERE name_key = ? LIMIT 2", fold(name)
        rows = book.rows(sql, (value,)) if value else []
        return int(rows[0][0]) if len(rows) == 1 else None
