"""What the words of a request tell of its sender: the platform's own text, stock phrases, sales talk."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from netz_tui.desk.signals import phrases
from netz_tui.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST = 4_000
_MOSTLY = 0.6
"""Share of a message that the platform's own sentence must be for the whole to count as such."""

_GAP = re.compile(
    r"\[(?:vor|nach)?name\]|\[(?:first|last|company|firma|anrede)[ _]?\w*\]|\[anlage fehlt\]|\{\{?[\w .]{2,30}\}\}?"
    r"|<(?:first|last|vor|nach)?[ _]?name>|%(?:first|last|vor|nach)?name%|\bMr\./Mrs\."
    r"|\bHerr\s*/\s*Frau\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[.,’' ]\d{3})+|\d{1,7})\s*(\+|k\b)?\s*(?:\+\s*)?"
    r"(?:Kontakte|contacts|connections|follower|Verbindungen)",
    re.IGNORECASE,
)
_PLUS = re.compile(r"(?<![\d.,+])([1-9]\d?)00\+|(?<![\d.,])30[kK]\b")


@cache
def _pattern(lines: str) -> re.Pattern[str]:
    """Return what finds any of the phrases in folded text."""
    forms = []
    for line in lines.strip().splitlines():
        words = [r"(?:\w+ ){0,3}?" if word == "…" else _form(word) for word in line.split()]
        forms.append("".join(word if word.endswith("?") else f"{word} " for word in words).rstrip())
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")


def _form(word: str) -> str:
    """Return a word of a phrase as a part of an expression."""
    open_left, open_right = word.startswith("*"), word.endswith("*")
    return ("\\w*" if open_left else "") + re.escape(fold(word)).replace("\\ ", " ") + ("\\w*" if open_right else "")


def of_message(message: str) -> Iterator[str]:
    """Yield the code of each signal in the text of a request."""
    text = message[:_LONGEST]
    folded = fold(text)
    if not folded:
        yield "no_message"
        return
    if is_default(text):
        yield "default_text"
    elif _pattern(phrases.STOCK).search(folded):
        yield "stock_phrase"
    if _pattern(phrases.GROWS).search(folded):
        yield "grows_list"
    if _pattern(phrases.SALES).search(folded):
        yield "sales_words"
    if _GAP.search(text):
        yield "unfilled_template"
    if _pattern(phrases.GREETINGS).match(folded):
        yield "generic_greeting"


def is_default(message: str) -> bool:
    """Tell whether a message is mostly the sentence that a platform offers unasked."""
    folded = fold(message[:_LONGEST])
    own = _pattern(phrases.DEFAULT).search(folded)
    return bool(own and len(own[0]) >= _MOSTLY * len(folded))


def is_generic(headline: str) -> bool:
    """Tell whether a headline is one that collectors like to give themselves."""
    return bool(_pattern(phrases.HEADLINE).search(fold(headline[:_LONGEST])))


def contacts_told(text: str) -> int | None:
    """Return the largest number of contacts that a text names ("12.000 Kontakte", "500+"), None if it names none."""
    found = []
    for figures, sign in _COUNT.findall(text[:_LONGEST]):
        number = int(re.sub(r"\D", "", figures))
        found.append(number * 1000 if sign.lower() == "k" else number)
    found += [int(hundreds or 300) * 100 for hundreds in _PLUS.findall(text[:_LONGEST])]
    return max(found, default=None)
