"""The first start: import, the demonstration, or a first request by hand."""

from __future__ import annotations

from textual.content import Content

from netz_tui.i18n import _
from netz_tui.ui.dialogs.choose import Choose, Option


def welcome() -> Choose:
    """Return the welcome; its answer is "import", "demo", "add", or None."""
    intro = Content("\n").join(
        [
            Content.styled(_("Welcome to netz."), "bold $accent"),
            Content(""),
            Content(_("Here your contact requests wait until you have spoken with who asks.")),
            Content.styled(_("No request is confirmed without a personal contact before it."), "bold"),
        ]
    )
    options = [
        Option("i", Content(_("import a LinkedIn export, vCards, or another address file")), "import"),
        Option("d", Content(_("look around in a demonstration net first")), "demo"),
        Option("a", Content(_("add a first request by hand")), "add"),
    ]
    return Choose("netz", options, intro=intro)
