"""Taking in a file: read, recognise who is known, write all of it in one step or nothing."""

from __future__ import annotations

import contextlib
import gc
import itertools
from collections import Counter
from typing import TYPE_CHECKING, Any

from netz_tui.book.models import Import, ImportRow
from netz_tui.clean import clean
from netz_tui.desk import columns
from netz_tui.desk.intake_more import MoreIntake
from netz_tui.desk.intake_people import PeopleIntake
from netz_tui.desk.intake_report import Report, Row, news
from netz_tui.desk.intake_requests import RequestIntake
from netz_tui.desk.intake_ties import TieIntake
from netz_tui.desk.reading import reading_options
from netz_tui.desk.vanished import Lists, Vanished
from netz_tui.files import Cancelled, Card, FileProblem, Message, Profile, Request, Skipped, read_file
from netz_tui.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from netz_tui.book.journal import Action
    from netz_tui.desk.desk import Desk
    from netz_tui.files import Reading

__all__ = ["Cancelled", "FileProblem", "Report", "Vanished", "news", "take_in"]

_COMPARED = 2_000
"""Up to so many new people are compared with the whole book at once; more wait for the duplicate search."""
_ALL = 1_000_000_000
_TELL = 500
_YOUNG = 50_000
"""New containers after which garbage is looked for: about those of a batch."""
_BATCH = 2_000
"""Cards held in memory before they are written,"""
_HEAVY = 4_000_000
"""unless more bytes than this were read for them before: long notes, pictures."""
_ROW = ("import_id", "line", "outcome", "person_id", "request_id", "detail", "fingerprint")


class _DryRun(Exception):
    """Everything worked; take it back."""


