"""What all dialogs share: a framed box over the dimmed screen, `escape` leaves it unanswered."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen
from textual.widgets import Static

from netz_tui.i18n import format_moment
from netz_tui.ui.dialogs.dimmed import Dimmed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import RenderableType
    from textual.app import ComposeResult
    from textual.widget import Widget

T = TypeVar("T")


class Dialog(ModalScreen[T]):
    """A question with a title; `hint` stands below. Subclasses yield their widgets in `body`."""

    reading: ClassVar[bool] = False
    """Whether there is only text, which the keys scroll and `enter` closes too."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("enter", "close", show=False),
    ]
    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: $background 60%;
        & > #box {
            width: 64; max-width: 100%; height: auto; max-height: 100%;
            border: round $accent; border-title-color: $accent; border-title-style: bold;
            border-subtitle-color: $text-muted;
            background: $panel; padding: 1 2; scrollbar-size-vertical: 1;
        }
        & .intro { height: auto; margin-bottom: 1; }
        & .label { height: 1; color: $text-muted; }
        & .note { height: auto; min-height: 1; color: $text-muted; }
        & .problem { height: auto; color: $error; }
        & Input { border: none; height: 1; padding: 0 1; background: $surface; margin-bottom: 1; width: 1fr; }
        & Input:focus { background: $boost; }
    }
    """

    def __init__(self, title: str, *, intro: Content | None = None, hint: str = "") -> None:
        super().__init__()
        self._title = title
        self._intro = intro
        self._hint = hint

    def compose(self) -> ComposeResult:
        """Put the box together."""
        box = VerticalScroll(id="box", can_focus=self.reading)
        box.border_title = Content(self._title)
        box.border_subtitle = Content(self._hint)
        with box:
            if self._intro is not None:
                yield Static(self._intro, classes="intro", markup=False)
            yield from self.body()

    def body(self) -> Iterator[Widget]:
        """Yield what the question consists of."""
        raise NotImplementedError

    def render(self) -> RenderableType:
        """Draw what is around the box: the screen below, dimmed."""
        around = super().render()
        return Dimmed(around.screen, around.color) if isinstance(around, BackgroundScreen) else around

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Let `enter` close what is only read."""
        return self.reading if action == "close" else True

    def once_days_are_read(self, call: Callable[[], None]) -> None:
        """Call when days in words can be read and written; that is loaded in a thread, so that no key waits."""
        from netz_tui.dates import is_warm, warm

        def then() -> None:
            if self.is_attached:
                call()

        def load() -> None:
            warm()
            format_moment(datetime.now(UTC), "full")
            self.call_later(then)

        if is_warm():
            call()
        else:
            self.run_worker(load, thread=True)

    def action_close(self) -> None:
        """Leave what was read."""
        self.dismiss(None)

    def action_cancel(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)
