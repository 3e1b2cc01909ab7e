"""What was typed into the search line: words to find, and filters such as `ground:b city:ulm -tag:x overdue`."""

from __future__ import annotations

import re
from typing import NamedTuple

from netz_tui.clean import LINE_LIMIT, clean
from netz_tui.fold import fold

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


class Query(NamedTuple):
    """What is looked for: folded words, of which each must begin one of the person's, and filters."""

    words: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.filters)


def words(text: str) -> list[str]:
    """Return the words of a text as the search knows them: folded, ideographs each for itself."""
    return fold(_IDEOGRAPH.sub(r" \1 ", text)).replace("_", " ").split()


def parse(text: str) -> Query:
    """Return what a typed line means. Any text is taken: what is no filter is words to be found."""
    found: list[str] = []
    filters: list[Filter] = []
    for token in _TOKEN.finditer(clean(text)[:LINE_LIMIT]):
        key = KEYS.get(fold(token["key"] or ""))
        if key is not None:
            filter_ = _filter(key, token["value"].strip('"'), negated=bool(token["no"]))
            if filter_ is not None:
                filters.append(filter_)
            continue
        plain = token["plain"] or ""
        flag = FLAGS.get(fold(plain)) if plain.removeprefix("-").isalpha() else None
        if flag is not None:
            filters.append(Filter(flag, "", negated=plain.startswith("-")))
        else:
            found.extend(words(token[0]))
    return Query(tuple(dict.fromkeys(found[:_WORDS])), tuple(dict.fromkeys(filters[:_WORDS])))


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
