from __future__ import annotations

import csv
import gzip
import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.analysis.evidence.hiding import BETRAYS, FEW
from journeymap.analysis.segments.measuring import measure_segments
from journeymap.demo import load_demo
from journeymap.errors import UnknownNameError
from journeymap.model.journey import Journey
from tests.analysis.changes.test_real_answers import measure_airport, needs_data

SURVEYS = Path(os.environ.get("JOURNEYMAP_TEST_DATA", "")) / "surveys"
WELCH = (-0.422016936316761, -0.12798306368323964)
STAGES = [
    {"id": "buy", "name": "Buy", "touchpoints": ["Find", "Cart"]},
    {"id": "pay", "name": "Pay", "touchpoints": [{"id": "till", "name": "Till"}]},
]


def make(readings: list[dict[str, Any]], **more: Any) -> Journey:
    return Journey.model_validate({"name": "Shop", "stages": STAGES, "readings": readings, **more})


def rate(touchpoint: str, plan: str | None, bad: int, n: int, **more: Any) -> dict[str, Any]:
    segment = {"segment": {"plan": plan}} if plan else {}
    counts = {2: bad, 5: n - bad}
    return {"touchpoint": touchpoint, "metric": "csat", "counts": counts, **segment, **more}


def make_shop() -> Journey:
    """Plans differ at the cart, not at the search."""
    split = {"find": (40, 41, 39), "cart": (20, 60, 45)}
    readings = []
    for id_, bad in split.items():
        readings += [
            rate(id_, p, b, 200) for p, b in zip(("free", "pro", "team"), bad, strict=True)
        ]
        readings.append(rate(id_, None, sum(bad), 600))
    return make(readings)


def test_groups_stand_side_by_side() -> None:
    found = measure_segments(make_shop(), "plan")
    assert found.groups == ("free", "pro", "team")
    assert [(row.touchpoint, row.group) for row in found.rows][:5] == [
        ("find", None), ("find", "free"), ("find", "pro"), ("find", "team"), ("cart", None),
    ]  # fmt: skip
    find, cart = found.spreads
    assert (find.differs, cart.differs) == (False, True)
    assert (cart.worst, cart.worst_value, cart.best, cart.best_value) == ("pro", 4.1, "free", 4.7)
    assert cart.p == pytest.approx(5.28591e-7, rel=1e-5)  # scipy, Welch's formula by hand
    assert cart.p_adjusted == pytest.approx(2 * (cart.p or 0))
    assert find.spread == 0
    assert found.headline() == "Widest difference by plan: Cart, 4.10 in pro, 4.70 in free."
    printed = str(found)
    assert "place  everybody  free   pro  team  p adj." in printed
    assert "Cart        4.38  4.70  4.10  4.33  < .001" in printed


def test_a_part_is_compared_with_the_rest() -> None:
    found = measure_segments(make_shop(), "plan")
    row = found.row_for(found.spreads[1], "pro")
    assert row is not None
    assert row.difference is not None
    assert row.difference == pytest.approx(4.1 - 4.375)
    # two thirds of Welch's interval to the rest (scipy), since the part is a third of all
    assert row.difference_low is not None
    assert row.difference_high is not None
    assert (row.difference_low, row.difference_high) == pytest.approx(WELCH, abs=1e-9)
    assert row.shown_difference == "-0.28 (-0.42 to -0.13)"


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(60, 90)), min_size=2, max_size=5))
def test_differences_of_all_parts_cancel(groups: list[tuple[int, int]]) -> None:
    readings = [rate("cart", f"p{i}", bad, n) for i, (bad, n) in enumerate(groups)]
    total = [sum(part) for part in zip(*groups, strict=True)]
    found = measure_segments(make([*readings, rate("cart", None, *total)]), "plan")
    rows = [row for row in found.rows if row.group is not None]
    away = [(row.n or 0) * (row.difference or 0) for row in rows]
    assert sum(away) == pytest.approx(0, abs=1e-9)
    for row in rows:
        assert row.difference is not None
        assert (row.difference_low or 0) - 1e-9 <= row.difference
        assert row.difference <= (row.difference_high or 0) + 1e-9


