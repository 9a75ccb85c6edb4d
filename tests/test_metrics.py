from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.errors import JourneyError, UnknownNameError
from journeymap.metrics import STANDARD_METRICS, Metric, explain_unknown, find_metric
from journeymap.text import Percent, Plain
from tests.strategies import metrics

CSAT, NPS, CHURN = STANDARD_METRICS["csat"], STANDARD_METRICS["nps"], STANDARD_METRICS["churn"]
RATED = {"id": "m", "kind": "rating_mean", "worst": 1, "best": 5}
BOXED = {"id": "m", "kind": "top_box", "worst": 1, "best": 5, "top": [4, 5]}
TIMED = {"id": "m", "kind": "duration", "unit": "minutes"}


def told(data: dict[str, Any]) -> str:
    with pytest.raises(JourneyError) as caught:
        Metric(**data)
    return str(caught.value)


@pytest.mark.parametrize(
    ("id_", "kind", "ends", "better", "codes"),
    [
        ("csat", "rating_mean", (1, 5), "high", (1, 2, 3, 4, 5)),
        ("csat_top_box", "top_box", (0, 1), "high", (1, 2, 3, 4, 5)),
        ("nps", "nps", (-100, 100), "high", tuple(range(11))),
        ("ces_effort", "rating_mean", (1, 5), "low", (1, 2, 3, 4, 5)),
        ("ces_ease", "rating_mean", (1, 7), "high", (1, 2, 3, 4, 5, 6, 7)),
        ("retention", "share", (0, 1), "high", (0, 1)),
        ("churn", "share", (0, 1), "low", (0, 1)),
        ("fcr_gross", "share", (0, 1), "high", (0, 1)),
        ("fcr_net", "share", (0, 1), "high", (0, 1)),
        ("art", "duration", (0, float("inf")), "low", ()),
        ("referral", "share", (0, 1), "high", (0, 1)),
        ("gap", "gap", (-6, 6), "high", ()),
    ],
)
def test_standard_metrics(
    id_: str, kind: str, ends: tuple[float, float], better: str, codes: tuple[int, ...]
) -> None:
    metric = STANDARD_METRICS[id_]
    assert (metric.id, metric.kind) == (id_, kind)
    assert (metric.ends, metric.better, metric.codes) == (ends, better, codes)


def test_standard_metrics_by_name() -> None:
    assert {id_: metric.name for id_, metric in STANDARD_METRICS.items()} == {
        "csat": "CSAT",
        "csat_top_box": "CSAT top box",
        "nps": "NPS",
        "ces_effort": "CES (effort)",
        "ces_ease": "CES (ease)",
        "retention": "Retention",
        "churn": "Churn",
        "fcr_gross": "First contact resolution (gross)",
        "fcr_net": "First contact resolution (net)",
        "art": "Average resolution time",
        "referral": "Referral rate",
        "gap": "Service gap",
    }
    assert (STANDARD_METRICS["art"].unit, STANDARD_METRICS["art"].average) == (
        "minutes", "arithmetic",
    )  # fmt: skip
    assert STANDARD_METRICS["csat_top_box"].top == (4, 5)


def test_there_are_no_other_standard_metrics() -> None:
    assert len(STANDARD_METRICS) == 12


# vector "health_map": Cohen, Cohen, Aiken & West 1999, worked by hand
@pytest.mark.parametrize(
    ("metric", "value", "health"),
    [
        ({"kind": "rating_mean", "worst": 1, "best": 10}, 7.4, 71.11111111),
        ({"kind": "rating_mean", "worst": 1, "best": 10, "target": 8}, 7.4, 91.42857143),
        ({"kind": "rating_mean", "worst": 1, "best": 10, "target": 8}, 8.5, 107.1428571),
        ({"kind": "nps"}, 20, 60),
        ({"kind": "nps", "target": 40}, 20, 85.71428571),
        ({"kind": "rating_mean", "worst": 5, "best": 1}, 2.25, 68.75),
        ({"kind": "share", "worst": 1, "best": 0}, 0.1, 90),
        ({"kind": "share", "worst": 1, "best": 0, "floor": 0.2, "target": 0.05}, 0.1, 66.66666667),
        ({"kind": "gap", "worst": -6, "best": 6}, -1.125, 81.25),
        ({"kind": "duration", "unit": "minutes", "target": 45}, 58.6, 76.79180887),
        ({"kind": "duration", "unit": "minutes", "target": 45}, 30, 150),
    ],
)
def test_health(metric: dict[str, Any], value: float, health: float) -> None:
    assert Metric(id="m", **metric).to_health(value) == pytest.approx(health, rel=1e-9)


def test_health_at_the_ends() -> None:
    assert [CSAT.to_health(value) for value in (1, 3, 5)] == [0, 50, 100]
    assert [NPS.to_health(value) for value in (-100, 0, 100)] == [0, 50, 100]
    assert [CHURN.to_health(value) for value in (1, 0)] == [0, 100]
    art = STANDARD_METRICS["art"]
    assert art.to_health(30) is None
    assert art.replace(target=30).to_health(0) == float("inf")


