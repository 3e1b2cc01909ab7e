"""What every key does, place by place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from netz_tui.i18n import N_, _
from netz_tui.ui.dialogs.base import Dialog
from netz_tui.ui.keys import KEYS
from netz_tui.ui.widgets.glyphs import glyphs
from netz_tui.ui.widgets.safe import content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from textual.widget import Widget

_HERE = {
    "inbox": ("desk", N_("On a request")),
    "contacts": ("contacts", N_("Among contacts")),
    "graph": ("graph", N_("In the net")),
    "duplicates": ("duplicates", N_("Among duplicates")),
    "today": ("today", N_("In what is due")),
    "study": ("study", N_("In the study")),
}
_ALWAYS = (("list", N_("In a list")), ("app", N_("Everywhere")))
_KEY_WIDTH = 12


class Help(Dialog[None]):
    """Shows the keys as they are set now, the rule, and the signs."""

    reading = True
    DEFAULT_CSS = """
    Help > #box { width: 76; }
    """

    def __init__(
        self, key_name: Callable[[str], str], area: str, numbers: Iterable[tuple[str, Sequence[str]]] = ()
    ) -> None:
        """Show the help of an area; `numbers` explain what is on the screen just now: headings with sentences."""
        super().__init__(_("Help"), hint=_("esc back"))
        self._key_name = key_name
        self._area = area
        self._numbers = tuple(numbers)

    def body(self) -> Iterator[Widget]:
        """Show all as one text."""
        signs = glyphs()
        lines: list[Content] = []
        for heading, sentences in self._numbers:
            lines += [content(heading, "bold $primary"), *(content(sentence) for sentence in sentences), Content("")]
        lines += [
            Content.styled(_("No request is confirmed without a personal contact before it."), "bold $accent"),
            Content(
                _("Reached, trust and chemistry right, and a ground: a known, b met, c through somebody on a or b.")
            ),
            Content(""),
        ]
        for place, title in (_HERE[self._area], *_ALWAYS):
            lines.append(Content.styled(_(title), "bold $primary"))
            for key in KEYS:
                if key.place == place:
                    name = self._key_name(key.id)
                    lines.append(Content.assemble((name.rjust(_KEY_WIDTH), "bold"), "  ", _(key.label)))
            lines.append(Content(""))
        meaning = [
            (signs.yes, N_("met, cross-checked")),
            (signs.missing, N_("still missing, unproven")),
            (signs.dependable, N_("dependable")),
            (signs.similar, N_("looks like somebody who is in the net already")),
        ]
        lines.extend(Content.assemble((sign.rjust(_KEY_WIDTH), "bold"), "  ", _(text)) for sign, text in meaning)
        yield Static(Content("\n").join(lines), markup=False)
