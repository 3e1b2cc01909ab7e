"""The command palette: everything that has a key, and people by name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.app import SystemCommand
from textual.command import Hit, Hits, Provider
from textual.content import Content

from netz_tui.desk.search import find_people
from netz_tui.fold import fold
from netz_tui.i18n import _
from netz_tui.ui.keys import KEYS
from netz_tui.ui.widgets.safe import content
from netz_tui.ui.words import STANDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netz_tui.ui.app import Netz

_FOUND = 12
_SCORE = 0.9
"""People in whose name what was typed begins a word stand among the best commands."""
_WHOLE = 0.95
"""Those of whose name it is a whole word stand above them."""


def commands(netz: Netz) -> Iterator[SystemCommand]:
    """Yield a command for every action of the table of keys; it is run by the area that is shown, if that knows it."""
    for key in KEYS:
        if key.place != "list" and key.action not in {"command_palette", "leave"}:
            yield SystemCommand(_(key.label), netz.key_name(key.id), partial(_run, netz, key.action))


def _run(netz: Netz, action: str) -> None:
    area = netz.main.query_one(f"#{netz.area}")
    target = area if hasattr(area, f"action_{action.partition('(')[0]}") else netz
    netz.run_worker(target.run_action(action), group="command")


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
