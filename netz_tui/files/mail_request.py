"""The contact request in a mail of LinkedIn or XING, German or English: who asks, when, and in which words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from netz_tui.clean import clean, clean_text
from netz_tui.files.beginnings import MAIL_SIZE
from netz_tui.files.mail_patterns import BUILT_IN
from netz_tui.files.mime import Mail, address_of, parse
from netz_tui.files.records import Request, Skipped, refused, skipped
from netz_tui.files.values import mail_moment

if TYPE_CHECKING:
    from netz_tui.files.mail_patterns import MailPattern

_DEPTH = 10
_VIA = re.compile(r"\s*(?:\(?(?:via|über|durch) (?:LinkedIn|XING)\)?|[-–|] (?:LinkedIn|XING))\s*$", re.IGNORECASE)
_NOBODY = re.compile(
    r"^(?:LinkedIn|XING)\b|^(?:invitations?|notifications?|einladungen|mailrobot|info|noreply|no-reply)\b|@",
    re.IGNORECASE,
)
_ID = re.compile(r"invitationId=(\d{1,30})")
_PROFILE = re.compile(
    r"https?://(?:[a-z]{2,3}\.)?(?:linkedin\.com/(?:comm/)?(?:in/|pub/|profile/view)|xing\.com/profile?/)"
    r"[^\s<>\"')]{1,500}",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(?i:hi|hello|dear|hallo|guten tag|liebe[r]?|sehr geehrte[r]?|servus|moin)\b"
    r"(?: *[^\s,.!?:]+(?: [^\s,.!?:]+){,3}"  # hi paul
    r"|,?(?: (?:[^\W\d_a-zäöü][\w.'’-]*|und|and|von|van|de|der|zu|zur)){,7})?"  # Guten Tag, Herr Dr. von der Mühle
    r" *[,.!:]*"
)
"""A greeting and whom it names; what follows one on the same line is the message."""
_END = re.compile(
    r"^(?:view|accept|decline|see|ansehen|profil|annehmen|ablehnen|akzeptieren|bestätigen|unsubscribe|help|https?:|\.{5,}|-{4,}"
    r"|you are receiving|sie erhalten|du erhältst|this (?:e-?mail|message) was|diese (?:e-?mail|nachricht) wurde|©)",
    re.IGNORECASE,
)
_STOCK = re.compile(
    r"(?:I(?:'|’)d like to (?:join your LinkedIn network|add you to my (?:professional )?network)"
    r"|(?:please )?add me to your LinkedIn network|I would like to add you|let(?:'|’)s connect on LinkedIn"
    r"|ich möchte (?:Sie|dich) (?:gerne? )?(?:zu meinem|als Kontakt|in mein)"
    r"|ich würde (?:Sie|dich|mich) (?:gerne? )?(?:zu|in|als|mit))"
    r"[^\n]{0,80}$",
    re.IGNORECASE,
)
_SAID = re.compile(
    r" (?:möchte|würde|will|wants|would like|hat (?:Ihnen|dir)|has sent you)\b[^\n]{0,120}"
    r"(?:kontakt|vernetz|verbind|einladung|contact|connect|network)[^\n]{0,60}$",
    re.IGNORECASE,
)
"""How a platform says that somebody asks, after the name."""
_AT = re.compile(r"\s+(?:at|bei|@|chez)\s+", re.IGNORECASE)


def _matching(mail: Mail, sender: str, patterns: tuple[MailPattern, ...]) -> tuple[MailPattern, dict[str, str]] | None:
    """Return the first pattern that fits, and what its groups found."""
    text = {
        "sender": sender,
        "subject": mail.get("subject"),
        "template": mail.get("x-linkedin-template"),
        "body": mail.body[:100_000],
    }
    for pattern in patterns:
        found = {part: expression.search(text[part]) for part, expression in pattern.compiled.items()}
        if found and all(found.values()):
            groups: dict[str, str] = {}
            for match in found.values():
                groups |= {name: value for name, value in (match.groupdict() if match else {}).items() if value}
            return pattern, groups
    return None


def _profile(text: str) -> str:
    """Return the profile address in a mail, without what only tracks the click."""
    found = _PROFILE.search(text)
    if not found:
        return ""
    parts = urlsplit(found[0].replace("&amp;", "&"))
    path = parts.path.replace("/comm/", "/", 1)
    query = next((part for part in parts.query.split("&") if part.startswith("id=")), "")
    return clean(f"https://{parts.netloc}{path}{'?' + query if query else ''}")


def _told(body: str, name: str) -> tuple[str, str]:
    """Return (message, headline) of a request: what stands between the greeting and the first link.

    The sender's name on a line of its own ends the message; the line after it is the headline.
    """
    message: list[str] = []
    lines = [line.strip() for line in body.split("\n")]
    place = 0
    while place < len(lines) and (not lines[place] or _GREETING.fullmatch(lines[place])):
        place += 1
    for number in range(place, len(lines)):
        line = lines[number]
        if name and line.casefold() == name.casefold():
            after = lines[number + 1] if number + 1 < len(lines) else ""
            return "\n".join(message).strip(), "" if _END.match(after) else after
        if _END.match(line):
            break
        message.append(line)
    return "\n".join(message).strip(), ""


def _is_announcement(message: str, name: str) -> bool:
    """Tell whether a message is only the platform's own sentence that this person asks."""
    return message.casefold().startswith(name.casefold()) and bool(_SAID.fullmatch(message[len(name) :]))


def _request(mail: Mail, pattern: MailPattern, groups: dict[str, str], shown: str, line: int) -> Request | Skipped:
    """Return the request of a mail."""
    name = _VIA.sub("", shown)
    if not name or _NOBODY.search(name) or pattern not in BUILT_IN:
        name = groups.get("name", "")
    if not name:
        return skipped(line, "A contact request that names nobody: {subject}", subject=mail.get("subject"))
    body = mail.body
    message, headline = _told(body, name)
    message = groups.get("message", message)
    headline = groups.get("headline", headline)
    org = _AT.split(headline, maxsplit=1)
    sent_at = mail.get("date")
    identity = groups.get("id") or (found[1] if (found := _ID.search(body)) else "")
    return Request(
        "incoming",
        name=clean(name),
        sent_at=sent_at,
        at=mail_moment(sent_at),
        message=clean_text(message, limit=20_000).strip(),
        stock=not message or bool(_STOCK.match(message)) or _is_announcement(message, name),
        headline=clean(headline),
        org=clean(org[1]) if len(org) > 1 else "",
        url=groups.get("url") or _profile(body) or _profile(mail.html),
        platform=pattern.platform,
        invitation_id=identity,
        line=line,
    )


def understood(data: bytes, line: int, patterns: tuple[MailPattern, ...]) -> Request | Skipped:
    """Return the contact request in a message, or why there is none; `patterns` go before the built-in ones."""
    mail = parse(MAIL_SIZE.sub(b"", data, count=1), _DEPTH)
    if not mail.headers:
        return refused(line, "This is no mail: it has no headers.")
    shown, sender = address_of(mail.headers.get("from", ""))
    found = _matching(mail, sender, (*patterns, *BUILT_IN))
    subject = mail.get("subject") or "–"
    if found is None:
        return skipped(line, "No contact request: {subject}", subject=subject)
    pattern, groups = found
    if pattern.means == "reminder":
        return skipped(line, "A reminder of a request, not a new one: {subject}", subject=subject)
    if pattern.means == "other":
        return skipped(line, "No contact request: {subject}", subject=subject)
    return _request(mail, pattern, groups, shown, line)