def take_in(
    desk: Desk,
    path: Path,
    *,
    mapping: Mapping[str, str] | None = None,
    encoding: str = "",
    dry_run: bool = False,
    wary: bool = False,
    progress: Callable[[str, int, int], None] = lambda _step, _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Report:
    """Take in one file, or each known member of an archive, in one transaction and one journal entry.

    People are written while the file is read, a batch in memory; what else it holds is written at the end.
    `mapping` (column → field) says what a table holds; without one, what was said of such a header before counts.
    `progress` is told the step ("read" in bytes, "write" in records), how much is done, and of how much.
    With `wary`, raises `Vanished` for a file that lacks more than a fifth of the contacts its source named before.
    Raises `FileProblem` if the file can't be read, `Cancelled` if the user stopped it, `BookProblem` if the
    book can't be written; then nothing has changed. The same file again changes nothing.
    """
    report = Report(clean(path.name))
    options = reading_options(desk.settings, mapping or columns.recalled(desk, path, encoding), encoding)
    try:
        with desk.book.action("import", N_("{file} imported"), desk.now(), file=report.file) as action:
            work = _Work(action, desk, report, cancelled)
            with _collecting_rarely():
                for reading in read_file(path, progress=_forward(progress), cancelled=cancelled, **options):
                    work.take(reading)
            work.finish(progress)
            if wary and report.vanished and not dry_run:
                raise Vanished(report.file, report.vanished[0])
            work.compare()
            if dry_run:
                raise _DryRun  # noqa: TRY301 - leaves the transaction, which takes everything back
    except _DryRun:
        return report
    report.change = action.change
    return report


@contextlib.contextmanager
def _collecting_rarely() -> Iterator[None]:
    """Look for garbage once in a batch: its cards are many, and none of them refers to another."""
    young, *older = gc.get_threshold()
    gc.set_threshold(max(young, _YOUNG), *older)
    try:
        yield
    finally:
        gc.set_threshold(young, *older)


class _Lot:
    """What one file, or one member of an archive, brought: its import entry, and the rows that have news."""

    def __init__(self, work: _Work, reading: Reading, import_id: int) -> None:
        self.reading = reading
        self.held: list[Any] = []
        self._work = work
        self._id = import_id
        self._counts: Counter[str] = Counter()
        self._people = False

    def note(self, rows: list[Row]) -> None:
        """Count rows and keep those with news."""
        work, report = self._work, self._work.report
        report.count(rows)
        report.details += [
            (line, work.people.name_of(person), detail)
            for line, outcome, person, _request, detail, _print in rows
            if outcome == "changed" and person is not None
        ]
        work.lists.saw(self.reading.format, rows)
        self._counts.update(row[1] for row in rows)
        work.action.insert_many(ImportRow, _ROW, [(self._id, *row) for row in rows if row[1] in {"added", "changed"}])

    def finish(self) -> None:
        """Keep where everything came from; a file that brought nothing new leaves no trace."""
        news = bool(self._counts["added"] or self._counts["changed"])
        rows = self._work.lists.rows(self.reading.format, self._id, news=news)
        if not (news or rows):
            return
        self._work.action.insert_many(ImportRow, _ROW, [(self._id, *row) for row in rows])
        counts = {name: self._counts[name] for name in ("added", "changed", "known", "skipped")}
        self._work.action.insert(
            Import,
            id=self._id,
            file=self._work.report.file,
            format=self.reading.format,
            encoding=self.reading.encoding,
            at=self._work.action.now,
            **counts,
        )


class _Work:
    """One import inside its action."""

    def __init__(self, action: Action, desk: Desk, report: Report, cancelled: Callable[[], bool]) -> None:
        self.action = action
        self.report = report
        self.lists = Lists(desk)
        self.ties = TieIntake(action, desk)
        self.people = PeopleIntake(action, desk, self.ties)
        self._desk = desk
        self._cancelled = cancelled
        self._ids = itertools.count(int(desk.book.value("SELECT coalesce(max(id), 0) FROM imports")) + 1)
        self._lots: list[_Lot] = []

    def take(self, reading: Reading) -> None:
        """Read one file to its end: write its people, hold what else it has."""
        lot = _Lot(self, reading, next(self._ids))
        self.lists.begin(reading.format)
        cards: list[Card] = []
        begun = reading.done
        for record in reading:
            if isinstance(record, Card):
                cards.append(record)
                if len(cards) >= _BATCH or reading.done - begun > _HEAVY:
                    lot.note(self.people.take(cards, self._cancelled))
                    cards, begun = [], reading.done
            elif isinstance(record, Skipped):
                self._leave_out(record)
            else:
                lot.held.append(record)
        lot.note(self.people.take(cards, self._cancelled))
        if reading.total:
            self.report.formats.append(reading.format)
            self.report.encodings.append(reading.encoding)
        self._lots.append(lot)

    def _leave_out(self, record: Skipped) -> None:
        if record.kind == "hidden":
            self.report.hidden += 1
        else:
            tell = self.report.remark if record.kind == "remark" else self.report.leave_out
            tell(record.line, record.message, dict(record.params))

    def finish(self, progress: Callable[[str, int, int], None]) -> None:
        """Write what was held in the order in which it is understood, then what follows from all of it.

        First who one is oneself, then who asks, then what is said about people, then what was written to and fro: so
        that whoever is named is known by then, and the same file again finds nothing new.
        """
        total = sum(len(lot.held) for lot in self._lots)
        tick = _clock_work(total, self._cancelled, progress)
        requests = RequestIntake(self.action, self._desk, self.people, self.ties)
        more = MoreIntake(self.action, self._desk, self.people, requests)
        for lot in self._lots:
            lot.note(more.take(_of(Profile, lot.held), lot.reading, tick))
        for lot in self._lots:
            lot.note(requests.take(_of(Request, lot.held), tick))
        for lot in self._lots:
            others = [record for record in lot.held if not isinstance(record, Profile | Request | Message)]
            lot.note(more.take(others, lot.reading, tick))
        for lot in self._lots:
            lot.note(requests.take_messages(_of(Message, lot.held), more.me, tick))
        self.report.vanished = self.lists.losses()
        for lot in self._lots:
            lot.finish()
        if self._cancelled():
            raise Cancelled
        progress("write", total, total)
        self.report.ties = self.ties.write()
        self.report.calls = self.people.calls

    def compare(self) -> None:
        """Note who of the new people looks like somebody in the book, where they are few enough to wait for it."""
        if len(self.people.new_ids) <= _COMPARED:
            from netz_tui.desk.alike import note_alike  # comparing is not needed for what is known already

            self.report.alike = note_alike(self.action, self._desk, self.people.new_ids, limit=_ALL)


def _of(kind: type, records: Sequence[Any]) -> list[Any]:
    return [record for record in records if isinstance(record, kind)]


def _clock_work(
    total: int, cancelled: Callable[[], bool], progress: Callable[[str, int, int], None]
) -> Callable[[], None]:
    """Return a function to be called before each record.

    Every `_TELL` records it tells how many are done and raises `Cancelled` if the user wants to stop.
    """
    places = itertools.count()

    def tick() -> None:
        place = next(places)
        if place and place % _TELL == 0:
            progress("write", place, total)
            if cancelled():
                raise Cancelled

    return tick


def _forward(progress: Callable[[str, int, int], None]) -> Callable[[int, int], None]:
    """Return a function that adds up the bytes read of one member of an archive after the other.

    Each member counts from 0 again; what is passed on only grows, as if all were one file.
    """
    before = latest = 0

    def tell(done: int, total: int) -> None:
        nonlocal before, latest
        if done < latest:
            before += latest
        latest = done
        progress("read", before + done, before + total)

    return tell
