from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from netz_tui.ui.widgets.scrollbar import thumb, top_at

BARS = st.tuples(st.integers(1, 80), st.integers(0, 2_000_000), st.integers(1, 80), st.floats(0, 1))


@settings(max_examples=400, derandomize=True, deadline=None)
@given(BARS)
def test_thumb_lies_on_the_bar_and_touches_only_true_ends(bar):
    height, total, visible, share = bar
    last = max(0, total - visible)
    top = round(share * last)
    start, size = thumb(height, total, visible, top)
    if total <= visible:
        assert size == 0
        return
    assert size >= 1
    assert 0 <= start <= height - size
    if height - size > 1:
        assert (start == 0) == (top == 0)
        assert (start + size == height) == (top == last)


@settings(max_examples=400, derandomize=True, deadline=None)
@given(BARS, st.integers(-5, 90))
def test_dragging_reaches_every_end(bar, line):
    height, total, visible, _ = bar
    top = top_at(line, height, total, visible)
    assert 0 <= top <= max(0, total - visible)
    if line <= 0:
        assert top == 0
    start, size = thumb(height, total, visible, 0)
    if total > visible and line >= height - size > 0:
        assert top == total - visible
    assert start == 0


def test_thumb_follows_the_top():
    assert [thumb(10, 100, 20, top) for top in (0, 1, 40, 79, 80)] == [(0, 2), (1, 2), (4, 2), (7, 2), (8, 2)]
    assert [top_at(line, 10, 100, 20) for line in (0, 4, 8)] == [0, 40, 80]
