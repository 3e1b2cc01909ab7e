"""Text in a frame: long lines are wrapped, and what is indented stays so."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.content import Content

from netz_tui.ui.widgets.panel import wrapped


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("    introduced by Petra", ["    introduced", "    by Petra"]),
        ("introduced by Petra", ["introduced by", "Petra"]),
        ("   short", ["   short"]),
        ("· leads you to many", ["· leads you to", "  many"]),
        ("A tie of three people", ["A tie of three", "people"]),
        ("              deep", ["", "deep"]),
    ],
)
def test_what_is_indented_stays_so(line, parts):
    assert [part.plain.rstrip() for part in wrapped(Content(line), 14)] == parts


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.text(st.sampled_from("ab· 林\u0301"), max_size=60), st.integers(2, 30))
def test_every_part_fits(line, width):
    parts = wrapped(Content(line), width)
    assert all(part.cell_length <= width for part in parts)
    assert "".join("".join(part.plain.split()) for part in parts) == "".join(line.split())
