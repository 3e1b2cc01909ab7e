"""Opening a book is a gate: everything is checked read-only before a byte is written."""

from __future__ import annotations

import contextlib
import fcntl
import os
import sqlite3
import stat
import tempfile
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import IO, TYPE_CHECKING
from urllib.parse import quote

from netz_tui.book.problems import BookProblem, explain
from netz_tui.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable

APPLICATION_ID = 0x6E65747A
"""`netz` in ASCII, at offset 68 of every book's header."""

_MAGIC = b"SQLite format 3\x00"
_HEADER_SIZE = 100
_SMALL = 8 * 1024 * 1024
_PRAGMAS = {
    "foreign_keys": 1,
    "synchronous": 2,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "busy_timeout": 5000,
}


@dataclass(frozen=True, slots=True)
class Migration:
    """One ordered step of the schema; `version` is the `user_version` after it."""

    version: int
    name: str
    sql: str


def migrations() -> list[Migration]:
    """Return all steps in order, read from the SQL files of this package."""
    folder = resources.files("netz_tui.book") / "migrations"
    steps = [
        Migration(int(file.name[:4]), file.name[5:-4], file.read_text(encoding="utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".sql")
    ]
    return sorted(steps, key=lambda step: step.version)


def newest_version() -> int:
    """Return the schema version that this program writes."""
    folder = resources.files("netz_tui.book") / "migrations"
    return max(int(file.name[:4]) for file in folder.iterdir() if file.name.endswith(".sql"))


class Lock:
    """The right to write a book, held as a lock on a file beside it that tells whose it is."""

    def __init__(self, path: Path) -> None:
        self.path = path.with_name(path.name + ".lock")
        self._file: IO[bytes] | None = None

    def take(self) -> str:
        """Take the lock and return what its last holder left; raise `BookProblem` naming who has it now."""
        handle = os.fdopen(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600), "r+b")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = handle.read(20).decode("ascii", "replace").split("\n")[0].strip() or "?"
            handle.close()
            raise BookProblem(
                N_("{path} is open in another netz (process {pid}). Close that one first."),
                path=self.path.with_suffix(""),
                pid=holder,
            ) from error
        self._file = handle
        last = handle.read(200).decode("ascii", "replace")
        self.note(f"{os.getpid()}\n")
        return last

    def note(self, text: str) -> None:
        """Replace the file's content."""
        assert self._file is not None
        self._file.seek(0)
        self._file.truncate()
        self._file.write(text.encode("ascii"))
        self._file.flush()

    def release(self) -> None:
        """Give the lock back."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _stamp(path: Path) -> str:
    """Return size, time and change counter of a closed book: equal means nobody has touched it since."""
    info = path.stat()
    return f"clean {info.st_size} {info.st_mtime_ns}\n"


def connect(path: Path, *, writable: bool) -> sqlite3.Connection:
    """Open a connection to a checked book with every pragma set and asserted.

    A writable connection still refuses to write (`query_only`) until an action opens it.
    """
    mode = "rw" if writable else "ro"
    connection = sqlite3.connect(
        f"file:{quote(str(path))}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=5.0,
        cached_statements=256,
        check_same_thread=True,
    )
    for name, value in _PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {value}")
        (seen,) = connection.execute(f"PRAGMA {name}").fetchone()
        if seen != value:
            raise BookProblem(N_("This SQLite does not honour {name}; netz cannot keep the book safe."), name=name)
    if writable:
        (journal,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
        if journal != "wal":
            raise BookProblem(
                N_("{path} lies on a file system without shared memory. Move it to a local disk."), path=path
            )
    connection.execute("PRAGMA query_only = ON")
    return connection


def _check_header(path: Path) -> int:
    """Return the header's schema version; raise `BookProblem` for anything that is not a book."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError as error:
        raise BookProblem(N_("{path} cannot be read: {error}."), path=path, error=error.strerror) from error
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise BookProblem(
                N_("{path} is not a file. Name a netz book, or a file that does not exist yet."), path=path
            )
        header = os.read(descriptor, _HEADER_SIZE)
    finally:
        os.close(descriptor)
    if not header:
        raise BookProblem(N_("{path} is empty. Restore a backup, or delete it to start a new book."), path=path)
    if len(header) < _HEADER_SIZE or not header.startswith(_MAGIC):
        raise BookProblem(N_("{path} is not a netz book. Nothing was changed."), path=path)
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise BookProblem(N_("{path} is the database of another program. Nothing was changed."), path=path)
    return int.from_bytes(header[60:64], "big")


def _check_version(path: Path, version: int) -> None:
    newest = newest_version()
    if version > newest:
        raise BookProblem(
            N_("{path} was written by a newer netz (schema {version}, this one knows {newest}). Update netz."),
            path=path,
            version=version,
            newest=newest,
        )
    if version < 1:
        raise BookProblem(N_("{path} is not a netz book. Nothing was changed."), path=path)


def _check_writable(path: Path) -> None:
    modes = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
    if not os.access(path, os.W_OK) or not path.stat().st_mode & modes:
        raise BookProblem(N_("{path} is read-only. Nothing was changed; make it writable or open a copy."), path=path)
    if not os.access(path.parent, os.W_OK):
        raise BookProblem(N_("The folder {path} is read-only; netz writes beside the book."), path=path.parent)


def check_content(path: Path) -> None:
    """Read the whole file and raise `BookProblem` if SQLite finds damage; changes nothing."""
    connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, isolation_level=None, timeout=1.0)
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA cell_size_check = ON")
        answers = [row[0] for row in connection.execute("PRAGMA quick_check(3)")]
        if answers != ["ok"]:
            raise BookProblem(
                N_("{path} is damaged ({detail}). Restore the newest backup beside it; nothing was changed."),
                path=path,
                detail=str(answers[0])[:80],
            )
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        _check_version(path, version)
    except sqlite3.Error as error:
        raise explain(error, path) from error
    finally:
        connection.close()


