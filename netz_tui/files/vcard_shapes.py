"""Cards whose lines stand in an order met before: what each line of such a shape means is worked out once.

A program writes most of its cards alike, so they are read as rows of a table whose header is the heads of the lines.
What is not as plain as that (another encoding, groups, odd characters, anything said twice) is left to `vcard_draft`,
which makes the same of the cards that are read here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from netz_tui.clean import LINE_LIMIT, is_simple
from netz_tui.files.escapes import split_escaped, unescape
from netz_tui.files.records import Card, new_card
from netz_tui.files.values import birthday, parse_day, shown_name
from netz_tui.files.vcard_draft import HANDLES, SINGLE, TAKEN, is_all_shown, joined, place_of, plain_text
from netz_tui.files.vcard_keeping import INLINE, parameter_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from netz_tui.files.source import Source
    from netz_tui.files.vcard_lines import Head, Heads

_VERSIONS = frozenset({"3.0", "4.0"})
_ASCII = bytes(range(0x20, 0x7F)) + b"\n"
_ONCE = frozenset({"VERSION", "N", "ORG", "NOTE", "ADR", "BDAY", "CATEGORIES", *SINGLE})
"""What is understood here unless a card says it twice."""
_SINGLE = len(SINGLE) + 1
"""How many single words a shape has: with ORG, which is one unless it has parts."""
_OFTEN = 500
"""From so many cards of a shape on it pays to compile an expression for it."""
_LONG = 60
"""Most lines of a shape for which that is done."""
_BORDERS = frozenset({"BEGIN", "END", "AGENT"})
_KNOWN = 2000
"""Most shapes, and most sets of letters, that are remembered; a hostile file repeats none."""


class Shape:
    """What the lines of some cards mean, by the places of their values; -1 is the place of an empty one at the end."""

    def __init__(self, texts: tuple[str, ...], heads: list[Head]) -> None:
        self._texts = texts
        self.repeated = 0
        """How often a card of this shape followed another one."""
        self._match: Callable[[str], re.Match[str] | None] | None = None
        places = {head.name: place for place, head in enumerate(heads) if head.name in _ONCE}
        emails, phones, urls = ([place for place, head in enumerate(heads) if head.name == name] for name in HANDLES)
        self._words = itemgetter(*(places.get(name, -1) for name in (*SINGLE, "ORG")), *emails, *phones, *urls)
        self._parted = itemgetter(*(places.get(name, -1) for name in ("N", "ORG", "ADR", "BDAY", "NOTE", "CATEGORIES")))
        self._phones, self._urls = len(emails), len(emails) + len(phones)
        self._labels = [joined([list(heads[place].labels) for place in some]) for some in (emails, phones, urls)]
        self._omitted_year = heads[places.get("BDAY", -1)].get("X-APPLE-OMIT-YEAR")
        self._address = places.get("ADR", -1)
        self._address_head = heads[self._address]
        self._kept = [
            (place, f"{texts[place]}:")
            for place, head in enumerate(heads)
            if head.name == "ADR" or head.name not in TAKEN
        ]

    def values(self, text: str) -> tuple[str, ...] | None:
        """Return the values of a card of this shape at once, None for another one or while the shape is a rare one."""
        if self._match is None:
            if self.repeated < _OFTEN or len(self._texts) > _LONG:
                return None
            lines = [f"{re.escape(text)}:(.*)" for text in self._texts]
            self._match = re.compile("\n".join(lines) + "()").fullmatch
        found = self._match(text)
        return found.groups() if found else None

    def card(self, values: tuple[str, ...], line: int) -> Card | None:
        """Return the card of these values, None where they say more than their shape tells."""
        names, whole_org, address, born, note, tags = self._parted(values)
        found = self._words(values)
        joined_words = "|".join((*found, names, address, tags))
        words = tuple(map(plain_text if "\\" in joined_words else str.strip, found))
        name, title, uid, connected_on, introduced_by, org = words[:_SINGLE]
        handles = words[_SINGLE:]
        if (
            values[0] not in _VERSIONS
            or "  " in joined_words
            or ";" in whole_org
            or "," in names
            or "\\" in names
            or ":" in "".join(handles[: self._urls])  # mailto: and tel:
            or not all(handles)
            or len(set(handles)) < len(handles)
        ):
            return None
        family, given, middle, prefix, suffix = map(str.strip, f"{names};;;;".split(";", 5)[:5])
        emails, phones, urls = handles[: self._phones], handles[self._phones : self._urls], handles[self._urls :]
        name = name or shown_name("", (given, middle, family), org, emails)
        if not (name or phones or urls):
            return None
        city = country = ""
        unkept = self._address
        if address.strip(" ;"):
            parts = split_escaped(address, ";")
            city, country = place_of(parts, plain_text)
            unkept = self._address if is_all_shown(self._address_head, parts) else -1
        email_labels, phone_labels, url_labels = self._labels
        return new_card((
            name, given, middle, family, prefix, suffix, "", org, title,
            emails, phones, urls, email_labels, phone_labels, url_labels,
            city, country, birthday(unescape(born), self._omitted_year) if born else "", unescape(note).strip(),
            tuple(dict.fromkeys(filter(None, map(plain_text, split_escaped(tags, ","))))) if tags else (),
            uid, connected_on, parse_day(connected_on) if connected_on else None, (), introduced_by, "",
            tuple([head + values[place] for place, head in self._kept if values[place] and place != unkept]), line,
        ))  # fmt: skip


_UNDECLARED = re.compile(rb"=[C-F][0-9A-F]=[89AB][0-9A-F]")
"""What may be quoted-printable that no head declares."""


class Shapes(dict[tuple[str, ...], Shape | None]):
    """The shapes met so far, by the heads of their lines; None for one that is left to the general reader."""

    def __init__(self, source: Source, heads: Heads) -> None:
        super().__init__()
        self._source = source
        self._heads = heads
        self._last: Shape | None = None

    def __missing__(self, texts: tuple[str, ...]) -> Shape | None:
        if len(self) > _KNOWN:
            self.clear()
        shape = self[texts] = self._shape(texts)
        return shape

    def _shape(self, texts: tuple[str, ...]) -> Shape | None:
        """Return what lines with these heads mean, None if that takes more than looking at the heads."""
        if any(text[:1] in " \t" or '"' in text or "QUOTED-PRINTABLE" in text.upper() for text in texts):
            return None
        heads = [self._heads[text] for text in texts]
        names = [head.name for head in heads]
        return Shape(texts, heads) if all(_is_clear(head, names) for head in heads) else None

    def card(self, data: bytes, line: int) -> Card | None:
        """Return the card that stands between its borders, None where the general reader must look at it."""
        if self._source.forced or len(data) > LINE_LIMIT or (b"=" in data and _UNDECLARED.search(data)):
            return None
        odd = data.translate(None, _ASCII)
        text = self._source.strict(data) if not odd or _are_simple(odd) else None
        if text is None:
            return None
        shape, values = self._last, self._last.values(text) if self._last else None
        if values is None:
            heads, colons, found = zip(*[line.partition(":") for line in text.split("\n")], strict=True)
            shape, values = self[heads], (*found, "")
            if shape is None or "" in colons:
                return None
            shape.repeated += shape is self._last
            self._last = shape
        return shape.card(values, line) if shape else None


def _is_clear(head: Head, names: list[str]) -> bool:
    """Tell whether a line with this head means the same in each card with these names."""
    if head.group or head.encoding or head.charset:
        return False
    if head.name in HANDLES:
        return not parameter_line(head, "")
    if head.name in _ONCE:
        return names.count(head.name) == 1 and (head.tidy or head.name != "ADR")
    return head.tidy and head.name not in TAKEN and head.name not in INLINE and head.name not in _BORDERS


@lru_cache(_KNOWN)
def _are_simple(odd: bytes) -> bool:
    """Tell whether `clean` leaves these characters alone."""
    try:
        text = odd.decode()
    except UnicodeDecodeError:
        return False
    return text.isprintable() and is_simple(text)
