from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import journeymap as jm

if TYPE_CHECKING:
    from tests.cli.conftest import Run

SHOP = """\
name: Shop
stages:
  - name: Buy
    touchpoints:
      - {name: Cart, readings: [{metric: csat, wave: 2025, counts: {3: 40}}]}
      - {name: Pay, readings: [{metric: csat, wave: 2026, counts: {3: 40, 5: 40}}]}
"""


def test_json_equals_the_result(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "shop.yaml"
    file.write_text(SHOP, encoding="utf-8")
    done = run("coverage", str(file), "--format", "json")
    found = jm.find_coverage_gaps(jm.load_journey(file))
    assert (done.code, json.loads(done.out)) == (0, found.to_dict())
    assert found.rows[0].gap == "stale"


def test_options_reach_the_question(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "shop.yaml"
    file.write_text(SHOP, encoding="utf-8")
    done = run(
        "coverage", str(file), "--wave", "2025", "--stale-after", "3", "--as-of", "2027-03-01",
        "--max-age", "100", "--top", "2", "--level", "0.9", "--q", "0.1",
        "--format", "json",
    )  # fmt: skip
    found = json.loads(done.out)
    assert found["settings"] == {
        "wave": "2025", "segment": {}, "level": 0.9, "q": 0.1, "stale_after": 3,
        "as_of": "2027-03-01", "max_age": 100,
    }  # fmt: skip
    assert [(row["gap"], row["touchpoint"]) for row in found["rows"]] == [
        ("stale", "cart"), ("unmeasured", "pay"),
    ]  # fmt: skip


def test_a_day_that_is_none(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "shop.yaml"
    file.write_text(SHOP, encoding="utf-8")
    done = run("coverage", str(file), "--as-of", "soon")
    assert (done.code, done.out) == (2, "")
    assert "'soon' is no day; write year-month-day, such as 2026-07-01" in done.err
