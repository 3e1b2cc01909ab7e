"""Taking in a file: read, recognise who is known, write all of it in one step or nothing."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from netz_tui.book.journal import Change
from netz_tui.book.models import Import, ImportRow
from netz_tui.clean import clean
from netz_tui.desk.alike import note_alike
from netz_tui.desk.intake_people import PeopleIntake
from netz_tui.desk.intake_requests import RequestIntake
from netz_tui.desk.vanished import Loss, Vanished, known_from, loss
from netz_tui.files import Cancelled, Card, FileProblem, Message, Request, Skipped, read_file
from netz_tui.i18n import N_, say, say_n

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from netz_tui.book.journal import Action
    from netz_tui.desk.desk import Desk
    from netz_tui.files import Reading

__all__ = ["Cancelled", "FileProblem", "Report", "Vanished", "news", "take_in"]

_ORDER = {"linkedin-invitations": 1, "mail": 1, "linkedin-messages": 2}
"""Of an archive, people come first, then who asks, then what was written: so that senders are recognised."""
_COMPARED = 2_000
"""Up to so many new people are compared with the whole book at once; more wait for the duplicate search."""
_ALL = 1_000_000_000
_TELL = 500


@dataclass(slots=True)
class Report:
    """What came of a file: counts, what changed, and of each record left out its line, template and values."""

    file: str
    formats: list[str] = field(default_factory=list)
    encodings: list[str] = field(default_factory=list)
    added: int = 0
    changed: int = 0
    known: int = 0
    requests: int = 0
    requests_known: int = 0
    outgoing: int = 0
    conversations: int = 0
    alike: int = 0
    hidden: int = 0
    skipped: list[tuple[int, str, dict[str, Any]]] = field(default_factory=list)
    details: list[tuple[int, str, str]] = field(default_factory=list)
    """Of each person with news: line, name, and what changed ("org: old → new; email: new")."""
    vanished: list[Loss] = field(default_factory=list)
    change: Change = field(default_factory=Change)

    def as_data(self) -> dict[str, Any]:
        """Return the report as JSON wants it; sentences in English."""
        counts = {name: getattr(self, name) for name in _COUNTS}
        skipped = [{"line": line, "message": template.format(**params)} for line, template, params in self.skipped]
        return {
            "file": self.file,
            "formats": self.formats,
            "encodings": self.encodings,
            **counts,
            "skipped": skipped,
            "changes": [{"line": line, "name": name, "detail": detail} for line, name, detail in self.details],
            "vanished": [lost._asdict() for lost in self.vanished],
        }


_COUNTS = ("added", "changed", "known", "requests", "requests_known", "outgoing", "conversations", "alike", "hidden")


def news(report: Report) -> Iterator[str]:
    """Return what came of an import, a line for each thing."""
    if report.requests or report.requests_known:
        yield say("{new} new requests, {known} known", new=report.requests, known=report.requests_known)
    if report.outgoing:
        yield say_n("{n} request of your own, kept apart", "{n} requests of your own, kept apart", report.outgoing)
    if report.added or report.changed or report.known:
        yield say(
            "{new} new contacts, {changed} with news, {known} known",
            new=report.added,
            changed=report.changed,
            known=report.known,
        )
    if report.conversations:
        yield say_n("{n} message noted as conversation", "{n} messages noted as conversations", report.conversations)
    if report.alike:
        yield say_n("{n} perhaps the same as somebody known", "{n} perhaps the same as somebody known", report.alike)
    if report.hidden:
        yield say_n("{n} hidden row", "{n} hidden rows", report.hidden)
    for lost in report.vanished:
        yield say("{missing} of {known} contacts known from {format} are not in it", **lost._asdict())
    if report.skipped:
        yield say_n("{n} row left out", "{n} rows left out", len(report.skipped))


class _DryRun(Exception):
    """Everything worked; take it back."""


def take_in(
    desk: Desk,
    path: Path,
    *,
    dry_run: bool = False,
    wary: bool = False,
    progress: Callable[[str, int, int], None] = lambda _step, _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Report:
    """Take in one file, or each known member of an archive, in one transaction and one journal entry.

    `progress` is told the step ("read" in bytes, "write" in records), how much is done, and of how much.
    With `wary`, raises `Vanished` for a file that lacks more than a fifth of the contacts its source named before.
    Raises `FileProblem` if the file can't be read, `Cancelled` if the user stopped it, `BookProblem` if the
    book can't be written; then nothing has changed. The same file again changes nothing.
    """
    report = Report(clean(path.name))
    lots = _read(path, report, progress, cancelled)
    sources = _Sources(desk, lots)
    total = sum(len(records) for _reading, records in lots)
    done = 0
    try:
        with desk.book.action("import", N_("Import {file}"), desk.now(), file=report.file) as action:
            people = PeopleIntake(action, desk)
            requests = RequestIntake(action, desk, people)
            for reading, records in lots:
                rows = _write_lot(records, people, requests, cancelled, partial(_tell, progress, done, total))
                done += len(records)
                _count(report, rows)
                report.details += [
                    (line, people.name_of(person), detail)
                    for line, outcome, person, _request, detail, _print in rows
                    if outcome == "changed" and person is not None
                ]
                sources.saw(reading.format, rows)
                _note_source(action, report.file, reading, rows)
            report.vanished = sources.losses()
            if wary and report.vanished and not dry_run:
                raise Vanished(report.file, report.vanished[0])
            new = people.new_ids
            if len(new) <= _COMPARED:
                report.alike = note_alike(action, desk, new, limit=_ALL)
            if dry_run:
                raise _DryRun  # noqa: TRY301 - leaves the transaction, which takes everything back
    except _DryRun:
        return report
    report.change = action.change
    return report


Row = tuple[int, str, int | None, int | None, str, str | None]
"""Line, outcome ("added", "changed", "known", "skipped"), person, request, what changed or why it was left out, and
the fingerprint of a card."""


class _Sources:
    """Whom each format of a file named before, and whom it names now."""

    def __init__(self, desk: Desk, lots: list[tuple[Reading, list[Any]]]) -> None:
        forms = {reading.format for reading, records in lots if any(isinstance(record, Card) for record in records)}
        self._known = {form: known_from(desk, form) for form in forms}
        self._named: dict[str, set[int]] = {form: set() for form in forms}

    def saw(self, form: str, rows: list[Row]) -> None:
        """Note whom rows name."""
        if form in self._named:
            self._named[form].update(person for _line, _outcome, person, *_rest in rows if person is not None)

    def losses(self) -> list[Loss]:
        """Return for which formats too many are missing."""
        found = (loss(form, known, self._named[form]) for form, known in self._known.items())
        return [lost for lost in found if lost is not None]


def _read(
    path: Path, report: Report, progress: Callable[[str, int, int], None], cancelled: Callable[[], bool]
) -> list[tuple[Reading, list[Any]]]:
    """Read everything before the book is touched."""
    lots: list[tuple[Reading, list[Any]]] = []
    for reading in read_file(path, progress=_forward(progress), cancelled=cancelled):
        records = []
        for record in reading:
            if isinstance(record, Skipped):
                if record.kind == "hidden":
                    report.hidden += 1
                else:
                    report.skipped.append((record.line, record.message, dict(record.params)))
            else:
                records.append(record)
        if records or reading.total:
            report.formats.append(reading.format)
            report.encodings.append(reading.encoding)
        lots.append((reading, records))
    return sorted(lots, key=lambda lot: _ORDER.get(lot[0].format, 0))


def _tell(progress: Callable[[str, int, int], None], before: int, total: int, done: int) -> None:
    progress("write", before + done, total)


def _write_lot(
    records: list[Any],
    people: PeopleIntake,
    requests: RequestIntake,
    cancelled: Callable[[], bool],
    progress: Callable[[int], None],
) -> list[Row]:
    cards = [record for record in records if isinstance(record, Card)]
    rows: list[Row] = people.take(cards, cancelled, progress)
    tick = _clock_work(len(cards), cancelled, progress)
    rows += requests.take([record for record in records if isinstance(record, Request)], tick)
    rows += requests.take_messages([record for record in records if isinstance(record, Message)], tick)
    if cancelled():
        raise Cancelled
    progress(len(records))
    return rows


def _clock_work(done: int, cancelled: Callable[[], bool], progress: Callable[[int], None]) -> Callable[[], None]:
    """Return what is called before each record: it tells now and then how many are done, and asks whether to stop."""
    places = itertools.count(done)

    def tick() -> None:
        place = next(places)
        if place and place % _TELL == 0:
            progress(place)
            if cancelled():
                raise Cancelled

    return tick


def _forward(progress: Callable[[str, int, int], None]) -> Callable[[int, int], None]:
    """Return what is told bytes of one member of an archive after the other and tells them as those of one file."""
    before = latest = 0

    def tell(done: int, total: int) -> None:
        nonlocal before, latest
        if done < latest:
            before += latest
        latest = done
        progress("read", before + done, before + total)

    return tell


def _count(report: Report, rows: list[Row]) -> None:
    for line, outcome, _person, request, detail, _print in rows:
        if outcome == "skipped":
            report.skipped.append((line, detail, {}))
        elif request is not None and request > 0:
            report.requests += outcome == "added" and detail != "outgoing"
            report.outgoing += outcome == "added" and detail == "outgoing"
            report.requests_known += outcome == "known"
        elif detail == "conversation":
            report.conversations += outcome == "added"
        else:
            report.added += outcome == "added"
            report.changed += outcome == "changed"
            report.known += outcome == "known"


def _note_source(action: Action, file: str, reading: Reading, rows: list[Row]) -> None:
    """Keep where everything came from; a file that brought nothing new leaves no trace."""
    news = [row for row in rows if row[1] in {"added", "changed"}]
    if not news:
        return
    counts = {name: sum(1 for row in rows if row[1] == name) for name in ("added", "changed", "known", "skipped")}
    import_id = action.insert(
        Import, file=file, format=reading.format, encoding=reading.encoding, at=action.now, **counts
    )
    action.insert_many(
        ImportRow,
        ("import_id", "line", "outcome", "person_id", "request_id", "detail", "fingerprint"),
        [(import_id, *row) for row in news],
    )
