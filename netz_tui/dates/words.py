"""Fold a phrase about a date to canonical tokens, and take the clock time off it."""

from __future__ import annotations

import re
import unicodedata
from datetime import time
from functools import cache

LONGEST = 80
"""Longest phrase read, in characters."""
_PM = 12
_EARLIEST = 7
"""Hour from which "um 9" and "halb zehn" mean the morning; before it, the afternoon: nobody is called at 3."""

_WEEKDAYS = (
    "montag mo monday mon",
    "dienstag di tuesday tue tues",
    "mittwoch mi wednesday wed",
    "donnerstag do thursday thu thur thurs",
    "freitag fr friday fri",
    "samstag sa sonnabend saturday sat",
    "sonntag so sunday sun",
)
_MONTHS = (
    "januar jänner jan january",
    "februar feber feb february",
    "märz mrz mär march mar",
    "april apr",
    "mai may",
    "juni jun june juno",
    "juli jul july julei",
    "august aug",
    "september sep sept",
    "oktober okt october oct",
    "november nov",
    "dezember dez december dec",
)
_COUNTS = (
    "ein eine einem einen einer eines a an one erste ersten erster first",
    "zwei zwo two zweite zweiten zweiter second",
    "drei three dritte dritten dritter third",
    "vier four vierte vierten vierter fourth",
    "fünf five fünfte fünften fünfter fifth",
    "sechs six sechste sechsten sechster sixth",
    "sieben seven siebte siebten siebter seventh",
    "acht eight achte achten achter eighth",
    "neun nine neunte neunten neunter ninth",
    "zehn ten zehnte zehnten zehnter tenth",
    "elf eleven elfte elften elfter",
    "zwölf twelve zwölfte zwölften zwölfter",
)
_WORDS = {
    "": "on the der den dem das die des of im zum zur bis by until till ab from seit since ca circa etwa "
    "ungefähr about around approx irgendwann sometime calendar",
    "now": "now jetzt sofort",
    "rel0": "heute today",
    "rel1": "tomorrow tmrw tmr",
    "rel2": "übermorgen overmorrow",
    "rel-1": "gestern yesterday",
    "rel-2": "vorgestern",
    "rel0 evening": "tonight",
    "in": "in",
    "at": "at um gegen",
    "ago": "ago vor her",
    "hence": "hence später later",
    "before": "before",
    "after": "after",
    "next": "next coming nächste nächsten nächster nächstes nächstem kommende kommenden kommender kommendes",
    "this": "this diese diesen dieser dieses diesem",
    "last": "last past previous letzte letzten letzter letztes letztem vergangene vergangenen vergangener "
    "vergangenes vorige vorigen voriger voriges",
    "next2": "übernächste übernächsten übernächster übernächstes",
    "last2": "vorletzte vorletzten vorletzter vorletztes",
    "start": "anfang anfangs beginn start beginning early",
    "mid": "mitte mid middle",
    "end": "ende end late",
    "start week": "wochenanfang",
    "end week": "eow",
    "start month": "monatsanfang",
    "mid month": "monatsmitte",
    "end month": "monatsende eom",
    "end quarter": "quartalsende eoq",
    "start year": "jahresanfang jahresbeginn",
    "end year": "jahresende eoy",
    "minute": "minute minuten minutes min mins",
    "hour": "stunde stunden std hour hours h hr hrs",
    "day": "tag tage tagen tages day days d t",
    "week": "woche wochen week weeks w wk kw cw kalenderwoche",
    "month": "monat monate monaten monats month months m",
    "quarter": "quartal quartale quartals quarter quarters q vierteljahr",
    "year": "jahr jahre jahren jahres year years y yr yrs j",
    "half": "halb halbe halben halbes half",
    "half year": "halbjahr",
    "weekend": "wochenende weekend",
    "season3": "frühling frühjahr spring",
    "season6": "sommer summer",
    "season9": "herbst autumn fall",
    "season12": "winter",
    "oclock": "uhr oclock",
    "pm": "pm",
    "morning": "früh morgens morning",
    "forenoon": "vormittag vormittags",
    "noon": "mittag mittags noon",
    "afternoon": "nachmittag nachmittags afternoon",
    "evening": "abend abends evening",
    "night": "nacht nachts night",
    "14": "vierzehn fourteen",
    "20": "zwanzig twenty",
    "30": "dreißig thirty",
}
_PART_OF_DAY = {"morning": 8, "forenoon": 10, "noon": 12, "afternoon": 15, "evening": 18, "night": 21}


_PIECES = (
    r"\d+(?:[./-]\d+)+\.?|\d\d?:\d\d(?::\d\d)?|'\d\d\b|\d+(?:(?:st|nd|rd|th|te[nr]?)\b|\.)|\d+"
    r"|[a-z]+|[+-]|[\s,;.!?()]+|."
)


