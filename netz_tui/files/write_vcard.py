"""Cards as vCard 3.0 and 4.0: folded at 75 bytes, kept properties among them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from netz_tui.clean import clean
from netz_tui.files.escapes import escape, split_escaped, unescape
from netz_tui.files.vcard_keeping import head_text, param_text, parameters_of
from netz_tui.files.vcard_lines import head_of, parse_head, split_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netz_tui.files.records import Card

Version = Literal["3.0", "4.0"]
_WIDTH = 75
"""Bytes in a line, RFC 2426 and 6350."""
_TOKEN = re.compile(r"[a-z0-9-]+")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)|--(\d\d)-(\d\d)")
_IMAGES = frozenset({"JPEG", "JPG", "PNG", "GIF", "BMP", "TIFF", "WEBP", "SVG+XML"})


def fold(line: str) -> str:
    """Return a line folded at 75 bytes, never inside a character, with CRLF at its end."""
    data = line.encode("utf-8", "replace")
    if len(data) <= _WIDTH:
        return f"{line}\r\n"
    parts: list[bytes] = []
    place, width = 0, _WIDTH
    while place < len(data):
        end = min(place + width, len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:  # noqa: PLR2004 - inside a character
            end -= 1
        parts.append(data[place:end])
        place, width = end, _WIDTH - 1
    return b"\r\n ".join(parts).decode("utf-8") + "\r\n"


Parameters = dict[tuple[str, str], str]
"""What the parameters of a handle say beside TYPE, as written, by property and value."""


def _handles(
    name: str, values: Iterable[str], labels: Iterable[str], version: Version, start: int, others: Parameters
) -> list[str]:
    """Write e-mails, phones or addresses; labels that are no vCard words go beside them as Apple writes them."""
    lines: list[str] = []
    for number, (value, label) in enumerate(zip(values, labels, strict=True), start):
        words = [word for word in label.split(",") if word]
        types = [word for word in words if _TOKEN.fullmatch(word) and not (version == "4.0" and word == "pref")]
        custom = [word for word in words if not _TOKEN.fullmatch(word)]
        params = f";TYPE={','.join(types)}" if types else ""
        if version == "4.0" and "pref" in words:
            params += ";PREF=1"
        params += others.get((name, value), "")
        group = f"netz{number}." if custom else ""
        lines.append(f"{group}{name}{params}:{escape(value)}")
        lines += [f"{group}X-ABLabel:{escape(word)}" for word in custom]
    return lines


def _birthday(day: str, version: Version) -> str:
    """Write a birthday."""
    found = _DAY.fullmatch(day)
    if not found:
        return f"BDAY;VALUE=text:{escape(day)}"
    return (
        f"BDAY:{day.replace('-', '') if day[0] != '-' else '--' + day[2:].replace('-', '')}"
        if version == "4.0"
        else f"BDAY:{day}"
    )


def _first(extra: Iterable[str], name: str) -> list[str] | None:
    """Return the components of the first kept property of a name, unescaped."""
    for line in extra:
        parts = split_line(line)
        if parts and parts[0].partition(";")[0].rpartition(".")[2].upper() == name:
            return [clean(unescape(part)) for part in split_escaped(parts[1], ";")]
    return None


def _org(card: Card) -> list[str]:
    """Write the organisation, unless a kept property says it with its departments."""
    kept = _first(card.extra, "ORG")
    return [f"ORG:{escape(card.org)}"] if card.org and not (kept and kept[0] == card.org) else []


def _address(card: Card) -> list[str]:
    """Write city and country, unless a kept address says them."""
    kept = _first(card.extra, "ADR")
    if not (card.city or card.country):
        return []
    if kept and [*kept, *[""] * 7][3:7:3] == [card.city, card.country]:
        return []
    return [f"ADR:;;;{escape(card.city)};;;{escape(card.country)}"]


def _related(card: Card, version: Version) -> list[str]:
    """Write the people a card names."""
    lines: list[str] = []
    for number, person in enumerate(card.related, 1):
        if version == "4.0":
            kind = f";TYPE={param_text(person.kind)}" if person.kind else ""
            lines.append(f"RELATED;VALUE=text{kind}:{escape(person.name)}")
        else:
            group = f"netzr{number}."
            lines.append(f"{group}X-ABRELATEDNAMES:{escape(person.name)}")
            lines += [f"{group}X-ABLabel:{escape(person.kind)}"] if person.kind else []
    return lines


def _kept(line: str, version: Version) -> str:
    """Write a kept property; an inline picture becomes the data URI that 4.0 asks for."""
    if version == "3.0" or "ENCODING=b" not in line[:200]:
        return line
    parts = split_line(line)
    head = parse_head(parts[0]) if parts else None
    if head is None or head.encoding != "b64" or parts is None:
        return line
    kinds = [value for key, value in head.params if key == "TYPE" and value.upper() in _IMAGES]
    media = f"image/{kinds[0].lower()}" if kinds else ""
    others = tuple(pair for pair in head.params if not (kinds and pair == ("TYPE", kinds[0])))
    bare = head_text(head_of(head.group, head.name, others))
    return f"{bare}:data:{media};base64,{parts[1]}"


def _parameters(card: Card) -> tuple[Parameters, list[str]]:
    """Return the parameters that go back to a handle of the card, and the other kept lines."""
    here = {("EMAIL", value) for value in card.emails}
    here |= {("TEL", value) for value in card.phones} | {("URL", value) for value in card.urls}
    found: Parameters = {}
    rest = []
    for line in card.extra:
        owned = parameters_of(line)
        if owned is not None and owned[:2] in here and owned[:2] not in found:
            found[owned[:2]] = owned[2]
        else:
            rest.append(line)
    return found, rest


def lines_of(card: Card, version: Version) -> list[str]:
    """Return the lines of a card, unfolded."""
    name = ";".join(map(escape, (card.family, card.given, card.middle, card.prefix, card.suffix)))
    phones, urls = 1 + len(card.emails), 1 + len(card.emails) + len(card.phones)
    others, extra = _parameters(card)
    singles = (
        ("NICKNAME", card.nickname),
        ("TITLE", card.title),
        ("NOTE", card.note),
        ("UID", card.uid),
        ("KIND" if version == "4.0" else "X-ADDRESSBOOKSERVER-KIND", card.kind),
        ("X-NETZ-CONNECTED-ON", card.connected_on),
        ("X-NETZ-INTRODUCED-BY", card.introduced_by),
    )
    return [
        "BEGIN:VCARD",
        f"VERSION:{version}",
        f"FN:{escape(card.name)}",
        *([f"N:{name}"] if version == "3.0" or name.strip(";") else []),
        *_org(card),
        *_handles("EMAIL", card.emails, card.email_labels, version, 1, others),
        *_handles("TEL", card.phones, card.phone_labels, version, phones, others),
        *_handles("URL", card.urls, card.url_labels, version, urls, others),
        *_address(card),
        *([_birthday(card.birthday, version)] if card.birthday else []),
        *([f"CATEGORIES:{','.join(map(escape, card.tags))}"] if card.tags else []),
        *(f"{key}:{escape(value)}" for key, value in singles if value),
        *_related(card, version),
        *(_kept(line, version) for line in extra),
        "END:VCARD",
    ]


def write_vcards(cards: Iterable[Card], version: Version = "4.0") -> Iterator[str]:
    """Give out cards as text, one after the other."""
    for card in cards:
        yield "".join(map(fold, lines_of(card, version)))
