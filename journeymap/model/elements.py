"""What a journey is made of: stage, touchpoint, transition, pain, opportunity."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, PlainValidator, WithJsonSchema, model_validator

from journeymap.fields import MOST, Count, Flag, Id, Number, OneOrMore, Text, check_text, fail
from journeymap.model.goals import Goals, goals_field
from journeymap.model.named import Named
from journeymap.model.people import Emotion, Quotation
from journeymap.record import Record


def _check_url(value: object) -> str:
    text = check_text(value)
    if not re.fullmatch(r"(https?://|mailto:)[^\s<>\"'`\\]+", text, re.IGNORECASE):
        bare = re.fullmatch(r"[\w.-]+\.[a-z]{2,}(/[^\s<>\"'`\\]*)?", text, re.IGNORECASE)
        fail(
            "a link starts with https://, http:// or mailto:",
            f"write https://{text}" if bare else "",
        )
    return text


def _check_share(share: float) -> float:
    if not 0 <= share <= 1:
        fail("a share lies between 0 and 1", shown=f"{share:g}")
    return share


def _check_importance(importance: float) -> float:
    if not 0 <= importance <= MOST:
        fail("an importance lies between 0 and 10^15", shown=f"{importance:g}")
    return importance


Url = Annotated[str, PlainValidator(_check_url), WithJsonSchema({"type": "string"})]
Share = Annotated[Number, AfterValidator(_check_share)]
Importance = Annotated[Number, AfterValidator(_check_importance)]


class Pain(Record, init=False):
    """A pain point as the team puts it, with how many customers have it where that is known.

    What a customer said, word by word, is a quote.
    """

    text_field: ClassVar[str] = "says"
    example: ClassVar[str] = "{says: It took 25 minutes, count: 41}"

    says: Text
    count: Count | None = None


class Opportunity(Record, init=False):
    """Something that could be done, by whom and with how much effort, and how far it is.

    Args:
        do: What could be done.
        owner: Who would do it.
        effort: How much it takes: "low", "medium" or "high".
        state: How far it is: "idea", "running" or "done"; an idea where absent.

    Example:
        >>> Opportunity(do="A shuttle every ten minutes", state="running").state
        'running'
    """

    text_field: ClassVar[str] = "do"
    example: ClassVar[str] = "{do: A shuttle every ten minutes}"

    do: Text
    owner: Text | None = None
    effort: Literal["low", "medium", "high"] | None = None
    state: Literal["idea", "running", "done"] | None = None


class Touchpoint(Named, init=False):
    """One meeting of a customer with the organisation. A file may write it as its bare name.

    Args:
        id: Stable word by which readings and transitions name it; made from the name where absent.
        name: What the map shows.
        channel: Where it happens.
        owner: Who answers for it.
        description: What the customer does.
        expects: What the customer expects.
        emotion: What the customer feels.
        frontstage: What customers see us do: people, signs, screens.
        backstage: What works behind it, unseen by the customer.
        systems: What it rests on: software, machines, partners.
        moment_of_truth: Whether the relationship is made or broken here.
        importance: How much it matters to customers, 0 or more, on one scale for all touchpoints;
            as stated by customers usually 0 to 10.
        url: A link that opens from the map.
        quotes: What customers said, word by word.
        pains: Pain points, as the team puts them.
        opportunities: What could be done.
        goals: What it should reach.

    Example:
        >>> Touchpoint(name="Long-term shuttle").id
        'long-term-shuttle'
    """

    text_field: ClassVar[str] = "name"
    example: ClassVar[str] = "{name: Cart, channel: web}"
    more_keys: ClassVar[tuple[str, ...]] = ("readings",)

    channel: Text | None = None
    owner: Text | None = None
    description: Text | None = None
    expects: Text | None = None
    emotion: Emotion | None = None
    frontstage: Annotated[tuple[Text, ...], OneOrMore] = ()
    backstage: Annotated[tuple[Text, ...], OneOrMore] = ()
    systems: Annotated[tuple[Text, ...], OneOrMore] = ()
    moment_of_truth: Flag = False
    importance: Importance | None = None
    url: Url | None = None
    goals: Goals = goals_field()
    quotes: Annotated[tuple[Quotation, ...], OneOrMore] = ()
    pains: Annotated[tuple[Pain, ...], OneOrMore] = ()
    opportunities: Annotated[tuple[Opportunity, ...], OneOrMore] = ()


class Stage(Named, init=False):
    """A part of the journey with touchpoints in the order in which customers meet them.

    Args:
        id: Stable word by which readings name it; made from the name where absent.
        name: What the map shows.
        question: The question that the stage's goal answers.
        description: A few words about it.
        owner: Who answers for it.
        goals: What the stage should reach.
        touchpoints: Its touchpoints, in order.

    Example:
        >>> Stage(name="Buy", goal="csat >= 4", touchpoints=["Cart", "Pay"]).touchpoints[1].id
        'pay'
    """

    text_field: ClassVar[str] = "name"
    example: ClassVar[str] = "{name: Buy, touchpoints: [Cart, Pay]}"
    more_keys: ClassVar[tuple[str, ...]] = ("readings",)

    question: Text | None = None
    description: Text | None = None
    owner: Text | None = None
    goals: Goals = goals_field()
    touchpoints: tuple[Touchpoint, ...] = ()


class TransitionTime(Record, init=False):
    """How long customers take from one touchpoint to the next.

    Args:
        mean: The mean time.
        median: The median: half are faster.
        p90: The time within which nine of ten go on.
        unit: "seconds", "minutes", "hours" or "days".

    Example:
        >>> TransitionTime(mean=3.5, median=2, unit="hours").median
        2
    """

    example: ClassVar[str] = "{median: 2, unit: hours}"

    mean: Number | None = None
    median: Number | None = None
    p90: Number | None = None
    unit: Literal["seconds", "minutes", "hours", "days"]

    @model_validator(mode="after")
    def _check(self) -> TransitionTime:
        times = (self.mean, self.median, self.p90)
        if all(time is None for time in times):
            fail("a time needs a mean, a median or p90", shown=self.unit)
        if any(time is not None and time < 0 for time in times):
            fail("a time is 0 or more")
        return self


class Transition(Record, init=False):
    """How customers go on from one touchpoint to another.

    Args:
        source: Id of the touchpoint they leave (``from`` in a file).
        target: Id of the touchpoint they reach next (``to`` in a file); may be the same.
        count: How many went this way.
        share: Which share of those who left went this way, 0 to 1.
        time: How long they take.

    Example:
        >>> Transition(source="cart", target="pay", count=820).count
        820
    """

    example: ClassVar[str] = "{from: cart, to: pay}"

    source: Id = Field(validation_alias="from", serialization_alias="from")
    target: Id = Field(validation_alias="to", serialization_alias="to")
    count: Count | None = None
    share: Share | None = None
    time: TransitionTime | None = None
