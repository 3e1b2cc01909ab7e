"""What came of a file, in words: what kind of file it was, where something stood in it, what it changed of whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.clean import one_line
from netz_tui.i18n import N_, _, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netz_tui.desk.intake import Report

_FIELDS = {
    "name": N_("name"),
    "given": N_("given name"),
    "middle": N_("middle name"),
    "family": N_("family name"),
    "prefix": N_("title before the name"),
    "suffix": N_("title after the name"),
    "nickname": N_("nickname"),
    "country": N_("country"),
    "birthday": N_("birthday"),
    "org": N_("company"),
    "title": N_("position"),
    "city": N_("city"),
    "note": N_("note"),
    "extra": N_("further properties"),
    "contact": N_("now a contact"),
    "email": N_("e-mail"),
    "phone": N_("phone"),
    "url": N_("page"),
    "tag": N_("tag"),
}

_FORMATS = {
    "apple": N_("table of Apple's address book"),
    "csv": N_("table"),
    "google": N_("table of Google Contacts"),
    "linkedin-connections": N_("LinkedIn: contacts"),
    "linkedin-endorsements": N_("LinkedIn: endorsements"),
    "linkedin-invitations": N_("LinkedIn: invitations"),
    "linkedin-messages": N_("LinkedIn: messages"),
    "linkedin-notes": N_("LinkedIn: notes"),
    "linkedin-profile": N_("LinkedIn: your profile"),
    "linkedin-recommendations": N_("LinkedIn: recommendations"),
    "mail": N_("mail"),
    "netz-csv": N_("table of netz"),
    "outlook": N_("table of Outlook"),
    "thunderbird": N_("table of Thunderbird"),
}
_NAMES = {
    "jcard": "jCard",
    "ldif": "LDIF",
    "maildir": "Maildir",
    "mbox": "mbox",
    "netz-json": "JSON",
    "vcard": "vCard",
    "xcard": "xCard",
    "xing": "XING",
}


def form(kind: str) -> str:
    """Return what a kind of file is called in the user's language."""
    return _(_FORMATS[kind]) if kind in _FORMATS else _NAMES.get(kind, kind)


def place(line: int) -> str:
    """Return where in a file something stood, nothing for what is about the whole of it."""
    return say("line {line}: ", line=line) if line else ""


def changes(report: Report) -> Iterator[tuple[str, str]]:
    """Return for each person with news where it stood and what it is: ("line 3: ", "Udo Roth, company: A → B")."""
    for line, name, detail in report.details:
        parts = "; ".join(_in_words(part) for part in detail.split("; "))
        yield place(line), one_line(f"{name}, {parts}")


def _in_words(part: str) -> str:
    field, mark, value = part.partition(": ")
    return _(_FIELDS[field]) + mark + value if field in _FIELDS else part
