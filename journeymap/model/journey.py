"""The journey: the one subject that walks the whole path."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from pkgutil import resolve_name
from typing import Annotated, Any, ClassVar, Protocol

from pydantic import AfterValidator, Field, PlainSerializer, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from journeymap.errors import UnknownNameError
from journeymap.fields import Count, DistinctKeys, FrozenMap, Id, OneOrMore, Text, fail
from journeymap.metrics import Metric, find_metric
from journeymap.model.benchmarks import Benchmark
from journeymap.model.channels import Channel
from journeymap.model.checks import Parts, find_contradictions
from journeymap.model.complaints import Complaint
from journeymap.model.elements import Stage, Touchpoint, Transition
from journeymap.model.goals import Goals, goals_field
from journeymap.model.interventions import Intervention
from journeymap.model.languages import LanguageTag
from journeymap.model.named import Named
from journeymap.model.people import Persona, Personas, personas_field
from journeymap.model.readings import Reading
from journeymap.model.wave_order import to_wave_order
from journeymap.problems import CONTRADICTION, to_path
from journeymap.text import to_folded, to_nfc

Visits = Annotated[
    Mapping[Id, Count], DistinctKeys, AfterValidator(FrozenMap), PlainSerializer(dict)
]


class Flow(Protocol):
    """How customers go through a journey, from wherever that is known."""

    @property
    def transitions(self) -> tuple[Transition, ...]:
        """How they go on."""

    @property
    def starts(self) -> Mapping[str, int]:
        """Touchpoint to how many start there."""

    @property
    def ends(self) -> Mapping[str, int]:
        """Touchpoint to how many end there."""


def _check_stages(stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
    if not stages:
        fail("a journey needs at least one stage", shown="[]")
    return stages


class Journey(Named, init=False):
    """A customer journey: stages with touchpoints, and what is known about them.

    It is frozen and valid: references lead somewhere, ids are unique, readings lie on their
    scales. Readings are kept in the order of the places they are about.

    Args:
        id: Stable word for the journey; made from the name where absent.
        name: Its title.
        description: A few words about it.
        owner: Who answers for it.
        language: The language it is written in, as a tag such as "pl" or "pt-BR".
        personas: Whose journey it is: one persona or several.
        goals: What the whole journey should reach.
        metrics: Metrics of one's own; the standard ones need no definition.
        channels: The channels there are; where given, touchpoints may use no other.
        stages: Its stages, in order; at least one.
        transitions: How customers go on; where empty, touchpoints follow each other as written.
        starts: Touchpoint to how many journeys were seen to start there.
        ends: Touchpoint to how many journeys were seen to end there.
        interventions: What was done, and since which wave it has been in force.
        benchmarks: Values from elsewhere that readings are held against.
        readings: What the metrics say.

    Raises:
        JourneyError: with everything that is wrong, at once.

    Example:
        >>> journey = Journey(name="Shop", stages=[Stage(name="Buy", touchpoints=["Cart", "Pay"])])
        >>> [touchpoint.id for touchpoint in journey.touchpoints]
        ['cart', 'pay']
    """

    example: ClassVar[str] = "{name: Shop, stages: [Look, Buy]}"

    description: Text | None = None
    owner: Text | None = None
    language: LanguageTag | None = None
    personas: Personas = personas_field()
    goals: Goals = goals_field()
    metrics: Annotated[tuple[Metric, ...], OneOrMore] = ()
    channels: Annotated[tuple[Channel, ...], OneOrMore] = ()
    stages: Annotated[tuple[Stage, ...], AfterValidator(_check_stages)]
    transitions: tuple[Transition, ...] = ()
    starts: Visits = Field(default_factory=FrozenMap)
    ends: Visits = Field(default_factory=FrozenMap)
    interventions: Annotated[tuple[Intervention, ...], OneOrMore] = ()
    benchmarks: Annotated[tuple[Benchmark, ...], OneOrMore] = ()
    readings: tuple[Reading, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _take_personas(cls, data: Any) -> Any:
        """A file may write ``personas`` for several, which reads better than ``persona``."""
        if not isinstance(data, Mapping) or "personas" not in data or "persona" in data:
            return data
        return {("persona" if key == "personas" else key): value for key, value in data.items()}

    @model_validator(mode="after")
    def _check_whole(self) -> Journey:
        complaints = find_contradictions(to_parts(self))
        if complaints:
            raise ValidationError.from_exception_data(
                "Journey", [_to_detail(c) for c in complaints]
            )
        ordered = tuple(sorted(self.readings, key=self._order))
        if ordered != self.readings:
            object.__setattr__(self, "readings", ordered)
        return self

    def _order(self, reading: Reading) -> tuple[int, int]:
        if reading.touchpoint is not None:
            return self._touchpoint_order[reading.touchpoint]
        return (self._stage_order[reading.stage], -1) if reading.stage is not None else (-1, -1)

    @cached_property
    def _stage_order(self) -> Mapping[str, int]:
        return {stage.id: i for i, stage in enumerate(self.stages)}

    @cached_property
    def _touchpoint_order(self) -> Mapping[str, tuple[int, int]]:
        return {
            t.id: (i, k)
            for i, stage in enumerate(self.stages)
            for k, t in enumerate(stage.touchpoints)
        }

    @property
    def persona(self) -> Persona | None:
        """Whose journey it is: the first of its personas, None where it names none."""
        return self.personas[0] if self.personas else None

    @cached_property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """All touchpoints in the order of the stages."""
        return tuple(touchpoint for stage in self.stages for touchpoint in stage.touchpoints)

    @cached_property
    def waves(self) -> tuple[str, ...]:
        """The waves that readings name, oldest first: numbers in them count as numbers."""
        waves = {reading.wave for reading in self.readings if reading.wave is not None}
        return tuple(sorted(waves, key=to_wave_order))

    @cached_property
    def segments(self) -> tuple[tuple[str, str], ...]:
        """The (key, value) pairs of the segments that readings name."""
        pairs = {pair for reading in self.readings for pair in reading.segment.items()}
        return tuple(sorted(pairs))

    def touchpoint(self, id: str) -> Touchpoint:  # noqa: A002 - the field's own word
        """The touchpoint with this id, or else the only one with this name.

        Raises:
            UnknownNameError: if there is none, with the nearest id.
        """
        known = self._touchpoint_order
        order = known.get(to_nfc(str(id)))
        if order is None:
            named = self._ids_by_name.get(to_folded(str(id)))
            if named is None:
                raise UnknownNameError("touchpoint", id, known)
            order = known[named]
        return self.stages[order[0]].touchpoints[order[1]]

    @cached_property
    def _ids_by_name(self) -> Mapping[str, str]:
        """Name to id of touchpoints; names that several have are left out."""
        folded = [(to_folded(touchpoint.name), touchpoint.id) for touchpoint in self.touchpoints]
        often = Counter(name for name, _ in folded)
        return {name: id_ for name, id_ in folded if often[name] == 1}

    def stage(self, id: str) -> Stage:  # noqa: A002
        """The stage with this id.

        Raises:
            UnknownNameError: if there is none, with the nearest id.
        """
        place = self._stage_order.get(to_nfc(str(id)))
        if place is None:
            raise UnknownNameError("stage", id, self._stage_order)
        return self.stages[place]

    def stage_for(self, touchpoint: str) -> Stage:
        """The stage that holds the touchpoint with this id."""
        return self.stages[self._touchpoint_order[self.touchpoint(touchpoint).id][0]]

    def metric(self, id: str) -> Metric:  # noqa: A002
        """The metric with this id: the journey's own, or else a standard one.

        Raises:
            UnknownNameError: if there is none; a bare ``ces`` is refused with its two choices.
        """
        return find_metric(to_nfc(str(id)), self._own_metrics)

    @cached_property
    def _own_metrics(self) -> Mapping[str, Metric]:
        return {metric.id: metric for metric in self.metrics}

    def with_readings(self, readings: Iterable[Reading]) -> Journey:
        """The journey with these readings added; one with the same key takes the old one's place.

        Args:
            readings: New readings; their key is place, metric, wave and segment.

        Raises:
            JourneyError: if a reading names nothing known or lies outside its scale.

        Example:
            >>> journey = Journey(name="Shop", stages=[Stage(name="Buy", touchpoints=["Cart"])])
            >>> reading = Reading(touchpoint="cart", metric="nps", value=12, n=40)
            >>> journey.with_readings([reading]).readings[0].n
            40
        """
        new = tuple(readings)
        replaced = {reading.key for reading in new}
        return self.replace(readings=(*(r for r in self.readings if r.key not in replaced), *new))

    def with_flow(self, flow: Flow) -> Journey:
        """The journey with the transitions, starts and ends of this flow instead of its own.

        Args:
            flow: What ``discover_flow`` or ``measure_events`` give; its touchpoints are named by
                the ids of this journey.

        Raises:
            JourneyError: if it names a touchpoint that the journey does not have.
        """
        return self.replace(transitions=flow.transitions, starts=flow.starts, ends=flow.ends)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        # pictures lie on a floor above, which is found by its name when a notebook asks
        shown: dict[str, str] = resolve_name("journeymap.views.notebooks:show_journey")(self)
        return shown


def to_parts(journey: Journey) -> Parts:
    """The journey's parts with their places, for the checks."""
    parts = Parts(
        channels=[(("channels", i), channel.id) for i, channel in enumerate(journey.channels)],
        metrics=[(("metrics", i), metric) for i, metric in enumerate(journey.metrics)],
        transitions=[
            (("transitions", i), transition) for i, transition in enumerate(journey.transitions)
        ],
        visited=[
            ((key, id_), id_)
            for key, visits in (("starts", journey.starts), ("ends", journey.ends))
            for id_ in visits
        ],
        interventions=[(("interventions", i), one) for i, one in enumerate(journey.interventions)],
        benchmarks=[(("benchmarks", i), one) for i, one in enumerate(journey.benchmarks)],
        readings=[(("readings", i), reading) for i, reading in enumerate(journey.readings)],
        goals=[(("goal", i), goal) for i, goal in enumerate(journey.goals)],
    )
    for i, stage in enumerate(journey.stages):
        parts.stages.append((("stages", i), stage.id))
        parts.goals += [(("stages", i, "goal", g), goal) for g, goal in enumerate(stage.goals)]
        for k, touchpoint in enumerate(stage.touchpoints):
            place = ("stages", i, "touchpoints", k)
            parts.touchpoints.append((place, touchpoint.id))
            parts.goals += [((*place, "goal", g), goal) for g, goal in enumerate(touchpoint.goals)]
            if touchpoint.channel is not None:
                parts.channels_used.append((place, touchpoint.channel))
    return parts


def _to_detail(complaint: Complaint) -> InitErrorDetails:
    problem = complaint.tell(to_path(complaint.first or ()))
    context = {"message": problem.message, "hint": problem.hint, "shown": problem.value}
    error = PydanticCustomError(CONTRADICTION, "{message}", context)
    return InitErrorDetails(type=error, loc=complaint.place, input=None)
