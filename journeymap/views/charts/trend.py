"""The trend: readings over waves with intervals, control limits and what was done meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from journeymap.analysis.trends.notes import STARS
from journeymap.analysis.trends.records import TrendSeries
from journeymap.analysis.trends.trend import Trend, measure_trend
from journeymap.model.journey import Journey
from journeymap.model.wave_order import to_wave_order
from journeymap.picture.blocks import Block
from journeymap.picture.drawing import Drawing
from journeymap.picture.marks import Mark, Picture
from journeymap.picture.plotting import Key, Sheet, compose
from journeymap.picture.theme import CURVE, FAIR, GOOD, MARGIN, MUTED, ThemeOrFile
from journeymap.statistics.control import Signal
from journeymap.views.charts.draw import draw_chart
from journeymap.views.charts.phrases import BETWEEN, tell_asked, tell_hollow, tell_level, tell_more
from journeymap.views.charts.trend_panels import Frame, align_frames, draw_panel, measure_head
from journeymap.views.charts.trend_series import (
    Panel,
    find_targets,
    make_panel,
    name_interventions,
    name_signal,
)
from journeymap.views.charts.trend_signs import (
    hollow_key,
    line_key,
    signal_key,
    tag_key,
    upright_key,
)
from journeymap.wording.words import Words

MOST_SERIES = 12
WIDE, TALL = 860.0, 260.0  # the plot of a single series
NARROW, LOW, BETWEEN_PANELS = 460.0, 150.0, 48.0
_SIGNALS: tuple[Signal, ...] = ("outside", "eight_on_one_side", "three_of_four_near_limit")


def draw_trend(
    found: Journey | Trend,
    *,
    journey: Journey | None = None,
    out: str | Path | None = None,
    language: str | None = None,
    theme: ThemeOrFile | None = None,
) -> Drawing:
    """Readings over waves as a chart, a panel per series.

    Args:
        found: What ``measure_trend`` found; a journey is asked first, with its defaults, and its
            goals are drawn too.
        journey: What a result is about, for the names of its stages, its language and direction;
            ids stand for names where None. A journey that is asked is this one itself.
        out: File to write: .svg, .png or .pdf; none where None.
        language: Of the fixed words: "en", "pl" or "ru"; that of the journey where None.
        theme: Its colours and font, or their file; the light one where None.

    Returns:
        The drawing. Of more than 12 series 12 are drawn, those with a signal first, and it says
        how many more there are.

    Raises:
        ValueError: if there are no words in ``language``.
        DrawingError: if the suffix of ``out`` is none of the three.
        OSError: if the file can't be written.

    Example:
        >>> from journeymap.demo import load_demo
        >>> draw_trend(load_demo()).picture.title
        'Trend'
    """
    return draw_chart(
        found,
        measure_trend,
        describe_trend,
        journey=journey,
        out=out,
        language=language,
        theme=theme,
    )


def describe_trend(found: Trend, words: Words, journey: Journey | None = None) -> Picture:
    """The chart as plain marks.

    Args:
        found: The trend.
        words: The fixed words.
        journey: Whose goals are drawn; none where None.
    """
    series, more = _take(found, words)
    targets = find_targets(journey) if journey else {}
    letters = name_interventions(found, series)
    panels = [make_panel(found, one, words, letters=letters, targets=targets) for one in series]
    waves = sorted({p.wave for panel in panels for p in panel.points}, key=to_wave_order)
    done = [
        words("{letter}: {name}, since {wave}", letter=letter, name=name, wave=wave)
        for (name, wave), letter in letters.items()
    ]
    sheet = Sheet(
        words("Trend"),
        words.say(found.headline()),
        "\n".join((words.say(found.headline()), *done, *(panel.title for panel in panels))),
        _subtitle(found, panels, words),
        (*done, *more, *(words.say(note) for note in found.notes if note != STARS)),
        list(_find_keys(panels, found.settings["level"], words)),
    )
    if not panels:
        return compose(sheet)
    width = WIDE if len(panels) == 1 else 2 * NARROW + BETWEEN_PANELS
    return compose(sheet, lambda y: _draw_panels(panels, waves, words, y), width=width)


def _take(found: Trend, words: Words) -> tuple[Sequence[TrendSeries], tuple[str, ...]]:
    """The series that are drawn, in reading order, and how many more there are."""
    first = sorted(found.series, key=lambda one: (not one.signals, len(one.waves) < 2))
    keep = {id(one) for one in first[:MOST_SERIES]}
    series = [one for one in found.series if id(one) in keep]
    return series, tell_more(len(found.series) - len(series), words)


def _subtitle(found: Trend, panels: Sequence[Panel], words: Words) -> str:
    axes = ""
    if len(panels) > 1:
        own = words("each panel has an axis of its own")
        axes = words("one axis for each metric") if _share_axes(panels) else own
    return BETWEEN.join(part for part in (*tell_asked(found.settings, words), axes) if part)


def _share_axes(panels: Sequence[Panel]) -> bool:
    """Whether values can stand side by side: where limits are drawn each needs its own axis."""
    return not any(panel.is_charted for panel in panels)


def _make_frames(
    panels: Sequence[Panel], waves: Sequence[str], words: Words, y: float
) -> list[Frame]:
    """Where each panel is drawn: one large one, or two side by side."""
    width, height = (WIDE, TALL) if len(panels) == 1 else (NARROW, LOW)
    shared: dict[str, list[float]] = {}
    for panel in panels:
        shared.setdefault(panel.remark, []).extend(panel.values)
    alike = _share_axes(panels)
    frames = [
        Frame(
            panel=panel,
            waves=waves,
            left=MARGIN + k % 2 * (width + BETWEEN_PANELS),
            top=y,
            width=width,
            height=height,
            values=shared[panel.remark] if alike else list(panel.values),
            show=words.number,
            limit=words("limit"),
        )
        for k, panel in enumerate(panels)
    ]
    return align_frames(frames)


def _draw_panels(panels: Sequence[Panel], waves: Sequence[str], words: Words, y: float) -> Block:
    """The panels, two in a row."""
    marks: list[Mark] = []
    frames, top = _make_frames(panels, waves, words, y), y
    for i in range(0, len(frames), 2):
        pair = frames[i : i + 2]
        head = max(measure_head(frame.panel, frame.width) for frame in pair)
        drawn = [draw_panel(replace(frame, top=top + head), top) for frame in pair]
        marks += [mark for block in drawn for mark in block.marks]
        top += max(block.height for block in drawn) + 26
    return Block(tuple(marks), top - 26 - y)


def _find_keys(panels: Sequence[Panel], level: float, words: Words) -> Iterator[Key]:
    points = [point for panel in panels for point in panel.points]
    kinds = {line.kind for panel in panels for line in panel.levels}
    if any(point.low is not None for point in points):
        told = words("value with its {interval}", interval=tell_level(level, words))
        yield Key(upright_key, told)
    if any(point.unsure for point in points):
        yield Key(hollow_key, tell_hollow(words))
    signals = {point.signal for point in points}
    for signal in _SIGNALS:
        if signal in signals:
            yield Key(signal_key(signal), name_signal(signal, words))
    if any(point.limit_low is not None for point in points):
        yield Key(line_key(MUTED, dashed=True), words("control limit"))
    if "mean" in kinds:
        yield Key(line_key(CURVE, dashed=False), words("mean of the series"))
    if "goal" in kinds:
        yield Key(line_key(GOOD, dashed=True), words("goal"))
    if "benchmark" in kinds:
        yield Key(line_key(FAIR, dashed=True), words("benchmark"))
    if any(panel.changes for panel in panels):
        yield Key(tag_key, words("what was done, named below"))
