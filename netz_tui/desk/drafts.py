"""Unfinished notes, kept on disk beside the book while they are typed; they outlive any end of the program."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from netz_tui.clean import clean_text
from netz_tui.paths import atomic_write

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Draft:
    """The note of a conversation that is not logged yet; moments are text, `seconds` is the timer's reading."""

    person_id: int
    request_id: int | None
    text: str
    kind: str = ""
    started: str = ""
    seconds: int = 0
    saved: str = ""


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
        atomic_write(self._file(draft.person_id), json.dumps(asdict(draft), ensure_ascii=False))

    def load(self, person_id: int) -> Draft | None:
        """Return the draft for a person, or None; a damaged file is set aside as `.damaged`, never deleted."""
        file = self._file(person_id)
        try:
            values = json.loads(file.read_text(encoding="utf-8"))
            draft = Draft(**{name: values[name] for name in Draft.__slots__ if name in values})
        except FileNotFoundError:
            return None
        except (ValueError, TypeError):
            with contextlib.suppress(OSError):
                file.rename(file.with_suffix(".damaged"))
            return None
        return Draft(
            person_id,
            draft.request_id,
            clean_text(str(draft.text)),
            str(draft.kind),
            str(draft.started),
            int(draft.seconds),
            str(draft.saved),
        )

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
