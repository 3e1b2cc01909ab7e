"""The areas of the screen: each is made when it is first gone to, and told what changes."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from netz_tui.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual.widget import Widget

    from netz_tui.desk.history import Change
    from netz_tui.desk.views import Summary
    from netz_tui.ui.app import Netz


class Area(Protocol):
    """What an area answers to; it is a widget too."""

    def changed(self, change: Change, *, undone: bool = False) -> None:
        """Read again what an action changed, or what undoing or redoing one changed."""

    def take_focus(self) -> None:
        """Become the place where keys go."""


@runtime_checkable
class Explaining(Protocol):
    """An area that can tell how the numbers on it come about."""

    def numbers(self) -> Iterator[tuple[str, Sequence[str]]]:
        """Yield headings, each with sentences, for what is shown just now."""


class Findable(Area, Protocol):
    """An area in which one can go to a row of its list."""

    def go_to(self, row_id: int) -> bool:
        """Put the cursor on a row and tell whether it is there."""


class Place(NamedTuple):
    """One area: its key, its name, where its widget is made, and the number beside its name."""

    id: str
    key: str
    name: str
    made_in: str
    count: Callable[[Summary], int]


PLACES: tuple[Place, ...] = (
    Place("inbox", "1", N_("Inbox"), "netz_tui.ui.desk_area:DeskArea", lambda numbers: numbers.waiting),
    Place("contacts", "2", N_("Contacts"), "netz_tui.ui.contacts_area:ContactsArea", lambda numbers: numbers.contacts),
    Place("graph", "3", N_("Net"), "netz_tui.ui.net_area:NetArea", lambda _numbers: 0),
    Place(
        "duplicates",
        "4",
        N_("Duplicates"),
        "netz_tui.ui.duplicates_area:DuplicatesArea",
        lambda numbers: numbers.duplicates,
    ),
    Place("today", "5", N_("Today"), "netz_tui.ui.today_area:TodayArea", lambda numbers: numbers.today),
    Place("study", "6", N_("Study"), "netz_tui.ui.study_area:StudyArea", lambda _numbers: 0),
)
"""The areas in the order of their keys."""


def make(place: Place, netz: Netz) -> Widget:
    """Make the widget of an area; its id is the area's. The style sheet of its name, if there is one, is read now."""
    name, _colon, kind = place.made_in.partition(":")
    module = import_module(name)
    sheet = Path(str(module.__file__)).with_suffix(".tcss")
    if sheet.exists():
        style(netz, sheet)
    widget: Widget = getattr(module, kind)(netz)
    widget.id = place.id
    return widget


def style(netz: Netz, sheet: Path) -> None:
    """Let a style sheet hold from now on; what the first frame does not need is read when it is needed."""
    netz.stylesheet.add_source(sheet.read_text(encoding="utf-8"), (str(sheet), ""))
