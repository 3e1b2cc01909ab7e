"""What was typed into the search line: words to find, and filters such as `ground:b city:ulm -tag:x overdue`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netz_tui.clean import LINE_LIMIT, clean
from netz_tui.fold import FoldAll, fold
from netz_tui.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

KEYS = {
    **dict.fromkeys(("ground", "grundlage"), "ground"),
    **dict.fromkeys(("standing", "stand"), "standing"),
    **dict.fromkeys(("city", "stadt", "ort"), "city"),
    **dict.fromkeys(("org", "company", "firma"), "org"),
    **dict.fromkeys(("name",), "name"),
    **dict.fromkeys(("tag", "tags"), "tag"),
    **dict.fromkeys(("note", "text", "notiz"), "note"),
    **dict.fromkeys(("platform", "plattform"), "platform"),
    **dict.fromkeys(("since", "seit"), "since"),
    **dict.fromkeys(("score", "punkte"), "score"),
}
"""Names of filters that take a value, English and German, and what they are called here."""
FLAGS = {
    fold(word): flag
    for flag, known in {"overdue": ("overdue", "überfällig"), "everybody": ("everybody", "alle")}.items()
    for word in known
}
"""Words that are a filter by themselves, folded."""
STANDINGS = {
    fold(word): standing
    for standing, known in {
        "dependable": ("dependable", "belastbar"),
        "unproven": ("unproven", "ungeprüft"),
        "shaky": ("shaky", "wackelig"),
    }.items()
    for word in known
}
"""What standings may be called, folded."""
_WORDS = 32
_TOKEN = re.compile(r'(?P<no>-?)(?P<key>[^\W\d_]+):(?P<value>"[^"]*"?|\S*)|"(?P<quoted>[^"]*)"?|(?P<plain>\S+)')
_IDEOGRAPH = re.compile("([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])")
_SINCE = re.compile(r"\d{4}(-\d\d){0,2}")
_SCORE = re.compile(r"\d{1,3}")


class Filter(NamedTuple):
    """One condition; `negated` finds who does not fulfil it."""

    key: str
    value: str
    negated: bool = False


Wrong = tuple[str, dict[str, str]]
"""What can't be meant: a sentence with its fields."""


class Query(NamedTuple):
    """What is looked for: folded words, of which each must begin one of the person's, and filters.

    A line with anything `wrong` in it finds nobody.
    """

    words: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    wrong: Wrong | None = None

    def __bool__(self) -> bool:
        return bool(self.words or self.filters or self.wrong)


def words(text: str) -> list[str]:
    """Return the words of a text as the search knows them: folded, ideographs each for itself."""
    return fold(text if text.isascii() else _part(text)).replace("_", " ").split()


def _part(text: str) -> str:
    return _IDEOGRAPH.sub(r" \1 ", text)


_fold_all = FoldAll(_part)


def all_words(texts: Sequence[str]) -> list[str]:
    """Return the words of each text as `words` does, parted by single blanks; for many texts at once."""
    return [" ".join(text.replace("_", " ").split()) if "_" in text else text for text in _fold_all(texts)]


def parse(text: str) -> Query:
    """Return what a typed line means. Any text is taken: what is no filter is words to be found."""
    found: list[str] = []
    filters: list[Filter] = []
    wrong: list[Wrong] = []
    for token in _TOKEN.finditer(clean(text)[:LINE_LIMIT]):
        typed = token["key"] or ""
        key = KEYS.get(fold(typed))
        if key is not None:
            value = token["value"].strip('"')
            filter_ = _filter(key, value, negated=bool(token["no"]))
            if filter_ is not None:
                filters.append(filter_)
            elif not _begun(key, value):
                wrong.append((_TAKES[key], {"filter": typed, "value": value}))
            continue
        if typed and _WORD.match(token["value"]):
            wrong.append(_unknown(typed))
            continue
        plain = token["plain"] or ""
        flag = FLAGS.get(fold(plain)) if plain.removeprefix("-").isalpha() else None
        if flag is not None:
            filters.append(Filter(flag, "", negated=plain.startswith("-")))
        else:
            found.extend(words(token[0]))
    kept = tuple(dict.fromkeys(found[:_WORDS])), tuple(dict.fromkeys(filters[:_WORDS]))
    return Query(*kept, wrong[0] if wrong else None)


def _filter(key: str, value: str, *, negated: bool) -> Filter | None:
    """Return a filter, or None for one that is not typed to its end or can't be meant."""
    folded = " ".join(words(value))
    if key == "ground":
        value = folded if folded in {"a", "b", "c"} else ""
    elif key == "standing":
        value = next((known for word, known in STANDINGS.items() if folded and word.startswith(folded)), "")
    elif key == "since":
        begun = _SINCE.match(value)
        value = begun[0] if begun else ""
    elif key == "score":
        value = value if _SCORE.fullmatch(value) else ""
    else:
        value = folded
    return Filter(key, value, negated) if value else None


def _begun(key: str, value: str) -> bool:
    """Tell whether a filter that says nothing yet may still be typed to its end."""
    return not value or key not in _TAKES or (key == "since" and value.isdecimal() and len(value) < _YEAR)


_YEAR = 4
_WORD = re.compile(r'"?\w')
_TAKES = {
    "ground": N_("“{filter}:” takes a, b or c, not “{value}”."),
    "standing": N_("“{filter}:” takes dependable, unproven or shaky, not “{value}”."),
    "since": N_("“{filter}:” takes a year, month or day such as 2025, 2025-03 or 2025-03-14, not “{value}”."),
    "score": N_("“{filter}:” takes a number from 0 to 100, not “{value}”."),
}


def _unknown(typed: str) -> Wrong:
    """Return a sentence about a filter that there is not, with the one that was meant perhaps."""
    from difflib import get_close_matches  # nobody waits for it but who slipped

    near = get_close_matches(fold(typed), KEYS, n=1)
    if near:
        return N_("There is no filter “{filter}:”. Did you mean “{near}:”?"), {"filter": typed, "near": near[0]}
    return (
        N_(
            "There is no filter “{filter}:”. There are ground:, standing:, city:, org:, name:, tag:, note:, platform:, "
            "since:, score:, overdue, everybody. In quotes it is found as text."
        ),
        {"filter": typed},
    )
