"""What a card says by which its person is known again, and what tells the card itself from every other."""

from __future__ import annotations

from hashlib import blake2b
from itertools import chain, repeat
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from netz_tui.desk.handles import normal_email, normal_phone, normal_url
from netz_tui.files import Card

if TYPE_CHECKING:
    from netz_tui.desk.recognise import Key

_CONTENT = attrgetter(*(name for name in Card._fields if name != "line"))


Reach = tuple["Key", str, str]
"""A way to reach somebody: by what it is known again, as it is written, and its label."""


class Keyed(NamedTuple):
    """A card, by which keys its person is known again, what can't be compared with any other, and its fingerprint."""

    card: Card
    keys: list[Key]
    reaches: list[Reach]
    unreached: list[tuple[str, str, str]]
    fingerprint: str


def keyed(card: Card, region: str) -> Keyed:
    """Return a card with its keys; numbers without a country belong to `region`."""
    reaches: list[Reach] = []
    unreached: list[tuple[str, str, str]] = []
    for kind, values, labels in (
        ("url", card.urls, card.url_labels),
        ("email", card.emails, card.email_labels),
        ("phone", card.phones, card.phone_labels),
    ):
        for raw, label in zip(values, chain(labels, repeat("")), strict=False):
            if kind == "phone":
                normal = normal_phone(raw, region)
            else:
                normal = normal_email(raw) if kind == "email" else normal_url(raw)
            if normal:
                reaches.append(((kind, normal), raw, label))
            elif raw:
                unreached.append((kind, raw, label))
    keys = [key for key, _raw, _label in reaches]
    if card.uid:
        keys.insert(0, ("uid", card.uid))
    return Keyed(card, keys, reaches, unreached, fingerprint(card))


def fingerprint(card: Card) -> str:
    """Return what tells a card from every other one: equal for the same content, wherever it stands."""
    return blake2b(repr(_CONTENT(card)).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
