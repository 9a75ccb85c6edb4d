"""Which comments are meant: the wave asked for or the latest, and the segment."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from journeymap.analysis.words.choosing import Chosen, check_wave, to_order
from journeymap.answers.comments import read_comments
from journeymap.errors import UnknownNameError
from journeymap.model.sources import Source
from tests.analysis.words.speaking import SHOP

SOURCE = Source(segments={"area": "area"})
TABLE = pl.DataFrame(
    {
        "touchpoint": "cart",
        "wave": ["2016", "2015", "2016", None, "2015"],
        "area": ["A", "A", "B", "A", "B"],
        "comment": ["new a", "old a", "new b", "none a", "old b"],
    }
)


def choose(wave: str | None = None, **segment: str) -> tuple[list[str], Chosen]:
    chosen = Chosen(read_comments(SHOP, TABLE, SOURCE), check_wave(wave), segment)
    return [one.text for one in chosen], chosen


def test_latest_wave_comes_last() -> None:
    texts, chosen = choose()
    assert (texts, chosen.wave, chosen.outside) == (["new a", "new b"], "2016", 3)
    early_first = Chosen(read_comments(SHOP, TABLE.reverse(), SOURCE), None, {})
    assert [one.text for one in early_first] == ["old b", "new b", "new a"]
    assert (early_first.wave, early_first.outside) == ("2016", 3)


def test_wave_and_segment_asked_for() -> None:
    assert choose("2015")[0] == ["old a", "old b"]
    texts, chosen = choose("2015", area="B")
    assert (texts, chosen.outside) == (["old b"], 4)


@pytest.mark.parametrize(
    ("wave", "segment", "said"),
    [
        ("2014", {}, "no wave '2014'; expected one of '2015', '2016'"),
        (None, {"area": "C"}, "no segment 'area=C'; area: expected one of 'A', 'B'"),
        (None, {"aera": "A"}, "no segment 'aera'; did you mean 'area'?"),
    ],
)
def test_what_is_not_there(wave: str | None, segment: dict[str, str], said: str) -> None:
    with pytest.raises(UnknownNameError) as unknown:
        choose(wave, **segment)
    assert str(unknown.value) == said


def test_a_segment_without_comments_in_a_wave_is_no_error() -> None:
    table = TABLE.filter(~((pl.col("wave") == "2016") & (pl.col("area") == "B")))
    chosen = Chosen(read_comments(SHOP, table, SOURCE), "2016", {"area": "B"})
    assert list(chosen) == []


@pytest.mark.parametrize(
    "waves",
    [["2015", "2016"], ["wave 9", "wave 10"], ["2025-12", "2026-01"], ["1", "a"], ["W1", "W1b"]],
)
def test_order_of_waves(waves: list[Any]) -> None:
    assert sorted([*reversed(waves), None], key=to_order) == [None, *waves]
