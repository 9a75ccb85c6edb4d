from __future__ import annotations

import pytest

from journeymap.statistics.comparing.pairs import p_of_difference


def test_normal_and_t() -> None:
    assert p_of_difference(1.959964, 0.6, 0.8) == pytest.approx(0.05, abs=1e-6)
    assert p_of_difference(-1.959964, 0.6, 0.8) == pytest.approx(0.05, abs=1e-6)
    assert p_of_difference(2.228139, 0.6, 0.8, df=10) == pytest.approx(0.05, abs=1e-6)
    assert p_of_difference(1, 0.6, 0.8, df=1) == pytest.approx(0.5)
    for scale in (0.1, 50):
        found = [scale * number for number in (2.228139, 0.6, 0.8)]
        assert p_of_difference(*found, df=10) == pytest.approx(0.05, abs=1e-6)
        assert p_of_difference(scale * 1.959964, *found[1:]) == pytest.approx(0.05, abs=1e-6)
    assert p_of_difference(0, 0.6, 0.8) == 1
    assert p_of_difference(0, 0.6, 0.8, df=3) == 1


def test_without_error_a_difference_is_certain() -> None:
    assert (p_of_difference(0.1, 0, 0), p_of_difference(0, 0, 0)) == (0, 1)


@pytest.mark.parametrize(
    ("numbers", "df", "sentence"),
    [
        ((1, -1, 1), None, "a standard error can't be negative, got -1 and 1"),
        ((1, 1, float("nan")), None, "a standard error can't be negative, got 1 and nan"),
        ((1, 1, 1), 0, "df must be above 0, got 0"),
    ],
)
def test_what_cannot_be(
    numbers: tuple[float, float, float], df: float | None, sentence: str
) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole sentence follows
        p_of_difference(*numbers, df=df)
    assert str(caught.value) == sentence
