"""Tells when something has rested for a while; that it moved is noted for next to nothing, so a key can do it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Rest:
    """Makes a call once `seconds` have passed since the last `touch`; the call is made in the event loop."""

    def __init__(self, seconds: float, call: Callable[[], object]) -> None:
        self._seconds = seconds
        self._call = call
        self._until = 0.0
        self._handle: asyncio.TimerHandle | None = None

    def touch(self) -> None:
        """Begin to wait, or wait anew."""
        loop = asyncio.get_running_loop()
        self._until = loop.time() + self._seconds
        if self._handle is None:
            self._handle = loop.call_at(self._until, self._look)

    def stop(self) -> None:
        """Make no call."""
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def _look(self) -> None:
        loop = asyncio.get_running_loop()
        if loop.time() < self._until:
            self._handle = loop.call_at(self._until, self._look)
        else:
            self._handle = None
            self._call()
