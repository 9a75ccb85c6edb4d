from __future__ import annotations

import random
from collections.abc import Collection
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pandas as pd  # type: ignore[import-untyped]
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.errors import AnswersError, JourneyError, SourceError
from journeymap.intake import MeasuredReadings
from journeymap.metrics import Metric
from journeymap.model.aggregates import AggregateSource
from journeymap.model.journey import Journey
from journeymap.operations.aggregates import measure_aggregates
from journeymap.tables.table import Table

JOURNEY = Journey(
    name="Shop",
    metrics=[Metric(id="satisfied", kind="top_box", worst=1, best=5, top=(4, 5))],
    stages=[
        {"name": "Buy", "touchpoints": ["Cart", "Pay"]},
        {"name": "Use", "touchpoints": ["Help"]},
    ],
)


def measure(table: object, **parts: Any) -> MeasuredReadings:
    return measure_aggregates(JOURNEY, table, AggregateSource(**parts))


def refused(folder: Path, text: str, **parts: Any) -> list[str]:
    table = folder / "kpi.csv"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(AnswersError) as caught:
        measure(table, **parts)
    return [str(problem).removeprefix(f"{table}:") for problem in caught.value.problems]


def write(folder: Path, text: str) -> Path:
    table = folder / "kpi.csv"
    table.write_text(text, encoding="utf-8")
    return table


def test_values_with_and_without_n(tmp_path: Path) -> None:
    table = write(
        tmp_path,
        "stage,touchpoint,metric,wave,value,sd,n\n"
        ",Pay,CSAT,2026-01,4.2,0.8,120\n"
        ",cart,csat,2026-01,3.9,,\n"
        "buy,,csat,2026-01,4.0,,40\n",
    )
    readings = measure(table)
    told = [(r.place, r.value, r.sd, r.n, r.source) for r in readings]
    assert told == [
        ("buy", 4.0, None, 40, "kpi.csv"),
        ("cart", 3.9, None, None, "kpi.csv"),
        ("pay", 4.2, 0.8, 120, "kpi.csv"),
    ]
    assert str(readings.intake) == (
        "3 ready-made readings: 3 used\nreadings without n, which have no interval: 1"
    )


def test_shares_as_they_are_written(tmp_path: Path) -> None:
    table = write(tmp_path, "touchpoint,value,n\npay,7,1000\ncart,7.5%,\nhelp,0.3,10\n")
    percent = measure(table, metric="churn", unit="percent")
    assert [r.value for r in percent] == [0.075, 0.07, 0.003]
    table = write(tmp_path, "touchpoint,value\npay,0.07\ncart,7.5%\nhelp,1\n")
    assert [r.value for r in measure(table, metric="churn")] == [0.075, 0.07, 1.0]


def test_a_share_that_may_be_a_percentage_is_refused(tmp_path: Path) -> None:
    text = "touchpoint,value\npay,7\ncart,0.5\nhelp,70\n"
    hint = "write unit: percent for 0 to 100, or unit: share"
    assert refused(tmp_path, text, metric="churn") == [
        f"2: value: a share that may be a percentage '7'; {hint}",
        f"4: value: a share that may be a percentage '70'; {hint}",
    ]
    assert refused(tmp_path, text, metric="churn", unit="share")[0] == (
        "2: value: the value lies outside the scale '7'; write 7% or 0.07"
    )


def test_counts_of_a_whole(tmp_path: Path) -> None:
    table = write(tmp_path, "touchpoint,metric,count,of\npay,churn,20,200\npay,satisfied,150,200\n")
    churn, satisfied = measure(table)
    assert churn.counts == {1: 20, 0: 180}
    assert (satisfied.value, satisfied.n) == (0.75, 200)


def test_counts_by_code(tmp_path: Path) -> None:
    codes = {str(code): f"c{code}" for code in range(1, 6)}
    table = write(tmp_path, "touchpoint,c1,c2,c3,c4,c5\npay,4,6,15,45,30\ncart,0,0,0,0,0\n")
    readings = measure(table, metric="satisfied", counts=codes)
    assert [r.counts for r in readings] == [{1: 4, 2: 6, 3: 15, 4: 45, 5: 30}]
    assert readings.intake.set_aside == {"no value": 1}


