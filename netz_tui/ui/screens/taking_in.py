"""An import that runs: a count, a way to stop it, and at the end what came of it."""

from __future__ import annotations

import itertools
from threading import Event
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from netz_tui.desk.desk import BookProblem
from netz_tui.desk.intake import Cancelled, FileProblem, Report, Vanished, news, take_in
from netz_tui.desk.intake_words import changes
from netz_tui.i18n import _, format_number, say
from netz_tui.ui.dialogs.base import Dialog
from netz_tui.ui.dialogs.choose import Choose, Option
from netz_tui.ui.widgets.safe import content

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from textual.widget import Widget

    from netz_tui.desk.desk import Desk

_LISTED = 500


class Import:
    """One import in a thread; the screen asks how far it is and can stop it."""

    def __init__(self, desk: Desk, path: Path, columns: Mapping[str, str] | None = None, *, sure: bool = False) -> None:
        self.path = path
        self.columns = columns
        self.vanished: Vanished | None = None
        self.report: Report | None = None
        self.problem = ""
        self.finished = False
        self._desk = desk
        self._sure = sure
        self._stop = Event()
        self._step = ("read", 0, 0)

    def run(self) -> None:
        """Do it; runs in a thread and never raises for what a file or disk can do."""
        try:
            self.report = take_in(
                self._desk,
                self.path,
                mapping=self.columns,
                wary=not self._sure,
                progress=self._progress,
                cancelled=self._stop.is_set,
            )
        except Vanished as vanished:
            self.vanished = vanished
        except Cancelled:
            self.problem = _("Stopped. Nothing was changed.")
        except FileProblem as problem:
            self.problem = say(problem.message, **problem.params)
        except BookProblem as problem:
            self.problem = say(problem.template, **problem.params)
        finally:
            self.finished = True

    def _progress(self, step: str, done: int, total: int) -> None:
        self._step = (step, done, total)

    def stop(self) -> None:
        """Stop at the next record."""
        self._stop.set()

    def __str__(self) -> str:
        step, done, total = self._step
        name = content(self.path.name).plain
        if step == "read":
            share = 100 * done // total if total else 0
            return say("reading {file}: {share} %", file=name, share=share)
        return say("writing {file}: {done} of {total}", file=name, done=format_number(done), total=format_number(total))


def ask_about(vanished: Vanished) -> Choose:
    """Ask whether a file that lacks many known contacts is to be taken in all the same; the answer is "yes" or not."""
    options = [
        Option("n", Content(_("no, leave the book as it is")), "no"),
        Option("y", Content(_("yes, take it in")), "yes"),
    ]
    intro = content(say(vanished.template, **vanished.params))
    return Choose(_("Is this the right file?"), options, intro=intro, chosen="no")


class ImportReport(Dialog[None]):
    """Says what came of an import, what changed from what to what, and why rows were left out."""

    reading = True
    DEFAULT_CSS = """
    ImportReport > #box { width: 76; }
    """

    def __init__(self, report: Report, undo_key: str) -> None:
        super().__init__(_("Imported"), intro=content(report.file, "bold"), hint=_("esc back"))
        self._report = report
        self._undo_key = undo_key

    def body(self) -> Iterator[Widget]:
        """Show the report as one text."""
        report = self._report
        formats = ", ".join(f"{form} ({code})" for form, code in zip(report.formats, report.encodings, strict=True))
        lines = [content(formats, "$foreground 60%"), *(Content(line) for line in news(report))]
        if not report.change:
            lines.append(Content.styled(_("Nothing new: the book is as it was."), "$foreground 60%"))
        else:
            lines.append(Content.styled(say("“{key}” undoes all of it.", key=self._undo_key), "$success"))
        if report.details:
            lines.append(Content(""))
        for place, what in itertools.islice(changes(report), _LISTED):
            lines.append(Content.assemble((place, "$secondary"), content(what)))
        if report.skipped:
            lines.append(Content(""))
        for line, template, params in report.skipped[:_LISTED]:
            text = say(template, **params)
            lines.append(Content.assemble((say("line {line}: ", line=line), "$warning"), content(text)))
        yield Static(Content("\n").join(lines), markup=False)