@given(metrics(), st.floats(0, 1))
def test_health_runs_from_floor_to_target(metric: Metric, part: float) -> None:
    floor, target = metric.health_floor, metric.health_target
    if target is None or floor is None:
        assert metric.kind == "duration"
        return
    assert metric.to_health(floor) == 0
    assert metric.to_health(target) == 100
    health = metric.to_health(floor + part * (target - floor))
    assert health == pytest.approx(100 * part, abs=1e-9)


@given(st.integers(-10, 10), st.integers(1, 20), st.floats(0, 1))
def test_health_does_not_hang_on_the_direction_of_the_codes(
    low: int, width: int, part: float
) -> None:
    high = low + width
    value = low + part * width
    rising = Metric(id="m", kind="rating_mean", worst=low, best=high)
    falling = Metric(id="m", kind="rating_mean", worst=high, best=low)
    turned = low + high - value
    assert falling.to_health(turned) == pytest.approx(rising.to_health(value), abs=1e-9)


@given(st.floats(0.01, 1e4), st.floats(0.01, 1e4), st.sampled_from([60.0, 1440.0, 1 / 60]))
def test_health_does_not_hang_on_the_unit_of_time(
    value: float, target: float, factor: float
) -> None:
    minutes = Metric(id="m", kind="duration", unit="minutes", target=target)
    other = Metric(id="m", kind="duration", unit="other", target=target * factor)
    assert other.to_health(value * factor) == pytest.approx(minutes.to_health(value))


@given(metrics())
def test_a_metric_made_again_from_its_fields_is_the_same(metric: Metric) -> None:
    assert Metric(**metric.model_dump()) == metric
    assert set(metric.top) <= set(metric.codes)


@pytest.mark.parametrize(
    ("metric", "scores"),
    [
        (NPS, [-100.0] * 7 + [0.0, 0.0, 100.0, 100.0]),
        (STANDARD_METRICS["csat_top_box"], [0.0, 0.0, 0.0, 1.0, 1.0]),
        (STANDARD_METRICS["ces_effort"], [1.0, 2.0, 3.0, 4.0, 5.0]),
        (CHURN, [0.0, 1.0]),
    ],
)
def test_score_of_every_code(metric: Metric, scores: list[float]) -> None:
    assert [metric.score(code) for code in metric.codes] == scores


@pytest.mark.parametrize(
    ("id_", "value", "text"),
    [
        ("csat", 3.842, "3.84"),
        ("churn", 0.0657, "6.6 %"),
        ("csat_top_box", 1, "100.0 %"),
        ("nps", 15.4, "+15"),
        ("nps", -3, "-3"),
        ("nps", 0, "0"),
        ("nps", 0.4, "0"),
        ("nps", -0.4, "0"),
        ("gap", 0.5, "+0.50"),
        ("gap", -0.001, "0.00"),
        ("csat", -0.0, "0.00"),
        ("art", 8.256, "8.26 minutes"),
        ("art", 1234.5, "1234 minutes"),
    ],
)
def test_text(id_: str, value: float, text: str) -> None:
    assert STANDARD_METRICS[id_].to_text(value) == text


def test_text_of_a_difference_has_its_sign() -> None:
    assert CSAT.to_text(0.5, signed=True) == "+0.50"
    assert CHURN.to_text(-0.01, signed=True) == "-1.0 %"
    assert STANDARD_METRICS["art"].to_text(3, signed=True) == "+3 minutes"
    assert CHURN.to_text(0.0001, signed=True) == CHURN.to_text(-0.0001, signed=True) == "0.0 %"


def test_text_without_unit() -> None:
    assert CHURN.to_text(0.1, unit=False) == "10.0"
    assert STANDARD_METRICS["art"].to_text(58.6, unit=False) == "58.6"


def test_label_is_the_name_or_the_id() -> None:
    assert (CSAT.label, Metric(**RATED).label) == ("CSAT", "m")


