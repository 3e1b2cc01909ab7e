"""What is read out of pasted text."""

import time

import pytest
from desk_world import sender
from hypothesis import given
from hypothesis import strategies as st
from paste_samples import SAMPLES

from netz_tui.book import people as book_people
from netz_tui.clean import clean, clean_text
from netz_tui.desk.paste import read_paste
from netz_tui.desk.people import add_request

PIECES = [
    "Tom Adler",
    "0731 123456",
    "a@b.example",
    "www.x.example",
    "Name: ",
    "\n",
    " ",
    "von",
    ":",
    "<",
    "XING",
    "Aa ",
    "-",
]


@pytest.mark.parametrize("sample", SAMPLES)
def test_sample(sample):
    text, wanted = SAMPLES[sample]
    read = read_paste(text, "DE")
    for field, value in wanted.items():
        if field.endswith("_has"):
            held = getattr(read, field.removesuffix("_has"))
            for part in value if isinstance(value, list) else [value]:
                assert part in held, (field, held)
        elif field.endswith("_lacks"):
            assert value not in getattr(read, field.removesuffix("_lacks"))
        else:
            assert getattr(read, field) == value, field


@pytest.mark.parametrize("sample", [name for name, (_text, wanted) in SAMPLES.items() if wanted["name"]])
def test_every_sample_with_a_name_becomes_a_request(world, sample):
    read = read_paste(SAMPLES[sample][0], "DE")
    (request_id,) = add_request(world.desk, read).touched("requests")
    request = book_people.request(world.book, request_id)
    assert request.name == read.name
    held = {(row.kind, row.raw) for row in book_people.handles(world.book, sender(world.desk, request_id))}
    assert held == {*read.handles, *([("url", read.url)] if read.url else [])}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_do_not_matter(ending):
    text, _wanted = SAMPLES["signature, german"]
    assert read_paste(text.replace("\n", ending), "DE") == read_paste(text, "DE")


def test_the_region_decides_what_a_number_is():
    assert read_paste("Tom Adler\n(212) 555-0123", "US").handles == (("phone", "(212) 555-0123"),)


@given(st.text(max_size=200) | st.lists(st.sampled_from(PIECES)).map("".join))
def test_no_text_is_too_odd(text):
    read = read_paste(text, "DE")
    assert read.name == clean(read.name)
    assert read.message == clean_text(read.message)
    assert len(read.name) <= 80
    assert len(set(read.handles)) == len(read.handles)


@pytest.mark.parametrize("piece", [*PIECES, "a@", "1 ", "+49 ", "a.", "möchte Sie ", "Name: x\n"])
def test_a_large_paste_costs_no_time(piece):
    started = time.process_time()
    read_paste(piece * (60_000 // len(piece)), "DE")
    assert time.process_time() - started < 3
