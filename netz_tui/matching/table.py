"""Persons as columns of small integers: every distinct value is normalised once and then only counted.

A `Table` holds one `Field` for each thing that is compared. Columns of one kind (three mail addresses) become the
slots of one field.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from itertools import islice
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
    "email": _each(normalise.email),
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


class Coder:
    """Turn raw values into codes; values not seen before are normalised, and equal normal forms share a code."""

    def __init__(
        self,
        normal: Callable[[list[str]], list[str]],
        values: list[str] | None = None,
        seen: dict[str, int] | None = None,
    ) -> None:
        """Take how to normalise, and the normal values and raw values known so far: these grow."""
        self.values = [] if values is None else values
        self.seen = {"": MISSING} if seen is None else seen
        self._normal = normal
        self._known = {"": MISSING} | {value: code for code, value in enumerate(self.values)}

    def codes(self, column: Sequence[str]) -> Iterable[int]:
        """Return the codes of raw values."""
        seen, known = self.seen, self._known
        fresh = [text for text in dict.fromkeys(column) if text not in seen]
        if fresh:
            seen.update(
                zip(fresh, [known.setdefault(value, len(known) - 1) for value in self._normal(fresh)], strict=True)
            )
            new = list(islice(reversed(known), len(known) - 1 - len(self.values)))
            self.values.extend(reversed(new))
        return map(seen.__getitem__, column)


@dataclass(slots=True)
class Field:
    """One compared property of all records: `slots[s][row]` is a code into `values`, or `MISSING`.

    `seen` are the raw values with their codes. A field of `rank` 1 and up is a further one of its kind (middle name).
    """

    name: str
    kind: str
    rank: int
    slots: list[Codes]
    values: list[str]
    seen: dict[str, int]
    _shown: dict[int, str] = field(default_factory=dict)

    @property
    def codes(self) -> Codes:
        """The first slot: one code a record."""
        return self.slots[0]

    def note(self, raw: str, code: int) -> None:
        """Remember how the value of a code is written, if nothing is known of that yet."""
        self.seen.setdefault(raw, code)
        self._shown.clear()

    def shown(self, code: int) -> str:
        """Return a value as it was first written."""
        if not self._shown:
            self._shown = {code: text.strip() for text, code in reversed(self.seen.items())}
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
        self.codes = [array("i") for _ in columns]
        self.coders: list[Coder] = []
        shared: dict[str, Coder] = {}
        for _, kind in columns:
            coder = shared.get(kind) or Coder(NORMAL.get(kind, normalise.fold_all))
            if kind in SLOTTED:
                shared[kind] = coder
            self.coders.append(coder)

    def add(self, ids: Iterable[Any], columns: Iterable[Sequence[str]]) -> None:
        """Add rows by column: for each column the values, empty where there is none."""
        self.ids.extend(ids)
        for codes, coder, values in zip(self.codes, self.coders, columns, strict=True):
            codes.extend(coder.codes(values))

    def table(self, split: int = 0) -> Table:
        """Return what was collected; fields without any value are left out."""
        import numpy as np

        fields: list[Field] = []
        rank: dict[str, int] = {}
        for (name, kind), coder, codes in zip(self.columns, self.coders, self.codes, strict=True):
            own = np.array(codes, np.int32)
            plain = "date_of_birth" if kind == "date_of_birth_us" else kind
            if not coder.values:
                continue
            if kind in SLOTTED and kind in rank:
                slots = next(found for found in fields if found.kind == kind).slots
                if len(slots) < SLOTS:
                    slots.append(own)
                continue
            rank[plain] = rank.get(plain, -1) + 1
            fields.append(Field(name, plain, rank[plain], [own], coder.values, coder.seen))
        return Table(self.ids, fields, split)
