"""The experience curve's axis: up is always better, its ticks are few and inside the scale."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil, floor, log10

from journeymap.analysis.experience import Experience
from journeymap.metrics import Metric
from journeymap.picture.scale import LARGEST, nice_step
from journeymap.wording.words import Words

HEIGHT, HIGHER = 184.0, 280.0  # of one line, of several
PADDING = 24.0
LOWER = 0.56  # times as high, where room is dear
TICK_ROOM = 16.0  # from tick to tick
FINE = ("rating_mean", "gap", "duration")


@dataclass(frozen=True, slots=True)
class Axis:
    """The vertical axis: up is always better.

    Args:
        low: Value at the bottom (at the top where low is good).
        high: Value at the top.
        ticks: The values that are written, from low to high.
        flipped: Whether low values are good and so stand above.
        write: How a point's value is written.
        write_finely: The same with a digit more, for a value that would look like its goal's.
        write_tick: How a tick is written.
        height: How high the curve is with room above and below, in pixels.
    """

    low: float
    high: float
    ticks: tuple[float, ...]
    flipped: bool
    write: Callable[[float], str]
    write_tick: Callable[[float], str]
    write_finely: Callable[[float], str]
    height: float = HEIGHT

    def to_y(self, value: float, top: float) -> float:
        """How far down a value stands, in pixels, where the curve's lane begins at ``top``."""
        share = (value - self.low) / (self.high - self.low)
        share = 1 - share if self.flipped else share
        return top + PADDING + (self.height - 2 * PADDING) * (1 - min(1.0, max(0.0, share)))

    def lowered(self) -> Axis:
        """The same axis where height is dear, with as many ticks as have room."""
        low = replace(self, height=LOWER * self.height)
        apart = abs(low.to_y(self.ticks[0], 0) - low.to_y(self.ticks[-1], 0))
        most = max(2, floor(apart / TICK_ROOM) + 1)
        return replace(low, ticks=self.ticks[:: ceil(len(self.ticks) / most)])

    def write_beside(self, value: float, target: float | None) -> str:
        """A point's value, which never looks like a goal that it isn't at."""
        shown = self.write(value)
        if target is None or abs(value - target) < 1e-9 or shown != self.write(target):
            return shown
        return self.write_finely(value)

    def written_in(self, words: Words) -> Axis:
        """The same axis, with numbers as a language writes them."""
        write, write_tick, finely = self.write, self.write_tick, self.write_finely
        return replace(
            self,
            write=lambda value: words.number(write(value)),
            write_tick=lambda value: words.number(write_tick(value)),
            write_finely=lambda value: words.number(finely(value)),
        )


def plan_axis(experience: Experience, *others: Experience) -> Axis | None:
    """An axis that holds every value, interval and goal, with about five ticks.

    Args:
        experience: The curve; its metric says scale and direction, without one it is health.
        others: Curves of other waves or segments on the same axis.

    Returns:
        None where no touchpoint has a value or a guess.
    """
    found = [value for one in (experience, *others) for value in _find_values(one)]
    metric = next((one.metric for one in (experience, *others) if _find_values(one)), None)
    if not found:
        return None
    scale = 100.0 if metric is not None and metric.is_share else 1.0
    least, most = (0.0, 100.0) if metric is None else metric.ends
    low, high = _widen(min(found) * scale, max(found) * scale, least * scale, most * scale)
    step = nice_step((high - low) / 4)
    first, count = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    ticks = tuple(i * step / scale for i in range(first, count + 1))
    inside = tuple(tick for tick in ticks if least - 1e-9 <= tick <= most + 1e-9)
    return Axis(
        max(ticks[0], least), min(ticks[-1], most), inside,
        metric is not None and metric.better == "low",
        lambda value: _write(value, metric, _point_digits(step, metric)),
        lambda value: _write(value, metric, _digits(step)),
        lambda value: _write(value, metric, _point_digits(step, metric) + 1),
        HIGHER if others else HEIGHT,
    )  # fmt: skip


def _find_values(experience: Experience) -> list[float]:
    """All that must lie on the axis; goals also where the answers are too few for a point."""
    shown = [row for row in experience.rows if row.kind in ("measured", "guess")]
    ends = [value for row in shown for value in (row.value, row.low, row.high)]
    targets = [row.target for row in experience.rows] if shown else []
    return [v for v in (*ends, *targets) if v is not None and abs(v) < LARGEST]


def _widen(low: float, high: float, least: float, most: float) -> tuple[float, float]:
    """At least some room above and below, but not beyond the scale's ends."""
    room = max(0.08 * (high - low), 0.02 * abs(high), 1e-6)
    if most < float("inf"):
        room = max(room, 0.04 * (most - least))
    return max(least, low - room), min(most, high + room)


def _write(value: float, metric: Metric | None, digits: int) -> str:
    """A number with so many digits behind the point; points and gaps carry their sign."""
    sign = "+" if metric is not None and metric.kind in ("nps", "gap") else ""
    number = 100 * value if metric is not None and metric.is_share else value
    rounded = round(number, digits) or 0.0  # neither +0 nor -0
    return f"{rounded:{sign if rounded else ''}.{digits}f}"


def _digits(step: float) -> int:
    """How many digits behind the point a step needs to be written exactly: 0.25 needs two."""
    return len(f"{step:.6f}".rstrip("0").partition(".")[2])


def _point_digits(step: float, metric: Metric | None) -> int:
    """Digits of a point's value: means one more than the steps, shares and points of NPS none."""
    fine = metric is not None and metric.kind in FINE
    return min(2 if fine else 1, max(0, -floor(log10(step / 10 if fine else step) + 1e-9)))
