"""What the log keeps of an unforeseen error: its kind and the places it passed, never a value."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType


def fault(error: BaseException) -> str:
    """Return the kind of an error and its causes with their places; no message, no locals: they may hold names."""
    parts: list[str] = []
    link: BaseException | None = error
    while link is not None and len(parts) < 10:  # noqa: PLR2004 - a longer chain says nothing more
        parts.append("\n".join([type(link).__name__, *_places(link.__traceback__)]))
        link = link.__cause__ or link.__context__
    return "\n  from ".join(parts)


def place(error: BaseException) -> str:
    """Return the innermost place of an error, "module.py:12"."""
    places = _places(error.__traceback__)
    return places[-1].strip().split(" ")[0] if places else "?"


def _places(trace: TracebackType | None) -> list[str]:
    return [
        f"  {frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)
    ]
