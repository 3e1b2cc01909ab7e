"""What the columns of a table hold: guessed, with a preview; corrected column by column before it is taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from netz_tui.desk.columns import FIELD_WORDS, Column, Columns, preview
from netz_tui.fold import fold
from netz_tui.i18n import _
from netz_tui.ui.dialogs.base import Dialog
from netz_tui.ui.dialogs.walk import WalkDialog
from netz_tui.ui.widgets.blocks import GivenRows
from netz_tui.ui.widgets.glyphs import glyphs
from netz_tui.ui.widgets.line import Line
from netz_tui.ui.widgets.safe import content, fitted, shorten
from netz_tui.ui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events
    from textual.widget import Widget

_AROUND_COLUMNS = 16
"""Lines of the screen that are not columns: the frame, what the table is, and the preview."""
_AROUND_FIELDS = 11


class _Row(NamedTuple):
    """A column in the list; `id` is its place."""

    id: int
    column: Column


class _Field(NamedTuple):
    """A field in the list to choose from."""

    id: int
    name: str
    words: str


def _columns(table: Columns) -> GivenRows[_Row]:
    return GivenRows([_Row(place, column) for place, column in enumerate(table.columns)])


class ColumnList(VirtualList[_Row]):
    """One line for each column: its name, what it is taken for, a cell."""

    markable = False

    def paint(self, row: _Row, width: int, selected: bool, marked: bool) -> list[Content]:  # noqa: ARG002
        """Draw one column."""
        column = row.column
        left_out = column.field in {"keep", "skip"}
        style = "$foreground 60%" if left_out else ("" if column.sure else "$warning")
        sure = " " if column.sure else "?"
        first, second = width * 3 // 10, width * 3 // 10
        cell = next(iter(column.sample), "")
        line = Content.assemble(
            _padded(fitted(column.name, first), first + 1),
            (f"{sure} ", "$warning"),
            _padded(Content.styled(_cut(column.words, second), style), second + 1),
            fitted(cell, width - first - second - 5, "$foreground 60%"),
        )
        return [line]


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + glyphs().ellipsis


def _padded(text: Content, width: int) -> Content:
    return text.pad_right(max(0, width - text.cell_length))


class ColumnsOf(Dialog[Columns]):
    """Ask what the columns of a table hold; the answer is the table with its fields."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "send", show=False),
        Binding("ctrl+enter", "send", show=False),
        Binding("delete,backspace", "leave_out", show=False),
    ]
    DEFAULT_CSS = """
    ColumnsOf > #box { width: 96; }
    ColumnsOf ColumnList { background: $panel; }
    ColumnsOf #preview { height: 3; }
    ColumnsOf .label { margin-top: 1; }
    """

    def __init__(self, name: str, table: Columns, *, again: bool = False) -> None:
        said = _("as you said last time") if again else _("guessed; please check")
        intro = Content.assemble(
            content(name, "bold"), "\n", content(table.described(), "$foreground 60%"), "\n", (said, "$secondary")
        )
        super().__init__(
            _("What do the columns hold?"), intro=intro, hint=_("enter change · del leave out · f2 import · esc back")
        )
        self.table = table

    def body(self) -> Iterator[Widget]:
        """Show the columns and the first rows as they are understood."""
        yield ColumnList(_columns(self.table))
        yield Static(Content(_("This is how the first rows are read:")), classes="label", markup=False)
        yield Static(Content(""), id="preview", markup=False)

    def on_mount(self) -> None:
        """Take the keys."""
        self.query_one(ColumnList).focus()
        self._look()

    def on_resize(self, event: events.Resize) -> None:
        """Leave room for the preview, however low the screen is."""
        height = max(3, min(len(self.table.columns), event.size.height - _AROUND_COLUMNS))
        self.query_one(ColumnList).styles.height = height
        self._look()

    def on_virtual_list_opened(self, event: VirtualList.Opened) -> None:
        """Ask what a column holds."""
        event.stop()
        row: _Row = event.row

        def take(field: str | None) -> None:
            if field is not None:
                self._set(row, field)

        self.app.push_screen(ChooseField(row.column), take)

    def action_leave_out(self) -> None:
        """Leave the column under the cursor out."""
        row = self.query_one(ColumnList).current
        if row is not None:
            self._set(row, "skip")

    def action_send(self) -> None:
        """Answer."""
        self.dismiss(self.table)

    def _set(self, row: _Row, field: str) -> None:
        self.table = self.table.with_fields({row.column.name: field})
        self.query_one(ColumnList).show(_columns(self.table), keep=row.id)
        self._look()

    def _look(self) -> None:
        """Show the first rows as they are understood."""
        static = self.query_one("#preview", Static)
        width = max(static.size.width, 20)
        lines = []
        for words in preview(self.table):
            shown = content(" · ".join(words)) if words else Content.styled(_("nothing to be read"), "$warning")
            lines.append(shorten(shown, width))
        static.update(Content("\n").join(lines))


class FieldList(VirtualList[_Field]):
    """One line for each field a column may hold."""

    markable = False

    def paint(self, row: _Field, width: int, selected: bool, marked: bool) -> list[Content]:  # noqa: ARG002
        """Draw one field."""
        return [Content(_cut(row.words, width))]


class ChooseField(WalkDialog[str]):
    """Ask for the field of a column by typing a part of its name or walking the list."""

    DEFAULT_CSS = """
    ChooseField > #box { width: 58; }
    ChooseField FieldList { background: $panel; }
    """

    def __init__(self, column: Column) -> None:
        cells = content(" · ".join(column.sample[:3]), "$foreground 60%")
        super().__init__(_("What does this column hold?"), hint=_("type or choose · enter takes · esc back"))
        self._intro = Content.assemble(content(column.name, "bold"), "\n", cells)
        self._all = [_Field(place, name, _(words)) for place, (name, words) in enumerate(FIELD_WORDS.items())]
        self._now = next((field.id for field in self._all if field.name == column.field), 0)

    def body(self) -> Iterator[Widget]:
        """Show a line to type in and the fields."""
        yield Line("")
        fields = FieldList(GivenRows(self._all), empty=_("No field is called so."))
        fields.can_focus = False
        yield fields

    def on_mount(self) -> None:
        """Type at once, with the present field under the cursor."""
        self.query_one(Line).focus()
        self.query_one(FieldList).show(GivenRows(self._all), keep=self._now)

    def on_resize(self, event: events.Resize) -> None:
        """Use what room there is."""
        height = max(3, min(len(self._all), event.size.height - _AROUND_FIELDS))
        self.query_one(FieldList).styles.height = height

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the fields with these letters."""
        typed = fold(event.value)
        found = [field for field in self._all if typed in fold(field.words) or typed == field.name]
        self.query_one(FieldList).show(GivenRows(found), keep=self._now if not typed else None)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the field under the cursor."""
        event.stop()
        self._take(self.query_one(FieldList).current)

    def on_virtual_list_opened(self, event: VirtualList.Opened) -> None:
        """Take the field that was clicked."""
        event.stop()
        self._take(event.row)

    def _take(self, field: _Field | None) -> None:
        if field is not None:
            self.dismiss(field.name)
