"""Put a typed phrase into plain words that `dateparser` reads, and take the clock time off it, which it loses."""

from __future__ import annotations

import re
import unicodedata
from datetime import time

LONGEST = 80
"""Longest phrase read, in characters."""
WEEKDAY = (
    r"(?:mo(?:n|ntag|nday)?|di(?:enstag)?|tue?s?(?:day)?|mi(?:ttwoch)?|wed(?:nesday)?|do(?:nnerstag)?|thu(?:rs?(?:day)?)?"
    r"|fr(?:i|iday|eitag)?|sat?(?:mstag|urday)?|so(?:nntag)?|sun(?:day)?)"
)
_NOON = 12
_EARLIEST = 7
"""Hour from which "um 9" and "halb zehn" mean the morning; before it, the afternoon: nobody is called at 3."""
_PARTS_OF_DAY = {"morning": 8, "forenoon": 10, "noon": 12, "afternoon": 15, "evening": 18, "night": 21}
_NUMBERS = ("zwei|two", "drei|three", "vier|four", "funf|five", "sechs|six", "sieben|seven", "acht|eight", "neun|nine")

_TYPED = (
    (r"[’`]", "'"),
    (r"[–—−]", "-"),
    (r"o'clock", "uhr"),
    (r"(?<=[ao])e|(?<!tu)(?<=u)e", ""),  # "maerz", but "tuesday"
    (r"[\s,;!?()]+|(?<=[a-z])[.-]|(?<=\d)t(?=\d\d:)|-(?=w)", " "),
    (r"(?<=\d)\. (?=\d\d?\.(?:\d{4}|(?!\d))|\d{4}(?!\d))", "."),  # "14. 12. 2026"
    (r"(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)|(?<=\d\.)(?=[a-z])|(?<=^[+-])(?=\d)", " "),
)
_WORDS = (
    (rf"(heute|gestern|{WEEKDAY})( am)? morgen", r"\1 morning"),
    (r"morgens|fruh", "morning"),
    (r"(?<!\d )am|the|de[rnms]|das|des|of|on|im|zu[mr]?|bis|by|until|seit|since|ab|ca|circa|about|etwa|sometime", ""),
    (r"um|gegen|around", "at"),
    (r"ein(e[nmr]?)?|an?|one", "1"),
    *((number, str(count)) for count, number in enumerate(_NUMBERS, 2)),
    (r"zehn|ten", "10"),
    (r"elf|eleven", "11"),
    (r"zwolf|twelve", "12"),
    (r"vierzehn", "14"),
    (r"erste[nr]?|first", "1."),
    (r"ubernachste[mnrs]?", "next next"),
    (r"vorletzte[mnrs]?", "last last"),
    (r"(nachste|kommende)[mnrs]?|coming", "next"),
    (r"(letzte|vergangene|vorige)[mnrs]?|past|previous", "last"),
    (r"diese[mnrs]?", "this"),
    (r"anfang|beginn|beginning|early", "start"),
    (r"mitte|middle", "mid"),
    (r"ende|late", "end"),
    (r"(1 )?(paar|few|couple)|einige[nr]?|several", "3"),
    (r"(1 )?fortnight", "2 week"),
    (r"werktage?[ns]?|arbeitstage?[ns]?|(working|business) days?|workdays", "workday"),
    (r"nach(?= [^\d])", "after"),
    (r"quartalsende", "end quarter"),
    (r"eow", "end week"),
    (r"eom|monatsende", "end month"),
    (r"eoy|jahresende", "end year"),
    (r"monate?[ns]?|months|m", "month"),
    (r"[dt]|tage?[ns]?|days", "day"),
    (r"w|wk|[kc]w|(kalender)?wochen?|weeks", "week"),
    (r"j|y|jahr(es|en|e)?|years", "year"),
    (r"q|quartals?", "quarter"),
    (r"stunden?|std|h|hours", "hour"),
    (r"minuten?|minutes|min", "minute"),
    (r"halb(e[nrs]?)?", "half"),
    (r"(1 )?half (1 )?year", "6 month"),
    (r"(1 )?half (1 )?hour", "30 minute"),
    (r"(1 )?vierteljahr", "3 month"),
    (r"fruhling|fruhjahr|spring", "quarter march"),
    (r"sommer|summer", "quarter june"),
    (r"herbst|autumn", "quarter september"),
    (r"winter", "quarter december"),
    (r"sonnabend", "samstag"),
    (r"jetzt", "now"),
    (r"heute", "today"),
    (r"tonight", "today evening"),
    (r"vormittags?", "forenoon"),
    (r"nachmittags?", "afternoon"),
    (r"mittags?", "noon"),
    (r"abends?", "evening"),
    (r"nachts?", "night"),
    (r"(next|last) (weekend|wochenende)", r"\1 week saturday"),
    (r"weekend|wochenende", "this saturday"),
)
_SPANS = (
    (r" +", " "),
    (r"^([+-]) (\d+)$", r"\1 \2 day"),
    (r"^(?:\+ |in )?(\d+ [a-z]+)(?: later| spater| hence| from now)$|^\+ (\d+ .+)$", r"in \1\2"),
    (r"^(?:-|vor) (\d+ [a-z]+)$|^(\d+ [a-z]+) her$", r"\1\2 ago"),
    (r"(?<!\S)(\d\d?)\.(\d\d) uhr\b", r"\1:\2"),
    (r"(?<=:\d\d) uhr\b", ""),
    (r"(?<!\S)(\d\d?) (?:uhr|hour) (\d\d)(?!\S)", r"\1:\2"),
    (r"(?<!\S)(\d\d?) uhr\b", r"\1:00"),
    (r"\bat (\d\d?)\.(\d\d)(?!\S)", r"at \1:\2"),
    (r"\b(at|half) (\d\d?)(?!\S)", r"\1 \2:00"),
    (r"(?<!\S)(\d\d?)(?= [ap]m\b)", r"\1:00"),
)
_REWRITES = [
    (re.compile(pattern), plain)
    for pattern, plain in (*_TYPED, *((rf"\b(?:{words})\b", plain) for words, plain in _WORDS), *_SPANS)
]
_CLOCK = re.compile(
    r"(?<!\S)(?P<said>at )?(?P<to>half (?=\d\d?:00))?"
    r"(?P<hour>\d\d?):(?P<minute>\d\d)(?::\d\d)?(?: (?P<noon>[ap]m))?(?!\S)"
)
_PART_OF_DAY = re.compile(rf"(?<!\S)(?:at )?({'|'.join(_PARTS_OF_DAY)})(?!\S)")


