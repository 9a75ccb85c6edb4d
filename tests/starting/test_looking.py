from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from journeymap.starting import looking
from journeymap.starting.looking import find_more_values, look_at
from journeymap.tables.opening import open_table


def test_values_blanks_and_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("x,y\n1, a \n1,\n2,NA\n", encoding="utf-8")
    (x, y), whole = look_at(open_table(path, ()), {"y": "Why?"})
    assert whole
    assert (dict(x.values), x.rows, x.filled, x.distinct, x.is_cut) == (
        {"1": 2, "2": 1}, 3, 3, 2, False,
    )  # fmt: skip
    assert (dict(y.values), y.filled, y.wording) == ({"a": 1}, 1, "Why?")


@pytest.mark.parametrize("kind", ["csv", "parquet", "polars"])
def test_codes_of_later_rows_are_found(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "MOST_ROWS", 100)
    frame = pl.DataFrame({"x": [1, 2, 3, 4, 5] * 60 + [99], "id": list(range(301))})
    path = tmp_path / f"a.{kind}"
    if kind == "csv":
        frame.write_csv(path)
    elif kind == "parquet":
        frame.write_parquet(path)
    table = open_table(frame if kind == "polars" else path, ())
    looks, whole = look_at(table, {})
    assert not whole
    assert looks[0].rows == 100
    assert "99" not in looks[0].values
    more = find_more_values(table, looks)
    assert sorted(more["x"].values, key=int) == ["1", "2", "3", "4", "5", "99"]
    assert "id" not in more
    assert find_more_values(table, ()) == {}
