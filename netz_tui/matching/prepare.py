"""Bring a table to its comparable form: dates of their parts, names read where they are spelt, in their places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import normalise
from .forms import NORMAL, fold, words_of
from .numbering import Numbering
from .spelt import email_names, url_names
from .table import MISSING, Field, counted
from .texts import BLANK, Texts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .table import Table
    from .texts import Mask, Places

    Floats = NDArray[np.float64]

_PLAIN_TURN: Final = 6.0
"""Natural log of the odds from which names surely stand in each other's place: tells how usual that is here."""
_RARE_TURN: Final = 1e-4
_WORDY, _FEW = 2.5, 40
_PHRASES: Final = frozenset(("org", "text", "phrase"))
_FEW_HAVE: Final = 0.01
_ENDING: Final = 3
"""Bytes at the begin and end of a name that tell whether it is a given or a family name."""
_DATE_PARTS: Final = ("birth_year", "birth_month", "birth_day")


def prepare(table: Table) -> Table:
    """Return the table itself, ready to be compared; fields without any value are gone."""
    join_dates(table)
    split_names(table)
    spelt_names(table)
    turn_names(table)
    table.fields = [found for found in table.fields if (found.codes >= 0).any()]
    find_phrases(table)
    split_phrase(table)
    return table


def find_phrases(table: Table) -> None:
    """Mark what is to be compared by its words: texts of several, and organisations where no person is named."""
    nameless = not (table.find("given_name") or table.find("family_name"))
    rank = 0
    for found in table.fields:
        if (found.kind == "text" and _wordy(found.values)) or (nameless and found.kind == "org"):
            found.kind, found.rank = "phrase", rank
            rank += 1


def split_phrase(table: Table) -> None:
    """Where one column of texts is all there is, part its keyword from the rest: one thing alone teaches nothing."""
    import numpy as np

    if len(table.fields) != 1 or table.fields[0].kind not in _PHRASES:
        return
    whole = table.fields[0]
    words, first = words_of(whole.values)
    at = _keywords(words, first)
    split = zip(whole.values, (at - first[:-1]).tolist(), strict=True)
    rest = Texts.of([" ".join(text.split(" ")[:place] + text.split(" ")[place + 1 :]) for text, place in split])
    table.fields = []
    for name, kind, values in ((whole.name, "keyword", words.take(at)), (f"{whole.name} …", "phrase", rest)):
        made = Field(name, kind, 0, [])
        codes = np.append(made.code(values, values), np.int32(MISSING))
        made.slots.append(codes[whole.codes])
        table.fields += [made] if len(made.values) else []


def _keywords(words: Texts, first: Places) -> Places:
    """Return the place of each text's keyword: the first word that few texts have, else the rarest."""
    import numpy as np

    numbers, _ = Numbering().add(words.hashes())
    count = np.bincount(numbers)[numbers]
    common = np.where(count > max(_FEW_HAVE * len(first), 2), count, 0)
    owner = np.repeat(np.arange(len(first) - 1), np.diff(first))
    in_order = np.lexsort((common, owner))
    chosen: Places = in_order[first[:-1]]
    return chosen


def _wordy(values: Texts) -> bool:
    """Tell whether values are many and mostly of several words."""
    words = values.joined().count(BLANK) + len(values)
    return words >= _WORDY * len(values) > _WORDY * _FEW


def join_dates(table: Table) -> None:
    """Turn columns for year, month and day of birth into one date."""
    parts = [table.find(kind) for kind in _DATE_PARTS]
    if sum(part is not None for part in parts) < 2 or table.find("date_of_birth"):  # noqa: PLR2004 - a pair at least
        return
    columns = []
    for part, width in zip(parts, (4, 2, 2), strict=True):
        if part is None:
            columns.append(["0" * width] * len(table))
            continue
        texts = [value.removesuffix(" 0").zfill(width)[-width:] for value in part.values]
        texts = [text if text.isdigit() else "0" * width for text in texts] + ["0" * width]
        columns.append([texts[code] for code in part.codes])
    dates = [year + month + day for year, month, day in zip(*columns, strict=True)]
    born = Field("date_of_birth", "date_of_birth", 0, [])
    written = Texts.of(dates)
    born.slots.append(born.code(Texts.of([date if int(date) else "" for date in dates]), written))
    table.fields = [found for found in table.fields if found.kind not in _DATE_PARTS]
    table.fields.append(born)


def _names(table: Table) -> tuple[Field, Field]:
    """Return the fields of given and family name, made where there are none."""
    import numpy as np

    found = []
    for kind in ("given_name", "family_name"):
        names = table.find(kind)
        if names is None:
            names = Field(kind, kind, 0, [np.full(len(table), MISSING, np.int32)])
            table.fields.append(names)
        found.append(names)
    return found[0], found[1]


def split_names(table: Table) -> None:
    """Read given and family names from the full name where both are missing, and drop the full name."""
    full = table.find("full_name")
    if full is None:
        return
    given, family = _names(table)
    pairs = [normalise.split_name(value) for value in full.values]
    bare = (given.codes < 0) & (family.codes < 0) & (full.codes >= 0)
    for place, names in enumerate((given, family)):
        names.slots[0][bare] = _codes(names, Texts.of([pair[place] for pair in pairs]))[full.codes[bare]]
    table.fields = [found for found in table.fields if found.kind != "full_name"]


