from __future__ import annotations

from typing import Any

import pytest

from journeymap.analysis.flow.measuring import measure_flow
from journeymap.analysis.flow.records import WhatIf
from journeymap.errors import InputError
from tests.analysis.flow.shop_flow import make_shop

READINGS = [
    {"touchpoint": "product", "metric": "csat", "counts": {1: 20, 3: 30, 5: 50}},
    {"touchpoint": "cart", "metric": "csat", "counts": {2: 50, 4: 50}},
    {"touchpoint": "cart", "metric": "art", "value": 30, "sd": 4, "n": 50},
    {"touchpoint": "support", "metric": "nps", "counts": {0: 20, 10: 30}},
]


def ask(*changes: str, **more: Any) -> WhatIf:
    shop = make_shop(readings=READINGS)
    found = measure_flow(shop, success="purchase", what_if=changes, **more).what_if
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Product: exit -25%",
        "product : EXIT − 25 %",
        "product: exit -7.3529411765 points",
        "product: exit = 22.0588235294%",
        "product: exit -7,3529411765 pp",
    ],
)
def test_exit_in_every_form(text: str) -> None:
    found = ask(text)
    assert found.completion == pytest.approx(0.3278500644)
    assert found.uplift == pytest.approx(0.0389205818)
    assert (found.changes, found.score) == ((text,), None)


def test_interval_hangs_on_what_is_held() -> None:
    # points are the surest, a share that is set the least: what it replaces is unsure
    ways = [ask(f"Product: exit {to}") for to in ("-25%", "-7.353 points", "= 22.059%")]
    widths = [round((way.high or 0) - (way.low or 0), 3) for way in ways]
    assert widths[1] < widths[0] < widths[2]


@pytest.mark.parametrize(
    "text", ["Product -> Cart: +10%", "product→cart +10%", "product -> cart = 51.7647058824%"]
)
def test_continuation_in_every_form(text: str) -> None:
    assert ask(text).completion == pytest.approx(0.3099, abs=0.002)
    assert ask(text).completion == pytest.approx(ask("Product -> Cart: +10%").completion)


def test_changes_are_tried_together() -> None:
    both = ask("Product: exit -25%", "Cart: exit -25%")
    one, other = ask("Product: exit -25%"), ask("Cart: exit -25%")
    assert both.uplift is not None
    assert both.uplift > (one.uplift or 0) + (other.uplift or 0)


def test_new_way_may_be_set() -> None:
    assert (ask("Support -> Purchase = 30%").uplift or 0) > 0.02


def test_interval_hangs_on_level_seed_and_draws() -> None:
    wide, narrow = (ask("Cart: exit -25%", level=level) for level in (0.99, 0.8))
    assert (wide.low or 0) < (narrow.low or 0)
    assert ask("Cart: exit -25%", seed=1).low != ask("Cart: exit -25%").low
    assert ask("Cart: exit -25%", draws=100).low != ask("Cart: exit -25%").low


def test_it_is_told() -> None:
    found = measure_flow(make_shop(), success="purchase", what_if="Product: exit -25%")
    assert found.findings[-1].startswith(
        "What if Product: exit -25%: completion would be 32.8 % (+3.9 points, 95 % interval +3.4 to"
    )


def test_score_moves_by_weight_and_never_completion() -> None:
    found = ask("Product: csat +0.5")
    reach = {"product": 0.732315733, "cart": 0.4387870624}
    weight = reach["product"] / sum(reach.values())
    assert found.score_uplift == pytest.approx(weight * 12.5)
    before = (reach["product"] * 65 + reach["cart"] * 50) / sum(reach.values())
    assert found.score == pytest.approx(before + weight * 12.5)
    assert (found.completion, found.uplift, found.low, found.high) == (None,) * 4
    shop = make_shop(readings=READINGS)
    told = measure_flow(shop, success="purchase", what_if="Product: csat +0.5").findings[-1]
    assert told == (
        "What if Product: csat +0.5: the journey's score would be 67.2 of 100 (+7.8); completion "
        "is not said to change with a score."
    )


