"""Read a contact request out of pasted text: a notification, a signature, or a few lines typed anywhere."""

from __future__ import annotations

import re

from netz_tui.clean import clean, clean_text
from netz_tui.desk.people import NewRequest

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
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
}  # fmt: skip
_NOISE = re.compile(
    r"^(?:annehmen|ablehnen|ignorieren|accept|ignore|decline|view profile|profil ansehen|antworten)\W*$", re.IGNORECASE
)
_NAME = re.compile(r"^[^\W\d_][\w'’.()\[\] -]{2,60}$")
_MOST_WORDS = 6


def read_paste(text: str, region: str) -> NewRequest:
    """Return what a pasted text says about who asks; the name is "" if none could be found.

    E-mail addresses, numbers and profile addresses are found anywhere, lines like "Firma: …" are taken at
    their word, the name comes from such a line, a notification's first words, or the first line that looks
    like one. What is left is the message.
    """
    found: dict[str, str] = {}
    handles: list[tuple[str, str]] = []
    message: list[str] = []
    for line in clean_text(text).splitlines():
        rest = _take_handles(line, region, handles)
        labelled = _LABELLED.match(rest)
        key = _FIELDS.get(labelled["label"].strip().lower(), "") if labelled else ""
        if labelled and key and key not in found:
            found[key] = labelled["value"].strip()
        elif not rest.strip(" \t,;|·-–:()<>") or _NOISE.match(rest.strip()):
            if message and not line.strip():
                message.append("")
        else:
            message.append(rest.strip())
    if "name" not in found:
        found["name"] = _find_name(message)
    platform = found.get("platform") or _platform(text)
    url = next((value for kind, value in handles if kind == "url"), "")
    body = "\n".join(message).strip()
    return NewRequest(
        name=clean(found["name"]),
        platform=platform,
        headline=clean(found.get("headline", "")),
        message="\n".join(part for part in (found.get("message", ""), body) if part),
        url=url,
        handles=tuple(handle for handle in handles if handle != ("url", url)),
        org=clean(found.get("org", "")),
    )


def _take_handles(line: str, region: str, handles: list[tuple[str, str]]) -> str:
    """Note the handles of a line and return what is left of it."""
    import phonenumbers

    rest = line
    for kind, pattern in (("url", _URL), ("email", _EMAIL)):
        for match in pattern.findall(rest):
            value = match.rstrip(".,;:!?)]}>")
            value = value if kind == "email" or "://" in value else f"https://{value}"
            if (kind, value) not in handles:
                handles.append((kind, value))
        rest = pattern.sub(" ", rest)
    for match in list(phonenumbers.PhoneNumberMatcher(rest, region))[::-1]:
        if ("phone", match.raw_string) not in handles:
            handles.append(("phone", match.raw_string))
        rest = f"{rest[: match.start]} {rest[match.end :]}"
    taken = rest != line
    return (
        re.sub(r"(?i)^\s*(?:tel(?:efon)?|phone|mobil|mobile|handy|e-?mail|mail|fax|web|profil|url)\W*$", "", rest)
        if taken
        else rest
    )


def _find_name(message: list[str]) -> str:
    """Return the name in the lines of a message and remove the line if it held nothing else."""
    for place, line in enumerate(message):
        notice = _NOTICE.match(line)
        if notice:
            message.pop(place)
            return notice["name"]
    for place, line in enumerate(message[:3]):
        words = line.split()
        if (
            _NAME.match(line)
            and 1 < len(words) <= _MOST_WORDS
            and words[0][0].isupper()
            and not line.endswith((".", "!", "?", ","))
        ):
            message.pop(place)
            return line
    return ""


def _platform(text: str) -> str:
    lowered = text.lower()
    places = {name: lowered.find(name.lower()) for name in ("XING", "LinkedIn")}
    known = {name: place for name, place in places.items() if place >= 0}
    return min(known, key=lambda name: known[name]) if known else ""
