from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from netz_tui.study.privacy import LEAST, pseudonyms, tellable


def test_pseudonyms_are_calm_and_tell_nothing_of_the_order():
    people = [f"person{number:03}" for number in range(50)]
    names = pseudonyms(people, seed=7, template="Person {n}")
    assert names == pseudonyms(reversed(people), seed=7, template="Person {n}")
    assert sorted(names.values()) == sorted(f"Person {n}" for n in range(1, 51))
    assert [names[person] for person in people] != [f"Person {n}" for n in range(1, 51)]
    assert names != pseudonyms(people, seed=8, template="Person {n}")


ALL = frozenset(range(30))


def test_a_small_count_is_not_shown_and_not_left_to_be_the_difference():
    young, old = frozenset(range(3)), frozenset(range(3, 30))
    assert tellable({"all": [ALL], "young": [young], "old": [old]}) == {"all"}
    assert tellable({"young": [young], "old": [old]}) == {"old"}
    assert tellable({"all": [ALL], "most": [old]}) == {"all"}
    half = frozenset(range(12))
    assert tellable({"all": [ALL], "half": [half], "rest": [ALL - half]}) == {"all", "half", "rest"}
    assert tellable({"none": [frozenset()]}) == set()


def test_stages_that_hold_each_other_are_not_told_apart_by_a_few():
    """Of 21 applications 18 came to an interview: three that did not would be told by both counts."""
    stages = {
        "hint": [frozenset(range(28))],
        "application": [frozenset(range(21))],
        "interview": [frozenset(range(18))],
    }
    assert tellable(stages) == {"hint", "application"}


def test_a_figure_counts_hits_and_misses_and_is_shown_with_both_or_not():
    hits = frozenset(range(27))
    assert tellable({"share": [hits, ALL - hits]}) == set()
    assert tellable({"share": [hits]}) == {"share"}


def test_groups_of_one_table_do_not_give_away_what_another_hides():
    """First less a is three, and so is c less second; neither a nor second can stay."""
    ground = {"a": frozenset(range(10)), "c": frozenset(range(10, 30))}
    degree = {"first": frozenset(range(13)), "second": frozenset(range(13, 30))}
    assert tellable({name: [cases] for name, cases in (ground | degree).items()}) == {"c", "first"}


def test_what_was_given_up_for_another_that_went_too_comes_back():
    stages = {"thirty": [ALL], "some": [frozenset(range(27))], "most": [frozenset(range(25))]}
    assert tellable(stages) == {"thirty", "most"}
    chain = {"ten": [frozenset(range(10))], "thirteen": [frozenset(range(13))], "sixteen": [frozenset(range(16))]}
    assert tellable(chain) == {"ten", "sixteen"}


universes = st.lists(st.lists(st.integers(0, 13), min_size=1, max_size=14).map(frozenset), min_size=1, max_size=6)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(universes, st.integers(2, 5))
def test_an_attacker_who_adds_and_subtracts_finds_no_small_number(sets, least):
    """Tried here with the rank of the matrix of counts for every group of cases that the counts can tell apart."""
    shown = tellable(dict(enumerate([cases] for cases in sets)), least)
    assert all(len(sets[place]) >= least for place in shown)
    assert shown or all(len(cases) < least for cases in sets)
    cases = sorted(set().union(*(sets[place] for place in shown)))
    matrix = np.array([[case in sets[place] for case in cases] for place in shown], float).reshape(
        len(shown), len(cases)
    )
    rank = np.linalg.matrix_rank(matrix) if cases else 0
    for size in range(1, least):
        for group in combinations(range(len(cases)), size):
            told = np.vstack([matrix, [place in group for place in range(len(cases))]])
            assert np.linalg.matrix_rank(told) > rank, ([sorted(sets[place]) for place in shown], group)


@settings(max_examples=50, derandomize=True, deadline=None)
@given(st.lists(st.integers(LEAST, 20), min_size=1, max_size=6))
def test_groups_that_are_all_large_are_all_shown_with_their_total(sizes):
    cases = iter(range(1_000))
    groups = [frozenset(next(cases) for _ in range(size)) for size in sizes]
    figures = {"total": [frozenset().union(*groups)]} | dict(enumerate([group] for group in groups))
    assert tellable(figures) == set(figures)
