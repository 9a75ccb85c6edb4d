from __future__ import annotations

import gzip
import os
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.errors import AnswersError, InputError, UnknownNameError
from journeymap.files.checking import check_journey_file
from journeymap.files.journeys import load_journey
from journeymap.files.sources import load_source
from journeymap.measured import MeasuredJourney, measure_sources
from journeymap.model.formats import TableFormat
from journeymap.model.readings import Reading
from journeymap.starting.start import TEMPLATES, start_from_table, start_journey
from journeymap.text import find_unseen, to_nfc

DATA = os.environ.get("JOURNEYMAP_TEST_DATA", "")
SURVEYS = Path(DATA, "surveys")
needs_data = pytest.mark.skipif(not DATA, reason="JOURNEYMAP_TEST_DATA names no folder")


def measure(folder: Path) -> MeasuredJourney:
    return measure_sources(load_journey(folder / "journey.yaml"), [folder / "source.yaml"])


def of_all(measured: MeasuredJourney) -> dict[str, Reading]:
    return {r.place: r for r in measured.journey.readings if not r.segment}


@pytest.mark.parametrize("template", TEMPLATES)
def test_template_is_valid_and_measurable(template: str, tmp_path: Path) -> None:
    started = start_journey(tmp_path / "new", template=template)
    assert [path.name for path in started.written] == ["journey.yaml", "source.yaml", "answers.csv"]
    assert check_journey_file(tmp_path / "new" / "journey.yaml").problems == ()
    for path in started.written:
        text = path.read_text(encoding="utf-8")
        assert path.suffix == ".csv" or text.startswith("#")
        assert not any(find_unseen(line) for line in text.splitlines())
    measured = measure(tmp_path / "new")
    assert {r.touchpoint for r in measured.journey.readings if r.touchpoint} == {
        t.id for t in measured.journey.touchpoints
    }
    assert find_weakest(measured.journey).verdict.kind in ("clear", "likely")


def test_unknown_template_is_told_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError) as caught:
        start_journey(tmp_path, template="hospitl")
    assert str(caught.value) == "no template 'hospitl'; did you mean 'hospital'?"


def test_no_file_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "source.yaml").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        start_journey(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path}/source.yaml: the file is there already; nothing is written over; name another "
        "folder, or move it away"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["source.yaml"]
    table = tmp_path / "t.csv"
    table.write_text("a\n1\n2\n3\n4\n5\n", encoding="utf-8")
    with pytest.raises(InputError):
        start_from_table(table, tmp_path)
    assert (tmp_path / "source.yaml").read_text(encoding="utf-8") == "mine"


@needs_data
def test_airport_survey(tmp_path: Path) -> None:
    started = start_from_table(SURVEYS / "sfo_2016.csv.gz", tmp_path)
    assert started.guesses["Q7FOOD"] == "rating 1 to 5, 5 best; 0 and 6 mean no answer"
    assert started.guesses["WEIGHT"] == "the weight of each respondent"
    assert started.guesses["*RESPNUM"] == "who answered"
    assert started.guesses["INTDATE"] == "dates, written %m/%d/%Y %I:%M:%S %p"
    assert started.guesses["STRATA"].startswith("codes 1, 2, 3: a scale")
    assert started.guesses["Q18PET"] == "codes 1, 2, 3, 4, 5: a scale, or kinds of something?"
    readings = of_all(measure(tmp_path))
    assert "q18pet" not in readings
    assert (readings["q7food"].n, readings["q7all"].n) == (2680, 2919)
    assert "# guessed: rating 1 to 5, 5 best; 0 and 6 mean no answer\n" in (
        tmp_path / "source.yaml"
    ).read_text(encoding="utf-8")


@needs_data
def test_airline_survey_larger_than_the_look(tmp_path: Path) -> None:
    started = start_from_table(SURVEYS / "airline.csv.gz", tmp_path)
    assert started.guesses["inflight_wifi_service"] == "rating 1 to 5, 5 best; 0 means no answer"
    # only one of the 103,904 passengers left this blank, far beyond the first rows
    assert started.guesses["gate_location"] == "rating 1 to 5, 5 best; 0 means no answer"
    assert started.notes == (
        "journeymap looked at the first 20,000 rows, and at the codes of the others; no guess "
        "knows which end of a scale is good.",
    )
    wifi = of_all(measure(tmp_path))["inflight-wifi-service"]
    assert wifi.counts is not None
    mean = sum(code * count for code, count in wifi.counts.items()) / sum(wifi.counts.values())
    assert mean == pytest.approx(2.8137, abs=5e-5)


@needs_data
def test_customer_table_and_ten_point_scales(tmp_path: Path) -> None:
    start_from_table(SURVEYS / "telco_churn.csv.gz", tmp_path / "telco")
    churn = of_all(measure(tmp_path / "telco"))["churn"]
    assert churn.counts == {0: 5174, 1: 1869}
    started = start_from_table(SURVEYS / "mobi.csv", tmp_path / "mobi")
    assert set(started.guesses.values()) == {"rating 1 to 10, 10 best"}
    assert len(of_all(measure(tmp_path / "mobi"))) == 24


