"""Run a full-screen program in a pseudo-terminal and time what its user sees.

What arrives is stamped when it is read and drawn by a terminal emulator only after the program has fallen
silent: the emulator's own time is in no figure. A key's time runs from the moment it is sent to the stamp of
the piece of output that makes the expected text visible.
"""

from __future__ import annotations

import os
import re
import select
import statistics
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

import ptyprocess
import pyte

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

SILENCE = 0.008
"""Seconds without output after which what came is drawn."""
REPEAT = 0.025
"""Seconds from what a key made visible to the next key: about how fast a held key repeats."""
ANSWERS = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",  # yes, synchronised output
    b"\x1b[6n": b"\x1b[1;1R",  # the cursor is at the top
    b"\x1b[c": b"\x1b[?62;22c",  # a terminal with colours
}
PRIVATE = re.compile(rb"\x1b\[[<=>][0-9;:]*[a-zA-Z]")
"""Sequences of newer keyboard protocols, which the emulator would print."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How samples, in milliseconds, are spread."""

    p50: float
    p90: float
    p99: float
    worst: float
    count: int

    @classmethod
    def of(cls, samples: Sequence[float]) -> Self:
        """Return the spread of at least one sample."""
        ranked = sorted(samples)

        def quantile(share: float) -> float:
            return ranked[min(len(ranked) - 1, int(share * len(ranked)))]

        return cls(statistics.median(ranked), quantile(0.9), quantile(0.99), ranked[-1], len(ranked))


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys to send `times` times over, each time until `shows` is seen.

    `{}` in `shows` is the number of the round, counted from `start`; None is any change of the screen.
    Untimed keys only bring the program where the timed ones begin.
    """

    send: str
    shows: str | None = None
    times: int = 1
    start: int = 0
    timed: bool = True

    def pattern(self, number: int) -> str | None:
        """Return the pattern of one round."""
        return None if self.shows is None else self.shows.replace("{}", str(self.start + number))


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run of a program cost."""

    first_frame: float
    """Milliseconds from its start to the first full frame."""
    keys: tuple[float, ...]
    """Milliseconds from each timed key to the change it makes visible."""
    cpu: float
    """Milliseconds of processor time until the first full frame."""
    rss: float
    """Megabytes resident at the end, child processes included."""

    @property
    def spread(self) -> Spread:
        """The spread of the keys."""
        return Spread.of(self.keys)


