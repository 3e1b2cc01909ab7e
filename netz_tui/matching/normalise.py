"""One spelling for many: fold names, organisations, places and free text to the form that is compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from .words import LEGAL, PARTICLES, TITLES

_DOTTED: Final = re.compile(
    r"\b(?:m\.\s?sc|b\.\s?sc|m\.\s?a|b\.\s?a|m\.\s?eng|b\.\s?eng|ph\.\s?d|h\.\s?c|e\.\s?h|ll\.\s?m|ll\.\s?b)\b\.?"
)
_DOTTED_ANY_CASE: Final = re.compile(_DOTTED.pattern, re.IGNORECASE)
_NEVER_GIVEN: Final = frozenset(("von", "van", "zu", "zum", "zur", "vom", "de", "di", "da", "du"))

_PLAIN: Final = str.maketrans(
    {
        "ß": "ss",
        "ø": "o",
        "æ": "a",
        "œ": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "'": "",
        "’": "",
        "`": "",
        "´": "",
    }
)
_UMLAUT: Final = re.compile(r"(?<![aeq])([aou])e(?!l\b|ls\b|u)")
_NOT_WORD: Final = re.compile(r"[^\w]+|_+")
_SINGLE: Final = re.compile(r"\b(\w) (?=\w\b)")
_DIGITS: Final = re.compile(r"\D+")
_TRUNK: Final = re.compile(r"\(0\)")
_COUNTRY: Final = re.compile(r"^(?:\+|00)(?:49|43|41|44|33|39|31|1)")
_EXTENSION: Final = re.compile(r"(?:ext|x|durchwahl|dw)\.?\s*\d+\s*$", re.IGNORECASE)
_PHONE_MIN, _PHONE_KEY = 6, 8


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return lower-case words without diacritics: "ä", "ae" and "a" become "a"; "ß" becomes "ss".

    >>> fold("Jürgen Weiß"), fold("JUERGEN  WEISS"), fold("O'Brien-Bauer")
    ('jurgen weiss', 'jurgen weiss', 'obrien bauer')
    """
    low = text.lower()
    if low.isascii():
        if low.isalpha():
            return _UMLAUT.sub(r"\1", low) if "e" in low else low
        low = low.replace("'", "").replace("`", "")
    else:
        low = unicodedata.normalize("NFKD", low.translate(_PLAIN))
        low = "".join(char for char in low if not unicodedata.combining(char))
    words = _NOT_WORD.sub(" ", low).strip()
    return _UMLAUT.sub(r"\1", words) if "e" in words else words


@lru_cache(maxsize=1 << 16)
def person(text: str) -> str:
    """Fold a name or a part of it, without titles; a name made of nothing else stays as it is."""
    words = fold(_DOTTED.sub(" ", text.lower()) if "." in text else text)
    if " " not in words:
        return words
    kept = [word for word in words.split() if word not in TITLES]
    return " ".join(kept) if kept else words


@lru_cache(maxsize=1 << 16)
def family(text: str) -> str:
    """Fold a family name, without titles and particles ("von der", "zu")."""
    words = person(text)
    if " " not in words:
        return words
    kept = [word for word in words.split() if word not in PARTICLES]
    return " ".join(kept) if kept else words


def split_name(text: str) -> tuple[str, str]:
    """Split a full name into given and family name: "Kühn, Anna", "Dr. Anna von der Kühn", "Anna Kühn".

    A single word is a family name. Particles go with the family name.
    """
    head, comma, tail = text.partition(",")
    if comma and not all(word in TITLES for word in fold(tail).split()):
        return tail.strip(), head.strip()
    bare = _DOTTED_ANY_CASE.sub(" ", head) if "." in head else head
    words = [word for word in bare.split() if fold(word) not in TITLES] or head.split()
    if not words:
        return "", ""
    cut = len(words) - 1
    while cut > 1 and fold(words[cut - 1]) in PARTICLES:
        cut -= 1
    if cut == 1 and fold(words[0]) in _NEVER_GIVEN:
        cut = 0
    return " ".join(words[:cut]), " ".join(words[cut:])


@lru_cache(maxsize=1 << 16)
def organisation(text: str) -> str:
    """Fold the name of an organisation, without its legal form.

    >>> organisation("Kühn & Söhne GmbH & Co. KG"), organisation("Sportclub e.V.")
    ('kuhn sohne', 'sportclub')
    """
    words = _SINGLE.sub(r"\1", fold(text)).split()
    kept = [word for word in words if word not in LEGAL and word not in {"und", "and", "the"}]
    return " ".join(kept or words)


@lru_cache(maxsize=1 << 16)
def street(text: str) -> str:
    """Fold a street: "Haupt-Str. 5", "Hauptstraße 5" and "hauptstr 5" are one."""
    words = re.sub(r"(stra(?:ss|ß)e|str)\b\.?", "str ", text.lower())
    return re.sub(r"[\s-]+str\b", "str", fold(words))


def phone(text: str) -> str:
    """Return the last eight digits of a phone number, the part all notations share; empty if it is too short.

    >>> phone("+49 (0)151 / 234 56 78"), phone("0151-2345678")
    ('12345678', '12345678')
    """
    digits = _EXTENSION.sub("", _TRUNK.sub("", text))
    digits = _DIGITS.sub("", _COUNTRY.sub("", digits.strip())).lstrip("0")
    return digits[-_PHONE_KEY:] if len(digits) >= _PHONE_MIN else ""


@lru_cache(maxsize=1 << 16)
def email(text: str) -> str:
    """Return the address in lower case, without `mailto:`, angle brackets, plus tag; googlemail is gmail.

    Empty if there is no local part or no domain.
    """
    address = text.strip().lower().removeprefix("mailto:").strip(" <>\"'").rpartition("<")[2]
    local, _, domain = address.rpartition("@")
    local = local.partition("+")[0]
    if not local or not domain:
        return ""
    if domain in {"gmail.com", "googlemail.com"}:
        return f"{local.replace('.', '')}@gmail.com"
    return f"{local}@{domain}"


def email_names(address: str) -> tuple[str, str]:
    """Return the names that an address `given.family@…` spells out, else two empty strings."""
    local = address.strip().lower().rpartition("@")[0].partition("+")[0]
    parts = [part.rstrip("0123456789") for part in re.split(r"[._]", local)]
    if len(parts) == 2 and all(len(part) > 1 and part.replace("-", "").isalpha() for part in parts):  # noqa: PLR2004 - a pair
        return parts[0], parts[1]
    return "", ""


@lru_cache(maxsize=1 << 16)
def url(text: str) -> str:
    """Return host and path of a link, without scheme, `www.`, language host, query and closing slash."""
    link = text.strip().lower().partition("://")[2] or text.strip().lower()
    link = re.split(r"[?#]", link, maxsplit=1)[0].rstrip("/").removeprefix("www.")
    return re.sub(r"^[a-z]{2}\.(?=linkedin\.com/)", "", link)
