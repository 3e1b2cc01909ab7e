"""Drafts outlive everything: crashes, damaged files, foreign text, a full disk."""

import json
import os
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netz_tui.clean import clean_text
from netz_tui.desk import drafts as module
from netz_tui.desk.drafts import Draft, Drafts


@pytest.fixture
def drafts(tmp_path):
    return Drafts(tmp_path / "book.sqlite")


DRAFT = Draft(7, 3, "Erste Zeile\n[b]zweite[/]\n", "call", "2026-11-24T09:30:00Z", 840)


def write(drafts, content, name="7.json"):
    drafts.folder.mkdir(mode=0o700, exist_ok=True)
    file = drafts.folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def test_kept_as_it_was(drafts):
    drafts.save(DRAFT)
    assert drafts.load(7) == DRAFT
    assert drafts.load(8) is None
    assert drafts.all() == [DRAFT]
    drafts.remove(7)
    drafts.remove(7)
    assert drafts.load(7) is None
    assert drafts.all() == []


def test_nothing_is_made_before_something_is_written(drafts):
    assert drafts.all() == []
    assert drafts.load(7) is None
    drafts.remove(7)
    drafts.save(Draft(7, None, "  \n"))
    assert not drafts.folder.exists()


def test_an_emptied_note_is_forgotten_but_a_running_call_is_not(drafts):
    drafts.save(DRAFT)
    drafts.save(Draft(7, 3, "", "call", "2026-11-24T09:30:00Z"))
    assert drafts.load(7).started
    drafts.save(Draft(7, 3, " "))
    assert drafts.load(7) is None


@pytest.mark.parametrize("mask", [0o000, 0o022])
def test_nobody_else_reads_them(drafts, mask):
    old = os.umask(mask)
    try:
        drafts.save(DRAFT)
    finally:
        os.umask(old)
    (file,) = drafts.folder.iterdir()
    assert stat.S_IMODE(drafts.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_books_beside_each_other_do_not_share_drafts(tmp_path):
    Drafts(tmp_path / "a.sqlite").save(DRAFT)
    assert Drafts(tmp_path / "b.sqlite").all() == []


def test_all_oldest_first(drafts):
    for place, person_id in enumerate((9, 2, 5)):
        drafts.save(Draft(person_id, None, f"an {person_id}"))
        os.utime(drafts.folder / f"{person_id}.json", ns=(place, place))
    assert [draft.person_id for draft in drafts.all()] == [9, 2, 5]


def test_a_write_that_fails_leaves_the_old_draft_whole(drafts, monkeypatch):
    drafts.save(DRAFT)

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        drafts.save(Draft(7, 3, "new text that does not fit"))
    monkeypatch.undo()
    assert drafts.load(7) == DRAFT
    assert [file.name for file in drafts.folder.iterdir()] == ["7.json"]


def test_a_folder_that_cannot_be_made_is_told(drafts):
    drafts.folder.write_text("in the way")
    with pytest.raises(OSError, match="exist"):
        drafts.save(DRAFT)


DAMAGED = [
    b"",
    b"{",
    b"\xff\xfe\x00",
    b"null",
    b"[1, 2]",
    b'"text"',
    b"{}",
    b'{"person_id": 7}',
    b'{"person_id": 7, "request_id": null, "text": "x", "seconds": "many"}',
    b'{"person_id": 7, "request_id": null, "text": "x", "seconds": 1e999}',
    b'{"person_id": 7, "request_id": null, "text": "x", "seconds": NaN}',
    b'{"person_id": 7, "request_id": null, "text": "x", "seconds": null}',
    b'{"person_id": 7, "request_id": "me", "text": "x"}',
    b"[" * 100_000,
    b"9" * 10_000,
]


@pytest.mark.parametrize("content", DAMAGED, ids=lambda content: content[:40].decode("latin-1"))
def test_a_damaged_file_is_set_aside(drafts, content):
    write(drafts, content)
    assert drafts.load(7) is None
    kept = [file.read_bytes() for file in drafts.folder.iterdir()]
    assert kept == [content]
    assert drafts.all() == []
    drafts.save(DRAFT)
    assert drafts.load(7) == DRAFT
    assert content in [file.read_bytes() for file in drafts.folder.iterdir()]


def test_a_second_damaged_file_does_not_take_the_place_of_the_first(drafts):
    for content in (b"first", b"second", b"third"):
        write(drafts, content)
        assert drafts.load(7) is None
    assert {file.read_bytes() for file in drafts.folder.iterdir()} == {b"first", b"second", b"third"}


def test_a_damaged_one_does_not_hide_the_others(drafts):
    write(drafts, b"{", "5.json")
    write(drafts, json.dumps({"seconds": "?"}), "6.json")
    drafts.save(DRAFT)
    assert drafts.all() == [DRAFT]


def test_what_else_lies_there_is_left_alone(drafts):
    drafts.save(DRAFT)
    for name in ("notes.json", ".netz-x.part", "-3.json", "7.txt", "²3.json"):
        write(drafts, b"mine", name)
    (drafts.folder / "8.json").mkdir()
    assert drafts.all() == [DRAFT]
    assert (drafts.folder / "notes.json").read_bytes() == b"mine"


def test_a_file_of_a_later_version_is_read_as_far_as_known(drafts):
    write(drafts, '{"person_id": 7, "request_id": 3, "text": "x", "mood": "good"}')
    assert drafts.load(7) == Draft(7, 3, "x")


def test_the_name_of_the_file_says_whose_it_is(drafts):
    write(drafts, '{"person_id": 99, "request_id": null, "text": "x"}')
    assert drafts.load(7) == Draft(7, None, "x")


def test_text_changed_outside_passes_the_gate(drafts):
    write(drafts, json.dumps({"person_id": 7, "request_id": None, "text": "a\x1b[2Jb\u202ec\r\nd", "kind": "call\x07"}))
    assert drafts.load(7) == Draft(7, None, "a[2Jbc\nd", "call")


@given(text=st.text(max_size=80) | st.text(st.characters(codec=None, categories=("Cs", "Cc", "Cf", "Lu")), max_size=20))
def test_any_text_can_be_kept(tmp_path_factory, text):
    drafts = Drafts(tmp_path_factory.getbasetemp() / "any.sqlite")
    drafts.save(Draft(7, None, "x" + text))
    assert drafts.load(7) == Draft(7, None, clean_text("x" + text))


def test_it_needs_no_book():
    assert "netz_tui.book" not in {getattr(value, "__package__", "") for value in vars(module).values()}
