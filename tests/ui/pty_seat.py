"""Netz in a real pseudo-terminal: keys go in as bytes, what comes out is kept and drawn."""

from __future__ import annotations

import os
import re
import select
import signal
import sys
import time
from typing import TYPE_CHECKING, Self

import ptyprocess
import pyte

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

SEQUENCE = re.compile(
    rb"""(?sx)
      \x1b\[ (?P<csi>[0-?]*[\x20-/]*[@-~])
    | \x1b\] (?P<osc>[^\x07\x1b]*) (?:\x07|\x1b\\)
    | \x1b (?P<string>[PX^_]) .*? \x1b\\
    | \x1b (?P<short>[\x20-/]*[0-~])
    """
)
UNDRAWABLE = re.compile(rb"\x1b\[[<=>][0-9;:]*[a-zA-Z]")
"""Sequences of newer keyboard protocols, which the emulator would print."""


class PtySeat:
    """One run of the program. `home` becomes NETZ_HOME; `code` is run in place of `python -m netz_tui`."""

    def __init__(
        self,
        home: Path,
        *arguments: str,
        size: tuple[int, int] = (120, 40),
        env: Mapping[str, str] | None = None,
        code: str = "",
    ) -> None:
        columns, lines = size
        kept = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES", "NO_COLOR"}}
        told = {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "NETZ_HOME": str(home)}
        program = ["-c", code] if code else ["-m", "netz_tui"]
        argv: Sequence[str] = [sys.executable, *program, *arguments]
        self.output = b""
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._pty = ptyprocess.PtyProcess.spawn(argv, dimensions=(lines, columns), env=kept | told | dict(env or {}))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pty.close(force=True)

    @property
    def text(self) -> str:
        """The screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def cursor_hidden(self) -> bool:
        return bool(self._screen.cursor.hidden)

    def type(self, text: str) -> float:
        """Send keys; return the time at which they were sent."""
        os.write(self._pty.fd, text.encode())
        return time.perf_counter()

    def read(self, timeout: float) -> bool:
        """Take in what comes within the timeout; return whether anything did."""
        try:
            if not select.select([self._pty.fd], [], [], timeout)[0]:
                return False
            data = os.read(self._pty.fd, 1 << 16)
        except (OSError, ValueError):  # the other side is gone
            return False
        self.output += data
        self._stream.feed(UNDRAWABLE.sub(b"", data))
        return bool(data)

    def wait(self, text: str, timeout: float = 60) -> None:
        """Return when a text is seen."""
        end = time.perf_counter() + timeout
        while text not in self.text:
            if time.perf_counter() > end or not (self.read(0.05) or self._pty.isalive()):
                raise AssertionError(f"{text!r} was not seen:\n{self.text}")

    def settle(self, silence: float = 0.15) -> None:
        """Return when nothing has come for a while."""
        while self.read(silence):
            pass

    def signal(self, number: int) -> None:
        """Send a signal to the program."""
        os.kill(self._pty.pid, number)

    def kill(self) -> None:
        """End it as a power cut does."""
        self.signal(signal.SIGKILL)
        self.gone()

    def hang_up(self) -> None:
        """Close the terminal under the program."""
        self._pty.fileobj.close()

    def gone(self, timeout: float = 60) -> int:
        """Wait for the end; return the exit status, negative for a signal."""
        end = time.perf_counter() + timeout
        while self._pty.isalive():
            assert time.perf_counter() < end, f"it is still running:\n{self.text}"
            if self._pty.fileobj.closed or not self.read(0.02):
                time.sleep(0.01)
        while not self._pty.fileobj.closed and self.read(0):
            pass
        status: int | None = self._pty.exitstatus
        return -int(self._pty.signalstatus) if status is None else status

    def sequences(self) -> set[str]:
        """The kinds of control sequences written: colours and places aside, each with its values."""
        kinds = set()
        for found in SEQUENCE.finditer(self.output):
            kind, value = found.lastgroup, found[found.lastgroup or 0].decode("utf-8", "replace")
            kinds.add(f"{kind} {value[-1] if kind == 'csi' and value[-1] in 'mHABCDG' else value}")
        return kinds

    @property
    def rest(self) -> bytes:
        """What was written besides control sequences."""
        return SEQUENCE.sub(b"", self.output)
