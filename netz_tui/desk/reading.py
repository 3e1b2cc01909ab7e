"""What a file contains, without touching a book; and what the settings say about reading."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, cast

from netz_tui.files import FileProblem, MailPattern, Skipped, as_json, is_encoding, read_file
from netz_tui.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from netz_tui.settings import Settings

__all__ = ["FileProblem", "Skipped", "outline", "read", "reading_options"]


def read(
    path: Path,
    settings: Settings,
    mapping: Mapping[str, str] | None = None,
    encoding: str = "",
    tell: Callable[[Skipped], str] = str,
) -> dict[str, Any]:
    """Return what a file holds as one document, problems worded by `tell`; raise `FileProblem` if it can't be read."""
    return as_json(read_file(path, **reading_options(settings, mapping, encoding)), file=os.fsdecode(path), tell=tell)


def outline(document: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Give out the records of a document as a few words each, for people to read."""
    for card in document["contacts"]:
        yield card["name"], card["org"], *card["emails"], *card["phones"]
    for request in document["requests"]:
        yield request["direction"], request["name"], request["message"]
    for kind, fields in _OUTLINES.items():
        for record in document.get(kind, ()):
            yield kind, *(str(record[field]) for field in fields)


_OUTLINES = {
    "groups": ("name",),
    "messages": ("sender", "sent_at", "text"),
    "notes": ("name", "text"),
    "endorsements": ("name", "skill"),
    "recommendations": ("name", "text"),
    "profiles": ("name", "headline"),
    "visits": ("visited_at", "name", "org"),
}


def reading_options(settings: Settings, mapping: Mapping[str, str] | None = None, encoding: str = "") -> dict[str, Any]:
    """Return the options of `read_file`: `mapping` (column → field), and the user's own patterns of mails.

    Raises `FileProblem` for an encoding that is not known.
    """
    if encoding and not is_encoding(encoding):
        raise FileProblem(N_("“{encoding}” is no encoding of text that netz knows."), encoding=encoding)
    patterns = tuple(MailPattern(**cast("dict[str, Any]", dict(entry))) for entry in settings.mail)
    return {"mapping": mapping, "patterns": patterns, "encoding": encoding}
