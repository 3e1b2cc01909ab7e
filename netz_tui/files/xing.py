"""XING's API documents: contacts, profiles, contact requests and profile visits as JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from netz_tui.clean import clean, clean_text
from netz_tui.files.columns import kept_field
from netz_tui.files.documents import elements
from netz_tui.files.fields import Person, finished, take
from netz_tui.files.records import Record, Request, Skipped, Visit, refused, skipped
from netz_tui.files.values import parse_day, parse_moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from netz_tui.files.options import Options
    from netz_tui.files.source import Source

Object = dict[str, Any]
_TAGS = re.compile(r"<[^<>]*>")


def _dict(value: Any) -> Object:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _str(value: Any) -> str:
    return clean(str(value)) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""


def phone(text: str) -> str:
    """Return `country|area|number` as it is dialled, a trunk zero in brackets; "" for an empty one."""
    parts = [part.strip() for part in text.split("|")]
    if len(parts) != 3:  # noqa: PLR2004 - not written that way
        return clean(text)
    country, area, number = parts
    if area.startswith("0"):
        area = f"(0){area[1:]}"
    return " ".join(part for part in (f"+{country}" if country else "", area, number) if part)


def _address(person: Person, address: Object, label: str) -> None:
    """Take one of the two addresses of a profile, with its phones and e-mail."""
    fields = (
        ("street", "street"),
        ("zip_code", "zip"),
        ("city", "city"),
        ("province", "region"),
        ("country", "country"),
    )
    for name, field in fields:
        if value := _str(address.get(name)):
            take(person, field, label, name, value)
    for name, labels in (("phone", label), ("mobile_phone", f"{label},cell")):
        if number := phone(_str(address.get(name))):
            take(person, "phone", labels, name, number)
    if email := _str(address.get("email")):
        take(person, "email", label, "email", email)
    if fax := phone(_str(address.get("fax"))):
        person.extra.append(kept_field(f"Fax ({label})", fax))


def _born(value: Any) -> str:
    """Return a birth date of XING's as text."""
    parts = [_dict(value).get(part) for part in ("year", "month", "day")]
    year, month, day = (part if isinstance(part, int) else 0 for part in parts)
    if not (0 < month < 13 and 0 < day < 32):  # noqa: PLR2004 - a date
        return ""
    return f"{year:04}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"


_TAKEN = frozenset({
    "id", "academic_title", "first_name", "last_name", "display_name", "permalink", "birth_date", "active_email",
    "private_address", "business_address", "web_profiles", "professional_experience", "user_id", "urn",
})  # fmt: skip


def _user(user: Object, line: int) -> Record | Skipped:
    """Return a profile as a card; what has no place there is kept as fields."""
    person = Person()
    job = _dict(_dict(user.get("professional_experience")).get("primary_company"))
    member = _str(user.get("id") or user.get("user_id"))
    singles = (
        ("name", user.get("display_name")),
        ("prefix", user.get("academic_title")),
        ("given", user.get("first_name")),
        ("family", user.get("last_name")),
        ("org", job.get("name") or user.get("company_name")),
        ("title", job.get("title") or user.get("job_title")),
        ("uid", f"xing:{member}" if member else ""),
        ("birthday", _born(user.get("birth_date"))),
        ("email", user.get("active_email")),
        ("url", user.get("permalink")),
    )
    for field, value in singles:
        if text := _str(value):
            take(person, field, "xing" if field == "url" else "", field, text)
    _address(person, _dict(user.get("private_address")), "home")
    _address(person, _dict(user.get("business_address")), "work")
    for name, addresses in _dict(user.get("web_profiles")).items():
        for address in _list(addresses):
            if text := _str(address):
                take(person, "url", clean(name).lower().replace(",", " "), name, text)
    for name, value in user.items():
        if name not in _TAKEN and value not in (None, "", [], {}):
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            person.extra.append(kept_field(f"XING {name}", text))
    return finished(person, line)


