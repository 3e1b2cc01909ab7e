"""Erase a person for good: rows, history, index, draft and copies of the book; this alone can't be undone."""

from __future__ import annotations

import mmap
from typing import TYPE_CHECKING, NamedTuple

from netz_tui.book import people as book_people
from netz_tui.book import search
from netz_tui.book.forget import forget, secrets, sweep
from netz_tui.book.journal import Change
from netz_tui.book.opening import backup
from netz_tui.book.problems import BookProblem
from netz_tui.desk.drafts import Drafts
from netz_tui.desk.recognise import marks_of
from netz_tui.desk.who import name_of
from netz_tui.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from netz_tui.desk.desk import Desk

_LISTED = 50
_FAMILY = 4
"""A family name of so many letters is looked for by itself as well."""


class Mention(NamedTuple):
    """Where a person is named in what was written about somebody else: about whom, and the text."""

    about: str
    text: str


class Erased(NamedTuple):
    """What erasing somebody came to: what changed, whether history was cut, copies of the book made anew."""

    change: Change
    cut: bool
    copies: int


def mentions(desk: Desk, person_id: int) -> list[Mention]:
    """Return texts about others in which a person's name stands; erasing leaves them as they are."""
    person = book_people.person(desk.book, person_id)
    if person is None:
        return []
    last = person.name.split()[-1]
    names = {person.name, last if len(last) >= _FAMILY else person.name}
    found: list[Mention] = []
    for sql in _TEXTS:
        for name in sorted(names):
            rows = desk.book.rows(f"{sql} LIMIT ?", (person_id, name, _LISTED))
            found.extend(Mention(*row) for row in rows)
    return list(dict.fromkeys(found))[:_LISTED]


_TEXTS = tuple(
    f"SELECT p.name, t.{column} FROM {table} t JOIN people p ON p.id = t.{owner} "  # noqa: S608 - constants
    f"WHERE p.id <> ? AND t.{column} <> '' AND instr(t.{column}, ?)"
    for table, owner, column in (
        ("conversations", "person_id", "note"),
        ("people", "id", "note"),
        ("requests", "person_id", "message"),
        ("follow_ups", "person_id", "what"),
        ("grounds", "person_id", "place"),
        ("cross_checks", "introducer_id", "note"),
        ("leads", "person_id", "note"),
        ("people", "id", "extra"),
        ("ties", "a_id", "note"),
        ("ties", "b_id", "note"),
    )
)


def erase(desk: Desk, person_id: int, *, kept_out: bool = False, traces: Path | None = None) -> Erased:
    """Erase a person for good. Raises `BookProblem`; then either nothing has changed or the sentence says what has.

    With `kept_out` no import brings them back; for that the book keeps salted hashes of what they are recognised by.
    `traces` is a folder with what may be deleted, as the log and what was on the screen last: it is emptied.
    Who rests on ground c through them comes up as shaky. Entries of the history keep no word of them; where one
    can't be freed of them it is cut off with what came before. Copies of the book that hold them are replaced.
    """
    book = desk.book
    if book_people.person(book, person_id) is None:
        raise BookProblem(N_("This person is not there any more."))
    while search.refresh(book):
        pass  # only who is in the index can be told from others
    known = secrets(book, person_id)
    touched, cut = forget(book, person_id, desk.now(), _recognised_by(desk, person_id) if kept_out else ())
    _drop_drafts(book.path, person_id)
    _drop_traces(traces)
    sweep(book)
    copies = _replace_copies(book.path, known.names | known.keys)
    kinds = frozenset(touched)
    ids = {kind: frozenset(rows) for kind, rows in touched.items()}
    return Erased(Change(kinds, ids), bool(cut), copies)


def _recognised_by(desk: Desk, person_id: int) -> list[str]:
    """Return by what an import would know a person again: her keys, and the cards she came from."""
    keys = [("uid", row[0]) for row in desk.book.rows(_UIDS, {"id": person_id})]
    keys += desk.book.rows("SELECT kind, normal FROM handles WHERE person_id = ?", (person_id,))
    name = name_of(desk, person_id) or ""
    cards = desk.book.rows(
        "SELECT fingerprint FROM import_rows WHERE person_id = ? AND fingerprint IS NOT NULL", (person_id,)
    )
    return [*marks_of(keys, name), *(row[0] for row in cards)]


_UIDS = "SELECT uid FROM people WHERE id = :id UNION SELECT uid FROM former_uids WHERE person_id = :id"


def _drop_traces(folder: Path | None) -> None:
    if folder is not None and folder.is_dir():
        for file in folder.iterdir():
            if file.is_file():
                file.unlink()


def _drop_drafts(path: Path, person_id: int) -> None:
    drafts = Drafts(path)
    drafts.remove(person_id)
    for file in drafts.folder.glob(f"{person_id}.*"):
        file.unlink()


def _copies(path: Path) -> Iterator[Path]:
    """Yield the copies of a book that lie beside it or in the folder of backups."""
    yield from path.parent.glob(f"{path.name}.before-*")
    yield from (file for file in path.parent.glob("backups/**/*") if file.is_file())


def _replace_copies(path: Path, texts: Iterable[str]) -> int:
    """Delete the copies of the book in which a text stands and make the newest of them anew; return how many it was."""
    wanted = [text.encode() for text in texts]
    old = [copy for copy in _copies(path) if _holds(copy, wanted)]
    if not old:
        return 0
    newest = max(old, key=lambda file: file.stat().st_mtime_ns)
    for copy in old:
        copy.unlink()
    backup(path, newest)
    return len(old)


def _holds(file: Path, texts: Iterable[bytes]) -> bool:
    if not file.stat().st_size:
        return False
    with file.open("rb") as handle, mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return any(content.find(text) >= 0 for text in texts)
