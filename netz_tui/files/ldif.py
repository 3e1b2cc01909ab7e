"""LDIF, the address book of Thunderbird, Netscape and directory servers."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from netz_tui.clean import clean
from netz_tui.files.columns import FIELD
from netz_tui.files.fields import Person, finished, take
from netz_tui.files.records import Group, Record, Skipped, refused, remark, skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netz_tui.files.options import Options
    from netz_tui.files.source import Source

_FIELDS = {
    name.lower(): field
    for names, field in (
        (("givenName",), "given"),
        (("sn", "surname"), "family"),
        (("cn", "commonName", "displayName"), "name"),
        (("mozillaNickname", "xmozillanickname"), "nickname"),
        (("mail", "mozillaSecondEmail", "xmozillasecondemail"), "email"),
        (("telephoneNumber",), "phone:work"),
        (("homePhone",), "phone:home"),
        (("facsimileTelephoneNumber", "fax"), "phone:fax"),
        (("pager", "pagerphone"), "phone:pager"),
        (("mobile", "cellphone"), "phone:cell"),
        (("street", "streetAddress", "postalAddress"), "street:work"),
        (("l", "locality"), "city:work"),
        (("st", "region"), "region:work"),
        (("postalCode",), "zip:work"),
        (("c", "countryName"), "country:work"),
        (("mozillaHomeStreet", "homePostalAddress", "mozillaHomePostalAddress"), "street:home"),
        (("mozillaHomeLocalityName",), "city:home"),
        (("mozillaHomeState",), "region:home"),
        (("mozillaHomePostalCode",), "zip:home"),
        (("mozillaHomeCountryName",), "country:home"),
        (("title",), "title"),
        (("ou", "department", "departmentNumber", "orgunit"), "department"),
        (("o", "company", "organizationName"), "org"),
        (("mozillaWorkUrl", "workurl"), "url:work"),
        (("mozillaHomeUrl", "homeurl"), "url:home"),
        (("birthyear",), "birth_year"),
        (("birthmonth",), "birth_month"),
        (("birthday",), "birth_day"),
        (("description", "notes"), "note"),
        (("entryUUID",), "uid"),
    )
    for name in names
}
_LINE_COST = 200
"""What a line weighs in memory besides its characters."""
BINARY = "binary "
_PICTURES = frozenset({"jpegphoto", "thumbnailphoto", "photo"})
_SILENT = frozenset({"dn", "objectclass", "changetype", "modifytimestamp"})
_LISTS = frozenset({"groupofnames", "groupofuniquenames"})


class _Entry:
    """Collects the lines of one entry, as many as a record may have."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._begin = self._size = self._left_out = 0
        self._lines: list[list[bytes]] = []

    def add(self, line: bytes, number: int) -> None:
        """Take a line, or what continues the one before."""
        folded = line[:1] == b" " and self._lines
        self._size += len(line) + _LINE_COST
        if self._size > self._limit:
            self._left_out += 1
        elif folded:
            self._lines[-1].append(line[1:])
        else:
            self._begin = self._begin or number
            self._lines.append([line])

    def done(self) -> Iterator[tuple[int, list[bytes]] | Skipped]:
        """Give out where the entry begins with its unfolded lines, if there is one."""
        if self._lines:
            yield self._begin, [b"".join(parts) for parts in self._lines]
        if self._left_out:
            yield remark(self._begin, "{count} lines of the entry were left out.", count=self._left_out)


def _entries(source: Source) -> Iterator[tuple[int, list[bytes]] | Skipped]:
    """Give out the unfolded lines of each entry, and where it begins."""
    entry = _Entry(source.limits.record_bytes)
    comment = False
    for block in source.blocks():
        if block.cut:
            yield remark(block.first, "A value of {size} MB was left out.", size=max(1, block.cut >> 20))
            continue
        for number, line in enumerate(block.lines, block.first):
            comment = line[:1] == b"#" or (comment and line[:1] == b" ")  # a comment is folded like any line
            if comment:
                continue
            if line.strip():
                entry.add(line, number)
            else:
                yield from entry.done()
                entry = _Entry(source.limits.record_bytes)
    yield from entry.done()


def _pair(line: bytes, source: Source) -> tuple[str, str] | None:
    """Return (attribute, value) of a line; None when it isn't one. Options after a semicolon are dropped.

    A value that is no text stays base64, with `BINARY` before its attribute.
    """
    name, colon, value = line.partition(b":")
    if not colon or value.startswith(b"<"):
        return None
    attribute = source.decode(name).partition(";")[0].strip().lower()
    if value.startswith(b":"):
        packed = value[1:].strip()
        try:
            value = base64.b64decode(packed, validate=False)
        except (binascii.Error, ValueError):
            return None
        if not _is_text(value):
            return f"{BINARY}{attribute}", packed.decode("ascii", "replace")
    return attribute, source.decode(value).strip()


def _is_text(data: bytes) -> bool:
    """Tell whether bytes that stood there as base64 are UTF-8 text, as LDIF wants it."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return "\0" not in text


def _entry(pairs: list[tuple[str, str]], line: int) -> Record | Skipped:
    """Return an entry as a card or a group."""
    classes = {value.lower() for name, value in pairs if name == "objectclass"}
    if classes & _LISTS:
        names = [clean(value) for name, value in pairs if name == "cn"]
        members = tuple(_member(value) for name, value in pairs if name in {"member", "uniquemember"})
        return Group(names[0] if names else "", members, "", line)
    change = next((value.lower() for name, value in pairs if name == "changetype"), "add")
    if change != "add":
        return skipped(line, "A change of an entry ({change}) is no contact.", change=clean(change))
    person = Person()
    for name, value in pairs:
        if name.startswith(BINARY):
            person.extra.append(_binary(name.removeprefix(BINARY), value))
        elif name == "labeleduri":
            address, _, label = value.partition(" ")
            take(person, "url", clean(label.replace(",", " ")), name, address)
        elif value and name not in _SILENT:
            field, _, label = _FIELDS.get(name, "keep").partition(":")
            take(person, field, label, name, value)
    return finished(person, line)


def _binary(attribute: str, packed: str) -> str:
    """Keep a value that is no text: a picture as one, anything else under its name."""
    if attribute in _PICTURES:
        return f"PHOTO;ENCODING=b;TYPE=JPEG:{packed}"
    name = clean(attribute).replace('"', "")
    return f'{FIELD};NAME="{name}";ENCODING=b:{packed}'


def _member(value: str) -> str:
    """Return the address of a member, else the name that stands for it."""
    parts = dict(part.strip().split("=", 1) for part in value.split(",") if "=" in part)
    return clean(parts.get("mail") or value)


def read(source: Source, _options: Options) -> Iterator[Record | Skipped]:
    """Give out the entries of a file."""
    for entry in _entries(source):
        if isinstance(entry, Skipped):
            yield entry
            continue
        line, lines = entry
        pairs = [_pair(text, source) for text in lines]
        found = [pair for pair in pairs if pair and pair[0] != "version"]
        if not found and any(pairs):
            continue  # the version line stands alone
        if not found:
            yield refused(line, "The entry cannot be read.")
            continue
        yield _entry(found, line)
        if None in pairs:
            yield remark(line, "{count} lines of the entry were left out.", count=pairs.count(None))
