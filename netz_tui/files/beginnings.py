"""How files of each format begin: enough to choose who reads one, without loading all who could.

Each function returns the format's name for a file that begins like it, else "".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netz_tui.files.source import Source

NETZ_JSON = '{"netz": 1, "contacts": ['
"""The first words of netz's own JSON."""
MAIL_SIZE = re.compile(rb"\A\d{1,12}\s*\n")
"""The first line of Apple's .emlx: the size of the message."""
_VCARD = (b"BEGIN:VCARD", b"VERSION:2.1", b"VERSION:3", b"VERSION:4")
_XING = (
    '"contact_requests"',
    '"shared_contacts"',
    '"display_name"',
    '"visits"',
    '"contactsNetwork"',
    '"contact_path',
    '"displayName"',
)
MAIL_HEADER = re.compile(rb"[A-Za-z][\w-]{1,60}:[ \t]?")
"""The beginning of a header of a mail."""
_TELLING = re.compile(rb"(?im)^(?:From|To|Subject|Date|Received|Message-ID|Return-Path|Delivered-To|MIME-Version):")


def border(line: bytes) -> str:
    """Return "begin" or "end" for the lines around a vCard, "" for any other."""
    word, _, kind = line.upper().partition(b":")
    if kind.strip() != b"VCARD":
        return ""
    return {b"BEGIN": "begin", b"END": "end"}.get(word.strip(), "")


def vcard(source: Source) -> str:
    """Recognise a vCard by its first line."""
    for line in source.head[:4096].splitlines():
        word = line.strip().upper()
        if word:
            return "vcard" if word.replace(b" ", b"").startswith(_VCARD) else ""
    return ""


def vcard_within(source: Source) -> str:
    """Recognise a vCard that begins or ends further below, after other text or without its first line."""
    return "vcard" if any(border(line) for line in source.head.splitlines()) else ""


def jcard(source: Source) -> str:
    """Recognise a jCard, alone or in a list."""
    start = "".join(source.peek()[:200].split())
    return "jcard" if start.startswith(('["vcard",', '[["vcard",')) else ""


def xcard(source: Source) -> str:
    """Recognise an xCard by its namespace."""
    start = source.peek()[:2000]
    return "xcard" if start.lstrip().startswith("<") and "urn:ietf:params:xml:ns:vcard-4.0" in start else ""


def netz_json(source: Source) -> str:
    """Recognise the JSON of netz itself."""
    return "netz-json" if source.peek()[:100].replace(" ", "").startswith(NETZ_JSON.replace(" ", "")) else ""


def xing(source: Source) -> str:
    """Recognise a document of XING's by a key only they have."""
    text = source.peek()
    if text.lstrip()[:1] not in {"{", "["}:
        return ""
    return "xing" if any(word in text for word in _XING) else ""


def ldif(source: Source) -> str:
    """Recognise LDIF by its first line that is no comment."""
    for line in source.peek()[:4000].split("\n"):
        word = line.strip().lower()
        if word and not word.startswith("#"):
            return "ldif" if word.startswith(("version: 1", "version:1", "dn:")) else ""
    return ""


def mail(source: Source) -> str:
    """Recognise "mbox" or "mail" by the header of the first message."""
    head = MAIL_SIZE.sub(b"", source.head.lstrip(), count=1)
    first = head.split(b"\n", 1)[0]
    if first.startswith(b"From ") and _TELLING.search(head[:8000]):
        return "mbox"
    top = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    return "mail" if MAIL_HEADER.match(first) and len(_TELLING.findall(top)) > 1 else ""
