from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netz_tui.study import plots, svg
from netz_tui.study.findings import Interval
from netz_tui.study.proportions import share, share_of
from netz_tui.study.risk import Spell
from netz_tui.study.survival import kaplan_meier

SVG = "{http://www.w3.org/2000/svg}"
LABELS = plots.Labels("How long ties last", "Two curves over three years.", "days", "still alive")
HOSTILE = '</text><script>alert(1)</script> "&" <b> Müller [geb. Weiß]'
DAY = date(2025, 1, 6)


def drawn(markup):
    """Parse a drawing, and check that nothing in it lies outside, is no number, or could act."""
    root = ET.fromstring(markup)
    _, _, wide, tall = (float(part) for part in root.get("viewBox").split())
    assert root.find(f"{SVG}title").text
    assert root.find(f"{SVG}desc").text
    for node in root.iter():
        assert node.tag.removeprefix(SVG) in {
            "svg", "title", "desc", "text", "line", "polyline", "polygon", "circle", "rect",
        }  # fmt: skip
        for name, value in node.attrib.items():
            assert "nan" not in value
            assert "inf" not in value
            assert not name.startswith("on")
            if name in {"x", "x1", "x2", "cx"}:
                assert -1 <= float(value) <= wide + 1
            if name in {"y", "y1", "y2", "cy"}:
                assert -1 <= float(value) <= tall + 1
        for pair in node.get("points", "").split():
            x, y = map(float, pair.split(","))
            assert -1 <= x <= wide + 1
            assert -1 <= y <= tall + 1
    return root


def words(root):
    return [node.text for node in root.iter(f"{SVG}text")]


def curve(*ends, alive=(400,) * 6):
    return kaplan_meier([Spell(t, event=True) for t in ends] + [Spell(t, event=False) for t in alive])


def test_a_survival_plot_has_a_line_per_curve_and_the_numbers_at_risk():
    root = drawn(plots.survival_plot([("a", curve(50, 90, 200)), ("c", curve(20, 30, 40, 300))], LABELS))
    assert len(root.findall(f"{SVG}polyline")) == len(root.findall(f"{SVG}polygon")) == 2
    assert {"a", "c", "at risk", "days", "still alive", "50%"} <= set(words(root))
    assert words(root).count("9") == 1
    dashes = {node.get("stroke-dasharray") for node in root.findall(f"{SVG}polyline")}
    assert len(dashes) == 2, "told apart without colour"


def test_a_survival_line_steps_at_the_ends_of_ties():
    root = drawn(plots.survival_plot([("a", curve(200, alive=(400,) * 9))], LABELS))
    corners = [tuple(map(float, pair.split(","))) for pair in root.find(f"{SVG}polyline").get("points").split()]
    (x0, top), (x1, _), (_, lower), (x3, _) = (corners[0], corners[1], corners[2], corners[-1])
    assert (x1 - x0) / (x3 - x0) == pytest.approx(0.5, abs=0.01)
    assert (lower - top) / 260 == pytest.approx(0.1, abs=0.001)


def test_what_lacks_data_is_words_not_a_line():
    root = drawn(plots.survival_plot([("b", kaplan_meier([Spell(3, event=True)] * 3))], LABELS))
    assert root.findall(f"{SVG}polyline") == []
    assert "not enough data yet: 3 of 5" in words(root)
    few = share(2, 3)
    root = drawn(plots.interval_plot([plots.Row("Kühn", few, few.rate, few.interval)], LABELS))
    assert root.findall(f"{SVG}circle") == []
    assert "not enough data yet: 3 of 5" in words(root)
    assert drawn(plots.survival_plot([], LABELS)) is not None


def test_an_interval_plot_has_dot_whisker_and_n():
    known = share_of([True] * 8 + [False] * 2)
    root = drawn(plots.interval_plot([plots.Row("Abel", known, known.rate, known.interval)], LABELS, mark=0.5))
    assert {"Abel", "n = 10"} <= set(words(root))
    dot = float(root.find(f"{SVG}circle").get("cx"))
    scale = svg.Scale(0, 1, 210, svg.WIDTH - 76)
    assert dot == pytest.approx(scale.place(0.8), abs=0.01)


def test_an_endless_interval_ends_in_an_arrow():
    row = plots.Row("after", share(5, 5), 2.0, Interval(1.1, float("inf")))
    root = drawn(plots.interval_plot([row], LABELS, said=str, high=4.0))
    assert len(root.findall(f"{SVG}polyline")) == 1


def test_a_week_nobody_looked_breaks_the_line():
    points = [(DAY + timedelta(weeks=week), None if week == 3 else 10.0) for week in range(7)]
    events = [plots.Event(DAY + timedelta(weeks=4), "Über mich")]
    root = drawn(plots.timeline_plot(points, LABELS, events=events, said_day=date.isoformat))
    assert len(root.findall(f"{SVG}polyline")) == 2
    assert len(root.findall(f"{SVG}circle")) == 6
    assert {"Über mich", "2025-01-06", "2025-02-17"} <= set(words(root))


def test_ranks_have_the_best_on_top():
    points = [(DAY, 9.0), (DAY + timedelta(days=7), 1.0)]
    root = drawn(plots.timeline_plot(points, LABELS, said_day=date.isoformat, best_first=True))
    first, second = (float(node.get("cy")) for node in root.findall(f"{SVG}circle"))
    assert second < first


def test_a_funnel_has_bars_in_proportion():
    root = drawn(plots.funnel_plot([("hint", 20), ("interview", 5), ("hired", 0)], LABELS))
    wide = [float(node.get("width")) for node in root.findall(f"{SVG}rect")]
    assert wide[0] / wide[1] == pytest.approx(4, abs=0.01)
    assert wide[2] == 0
    assert {"20", "5", "0"} <= set(words(root))


def test_foreign_words_stay_words():
    known = share(3, 9)
    labels = plots.Labels(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    for markup in (
        plots.survival_plot([(HOSTILE, curve(9))], labels),
        plots.interval_plot([plots.Row(HOSTILE, known, known.rate, known.interval)], labels),
        plots.timeline_plot([(DAY, 1.0)], labels, events=[plots.Event(DAY, HOSTILE)], said_day=lambda _: HOSTILE),
        plots.funnel_plot([(HOSTILE, 3)], labels),
    ):
        root = drawn(markup)
        assert root.find(f"{SVG}title").text == HOSTILE


values = st.none() | st.floats(0, 1e7)


@settings(max_examples=80, derandomize=True, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3_000), values), max_size=15), st.lists(st.integers(0, 3_000), max_size=4))
def test_any_series_can_be_drawn(points, events):
    series = [(DAY + timedelta(days=at), value) for at, value in sorted(points, key=lambda point: point[0])]
    marks = [plots.Event(DAY + timedelta(days=at), "e" * at) for at in events]
    drawn(plots.timeline_plot(series, LABELS, events=marks, said_day=date.isoformat))
    drawn(plots.timeline_plot(series, LABELS, events=marks, said_day=date.isoformat, best_first=True))


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.floats(0, 1e6), st.floats(1e-3, 1e6), st.integers(2, 9))
def test_ticks_are_round_and_few(low, span, about):
    marks = svg.ticks(low, low + span, about)
    assert all(low - 1e-6 * span <= mark <= low + span + 1e-6 * span for mark in marks)
    assert len(marks) <= about + 1
    assert marks == sorted(set(marks))


def test_words_that_do_not_fit_are_cut():
    assert svg.fitting("short", 200) == "short"
    assert svg.fitting("a very long name indeed", 80).endswith("…")
    assert svg.ticks(3, 3) == [3]
