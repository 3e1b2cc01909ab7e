"""A few lines to fill in, checked before they are taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from netz_tui.clean import clean, clean_text
from netz_tui.dates import is_warm
from netz_tui.i18n import _
from netz_tui.ui.dialogs.base import Dialog
from netz_tui.ui.widgets.line import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from textual.widget import Widget
    from textual.widgets import Input


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a form. `lines` above 1 makes it a small editor; a `day` is typed in words."""

    name: str
    label: str
    value: str = ""
    placeholder: str = ""
    lines: int = 1
    day: bool = False


class Form(Dialog[dict[str, str]]):
    """Ask for several values at once; the answer maps field names to cleaned text.

    `check` returns a sentence for what is wrong, or "" – it is also asked while typing, to show a `preview`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "send", show=False),
        Binding("ctrl+enter", "send", show=False),
    ]
    DEFAULT_CSS = """
    Form #told { dock: bottom; width: 1fr; height: auto; background: $panel; }
    Form TextArea, Form TextArea:focus {
        border: none; padding: 0 1; background: $surface; margin-bottom: 1; scrollbar-size-vertical: 1;
    }
    Form TextArea:focus { background: $boost; }
    """

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        *,
        intro: Content | None = None,
        check: Callable[[Mapping[str, str]], str] = lambda _values: "",
        preview: Callable[[Mapping[str, str]], str] = lambda _values: "",
    ) -> None:
        one = len(fields) == 1 and fields[0].lines == 1
        hint = _("enter takes · esc back") if one else _("enter next · f2 done · esc back")
        super().__init__(title, intro=intro, hint=hint)
        self._fields = list(fields)
        self._check = check
        self._preview = preview

    def body(self) -> Iterator[Widget]:
        """Show a label and a line for each field."""
        for field in self._fields:
            yield Static(Content(field.label), classes="label", markup=False)
            if field.lines > 1:
                area = TextArea(field.value, id=f"field-{field.name}", soft_wrap=True, tab_behavior="focus")
                area.cursor_blink = False
                area.styles.height = field.lines
                yield area
            else:
                yield Line(field.value, placeholder=field.placeholder, id=f"field-{field.name}")
        with Vertical(id="told"):
            yield Static(Content(""), id="preview", classes="note", markup=False)
            yield Static(Content(""), id="problem", classes="problem", markup=False)

    def on_mount(self) -> None:
        """Start in the first empty field."""
        empty = next((field for field in self._fields if not field.value), self._fields[0])
        self.query_one(f"#field-{empty.name}").focus()
        if any(field.day for field in self._fields):
            self.once_days_are_read(self._look)
        else:
            self._look()

    @property
    def values(self) -> dict[str, str]:
        """Return what stands in the fields, cleaned."""
        found = {}
        for field in self._fields:
            widget = self.query_one(f"#field-{field.name}")
            found[field.name] = (
                clean_text(widget.text).strip()
                if isinstance(widget, TextArea)
                else clean(str(getattr(widget, "value", "")))
            )
        return found

    def on_input_changed(self) -> None:
        """Show what the values mean."""
        self._look()

    def on_text_area_changed(self) -> None:
        """Show what the values mean."""
        self._look()

    def _look(self) -> None:
        readable = is_warm() or not any(field.day for field in self._fields)
        self.query_one("#preview", Static).update(Content(self._preview(self.values) if readable else ""))
        self.query_one("#problem", Static).update(Content(""))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next field, from the last one send."""
        event.stop()
        if event.input.id == f"field-{self._fields[-1].name}":
            self.action_send()
        else:
            self.focus_next()

    def action_send(self) -> None:
        """Answer if nothing is wrong."""
        values = self.values
        problem = self._check(values)
        if problem:
            self.query_one("#problem", Static).update(Content(problem))
        else:
            self.dismiss(values)
