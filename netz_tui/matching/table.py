"""Persons as columns of small integers: every distinct value is normalised once and then only counted.

A `Table` holds one `Field` for each thing that is compared. Columns of one kind (three mail addresses) become the
slots of one field.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from .forms import NORMAL, fold
from .numbering import Numbering, numbered
from .texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.int32]

MISSING: Final = -1
"""Code of a value that is not there."""
SLOTS: Final = 3
"""Most values of one field compared for a record: mail addresses, phones, links."""
SLOTTED: Final = frozenset({"email", "phone", "url"})
"""Kinds of which a person has several at once; their columns are one field."""


def _none() -> Texts:
    return Texts.of([])


def counted(codes: Codes, size: int = 0) -> NDArray[np.int64]:
    """Return how often each code stands there, at least for `size` of them; those missing do not count."""
    import numpy as np

    return np.bincount(codes - MISSING, minlength=size - MISSING)[-MISSING:]


@dataclass(slots=True)
class Field:
    """One compared property of all records: `slots[s][row]` is a code into `values`, or `MISSING`.

    `written` are values as they stand in the records, `written_codes` their codes. A field of `rank` 1 and up is a
    further one of its kind (middle name).
    """

    name: str
    kind: str
    rank: int
    slots: list[Codes]
    values: Texts = field(default_factory=_none)
    written: Texts = field(default_factory=_none)
    written_codes: Any = ()
    _first: Any = None

    @property
    def codes(self) -> Codes:
        """The first slot: one code a record."""
        return self.slots[0]

    def code(self, normal: Texts, written: Texts) -> Codes:
        """Return the codes of normal values; new ones are taken in, with how they are written."""
        import numpy as np

        numbering = Numbering()
        numbering.add(self.values.hashes())
        found = np.full(len(normal), MISSING, np.int32)
        filled = np.flatnonzero(normal.sizes())
        found[filled], fresh = numbering.add(normal.take(filled).hashes())
        new = filled[fresh]
        self.values = Texts.together([self.values, normal.take(new)])
        self.written = Texts.together([self.written, written.take(new)])
        self.written_codes = np.append(self.written_codes, found[new]).astype(np.int32)
        self._first = None
        return found

    def shown(self, code: int) -> str:
        """Return a value as it was first written."""
        import numpy as np

        if self._first is None:
            self._first = np.full(len(self.values) + 1, MISSING, np.int32)
            backwards = np.arange(len(self.written), dtype=np.int32)[::-1]
            self._first[self.written_codes[::-1]] = backwards
        place = int(self._first[code])
        return self.written[place].strip() if place >= 0 else self.values[code]


@dataclass(slots=True)
class Table:
    """Records by row: `ids[row]` and the fields; when two sources are linked, the second starts at row `split`."""

    ids: Sequence[Any] | Texts
    fields: list[Field] = field(default_factory=list)
    split: int = 0
    turned: Any = None
    """By row: given and family name stood in each other's place and were exchanged."""

    def __len__(self) -> int:
        return len(self.ids)

    def find(self, kind: str) -> Field | None:
        """Return the first field of a kind."""
        return next((found for found in self.fields if found.kind == kind and found.rank == 0), None)


class _Raw:
    """The distinct raw values of a column, or of several of one kind."""

    def __init__(self) -> None:
        self._numbering = Numbering()
        self._parts: list[Texts] = []

    def codes(self, cells: Texts) -> Codes:
        """Return the codes of cells, `MISSING` of empty ones; new values are taken in."""
        import numpy as np

        found = np.full(len(cells), MISSING, np.int32)
        filled = np.flatnonzero(cells.sizes())
        found[filled], fresh = self._numbering.add(cells.take(filled).hashes())
        if len(fresh):
            self._parts.append(Texts.together([cells.take(filled[fresh])]))
        return found

    def texts(self) -> Texts:
        """Return the values, by code; then no more can be taken in."""
        self._numbering = Numbering()
        return Texts.together(self._parts)


class Builder:
    """Collect rows of raw values and give them back as a `Table`."""

    def __init__(self, columns: Sequence[tuple[str, str]]) -> None:
        """Take (name, kind) of every column, in the order in which `add` gets the values."""
        self.columns = list(columns)
        self.rows = 0
        self._ids: list[Sequence[Any] | Texts] = []
        self._codes: list[list[Codes]] = [[] for _ in columns]
        shared = {kind: _Raw() for kind in SLOTTED}
        self._raw = [shared[kind] if kind in SLOTTED else _Raw() for _, kind in columns]

    def add(self, ids: Sequence[Any] | Texts, columns: Iterable[Sequence[str] | Texts]) -> None:
        """Add rows by column: for each column the values, empty where there is none."""
        self.rows += len(ids)
        self._ids.append(Texts.together([ids]) if isinstance(ids, Texts) else ids)
        for codes, raw, values in zip(self._codes, self._raw, columns, strict=True):
            codes.append(raw.codes(values if isinstance(values, Texts) else Texts.of(values)))

    def _all_ids(self) -> Sequence[Any] | Texts:
        texts = [each for each in self._ids if isinstance(each, Texts)]
        return Texts.together(texts) if texts and len(texts) == len(self._ids) else list(chain(*self._ids))

    def table(self, split: int = 0) -> Table:
        """Return what was collected, normalised; fields without any value are left out."""
        import numpy as np

        fields: list[Field] = []
        rank: dict[str, int] = {}
        for (name, kind), raw, parts in zip(self.columns, self._raw, self._codes, strict=True):
            own = np.concatenate(parts) if parts else np.zeros(0, np.int32)
            parts.clear()
            plain = "date_of_birth" if kind == "date_of_birth_us" else kind
            if kind in SLOTTED and kind in rank:
                first = next((found for found in fields if found.kind == kind), None)
                if first is not None and len(first.slots) < SLOTS:
                    first.slots.append(_through(own, first.written_codes))
                continue
            written = raw.texts()
            normal = NORMAL.get(kind, fold)(written)
            codes, fresh = numbered(normal, MISSING)
            if not len(fresh):
                continue
            rank[plain] = rank.get(plain, -1) + 1
            values = Texts.together([normal.take(fresh)])
            fields.append(Field(name, plain, rank[plain], [_through(own, codes)], values, written, codes))
        return Table(self._all_ids(), fields, split)


def _through(codes: Codes, derived: Codes) -> Codes:
    """Return what is derived from the values of codes, `MISSING` of what is missing."""
    import numpy as np

    return np.append(derived, np.int32(MISSING)).astype(np.int32)[codes]
