"""How to tell a contact request from the other mails of a platform; users may add patterns of their own."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from netz_tui.files.source import FileProblem


class MailPattern(NamedTuple):
    """A kind of mail. All given expressions must be found, case ignored; at least one must be given.

    `sender` is searched in the address, `template` in `X-LinkedIn-Template`. `subject` and `body` may
    name groups: `name`, `message`, `headline`, `url`, `id`. `means` is what such a mail is: a request,
    a reminder of one that is known already, or something else.
    """

    platform: str
    means: Literal["request", "reminder", "other"] = "request"
    sender: str = ""
    subject: str = ""
    body: str = ""
    template: str = ""

    @property
    def compiled(self) -> dict[str, re.Pattern[str]]:
        """Return the expressions, ready for use. Raises FileProblem for one that isn't valid."""
        return _compiled(self)


@lru_cache(maxsize=1000)
def _compiled(pattern: MailPattern) -> dict[str, re.Pattern[str]]:
    """Return the expressions of a pattern."""
    found: dict[str, re.Pattern[str]] = {}
    for part in ("sender", "subject", "body", "template"):
        if text := getattr(pattern, part):
            try:
                found[part] = re.compile(text, re.IGNORECASE | re.MULTILINE)
            except re.error as problem:
                raise FileProblem(
                    "The mail pattern “{text}” is no valid expression: {reason}.", text=text, reason=str(problem)
                ) from problem
    return found


LINKEDIN = r"[@.]linkedin\.com$"
XING = r"[@.]xing\.com$"

_LINKEDIN_OTHER = (
    r"accepted your invitation|is now (?:a|your) connection|now connected|Einladung (?:angenommen|akzeptiert)"
    r"|ist jetzt mit (?:dir|Ihnen) verbunden|hat (?:dir|Ihnen) eine Nachricht|sent you a (?:new )?message"
    r"|you have \d+ new|Personen, die Sie kennen"
)
_REMINDER = (
    r"is waiting for your response|wartet auf (?:Ihre|deine) Antwort|reminder|Erinnerung"
    r"|invitations? (?:is|are) (?:still )?(?:waiting|pending)|still wants to connect"
)
_LINKEDIN_SUBJECTS = (
    r"^(?P<name>.{2,80}?) (?:wants|would like) to connect\b",
    r"^(?P<name>.{2,80}?) hat (?:Ihnen|dir) eine Einladung (?:auf LinkedIn )?(?:gesendet|geschickt)",
    r"^(?P<name>.{2,80}?) möchte sich (?:auf LinkedIn )?(?:mit (?:Ihnen|dir) )?vernetzen",
    r"^(?P<name>.{2,80}?) (?:has )?(?:sent|invited) you (?:an invitation|to connect)",
    r"^Einladung von (?P<name>.{2,80}?)(?: auf LinkedIn)?$",
    r"^Invitation (?:from|by) (?P<name>.{2,80}?)(?: on LinkedIn)?$",
    r"^(?:[^,]{1,60}, )?(?:please )?(?:add me|I(?:'|’)d like to add you) to (?:your|my) (?:\w+ ){0,2}network",
    r"^(?:[^,]{1,60}, )?I(?:'|’)d like to (?:join your (?:\w+ ){0,2}network|connect)",
    r"^(?:Invitation to connect|Einladung zur Vernetzung|Join my network) on LinkedIn",
    r"^(?:[^,]{1,60}, )?(?:bitte )?(?:fügen Sie|füge|nehmen Sie|nimm) mich (?:bitte )?(?:(?:zu|in) )?(?:Ihr|dein)",
    r"^(?:[^,]{1,60}, )?ich möchte (?:mich|Sie|dich) .{0,60}(?:vernetzen|Netzwerk)",
    r"^(?:Ich bin|I am|I’m|I'm) .{2,60}LinkedIn",
)
_XING_SUBJECTS = (
    r"(?:Kontaktanfrage|Contact request)(?: von| from|:) (?P<name>.{2,80}?)(?: (?:auf|on) XING)?$",
    r"^(?P<name>.{2,80}?) (?:möchte|würde) (?:Sie|dich|Ihr|dein|sich mit).{0,40}(?:Kontakt|vernetzen|verbinden)",
    r"^(?P<name>.{2,80}?) hat (?:Ihnen|dir) eine Kontaktanfrage (?:gesendet|geschickt)",
    r"^(?P<name>.{2,80}?) (?:wants|would like) to (?:add you|connect|become your contact)",
    r"^(?P<name>.{2,80}?) (?:has )?sent you a contact request",
    r"^(?:Sie haben|Du hast) (?:eine )?(?:neue )?(?:Kontaktanfrage|zu bestätigende Kontakte)",
    r"^(?:You have|You(?:'|’)ve received) (?:a |an )?(?:new )?contact request",
)

BUILT_IN: tuple[MailPattern, ...] = (
    MailPattern("linkedin", "reminder", LINKEDIN, template=r"invite.*reminder|invite.*digest"),
    MailPattern("linkedin", "request", LINKEDIN, template=r"invite_single|_invite(?:_|$)"),
    MailPattern("linkedin", "other", LINKEDIN, subject=_LINKEDIN_OTHER),
    MailPattern("linkedin", "reminder", LINKEDIN, subject=_REMINDER),
    MailPattern("linkedin", "reminder", LINKEDIN, body=r"[?&;=]eml-email_m2m_invite_(?:reminder|digest)"),
    *(MailPattern("linkedin", "request", LINKEDIN, subject=subject) for subject in _LINKEDIN_SUBJECTS),
    MailPattern("linkedin", "request", LINKEDIN, body=r"invite-accept\?\S*invitationId=\d"),
    MailPattern("xing", "other", r"^(?:jobs|news|newsletter|events)@|@(?:jobs|news)\."),
    MailPattern("xing", "other", XING, subject=r"bestätigt|angenommen|accepted|confirmed|ist jetzt Ihr Kontakt"),
    MailPattern("xing", "reminder", XING, subject=r"Erinnerung|wartet noch|reminder|still waiting"),
    *(MailPattern("xing", "request", XING, subject=subject) for subject in _XING_SUBJECTS),
)
"""What netz knows; the first that fits decides, a user's own patterns come before these."""
