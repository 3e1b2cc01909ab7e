"""The figures of an answer: a line each with interval and cases, below them what biases the one under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Static

from netz_tui.i18n import say
from netz_tui.ui.keys import bindings
from netz_tui.ui.widgets.blocks import GivenRows
from netz_tui.ui.widgets.glyphs import glyphs
from netz_tui.ui.widgets.panel import Frame
from netz_tui.ui.widgets.safe import content, row, shorten
from netz_tui.ui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from netz_tui.desk.study import Answer, Figure

_QUIET = "$foreground 60%"
_LABEL = 30
"""Cells a label wants at least on one line with its figure."""
_GAPS = 10
_NOTES = 3
_ROWS = 6
"""Rows below the figures, as in the style sheet; a note that would be cut there is not begun."""
_LOW = 16
"""Below so many rows the pane keeps its room for the figures."""


class FigureList(VirtualList["Figure"], inherit_bindings=False):
    """One figure a row; on two lines where one would cut it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding for binding in bindings("list") if getattr(binding, "id", "") not in {"list.open", "list.mark"}
    ]
    rest = 0.05
    markable = False

    def __init__(self) -> None:
        super().__init__(GivenRows(), id="study-list")
        self.names: Mapping[int, str] = {}
        self._columns = (0, 0, 0)
        self._room = 0
        self.given: Sequence[Figure] = ()

    def give(self, figures: Sequence[Figure], names: Mapping[int, str], keep: int | None) -> None:
        """Show other figures."""
        self.given, self.names = figures, names
        self._choose_lines(self.size.width)
        self.show(GivenRows(figures), keep=keep)

    def on_resize(self) -> None:
        """Choose between one line and two."""
        self._choose_lines(self.size.width)
        super().on_resize()

    def _choose_lines(self, width: int) -> None:
        """Work out the columns, and whether a label has room beside them; what is said of missing data takes two."""
        known = [one for one in self.given if one.enough]
        columns = ([one.value for one in known], [one.interval for one in known], [one.cases for one in self.given])
        self._columns = value, interval, cases = _widest(columns[0]), _widest(columns[1]), _widest(columns[2])
        self._room = width - value - interval - cases - _GAPS
        longest = _widest([self.label(one) for one in known if one.value])
        self.row_lines = 1 if self._room >= min(longest, _LABEL) else 2

    def cuts(self, figure: Figure) -> bool:
        """Tell whether the label of a figure is cut on its line."""
        return self.row_lines == 1 and Content(self.label(figure)).cell_length > self._room

    def label(self, figure: Figure) -> str:
        """Return what a figure is about; the name, where that is a person."""
        return self.names.get(figure.person, "?") if figure.person is not None else figure.label

    def paint(self, row_: Figure, width: int, selected: bool, marked: bool) -> list[Content]:  # noqa: ARG002
        """Draw one figure or heading."""
        if not row_.value:
            head = shorten(content(row_.label, "bold $primary"), width)
            return [head] if self.row_lines == 1 else [Content(""), head]
        style = "bold" if row_.enough else f"italic {_QUIET}"
        sign = f" {glyphs().arrow}" if row_.behind else "  "
        label = Content.assemble("  ", content(self.label(row_)))
        figures, cases = self._beside(row_, style), content(row_.cases, _QUIET)
        after = Content.assemble(" " * (self._columns[2] - cases.cell_length), (sign, "$secondary"))
        if self.row_lines == 1:
            return [row(label, Content.assemble(figures, "  ", cases, after), width)]
        whole = Content.assemble("    ", figures, "  ", cases)
        if whole.cell_length + 3 > width:
            close = [content(row_.value, style), *(content(one, _QUIET) for one in (row_.interval, row_.cases) if one)]
            whole = Content.assemble("    ", Content("  ").join(close))
        if whole.cell_length + 3 <= width:
            return [shorten(label, width), row(whole, Content.styled(sign, "$secondary"), width)]
        first = row(label, cases, width) if row_.cases else shorten(label, width)
        return [first, row(Content.assemble("    ", figures), Content.styled(sign, "$secondary"), width)]

    def _beside(self, figure: Figure, style: str) -> Content:
        """Return value and interval in their columns, or across both what is said in place of a number."""
        value, interval, _cases = self._columns
        said, ends = content(figure.value, style), content(figure.interval, _QUIET)
        across = value + 2 + interval if not ends and said.cell_length > value else value
        left = Content.assemble(" " * (across - said.cell_length), said)
        return (
            left.pad_right(value + 2 + interval - left.cell_length)
            if not ends
            else Content.assemble(left, "  ", ends.pad_right(interval - ends.cell_length))
        )


def _widest(texts: Sequence[str]) -> int:
    return max((Content(text).cell_length for text in texts), default=0)


class FiguresPane(Frame):
    """Holds the list and, below it, what the figure under the cursor means and what biases it."""

    def __init__(self) -> None:
        super().__init__(id="study-figures")
        self._notes: Sequence[str] = ()

    def compose(self) -> ComposeResult:
        """Put the list above the notes."""
        yield FigureList()
        yield Static(Content(""), id="study-notes", markup=False)

    @property
    def rows(self) -> FigureList:
        """Return the list."""
        return self.query_one(FigureList)

    def show(self, answer: Answer, names: Mapping[int, str], keep: int | None) -> None:
        """Show an answer."""
        self._notes = (*answer.told, *answer.notes)
        self.rows.give(answer.figures, names, keep)
        self.title(answer.question)
        self.tell()

    def tell(self) -> None:
        """Say what the figure under the cursor means, what biases it, and what holds for all."""
        figure = self.rows.current
        told: list[Content] = []
        if figure is not None and figure.value:
            if self.rows.cuts(figure):
                told.append(content(self.rows.label(figure), "bold"))
            told += [Content.styled(f"! {figure.bias}", "$warning")] if figure.bias else []
            told += [Content.styled(figure.meaning, "$foreground 80%")] if figure.meaning else []
        width = max(self.size.width - 4, 1)
        for note in [] if told and self.size.height < _LOW else self._notes[:_NOTES]:
            if sum(len(one.wrap(width)) for one in (*told, Content(note))) <= _ROWS:
                told.append(Content.styled(note, _QUIET))
        self.query_one("#study-notes", Static).update(Content("\n").join(told))
        count = len([one for one in self.rows.given if one.value])
        place = 0 if figure is None else sum(bool(one.value) for one in self.rows.given[: figure.id + 1])
        self.title(self._border_title or "", say("{n} of {total}", n=place, total=count))
