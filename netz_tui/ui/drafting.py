"""Keeps drafts on disk while they are typed: at most half a second of typing is ever only in memory."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from netz_tui.desk.drafts import Draft, Drafts

INTERVAL = 0.35
"""Seconds from the first unsaved key to the disk. Keys that follow do not put it off."""


class Drafting:
    """Writes the newest text of each draft soon after it changed, in a thread; `flush` writes at once.

    `later(seconds, call)` runs a call in the event loop, `in_thread(call)` in a thread; `tell(error)` says
    whether the last writing worked (None) or what went wrong.
    """

    def __init__(
        self,
        store: Drafts,
        later: Callable[[float, Callable[[], None]], object],
        in_thread: Callable[[Callable[[], None]], object],
        tell: Callable[[OSError | None], None],
    ) -> None:
        self.store = store
        self._later = later
        self._in_thread = in_thread
        self._tell = tell
        self._waiting: dict[int, Draft] = {}
        self._guard = threading.Lock()
        self._ticking = False

    def keep(self, draft: Draft) -> None:
        """Note the newest text of a draft."""
        self._waiting[draft.person_id] = draft
        if not self._ticking:
            self._ticking = True
            self._later(INTERVAL, self._tick)

    def _tick(self) -> None:
        self._ticking = False
        self._in_thread(self.flush)

    def flush(self) -> None:
        """Write every draft that waits; what can't be written goes on waiting."""
        with self._guard:
            problem: OSError | None = None
            for person_id, draft in list(self._waiting.items()):
                try:
                    self.store.save(draft)
                except OSError as error:
                    problem = error
                else:
                    if self._waiting.get(person_id) is draft:
                        del self._waiting[person_id]
        self._tell(problem)

    def load(self, person_id: int) -> Draft | None:
        """Return the newest draft for a person, from memory or disk."""
        return self._waiting.get(person_id) or self.store.load(person_id)

    def forget(self, person_id: int) -> None:
        """Remove a draft, because its conversation was logged or it was thrown away."""
        with self._guard:
            self._waiting.pop(person_id, None)
            try:
                self.store.remove(person_id)
            except OSError as error:  # it will be offered again, which does less harm than the end of the program
                self._tell(error)
