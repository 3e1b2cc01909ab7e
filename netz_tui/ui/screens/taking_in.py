"""What is asked about a file before it is taken in, and what is told afterwards."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from netz_tui.desk.intake import Report, Vanished, news
from netz_tui.desk.intake_words import changes, form, place
from netz_tui.i18n import _, say
from netz_tui.ui.dialogs.base import Dialog
from netz_tui.ui.dialogs.choose import Choose, Option
from netz_tui.ui.widgets.safe import content

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget


_LISTED = 500


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
        formats = ", ".join(
            f"{form(kind)} ({code})" for kind, code in zip(report.formats, report.encodings, strict=True)
        )
        lines = [content(formats, "$foreground 60%"), *(Content(line) for line in news(report))]
        if not report.change:
            lines.append(Content.styled(_("Nothing new: the book is as it was."), "$foreground 60%"))
        else:
            lines.append(Content.styled(say("“{key}” undoes all of it.", key=self._undo_key), "$success"))
        if report.details:
            lines.append(Content(""))
        for where, what in itertools.islice(changes(report), _LISTED):
            lines.append(Content.assemble((where, "$secondary"), content(what)))
        if report.skipped:
            lines.append(Content(""))
        for line, template, params in report.skipped[:_LISTED]:
            text = say(template, **params)
            lines.append(Content.assemble((place(line), "$warning"), content(text)))
        if more := report.untold(_LISTED):
            lines.append(Content(more))
        yield Static(Content("\n").join(lines), markup=False)
