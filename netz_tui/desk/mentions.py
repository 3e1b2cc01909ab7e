"""Who is named as introducer in a message: "wir kennen uns über Herrn Kühn", "via Jens", "Tom Adler suggested …"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netz_tui.book.people import PersonRow, find_people
from netz_tui.fold import fold

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from netz_tui.desk.desk import Desk

_LONGEST = 4_000
_SHORTEST = 2
_MANY = 50


class _Mention(NamedTuple):
    """A name as a message gives it; `family` if it stands after a title and must be a family name."""

    name: str
    family: bool


def named_introducers(message: str) -> list[str]:
    """Return the names that a message gives for who knows both sides, in the order of trust in the wording.

    Only the wording is judged here; whether anybody of that name is known is another question.
    """
    return list(dict.fromkeys(mention.name for mention in _mentions(message)))


def propose_introducer(desk: Desk, message: str, sender_id: int | None) -> PersonRow | None:
    """Return the contact whom a message names as introducer, if exactly one fits best; None if nobody or several do.

    A name fits if each of its words is one of the contact's name, or the initial of one; after a title the
    family name must be meant. The more dependable contact wins over the others.
    """
    for mention in _mentions(message):
        found = find_people(desk.book, mention.name, limit=_MANY)
        people = [
            row
            for row in found
            if row.id != sender_id and (row.contact or row.standing != "unproven") and _fits(mention, row.name)
        ]
        best = [row for row in people if row.standing == "dependable"] or people
        if len(best) == 1:
            return best[0]
    return None


def _mentions(message: str) -> Iterator[_Mention]:
    from netz_tui.desk.mention_patterns import ABOUT, CLEAR, GENITIVE, LOOSE  # many, and not needed for the first frame

    text = message[:_LONGEST]
    for match in GENITIVE.finditer(text):
        for mention in _judged(match, loose=False):
            bare = mention.name.rstrip("'’").removesuffix("'s").removesuffix("’s")
            if bare == mention.name and bare.endswith("s"):
                yield mention._replace(name=bare[:-1])
            yield mention._replace(name=bare)
    for pattern in CLEAR:
        for match in pattern.finditer(text):
            yield from _judged(match, loose=False)
    for match in LOOSE.finditer(text):
        if not ABOUT.search(text[max(0, match.start() - 60) : match.start()]):
            yield from _judged(match, loose=True)


def _judged(match: re.Match[str], *, loose: bool) -> Iterator[_Mention]:
    """Yield the name in a match, unless its words or what follows tell that it is none."""
    from netz_tui.desk.mention_patterns import ABSTRACT, LEGAL, NO_NAME, SUBJECTS

    words = [(word, fold(word)) for word in match["name"].split()]
    personal = bool(match["title"] or match["relation"])
    if not personal and words[0][1] in SUBJECTS:
        return
    while not loose and words and words[0][1] in NO_NAME:
        words = words[1:]
    end = next(
        (place for place, (word, folded) in enumerate(words) if folded in NO_NAME and not word[0].islower()), len(words)
    )
    named = words[:end]
    while named and named[-1][0].islower():
        named.pop()
    company = any(folded in LEGAL for _word, folded in named) or match.string[match.end("name") :].startswith(
        (" &", "&")
    )
    abstract = not personal and len(named) == 1 and ABSTRACT.match(named[0][1])
    name = " ".join(word for word, _folded in named)
    if len(fold(name)) >= _SHORTEST and not company and not abstract:
        yield _Mention(name, bool(match["title"]) and len(named) == 1)


def _fits(mention: _Mention, name: str) -> bool:
    known = fold(name).split()
    if mention.family and len(known) > 1:
        known = known[1:]
    initials = {word[0] for word in known}
    return all(word in known or word in initials for word in fold(mention.name).split())
