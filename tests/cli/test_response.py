from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.analysis.response import measure_response
from journeymap.files.journeys import load_journey

if TYPE_CHECKING:
    from tests.cli.conftest import Run

ASKED = """\
name: Shop
stages: [{name: Buy, touchpoints: [Cart]}]
readings:
  - {touchpoint: cart, metric: csat, wave: 2015, counts: {1: 20, 4: 30, 5: 50}, invited: 400}
  - {touchpoint: cart, metric: csat, wave: 2016, counts: {1: 60, 2: 30, 5: 10}, invited: 125}
"""


def test_response_prints_what_the_library_says(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "shop.yaml"
    path.write_text(ASKED, encoding="utf-8")
    journey = load_journey(path)
    ended = run("response", path, "--wave", "2015")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"{measure_response(journey, wave='2015')}\n"
    assert "25.0 % (21.0 to 29.5)" in ended.out
    found = run("response", path, "--format", "json", "--metric", "csat", "--level", "0.9")
    assert json.loads(found.out) == measure_response(journey, metric="csat", level=0.9).to_dict()


def test_nobody_said_how_many_were_asked(run: Run, shop: Path) -> None:
    ended = run("response", shop)
    assert ended.code == 0
    assert "such as invited: 1200" in ended.out


def test_help_ends_with_an_example(run: Run) -> None:
    assert run("response", "--help").out.endswith(
        "Example: journeymap response airport.yaml --wave 2016\n"
    )