_NOT_INHERITED = frozenset({"COLUMNS", "LINES", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"})
"""The size is the terminal's to say; and an installed program keeps its compiled modules."""


class Terminal:
    """A program that runs in a pseudo-terminal, and its screen."""

    def __init__(
        self,
        argv: Sequence[str],
        size: tuple[int, int] = (120, 40),
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        columns, lines = size
        inherited = {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}
        told = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8", **(env or {})}
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._texts = [""] * lines
        self._waiting: list[tuple[float, bytes]] = []
        self.started = time.perf_counter()
        self._process = ptyprocess.PtyProcess.spawn(
            list(argv), dimensions=(lines, columns), env=inherited | told, cwd=cwd
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def text(self) -> str:
        """The screen, one line a row, without blanks at the ends."""
        cells = self._screen.buffer
        for line in self._screen.dirty:
            row = cells[line]
            self._texts[line] = "".join(row[column].data for column in range(self._screen.columns)).rstrip()
        self._screen.dirty.clear()
        return "\n".join(self._texts)

    @property
    def rss(self) -> float:
        """Resident megabytes of the program and its children."""
        return sum(_resident(pid) for pid in _family(self._process.pid))

    @property
    def cpu(self) -> float:
        """Milliseconds of processor time used so far by the program itself."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")

    def send(self, keys: str) -> float:
        """Send keys; return the time."""
        now = time.perf_counter()
        os.write(self._process.fd, keys.encode())
        return now

    def wait(self, pattern: str | None, timeout: float = 60.0) -> float:
        """Return when the pattern became visible, or, for None, when anything on the screen changed.

        Raises TimeoutError, and EOFError if the program ends before.
        """
        seen: Callable[[], bool]
        if pattern is None:
            before = self._look()

            def seen() -> bool:
                return self._look() != before
        else:
            search = re.compile(pattern, re.MULTILINE).search

            def seen() -> bool:
                return search(self.text) is not None

        end = time.perf_counter() + timeout
        while (now := time.perf_counter()) < end:
            if self._read(SILENCE):
                continue
            if self._waiting:
                stamp = self._draw(seen)
                if stamp is not None:
                    return stamp
            elif pattern is not None and seen():
                return now
        raise TimeoutError(f"{pattern!r} was not seen in {timeout} s:\n{self.text}")

    def settle(self, silence: float = 0.2, limit: float = 10.0) -> None:
        """Wait until nothing has come for `silence` seconds."""
        end = time.perf_counter() + limit
        while time.perf_counter() < end and self._read(silence):
            pass
        self._draw(lambda: False)

    def close(self) -> None:
        """End the program."""
        self._process.close(force=True)

    def _look(self) -> tuple[object, ...]:
        """Return all that a change may show in: characters, their looks, the cursor."""
        cells, columns = self._screen.buffer, range(self._screen.columns)
        shown = [tuple(cells[line][column] for column in columns) for line in range(self._screen.lines)]
        return (*shown, self._screen.cursor.x, self._screen.cursor.y)

    def _read(self, timeout: float) -> bool:
        """Stamp what arrives within the timeout; return whether anything did."""
        if not select.select([self._process.fd], [], [], timeout)[0]:
            return False
        try:
            data = os.read(self._process.fd, 1 << 16)
        except OSError as error:  # the other side is closed
            raise EOFError(f"the program ended:\n{self.text}") from error
        stamp = time.perf_counter()
        if not data:
            raise EOFError(f"the program ended:\n{self.text}")
        self._waiting.append((stamp, data))
        for question, answer in ANSWERS.items():
            if question in data:
                os.write(self._process.fd, answer)
        return True

    def _draw(self, seen: Callable[[], bool]) -> float | None:
        """Draw what has come; return the stamp of the first piece after which `seen` holds."""
        found = None
        for stamp, data in self._waiting:
            self._stream.feed(PRIVATE.sub(b"", data))
            if found is None and seen():
                found = stamp
        self._waiting.clear()
        return found


def measure(
    argv: Sequence[str],
    start: str,
    keys: Sequence[Keys] = (),
    *,
    size: tuple[int, int] = (120, 40),
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    gap: float = REPEAT,
    timeout: float = 60.0,
) -> Figures:
    """Run a program once: time it until `start` is seen, then each of the timed keys, `gap` seconds apart.

    Raises TimeoutError where something expected is not seen, EOFError where the program ends early.
    """
    with Terminal(argv, size, env, cwd) as terminal:
        first_frame = (terminal.wait(start, timeout) - terminal.started) * 1000
        cpu = terminal.cpu
        terminal.settle()
        samples: list[float] = []
        for group in keys:
            for number in range(group.times):
                sent = terminal.send(group.send)
                taken = (terminal.wait(group.pattern(number), timeout) - sent) * 1000
                if group.timed:
                    samples.append(taken)
                    time.sleep(gap)
            if not group.timed:
                terminal.settle()
        return Figures(first_frame, tuple(samples), cpu, terminal.rss)


def _family(pid: int) -> list[int]:
    """Return the ids of a process and of all that descend from it."""
    family, todo = [], [pid]
    while todo:
        family.append(todo.pop())
        children = Path(f"/proc/{family[-1]}/task/{family[-1]}/children")
        todo += map(int, children.read_text().split()) if children.exists() else []
    return family


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"^VmRSS:\s+(\d+) kB", status, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0
