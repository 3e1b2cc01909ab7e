"""Small symmetric linear systems, solved by elimination with the largest pivot first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_RANK: Final = 1e-12


def eliminate(matrix: Sequence[Sequence[float]], columns: Sequence[Sequence[float]]) -> tuple[list[list[float]], int]:
    """Solve `matrix` · X = `columns` for a symmetric positive semidefinite k×k matrix.

    `columns` is k×m; returned are X (k×m) and the rank of the matrix. Where the rank is below k, the unknowns
    without a pivot are 0, which solves the system if it can be solved at all.
    """
    size = len(matrix)
    rows = [[*map(float, row), *map(float, extra)] for row, extra in zip(matrix, columns, strict=True)]
    limit = _RANK * max((abs(matrix[i][i]) for i in range(size)), default=0.0)
    left = list(range(size))
    done: list[int] = []
    while left:
        pivot = max(left, key=lambda i: rows[i][i])
        if rows[pivot][pivot] <= limit:
            break
        left.remove(pivot)
        done.append(pivot)
        scale = rows[pivot][pivot]
        rows[pivot] = [value / scale for value in rows[pivot]]
        for i in range(size):
            if i != pivot and rows[i][pivot]:
                times = rows[i][pivot]
                rows[i] = [value - times * base for value, base in zip(rows[i], rows[pivot], strict=True)]
    width = len(columns[0]) if size else 0
    found = set(done)
    return [rows[i][size:] if i in found else [0.0] * width for i in range(size)], len(done)


def quadratic_form(vector: Sequence[float], matrix: Sequence[Sequence[float]]) -> tuple[float, int]:
    """Return (vᵀ M⁻ v, rank of M) for a symmetric positive semidefinite M, M⁻ a generalised inverse."""
    solved, rank = eliminate(matrix, [[value] for value in vector])
    return sum(value * row[0] for value, row in zip(vector, solved, strict=True)), rank
