"""What a cell of a picture can be, and the mark of each standing."""

from __future__ import annotations

_STANDINGS = ("me", "dependable", "unproven", "shaky", "stranger", "collector")
ROLES = (
    "",
    "line.claimed",
    "line.checked",
    "line.wish",
    "line.focus",
    "line.way",
    "more",
    *(f"node.{standing}" for standing in _STANDINGS),
    "node.request",
    "node.focus",
    *(f"label.{standing}" for standing in _STANDINGS),
    "label.request",
    "label.focus",
)
"""Every role a span can have; "" is empty ground, "more" the number of ties not shown."""
NUMBER = {role: number for number, role in enumerate(ROLES)}
"""The place of each role in `ROLES`; of two lines in a cell the one with the higher number is seen."""

SHAPES = {"me": "◉", "dependable": "●", "unproven": "○", "shaky": "◐", "stranger": "◇", "collector": "✗",
          "request": "◆"}  # fmt: skip
"""The mark of each standing; a person with a pending request has her own unless she is a collector."""
ASCII_SHAPES = {"me": "@", "dependable": "D", "unproven": "u", "shaky": "s", "stranger": "o", "collector": "x",
                "request": "R"}  # fmt: skip
