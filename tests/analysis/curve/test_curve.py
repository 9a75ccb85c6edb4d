from __future__ import annotations

import json
from typing import Any

import pytest

from journeymap.analysis.curve.curve import ExperienceCurve, measure_curve
from journeymap.analysis.curve.path import find_frequent_path
from journeymap.errors import UnknownNameError
from journeymap.model.journey import Journey

NAMES = ("Find", "Look", "Cart", "Pay", "Get")
BOOK = (60, 75, 30, 85, 70)
NOTE = (
    "Peak-end is a heuristic about what people remember, not a test: read it beside the mean and "
    "the worst end. Values are health, 0 to 100; the peak is the farthest from 50."
)


def csat(health: float, touchpoint: str, **more: Any) -> dict[str, Any]:
    told = {"touchpoint": touchpoint, "metric": "csat", "value": 1 + health / 25, "n": 80}
    return {**told, **more}


def curve(values: tuple[float | None, ...], **more: Any) -> list[dict[str, Any]]:
    placed = zip(values, NAMES, strict=True)
    return [csat(v, name.lower(), **more) for v, name in placed if v is not None]


def shop(*readings: dict[str, Any], **more: Any) -> Journey:
    stages = [{"name": "Buy", "touchpoints": NAMES[:4]}, {"name": "Use", "touchpoints": NAMES[4:]}]
    return Journey.model_validate({"name": "Shop", "stages": stages, "readings": readings, **more})


def way(*steps: tuple[str, str, int], **more: Any) -> dict[str, Any]:
    return {"transitions": [{"from": a, "to": b, "count": n} for a, b, n in steps], **more}


def measure(*readings: dict[str, Any], asked: Any = (), **more: Any) -> ExperienceCurve:
    return measure_curve(shop(*readings, **more), **dict(asked))


def test_the_curve_of_the_books() -> None:
    found = measure(*curve(BOOK))
    (row,) = found.rows
    assert (row.mean, row.peak, row.end, row.worst) == pytest.approx((64, 85, 70, 30))
    assert (row.peak_end, row.worst_end) == pytest.approx((77.5, 50))
    assert (row.peak_touchpoint, row.end_touchpoint, row.worst_touchpoint) == ("pay", "get", "cart")
    assert (row.segment, row.path, row.n_touchpoints) == ({}, "map", 5)
    assert [p.position for p in found.points] == [1, 2, 3, 4, 5]
    assert found.points[4].stage == "use"
    assert found.notes == (NOTE,)
    assert str(found).splitlines()[:2] == [
        "segment    touchpoints  mean  peak    end     peak-end  worst    worst-end",
        "everybody            5    64  85 Pay  70 Get        78  30 Cart         50",
    ]
    json.dumps(found.to_dict(), allow_nan=False)


def test_intervals_are_of_health() -> None:
    low_good = {"touchpoint": "pay", "metric": "ces_effort", "value": 2, "n": 50, "sd": 1}
    (point,) = measure(low_good).points
    assert point.value == 75
    assert point.low is not None
    assert point.high is not None
    assert point.low < 75 < point.high


def test_few_and_guessed_are_left_out_and_unknown_n_is_not() -> None:
    found = measure(
        csat(90, "find", n=9), csat(20, "look", n=None), {"touchpoint": "cart", "metric": "csat",
        "guess": 2}, csat(70, "pay", n=10),
    )  # fmt: skip
    assert [p.touchpoint for p in found.points] == ["look", "pay"]
    assert (found.points[0].n, found.points[0].low) == (None, None)
    assert found.notes == (
        "Not on the curve of everybody: Find, Cart and Get.",
        "The path ends at Get, which is not on the curve: end is the last that is.",
        NOTE,
    )


def test_several_metrics_share_a_point() -> None:
    nps = {"touchpoint": "pay", "metric": "nps", "value": 0, "n": 50}
    found = measure(csat(70, "pay"), nps, asked={"metric": ["csat", "nps"]})
    assert found.points[0].value == pytest.approx(60)
    assert found.points[0].metric == "csat + nps"
    assert found.points[0].n == 50


def test_segments_follow_everybody_by_the_same_metric_and_wave() -> None:
    found = measure(
        *curve(BOOK, wave="2"), *curve(BOOK[::-1], wave="2", segment={"area": "B"}),
        *curve((10, 10, 10, 10, None), wave="2", segment={"area": "A"}),
        *curve(BOOK, wave="1", segment={"area": "C"}),
        *curve(BOOK, wave="2", segment={"area": "A", "time": "noon"}),
        asked={"by": "area"},
    )  # fmt: skip
    assert [(row.segment, row.n_touchpoints) for row in found.rows] == [
        ({}, 5), ({"area": "A"}, 4), ({"area": "B"}, 5), ({"area": "C"}, 0),
    ]  # fmt: skip
    assert found.rows[2].end == pytest.approx(60)
    assert (found.rows[3].mean, found.rows[3].peak_end) == (None, None)
    assert found.settings["wave"] == "2"
    assert found.notes[0] == (
        "Curves over different touchpoints are not alike: fewer are measured for area=A and area=C."
    )
    assert str(found).splitlines()[4].split() == ["area=C", "0", "not", "measured"]


