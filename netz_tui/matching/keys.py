"""Short strings that two records of one person have in common: an indexed table of them finds candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .evidence import person
from .nicknames import long_names
from .phonetics import cologne
from .words import ROLES

if TYPE_CHECKING:
    from .records import Record

_LOCAL_MIN: Final = 5


def _name_keys(given: str, family: str) -> set[str]:
    """Return keys of the name: sound of each part of the family name with the initial, and the reverse."""
    keys: set[str] = set()
    givens, families = given.split() or [""], family.split()
    for part in families:
        sound = cologne(part) or part
        keys |= {f"n:{sound}:{first[:1]}" for first in givens}
        keys |= {f"n:{sound}:{name[:1]}" for name in long_names(givens[0])}
    for first in givens:
        if first and families:
            sound = cologne(first) or first
            keys.add(f"n:{sound}:{families[0][:1]}")
            keys.add(f"g:{first}:{families[0][:2]}")
    return keys


def blocking_keys(record: Record) -> list[str]:
    """Return the keys of a record, sorted, 5 to 40 characters each; two without a common one are strangers.

    Keys stand for: sound of the family name and initial (also swapped, also each part of a double name, also
    the initials of the long forms of a nickname), given name and the start of the family name, mail address,
    its local part, phone, profile, birthday, organisation with given name.
    """
    me = person(record)
    keys = _name_keys(me.given, me.family)
    keys |= {f"e:{address}" for address in me.emails}
    locals_ = (address.partition("@")[0] for address in me.emails)
    keys |= {f"m:{local}" for local in locals_ if len(local) >= _LOCAL_MIN and local not in ROLES}
    keys |= {f"p:{number}" for number in me.phones}
    keys |= {f"u:{link}" for link in me.urls}
    if me.birthday and me.birthday[4:] != "0000":
        keys.add(f"d:{me.birthday[4:]}:{me.given[:1] or me.family[:1]}")
    if me.org and me.given:
        keys.add(f"o:{me.org[:24]}:{me.given.split()[0][:12]}")
    return sorted(keys)
