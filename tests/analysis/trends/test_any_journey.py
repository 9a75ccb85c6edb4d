"""Whatever a journey holds, a trend, a curve and readings are plain numbers or nothing."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.analysis.curve.curve import measure_curve
from journeymap.analysis.readings import measure_readings
from journeymap.analysis.trends.trend import measure_trend
from journeymap.metrics import STANDARD_METRICS, Metric
from journeymap.model.journey import Journey
from journeymap.result import Result
from tests.strategies import journeys, readings

KNOWN = (
    *STANDARD_METRICS.values(),
    Metric(id="wait", kind="duration", unit="h", average="geometric"),
)


def check(found: Result[Any]) -> None:
    json.dumps(found.to_dict(), allow_nan=False)
    assert "nan" not in str(found.to_dicts())
    assert str(found) or found.rows == ()
    assert isinstance(found._repr_html_(), str)


@settings(max_examples=10)
@given(journeys())
def test_any_journey(journey: Journey) -> None:
    for found in (measure_trend(journey), measure_curve(journey), measure_readings(journey)):
        check(found)


@st.composite
def series(draw: st.DrawFn) -> Journey:
    metric = draw(st.sampled_from(KNOWN))
    place = {"touchpoint": "pay"}
    drawn = [
        draw(readings(metric, place, f"{i:02}")).replace(segment={})
        for i in range(draw(st.integers(1, 14)))
    ]
    values = [reading.value for reading in drawn if reading.value is not None] or [1]
    n = draw(st.sampled_from([None, 1, 90]))
    return Journey(
        name="Shop",
        stages=[{"name": "Buy", "touchpoints": ["Pay"]}],
        metrics=[KNOWN[-1]],
        readings=drawn,
        interventions={"name": "A", "wave": "03"},
        benchmarks={"metric": metric.id, "touchpoint": "pay", "n": n, "value": values[0]},
    )


@settings(max_examples=40)
@given(series(), st.sampled_from([None, "xmr", "p", "laney"]))
def test_any_series(journey: Journey, chart: Any) -> None:
    found = measure_trend(journey, chart=chart)
    check(found)
    check(measure_readings(journey))
    check(measure_curve(journey))
    for row in found.rows:
        if row.limit_low is not None and row.limit_high is not None and row.center is not None:
            slack = 1e-9 * (1 + abs(row.center))
            assert row.limit_low <= row.center + slack
            assert row.center <= row.limit_high + slack
