import contextlib
import fcntl
import hashlib
import os
import random
import re
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from book_samples import NOW, ground, person

from netz_tui.book.book import open_book
from netz_tui.book.models import Tag
from netz_tui.book.opening import APPLICATION_ID, Migration, backup, check_content, migrations, pass_gate
from netz_tui.book.problems import BookProblem

NEWEST = migrations()[-1].version


def files(folder):
    return {file.name: file.read_bytes() if file.is_file() else None for file in folder.iterdir()}


@contextlib.contextmanager
def refused(sentence, folder=None):
    """Expect one readable sentence, and that nothing in the folder was added, changed or removed."""
    before = None if folder is None else files(folder)
    with pytest.raises(BookProblem, match=sentence) as caught:
        yield
    said = str(caught.value)
    assert said[-1] == "."
    assert "\n" not in said
    assert said == caught.value.template.format(**caught.value.params)
    assert folder is None or files(folder) == before


def database(path, *statements, application_id=APPLICATION_ID, version=NEWEST):
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in [*statements, f"PRAGMA application_id = {application_id}", f"PRAGMA user_version = {version}"]:
        connection.execute(statement)
    connection.close()


def edit(path, *statements):
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def run(code, *arguments):
    """Start another program; it says "ready" and waits for a line."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "ready\n"
    return process


def let_go(process):
    process.communicate("\n", timeout=20)


# A new book


def test_a_new_book_is_private_whole_and_alone(tmp_path):
    path = tmp_path / "a" / "b" / "book.sqlite"
    with open_book(path) as book:
        assert book.value("PRAGMA application_id") == APPLICATION_ID
        assert book.value("PRAGMA user_version") == NEWEST
        assert {file.name for file in path.parent.iterdir()} <= {
            "book.sqlite", "book.sqlite.lock", "book.sqlite-wal", "book.sqlite-shm",
        }  # fmt: skip
        for file in path.parent.iterdir():
            assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name
        for folder in (path.parent, path.parent.parent):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {file.name for file in path.parent.iterdir()} == {"book.sqlite", "book.sqlite.lock"}


def test_a_folder_that_was_there_keeps_its_permissions_and_a_book_gets_private(path):
    path.parent.chmod(0o755)
    path.chmod(0o644)
    open_book(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o755


def test_a_book_that_can_not_be_finished_is_never_there(tmp_path):
    steps = [*migrations(), Migration(NEWEST + 1, "broken", "CREATE TABLE t (a); SELECT nonsense;")]
    with refused("could not be used", tmp_path):
        pass_gate(tmp_path / "book.sqlite", steps=lambda: steps)


def test_no_moment_of_making_a_book_shows_half_of_one(tmp_path, monkeypatch):
    path = tmp_path / "book.sqlite"
    seen = []
    link = os.link

    def watched(source, target):
        seen.append(path.exists())
        link(source, target)
        seen.append(path.read_bytes()[:15])

    monkeypatch.setattr(os, "link", watched)
    open_book(path).close()
    assert seen == [False, b"SQLite format 3"]


def test_a_disk_without_links_gets_its_book_too(tmp_path, monkeypatch):
    def no_links(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    open_book(tmp_path / "book.sqlite").close()
    assert check_content(tmp_path / "book.sqlite") == NEWEST


@pytest.mark.parametrize("name", ["täglich 100%?#&.sqlite", "book", "b;c", b"\xff\xfe.sqlite", "a.b.c", "x'y\"z"])
def test_any_file_name_will_do(tmp_path, name):
    path = tmp_path / os.fsdecode(name)
    with open_book(path) as book, book.transaction() as connection:
        person(connection)
    with open_book(path, writable=False) as book:
        assert book.value("SELECT count(*) FROM people") == 1
    backup(path, tmp_path / "copy")
    assert path.exists()
    assert not [file for file in tmp_path.iterdir() if not file.name.startswith((path.name, "copy"))]


def test_a_relative_path_means_the_folder_one_is_in(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    open_book(Path("book.sqlite")).close()
    assert check_content(Path("book.sqlite")) == NEWEST


# What is asserted of a connection


@pytest.mark.parametrize("writable", [True, False])
def test_every_connection_is_strict(path, writable):
    with open_book(path, writable=writable) as book:
        values = {
            "foreign_keys": 1, "synchronous": 2, "secure_delete": 1, "trusted_schema": 0, "cell_size_check": 1,
            "busy_timeout": 5000, "query_only": 1,
        }  # fmt: skip
        assert {name: book.value(f"PRAGMA {name}") for name in values} == values
        assert not writable or book.value("PRAGMA journal_mode") == "wal"


def test_a_read_only_book_writes_nothing(path):
    with (
        open_book(path, writable=False) as book,
        pytest.raises(BookProblem, match="read-only"),
        book.action("x", "x", NOW) as action,
    ):
        action.insert(Tag, name="x")
    assert not path.with_name("book.sqlite.lock").exists()


@pytest.mark.parametrize("look", [lambda book: book.rows("SELECT * FROM people"), lambda book: book.connection])
def test_a_look_leaves_nothing_beside_the_book(path, look):
    open_book(path).close()
    before = path.read_bytes(), path.stat().st_mtime_ns, {file.name for file in path.parent.iterdir()}
    with open_book(path, writable=False) as book:
        look(book)
    assert (path.read_bytes(), path.stat().st_mtime_ns, {file.name for file in path.parent.iterdir()}) == before


@pytest.mark.parametrize("shut", ["book.sqlite", "."])
def test_a_book_on_read_only_ground_is_read_as_it_lies(path, monkeypatch, shut):
    with open_book(path) as book, book.action("x", "x", NOW) as action:
        action.insert(Tag, name="ulm")
    before = {file.name for file in path.parent.iterdir()}
    closed = os.path.realpath(path.parent / shut)
    free = os.access
    monkeypatch.setattr(os, "access", lambda place, mode: os.path.realpath(place) != closed and free(place, mode))
    with open_book(path, writable=False) as book:
        assert book.value("SELECT name FROM tags") == "ulm"
        assert {file.name for file in path.parent.iterdir()} == before


def test_a_look_into_a_book_that_is_written_sees_what_is_written(path):
    with open_book(path) as book:
        with book.action("x", "x", NOW) as action:
            action.insert(Tag, name="ulm")
        with open_book(path, writable=False) as look:
            assert look.value("SELECT name FROM tags") == "ulm"
        with book.action("x", "x", NOW) as action:
            action.insert(Tag, name="hamburg")
    assert {file.name for file in path.parent.iterdir()} == {"book.sqlite", "book.sqlite.lock"}
    with open_book(path, writable=False) as look:
        assert look.rows("SELECT name FROM tags ORDER BY id") == [("ulm",), ("hamburg",)]


def test_who_writes_while_a_look_lasts_is_not_kept_from_it(path):
    open_book(path).close()
    with open_book(path, writable=False) as look:
        assert look.value("SELECT count(*) FROM tags") == 0
        with open_book(path) as book, book.action("x", "x", NOW) as action:
            action.insert(Tag, name="ulm")
        assert look.value("SELECT name FROM tags") == "ulm"
    with open_book(path) as book:
        assert book.value("SELECT name FROM tags") == "ulm"
    assert {file.name for file in path.parent.iterdir()} == {"book.sqlite", "book.sqlite.lock"}


# What is refused


def garbage(path):
    path.write_bytes(random.Random(1).randbytes(9000))


def text(path):
    path.write_text("Name;Firma\nErika Kühn;ACME\n" * 20, encoding="utf-8")


def short(path):
    path.write_bytes(b"SQLite format 3\x00")


def empty(path):
    path.write_bytes(b"")


def folder(path):
    path.mkdir()


def fifo(path):
    os.mkfifo(path)


def foreign(path):
    database(path, "CREATE TABLE moz_places (id)", application_id=0)


def foreign_with_id(path):
    database(path, "CREATE TABLE t (id)", application_id=0x47504B47)


def without_version(path):
    database(path, "CREATE TABLE people (id)", version=0)


def newer(path):
    database(path, "CREATE TABLE people (id)", version=NEWEST + 1)


def hollow(path):
    database(path, "CREATE TABLE people (id)")


def read_only(path):
    open_book(path).close()
    path.with_name("book.sqlite.lock").unlink()
    path.chmod(0o400)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (garbage, r"book\.sqlite is not a netz book\. Nothing was changed\."),
        (text, "is not a netz book"),
        (short, "is not a netz book"),
        (empty, r"is empty\. Restore a backup, or delete it to start a new book\."),
        (folder, r"is not a file\. Name a netz book, or a file that does not exist yet\."),
        (fifo, "is not a file"),
        (foreign, "is the database of another program"),
        (foreign_with_id, "is the database of another program"),
        (without_version, "is not a netz book"),
        (newer, rf"newer netz \(schema {NEWEST + 1}, this one knows {NEWEST}\)\. Update netz\."),
        (hollow, r"is not built as a netz book is \("),
        (read_only, r"is read-only\. Nothing was changed; make it writable or open a copy\."),
    ],
)
def test_what_is_not_a_book_is_refused_and_left_as_it_was(tmp_path, make, sentence):
    path = tmp_path / "book.sqlite"
    make(path)
    mode = path.stat().st_mode
    with refused(sentence, tmp_path):
        open_book(path)
    assert path.stat().st_mode == mode
    if make is not read_only:
        with refused(sentence, tmp_path):
            open_book(path, writable=False)


def test_what_can_not_be_reached_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "file").write_text("x")
    with refused("cannot be opened: Not a directory", tmp_path):
        open_book(tmp_path / "file" / "book.sqlite")
    with refused("cannot be read: No such file", tmp_path):
        open_book(tmp_path / "book.sqlite", writable=False)
    (tmp_path / "loop").symlink_to("loop")
    with refused("cannot be opened"):
        open_book(tmp_path / "loop")


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER request_confirmed",
        "DROP TABLE ties",
        "DROP INDEX inbox_by_age",
        "DROP VIEW standings",
        "ALTER TABLE people ADD COLUMN secret TEXT",
        "CREATE TRIGGER own AFTER INSERT ON people BEGIN DELETE FROM people; END",
    ],
)
def test_a_book_whose_rules_were_taken_out_is_refused(path, statement):
    edit(path, statement)
    with refused("is not built as a netz book is", path.parent):
        open_book(path)


def test_a_table_or_view_of_ones_own_does_no_harm(path):
    edit(path, "CREATE TABLE mine (a)", "CREATE VIEW young AS SELECT id FROM people", "CREATE INDEX i ON people (city)")
    edit(path, "ANALYZE")
    open_book(path).close()


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    path = tmp_path_factory.mktemp("filled") / "book.sqlite"
    with open_book(path) as book, book.transaction() as connection:
        for number in range(300):
            ground(connection, person(connection, f"Person {number}", note="x" * 200))
    path.with_name("book.sqlite.lock").unlink()
    return path


def test_cut_books_are_refused(filled, tmp_path):
    path = tmp_path / "book.sqlite"
    whole = filled.read_bytes()
    for size in (100, 4096, 4097, len(whole) // 2, len(whole) - 4096, len(whole) - 1):
        path.write_bytes(whole[:size])
        with refused(r"is (damaged|not a netz book)", tmp_path):
            open_book(path)


def why_not(path):
    try:
        check_content(path)
    except BookProblem as problem:
        return str(problem)
    return None


def test_damaged_pages_are_refused_and_never_a_surprise(filled, tmp_path):
    path = tmp_path / "book.sqlite"
    whole = filled.read_bytes()
    pages = len(whole) // 4096
    dice = random.Random(7)
    refusals = 0
    for attempt in range(60):
        data = bytearray(whole)
        start = dice.randrange(1, pages) * 4096 if attempt % 2 else dice.randrange(100, len(whole) - 64)
        size = dice.choice([1, 8, 64, 4096])
        data[start : start + size] = dice.choice([bytes(size), b"\xff" * size, dice.randbytes(size)])
        data = data[: len(whole)]
        path.write_bytes(data)
        said = why_not(path)
        if said is not None:
            refusals += 1
            assert re.search(r"damaged|not built|newer|not a netz book|could not be used", said)
            assert str(path) in said
        assert path.read_bytes() == data
        assert [file.name for file in tmp_path.iterdir()] == ["book.sqlite"]
    assert refusals >= 20


def test_damage_is_told_with_what_to_do(filled, tmp_path):
    path = tmp_path / "book.sqlite"
    data = bytearray(filled.read_bytes())
    data[4096 * 5 : 4096 * 9] = bytes(4096 * 4)
    path.write_bytes(data)
    with refused(r"damaged \(.+\)\. Restore the newest backup beside it; nothing was changed\.", tmp_path):
        open_book(path)


def test_a_lock_file_of_something_else_is_not_overwritten(tmp_path):
    (tmp_path / "poetry.lock").write_text("# This file is automatically @generated by Poetry\n")
    with refused(r"poetry\.lock should be the lock", tmp_path):
        open_book(tmp_path / "poetry")


# One at a time


def test_a_second_opening_is_refused_and_told_by_whom(path):
    with open_book(path) as book:
        with refused(rf"is open in another netz \(process {os.getpid()}\)\. Close that one first\."):
            open_book(path)
        with book.transaction() as connection:
            person(connection)
        with open_book(path, writable=False) as reading:
            assert reading.value("SELECT count(*) FROM people") == 1
    open_book(path).close()


def test_another_name_for_the_same_book_is_the_same_book(path, tmp_path):
    link = tmp_path / "link.sqlite"
    link.symlink_to(path)
    with open_book(link):
        with refused(r"book\.sqlite is open in another netz"):
            open_book(path)
        with refused(r"book\.sqlite is open in another netz"):
            open_book(link)


def test_a_second_attempt_does_not_loosen_the_first_ones_hold(path):
    """Closing any descriptor of a file frees the locks that the process has on it; SQLite's log would be deleted."""
    code = "import sqlite3, sys\nc = sqlite3.connect(sys.argv[1])\nc.execute('SELECT 1 FROM tags')\nc.close()"
    with open_book(path) as book:
        with book.transaction() as connection:
            person(connection)
        with refused("is open in another netz"):
            open_book(path)
        log = path.with_name("book.sqlite-wal")
        before = log.stat().st_ino
        subprocess.run([sys.executable, "-c", code, path], check=True)
        assert log.stat().st_ino == before


