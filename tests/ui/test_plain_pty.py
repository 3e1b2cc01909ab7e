"""On a terminal whose locale knows no umlauts, nothing but ASCII is written, unless that is asked for."""

import shutil

import pytest
from pty_seat import PtySeat


@pytest.fixture
def home(built, tmp_path):
    """A home whose book is the small world."""
    shutil.copy(built, tmp_path / "book.sqlite")
    return tmp_path


def test_nothing_but_ascii_is_written_where_the_locale_knows_no_more(home):
    with PtySeat(home, "--lang", "de", env={"LC_ALL": "C"}) as seat:
        seat.wait("Juergen Weissflog")
        seat.wait("zurueckstellen")
        assert seat.output.isascii()


def test_letters_are_written_if_asked_for_whatever_the_locale_says(home):
    with PtySeat(home, "--unicode", "--lang", "de", env={"LC_ALL": "C"}) as seat:
        seat.wait("Jürgen Weißflog")
