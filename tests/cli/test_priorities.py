from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeymap.analysis.priorities.advice import find_advice
from journeymap.analysis.priorities.priorities import find_priorities
from journeymap.analysis.priorities.quadrants import find_quadrants
from journeymap.files.journeys import load_journey

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def test_it_prints_what_the_library_says(run: Run, shop: Path) -> None:
    journey = load_journey(shop)
    ended = run("priorities", shop)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"{find_priorities(journey)}\n"
    assert ended.out.startswith("Fix first: Cart (P > 99 %).\n")


def test_options(run: Run, shop: Path) -> None:
    ended = run(
        "priorities", shop, "--target", 80, "--importance", "cart=9", "--importance", "pay= 3",
        "--reach", "pay=60%", "--reach", "cart=1", "--wave", 2015, "--level", 0.9, "--seed", 3,
        "--metric", "csat", "--top", 1, "--format", "json",
    )  # fmt: skip
    assert ended.code == 0
    wanted = find_priorities(
        load_journey(shop), target=80, importance={"cart": 9, "pay": 3},
        reach={"pay": 0.6, "cart": 1}, wave="2015", level=0.9, seed=3, metric="csat", top=1,
    )  # fmt: skip
    assert json.loads(ended.out) == wanted.to_dict()


def test_quadrants(run: Run, shop: Path) -> None:
    ended = run("priorities", shop, "--quadrants", "--importance", "cart=9", "--importance=pay=3")
    found = find_quadrants(load_journey(shop), importance={"cart": 9, "pay": 3})
    assert (ended.code, ended.out) == (0, f"{found}\n")
    assert "major, weak" in ended.out


def test_advice(run: Run, shop: Path, tmp_path: Path) -> None:
    out = tmp_path / "advice.csv"
    assert run("priorities", shop, "--advice", "--target", 80, "-o", out).code == 0
    names, *rows = out.read_text(encoding="utf-8").splitlines()
    assert names == "touchpoint,stage,opportunity,state,effort,advice,rank,because,name"
    assert len(rows) == len(find_advice(load_journey(shop), target=80).rows) == 2


def test_importance_from_a_file_of_drivers(run: Run, shop: Path, tmp_path: Path) -> None:
    drivers, out = tmp_path / "drivers.json", tmp_path / "out.json"
    rows = [{"touchpoint": "cart", "share": 0.75}, {"touchpoint": "pay", "share": 0.25}]
    drivers.write_text(json.dumps({"question": "drivers", "outcome": "nps", "rows": rows}))
    ended = run("priorities", shop, "--drivers", drivers, "-o", out)
    assert (ended.code, ended.err) == (0, "")
    told = json.loads(out.read_text("utf-8"))
    assert told["settings"]["importance"] == "drivers"
    assert {row["touchpoint"]: row["importance"] for row in told["rows"]} == {
        "cart": 1.5, "pay": 0.5,
    }  # fmt: skip
    drivers.write_text("{}")
    ended = run("priorities", shop, "--drivers", drivers)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith(f"{drivers}:1: not a result of drivers")
    ended = run("priorities", shop, "--drivers", drivers, "--importance", "pay=1")
    assert (ended.code, ended.out) == (2, "")
    assert "--drivers and --importance both tell importance; give one of them" in ended.err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--quadrants", "--advice"), "--quadrants and --advice are two questions"),
        (("--quadrants", "--target", 80), "--target says nothing to --quadrants; take it out"),
        (("--quadrants", "--reach", "pay=1"), "--reach says nothing to --quadrants; take it out"),
        (("--advice", "--top", 1), "--top says nothing to --advice; take it out"),
        (("--target", 0), "a target is a health above 0 and up to 100"),
        (("--target", "nan"), "a target is a health above 0 and up to 100"),
        (("--target", 101), "a target is a health above 0 and up to 100"),
        (("--reach", "pay"), "'pay' is not of the form touchpoint=number, the number from 0 to 1"),
        (("--reach", "pay=1.1"), "'pay=1.1' is not of the form touchpoint=number"),
        (("--reach", "pay=nan"), "'pay=nan' is not of the form touchpoint=number"),
        (("--importance", "=3"), "'=3' is not of the form touchpoint=number, the number 0 or more"),
        (("--importance", "pay=-1"), "'pay=-1' is not of the form touchpoint=number"),
        (("--importance", "pay=1", "--importance", "pay=2"), "'pay' is given twice"),
    ],
)
def test_wrong_use(run: Run, shop: Path, arguments: tuple[object, ...], sentence: str) -> None:
    ended = run("priorities", shop, *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert sentence in " ".join(ended.err.split())


def test_unknown_touchpoint(run: Run, shop: Path) -> None:
    ended = run("priorities", shop, "--reach", "crat=0.5")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "journeymap: no touchpoint 'crat'; did you mean 'cart'?\n"


def test_without_readings_it_says_what_to_do(run: Run, plain: Path) -> None:
    ended = run("priorities", plain)
    assert ended.code == 0
    assert ended.out.startswith("No verdict: no touchpoint is measured.\n")
    assert (
        ended.err == f"Attach answers first: journeymap measure {plain} ANSWERS -o measured.yaml\n"
    )
