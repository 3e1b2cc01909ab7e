"""People of the book as cards, one after the other, and all of them written into a file of any format."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from netz_tui.book.problems import BookProblem
from netz_tui.desk.kept import put_back
from netz_tui.desk.search import Contacts
from netz_tui.files import Card, FileProblem
from netz_tui.files.write_person import write_markdown
from netz_tui.files.writing import WRITERS, write_atomically
from netz_tui.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from netz_tui.desk.desk import Desk
    from netz_tui.desk.search import ContactRow

__all__ = [
    "FORMATS",
    "BookProblem",
    "FileProblem",
    "Found",
    "at_one_moment",
    "cards",
    "find",
    "format_of",
    "listed",
    "pieces",
    "save",
]

_BATCH = 500
_FIELDS = (
    "id", "uid", "name", "given", "middle", "family", "prefix", "suffix", "nickname", "org", "title", "city",
    "country", "birthday", "note",
)  # fmt: skip
_PLURALS = {"email": "emails", "phone": "phones", "url": "urls"}
_ENDINGS = {".vcf": "vcard4", ".csv": "csv", ".json": "json", ".md": "markdown"}


def _markdown(people: Iterable[Card]) -> Iterator[str]:
    """Give out people to be read, parted by a line."""
    for place, card in enumerate(people):
        yield ("\n---\n\n" if place else "") + write_markdown(card)


FORMATS: dict[str, Callable[[Iterable[Card]], Iterator[str]]] = {**WRITERS, "markdown": _markdown}
"""What can be written, by name; each takes cards and gives out text."""


class Found(NamedTuple):
    """Ids of people in the order they are written in, and whether a slip in the words was forgiven."""

    ids: Sequence[int]
    corrected: bool = False


def find(desk: Desk, text: str = "", *, everybody: bool = False) -> Found:
    """Return who is to be written: contacts, or `everybody` in the book, whom a typed line finds.

    Raises `BookProblem` where words find more people than the search ranks: no file shall lack some unsaid.
    """
    if not text.strip():
        return Found(_all(desk, "" if everybody else "WHERE contact = 1"))
    found = Contacts(desk, f"everybody {text}" if everybody else text)
    rows = _surely_all(found)
    return Found([row.id for row in rows if everybody or row.contact], found.found.corrected)


def listed(desk: Desk, found: Contacts) -> list[int]:
    """Return the ids of everybody whom a list of contacts shows. Raises `BookProblem` as `find` does."""
    return [row.id for row in _surely_all(found)] if found.query else _all(desk, "WHERE contact = 1")


def _all(desk: Desk, where: str) -> list[int]:
    return [row[0] for row in desk.book.rows(f"SELECT id FROM people {where} ORDER BY name_key, id")]  # noqa: S608 - constants


def _surely_all(found: Contacts) -> list[ContactRow]:
    if found.found.more:
        raise BookProblem(
            N_(
                "These words find more than {n} people, too many to be sure of all. "
                "Add words, or use org:, city:, tag: or another filter, which find everybody."
            ),
            n=len(found),
        )
    return found.block(0, len(found))


@contextmanager
def at_one_moment(desk: Desk) -> Iterator[None]:
    """Read the book as it is now, whatever another program writes meanwhile."""
    connection = desk.book.connection
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.rollback()


def cards(desk: Desk, ids: Sequence[int]) -> Iterator[Card]:
    """Give out people as cards in the order of their ids given, a few hundred in memory; who is gone is left out."""
    for start in range(0, len(ids), _BATCH):
        yield from _batch(desk, ids[start : start + _BATCH])


def _batch(desk: Desk, ids: Sequence[int]) -> Iterator[Card]:
    marks = ",".join(map(str, map(int, ids)))
    reach: dict[int, dict[str, list[tuple[str, str]]]] = {person_id: {} for person_id in ids}
    for person_id, kind, raw, label in desk.book.rows(
        f"SELECT person_id, kind, raw, label FROM handles WHERE person_id IN ({marks}) ORDER BY id"  # noqa: S608 - numbers
    ):
        reach[person_id].setdefault(kind, []).append((raw, label))
    tags: dict[int, list[str]] = {}
    for person_id, tag in desk.book.rows(
        "SELECT g.person_id, t.name FROM person_tags g JOIN tags t ON t.id = g.tag_id "  # noqa: S608 - numbers
        f"WHERE g.person_id IN ({marks}) ORDER BY g.id"
    ):
        tags.setdefault(person_id, []).append(tag)
    found = {
        row[0]: row
        for row in desk.book.rows(
            f"SELECT {', '.join(_FIELDS)}, contact_since, extra FROM people WHERE id IN ({marks})"  # noqa: S608 - numbers
        )
    }
    for person_id in ids:
        if person_id in found:
            *values, since, extra = found[person_id][1:]
            fields = dict(zip(_FIELDS[1:], values, strict=True))
            yield _card(fields, since, extra, reach[person_id], tags.get(person_id, []))


def _card(
    fields: dict[str, Any],
    since: str | None,
    extra: str,
    reach: dict[str, list[tuple[str, str]]],
    tags: Sequence[str],
) -> Card:
    handles: dict[str, Any] = {}
    for kind, plural in _PLURALS.items():
        pairs = reach.get(kind, [])
        handles[plural] = tuple(raw for raw, _label in pairs)
        handles[f"{kind}_labels"] = tuple(label for _raw, label in pairs)
    return Card(
        **fields,
        **handles,
        **put_back(json.loads(extra)),
        tags=tuple(tags),
        connected_on=since or "",
        connected=_day(since),
    )


def _day(text: str | None) -> date | None:
    """Return a whole day; what is only a month or a year has none."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def format_of(path: Path) -> str:
    """Return the format that the ending of a file stands for, "" for none."""
    return _ENDINGS.get(path.suffix.lower(), "")


def pieces(desk: Desk, ids: Sequence[int], form: str) -> Iterator[str]:
    """Give out people as text in one of `FORMATS`."""
    return FORMATS[form](cards(desk, ids))


def save(desk: Desk, ids: Sequence[int], path: Path, form: str, *, overwrite: bool = False) -> None:
    """Write people into a file of mode 0600, whole or not at all.

    Raises `FileProblem` when it exists already and `overwrite` is not set, or when it cannot be written.
    """
    with at_one_moment(desk):
        write_atomically(path, pieces(desk, ids, form), overwrite=overwrite)