def test_nps_may_be_declared_on_1_to_10() -> None:
    metric = Metric(id="m", kind="nps", worst=1, best=10)
    assert (metric.codes[0], metric.ends) == (1, (-100, 100))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            {"id": "m", "kind": "rating_mean"},
            "the scale needs both ends 'm'; write worst and best, such as worst: 1, best: 5",
        ),
        *(
            (
                {"id": "m", "kind": "rating_mean", **end},
                "the scale needs both ends 'm'; write worst and best, such as worst: 1, best: 5",
            )
            for end in ({"worst": 1}, {"best": 5})
        ),
        ({**RATED, "worst": 5}, "worst and best are the same '5'"),
        (
            {**RATED, "best": 5.5},
            "the ends of a rating scale are whole numbers '1 to 5.5'; "
            "at most 1,000 apart, such as worst: 1, best: 5",
        ),
        *(
            (
                {**kind, **ends},
                f"the ends of a rating scale are whole numbers '{shown}'; "
                "at most 1,000 apart, such as worst: 1, best: 5",
            )
            for kind, ends, shown in (
                (BOXED, {"best": 5.5}, "1 to 5.5"),
                ({"id": "m", "kind": "nps"}, {"worst": 0.5}, "0.5 to 10"),
                (RATED, {"worst": 0, "best": 1001}, "0 to 1001"),
                (RATED, {"worst": 501, "best": -500}, "501 to -500"),
            )
        ),
        (
            {**RATED, "best": 5000},
            "the ends of a rating scale are whole numbers '1 to 5000'; "
            "at most 1,000 apart, such as worst: 1, best: 5",
        ),
        (
            {"id": "m", "kind": "nps", "worst": 1, "best": 5},
            "NPS is answered on 0 to 10 '1 to 5'; or, declared, on 1 to 10",
        ),
        (
            {"id": "m", "kind": "nps", "worst": 10, "best": 0},
            "NPS is answered on 0 to 10 '10 to 0'; or, declared, on 1 to 10",
        ),
        (
            {"id": "m", "kind": "share", "worst": 0, "best": 100},
            "a share lies between 0 and 1 '0 to 100'; write worst: 1, best: 0 where low is good",
        ),
        (
            {**BOXED, "top": []},
            "a top_box metric needs the codes that count 'm'; such as top: [4, 5]",
        ),
        ({**BOXED, "top": [5, 6]}, "a top code outside the scale '6'; such as top: [4, 5]"),
        ({**BOXED, "top": [4.5]}, "a top code outside the scale '4.5'; such as top: [4, 5]"),
        ({**RATED, "top": [5]}, "top codes are for kind: top_box 'rating_mean'; take top out"),
        ({"id": "m", "kind": "duration"}, "a duration needs a unit 'm'; such as unit: minutes"),
        ({**TIMED, "target": 0}, "a target duration is a time above 0 '0'"),
        ({**TIMED, "target": Plain("80%")}, "a target duration is a time above 0 '0.8'"),
        ({**TIMED, "floor": 3}, "a duration has no floor '3'; its health is target / value"),
        ({**RATED, "target": 6}, "the target lies outside the scale '6'; m runs from 1 to 5"),
        ({**RATED, "floor": 0}, "the floor lies outside the scale '0'; m runs from 1 to 5"),
        (
            {**RATED, "target": Percent(0.8)},
            "the target is a percentage, but m is not a share '80%'; m runs from 1 to 5",
        ),
        (
            {**RATED, "floor": 4, "target": 4},
            "floor and target are the same '4'; health needs two different values",
        ),
        (
            {**RATED, "floor": 4, "target": 2},
            "floor and target are the wrong way round '4 to 2'; for m high is good",
        ),
        (
            {"id": "m", "kind": "share", "worst": 1, "best": 0, "floor": 0.1, "target": 0.2},
            "floor and target are the wrong way round '0.1 to 0.2'; for m low is good",
        ),
        ({**RATED, "kind": "rating"}, "kind: unknown word 'rating'; did you mean 'rating_mean'?"),
    ],
)
def test_refused(data: dict[str, Any], sentence: str) -> None:
    assert told(data) == sentence


@pytest.mark.parametrize(("worst", "best"), [(0, 1000), (1500, 1000), (-500, 500)])
def test_scales_may_be_1000_wide_and_lie_anywhere(worst: int, best: int) -> None:
    metric = Metric(id="m", kind="rating_mean", worst=worst, best=best)
    assert (metric.codes[0], metric.codes[-1]) == metric.ends == tuple(sorted((worst, best)))


def test_floor_and_target_may_be_the_ends() -> None:
    metric = Metric(**RATED, floor=1, target=5)
    assert (metric.health_floor, metric.health_target) == (1, 5)


def test_target_of_a_share_may_be_a_percentage() -> None:
    assert Metric(id="m", kind="share", target=Percent(0.8)).health_target == 0.8


@pytest.mark.parametrize("name", ["ces", "CES"])
def test_a_bare_ces_is_refused_with_both_choices(name: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        find_metric(name, {})
    assert str(caught.value) == (
        f"no metric '{name}'; write ces_effort (1-5, low is good) or ces_ease (1-7, high is good)"
    )


def test_a_bare_fcr_is_refused_with_both_choices() -> None:
    assert explain_unknown("fcr", STANDARD_METRICS) == (
        "write fcr_gross (of all contacts) or fcr_net (of those that can be solved at once)"
    )


def test_own_metrics_come_first() -> None:
    own = Metric(id="csat", kind="rating_mean", worst=1, best=10)
    assert find_metric("csat", {"csat": own}) is own
    assert find_metric("csat", {}) is CSAT
    with pytest.raises(UnknownNameError, match="no metric 'cast'; did you mean 'csat'"):
        find_metric("cast", {})


@pytest.mark.parametrize("metric", STANDARD_METRICS.values(), ids=lambda metric: metric.id)
def test_standard_metrics_are_valid(metric: Metric) -> None:
    written = metric.model_dump(exclude_defaults=True)
    assert Metric(**written) == metric
    assert hash(Metric(**written)) == hash(metric)
