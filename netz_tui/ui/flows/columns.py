"""Choose which columns the contacts show beside the name, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from netz_tui.i18n import N_, _
from netz_tui.ui.dialogs.choose import Choose, Option
from netz_tui.ui.widgets.glyphs import glyphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netz_tui.ui.flows.base import Host

WORDS = {
    "org": N_("Company"),
    "title": N_("Position"),
    "city": N_("City"),
    "country": N_("Country"),
    "tags": N_("Tags"),
    "since": N_("Contact since"),
    "last": N_("Last conversation"),
}
"""What the columns are called."""


async def choose(host: Host, shown: Sequence[str]) -> list[str] | None:
    """Ask until it is done which columns are shown; one that is switched on comes last. None if it was left."""
    chosen = list(shown)
    last = None
    while True:
        options = [Option(str(place), _line(name, chosen), name) for place, name in enumerate(WORDS, 1)]
        options.append(Option("d", Content(_("done")), "done"))
        intro = Content(_("As many as there is room for are shown, in the order in which they were switched on."))
        last = await host.ask(Choose(_("Columns"), options, intro=intro, chosen=last))
        if last is None:
            return None
        if last == "done":
            return chosen
        if last in chosen:
            chosen.remove(last)
        else:
            chosen.append(last)


def _line(name: str, chosen: Sequence[str]) -> Content:
    """Return a column with its place, if it is shown."""
    if name not in chosen:
        return Content.assemble(f"{glyphs().missing}   ", (_(WORDS[name]), "$foreground 60%"))
    return Content.assemble((glyphs().yes, "$success"), f" {chosen.index(name) + 1} ", _(WORDS[name]))
