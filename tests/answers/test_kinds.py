"""Kinds of questions: labels, yes and no, multiple choice, gaps, open text, decimal commas."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd  # type: ignore[import-untyped]
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.answers.measuring import measure_answers
from journeymap.errors import AnswersError
from journeymap.metrics import Metric
from journeymap.model.journey import Journey
from journeymap.model.sources import Source

JOURNEY = Journey(
    name="Shop",
    metrics=[
        Metric(id="uses_app", kind="share"),
        Metric(id="uses_web", kind="share"),
        Metric(id="even", kind="rating_mean", worst=1, best=4),
        Metric(id="wait", kind="duration", unit="minutes"),
    ],
    stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}],
)
LABELS = {"Very bad": 1, "Bad": 2, "Good": 4, "Very good": 5, "So so": 3}
APP = {"touchpoint": "pay", "metric": "uses_app", "chosen": "App"}
WEB = {"touchpoint": "pay", "metric": "uses_web", "chosen": "Web"}


def ask(**questions: Any) -> Source:
    pay = {column: {"touchpoint": "pay", **asked} for column, asked in questions.items()}
    return Source.model_validate({"questions": pay})


def counts(table: Any, source: Source | None = None) -> dict[str, dict[int, float]]:
    return {r.metric: dict(r.counts or {}) for r in measure_answers(JOURNEY, table, source)}


def refusal(table: Any, source: Source | None = None) -> str:
    with pytest.raises(AnswersError) as caught:
        measure_answers(JOURNEY, table, source)
    return str(caught.value)


def engines(table: pl.DataFrame) -> list[Any]:
    arrow = table.to_arrow()
    made = [table, table.lazy(), arrow, table.to_pandas(), duckdb.connect().from_arrow(arrow)]
    return [*made, pd.DataFrame(table.to_dict(as_series=False))]


@given(st.lists(st.sampled_from([*LABELS, "", "NA"]), min_size=1, max_size=20))
@settings(max_examples=25)
def test_labels_and_codes_give_equal_readings(words: list[str]) -> None:
    codes = [str(LABELS.get(word, "")) for word in words]
    labelled = ask(a={"metric": ["csat", "csat_top_box"], "labels": LABELS})
    plain = ask(a={"metric": ["csat", "csat_top_box"]})
    spelled = [f" {word.upper()} ".replace(" ", "  ") if word in LABELS else word for word in words]
    found = measure_answers(JOURNEY, pl.DataFrame({"a": spelled}), labelled)
    as_codes = measure_answers(JOURNEY, pl.DataFrame({"a": codes}), plain)
    assert (tuple(found), found.intake) == (tuple(as_codes), as_codes.intake)


def test_labels_of_a_tidy_table() -> None:
    rows = [("csat", "very good"), ("csat", "5"), ("csat", "NONE"), ("nps", "Very likely")]
    table = pl.DataFrame([("pay", *row) for row in rows], schema=["touchpoint", "metric", "score"],
                         orient="row")  # fmt: skip
    labels = {"Very good": 5, "None": 1, "Very likely": 10}
    assert counts(table, Source(labels=labels)) == {"csat": {1: 1, 5: 2}, "nps": {10: 1}}


def test_a_word_that_is_no_label_is_told_with_the_nearest(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\nVery goood,Good\nmeh,9\nGood,True\n")
    source = ask(a={"metric": "csat", "labels": LABELS}, b={"metric": "even", "labels": LABELS | {
        "Very good": 4}})  # fmt: skip
    assert refusal(path, source).splitlines() == [
        f"{path}:2: a: neither a code nor a label 'Very goood'; did you mean 'Very good'?",
        f"{path}:3: a: neither a code nor a label 'meh'; "
        "expected one of 'Very bad', 'Bad', 'Good', 'Very good', 'So so'",
        f"{path}:3: b: an answer outside the scale '9'; even is answered 1 to 4",
        f"{path}:4: b: neither a code nor a label 'True'; "
        "expected one of 'Very bad', 'Bad', 'Good', 'Very good', 'So so'",
    ]


def test_yes_and_no_of_typed_columns() -> None:
    table = pl.DataFrame({"a": [True, False, None, True], "b": ["Yes", "no", "", "1"]})
    source = ask(a={"metric": "uses_app"}, b={"metric": "uses_web"})
    for answers in engines(table):
        assert counts(answers, source) == {"uses_app": {0: 1, 1: 2}, "uses_web": {0: 1, 1: 2}}
    mirror = {"metric": "retention", "labels": {"No": 1, "Yes": 0}}
    assert counts(table, ask(b=mirror)) == {"retention": {0: 1, 1: 2}}


def test_a_word_that_is_neither_yes_nor_no() -> None:
    assert refusal(pl.DataFrame({"a": ["maybe"]}), ask(a={"metric": "churn"})) == (
        "table: row 1: a: not a number 'maybe'; churn is answered 0 or 1, or yes or no"
    )


def test_several_options_of_one_column() -> None:
    table = pl.DataFrame({"q": ["App; Web", "Web", "Phone", "", "1;web"]})
    code = {"separator": ";", "labels": {"App": 1}}
    source = Source.model_validate({"questions": {"q": [{**APP, **code}, {**WEB, **code}]}})
    found = measure_answers(JOURNEY, table, source)
    assert counts(table, source) == {"uses_app": {0: 2, 1: 2}, "uses_web": {0: 1, 1: 3}}
    assert str(found.intake) == "5 answers in 5 rows: 4 used, 1 set aside (no answer 1)"


CHOSEN = st.lists(st.sets(st.sampled_from(["App", "Web", "Phone"])), min_size=1, max_size=15)


@given(CHOSEN, st.sampled_from(["", "0"]), st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_columns_equal_a_separator_in_any_order(
    chosen: list[set[str]], blank: str, random: random.Random
) -> None:
    joined = pl.DataFrame({"q": ["; ".join(sorted(options)) for options in chosen]})
    separated = {"separator": ";"}
    one = Source.model_validate({"questions": {"q": [APP | separated, WEB | separated]}})
    random.shuffle(chosen)
    columns = {
        option: [option if option in options else blank if options else "" for options in chosen]
        for option in ("App", "Web", "Phone")
    }
    among = {"among": list(columns)}
    several = Source.model_validate({"questions": {"App": APP | among, "Web": WEB | among}})
    assert counts(pl.DataFrame(columns), several) == counts(joined, one)


def test_options_over_typed_columns_of_every_engine() -> None:
    table = pl.DataFrame(
        {
            "a": [1, None, 0, None],
            "b": [None, True, False, None],
            "c": [None, None, None, ""],
        },
        schema={"a": pl.Float64, "b": pl.Boolean, "c": pl.String},
    )
    among = {"among": ["a", "b", "c"]}
    comma = {"format": {"decimal": ","}}
    source = Source.model_validate({"questions": {"a": APP | among, "b": WEB | among}, **comma})
    for answers in engines(table):
        assert measure_answers(JOURNEY, answers, source).intake.notes == ()
        assert counts(answers, source) == {"uses_app": {0: 2, 1: 1}, "uses_web": {0: 2, 1: 1}}


def test_an_option_that_is_never_seen_is_a_note() -> None:
    source = Source.model_validate({"questions": {"q": {**APP, "chosen": "Ap"}}})
    found = measure_answers(JOURNEY, pl.DataFrame({"q": ["App", "Web"]}), source)
    assert found.intake.notes == ("'Ap' is never seen in 'q'; did you mean 'App'?",)


def test_gaps_of_either_convention_and_in_words() -> None:
    table = pl.DataFrame({"p": ["Good", "5"], "e": ["Very good", "So so"], "g": ["1", "-2"]})
    pair = {"metric": "gap", "expectation": "e", "labels": LABELS}
    (paired,) = measure_answers(JOURNEY, table, ask(p=pair))
    gaps = {"metric": "gap", "sign": "expectation_minus_perception"}
    (held,) = measure_answers(JOURNEY, table, ask(g=gaps))
    assert (paired.value, paired.sd) == (held.value, held.sd)
    assert held.value == 0.5
    plain = {"metric": "gap", "sign": "perception_minus_expectation"}
    assert measure_answers(JOURNEY, table, ask(g=plain))[0].value == -0.5


def test_a_decimal_comma_in_every_number(tmp_path: Path) -> None:
    path, half = tmp_path / "comma.csv", tmp_path / "point.csv"
    text = "t;g;w\n4,5;1,5;0,5\n2;-0,5;1,25\n"
    path.write_text(text)
    half.write_text(text.replace(",", "."))
    asked = {
        "t": {"touchpoint": "pay", "metric": "wait"},
        "g": {"touchpoint": "pay", "metric": "gap"},
    }
    points = Source.model_validate({"questions": asked, "weight": "w"})
    commas = points.replace(format={"decimal": ","})
    found, expected = measure_answers(JOURNEY, path, commas), measure_answers(JOURNEY, half, points)
    told = [reading.replace(source=None) for reading in found]
    assert told == [reading.replace(source=None) for reading in expected]
    typed = pl.DataFrame({"t": [4.5, 2.0], "g": [1.5, -0.5], "w": [0.5, 1.25]})
    for table in engines(typed):
        typed_found = measure_answers(JOURNEY, table, commas)
        assert [r.value for r in typed_found] == pytest.approx([r.value for r in told])


def test_the_other_decimal_mark_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('t,w\n4.5,"0,5"\n')
    source = ask(t={"metric": "wait"}).replace(weight="w", format={"decimal": ","})
    assert refusal(path, source) == (
        f"{path}:2: t: not a number '4.5'; the source has a declared decimal comma: write 4,5"
    )
    assert refusal(path, source.replace(format={})) == (
        f"{path}:2: w: not a weight '0,5'; "
        'write 0.5, or declare format: {decimal: ","} in a source file or --decimal ,'
    )


def test_a_gap_of_typed_columns_with_a_decimal_comma() -> None:
    table = pl.DataFrame({"p": [4.5, 3.0], "e": ["4,25", "2"]})
    source = ask(p={"metric": "gap", "expectation": "e"}).replace(format={"decimal": ","})
    for answers in engines(table):
        assert measure_answers(JOURNEY, answers, source)[0].value == 0.625


def test_open_text_is_kept_apart() -> None:
    table = pl.DataFrame({"a": [4], "said": ["Fine\x07"]})
    source = ask(a={"metric": "csat"}).replace(comments={"said": {"touchpoint": "cart"}})
    found = measure_answers(JOURNEY, table, source)
    assert str(found) == "1 reading from 1 answer in 1 row: 1 used"
    assert refusal(table.drop("said"), source) == (
        "table: no column 'said'; the table has 'a'; rename it, or name it in the source file"
    )
    tidy = {"touchpoint": ["pay"], "metric": "csat", "score": 4, "comment": [["Fine"]]}
    assert counts(pl.DataFrame(tidy)) == {"csat": {4: 1}}


def test_the_wording_goes_into_the_reading() -> None:
    source = ask(a={"metric": "csat", "wording": "How was it?"})
    (reading,) = measure_answers(JOURNEY, pl.DataFrame({"a": [4]}), source)
    assert reading.wording == "How was it?"


def test_two_spellings_of_the_same_letters_are_one_group_and_one_wave() -> None:
    spelled = ["caf\u00e9", "cafe\u0301", "caf\u00e9"]
    table = pl.DataFrame(
        {"touchpoint": "pay", "metric": "csat", "score": [1, 2, 3], "g": spelled, "wave": spelled}
    )
    journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Pay"]}])
    readings = measure_answers(journey, table, Source(segments={"g": "g"}))
    assert [(r.wave, dict(r.segment), r.n) for r in readings] == [
        ("caf\u00e9", {}, 3),
        ("caf\u00e9", {"g": "caf\u00e9"}, 3),
    ]
