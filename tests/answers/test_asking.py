"""Whether questions and labels fit their metrics: all told before the table is opened."""

from __future__ import annotations

from typing import Any

import pytest

from journeymap.answers.questions import find_asked
from journeymap.errors import SourceError
from journeymap.metrics import Metric
from journeymap.model.journey import Journey
from journeymap.model.sources import Source

JOURNEY = Journey(
    name="Shop",
    metrics=[
        Metric(id="uses_app", kind="share"),
        Metric(id="even", kind="rating_mean", worst=4, best=1),
        Metric(id="gap5", kind="gap", worst=-4, best=4),
    ],
    stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}],
)


def told(question: dict[str, Any] | list[dict[str, Any]], **parts: Any) -> list[str]:
    asked = question if isinstance(question, list) else [{"touchpoint": "pay", **question}]
    source = Source.model_validate({"questions": {"Q1": asked}, **parts})
    with pytest.raises(SourceError) as caught:
        find_asked(JOURNEY, source)
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (
            {"metric": "csat", "scale": "1-7"},
            "questions.Q1.scale: asked on 1 to 7, but csat is 1 to 5; define another metric",
        ),
        (
            {"metric": "nps", "scale": [1, 10]},
            "questions.Q1.scale: asked on 1 to 10, but nps is 0 to 10; define another metric",
        ),
        (
            {"metric": "gap5", "scale": "1-7", "expectation": "E"},
            "questions.Q1.scale: asked on 1 to 7, which makes gaps of -6 to 6, "
            "but gap5 is -4 to 4; define another metric",
        ),
        (
            {"metric": "art", "scale": "1-7"},
            "questions.Q1.scale: asked on 1 to 7, but art is a time; take scale out",
        ),
        (
            {"metric": "csat", "labels": {"Very satisfied": 5, "Amazing": 6}},
            "questions.Q1.labels.Amazing: a label with a code outside the scale '6'; "
            "csat is answered 1 to 5",
        ),
        (
            {"metric": "art", "labels": {"1": 60}},
            "questions.Q1.labels.1: a time with another name; labels are words",
        ),
        (
            {"metric": "csat", "labels": {"don't know": 3}, "missing": ["Don't know"]},
            "questions.Q1.labels.don't know: the answer is a label and means no answer as well "
            "'don't know'; take it out of labels or missing",
        ),
        (
            {"metric": "csat", "chosen": "App"},
            "questions.Q1.chosen: chosen is for metrics of kind share, but csat is a rating_mean; "
            "define another metric",
        ),
        (
            {"metric": "csat", "expectation": "E"},
            "questions.Q1.expectation: expectation is for metrics of kind gap, "
            "but csat is a rating_mean; define another metric",
        ),
        (
            {"metric": ["gap", "csat"], "sign": "expectation_minus_perception"},
            "questions.Q1.sign: sign is for metrics of kind gap, but csat is a rating_mean; "
            "define another metric",
        ),
    ],
)
def test_a_question_that_does_not_fit(question: dict[str, Any], sentence: str) -> None:
    assert told(question) == [sentence]


def test_a_scale_may_be_written_from_either_end() -> None:
    for metric, scale in (("even", "4-1"), ("even", "1-4"), ("gap", "1-7"), ("gap5", "1 to 5")):
        question = {"touchpoint": "pay", "metric": metric, "scale": scale}
        assert len(find_asked(JOURNEY, Source.model_validate({"questions": {"Q": question}}))) == 1


def test_labels_of_the_source_need_one_metric_that_takes_them() -> None:
    question = {"metric": ["csat", "nps"]}
    assert told(question, labels={"Ten": 10, "Eleven": 11}) == [
        "labels.Eleven: a label with a code outside the scale '11'; "
        "csat is answered 1 to 5; nps is answered 0 to 10"
    ]
    assert told({"metric": "csat"}, labels={"Ten": 10}) == [
        "labels.Ten: a label with a code outside the scale '10'; csat is answered 1 to 5"
    ]
    with pytest.raises(SourceError, match=r"labels\.Eleven: a label with a code outside"):
        find_asked(JOURNEY, Source(labels={"Eleven": 11}))
    assert find_asked(JOURNEY, Source(labels={"Ten": 10})) == ()


def test_two_questions_for_one_reading() -> None:
    app = {"touchpoint": "pay", "metric": "uses_app", "chosen": "App"}
    assert told([app, {**app, "chosen": "Web"}]) == [
        "questions.Q1: two questions feed uses_app at pay; the first is 'Q1'"
    ]


def test_comments_are_about_places_too() -> None:
    assert told({"metric": "csat"}, comments={"Q9": {"touchpoint": "pya"}}) == [
        "comments.Q9: no touchpoint 'pya'; did you mean 'pay'?"
    ]


def test_one_column_may_be_asked_for_several_options() -> None:
    app = {"touchpoint": "Pay", "metric": "uses_app", "chosen": "App", "wording": "Which?"}
    other = {**app, "touchpoint": "cart", "chosen": "Web"}
    (asked,) = find_asked(JOURNEY, Source.model_validate({"questions": {"Q1": [app, other]}}))
    told = [(f.touchpoint, f.choice.option if f.choice else None, f.wording) for f in asked.feeds]
    assert told == [("pay", "App", "Which?"), ("cart", "Web", "Which?")]
