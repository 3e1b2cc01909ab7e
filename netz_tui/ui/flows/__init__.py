"""Conversations with the user that take several questions; each ends in at most one verb of the desk.

They bring dialogs and verbs along, so the desk imports this package when a key first asks for one.
"""

from netz_tui.ui.flows import add, decide, ground, person, talk

__all__ = ["add", "decide", "ground", "person", "talk"]
