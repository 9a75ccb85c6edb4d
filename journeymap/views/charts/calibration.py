"""The reliability diagram: stated chances against how often they came true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from journeymap.picture.blocks import Block, Style, paragraph
from journeymap.picture.drawing import Drawing, check_suffix
from journeymap.picture.marks import Box, Circle, Group, Line, Mark, Picture
from journeymap.picture.plotting import (
    REMARK,
    Key,
    Ruler,
    Sheet,
    compose,
    lay_axis_below,
    plan_ruler,
    raise_axis,
    tick_room,
)
from journeymap.picture.theme import BODY, CURVE, FAINT, FRAME, MARGIN, PAPER, ThemeOrFile
from journeymap.statistics.calibration import CalibrationBin, calibration_error
from journeymap.views.finishing import finish
from journeymap.wording.words import Words, choose_words

Panels = Mapping[str, Sequence[CalibrationBin]]
SIDE, GAP, ACROSS = 250.0, 34.0, 4
NAME = Style(BODY, bold=True)
SMALLEST, LARGEST = 3.0, 9.0  # radius of a bin with few statements, and of one with all


def draw_calibration(
    found: Sequence[CalibrationBin] | Panels,
    *,
    out: str | Path | None = None,
    language: str | None = None,
    theme: ThemeOrFile | None = None,
) -> Drawing:
    """Stated chances against how often they came true; on the dashed line they hold.

    Args:
        found: The bins of one set of statements, or those of several by what they are called.
        out: File to write: .svg, .png or .pdf; none where None.
        language: Of the fixed words: "en", "pl" or "ru"; English where None.
        theme: Its colours and font, or their file; the light one where None.

    Raises:
        ValueError: if there are no words in ``language``.
        DrawingError: if the suffix of ``out`` is none of the three.
        OSError: if the file can't be written.

    Example:
        >>> from journeymap.statistics.calibration import bin_statements
        >>> bins = bin_statements([(0.8, True), (0.8, True), (0.8, False), (0.2, False)])
        >>> draw_calibration(bins).picture.title
        'Calibration'
    """
    check_suffix(out)
    panels = found if isinstance(found, Mapping) else {"": found}
    return finish(describe_calibration(panels, choose_words(language)), out=out, theme=theme)


def describe_calibration(found: Panels, words: Words) -> Picture:
    """The chart as plain marks.

    Args:
        found: What the statements are called, and their bins; those without any are left out.
        words: The fixed words.
    """
    panels = {name: bins for name, bins in found.items() if bins}
    told = [_tell_panel(name, bins, words) for name, bins in panels.items()]
    message = words("Stated chances against how often they came true")
    if not panels:
        return compose(Sheet(words("Calibration"), words("No statements to judge."), message))
    keys = [
        Key(_line_key, words("dashed: chances that hold")),
        Key(_point_key, words("statements of about one chance, more where larger, with interval")),
    ]
    sheet = Sheet(words("Calibration"), message, "\n".join((message, *told)), keys=keys)
    number = min(len(panels), ACROSS)
    room = tick_room(_plan(0, SIDE, words)) + SIDE
    width = number * room + (number - 1) * GAP
    return compose(sheet, partial(_draw_panels, panels, room, words), width=width)


def _plan(start: float, end: float, words: Words) -> Ruler:
    return plan_ruler((0.0, 1.0), start, end, least=0.0, most=1.0, ticks=5, show=words.number)


def _draw_panels(panels: Panels, room: float, words: Words, y: float) -> Block:
    """The panels, four in a row, their fields on one height."""
    marks: list[Mark] = []
    head = max(paragraph(0, 0, SIDE, name, NAME).height for name in panels)
    top, tallest = y, 0.0
    for i, (name, bins) in enumerate(panels.items()):
        if i and i % ACROSS == 0:
            top, tallest = top + tallest + GAP, 0.0
        panel = _draw_panel(name, bins, MARGIN + (i % ACROSS) * (room + GAP), top + head, words)
        marks += panel.marks
        tallest = max(tallest, head + panel.height)
    return Block(tuple(marks), top + tallest - y)


def _draw_panel(
    name: str, bins: Sequence[CalibrationBin], x: float, y: float, words: Words
) -> Block:
    """One set of statements: its name above ``y``, its error below it, and its points."""
    left = x + tick_room(_plan(0, SIDE, words))
    height = paragraph(left, 0, SIDE, name, NAME).height
    head = paragraph(left, y - height, SIDE, name, NAME)
    below = paragraph(left, y, SIDE, _tell_error(bins, words), REMARK)
    top = y + below.height + 10
    bottom = top + SIDE
    across, upright = _plan(left, left + SIDE, words), _plan(bottom, top, words)
    axes = (*lay_axis_below(across, top, bottom), *raise_axis(upright, left, left + SIDE))
    frame = Box(left, top, SIDE, SIDE, stroke=FRAME)
    diagonal = Line(((left, bottom), (left + SIDE, top)), FAINT, 1.4, dashed=True)
    total = sum(one.n for one in bins)
    way = tuple((across.at(one.stated), upright.at(one.came_true)) for one in bins)
    line = (Line(way, CURVE, 1.4),) if len(way) > 1 else ()
    points = [_draw_bin(one, total, across, upright, words) for one in bins]
    told = words("across: chance stated; upwards: share that came true")
    axis = paragraph(left, bottom + 24, SIDE, told, REMARK)
    marks = (*head.marks, *below.marks, *axes, frame, diagonal, *line, *points, *axis.marks)
    return Block(marks, bottom + 24 + axis.height - y)


def _draw_bin(
    one: CalibrationBin, total: int, across: Ruler, upright: Ruler, words: Words
) -> Group:
    """A point as large as its share of the statements, with its interval."""
    x, y = across.at(one.stated), upright.at(one.came_true)
    radius = SMALLEST + (LARGEST - SMALLEST) * (one.n / total) ** 0.5
    interval = Line(((x, upright.at(one.low)), (x, upright.at(one.high))), CURVE, 1.6)
    return Group((interval, Circle(x, y, radius, CURVE, PAPER, 1.2)), _tell_bin(one, words))


def _tell_bin(one: CalibrationBin, words: Words) -> str:
    return words(
        "stated {stated}, came true {share} ({low} to {high}), {n} statements",
        stated=words.number(f"{one.stated:.2f}"),
        share=words.number(f"{one.came_true:.2f}"),
        low=words.number(f"{one.low:.2f}"),
        high=words.number(f"{one.high:.2f}"),
        n=words.number(f"{one.n:,}"),
    )


def _tell_error(bins: Sequence[CalibrationBin], words: Words) -> str:
    error = words.number(f"{calibration_error(bins):.3f}")
    return words("{n} statements, off by {error}", n=_count(bins, words), error=error)


def _count(bins: Sequence[CalibrationBin], words: Words) -> str:
    return words.number(f"{sum(one.n for one in bins):,}")


def _tell_panel(name: str, bins: Sequence[CalibrationBin], words: Words) -> str:
    told = "; ".join(_tell_bin(one, words) for one in bins)
    start = f"{name}: " if name else ""
    return f"{start}{_tell_error(bins, words)}. {told}."


def _line_key(x: float, y: float) -> tuple[Mark, ...]:
    return (Line(((x - 9, y), (x + 9, y)), FAINT, 1.4, dashed=True),)


def _point_key(x: float, y: float) -> tuple[Mark, ...]:
    return (Line(((x, y - 8), (x, y + 8)), CURVE, 1.6), Circle(x, y, 5, CURVE, PAPER, 1.2))