def _request(request: Object, line: int) -> Record | Skipped:
    """Return a contact request; one that names nobody is skipped."""
    sender, recipient = _dict(request.get("sender")), _dict(request.get("recipient"))
    incoming = bool(sender) or not (recipient or "recipient_id" in request)
    who = sender if incoming else recipient
    member = _str(who.get("id") or request.get("sender_id" if incoming else "recipient_id"))
    name = _str(who.get("display_name"))
    if not name:
        return skipped(line, "The contact request holds only the number {member}, no name.", member=member)
    job = _dict(_dict(who.get("professional_experience")).get("primary_company"))
    sent_at = _str(request.get("received_at") or request.get("sent_at") or request.get("created_at"))
    return Request(
        "incoming" if incoming else "outgoing",
        name=name,
        sent_at=sent_at,
        at=parse_moment(sent_at),
        message=clean_text(str(request.get("message") or "")).strip(),
        headline=_str(job.get("title")),
        org=_str(job.get("name")),
        email=_str(who.get("active_email")),
        url=_str(who.get("permalink")),
        platform="xing",
        member_id=member,
        line=line,
    )


def _visit(visit: Object, line: int) -> Visit:
    """Return a view of the user's profile."""
    reason = str(_dict(visit.get("reason")).get("text") or "")
    visited_at = _str(visit.get("visited_at"))
    return Visit(
        name=_str(visit.get("display_name")),
        org=_str(visit.get("company_name")),
        title=_str(visit.get("job_title")),
        on=parse_day(visited_at),
        visited_at=visited_at,
        reason=clean(_TAGS.sub("", reason)),
        member_id=_str(visit.get("user_id")),
        platform="xing",
        line=line,
    )


def _connection(node: Object, line: int) -> Record | Skipped:
    """Return a contact of the app's document: the profile with memo, tags and the day it was made."""
    member = _dict(node.get("xingId") or node.get("profile") or node.get("user"))
    person = Person()
    names = (("name", "displayName"), ("given", "firstName"), ("family", "lastName"), ("url", "profileUrl"))
    for field, key in names:
        if text := _str(member.get(key)):
            take(person, field, "xing" if field == "url" else "", key, text)
    for job in _list(member.get("occupations"))[:1]:
        for field, key in (("title", "headline"), ("org", "subline")):
            if text := _str(_dict(job).get(key)):
                take(person, field, "", key, text)
    if since := _str(node.get("contactCreatedAt")):
        take(person, "connected_on", "", "contactCreatedAt", since)
    if memo := _str(_dict(node.get("memo")).get("text") or node.get("memo")):
        take(person, "note", "", "memo", memo)
    for tag in _list(node.get("tagList")):
        if text := _str(_dict(tag).get("name") or tag):
            person.tags.append(text)
    return finished(person, line)


_READERS: dict[str, Callable[[Object, int], Record | Skipped]] = {
    "users": _user,
    "contact_requests": _request,
    "visits": _visit,
}


def _records(value: Any, line: int, depth: int) -> Iterator[Record | Skipped]:
    """Walk a document and give out what its lists hold."""
    if depth <= 0:
        return
    if isinstance(value, list):
        for item in value:
            yield from _records(item, line, depth - 1)
    elif isinstance(value, dict) and "contactCreatedAt" in value:
        yield _connection(value, line)
    elif isinstance(value, dict) and "display_name" in value and "visited_at" not in value:
        yield _user(value, line)
    elif isinstance(value, dict):
        for name, inner in value.items():
            reader = _READERS.get(name)
            if reader and isinstance(inner, list):
                yield from _entries(name, inner, reader)
            else:
                yield from _records(inner, line, depth - 1)


def _entries(
    name: str, values: list[Any], reader: Callable[[Object, int], Record | Skipped]
) -> Iterator[Record | Skipped]:
    """Read the entries of one list."""
    for place, value in enumerate(values, 1):
        if isinstance(value, dict):
            yield reader(value, place)
        else:
            yield refused(place, "This is no entry of “{name}”.", name=name)


def read(source: Source, _options: Options) -> Iterator[Record | Skipped]:
    """Give out what a document of XING's holds; `line` counts the entries of a list."""
    for line, value in elements(source):
        if isinstance(value, Skipped):
            yield value
            return
        yield from _records(value, line, source.limits.depth)
