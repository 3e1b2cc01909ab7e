import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netz_tui.clean import LINE_LIMIT, MARKS_LIMIT, TEXT_LIMIT, clean, clean_text, one_line, plain

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
INVISIBLE = "\u200b\u2060\ufeff\u2028\u2029\xad\ufff9\ufffe\U000e0041"
FAMILY = "👩\u200d👩\u200d👧"

LINES = {
    "Anna Kühn": "Anna Kühn",
    "  Anna \t\n Kühn  ": "Anna Kühn",
    "Anna\r\nKühn": "Anna Kühn",
    "Anna\u2028Kühn": "Anna Kühn",
    "Anna\xa0Kühn": "Anna Kühn",
    "Mu\u0308ller": "Müller",
    "\x1b]0;owned\x07Anna": "]0;ownedAnna",
    "Anna\x1b[2J": "Anna[2J",
    "\x9b2JAnna\x00\x7f": "2JAnna",
    f"A{BIDI}n{INVISIBLE}na": "An na",
    "\ud800Anna": "Anna",
    FAMILY: FAMILY,
    "می\u200cخواهم": "می\u200cخواهم",
    "[@click=app.quit]x[/]": "[@click=app.quit]x[/]",
    "": "",
    "\u200b": "",
}


@pytest.mark.parametrize(("text", "line"), LINES.items())
def test_lines(text, line):
    assert clean(text) == line


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\r\nb\rc\x0bd\x85e", "a\nb\nc\nd\ne"),
        ("\tvier    blanks  \n\n", "\tvier    blanks  \n\n"),
        ("\x1b[31mrot\x1b[0m\n", "[31mrot[0m\n"),
        ("a\u202eb", "ab"),
        ("plain", "plain"),
    ],
)
def test_texts_keep_lines_tabs_and_blanks(text, kept):
    assert clean_text(text) == kept


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;x\x07", "␛]0;x␇"),
        ("\x00\x7f", "␀␡"),
        ("\x9b2J", "\ufffd2J"),
        ("a\nb\tc", "a\nb\tc"),
        ("a\u202eb\u200bc", "abc"),
        ("Grüße 李 " + FAMILY, "Grüße 李 " + FAMILY),
    ],
)
def test_what_is_shown_can_do_nothing_to_the_terminal(text, shown):
    assert plain(text) == shown


def test_one_line_is_one():
    assert one_line(" a\r\nb\tc\x1b ") == "a␍ b c␛"


def test_limits_count_after_cleaning():
    assert len(clean("ä" * 5000)) == LINE_LIMIT
    assert clean("abc def", limit=4) == "abc"
    assert clean("\x00" * 100 + "abc", limit=3) == "abc"
    assert len(clean_text("a\n" * TEXT_LIMIT)) == TEXT_LIMIT
    assert clean_text("abc\ndef", limit=5) == "abc\nd"


def test_marks_are_cut_letters_are_not():
    zalgo = "Z" + "\u0310" * 500 + "a"
    for gate in (clean, clean_text, plain):
        assert gate(zalgo) == "Z" + "\u0310" * MARKS_LIMIT + "a"


HOSTILE = st.text(
    st.characters()
    | st.sampled_from([*BIDI, *INVISIBLE, *"\x1b\x9b\0\r\n\t \xa0\u0301\u0310\u0323\u302e\u1100\u1161\u200d\u200c"]),
    max_size=80,
) | st.text("aZ\u0301\u0310\u0323\u302e\U0001d165\u0345\u3099か\u1161\u1100\u11a8", max_size=60)


def assert_harmless(text, kept=""):
    for char in text:
        assert char in kept or unicodedata.category(char) not in {"Cc", "Cs", "Zl", "Zp"}
        assert char not in BIDI
        assert char not in INVISIBLE
    run = 0
    for char in text:
        run = run + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        assert run <= MARKS_LIMIT


@settings(max_examples=500, derandomize=True, deadline=None)
@given(HOSTILE, st.integers(0, 30) | st.just(LINE_LIMIT))
def test_any_text_becomes_a_harmless_line(text, limit):
    line = clean(text, limit)
    assert_harmless(line)
    assert len(line) <= limit
    assert line == " ".join(line.split())
    assert unicodedata.is_normalized("NFC", line)
    assert clean(line, limit) == line
    assert plain(line) == line


@settings(max_examples=500, derandomize=True, deadline=None)
@given(HOSTILE, st.integers(0, 30) | st.just(TEXT_LIMIT))
def test_any_text_becomes_a_harmless_text(text, limit):
    kept = clean_text(text, limit)
    assert_harmless(kept, "\n\t")
    assert len(kept) <= limit
    assert unicodedata.is_normalized("NFC", kept)
    assert clean_text(kept, limit) == kept
    assert plain(kept) == kept


@settings(max_examples=300, derandomize=True, deadline=None)
@given(HOSTILE)
def test_what_is_shown_is_harmless_and_shown_again_the_same(text):
    shown = plain(text)
    assert_harmless(shown, "\n\t")
    assert plain(shown) == shown
    assert "\n" not in one_line(text)
    assert one_line(one_line(text)) == one_line(text)


@pytest.mark.parametrize(
    "block",
    ["Grüße aus Ulm\n", "plain text\n", "\u0310", "\x1b[2J", "李小龍", "\u1100\u1161", " \u200b", FAMILY],
    ids=["umlauts", "ascii", "marks", "escapes", "han", "jamo", "blanks", "family"],
)
def test_a_megabyte_is_cleaned_while_one_watches(block):
    text = block * (1_000_000 // len(block))
    for gate in (clean, clean_text, plain):
        start = time.process_time()
        once = gate(text)
        assert time.process_time() - start < 1
        assert gate(once) == once
