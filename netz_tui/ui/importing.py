"""An import that runs in a thread: the first line tells how far it is, a key stops it, a report ends it."""

from __future__ import annotations

import contextlib
from threading import Event
from typing import TYPE_CHECKING

from textual.content import Content
from textual.worker import WorkerError

from netz_tui.desk.desk import BookProblem
from netz_tui.desk.intake import Cancelled, FileProblem, Report, Vanished, take_in
from netz_tui.i18n import _, format_number, say
from netz_tui.ui.screens.taking_in import ImportReport, ask_about
from netz_tui.ui.widgets.safe import content

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from textual.worker import Worker

    from netz_tui.ui.app import Netz

_TELL_EVERY = 0.2


class Importing:
    """Takes one file in; `columns` says what those of a table hold.

    A file that lacks many known contacts is asked about before anything is changed.
    """

    def __init__(self, netz: Netz, path: Path, columns: Mapping[str, str] | None = None) -> None:
        self._netz = netz
        self._path = path
        self._columns = columns
        self._sure = False
        self._stop = Event()
        self._worker: Worker[None] | None = None
        self._step = ("read", 0, 0)
        self._came: Report | Vanished | str | None = None
        self.over = False
        """Whether the thread has ended."""

    def start(self) -> None:
        """Begin."""
        self._came = None
        self.over = False
        self._worker = self._netz.run_worker(self._run, thread=True, group="import", exit_on_error=False)
        self._watch()

    def stop(self) -> None:
        """Stop at the next record; nothing is changed then."""
        self._stop.set()

    async def abandon(self) -> str:
        """Stop because netz is left, wait for that, and return what came of it, "" if it was over before."""
        if self.over or self._worker is None:
            return ""
        self.stop()
        with contextlib.suppress(WorkerError):
            await self._worker.wait()
        file = content(self._path.name).plain
        if isinstance(self._came, Report):  # it was too late to stop
            return say("{file} imported", file=file)
        return say("{file}: stopped. Nothing of it was taken in.", file=file)

    def _run(self) -> None:
        """Do it, in the thread; what a file or a disk can do comes out as a sentence."""
        try:
            self._came = take_in(
                self._netz.desk,
                self._path,
                mapping=self._columns,
                wary=not self._sure,
                progress=self._progress,
                cancelled=self._stop.is_set,
            )
        except Vanished as vanished:
            self._came = vanished
        except Cancelled:
            self._came = _("Stopped. Nothing was changed.")
        except FileProblem as problem:
            self._came = say(problem.message, **problem.params)
        except BookProblem as problem:
            self._came = say(problem.template, **problem.params)
        finally:
            self.over = True

    def _progress(self, step: str, done: int, total: int) -> None:
        self._step = (step, done, total)

    def _watch(self) -> None:
        if not self.over:
            stop = say("“{key}” stops", key=self._netz.key_name("app.import"))
            self._netz.flash(Content.assemble((self._how_far(), "$secondary"), f" · {stop}"))
            self._netz.set_timer(_TELL_EVERY, self._watch)
            return
        self._netz.flash(Content(""))
        came = self._came
        if isinstance(came, str):
            self._netz.say_problem(came)
        elif isinstance(came, Vanished):
            self._netz.run_worker(self._ask_whether_sure(came), group="import")
        elif came is not None:
            if came.change:
                self._netz.publish(came.change)
            self._netz.push_screen(ImportReport(came, self._netz.key_name("app.undo")))

    def _how_far(self) -> str:
        step, done, total = self._step
        name = content(self._path.name).plain
        if step == "read":
            share = 100 * done // total if total else 0
            return say("reading {file}: {share} %", file=name, share=share)
        return say("writing {file}: {done} of {total}", file=name, done=format_number(done), total=format_number(total))

    async def _ask_whether_sure(self, vanished: Vanished) -> None:
        if await self._netz.ask(ask_about(vanished)) == "yes":
            self._sure = True
            self.start()
