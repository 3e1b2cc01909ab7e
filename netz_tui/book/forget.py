"""Take one person out of a book so that nothing of them is left: rows, history, search index, free pages."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from netz_tui.book import search
from netz_tui.book.erased import keep_out
from netz_tui.book.models import NOUNS
from netz_tui.book.problems import BookProblem
from netz_tui.book.query import words
from netz_tui.i18n import N_
from netz_tui.moments import moment_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from netz_tui.book.book import Book

NOBODY = "–"
"""What stands where a name stood."""

_OWNER = {
    "people": ("id",),
    "handles": ("person_id",),
    "former_uids": ("person_id",),
    "follow_ups": ("person_id",),
    "snoozes": ("person_id",),
    "reviews": ("person_id",),
    "import_rows": ("person_id",),
    "person_tags": ("person_id",),
    "duplicate_pairs": ("a_id", "b_id"),
    "cross_checks": ("introducer_id", "person_id"),
    "ties": ("a_id", "b_id"),
    "leads": ("person_id",),
    "grounds": ("person_id",),
    "conversations": ("person_id",),
    "requests": ("person_id",),
}
"""Tables with rows that belong to a person, and the columns that say whose they are; deleted from the end."""
_NAMED_IN = (
    ("ties", "claimed_by"), ("ties", "introduced_by"), ("requests", "introducer_id"), ("leads", "introducer_id"),
)  # fmt: skip
"""Rows of others in which a person is named, and may be named no more."""


class Secrets(NamedTuple):
    """By what a person could be recognised in what is kept of the past."""

    names: frozenset[str]
    keys: frozenset[str]
    """Her UIDs, and the handles that nobody shares with her."""


def secrets(book: Book, person_id: int) -> Secrets:
    """Return by what a person could be recognised, former names too."""
    names = {row[0] for row in book.rows(_NAMES, {"id": person_id})}
    for (image,) in book.rows(_FORMER, (person_id,)):
        names.add(json.loads(image).get("name", ""))
    keys = {row[0] for row in book.rows(_KEYS, {"id": person_id})}
    return Secrets(frozenset(names - {""}), frozenset(key for key in keys if len(key) >= _DISTINCT))


_DISTINCT = 6
"""Shorter texts stand in other words too."""
_NAMES = "SELECT name FROM people WHERE id = :id UNION SELECT name FROM requests WHERE person_id = :id"
_FORMER = "SELECT image FROM journal_changes WHERE noun = 'people' AND op = 'update' AND first_id = ?"
_KEYS = """
    SELECT uid FROM people WHERE id = :id UNION SELECT uid FROM former_uids WHERE person_id = :id
    UNION SELECT url FROM requests WHERE person_id = :id
    UNION SELECT h.raw FROM handles h WHERE h.person_id = :id AND NOT EXISTS (
        SELECT 1 FROM handles o WHERE o.kind = h.kind AND o.normal = h.normal AND o.person_id <> :id)
    UNION SELECT h.normal FROM handles h WHERE h.person_id = :id AND NOT EXISTS (
        SELECT 1 FROM handles o WHERE o.kind = h.kind AND o.normal = h.normal AND o.person_id <> :id)
"""


def forget(book: Book, person_id: int, now: datetime, kept_out: Iterable[str] = ()) -> tuple[dict[str, set[int]], int]:
    """Delete a person and all that is hers, in one transaction; return the ids touched and how far history was cut.

    What is `kept_out` says by what no import brings her back (`netz_tui.book.erased`).

    Who rested on her introduction keeps a ground c that has fallen and names nobody, so he comes up as shaky;
    for that a nameless row stays. History loses every record of hers; an older entry that can't be told apart
    from her is cut off with all before it (0: none was).
    """
    known = secrets(book, person_id)
    with book.transaction() as connection:
        hers = _Hers(known.names | known.keys, search.only_named(connection, person_id, known.names))
        mine = _rows_of(connection, person_id, hers)
        _scrub_journal(connection, person_id, mine, hers)
        cut = _cut_journal(connection, known.keys)
        touched = _delete(connection, person_id, mine, moment_text(now))
        _rename_files(connection, hers)
        search.forget(connection, person_id)
        keep_out(connection, kept_out, now)
    return touched, cut


class _Hers(NamedTuple):
    """By what a text is known to be about the person: texts of hers, and words of her name that nobody else has."""

    texts: frozenset[str]
    words: frozenset[str]

    def names(self, text: str) -> bool:
        """Tell whether a text names her by a word that is hers alone."""
        return not self.words.isdisjoint(words(text))


def _rows_of(connection: sqlite3.Connection, person_id: int, hers: _Hers) -> dict[str, set[int]]:
    """Return the ids of a person's rows by table, those too that the history only remembers."""
    mine: dict[str, set[int]] = defaultdict(set)
    for table, columns in _OWNER.items():
        for column in columns:
            rows = connection.execute(f"SELECT id FROM {table} WHERE {column} = ?", (person_id,))  # noqa: S608 - constants
            mine[table].update(row[0] for row in rows)
    stages = "SELECT s.id FROM lead_stages s JOIN leads l ON l.id = s.lead_id WHERE l.person_id = ?"
    mine["lead_stages"] = {row[0] for row in connection.execute(stages, (person_id,))}
    kept = connection.execute("SELECT id, name, value FROM settings")
    mine["settings"] = {row_id for row_id, name, value in kept if _is_filter(name, value, hers)}
    others: set[int] = set()
    for noun, image in connection.execute("SELECT noun, image FROM journal_changes WHERE image LIKE '[%'"):
        for row in json.loads(image):
            if _is_mine(noun, row, person_id) or (noun == "settings" and _is_filter(row["name"], row["value"], hers)):
                mine[noun].add(row["id"])
            elif noun == "person_tags":
                others.add(row["tag_id"])
    mine["tags"] = {row[0] for row in connection.execute(_SOLE_TAGS, {"id": person_id})} - others
    return mine


