"""Address files of the world: bytes to records and back, one module a format."""

from netz_tui.files.fields import FIELDS, is_field
from netz_tui.files.mail_patterns import MailPattern
from netz_tui.files.mapping import Guess, TableGuess, guess_columns
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
from netz_tui.files.report_json import document_parts
from netz_tui.files.source import Cancelled, FileProblem, Limits, is_encoding
from netz_tui.files.tables import cards_of_rows
from netz_tui.files.values import profile_slug
from netz_tui.files.write_person import write_markdown
from netz_tui.files.writing import WRITERS, write_atomically, write_file

__all__ = [
    "FIELDS",
    "WRITERS",
    "Cancelled",
    "Card",
    "Endorsement",
    "FileProblem",
    "Group",
    "Guess",
    "Limits",
    "MailPattern",
    "Message",
    "Note",
    "Profile",
    "Reading",
    "Recommendation",
    "Record",
    "Related",
    "Request",
    "Skipped",
    "TableGuess",
    "Visit",
    "cards_of_rows",
    "document_parts",
    "guess_columns",
    "is_encoding",
    "is_field",
    "look_at_table",
    "profile_slug",
    "read_file",
    "write_atomically",
    "write_file",
    "write_markdown",
]