def test_another_process_keeps_us_out_until_it_ends(path):
    code = (
        "import sys, pathlib, netz_tui.book.book as b\nbook = b.open_book(pathlib.Path(sys.argv[1]))\n"
        "print('ready', flush=True)\ninput()\nbook.close()"
    )
    other = run(code, path)
    with refused(rf"\(process {other.pid}\)"):
        open_book(path)
    let_go(other)
    open_book(path).close()


@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
def test_a_book_that_another_program_is_writing_is_refused(path, mode):
    edit(path, f"PRAGMA journal_mode = {mode}")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        before = path.read_bytes()
        with refused("is locked by another program. Close it and try again; nothing was changed"):
            open_book(path)
        assert path.read_bytes() == before
        assert not path.with_name("book.sqlite.lock").exists()
    finally:
        other.close()
    open_book(path).close()


def test_a_lock_held_by_anybody_counts(path):
    lock = path.with_name("book.sqlite.lock")
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with refused(r"\(process \?\)", path.parent):
            open_book(path)
    open_book(path).close()


def test_a_lock_that_was_removed_under_us_guards_nothing(path, monkeypatch):
    lock = path.with_name("book.sqlite.lock")
    real = fcntl.flock
    removed: list[Any] = []

    def remove_first(handle, how):
        if not removed:
            removed.append(lock.unlink())
        real(handle, how)

    monkeypatch.setattr(fcntl, "flock", remove_first)
    with open_book(path):
        assert removed
        assert lock.read_text().split() == [str(os.getpid())]