def test_counts_that_may_be_percentages_are_refused(tmp_path: Path) -> None:
    codes = {"1": "low", "3": "mid", "5": "high"}
    text = "touchpoint,low,mid,high\npay,20,30,50\ncart,9,29,63\nhelp,,,\n"
    assert refused(tmp_path, text, metric="csat", counts=codes) == [
        " counts: counts that may be percentages; "
        "every row sums to 100; write unit: percent, or unit: count for numbers"
    ]
    counted = measure(write(tmp_path, text), metric="csat", counts=codes, unit="count")
    assert [r.n for r in counted] == [101, 100]
    bare = measure(write(tmp_path, text), metric="csat", counts=codes, unit="percent")
    assert [r.n for r in bare] == [None, None]
    for other in (text.replace("63", "65"), text.replace("cart,9,29,63\n", "")):
        assert measure(write(tmp_path, other), metric="csat", counts=codes)[-1].n == 100
    with pytest.raises(JourneyError, match="there are no counts"):
        AggregateSource(metric="churn", unit="count")


def test_percentages_by_code_with_and_without_n(tmp_path: Path) -> None:
    codes = {str(code): f"c{code}" for code in range(1, 6)}
    table = write(
        tmp_path, "touchpoint,n,c1,c2,c3,c4,c5\npay,200,4,6,15,45,30\ncart,,0,0,0,50,50\n"
    )
    cart, pay = measure(table, metric="csat", counts=codes, unit="percent")
    assert pay.counts == {1: 8, 2: 12, 3: 30, 4: 90, 5: 60}
    assert (cart.value, cart.sd, cart.n) == (4.5, 0.5, None)
    text = "touchpoint,c1,c2,c3,c4,c5\npay,4,6,15,45,3\n"
    assert refused(tmp_path, text, metric="csat", counts=codes, unit="percent") == [
        "2: c1: percentages that sum to 73 '4'; they sum to 100"
    ]


def test_waves_by_words_and_by_format(tmp_path: Path) -> None:
    text = "touchpoint,wave,value\npay,07_2015,4\npay,12_2014,3\n"
    by_word = measure(
        write(tmp_path, text), metric="csat", waves={"07_2015": "2015-07", "12_2014": "2014-12"}
    )
    by_format = measure(write(tmp_path, text), metric="csat", wave_format="%m_%Y")
    assert [r.wave for r in by_word] == [r.wave for r in by_format] == ["2014-12", "2015-07"]
    assert refused(tmp_path, text, metric="csat", waves={"07_2015": "x"}) == [
        "3: wave: unknown wave '12_2014'; expected one of '07_2015'"
    ]
    assert refused(tmp_path, text, metric="csat", wave_format="%Y") == [
        "2: wave: not a date as wave_format writes it '07_2015'; such as 2026",
        "3: wave: not a date as wave_format writes it '12_2014'; such as 2026",
    ]


@pytest.mark.parametrize(
    ("written", "word", "wave"),
    [("%d.%m.%Y", "31.01.2026", "2026-01-31"), ("%b %Y", "Jan 2026", "2026-01"), ("%Y", "26", "")],
)
def test_a_wave_is_told_as_far_as_its_format_does(written: str, word: str, wave: str) -> None:
    frame = pl.DataFrame({"wave": [word], "value": [4.0]})
    if wave:
        readings = measure(frame, metric="csat", scope="journey", wave_format=written)
        assert readings[0].wave == wave
    else:
        with pytest.raises(AnswersError, match="not a date as wave_format writes it"):
            measure(frame, metric="csat", scope="journey", wave_format=written)


