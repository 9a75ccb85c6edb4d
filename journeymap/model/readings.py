"""Readings: what a metric says at a touchpoint, at a stage or for the whole journey."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)

from journeymap.fields import MOST, Count, FrozenMap, Id, Number, Text, Words, fail
from journeymap.model.waves import Days
from journeymap.record import Record
from journeymap.text import Percent, to_number


def _to_codes(value: object) -> object:
    if not isinstance(value, Mapping):
        fail("not counts by answer", "write counts: {4: 12, 5: 30}")
    codes: dict[int, object] = {}
    for key, count in value.items():
        number = to_number(str(key))
        if number is None or isinstance(number, Percent) or number != int(number):
            fail("an answer is a whole-number code", shown=str(key))
        if int(number) in codes:
            fail("the same answer twice", shown=str(key))
        codes[int(number)] = count
    return codes


def _freeze_counts(counts: Mapping[int, float]) -> FrozenMap[int, float]:
    if any(count < 0 for count in counts.values()):
        fail("a count is 0 or more")
    if any(isinstance(count, Percent) for count in counts.values()):
        fail("a count is no percentage", "write how many gave each answer")
    if sum(counts.values()) <= 0:
        fail("the counts hold no answer", "leave the reading out where nobody answered")
    if sum(counts.values()) > MOST:
        fail("counts of more than 10^15 answers")
    return FrozenMap({code: _whole(count) for code, count in sorted(counts.items())})


def _whole(count: float) -> float:
    return int(count) if float(count).is_integer() else count


Counts = Annotated[
    Mapping[int, Number],
    BeforeValidator(_to_codes),
    AfterValidator(_freeze_counts),
    PlainSerializer(dict),
    WithJsonSchema({"type": "object", "additionalProperties": {"type": "number", "minimum": 0}}),
]


class Reading(Record, init=False):
    """What one metric says at one place, for one wave and one segment.

    Args:
        touchpoint: The touchpoint it is about; with neither this nor ``stage`` the whole journey.
        stage: The stage it is about.
        metric: The metric's id.
        wave: The period of measurement.
        segment: The group of customers, such as ``{"area": "C"}``; everybody where empty.
        counts: Answers by code, as ``{1: 12, 5: 240}``; weighted answers are scaled to sum to n.
            For a share the codes are 1 (yes) and 0 (no).
        value: The value in the metric's own unit; shares 0 to 1.
        n: How many answers.
        sd: Standard deviation of the answers, in the metric's unit.
        n_effective: Kish's effective number of answers where they carry weights.
        log_mean: Durations: mean of the natural logarithms of the times.
        log_sd: Durations: standard deviation of those logarithms.
        guess: What somebody thinks the value is, without any measurement.
        invited: How many were asked to answer.
        population: How many customers there are, of whom these were asked.
        window: Days that the wave reaches back from its end; where longer than its period,
            neighbouring waves share answers.
        wording: The question as it was asked.
        source: Where it comes from.

    Raises:
        JourneyError: if it holds both a guess and a measurement, or nothing at all.

    Example:
        >>> Reading(touchpoint="pay", metric="csat", counts={4: 10, 5: 30}).n
        40
    """

    example: ClassVar[str] = "{metric: csat, value: 4.1, n: 120}"
    more_keys: ClassVar[tuple[str, ...]] = ("count", "of")

    touchpoint: Id | None = None
    stage: Id | None = None
    metric: Id
    wave: Id | None = None
    segment: Words = Field(default_factory=FrozenMap)
    counts: Counts | None = None
    value: Number | None = None
    n: Count | None = None
    sd: Number | None = None
    n_effective: Number | None = None
    log_mean: Number | None = None
    log_sd: Number | None = None
    guess: Number | None = None
    invited: Count | None = None
    population: Count | None = None
    window: Days | None = None
    wording: Text | None = None
    source: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _fill_n(cls, data: Any) -> Any:
        if not isinstance(data, Mapping):
            return data
        if "count" in data and "of" in data and "counts" not in data:
            return _from_share(data)
        counts = data.get("counts")
        if data.get("n") is None and isinstance(counts, Mapping):
            numbers = [to_number(str(count)) for count in counts.values()]
            total = sum(number for number in numbers if number is not None)
            if total >= 1 and float(total).is_integer():
                return {**data, "n": int(total)}
        return data

    @model_validator(mode="after")
    def _check(self) -> Reading:
        if self.touchpoint is not None and self.stage is not None:
            both = f"{self.touchpoint} and {self.stage}"
            fail("a reading is about a touchpoint or about a stage, not both", shown=both)
        if self.guess is not None:
            self._check_guess()
        elif self.counts is not None and self.value is not None:
            fail("counts give the value already", "take out value", shown=f"{self.value:g}")
        elif self.counts is None and self.value is None:
            fail("a reading needs a value, counts or a guess", shown=self.metric)
        if self.sd is not None and self.sd < 0:
            fail("a standard deviation is 0 or more", shown=f"{self.sd:g}")
        if self.log_sd is not None and self.log_sd < 0:
            fail("a standard deviation is 0 or more", shown=f"{self.log_sd:g}")
        self._check_n()
        return self

    def _check_guess(self) -> None:
        if self.value is not None or self.counts is not None:
            fail("a reading is measured or guessed, not both", "take out guess or value")
        evidence = (self.n, self.sd, self.n_effective, self.log_mean, self.log_sd)
        if any(number is not None for number in evidence):
            fail("a guess has no answers", "take out n and sd, or write value instead of guess")

    def _check_n(self) -> None:
        if self.counts is not None:
            counted = sum(self.counts.values())
            if self.n is None:
                fail("counts that sum to no whole number need n", shown=f"{counted:.12g}")
            if abs(counted - self.n) > 1e-6 * self.n:
                hint = f"{counted:.12g} answers are counted"
                fail("n is not the sum of the counts", hint, shown=str(self.n))
        effective = self.n_effective
        if effective is not None and not (self.n and 0 < effective <= self.n * (1 + 1e-9)):
            fail("n_effective lies between 0 and n", shown=f"{effective:g}")
        if (self.log_mean is None) != (self.log_sd is None):
            fail("log_mean and log_sd go together")
        for word, number in (("invited", self.invited), ("population", self.population)):
            if number is not None and self.n is not None and number < self.n:
                fail(f"{word} is less than n", f"{self.n:,} have answered", shown=f"{number:,}")
        if self.invited and self.population and self.invited > self.population:
            hint = f"there are {self.population:,} customers"
            fail("more were invited than there are", hint, shown=f"{self.invited:,}")

    @property
    def kind(self) -> Literal["measured", "guess"]:
        """Whether anybody was asked."""
        return "guess" if self.guess is not None else "measured"

    @property
    def place(self) -> str:
        """The touchpoint's or stage's id, or "journey"."""
        return self.touchpoint or self.stage or "journey"

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it one reading: two with the same key contradict each other."""
        return (self.touchpoint, self.stage, self.metric, self.wave, self.segment)


def _from_share(data: Mapping[str, Any]) -> dict[str, Any]:
    """``count: 20, of: 200`` is the short form of counts by yes and no."""
    part, whole = (to_number(str(data[word])) for word in ("count", "of"))
    bare = part is not None and not isinstance(part, Percent)
    if part is None or whole is None or not (bare and 0 <= part <= whole and whole >= 1):
        fail(
            "count and of are numbers, count at most of",
            "such as count: 20, of: 200",
            shown=f"{data['count']} of {data['of']}",
        )
    rest = {key: value for key, value in data.items() if key not in ("count", "of")}
    rest["n"] = whole if rest.get("n") is None else rest["n"]
    return {**rest, "counts": {0: whole - part, 1: part}}
