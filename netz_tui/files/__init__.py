"""Address files of the world: bytes to records and back, one module a format."""

from netz_tui.files.reading import Reading, as_json, read_file
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
from netz_tui.files.source import Cancelled, FileProblem, Limits
from netz_tui.files.values import profile_slug

__all__ = [
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
    "as_json",
    "profile_slug",
    "read_file",
]
