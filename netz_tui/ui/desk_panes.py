"""What stands beside the inbox; the first frame does without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netz_tui.ui.panes.call import CallPane
from netz_tui.ui.panes.gate import GatePane
from netz_tui.ui.panes.net import NetPane
from netz_tui.ui.panes.request import RequestPane
from netz_tui.ui.panes.talk import TalkPane
from netz_tui.ui.widgets.bare import Bare

if TYPE_CHECKING:
    from collections.abc import Callable


class Panes(NamedTuple):
    """The panes."""

    request: RequestPane
    gate: GatePane
    talk: TalkPane
    net: NetPane
    call: CallPane

    def columns(self) -> tuple[Bare, Bare]:
        """Return them side by side: the request with its gate and note, and the net or the call."""
        return Bare(self.request, self.gate, self.talk, id="middle"), Bare(self.net, self.call, id="side")


def make(key_of: Callable[[str], str]) -> Panes:
    """Make the panes; `key_of` tells the key of an action."""
    return Panes(RequestPane(), GatePane(key_of), TalkPane(), NetPane(), CallPane())