def spelt_names(table: Table) -> None:
    """Read a missing given or family name, or one that is only an initial, from a mail address or profile link.

    Whatever is known must agree with what is spelt there.
    """
    import numpy as np

    sources = [(table.find("email"), email_names), (table.find("url"), url_names)]
    if not any(found for found, _ in sources):
        return
    given, family = _names(table)
    for found, read in sources:
        if found is None:
            continue
        lacking = (_short(given)[given.codes] | (family.codes < 0)) & (found.codes >= 0)
        rows = np.flatnonzero(lacking)
        some, *spelt = read(found.values.take(found.codes[rows]))
        rows = rows[some]
        known = [_or_empty(names.values).take(names.codes[rows]) for names in (given, family)]
        fits = _fits(*known, *map(fold, spelt))
        rows = rows[fits]
        for place, names in enumerate((given, family)):
            use = np.flatnonzero((family.codes[rows] < 0) | (place == 0))
            names.slots[0][rows[use]] = _codes(names, spelt[place].take(fits))[use]


def _codes(names: Field, written: Texts) -> NDArray[np.int32]:
    """Return the codes of names as they are written."""
    return names.code(NORMAL[names.kind](written), written)


def _or_empty(values: Texts) -> Texts:
    """Return values and, at the end and so for `MISSING`, an empty one."""
    import numpy as np

    return Texts(values.raw, np.append(values.start, 0), np.append(values.stop, 0))


def _short(given: Field) -> NDArray[np.bool_]:
    """Return by code whether a name is an initial; the last entry stands for a missing one."""
    import numpy as np

    return np.append(given.values.lengths() < 2, True)  # noqa: PLR2004 - one letter


def _fits(first: Texts, last: Texts, spelt_first: Texts, spelt_last: Texts) -> Mask:
    """Tell which pairs of names spelt out elsewhere complete what is known of the names, and do not gainsay it."""
    import numpy as np

    every = zip(first, last, spelt_first, spelt_last, strict=True)
    return np.array(
        [
            bool(one) and one.startswith(known) and family.replace(" ", "") in {"", other}
            for known, family, one, other in every
        ],
        bool,
    )


def turn_names(table: Table) -> None:
    """Exchange given and family name where, by the other records, each is far more usual in the other's place.

    "Kühn Anna" among many Annas is Anna Kühn; nothing happens where the records say too little.
    """
    import numpy as np

    table.turned = np.zeros(len(table), bool)
    given, family = table.find("given_name"), table.find("family_name")
    if given is None or family is None:
        return
    of_given, of_family = _leaning(given, family)
    doubt = np.append(of_given, 0.0)[given.codes] + np.append(of_family, 0.0)[family.codes]
    usual = float((doubt > _PLAIN_TURN).mean())
    rows = np.flatnonzero(doubt > -np.log(usual + _RARE_TURN))
    table.turned[rows] = True
    for_given, for_family = given.codes[rows].copy(), family.codes[rows].copy()
    given.slots[0][rows] = _carry(family, given, for_family)
    family.slots[0][rows] = _carry(given, family, for_given)


def _leaning(one: Field, other: Field) -> tuple[Floats, Floats]:
    """Return for each value of two fields how much more it looks like one of the other field (natural log of the odds).

    Looks at how often its first word stands in either field, not counting one record, and at how often words there
    begin and end with the same three letters.
    """
    import numpy as np

    both = (one, other)
    words = [field.values.cut(field.values.start, field.values.first(BLANK)) for field in both]
    often = [counted(field.codes, len(field.values)) for field in both]
    total = [np.zeros(len(field.values)) for field in both]
    for parts, weight in ((words, 1.0), ([_head(each) for each in words], 0.5), ([_tail(each) for each in words], 0.5)):
        known = Numbering()
        codes = [known.add(each.hashes())[0] for each in parts]
        count = [np.bincount(*each, minlength=known.size) for each in zip(codes, often, strict=True)]
        for here, there in ((0, 1), (1, 0)):
            code = codes[here]
            own = np.maximum(count[here][code] - 1, 0)
            total[here] += weight * np.log((count[there][code] + 0.5) / (own + 0.5))
    return total[0], total[1]


def _head(words: Texts) -> Texts:
    import numpy as np

    return words.cut(words.start, np.minimum(words.start + _ENDING, words.stop))


def _tail(words: Texts) -> Texts:
    import numpy as np

    return words.cut(np.maximum(words.stop - _ENDING, words.start), words.stop)


def _carry(source: Field, target: Field, codes: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return codes of the target field for values of the source field."""
    import numpy as np

    known, place = np.unique(codes, return_inverse=True)
    written = [source.shown(code) if code >= 0 else "" for code in known.tolist()]
    carried: NDArray[np.int32] = target.code(_or_empty(source.values).take(known), Texts.of(written))[place]
    return carried
