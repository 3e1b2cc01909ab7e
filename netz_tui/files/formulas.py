"""Cells that a spreadsheet would run as a formula: guarded on the way out, freed on the way in, without loss."""

from __future__ import annotations

import re

_LEADING = re.compile(r"[\s\u200b\ufeff]*[=+\-@\t\r\n＝＋－＠']")
_NUMBER = re.compile(r"[+-]?[\d\s()/.-]+")


def guard(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: with an apostrophe before it where needed."""
    return f"'{cell}" if _LEADING.match(cell) else cell


def guard_words(cell: str) -> str:
    """As `guard`, but leave numbers alone, so that other programs get phone numbers as they are."""
    return cell if _NUMBER.fullmatch(cell) else guard(cell)


def free(cell: str) -> str:
    """Return a cell without the apostrophe that `guard` set."""
    return cell[1:] if cell[:1] == "'" and _LEADING.match(cell, 1) else cell
