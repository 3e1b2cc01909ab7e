from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from netz_tui.network.celltext import family, initials, shorten, tidy, untitled, width


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.text(max_size=40), st.integers(0, 30), st.booleans())
def test_tidied_and_shortened_text_fits_as_the_screen_measures_it(text, cells, ascii_only):
    line = tidy(text, ascii_only=ascii_only)
    short = shorten(line, cells)
    assert width(line) == cell_len(line)
    assert cell_len(short) <= max(cells, 0)
    assert not ascii_only or line.isascii()
    assert "\n" not in line


@pytest.mark.parametrize(
    ("name", "short"),
    [("Anna Berger", "A. Berger"), ("Dr. Mehmet Yıldız", "M. Yıldız"), ("Sabine v. d. Heide", "S. Heide"),
     ("Anna Berger, MBA", "A. Berger"), ("Madonna", "Madonna"), ("", ""), ("Dr. Weiß", "Dr. Weiß")],
)  # fmt: skip
def test_initials(name, short):
    assert initials(name) == short


@pytest.mark.parametrize(
    ("name", "short"),
    [("Prof. Dr. Ute Roth", "Ute Roth"), ("Sabine v. d. Heide", "Sabine v. d. Heide"), ("Dr. Weiß", "Dr. Weiß"),
     ("Ole", "Ole"), ("", "")],
)  # fmt: skip
def test_untitled(name, short):
    assert untitled(name) == short


def test_shortening_never_splits_a_wide_character():
    assert shorten("李伟明", 4) == "李…"
    assert shorten("李伟明", 2) == ""
    assert shorten("李伟", 4) == "李伟"
    assert shorten("Petersen", 5, mark="..") == "Pet.."


def test_plain_letters_stay_readable():
    assert tidy("Jürgen Weiß – Łódź", ascii_only=True) == "Juergen Weiss - Lodz"
    assert tidy("李伟", ascii_only=True) == "??"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Anna Berger", "Berger"),
        ("Dr. Mehmet Yıldız", "Yıldız"),
        ("Anna Berger, MBA", "Berger"),
        ("Ole", "Ole"),
        ("", ""),
    ],
)
def test_family(name, short):
    assert family(name) == short
