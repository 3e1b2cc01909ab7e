"""A frame is painted as Textual would; text in one: long lines are wrapped, and what is indented stays so."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import Static

from netz_tui.ui.widgets.panel import Frame
from netz_tui.ui.widgets.text_panel import wrapped


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


class Framed(App[None]):
    def compose(self) -> ComposeResult:
        with Frame() as frame:
            frame.title("Above", "below")
            yield Static("Inside")


@pytest.mark.parametrize("size", [(40, 12), (20, 3), (12, 2), (1, 1)])
def test_a_frame_looks_as_textual_would_paint_it(size):
    async def look():
        app = Framed()
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            frame = app.query_one(Frame)
            width, height = size
            for crop in (Region(0, 0, width, height), Region(width // 3, height // 3, width // 2, height // 2)):
                assert frame.paint_lines(crop) == Widget.render_lines(frame, crop)

    asyncio.run(look())
