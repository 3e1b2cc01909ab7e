"""vCard 2.1, 3.0 and 4.0, also mixed and broken: properties become cards, what has no place is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.clean import clean, clean_text
from netz_tui.files.escapes import split_escaped, unescape
from netz_tui.files.records import Card, Group, Record, Related, Skipped, new_card, skipped
from netz_tui.files.values import birthday, parse_day, shown_name
from netz_tui.files.vcard_cutting import border, raw_cards
from netz_tui.files.vcard_keeping import INLINE, SAID, parameter_line, verbatim
from netz_tui.files.vcard_lines import Head, Heads, Property, properties

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from netz_tui.files.options import Options
    from netz_tui.files.source import Source

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


def _plain_text(value: str) -> str:
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
        self.text = _old_text if old else (_plain_text if plain else _text)
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


def _full_name(draft: Draft, head: Head, value: str, text: str) -> None:
    draft.set("name", head, value, text)


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


def _address(draft: Draft, head: Head, value: str, text: str) -> None:
    if not value.strip(" ;"):
        return
    parts = split_escaped(value, ";")
    if "city" not in draft.fields and "country" not in draft.fields:
        for key, place in (("city", 3), ("country", 6)):
            if len(parts) > place and (word := draft.text(parts[place])):
                draft.fields[key] = word
        if not head.params and not head.group and not any(parts[:3]) and not any(parts[4:6]) and len(parts) <= 7:  # noqa: PLR2004 - the components of ADR
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


_TAKE: dict[str, Callable[[Draft, Head, str, str], None]] = {
    "VERSION": _ignore,
    "FN": _full_name,
    "N": _names,
    "NICKNAME": _nickname,
    "ORG": _org,
    "TITLE": _single("title"),
    "EMAIL": _email,
    "TEL": _tel,
    "URL": _url,
    "X-SOCIALPROFILE": _social,
    "SOCIALPROFILE": _social,
    "ADR": _address,
    "BDAY": _birthday,
    "NOTE": _note,
    "CATEGORIES": _categories,
    "UID": _single("uid"),
    "KIND": _kind,
    "X-ADDRESSBOOKSERVER-KIND": _kind,
    "MEMBER": _member,
    "X-ADDRESSBOOKSERVER-MEMBER": _member,
    "RELATED": _related,
    "X-ABRELATEDNAMES": _related,
    "X-ABLABEL": _custom_label,
    "X-NETZ-CONNECTED-ON": _single("connected_on"),
    "X-NETZ-INTRODUCED-BY": _single("introduced_by"),
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
        take = _TAKE.get(head.name)
        if take is not None:
            take(draft, head, value, text)
        elif value:
            draft.keep(head, value, text)
    return draft


def _joined(found: dict[str, list[str]]) -> tuple[str, ...]:
    """Return the labels of handles, one string each, the preference last."""
    if not found:
        return ()
    for labels in found.values():
        if "pref" in labels:
            labels.remove("pref")
            labels.append("pref")
    return tuple([",".join(labels) if labels else "" for labels in found.values()])


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
    return new_card(
        **fields,
        emails=emails,
        phones=tuple(draft.phones),
        urls=tuple(draft.urls),
        email_labels=_joined(draft.emails),
        phone_labels=_joined(draft.phones),
        url_labels=_joined(draft.urls),
        tags=tuple(draft.tags),
        connected=parse_day(connected_on) if connected_on else None,
        related=tuple([Related(relation, who) for relation, who, _ in draft.related]) if draft.related else (),
        extra=tuple(draft.extra),
        line=draft.line,
    )


_OPENINGS = (b"BEGIN:VCARD", b"VERSION:2.1", b"VERSION:3", b"VERSION:4")


def sniff(source: Source) -> str:
    """Return the format's name when the beginning of a file is a vCard's, else ""."""
    for line in source.head[:4096].splitlines():
        word = line.strip().upper()
        if word:
            return "vcard" if word.replace(b" ", b"").startswith(_OPENINGS) else ""
    return ""


def sniff_within(source: Source) -> str:
    """Return the format's name when a card begins or ends further below, after other text or without its first line."""
    return "vcard" if any(border(line) for line in source.head.splitlines()) else ""


def read(source: Source, _options: Options) -> Iterator[Record | Skipped]:
    """Give out the cards of a file, each followed by what there is to say about it."""
    heads = Heads()
    for raw in raw_cards(source):
        if isinstance(raw, Skipped):
            yield raw
            continue
        found = properties(raw, heads, source)
        yield finished(drafted(raw.line, found, plain=raw.plain))
        yield from raw.remarks
