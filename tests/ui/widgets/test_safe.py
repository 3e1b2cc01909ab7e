from __future__ import annotations

from timeit import timeit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import ControlType, Segment
from rich.style import Style as RichStyle
from textual.app import App, ComposeResult
from textual.color import Color
from textual.content import Content
from textual.widgets import Input, Static
from widget_samples import HOSTILE, run, screen_lines

from netz_tui.ui.widgets.glyphs import ASCII, UNICODE, Glyphs, use
from netz_tui.ui.widgets.letters import plain_letters
from netz_tui.ui.widgets.safe import TerminalGuard, content, paragraphs, row, shorten

BLACK = Color(0, 0, 0)
TEXTS = st.one_of(
    st.text(max_size=60), st.sampled_from(HOSTILE), st.text("aÄ李👩\u200d\ufe0f\u0301 \x1b\u202e", max_size=40)
)


@pytest.mark.parametrize("name", HOSTILE)
def test_content_is_one_visible_line(name):
    shown = content(name, "bold").plain
    assert "\n" not in shown
    assert shown.replace("\u200d", "").isprintable()


def test_content_is_never_markup():
    assert content("[b]x[/b]").plain == "[b]x[/b]"
    assert content("[b]x[/b]").spans == []
    (span,) = content("Anna [ACME]", "bold").spans
    assert (span.start, span.end, span.style) == (0, 11, "bold")
    assert content("", "bold").spans == []


def test_joiners_stay_in_emoji_only():
    assert content("👩\u200d👧 a\u200db").plain == "👩\u200d👧 ab"
    assert content("\u200da\u200d").plain == "a"


def test_paragraphs_keep_lines():
    assert paragraphs("a\n\x1b[2Jb\tc").plain == "a\n␛[2Jb   c"


@pytest.mark.parametrize(
    ("left", "right", "width", "shown"),
    [
        ("Anna Berger", "XING 2 d", 24, "Anna Berger     XING 2 d"),
        ("Anna Berger", "XING 2 d", 20, "Anna Berger XING 2 d"),
        ("Anna Berger", "XING 2 d", 19, "Anna Berg… XING 2 d"),
        ("Anna Berger", "XING 2 d", 13, "Ann… XING 2 d"),
        ("Anna Berger", "XING 2 d", 12, "Ann… XING 2…"),
        ("Li Wei 李伟", "2 T", 15, "Li Wei 李伟 2 T"),
        ("Li Wei 李伟", "2 T", 14, "Li Wei 李… 2 T"),
        ("Li Wei 李伟", "2 T", 13, "Li Wei  … 2 T"),
        ("Anna", "", 3, "An…"),
        ("", "XING", 6, "  XING"),
        ("", "", 3, "   "),
        ("Anna", "XING", 1, "…"),
        ("Anna", "XING", 0, ""),
        ("Anna", "XING", -1, ""),
    ],
)
def test_row_examples(left, right, width, shown):
    assert row(content(left), content(right), width).plain == shown


@settings(max_examples=300, derandomize=True, deadline=None)
@given(TEXTS, TEXTS, st.integers(0, 50))
def test_row_is_exactly_as_wide_as_asked(left, right, width):
    line = row(content(left, "bold"), content(right, "dim"), width)
    assert cell_len(line.plain) == width
    assert line.cell_length == width


@settings(max_examples=200, derandomize=True, deadline=None)
@given(TEXTS, st.integers(0, 50))
def test_shorten_never_exceeds(text, width):
    line = shorten(content(text), width)
    assert cell_len(line.plain) <= width
    assert line.plain == content(text).plain or line.plain.endswith("…") or width == 0


def test_row_keeps_the_styles_of_its_parts():
    line = row(content("Anna Berger", "bold"), content("XING", "dim"), 10)
    assert [(line.plain[start:end], style) for start, end, style in line.spans] == [
        ("Anna…", "bold"),
        ("XING", "dim"),
    ]


@settings(max_examples=300, derandomize=True, deadline=None)
@given(TEXTS)
def test_guard_clears_and_keeps_the_width(text):
    segments = [Segment(text, RichStyle(bold=True)), Segment("end")]
    (first, last) = TerminalGuard().apply(segments, BLACK)
    assert last.text == "end"
    assert not any(char < " " or "\x7f" <= char <= "\x9f" or char in "\u202e\u2066\ud800" for char in first.text)
    if "\u200d" not in text and "\ufe0f" not in text:
        assert cell_len(first.text) == cell_len(text)


