from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from journeymap.analysis.priorities.driver_file import load_driver_shares
from journeymap.errors import InputError
from tests.analysis.priorities.shop_example import make_shop

ROWS = [
    {"touchpoint": "app", "metric": "csat", "share": 0.6},
    {"touchpoint": "support", "metric": "csat", "share": 0.3},
]
RESAMPLED = {"csat@app": [0.55, 0.62], "csat@support": [0.28, 0.35]}


def load(folder: Path, **changed: Any) -> None:
    file = folder / "drivers.json"
    told = {"question": "drivers", "rows": ROWS, "resampled": RESAMPLED} | changed
    file.write_text(json.dumps(told), encoding="utf-8")
    load_driver_shares(file, make_shop())


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"rows": [*ROWS, ROWS[0]]}, "the same driver twice"),
        ({"rows": [ROWS[0] | {"share": 0.9}, ROWS[1]]}, "the shares add up to more than 1"),
        ({"resampled": RESAMPLED | {"csat@zzz": [0, 0]}}, "resamples of no driver in the rows"),
        ({"resampled": RESAMPLED | {"csat@app": [0.1, 0.2]}},
         "resamples far from the driver's share '0.1 to 0.2, and its row says 0.6'"),
        ({"resampled": RESAMPLED | {"csat@app": [0.7, 0.7]}}, "add up to more than 1"),
    ],
)  # fmt: skip
def test_what_cannot_be_true_together_is_told(
    tmp_path: Path, changed: dict[str, Any], said: str
) -> None:
    with pytest.raises(InputError) as told:
        load(tmp_path, **changed)
    assert said in str(told.value)
    assert "drivers.json:1:" in str(told.value)


def test_what_agrees_is_taken(tmp_path: Path) -> None:
    load(tmp_path)
