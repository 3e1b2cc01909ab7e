"""People in the command palette: type a name, go there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import Hit, Hits, Provider
from textual.content import Content

from netz_tui.desk.search import find_people
from netz_tui.fold import fold
from netz_tui.i18n import _
from netz_tui.ui.widgets.safe import content
from netz_tui.ui.words import STANDINGS

if TYPE_CHECKING:
    from netz_tui.ui.app import Netz

_FOUND = 12
_SCORE = 0.9
"""People in whose name what was typed begins a word stand among the best commands."""
_WHOLE = 0.95
"""Those of whose name it is a whole word stand above them."""


class People(Provider):
    """Finds people by name; names are foreign text and are shown as such."""

    async def search(self, query: str) -> Hits:
        """Offer those whose name begins with the words typed."""
        netz = cast("Netz", self.app)
        if len(query.strip()) > 1:
            for row in find_people(netz.desk, query, limit=_FOUND):
                name = Content.assemble(content(row.name, "bold"), "  ", content(row.org, "$foreground 60%"))
                whole = set(fold(query).split()) <= set(fold(row.name).split())
                yield Hit(
                    _WHOLE if whole else _SCORE,
                    name,
                    partial(netz.find_person, row.id),
                    help=_(STANDINGS[row.standing]),
                )
