"""What a file contains, without touching a book; and what the settings say about reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from netz_tui.files import (
    Card,
    Endorsement,
    FileProblem,
    Group,
    Message,
    Note,
    Profile,
    Reading,
    Recommendation,
    Record,
    Request,
    Skipped,
    Visit,
    is_encoding,
    read_file,
)
from netz_tui.files.mail_patterns import MailPattern
from netz_tui.files.report_json import document_parts
from netz_tui.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from netz_tui.settings import Settings

__all__ = ["FileProblem", "Reading", "Skipped", "document_parts", "read", "reading_options", "words"]


def read(
    path: Path, settings: Settings, mapping: Mapping[str, str] | None = None, encoding: str = ""
) -> Iterator[Reading]:
    """Give out a file, or what lies in an archive, as it is read; raise `FileProblem` if it can't be."""
    return read_file(path, **reading_options(settings, mapping, encoding))


_WORDS: dict[type, tuple[str, ...]] = {
    Card: ("name", "org", "emails", "phones"),
    Group: ("name", "members"),
    Request: ("direction", "name", "message"),
    Message: ("sender", "sent_at", "text"),
    Note: ("name", "text"),
    Endorsement: ("name", "skill"),
    Recommendation: ("name", "text"),
    Profile: ("name", "headline"),
    Visit: ("visited_at", "name", "org"),
}
"""What is shown of a record in a line."""


def words(record: Record) -> Iterator[str]:
    """Give out a record as a few words, for people to read."""
    for name in _WORDS[type(record)]:
        value = getattr(record, name)
        yield from (value if isinstance(value, tuple) else (value,))


def reading_options(settings: Settings, mapping: Mapping[str, str] | None = None, encoding: str = "") -> dict[str, Any]:
    """Return the options of `read_file`: `mapping` (column → field), and the user's own patterns of mails.

    Raises `FileProblem` for an encoding that is not known.
    """
    if encoding and not is_encoding(encoding):
        raise FileProblem(N_("“{encoding}” is no encoding of text that netz knows."), encoding=encoding)
    patterns = tuple(MailPattern(**cast("dict[str, Any]", dict(entry))) for entry in settings.mail)
    return {"mapping": mapping, "patterns": patterns, "encoding": encoding}
