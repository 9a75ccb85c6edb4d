"""Where everything on the map stands: stages as columns, side by side, in one band or several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journeymap.analysis.experience import Experience, ExperiencePoint
from journeymap.model.elements import Stage, Touchpoint
from journeymap.model.journey import Journey
from journeymap.picture.fitting import longest_word
from journeymap.picture.theme import BODY, HEADING, LABELS, MARGIN

MOST_COLUMNS = 20
NARROWEST, WIDEST, LEAST_TOTAL = 92.0, 240.0, 900.0
NARROWEST_STAGE, WIDEST_STAGE = 190.0, 480.0
STAGE_GAP = 6.0


@dataclass(frozen=True, slots=True)
class Slot:
    """A touchpoint's column."""

    touchpoint: Touchpoint
    point: ExperiencePoint
    x: float
    width: float

    @property
    def middle(self) -> float:
        """The column's middle."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Span:
    """A stage, or a part of one that is too long for a band, with its columns."""

    stage: Stage
    slots: tuple[Slot, ...]
    x: float
    width: float
    continued: bool


@dataclass(frozen=True, slots=True)
class Band:
    """Stages side by side; a long journey has several bands below each other."""

    spans: tuple[Span, ...]

    @property
    def left(self) -> float:
        """Where the columns begin."""
        return self.spans[0].x

    @property
    def right(self) -> float:
        """Where the columns end."""
        return self.spans[-1].x + self.spans[-1].width

    @property
    def slots(self) -> tuple[Slot, ...]:
        """All columns from left to right."""
        return tuple(slot for span in self.spans for slot in span.slots)


def plan_bands(journey: Journey, experience: Experience) -> tuple[Band, ...]:
    """The map's bands, wide enough that no word of a name need be broken.

    Args:
        journey: The journey.
        experience: Its experience curve, one point per touchpoint in reading order.

    Returns:
        Bands of at most 20 columns, about equally long; a stage is only divided where it is
        longer than that.
    """
    points = {point.touchpoint: point for point in experience.rows}
    parts = [part for stage in journey.stages for part in _divide(stage)]
    least = min(WIDEST, LEAST_TOTAL / sum(map(_columns, parts)))
    return tuple(_place(group, points, least) for group in _group(parts))


_Part = tuple[Stage, tuple[Touchpoint, ...], bool]  # the last: whether it continues a stage


def _columns(part: _Part) -> int:
    """How many columns a part takes; a stage without touchpoints takes one."""
    return max(len(part[1]), 1)


def _place(parts: Sequence[_Part], points: Mapping[str, ExperiencePoint], least: float) -> Band:
    """The parts side by side, each with columns of one width."""
    x, spans = MARGIN + LABELS, []
    for part in parts:
        stage, touchpoints, continued = part
        columns = _columns(part)
        width = max(least, _column_width(touchpoints), _stage_width(stage) / columns)
        slots = tuple(
            Slot(t, points[t.id], x + i * width, width) for i, t in enumerate(touchpoints)
        )
        spans.append(Span(stage, slots, x, columns * width, continued))
        x += columns * width + STAGE_GAP
    return Band(tuple(spans))


def _divide(stage: Stage) -> list[_Part]:
    """A stage that is too long for a band in parts of about equal length."""
    count = len(stage.touchpoints)
    parts = max(1, -(-count // MOST_COLUMNS))
    length = -(-count // parts) or 1
    return [(stage, stage.touchpoints[i * length : (i + 1) * length], i > 0) for i in range(parts)]


def _group(parts: Sequence[_Part]) -> list[list[_Part]]:
    """The parts in bands of at most 20 columns, each about as long as the others."""
    total = sum(map(_columns, parts))
    aim = -(-total // max(1, -(-total // MOST_COLUMNS)))
    groups: list[list[_Part]] = [[]]
    used = 0
    for part in parts:
        columns = _columns(part)
        if groups[-1] and (used + columns > MOST_COLUMNS or used + columns / 2 > aim):
            groups.append([])
            used = 0
        groups[-1].append(part)
        used += columns
    return groups


def _column_width(touchpoints: Sequence[Touchpoint]) -> float:
    return min(WIDEST, max(NARROWEST, longest_word([t.name for t in touchpoints], BODY) + 22))


def _stage_width(stage: Stage) -> float:
    wanted = longest_word([stage.name], HEADING) + 46
    return min(WIDEST_STAGE, max(NARROWEST_STAGE, wanted))