def plain(text: str) -> str:
    """Return a phrase in small ASCII letters and plain words, or "" if it is too long, one letter, or no Latin."""
    if len(text.strip()) == 1 and not text.strip().isdecimal():
        return ""
    apart = unicodedata.normalize("NFKD", text.casefold()) if len(text) <= LONGEST else ""
    phrase = "".join(char for char in apart if not unicodedata.combining(char)).strip()
    for pattern, words in _REWRITES:
        phrase = pattern.sub(words, phrase)
    return phrase.strip() if phrase.isascii() else ""


def split_clock(phrase: str) -> tuple[str, time | None]:
    """Take the time of day off a plain phrase; raise ValueError if it is none, like 25:00."""
    part = _PART_OF_DAY.search(phrase)
    if part:
        phrase = phrase.replace(part[0], " ", 1)
    clock = _CLOCK.search(phrase)
    if not clock:
        rest, moment = phrase, time(_PARTS_OF_DAY[part[1]]) if part else None
    else:
        rest, moment = phrase.replace(clock[0], " ", 1), _time(clock, part[1] if part else "")
    return " ".join(rest.split()), moment


def _time(clock: re.Match[str], part: str) -> time:
    """Return the time that a match of `_CLOCK` says, in the part of the day that was named."""
    hour, minute = int(clock["hour"]), int(clock["minute"])
    if clock["to"]:  # "halb drei"
        hour, minute = hour - 1, 30
    if clock["noon"]:
        if not 1 <= hour <= _NOON:
            raise ValueError("no hour of a clock face")
        hour = hour % _NOON + (_NOON if clock["noon"] == "pm" else 0)
    elif hour < _NOON and (
        part in {"afternoon", "evening"}
        or (part == "night" and hour >= _EARLIEST)
        or ((clock["said"] or clock["to"]) and not part and hour < _EARLIEST)
    ):
        hour += _NOON
    return time(hour, minute)
