from __future__ import annotations

from typing import Any

import pytest

from journeymap.errors import JourneyError
from journeymap.model.channels import Channel
from journeymap.model.elements import Opportunity, Pain, Stage, Touchpoint, Transition
from journeymap.model.goals import Goal
from journeymap.model.people import Emotion, Persona, Quotation
from journeymap.record import Record
from journeymap.text import Plain


def told(record: type[Record], **data: Any) -> str:
    with pytest.raises(JourneyError) as caught:
        record(**data)
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "id_", "name"),
    [
        ({"name": "Long-term shuttle"}, "long-term-shuttle", "Long-term shuttle"),
        ({"id": "shuttle"}, "shuttle", "shuttle"),
        ({"id": "s", "name": "Shuttle"}, "s", "Shuttle"),
        ({"name": 42}, "42", "42"),
        ({"id": 42}, "42", "42"),
        ({"id": None, "name": "Cart"}, "cart", "Cart"),
        ({"id": "Cart Page"}, "Cart Page", "Cart Page"),
        ({"name": Plain("1.10")}, "1-10", "1.10"),
    ],
)
def test_id_and_name_are_made_from_each_other(data: dict[str, Any], id_: str, name: str) -> None:
    touchpoint = Touchpoint(**data)
    assert (touchpoint.id, touchpoint.name) == (id_, name)


@pytest.mark.parametrize(
    ("record", "text", "same"),
    [
        (Touchpoint, "Cart", Touchpoint(id="cart", name="Cart")),
        (Stage, "Buy", Stage(id="buy", name="Buy")),
        (Channel, "Web", Channel(id="web", name="Web")),
        (Persona, "Ann", Persona(name="Ann")),
        (Pain, "slow", Pain(says="slow")),
        (Opportunity, "hurry", Opportunity(do="hurry")),
        (Emotion, "calm", Emotion(name="calm")),
        (Quotation, "Never again", Quotation(says="Never again")),
        (Goal, "csat >= 4", Goal(metric="csat", operator=">=", target=4)),
    ],
)
def test_bare_texts(record: type[Record], text: str, same: Record) -> None:
    assert record.model_validate(text) == same


def test_one_needs_no_list() -> None:
    touchpoint = Touchpoint(
        name="Cart",
        frontstage="A driver",
        backstage="Dispatch",
        systems="Radio",
        emotion="calm",
        quotes="Never again",
        pains={"says": "slow", "count": 3},
        opportunities="hurry",
        goal="csat >= 4",
    )
    assert touchpoint.frontstage == ("A driver",)
    assert touchpoint.backstage == ("Dispatch",)
    assert touchpoint.systems == ("Radio",)
    assert touchpoint.emotion == Emotion(name="calm")
    assert touchpoint.quotes == (Quotation(says="Never again"),)
    assert touchpoint.pains == (Pain(says="slow", count=3),)
    assert touchpoint.opportunities == (Opportunity(do="hurry"),)
    assert [str(goal) for goal in touchpoint.goals] == ["csat >= 4"]


@pytest.mark.parametrize(
    "url", ["https://example.org/a?b=c#d", "HTTP://example.org", "mailto:a@example.org"]
)
def test_links(url: str) -> None:
    assert Touchpoint(name="Cart", url=url).url == url


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        (
            "example.org/shuttle",
            "url: a link starts with https://, http:// or mailto: 'example.org/shuttle'; "
            "write https://example.org/shuttle",
        ),
        (
            "javascript:alert(1)",
            "url: a link starts with https://, http:// or mailto: 'javascript:alert(1)'",
        ),
        (
            'https://a"onclick=',
            "url: a link starts with https://, http:// or mailto: 'https://a\"onclick='",
        ),
        (
            "https://a b",
            "url: a link starts with https://, http:// or mailto: 'https://a b'",
        ),
    ],
)
def test_links_that_are_refused(url: str, sentence: str) -> None:
    assert told(Touchpoint, name="Cart", url=url) == sentence


def test_transition_by_the_words_of_the_file_and_of_python() -> None:
    assert Transition(**{"from": "a", "to": "b"}) == Transition(source="a", target="b")
    dumped = Transition(source="a", target="b").model_dump(by_alias=True, exclude_defaults=True)
    assert dumped == {"from": "a", "to": "b"}


@pytest.mark.parametrize("importance", [0, 9.2, 10**15])
def test_importance_is_a_number_of_0_or_more(importance: float) -> None:
    assert Touchpoint(name="Pay", importance=importance).importance == importance


@pytest.mark.parametrize(("importance", "shown"), [(-0.1, "-0.1"), (1.1e15, "1.1e+15")])
def test_importance_that_is_refused(importance: float, shown: str) -> None:
    assert told(Touchpoint, name="Pay", importance=importance) == (
        f"importance: an importance lies between 0 and 10^15 '{shown}'"
    )


def test_states_of_an_opportunity() -> None:
    states = [Opportunity(do="hurry", state=s).state for s in ("idea", "running", "done", None)]
    assert states == ["idea", "running", "done", None]
    assert told(Opportunity, do="hurry", state="runing") == (
        "state: unknown word 'runing'; did you mean 'running'?"
    )


@pytest.mark.parametrize(("share", "shown"), [(1.5, "1.5"), (-0.1, "-0.1")])
def test_share_lies_between_0_and_1(share: float, shown: str) -> None:
    assert told(Transition, source="a", target="b", share=share) == (
        f"share: a share lies between 0 and 1 '{shown}'"
    )


def test_share_may_be_a_percentage() -> None:
    assert Transition(source="a", target="b", share=Plain("12%")).share == 0.12
