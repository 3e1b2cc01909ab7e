"""The line at the bottom: the keys that work here and now, each of which can be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from netz_tui.ui.widgets.kept import Kept
from netz_tui.ui.widgets.key_names import character, key_name, keys_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual import events
    from textual.binding import ActiveBinding
    from textual.screen import Screen

GAP = 2
"""Cells between two hints, and one cell before the first."""


class Hint(NamedTuple):
    """One entry of the line."""

    name: str
    """The key or keys, as shown."""
    label: str
    key: str
    """The key pressed by a click."""
    enabled: bool = True
    pinned: bool = False
    """Whether it stays when others have to go."""

    @property
    def width(self) -> int:
        """Width in cells."""
        return cell_len(self.name) + (1 + cell_len(self.label) if self.label else 0)


def hints_of(active: Iterable[ActiveBinding], translate: Callable[[str], str], pinned: frozenset[str]) -> list[Hint]:
    """Return a hint for each action that has one to show, in the order of the bindings, pinned ones last.

    Of several keys for one action the first is shown; bindings of one group make one hint together.
    `pinned` are ids of bindings.
    """
    entries: dict[object, list[ActiveBinding]] = {}
    for one in active:
        if one.binding.show:
            group = one.binding.group
            same = (one.node, one.binding.action) if group is None or not group.description else group
            entries.setdefault(same, []).append(one)
    hints = []
    for ones in entries.values():
        first = ones[0].binding
        firsts = {one.binding.action: one.binding for one in reversed(ones)}
        keys = [one.binding.key for one in ones if firsts[one.binding.action] is one.binding]
        grouped = first.group is not None and first.group.description
        hints.append(
            Hint(
                name=(first.key_display or key_name(first.key)) if len(keys) == 1 else keys_name(keys),
                label=translate(first.group.description if first.group and grouped else first.description),
                key=first.key,
                enabled=any(one.enabled for one in ones),
                pinned=any(one.binding.id in pinned for one in ones),
            )
        )
    return sorted(hints, key=lambda hint: hint.pinned)


def fitting(hints: Sequence[Hint], width: int) -> list[Hint]:
    """Return the hints for which there is room: the last ones go first, pinned ones stay longest."""
    kept = list(hints)
    while kept and 1 + sum(hint.width for hint in kept) + GAP * (len(kept) - 1) > width:
        loose = [index for index, hint in enumerate(kept) if not hint.pinned]
        del kept[loose[-1] if loose else -1]
    return kept


_LOOKS = ("bold $footer-key-foreground", "$footer-description-foreground")
"""How key and label look."""
_OFF = ("dim $foreground 40%",) * 2


class KeyBar(Kept, Widget, can_focus=False):
    """Shows the bindings of the screen that have `show=True`, as one widget of one line.

    `translate` is given each description when it is drawn. Call `read` when what it says has changed.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        height: 1;
        background: $footer-background;
        color: $footer-foreground;
    }
    """

    def __init__(
        self,
        translate: Callable[[str], str] = str,
        pinned: Iterable[str] = ("app.help",),
        *,
        id: str | None = None,  # noqa: A002 - the name every Textual widget uses
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._translate = translate
        self._pinned = frozenset(pinned)
        self._hints: list[Hint] = []
        self._places: list[tuple[int, int, Hint]] = []
        self._pointed: Hint | None = None
        self._reading = False

    def read(self) -> None:
        """Ask the screen for its bindings."""
        self._reading = False
        if not self.is_attached:
            return
        focused = self.screen.focused
        active = [
            one
            for one in self.screen.active_bindings.values()
            if focused is None or not focused.check_consume_key(one.binding.key, character(one.binding.key))
        ]
        hints = hints_of(active, self._translate, self._pinned)
        if hints != self._hints:
            self._hints = hints
            self._arrange()

    def on_mount(self) -> None:
        """Follow the bindings of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)
        self.read()

    def on_unmount(self) -> None:
        """Follow them no longer."""
        self.screen.bindings_updated_signal.unsubscribe(self)

    def on_resize(self) -> None:
        """Show as many as now fit."""
        self._arrange()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what a click would press."""
        self._point(self._hint_at(event))

    def on_leave(self) -> None:
        """Point at nothing."""
        self._point(None)

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        event.stop()
        hint = self._hint_at(event)
        if hint is None:
            return
        if hint.enabled:
            self.app.simulate_key(hint.key)
        else:
            self.app.bell()

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        base = self.visual_style
        if y:
            return Strip.blank(self.size.width, base.rich_style)
        blank, segments, end, parse = base.rich_style, [], 0, self.app.stylesheet.parse_style
        for start, stop, hint in self._places:
            under = base + parse("on $foreground 12%") if hint is self._pointed else base
            key, label = ((under + parse(look)).rich_style for look in (_LOOKS if hint.enabled else _OFF))
            segments += [Segment(" " * (start - end), blank), Segment(hint.name, key)]
            if hint.label:
                segments.append(Segment(f" {hint.label}", label))
            end = stop
        return Strip(segments).adjust_cell_length(self.size.width, blank)

    def _bindings_changed(self, _screen: Screen[object]) -> None:
        if not self._reading:
            self._reading = True
            self.call_after_refresh(self.read)

    def _arrange(self) -> None:
        self._places, end = [], 1
        for hint in fitting(self._hints, self.size.width):
            self._places.append((end, end + hint.width, hint))
            end += hint.width + GAP
        self._pointed = None
        self.refresh()

    def _hint_at(self, event: events.MouseEvent) -> Hint | None:
        place = event.get_content_offset(self)
        return next((hint for start, end, hint in self._places if place and start <= place.x < end), None)

    def _point(self, hint: Hint | None) -> None:
        if hint is not self._pointed:
            self._pointed = hint
            self.refresh()
