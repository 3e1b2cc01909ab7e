"""The JSON of netz itself: every field of every card under its own name."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from netz_tui.clean import clean, clean_text
from netz_tui.files.beginnings import NETZ_JSON
from netz_tui.files.documents import listed
from netz_tui.files.records import Card, Related, Skipped, refused
from netz_tui.files.values import parse_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netz_tui.files.options import Options
    from netz_tui.files.source import Source

_TEXTS = tuple(name for name, default in Card._field_defaults.items() if default == "")
_LISTS = tuple(name for name, default in Card._field_defaults.items() if default == () and name != "related")
_HANDLES = ("email", "phone", "url")


def plain(value: Any) -> Any:
    """Return a record as JSON can hold it."""
    if hasattr(value, "_asdict"):
        return {name: plain(part) for name, part in value._asdict().items()}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def object_of(card: Card) -> dict[str, Any]:
    """Return a card as an object; what is empty, the line and what follows from another field are left out."""
    return {name: value for name, value in plain(card).items() if value and name not in {"line", "connected"}}


def write_json(cards: Iterable[Card]) -> Iterator[str]:
    """Give out one document, card by card."""
    mark = f"{NETZ_JSON}\n"
    for card in cards:
        yield mark + json.dumps(object_of(card), ensure_ascii=False)
        mark = ",\n"
    yield "\n]}\n" if mark == ",\n" else f"{NETZ_JSON}]}}\n"


def _texts(value: Any) -> tuple[str, ...]:
    return tuple([clean(item) for item in value if isinstance(item, str)]) if isinstance(value, list) else ()


def card_of(value: dict[str, Any], line: int) -> Card:
    """Return the card of an object; what isn't of the right kind counts as missing."""
    texts = {name: value[name] for name in _TEXTS if isinstance(value.get(name), str)}
    known: dict[str, Any] = {
        name: clean_text(text).strip() if name == "note" else clean(text) for name, text in texts.items()
    }
    lists: dict[str, Any] = {name: _texts(value.get(name)) for name in _LISTS if name != "extra"}
    for kind in _HANDLES:  # labels run parallel, whatever the file says
        count = len(lists[f"{kind}s"])
        lists[f"{kind}_labels"] = (*lists[f"{kind}_labels"], *[""] * count)[:count]
    extra = [line for line in value.get("extra") or () if isinstance(line, str)]
    related = [who for who in value.get("related") or () if isinstance(who, dict)]
    return Card(
        **known,
        **lists,
        extra=tuple([clean_text(text, limit=len(text)).replace("\n", " ") for text in extra]),
        related=tuple(
            [Related(clean(str(who.get("kind") or "")), clean(str(who.get("name") or ""))) for who in related]
        ),
        connected=parse_day(known.get("connected_on", "")),
        line=line,
    )


def read(source: Source, _options: Options) -> Iterator[Card | Skipped]:
    """Give out the cards of a file."""
    for line, value in listed(source):
        if isinstance(value, dict):
            yield card_of(value, line)
        else:
            yield value if isinstance(value, Skipped) else refused(line, "This is no contact.")
