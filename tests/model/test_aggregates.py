from __future__ import annotations

import pytest

from journeymap.errors import JourneyError
from journeymap.model.aggregates import AggregateSource


def refused(**parts: object) -> str:
    with pytest.raises(JourneyError) as caught:
        AggregateSource(**parts)
    return "\n".join(str(problem) for problem in caught.value.problems)


def test_a_source_of_ready_made_readings() -> None:
    source = AggregateSource(
        aggregates="hcahps.csv",
        metric="top_box",
        unit="percent",
        columns={"touchpoint": "Measure ID", "value": "Top-box Percentage"},
        wave_format="%m_%Y",
        touchpoints={"H_COMP_1": "nurses"},
    )
    assert source.column_of("value", ["n"]) == "Top-box Percentage"
    assert source.column_of("n", ["n"]) == "n"
    assert source.column_of("sd", ["n"]) is None
    assert AggregateSource.model_validate(source.model_dump(by_alias=True)) == source


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (
            {"columns": {"mean": "Mean"}},
            "unknown part of a table 'mean'; "
            "parts are touchpoint, stage, metric, wave, value, n, sd, count, of",
        ),
        (
            {"touchpoint": "pay", "scope": "journey"},
            "a table is about one place; write one of touchpoint, stage and scope: journey",
        ),
        (
            {"touchpoint": "pay", "columns": {"stage": "Phase"}},
            "the place is given twice 'pay'; write it for the table or as a column",
        ),
        (
            {"metric": "csat", "columns": {"metric": "KPI"}},
            "the metric is given twice; write one of metric and columns: {metric: ...}",
        ),
        (
            {"wave": "2026", "wave_format": "%Y"},
            "the wave is given twice '2026'; write one of wave and wave_format",
        ),
        (
            {"waves": {"a": "b"}, "wave_format": "%Y"},
            "the wave is given twice 'waves'; write one of waves and wave_format",
        ),
        ({"counts": {"often": "Often"}}, "an answer is a whole-number code 'often'"),
        (
            {"counts": {"1": "A"}, "columns": {"value": "B"}},
            "counts give the value already 'value'; take one of them out",
        ),
        ({"tolerate": 0.6}, "not a share that can be tolerated '0.6'; from 0 to 50%"),
    ],
)
def test_contradictions(parts: dict[str, object], sentence: str) -> None:
    assert sentence in refused(**parts)