def test_the_lock_tells_the_process_and_then_the_clean_end(path):
    lock = path.with_name("book.sqlite.lock")
    with open_book(path):
        assert lock.read_text().split() == [str(os.getpid())]
        assert stat.S_IMODE(lock.stat().st_mode) == 0o600
    info = path.stat()
    assert lock.read_text().strip() == f"clean {info.st_size} {info.st_mtime_ns}"


def test_an_end_is_not_clean_while_another_program_still_reads(path):
    with open_book(path) as book:
        with book.transaction() as connection:
            person(connection)
        other = sqlite3.connect(path)
        assert other.execute("SELECT count(*) FROM people").fetchone() == (1,)
    assert path.with_name("book.sqlite.lock").read_text().split() == [str(os.getpid())]
    other.close()


# What was checked before needn't be checked again


@pytest.fixture
def large(path, monkeypatch):
    monkeypatch.setattr("netz_tui.book.opening._SMALL", 1000)
    with open_book(path) as book, book.transaction() as connection:
        person(connection)
    return path


def test_only_a_large_book_that_was_closed_cleanly_is_trusted(large):
    with open_book(large) as book:
        assert book.unchecked
        book.check()
        assert not book.unchecked
    with pass_gate(large).lock._file:
        pass
    with open_book(large) as book:
        assert not book.unchecked


