"""Channels that serve customers differently: at one touchpoint, or over many of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

from journeymap.analysis.coverage.asked import CoverageSettings
from journeymap.analysis.coverage.gaps import CoverageRow, make_gap
from journeymap.analysis.evidence.estimates import estimate
from journeymap.analysis.evidence.places import NamedPlace
from journeymap.analysis.goals.stages import to_health
from journeymap.metrics import tell_metric
from journeymap.model.readings import Reading
from journeymap.statistics.base_sizes import SMALLEST_FOR_VERDICT
from journeymap.statistics.chances import MeanAndError
from journeymap.statistics.comparing.multiplicity import adjust_benjamini_hochberg, is_clear
from journeymap.statistics.comparing.pairs import p_of_difference
from journeymap.wording.told import tell

SMALLEST_DIFFERENCE = 5.0  # health points: below, nobody would do anything about it
KEY = "channel"  # the segment that tells channels apart at one touchpoint


@dataclass(frozen=True, slots=True)
class Channel:
    """The health of a channel by one metric.

    Args:
        name: What people call it.
        health: Not clipped, with its standard error.
        touchpoints: How many are in it.
    """

    name: str
    health: MeanAndError
    touchpoints: int = 1


@dataclass(frozen=True, slots=True)
class Pair:
    """Two channels by one metric, the worse one first, and the degrees of freedom of their errors.

    ``df`` is None where the errors are those of answers.
    """

    place: NamedPlace
    metric: str
    worse: Channel
    better: Channel
    df: int | None = None

    @property
    def apart(self) -> float:
        """Health points between them."""
        return self.better.health.value - self.worse.health.value


def find_inconsistent_channels(asked: CoverageSettings) -> Iterator[CoverageRow]:
    """Pairs of channels whose health differs beyond chance by the same metric.

    At one touchpoint, where readings name a segment ``channel``, by the errors of the answers. Over
    touchpoints, where two channels have two or more each, by how much touchpoints of one channel
    differ among themselves: else each pair of touchpoints would be one of channels. Benjamini-
    Hochberg at ``q`` over all pairs; below 5 points of health nothing is said.
    """
    pairs = [*_pair_at_touchpoints(asked), *_pair_over_touchpoints(asked)]
    for pair, p in zip(pairs, _adjust(pairs), strict=True):
        if is_clear(p, asked.q) and pair.apart >= SMALLEST_DIFFERENCE:
            what = tell(
                "health by {metric}: {worse}, {better}: {apart:.0f} apart beyond chance",
                metric=tell_metric(pair.metric),
                worse=_show(pair.worse),
                better=_show(pair.better),
                apart=pair.apart,
            )
            yield make_gap(pair.place, "inconsistent_channels", "medium", what, metric=pair.metric)


def _show(found: Channel) -> str:
    told = tell("{name} {health:.0f}", name=found.name, health=found.health.value)
    if found.touchpoints == 1:
        return told
    return tell("{told} (mean of {n})", told=told, n=found.touchpoints)


def _to_pairs(
    place: NamedPlace, metric: str, channels: Sequence[Channel], df: int | None = None
) -> Iterator[Pair]:
    for two in combinations(channels, 2):
        worse, better = sorted(two, key=lambda channel: channel.health.value)
        yield Pair(place, metric, worse, better, df)


def _pair_at_touchpoints(asked: CoverageSettings) -> Iterator[Pair]:
    """Channels at one touchpoint: readings of a wave that are told apart by channel only."""
    places = {place.id: place for place, _ in asked.touchpoints}
    found: dict[tuple[str, str], list[Channel]] = {}
    for reading in asked.journey.readings if not asked.selection.segment else ():
        keys = [key.casefold() for key in reading.segment]
        if reading.touchpoint is None or keys != [KEY] or reading.wave != asked.selection.wave:
            continue
        health = _to_firm_health(asked, reading)
        if health is not None:
            (name,) = reading.segment.values()
            found.setdefault((reading.touchpoint, reading.metric), []).append(Channel(name, health))
    for (touchpoint, metric), channels in found.items():
        yield from _to_pairs(places[touchpoint], metric, channels)


def _to_firm_health(asked: CoverageSettings, reading: Reading) -> MeanAndError | None:
    """The health of a reading that has ten answers or more."""
    if reading.kind == "guess":
        return None
    found = estimate(reading, asked.journey.metric(reading.metric), level=asked.level)
    return to_health(found) if (found.n_effective or 0) >= SMALLEST_FOR_VERDICT else None


def _pair_over_touchpoints(asked: CoverageSettings) -> Iterator[Pair]:
    """Channels with two touchpoints or more, by the spread of touchpoints within channels."""
    for metric, channels in _find_channels(asked).items():
        several = {name: parts for name, parts in channels.items() if len(parts) > 1}
        if len(several) < 2:
            continue
        df = sum(len(parts) - 1 for parts in several.values())
        sd = sqrt(sum(_squares(parts) for parts in several.values()) / df)
        means = [Channel(name, _average(parts, sd), len(parts)) for name, parts in several.items()]
        yield from _to_pairs(asked.whole, metric, means, df)


def _find_channels(asked: CoverageSettings) -> Mapping[str, Mapping[str, Sequence[MeanAndError]]]:
    """Metric to channel to the health of its touchpoints."""
    names = {channel.id: channel.name for channel in asked.journey.channels}
    found: dict[str, dict[str, list[MeanAndError]]] = {}
    for place, touchpoint in asked.touchpoints:
        for one in asked.measured.get(place.id, ()):
            health = _to_firm_health(asked, one.reading)
            if touchpoint.channel is not None and health is not None:
                name = names.get(touchpoint.channel, touchpoint.channel)
                found.setdefault(one.metric.id, {}).setdefault(name, []).append(health)
    return found


def _squares(parts: Sequence[MeanAndError]) -> float:
    mean = sum(part.value for part in parts) / len(parts)
    return sum((part.value - mean) ** 2 for part in parts)


def _average(parts: Sequence[MeanAndError], sd: float) -> MeanAndError:
    """The plain mean; its error is that of touchpoints, and never less than that of answers."""
    k = len(parts)
    by_answers = sqrt(sum(part.se**2 for part in parts)) / k
    return MeanAndError(sum(part.value for part in parts) / k, max(sd / sqrt(k), by_answers))


def _adjust(pairs: Sequence[Pair]) -> Sequence[float]:
    return adjust_benjamini_hochberg(
        [
            p_of_difference(pair.apart, pair.better.health.se, pair.worse.health.se, df=pair.df)
            for pair in pairs
        ]
    )
