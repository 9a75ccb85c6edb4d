from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeymap.analysis.curve.curve import measure_curve
from journeymap.analysis.goals.standing import measure_goals
from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.files.journeys import load_journey

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def test_weakest_prints_the_verdict_and_the_table(run: Run, shop: Path) -> None:
    ended = run("weakest", shop)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"{find_weakest(load_journey(shop))}\n"
    assert ended.out.startswith("Clear: Cart is the weakest touchpoint (P > 99 %).\n")


def test_json_equals_the_result(run: Run, shop: Path) -> None:
    journey = load_journey(shop)
    weakest = run("weakest", shop, "--format", "json", "--seed", "3", "--level", "0.9")
    assert json.loads(weakest.out) == find_weakest(journey, seed=3, level=0.9).to_dict()
    goals = run("goals", shop, "--format", "json", "--level", "0.9")
    assert json.loads(goals.out) == measure_goals(journey, level=0.9).to_dict()


def test_options_reach_the_question(run: Run, shop: Path) -> None:
    asked = ("--metric", "csat", "--wave", "2016", "--top", "1", "--format", "json")
    found = json.loads(run("weakest", shop, *asked).out)
    assert [row["touchpoint"] for row in found["rows"]] == ["cart"]
    assert (found["settings"]["metric"], found["settings"]["wave"]) == (["csat"], "2016")
    part = json.loads(run("goals", shop, "--segment", "area=C", "--format", "json").out)
    assert part["settings"]["segment"] == {"area": "C"}


def test_reach_is_as_the_user_says(run: Run, shop: Path) -> None:
    journey = load_journey(shop)
    goals = run("goals", shop, "--reach", "cart=0.5", "--format", "json")
    assert json.loads(goals.out) == measure_goals(journey, reach={"cart": 0.5}).to_dict()
    curve = run("curve", shop, "--reach", "cart=50 %", "--format", "json")
    assert json.loads(curve.out) == measure_curve(journey, reach={"cart": 0.5}).to_dict()
    both = run("curve", shop, "--path", "frequent", "--reach", "cart=1")
    assert both.code == 2
    assert "--reach weighs the mean of --path reach; take --path frequent out" in both.err


def test_csv_goes_to_a_file(run: Run, shop: Path, tmp_path: Path) -> None:
    out = tmp_path / "goals.csv"
    ended = run("goals", shop, "--format", "csv", "-o", out)
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    (row,) = csv.DictReader(io.StringIO(out.read_text(encoding="utf-8")))
    assert (row["name"], row["metric"], row["status"]) == ("Buy", "csat", "missed")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--metric", "cst"), "no metric 'cst'; did you mean 'csat'?"),
        (("--metric", "ces"), "no metric 'ces'; write ces_effort (1-5, low is good) or "
         "ces_ease (1-7, high is good)"),
        (("--wave", "2014"), "no wave '2014'; expected one of '2015', '2016'"),
        (("--segment", "area=D"), "no segment 'area=D'; area: expected one of 'C'"),
    ],
)  # fmt: skip
def test_unknown_names_are_2(asked: tuple[str, ...], said: str, run: Run, shop: Path) -> None:
    ended = run("weakest", shop, *asked)
    assert (ended.code, ended.out, ended.err) == (2, "", f"journeymap: {said}\n")


@pytest.mark.parametrize("command", ["weakest", "goals"])
def test_the_journey_is_not_written_over(command: str, run: Run, shop: Path) -> None:
    before = shop.read_bytes()
    ended = run(command, shop, "-o", shop)
    assert ended.code == 2
    assert ended.err.startswith(f"journeymap: {shop} is also read; write to another file (see ")
    assert shop.read_bytes() == before


def test_a_folder_is_no_file_to_write(run: Run, shop: Path, tmp_path: Path) -> None:
    ended = run("goals", shop, "-o", tmp_path)
    assert ended.code == 2
    assert f"file '{tmp_path}' is a directory (see" in ended.err


def test_a_folder_that_is_missing_is_told(run: Run, shop: Path, tmp_path: Path) -> None:
    ended = run("goals", shop, "-o", tmp_path / "no" / "goals.csv")
    assert ended.code == 2
    assert f"no/goals.csv: there is no folder {tmp_path}/no; make it first (see" in ended.err


@pytest.mark.parametrize("command", ["goals", "curve"])
def test_a_journey_without_readings_is_told_what_comes_first(
    run: Run, tmp_path: Path, command: str
) -> None:
    plain = tmp_path / "plain.yaml"
    plain.write_text("name: Shop\ngoal: csat >= 4\nstages: [{name: Buy, touchpoints: [Pay]}]\n")
    ended = run(command, plain)
    assert (ended.code, ended.err) == (
        0, f"Attach answers first: journeymap measure {plain} ANSWERS -o measured.yaml\n",
    )  # fmt: skip
