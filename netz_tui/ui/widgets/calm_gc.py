"""Garbage is collected while nobody types: no key waits for it."""

from __future__ import annotations

import asyncio
import gc
from time import monotonic

IDLE_SECONDS = 1.0
"""How long no key may have come before everything is collected."""
YOUNG_LIMIT = 50_000
"""So many new containers are collected in between, at once, however busy the keys are."""
WORTHWHILE = 2_000
"""Fewer new containers than this are left for later."""


class CalmGC:
    """Takes the cyclic garbage collector out of the way of the keys.

    At the start the collector is switched off. From then on a look once a second collects when no `touch` has
    come for `IDLE_SECONDS`, or when there is so much that memory would grow. The first time, everything that
    lives is frozen, so it is never walked again.
    """

    def __init__(self) -> None:
        self._touched = 0.0
        self._frozen = False
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Begin, once the first frame stands; call it in the thread of the running event loop."""
        if self._timer is None:
            gc.disable()
            self._wait()

    def touch(self) -> None:
        """Say that a key or the mouse was used."""
        self._touched = monotonic()

    def stop(self) -> None:
        """Give everything back to the collector as it was."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
            if self._frozen:
                self._frozen = False
                gc.unfreeze()
            gc.enable()

    def _wait(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(IDLE_SECONDS, self._look)

    def _look(self) -> None:
        fresh = gc.get_count()[0]
        if not self._frozen and monotonic() - self._touched >= IDLE_SECONDS:
            gc.collect()
            gc.freeze()
            self._frozen = True
        elif fresh > WORTHWHILE and monotonic() - self._touched >= IDLE_SECONDS:
            gc.collect()
        elif fresh > YOUNG_LIMIT:
            gc.collect(0)
        self._wait()