def test_a_book_that_was_touched_or_is_small_is_checked_at_once(large, monkeypatch):
    edit(large, "PRAGMA journal_mode = DELETE")
    with open_book(large) as book:
        assert not book.unchecked
    monkeypatch.undo()
    with open_book(large) as book:
        assert not book.unchecked


def test_damage_that_came_later_is_found_in_the_background(large):
    info = large.stat()
    data = bytearray(large.read_bytes())
    data[4096 * 4 : 4096 * 30] = bytes(4096 * 26)
    large.write_bytes(data)
    os.utime(large, ns=(info.st_atime_ns, info.st_mtime_ns))
    with open_book(large) as book:
        assert book.unchecked
        with pytest.raises(BookProblem, match="damaged"):
            book.check()
        assert book.unchecked


# After a crash

WRITER = """
import sys, pathlib
from netz_tui.book.book import open_book
book = open_book(pathlib.Path(sys.argv[1]))
add = "INSERT INTO tags (name) VALUES (?)"
with book.transaction() as connection:
    connection.execute(add, ("kept",))
with book.transaction() as connection:
    connection.executemany(add, ((f"lost {n}" * 100,) for n in range(int(sys.argv[2]))))
    print("ready", flush=True)
    input()
"""


@pytest.mark.parametrize("rows", [1, 30_000])
def test_a_killed_writer_loses_only_what_was_not_finished(path, rows):
    other = run(WRITER, path, rows)
    other.send_signal(signal.SIGKILL)
    other.wait(20)
    other.stdin.close()
    other.stdout.close()
    with open_book(path) as book:
        assert not book.unchecked
        assert book.rows("SELECT name FROM tags") == [("kept",)]
    assert {file.name for file in path.parent.iterdir()} == {"book.sqlite", "book.sqlite.lock"}


