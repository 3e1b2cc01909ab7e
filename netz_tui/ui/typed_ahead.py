"""Keys typed faster than the screen changes: each waits until what the one before it began stands."""

from __future__ import annotations

from collections import deque
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual import events
from textual.message import Message

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

_LOOK_AGAIN = 0.005
_CALM = 2
"""How often nothing must be about to open: the focus is given a turn after a question has gone."""
_PATIENCE = 1.0
"""Seconds after which a key is handed on whatever goes on: a keyboard must never seem dead."""
_REST = 0.4
"""Seconds without a key after which what takes a while may be done."""
_OPENERS = frozenset({"flow", "area"})
"""The groups of workers that open questions and areas."""


class TypedAhead:
    """The keys on their way. A key is done when it came back up to the program, or when `Settled`, sent after it, did.

    Without this a key that belongs to the next question of a row reaches the desk beneath, because a question
    is opened a few turns of the event loop after the key that answered the one before.
    """

    class Settled(Message):
        """Follows a key through the same queues."""

        def __init__(self, key: events.Key | None) -> None:
            super().__init__()
            self.key = key

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._waiting: deque[events.Key] = deque()
        self._going: events.Key | None = None
        self._before: Screen[Any] | None = None
        self._done = True
        self._looking = False
        self._since = 0.0
        self._latest = 0.0
        self._calm = 0

    @property
    def waiting(self) -> int:
        """How many keys wait."""
        return len(self._waiting)

    @property
    def resting(self) -> bool:
        """Whether no key has come for a moment."""
        return not self._waiting and monotonic() - self._latest > _REST

    def holds(self, event: events.Event) -> bool:
        """Tell whether a key must wait; it is kept and handed on later."""
        if not isinstance(event, events.Key) or event.is_forwarded or event is self._going:
            return False
        self._latest = monotonic()
        if not self._waiting and self._done and self._still():
            self._going, self._before = event, self._app.screen
            return False
        self._waiting.append(event)
        if len(self._waiting) == 1:
            self._follow()
        return True

    def went(self, event: events.Event, *, came_back: bool) -> None:
        """Note how far a key has come: it was handed on, or it came back up and was answered."""
        if event is not self._going or not isinstance(event, events.Key):
            return
        focused = self._app.focused
        typed = focused is not None and focused.check_consume_key(event.key, event.character)
        self._done = came_back or typed or not event.is_forwarded
        if self._done:
            self._go_on()
        elif self._waiting:
            self._follow()

    def settled(self, message: Settled) -> None:
        """Go on if the key that is on its way has been answered; what follows an earlier one tells nothing any more."""
        if message.key is self._going and not self._done:
            self._done = True
            self._go_on()

    def _follow(self) -> None:
        """Send `Settled` after the key that is on its way, and watch for when the next may go."""
        if not self._done:
            (self._app.focused or self._app.screen).post_message(self.Settled(self._going))
        self._watch()

    def _go_on(self) -> None:
        """Let the next key go at once if the one before has opened nothing, else watch."""
        if not self._waiting:
            return
        if self._app.screen is self._before and not self._opening():
            self._release()
        else:
            self._watch()

    def _watch(self) -> None:
        self._since, self._calm = monotonic(), 0
        if not self._looking:
            self._looking = True
            self._app.set_timer(_LOOK_AGAIN, self._look)

    def _look(self) -> None:
        self._looking = False
        if not self._waiting:
            return
        self._calm = self._calm + 1 if self._done and self._still() else 0
        if self._calm >= _CALM or monotonic() - self._since > _PATIENCE:
            self._release()
        else:
            self._looking = True
            self._app.set_timer(_LOOK_AGAIN, self._look)

    def _release(self) -> None:
        self._going, self._before = self._waiting.popleft(), self._app.screen
        self._done = False
        self._app.post_message(self._going)

    def _still(self) -> bool:
        """Tell whether nothing is about to open: a question stands and has the keys, or none is coming."""
        screen = self._app.screen
        if screen is not self._app.screen_stack[0]:
            return screen.is_mounted and (screen.focused is not None or not screen.focus_chain)
        return not self._opening()

    def _opening(self) -> bool:
        return any(worker.group in _OPENERS and not worker.is_finished for worker in self._app.workers)
