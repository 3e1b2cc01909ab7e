"""Unfinished notes, kept on disk beside the book while they are typed; they outlive any end of the program."""

from __future__ import annotations

import contextlib
import itertools
from typing import TYPE_CHECKING, NamedTuple

from netz_tui.clean import clean, clean_text
from netz_tui.paths import atomic_write

if TYPE_CHECKING:
    from pathlib import Path


class Draft(NamedTuple):
    """The note of a conversation that is not logged yet; moments are text, `seconds` is the timer's reading."""

    person_id: int
    request_id: int | None
    text: str
    kind: str = ""
    started: str = ""
    seconds: int = 0


class Drafts:
    """A folder of drafts, one small file a person; writing one is atomic and takes no lock of the book."""

    def __init__(self, book: Path) -> None:
        self.folder = book.with_name(book.name + ".drafts")

    def _file(self, person_id: int) -> Path:
        return self.folder / f"{person_id}.json"

    def save(self, draft: Draft) -> None:
        """Keep a draft; an empty one is removed. Raises `OSError` if the disk does not take it."""
        if not draft.text.strip() and not draft.started:
            self.remove(draft.person_id)
            return
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        import json

        kept = draft._asdict() | {"text": clean_text(draft.text)}
        atomic_write(self._file(draft.person_id), json.dumps(kept, ensure_ascii=False))

    def load(self, person_id: int) -> Draft | None:
        """Return the draft for a person, or None if there is none that can be read.

        A damaged file is set aside as `.damaged`, never deleted.
        """
        file = self._file(person_id)
        try:
            return _read(file.read_bytes(), person_id)
        except OSError:
            return None
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
            with contextlib.suppress(OSError):
                _set_aside(file)
            return None

    def remove(self, person_id: int) -> None:
        """Forget a draft."""
        self._file(person_id).unlink(missing_ok=True)

    def all(self) -> list[Draft]:
        """Return every draft, oldest file first."""
        if not self.folder.is_dir():
            return []
        files = sorted(self.folder.glob("*.json"), key=lambda file: file.stat().st_mtime_ns)
        found = (self.load(int(file.stem)) for file in files if file.stem.isdecimal())
        return [draft for draft in found if draft is not None]


def _read(content: bytes, person_id: int) -> Draft:
    """Return what a file holds, cleaned; raise one of many errors for one that was not written here."""
    import json

    values = json.loads(content)
    request_id = values["request_id"]
    return Draft(
        person_id,
        None if request_id is None else int(request_id),
        clean_text(str(values["text"])),
        clean(str(values.get("kind", ""))),
        clean(str(values.get("started", ""))),
        int(values.get("seconds", 0)),
    )


def _set_aside(file: Path) -> None:
    """Give a file the first free name ending in `.damaged`."""
    numbers = (f".{number}" if number else "" for number in itertools.count())
    names = (file.with_suffix(f"{number}.damaged") for number in numbers)
    file.rename(next(name for name in names if not name.exists()))
