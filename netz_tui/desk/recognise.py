"""Who is meant by a UID, a profile, an address, a number: believed, or only where the names agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

Key = tuple[str, str]
"""Kind ("uid" or a kind of handle) and normal form."""


def is_sure(key: Key) -> bool:
    """Tell whether a key belongs to one person; others are shared in a family, an office, a company."""
    kind, normal = key
    return kind == "uid" or (kind == "url" and normal.startswith(("linkedin:", "xing:")))


def marks_of(keys: Iterable[Key], name: str) -> list[str]:
    """Return a text for each key by which somebody is known again; where it may be shared the name belongs to it."""
    return [f"{kind}:{normal}" if is_sure((kind, normal)) else f"{kind}:{normal}:{fold(name)}" for kind, normal in keys]


def names_agree(one: str, other: str) -> bool:
    """Tell whether two names may be the same person's: all words of the shorter are in the longer.

    Titles do not count, an initial stands for any word it begins, order does not matter.
    """
    shorter, longer = sorted((_words(one), _words(other)), key=len)
    return bool(shorter) and all(any(_same(word, word_) for word_ in longer) for word in shorter)


def choose(found: Iterable[tuple[Key, int, str]], name: str) -> int | None:
    """Return the one person among those found by key (key, id, name), None if nobody or several fit.

    Sure keys decide before the others; for the others the names must agree, unless `name` is "".
    """
    candidates = list(found)
    for sure in (True, False):
        ids = {
            person_id
            for key, person_id, known_as in candidates
            if is_sure(key) is sure and (sure or not name or names_agree(name, known_as))
        }
        if len(ids) == 1:
            return ids.pop()
    return None


def _words(name: str) -> set[str]:
    from netz_tui.matching.words import TITLES

    words = set(fold(name).split())
    return words - TITLES or words


def _same(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
