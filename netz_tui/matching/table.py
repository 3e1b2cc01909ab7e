"""Persons as columns of small integers: every distinct value is normalised once and then only counted.

A `Table` holds one `Field` for each thing that is compared. Columns of one kind (three mail addresses) become the
slots of one field.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count, islice
from typing import TYPE_CHECKING, Any, Final

from . import normalise
from .birthdays import birthday

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.int32]

MISSING: Final = -1
"""Code of a value that is not there."""
SLOTS: Final = 3
"""Most values of one field compared for a record: mail addresses, phones, links."""
SLOTTED: Final = frozenset({"email", "phone", "url"})
"""Kinds of which a person has several at once; their columns are one field."""


def _solid(text: str) -> str:
    """Return letters and digits only, without leading zeros."""
    return "".join(char for char in text.lower() if char.isalnum()).lstrip("0")


def _month_first(text: str) -> str:
    return birthday(text, month_first=True)


def _each(normal: Callable[[str], str]) -> Callable[[list[str]], list[str]]:
    return lambda texts: [normal(text) for text in texts]


NORMAL: Final[dict[str, Callable[[list[str]], list[str]]]] = {
    "given_name": normalise.person_all,
    "family_name": normalise.family_all,
    "full_name": _each(str.strip),
    "org": normalise.organisation_all,
    "email": normalise.email_all,
    "phone": normalise.phone_all,
    "url": _each(normalise.url),
    "street": _each(normalise.street),
    "house_number": _each(_solid),
    "postcode": _each(_solid),
    "identifier": _each(_solid),
    "date_of_birth": _each(birthday),
    "date_of_birth_us": _each(_month_first),
}
"""How values of each kind are brought to one form, many at once; those of all other kinds are folded."""


def _codes(known: defaultdict[str, int], texts: Iterable[str], number: int) -> Codes:
    """Return the numbers of texts; those not known yet are given the next ones."""
    import numpy as np

    return np.fromiter(map(known.__getitem__, texts), np.int32, number)


def _counter(texts: Iterable[str]) -> defaultdict[str, int]:
    """Return a dictionary that numbers texts as they are looked up, the empty one and then these first."""
    known: defaultdict[str, int] = defaultdict(count().__next__)
    known[""]
    for text in texts:
        known[text]
    return known


@dataclass(slots=True)
class Field:
    """One compared property of all records: `slots[s][row]` is a code into `values`, or `MISSING`.

    `written` are the values as they stand in the records, `written_codes` their codes. A field of `rank` 1 and up is a
    further one of its kind (middle name).
    """

    name: str
    kind: str
    rank: int
    slots: list[Codes]
    values: list[str] = field(default_factory=list)
    written: Sequence[str] = ()
    written_codes: Codes | None = None
    _noted: dict[int, str] = field(default_factory=dict)
    _shown: dict[int, str] = field(default_factory=dict)

    @property
    def codes(self) -> Codes:
        """The first slot: one code a record."""
        return self.slots[0]

    def code(self, normal: Sequence[str], written: Iterable[str]) -> Codes:
        """Return the codes of normal values; new ones are taken in, with how they are written."""
        known = _counter(self.values)
        found = _codes(known, normal, len(normal)) - 1
        self.values.extend(islice(known, len(self.values) + 1, None))
        for code, text in zip(found.tolist(), written, strict=True):
            self._noted.setdefault(code, text)
        self._shown.clear()
        return found

    def shown(self, code: int) -> str:
        """Return a value as it was first written."""
        if not self._shown:
            self._shown = dict(self._noted)
            if self.written_codes is not None:
                every = zip(reversed(self.written_codes.tolist()), reversed(self.written), strict=True)
                self._shown |= {code: text.strip() for code, text in every}
        return self._shown.get(code, self.values[code])


@dataclass(slots=True)
class Table:
    """Records by row: `ids[row]` and the fields; when two sources are linked, the second starts at row `split`."""

    ids: Sequence[Any]
    fields: list[Field] = field(default_factory=list)
    split: int = 0
    turned: Any = None
    """By row: given and family name stood in each other's place and were exchanged."""

    def __len__(self) -> int:
        return len(self.ids)

    def find(self, kind: str) -> Field | None:
        """Return the first field of a kind."""
        return next((found for found in self.fields if found.kind == kind and found.rank == 0), None)


class Builder:
    """Collect rows of raw values and give them back as a `Table`."""

    def __init__(self, columns: Sequence[tuple[str, str]]) -> None:
        """Take (name, kind) of every column, in the order in which `add` gets the values."""
        self.columns = list(columns)
        self.ids: list[Any] = []
        self._codes: list[list[Codes]] = [[] for _ in columns]
        shared = {kind: _counter(()) for kind in SLOTTED}
        self._raw = [shared[kind] if kind in SLOTTED else _counter(()) for _, kind in columns]

    def add(self, ids: Sequence[Any], columns: Iterable[Sequence[str]]) -> None:
        """Add rows by column: for each column the values, empty where there is none."""
        self.ids.extend(ids)
        for codes, raw, values in zip(self._codes, self._raw, columns, strict=True):
            codes.append(_codes(raw, values, len(ids)))

    def table(self, split: int = 0) -> Table:
        """Return what was collected, normalised; fields without any value are left out."""
        import numpy as np

        fields: list[Field] = []
        rank: dict[str, int] = {}
        for (name, kind), raw, parts in zip(self.columns, self._raw, self._codes, strict=True):
            own = np.concatenate(parts) if parts else np.zeros(0, np.int32)
            plain = "date_of_birth" if kind == "date_of_birth_us" else kind
            if kind in SLOTTED and kind in rank:
                first = next((found for found in fields if found.kind == kind), None)
                if first is not None and len(first.slots) < SLOTS:
                    first.slots.append(_normal_codes(first)[own])
                continue
            texts = list(islice(raw, 1, None))
            known = _counter(())
            codes = _codes(known, NORMAL.get(kind, normalise.fold_all)(texts), len(texts)) - 1
            if len(known) == 1:
                continue
            rank[plain] = rank.get(plain, -1) + 1
            made = Field(name, plain, rank[plain], [], list(islice(known, 1, None)), texts, codes)
            made.slots.append(_normal_codes(made)[own])
            fields.append(made)
        return Table(self.ids, fields, split)


def _normal_codes(found: Field) -> Codes:
    """Return by the number of a raw value, 0 for none, its code."""
    import numpy as np

    codes = found.written_codes if found.written_codes is not None else np.zeros(0, np.int32)
    return np.append(np.int32(MISSING), codes).astype(np.int32)
