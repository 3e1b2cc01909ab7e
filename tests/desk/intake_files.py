"""Files to take in, made by the test: a LinkedIn export and vCards."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

ME = "https://www.linkedin.com/in/ich"


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    return out.getvalue()


def profile(slug: str) -> str:
    return f"https://www.linkedin.com/in/{slug}"


def connections(*rows: Sequence[str]) -> str:
    """Rows of given, family, slug, email, company, position."""
    notes = 'Notes:\n"When exporting your connection data, you may notice that some are missing."\n\n'
    return notes + _csv(
        ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"),
        [(given, family, profile(slug), *rest, "15 Jan 2024") for given, family, slug, *rest in rows],
    )


def invitations(*rows: Sequence[str]) -> str:
    """Rows of name, slug, direction, message, sent at."""
    lines = []
    for name, slug, direction, message, sent_at in rows:
        mine = direction == "OUTGOING"
        both = (ME, profile(slug)) if mine else (profile(slug), ME)
        lines.append((*(("Ich", name) if mine else (name, "Ich")), sent_at, message, direction, *both))
    header = ("From", "To", "Sent At", "Message", "Direction", "inviterProfileUrl", "inviteeProfileUrl")
    return _csv(header, lines)


def messages(*rows: Sequence[str]) -> str:
    """Rows of conversation, sender, slug, recipient, slug, date, text."""
    header = (
        "CONVERSATION ID", "CONVERSATION TITLE", "FROM", "SENDER PROFILE URL", "TO", "RECIPIENT PROFILE URLS", "DATE",
        "SUBJECT", "CONTENT", "FOLDER",
    )  # fmt: skip
    lines = [
        (talk, "", sender, profile(by), to, profile(other), date, "", text, "INBOX")
        for talk, sender, by, to, other, date, text in rows
    ]
    return _csv(header, lines)


def archive(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for name, text in members.items():
            file.writestr(zipfile.ZipInfo(f"{name}.csv", (2026, 11, 20, 0, 0, 0)), text)
    return path


def export(path: Path) -> Path:
    """A small LinkedIn export: three connections, four invitations, three messages."""
    return archive(
        path,
        Connections=connections(
            ("José", "García", "josegarcia", "", "Acme, Inc.", "Engineer"),
            ("Sabine", "Lang", "sabine-lang", "lang@nord.example", "Nord AG", "CTO"),
            ("Udo", "Roth", "udo-roth", "", "Roth GmbH", "Inhaber"),
        ),
        Invitations=invitations(
            ("Erika Weiß", "erika-weiss", "INCOMING", "Tom Adler hat mir Ihre Nummer gegeben.", "11/20/26, 9:15 AM"),
            ("U. Roth", "udo-roth", "INCOMING", "", "11/19/26, 9:15 AM"),
            ("Sabine Lang", "another-lang", "INCOMING", "Hallo!", "11/18/26, 9:15 AM"),
            ("Paul Stein", "paul-stein", "OUTGOING", "", "11/17/26, 9:15 AM"),
        ),
        messages=messages(
            ("c1", "José García", "josegarcia", "Ich", "ich", "2026-11-01 10:00:00 UTC", "Hola"),
            ("c1", "Ich", "ich", "José García", "josegarcia", "2026-11-01 10:05:00 UTC", "Hallo José"),
            ("c2", "Wer Auchimmer", "nobody", "Ich", "ich", "2026-11-02 10:00:00 UTC", "Spam"),
        ),
    )


def vcard(name: str, *lines: str) -> str:
    family, _, given = name[::-1].partition(" ")
    parts = f"{family[::-1]};{given[::-1]};;;"
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", f"N:{parts}", *lines, "END:VCARD", ""])


def write(path: Path, *texts: str) -> Path:
    path.write_bytes("".join(texts).encode())
    return path
