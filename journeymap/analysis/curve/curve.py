"""The experience curve in short: mean, peak-end and worst-end, for everybody and by segment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal, NamedTuple

from journeymap.analysis.curve.path import find_frequent_path
from journeymap.analysis.curve.points import CurvePoint, find_points
from journeymap.analysis.evidence.reach import check_reach, choose_reach
from journeymap.analysis.evidence.selection import choose_metrics, select_readings, to_name
from journeymap.analysis.evidence.settings_check import check_level
from journeymap.analysis.evidence.unknown import show_segment
from journeymap.errors import UnknownNameError
from journeymap.model.journey import Journey
from journeymap.result import Column, Result
from journeymap.statistics.curve import CurveSummary, peak_end
from journeymap.wording.told import MOST_LISTED, Figure, tell, tell_list, tell_row

Path = Literal["map", "frequent", "reach"]
PATHS: tuple[Path, ...] = ("map", "frequent", "reach")
NOTE = tell(
    "Peak-end is a heuristic about what people remember, not a test: read it "
    "beside the mean and the worst end. Values are health, 0 to 100; the peak "
    "is the farthest from 50."
)
NOT_MEASURED = tell("Not measured: no touchpoint has ten answers or more.")
NOT_THERE = tell("not measured")


@dataclass(frozen=True, slots=True)
class CurveRow:
    """The experience of one segment in short. Values are health, 0 to 100 with 100 good.

    Args:
        segment: The segment; everybody where empty.
        path: "map" (as the journey is written), "frequent" (the most frequent path) or "reach"
            (as written, the mean weighted by how many meet each touchpoint).
        n_touchpoints: How many touchpoints are on the curve; with none the rest is None.
        mean: The mean.
        peak: The value farthest from 50, of two as far the lower.
        peak_touchpoint: Where it is.
        end: The last value.
        end_touchpoint: Where it is.
        peak_end: (peak + end)/2.
        worst: The lowest value.
        worst_touchpoint: Where it is.
        worst_end: (worst + end)/2.
        peak_name: What people call the touchpoint of the peak.
        end_name: What people call that of the end.
        worst_name: What people call the worst.
    """

    segment: Mapping[str, str]
    path: Path
    n_touchpoints: int
    mean: float | None = None
    peak: float | None = None
    peak_touchpoint: str | None = None
    end: float | None = None
    end_touchpoint: str | None = None
    peak_end: float | None = None
    worst: float | None = None
    worst_touchpoint: str | None = None
    worst_end: float | None = None
    peak_name: str | None = None
    end_name: str | None = None
    worst_name: str | None = None


@dataclass(frozen=True)
class ExperienceCurve(Result[CurveRow]):
    """The experience curve in short: everybody first, then each segment.

    Args:
        journey: The journey's id.
        settings: What was asked: metric, wave, by, path and level.
        rows: A row per segment.
        notes: What to know before believing it, in whole sentences.
        points: The touchpoints on each curve, in the order of the path.
    """

    question: ClassVar[str] = "curve"
    row_type: ClassVar[type[CurveRow]] = CurveRow

    points: tuple[CurvePoint, ...]

    def columns(self) -> Sequence[Column[CurveRow]]:
        """Segment, touchpoints, mean, peak, end, peak-end, worst and worst-end."""
        return (
            Column("segment", lambda row: show_segment(row.segment) or tell("everybody")),
            Column("touchpoints", lambda row: str(row.n_touchpoints), True),
            Column("mean", lambda row: _show(row.mean) if row.n_touchpoints else NOT_THERE, True),
            Column("peak", lambda row: _show(row.peak, row.peak_name)),
            Column("end", lambda row: _show(row.end, row.end_name)),
            Column("peak-end", lambda row: _show(row.peak_end), True),
            Column("worst", lambda row: _show(row.worst, row.worst_name)),
            Column("worst-end", lambda row: _show(row.worst_end), True),
        )

    def headline(self) -> str:
        """That there is no curve, where there is none; else the table is the answer."""
        return "" if self.points else NOT_MEASURED


def _show(value: float | None, name: str | None = None) -> str:
    if value is None:
        return ""
    figure = Figure(f"{value:.0f}")
    return tell_row([figure, name], " ") if name else figure


def measure_curve(
    journey: Journey,
    *,
    metric: str | Sequence[str] | None = None,
    wave: str | None = None,
    by: str | None = None,
    path: Path = "map",
    reach: Mapping[str, float] | None = None,
    level: float = 0.95,
) -> ExperienceCurve:
    """The experience along the journey in short, by the peak-end rule and beside it.

    Health of each touchpoint; peak, end, worst and mean of them. Fredrickson & Kahneman 1993;
    Kahneman et al. 1993. What is only guessed, or answered by fewer than ten, is not on it.

    Args:
        journey: The journey with its readings.
        metric: The metric or metrics of the curve; chosen as for the weakest touchpoint where None.
        wave: The wave; the latest where None.
        by: A segment's key, such as "area": a row for each of its values too.
        path: "map": touchpoints as they are written. "frequent": those of the most frequent path
            from the usual start to the usual end. "reach": as written, but the mean is weighted
            by the chance that a journey meets each.
        reach: Touchpoint to that chance (0 to 1), with the path "reach"; of those left out by the
            journey's transitions, if they tell it of all of them on the curve, and else 1.
        level: Confidence of the points' intervals, between 0 and 1.

    Raises:
        UnknownNameError: if a metric, the wave, the segment's key or a touchpoint isn't there.
        ValueError: if ``level``, ``path`` or a reach is none that can be meant.

    Example:
        >>> journey = Journey(
        ...     name="Shop", stages=[{"name": "Buy", "touchpoints": ["Find", "Cart", "Pay"]}],
        ...     readings=[{"touchpoint": t, "metric": "csat", "value": v, "n": 80}
        ...               for t, v in (("find", 4.4), ("cart", 1.8), ("pay", 3.8))])
        >>> row = measure_curve(journey).rows[0]
        >>> row.peak_touchpoint, round(row.peak_end), round(row.mean, 1), round(row.worst_end)
        ('find', 78, 58.3, 45)
    """
    level = check_level(level)
    path = _check_path(path, reach)
    everybody = select_readings(journey, wave=wave)
    metrics, notes = choose_metrics(journey, everybody, metric)
    way = _find_way(journey, path)
    curves: _Curves = []
    for segment in ({}, *_find_segments(journey, by)):
        selection = select_readings(journey, wave=everybody.wave, segment=segment)
        found = find_points(journey, selection, metrics, way.touchpoints, level=level)
        curves.append((selection.segment, list(found)))
    if path == "reach":
        way, curves = _weigh(journey, way, curves, reach)
    rows = [_to_row(segment, way.path, on_curve) for segment, on_curve in curves]
    points = [point for _, on_curve in curves for point in on_curve]
    settings: dict[str, Any] = {
        "metric": metrics, "wave": everybody.wave, "by": by, "path": path, "level": level,
    }  # fmt: skip
    if reach is not None:
        settings["reach"] = check_reach(journey, reach)
    told = (*notes, *way.notes, *_note_missing(journey, way.touchpoints, rows, points))
    lecture = (NOTE,) if points else ()
    return ExperienceCurve(journey.id, settings, tuple(rows), (*told, *lecture), tuple(points))


def _check_path(path: Path, reach: Mapping[str, float] | None) -> Path:
    if path not in PATHS:
        raise ValueError(f"path must be one of {', '.join(PATHS)}, got {path!r}")
    if reach is None:
        return path
    if path == "frequent":
        raise ValueError("reach weighs the mean of path 'reach', not of 'frequent'; take one out")
    return "reach"


def _find_segments(journey: Journey, by: str | None) -> Iterator[Mapping[str, str]]:
    """The segments of one key alone, in the order of the values."""
    if by is None:
        return
    key = to_name(by)
    keys = {key for key, _ in journey.segments}
    if key not in keys:
        raise UnknownNameError("segment key", key, sorted(keys))
    alone = {r.segment[key] for r in journey.readings if set(r.segment) == {key}}
    yield from ({key: value} for value in sorted(alone))


class _Way(NamedTuple):
    """The touchpoints in order, which path that is, and what to know of it."""

    touchpoints: tuple[str, ...]
    path: Path = "map"
    notes: tuple[str, ...] = ()


def _find_way(journey: Journey, path: Path) -> _Way:
    written = tuple(touchpoint.id for touchpoint in journey.touchpoints)
    if path != "frequent":
        return _Way(written)
    frequent = find_frequent_path(journey)
    if frequent is None:
        return _Way(written, "map", (_NO_PATH,))
    names = " > ".join(journey.touchpoint(id_).name for id_ in frequent)
    return _Way(frequent, path, (tell("Most frequent path: {names}.", names=names),))


_Curves = list[tuple[Mapping[str, str], list[CurvePoint]]]


def _weigh(
    journey: Journey, way: _Way, curves: _Curves, given: Mapping[str, float] | None
) -> tuple[_Way, _Curves]:
    """Points with their reach where it is known of all that are on a curve."""
    asked = dict.fromkeys(point.touchpoint for _, on_curve in curves for point in on_curve)
    reach = choose_reach(journey, tuple(asked), given)
    if reach.origin == "equal":
        return way._replace(notes=reach.notes or (_NO_REACH,)), curves
    weighed = [
        (segment, [replace(p, reach=reach.values[p.touchpoint]) for p in on_curve])
        for segment, on_curve in curves
    ]
    return way._replace(path="reach", notes=(_BY_REACH, *reach.notes)), weighed


_NO_PATH = tell(
    "Transitions lead along no path, so touchpoints are taken as the journey is written."
)
_BY_REACH = tell("The mean is weighted by reach; peak, end and worst are not.")
_NO_REACH = tell("Transitions tell no reach, so touchpoints are taken as the journey is written.")


def _to_row(segment: Mapping[str, str], path: Path, points: Sequence[CurvePoint]) -> CurveRow:
    if not points:
        return CurveRow(segment, path, 0)
    found = _summarise(points)
    peak, end, worst = points[found.peak_index], points[-1], points[found.worst_index]
    return CurveRow(
        segment, path, len(points), found.mean,
        found.peak, peak.touchpoint, found.end, end.touchpoint, found.peak_end,
        found.worst, worst.touchpoint, found.worst_end, peak.name, end.name, worst.name,
    )  # fmt: skip


def _summarise(points: Sequence[CurvePoint]) -> CurveSummary:
    reached = [point.reach or 0.0 for point in points]
    # where nobody meets what is measured, all count alike
    return peak_end([point.value for point in points], weights=reached if any(reached) else None)


def _note_missing(
    journey: Journey,
    touchpoints: Sequence[str],
    rows: Sequence[CurveRow],
    points: Sequence[CurvePoint],
) -> Iterator[str]:
    here = {point.touchpoint for point in points if not point.segment}
    missing = [journey.touchpoint(id_).name for id_ in touchpoints if id_ not in here]
    if missing:
        yield tell(
            "Not on the curve of everybody: {missing}.", missing=tell_list(missing, MOST_LISTED)
        )
    if here and touchpoints[-1] not in here:
        last = journey.touchpoint(touchpoints[-1]).name
        yield tell(
            "The path ends at {last}, which is not on the curve: end is the last that is.",
            last=last,
        )
    several = {point.touchpoint for point in points}
    thin = [show_segment(row.segment) for row in rows if row.n_touchpoints < len(several)]
    if len(rows) > 1 and any(thin):
        yield tell(
            "Curves over different touchpoints are not alike: fewer are measured for {names}.",
            names=tell_list([name or tell("everybody") for name in thin], MOST_LISTED),
        )
