from __future__ import annotations

from typing import Any

import pytest

from journeymap.errors import UnknownNameError
from tests.analysis.drivers.shop import QUESTIONS, RATED, find, make_table

STAGE = {**RATED, "nps": {"stage": "buy", "metric": "nps"}}


@pytest.mark.parametrize(
    ("questions", "outcome", "said"),
    [
        (QUESTIONS, "npps", "no outcome 'npps'; did you mean 'nps'?"),
        (QUESTIONS, "csat", "no outcome 'csat'; expected one of 'nps'"),
        (
            STAGE,
            "nps",
            "no outcome 'nps'; no question is about the whole journey (scope: journey); did you "
            "mean 'nps@buy'?",
        ),
        (STAGE, "nps@cart", "no outcome 'nps@cart'; did you mean 'csat@cart'?"),
    ],
)
def test_an_outcome_that_is_not_asked(questions: Any, outcome: str, said: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        find(make_table(120), questions=questions, outcome=outcome)
    assert str(caught.value) == said


def test_an_outcome_may_be_of_a_place() -> None:
    found = find(make_table(), questions=STAGE, outcome="nps@buy")
    assert found.outcome == "nps@buy"
    assert found.headline().startswith("Cart goes with NPS of Buy most closely")
    assert find(make_table(), outcome=" nps @ journey ").outcome == "nps"


def test_drivers_may_be_named() -> None:
    by_place = find(make_table(), drivers=["ship", "cart"])
    assert [row.touchpoint for row in by_place.rows] == ["cart", "ship"]
    by_metric = find(make_table(), drivers=["csat@pay"])
    assert [row.touchpoint for row in by_metric.rows] == ["pay"]
    assert by_metric.headline() == (
        "Pay is the only driver to compare: it explains 18 % of NPS. Association, not effect."
    )
    assert find(make_table(), drivers="cart").rows[0].touchpoint == "cart"
    nobody = find(make_table(), drivers=["nps@pay"])
    assert nobody.headline() == (
        "Can't tell what goes with NPS: no driver was answered by enough of those who told it."
    )


def test_a_stage_is_a_driver_only_where_it_is_named() -> None:
    questions = {**QUESTIONS, "pay": {"stage": "buy", "metric": "csat"}}
    assert [row.touchpoint for row in find(make_table(), questions=questions).rows] == [
        "cart", "ship",
    ]  # fmt: skip
    found = find(make_table(), questions=questions, drivers=["buy", "cart"])
    assert [(row.touchpoint, row.stage, row.name) for row in found.rows] == [
        ("cart", "buy", "Cart"), (None, "buy", "Buy"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"drivers": ["crt"]}, "no driver 'crt'; did you mean 'cart'?"),
        ({"drivers": ["cast@cart"]}, "no metric 'cast'; did you mean 'csat'?"),
        ({"metric": "cast"}, "no metric 'cast'; did you mean 'csat'?"),
    ],
)
def test_drivers_that_are_not_there(asked: Any, said: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        find(make_table(120), **asked)
    assert str(caught.value) == said