@needs_data
@pytest.mark.parametrize("name", ["hcahps_national_results", "hcahps_state_results"])
def test_aggregates_are_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(AnswersError, match="these are aggregates that somebody has counted"):
        start_from_table(SURVEYS / f"{name}.csv", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_parquet_with_typed_columns(tmp_path: Path) -> None:
    pl.DataFrame({
        "easy?": [True, False, None] * 20, "score": [1.0, 2.0, 3.0, 4.0, 5.0, None] * 10,
        "at": [datetime(2026, 5, 1, tzinfo=UTC)] * 60,
    }).write_parquet(tmp_path / "t.parquet")  # fmt: skip
    assert start_from_table(tmp_path / "t.parquet", tmp_path).guesses["at"] == "dates"
    readings = of_all(measure(tmp_path))
    assert {place: reading.n for place, reading in readings.items()} == {"easy": 40, "score": 50}


QUALTRICS = """\
StartDate,Status,Finished,ResponseId,Q1,Q2
Start Date,Response Type,Finished,Response ID,How likely are you to recommend us?,How easy was it?
"{""ImportId"":""startDate""}","{""ImportId"":""status""}","{""ImportId"":""finished""}",\
"{""ImportId"":""_recordId""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2""}"
"""


def test_vendor_export_gives_the_questions(tmp_path: Path) -> None:
    rows = [f"2026-03-01 10:00:00,IP Address,True,R_{i},{i % 11},{i % 5 + 1}\n" for i in range(55)]
    (tmp_path / "q.csv").write_text(QUALTRICS + "".join(rows), encoding="utf-8")
    started = start_from_table(tmp_path / "q.csv", tmp_path)
    assert started.guesses == {
        "Q1": "0 to 10, how likely customers recommend", "Q2": "rating 1 to 5, 5 best",
    }  # fmt: skip
    written = (tmp_path / "journey.yaml").read_text(encoding="utf-8")
    assert "# where only some are the other way round, define a second metric for these" in written
    measured = measure(tmp_path)
    assert measured.journey.touchpoint("q2").name == "How easy was it?"
    assert {place: r.metric for place, r in of_all(measured).items()} == {
        "journey": "nps", "q2": "rating_1_to_5",
    }  # fmt: skip


def test_nothing_to_count_is_told(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("name,city\nAnn,Oslo\nBob,Rome\n", encoding="utf-8")
    with pytest.raises(AnswersError) as caught:
        start_from_table(tmp_path / "t.csv", tmp_path / "new")
    assert str(caught.value) == (
        f"{tmp_path}/t.csv: no column looks like a question; it has name: 2 different words or "
        "names; city: 2 different words or names"
    )
    assert not (tmp_path / "new").exists()


def test_a_cover_is_told_with_the_other_sheets(tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    workbook = pytest.importorskip("openpyxl").Workbook()
    workbook.active.title = "Cover"
    workbook.active.append(["Survey of May"])
    workbook.active.append(["by us"])
    sheet = workbook.create_sheet("Answers")
    for row in (["cart"], *([i % 5 + 1] for i in range(40))):
        sheet.append(row)
    workbook.save(tmp_path / "t.xlsx")
    with pytest.raises(AnswersError) as caught:
        start_from_table(tmp_path / "t.xlsx", tmp_path)
    assert str(caught.value) == (
        f"{tmp_path}/t.xlsx: no column looks like a question; it has Survey of May: 1 word or "
        "name; the sheet 'Cover' is read; the workbook also has 'Answers': choose with --sheet"
    )
    form = TableFormat(sheet="Answers")
    started = start_from_table(tmp_path / "t.xlsx", tmp_path, format=form)
    assert started.guesses == {"cart": "rating 1 to 5, 5 best"}


NAMES = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"),
    min_size=1,
    max_size=180,
).map(str.strip)


@settings(max_examples=12, deadline=None)
@given(names=st.lists(NAMES, min_size=1, max_size=4, unique_by=to_nfc), codes=st.integers(3, 10))
def test_any_names_give_files_that_can_be_measured(
    names: list[str], codes: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    columns = {f"rating {name}": [code % codes + 1 for code in range(60)] for name in names}
    pl.DataFrame(columns).write_parquet(folder / "t.parquet")
    start_from_table(folder / "t.parquet", folder)
    assert [r.n for r in measure(folder).journey.readings] == [60] * len(columns)


def test_half_a_table_is_not_drafted(tmp_path: Path) -> None:
    table = tmp_path / "half.csv.gz"
    rows = "".join(f"{i % 5 + 1},{i * i}\n" for i in range(60_000))
    table.write_bytes(gzip.compress(f"cart rating,n\n{rows}".encode())[:-900])
    with pytest.raises(AnswersError) as caught:
        start_from_table(table, tmp_path)
    assert str(caught.value) == f"{table}: the gzip file is damaged or ends early"
    assert list(tmp_path.iterdir()) == [table]


def test_what_a_source_file_cannot_hold_is_left_out_and_told(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    head = "Rate the cart,\x1b[31mred,a\u2028b,area,agreed,said"
    codes = [i % 5 + 1 for i in range(40)]
    rows = [f"{c},{c},x,{'ab'[c % 2]},{'cd'[c % 2]}\x1b,ok\x1b{i}" for i, c in enumerate(codes)]
    table.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    started = start_from_table(table, tmp_path)
    name, answer = "not taken: its name holds", "not taken: an answer holds"
    assert started.guesses["\x1b[31mred"] == f"{name} the invisible character U+001B"
    assert started.guesses["a\u2028b"] == f"{name} the invisible character U+2028"
    assert started.guesses["agreed"] == f"{answer} the invisible character U+001B"
    source = load_source(tmp_path / "source.yaml")
    assert (list(source.questions), list(source.segments)) == (["Rate the cart"], ["area"])
    assert of_all(measure(tmp_path))["rate-the-cart"].n == 40