def test_the_most_frequent_path() -> None:
    flow = way(
        ("find", "look", 70), ("look", "cart", 30), ("look", "find", 20), ("cart", "pay", 25),
        ("find", "cart", 10), ("pay", "get", 25), starts={"find": 100, "look": 5},
        ends={"find": 20, "look": 20, "get": 25},
    )  # fmt: skip
    assert find_frequent_path(shop(**flow)) == ("find", "look", "cart", "pay", "get")
    short = way(
        ("find", "cart", 60), ("find", "look", 40), ("look", "cart", 40), ("cart", "get", 90)
    )
    assert find_frequent_path(shop(**short)) == ("find", "cart", "get")
    found = measure(*curve(BOOK), asked={"path": "frequent"}, **short)
    assert [p.touchpoint for p in found.points] == ["find", "cart", "get"]
    assert found.rows[0].path == "frequent"
    assert found.rows[0].peak == pytest.approx(30)
    assert found.notes[0] == "Most frequent path: Find > Cart > Get."


@pytest.mark.parametrize(
    "flow",
    [
        {},
        {"transitions": [{"from": "find", "to": "look"}]},
        way(("find", "look", 9), ("cart", "get", 9), starts={"find": 9}, ends={"get": 9}),
        way(("find", "look", 9), starts={"get": 9}),
    ],
)
def test_without_counts_or_a_way_through_the_map_stands_in(flow: dict[str, Any]) -> None:
    found = measure(*curve(BOOK), asked={"path": "frequent"}, **flow)
    assert (found.rows[0].path, found.rows[0].n_touchpoints) == ("map", 5)
    assert found.notes[0] == (
        "Transitions lead along no path, so touchpoints are taken as the journey is written."
    )


def test_a_loop_without_start_or_end_has_a_path() -> None:
    flow = way(("find", "look", 9), ("look", "find", 5))
    assert find_frequent_path(shop(**flow)) == ("find", "look")
    shares = [{"from": "find", "to": "get", "share": 1}]
    assert find_frequent_path(shop(transitions=shares)) == ("find", "get")


def test_reach_weights_the_mean() -> None:
    flow = way(("find", "look", 50), ("look", "cart", 25), starts={"find": 100})
    found = measure(*curve((60, 20, 100, None, None)), asked={"path": "reach"}, **flow)
    assert [p.reach for p in found.points] == [
        pytest.approx(1), pytest.approx(0.5), pytest.approx(0.25),
    ]  # fmt: skip
    assert found.rows[0].mean == pytest.approx((60 + 10 + 25) / 1.75)
    assert found.rows[0].path == "reach"
    assert found.notes[0] == "The mean is weighted by reach; peak, end and worst are not."
    unmet = measure(csat(40, "get"), asked={"reach": {"get": 0}}, **flow)
    assert (unmet.settings["reach"], unmet.rows[0].path) == ({"get": 0}, "reach")
    assert (unmet.rows[0].mean, unmet.points[0].reach) == pytest.approx((40, 0))
    plain = measure(*curve(BOOK), asked={"path": "reach"})
    assert (plain.rows[0].path, plain.points[0].reach) == ("map", None)
    assert plain.notes[0] == (
        "Transitions tell no reach, so touchpoints are taken as the journey is written."
    )


def test_nothing_measured() -> None:
    found = measure()
    assert (found.rows[0].n_touchpoints, found.rows[0].mean, found.points) == (0, None, ())
    assert found.notes == ("Not on the curve of everybody: Find, Look, Cart, Pay and Get.",)
    lines = str(found).splitlines()
    assert lines[0] == "Not measured: no touchpoint has ten answers or more."
    assert lines[2].split() == ["everybody", "0", "not", "measured"]


def test_wrong_settings() -> None:
    journey = shop(*curve(BOOK, segment={"area": "A"}))
    with pytest.raises(UnknownNameError, match="no segment key 'aera'; did you mean 'area'"):
        measure_curve(journey, by="aera")
    with pytest.raises(ValueError, match=r"^path must be one of map, frequent, reach, got 'any'$"):
        measure_curve(journey, path="any")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"^reach weighs the mean of path 'reach', not of 'fre"):
        measure_curve(journey, path="frequent", reach={"get": 0.5})
    with pytest.raises(ValueError, match=r"^level must lie between"):
        measure_curve(journey, level=0)
    assert hash(measure_curve(journey)) == hash(measure_curve(journey))


def test_points_follow_the_level_and_name_their_segment() -> None:
    readings = [*curve(BOOK), *curve(BOOK, segment={"area": "A"})]
    wide, narrow = (measure(*readings, asked={"by": "area", "level": x}) for x in (0.99, 0.5))
    assert (wide.settings["level"], wide.settings["path"]) == (0.99, "map")
    for one, other in zip(wide.points, narrow.points, strict=True):
        assert (one.low or 0) < (other.low or 0) < one.value < (other.high or 0) < (one.high or 0)
    assert [dict(point.segment) for point in wide.points] == [{}] * 5 + [{"area": "A"}] * 5
