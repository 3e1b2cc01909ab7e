"""Hand everything that belongs to one person over to another, inside an action; nothing is lost on the way."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Any

from netz_tui.book.models import (
    Conversation,
    CrossCheck,
    DuplicatePair,
    FollowUp,
    FormerUid,
    Ground,
    Handle,
    ImportRow,
    Lead,
    PersonTag,
    Request,
    Review,
    Snooze,
    Tie,
)
from netz_tui.desk.merge_fields import one_of

if TYPE_CHECKING:
    from peewee import Model

    from netz_tui.book.book import Book
    from netz_tui.book.journal import Action

_MOVED: tuple[type[Model], ...] = (Conversation, FollowUp, ImportRow, Lead, Review, FormerUid)
"""What just changes hands."""


def hand_over(action: Action, keep: int, gone: int) -> list[str]:
    """Give `keep` all that `gone` has or is named in; return lines for the note that found no place elsewhere.

    Afterwards nothing refers to `gone`. What would tie, introduce, or ask somebody to himself vanishes.
    """
    move = _Move(action, keep, gone)
    move.handles()
    move.tags()
    move.snoozes()
    move.ties()
    move.grounds()
    move.checks()
    for model in _MOVED:
        move.all_of(model)
    move.requests()  # a confirmed one follows what it rests on
    move.pairs()
    return move.lines


class _Move:
    """One person's rows on their way to another."""

    def __init__(self, action: Action, keep: int, gone: int) -> None:
        self.lines: list[str] = []
        self._action = action
        self._book: Book = action.book
        self._keep = keep
        self._gone = gone
        self._both = (keep, gone)

    def _rows(self, model: type[Model], where: str, *parameters: Any, order: str = "id") -> list[dict[str, Any]]:
        table = model._meta.table_name  # noqa: SLF001 - peewee's documented way to the table
        cursor = self._book.connection.execute(
            f"SELECT * FROM {table} WHERE {where} ORDER BY {order}",  # noqa: S608 - constants
            parameters,
        )
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def _new(self, person_id: int) -> int:
        return self._keep if person_id == self._gone else person_id

    def all_of(self, model: type[Model]) -> None:
        """Move rows that name the person and nothing else that could clash."""
        for row in self._rows(model, "person_id = ?", self._gone):
            self._action.update(model, row["id"], person=self._keep)
        if model is Lead:
            for row in self._rows(Lead, "introducer_id = ?", self._gone):
                self._action.update(Lead, row["id"], introducer=self._keep)

    def handles(self) -> None:
        """Move what is new; a handle that both have keeps the labels of both."""
        mine = {(row["kind"], row["normal"]): row for row in self._rows(Handle, "person_id = ?", self._keep)}
        for row in self._rows(Handle, "person_id = ?", self._gone):
            same = mine.get((row["kind"], row["normal"]))
            if same is None:
                self._action.update(Handle, row["id"], person=self._keep)
                continue
            labels = dict.fromkeys(chain(same["label"].split(","), row["label"].split(",")))
            self._action.update(Handle, same["id"], label=",".join(label for label in labels if label))
            self._action.delete(Handle, row["id"])

    def tags(self) -> None:
        """Move tags that the other does not carry."""
        mine = {row["tag_id"] for row in self._rows(PersonTag, "person_id = ?", self._keep)}
        for row in self._rows(PersonTag, "person_id = ?", self._gone):
            if row["tag_id"] in mine:
                self._action.delete(PersonTag, row["id"])
            else:
                self._action.update(PersonTag, row["id"], person=self._keep)

    def snoozes(self) -> None:
        """Move what was put off; of two the later day counts."""
        mine = {row["what"]: row for row in self._rows(Snooze, "person_id = ?", self._keep)}
        for row in self._rows(Snooze, "person_id = ?", self._gone):
            same = mine.get(row["what"])
            if same is None:
                self._action.update(Snooze, row["id"], person=self._keep)
                continue
            self._action.update(Snooze, same["id"], until=max(same["until"], row["until"]))
            self._action.delete(Snooze, row["id"])

    def ties(self) -> None:
        """Move ties; parallel ones join, the one between both vanishes."""
        for row in self._rows(Tie, "a_id = ? OR b_id = ?", self._gone, self._gone):
            other = row["a_id"] if row["b_id"] == self._gone else row["b_id"]
            if other == self._keep:
                self._leave(row["since"], row["place"], row["note"])
                self._action.delete(Tie, row["id"])
                continue
            a, b = sorted((self._keep, other))
            twin = next(iter(self._rows(Tie, "a_id = ? AND b_id = ?", a, b)), None)
            if twin is None:
                self._action.update(Tie, row["id"], a=a, b=b)
                continue
            self._action.update(
                Tie,
                twin["id"],
                since=min((text for text in (twin["since"], row["since"]) if text), default=""),
                place=one_of(twin["place"], row["place"]),
                note="\n".join(dict.fromkeys(text for text in (twin["note"], row["note"]) if text)),
                claimed_by=twin["claimed_by"] or row["claimed_by"],
                introduced_by=twin["introduced_by"] or row["introduced_by"],
                created_at=min(twin["created_at"], row["created_at"]),
            )
            self._action.delete(Tie, row["id"])
        for name in ("claimed_by", "introduced_by"):
            for row in self._rows(Tie, f"{name} = ?", self._gone):
                self._action.update(Tie, row["id"], **{name: self._keep})
        for row in self._rows(Tie, "introduced_by IN (a_id, b_id) AND introduced_by = ?", self._keep):
            self._action.update(Tie, row["id"], introduced_by=None)

    def checks(self) -> None:
        """Move answers; one about himself vanishes."""
        for row in self._rows(CrossCheck, "introducer_id = ? OR person_id = ?", self._gone, self._gone):
            introducer, person = self._new(row["introducer_id"]), self._new(row["person_id"])
            if introducer == person:
                self._leave(row["note"])
                self._action.delete(CrossCheck, row["id"])
            else:
                self._action.update(CrossCheck, row["id"], introducer=introducer, person=person)

    def grounds(self) -> None:
        """Move grounds, all kept: whoever is introduced by the one rests on the other now.

        A ground c by which one of both introduced the other becomes the ground that the introducer stands on.
        """
        inner = "kind = 'c' AND person_id IN (?, ?) AND introducer_id IN (?, ?)"
        for row in self._rows(Ground, inner, *self._both, *self._both):
            self._bring_home(row)
        for row in self._rows(Ground, "person_id = ?", self._gone):
            self._action.update(Ground, row["id"], person=self._keep)
        for row in self._rows(Ground, "introducer_id = ?", self._gone):
            self._action.update(Ground, row["id"], introducer=self._keep)

    def _bring_home(self, row: dict[str, Any]) -> None:
        own = self._rows(
            Ground,
            "person_id = ? AND kind IN ('a', 'b')",
            row["introducer_id"],
            order="fallen_at IS NOT NULL, kind, id",
        )
        source = own[0] if own else None
        stands = self._book.row("SELECT 1 FROM standing_grounds WHERE id = ?", (row["id"],)) is not None
        introducer = self._book.value("SELECT name FROM people WHERE id = ?", (row["introducer_id"],))
        self._action.update(
            Ground,
            row["id"],
            kind=source["kind"] if source else "a",
            since=source["since"] if source else row["created_at"][:10],
            place=source["place"] if source else introducer,
            introducer=None,
            person=self._keep,
            fallen_at=row["fallen_at"] or (None if stands else self._action.now),
            fallen_why=row["fallen_why"] or (source["fallen_why"] if source and not stands else ""),
        )

    def requests(self) -> None:
        """Move requests, confirmed ones with what they rest on; nobody is his own introducer."""
        for row in self._rows(Request, "person_id = ?", self._gone):
            self._action.update(Request, row["id"], person=self._keep)
        for row in self._rows(Request, "introducer_id = ?", self._gone):
            self._action.update(Request, row["id"], introducer=self._keep)
        for row in self._rows(Request, "person_id = ? AND introducer_id = ?", self._keep, self._keep):
            self._action.update(Request, row["id"], introducer=None)

    def pairs(self) -> None:
        """Let what was found about the one hold for the other: not the same stays so for good."""
        for row in self._rows(DuplicatePair, "a_id = ? OR b_id = ?", self._gone, self._gone):
            other = row["a_id"] if row["b_id"] == self._gone else row["b_id"]
            if other == self._keep:
                self._action.delete(DuplicatePair, row["id"])
                continue
            a, b = sorted((self._keep, other))
            turned = (row["a_id"] == self._gone) is not (a == self._keep)
            values = {"probability": row["probability"], "reasons": turn(row["reasons"], turned=turned)}
            twin = next(iter(self._rows(DuplicatePair, "a_id = ? AND b_id = ?", a, b)), None)
            if twin is None:
                self._action.update(DuplicatePair, row["id"], a=a, b=b, **values)
                continue
            if row["probability"] > twin["probability"]:
                self._action.update(DuplicatePair, twin["id"], **values)
            if row["state"] == "different":
                self._action.update(DuplicatePair, twin["id"], state="different")
            self._action.delete(DuplicatePair, row["id"])

    def _leave(self, *texts: str) -> None:
        """Keep for the note what a row said that vanishes."""
        told = ", ".join(text for text in texts if text)
        if told:
            self.lines.append(told)


def turn(reasons: str, *, turned: bool) -> list[dict[str, Any]]:
    """Return reasons as stored, with left and right exchanged if their people are."""
    found: list[dict[str, Any]] = json.loads(reasons)
    if not turned:
        return found
    return [reason | {"a": reason.get("b", ""), "b": reason.get("a", "")} for reason in found]