def test_few_answers_are_hidden_and_what_would_tell_them() -> None:
    readings = [
        rate("cart", "free", 20, 200),
        rate("cart", "pro", 5, 45),
        rate("cart", "team", 1, 4),
    ]
    found = measure_segments(make([*readings, rate("cart", None, 26, 249)]), "plan")
    assert [(r.group, r.value is None, r.reason) for r in found.rows] == [
        (None, False, ""), ("free", False, ""), ("pro", True, BETRAYS), ("team", True, FEW),
    ]  # fmt: skip
    assert found.rows[3].n == 4
    assert (found.rows[3].low, found.rows[3].health, found.rows[3].shown) == (None, None, "–")
    assert (
        "1 value of fewer than ten answers is hidden, and 1 more that would tell" in found.notes[0]
    )
    # without everybody nothing can be subtracted
    alone = measure_segments(make(readings), "plan")
    assert [row.reason for row in alone.rows] == ["", "", FEW]
    # nor where others belong to no plan
    more = measure_segments(make([*readings, rate("cart", None, 40, 300)]), "plan")
    assert [row.reason for row in more.rows] == ["", "", "", FEW]
    assert alone.spreads[0].groups == 2


def test_waves_stand_in_their_order() -> None:
    waves = [rate("cart", None, bad, 200, wave=w) for w, bad in (("10", 20), ("9", 60), ("2", 65))]
    found = measure_segments(make(waves), "wave")
    assert found.groups == ("2", "9", "10")
    assert found.settings["wave"] is None
    assert all(row.difference is None for row in found.rows)
    assert found.headline() == "Widest difference between waves: Cart, 4.03 in 2, 4.70 in 10."


def test_the_latest_wave_and_the_likeliest_key_are_chosen() -> None:
    found = measure_segments(load_demo())
    assert (found.settings["by"], found.settings["wave"]) == ("area", "2016")
    assert found.settings["metric"] == ("satisfied",)
    assert found.headline() == "Widest difference by area: Restaurants, 31.6 % in B, 74.1 % in D."
    assert found.notes[:2] == (
        "By area; ask by time_of_day and wave too.",
        "Compared by satisfied; ask by metric for csat, easy and clean.",
    )
    assert len(measure_segments(load_demo(), top=3).spreads) == 3


def test_low_is_good_names_the_worst_first() -> None:
    readings = [
        {"touchpoint": "cart", "metric": "churn", "segment": {"plan": p}, "count": x, "of": 200}
        for p, x in (("free", 60), ("pro", 10))
    ]
    spread = measure_segments(make(readings), "plan").spreads[0]
    assert (spread.worst, spread.best, spread.shown) == (
        "free",
        "pro",
        "30.0 % in free, 5.0 % in pro",
    )


def test_what_is_not_alike_is_not_tested() -> None:
    readings = [
        rate("cart", "free", 20, 200, wording="How was it?"),
        rate("cart", "pro", 60, 200, wording="Were you content?"),
    ]
    found = measure_segments(make(readings), "plan")
    assert found.spreads[0].reason == "the question was worded differently"
    assert (found.spreads[0].p, found.spreads[0].differs) == (None, False)
    single = measure_segments(make(readings[:1]), "plan")
    assert single.spreads[0].reason == "fewer than two groups can be shown"


@pytest.mark.parametrize(
    "more",
    [
        {"n_effective": 120.0},
        {"population": 900},
        {"wording": "Otherwise?"},
    ],
)
def test_no_difference_where_the_rest_cannot_be_told(more: Mapping[str, Any]) -> None:
    readings = [rate("cart", "free", 20, 200, **more), rate("cart", "pro", 60, 200)]
    everybody = rate("cart", None, 80, 400, wording="How?")
    found = measure_segments(make([*readings, everybody]), "plan")
    assert found.rows[1].difference is None


def test_times_have_no_difference_but_a_test() -> None:
    times = [
        {"touchpoint": "till", "metric": "art", "segment": {"plan": p}, "value": v, "n": 200,
         "log_mean": m, "log_sd": 0.5}
        for p, v, m in (("free", 60.0, 4.0), ("pro", 30.0, 3.3), ("team", 31.0, 3.3))
    ]  # fmt: skip
    found = measure_segments(make([*times, {**times[0], "segment": {}, "n": 600}]), "plan")
    assert found.spreads[0].differs
    assert found.spreads[0].worst == "free"
    assert all(row.difference is None for row in found.rows)


