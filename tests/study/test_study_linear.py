import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netz_tui.study.linear import eliminate, quadratic_form

numbers = st.floats(-10, 10)


@settings(max_examples=80, derandomize=True, deadline=None)
@given(st.integers(1, 5).flatmap(lambda k: st.lists(st.lists(numbers, min_size=k, max_size=k), min_size=k, max_size=k)))
def test_the_solution_solves(rows):
    size = len(rows)
    matrix = [[sum(r[i] * r[j] for r in rows) + 5.0 * (i == j) for j in range(size)] for i in range(size)]
    right = [[float(i + 1), -1.0] for i in range(size)]
    solved, rank = eliminate(matrix, right)
    assert rank == size
    for i in range(size):
        for m in range(2):
            assert sum(matrix[i][j] * solved[j][m] for j in range(size)) == pytest.approx(right[i][m], abs=1e-9)


def test_a_dependent_row_lowers_the_rank_and_not_the_answer():
    full, rank = quadratic_form([3.0], [[2.0]])
    twin, twin_rank = quadratic_form([3.0, -3.0], [[2.0, -2.0], [-2.0, 2.0]])
    assert (rank, twin_rank) == (1, 1)
    assert full == twin == 4.5


def test_nothing_to_solve():
    assert quadratic_form([], []) == (0, 0)
    assert quadratic_form([0.0, 0.0], [[0.0, 0.0], [0.0, 0.0]]) == (0, 0)
