from __future__ import annotations

from typing import Any

import pytest

from journeymap.errors import JourneyError
from journeymap.fields import FrozenMap
from journeymap.model.sources import Question, Segmenting, Source

FOOD = {"touchpoint": "food", "metric": "csat"}
MIRRORED = "expectation_minus_perception"


def told(**data: Any) -> str:
    with pytest.raises(JourneyError) as caught:
        Source(**data)
    return str(caught.value)


def test_a_wide_source() -> None:
    source = Source(
        answers="sfo_2016.csv.gz",
        wave=2016,
        missing=[0, 6],
        weight="WEIGHT",
        segments={"area": "BAREA", "time": {"column": "STRATA", "labels": {1: "morning"}}},
        questions={"Q7": FOOD, "Q8": [{"stage": "gate", "metric": ["csat", "csat_top_box"]}]},
    )
    assert source.is_wide
    assert (source.wave, source.missing) == ("2016", ("0", "6"))
    assert source.segments["area"] == Segmenting(column="BAREA")
    assert source.segments["time"].labels == {"1": "morning"}
    assert source.questions["Q7"] == (Question(touchpoint="food", metrics=("csat",)),)
    assert source.questions["Q8"][0].metrics == ("csat", "csat_top_box")


def test_a_tidy_source() -> None:
    source = Source(columns={"touchpoint": "TP"}, touchpoints={"1": "cart"}, repeats="keep_all")
    assert not source.is_wide
    assert source.columns == {"touchpoint": "TP"}


def test_maps_never_change_and_the_source_is_a_key() -> None:
    source = Source(questions={"Q7": FOOD})
    assert isinstance(source.questions, FrozenMap)
    assert hash(source) == hash(Source(questions={"Q7": FOOD}))


@pytest.mark.parametrize("scale", ["1-7", "1 to 7", "7 – 1", [1, 7]])
def test_a_scale_in_words(scale: object) -> None:
    (question,) = Source(questions={"Q7": {**FOOD, "scale": scale}}).questions["Q7"]
    assert sorted(question.scale or ()) == [1, 7]


def test_one_missing_code_needs_no_list() -> None:
    assert Source(missing="NA").missing == ("NA",)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            {"questions": {"Q7": {"metric": "csat"}}},
            "questions.Q7[0]: a question is about one touchpoint, one stage or the whole journey; "
            "write touchpoint: ..., stage: ... or scope: journey",
        ),
        (
            {"questions": {"Q7": {**FOOD, "stage": "eat"}}},
            "questions.Q7[0]: a question is about one touchpoint, one stage or the whole journey; "
            "write touchpoint: ..., stage: ... or scope: journey",
        ),
        (
            {"questions": {"Q7": {"touchpoint": "food"}}},
            "questions.Q7[0]: metric is missing; such as {touchpoint: cart, metric: csat}",
        ),
        (
            {"questions": {"Q7": {**FOOD, "metric": []}}},
            "questions.Q7[0]: a question feeds at least one metric",
        ),
        (
            {"questions": {"Q7": "food"}},
            "questions.Q7[0]: not a mapping 'food'; write {touchpoint: cart, metric: csat}",
        ),
        (
            {"questions": {"Q7": FOOD}, "metrics": {"S": "csat"}},
            "metrics: metrics is for tidy tables; questions name touchpoint and metric already",
        ),
        (
            {"columns": {"tuchpoint": "TP"}},
            "columns.tuchpoint: unknown part of a table 'tuchpoint'; parts are touchpoint, metric, "
            "score, respondent_id, answered_at, wave, weight, comment",
        ),
        (
            {"wave": 2016, "columns": {"wave": "YEAR"}},
            "columns.wave: the wave is given twice '2016'; "
            "write one of wave, waves and columns: {wave: ...}",
        ),
        ({"repeats": "keep"}, "repeats: unknown word 'keep'; "
                              "did you mean 'keep_last' or 'keep_all'?"),
        ({"segments": {"area": {"colum": "A"}}}, "segments.area: unknown key 'colum'; "
                                                 "did you mean 'column'?"),
        ({"anwers": "a.csv"}, "unknown key 'anwers'; did you mean 'answers'?"),
        (
            {"labels": {"Yes": 1, " yes": 0}},
            "labels: the same label with two codes ' yes'; "
            "capitals and blanks do not tell them apart",
        ),
        (
            {"questions": {"Q7": {**FOOD, "separator": ","}}},
            "questions.Q7[0].separator: separator is for multiple choice; write chosen: OPTION",
        ),
        (
            {"questions": {"Q7": {**FOOD, "chosen": "App", "scale": "1-5"}}},
            "questions.Q7[0].scale: scale is not for multiple choice; take one of them out",
        ),
        (
            {"questions": {"Q7": {**FOOD, "expectation": "E", "sign": MIRRORED}}},
            f"questions.Q7[0].sign: sign is for a column that holds gaps already '{MIRRORED}'; "
            "with expectation the answer is this column minus that one",
        ),
        (
            {"questions": {"Q7": {**FOOD, "chosen": "App", "among": ["Q8", "Q9"]}}},
            "questions.Q7: among names all columns of the question 'Q8, Q9'; add 'Q7' to among",
        ),
        (
            {"comments": {"Q9": {"touchpoint": "food"}}},
            "comments.Q9: comments is for wide tables 'Q9'; "
            "for a tidy one write columns: {comment: ...}",
        ),
        (
            {"questions": {"Q7": FOOD}, "comments": {"Q7": {"touchpoint": "food"}}},
            "comments.Q7: a column is a question or a comment, not both 'Q7'",
        ),
        ({"tolerate": 0.6}, "tolerate: not a share that can be tolerated '0.6'; from 0 to 50%"),
    ],
)  # fmt: skip
def test_refused(data: dict[str, Any], sentence: str) -> None:
    assert told(**data) == sentence
