"""What the columns of a table hold that no reader knows: guessed, corrected by the user, remembered for its header."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from netz_tui.book.models import Setting
from netz_tui.clean import clean
from netz_tui.files import FIELDS, FileProblem, is_field, look_at_table
from netz_tui.files.tables import cards_of_rows
from netz_tui.i18n import N_, _, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from netz_tui.desk.desk import Desk

__all__ = [
    "FIELDS",
    "FIELD_WORDS",
    "Column",
    "Columns",
    "FileProblem",
    "is_field",
    "look",
    "preview",
    "recall",
    "recalled",
    "remember",
]

FIELD_WORDS = {
    "name": N_("full name"),
    "listed_name": N_("family name, given name"),
    "given": N_("given name"),
    "middle": N_("middle name"),
    "family": N_("family name"),
    "prefix": N_("title before the name"),
    "suffix": N_("title after the name"),
    "nickname": N_("nickname"),
    "org": N_("company"),
    "department": N_("department"),
    "title": N_("position"),
    "email": N_("e-mail"),
    "emails": N_("several e-mails"),
    "email:work": N_("e-mail at work"),
    "email:home": N_("private e-mail"),
    "phone": N_("phone"),
    "phones": N_("several phones"),
    "phone:work": N_("phone at work"),
    "phone:home": N_("private phone"),
    "phone:cell": N_("mobile phone"),
    "phone:fax": N_("fax"),
    "url": N_("web page"),
    "street": N_("street"),
    "zip": N_("postal code"),
    "city": N_("city"),
    "zip_city": N_("postal code and city"),
    "region": N_("state"),
    "country": N_("country"),
    "birthday": N_("birthday"),
    "note": N_("note"),
    "tags": N_("tags"),
    "connected_on": N_("contact since"),
    "introduced_by": N_("introduced by"),
    "uid": N_("identity (UID)"),
    "keep": N_("keep as it is"),
    "skip": N_("leave out"),
}
"""What a column can be said to hold, in words."""
_DELIMITERS = {",": N_("comma"), ";": N_("semicolon"), "\t": N_("tab"), "|": N_("bar")}
_SURE = 0.8
_BEGUN = "columns:"


class Column(NamedTuple):
    """A column: its name, the field it is taken for, whether that is certain, and some of its cells."""

    name: str
    field: str
    sure: bool
    sample: tuple[str, ...]

    @property
    def words(self) -> str:
        """Return the field in the user's words."""
        field, _colon, label = self.field.partition(":")
        if self.field in FIELD_WORDS or field not in FIELD_WORDS:
            return _(FIELD_WORDS.get(self.field, self.field))
        return f"{_(FIELD_WORDS[field])} ({label})"


class Columns(NamedTuple):
    """A table as it is understood: how its cells are separated and encoded, and its columns."""

    columns: tuple[Column, ...]
    delimiter: str
    encoding: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def mapping(self) -> dict[str, str]:
        """Return column → field, as an import takes it."""
        return {column.name: column.field for column in self.columns}

    def named(self, name: str) -> Column | None:
        """Return the column of a name, case ignored."""
        wanted = clean(name).casefold()
        return next((column for column in self.columns if column.name.casefold() == wanted), None)

    def with_fields(self, fields: Mapping[str, str]) -> Columns:
        """Return the table with other fields for some columns; what is said is certain."""
        return self._replace(
            columns=tuple(
                column._replace(field=fields[column.name], sure=True) if column.name in fields else column
                for column in self.columns
            )
        )

    def described(self) -> str:
        """Return encoding, delimiter and size in words."""
        return say(
            "{encoding}, separated by {delimiter}, {count} columns",
            encoding=self.encoding,
            delimiter=_(_DELIMITERS.get(self.delimiter, self.delimiter)),
            count=len(self.columns),
        )

    def as_data(self) -> dict[str, Any]:
        """Return the table as JSON wants it."""
        return {
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "columns": [column._asdict() for column in self.columns],
        }


def look(path: Path, encoding: str = "", *, known: bool = False) -> Columns | None:
    """Return what the columns of a table seem to hold; None for a file that is none, or one a reader knows.

    With `known`, tables that a reader knows are looked at too. Raises `FileProblem` if the file can't be read.
    """
    found = look_at_table(path, encoding=encoding, known=known)
    if found is None:
        return None
    names = list(dict.fromkeys(found.table.header))
    columns = []
    for name in names:
        guess = found.guesses[name]
        place = found.table.header.index(name)
        cells = tuple([row[place] for row in found.sample if row[place]])
        columns.append(Column(name, guess.field, guess.confidence >= _SURE or guess.field == "keep", cells[:5]))
    return Columns(tuple(columns), found.table.delimiter, found.encoding, found.table.header, found.sample)


def preview(table: Columns, count: int = 3) -> list[tuple[str, ...]]:
    """Return the first rows as they are understood: what is shown of each person, nothing for a row without one."""
    found: list[tuple[str, ...]] = []
    for card in cards_of_rows(table.header, table.rows[:count], table.mapping):
        if card is None:
            found.append(())
        else:
            words = (card.name, card.title, card.org, *card.emails, *card.phones, *card.urls, card.city)
            found.append(tuple(filter(None, words)))
    return found


def recall(desk: Desk, names: Sequence[str]) -> dict[str, str] | None:
    """Return the fields that were given to the columns of such a header before, None if there were none."""
    value = desk.book.value("SELECT value FROM settings WHERE name = ?", (_key(names),))
    if value is None:
        return None
    fields = {str(name): str(field) for name, field in json.loads(value).items()}
    return fields if fields.keys() == set(names) and all(map(is_field, fields.values())) else None


def recalled(desk: Desk, path: Path, encoding: str = "") -> dict[str, str] | None:
    """Return the fields that were given before to the columns of a table like this one, None for any other file."""
    found = look(path, encoding, known=True)
    return recall(desk, [column.name for column in found.columns]) if found else None


def remember(desk: Desk, mapping: Mapping[str, str]) -> None:
    """Keep the fields of a header for the next table that has it."""
    if recall(desk, list(mapping)) == mapping:
        return
    name, value = _key(list(mapping)), json.dumps(dict(mapping), ensure_ascii=False)
    known = desk.book.value("SELECT id FROM settings WHERE name = ?", (name,))
    shown = ", ".join(list(mapping)[:3])
    with desk.book.action("columns", N_("Columns {columns} … remembered"), desk.now(), columns=shown) as action:
        if known is None:
            action.insert(Setting, name=name, value=value)
        else:
            action.update(Setting, int(known), value=value)


def _key(names: Sequence[str]) -> str:
    """Return under what the columns of a header are kept."""
    return _BEGUN + blake2b(json.dumps(sorted(names)).encode(), digest_size=16).hexdigest()
