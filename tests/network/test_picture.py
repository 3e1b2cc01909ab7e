from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nets import random_ego
from rich.cells import cell_len

from netz_tui.network import celltext
from netz_tui.network.ego import Ego, Link, Node, Standing, protected
from netz_tui.network.picture import ROLES, SHAPES, Picture, draw, neighbour_in_direction
from netz_tui.network.roles import NUMBER
from netz_tui.network.sketch import sketch

SIZES = [(24, 8), (30, 50), (49, 37), (80, 20), (120, 40), (200, 60)]
LABELS = st.one_of(
    st.sampled_from(
        ["李伟", "Anna Berger", "Ole", "👨‍👩‍👧 Familie", "مريم", "Jürgen Weiß", "x" * 90, "e\u0301\u0302", "", "가나"]
    ),
    st.text(max_size=30),
)


@st.composite
def egos(draw_from):
    count = draw_from(st.integers(1, 30))
    standing = st.sampled_from(["dependable", "unproven", "shaky", "stranger", "collector"])
    nodes = [Node(0, "Ich", "me", 3)]
    nodes += [
        Node(
            i,
            draw_from(LABELS),
            draw_from(standing),
            draw_from(st.integers(0, 9)),
            draw_from(st.sampled_from([0, 0, 38])),
        )
        for i in range(1, count)
    ]
    pair = st.tuples(st.integers(0, count - 1), st.integers(0, count + 1))
    kinds = st.sampled_from(["checked", "claimed", "wish"])
    links = [Link(a, b, draw_from(kinds)) for a, b in draw_from(st.lists(pair, max_size=50))]
    way = draw_from(st.permutations(range(1, count)))[: draw_from(st.integers(0, 4))]
    links += [Link(a, b, "checked", on_way=True) for a, b in zip([0, *way], way, strict=False)]
    center = draw_from(st.integers(0, count - 1))
    return Ego(center, tuple(nodes), tuple(links))


def check(picture: Picture, ego: Ego) -> None:
    """Assert what holds of every picture."""
    assert len(picture.rows) == picture.height
    for y, row in enumerate(picture.rows):
        assert sum(cell_len(span.text) for span in row) == picture.width
        assert len(picture.cells(y)) == picture.width
        assert all(span.role in ROLES and span.text for span in row)
    assert len(set(picture.marks.values())) == len(picture.marks)
    taken = set(picture.marks.values())
    for x, y, size in picture.labels.values():
        cells = {(x + i, y) for i in range(size)}
        assert x >= 0
        assert x + size <= picture.width
        assert 0 <= y < picture.height
        assert not cells & taken
        taken |= cells
    assert picture.boxes.keys() == picture.marks.keys() <= {node.id for node in ego.nodes}


@settings(derandomize=True, max_examples=150, deadline=None)
@given(egos(), st.sampled_from(SIZES), st.booleans(), st.data())
def test_any_net_in_any_frame_is_drawn_cleanly(ego, size, ascii_only, data):
    focus = data.draw(st.sampled_from([None, *(node.id for node in ego.nodes)]))
    picture = draw(ego, *size, focus=focus, ascii_only=ascii_only)
    check(picture, ego)
    named = {n.id for n in ego.nodes if celltext.tidy(n.label, ascii_only=ascii_only)}
    must = (protected(ego) if len(protected(ego)) <= 8 else {0}) | {focus} - {None}
    assert must <= picture.marks.keys()
    assert must & named <= picture.labels.keys()
    if ascii_only:
        assert picture.text().isascii()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("ascii_only", [False, True])
def test_the_way_keeps_its_names_in_every_frame(desk, size, ascii_only):
    picture = draw(desk, *size, ascii_only=ascii_only)
    check(picture, desk)
    assert {0, 1, 7} <= picture.labels.keys()
    assert "Anna Berger" in picture.text()
    assert "Ich" in picture.text()
    assert "Kühn" in picture.text() or "Kuehn" in picture.text()


@settings(derandomize=True, max_examples=60, deadline=None)
@given(egos(), st.sampled_from([(42, 36), (80, 20), (120, 40)]))
def test_nobody_else_stands_on_a_way(ego, size):
    plan = sketch(ego, *size, focus=None, ascii_only=False)
    way = NUMBER["line.way"]
    for person, spot in plan.board.places.items():
        start = spot.y * plan.strokes.width + spot.x
        assert person in plan.sure or way not in plan.strokes.roles[start : start + spot.width]


@pytest.mark.parametrize("count", [6, 17, 30, 50])
def test_around_me_every_name_has_a_row_of_its_own_outside_of_all_lines(count):
    names = {person: f"Anna Beispiel {person}" for person in range(1, count + 1)}
    nodes = (Node(0, "Ich", "me", count), *(Node(i, name, "dependable", 9) for i, name in names.items()))
    plan = sketch(Ego(0, nodes, tuple(Link(0, i, "checked") for i in names)), 120, 60, focus=None, ascii_only=False)
    for person, name in names.items():
        spot, (x, y) = plan.board.places[person], plan.marks[person]
        assert spot.text == name
        assert spot.y == y
        assert (spot.x > x) == (x >= plan.marks[0][0])
        start = y * plan.strokes.width + spot.x
        assert not any(plan.strokes.roles[start : start + spot.width])


def test_lines_begin_where_they_do_not_run_into_one_another():
    nodes = tuple(Node(i, "", "dependable", 1) for i in range(41))
    picture = draw(Ego(0, nodes, tuple(Link(0, i, "checked") for i in range(1, 41))), 120, 60)
    x, y = picture.marks[0]
    for row in range(y - 2, y + 3):
        assert all(cell.role in {"", "node.dependable"} for cell in picture.cells(row)[x - 4 : x + 5])


