"""Dates of birth in any notation, as eight digits with zeros for what is not known."""

from __future__ import annotations

import re
from typing import Final

_ISO: Final = re.compile(r"^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ].*)?$")
_PACKED: Final = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T.*)?$")
_YEARLESS: Final = re.compile(r"^--(\d{2})-?(\d{2})$")
_DAY_FIRST: Final = re.compile(r"^(\d{1,2})[-/. ]+(\d{1,2})(?:[-/. ]+(\d{2}|\d{4})?)?$")
_YEAR: Final = re.compile(r"^(1[5-9]\d\d|20\d\d)(?:\.0)?$")
_WORDS: Final = re.compile(
    r"^(?:(\d{1,2})\.?\s+)?([^\W\d]{3,})\.?(?:\s+(\d{1,2})(?:st|nd|rd|th)?,?(?=\s))?\s*(\d{4})?$"
)
_MONTH_NAMES: Final = """
jan 1 feb 2 mar 3 mär 3 mae 3 mrz 3 apr 4 may 5 mai 5 jun 6 jul 7 aug 8 sep 9 oct 10 okt 10 nov 11 dec 12 dez 12
"""
_MONTHS: Final = {name: int(number) for name, number in re.findall(r"(\w+) (\d+)", _MONTH_NAMES)}
_LAST_MONTH, _LAST_DAY, _PIVOT = 12, 31, 30


def _pack(year: int, month: int, day: int) -> str:
    """Return `YYYYMMDD`; empty when no part is known."""
    return f"{year:04d}{month:02d}{day:02d}" if year or month or day else ""


def _full_year(text: str | None) -> int:
    """Return the year of two or four digits; two digits up to 30 are of this century."""
    if not text:
        return 0
    year = int(text)
    return year if len(text) > 2 else year + (2000 if year <= _PIVOT else 1900)  # noqa: PLR2004 - two digits


def _numbers(text: str, *, month_first: bool) -> str | None:
    """Read a date written in digits; None if the text has another form."""
    if found := _PACKED.match(text) or _ISO.match(text):
        return _pack(int(found[1]), int(found[2]), int(found[3] or 0))
    if found := _YEARLESS.match(text):
        return _pack(0, int(found[1]), int(found[2]))
    if found := _YEAR.match(text):
        return _pack(int(found[1]), 0, 0)
    if found := _DAY_FIRST.match(text):
        day, month = int(found[1]), int(found[2])
        if month > _LAST_MONTH or (month_first and day <= _LAST_MONTH):
            day, month = month, day
        return _pack(_full_year(found[3]), month, day)
    return None


def birthday(text: str, *, month_first: bool = False) -> str:
    """Return a date as `YYYYMMDD`, `0000` for a missing year and `00` for a missing month or day.

    `month_first` reads 3/4/1990 as 4 March. Text that is no date gives "".

    >>> birthday("24.12.1980"), birthday("--12-24"), birthday("Dec 24, 1980"), birthday("1980")
    ('19801224', '00001224', '19801224', '19800000')
    """
    text = text.strip()
    packed = _numbers(text, month_first=month_first)
    if packed is None:
        found = _WORDS.match(text.lower())
        month = _MONTHS.get(found[2][:3], 0) if found else 0
        if not found or not month:
            return ""
        packed = _pack(_full_year(found[4]), month, int(found[1] or found[3] or 0))
    valid = int(packed[4:6] or 0) <= _LAST_MONTH and int(packed[6:] or 0) <= _LAST_DAY
    return packed if valid else ""
