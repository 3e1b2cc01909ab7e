"""Who is named as introducer in a message: "wir kennen uns über Herrn Kühn", "via Jens", "Tom Adler suggested …"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netz_tui.book.people import PersonRow, find_people
from netz_tui.fold import fold

if TYPE_CHECKING:
    from netz_tui.desk.desk import Desk

_TITLE = r"(?:(?:Herrn?|Frau|Hr\.|Fr\.|Mr\.?|Mrs\.?|Ms\.?|Dr\.|Prof\.|Dipl\.-Ing\.|Ing\.|Kolleg(?:e|en|in))\s+)*"
_WORD = r"[^\W\d_a-zß][\w'’.-]*"
_PARTICLE = r"(?:von|van|de|der|den|zu|zur|vom|da|di|le|la|v\.|d\.)"
_NAME = rf"{_TITLE}(?P<name>{_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_WORD}){{0,3}})"
_BEFORE = (
    r"kenn(?:e|en|t)\s+(?:uns|wir\s+uns|Sie|dich)\s+(?:ja\s+)?(?:über|durch|von)",
    (
        r"(?:[Üü]ber|[Dd]urch|[Vv]ia|[Tt]hrough|[Bb]y)"
        r"(?:\s+(?:unseren|unsere|meinen|meine|den|die|our|my))?(?:\s+(?:gemeinsame[nr]?|common|mutual))?"
        r"(?:\s+(?:Freundin|Freund|Kollegen|Kollegin|Bekannten|Bekannte|Kontakt|friend|colleague|contact|acquaintance))?"
    ),
    r"(?:auf\s+)?(?:Empfehlung|Anraten|Vermittlung)\s+(?:von|durch)",
    r"(?:viele|schöne|liebe|herzliche|beste)?\s*Grüße\s+(?:\w+\s+)?von",
    r"(?:soll|sollte)\s+(?:\w+\s+){0,3}(?:grüßen\s+)?von",
    r"(?:recommended|introduced|referred|suggested)\s+(?:\w+\s+)?by",
    r"(?:habe|hab)\s+(?:\w+\s+){0,4}von",
    r"(?:regards|greetings|hello)\s+from",
)
_AFTER = (
    r"(?:hat|hatte)\s+(?:mir|mich|uns|Sie|dich|Ihren|Ihnen)\b",
    r"(?:meinte|sagte|empfahl|schlug|verwies|erzählte|riet|gab\s+mir|nannte|kennt\s+uns)\b",
    r"(?:suggested|recommended|told\s+me|mentioned|said|gave\s+me|introduced|thought)\b",
)
_PATTERNS = (
    *(re.compile(rf"\b{before}\s+{_NAME}") for before in _BEFORE),
    *(re.compile(rf"\b{_NAME}\s+{after}") for after in _AFTER),
)
_NO_NAMES = frozenset(
    """
    ich sie er wir ihr man das die der den hallo guten liebe lieber sehr ihren ihre ihnen vielen dank messe telefon
    hi dear i he she we they you it a the my our this xing linkedin google facebook gruppe mail herrn frau
    """.split()  # noqa: SIM905 - as many words are easier to read so
)
_LONGEST = 4_000
_LEFT_OUT = 3


def named_introducers(message: str) -> list[str]:
    """Return the names that a message gives for who knows both sides, in the order of trust in the wording.

    Only the wording is judged here; whether anybody of that name is known is another question.
    """
    found: list[str] = []
    text = " ".join(message[:_LONGEST].split())
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            words = match["name"].rstrip(".,;:!?-–").split()
            while words and fold(words[0]) in _NO_NAMES:
                words = words[1:]
            name = " ".join(words)
            if len(fold(name)) >= _LEFT_OUT and name not in found:
                found.append(name)
    return found


def propose_introducer(desk: Desk, message: str, sender_id: int | None) -> PersonRow | None:
    """Return the contact whom a message names as introducer, if exactly one fits best; None if nobody or several do.

    A name fits if all of its words occur in the contact's name, a genitive or dative ending aside; the more
    dependable contact wins over the others.
    """
    for name in named_introducers(message):
        for words in _forms(name):
            people = [row for row in find_people(desk.book, words, limit=8) if row.id != sender_id]
            people = [row for row in people if row.contact or row.standing != "unproven"]
            dependable = [row for row in people if row.standing == "dependable"]
            best = dependable or people
            if len(best) == 1:
                return best[0]
            if best:
                break
    return None


def _forms(name: str) -> list[str]:
    """Return the words to find a name by: as written, without an inflected ending, the family name alone."""
    forms = [name]
    words = name.split()
    if words[-1].endswith(("s", "n", "’", "'")):
        forms.append(" ".join([*words[:-1], words[-1][:-1].rstrip("'’")]))
    while len(words) > 1:
        words = words[:-1]
        forms.append(" ".join(words))
    return forms
