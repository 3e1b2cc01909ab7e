"""Two people side by side, field by field: what differs, whose value is taken, and what speaks for one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from netz_tui.desk.comparing import SURE, Line, PairRow, Side, SideBySide, in_words
from netz_tui.i18n import N_, _, say, say_n
from netz_tui.ui.keys import bindings
from netz_tui.ui.widgets.blocks import GivenRows
from netz_tui.ui.widgets.glyphs import ASCII, glyphs
from netz_tui.ui.widgets.panel import Frame
from netz_tui.ui.widgets.safe import content, row, shorten
from netz_tui.ui.widgets.text_panel import TextPanel
from netz_tui.ui.widgets.virtual_list import VirtualList
from netz_tui.ui.words import STANDING_STYLE, STANDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from netz_tui.desk.page import PersonRow

_QUIET = "$foreground 60%"
_ROOMY = 64
_WIDE = 60
_BITS_A_CELL = 2.5
_COUNTS = {
    "conversations": N_("{left} + {right} conversations"),
    "requests": N_("{left} + {right} requests"),
    "ties": N_("{left} + {right} ties"),
    "grounds": N_("{left} + {right} grounds"),
}


def likelihood(probability: float) -> str:
    """Return a probability in percent, never rounded up to certainty."""
    return "> 99 %" if probability > SURE else f"{int(100 * probability)} %"


def likelihood_style(pair: PairRow) -> str:
    """Return how a likelihood is coloured; the number says the same without."""
    return "bold $success" if pair.probability >= SURE else "$warning"


def bar(weight: float, width: int) -> Content:
    """Return what a piece of evidence weighs as a bar with its sign, `width` cells."""
    if not weight:
        return Content(" " * width)
    cells = max(1, min(round(abs(weight) / _BITS_A_CELL), width - 1))
    text = f"{'+' if weight > 0 else '−'}{'■' * cells}"
    return Content.styled(text.ljust(width), "$success" if weight > 0 else "$error")


class FieldList(VirtualList[Line], inherit_bindings=False):
    """One line a field: label, left and right value, whether they differ, and the weight of the evidence."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("list")
    markable = False

    class Clicked(Message):
        """A value was clicked: that of the left or of the right person."""

        def __init__(self, side: Side) -> None:
            super().__init__()
            self.side: Side = side

    def __init__(self) -> None:
        super().__init__(GivenRows(), id="fields")
        self.taken: dict[str, Side] = {}

    def columns(self, width: int) -> tuple[int, int, int]:
        """Return the widths of the label, of each value and of the bar."""
        label, bar_width = (11, 8) if width >= _ROOMY else (9, 4)
        return label, max((width - label - bar_width - 4) // 2, 4), bar_width

    def side(self, line: Line) -> Side:
        """Return whose value of a field is taken."""
        if not line.left or not line.right:
            return "left" if line.left else "right"
        if not line.choice:
            return "both"
        return self.taken.get(line.field, "both" if line.field == "note" else "left")

    def paint(self, row_: Line, width: int, selected: bool, marked: bool) -> list[Content]:  # noqa: ARG002
        """Draw one field."""
        label, value, bar_width = self.columns(width)
        taken = self.side(row_)
        differs = "!" if glyphs() is ASCII else "≠"
        sign = {"same": ("= ", _QUIET), "differs": (f"{differs} ", "bold $warning"), "": ("  ", "")}[row_.sign]
        return [
            Content.assemble(
                shorten(Content.styled(_(row_.label), _QUIET), label - 1).extend_right(
                    label - shorten(Content(_(row_.label)), label - 1).cell_length
                ),
                sign,
                self._value(row_.left, value, row_, taken in {"left", "both"}),
                " ",
                self._value(row_.right, value, row_, taken in {"right", "both"}),
                " ",
                bar(row_.weight, bar_width),
            )
        ]

    def _value(self, text: str, width: int, line: Line, taken: bool) -> Content:
        """Draw a value; where there is a choice the one taken has a tick."""
        tick = f"{glyphs().yes} " if line.choice and taken else "  " if line.choice else ""
        style = "" if taken or not line.choice else _QUIET
        shown = shorten(Content.assemble((tick, "$success"), content(text, style)), width)
        return shown.extend_right(width - shown.cell_length)

    def on_click(self, event: events.Click) -> None:
        """Take the value clicked."""
        super().on_click(event)
        label, value, _bar = self.columns(self.size.width - 2)
        left = label + 3
        if left <= event.x < left + value:
            self.post_message(self.Clicked("left"))
        elif left + value < event.x <= left + 2 * value + 1:
            self.post_message(self.Clicked("right"))


class PairPane(Frame):
    """Shows a pair and keeps what was chosen for it."""

    DEFAULT_CSS = """
    PairPane #who { height: auto; padding: 0 1; }
    PairPane #fields { height: 1fr; min-height: 4; }
    PairPane #why { max-height: 50%; border: none; border-top: solid $border; padding: 0 1; }
    """

    class Merge(Message):
        """The two are to be merged."""

    def __init__(self) -> None:
        super().__init__(id="pair-pane")
        self.page: SideBySide | None = None

    def compose(self) -> ComposeResult:
        """Hold the two names, the fields, the reasons."""
        yield Static(Content(""), id="who", markup=False)
        yield FieldList()
        why = TextPanel(id="why")
        why.can_focus = False
        yield why

    @property
    def fields(self) -> FieldList:
        """The fields."""
        return self.query_one(FieldList)

    def show(self, page: SideBySide | None) -> None:
        """Show a pair, or that there is none; what was chosen for another one is forgotten."""
        fields = self.fields
        if page is None or self.page is None or page.pair.id != self.page.pair.id:
            fields.taken = {}
        self.page = page
        fields.show(GivenRows(page.lines if page else ()), fields.current.id if fields.current else None)
        self.title(_("Are they the same?"), "" if page is None else likelihood(page.pair.probability))
        self.query_one("#who", Static).update(self._who())
        self._say_why()

    def watch_virtual_size(self) -> None:
        """Set the names above the columns, and the reasons, again.

        Not on_resize: Textual sends none when a widget asked where it stands between the change and its layout.
        """
        if self.is_mounted:
            self.query_one("#who", Static).update(self._who())
            self._say_why()

    def _say_why(self) -> None:
        """Show the reasons, a line each."""
        why = self.query_one("#why", TextPanel)
        why.display = self.page is not None
        if self.page is not None:
            reasons = [shorten(reason, self.size.width - 6) for reason in _why(self.page)]
            why.styles.height = len(reasons) + 1
            why.say(Content("\n").join(reasons))

    def _who(self) -> Content:
        page = self.page
        if page is None:
            return Content("")
        width = self.size.width - 2
        label, value, _bar = self.fields.columns(width)
        heads = [
            Content.assemble(
                " " * (label + 2),
                *(part for side in sides for part in (shorten(side, value).extend_right(
                    value - shorten(side, value).cell_length), " ")),
            )
            for sides in zip(_head(page.left), _head(page.right), strict=True)
        ]  # fmt: skip
        lines = [*heads]
        counted = [say(_COUNTS[name], left=left, right=right) for name, left, right in page.counts]
        if counted:
            lines.append(shorten(Content.styled(f" {glyphs().separator} ".join(counted), _QUIET), width))
        others = len(page.group) - 2
        if others > 0:
            text = say_n("{n} more looks the same", "{n} more look the same", others)
            names = content(", ".join(person.name for person in page.group[2:]), "$warning")
            lines.append(shorten(Content.assemble((f"{glyphs().similar} {text}: ", "$warning"), names), width))
        return Content("\n").join(lines)

    # Choosing

    def take(self, side: Side) -> None:
        """Take the value of a side for the field under the cursor."""
        line = self.fields.current
        if line is not None and line.choice:
            self.fields.taken[line.field] = side
            self.fields.repaint()

    @on(FieldList.Clicked)
    def _clicked(self, event: FieldList.Clicked) -> None:
        event.stop()
        self.take(event.side)

    @on(VirtualList.Opened)
    def _opened(self, event: VirtualList.Opened) -> None:
        event.stop()
        self.post_message(self.Merge())

    @on(VirtualList.Highlighted)
    def _highlighted(self, event: VirtualList.Highlighted) -> None:
        event.stop()


def _head(person: PersonRow) -> tuple[Content, Content]:
    """Return the name, and the standing with what is needed to tell namesakes apart."""
    standing = Content.styled(_(STANDINGS[person.standing]), STANDING_STYLE[person.standing])
    kind = _("contact") if person.contact else _("no contact")
    return content(person.name, "bold"), Content.assemble((kind, _QUIET), (", ", _QUIET), standing)


def _why(page: SideBySide) -> Iterator[Content]:
    for reason in page.pair.reasons:
        weight = float(reason["weight"])
        yield Content.assemble(bar(weight, 8), " ", content(in_words(reason)))
    if page.pair.probability < SURE and not any(float(reason["weight"]) < 0 for reason in page.pair.reasons):
        yield Content.styled(_("Nothing speaks against it, but not enough for it to be sure."), _QUIET)


class PairList(VirtualList[PairRow], inherit_bindings=False):
    """Two lines for each pair: both names and the likelihood, then the reasons."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("list")
    rest = 0.05
    row_lines = 2
    row_gap = 1

    def paint(self, row_: PairRow, width: int, selected: bool, marked: bool) -> list[Content]:  # noqa: ARG002
        """Draw one pair; in a narrow list each name has a line of its own."""
        similar = (f"{glyphs().similar} ", "$warning")
        one, other = content(row_.a_name, "bold"), content(row_.b_name, "bold")
        chance = Content.styled(likelihood(row_.probability), likelihood_style(row_))
        told = content("; ".join(in_words(reason) for reason in row_.reasons if float(reason["weight"]) > 0), _QUIET)
        if width >= _WIDE:
            return [row(Content.assemble(one, " ", similar, other), chance, width), row(told, Content(""), width)]
        below = Content.assemble(similar, other, (f" {glyphs().separator} ", _QUIET), told)
        return [row(one, chance, width), row(below, Content(""), width)]
