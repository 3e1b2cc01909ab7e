"""Telephone numbers: one form to compare, one to read, one to dial; anything else stays as written."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

LONGEST = 250
"""Longest text looked at, in characters; no number with its extension is longer."""
SHORTEST_DIALLED, LONGEST_DIALLED = 3, 15
"""Digits of what is dialled as written although no rule knows it (short numbers, foreign services)."""

_GERMAN_EXTENSION = re.compile(
    r"\b(?:durchwahl|nebenstelle|apparat|klappe|app|nst|dw)\b[.: ]*(?=\d{1,7}\s*$)", re.IGNORECASE
)


@lru_cache(maxsize=8192)
def _parsed(raw: str, region: str) -> PhoneNumber | None:
    """Return the number a text holds, if one with that many digits can exist."""
    import phonenumbers

    text = raw.strip()
    if not text or len(text) > LONGEST:
        return None
    if text.count("|") == 2 and text.replace("|", "").isdigit():  # noqa: PLR2004 - country|area|number, as XING writes it
        text = "+" + text.lstrip("+0").replace("|", " ")
    try:
        number = phonenumbers.parse(_GERMAN_EXTENSION.sub("ext. ", text), region.upper())
    except phonenumbers.NumberParseException:
        return None
    whole = phonenumbers.is_possible_number_with_reason(number) == phonenumbers.ValidationResult.IS_POSSIBLE
    return number if whole else None  # "110" or a number without its area code is no number of the world


def _digits(raw: str) -> str:
    """Return the digits of any script as 0-9, a leading plus sign kept."""
    digits = "".join(str(unicodedata.digit(char)) for char in raw[:LONGEST] if char.isdecimal())
    return f"+{digits}" if digits and raw.lstrip(" (").startswith(("+", "\uff0b")) else digits


_PLAIN = re.compile(r"(?:\+(\d\d)[ -]?|0)([1-9](?:[ /-]?\d){3,14})", re.ASCII)
"""A number written out with its country of two digits, or at home with its area code."""


@lru_cache(maxsize=256)
def _lengths(country: str, region: str) -> tuple[str, frozenset[int]]:
    """Return the calling code of a country, or else of a region, and how long its numbers may be without it.

    There are no lengths where anything but a zero before the area code has to be taken off.
    """
    from phonenumbers import PhoneMetadata, country_code_for_region, region_codes_for_country_code

    code = int(country) if country else country_code_for_region(region.upper())
    regions = region_codes_for_country_code(code)
    rules = PhoneMetadata.metadata_for_region(regions[0]) if len(regions) == 1 else None
    if rules is None or rules.national_prefix_for_parsing != "0" or rules.general_desc is None:
        return str(code), frozenset()
    return str(code), frozenset(rules.general_desc.possible_length)


def plainly(raw: str, region: str) -> str:
    """Return the E.164 form of a number as most are written, many times as quick as by the rules; "" for others."""
    found = _PLAIN.fullmatch(raw)
    if not found:
        return ""
    code, lengths = _lengths(found[1] or "", region)
    digits = found[2].replace(" ", "").replace("-", "").replace("/", "")
    return f"+{code}{digits}" if len(digits) in lengths else ""


def normal(raw: str, region: str = "DE") -> str:
    """Return the form to compare by: E.164 without extension, else the bare digits, a leading + kept.

    `region` is the two-letter country that numbers without a country code belong to.
    Text without any digit gives "".
    """
    if plain := plainly(raw, region):
        return plain
    import phonenumbers

    number = _parsed(raw, region)
    if number is None:
        return _digits(raw)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def shown(raw: str, region: str = "DE") -> str:
    """Return the form to read, "+49 731 123456 ext. 7"; what is no number comes back with blanks folded."""
    import phonenumbers

    number = _parsed(raw, region)
    if number is None:
        return " ".join(raw.split())
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def tel_uri(raw: str, region: str = "DE") -> str | None:
    """Return the link that dials, "tel:+49-731-123456;ext=7" (RFC 3966), or None without a number."""
    import phonenumbers

    number = _parsed(raw, region)
    if number is not None:
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.RFC3966)
    digits = _digits(raw)
    dialled = SHORTEST_DIALLED <= len(digits.removeprefix("+")) <= LONGEST_DIALLED
    return f"tel:{digits}" if dialled and not any(map(str.isalpha, raw)) else None


def is_possible(raw: str, region: str = "DE") -> bool:
    """Tell whether a text is one telephone number of a length that exists."""
    return _parsed(raw, region) is not None
