"""What many formats share about values: text without repeats, dates, profile addresses, the name to show."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import lru_cache

from netz_tui.clean import clean

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january", "januar", "jän", "jänner"),
            ("feb", "february", "februar"),
            ("mar", "march", "mär", "märz", "mrz"),
            ("apr", "april"),
            ("may", "mai"),
            ("jun", "june", "juni"),
            ("jul", "july", "juli"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october", "okt", "oktober"),
            ("nov", "november"),
            ("dec", "december", "dez", "dezember"),
        ),
        1,
    )
    for name in names
}
_CENTURY = 100
_PIVOT = 70
"""Two-digit years from here on are of the last century."""

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(.*)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?)?\s*(Z?)")
_WORDY = re.compile(r"(\d{1,2})\.?[ -]([^\W\d]+)\.?,?[ -](\d{4}|\d{2})(?:,?\s+(\d{1,2}):(\d{2}))?")
_WORDY_US = re.compile(r"([^\W\d]+)\.? (\d{1,2}),? (\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::\d{2})?\s*([AaPp][Mm])?)?")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp][Mm])?)?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?:,?\s+(?:um\s+)?(\d{1,2}):(\d{2})(?::(\d{2}))?)?(?: Uhr)?")


def _year(text: str) -> int:
    """Return a year of four digits."""
    year = int(text)
    if len(text) > 2:  # noqa: PLR2004 - written out
        return year
    return year + (1900 if year >= _PIVOT else 2000)


def _hour(text: str | None, half: str | None) -> int:
    """Return an hour of 24, from one of 12 when `half` says am or pm."""
    hour = int(text or 0)
    if not half:
        return hour
    return hour % 12 + (12 if half.lower() == "pm" else 0)


def parse_moment(text: str) -> datetime | None:
    """Return the moment an address file means, None when it can't be told.

    Slashes are US order (month first), dots German order. Aware (UTC) where the text names UTC, else naive.
    """
    text = " ".join(text.replace("\u202f", " ").split())
    if not text or len(text) > 60:  # noqa: PLR2004 - no date is that long
        return None
    try:
        return _moment(text)
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    """Try the ways of writing one after the other; ValueError for a day that doesn't exist."""
    if found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second, zone = found.groups()
        moment = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))  # noqa: DTZ001 - naive is what the text says
        return _in_zone(moment, zone)
    if found := _WORDY.fullmatch(text):
        day, word, year, hour, minute = found.groups()
        return _built(_year(year), MONTHS.get(word.lower(), 0), int(day), int(hour or 0), int(minute or 0))
    if found := _WORDY_US.fullmatch(text):
        word, day, year, hour, minute, half = found.groups()
        return _built(int(year), MONTHS.get(word.lower(), 0), int(day), _hour(hour, half), int(minute or 0))
    if found := _SLASHED.fullmatch(text):
        month, day, year, hour, minute, _, half = found.groups()
        return _built(_year(year), int(month), int(day), _hour(hour, half), int(minute or 0))
    if found := _DOTTED.fullmatch(text):
        day, month, year, hour, minute, _ = found.groups()
        return _built(_year(year), int(month), int(day), int(hour or 0), int(minute or 0))
    return None


def _built(year: int, month: int, day: int, hour: int, minute: int) -> datetime:
    """Return a naive moment."""
    return datetime(year, month, day, hour, minute)  # noqa: DTZ001 - naive is what the text says


_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})?")


def _in_zone(moment: datetime, zone: str) -> datetime | None:
    """Return the moment in UTC when a zone is named; None when what follows the time isn't one."""
    if not zone:
        return moment
    if zone.upper() in {"UTC", "Z", "GMT"}:
        return moment.replace(tzinfo=UTC)
    if _OFFSET.fullmatch(zone):
        return datetime.fromisoformat(f"{moment.isoformat()}{zone}").astimezone(UTC)
    return None


@lru_cache(maxsize=4096)
def parse_day(text: str) -> date | None:
    """Return the day of `parse_moment`."""
    moment = parse_moment(text)
    return moment.date() if moment else None


def mail_moment(text: str) -> datetime | None:
    """Return the moment of a mail's Date header in UTC, None when it can't be read."""
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(text[:100])
        return moment.astimezone(UTC) if moment.tzinfo else moment
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


_YEARLESS = re.compile(r"--?-?(\d{2})-?(\d{2})(?:T.*)?")
NO_DATES = frozenset({"0.0.00", "00.00.00", "0.0.0000", "00.00.0000", "0/0/00", "0/0/0000", "0000-00-00"})
"""How Outlook writes that there is no date."""


def birthday(text: str, omitted_year: str = "") -> str:
    """Return a birthday as `YYYY-MM-DD`, `--MM-DD` without a year, or as written."""
    text = clean(text)
    if text in NO_DATES:
        return ""
    if found := _YEARLESS.fullmatch(text):
        return f"--{found[1]}-{found[2]}"
    day = parse_day(text)
    if day is None:
        compact = _COMPACT.match(text)
        day = parse_day(text[:10]) or (parse_day(compact[0][:8]) if compact else None)
    if day is None:
        return text
    return f"--{day:%m-%d}" if omitted_year and f"{day:%Y}" == omitted_year else day.isoformat()


def joined_birthday(year: str, month: str, day: str) -> str:
    """Return a birthday from its parts, in the form of `birthday`; "" when month or day are missing."""
    if not (month.isdecimal() and day.isdecimal()):
        return ""
    text = f"{int(month):02}-{int(day):02}"
    return birthday(f"{year}-{text}" if year.isdecimal() and int(year) else f"--{text}")


def shown_name(full: str, parts: tuple[str, ...], org: str, emails: tuple[str, ...]) -> str:
    """Return the name of a card: as given, else its parts, else the organisation, else the first e-mail."""
    return full or " ".join(part for part in parts if part) or org or (emails[0] if emails else "")


_IN = re.compile(r"/(?:in|pub|profile)/([^/?#]+)")


def profile_slug(url: str) -> str:
    """Return what names a person in a LinkedIn or XING profile address: percent-decoded, lower case; "" for others."""
    from urllib.parse import unquote, urlsplit

    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    host = parts.netloc.lower()
    if not host.endswith(("linkedin.com", "xing.com")):
        return ""
    found = _IN.match(parts.path)
    return clean(unquote(found[1])).lower() if found else ""
