"""What a file contains, without touching a book; and what the settings say about reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from netz_tui.files import FileProblem, MailPattern, as_json, read_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from netz_tui.settings import Settings

__all__ = ["FileProblem", "read", "reading_options"]


def read(path: Path, settings: Settings, mapping: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return what a file holds as one document; raise `FileProblem` if it can't be read."""
    return as_json(read_file(path, **reading_options(settings, mapping)), file=str(path))


def reading_options(settings: Settings, mapping: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the options of `read_file`: `mapping` (column → field), and the user's own patterns of mails."""
    patterns = tuple(MailPattern(**cast("dict[str, Any]", dict(entry))) for entry in settings.mail)
    return {"mapping": mapping, "patterns": patterns}
