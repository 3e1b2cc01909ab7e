"""The document that is written while a file is read."""

from __future__ import annotations

import json
from collections import deque

import pytest
from file_cards import document_of
from hypothesis import given
from hypothesis import strategies as st

from netz_tui.files import FileProblem, read_file
from netz_tui.files.reading import Reading
from netz_tui.files.records import Card, Request, Skipped
from netz_tui.files.report_json import document_parts


def reading(*records: Card | Request | Skipped) -> Reading:
    return Reading("file", "vcard", None, records)


def test_nobody_is_held_until_the_end():
    given_out = []

    def cards():
        for number in range(3):
            given_out.append(number)
            yield Card(name=str(number))

    parts = document_parts([Reading("file", "vcard", None, cards())], "file")
    assert '"name": "0"' in next(parts)
    assert given_out == [0]
    deque(parts)
    assert given_out == [0, 1, 2]


def test_pictures_are_shown_by_their_beginning():
    document = document_of([reading(Card(name="A", extra=("X-A:b", "PHOTO;ENCODING=b:" + "A" * 5_000)))])
    short, long = document["contacts"][0]["extra"]
    assert short == "X-A:b"
    assert len(long) < 200
    assert long.endswith("… (5017)")


def test_what_was_read_before_a_problem_counts():
    def breaking():
        yield Card(name="A")
        raise FileProblem("{file} cannot be read: {reason}.", file="x", reason="y")

    document = document_of([Reading("file", "vcard", None, breaking())], "file")
    assert [one["name"] for one in document["contacts"]] == ["A"]
    assert [one["message"] for one in document["problems"]] == ["x cannot be read: y."]
    with pytest.raises(FileProblem):
        document_of([Reading("file", "vcard", None, iter_breaking())], "file")


def iter_breaking():
    yield from ()
    raise FileProblem("{file} is empty.", file="x")


@given(st.lists(st.sampled_from([Card(name="ä\n\"'"), Request("incoming", name="B"), Skipped(1, "{x}", {"x": "y"})])))
def test_it_is_one_document_whatever_is_read(records):
    document = json.loads("".join(document_parts([reading(*records)], 'Büro \\ "x"')))
    assert document["total"] == len(records) == document["read"] + document["refused"]
    assert len(document["contacts"]) + len(document["requests"]) == document["read"]
    assert document["file"] == 'Büro \\ "x"'


def test_members_of_an_archive_are_named_with_their_problems(tmp_path):
    path = tmp_path / "file.csv"
    path.write_text("First Name,Last Name,Connected On\nA,B,c\nD,E,F,G,H\n")
    problems = document_of(read_file(path), "export.zip")["problems"]
    assert [(one["file"], one["line"]) for one in problems] == [(str(path), 3)]
