import io
import os
import socket
import tracemalloc
import zipfile
from typing import Any

import pytest
import samples
from file_cards import document_of, source_of
from hypothesis import given
from hypothesis import strategies as st

from netz_tui.files import Cancelled, Card, FileProblem, Limits, Skipped, read_file, vcard
from netz_tui.files.options import Options
from netz_tui.files.source import MIB, Source, Terms

CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann %d\r\nEMAIL:a%d@example.org\r\nNOTE:x\r\nEND:VCARD\r\n"


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (samples.VCARD_21, "vcard"), (samples.VCARD_40, "vcard"), (samples.JCARD, "jcard"), (samples.XCARD, "xcard"),
        (samples.CONNECTIONS, "linkedin-connections"), (samples.INVITATIONS, "linkedin-invitations"),
        (samples.MESSAGES, "linkedin-messages"), (samples.GOOGLE, "google"), (samples.OUTLOOK, "outlook"),
        (samples.GUESSED, "csv"), (samples.LDIF, "ldif"), (samples.XING, "xing"), (samples.MAIL, "mail"),
        (samples.MBOX, "mbox"),
    ],
)  # fmt: skip
def test_formats_are_told_by_content(read, data, kind):
    reading, records = read(data)
    assert reading.format == kind
    assert reading.read >= 1
    assert reading.read + reading.skipped + reading.refused == reading.total
    assert reading.total == sum(not (isinstance(one, Skipped) and one.kind == "remark") for one in records)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"\xef\xbb\xbf" + samples.GUESSED, "utf-8"),
        (samples.GUESSED, "utf-8"),
        (samples.GUESSED.decode().encode("cp1252"), "cp1252"),
        (samples.GUESSED.decode().encode("utf-16"), "utf-16-le"),
        (samples.GUESSED.decode().encode("utf-16-be"), "utf-16-be"),
        (b"\xfe\xff" + samples.GUESSED.decode().encode("utf-16-be"), "utf-16-be"),
        (samples.GUESSED + "Grün;Lu;g@example.org;+49 170 3\n".encode("cp1252"), "utf-8 + cp1252"),
    ],
)
def test_the_encoding_is_found_and_said(read, data, encoding):
    reading, records = read(data)
    cards = [one for one in records if isinstance(one, Card)]
    assert cards[0].family == "Weiß"
    assert reading.encoding == encoding
    assert len(cards) == 2 or cards[2].family == "Grün"


def test_a_named_encoding_overrules(read):
    _, records = read(samples.GUESSED.decode().encode("cp850"), encoding="cp850")
    assert records[1].family == "Weiß"


@pytest.mark.parametrize("written", ["utf-16", "utf-16-le", "utf-32"])
def test_a_wide_encoding_may_be_named_without_its_byte_order(read, written):
    reading, records = read(samples.GUESSED.decode().encode(written), encoding=written.removesuffix("-le"))
    assert records[1].family == "Weiß"
    assert reading.encoding == f"{written.removesuffix('-le')}-le"


def test_damaged_utf_8_is_not_taken_for_another_encoding():
    source = source_of("")
    assert source.decode("äöüß".encode() + b"\xc3") == "äöüß\ufffd"
    assert source.decode(b"M\xfcller \x81") == "Müller \x81"


def test_the_archive_of_linkedin(tmp_path):
    path = tmp_path / "Basic_LinkedInDataExport_01-02-2026.zip"
    path.write_bytes(
        zipped(
            Connections__csv=samples.CONNECTIONS, Invitations__csv=samples.INVITATIONS, Skills__csv=b"Name\nPython\n"
        )
    )
    readings = [(reading, list(reading)) for reading in read_file(path)]
    assert [reading.file for reading, _ in readings] == ["Connections.csv", "Invitations.csv", str(path)]
    assert [str(one) for one in readings[-1][1]] == ["Skills.csv was left: no address file that netz knows."]
    assert [reading.total for reading, _ in readings] == [2, 1, 0]
    assert next(read_file(path)).format == "linkedin-connections"


