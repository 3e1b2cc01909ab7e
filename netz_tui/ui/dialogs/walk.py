"""A question that is answered by typing and by walking the list below what is typed."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType

from netz_tui.ui.dialogs.base import Dialog
from netz_tui.ui.widgets.virtual_list import VirtualList

T = TypeVar("T")


class WalkDialog(Dialog[T]):
    """Holds one list, through which the arrows go while the line above it has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("pagedown", "move(10)", show=False, priority=True),
        Binding("pageup", "move(-10)", show=False, priority=True),
    ]

    def action_move(self, by: int) -> None:
        """Move the cursor while typing."""
        rows = self.query_one(VirtualList)
        rows.move_to(rows.cursor + by)
