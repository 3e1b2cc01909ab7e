import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from netz_tui.matching.clusters import HUGE, clusters, components, join, join_many

edges = st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=40)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(edges)
def test_components_are_those_of_union_find(pairs):
    up = list(range(20))

    def top(x):
        while up[x] != x:
            x = up[x]
        return x

    for x, y in pairs:
        low, high = sorted((top(x), top(y)))
        up[high] = low
    a, b = (np.array([pair[side] for pair in pairs], np.int32) for side in (0, 1))
    assert components(20, a, b).tolist() == [top(x) for x in range(20)]


def test_a_strong_pair_joins_and_a_weak_one_does_not():
    assert join(3, {(0, 1): 5.0, (0, 2): -8.0, (1, 2): -8.0}) == [0, 0, 2]


def test_one_chance_agreement_does_not_chain_two_persons():
    twos = {(0, 1): 9.0, (2, 3): 9.0, (1, 2): 4.0, (0, 2): -20.0, (0, 3): -20.0, (1, 3): -20.0}
    assert join(4, twos) == [0, 0, 2, 2]


def test_many_pairs_carry_a_doubtful_one():
    assert join(3, {(0, 1): 9.0, (1, 2): 9.0, (0, 2): -6.0}) == [0, 0, 0]


def test_many_pairs_that_speak_a_little_against_it_do_not_part_two_groups_that_one_speaks_for():
    twos = {(0, 1): 9.0, (2, 3): 9.0, (1, 2): 4.0, (0, 2): -3.0, (0, 3): -3.0, (1, 3): -3.0}
    assert join(4, twos) == [0, 0, 0, 0]


def test_more_records_than_can_be_weighed_are_one_group_if_no_doubt_is_left():
    rows = HUGE + 5
    assert find(rows, [(row, row + 1, 40.0) for row in range(rows - 1)]) == [0] * rows


def test_pairs_that_are_not_given_do_not_count():
    assert join(3, {(0, 1): 9.0, (0, 2): 9.0}) == [0, 0, 0]


@settings(derandomize=True, max_examples=200, deadline=None)
@given(
    st.integers(2, 14).flatmap(
        lambda size: st.lists(
            st.one_of(st.none(), st.integers(-112, 112).map(lambda quarter: quarter / 4)),
            min_size=size * (size - 1) // 2,
            max_size=size * (size - 1) // 2,
        )
    )
)
def test_many_are_joined_as_few(values):
    size = next(size for size in range(15) if size * (size - 1) // 2 == len(values) and size > 1)
    places = [(x, y) for y in range(size) for x in range(y)]
    # no two alike, so that both take them in one order
    odds = {
        pair: value + number / 1024
        for number, (pair, value) in enumerate(zip(places, values, strict=True))
        if value is not None
    }
    square = np.full((size, size), np.nan)
    for (x, y), value in odds.items():
        square[x, y] = square[y, x] = value
    one, other = join(size, odds), join_many(square)
    assert [one.index(each) for each in one] == [other.index(each) for each in other]


def weigh_nothing(a, _):
    return np.full(len(a), -30.0, np.float32)


def find(rows, pairs, split=0):
    a, b = (np.array([pair[side] for pair in pairs], np.int32) for side in (0, 1))
    odds = np.array([pair[2] for pair in pairs], np.float32)
    return clusters(rows, a, b, odds, weigh_nothing, split).tolist()


def test_groups_are_named_by_their_first_row():
    assert find(6, [(0, 2, 5.0), (3, 4, 5.0), (3, 5, 5.0), (4, 5, 5.0)]) == [0, 1, 0, 3, 3, 3]


def test_missing_pairs_of_a_component_are_weighed():
    assert find(3, [(0, 1, 9.0), (1, 2, 8.0)]) == [0, 0, 2]


def test_rows_of_one_source_are_not_weighed_against_each_other():
    assert find(3, [(0, 1, 9.0), (0, 2, 8.0)], split=1) == [0, 0, 0]


def test_a_component_beyond_measure_falls_apart_at_its_weak_pairs():
    chain = [(row, row + 1, 20.0 if row % 2 == 0 else 1.0) for row in range(999)]
    groups = find(1000, chain)
    assert groups[:4] == [0, 0, 2, 2]


def test_no_pairs():
    assert find(3, []) == [0, 1, 2]


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.floats(-20, 20, width=32)), max_size=30))
def test_groups_are_within_components_of_likely_pairs(pairs):
    unique = {(min(x, y), max(x, y)): odds for x, y, odds in pairs if x != y}
    listed = [(x, y, odds) for (x, y), odds in sorted(unique.items())]
    groups = find(10, listed)
    likely = [(x, y) for x, y, odds in listed if odds >= 0]
    a, b = (np.array([pair[side] for pair in likely], np.int32) for side in (0, 1))
    whole = components(10, a, b).tolist()
    assert all(whole[row] == whole[first] for row, first in enumerate(groups))
    assert all(first <= row for row, first in enumerate(groups))


@settings(derandomize=True, max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(*[st.integers(-60, 60).map(lambda half: half / 2)] * 3), min_size=1, max_size=8),
    st.randoms(use_true_random=False),
)
def test_threes_are_joined_as_one_by_one(odds, dice):
    places = [(0, 1), (0, 2), (1, 2)]
    rows = [3 * group + place for group in range(len(odds)) for place in range(3)]
    dice.shuffle(rows)
    said = {}
    for group, values in enumerate(odds):
        for (x, y), value in zip(places, values, strict=True):
            one, other = sorted((rows[3 * group + x], rows[3 * group + y]))
            said[one, other] = value
    a, b = (np.array(side, np.int32) for side in zip(*sorted(said), strict=True))

    def weigh(left, right):
        return np.array([said[pair] for pair in zip(left.tolist(), right.tolist(), strict=True)], np.float32)

    found = clusters(len(rows), a, b, weigh(a, b), weigh).tolist()
    for group in range(len(odds)):
        members = sorted(rows[3 * group : 3 * group + 3])
        alone = {(x, y): said[members[x], members[y]] for x, y in places}
        if sum(value >= 0 for value in alone.values()) > 1:
            groups = join(3, alone)
            assert [found[row] for row in members] == [members[groups.index(each)] for each in groups]