def test_one_document_for_an_archive(tmp_path):
    path = tmp_path / "x.zip"
    path.write_bytes(zipped(Connections__csv=samples.CONNECTIONS, Invitations__csv=samples.INVITATIONS))
    document = document_of(read_file(path), str(path))
    assert document["file"] == str(path)
    assert document["format"] == "zip"
    assert [card["name"] for card in document["contacts"]] == ["Nele Brandt"]
    assert document["contacts"][0]["connected_on"] == "15 Jan 2024"
    assert document["requests"][0]["direction"] == "incoming"
    assert (document["hidden_rows"], document["total"]) == (1, 3)


@pytest.mark.parametrize("data", [b"PK\x03\x04broken", zipped(a__txt=b"hello"), zipped()])
def test_archives_with_nothing_are_told(tmp_path, data):
    path = tmp_path / "x.zip"
    path.write_bytes(data)
    with pytest.raises(FileProblem, match=r"ZIP|no address file"):
        list(read_file(path))


def test_a_member_too_large_or_too_many_members_are_told(tmp_path):
    path = tmp_path / "x.zip"
    path.write_bytes(zipped(a__csv=samples.CONNECTIONS, b__vcf=(CARD % (1, 1)).encode() * 100))
    document = document_of(read_file(path, limits=Limits(member_bytes=1000)))
    assert document["read"] == 1
    assert [one["message"] for one in document["problems"]] == ["b.vcf is too large."]
    with pytest.raises(FileProblem, match="holds 2 files"):
        list(read_file(path, limits=Limits(members=1)))


@pytest.mark.parametrize(
    "data", [b"", b"hello\nworld\n", b"\x89PNG\r\n\x1a\n" + bytes(100), b"%PDF-1.4\n", b"{}", b"[]", b"<html></html>"]
)
def test_other_files_are_refused_in_words(tmp_path, data):
    path = tmp_path / "x.vcf"
    path.write_bytes(data)
    with pytest.raises(FileProblem, match=r"empty|no address file"):
        list(read_file(path))


def test_what_is_no_regular_file_is_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "secret").touch(mode=0o000)
    sock = socket.socket(socket.AF_UNIX)
    sock.bind(str(tmp_path / "sock"))
    sock.close()
    with (tmp_path / "sparse").open("wb") as stream:
        stream.truncate(1024**4)
    places = [
        tmp_path,
        tmp_path / "none",
        tmp_path / "a\0b",
        "/dev/zero",
        "/dev/tty",
        *map(tmp_path.__truediv__, ("pipe", "loop", "sock", "sparse")),
    ]
    for place in places:
        with pytest.raises(FileProblem) as caught:
            list(read_file(place))
        assert str(caught.value).endswith((".", "again.", "name."))


def test_reading_can_be_cancelled_and_watched(tmp_path):
    path = tmp_path / "x.vcf"
    path.write_bytes("".join(CARD % (n, n) for n in range(20_000)).encode())
    seen: list[tuple[int, int]] = []
    (reading,) = read_file(
        path, progress=lambda done, total: seen.append((done, total)), cancelled=lambda: len(seen) > 3
    )
    with pytest.raises(Cancelled):
        list(reading)
    assert 0 < reading.read < 20_000
    assert seen[0][0] < seen[-1][0] <= seen[-1][1] == path.stat().st_size


