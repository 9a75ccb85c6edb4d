"""The survey of patients in hospitals of the USA: published readings with waves."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from journeymap.files.journeys import load_journey
from journeymap.files.sources import load_source
from journeymap.operations.aggregates import measure_aggregates

HERE = Path(__file__).parent / "hcahps"
SURVEYS = Path(os.environ.get("JOURNEYMAP_TEST_DATA", "")) / "surveys"
pytestmark = pytest.mark.skipif(
    not (SURVEYS / "hcahps_national_results.csv").is_file(), reason="set JOURNEYMAP_TEST_DATA"
)
WAVES = ("2015-07", "2016-07", "2017-07", "2018-07", "2019-07", "2020-07")


def read_published(name: str) -> list[dict[str, str]]:
    with (SURVEYS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_national_figure_as_published() -> None:
    journey, source = load_journey(HERE / "journey.yaml"), load_source(HERE / "national.yaml")
    readings = measure_aggregates(journey, SURVEYS / "hcahps_national_results.csv", source)
    rows = read_published("hcahps_national_results.csv")
    expected = {
        (
            source.touchpoints[row["Measure ID"]],
            f"{row['Release Period'][3:]}-{row['Release Period'][:2]}",
        ): int(row["Top-box Percentage"])
        for row in rows
    }
    found = {(r.touchpoint, r.wave): round(100 * (r.value or 0), 9) for r in readings}
    assert len(rows) == len(readings) == 60
    assert found == expected
    assert {r.n for r in readings} == {None}
    assert journey.with_readings(readings).waves == WAVES
    assert str(readings.intake) == (
        "60 ready-made readings: 60 used\nreadings without n, which have no interval: 60"
    )


def test_all_touchpoints_are_measured() -> None:
    journey, source = load_journey(HERE / "journey.yaml"), load_source(HERE / "national.yaml")
    measures = {row["Measure ID"] for row in read_published("hcahps_measures.csv")}
    assert set(source.touchpoints) == measures
    assert set(source.touchpoints.values()) == {t.id for t in journey.touchpoints}


def test_states_are_segments() -> None:
    journey, source = load_journey(HERE / "journey.yaml"), load_source(HERE / "by_state.yaml")
    readings = measure_aggregates(journey, SURVEYS / "hcahps_state_results.csv", source)
    assert len(readings) == 3_050
    found = {(r.touchpoint, r.wave, r.segment["state"]): r.value for r in readings}
    assert len({state for _, _, state in found}) == 51
    for row in read_published("hcahps_state_results.csv"):
        wave = f"{row['Release Period'][3:]}-{row['Release Period'][:2]}"
        key = (source.touchpoints[row["Measure ID"]], wave, row["State"])
        assert found[key] == int(row["Top-box Percentage"]) / 100


def test_boxes_give_the_same_as_the_top_box() -> None:
    journey, source = load_journey(HERE / "journey.yaml"), load_source(HERE / "national.yaml")
    columns = {part: column for part, column in source.columns.items() if part != "value"}
    boxes = {"1": "Bottom-box Percentage", "2": "Middle-box Percentage", "3": "Top-box Percentage"}
    counted = source.replace(columns=columns, counts=boxes)
    table = SURVEYS / "hcahps_national_results.csv"
    values = [r.value for r in measure_aggregates(journey, table, source)]
    assert [r.value for r in measure_aggregates(journey, table, counted)] == pytest.approx(values)
