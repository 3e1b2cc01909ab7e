from __future__ import annotations

from widget_samples import Million, People, Person, people

from netz_tui.ui.widgets.blocks import Blocks, GivenRows

SIZE = Blocks.SIZE


def test_blocks_are_asked_for_once_and_only_few_are_kept():
    source = Million()
    blocks = Blocks(source)
    assert blocks.row(SIZE + 2) == Person(SIZE + 2, f"Person {SIZE + 2}")
    assert blocks.row(2 * SIZE - 1) == Person(2 * SIZE - 1, f"Person {2 * SIZE - 1}")
    assert source.asked == [(SIZE, SIZE)]
    for number in range(Blocks.KEEP):
        blocks.row(1_000 * (number + 1))
    blocks.row(SIZE + 2)
    assert source.asked.count((SIZE, SIZE)) == 2
    blocks.row(1_000 * Blocks.KEEP)
    assert len(source.asked) == Blocks.KEEP + 2


def test_all_rows_of_a_high_window_are_kept():
    assert Blocks.SIZE * (Blocks.KEEP - 1) > 400


def test_what_follows_is_told_from_memory_only():
    source = People(people(300))
    blocks = Blocks(source)
    assert list(blocks.known_after(5)) == []
    blocks.row(5)
    ids = [person.id for person in source.block(0, 2 * SIZE)]
    source.asked.clear()
    assert [person.id for person in blocks.known_after(SIZE - 3)] == ids[SIZE - 2 : SIZE]
    blocks.row(SIZE + 2)
    assert [person.id for person in blocks.known_after(SIZE - 3)] == ids[SIZE - 2 :]
    assert source.asked == [(SIZE, SIZE)]


def test_missing_rows_are_none():
    source = People(people(3))
    blocks = Blocks(source)
    assert blocks.length == 3
    assert blocks.row(3) is None


def test_rows_at_hand_are_found_by_their_ids():
    rows = GivenRows(Person(number, "") for number in (7, 3, 5))
    assert len(rows) == 3
    assert [row.id for row in rows.block(1, 9)] == [3, 5]
    assert [rows.index_of(number) for number in (7, 5, 0)] == [0, 2, None]
    assert (len(GivenRows()), GivenRows().block(0, 9), GivenRows().index_of(0)) == (0, [], None)