_SOLE_TAGS = """
    SELECT tag_id FROM person_tags WHERE person_id = :id
    EXCEPT SELECT tag_id FROM person_tags WHERE person_id <> :id
"""
"""Tags that she alone has: their names are a text about her."""


def _is_mine(noun: str, row: dict[str, Any], person_id: int) -> bool:
    return any(row.get(column) == person_id for column in _OWNER.get(noun, ()))


def _is_filter(name: str, value: str, hers: _Hers) -> bool:
    """Tell whether a row of the settings is a filter that was kept to find her."""
    return name.startswith("filter:") and hers.names(f"{name.partition(':')[2]} {value}")


# The history


def _scrub_journal(connection: sqlite3.Connection, person_id: int, mine: dict[str, set[int]], hers: _Hers) -> None:
    """Take a person's rows out of every record, and her name out of every label."""
    records = connection.execute(
        "SELECT id, noun, op, first_id, last_id, image FROM journal_changes "
        "WHERE image IS NOT NULL OR last_id - first_id < ?",
        (max(map(len, mine.values())),),
    ).fetchall()
    for record_id, noun, op, first, last, image in records:
        if all(row_id in mine.get(noun, ()) for row_id in range(first, last + 1)):
            connection.execute("DELETE FROM journal_changes WHERE id = ?", (record_id,))
        elif image is not None:
            scrubbed = _scrubbed(noun, op, image, person_id, mine)
            if noun == "imports":
                scrubbed = json.dumps(_nameless(json.loads(scrubbed), hers), ensure_ascii=False, separators=(",", ":"))
            if scrubbed != image:
                connection.execute("UPDATE journal_changes SET image = ? WHERE id = ?", (scrubbed, record_id))
    for entry_id, params in connection.execute("SELECT id, params FROM journal").fetchall():
        values = _nameless(json.loads(params), hers)
        packed = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
        if packed != params:
            connection.execute("UPDATE journal SET params = ? WHERE id = ?", (packed, entry_id))


def _scrubbed(noun: str, op: str, image: str, person_id: int, mine: dict[str, set[int]]) -> str:
    """Return the image of a record without a person's rows and without naming her."""
    found = json.loads(image)
    if op == "update":
        kept: Any = {name: _unnamed(name, value, person_id) for name, value in found.items()}
    else:
        rows = [row for row in found if row["id"] not in mine.get(noun, ())]
        kept = [{name: _unnamed(name, value, person_id) for name, value in row.items()} for row in rows]
        if noun == "grounds":
            kept = [row for row in kept if row["kind"] != "c" or row["introducer_id"] is not None]
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def _unnamed(name: str, value: Any, person_id: int) -> Any:
    return None if name in {"introducer_id", "claimed_by", "introduced_by"} and value == person_id else value


def _nameless(value: Any, hers: _Hers) -> Any:
    """Return the values of a label without a person's texts; a single word is not looked for inside others."""
    if isinstance(value, str):
        for text in sorted((text for text in hers.texts if not text.isalpha()), key=len, reverse=True):
            value = value.replace(text, NOBODY)
        return NOBODY if value in hers.texts or hers.names(value) else value
    if isinstance(value, list):
        return [_nameless(item, hers) for item in value]
    if isinstance(value, dict):
        return {name: _nameless(item, hers) for name, item in value.items()}
    return value


