"""Folders of mails: a Maildir, or a folder that holds .eml files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.files.mail import KEPT
from netz_tui.files.mail_request import understood
from netz_tui.files.records import Request, Skipped, refused
from netz_tui.files.source import Cancelled, FileProblem, open_regular

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from netz_tui.files.options import Options
    from netz_tui.files.source import Terms


def mails_in(folder: Path) -> list[Path]:
    """Return the messages of a Maildir, or the .eml files of a folder; nothing for any other path."""
    if not folder.is_dir():
        return []
    if boxes := _boxes(folder):
        return sorted(path for box in boxes for path in box.iterdir() if not path.name.startswith("."))
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in {".eml", ".emlx"})


def _boxes(folder: Path) -> list[Path]:
    """Return where a Maildir and the folders inside it keep their messages."""
    inner = [inside for inside in folder.iterdir() if inside.name.startswith(".") and inside.is_dir()]
    boxes = (place / name for place in (folder, *inner) for name in ("cur", "new"))
    return [box for box in boxes if box.is_dir()]


def read(paths: list[Path], options: Options, terms: Terms) -> Iterator[Request | Skipped]:
    """Give out the contact requests of messages that are a file each; `line` counts the files."""
    for number, path in enumerate(paths, 1):
        if terms.cancelled and terms.cancelled():
            raise Cancelled
        if terms.progress:
            terms.progress(number, len(paths))
        try:
            stream, _ = open_regular(path, terms.limits)
        except FileProblem as problem:
            yield refused(number, "{reason}", reason=str(problem))
            continue
        with stream:
            yield understood(stream.read(KEPT), number, options.patterns)
