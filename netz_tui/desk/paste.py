"""Read a contact request out of pasted text: a notification, a signature, or a few lines typed anywhere."""

from __future__ import annotations

import re
from urllib.parse import unquote

from netz_tui.clean import clean, clean_text
from netz_tui.desk.people import NewRequest

_LONGEST = 20_000
_LONGEST_LINE = 1_000
"""In longer lines nobody writes a number."""
_TRIES = 50
_EMAIL = re.compile(r"[\w.+-]{1,64}+@[\w-]{1,63}+(?:\.[\w-]{1,63}+)+")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"']+|\b(?:xing|linkedin)\.com/[^\s<>\"']+", re.IGNORECASE)
_NOTICE = re.compile(
    r"^(?P<name>.{2,80}?)\s+(?:möchte\s+(?:Sie|dich|sich|Ihr|dein)|hat\s+(?:Ihnen|dir)\s+eine\s+(?:Kontaktanfrage|Einladung)|"
    r"wants\s+to\s+connect|would\s+like\s+to|has\s+(?:sent|invited)|lädt\s+(?:Sie|dich)\s+ein)",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"^(?P<label>[A-Za-zÄÖÜäöü. -]{2,20}):\s*(?P<value>.+)$")
_FIELDS = {
    "name": "name", "von": "name", "from": "name", "absender": "name", "sender": "name",
    "firma": "org", "company": "org", "unternehmen": "org", "organisation": "org",
    "position": "headline", "title": "headline", "titel": "headline", "headline": "headline", "beruf": "headline",
    "plattform": "platform", "platform": "platform", "über": "platform",
    "nachricht": "message", "message": "message", "text": "message",
    "an": "", "to": "", "cc": "", "betreff": "", "subject": "", "datum": "", "date": "", "gesendet": "", "sent": "",
}  # fmt: skip
"""Which field a label means; "" for what does not matter here."""
_NOISE = re.compile(
    r"^(?:annehmen|ablehnen|ignorieren|accept|ignore|decline|(?:view|zum|see)\s+profile?|profil(?:\s+ansehen)?|antworten|reply|"
    r"nachricht|message|linkedin|xing|neue\s+kontaktanfrage.{0,20}|new\s+(?:contact\s+request|invitation).{0,20}|"
    r"tel(?:efon)?|phone|mobile?|handy|e-?mail|fax|web|url)\W*$",
    re.IGNORECASE,
)
_GOODBYE = re.compile(
    r"^(?:mit\s+)?(?:(?:freundlichen?|besten?|viele|vielen|liebe|lieben|herzliche|herzlichen|schöne|schönen)\s+(?:grüße|grüßen|gruß)|"
    r"gruß|grüße|vg|lg|mfg|(?:(?:best|kind|warm)\s+)?(?:regards|wishes)|cheers|sincerely|yours(?:\s+\w+)?|many\s+thanks)\W*$",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(
    r"(?:[^\W\d_a-zäöüß][\w'’.-]*|von|van|de|der|den|zu|zur|vom|da|di|du|dos|le|la|al|bin|und|\([\w .-]+\))$"
)
_LETTERS_ALONE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af·]{2,12}$")
_LEGAL = re.compile(
    r"\b(?:AG|GmbH|mbH|KG|KGaA|OHG|UG|SE|e\.\s?V\.|Ltd\.?|Limited|Inc\.?|LLC|LLP|Corp\.?|plc|S\.?A\.?|B\.?V\.?)(?!\w)"
)
_PARTS = re.compile(r",\s+|\s+(?:bei|at|@|·|\|)\s+")
_NO_NAME_START = frozenset(
    """
    hallo hi hello hey guten gute sehr liebe lieber dear neue new mit viele vielen danke thanks best kind ich wir i we
    """.split()  # noqa: SIM905 - easier to read so
)
_FRAME = " \t,;|·•-–—:()<>[]\"'„“”»«"
_MOST_WORDS = 6
_LONGEST_NAME = 60
_LONGEST_HEADLINE = 100
_FIRST_LINES = 3


def read_paste(text: str, region: str) -> NewRequest:
    """Return what a pasted text says about who asks; the name is "" if none could be found.

    E-mail addresses, numbers and profile addresses are found anywhere, lines like "Firma: …" are taken at
    their word. The name comes from such a line, a notification's first words, the line below a greeting at
    the end, the first line that looks like one, or the address of a profile or mailbox. The line below it
    tells what the person does. What is left is the message.
    """
    found: dict[str, str] = {}
    handles: list[tuple[str, str]] = []
    lines: list[str] = []
    for line in clean_text(text)[:_LONGEST].splitlines():
        rest = _take_handles(line, region, handles)
        labelled = _LABELLED.match(rest)
        key = _FIELDS.get(labelled["label"].strip().lower()) if labelled else None
        if labelled and key is not None and key not in found:
            if key:
                found[key] = labelled["value"].strip()
        elif rest.strip(_FRAME) and not _NOISE.match(rest.strip(_FRAME)):
            lines.append(rest.strip())
        elif lines and not line.strip():
            lines.append("")
    name = _swapped(found["name"]) if "name" in found else _find_name(lines, handles)
    found = _describe(lines, name) | found
    url = next((value for kind, value in handles if kind == "url"), "")
    body = "\n".join(line for line in lines if line != name).strip()
    return NewRequest(
        name=clean(name, _LONGEST_NAME),
        platform=clean(found.get("platform") or _platform(text)),
        headline=clean(found.get("headline", "")),
        message="\n".join(part for part in (found.get("message", ""), body) if part),
        url=url,
        handles=tuple(handle for handle in handles if handle != ("url", url)),
        org=clean(found.get("org", "")),
    )


