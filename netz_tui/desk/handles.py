"""The normal form of an e-mail address, a number, a profile: equal for what reaches the same person."""

from __future__ import annotations

import re

from netz_tui import phones
from netz_tui.clean import LINE_LIMIT, clean

_PROFILE = re.compile(r"https?://(?:www\.)?(linkedin|xing)\.com/(?:in|profile)/([A-Za-z0-9_-]+)/?", re.ASCII)
"""The address of a profile as most are written; what it means is said by `profile_slug` for all of them."""


def normal_handle(kind: str, raw: str, region: str) -> str:
    """Return the normal form by which handles are compared; "" if there is nothing to compare by."""
    if kind == "phone":
        return normal_phone(raw, region)
    return normal_email(raw) if kind == "email" else normal_url(raw)


def normal_phone(raw: str, region: str) -> str:
    """Return the normal form of a number; "" if it has no figure."""
    return phones.plainly(raw, region) or phones.normal(clean(raw), region)


def normal_email(raw: str) -> str:
    """Return the normal form of an e-mail address."""
    return clean(raw).lower().removeprefix("mailto:")


def normal_url(raw: str) -> str:
    """Return the normal form of a web address; of a profile its platform and what tells it from the others there."""
    if len(raw) <= LINE_LIMIT and (found := _PROFILE.fullmatch(raw)):
        return f"{found[1]}:{found[2].lower()}"
    from netz_tui.files import profile_slug

    text = clean(raw)
    address = text if "://" in text else f"https://{text}"
    if slug := profile_slug(address):
        return f"{'xing' if address.split('/')[2].lower().endswith('xing.com') else 'linkedin'}:{slug}"
    return text.lower().rstrip("/")
