"""Where one stands in the net: whom one looks at, the way back, the filter, the ways that are shown; no widget."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from netz_tui.desk import who
from netz_tui.desk.net import ME, ego, ties, ways, words
from netz_tui.i18n import _, say_n
from netz_tui.ui.panes.net import fitting
from netz_tui.ui.widgets.safe import content

if TYPE_CHECKING:
    from netz_tui.desk.desk import Desk
    from netz_tui.desk.net import Ego
    from netz_tui.desk.net.ego import Filter
    from netz_tui.desk.net.words import Names


class View(NamedTuple):
    """Where one stands: in the middle of the picture, and whom one looks at."""

    center: int = ME
    focus: int = ME


class Walk:
    """A walk through the net. `routes` are the ways that are shown in place of what is around somebody."""

    def __init__(self, desk: Desk) -> None:
        self.view = View()
        self.degrees = 1
        self.filter: Filter = ego.EVERYBODY
        self.routes: ways.Routes | None = None
        self.chosen = 0
        self.ego: Ego | None = None
        self._desk = desk
        self._past: list[View] = []

    @property
    def me(self) -> str:
        """What I am called."""
        return self._desk.settings.me or _("Me")

    @property
    def route(self) -> ways.Route | None:
        """The way that is chosen."""
        if self.routes is None:
            return None
        return self.routes.shown[self.chosen] if self.routes.shown else None

    def called(self, person: int) -> str:
        """Return what somebody is called."""
        if person == ME:
            return self.me
        return who.name_of(self._desk, person) or "?"

    def speakers(self) -> Names:
        """Return a function that tells the name of everybody who is spoken of in the ways."""
        bonds = []
        if self.routes is not None:
            shown = (*self.routes.routes, *([self.routes.closest] if self.routes.closest else []))
            bonds = [hop.bond for route in shown for hop in route.hops]
            bonds += [hop.bond for hop in self.routes.acquaintances]
        return words.names_of(ties.names(self._desk, bonds), self.me)

    def title(self, width: int) -> Content:
        """Return what the picture shows, so that it fits above one of this width."""
        if self.routes is not None:
            return fitting([self.routes.target.name], width, _("Ways to {name}"))
        if self.view.center == ME:
            return Content(_("Your net"))
        return fitting([self.called(self.view.center)], width, _("Net around {name}"))

    def subtitle(self) -> Content:
        """Return how much of the net is shown, and of whom."""
        if self.routes is not None:
            return Content("")
        parts = [say_n("{n} degree", "{n} degrees", self.degrees)]
        if self.filter.dependable:
            parts.append(_("dependable people only"))
        parts += [f"#{self.filter.tag}"] if self.filter.tag else []
        parts += [self.filter.platform] if self.filter.platform else []
        return content(" · ".join(parts))

    def read(self, most: int) -> Ego:
        """Return what is to be drawn, of some `most` people, read fresh; who is gone is not looked at any more."""
        self._forget_gone()
        if self.routes is not None:
            self.routes = ways.ways(self._desk, self.routes.target.id)
            self.chosen = min(self.chosen, max(0, len(self.routes.shown) - 1))
            self.ego = ego.ego_of_ways(self._desk, self.routes, self.route, self.me)
        else:
            self.ego = ego.ego(self._desk, self.view.center, self.me, self.degrees, self.filter, most)
        if self.view.focus not in {node.id for node in self.ego.nodes}:
            self.look_at(self.ego.center)
        return self.ego

    def _forget_gone(self) -> None:
        """Leave the places of people who are not there any more."""

        def there(person: int) -> bool:
            return person == ME or who.is_there(self._desk, person)

        self._past = [view for view in self._past if there(view.center)]
        if not there(self.view.center):
            self.view = View()
        if self.routes is not None and not there(self.routes.target.id):
            self.routes = None

    def look_at(self, person: int) -> None:
        """Look at somebody."""
        self.view = self.view._replace(focus=person)

    def go(self, person: int) -> None:
        """Put somebody into the middle and remember where one was."""
        if self._past[-1:] != [self.view]:
            self._past.append(self.view)
        self.routes = None
        self.view = View(person, person)

    def back(self) -> bool:
        """Return to the middle before, and tell whether there was one."""
        if not self._past:
            return False
        self.view = self._past.pop()
        return True

    def more(self, by: int) -> bool:
        """Take so many degrees more or less, and tell whether that changed anything."""
        degrees = min(max(self.degrees + by, ego.DEGREES[0]), ego.DEGREES[-1])
        if degrees == self.degrees or self.routes is not None:
            return False
        self.degrees = degrees
        return True

    def find(self, person: int) -> None:
        """Look for the ways to somebody. Raises `BookProblem`."""
        self.routes = None
        self.routes = ways.ways(self._desk, person)
        self.chosen = 0
        self.look_at(person)
