"""What a card says that a person has no field for: kept as vCard lines, and put back on the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from netz_tui.clean import clean
from netz_tui.dates import PartialDate
from netz_tui.files.columns import kept_field
from netz_tui.files.escapes import escape, unescape
from netz_tui.files.records import Related
from netz_tui.files.vcard_keeping import param_text
from netz_tui.files.vcard_lines import parse_head, split_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netz_tui.files import Card

_RELATED, _INTRODUCER, _KIND = "X-NETZ-RELATED", "X-NETZ-INTRODUCED-BY", "X-NETZ-KIND"
_NAMES = (_RELATED, _INTRODUCER, _KIND)
_HANDLES = {"email": "EMAIL", "phone": "TEL", "url": "URL"}


class PutBack(TypedDict):
    """The fields of a card that `put_back` finds."""

    related: tuple[Related, ...]
    introduced_by: str
    kind: str
    extra: tuple[str, ...]


def known_since(card: Card) -> str:
    """Return the day, month or year since which a card says it is a contact, as a book keeps it; "" if it doesn't."""
    if card.connected:
        return card.connected.isoformat()
    if not card.connected_on:
        return ""
    try:
        return str(PartialDate.parse(card.connected_on))
    except ValueError:
        return ""


def kept_lines(card: Card, unreached: Iterable[tuple[str, str, str]]) -> list[str]:
    """Return the lines a card keeps for itself, then those for its fields that a person does not have.

    Besides related people, introducer and kind these are a "connected on" that is no date, and the ways to reach
    somebody that cannot be compared with any other, such as a telephone number without a figure: `unreached` has
    their kind, text and label.
    """
    lines = list(card.extra)
    for person in card.related:
        kind = f";KIND={param_text(person.kind)}" if person.kind else ""
        lines.append(f"{_RELATED}{kind}:{escape(person.name)}")
    lines += [f"{_INTRODUCER}:{escape(card.introduced_by)}"] if card.introduced_by else []
    lines += [f"{_KIND}:{escape(card.kind)}"] if card.kind else []
    lines += [kept_field("Connected on", card.connected_on)] if card.connected_on and not known_since(card) else []
    lines += [f"{_HANDLES[kind]}{_types(label)}:{escape(raw)}" for kind, raw, label in unreached]
    return list(dict.fromkeys(lines)) if len(lines) > 1 else lines


def _types(label: str) -> str:
    """Return a label as the parameter of a line, in lower case as it is read."""
    return f";TYPE={','.join(map(param_text, label.lower().split(',')))}" if label else ""


def put_back(lines: Iterable[str]) -> PutBack:
    """Return the fields of a card that kept lines stand for, and the lines that are left."""
    found = PutBack(related=(), introduced_by="", kind="", extra=())
    for line in lines:
        parts = split_line(line) if line.startswith(_NAMES) else None
        head = parse_head(parts[0]) if parts else None
        value = clean(unescape(parts[1])) if parts else ""
        if head and head.name == _RELATED:
            found["related"] += (Related(head.get("KIND"), value),)
        elif head and head.name == _INTRODUCER and not found["introduced_by"]:
            found["introduced_by"] = value
        elif head and head.name == _KIND and not found["kind"]:
            found["kind"] = value
        else:
            found["extra"] += (line,)
    return found
