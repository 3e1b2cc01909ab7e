"""Long work in a thread: the first line tells how far it is, a key stops it, and the screen stays usable."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from textual.content import Content
from textual.worker import get_current_worker

from netz_tui.desk.desk import BookProblem
from netz_tui.faults import place
from netz_tui.i18n import _, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from netz_tui.ui.app import Netz

R = TypeVar("R")
_TELL_EVERY = 0.2


class Background(Generic[R]):
    """One piece of work. `call(progress, cancelled)` does it, `done(result)` is told in the event loop."""

    def __init__(
        self,
        netz: Netz,
        what: str,
        key: str,
        call: Callable[[Callable[[Any, float], None], Callable[[], bool]], R],
        done: Callable[[R], object],
        stopped: type[Exception],
    ) -> None:
        self._netz = netz
        self._what = what
        self._key = key
        self._call = call
        self._done = done
        self._stopped = stopped
        self._stop = Event()
        self._share = 0.0
        self._result: list[R] = []
        self._problem = ""
        self.finished = False

    def start(self) -> None:
        """Begin."""
        self._netz.run_worker(self._run, thread=True, group="background", exit_on_error=False)
        self._watch()

    def stop(self) -> None:
        """Stop as soon as possible; nothing is changed then."""
        self._stop.set()

    def _run(self) -> None:
        worker = get_current_worker()  # cancelled when netz is left
        try:
            self._result.append(self._call(self._progress, lambda: self._stop.is_set() or worker.is_cancelled))
        except self._stopped:
            self._problem = _("Stopped. Nothing was changed.")
        except BookProblem as problem:
            self._problem = say(problem.template, **problem.params)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is said in the event loop
            told = _("That did not work because of a fault of netz itself ({kind} in {where}). The book is unharmed.")
            self._problem = told.format(kind=type(error).__name__, where=place(error))
        finally:
            self.finished = True

    def _progress(self, _step: Any, share: float) -> None:
        self._share = max(self._share, share) if share < 1 else self._share

    def _watch(self) -> None:
        if not self.finished:
            told = say("{what}: {share} %", what=self._what, share=int(100 * self._share))
            hint = say("“{key}” stops", key=self._key)
            self._netz.flash(Content.assemble((told, "$secondary"), f" · {hint}"))
            self._netz.set_timer(_TELL_EVERY, self._watch)
            return
        self._netz.flash(Content(""))
        if self._problem:
            self._netz.say_problem(self._problem)
        elif self._result:
            self._done(self._result[0])
