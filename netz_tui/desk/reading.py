"""What a file contains, without touching a book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netz_tui.files import FileProblem, as_json, read_file

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FileProblem", "read"]


def read(path: Path) -> dict[str, Any]:
    """Return what a file holds as one document; raise `FileProblem` if it can't be read."""
    return as_json(read_file(path), file=str(path))