def _cut_journal(connection: sqlite3.Connection, keys: frozenset[str]) -> int:
    """Delete the entries up to the last one that still holds a key of the person; return its id, 0 if none does.

    Entries that were about nobody else go anyway.
    """
    last = 0
    written = [json.dumps(key, ensure_ascii=False) for key in keys]
    for entry_id, image in connection.execute("SELECT entry_id, image FROM journal_changes WHERE image IS NOT NULL"):
        if entry_id > last and any(key in image for key in written):
            last = entry_id
    if last:
        connection.execute("DELETE FROM journal_changes WHERE entry_id <= ?", (last,))
    connection.execute("DELETE FROM journal WHERE id NOT IN (SELECT entry_id FROM journal_changes)")
    return last


# The rows


def _delete(connection: sqlite3.Connection, person_id: int, mine: dict[str, set[int]], now: str) -> dict[str, set[int]]:
    touched: dict[str, set[int]] = defaultdict(set)
    for table, column in _NAMED_IN:
        rows = connection.execute(
            f"UPDATE {table} SET {column} = NULL WHERE {column} = ? RETURNING id",  # noqa: S608 - constants
            (person_id,),
        )
        touched[table].update(row[0] for row in rows.fetchall())
    for table in ("lead_stages", "settings", *(table for table in reversed(_OWNER) if table != "people")):
        _delete_rows(connection, table, mine[table])
        touched[table] |= mine[table]
    _delete_rows(connection, "tags", mine["tags"])
    rests = connection.execute("SELECT id FROM grounds WHERE introducer_id = ?", (person_id,)).fetchall()
    if rests:
        connection.execute(
            "UPDATE grounds SET fallen_at = coalesce(fallen_at, ?), fallen_why = '' WHERE introducer_id = ?",
            (now, person_id),
        )
        touched["grounds"].update(row[0] for row in rests)
        _make_nameless(connection, person_id)
    else:
        connection.execute("DELETE FROM people WHERE id = ?", (person_id,))
    connection.execute("DELETE FROM match_keys WHERE person_id = ?", (person_id,))
    connection.execute("DELETE FROM match_model")  # it knows the names and addresses that several have
    touched["people"].add(person_id)
    return {table: ids for table, ids in touched.items() if ids}


def _delete_rows(connection: sqlite3.Connection, table: str, ids: set[int]) -> None:
    if table == "requests":
        connection.executemany("DELETE FROM import_rows WHERE request_id = ?", [(row,) for row in ids])
    connection.executemany(f"DELETE FROM {table} WHERE id = ?", [(row,) for row in ids])  # noqa: S608 - constants


def _rename_files(connection: sqlite3.Connection, hers: _Hers) -> None:
    """Take her name out of the names of the files that were taken in."""
    for row_id, file in connection.execute("SELECT id, file FROM imports").fetchall():
        if (nameless := _nameless(file, hers)) != file:
            connection.execute("UPDATE imports SET file = ? WHERE id = ?", (nameless, row_id))


def _make_nameless(connection: sqlite3.Connection, person_id: int) -> None:
    """Leave a row that only holds the place of somebody."""
    columns = [
        row for row in connection.execute("PRAGMA table_info(people)") if row[1] not in {"id", "created_at", "standing"}
    ]
    kept = {"uid": f"erased-{person_id}", "name": NOBODY, "name_key": "", "extra": "[]", "contact": 0}
    values = {name: kept.get(name, "" if required else None) for _n, name, _type, required, *_rest in columns}
    sets = ", ".join(f"{name} = :{name}" for name in values)
    connection.execute(f"UPDATE people SET {sets} WHERE id = :id", {**values, "id": person_id})  # noqa: S608 - the schema's


# The file


def sweep(book: Book) -> None:
    """Write the book anew, so that no deleted byte is left in it or its log. Raises `BookProblem`."""
    connection = book.connection
    with book.writing:
        try:
            connection.execute("PRAGMA query_only = OFF")
            connection.execute("VACUUM")
            busy, *_counts = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.Error as error:
            raise BookProblem(
                N_(
                    "The person is erased, but the file could not be written anew ({error}). Make room and erase again."
                ),
                error=str(error),
            ) from error
        finally:
            connection.execute("PRAGMA query_only = ON")
    if busy:
        raise BookProblem(
            N_("The person is erased, but another program reads the book, so its log is kept until netz ends.")
        )


assert set(_OWNER) <= set(NOUNS)