def _folded(text: str) -> str:
    """Return text in small letters without umlauts, also written "ae", "oe", "ue"."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    return bare.replace("ae", "a").replace("oe", "o").replace("ue", "u")


@cache
def _lexicon() -> dict[str, str]:
    """Return each folded word with its canonical tokens."""
    tables = (
        *_WORDS.items(),
        *((f"wd{number}", words) for number, words in enumerate(_WEEKDAYS)),
        *((f"mo{number}", words) for number, words in enumerate(_MONTHS, 1)),
        *((f"{number}", words) for number, words in enumerate(_COUNTS, 1)),
    )
    return {_folded(word): canonical for canonical, words in tables for word in words.split()}


def canonical(text: str) -> str | None:
    """Return the canonical tokens of a phrase, separated by blanks, or None if a word is unknown."""
    if len(text) > LONGEST:
        return None
    folded = _folded(text).replace("’", "'").replace("o'clock", "oclock")
    folded = re.sub("[–—−]", "-", folded)
    folded = re.sub(r"(?<=[a-z])-(?=[a-z\d])|(?<=\d)t(?=\d)", " ", folded)  # "mid-march", "2026-12-14t14:30"
    folded = re.sub(r"(?<=\d)\.\s+(?=\d\d?\.(?:\d{4}|(?!\d))|\d{4}(?!\d))", ".", folded)  # "14. 12. 2026"
    tokens: list[str] = []
    for token in re.findall(_PIECES, folded):
        known = _token(token, tokens[-1] if tokens else "")
        if known is None:
            return None
        tokens += known.split()
    joined = " ".join(tokens)
    joined = re.sub(r"\b(?:1 )?half (?:1 )?year\b", "6 month", joined)
    return re.sub(r"\b(?:1 )?half (?:1 )?hour\b", "30 minute", joined)


def _token(token: str, before: str) -> str | None:
    """Return the canonical form of one token ("" for a filler, None for an unknown word)."""
    if token[0] == "'" and len(token) > 1:
        return f"y{token[1:]}"
    if token[0].isdecimal():
        ordinal = re.fullmatch(r"(\d+)(?:[a-z]+|\.)", token)
        return f"{ordinal[1]}th" if ordinal else token
    if token == "am":  # noqa: S105 - "9 am", but "am Freitag"
        return "am" if before[:1].isdecimal() else ""
    if token == "morgen":  # noqa: S105 - "heute morgen", "Freitag morgen"
        return "morning" if before.startswith(("wd", "rel")) else "rel1"
    if token in {"+", "-"}:
        return token
    return "" if token[0] in " \t\n\r,;.!?()" or token.isspace() else _lexicon().get(token)


_CLOCKS = (
    r"(?:at )?(?P<h>\d\d?):(?P<m>\d\d)(?::\d\d)?(?: (?P<half>am|pm))?(?: oclock)?",
    r"(?:at )?(?P<h>\d\d?)\.(?P<m>\d\d) oclock",
    r"(?:at )?(?P<h>\d\d?) oclock(?: (?P<m>\d\d))?",
    r"(?:at )?(?P<h>\d\d?) hour (?P<m>\d\d)",
    r"(?:at )?(?P<h>\d\d?) (?P<half>am|pm)",
    r"(?P<said>at) (?P<h>\d\d?)(?:\.(?P<m>\d\d))?",
    r"(?:at )?half (?P<to>\d\d?)(?: oclock)?",
)


def split_clock(phrase: str) -> tuple[str, time | None]:
    """Take the time of day off either end of a phrase; raise ValueError if it is none, like 25:00."""
    rest, clock = phrase, None
    for pattern in _CLOCKS:
        found = re.fullmatch(rf"(?:(?P<before>.+?) )??{pattern}", phrase) or re.fullmatch(
            rf"{pattern} (?P<after>.+)", phrase
        )
        if found:
            clock = found.groupdict()
            rest = clock.get("before") or clock.get("after") or ""
            break
    words = rest.split()
    part = next((word for word in words if word in _PART_OF_DAY), "")
    rest = " ".join(word for word in words if word != part)
    if clock is None:
        return rest, time(_PART_OF_DAY[part]) if part else None
    return rest, _time(clock, part)


def _time(clock: dict[str, str | None], part: str) -> time:
    """Return the time that a match of `_CLOCKS` says, in the part of the day that was named."""
    hour, minute = int(clock.get("h") or 0), int(clock.get("m") or 0)
    if to := clock.get("to"):  # "halb drei"
        hour, minute = int(to) - 1, 30
    said = bool(to or clock.get("said"))
    if half := clock.get("half"):
        if not 1 <= hour <= _PM:
            raise ValueError("no hour of a clock face")
        hour = hour % _PM + (_PM if half == "pm" else 0)
    elif hour < _PM and (
        part in {"afternoon", "evening"}
        or (part == "night" and hour >= _EARLIEST)
        or (said and not part and hour < _EARLIEST)
    ):
        hour += _PM
    return time(hour, minute)
