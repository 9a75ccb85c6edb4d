"""The panels of a trend: points with intervals over waves, control limits, interventions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from math import inf

from journeymap.model.wave_order import to_wave_order
from journeymap.picture.blocks import Block, Style, paragraph, stack
from journeymap.picture.lettering import text_width
from journeymap.picture.marks import Box, Group, Line, Mark, Text
from journeymap.picture.plotting import REMARK, Ruler, plan_ruler, raise_axis, tick_room
from journeymap.picture.theme import (
    CURVE,
    FAIR,
    FRAME,
    GOOD,
    HEADING,
    INK,
    MUTED,
    POOR,
    SMALL,
    TINY,
)
from journeymap.views.charts.trend_series import Panel, WavePoint
from journeymap.views.charts.trend_signs import draw_point, tag

NAME = Style(HEADING, bold=True)
STABLE, STANDS_OUT = Style(SMALL), Style(SMALL, bold=True, fill=POOR)
MOST_LABEL, LABEL_GAP, STEP = 84.0, 8.0, 13.0  # of a wave; and from line to line at the side
TAG_ROOM = 22.0
LOOKS = {"mean": (CURVE, False), "goal": (GOOD, True), "benchmark": (FAIR, True)}


@dataclass(frozen=True)
class Frame:
    """Where the drawing of a panel lies.

    Args:
        panel: What is drawn.
        waves: The waves of all panels, oldest first.
        left: The left side of the panel.
        top: The top of the plot.
        width: The width of the panel.
        height: The height of the plot.
        values: What lies on its axis.
        show: Makes numbers what is shown.
        limit: What a control limit is called.
        inset: The room of the axis' numbers, at the left.
        side: The room of the names of level lines, at the right.
    """

    panel: Panel
    waves: Sequence[str]
    left: float
    top: float
    width: float
    height: float
    values: Sequence[float]
    show: Callable[[str], str]
    limit: str
    inset: float = 0.0
    side: float = 0.0

    @cached_property
    def ruler(self) -> Ruler:
        """The upright axis."""
        least, most = (0.0, 100.0) if self.panel.is_share else (-inf, inf)
        top, bottom = self.top + TAG_ROOM, self.top + self.height
        return plan_ruler(self.values, bottom, top, least=least, most=most, ticks=5, show=self.show)

    @property
    def names_width(self) -> float:
        """The room of the names of level lines."""
        return max((text_width(name, TINY) for _, name, _ in self.names), default=0.0) + 10

    @cached_property
    def names(self) -> list[tuple[float, str, str]]:
        """Height, name and colour of what is named at the right."""
        named = [(self.ruler.at(e.value), e.name, LOOKS[e.kind][0]) for e in self.panel.levels]
        last = self.panel.points[-1]
        for end in (last.limit_low, last.limit_high):
            if end is not None:
                named.append((self.ruler.at(end), self.limit, MUTED))
        return spread_names(named, self.top + TAG_ROOM, self.top + self.height)

    @cached_property
    def start(self) -> float:
        """The left end of the plot."""
        return self.left + self.inset

    @cached_property
    def end(self) -> float:
        """The right end of the plot."""
        return self.left + self.width - self.side

    @property
    def slot(self) -> float:
        """The room of a wave."""
        return (self.end - self.start) / max(1, len(self.waves))

    def at(self, wave: str) -> float:
        """The middle of a wave."""
        return self.start + (self.waves.index(wave) + 0.5) * self.slot

    def before(self, wave: str) -> float:
        """The seam before the first wave that is not earlier."""
        order = to_wave_order(wave)
        earlier = sum(to_wave_order(one) < order for one in self.waves)
        return self.start + earlier * self.slot


def align_frames(frames: Sequence[Frame]) -> list[Frame]:
    """The frames with plots of one width, so that waves stand below each other."""
    inset = max(tick_room(frame.ruler) for frame in frames)
    side = max(frame.names_width for frame in frames)
    return [replace(frame, inset=inset, side=side) for frame in frames]


def spread_names(
    named: list[tuple[float, str, str]], top: float, bottom: float
) -> list[tuple[float, str, str]]:
    """Names at heights that leave room for each, as near to their lines as can be."""
    placed: list[tuple[float, str, str]] = []
    for y, name, colour in sorted(named):
        least = placed[-1][0] + STEP if placed else top
        placed.append((max(y, least), name, colour))
    over = placed[-1][0] - bottom if placed else 0.0
    for i in range(len(placed) - 1, -1, -1):
        y, name, colour = placed[i]
        most = bottom if i == len(placed) - 1 else placed[i + 1][0] - STEP
        placed[i] = (min(y, most) if over > 0 else y, name, colour)
    return placed


def measure_head(panel: Panel, width: float) -> float:
    """The height of what stands above the plot."""
    return stack(0, 0, width, _head(panel)).height + 6


def _head(panel: Panel) -> list[tuple[str, Style]]:
    verdict = STANDS_OUT if panel.stands_out else STABLE
    sign = "◆ " if panel.stands_out else ""
    return [
        (panel.name, NAME),
        (panel.remark, REMARK),
        (f"{sign}{panel.verdict}", verdict),
        *((line, REMARK) for line in panel.told),
    ]


def draw_panel(frame: Frame, y: float) -> Block:
    """A panel with its top at ``y``: what it says, the plot, the waves below."""
    panel = frame.panel
    head = stack(frame.left, y, frame.width, _head(panel))
    bottom = frame.top + frame.height
    marks: list[Mark] = [
        *raise_axis(frame.ruler, frame.start, frame.end),
        *_draw_limits(frame),
        *_draw_levels(frame),
        *_draw_changes(frame),
        *_draw_points(frame),
        Line(((frame.start, bottom), (frame.end, bottom)), FRAME),
    ]
    waves = _draw_waves(frame, bottom + 10)
    height = bottom + 10 + waves.height - y
    ground = Box(frame.left - 12, y - 4, frame.width + 24, height + 8)  # holds the words
    everything = (ground, *head.marks, *marks, *waves.marks)
    return Block((Group(everything, title=panel.title, key=panel.key),), height)


def _draw_limits(frame: Frame) -> Iterator[Mark]:
    """The limits as steps, since those of shares go with the answers of a wave."""
    points = [p for p in frame.panel.points if p.limit_low is not None and p.limit_high is not None]
    half = frame.slot / 2
    for side in ("limit_low", "limit_high"):
        steps: list[tuple[float, float]] = []
        for point in points:
            x, y = frame.at(point.wave), frame.ruler.at(getattr(point, side))
            steps += [(x - half, y), (x + half, y)]
        if steps:
            yield Line(tuple(steps), MUTED, 1.2, dashed=True)


def _draw_levels(frame: Frame) -> Iterator[Mark]:
    for level in frame.panel.levels:
        y = frame.ruler.at(level.value)
        colour, dashed = LOOKS[level.kind]
        yield Line(((frame.start, y), (frame.end, y)), colour, 1.4, dashed)
    for y, name, colour in frame.names:
        yield Text(frame.end + 6, y + 3.5, name, TINY, fill=colour)


def _draw_changes(frame: Frame) -> Iterator[Mark]:
    """A line where something came into force, with its letter; several of one wave together."""
    by_place: dict[float, list[str]] = {}
    for letter, wave in frame.panel.changes:
        by_place.setdefault(frame.before(wave), []).append(letter)
    for x, letters in by_place.items():
        yield Line(((x, frame.top + 14), (x, frame.top + frame.height)), INK, 1.2, dashed=True)
        yield from tag(x, frame.top, ", ".join(letters))


def _draw_points(frame: Frame) -> Iterator[Mark]:
    ruler, points = frame.ruler, frame.panel.points
    for one, two in pairwise(points):
        ends = [(frame.at(p.wave), ruler.at(p.value)) for p in (one, two)]
        yield Line(tuple(ends), CURVE, 1.8)
    for point in points:
        yield from _draw_interval(frame, point)
    for point in points:
        x, y = frame.at(point.wave), ruler.at(point.value)
        yield draw_point(x, y, point.signal, hollow=point.unsure)


def _draw_interval(frame: Frame, point: WavePoint) -> Iterator[Mark]:
    if point.low is None or point.high is None:
        return
    x, low, high = frame.at(point.wave), frame.ruler.at(point.low), frame.ruler.at(point.high)
    yield Line(((x, low), (x, high)), CURVE, 1.4, point.unsure)
    for y in (low, high):
        yield Line(((x - 3, y), (x + 3, y)), CURVE, 1.4)


def _draw_waves(frame: Frame, y: float) -> Block:
    """The names of as many waves as have room: the last, those that stand out, then every other."""
    waves, signals = frame.waves, {p.wave for p in frame.panel.points if p.signal}
    order = [waves[-1], *(w for w in waves if w in signals), *order_by_halves(waves)]
    taken: dict[str, tuple[float, float]] = {}
    for wave in dict.fromkeys(order):
        half = min(MOST_LABEL, text_width(wave, SMALL, bold=wave in signals)) / 2
        x = min(max(frame.at(wave), frame.left + half), frame.left + frame.width - half)
        room = (x - half - LABEL_GAP / 2, x + half + LABEL_GAP / 2)
        if all(room[1] <= left or room[0] >= right for left, right in taken.values()):
            taken[wave] = room
    blocks = []
    for wave, (left, right) in taken.items():
        look = Style(SMALL, bold=True, fill=POOR) if wave in signals else REMARK
        width = right - left - LABEL_GAP + 1
        blocks.append(paragraph((left + right) / 2, y, width, wave, look, anchor="middle"))
    marks = tuple(mark for block in blocks for mark in block.marks)
    return Block(marks, max(block.height for block in blocks))


def order_by_halves(waves: Sequence[str]) -> Iterator[str]:
    """The waves so that those named first lie evenly: every 16th from the last, every 8th ..."""
    step = 1 << (len(waves) - 1).bit_length()
    while step:
        yield from waves[::-step]
        step //= 2
