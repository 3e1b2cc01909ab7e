"""A note that is being typed outlives every end of the program; what ends badly says neither note nor name."""

import json
import shutil
import signal
import time
from typing import Any

import pytest
from pty_seat import PtySeat

NAME = "Anna Berger"
TEXT = "Vertraulich: kennt Jens aus Ulm"
IN_THE_NOTE = " F2 End conversation  F1 Help"
"""The keys while the editor has the focus."""
MOUSE_OFF = b"\x1b[?1000l"
CURSOR_SHOWN = b"\x1b[?25h"
SCREEN_LEFT = b"\x1b[?1049l"

CRASHING = """
import sys
from netz_tui.ui.desk_area import DeskArea
def broken(self):
    note, name = self.query_one("#note").text, self.page.request.name
    raise RuntimeError(f"{name}: {note}")
DeskArea.action_sort = broken
from netz_tui.cli import main
sys.argv[0] = "netz"
main()
"""


@pytest.fixture
def home(built, tmp_path):
    """A home whose book is the small world."""
    shutil.copy(built, tmp_path / "book.sqlite")
    return tmp_path


def kept(home):
    """The texts of the drafts on the disk."""
    folder = home / "book.sqlite.drafts"
    return [json.loads(file.read_text())["text"] for file in sorted(folder.glob("*.json"))] if folder.exists() else []


def log(home):
    file = home / "state" / "netz.log"
    return file.read_text() if file.exists() else ""


def writing(home, **options):
    """The program with the editor open."""
    seat = PtySeat(home, **options)
    seat.wait(NAME)
    seat.settle()
    seat.type("e")
    seat.wait(IN_THE_NOTE)
    return seat


def assert_offered_again(home):
    with PtySeat(home) as seat:
        seat.wait(f"An unfinished note about {NAME} is kept.")
        seat.type("e")
        seat.wait(TEXT)
        seat.wait(IN_THE_NOTE)
        seat.type("\x1b")
        seat.wait(" c Call")
        seat.type("q")
        assert seat.gone() == 0


def assert_left_sanely(seat):
    """Mouse reports off, cursor shown, the shell's screen back."""
    for sequence in (MOUSE_OFF, CURSOR_SHOWN, SCREEN_LEFT):
        assert seat.output.rfind(sequence) > seat.output.rfind(
            sequence[:-1] + (b"h" if sequence[-1:] == b"l" else b"l")
        )


@pytest.mark.flaky(reruns=2, reruns_delay=1)  # a second of the clock, on a machine that others may hold for as long
def test_power_cut_loses_at_most_a_second(home):
    with writing(home) as seat:
        typed: list[Any] = []
        end = time.perf_counter() + 2.2
        while time.perf_counter() < end:
            letter = chr(ord("a") + len(typed) % 26)
            typed.append((seat.type(letter), letter))
            seat.read(0.03)
        seat.kill()
        cut = time.perf_counter()
    (text,) = kept(home)
    surely = "".join(letter for at, letter in typed if at < cut - 1)
    assert len(surely) > 15
    assert text.startswith(surely)
    assert "".join(letter for _at, letter in typed).startswith(text)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_loses_nothing(home, number):
    with writing(home) as seat:
        seat.type(TEXT)
        seat.wait(TEXT)
        seat.signal(number)
        assert seat.gone() == 128 + number
        assert_left_sanely(seat)
    assert kept(home) == [TEXT]
    assert_offered_again(home)


def test_a_terminal_that_closes_loses_nothing(home):
    with writing(home) as seat:
        seat.type(TEXT)
        seat.wait(TEXT)
        seat.hang_up()
        seat.gone()
    assert kept(home) == [TEXT]
    assert "Vertraulich" not in log(home)


def test_quitting_loses_nothing_and_leaves_the_terminal_sane(home):
    with writing(home) as seat:
        seat.type(TEXT)
        seat.wait(TEXT)
        seat.type("\x11")
        assert seat.gone() == 0
        assert_left_sanely(seat)
        assert b"\x1b[?1006l" in seat.output or b"\x1b[?1003l" in seat.output
    assert kept(home) == [TEXT]
    assert_offered_again(home)


def test_a_crash_loses_nothing_and_says_neither_note_nor_name(home):
    with writing(home, code=CRASHING) as seat:
        seat.type(TEXT)
        seat.wait(TEXT)
        seat.type("\x1b")
        seat.wait(" c Call")
        seat.type("s")
        status = seat.gone()
        assert status not in {0, -signal.SIGSEGV}
        assert_left_sanely(seat)
        shell = seat.output[seat.output.rfind(SCREEN_LEFT) :].decode()
    assert "netz stopped because of a fault of its own (RuntimeError in " in " ".join(shell.split())
    for secret in ("Vertraulich", "Jens", "Anna", "Berger", "Traceback"):
        assert secret not in shell
        assert secret not in log(home)
    assert "RuntimeError" in log(home)
    assert "broken" in log(home)
    assert kept(home) == [TEXT]
    assert_offered_again(home)


def test_a_crash_in_the_middle_of_a_call_keeps_the_call(home):
    with PtySeat(home, code=CRASHING) as seat:
        seat.wait(NAME)
        seat.settle()
        seat.type("c")
        seat.wait("tel:")
        seat.type(TEXT)
        seat.wait(TEXT)
        seat.wait(IN_THE_NOTE)
        seat.type("\x1b")
        seat.wait(" c Call")
        seat.type("s")
        seat.gone()
    (file,) = (home / "book.sqlite.drafts").glob("*.json")
    draft = json.loads(file.read_text())
    assert draft["text"].endswith(TEXT)
    assert (draft["kind"], bool(draft["started"])) == ("call", True)


def test_drafts_are_private(home):
    with writing(home) as seat:
        seat.type(TEXT)
        seat.wait("draft kept")
        seat.kill()
    folder = home / "book.sqlite.drafts"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}


def test_a_disk_that_takes_nothing_is_told_and_the_note_stays_on_the_screen(home):
    """Where the drafts should lie there is a file: nothing can be written there."""
    (home / "book.sqlite.drafts").write_text("in the way")
    with writing(home, size=(240, 40)) as seat:
        seat.type(TEXT)
        seat.wait("NOT KEPT")
        seat.wait("could not be written")
        assert TEXT in seat.text
        (home / "book.sqlite.drafts").unlink()
        seat.type("!")
        seat.wait("draft kept")
        seat.kill()
    assert kept(home) == [TEXT + "!"]


def test_the_lock_of_a_killed_netz_does_not_keep_the_next_out(home):
    with writing(home) as seat:
        seat.kill()
    with PtySeat(home) as seat:
        seat.wait(NAME)
        seat.settle()
        seat.type("q")
        assert seat.gone() == 0


def test_suspending_is_no_end(home):
    """A stopped and continued program goes on where it was."""
    with writing(home) as seat:
        seat.type("vorher ")
        seat.wait("vorher")
        seat.signal(signal.SIGSTOP)
        time.sleep(0.2)
        seat.signal(signal.SIGCONT)
        seat.type("nachher")
        seat.wait("vorher nachher")
        seat.kill()