def test_segments_and_words_for_everybody(tmp_path: Path) -> None:
    table = write(tmp_path, "touchpoint,value,state\npay,4,All\npay,3,AK\npay,5,\ncart,4,AL\n")
    with pytest.raises(AnswersError, match="the same reading as in line 2"):
        measure(table, metric="csat", segments={"state": "state"}, everybody=["All"])
    table = write(tmp_path, "touchpoint,value,state\npay,4,All\npay,3,AK\ncart,4,AL\n")
    readings = measure(table, metric="csat", segments={"state": "state"}, everybody=["All"])
    assert [dict(r.segment) for r in readings] == [{"state": "AL"}, {}, {"state": "AK"}]


def test_everything_wrong_at_once_with_its_line(tmp_path: Path) -> None:
    text = (
        "touchpoint,metric,value,n\npya,csat,4,10\npay,ces,4,10\npay,csat,9,10\n,csat,4,10\n"
        "pay,csat,4,ten\npay,csat,4,10\npay,csat,5,10\n"
    )
    assert refused(tmp_path, text) == [
        "2: touchpoint: unknown touchpoint 'pya'; did you mean 'pay'?",
        "3: metric: unknown metric 'ces'; "
        "write ces_effort (1-5, low is good) or ces_ease (1-7, high is good)",
        "4: value: the value lies outside the scale '9'; csat runs from 1 to 5",
        "5: touchpoint: the row names no place",
        "6: n: not a number 'ten'",
        "8: the row: the same reading as in line 7 'csat of pay'; "
        "a wave or a segment tells readings apart",
    ]


def test_faults_that_are_tolerated_are_set_aside(tmp_path: Path) -> None:
    table = write(tmp_path, "touchpoint,value\npya,4\npay,4\n")
    readings = measure(table, metric="csat", tolerate=0.5)
    assert len(readings) == 1
    assert readings.intake.set_aside == {"unknown touchpoint": 1}


def test_missing_columns(tmp_path: Path) -> None:
    assert refused(tmp_path, "touch,value\npay,4\n", metric="csat") == [
        "1: no column 'touchpoint'; did you mean 'touch'?"
    ]
    assert refused(
        tmp_path, "touchpoint,Mean\npay,4\n", metric="csat", columns={"value": "mean"}
    ) == ["1: no column 'mean'; did you mean 'Mean'?"]
    assert refused(tmp_path, "a,b\npay,4\n") == [
        "1: no column 'metric'; the table has 'a', 'b'; name it in the source file",
        "1: no column 'value'; the table has 'a', 'b'; name it in the source file",
        "1: no column 'touchpoint'; the table has 'a', 'b'; name it in the source file",
    ]


def test_what_the_source_names_must_be_in_the_journey() -> None:
    with pytest.raises(SourceError) as caught:
        measure(pl.DataFrame({"value": [4]}), metric="cast", touchpoints={"a": "pya"}, stage="by")
    assert [str(problem) for problem in caught.value.problems] == [
        "metric: no metric 'cast'; did you mean 'csat'?",
        "stage: no stage 'by'; did you mean 'buy'?",
        "touchpoints.a: no touchpoint 'pya'; did you mean 'pay'?",
    ]


def test_no_value_is_set_aside(tmp_path: Path) -> None:
    text = "touchpoint,value,n\npay,Not Available,\npay,,50\npay,4,0\npay,*,5\npay,4,20\n"
    readings = measure(write(tmp_path, text), metric="csat", missing=["*"])
    assert [r.n for r in readings] == [20]
    assert str(readings.intake) == "5 ready-made readings: 1 used, 4 set aside (no value 4)"


def test_rows_that_are_not_selected_keep_their_lines(tmp_path: Path) -> None:
    text = "touchpoint,value,kind\npay,4,x\npay,4,x\npay,ten,y\n"
    assert refused(tmp_path, text, metric="csat", only={"kind": ["y"]}) == [
        "4: value: not a number 'ten'"
    ]
    readings = measure(
        write(tmp_path, text.replace("ten", "4")), metric="csat", only={"kind": ["y"]}
    )
    assert str(readings.intake).startswith(
        "3 ready-made readings: 1 used, 2 set aside (not selected 2)"
    )


