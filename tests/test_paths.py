import errno
import os
import stat
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netz_tui import paths


def permissions(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_netz_home_puts_everything_below_one_folder(tmp_path):
    found = paths.places({"NETZ_HOME": str(tmp_path)})
    for path in (found.book, found.backups, found.settings, found.log):
        assert path.is_relative_to(tmp_path)


def test_home_sign_and_relative_folder_become_absolute(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert paths.places({"NETZ_HOME": "~/n"}).data == tmp_path / "n"
    assert paths.places({"NETZ_HOME": "n/../m"}).data == tmp_path / "m"


def test_without_netz_home_the_system_says_where(tmp_path, monkeypatch):
    for name in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    found = paths.places({"NETZ_HOME": " "})
    assert found == (tmp_path / "DATA/netz", tmp_path / "CONFIG/netz", tmp_path / "STATE/netz")


def test_asking_where_makes_nothing(tmp_path):
    paths.places({"NETZ_HOME": str(tmp_path / "new")})
    assert list(tmp_path.iterdir()) == []


def test_book_is_the_one_asked_for_then_the_variable_then_the_usual(tmp_path):
    environ = {"NETZ_HOME": str(tmp_path), "NETZ_BOOK": "/elsewhere/b.sqlite"}
    assert paths.book_path("/mine.sqlite", environ) == Path("/mine.sqlite")
    assert paths.book_path(None, environ) == Path("/elsewhere/b.sqlite")
    assert paths.book_path(None, {"NETZ_HOME": str(tmp_path)}) == tmp_path / "book.sqlite"


def test_new_folders_are_private_whatever_the_umask_and_old_ones_stay(tmp_path):
    tmp_path.chmod(0o755)
    old = os.umask(0)
    try:
        made = paths.private_folder(tmp_path / "a" / "b")
    finally:
        os.umask(old)
    assert [permissions(path) for path in (made, made.parent, tmp_path)] == [0o700, 0o700, 0o755]
    assert paths.private_folder(made) == made


def test_file_in_the_way_of_a_folder_is_told(tmp_path):
    (tmp_path / "a").write_text("")
    with pytest.raises(NotADirectoryError):
        paths.private_folder(tmp_path / "a")


@pytest.mark.parametrize("data", ["Grüße\r\n", "Grüße\r\n".encode()])
def test_text_and_bytes_are_written_unchanged_and_private(tmp_path, data):
    target = tmp_path / "a.txt"
    target.write_text("old")
    target.chmod(0o644)
    paths.atomic_write(target, data)
    assert target.read_bytes() == "Grüße\r\n".encode()
    assert permissions(target) == 0o600
    assert list(tmp_path.iterdir()) == [target]


def test_mode_does_not_depend_on_the_umask(tmp_path):
    old = os.umask(0o077)
    try:
        paths.atomic_write(tmp_path / "a", b"", 0o644)
    finally:
        os.umask(old)
    assert permissions(tmp_path / "a") == 0o644


@pytest.mark.parametrize("taken", ["file", "dangling link", "folder"])
def test_without_overwrite_nothing_is_replaced(tmp_path, taken):
    target = tmp_path / "a"
    if taken == "file":
        target.write_text("old")
    elif taken == "folder":
        target.mkdir()
    else:
        target.symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError):
        paths.atomic_write(target, "new", overwrite=False)
    assert list(tmp_path.iterdir()) == [target]
    assert taken != "file" or target.read_text() == "old"


def test_file_system_without_hard_links_still_gets_its_file(tmp_path, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    target = tmp_path / "a"
    paths.atomic_write(target, "new", overwrite=False)
    assert target.read_text() == "new"
    with pytest.raises(FileExistsError):
        paths.atomic_write(target, "newer", overwrite=False)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_linked_file_stays_linked(tmp_path):
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("old")
    link.symlink_to("real")
    paths.atomic_write(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_failure_leaves_the_old_content_and_no_litter(tmp_path, monkeypatch, step):
    target = tmp_path / "a"
    target.write_text("old")

    def fail(*_args, **_kwargs):
        raise OSError(errno.ENOSPC, "full")

    where, name = {"write": (os, "fdopen"), "fsync": (os, "fsync"), "replace": (Path, "replace")}[step]
    monkeypatch.setattr(where, name, fail)
    with pytest.raises(OSError, match="full"):
        paths.atomic_write(target, "new")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a", "old")]


def test_text_that_is_no_unicode_touches_nothing(tmp_path):
    with pytest.raises(UnicodeEncodeError):
        paths.atomic_write(tmp_path / "a", "\ud800")
    assert list(tmp_path.iterdir()) == []


NAMES = {
    "Anna Kühn": "Anna Kühn",
    "../../etc/passwd": "etc_passwd",
    "/etc/passwd": "etc_passwd",
    "..": "unnamed",
    "": "unnamed",
    ".bashrc": "bashrc",
    "-rf": "rf",
    "~root": "root",
    "C:\\Windows\\x": "C__Windows_x",
    "a\0b\x1b[2Jc": "ab[2Jc",
    "a\nb": "a b",
    "／etc／x": "etc_x",
    "．．／x": "x",
    "\u202egpj.exe": "gpj.exe",
    "CON": "_CON",
    "nul.txt": "_nul.txt",
    "COM1 .txt": "_COM1 .txt",
    "Konzert": "Konzert",
    "ends. . ": "ends",
    "a*b?": "a_b_",
    "\ud800x": "x",
    "\u0301": "unnamed",
    "Müller & Söhne (Ulm).vcf": "Müller & Söhne (Ulm).vcf",
    "Mu\u0308ller": "Müller",
    "李小龍": "李小龍",
}


@pytest.mark.parametrize(("text", "name"), NAMES.items())
def test_safe_name(text, name):
    assert paths.safe_name(text) == name


@settings(max_examples=400, derandomize=True, deadline=None)
@given(st.text(max_size=300) | st.text("./\\-~ _CONon\0\u202eä／．\u0301\x85", max_size=20))
def test_safe_name_stays_in_its_folder_and_is_its_own_safe_name(text):
    name = paths.safe_name(text)
    assert 0 < len(name.encode()) <= paths.NAME_LIMIT
    assert name not in {".", ".."}
    assert name[0] not in ".-~"
    assert not set(name) & set("/\\\0")
    assert all(unicodedata.category(char)[0] != "C" for char in name)
    assert (Path("/x") / name).resolve().parent == Path("/x")
    assert paths.safe_name(name) == name


def test_safe_names_can_be_written(tmp_path):
    for text in [*NAMES, "ä" * 500, "👩‍👩‍👧" * 100]:
        paths.atomic_write(tmp_path / paths.safe_name(text), text.encode(errors="replace"))
    assert all(path.parent == tmp_path for path in tmp_path.iterdir())
