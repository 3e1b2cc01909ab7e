"""One spelling for many: fold names, organisations, places and free text to the form that is compared."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from .words import LEGAL, PARTICLES, TITLES

_DOTTED: Final = re.compile(
    r"\b(?:m\.\s?sc|b\.\s?sc|m\.\s?a|b\.\s?a|m\.\s?eng|b\.\s?eng|ph\.\s?d|h\.\s?c|e\.\s?h|ll\.\s?m|ll\.\s?b)\b\.?",
    re.IGNORECASE,
)
_NEVER_GIVEN: Final = frozenset(("von", "van", "zu", "zum", "zur", "vom", "de", "di", "da", "du"))

_PLAIN: Final = (
    *(("ß", "ss"), ("ø", "o"), ("æ", "a"), ("œ", "o"), ("ł", "l"), ("đ", "d"), ("ð", "d"), ("þ", "th"), ("ı", "i")),
    *(("ä", "a"), ("ö", "o"), ("ü", "u"), ("é", "e"), ("è", "e"), ("'", ""), ("’", ""), ("`", ""), ("´", "")),
)
_MARKS: Final = re.compile(r"[\u0300-\u036f]+")
_UMLAUT: Final = re.compile(r"([aou])(?<![aeq].)e(?!ls?\b|u)")
_NOT_WORD: Final = re.compile(r"[^\w\n]+")
_BARE: Final = bytes(byte if chr(byte).isalnum() or byte == ord("\n") else ord(" ") for byte in range(128)).ljust(256)
_EDGE: Final = re.compile(r"^ | $", re.MULTILINE)
_SINGLE: Final = re.compile(r"\b(\w) (?=\w\b)")
_NOT_DIGIT: Final = re.compile(r"[^\d\n]+")
_LETTER: Final = re.compile(r"[^\W\d_]")
_COUNTRY: Final = re.compile(r"^(?:\+|00)(?:49|43|41|44|33|39|31|1)")
_EXTENSION: Final = re.compile(r"(?:ext|x|durchwahl|dw)\.?\s*\d+\s*$", re.IGNORECASE)
_PHONE_MIN, _PHONE_KEY = 6, 8
_PLAIN_MAIL: Final = re.compile(r"[^\s<>\"':+@]+@[^\s<>\"':+@]+")
GMAIL: Final = frozenset(("gmail.com", "googlemail.com"))


def fold(text: str) -> str:
    """Return lower-case words without diacritics: "ä", "ae" and "a" become "a"; "ß" becomes "ss".

    >>> fold("Jürgen Weiß"), fold("JUERGEN  WEISS"), fold("O'Brien-Bauer")
    ('jurgen weiss', 'jurgen weiss', 'obrien bauer')
    """
    return fold_lines(" ".join(text.split()) if "\n" in text else text)


def fold_lines(text: str) -> str:
    """Fold each line of a text: many values at once, several times faster than one by one."""
    low = text.lower()
    if not low.isalnum() or not low.isascii():
        low = low.replace("_", " ")
        for char, plain in _PLAIN:
            low = low.replace(char, plain)
        if not low.isascii():
            low = _MARKS.sub("", unicodedata.normalize("NFKD", low))
        low = _bare(low)
    return _UMLAUT.sub(r"\1", low) if "e" in low else low


def _bare(text: str) -> str:
    """Put one blank for all that is no letter, no digit and no break; none at the begin and end of a line."""
    if not text.isascii():
        return _EDGE.sub("", _NOT_WORD.sub(" ", text))
    found = text.encode().translate(_BARE)
    while b"  " in found:
        found = found.replace(b"  ", b" ")
    return found.replace(b" \n", b"\n").replace(b"\n ", b"\n").strip(b" ").decode()


def _without(words: str, idle: frozenset[str]) -> str:
    """Return folded words without those that carry no weight; words that are nothing else stay."""
    if " " not in words:
        return words
    return " ".join([word for word in words.split() if word not in idle]) or words


def undotted(text: str) -> str:
    """Take out degrees written with full stops ("M. Sc.")."""
    return _DOTTED.sub(" ", text) if "." in text else text


def person(text: str) -> str:
    """Fold a name or a part of it, without titles; a name made of nothing else stays as it is."""
    return _without(fold(undotted(text)), TITLES)


def family(text: str) -> str:
    """Fold a family name, without titles and particles ("von der", "zu")."""
    return _without(person(text), PARTICLES)


def split_name(text: str) -> tuple[str, str]:
    """Split a full name into given and family name: "Kühn, Anna", "Dr. Anna von der Kühn", "Anna Kühn".

    A single word is a family name. Particles go with the family name.
    """
    head, comma, tail = text.partition(",")
    if comma and not all(word in TITLES for word in fold(tail).split()):
        return tail.strip(), head.strip()
    bare = undotted(head)
    words = [word for word in bare.split() if fold(word) not in TITLES] or head.split()
    if not words:
        return "", ""
    cut = len(words) - 1
    while cut > 1 and fold(words[cut - 1]) in PARTICLES:
        cut -= 1
    if cut == 1 and fold(words[0]) in _NEVER_GIVEN:
        cut = 0
    return " ".join(words[:cut]), " ".join(words[cut:])


def organisation(text: str) -> str:
    """Fold the name of an organisation, without its legal form; single letters side by side are one word.

    >>> organisation("Kühn & Söhne GmbH & Co. KG"), organisation("Sportclub e.V.")
    ('kuhn sohne', 'sportclub')
    """
    return _without(_SINGLE.sub(r"\1", fold(text)), LEGAL)


def street(text: str) -> str:
    """Fold a street: "Haupt-Str. 5", "Hauptstraße 5" and "hauptstr 5" are one."""
    words = re.sub(r"(stra(?:ss|ß)e|str)\b\.?", "str ", text.lower())
    return re.sub(r"[\s-]+str\b", "str", fold(words))


def phone(text: str) -> str:
    """Return the last eight digits of a phone number, the part all notations share; empty if it is too short.

    >>> phone("+49 (0)151 / 234 56 78"), phone("0151-2345678")
    ('12345678', '12345678')
    """
    plain = _EXTENSION.sub("", text.replace("(0)", ""))
    digits = _NOT_DIGIT.sub("", _COUNTRY.sub("", plain.strip())).lstrip("0")
    return digits[-_PHONE_KEY:] if len(digits) >= _PHONE_MIN else ""


def email(text: str) -> str:
    """Return the address in lower case, without `mailto:`, angle brackets, plus tag; googlemail is gmail.

    Empty if there is no local part or no domain.
    """
    address = text.lower()
    if not _PLAIN_MAIL.fullmatch(address):
        address = address.strip().removeprefix("mailto:").strip(" <>\"'").rpartition("<")[2]
    local, _, domain = address.rpartition("@")
    if "+" in local:
        local = local.partition("+")[0]
    if not local or not domain:
        return ""
    if domain in GMAIL:
        return f"{local.replace('.', '')}@gmail.com"
    return f"{local}@{domain}"


def email_names(address: str) -> tuple[str, str]:
    """Return the names that an address `given.family@…` spells out, else two empty strings."""
    local = address.strip().lower().rpartition("@")[0].partition("+")[0]
    parts = [part.rstrip("0123456789") for part in re.split(r"[._]", local)]
    if len(parts) == 2 and all(len(part) > 1 and part.replace("-", "").isalpha() for part in parts):  # noqa: PLR2004 - a pair
        return parts[0], parts[1]
    return "", ""


def url(text: str) -> str:
    """Return host and path of a link, without scheme, `www.`, language host, query and closing slash."""
    link = text.strip().lower()
    scheme, _, rest = link.partition("://")
    link = (rest or scheme).partition("?")[0].partition("#")[0].rstrip("/").removeprefix("www.")
    return link[3:] if link[2:].startswith(".linkedin.com/") else link
