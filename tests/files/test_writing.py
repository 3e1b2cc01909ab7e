import os
import stat

import pytest
import vobject

from netz_tui.files import Card, FileProblem, Related, read_file
from netz_tui.files.write_person import write_markdown
from netz_tui.files.write_vcard import fold
from netz_tui.files.writing import WRITERS, write_atomically, write_file

ANN = Card(
    name="Ann", given="Ann", emails=("a@example.org",), email_labels=("work",), note="*hallo*\n# nein", extra=("X-A:b",)
)


def test_a_file_is_for_its_owner_and_complete(tmp_path):
    path = tmp_path / "x.vcf"
    assert write_file(path, [ANN, ANN]) == 2
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    (reading,) = read_file(path)
    assert len(list(reading)) == 2
    assert [one.name for one in tmp_path.iterdir()] == ["x.vcf"]


def test_nothing_is_overwritten_unasked(tmp_path):
    path = tmp_path / "x.vcf"
    path.write_text("mine")
    with pytest.raises(FileProblem, match="exists already"):
        write_file(path, [ANN])
    assert path.read_text() == "mine"
    write_file(path, [ANN], overwrite=True)
    assert "Ann" in path.read_text()
    dangling = tmp_path / "link"
    dangling.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileProblem, match="exists already"):
        write_atomically(dangling, ["x"])


def test_somebody_faster_wins(tmp_path):
    path = tmp_path / "x"

    def slow():
        path.write_text("theirs")
        yield "ours"

    with pytest.raises(FileProblem, match="exists already"):
        write_atomically(path, slow())
    assert path.read_text() == "theirs"
    assert [one.name for one in tmp_path.iterdir()] == ["x"]


def test_a_failure_leaves_nothing_behind(tmp_path):
    def broken():
        yield "half"
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError):
        write_atomically(tmp_path / "x", broken())
    assert [one.name for one in tmp_path.iterdir()] == []
    with pytest.raises(FileProblem, match="cannot be written"):
        write_atomically(tmp_path / "none" / "x", ["a"])
    with pytest.raises(ValueError, match="unknown format"):
        write_file(tmp_path / "x", [ANN], "doc")


def test_a_file_system_without_links(tmp_path, monkeypatch):
    def no_link(*_):
        raise PermissionError("no links here")

    monkeypatch.setattr(os, "link", no_link)
    write_atomically(tmp_path / "x", [b"a", "ü"])
    assert (tmp_path / "x").read_text() == "aü"
    with pytest.raises(FileProblem, match="exists already"):
        write_atomically(tmp_path / "x", ["b"])


def test_folding_never_cuts_a_character():
    line = "NOTE:" + "ü€😀" * 40
    folded = fold(line)
    assert folded.replace("\r\n ", "") == line + "\r\n"
    assert all(len(part.encode()) <= 75 for part in folded.split("\r\n"))


def test_markdown_shows_text_as_it_is():
    text = write_markdown(
        Card(
            name="A_n*n",
            emails=("a@example.org",),
            email_labels=("work",),
            note="1 < 2\n# no",
            related=(Related("spouse", "[x](y)"),),
            extra=("X-A:```",),
        ),
        [("Gespräche", ["2026-01-02: `gut`", "zwei"])],
    )
    assert text.startswith("# A\\_n\\*n\n")
    assert "- **E\\-mail \\(work\\):** a@example.org" in text
    assert "\\# no" in text
    assert "\\[x\\]\\(y\\)" in text
    assert "## Gespräche\n\n2026\\-01\\-02: \\`gut\\`\n\nzwei" in text
    assert "X-A:'''" in text


def test_vobject_reads_what_we_write():
    card = Card(
        name="Jörg Kühn, Dr.", given="Jörg", family="Kühn", org="Müller; Co", title="Chef", emails=("j@example.org",),
        email_labels=("work,pref",), phones=("+49 1",), phone_labels=("cell",), note="a\nb, c; d\\n", tags=("x", "y"),
        extra=("PHOTO;ENCODING=b;TYPE=JPEG:QUJD", "ADR;TYPE=work:;;Weg 1\\, Hof;Köln;;5;DE"),
    )  # fmt: skip
    read = vobject.readOne("".join(WRITERS["vcard3"]([card])))
    assert read.fn.value == card.name
    assert (read.n.value.family, read.n.value.given) == ("Kühn", "Jörg")
    assert read.org.value == ["Müller; Co"]
    assert (read.email.value, read.tel.value, read.note.value) == ("j@example.org", "+49 1", card.note)
    assert read.categories.value == ["x", "y"]
    assert (read.adr.value.street, read.adr.value.city) == ("Weg 1, Hof", "Köln")
    assert read.photo.value == b"ABC"
