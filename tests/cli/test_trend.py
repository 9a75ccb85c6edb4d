from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeymap.analysis.curve.curve import measure_curve
from journeymap.analysis.readings import measure_readings
from journeymap.analysis.trends.trend import measure_trend
from journeymap.files.journeys import load_journey

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def test_each_prints_what_the_library_says(run: Run, shop: Path) -> None:
    journey = load_journey(shop)
    assert run("trend", shop).out == f"{measure_trend(journey)}\n"
    assert run("curve", shop).out == f"{measure_curve(journey)}\n"
    assert run("readings", shop).out == f"{measure_readings(journey)}\n"


def test_options_reach_the_question(run: Run, shop: Path) -> None:
    journey, as_json = load_journey(shop), ("--format", "json")
    asked = ("--touchpoint", "cart", "--scope", "touchpoint", "--chart", "xmr", "--level", "0.9")
    expected = measure_trend(
        journey, touchpoint="cart", scope="touchpoint", chart="xmr", level=0.9, metric="csat"
    )
    found = run("trend", shop, *asked, "--metric", "csat", *as_json)
    assert json.loads(found.out) == expected.to_dict()
    found = run("trend", shop, "--stage", "buy", "--segment", "area=C", *as_json)
    assert (
        json.loads(found.out)
        == measure_trend(journey, stage="buy", segment={"area": "C"}).to_dict()
    )
    found = run("curve", shop, "--by", "area", "--path", "reach", "--wave", "2016", *as_json)
    assert (
        json.loads(found.out)
        == measure_curve(journey, by="area", path="reach", wave="2016").to_dict()
    )
    found = run("readings", shop, "--wave", "2015", "--metric", "csat", *as_json)
    assert json.loads(found.out) == measure_readings(journey, wave="2015", metric="csat").to_dict()


def test_touchpoint_and_stage_exclude_each_other(run: Run, shop: Path) -> None:
    ended = run("trend", shop, "--touchpoint", "cart", "--stage", "buy")
    assert ended.code == 2
    assert "journeymap: --touchpoint and --stage exclude each other (see" in ended.err


def test_without_readings_it_says_what_to_do(run: Run, plain: Path) -> None:
    ended = run("readings", plain)
    assert (ended.code, ended.err) == (
        0, f"Attach answers first: journeymap measure {plain} ANSWERS -o measured.yaml\n",
    )  # fmt: skip
    assert run("trend", plain).out == "No trend: no reading of a wave is here.\n"
    assert run("curve", plain).code == 0


@pytest.mark.parametrize("command", ["trend", "curve", "readings"])
def test_the_journey_is_not_written_over(command: str, run: Run, shop: Path) -> None:
    before = shop.read_bytes()
    assert run(command, shop, "-o", shop).code == 2
    assert shop.read_bytes() == before


def test_csv_holds_every_wave(run: Run, shop: Path, tmp_path: Path) -> None:
    out = tmp_path / "trend.csv"
    assert run("trend", shop, "-o", out).code == 0
    lines = out.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("scope,touchpoint,stage,metric,wave,")
    assert len(lines) == 4
