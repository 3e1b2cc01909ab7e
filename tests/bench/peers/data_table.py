"""A thousand people in Textual's DataTable."""

import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.widgets import DataTable


class Table(DataTable[str]):
    BINDINGS: ClassVar = [("j", "cursor_down")]


class Peer(App[None]):
    def compose(self) -> ComposeResult:
        yield Table(cursor_type="row")

    def on_mount(self) -> None:
        table = self.query_one(Table)
        table.add_columns("Name", "Company", "Platform")
        for number in range(int(sys.argv[1])):
            table.add_row(f"Person {number:07d}", f"Company {number % 97}", "XING · 2 d")


Peer().run()