def test_a_crowd_is_folded_and_counted():
    ego = random_ego(1000, 1400, 8)
    picture = draw(ego, 120, 40)
    check(picture, ego)
    assert 60 < len(picture.marks) < 200
    assert "+" in picture.text()
    assert len(picture.labels) > 0.7 * len(picture.marks)
    small = draw(ego, 24, 8)
    check(small, ego)
    assert len(small.marks) >= 3


def test_moving_the_focus_moves_nobody():
    ego = random_ego(60, 80, 11)
    still = draw(ego, 100, 36)
    for focus in still.marks:
        moved = draw(ego, 100, 36, focus=focus)
        assert moved.marks == still.marks
        assert focus in moved.labels
        others = {p for p in still.labels if moved.labels.get(p) != still.labels[p]} - {focus}
        assert len(others) <= 3
        x, y = moved.marks[focus]
        assert moved.cells(y)[x].role == "node.focus"


@settings(derandomize=True, max_examples=120, deadline=None)
@given(egos(), st.sampled_from(SIZES), st.booleans(), st.data())
def test_whoever_is_looked_at_nobody_moves(ego, size, ascii_only, data):
    still = draw(ego, *size, ascii_only=ascii_only)
    focus = data.draw(st.sampled_from(sorted(still.marks)))
    assert draw(ego, *size, focus=focus, ascii_only=ascii_only).marks == still.marks


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("size", SIZES)
def test_in_a_crowd_nobody_moves_either(seed, size):
    ego = random_ego(150, 400, seed)
    still = draw(ego, *size)
    for focus in list(still.marks)[::4]:
        assert draw(ego, *size, focus=focus).marks == still.marks


def test_what_a_tie_is_can_be_seen_without_colour(desk):
    def dots(kind, *, on_way=False):
        ego = Ego(0, (desk.nodes[0], desk.nodes[1]), (Link(0, 1, kind, on_way=on_way),))
        return sum((ord(c) - 0x2800).bit_count() for c in draw(ego, 20, 20).text() if 0x2800 <= ord(c) < 0x2900)

    assert dots("checked") > dots("claimed") > dots("wish") > 0
    assert dots("checked", on_way=True) == 2 * dots("checked")


def test_each_standing_has_its_own_shape_in_both_alphabets(desk):
    standings: tuple[Standing, ...] = ("me", "dependable", "unproven", "shaky", "stranger", "collector")
    for ascii_only in (False, True):
        seen = set()
        for standing in standings:
            ego = Ego(0, (Node(0, "", standing, 0),), ())
            seen.add(draw(ego, 5, 3, ascii_only=ascii_only).text().strip())
        assert len(seen) == 6
    assert SHAPES["request"] in draw(desk, 60, 30).text()


def test_roles_tell_lines_names_and_numbers_apart(desk):
    picture = draw(desk, 60, 30, focus=3)
    roles = {span.role for row in picture.rows for span in row}
    assert {"line.way", "line.claimed", "line.checked", "line.focus", "node.focus", "label.focus",
            "node.request", "label.request", "label.shaky", "node.collector", "more", ""} <= roles  # fmt: skip
    more = [span.text for row in picture.rows for span in row if span.role == "more"]
    assert "+340" in "".join(more)
    without_way = replace(desk, links=tuple(replace(link, on_way=False) for link in desk.links))
    assert "line.wish" in {span.role for row in draw(without_way, 60, 30).rows for span in row}


def test_the_mouse_finds_marks_and_names(desk):
    picture = draw(desk, 60, 30)
    for person, (x, y) in picture.marks.items():
        assert picture.at(x, y) == person
        left, row, size = picture.boxes[person]
        assert row == y
        assert left <= x < left + size
    for person, (x, y, size) in picture.labels.items():
        assert picture.at(x + size - 1, y) == person
    assert picture.at(0, 0) is None


def test_names_from_outside_cannot_steer_the_terminal(desk):
    evil = replace(desk.nodes[1], label="J\x1b]0;X\x07ens\u202e\n[b]Kühn[/b]")
    ego = replace(desk, nodes=(desk.nodes[0], evil, *desk.nodes[2:]))
    text = draw(ego, 80, 30).text()
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert len(text.split("\n")) == 30


def test_arrows_go_to_the_nearest_in_their_direction():
    places = {1: (0.5, 0.5), 2: (0.9, 0.5), 3: (0.6, 0.9), 4: (0.5, 0.1), 5: (0.1, 0.4)}
    assert [neighbour_in_direction(places, 1, way) for way in ("left", "right", "up", "down")] == [5, 2, 4, 3]
    assert neighbour_in_direction(places, 4, "up") == 4
    with pytest.raises(KeyError):
        neighbour_in_direction(places, 9, "up")


@pytest.mark.parametrize("seed", range(5))
def test_arrows_reach_everybody(seed):
    picture = draw(random_ego(60, 80, seed), 120, 40)
    seen, waiting = {0}, [0]
    while waiting:
        here = waiting.pop()
        for way in ("left", "right", "up", "down"):
            there = neighbour_in_direction(picture, here, way)
            if there not in seen:
                seen.add(there)
                waiting.append(there)
    assert seen == picture.marks.keys()


def test_a_frame_without_cells_is_refused(desk):
    with pytest.raises(ValueError, match="cells"):
        draw(desk, 0, 5)
