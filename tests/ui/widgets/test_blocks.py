from __future__ import annotations

from widget_samples import Million, People, Person, people

from netz_tui.ui.widgets.blocks import Blocks


def test_blocks_are_asked_for_once_and_only_few_are_kept():
    source = Million()
    blocks = Blocks(source)
    assert blocks.row(130) == Person(130, "Person 130")
    assert blocks.row(255) == Person(255, "Person 255")
    assert source.asked == [(128, 128)]
    for number in range(Blocks.KEEP):
        blocks.row(1_000 * (number + 1))
    blocks.row(130)
    assert source.asked.count((128, 128)) == 2
    blocks.row(8_000)
    assert len(source.asked) == Blocks.KEEP + 2


def test_what_follows_is_told_from_memory_only():
    source = People(people(300))
    blocks = Blocks(source)
    assert list(blocks.known_after(5)) == []
    blocks.row(5)
    assert [person.id for person in blocks.known_after(125)] == [226, 227]
    blocks.row(130)
    assert len(list(blocks.known_after(125))) == 130
    assert source.asked == [(0, 128), (128, 128)]


def test_missing_rows_are_none():
    source = People(people(3))
    blocks = Blocks(source)
    assert blocks.length == 3
    assert blocks.row(3) is None
