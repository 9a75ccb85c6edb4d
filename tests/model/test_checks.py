from __future__ import annotations

from typing import Any

import pytest

from journeymap.model.checks import Parts, find_contradictions, find_doubts
from journeymap.model.elements import Transition
from journeymap.model.goals import Goal
from journeymap.model.readings import Reading


def places(kind: str, *values: Any) -> list[tuple[tuple[str | int, ...], Any]]:
    return [((kind, i), value) for i, value in enumerate(values)]


def told(**parts: Any) -> list[str]:
    placed = {kind: places(kind, *values) for kind, values in parts.items()}
    return [str(c.tell("the one above")) for c in find_contradictions(Parts(**placed))]


def doubted(**parts: Any) -> list[str]:
    placed = {kind: places(kind, *values) for kind, values in parts.items()}
    return [str(c.problem) for c in find_doubts(Parts(**placed))]


@pytest.mark.parametrize(
    ("ids", "doubled"),
    [
        (["cart", "pay"], None),
        (["cart", "Cart"], None),
        (["cart", "cart"], "cart"),
        (["\ufb01nd", "find"], "find"),
        (["支付１", "支付1"], "支付1"),
    ],
)
def test_ids_that_look_the_same_are_doubled(ids: list[str], doubled: str | None) -> None:
    for kind in ("stage", "touchpoint", "channel"):
        sentence = (
            f"{kind}s[1].id: doubled {kind} id '{doubled}'; "
            "the first is the one above; give it another id"
        )
        assert told(**{f"{kind}s": ids}) == ([sentence] if doubled else [])


@pytest.mark.parametrize(
    ("channels", "used", "sentences"),
    [
        ([], ["anything"], []),
        (["web", "app"], ["web", "Web", "app"], []),
        (["caf\u00e9"], ["cafe\u0301"], []),
        (["web"], ["wbe"], ["channels_used[0].channel: unknown channel 'wbe'; "
                            "did you mean 'web'?"]),
        (["web"], ["shop"], ["channels_used[0].channel: unknown channel 'shop'; "
                             "expected one of 'web'"]),
    ],
)  # fmt: skip
def test_channels(channels: list[str], used: list[str], sentences: list[str]) -> None:
    assert told(channels=channels, channels_used=used) == sentences


def go(source: str, target: str, share: float | None = None) -> Transition:
    return Transition(source=source, target=target, share=share)


@pytest.mark.parametrize(
    ("transitions", "sentences"),
    [
        ([go("a", "b"), go("b", "a"), go("a", "a")], []),
        ([go("a", "b", 0.5), go("a", "c", 0.5), go("b", "c", 1)], []),
        ([go("a", "b", 0.1), go("a", "c", 0.2), go("a", "a", 0.7)], []),
        ([go("a", "b"), go("a", "b")],
         ["transitions[1]: the same transition twice 'a -> b'; the first is the one above"]),
        ([go("a", "x"), go("y", "b")],
         ["transitions[0].to: unknown touchpoint 'x'; expected one of 'a', 'b', 'c'",
          "transitions[1].from: unknown touchpoint 'y'; expected one of 'a', 'b', 'c'"]),
        ([go("a", "a", 0.9), go("a", "b", 0.2), go("a", "c", 0.2)],
         ["transitions[1].share: the shares from 'a' sum to more than 1 '1.1'"]),
    ],
)  # fmt: skip
def test_transitions(transitions: list[Transition], sentences: list[str]) -> None:
    assert told(touchpoints=["a", "b", "c"], transitions=transitions) == sentences


def read(**data: Any) -> Reading:
    return Reading(**{"metric": "csat", "value": 4, **data})


@pytest.mark.parametrize(
    ("readings", "sentences"),
    [
        ([read(), read(touchpoint="cart"), read(stage="buy"), read(wave=1), read(wave=2)], []),
        ([read(segment={"a": 1}), read(segment={"a": 2})], []),
        ([read(wave=1), read(wave=1, value=3)],
         ["readings[1].metric: the same reading twice 'csat'; the first is the one above; "
          "a wave or a segment tells readings apart"]),
        ([read(touchpoint="crat")],
         ["readings[0].touchpoint: unknown touchpoint 'crat'; did you mean 'cart'?"]),
        ([read(stage="bye")], ["readings[0].stage: unknown stage 'bye'; did you mean 'buy'?"]),
        ([read(metric="nsp")], ["readings[0].metric: unknown metric 'nsp'; did you mean 'nps'?"]),
        ([read(value=7)],
         ["readings[0].value: the value lies outside the scale '7'; csat runs from 1 to 5"]),
    ],
)  # fmt: skip
def test_readings(readings: list[Reading], sentences: list[str]) -> None:
    assert told(touchpoints=["cart"], stages=["buy"], readings=readings) == sentences


@pytest.mark.parametrize(
    ("goal", "sentences"),
    [
        ("csat >= 4", []),
        ("retention >= 80%", []),
        ("cast >= 4", ["goals[0].metric: unknown metric 'cast'; did you mean 'csat'?"]),
        ("ces >= 4", ["goals[0].metric: unknown metric 'ces'; write ces_effort (1-5, low is good) "
                      "or ces_ease (1-7, high is good)"]),
        ("csat >= 80%", ["goals[0].target: the target is a percentage, but csat is not a share "
                         "'80%'; csat runs from 1 to 5"]),
        ("retention >= 80", ["goals[0].target: the target lies outside the scale '80'; "
                             "write 80% or 0.8"]),
    ],
)  # fmt: skip
def test_goals(goal: str, sentences: list[str]) -> None:
    assert told(goals=[Goal.model_validate(goal)]) == sentences


@pytest.mark.parametrize(
    ("goal", "sentences"),
    [
        ("csat >= 4", []),
        ("art <= 30", []),
        ("ces_effort <= 2", []),
        ("unknown <= 2", []),
        ("csat <= 4", ["goals[0]: the goal points the wrong way 'csat <= 4'; "
                       "for csat high is good"]),
        ("churn >= 5%", ["goals[0]: the goal points the wrong way 'churn >= 5%'; "
                         "for churn low is good"]),
    ],
)  # fmt: skip
def test_goals_that_point_the_wrong_way_are_doubted(goal: str, sentences: list[str]) -> None:
    assert doubted(goals=[Goal.model_validate(goal)]) == sentences


def test_letters_that_look_alike_are_doubted() -> None:
    assert doubted(stages=["buy"], touchpoints=["cart", "c\u0430rt"], channels=["сеть"]) == [
        "touchpoints[1].id: one word of the id mixes Cyrillic and Latin letters 'c\u0430rt'; "
        "letters that look alike are told apart; type it anew"
    ]


def test_of_very_many_contradictions_the_first_are_told() -> None:
    wrong = [Transition(source=f"nowhere-{i}", target="cart") for i in range(1_500)]
    parts = Parts(touchpoints=places("t", "cart"), transitions=places("transitions", *wrong))
    found = find_contradictions(parts)
    assert len(found) == 1_000
    assert found[-1].place == ("transitions", 999, "from")
