"""A thousand people in Textual's OptionList."""

import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.widgets import OptionList


class Options(OptionList):
    BINDINGS: ClassVar = [("j", "cursor_down")]


class Peer(App[None]):
    def compose(self) -> ComposeResult:
        names = range(int(sys.argv[1]))
        yield Options(*(f"Person {number:07d}   Company {number % 97}   XING · 2 d" for number in names))


Peer().run()
