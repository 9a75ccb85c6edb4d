from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.statistics.calibration import CalibrationBin, bin_statements, calibration_error

STATEMENTS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=80)


def test_bins_by_hand() -> None:
    told = [(0.05, False), (0.1, True), (0.14, False), (0.97, True), (1.0, True), (0.0, False)]
    bins = bin_statements(told)
    assert [(b.n, round(b.stated, 3), b.came_true) for b in bins] == [
        (1, 0.0, 0.0), (1, 0.05, 0.0), (2, 0.12, 0.5), (2, 0.985, 1.0),
    ]  # fmt: skip


def test_the_error_weighs_bins_by_their_size() -> None:
    bins = [CalibrationBin(30, 0.2, 0.3, 0, 1), CalibrationBin(10, 0.9, 0.5, 0, 1)]
    assert calibration_error(bins) == pytest.approx((30 * 0.1 + 10 * 0.4) / 40)


@given(STATEMENTS)
def test_no_statement_is_lost(told: list[tuple[float, bool]]) -> None:
    bins = bin_statements(told)
    assert sum(b.n for b in bins) == len(told)
    assert sum(b.n * b.came_true for b in bins) == pytest.approx(sum(true for _, true in told))
    assert [b.stated for b in bins] == sorted(b.stated for b in bins)
    assert all(0 <= b.low <= b.came_true <= b.high <= 1 for b in bins)
    assert bin_statements(reversed(told)) == bin_statements(told)


@pytest.mark.parametrize("chance", [-0.1, 1.1, float("nan")])
def test_what_is_no_chance_is_refused(chance: float) -> None:
    with pytest.raises(ValueError, match=r"a chance lies between 0 and 1, got"):
        bin_statements([(chance, True)])


def test_no_statements_have_no_error() -> None:
    assert bin_statements([]) == ()
    with pytest.raises(ValueError, match="an error needs one statement at least"):
        calibration_error([])