def _take_handles(line: str, region: str, handles: list[tuple[str, str]]) -> str:
    """Note the handles of a line and return what is left of it."""
    rest = line
    for kind, pattern in (("url", _URL), ("email", _EMAIL)):
        for match in pattern.findall(rest):
            value = match.rstrip(".,;:!?)]}>")
            value = value if kind == "email" or "://" in value else f"https://{value}"
            if (kind, value) not in handles:
                handles.append((kind, value))
        rest = pattern.sub(" ", rest)
    if len(rest) <= _LONGEST_LINE and any(char.isdecimal() for char in rest):
        rest = _take_numbers(rest, region, handles)
    if rest == line:
        return line
    return re.sub(r"[(<\[]\s*[)>\]]", " ", rest)


def _take_numbers(line: str, region: str, handles: list[tuple[str, str]]) -> str:
    import phonenumbers  # only when something is pasted

    rest = line
    for match in reversed(list(phonenumbers.PhoneNumberMatcher(line, region, max_tries=_TRIES))):
        if ("phone", match.raw_string) not in handles:
            handles.append(("phone", match.raw_string))
        rest = f"{rest[: match.start]} {rest[match.end :]}"
    return rest


def _find_name(lines: list[str], handles: list[tuple[str, str]]) -> str:
    """Return the name in the lines and take away what held nothing else; from an address if no line has one."""
    for place, line in enumerate(lines):
        if notice := _NOTICE.match(line):
            lines.pop(place)
            return str(notice["name"]).strip(_FRAME)
    goodbyes = [place for place, line in enumerate(lines) if _GOODBYE.match(line)]
    below = [next((place for place in range(bye + 1, len(lines)) if lines[place]), bye) for bye in goodbyes[-1:]]
    for place in [*below, *range(min(_FIRST_LINES, len(lines)))]:
        if _is_name(lines[place]):
            lines[place] = str(lines[place]).strip(_FRAME)
            return str(lines[place])
    first, comma, rest = lines[0].partition(",") if len(lines) == 1 else ("", "", "")
    if comma and _is_name(first):
        lines[0] = rest.strip(_FRAME)
        return first.strip(_FRAME)
    return _name_in_address(handles)


def _is_name(line: str) -> bool:
    """Tell whether a line is a name and nothing else."""
    bare = line.strip(_FRAME)
    words = bare.split()
    if _LETTERS_ALONE.match(bare):
        return True
    return (
        1 < len(words) <= _MOST_WORDS
        and len(bare) <= _LONGEST_NAME
        and not line.endswith((".", "!", "?", ","))
        and words[0].lower() not in _NO_NAME_START
        and not _LEGAL.search(bare)
        and all(map(_NAME_WORD.match, words))
    )


def _name_in_address(handles: list[tuple[str, str]]) -> str:
    """Return the name that a profile or a mailbox like "erika.weiss@…" spells out, "" if none does."""
    for kind, value in handles:
        part = ""
        if kind == "url" and (profile := re.search(r"(?:/in|/profile)/([^/?#]+)", value)):
            part = unquote(profile[1])
        elif kind == "email":
            part = value.partition("@")[0]
        words = [word for word in re.split(r"[._-]", part) if word and not any(map(str.isdecimal, word[:-1]))]
        words = [word.rstrip("0123456789") for word in words]
        if len(words) > 1 and all(len(word) > 1 for word in words):
            return " ".join(word.capitalize() for word in words)
    return ""


def _swapped(name: str) -> str:
    """Return a name as one says it: without quotes, "Lang, Petra" turned round."""
    bare = name.strip(_FRAME)
    family, comma, given = bare.partition(", ")
    return f"{given} {family}" if comma and _is_name(f"{given} {family}") else bare


def _describe(lines: list[str], name: str) -> dict[str, str]:
    """Return headline and company from the lines below the name, and take the headline away."""
    place = lines.index(name) if name in lines else len(lines)
    below = [line for line in lines[place + 1 :] if line]
    org = next((_PARTS.split(line)[-1] for line in below if _LEGAL.search(line) and len(line) <= _LONGEST_HEADLINE), "")
    found = {"org": org} if org else {}
    if below and below[0] != org and _is_headline(below[0]):
        found["headline"] = below[0]
        del lines[lines.index(below[0], place + 1)]
    return found


def _is_headline(line: str) -> bool:
    sentence = line.startswith(("„", '"', "“")) or (
        line.endswith((".", "!", "?", ",", ":")) and not _LEGAL.search(line[-6:])
    )
    greeting = line.partition(" ")[0].lower() in _NO_NAME_START
    return len(line) <= _LONGEST_HEADLINE and not sentence and not greeting


def _platform(text: str) -> str:
    lowered = text.lower()
    places = {name: lowered.find(name.lower()) for name in ("XING", "LinkedIn")}
    known = {name: place for name, place in places.items() if place >= 0}
    return min(known, key=lambda name: known[name]) if known else ""
