"""Find a person by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Input

from netz_tui.i18n import _
from netz_tui.ui.dialogs.walk import WalkDialog
from netz_tui.ui.widgets.blocks import GivenRows
from netz_tui.ui.widgets.glyphs import glyphs
from netz_tui.ui.widgets.safe import content, row
from netz_tui.ui.widgets.virtual_list import VirtualList
from netz_tui.ui.words import STANDING_STYLE, STANDINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual.widget import Widget

    from netz_tui.desk.page import PersonRow


class PeopleList(VirtualList["PersonRow"]):
    """People, one line each: standing, name, company."""

    markable = False

    def paint(self, row_: PersonRow, width: int, selected: bool, marked: bool) -> list[Content]:  # noqa: ARG002
        """Draw one person."""
        sign = glyphs().dependable if row_.standing == "dependable" else glyphs().missing
        style = STANDING_STYLE[row_.standing]
        left = Content.assemble(
            (f"{sign} ", style), content(row_.name, "bold"), "  ", content(row_.org, "$foreground 60%")
        )
        return [row(left, Content.styled(_(STANDINGS[row_.standing]), style), width)]


class PickPerson(WalkDialog[int]):
    """Ask for a person; `find` returns people for the text typed. The answer is an id."""

    DEFAULT_CSS = """
    PickPerson PeopleList { height: 12; background: $panel; }
    """

    def __init__(
        self,
        title: str,
        find: Callable[[str], Sequence[PersonRow]],
        *,
        text: str = "",
        intro: Content | None = None,
        nobody: str = "",
    ) -> None:
        super().__init__(title, intro=intro, hint=_("type a name · enter takes · esc back"))
        self._nobody = nobody or _("Nobody of that name. Fewer letters find more.")
        self._find = find
        self._text = text

    def body(self) -> Iterator[Widget]:
        """Show the line to type in and the people found."""
        line = Input(self._text, placeholder=_("Name"), compact=True)
        line.cursor_blink = False
        yield line
        people = PeopleList(GivenRows(self._find(self._text)), empty=self._nobody)
        people.can_focus = False
        yield people

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find again."""
        self.query_one(PeopleList).show(GivenRows(self._find(event.value)))

    def on_input_submitted(self) -> None:
        """Take the person under the cursor."""
        found = self.query_one(PeopleList).current
        if found is not None:
            self.dismiss(found.id)

    def on_virtual_list_opened(self, event: VirtualList.Opened) -> None:
        """Take the person clicked."""
        self.dismiss(event.row.id)