def test_two_scores_of_one_metric_add_up() -> None:
    both = ask("Product: csat +0.5", "Cart: csat -0.5").score_uplift or 0
    one, other = ask("Product: csat +0.5").score_uplift, ask("Cart: csat -0.5").score_uplift
    assert both == pytest.approx((one or 0) + (other or 0))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "Product exit less",
            "what_if[0]: can't read what is to change in 'Product exit less'; write "
            "'T: exit -25%', 'T: exit -5 points', 'T -> U: +10%', 'T -> U = 60%' or 'T: csat +0.5'",
        ),
        ("Product: +10%", "can't read which way is to change in 'Product: +10%'"),
        ("Product: exit -5", "is it percent of the share, or points? A unit is missing in"),
        ("Product: exit = 5 points", "a share is set to a percentage from 0 to 100, not as"),
        ("Product: exit = 101%", "a share is set to a percentage from 0 to 100, not as"),
        ("Produkt: exit -5%", "no touchpoint 'Produkt'; did you mean 'product'?"),
        ("Purchase: exit -5%", "what follows success changes nothing, asked by"),
        ("Search -> Cart: +5%", "they go on to: 'product', 'search', 'support'"),
        ("Product: exit +300%", "the share is 29.4 % and would become 117.6 % by"),
        ("Product: exit -30 points", "the share is 29.4 % and would become -0.6 % by"),
        ("Product: csat +9", "csat at 'product' would become 12.60; the scale reaches from 1 to 5"),
        ("Product: csat +5%", "a score changes by so many of its own unit"),
        ("Product: csat = 5", "a score changes by so many of its own unit"),
        ("Product: csta +1", "no metric 'csta'; did you mean 'csat'?"),
        ("Search: csat +1", "csat has no health at 'search' to change; it must be measured there"),
        ("Cart: art -5", "art has no health at 'cart' to change; it must be measured there"),
    ],
)
def test_what_can_not_be_tried_is_told(text: str, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        ask(text)
    assert sentence in str(caught.value)


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        ask("Produkt: exit -5%", "Cart: exit -5%", "Cart: less")
    assert [problem.path for problem in caught.value.problems] == ["what_if[0]", "what_if[2]"]


def test_scores_of_two_metrics_have_no_common_unit() -> None:
    with pytest.raises(InputError, match="scores of several metrics have no common unit"):
        ask("Product: csat +0.5", "Support: nps +5")


@pytest.mark.parametrize(
    ("counts", "text", "sentence"),
    [
        ({"a": {"b": 5}}, "a -> b: -10%", "all go this way, so nobody knows where else"),
        ({"a": {"b": 5, "c": 5}}, "b: exit -5%", "nobody was seen to leave it:"),
    ],
)
def test_rows_that_can_not_change(counts: Any, text: str, sentence: str) -> None:
    success = "b" if len(counts["a"]) == 1 else "c"
    with pytest.raises(InputError, match=sentence):
        measure_flow(make_shop(counts, starts={"a": 5}, ends=None), success=success, what_if=text)


def test_loop_without_end_can_not_change() -> None:
    counts = {"a": {"b": 5, "c": 5}, "b": {"d": 5}, "d": {"b": 5}}
    shop = make_shop(counts, starts={"a": 10}, ends={"c": 5})
    with pytest.raises(InputError, match="this loop is never left, so no share of it matters"):
        measure_flow(shop, success="c", what_if="b -> d: -5%")
    more = measure_flow(shop, success="c", what_if="a -> d = 20%").what_if
    assert more is not None
    assert more.completion == pytest.approx(0.8)


def test_shares_have_no_interval_on_the_difference() -> None:
    shop = make_shop(shares=True)
    found = measure_flow(shop, success="purchase", what_if="Product: exit -25%").what_if
    assert found is not None
    assert (found.low, found.high) == (None, None)
    assert found.uplift == pytest.approx(0.0389205818)


def test_names_with_colons_and_signs() -> None:
    shop = make_shop({"a-5": {"b": 5}}, starts={"a-5": 10}, ends=None).replace(
        stages=[{"name": "S", "touchpoints": [{"id": "a-5", "name": "Step 1: A -5"}, "b"]}]
    )
    found = measure_flow(shop, success="b", what_if="Step 1: A -5: exit -10%").what_if
    assert found is not None
    assert found.completion == pytest.approx(0.55)
    way = measure_flow(shop, success="b", what_if="Step 1: A -5 -> b = 80%").what_if
    assert way is not None
    assert way.completion == pytest.approx(0.8)


def test_a_change_of_nothing_is_said_to_change_nothing() -> None:
    found = measure_flow(make_shop(), success="purchase", what_if="Cart: exit -0%")
    assert found.findings[-1] == (
        "What if Cart: exit -0%: this changes nothing, completion stays 28.9 %."
    )
