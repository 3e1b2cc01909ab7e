"""What came of taking in a file: counts, what changed, what was left out and why; as sentences and as data."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from netz_tui.book.journal import Change
from netz_tui.i18n import format_number, say, say_n

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netz_tui.desk.vanished import Loss

Row = tuple[int, str, int | None, int | None, str, str | None]
"""Line, outcome ("added", "changed", "known", "skipped"), person, request, what changed or why it was left out, and
the fingerprint of a card."""

KINDS = ("conversation", "note", "recommendation", "endorsement", "group", "profile", "visit")
"""What a row may be about besides a person or a request; it then stands where otherwise stands what changed."""
_TOLD = 10_000
"""Records left out and remarks that are told one by one; of a file full of them the rest is counted."""
_COUNTS = (
    "added", "changed", "known", "requests", "requests_known", "outgoing", "conversations", "alike", "hidden",
    "left_out", "remarks",
)  # fmt: skip


@dataclass(slots=True)
class Report:
    """What came of a file: counts, what changed, and what there is to say of records, left out or not."""

    file: str
    formats: list[str] = field(default_factory=list)
    encodings: list[str] = field(default_factory=list)
    added: int = 0
    changed: int = 0
    known: int = 0
    requests: int = 0
    requests_known: int = 0
    outgoing: int = 0
    alike: int = 0
    hidden: int = 0
    left_out: int = 0
    remarks: int = 0
    ties: int = 0
    calls: int = 0
    """Reasons to call: contacts with a new company or position."""
    kept: Counter[str] = field(default_factory=Counter)
    """How many of each of `KINDS` are new."""
    skipped: list[tuple[int, str, dict[str, Any]]] = field(default_factory=list)
    """Of records left out and of remarks: line, template and values, up to `_TOLD` of them."""
    details: list[tuple[int, str, str]] = field(default_factory=list)
    """Of each person with news: line, name, and what changed ("org: old → new; email: new")."""
    vanished: list[Loss] = field(default_factory=list)
    change: Change = field(default_factory=Change)

    @property
    def conversations(self) -> int:
        """Return how many messages became conversations."""
        return self.kept["conversation"]

    def count(self, rows: Iterable[Row]) -> None:
        """Count what came of some records."""
        for line, outcome, _person, request, detail, print_ in rows:
            if outcome == "skipped":
                self.leave_out(line, detail, {})
            elif request is not None and request > 0:
                self.requests += outcome == "added" and detail != "outgoing"
                self.outgoing += outcome == "added" and detail == "outgoing"
                self.requests_known += outcome == "known"
            elif print_ is None and detail in KINDS:
                self.kept[detail] += outcome == "added"
            else:
                self.added += outcome == "added"
                self.changed += outcome == "changed"
                self.known += outcome == "known"

    def leave_out(self, line: int, template: str, params: dict[str, Any]) -> None:
        """Note a record that was left out, and why."""
        self.left_out += 1
        self._tell(line, template, params)

    def remark(self, line: int, template: str, params: dict[str, Any]) -> None:
        """Note what there is to say of a record that was taken, or of the file."""
        self.remarks += 1
        self._tell(line, template, params)

    def _tell(self, line: int, template: str, params: dict[str, Any]) -> None:
        if len(self.skipped) < _TOLD:
            self.skipped.append((line, template, params))

    def untold(self, told: int) -> str:
        """Return a sentence about those left out and remarks that are not among the first so many, "" for none."""
        more = self.left_out + self.remarks - min(told, len(self.skipped))
        return say("… and {n} more", n=format_number(more)) if more else ""

    def as_data(self) -> dict[str, Any]:
        """Return the report as JSON wants it; sentences in English."""
        counts = {name: getattr(self, name) for name in _COUNTS}
        skipped = [{"line": line, "message": template.format(**params)} for line, template, params in self.skipped]
        return {
            "file": self.file,
            "formats": self.formats,
            "encodings": self.encodings,
            **counts,
            "ties": self.ties,
            "calls": self.calls,
            "kept": {kind: self.kept[kind] for kind in KINDS},
            "skipped": skipped,
            "changes": [{"line": line, "name": name, "detail": detail} for line, name, detail in self.details],
            "vanished": [lost._asdict() for lost in self.vanished],
        }


def news(report: Report) -> Iterator[str]:
    """Return what came of an import, a line for each thing."""
    if report.requests or report.requests_known:
        yield say_n(
            "{n} new request, {known} known",
            "{n} new requests, {known} known",
            report.requests,
            known=report.requests_known,
        )
    if report.outgoing:
        yield say_n("{n} request of your own, kept apart", "{n} requests of your own, kept apart", report.outgoing)
    if report.added or report.changed or report.known:
        yield say_n(
            "{n} new contact, {changed} with news, {known} known",
            "{n} new contacts, {changed} with news, {known} known",
            report.added,
            changed=report.changed,
            known=report.known,
        )
    if report.calls:
        yield say_n(
            "{n} has a new company or position: a reason to call, noted as a next step",
            "{n} have a new company or position: reasons to call, noted as next steps",
            report.calls,
        )
    yield from _kept(report.kept)
    if report.ties:
        yield say_n("{n} tie that the file tells of", "{n} ties that the file tells of", report.ties)
    if report.alike:
        yield say_n("{n} perhaps the same as somebody known", "{n} perhaps the same as somebody known", report.alike)
    if report.hidden:
        yield say_n("{n} hidden row", "{n} hidden rows", report.hidden)
    for lost in report.vanished:
        yield say("{missing} of {known} contacts known from {format} are not in it", **lost._asdict())
    yield from _told(report)


def _kept(kept: Counter[str]) -> Iterator[str]:
    if n := kept["conversation"]:
        yield say_n("{n} message noted as conversation", "{n} messages noted as conversations", n)
    if n := kept["recommendation"]:
        yield say_n("{n} recommendation noted as conversation", "{n} recommendations noted as conversations", n)
    if n := kept["note"]:
        yield say_n("{n} note kept with its person", "{n} notes kept with their people", n)
    if n := kept["endorsement"]:
        yield say_n("{n} endorsement kept with its person", "{n} endorsements kept with their people", n)
    if n := kept["group"]:
        yield say_n("{n} group kept as tag", "{n} groups kept as tags", n)
    if n := kept["visit"]:
        yield say_n("{n} day of profile visits noted", "{n} days of profile visits noted", n)
    if kept["profile"]:
        yield say("your own profile noted")


def _told(report: Report) -> Iterator[str]:
    if report.left_out:
        yield say_n("{n} row left out", "{n} rows left out", report.left_out)
    if report.remarks:
        yield say_n("{n} remark", "{n} remarks", report.remarks)
