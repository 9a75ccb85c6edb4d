"""Large chains: a sparse factorisation, and the diagonal of the inverse without the inverse.

The diagonal is needed for reach (N_sj / N_jj). Only those entries of the inverse are made that
the factors have (Takahashi, Fagan & Chin 1973; Erisman & Tinney 1975).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import splu

from journeymap.statistics.chain.making import Floats

_TAIL, _LARGEST_TAIL = 500, 6_000  # the last columns, which are inverted as one full matrix
_WIDE = 300  # a column with more rows below its diagonal goes there, too
Places = NDArray[np.int64]


class Factors:
    """L and U of a sparse matrix with a dominant diagonal, rows and columns in one order."""

    def __init__(self, matrix: Any) -> None:
        self.lu = splu(
            sparse.csc_array(matrix),
            permc_spec="MMD_AT_PLUS_A",
            diag_pivot_thresh=0.0,
            options={"SymmetricMode": True},
        )

    def solve(self, values: Floats, *, transposed: bool = False) -> Floats:
        """The matrix, or its transpose, divided into values."""
        solve: Any = self.lu.solve
        found: Floats = solve(np.ascontiguousarray(values), "T" if transposed else "N")
        return found

    def inverse_diagonal(self) -> Floats:
        """The diagonal of the inverse.

        Example:
            >>> rows = [[1, -0.5, 0], [-0.5, 1, -0.5], [0, -0.5, 1]]
            >>> Factors(sparse.csc_array(np.array(rows))).inverse_diagonal().round(9).tolist()
            [1.5, 2.0, 1.5]
        """
        if not (self.lu.perm_r == self.lu.perm_c).all():  # pivots off the diagonal: never seen
            every: Floats = self.lu.solve(np.eye(len(self.lu.perm_r))).diagonal()
            return every
        # row i of the matrix is row perm_r[i] of its factors
        return _selected_diagonal(self.lu.L.tocsc(), self.lu.U.tocsr())[self.lu.perm_r]


def _selected_diagonal(lower: Any, upper: Any) -> Floats:
    """The diagonal of (LU)^-1, from the last column to the first.

    Column j has entries below its diagonal in the rows S. All pairs of S are among the entries
    known from the next column of S, so that with Z = (LU)^-1 and U' of unit diagonal
    Z_jS = -U'_jS Z_SS, Z_Sj = -Z_SS L_Sj, Z_jj = 1/U_jj - U'_jS Z_Sj.
    """
    size = lower.shape[0]
    below = _fill(lower, upper)
    tail = _find_tail(below)
    known = np.linalg.inv(lower[tail:, tail:].toarray() @ upper[tail:, tail:].toarray())
    pivots, found = upper.diagonal(), np.empty(size)
    found[tail:] = known.diagonal()
    blocks: dict[int, tuple[Places, Floats]] = {}
    waiting = np.bincount([rows[0] for rows in below[:tail] if len(rows)], minlength=size + 1)
    every = np.arange(tail, size)
    for j in range(tail - 1, -1, -1):
        rows = below[j]
        parent = int(rows[0]) if len(rows) else size
        places, block = (every, known) if parent >= tail else blocks[parent]
        at = np.searchsorted(places, rows)
        inner = block[np.ix_(at, at)]
        diagonal = pivots[j]
        row = _take(upper, j, rows) / diagonal
        column = -inner @ _take(lower, j, rows)
        found[j] = 1 / diagonal - row @ column
        if waiting[j]:
            blocks[j] = np.concatenate([[j], rows]), _frame(found[j], -row @ inner, column, inner)
        waiting[parent] -= 1
        if not waiting[parent]:
            blocks.pop(parent, None)
    return found


def _fill(lower: Any, upper: Any) -> list[Places]:
    """Per column the rows below its diagonal, with all fill-in: zeros by chance count, too."""
    size = lower.shape[0]
    sets: list[set[int]] = [
        {int(i) for i in _rows(lower, j) if i > j} | {int(k) for k in _rows(upper, j) if k > j}
        for j in range(size)
    ]
    made: list[Places] = []
    for j, rows in enumerate(sets):
        ordered = sorted(rows)
        made.append(np.array(ordered, dtype=np.int64))
        if ordered:
            sets[ordered[0]].update(ordered[1:])
        sets[j] = set()
    return made


def _find_tail(below: list[Places]) -> int:
    """From where on the rest is inverted as it is: what is small, and what is wide."""
    size = len(below)
    wide = next((j for j, rows in enumerate(below) if len(rows) > _WIDE), size)
    return max(0, min(size - _TAIL, max(wide, size - _LARGEST_TAIL)))


def _rows(matrix: Any, j: int) -> NDArray[np.int32]:
    found: NDArray[np.int32] = matrix.indices[matrix.indptr[j] : matrix.indptr[j + 1]]
    return found


def _take(matrix: Any, j: int, places: Places) -> Floats:
    """The entries of line j at these places, 0 where it has none."""
    start, stop = matrix.indptr[j], matrix.indptr[j + 1]
    values = np.zeros(len(places))
    at = matrix.indices[start:stop]
    here = at > j
    values[np.searchsorted(places, at[here])] = matrix.data[start:stop][here]
    return values


def _frame(corner: float, row: Floats, column: Floats, inner: Floats) -> Floats:
    made = np.empty((len(row) + 1, len(row) + 1))
    made[0, 0], made[0, 1:], made[1:, 0], made[1:, 1:] = corner, row, column, inner
    return made
