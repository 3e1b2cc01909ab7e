"""One netz at a time writes a book: a lock file beside it that tells whose it is."""

from __future__ import annotations

import fcntl
import os
import re
from typing import IO, TYPE_CHECKING

from netz_tui.book.problems import BookProblem
from netz_tui.i18n import N_

if TYPE_CHECKING:
    from pathlib import Path

_NOTE = re.compile(r"(clean)?[\d ]*\n?")
_WIDTH = 80
"""Bytes of every note, so that one takes the place of another: to cut the file short first may take 10 ms."""


class Lock:
    """The right to write a book, held as a lock on a file beside it that tells whose it is."""

    def __init__(self, path: Path) -> None:
        self.path = path.with_name(path.name + ".lock")
        self._file: IO[bytes] | None = None

    def take(self) -> str:
        """Take the lock and return what its last holder left; raise `BookProblem` naming who has it now."""
        while True:
            handle = os.fdopen(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600), "r+b")
            try:
                last = self._hold(handle)
                if last is not None:
                    return last
            finally:
                if self._file is None:
                    handle.close()

    def _hold(self, handle: IO[bytes]) -> str | None:
        """Lock the opened file; return None if somebody removed it meanwhile, so that it guards nothing."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = handle.read(20).decode("ascii", "replace").split("\n")[0].strip() or "?"
            raise BookProblem(
                N_("{path} is open in another netz (process {pid}). Close that one first."),
                path=self.path.with_suffix(""),
                pid=holder,
            ) from error
        try:
            if not os.path.samestat(os.fstat(handle.fileno()), self.path.stat()):
                return None
        except FileNotFoundError:
            return None
        last = handle.read(2 * _WIDTH).decode("ascii", "replace")
        if not _NOTE.fullmatch(last):
            raise BookProblem(
                N_("{path} should be the lock of the book but holds something else. Move it or rename the book."),
                path=self.path,
            )
        self._file = handle
        self.note(str(os.getpid()))
        return last.strip()

    def note(self, text: str) -> None:
        """Replace the file's one line."""
        assert self._file is not None
        self._file.seek(0)
        self._file.write(text.ljust(_WIDTH - 1).encode("ascii") + b"\n")
        self._file.flush()

    def release(self) -> None:
        """Give the lock back."""
        if self._file is not None:
            self._file.close()
            self._file = None
