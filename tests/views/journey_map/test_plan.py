from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.analysis.experience import measure_experience
from journeymap.model.journey import Journey
from journeymap.picture.fitting import is_wide, longest_word
from journeymap.picture.lettering import text_width
from journeymap.picture.theme import LABELS, MARGIN
from journeymap.views.facts import Facts
from journeymap.views.journey_map.plan import MOST_COLUMN, WIDEST_BAND, Band, plan_bands
from journeymap.views.journey_map.widths import NARROWEST, NARROWEST_STAGE, WIDEST, WIDEST_STAGE

Build = Callable[..., Facts]


def plan(*counts: int, name: str = "Buy", width: float | None = None) -> tuple[Band, ...]:
    """The bands of stages with so many touchpoints each."""
    stages = [
        {"id": f"s{s}", "name": name, "touchpoints": [f"t{s}-{t}" for t in range(count)]}
        for s, count in enumerate(counts)
    ]
    journey = Journey.model_validate({"name": "Shop", "stages": stages})
    return plan_bands(journey, measure_experience(journey), width=width)


def lengths(bands: tuple[Band, ...]) -> list[list[int]]:
    return [[len(span.slots) for span in band.spans] for band in bands]


def test_a_short_journey_is_one_band() -> None:
    (band,) = plan(2, 3)
    assert [span.stage.id for span in band.spans] == ["s0", "s1"]
    assert [slot.touchpoint.id for slot in band.slots] == ["t0-0", "t0-1", "t1-0", "t1-1", "t1-2"]
    assert band.left == MARGIN + LABELS


def test_sixty_touchpoints_are_three_bands() -> None:
    assert lengths(plan(10, 10, 10, 10, 10, 10)) == [[10, 10], [10, 10], [10, 10]]


def test_a_stage_that_is_too_wide_is_divided_evenly() -> None:
    bands = plan(45)
    assert lengths(bands) == [[15], [15], [15]]
    assert [span.continued for band in bands for span in band.spans] == [False, True, True]


def test_a_stage_that_fits_is_never_divided() -> None:
    assert lengths(plan(12, 12, 12)) == [[12], [12], [12]]


def test_bands_of_unequal_stages_are_about_as_wide() -> None:
    assert lengths(plan(4, 4, 4, 4, 4, 4, 4)) == [[4, 4, 4, 4], [4, 4, 4]]
    assert lengths(plan(18, 2, 2, 18)) == [[18, 2], [2, 18]]


@pytest.mark.parametrize("width", [300.0, 1000.0, 2500.0])
def test_columns_keep_to_the_width_and_fill_it(width: float) -> None:
    bands = plan(5, 5, 5, 1, 7, width=width)
    assert all(band.right - band.left <= width + 1e-6 for band in bands)
    assert max(band.right - band.left for band in bands) == pytest.approx(width)


def test_few_columns_are_not_stretched_without_end() -> None:
    (band,) = plan(3, width=20_000)
    assert band.slots[0].width == MOST_COLUMN


def test_a_stage_without_touchpoints_takes_a_column() -> None:
    (band,) = plan(2, 0)
    assert band.spans[1].slots == ()
    assert band.spans[1].width >= NARROWEST_STAGE
    assert band.right == band.spans[1].x + band.spans[1].width


@given(st.lists(st.integers(0, 50), min_size=1, max_size=8))
def test_every_touchpoint_stands_once_in_order_and_none_over_another(counts: list[int]) -> None:
    bands = plan(*counts)
    seen = [slot.touchpoint.id for band in bands for slot in band.slots]
    assert seen == [f"t{s}-{t}" for s, count in enumerate(counts) for t in range(count)]
    for band in bands:
        assert band.right - band.left <= WIDEST_BAND + 1e-6
        assert all(b.x >= a.x + a.width - 1e-6 for a, b in pairwise(band.slots))
        assert all(b.x > a.x + a.width for a, b in pairwise(band.spans))


def test_a_column_is_as_wide_as_the_longest_word(build: Build) -> None:
    def width(name: str) -> float:
        touchpoints = [name, *(f"T{i}" for i in range(15))]
        facts = build([{"name": "Buy", "touchpoints": touchpoints}])
        return plan_bands(facts.journey, facts.experience)[0].slots[0].width

    assert width("Konstantynopolitańczykowianeczka") > width("Short") + 50
    assert width("x" * 300) == WIDEST


def test_a_stage_is_as_wide_as_its_longest_word_but_not_endless() -> None:
    (word,) = plan(1, name="Konstantynopolitańczykowianeczka")
    assert word.spans[0].width >= longest_word(["Konstantynopolitańczykowianeczka"], 15) + 46
    (endless,) = plan(1, name="x" * 300)
    assert endless.spans[0].width == WIDEST_STAGE


def test_notes_make_a_column_wider(build: Build) -> None:
    def width(says: str) -> float:
        names = [{"name": "Pay", "pains": [says]}, *(f"T{i}" for i in range(15))]
        facts = build([{"name": "Buy", "touchpoints": names}])
        return plan_bands(facts.journey, facts.experience)[0].slots[0].width

    assert width("Too slow") == NARROWEST
    assert NARROWEST < width("It takes far too long. " * 12) < WIDEST
    assert width("It takes far too long. " * 50) > width("It takes far too long. " * 12)


@pytest.mark.parametrize(
    ("names", "word"),
    [
        (["Pay by card"], "card"),
        (["Check-in/boarding"], "boarding"),
        (["Cart", "Delivery note"], "Delivery"),
        (["支付页面 at"], "at"),
    ],
)
def test_longest_word(names: list[str], word: str) -> None:
    assert longest_word(names, 12) == text_width(word, 12, bold=True)


def test_without_a_name_no_word_is_longest() -> None:
    assert longest_word([], 12) == 0


def test_is_wide() -> None:
    found: list[Any] = [is_wide(word) for word in ("支付", "お問い合わせ", "Zażółć", "Оплата")]
    assert found == [True, True, False, False]
