"""Where netz keeps its things, and how a file is written so that it is whole or not there at all."""

from __future__ import annotations

import errno
import os
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

APP = "netz"
BOOK_NAME = "book.sqlite"
SETTINGS_NAME = "settings.toml"
PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
NAME_LIMIT = 120
"""Longest name `safe_name` makes, in UTF-8 bytes: leaves room for a number and a suffix."""

_NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))]
)


class Places(NamedTuple):
    """The folders of one user; none of them needs to exist yet."""

    data: Path
    """The book and its backups: what must not be lost."""
    config: Path
    """The settings file."""
    state: Path
    """The log and what was on the screen last: may be deleted."""

    @property
    def book(self) -> Path:
        """The database."""
        return self.data / BOOK_NAME

    @property
    def backups(self) -> Path:
        """The folder of the book's backups."""
        return self.data / "backups"

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / SETTINGS_NAME

    @property
    def log(self) -> Path:
        """The log file."""
        return self.state / "netz.log"


def places(environ: Mapping[str, str] = os.environ) -> Places:
    """Return the user's folders; `NETZ_HOME` puts all of them below one."""
    if home := environ.get("NETZ_HOME", "").strip():
        root = _absolute(home)
        return Places(data=root, config=root, state=root / "state")

    import platformdirs

    return Places(
        data=platformdirs.user_data_path(APP, appauthor=False),
        config=platformdirs.user_config_path(APP, appauthor=False),
        state=platformdirs.user_state_path(APP, appauthor=False),
    )


def book_path(override: str | os.PathLike[str] | None = None, environ: Mapping[str, str] = os.environ) -> Path:
    """Return the absolute path of the book: the one asked for, `NETZ_BOOK`, or the usual place."""
    if asked := override or environ.get("NETZ_BOOK", "").strip():
        return _absolute(asked)
    return places(environ).book


def _absolute(path: str | os.PathLike[str]) -> Path:
    return Path(os.path.abspath(os.path.expanduser(path)))  # noqa: PTH100, PTH111 - links stay as named; "~x" never raises


def private_folder(folder: Path) -> Path:
    """Make a folder and the missing ones above it, readable by the user alone, and return it.

    A folder that exists keeps its permissions. Raises OSError, e.g. NotADirectoryError for a file in the way.
    """
    missing = []
    above = folder
    while not above.exists():
        missing.append(above)
        above = above.parent
    for path in reversed(missing):
        path.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    return folder


def atomic_write(path: Path, data: bytes | str, mode: int = PRIVATE_FILE, *, overwrite: bool = True) -> None:
    """Write a file so that a crash leaves the old content or the new one, never a part.

    Text is written as UTF-8, newlines as they are. A symbolic link is followed, so that a linked
    settings file stays linked. Raises FileExistsError if `overwrite` is off and something is there,
    OSError if the folder is missing, full or read-only, and UnicodeEncodeError before anything is touched.
    """
    content = data.encode() if isinstance(data, str) else data
    target = Path(os.path.realpath(path)) if overwrite else Path(path)
    part = target.with_name(f".{APP}-{os.urandom(8).hex()}.part")
    try:
        _write_new(part, content, mode)
        if overwrite:
            part.replace(target)
        else:
            _claim(part, target, content, mode)
    finally:
        part.unlink(missing_ok=True)
    _sync_folder(target.parent)


def _write_new(path: Path, content: bytes, mode: int) -> None:
    """Create a file that must not exist, and bring its content to the disk."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, PRIVATE_FILE)
    with os.fdopen(handle, "wb") as file:
        os.fchmod(handle, mode)
        file.write(content)
        file.flush()
        os.fsync(handle)


def _claim(part: Path, target: Path, content: bytes, mode: int) -> None:
    """Give a finished file its name unless the name is taken; without hard links, write it under the name."""
    try:
        os.link(part, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _write_new(target, content, mode)


def _sync_folder(folder: Path) -> None:
    """Bring a folder's list of names to the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some network file systems can't sync folders
            raise
    finally:
        os.close(handle)


def safe_name(text: str, fallback: str = "unnamed") -> str:
    """Return a harmless file name made of any foreign text; without a folder, as readable as possible.

    What separates paths, steers a terminal, hides, or means something to a shell's options or to
    Windows is replaced by `_` or dropped. The result is at most `NAME_LIMIT` UTF-8 bytes; equal texts
    give equal names, but different ones may too.
    """
    # Harmless before and after: a hidden character must not keep a mark from its letter, and a
    # full-width solidus turns into a real one.
    composed = unicodedata.normalize("NFKC", _harmless(text[: 4 * NAME_LIMIT]))
    name = _trimmed(" ".join(_harmless(composed).split()))
    if name.partition(".")[0].rstrip().casefold() in _DEVICES:
        name = f"_{name}"
    return name.encode()[:NAME_LIMIT].decode(errors="ignore").rstrip(". ") or fallback


def _harmless(text: str) -> str:
    """Replace what separates paths or is no name on Windows, drop what can't be seen."""
    return "".join(
        "_" if char in '/\\:*?"<>|' else " " if char.isspace() else char
        for char in text
        if char.isspace() or unicodedata.category(char)[0] != "C"
    )


def _trimmed(name: str) -> str:
    """Drop what must not begin a name (hidden file, option, lone mark) or end it (Windows)."""
    start = 0
    while start < len(name) and (name[start] in ". -_~" or unicodedata.category(name[start])[0] == "M"):
        start += 1
    return name[start:].rstrip(". ")
