"""The people behind a figure, and the introducers to choose from: a list, enter takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from netz_tui.i18n import _, say_n
from netz_tui.ui.dialogs.base import Dialog
from netz_tui.ui.widgets.blocks import GivenRows
from netz_tui.ui.widgets.safe import content, row
from netz_tui.ui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual.widget import Widget

    from netz_tui.desk.study import Behind


class _Row(NamedTuple):
    """One line: its place in the list, the person (0 for all), name, and why."""

    id: int
    person: int
    name: str
    words: str


class _List(VirtualList[_Row]):
    """A name and, beside it, why the person stands here."""

    markable = False

    def paint(self, row_: _Row, width: int, selected: bool, marked: bool) -> list[Content]:  # noqa: ARG002
        """Draw one person."""
        return [row(content(row_.name, "bold"), content(row_.words, "$foreground 60%"), width)]


class _People(Dialog[int]):
    """A list of people one of whom is chosen; the answer is the person's id."""

    _rows: Sequence[_Row]

    def body(self) -> Iterator[Widget]:
        """Show the list."""
        yield _List(GivenRows(self._rows))

    def on_mount(self) -> None:
        """Take the keys."""
        self.query_one(_List).focus()

    def on_virtual_list_opened(self, event: VirtualList.Opened) -> None:
        """Take the one chosen."""
        event.stop()
        self.dismiss(event.row.person)


class BehindFigure(_People):
    """Show people; the answer is the id of the one to go to."""

    DEFAULT_CSS = """
    BehindFigure #box, PickIntroducer #box { width: 90; }
    BehindFigure _List, PickIntroducer _List { height: 14; max-height: 70vh; background: $panel; }
    """

    def __init__(self, label: str, people: Sequence[Behind], names: Mapping[int, str]) -> None:
        count = Content(say_n("{n} person", "{n} people", len({one.person for one in people})))
        super().__init__(
            _("Behind this figure"),
            intro=Content.assemble(content(label, "bold"), "  ", count),
            hint=_("enter goes there · esc back"),
        )
        self._rows = [_Row(place, one.person, names[one.person], one.words) for place, one in enumerate(people)]


class PickIntroducer(_People):
    """Ask for an introducer; the answer is an id, 0 for all of them."""

    def __init__(self, people: Sequence[Behind], names: Mapping[int, str]) -> None:
        super().__init__(_("Introducer"), hint=_("enter takes · esc back"))
        self._rows = [_Row(0, 0, _("all introducers"), "")]
        self._rows += [_Row(place, one.person, names[one.person], one.words) for place, one in enumerate(people, 1)]
