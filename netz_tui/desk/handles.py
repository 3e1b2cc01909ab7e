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
        return text.removeprefix("mailto:").lower()
    from netz_tui.files import profile_slug  # noqa: PLC0415 - the readers are not needed for a number

    slug = profile_slug(text)
    if slug:
        return f"{'xing' if 'xing.com' in text.lower() else 'linkedin'}:{slug}"
    return text.lower().rstrip("/")