# Bringing a book up to date

SECOND = Migration(NEWEST + 1, "colours", "ALTER TABLE tags ADD COLUMN colour TEXT NOT NULL DEFAULT '';")
THIRD = Migration(NEWEST + 2, "more", "CREATE TABLE more (id INTEGER PRIMARY KEY); INSERT INTO more VALUES (1);")


def steps(*more):
    return lambda: [*migrations(), *more]


@pytest.fixture
def older(path):
    with open_book(path) as book, book.transaction() as connection:
        connection.execute("INSERT INTO tags (name) VALUES ('old')")
    path.with_name("book.sqlite.lock").unlink()
    return path


def test_an_older_book_is_brought_up_to_date_after_a_copy_was_made(older):
    pass_gate(older, steps=steps(SECOND, THIRD)).close()
    copy = older.with_name(f"book.sqlite.before-schema-{THIRD.version}")
    assert {file.name for file in older.parent.iterdir()} == {older.name, f"{older.name}.lock", copy.name}
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert check_content(older, steps(SECOND, THIRD)) == THIRD.version
    assert check_content(copy) == NEWEST
    with open_book(copy, writable=False) as book:
        assert book.rows("SELECT id, name FROM tags") == [(1, "old")]
    edit(older, "INSERT INTO tags (name, colour) VALUES ('new', 'red')")
    with refused("newer netz"):
        open_book(older)


def test_a_read_only_look_does_not_bring_up_to_date(older):
    with refused(r"is from an older netz\. Open it once with netz", older.parent):
        pass_gate(older, writable=False, steps=steps(SECOND))


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        ("SELECT nonsense;", "could not be used: no such column"),
        ("CREATE TABLE more (id);", "could not be used: table more already exists"),
        ("INSERT INTO person_tags (person_id, tag_id) VALUES (7, 7);", "could not be brought up to date; nothing"),
    ],
)
def test_if_one_step_fails_none_was_taken(older, sql, sentence):
    before = older.read_bytes()
    broken = Migration(THIRD.version + 1, "broken", sql)
    with refused(sentence):
        pass_gate(older, steps=steps(SECOND, THIRD, broken))
    assert older.read_bytes() == before
    assert {file.name for file in older.parent.iterdir()} == {
        "book.sqlite", f"book.sqlite.before-schema-{broken.version}",
    }  # fmt: skip
    with open_book(older) as book:
        assert book.rows("SELECT id, name FROM tags") == [(1, "old")]


