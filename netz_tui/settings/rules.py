"""What each setting must be, and the sentence that says so where one is not."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

N_ = str
"""Marks a sentence that is translated where it is shown."""

COLUMNS = ("org", "title", "city", "country", "tags", "since", "last")
"""What the list of contacts can show beside the name."""


class Rule(NamedTuple):
    """What a value must be: a sentence for it, and a function that returns the value or raises `ValueError`."""

    wanted: str
    read: Callable[[Any], Any]


def _one_of(*words: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in words or not isinstance(value, str):
            raise ValueError(value)
        return value

    return read


def _whole(least: int, most: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if type(value) is not int or not least <= value <= most:  # True is no number here
            raise ValueError(value)
        return value

    return read


def _number(least: float, most: float) -> Callable[[Any], float]:
    def read(value: Any) -> float:
        if type(value) not in {int, float} or not least <= value <= most:  # NaN fits nowhere
            raise ValueError(value)
        return float(value)

    return read


def _text(pattern: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if not isinstance(value, str) or not re.fullmatch(pattern, value, re.DOTALL):
            raise ValueError(value)
        return value

    return read


_NESTED = r"[+*}]\??\)(?:[+*]|\{\d*,\d*\})"
"""A repeated group that ends in a repetition: such an expression may take for ever."""


def _expression(value: Any) -> str:
    text = _text(r"[^\n\r\0\x1b]{1,500}")(value)
    try:
        re.compile(text)
    except (re.error, RecursionError, OverflowError) as error:
        raise ValueError(value) from error
    if re.search(_NESTED, text):
        raise ValueError(value)
    return text


def _ascii(value: Any) -> bool | None:
    if value == "auto":
        return None
    if isinstance(value, bool):
        return value
    raise ValueError(value)


_LINE = r"[^\n\r\0\x1b]{0,200}"
RULES = {
    "language": Rule(N_('"auto", "de" or "en"'), _one_of("auto", "de", "en")),
    "theme": Rule(N_("the name of a theme, in quotes"), _text(r"[\w-]{0,60}")),
    "ascii": Rule(N_('true, false or "auto"'), _ascii),
    "me": Rule(N_("a name, in quotes"), _text(_LINE)),
    "region": Rule(N_('a country of two capital letters, like "DE"'), _text("[A-Z]{2}")),
    "call_template": Rule(N_('text between """ and """'), _text(r".{0,20000}")),
    "keep_in_touch_days": Rule(N_("a whole number from 0 to 3650"), _whole(0, 3650)),
    "defer": Rule(N_('a time in words, like "1w" or "in 3 days"'), _text(r"[^\n\r\0\x1b]{1,80}")),
    "unproven_per_day": Rule(N_("a whole number from 0 to 100"), _whole(0, 100)),
    "columns": Rule(
        N_('words of org, title, city, country, tags, since, last, like "org city"'),
        _text(rf"(?:(?:{'|'.join(COLUMNS)})(?: |$))*"),
    ),
    "calls_per_day": Rule(N_("a whole number from 0 to 100"), _whole(0, 100)),
    "asks_per_day": Rule(N_("a whole number from 0 to 100"), _whole(0, 100)),
}
KEY = Rule(N_("the name of a key, in quotes"), _text(r"[^\n\r\0\x1b]{1,100}"))
_PATH = Rule(N_("a path, in quotes"), _text(r"[^\n\r\0\x1b]{1,4096}"))
_PLACES = ("book", "backups", "exports")
_SHARE = Rule(N_("a number from 0.01 to 0.99"), _number(0.01, 0.99))
_DAYS = Rule(N_("a number of days from 1 to 100000"), _number(1, 100_000))
_RELIABILITY = {
    **dict.fromkeys(("ground_a", "ground_b", "ground_c", "introduced", "claimed", "nothing"), _SHARE),
    "prior_weight": Rule(N_("a number from 0.1 to 1000"), _number(0.1, 1000)),
    "half_life_days": _DAYS,
    "ground_half_life_days": _DAYS,
}
_EXPRESSION = Rule(N_("a regular expression without a repetition inside a repetition"), _expression)
MAIL = {
    "platform": Rule(N_("the name of a platform, in quotes"), _text(r"[\w .-]{1,60}")),
    "means": Rule(N_('"request", "reminder" or "other"'), _one_of("request", "reminder", "other")),
    **dict.fromkeys(("sender", "subject", "body", "template"), _EXPRESSION),
}
TABLES: Mapping[str, Mapping[str, Rule] | None] = MappingProxyType(
    {"keys": None, "paths": dict.fromkeys(_PLACES, _PATH), "reliability": _RELIABILITY}
)
"""The sections with the rules of their entries; None: any name, as the screen knows them."""
