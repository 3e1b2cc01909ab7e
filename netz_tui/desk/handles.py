"""The normal form of an e-mail address, a number, a profile: equal for what reaches the same person."""

from __future__ import annotations

from netz_tui import phones
from netz_tui.clean import clean


def normal_handle(kind: str, raw: str, region: str) -> str:
    """Return the normal form by which handles are compared; "" if there is nothing to compare by."""
    text = clean(raw)
    if kind == "phone":
        return phones.normal(text, region)
    if kind == "email":
        return text.lower().removeprefix("mailto:")
    from netz_tui.files import profile_slug

    address = text if "://" in text else f"https://{text}"
    if slug := profile_slug(address):
        return f"{'xing' if address.split('/')[2].lower().endswith('xing.com') else 'linkedin'}:{slug}"
    return text.lower().rstrip("/")
