import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netz_tui.study.privacy import hide_small, hide_small_line, pseudonyms


def test_pseudonyms_are_calm_and_tell_nothing_of_the_order():
    people = [f"person{number:03}" for number in range(50)]
    names = pseudonyms(people, seed=7, template="Person {n}")
    assert names == pseudonyms(reversed(people), seed=7, template="Person {n}")
    assert sorted(names.values()) == sorted(f"Person {n}" for n in range(1, 51))
    assert [names[person] for person in people] != [f"Person {n}" for n in range(1, 51)]
    assert names != pseudonyms(people, seed=8, template="Person {n}")


def test_a_small_cell_is_not_left_to_be_the_difference():
    assert hide_small_line([30, 3, 12]) == [30, None, None]
    assert hide_small_line([30, 12]) == [30, 12]
    assert hide_small_line([3]) == [None]
    assert hide_small_line([30, 3, 2]) == [30, None, None]
    assert hide_small([[30, 3, 12], [20, 40, 9]]) == [[30, None, None], [20, None, None]]
    assert hide_small([]) == []
    with pytest.raises(ValueError, match="equally wide"):
        hide_small([[1], [1, 2]])


counts = st.integers(0, 30)
grids = st.integers(1, 5).flatmap(lambda wide: st.lists(st.lists(counts, min_size=wide, max_size=wide), max_size=5))


@settings(max_examples=300, derandomize=True, deadline=None)
@given(grids)
def test_no_cell_below_five_shows_or_follows_from_the_rest_of_its_line(rows):
    shown = hide_small(rows)
    for given_row, row in zip(rows, shown, strict=True):
        assert all(cell is None or cell == count >= 5 for cell, count in zip(row, given_row, strict=True))
    for line in [*shown, *map(list, zip(*shown, strict=True))]:
        assert line.count(None) != 1 or len(line) == 1
    if all(count >= 5 for row in rows for count in row):
        assert shown == rows
