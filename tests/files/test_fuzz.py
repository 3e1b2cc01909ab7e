"""Damaged files: nothing but FileProblem comes out, every record is accounted for, and nothing takes long."""

from __future__ import annotations

import contextlib
import random
import time

import pytest
import samples
from file_cards import FUZZ, source_of
from hypothesis import example, given, settings
from hypothesis import strategies as st

from netz_tui.files import FileProblem, Limits, Skipped, jcard, ldif, mail, netz_json, tables, vcard, xcard, xing
from netz_tui.files.options import Options
from netz_tui.files.records import (
    Card,
    Endorsement,
    Group,
    Message,
    Note,
    Profile,
    Recommendation,
    Request,
    Visit,
)

RECORDS = (Card, Endorsement, Group, Message, Note, Profile, Recommendation, Request, Skipped, Visit)
MUTATIONS = FUZZ or 300
GENERATED = (FUZZ // 10) or 60
SLOW = 1.0  # seconds of processor time, so that a busy machine does not count
LIMITS = Limits(line_bytes=20_000, record_bytes=50_000, document_bytes=100_000, depth=20)
PIECES = [
    b"\n", b"\r", b"\r\n", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"'", b";", b",", b":", b"=", b"=\n",
    b"\\", b"\t", b" ", b"BEGIN:VCARD\n", b"END:VCARD\n", b"AGENT:\n", b";ENCODING=QUOTED-PRINTABLE:",
    b";CHARSET=zlib_codec:", b";CHARSET=idna:", b"--b1", b"=?utf-8?b?", b"?=", b"<", b">", b"(" * 50, b"[" * 50,
    b"From ", b"\xe2\x80\xae", b"\x1b]0;x\x07", b"=cmd()", b"%s", b"{x}", b"0" * 400,
]  # fmt: skip


def mutated(seed: bytes, chance: random.Random) -> bytes:
    data = bytearray(seed)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(data) + 1)
        end = min(len(data), place + chance.randint(0, 30))
        match chance.randrange(5):
            case 0:
                data[place:end] = b""
            case 1:
                data[place:place] = chance.choice(PIECES)
            case 2:
                data[place:end] = bytes(chance.randrange(256) for _ in range(end - place))
            case 3:
                data[place:place] = data[place:end] * chance.randint(1, 20)
            case 4:
                data = data[:place] if chance.random() < 0.2 else data + data[:place]
    return bytes(data)


def survives(read, data: bytes) -> None:
    started = time.process_time()
    with contextlib.suppress(FileProblem):
        for record in read(source_of(data, limits=LIMITS), Options()):
            assert isinstance(record, RECORDS)
            assert str(record)
    assert time.process_time() - started < SLOW, data


FAMILIES = {
    "vcard": (vcard.read, samples.VCARDS),
    "tables": (tables.read, samples.TABLES),
    "mail": (mail.read, samples.MAILS),
    "ldif": (ldif.read, [samples.LDIF]),
    "jcard": (jcard.read, [samples.JCARD]),
    "xcard": (xcard.read, [samples.XCARD]),
    "xing": (xing.read, [samples.XING]),
    "netz": (
        netz_json.read,
        [b'{"netz": 1, "contacts": [{"name": "A", "emails": ["a@b"], "related": [{"kind": "x"}]}]}'],
    ),
}


@pytest.mark.parametrize("family", FAMILIES)
def test_damaged_files_do_no_harm(family):
    read, seeds = FAMILIES[family]
    chance = random.Random(f"{family} 1")
    for _ in range(MUTATIONS):
        survives(read, mutated(chance.choice(seeds), chance))


@pytest.mark.parametrize("family", FAMILIES)
@settings(max_examples=GENERATED)
@given(data=st.one_of(st.binary(max_size=300), st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join)))
@example(data=b"")
def test_any_bytes_do_no_harm(family, data):
    survives(FAMILIES[family][0], data)
    survives(FAMILIES[family][0], FAMILIES[family][1][0] + data)


@pytest.mark.parametrize(
    "data",
    [
        b"BEGIN:VCARD\nNOTE" + b";X=" * 20_000 + b":x\nEND:VCARD\n",
        b"BEGIN:VCARD\nFN:" + b"\\;" * 9_000 + b"\nEND:VCARD\n",
        b'BEGIN:VCARD\nTEL;TYPE="' + b'",";:' * 4_000 + b":1\nEND:VCARD\n",
        b"BEGIN:VCARD\nAGENT:\n" * 3_000,
        b"BEGIN:VCARD\nAGENT:\n" * 2_000 + b"END:VCARD\n" * 2_000,
        (b"BEGIN:VCARD\nAGENT:\n" * 20 + b"END:VCARD\n" * 20) * 500,
        b"BEGIN:VCARD\nNOTE;QUOTED-PRINTABLE:" + b"=\n" * 50_000,
        b"BEGIN:VCARD\nFN:a\n" + b" \n" * 100_000,
        b"BEGIN:VCARD\nVERSION:3.0\nFN:x\nend:vcard\n" * 5_000,
        b"\n".join([b"BEGIN:VCARD"] * 50_000),
    ],
)
def test_vcards_made_to_be_slow_are_not(data):
    survives(vcard.read, data)


HEADER = b"First Name,Last Name,Connected On\n"


@pytest.mark.parametrize(
    "data",
    [
        HEADER + b'"\n' * 20_000,
        HEADER + b'a,"b\n' * 10_001,
        HEADER + b'x"y,"\n' * 10_000,
        HEADER + b'"a,b\nc,d,e\n' * 5_000,
        HEADER + b"," * 19_000,
        HEADER + b'"' * 19_999 + b"\n",
        b";" * 20_000,
    ],
)
def test_tables_made_to_be_slow_are_not(data):
    survives(tables.read, data)


@pytest.mark.parametrize(
    "data",
    [
        b"From: " + b"(" * 19_000 + b"\nTo: x\n\nbody",
        b"From: a@linkedin.com\nTo: " + b"a@b, " * 4_000 + b"\n\nx",
        b"From: x\nContent-Type: multipart/mixed; boundary=a\n\n"
        + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 5_000,
        b"From: a@linkedin.com\nSubject: " + b"=?utf-8?q?=?=" * 1_500 + b"\nTo: x\n\n",
        b"From: a@linkedin.com\nTo: x\nContent-Type: text/html\n\n" + b"<" * 90_000,
        b"From: a@linkedin.com\nTo: x\nContent-Type: text/html\n\n" + b"<style>" * 9_000,
        b"From: a@linkedin.com\nTo: x\n\n" + b"Hallo " * 9_000,
        b"From: a@linkedin.com\nTo: x\n\n" + b"\n" * 90_000,
        b"From: a@xing.com\nTo: x\nSubject: " + b"a moechte " * 1_900 + b"\n\n",
    ],
)
def test_mails_made_to_be_slow_are_not(data):
    survives(mail.read, data)
