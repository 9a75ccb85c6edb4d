from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeymap.analysis.flow.measuring import NOT_MEASURED, measure_flow
from journeymap.files.journeys import load_journey, save_journey
from tests.analysis.flow.shop_flow import make_shop

if TYPE_CHECKING:
    from tests.cli.conftest import Run

LOG = "case_id,activity,time\n" + "".join(
    f"{i},{activity},2026-01-0{day}\n"
    for i in range(40)
    for day, activity in enumerate(["Find", "Cart", "Pay"][: 1 + i % 3], start=1)
)


@pytest.fixture
def flowing(tmp_path: Path) -> Path:
    path = tmp_path / "flowing.yaml"
    save_journey(make_shop(), path)
    return path


def test_it_prints_what_the_library_says(run: Run, flowing: Path) -> None:
    ended = run("flow", flowing)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"{measure_flow(load_journey(flowing))}\n"


def test_options(run: Run, flowing: Path, tmp_path: Path) -> None:
    out = tmp_path / "flow.json"
    ended = run(
        "flow", flowing, "--start", "search", "--success", "purchase", "--success", "support",
        "--what-if", "Product: exit -25%", "--what-if", "Cart: exit -5 points", "--level", 0.9,
        "--seed", 3, "--top", 2, "-o", out,
    )  # fmt: skip
    assert (ended.code, ended.out) == (0, "")
    wanted = measure_flow(
        load_journey(flowing), start="search", success=["purchase", "support"],
        what_if=["Product: exit -25%", "Cart: exit -5 points"], level=0.9, seed=3, top=2,
    )  # fmt: skip
    assert json.loads(out.read_text("utf-8")) == wanted.to_dict()


def test_csv_has_a_line_per_touchpoint(run: Run, flowing: Path) -> None:
    lines = run("flow", flowing, "--format", "csv").out.splitlines()
    assert lines[0].startswith("touchpoint,stage,name,reach,visits,drop_off,exit_rate")
    assert len(lines) == 7


def test_flow_of_a_log_with_its_order(run: Run, tmp_path: Path) -> None:
    journey, log = tmp_path / "shop.yaml", tmp_path / "log.csv"
    journey.write_text("name: Shop\nstages: [{name: Buy, touchpoints: [Find, Cart, Pay]}]\n")
    log.write_text(LOG)
    ended = run("flow", journey, "--events", log, "--success", "pay", "--format", "json")
    told = json.loads(ended.out)
    assert told["completion"]["value"] == pytest.approx(13 / 40)
    assert told["completion"]["method"] == "wilson"
    assert told["order"]["paths"] == 40
    assert told["time"]["given_success"] == pytest.approx(2 * 24 * 60)


def test_without_flow_it_says_what_to_do(run: Run, shop: Path) -> None:
    ended = run("flow", shop)
    assert (ended.code, ended.out) == (0, f"{NOT_MEASURED}\n")


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("--success", "purchas"), 2, "no touchpoint 'purchas'; did you mean 'purchase'?"),
        (("--what-if", "Cart exit"), 2, "--what-if: can't read what is to change in 'Cart exit'"),
        (("--level", 2), 2, "a confidence lies between"),
        (("--events", "nowhere.csv"), 2, "nowhere.csv: there is no such file or folder"),
        (("--events", "nowhere"), 2, "nowhere: there is no such file or folder"),
        (("--memory", "x"), 2, "'--memory': not a size of memory 'x'; such as 500MB or 2GB"),
        (("--memory", "1MB"), 2, "'--memory': too little memory '1MB'; at least 50MB"),
        (
            ("--what-if", "Landing -> Search = -1%"),
            2,
            "--what-if: a share is set to a percentage from 0 to 100, not as "
            "'Landing -> Search = -1%'",
        ),
    ],
)
def test_wrong_use_is_told(
    run: Run, flowing: Path, arguments: tuple[object, ...], code: int, sentence: str
) -> None:
    ended = run("flow", flowing, *arguments)
    assert (ended.code, ended.out) == (code, "")
    assert sentence in ended.err


def test_output_that_is_also_read_is_refused(run: Run, flowing: Path) -> None:
    ended = run("flow", flowing, "-o", flowing)
    assert ended.code == 2
    assert "is also read; write to another file" in ended.err