def test_a_book_brought_up_to_date_by_one_that_was_killed_is_not_brought_up_twice(older):
    code = (
        "import sqlite3, sys\nc = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.executescript('BEGIN;' + sys.argv[2] + 'PRAGMA user_version = ' + sys.argv[3] + ';COMMIT')\n"
        "print('ready', flush=True)\ninput()"
    )
    other = run(code, older, SECOND.sql, SECOND.version)
    other.send_signal(signal.SIGKILL)
    other.wait(20)
    other.stdin.close()
    other.stdout.close()
    assert int.from_bytes(older.read_bytes()[60:64], "big") == NEWEST
    with refused("newer netz"):
        open_book(older)
    pass_gate(older, steps=steps(SECOND)).close()
    assert check_content(older, steps(SECOND)) == SECOND.version


GIVEN_OUT = {
    1: "f5c1aae15d2f8b487f7d2bbc35415308bb1cf3045ccc7d7775b686cf36e45890",
    2: "c7bb461cc5e7ec002cafe77f2ca1815f3e8a286923a36fefc84151f2efe91e18",
    3: "0cc3004e1def8860028fa3fc2524440f8db4e2678d193c36d6bb04a0e02c7e80",
}


@pytest.mark.parametrize("version", GIVEN_OUT)
def test_a_step_that_books_have_taken_is_never_changed(version):
    assert hashlib.sha256(migrations()[version - 1].sql.encode()).hexdigest() == GIVEN_OUT[version]


@pytest.mark.parametrize("version", GIVEN_OUT)
def test_a_book_of_every_version_given_out_is_brought_up_to_date(tmp_path, version):
    path = tmp_path / "older.sqlite"
    pass_gate(path, steps=lambda: migrations()[:version]).close()
    edit(path, "INSERT INTO tags (name) VALUES ('old')")
    with open_book(path) as book:
        assert book.rows("SELECT name FROM tags") == [("old",)]
    assert check_content(path) == NEWEST


def test_versions_run_without_gaps():
    assert [step.version for step in migrations()] == list(range(1, NEWEST + 1))


# Copies


def test_a_copy_is_made_while_another_writes(path, tmp_path):
    target = tmp_path / "copies" / "copy.sqlite"
    target.parent.mkdir()
    stop = threading.Event()
    with open_book(path) as book:

        def write():
            count = 0
            while not stop.is_set():
                with book.transaction() as connection:
                    connection.execute("INSERT INTO tags (name) VALUES (?)", (f"{count} one",))
                    connection.execute("INSERT INTO tags (name) VALUES (?)", (f"{count} two",))
                count += 1

        writer = threading.Thread(target=write)
        writer.start()
        try:
            for _ in range(5):
                backup(path, target)
                assert check_content(target) == NEWEST
                with open_book(target, writable=False) as copy:
                    assert copy.value("SELECT count(*) FROM tags") % 2 == 0
        finally:
            stop.set()
            writer.join()
        total = book.value("SELECT count(*) FROM tags")
    assert total > 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with open_book(path) as book:
        assert book.value("SELECT count(*) FROM tags") == total


def test_a_copy_is_one_file_and_a_failed_one_leaves_nothing(filled, tmp_path):
    target = tmp_path / "copy"
    backup(filled, target)
    assert files(tmp_path).keys() == {"copy"}
    whole = target.read_bytes()
    assert whole[18:20] == b"\x01\x01"  # needs no log beside it, so it opens from read-only ground too
    damaged = tmp_path / "damaged" / "book.sqlite"
    damaged.parent.mkdir()
    shutil.copy(filled, damaged)
    with damaged.open("r+b") as handle:
        handle.seek(4096 * 5)
        handle.write(bytes(4096 * 4))
    with refused("damaged", tmp_path):
        backup(damaged, target)
    assert target.read_bytes() == whole
    with refused("cannot be written: No such file", tmp_path):
        backup(filled, tmp_path / "nowhere" / "copy")
    with refused("cannot be opened", tmp_path):
        backup(tmp_path / "nothing", tmp_path / "copy2")
