"""Choose one of a few by a single key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netz_tui.i18n import _
from netz_tui.ui.dialogs.base import Dialog
from netz_tui.ui.widgets.options import Option, Options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.content import Content
    from textual.widget import Widget

__all__ = ["Choose", "Option"]


class Choose(Dialog[Any]):
    """Ask for one of the options; the answer is its value, None if the question was left."""

    def __init__(
        self, title: str, options: Sequence[Option], *, intro: Content | None = None, chosen: Any = None
    ) -> None:
        super().__init__(title, intro=intro, hint=_("esc back"))
        self._options = Options(options, chosen)

    def body(self) -> Iterator[Widget]:
        """Show the options."""
        yield self._options

    def on_mount(self) -> None:
        """Take the keys."""
        self._options.focus()

    def on_options_taken(self, event: Options.Taken) -> None:
        """Answer."""
        event.stop()
        self.dismiss(event.value)
