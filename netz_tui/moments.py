"""Moments as the book keeps them: UTC text to the second, which sorts as time does."""

from __future__ import annotations

from datetime import UTC, datetime

MOMENT = "%Y-%m-%dT%H:%M:%SZ"
_LENGTH = 20


def moment_text(moment: datetime) -> str:
    """Return an aware datetime as the book keeps it; raise ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("a moment without its time zone can't be kept")
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def read_moment(text: str) -> datetime:
    """Return the aware datetime that the book keeps as `text`; raise ValueError if it is none."""
    if len(text) != _LENGTH or not text.endswith("Z"):
        raise ValueError(f"{text!r} does not match {MOMENT}")
    return datetime.fromisoformat(text)
