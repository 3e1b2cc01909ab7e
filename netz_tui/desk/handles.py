"""The normal form of an e-mail address, a number, a profile: equal for what reaches the same person."""

from __future__ import annotations

import re

from netz_tui import phones
from netz_tui.clean import clean

_PROFILE = re.compile(r"https?://(?:www\.)?(linkedin|xing)\.com/(?:in|profile)/([A-Za-z0-9_-]+)/?", re.ASCII)
"""The address of a profile as most are written; what it means is said by `profile_slug` for all of them."""


def normal_handle(kind: str, raw: str, region: str) -> str:
    """Return the normal form by which handles are compared; "" if there is nothing to compare by."""
    text = clean(raw)
    if kind == "phone":
        return phones.normal(text, region)
    if kind == "email":
        return text.lower().removeprefix("mailto:")
    if found := _PROFILE.fullmatch(text):
        return f"{found[1]}:{found[2].lower()}"
    from netz_tui.files import profile_slug

    address = text if "://" in text else f"https://{text}"
    if slug := profile_slug(address):
        return f"{'xing' if address.split('/')[2].lower().endswith('xing.com') else 'linkedin'}:{slug}"
    return text.lower().rstrip("/")
