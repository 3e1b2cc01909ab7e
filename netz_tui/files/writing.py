"""Writing files: whole or not at all, readable by the owner only, never over another file unasked."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from netz_tui.files.netz_json import write_json
from netz_tui.files.source import FileProblem
from netz_tui.files.write_csv import write_google, write_netz, write_outlook
from netz_tui.files.write_vcard import write_vcards

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from netz_tui.files.records import Card

WRITERS: dict[str, Callable[[Iterable[Card]], Iterator[str]]] = {
    "vcard4": lambda cards: write_vcards(cards, "4.0"),
    "vcard3": lambda cards: write_vcards(cards, "3.0"),
    "csv": write_netz,
    "google": write_google,
    "outlook": write_outlook,
    "json": write_json,
}
"""The formats netz writes, by name; each gives out text."""


def _problem(path: Path, problem: OSError) -> FileProblem:
    """Return what to tell about a failed write."""
    return FileProblem(
        "{file} cannot be written: {reason}. Choose another place.",
        file=os.fsdecode(path),
        reason=problem.strerror or type(problem).__name__,
    )


def write_atomically(path: str | os.PathLike[str], parts: Iterable[str | bytes], *, overwrite: bool = False) -> None:
    """Write a file of mode 0600 that appears complete or not at all.

    Raises FileProblem when it exists already and `overwrite` is not set, or when it cannot be written.
    """
    target = Path(path)
    if not overwrite and os.path.lexists(target):
        raise _exists(target)
    draft = target.with_name(f".{target.name[:100]}.{secrets.token_hex(6)}.tmp")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "wb") as stream:
            for part in parts:
                stream.write(part.encode("utf-8", "replace") if isinstance(part, str) else part)
            stream.flush()
            os.fsync(stream.fileno())
        _settle(draft, target, overwrite=overwrite)
        _sync_folder(target.parent)
    except FileExistsError as problem:
        raise _exists(target) from problem
    except OSError as problem:
        raise _problem(target, problem) from problem
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()


def _exists(target: Path) -> FileProblem:
    """Return what to tell about a file that is there already."""
    return FileProblem(
        "{file} exists already. Name another, or say that it may be overwritten.", file=os.fsdecode(target)
    )


def _settle(draft: Path, target: Path, *, overwrite: bool) -> None:
    """Give the finished file its name. Raises FileExistsError when somebody else took it meanwhile."""
    if overwrite:
        draft.replace(target)
        return
    try:
        os.link(draft, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: take the name first, then put the file there
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        draft.replace(target)


def _sync_folder(folder: Path) -> None:
    """Make the new name last."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_file(
    path: str | os.PathLike[str], cards: Iterable[Card], kind: str = "vcard4", *, overwrite: bool = False
) -> int:
    """Write cards to a file in one of the formats of `WRITERS`; return how many.

    Raises FileProblem as `write_atomically` does, ValueError for an unknown format.
    """
    if kind not in WRITERS:
        raise ValueError(f"unknown format {kind!r}, known are {', '.join(WRITERS)}")
    count = 0

    def counted() -> Iterator[Card]:
        nonlocal count
        for card in cards:
            count += 1
            yield card

    write_atomically(path, WRITERS[kind](counted()), overwrite=overwrite)
    return count
