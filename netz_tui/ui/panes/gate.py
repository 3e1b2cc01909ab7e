"""May I confirm? Each condition, met or not, with the key that fulfils it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from netz_tui.i18n import N_, _, say, say_n
from netz_tui.ui.widgets.glyphs import glyphs
from netz_tui.ui.widgets.kept import Kept
from netz_tui.ui.widgets.safe import content, shorten
from netz_tui.ui.widgets.text_panel import wrapped
from netz_tui.ui.words import ANSWER_STYLE, CONDITIONS, KEY_FOR, answered, condition_detail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual import events

    from netz_tui.desk.page import Condition, Page

_DECISIONS = (
    ("desk.confirm", N_("confirm"), "confirm", "$success"),
    ("desk.decline", N_("decline"), "decline", "$error"),
    ("desk.defer", N_("defer"), "defer", "$secondary"),
)


class _Told(NamedTuple):
    """What a line says, the key that helps, if one does, and what a click does; of all keys one comes next."""

    sign: str
    style: str
    what: Content
    key: str
    action: str
    detail: Content = Content("")
    comes_next: bool = False


class GatePane(Kept, Widget):
    """Shows the verdict of the rule for one request, line by line; a click on a line does what its key does."""

    DEFAULT_CSS = """
    GatePane {
        height: 9; border: round $border; border-title-color: $primary; border-title-style: bold;
        border-subtitle-color: $text-muted; background: $surface; padding: 0 1;
    }
    """

    class Asked(Message):
        """A line or button was clicked; `action` is what its key does."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, key_of: Callable[[str], str]) -> None:
        super().__init__(id="gate")
        self._key_of = key_of
        self._page: Page | None = None
        self._today = date.min
        self._pointed: Condition | None = None
        self._actions: list[str] = []
        self._apart = 3
        self._edge = " "
        self.border_title = _("May I confirm?")

    def show(self, page: Page | None, today: date) -> None:
        """Show the gate of another request."""
        self._page = page
        self._today = today
        self._pointed = None
        self._subtitle()
        self.refresh()

    def point_at(self, condition: Condition) -> None:
        """Mark what is missing, because somebody tried to confirm too early."""
        self._pointed = condition
        self.refresh()

    def _subtitle(self) -> None:
        page = self._page
        if page is None or page.request.state != "pending":
            self.border_subtitle = ""
        elif page.verdict.may and page.verdict.ground is not None:
            self.border_subtitle = say("yes – ground {kind}", kind=page.verdict.ground.kind)
        else:
            self.border_subtitle = say_n("not yet – {n} missing", "not yet – {n} missing", len(page.verdict.missing))

    def render(self) -> Content:
        """Draw the conditions and the decisions."""
        page = self._page
        if page is None:
            return Content("")
        width = max(self.size.width, 1)
        told = [self._condition(page, condition) for condition in CONDITIONS]
        told.extend(self._vouched(page))
        spare = self.size.height - len(told) - 1
        composed: dict[int, list[Content]] = {}
        for place in sorted(range(len(told)), key=lambda place: not told[place].key):  # what is missing has room first
            composed[place] = self._line(told[place], width, spare)
            spare -= len(composed[place]) - 1
        self._actions = []
        lines: list[Content] = []
        for place, line in enumerate(told):
            lines += composed[place]
            self._actions += [line.action] * len(composed[place])
        for _spare in range(spare):
            lines.append(Content(""))
            self._actions.append("")
        lines.append(self._decisions(width))
        return Content("\n").join(lines)

    def _condition(self, page: Page, condition: Condition) -> _Told:
        lack = page.verdict.lacks(condition)
        met = lack is None
        sign, style = (glyphs().yes, "$success") if met else (glyphs().missing, "$warning")
        detail = condition_detail(page, condition, self._today)
        what = Content.styled(_(CONDITIONS[condition]), "bold" if not met else "")
        if condition is self._pointed:
            what = what.stylize("reverse")
        key = KEY_FOR[condition]
        comes_next = not met and page.verdict.missing[0].condition is condition
        return _Told(sign, style, what, "" if met else key, key.removeprefix("desk."), detail, comes_next)

    def _vouched(self, page: Page) -> Iterator[_Told]:
        """Say that the introducer is to be asked, or what the answer was."""
        if page.unasked is not None:
            before, _mark, after = _("ask {name}: a real acquaintance?").partition("{name}")
            text = Content.assemble(before, content(page.unasked.introducer or "?"), after)
            yield _Told(glyphs().missing, "$warning", text, "desk.cross_check", "cross_check")
        elif page.answered is not None:
            signs = {"vaguely": glyphs().missing, "not_at_all": glyphs().no}
            answer = page.answered.answer
            sign = signs.get(answer, glyphs().yes)
            yield _Told(sign, ANSWER_STYLE[answer], answered(page.answered), "", "cross_check")

    def _line(self, told: _Told, width: int, spare: int) -> list[Content]:
        """Compose a line with its key at the end; what is too long goes on below, on as many lines as are to spare."""
        badge = f" {self._key_of(told.key)} " if told.key else ""
        room = max(width - len(badge) - 1, 1)
        what = Content.assemble((f"{told.sign} ", told.style), told.what)
        whole = Content.assemble(what, "  ", told.detail) if told.detail else what
        parts = wrapped(whole, room)
        below = [Content.assemble("  ", part) for part in told.detail.wrap(max(width - 2, 1))] if told.detail else []
        if len(parts) > 1 and 0 < len(below) <= spare:
            parts = [what, *below]
        elif len(parts) - 1 > spare:
            parts = [shorten(whole, room)]
        gap = " " * (width - parts[0].cell_length - len(badge))
        lit = "bold $background on $primary" if told.comes_next else "$primary on $panel"
        return [Content.assemble(parts[0], gap, (badge, lit)), *parts[1:]]

    def _decisions(self, width: int) -> Content:
        may = self._page is not None and self._page.verdict.may
        parts = []
        needed = sum(len(self._key_of(key)) + 3 + len(_(word)) + 2 for key, word, *_rest in _DECISIONS) - 2
        self._edge = " " if needed <= width else ""
        for key, word, _action, colour in _DECISIONS:
            style = f"$background on {colour}" if may or key != "desk.confirm" else "$foreground 60% on $panel"
            badge = f"{self._edge}{self._key_of(key)}{self._edge}"
            parts.append(Content.assemble((badge, style), f" {_(word)}"))
        return shorten(Content(" " * self._gap(parts, width)).join(parts), width)

    def _gap(self, parts: list[Content], width: int) -> int:
        """Return how far the decisions stand apart: less where there is little room."""
        room = width - sum(part.cell_length for part in parts)
        self._apart = max(1, min(3, room // 2))
        return self._apart

    def on_click(self, event: events.Click) -> None:
        """Do what the key of the line clicked does."""
        place = event.get_content_offset(self)
        if place is None or self._page is None:
            return
        if place.y < len(self._actions):
            if self._actions[place.y]:
                self.post_message(self.Asked(self._actions[place.y]))
            return
        start = 0
        for key, word, action, _colour in _DECISIONS:
            end = start + len(self._key_of(key)) + 2 * len(self._edge) + 1 + len(_(word))
            if start <= place.x < end:
                self.post_message(self.Asked(action))
                return
            start = end + self._apart
