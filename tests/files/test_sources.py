from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.errors import InputError, SourceError
from journeymap.files.sources import load_source
from journeymap.model.sources import Question

SFO = """\
answers: sfo_2016.csv.gz
wave: 2016
missing: [0, 6]
weight: WEIGHT
segments: {area: BAREA, time_of_day: STRATA}
questions:
  Q7LTPARKING: {touchpoint: shuttle, metric: satisfied}
"""


def told(folder: Path, text: str) -> list[str]:
    file = folder / "f.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        load_source(file)
    return [str(problem).removeprefix(f"{file}:") for problem in caught.value.problems]


def test_a_source_file(tmp_path: Path) -> None:
    file = tmp_path / "sfo.yaml"
    file.write_text(SFO, encoding="utf-8")
    source = load_source(file)
    assert source.answers == str(tmp_path / "sfo_2016.csv.gz")
    assert (source.wave, source.missing, source.weight) == ("2016", ("0", "6"), "WEIGHT")
    question = Question(touchpoint="shuttle", metrics=("satisfied",))
    assert source.questions == {"Q7LTPARKING": (question,)}


def test_a_source_without_answers(tmp_path: Path) -> None:
    file = tmp_path / "sfo.json"
    file.write_text('{"columns": {"score": "Rating"}}', encoding="utf-8")
    assert load_source(str(file)).answers is None


def test_a_log_with_stages_is_no_journey(tmp_path: Path) -> None:
    file = tmp_path / "log.yaml"
    file.write_text("events: log.csv\nstages: {Buy: [cart, pay]}", encoding="utf-8")
    assert load_source(file).stages == {"Buy": ("cart", "pay")}


@pytest.mark.parametrize("answers", ["data/a.csv", "../a.tsv", "A.CSV.GZ", "a.parquet", "C:/a.csv"])
def test_tables_that_may_be_named(tmp_path: Path, answers: str) -> None:
    file = tmp_path / "f.yaml"
    file.write_text(f"answers: {answers}", encoding="utf-8")
    assert load_source(file).answers == str(tmp_path / answers)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", ["1:1: the file is empty"]),
        (
            "- a",
            [
                "1:1: there is no source in this file; it starts with "
                "answers: or events: or aggregates: or customers: or tickets:"
            ],
        ),
        (
            "answers: https://example.org/a.csv",
            [
                "1:10: answers: tables are read from files 'https://example.org/a.csv'; "
                "download the table first"
            ],
        ),
        (
            "answers: //host/a.csv",
            ["1:10: answers: tables are read from files '//host/a.csv'; download the table first"],
        ),
        *(
            (
                f"answers: '{url}'",
                [f"1:10: answers: tables are read from files '{shown}'; download the table first"],
            )
            for url, shown in (
                ("postgres://a:hunter2@h/x?token=1", "postgres://h/x"),
                ("postgres://a:hun/t@er2@h/x", "postgres://h/x"),
                ("postgres:a:hunter2@h/x", "postgres:h/x"),
                ("//a:hunter2@h/x", "//h/x"),
                ("~/a@b.csv", "~/a@b.csv"),
            )
        ),
        (
            "anwers: a.csv\nquestions:\n  Q7: {tuchpoint: cart, metric: csat}\n  Q8: food\n",
            [
                "1:1: unknown key 'anwers'; did you mean 'answers'?",
                "3:8: questions.Q7: unknown key 'tuchpoint'; did you mean 'touchpoint'?",
                "4:7: questions.Q8: not a mapping 'food'; write {touchpoint: cart, metric: csat}",
            ],
        ),
        (
            "questions:\n  Q7: {touchpoint: cart, metrics: csat}\n",
            ["2:26: questions.Q7: unknown key 'metrics'; did you mean 'metric'?"],
        ),
        (
            "answers: a.csv\ntolerate: 60%\n",
            ["2:11: tolerate: not a share that can be tolerated '0.6'; from 0 to 50%"],
        ),
        (
            "answers: a.csv\nwave: 1\nwaves: month\n",
            [
                "3:8: waves: the wave is given twice '1'; "
                "write one of wave, waves and columns: {wave: ...}"
            ],
        ),
        (
            "events: a.csv\ncase: who\nignore: [a]\ntouchpoints: {a: b}\n",
            [
                "3:9: ignore: an activity that is ignored has a place 'a'; "
                "take it out of ignore, or of touchpoints and stages"
            ],
        ),
        (
            "customers: a.csv\ncolumns: {who: id}\n",
            [
                "2:16: columns.who: unknown part of a table 'who'; parts are wave, started, ended, "
                "left, referred, start, end, new, lost"
            ],
        ),
        (
            "wave: 1\nwave: 2\nanswers: ~/a.csv",
            [
                "2:1: a second key 'wave'; the first is in line 1; keep one of them",
                "3:10: answers: tables are read from files '~/a.csv'; download the table first",
            ],
        ),
    ],
)
def test_all_problems_with_their_places(tmp_path: Path, text: str, sentences: list[str]) -> None:
    assert told(tmp_path, text) == sentences


@given(data=st.binary(max_size=100))
def test_no_bytes_raise_anything_else(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_bytes(data)
    with pytest.raises(InputError):
        load_source(file)
