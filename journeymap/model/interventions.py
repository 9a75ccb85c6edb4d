"""Interventions: what was done about a place, and since which wave it has been in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import model_validator

from journeymap.errors import suggest
from journeymap.fields import Id, OneOrMore, Text, fail
from journeymap.model.complaints import Complaint, complain, warn
from journeymap.problems import Location
from journeymap.record import Record


class Intervention(Record, init=False):
    """Something that was done, such as a new shuttle line, so that waves before and after it tell.

    With neither touchpoints nor a stage it is about the whole journey and everything in it. A file
    may write ``touchpoint`` for one.

    Args:
        name: What was done, in a few words.
        wave: The first wave in which it was in force.
        touchpoints: The touchpoints it is about.
        stage: The stage it is about, with all its touchpoints.
        description: More words about it.

    Raises:
        JourneyError: if it is about touchpoints and about a stage.

    Example:
        >>> Intervention(name="New shuttle line", wave="2016", touchpoint="shuttle").touchpoints
        ('shuttle',)
    """

    example: ClassVar[str] = "{name: New shuttle line, wave: 2016, touchpoint: shuttle}"
    more_keys: ClassVar[tuple[str, ...]] = ("touchpoint",)

    name: Text
    wave: Id
    touchpoints: Annotated[tuple[Id, ...], OneOrMore] = ()
    stage: Id | None = None
    description: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _take_one(cls, data: Any) -> Any:
        if not isinstance(data, Mapping) or "touchpoint" not in data:
            return data
        if "touchpoints" in data:
            fail("touchpoint and touchpoints say the same", "keep one of them")
        rest = {key: value for key, value in data.items() if key != "touchpoint"}
        return {**rest, "touchpoints": [data["touchpoint"]]}

    @model_validator(mode="after")
    def _check(self) -> Intervention:
        if self.touchpoints and self.stage is not None:
            hint = "a stage stands for all its touchpoints"
            fail("an intervention is about touchpoints or about a stage", hint, shown=self.name)
        return self


def check_intervention(
    place: Location, intervention: Intervention, touchpoints: Iterable[str], stages: Iterable[str]
) -> Iterator[Complaint]:
    """What an intervention names that isn't there.

    Args:
        place: Where it stands.
        intervention: The intervention.
        touchpoints: The ids of the journey's touchpoints.
        stages: Those of its stages.
    """
    known = dict.fromkeys(touchpoints)
    for i, id_ in enumerate(intervention.touchpoints):
        if id_ not in known:
            hint = suggest(id_, list(known))
            yield complain((*place, "touchpoints", i), "unknown touchpoint", id_, hint)
    if intervention.stage is not None and intervention.stage not in (ids := list(stages)):
        hint = suggest(intervention.stage, ids)
        yield complain((*place, "stage"), "unknown stage", intervention.stage, hint)


def doubt_intervention(
    place: Location, intervention: Intervention, waves: Iterable[str]
) -> Iterator[Complaint]:
    """A wave that no reading names: it may be still to come, or misspelt."""
    known = list(waves)
    if known and intervention.wave not in known:
        hint = suggest(intervention.wave, known)
        yield warn((*place, "wave"), "no reading is of this wave", intervention.wave, hint)