def test_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["touchpoint", "metric", "value", "n"], ["pay", "csat", 4.5, 12]):
        book.active.append(row)
    book.save(tmp_path / "kpi.xlsx")
    readings = measure(tmp_path / "kpi.xlsx")
    assert [(r.touchpoint, r.value, r.n) for r in readings] == [("pay", 4.5, 12)]


@pytest.mark.parametrize("make", [pl.DataFrame, pd.DataFrame])
def test_tables_in_memory(make: Any) -> None:
    frame = make({"touchpoint": ["pay", "cart"], "value": [4.5, None], "n": [12.0, None]})
    readings = measure(frame, metric="csat")
    assert [(r.touchpoint, r.value, r.n) for r in readings] == [("pay", 4.5, 12)]
    frame = make({"touchpoint": ["pay", "pya"], "value": [4.5, 3]})
    with pytest.raises(AnswersError, match="table: row 2: touchpoint: unknown touchpoint 'pya'"):
        measure(frame, metric="csat")


@settings(max_examples=25)
@given(st.lists(st.sampled_from(["cart", "pay", "help"]), unique=True, min_size=1), st.randoms())
def test_the_order_of_rows_does_not_matter(places: list[str], chance: random.Random) -> None:
    rows = [{"touchpoint": place, "value": 1 + i, "n": 10 + i} for i, place in enumerate(places)]
    readings = measure(pl.DataFrame(rows), metric="csat")
    chance.shuffle(rows)
    assert measure(pl.DataFrame(rows), metric="csat") == readings
    assert readings.intake.used == len(rows)


def test_a_decimal_comma(tmp_path: Path) -> None:
    comma: dict[str, Any] = {"format": {"decimal": ",", "delimiter": ";"}, "touchpoint": "pay"}
    head = "metric;value;sd;n;count;of\n"
    rows = 'CSAT;"4,5";"0,25";12,0;;\nchurn;7,5%;;;;\nnps;;;;1;0,0\n'
    readings = measure(write(tmp_path, head + rows), **comma)
    assert [(r.metric, r.value, r.sd, r.n) for r in readings] == [
        ("churn", 0.075, None, None),
        ("csat", 4.5, 0.25, 12),
    ]
    assert readings.intake.set_aside == {"no value": 1}
    hint = "the source has a declared decimal comma: write "
    assert refused(tmp_path, f"{head}csat;4.5;;1.234;;\nchurn;7.5%;;;;\n", **comma) == [
        f"2: n: not a number '1.234'; {hint}1,234",
        f"2: value: not a number '4.5'; {hint}4,5",
        "3: value: not a number '7.5%'",
    ]


def test_numbers_have_no_decimal_mark_of_their_own() -> None:
    frame = pl.DataFrame({"touchpoint": ["pay"], "value": [4.5], "n": [12.0]})
    readings = measure(frame, metric="csat", format={"decimal": ","})
    assert [(r.value, r.n) for r in readings] == [(4.5, 12)]


def test_the_header_of_a_workbook_is_where_it_stands(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in ([], [], ["touchpoint", "metric", "score"], ["pay", "csat", 4.5]):
        book.active.append(row)
    book.save(tmp_path / "kpi.xlsx")
    with pytest.raises(AnswersError) as caught:
        measure(tmp_path / "kpi.xlsx")
    assert str(caught.value) == (
        f"{tmp_path / 'kpi.xlsx'}:3: no column 'value'; "
        "the table has 'touchpoint', 'metric', 'score'; name it in the source file"
    )


def test_doubled_rows_are_looked_up_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[int] = []
    lines = Table.lines

    def count(table: Table, rows: Collection[int]) -> dict[int, int]:
        looks.append(len(rows))
        return lines(table, rows)

    monkeypatch.setattr(Table, "lines", count)
    waves = [f"2026-{i:02}" for i in range(1, 13)]
    told = "".join(f"pay,csat,{wave},4\n" for wave in waves * 2)
    problems = refused(tmp_path, f"touchpoint,metric,wave,value\n{told}")
    assert looks == [12, 12]
    assert problems[11] == (
        "25: the row: the same reading as in line 13 'csat of pay'; "
        "a wave or a segment tells readings apart"
    )