def _create(path: Path) -> None:
    """Make a new, empty book under a temporary name and move it into place."""
    descriptor, name = tempfile.mkstemp(prefix=".netz-", suffix=".new", dir=path.parent)
    os.close(descriptor)
    draft = Path(name)
    try:
        connection = sqlite3.connect(draft, isolation_level=None)
        try:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            for step in migrations():
                _apply(connection, step)
        finally:
            connection.close()
        with draft.open("rb") as handle:
            os.fsync(handle.fileno())
        os.link(draft, path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    finally:
        draft.unlink(missing_ok=True)


def _apply(connection: sqlite3.Connection, step: Migration) -> None:
    """Run one step in one transaction, version included."""
    try:
        connection.executescript(f"BEGIN IMMEDIATE;\n{step.sql}\nPRAGMA user_version = {step.version};\nCOMMIT;")
    except sqlite3.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def backup(path: Path, target: Path) -> None:
    """Copy a book, open or not, to `target` by SQLite's backup interface; the copy is checked and 0600."""
    descriptor, name = tempfile.mkstemp(prefix=".netz-", suffix=".copy", dir=target.parent)
    os.close(descriptor)
    draft = Path(name)
    source = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)
    try:
        copy = sqlite3.connect(draft)
        try:
            source.backup(copy)
        finally:
            copy.close()
        check_content(draft)
        draft.replace(target)
    finally:
        source.close()
        draft.unlink(missing_ok=True)


def _migrate(path: Path, version: int, steps: list[Migration]) -> None:
    """Bring an older book up to date, after a copy of it was made beside it."""
    todo = [step for step in steps if step.version > version]
    if not todo:
        return
    backup(path, path.with_name(f"{path.name}.before-schema-{todo[-1].version}"))
    connection = sqlite3.connect(f"file:{quote(str(path))}?mode=rw", uri=True, isolation_level=None, timeout=5.0)
    try:
        for step in todo:
            _apply(connection, step)
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise BookProblem(N_("{path} could not be brought up to date; the copy beside it is unchanged."), path=path)
    except sqlite3.Error as error:
        raise explain(error, path) from error
    finally:
        connection.close()


@dataclass(slots=True)
class Gate:
    """An opened gate: the lock that is held and whether the content still wants checking in the background."""

    path: Path
    lock: Lock | None
    unchecked: bool

    def close(self) -> None:
        """Leave the mark of a clean end and give the lock back; every connection must be closed before."""
        if self.lock is not None:
            with contextlib.suppress(OSError):
                self.lock.note(_stamp(self.path))
            self.lock.release()
            self.lock = None


def pass_gate(path: Path, *, writable: bool = True, steps: Callable[[], list[Migration]] = migrations) -> Gate:
    """Check a book, make it if it is not there, bring it up to date; raise `BookProblem` and change nothing else.

    A large book that was closed cleanly and not touched since is checked by the caller in the background
    (`Gate.unchecked`), so that opening a million people takes no longer than opening none.
    """
    if not writable:
        version = _check_header(path)
        _check_version(path, version)
        check_content(path)
        if version < newest_version():
            raise BookProblem(
                N_("{path} is from an older netz. Open it once with netz to bring it up to date."), path=path
            )
        return Gate(path, None, unchecked=False)
    if not path.parent.is_dir():
        path.parent.mkdir(mode=0o700, parents=True)
    lock = Lock(path)
    existed = lock.path.exists()
    try:
        if path.exists():
            _check_header(path)
            _check_writable(path)
        last = lock.take()
    except OSError as error:
        raise BookProblem(N_("{path} cannot be opened: {error}."), path=path, error=error.strerror) from error
    try:
        if not path.exists():
            _create(path)
        version = _check_header(path)
        _check_version(path, version)
        trusted = path.stat().st_size > _SMALL and last == _stamp(path)
        if not trusted:
            check_content(path)
        path.chmod(0o600)
        _migrate(path, version, steps())
    except BaseException:
        lock.release()
        if not existed:
            lock.path.unlink(missing_ok=True)
        raise
    return Gate(path, lock, unchecked=trusted)
