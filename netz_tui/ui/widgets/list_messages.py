"""What a list without end tells its owner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.message import Message

if TYPE_CHECKING:
    from netz_tui.ui.widgets.virtual_list import VirtualList


class ListMessage(Message):
    """Any message of a list."""

    def __init__(self, sender: VirtualList[Any]) -> None:
        super().__init__()
        self.list = sender

    @property
    def control(self) -> VirtualList[Any]:
        """The list, for `textual.on` selectors."""
        return self.list


class Highlighted(ListMessage, namespace="virtual_list"):
    """The cursor is on another row, or its row was read again; `row` is None in an empty list.

    It is sent once the list is painted, and of several that wait only the newest is delivered; what acts
    on the row under the cursor asks `current`.
    """

    def __init__(self, sender: VirtualList[Any], row: Any, index: int) -> None:
        super().__init__(sender)
        self.row = row
        self.index = index

    def can_replace(self, message: Message) -> bool:
        """Let a newer message of the same list take this one's place."""
        return isinstance(message, Highlighted) and message.list is self.list


class Opened(ListMessage, namespace="virtual_list"):
    """A row was opened: enter, or a double click."""

    def __init__(self, sender: VirtualList[Any], row: Any) -> None:
        super().__init__(sender)
        self.row = row


class MarksChanged(ListMessage, namespace="virtual_list"):
    """Rows were marked or unmarked."""
