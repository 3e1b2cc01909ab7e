"""Opening a book is a gate: everything is checked read-only before a byte is written."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from netz_tui.book.lock import Lock
from netz_tui.book.problems import BookProblem, explain
from netz_tui.i18n import N_
from netz_tui.paths import private_folder

if TYPE_CHECKING:
    from collections.abc import Callable

APPLICATION_ID = 0x6E65747A
"""`netz` in ASCII, at offset 68 of every book's header."""

_MAGIC = b"SQLite format 3\x00"
_HEADER_SIZE = 100
_SMALL = 8 * 1024 * 1024
_NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})
PRAGMAS = {
    "foreign_keys": 1,
    "synchronous": 2,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "busy_timeout": 5000,
    "cache_size": -1000,
}


class Migration(NamedTuple):
    """One ordered step of the schema; `version` is the `user_version` after it."""

    version: int
    name: str
    sql: str


def migrations() -> list[Migration]:
    """Return all steps in order, read from the SQL files of this package."""
    folder = Path(__file__).with_name("migrations")
    steps = [
        Migration(int(file.name[:4]), file.name[5:-4], file.read_text(encoding="utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".sql")
    ]
    return sorted(steps, key=lambda step: step.version)


def _stamp(path: Path) -> str:
    """Return size and time of a closed book: equal means nobody has touched it since."""
    info = path.stat()
    return f"clean {info.st_size} {info.st_mtime_ns}"


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _uri(path: Path, mode: str) -> str:
    return f"file://{quote(os.fsencode(path.absolute()))}?mode={mode}"


def _resting(path: Path) -> bool:
    """Tell whether nobody has the file open and nothing waits to be folded into it."""
    return not (_beside(path, "-wal").exists() or _beside(path, "-journal").exists())


def connect(path: Path, *, writable: bool) -> sqlite3.Connection:
    """Open a connection to a checked book with every pragma set and asserted.

    A writable connection still refuses to write (`query_only`) until an action opens it.
    """
    connection = sqlite3.connect(
        _uri(path, "rw" if writable else _looking(path)),
        uri=True,
        isolation_level=None,
        timeout=5.0,
        cached_statements=256,
        check_same_thread=True,
    )
    for name, value in PRAGMAS.items():
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


def _looking(path: Path) -> str:
    """Return how to open a book that is only looked into, so that nothing is left beside it.

    Shared memory is needed to look into a book that somebody may write; SQLite takes it away again only if it was
    opened to be written. Where that is not allowed, nobody else writes a resting book either.
    """
    if not _resting(path):
        return "ro"
    return "rw" if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK) else "ro&immutable=1"


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


def _check_version(path: Path, version: int, steps: list[Migration]) -> None:
    newest = steps[-1].version
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


def check_content(path: Path, steps: Callable[[], list[Migration]] = migrations) -> int:
    """Read the whole file and return its schema version; changes nothing.

    Raises `BookProblem` if SQLite finds damage, or if a table or trigger is not as netz makes it.
    """
    mode = "ro&immutable=1" if _resting(path) else "ro"  # a resting file is left without files beside it
    connection = sqlite3.connect(_uri(path, mode), uri=True, isolation_level=None, timeout=1.0)
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA cell_size_check = ON")
        if damage := _damage(path, connection):
            raise BookProblem(
                N_("{path} is damaged ({detail}). Restore the newest backup beside it; nothing was changed."),
                path=path,
                detail=damage,
            )
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        known = steps()
        _check_version(path, version, known)
        _check_schema(path, connection, [step for step in known if step.version <= version])
    except UnicodeDecodeError as error:  # what SQLite says quotes a name that is damaged
        raise explain(sqlite3.DatabaseError("malformed database schema"), path) from error
    except sqlite3.Error as error:
        raise explain(error, path) from error
    finally:
        connection.close()
    return int(version)


def _damage(path: Path, connection: sqlite3.Connection) -> str:
    """Return what SQLite finds wrong, or nothing; that the last page is cut it would not notice."""
    (page_size,) = connection.execute("PRAGMA page_size").fetchone()
    if _resting(path) and path.stat().st_size % page_size:
        return "the end is missing"
    answers = [row[0] for row in connection.execute("PRAGMA quick_check(3)")]
    return "" if answers == ["ok"] else str(answers[0]).split("\n")[-1][:80]


def _schema(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    rows = connection.execute("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite^_%' ESCAPE '^'")
    return {(kind, name): sql for kind, name, sql in rows}


def _check_schema(path: Path, connection: sqlite3.Connection, steps: list[Migration]) -> None:
    """Refuse a book that lacks a part, has one altered, or has a trigger of its own; other additions do no harm."""
    model = sqlite3.connect(":memory:")
    try:
        for step in steps:
            model.executescript(step.sql)
        wanted = _schema(model)
    finally:
        model.close()
    found = _schema(connection)
    wrong = [name for (kind, name), sql in wanted.items() if found.get((kind, name)) != sql]
    wrong += [name for kind, name in found if kind == "trigger" and (kind, name) not in wanted]
    if wrong:
        raise BookProblem(
            N_("{path} is not built as a netz book is ({detail}). Restore the newest backup; nothing was changed."),
            path=path,
            detail=wrong[0],
        )


def _create(path: Path, steps: list[Migration]) -> None:
    """Make a new, empty book under a temporary name and move it into place."""
    import tempfile

    descriptor, name = tempfile.mkstemp(prefix=".netz-", suffix=".new", dir=path.parent)
    os.close(descriptor)
    draft = Path(name)
    try:
        connection = sqlite3.connect(draft, isolation_level=None)
        try:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            _apply(connection, path, steps)
        finally:
            connection.close()
        with draft.open("rb") as handle:
            os.fsync(handle.fileno())
        try:
            os.link(draft, path)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            draft.rename(path)
        _sync_folder(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _apply(connection: sqlite3.Connection, path: Path, steps: list[Migration]) -> None:
    """Run steps in one transaction, version included."""
    script = "\n".join(f"{step.sql}\nPRAGMA user_version = {step.version};" for step in steps)
    try:
        connection.executescript(f"BEGIN IMMEDIATE;\n{script}")
        _check_references(connection, path)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _check_references(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise BookProblem(N_("{path} could not be brought up to date; nothing was changed."), path=path)


def backup(path: Path, target: Path, steps: Callable[[], list[Migration]] = migrations) -> None:
    """Copy a book, open or not, to `target` by SQLite's backup interface; the copy is checked, 0600 and one file.

    Raises `BookProblem` if the book can't be read or the copy can't be written; `target` is then as it was.
    """
    try:
        import tempfile

        descriptor, name = tempfile.mkstemp(prefix=".netz-", suffix=".copy", dir=target.parent)
        os.close(descriptor)
        draft = Path(name)
        try:
            _copy(path, draft)
            check_content(draft, steps)
            draft.replace(target)
            _sync_folder(target.parent)
        finally:
            draft.unlink(missing_ok=True)
    except sqlite3.Error as error:
        raise explain(error, target) from error
    except OSError as error:
        raise BookProblem(N_("{path} cannot be written: {error}."), path=target, error=error.strerror) from error


def _copy(path: Path, draft: Path) -> None:
    source = sqlite3.connect(_uri(path, "ro&immutable=1" if _resting(path) else "ro"), uri=True)
    try:
        copy = sqlite3.connect(draft)
        try:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()
    finally:
        source.close()


def _hold(path: Path) -> int:
    """Return the schema version after making sure that no other program holds the book."""
    connection = sqlite3.connect(_uri(path, "rw"), uri=True, isolation_level=None, timeout=1.0)
    try:
        connection.execute("BEGIN IMMEDIATE")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        connection.execute("ROLLBACK")
    finally:
        connection.close()
    return int(version)


def _migrate(path: Path, version: int, steps: list[Migration]) -> None:
    """Bring an older book up to date, all steps or none, after a copy of it was made beside it."""
    todo = [step for step in steps if step.version > version]
    if not todo:
        return
    backup(path, _beside(path, f".before-schema-{todo[-1].version}"), lambda: steps)
    connection = sqlite3.connect(_uri(path, "rw"), uri=True, isolation_level=None, timeout=5.0)
    try:
        _apply(connection, path, todo)
    finally:
        connection.close()


class Gate:
    """An opened gate: the lock that is held and whether the content still wants checking in the background."""

    def __init__(self, path: Path, lock: Lock | None, *, unchecked: bool) -> None:
        self.path = path
        self.lock = lock
        self.unchecked = unchecked

    def close(self) -> None:
        """Leave the mark of a clean end and give the lock back; every connection must be closed before."""
        if self.lock is not None:
            with contextlib.suppress(OSError):
                if _resting(self.path):
                    self.lock.note(_stamp(self.path))
            self.lock.release()
            self.lock = None


def pass_gate(path: Path, *, writable: bool = True, steps: Callable[[], list[Migration]] = migrations) -> Gate:
    """Check a book, make it if it is not there, bring it up to date; raise `BookProblem` and change nothing else.

    A large book that was closed cleanly and not touched since is checked by the caller in the background
    (`Gate.unchecked`), so that opening a million people takes no longer than opening none.
    """
    path = Path(os.path.realpath(path))  # one book has one lock, whatever links lead to it
    try:
        return _enter(path, steps()) if writable else _look_in(path, steps())
    except sqlite3.Error as error:
        raise explain(error, path) from error
    except OSError as error:
        raise BookProblem(N_("{path} cannot be opened: {error}."), path=path, error=error.strerror) from error


def _look_in(path: Path, steps: list[Migration]) -> Gate:
    _check_version(path, _check_header(path), steps)
    if check_content(path, lambda: steps) < steps[-1].version:
        raise BookProblem(N_("{path} is from an older netz. Open it once with netz to bring it up to date."), path=path)
    return Gate(path, None, unchecked=False)


def _enter(path: Path, steps: list[Migration]) -> Gate:
    private_folder(path.parent)
    lock = Lock(path)
    existed = lock.path.exists()
    if path.exists() and not existed:  # closing the file would free the locks of a book that this process has open
        _check_before(path, steps)
    last = lock.take()
    try:
        if not path.exists():
            _create(path, steps)
        _check_before(path, steps)
        trusted = path.stat().st_size > _SMALL and last == _stamp(path)
        if not trusted:
            check_content(path, lambda: steps)
        version = _hold(path)
        _check_version(path, version, steps)
        path.chmod(0o600)
        _migrate(path, version, steps)
    except BaseException:
        if not existed:
            lock.path.unlink(missing_ok=True)
        lock.release()
        raise
    return Gate(path, lock, unchecked=trusted)


def _check_before(path: Path, steps: list[Migration]) -> None:
    _check_version(path, _check_header(path), steps)
    _check_writable(path)
