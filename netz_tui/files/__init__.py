"""Address files of the world: bytes to records and back, one module a format.

Here is what reading takes at once; what writes, guesses columns or reports is imported from its own module.
"""

from netz_tui.files.fields import FIELDS, is_field
from netz_tui.files.reading import Reading, look_at_table, read_file
from netz_tui.files.records import (
    Card,
    Endorsement,
    Group,
    Message,
    Note,
    Profile,
    Recommendation,
    Record,
    Related,
    Request,
    Skipped,
    Visit,
)
from netz_tui.files.source import Cancelled, FileProblem, Limits, is_encoding
from netz_tui.files.values import profile_slug

__all__ = [
    "FIELDS",
    "Cancelled",
    "Card",
    "Endorsement",
    "FileProblem",
    "Group",
    "Limits",
    "Message",
    "Note",
    "Profile",
    "Reading",
    "Recommendation",
    "Record",
    "Related",
    "Request",
    "Skipped",
    "Visit",
    "is_encoding",
    "is_field",
    "look_at_table",
    "profile_slug",
    "read_file",
]