class Endless(io.BytesIO):
    """A stream that makes its bytes up, so that a large file needs no disk."""

    def __init__(self, begin: bytes, body: bytes, end: bytes, size: int):
        super().__init__()
        self.parts = [begin, *[body] * (size // len(body)), end]

    def read(self, _size: int = -1) -> bytes:
        return self.parts.pop(0) if self.parts else b""

    def close(self) -> None:
        self.parts.clear()


def peak_of(stream: Endless, limits: Limits) -> tuple[float, list[Any]]:
    tracemalloc.start()
    records = list(vcard.read(Source(stream, "x", 0, Terms(limits)), Options()))
    peak = tracemalloc.get_traced_memory()[1] / MIB
    tracemalloc.stop()
    return peak, records


BODIES = {
    "a line without end": b"A" * 65536,
    "a folded picture": b"\r\n " + b"QUJD" * 2048,
    "a picture in short lines": b"\r\n QUJD" * 2000,
    "many properties": b"a:b\r\n" * 2000,
    "nothing but line ends": b"\r\n" * 5000,
    "soft breaks": b"=\r\nx" * 3000,
}


@pytest.mark.parametrize("kind", BODIES)
def test_a_giant_line_or_card_takes_no_memory(kind):
    head = b"NOTE;ENCODING=QUOTED-PRINTABLE:=" if kind == "soft breaks" else b"PHOTO;ENCODING=b:"
    begin = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\n" + head
    end = b"\r\nTEL:1\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bo\r\nEND:VCARD\r\n"
    stream = Endless(begin, BODIES[kind], end, MIB // 2)
    peak, records = peak_of(stream, Limits(line_bytes=MIB // 32, record_bytes=MIB // 8))
    assert [one.name for one in records if isinstance(one, Card)] == ["Ann", "Bo"]
    assert len([one for one in records if isinstance(one, Skipped)]) <= 1
    assert peak < 2


def test_many_cards_take_no_memory():
    stream = Endless(b"", (CARD % (1, 1)).encode() * 70, b"", MIB // 4)
    tracemalloc.start()
    count = sum(1 for _ in vcard.read(Source(stream, "x", 0, Terms()), Options()))
    peak = tracemalloc.get_traced_memory()[1] / MIB
    tracemalloc.stop()
    assert count > 2_500
    assert peak < 1


@given(
    lines=st.lists(st.sampled_from([b"a", b"", b"bb", b"c" * 40]), max_size=30),
    ends=st.lists(st.sampled_from([b"\n", b"\r\n", b"\r"]), min_size=30, max_size=30),
    cut=st.integers(1, 7),
)
def test_lines_do_not_depend_on_how_bytes_arrive(lines, ends, cut):
    data = b"".join(line + end for line, end in zip(lines, ends, strict=False))
    stream = Endless(b"", b"x", b"", 0)
    stream.parts = [data[place : place + cut] for place in range(0, len(data), cut)]
    source = Source(stream, "x", 0, Terms(Limits(line_bytes=1000)))
    got = [(block.first + place, line) for block in source.blocks() for place, line in enumerate(block.lines)]
    assert got == list(enumerate(data.splitlines(), 1))


@given(st.lists(st.sampled_from(["card", "row", "bad", "hidden"]), max_size=12))
def test_every_row_is_accounted_for(kinds):
    rows = {
        "card": "A,B,https://x,,,,1 Jan 2020",
        "row": ",,,,,,",
        "bad": "x,y,z,1,2,3,4,5",
        "hidden": ",,,,,,2 Jan 2020",
    }
    data = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n" + "".join(
        rows[kind] + "\n" for kind in kinds
    )
    from netz_tui.files.reading import Reading
    from netz_tui.files.tables import read as read_tables

    source = source_of(data)
    reading = Reading("x", "x", source, read_tables(source, Options()))
    list(reading)
    assert (reading.read, reading.hidden_rows, reading.refused) == tuple(
        kinds.count(kind) for kind in ("card", "hidden", "bad")
    )
    assert reading.total == len(kinds) - kinds.count("row")


def test_a_file_that_grows_past_the_limit_is_refused_in_words():
    stream = Endless(b"BEGIN:VCARD\n", b"FN:Ann\n" * 1000, b"", 200_000)
    source = Source(stream, "x.vcf", 0, Terms(Limits(file_bytes=100_000)))
    with pytest.raises(FileProblem, match=r"x\.vcf is more than"):
        list(vcard.read(source, Options()))


def test_an_archive_of_which_nothing_can_be_read_says_why(tmp_path):
    path = tmp_path / "x.zip"
    path.write_bytes(zipped(a__txt=b"hello", b__vcf=(CARD % (1, 1)).encode() * 100))
    with pytest.raises(FileProblem, match=r"b\.vcf is too large"):
        list(read_file(path, limits=Limits(member_bytes=1000)))