def test_guard_leaves_harmless_lines_alone():
    offset = RichStyle.from_meta({"offset": (64, 0)})
    segments = [Segment("Jürgen Weiß 李伟 ─│ ⠿", offset), Segment(" ", None)]
    assert TerminalGuard().apply(segments, BLACK) == segments
    link = [Segment("profile", RichStyle(link="https://example.org/a"))]
    assert TerminalGuard().apply(link, BLACK)[0].style.link == "https://example.org/a"


def test_guard_drops_actions_and_odd_links():
    style = RichStyle(bold=True, meta={"@click": "app.quit", "offset": (3, 4)}, link="file:///etc/passwd")
    (segment,) = TerminalGuard().apply([Segment("Anna", style)], BLACK)
    assert segment.style.meta == {"offset": (3, 4)}
    assert segment.style.link is None
    assert segment.style.bold
    injected = RichStyle(link="https://x\x1b\\\x1b]0;t\x07")
    assert TerminalGuard().apply([Segment("x", injected)], BLACK)[0].style.link is None


def test_guard_drops_control_segments():
    (segment,) = TerminalGuard().apply([Segment("\x1b[2J", None, [(ControlType.BELL,)])], BLACK)
    assert segment == Segment("[2J", None)


def test_guard_is_cheap_when_nothing_is_to_be_done():
    meta = [RichStyle.from_meta({"offset": (x, 1)}) for x in range(8)]
    segments = [Segment("Jürgen Weiß ─ ", style) for style in meta]
    guard = TerminalGuard()
    guard.apply(segments, BLACK)
    best = min(timeit(lambda: guard.apply(segments, BLACK), number=200) for _ in range(5)) / 200
    assert best < 50e-6  # about 3 µs; the rest is for a busy machine


@pytest.mark.parametrize("guarded", [True, False])
def test_guard_stands_between_any_widget_and_the_terminal(guarded):
    class Bare(App[None]):
        guard = TerminalGuard()

        def get_line_filters(self):
            return [*super().get_line_filters(), *([self.guard] if guarded else [])]

        def compose(self) -> ComposeResult:
            yield Static("[@click=app.quit]press[/]", id="trap")
            yield Input("a\x1b]0;x\x07\u202eb")
            for name in filter(lambda name: len(name) < 100, HOSTILE[:17]):
                yield Static(Content(name, strip_control_codes=False))

    async def scenario() -> None:
        app = Bare()
        async with app.run_test(size=(50, 60)) as pilot:
            shown = "".join(screen_lines(app))
            steering = any(char < " " or "\x7f" <= char <= "\x9f" or char in "\u202e\u2066" for char in shown)
            await pilot.click("#trap", offset=(2, 0))
            await pilot.pause(0.05)
            assert (steering, app._exit) == (not guarded, not guarded)

    run(scenario())


def test_plain_letters():
    assert plain_letters("Jürgen Weiß – „Zöllner“ │ ✓") == 'Jurgen Weis - "Zollner" | +'
    assert plain_letters("李") == "??"


@settings(max_examples=200, derandomize=True, deadline=None)
@given(TEXTS)
def test_guard_of_plain_letters(text):
    (segment,) = TerminalGuard(ascii_only=True).apply([Segment(text)], BLACK)
    assert segment.text.isascii()
    assert segment.text.isprintable()
    if "\u200d" not in text and "\ufe0f" not in text:
        assert len(segment.text) == cell_len(text)


def test_every_sign_is_one_cell_wide():
    names = [name for name in vars(Glyphs) if not name.startswith("_")]
    assert {"cursor", "mark", "arrow"} <= set(names)
    for signs in (UNICODE, ASCII):
        assert all(cell_len(getattr(signs, name)) == 1 for name in names)
    assert all(getattr(ASCII, name).isascii() for name in names)


def test_ellipsis_follows_the_signs():
    use(ASCII)
    try:
        assert shorten(content("Anna Berger"), 5).plain == "Anna~"
    finally:
        use(UNICODE)
