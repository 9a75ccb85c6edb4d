from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.statistics.drivers.collinearity import (
    condition_number,
    near_duplicates,
    nearest_correlations,
    variance_inflation,
)

SINGULAR = [[1, 1, 0.3], [1, 1, 0.3], [0.3, 0.3, 1]]


@given(st.integers(0, 10_000), st.integers(1, 6))
@settings(max_examples=25)
def test_inflation_is_the_diagonal_of_the_inverse(seed: int, p: int) -> None:
    rng = np.random.default_rng(seed)
    rxx = np.atleast_2d(np.corrcoef((rng.normal(size=(40, p)) + rng.normal(size=(40, 1))).T))
    assert variance_inflation(rxx) == pytest.approx(tuple(np.diag(np.linalg.inv(rxx))))
    assert condition_number(rxx) == pytest.approx(np.linalg.cond(rxx))


def test_drivers_that_are_the_others_over_again_have_no_bound() -> None:
    first, second, third = variance_inflation(SINGULAR)
    assert (first, second) == (None, None)
    assert third == pytest.approx(1 / (1 - 0.09))
    assert condition_number(SINGULAR) is None


def test_near_duplicates_lie_beyond_the_limit_either_way() -> None:
    rxx = [[1, -0.91, 0.9], [-0.91, 1, 0.5], [0.9, 0.5, 1]]
    assert near_duplicates(rxx) == ((0, 1),)
    assert near_duplicates(rxx, limit=0.85) == ((0, 1), (0, 2))


def test_what_fits_stays_as_it_is() -> None:
    fitting = np.array([[1, 0.4], [0.4, 1]])
    assert (nearest_correlations(fitting) == fitting).all()


def test_of_several_only_the_bad_ones_are_changed() -> None:
    bad = np.array([[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]])
    good = np.eye(3)
    found = nearest_correlations(np.stack([good, bad]))
    assert (found[0] == good).all()
    assert np.linalg.eigvalsh(found[1])[0] > -1e-9
    assert np.diag(found[1]) == pytest.approx([1, 1, 1])
    assert found[1][0, 1] == pytest.approx(0.5)


@pytest.mark.parametrize("rxx", [[1, 2], [[1, 2, 3], [1, 2, 3]], [[float("nan")]], np.eye(0)])
def test_what_is_no_matrix_is_refused(rxx: object) -> None:
    with pytest.raises(ValueError, match="not a square matrix of correlations"):
        variance_inflation(rxx)  # type: ignore[arg-type]
