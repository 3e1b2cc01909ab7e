"""The properties of a vCard of any version, also mixed and broken, become a card; what has no place is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.clean import clean, clean_text
from netz_tui.files.escapes import split_escaped, unescape
from netz_tui.files.records import Card, Group, Related, Skipped, skipped
from netz_tui.files.values import birthday, parse_day, shown_name
from netz_tui.files.vcard_keeping import INLINE, SAID, parameter_line, verbatim

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from netz_tui.files.vcard_lines import Head, Property

_RELATED = {
    f"{vendor}{word}": kind
    for kind, words in {
        "spouse": ("SPOUSE", "SPOUSESNAME"),
        "manager": ("MANAGER", "MANAGERSNAME"),
        "assistant": ("ASSISTANT", "ASSISTANTSNAME"),
    }.items()
    for word in words
    for vendor in ("X-", "X-MS-", "X-EVOLUTION-", "X-KADDRESSBOOK-X-")
}


def _text(value: str) -> str:
    """Return a value as clean text."""
    return clean(unescape(value))


def _old_text(value: str) -> str:
    """Return a value of 2.1 as clean text."""
    return clean(unescape(value, old=True))


def plain_text(value: str) -> str:
    """Return a value of a plain card as clean text."""
    return clean(unescape(value)) if "\\" in value else value.strip()


class Draft:
    """A card while its properties come in.

    `grouped` holds the labels of the handle that stands in a property group, for its X-ABLabel to complete.
    """

    __slots__ = (
        "emails", "extra", "fields", "grouped", "line", "members", "old", "phones", "plain", "related", "tags", "text",
        "urls",
    )  # fmt: skip

    def __init__(self, line: int, *, old: bool = False, plain: bool = False) -> None:
        self.line = line
        self.old = old
        self.plain = plain
        self.text = _old_text if old else (plain_text if plain else _text)
        self.fields: dict[str, str] = {}
        self.emails: dict[str, list[str]] = {}
        self.phones: dict[str, list[str]] = {}
        self.urls: dict[str, list[str]] = {}
        self.tags: list[str] = []
        self.extra: list[str] = []
        self.related: list[tuple[str, str, str]] = []
        self.members: list[str] = []
        self.grouped: dict[str, list[str]] = {}

    def keep(self, head: Head, value: str, text: str) -> None:
        """Keep a property that has no place of its own."""
        untouched = self.plain and head.tidy and not self.old and head.name not in INLINE
        self.extra.append(text if untouched else verbatim(head, value, text, old=self.old))

    def set(self, key: str, head: Head, value: str, text: str) -> None:
        """Set a single field; a second value is kept as a property."""
        word = self.text(value)
        if key not in self.fields:
            if word:
                self.fields[key] = word
        elif word and word != self.fields[key]:
            self.keep(head, value, text)


def _add(found: dict[str, list[str]], draft: Draft, head: Head, value: str) -> None:
    """Add a handle once, with its labels."""
    if not value:
        return
    labels = found.get(value)
    if labels is None:
        labels = found[value] = list(head.labels)
    else:
        labels += [label for label in head.labels if label not in labels]
    if head.group:
        draft.grouped[head.group] = labels
    if any(key not in SAID for key, _value in head.params):
        line = parameter_line(head, value)
        if line and line not in draft.extra:
            draft.extra.append(line)


def _email(draft: Draft, head: Head, value: str, _text: str) -> None:
    address = draft.text(value)
    _add(draft.emails, draft, head, address[7:] if address[:7].lower() == "mailto:" else address)


def _tel(draft: Draft, head: Head, value: str, _text: str) -> None:
    number = draft.text(value)
    _add(draft.phones, draft, head, number[4:].strip() if number[:4].lower() == "tel:" else number)


def _url(draft: Draft, head: Head, value: str, _text: str) -> None:
    _add(draft.urls, draft, head, draft.text(value))


def _social(draft: Draft, head: Head, value: str, text: str) -> None:
    if value[:4].lower() == "http":
        _url(draft, head, value, text)
    else:
        draft.keep(head, value, text)


def _names(draft: Draft, head: Head, value: str, text: str) -> None:
    if "family" in draft.fields:
        draft.keep(head, value, text)
        return
    draft.fields["family"] = ""
    for key, part in zip(("family", "given", "middle", "prefix", "suffix"), split_escaped(value, ";"), strict=False):
        if not part:
            continue
        if draft.old or "," not in part:
            draft.fields[key] = draft.text(part)
        else:
            glue = ", " if key == "suffix" else " "
            words = (clean(unescape(item)) for item in split_escaped(part, ","))
            draft.fields[key] = glue.join(word for word in words if word)


def _nickname(draft: Draft, head: Head, value: str, text: str) -> None:
    names = [value] if draft.old else split_escaped(value, ",")
    joined = ", ".join(word for word in (clean(unescape(name, old=draft.old)) for name in names) if word)
    if draft.fields.setdefault("nickname", joined) != joined:
        draft.keep(head, value, text)


def _org(draft: Draft, head: Head, value: str, text: str) -> None:
    parts = split_escaped(value, ";") if ";" in value else [value]
    name = draft.text(parts[0])
    if "org" in draft.fields or any(part.strip() for part in parts[1:]):
        draft.keep(head, value, text)
    draft.fields.setdefault("org", name)


def place_of(parts: list[str], text: Callable[[str], str]) -> tuple[str, str]:
    """Return (city, country) of the parts of an ADR."""
    city, country = [*parts[3:7:3], "", ""][:2]
    return text(city), text(country)


def is_all_shown(head: Head, parts: list[str]) -> bool:
    """Tell whether an ADR says nothing beside city and country."""
    if head.params or head.group or len(parts) > 7:  # noqa: PLR2004 - the components of ADR
        return False
    return not any(parts[:3]) and not any(parts[4:6])


def _address(draft: Draft, head: Head, value: str, text: str) -> None:
    if not value.strip(" ;"):
        return
    parts = split_escaped(value, ";")
    if "city" not in draft.fields and "country" not in draft.fields:
        city, country = place_of(parts, draft.text)
        draft.fields |= {key: word for key, word in (("city", city), ("country", country)) if word}
        if is_all_shown(head, parts):
            return
    draft.keep(head, value, text)


def _note(draft: Draft, _head: Head, value: str, _text: str) -> None:
    as_it_is = draft.plain and "\\" not in value
    note = value.strip() if as_it_is else clean_text(unescape(value, old=draft.old)).strip()
    if note:
        before = draft.fields.get("note")
        draft.fields["note"] = f"{before}\n\n{note}" if before else note


def _categories(draft: Draft, _head: Head, value: str, _text: str) -> None:
    for item in split_escaped(value, ","):
        tag = draft.text(item)
        if tag and tag not in draft.tags:
            draft.tags.append(tag)


def _birthday(draft: Draft, head: Head, value: str, text: str) -> None:
    day = birthday(unescape(value, old=draft.old), head.get("X-APPLE-OMIT-YEAR"))
    if draft.fields.setdefault("birthday", day) != day:
        draft.keep(head, value, text)


def _related(draft: Draft, head: Head, value: str, _text: str) -> None:
    kind = _RELATED.get(head.name) or ",".join(kind for kind in head.types if kind != "pref")
    if name := draft.text(value):
        draft.related.append((kind, name, head.group))


def _custom_label(draft: Draft, head: Head, value: str, text: str) -> None:
    """Complete the handle of the same group, as Apple and Google label it."""
    label = clean(unescape(value, old=draft.old).replace(",", " "))
    if label.startswith("_$!<") and label.endswith(">!$_"):
        label = label[4:-4].lower()
        label = {"mobile": "cell"}.get(label, label)
    for place, (kind, name, group) in enumerate(draft.related):
        if group and group == head.group:
            draft.related[place] = (kind or label.lower(), name, group)
            return
    labels = draft.grouped.get(head.group)
    if labels is None:
        draft.keep(head, value, text)
    elif label and label not in labels:
        labels.append(label)


def _kind(draft: Draft, _head: Head, value: str, _text: str) -> None:
    kind = clean(value).lower()
    draft.fields["kind"] = "" if kind == "individual" else kind


def _member(draft: Draft, _head: Head, value: str, _text: str) -> None:
    draft.members.append(clean(unescape(value)).removeprefix("mailto:"))


def _single(key: str) -> Callable[[Draft, Head, str, str], None]:
    """Return what takes a property into one field."""
    return lambda draft, head, value, text: draft.set(key, head, value, text)


def _ignore(_draft: Draft, _head: Head, _value: str, _text: str) -> None:
    """Take what netz writes itself."""


SINGLE = {
    "FN": "name",
    "TITLE": "title",
    "UID": "uid",
    "X-NETZ-CONNECTED-ON": "connected_on",
    "X-NETZ-INTRODUCED-BY": "introduced_by",
}
"""Properties whose text is a field of a card."""
HANDLES = {"EMAIL": _email, "TEL": _tel, "URL": _url}
TAKEN: dict[str, Callable[[Draft, Head, str, str], None]] = {
    "VERSION": _ignore,
    **HANDLES,
    **{name: _single(field) for name, field in SINGLE.items()},
    "N": _names,
    "NICKNAME": _nickname,
    "ORG": _org,
    "X-SOCIALPROFILE": _social,
    "SOCIALPROFILE": _social,
    "ADR": _address,
    "BDAY": _birthday,
    "NOTE": _note,
    "CATEGORIES": _categories,
    "KIND": _kind,
    "X-ADDRESSBOOKSERVER-KIND": _kind,
    "MEMBER": _member,
    "X-ADDRESSBOOKSERVER-MEMBER": _member,
    "RELATED": _related,
    "X-ABRELATEDNAMES": _related,
    "X-ABLABEL": _custom_label,
    **dict.fromkeys(_RELATED, _related),
}


def is_old(found: list[Property]) -> bool:
    """Tell whether a card is of version 2.1."""
    if found and found[0][0].name == "VERSION":  # where it nearly always stands
        return found[0][1].strip() == "2.1"
    return any(value.strip() == "2.1" for head, value, _ in found if head.name == "VERSION")


def drafted(line: int, found: list[Property], *, plain: bool = False) -> Draft:
    """Return a draft with all properties taken in; `plain` as in `RawCard`."""
    draft = Draft(line, old=is_old(found), plain=plain)
    for head, value, text in found:
        take = TAKEN.get(head.name)
        if take is not None:
            take(draft, head, value, text)
        elif value:
            draft.keep(head, value, text)
    return draft


def joined(found: Collection[list[str]]) -> tuple[str, ...]:
    """Return the labels of handles, one string each, the preference last."""
    for labels in found:
        if "pref" in labels:
            labels.remove("pref")
            labels.append("pref")
    return tuple([",".join(labels) for labels in found])


def finished(draft: Draft) -> Card | Group | Skipped:
    """Return what a draft amounts to: a card, a group, or nothing for netz."""
    fields = draft.fields
    get = fields.get
    if get("kind") == "group":
        return Group(get("name") or get("family", ""), tuple(draft.members), get("uid", ""), draft.line)
    emails = tuple(draft.emails)
    if not get("name"):
        parts = get("given", ""), get("middle", ""), get("family", "")
        fields["name"] = shown_name("", parts, get("org", ""), emails)
        if not (fields["name"] or draft.phones or draft.urls):
            return skipped(draft.line, "The card holds no name, organisation, e-mail, phone or web address.")
    connected_on = get("connected_on")
    return Card(
        **fields,
        emails=emails,
        phones=tuple(draft.phones),
        urls=tuple(draft.urls),
        email_labels=joined(draft.emails.values()),
        phone_labels=joined(draft.phones.values()),
        url_labels=joined(draft.urls.values()),
        tags=tuple(draft.tags),
        connected=parse_day(connected_on) if connected_on else None,
        related=tuple([Related(relation, who) for relation, who, _ in draft.related]) if draft.related else (),
        extra=tuple(draft.extra),
        line=draft.line,
    )
