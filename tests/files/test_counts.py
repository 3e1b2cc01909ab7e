"""Whatever the format: read + skipped + refused is all there is, each left out is told, none takes a neighbour."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from file_cards import FUZZ, source_of
from hypothesis import given, settings
from hypothesis import strategies as st

from netz_tui.files.options import Options
from netz_tui.files.reading import Reading, formats
from netz_tui.files.records import Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hypothesis.strategies import DrawFn


class Kind(NamedTuple):
    """How a file of a format is made of its records: a good one by its number, and broken ones."""

    form: str
    good: str
    bad: tuple[str, ...]
    frame: Callable[[Sequence[str]], str] = "".join


def _table(header: str) -> Callable[[Sequence[str]], str]:
    return lambda rows: "\n".join([header, *rows, ""])


def _list(before: str, after: str) -> Callable[[Sequence[str]], str]:
    return lambda records: before + ",\n".join(records) + after


_XCARD = '<?xml version="1.0"?>\n<vcards xmlns="urn:ietf:params:xml:ns:vcard-4.0">\n'
_OUTLOOK = '"Vorname","Nachname","Firma","E-Mail-Adresse","Notizen"'
_OPEN = '"Nie geschlossen'

KINDS = (
    Kind(
        "vcard",
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Name {n}\r\nNOTE:a\\nb\r\nEND:VCARD\r\n",
        (
            "BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:nobody\r\nEND:VCARD\r\n",
            "BEGIN:VCARD\r\nEND:VCARD\r\n",
            "BEGIN:VCARD\r\nVERSION:2.1\r\nNOTE;ENCODING=QUOTED-PRINTABLE:soft=\r\n=\r\n\r\nEND:VCARD\r\n",
            "BEGIN:VCARD\r\nVERSION:3.0\r\nno colon\r\n;:\r\nEND:VCARD\r\n",
        ),
    ),
    Kind(
        "jcard",
        '["vcard", [["version", {{}}, "text", "4.0"], ["fn", {{}}, "text", "Name {n}"]]]',
        ('["vcard", [["note", {}, "text", "x"]]]', '["vcard", 7]', "17", '"vcard"', "null", '["vcard", [[], [1, 2]]]'),
        _list('[["vcard", [["fn", {}, "text", "Erste"]]],\n', "]"),
    ),
    Kind(
        "xcard",
        "<vcard><fn><text>Name {n}</text></fn></vcard>\n",
        ("<vcard/>\n", "<vcard><note><text>x</text></note></vcard>\n", "<vcard>\n<fn/>\n</vcard>\n"),
        lambda cards: f"{_XCARD}{''.join(cards)}</vcards>",
    ),
    Kind(
        "ldif",
        "dn: cn=Name {n}\ncn: Name {n}\nmail: n{n}@n.example\n\n",
        (
            "dn: cn=x\nobjectclass: top\n\n",
            "dn: cn=x\nchangetype: delete\n\n",
            "dn: cn=x\ndescription:: kaputt!\n\n",
        ),
        lambda entries: "version: 1\n\n" + "".join(entries),
    ),
    Kind(
        "mbox",
        "From a@b Tue Jan 14 09:30:00 2025\nFrom: LinkedIn <invitations@linkedin.com>\n"
        "Subject: Name {n} wants to connect\n\nHello\n\n",
        (
            "From a@b Tue Jan 14 09:30:00 2025\nFrom: x@linkedin.com\nSubject: Ida is now connected\n\nHi\n\n",
            "From a@b Tue Jan 14 09:30:00 2025\n\nno headers\n\n",
            "From a@b Tue Jan 14 09:30:00 2025\nSubject: =?utf-8?B?kaputt?=\nContent-Type: multipart/mixed\n\n--\n\n",
        ),
    ),
    Kind(
        "xing",
        '{{"id": "{n}_a", "display_name": "Name {n}"}}',
        ("{}", "7", "null", '"x"', "[]", '{"id": "3_x"}'),
        _list('{"contacts": {"users": [', "]}}"),
    ),
    Kind(
        "xing",
        '{{"sender_id": "{n}", "sender": {{"display_name": "Name {n}"}}, "received_at": "2024-01-02T03:04:05Z"}}',
        ('{"sender_id": "17"}', "7", "{}", "null"),
        _list('{"contact_requests": [', "]}"),
    ),
    Kind(
        "linkedin-connections",
        "Name,{n},https://www.linkedin.com/in/n{n},,,,03 Mar 2023",
        (",,,,,,03 Mar 2023", "nur eine", "a,b,c,d,e,f,g,h,i", f"x,{_OPEN},,,,,"),
        _table("First Name,Last Name,URL,Email Address,Company,Position,Connected On"),
    ),
    Kind(
        "linkedin-invitations",
        'Name {n},Ich,"1/14/26, 7:02 AM","Zeile\nzwei",INCOMING',
        ("A,B,C,D,SIDEWAYS", "eine", "a,b,c,d,e,f", f"A,B,{_OPEN},x,INCOMING"),
        _table("From,To,Sent At,Message,Direction"),
    ),
    Kind(
        "linkedin-messages",
        'c{n},,Name {n},https://www.linkedin.com/in/n{n},Ich,2026-01-02 03:04:05 UTC,,"Hallo\n\nDu",INBOX',
        ("eine", "a,b,c,d,e,f,g,h,i,j,k", f"c,,{_OPEN},,,,,,"),
        _table("CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER"),
    ),
    Kind(
        "google",
        "Name,{n},,* Work,n{n}@n.example",
        (",,,* Work,", "eine", "a,b,c,d,e,f", f"{_OPEN},b,c,d,e"),
        _table("First Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value"),
    ),
    Kind(
        "outlook",
        '"Name","{n}","Firma, mit Komma","","M"',
        ('"a","b","c","d","e","f"', '"eine"', f'"a",{_OPEN}'),
        _table(_OUTLOOK),
    ),
    Kind(
        "thunderbird",
        "Name\t{n}\tName {n}\tn{n}@n.example\tx",
        ("\t\t\t\tx", "eine", "a\tb\tc\td\te\tf", f"{_OPEN}\tb\tc\td\te"),
        _table("First Name\tLast Name\tDisplay Name\tPrimary Email\tNotes"),
    ),
    Kind(
        "apple",
        "Name\t{n}\tn{n}@n.example\tx",
        ("\t\t\tx", "eine", "a\tb\tc\td\te", f"{_OPEN}\tb\tc\td"),
        _table("first\tlast\temail (work)\tnote"),
    ),
    Kind(
        "csv",
        "Name {n};n{n}@n.example;0731 55{n:05}",
        ("eine", "a;b;c;d", f"{_OPEN};b;c"),
        _table("Kontakt;Mailadresse;Telefon"),
    ),
)  # fmt: skip


@st.composite
def _mixed(draw: DrawFn, kind: Kind) -> list[tuple[str, int]]:
    """Draw records of a file, each with its number, or 0 for a broken one; most of them are good."""
    order = draw(st.lists(st.sampled_from(["", *kind.bad]), max_size=12))
    order += [""] * len(order)
    return [(bad, 0) if bad else (kind.good.format(n=n), n) for n, bad in enumerate(["", *order], 1)]


@pytest.mark.parametrize("kind", KINDS, ids=[f"{kind.form}-{number}" for number, kind in enumerate(KINDS)])
@given(data=st.data())
@settings(max_examples=max(FUZZ, 40))
def test_what_is_read_and_what_is_left_out_is_all_there_is(kind, data):
    records = data.draw(_mixed(kind))
    text = kind.frame([text for text, _number in records])
    source = source_of(text)
    sniff, read = next((sniff, read) for sniff, read in formats() if sniff(source))
    reading = Reading("file", sniff(source), source, read(source, Options()))
    found = list(reading)
    assert reading.format == kind.form
    good = [number for _text, number in records if number]
    first = ["Erste"] if kind.form == "jcard" else []
    names = [getattr(one, "sender", "") or getattr(one, "name", "") for one in found if not isinstance(one, Skipped)]
    assert names == first + [f"Name {number}" for number in good], text
    assert reading.read + reading.skipped + reading.refused == reading.total == len(records) + len(first)
    for one in found:
        if isinstance(one, Skipped):
            assert str(one)
            assert 1 <= one.line <= text.count("\n") + 1