def test_guesses_are_left_out() -> None:
    guess = {"touchpoint": "cart", "metric": "csat", "segment": {"plan": "team"}, "guess": 3.0}
    found = measure_segments(make([rate("cart", "free", 20, 200), guess]), "plan")
    assert [row.group for row in found.rows] == ["free"]
    assert "1 guess is left out: nobody was asked." in found.notes


def test_other_segments_are_held_fast() -> None:
    crossed = [
        {**rate("cart", None, bad, 100), "segment": {"plan": p, "land": "PL"}}
        for p, bad in (("free", 50), ("pro", 5))
    ]
    found = measure_segments(make([*crossed, rate("cart", "free", 1, 100)]), "land")
    assert found.rows == ()
    found = measure_segments(make([*crossed, rate("cart", "free", 1, 100)]), "plan")
    assert [row.group for row in found.rows] == ["free"]


def test_nothing_is_told_in_a_sentence() -> None:
    found = measure_segments(make([]))
    assert found.headline() == "Nothing to compare between waves: no measured reading has a wave."
    assert (found.rows, found.groups, found.settings["metric"]) == ((), (), None)
    assert str(found).splitlines() == [found.headline()]


def test_what_cannot_be_meant_is_refused() -> None:
    journey = make_shop()
    with pytest.raises(UnknownNameError, match="no segment key 'plans'; did you mean 'plan'"):
        measure_segments(journey, "plans")
    with pytest.raises(ValueError, match="all waves are compared; take wave out"):
        measure_segments(journey, "wave", wave="2016")
    with pytest.raises(ValueError, match="all values of plan are compared; take plan=pro out"):
        measure_segments(journey, "plan", segment={"plan": "pro"})
    with pytest.raises(ValueError, match="top must be a whole number"):
        measure_segments(journey, "plan", top=0)


def test_the_table_keeps_its_width_and_the_frame_is_flat() -> None:
    names = [f"a value with a long name {i:02}" for i in range(9)]
    readings = [rate("cart", name, 20 + i, 200) for i, name in enumerate(names)]
    found = measure_segments(make(readings), "plan")
    assert max(map(len, str(found).splitlines()[1:3])) <= 100
    assert "The table has no room for" in str(found)
    assert found.to_dicts()[0]["segment"] == {"plan": names[0]}
    assert len(found.to_frame("polars")) == len(found.rows)


@pytest.mark.skipif(
    not (SURVEYS / "telco_churn.csv.gz").is_file(), reason="set JOURNEYMAP_TEST_DATA"
)
def test_churn_by_contract() -> None:
    with gzip.open(SURVEYS / "telco_churn.csv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    lost = Counter(row["Contract"] for row in rows if row["Churn"] == "Yes")
    every = Counter(row["Contract"] for row in rows)
    of = {"touchpoint": "till", "metric": "churn"}
    readings = [
        {**of, "segment": {"contract": c}, "count": lost[c], "of": n} for c, n in every.items()
    ]
    readings.append({**of, "count": lost.total(), "of": every.total()})
    found = measure_segments(make(readings), "contract")
    assert found.headline() == (
        "Widest difference by contract: Till, 42.7 % in Month-to-month, 2.8 % in Two year."
    )
    monthly = found.row_for(found.spreads[0], "Month-to-month")
    assert monthly is not None
    assert monthly.shown_difference == "+16.2 (+15.4 to +17.0)"


@needs_data
def test_four_yearly_surveys_side_by_side() -> None:
    found = measure_segments(measure_airport(2013, 2014, 2015, 2016), "wave", metric="satisfied")
    assert found.groups == ("2013", "2014", "2015", "2016")
    differ = [one.touchpoint for one in found.spreads if one.differs]
    assert differ == ["booths", "food", "wifi", "art"]
    assert found.headline() == (
        "Widest difference between waves: Free Wi-Fi, 62.7 % in 2013, 74.8 % in 2016."
    )
