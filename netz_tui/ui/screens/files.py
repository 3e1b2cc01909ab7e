"""Choose a file: type a path or walk the folders."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from netz_tui.i18n import _
from netz_tui.ui.dialogs.walk import WalkDialog
from netz_tui.ui.widgets.blocks import GivenRows
from netz_tui.ui.widgets.safe import content, row
from netz_tui.ui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

_LIKELY = (".zip", ".csv", ".vcf", ".vcard", ".eml", ".mbox", ".json", ".xml", ".ldif", ".tab", ".tsv", ".txt")
_MOST = 5_000


@dataclass(frozen=True, slots=True)
class Place:
    """A file or folder in the list."""

    id: int
    path: Path
    folder: bool
    size: int


def meant(text: str) -> Path:
    """Return the path that is meant, also where a whole one was pasted behind what stood there, or is in quotes."""
    as_it_is = Path(text or os.sep).expanduser()
    if as_it_is.exists():
        return as_it_is
    return Path(_BEHIND.sub("", text.strip(), count=1).strip("'\"") or os.sep).expanduser()


_BEHIND = re.compile(r"^.*/(?=['\"]?~?/)")


def _places(folder: Path, start: str) -> Iterator[Place]:
    """Yield what lies in a folder and begins with the letters typed; first the folder above, if nothing is."""
    if not start and folder.parent != folder:
        yield Place(0, folder.parent, folder=True, size=0)
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if _shown(entry, start)][:_MOST]
    except OSError:
        return
    found.sort(key=lambda entry: (not entry.is_dir(), not _likely(entry.name), entry.name.lower()))
    for place, entry in enumerate(found, 1):
        folder_ = entry.is_dir()
        size = 0 if folder_ else entry.stat(follow_symlinks=False).st_size
        yield Place(place, Path(entry.path), folder_, size)


def _shown(entry: os.DirEntry[str], start: str) -> bool:
    if entry.name.startswith(".") and not start.startswith("."):
        return False
    return entry.name.lower().startswith(start.lower()) or (len(start) > 1 and start.lower() in entry.name.lower())


def _likely(name: str) -> bool:
    return name.lower().endswith(_LIKELY)


class PlaceList(VirtualList[Place]):
    """One line for each file: name and size."""

    markable = False

    def paint(self, row_: Place, width: int, selected: bool, marked: bool) -> list[Content]:  # noqa: ARG002
        """Draw one file or folder."""
        if row_.folder:
            name = ".." if row_.id == 0 else row_.path.name
            return [row(content(f"{name}/", "$primary"), Content(""), width)]
        style = "" if _likely(row_.path.name) else "$foreground 60%"
        return [row(content(row_.path.name, style), Content.styled(_size(row_.size), "$foreground 60%"), width)]


def _size(size: int) -> str:
    for unit in ("B", "kB", "MB"):
        if size < 1_000:  # noqa: PLR2004 - decimal units
            return f"{size} {unit}"
        size //= 1_000
    return f"{size} GB"


class ChooseFile(WalkDialog[Path]):
    """Ask for a file; the answer is its path."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    ChooseFile > #box { width: 76; }
    ChooseFile PlaceList { height: 14; background: $panel; }
    """

    def __init__(self, start: Path) -> None:
        super().__init__(_("Import a file"), hint=_("type or choose · tab completes · enter opens · esc back"))
        self._folder = start

    def body(self) -> Iterator[Widget]:
        """Show the path and what lies there."""
        line = Input(f"{self._folder}{os.sep}", compact=True)
        line.cursor_blink = False
        yield line
        places = PlaceList(GivenRows(_places(self._folder, "")), empty=_("Nothing of that name is here."))
        places.can_focus = False
        yield places

    def on_mount(self) -> None:
        """Type at once, at the end of the path."""
        line = self.query_one(Input)
        line.focus()
        line.cursor_position = len(line.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what lies there."""
        path, start = meant(event.value), ""
        if not event.value.endswith(os.sep):
            path, start = path.parent, path.name
        self.query_one(PlaceList).show(GivenRows(_places(path, start)))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Open what is typed if it is a file, else what is chosen."""
        typed = meant(event.value)
        if typed.is_file():
            self.dismiss(typed)
        else:
            self._open(self.query_one(PlaceList).current)

    def on_virtual_list_opened(self, event: VirtualList.Opened) -> None:
        """Open what was clicked."""
        self._open(event.row)

    def _open(self, place: Place | None) -> None:
        if place is None:
            return
        if place.folder:
            line = self.query_one(Input)
            line.value = f"{place.path}".rstrip(os.sep) + os.sep
            line.cursor_position = len(line.value)
        else:
            self.dismiss(place.path)

    def action_complete(self) -> None:
        """Complete the path by what is chosen."""
        place = self.query_one(PlaceList).current
        if place is not None:
            line = self.query_one(Input)
            line.value = f"{place.path}" + (os.sep if place.folder else "")
            line.cursor_position = len(line.value)
