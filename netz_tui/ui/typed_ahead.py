"""Keys typed faster than the screen changes: each waits until what the one before it began stands."""

from __future__ import annotations

import asyncio
from collections import deque
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual import events
from textual.message import Message

if TYPE_CHECKING:
    from textual.app import App

_LOOK_AGAIN = 0.005
_PATIENCE = 300
"""How often is looked before a key is handed on whatever goes on: a keyboard must never seem dead. It is counted
and not timed, so that a slow machine has all the time it needs."""
_CALM = 2
"""How many echoes must find all as it was: the first follows the key, the second what the key has caused."""
_LOST = 0.3
"""Seconds after which an echo is taken for lost, because what had the focus is gone."""
_REST = 0.4
"""Seconds without a key after which what takes a while may be done."""
_OPENERS = frozenset({"flow", "area", "command"})
"""The groups of workers that open questions and areas."""


class TypedAhead:
    """The keys and pastes on their way.

    A question is opened some turns of the event loop after the key that answered the one before. Without this, a
    key that belongs to the next question of a row would reach the desk beneath. So while anything is unfinished,
    keys wait here in the order in which they were typed.
    """

    class Echo(Message):
        """Goes the way of a key, behind it: to the program, to what has the focus, and back up."""

        def __init__(self, back: asyncio.Event) -> None:
            super().__init__()
            self.back = back
            self.sent_down = False

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._waiting: deque[events.Event] = deque()
        self._handed: set[int] = set()
        self._task: asyncio.Task[None] | None = None
        self._going: events.Event | None = None
        self._answered = True
        self._held = 0
        self._latest = 0.0

    @property
    def waiting(self) -> int:
        """How many keys wait or are just being answered."""
        return len(self._waiting) + (self._task is not None)

    @property
    def resting(self) -> bool:
        """Whether no key has come for a moment."""
        return not self._waiting and monotonic() - self._latest > _REST

    def hold(self) -> None:
        """Let keys wait until `let_go`: what they are meant for is being made."""
        self._held += 1

    def let_go(self) -> None:
        """Hand keys on again."""
        self._held -= 1

    def holds(self, event: events.Event) -> bool:
        """Tell whether an event must wait; it is kept and handed on later."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            return False
        if id(event) in self._handed:
            self._handed.remove(id(event))
            return False
        self._latest = monotonic()
        if self._task is None:
            if self._calm():
                self._sent(event)
                return False
            self._task = asyncio.get_running_loop().create_task(self._hand_on())
        self._waiting.append(event)
        return True

    def went(self, event: events.Event, *, came_back: bool) -> None:
        """Note that an event came back up to the program and was answered there."""
        if event is self._going and came_back:
            self._answered = True

    def echoed(self, echo: Echo) -> None:
        """Send an echo on its way down, or note that it has come back."""
        if echo.sent_down or not self._app.screen_stack:
            echo.back.set()
            return
        onward = self.Echo(echo.back)
        onward.sent_down = True
        (self._app.focused or self._app.screen).post_message(onward)

    def _sent(self, event: events.Event) -> None:
        """Note what is on its way now; a character typed into an editor can't open anything."""
        self._going = event
        focused = self._app.focused
        self._answered = (
            isinstance(event, events.Key)
            and focused is not None
            and focused.check_consume_key(event.key, event.character)
        )

    async def _hand_on(self) -> None:
        """Hand on what waits, one after the other."""
        try:
            while True:
                if not (self._answered and self._calm(behind_others=True)):
                    await self._settle()
                if not self._waiting or not self._app.screen_stack:
                    return  # nothing is left, or the program is just being left
                event = self._waiting.popleft()
                self._handed.add(id(event))
                self._sent(event)
                self._app.post_message(event)
        finally:
            self._task = None

    async def _settle(self) -> None:
        """Wait until what was sent last is answered and nothing moves any more."""
        calm, seen = 0, None
        for _look in range(_PATIENCE):
            await self._echo()
            if not self._app.screen_stack:
                return
            now = (self._app.screen, self._app.focused)
            if not self._ready():
                calm = 0
                await asyncio.sleep(_LOOK_AGAIN)
            elif self._empty():
                calm = calm + 1 if now == seen else 1
                if calm >= _CALM:
                    break
            seen = now
        self._answered = True

    async def _echo(self) -> None:
        back = asyncio.Event()
        self._app.post_message(self.Echo(back))
        try:
            async with asyncio.timeout(_LOST):
                await back.wait()
        except TimeoutError:
            return

    def _calm(self, *, behind_others: bool = False) -> bool:
        """Tell whether a key may go at once; `behind_others` if what else the program has to do comes before it."""
        if not self._app.screen_stack:
            return False
        return (
            self._answered and self._ready() and self._empty() and (behind_others or not self._app.message_queue_size)
        )

    def _empty(self) -> bool:
        """Tell whether what has the focus, and what is above it, has nothing to do."""
        focused = self._app.focused or self._app.screen
        return not any(node.message_queue_size for node in focused.ancestors_with_self if node is not self._app)

    def _ready(self) -> bool:
        """Tell whether nothing is about to open, and something can take keys."""
        screen = self._app.screen
        if screen is self._app.screen_stack[0] and (self._held or self._opening()):
            return False
        return screen.is_mounted and (screen.focused is not None or not screen.focus_chain)

    def _opening(self) -> bool:
        return any(worker.group in _OPENERS and not worker.is_finished for worker in self._app.workers)
