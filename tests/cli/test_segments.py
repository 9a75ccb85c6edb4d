from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.analysis.segments.measuring import measure_segments
from journeymap.files.journeys import load_journey

if TYPE_CHECKING:
    from tests.cli.conftest import Run

MORE = """\
  - {touchpoint: pay, metric: csat, wave: 2016, segment: {area: B}, counts: {1: 40, 5: 20}}
"""


def test_the_table_is_the_library_s(run: Run, shop: Path) -> None:
    shop.write_text(shop.read_text() + MORE)
    ended = run("segments", shop, "--by", "area", "--level", "0.9")
    found = measure_segments(load_journey(shop), "area", level=0.9)
    assert (ended.code, ended.out, ended.err) == (0, f"{found}\n", "")
    assert ended.out.startswith("Widest difference by area: Pay, 2.33 in B, 4.50 in C.\n")


def test_json_and_csv_hold_every_row(run: Run, shop: Path, tmp_path: Path) -> None:
    told = json.loads(run("segments", shop, "--by", "wave", "--format", "json").out)
    assert (told["question"], told["groups"]) == ("segments", ["2015", "2016"])
    out = tmp_path / "waves.csv"
    assert run("segments", shop, "--by", "wave", "-o", out).code == 0
    assert out.read_text(encoding="utf-8-sig").count("\n") == 1 + len(told["rows"])


def test_wrong_use_is_told(run: Run, shop: Path) -> None:
    ended = run("segments", shop, "--by", "areas")
    assert (ended.code, ended.err) == (
        2,
        "journeymap: no segment key 'areas'; did you mean 'area'?\n",
    )
    ended = run("segments", shop, "--by", "wave", "--wave", "2016")
    assert ended.code == 2
    assert "all waves are compared; take wave out" in ended.err
