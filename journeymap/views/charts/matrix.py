"""The priority matrix: importance against performance, and where the advice is to start."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from journeymap.analysis.priorities.quadrant_rows import ADVICE_WORDS, WORDS, Quadrant, QuadrantRow
from journeymap.analysis.priorities.quadrants import LIKELY, QuadrantTable, find_quadrants
from journeymap.analysis.priorities.weighing import FULL_HEALTH
from journeymap.analysis.priorities.weights import show_importance
from journeymap.model.journey import Journey
from journeymap.picture.blocks import Block, Style, stack
from journeymap.picture.drawing import Drawing
from journeymap.picture.marks import Mark, Picture
from journeymap.picture.plotting import (
    REMARK,
    Key,
    Ruler,
    Sheet,
    compose,
    tick_room,
)
from journeymap.picture.theme import BODY, MARGIN, POOR, SMALL, ThemeOrFile
from journeymap.result import show_percent
from journeymap.views.charts.draw import draw_chart
from journeymap.views.charts.phrases import (
    BETWEEN,
    count_answers,
    is_unsure,
    tell_asked,
    tell_base,
    tell_hollow,
)
from journeymap.views.charts.quadrant_field import (
    FIRST,
    MOST_NUMBERS,
    NAME_ROOM,
    UNDER_WAY,
    WEAKEST,
    Cross,
    Labels,
    draw_field,
    draw_points,
    find_labels,
    flag,
    plan_around,
    sign,
)
from journeymap.wording.words import Words

FIELD = (620.0, 440.0)
LIST_WIDTH, TALLEST = 300.0, 640.0
ORDER: tuple[Quadrant, ...] = (
    "major_weak", "major_strong", "minor_weak", "minor_strong",
)  # fmt: skip


def draw_matrix(
    found: Journey | QuadrantTable,
    *,
    journey: Journey | None = None,
    out: str | Path | None = None,
    language: str | None = None,
    theme: ThemeOrFile | None = None,
) -> Drawing:
    """Importance against performance: a point per touchpoint in one of four quadrants.

    Args:
        found: What ``find_quadrants`` found; a journey is asked first, with its defaults.
        journey: What a result is about, for its language and direction; English where
            None. A journey that is asked is this one itself.
        out: File to write: .svg, .png or .pdf; none where None.
        language: Of the fixed words: "en", "pl" or "ru"; that of the journey where None.
        theme: Its colours and font, or their file; the light one where None.

    Returns:
        The drawing. Up to 12 short names stand at their points; more or longer ones are numbers
        with a list beside the field, of at most 40. Signs stand where the advice is to start, where
        work is under way, and at the weakest touchpoint.

    Raises:
        ValueError: if there are no words in ``language``.
        DrawingError: if the suffix of ``out`` is none of the three.
        OSError: if the file can't be written.

    Example:
        >>> from journeymap import find_quadrants, load_demo
        >>> importance = {"shops": 5, "restaurants": 9, "parking": 7, "airtrain": 8}
        >>> draw_matrix(find_quadrants(load_demo(), importance=importance)).picture.title
        'Priority matrix'
    """
    return draw_chart(
        found,
        find_quadrants,
        lambda one, words, _: describe_matrix(one, words),
        journey=journey,
        out=out,
        language=language,
        theme=theme,
    )


def describe_matrix(found: QuadrantTable, words: Words) -> Picture:
    """The chart as plain marks.

    Args:
        found: The quadrants.
        words: The fixed words.
    """
    rows = sorted(found.rows, key=_urgency)
    summary = words.say(found.summary)
    lines = (summary, *(_row_in_words(row, words) for row in rows))
    if not rows:
        sheet = Sheet(
            words("Priority matrix"),
            summary,
            "\n".join(lines),
            notes=tuple(map(words.say, found.notes)),
        )
        return compose(sheet)
    height = _find_height(found, rows, words)
    labels = find_labels(rows, _plan_cross(found, 0.0, height, words), words)
    sheet = Sheet(
        words("Priority matrix"),
        summary,
        "\n".join(lines),
        BETWEEN.join((*tell_asked(found.settings, words), *_tell_axes(words))),
        (*_tell_unlabelled(len(rows) - labels.number, words), *map(words.say, found.notes)),
        list(_find_keys(rows, words)),
    )
    width = FIELD[0] + (0.0 if labels.are_names else 40 + LIST_WIDTH)
    return compose(sheet, partial(_draw, found, rows, height, words), width=width)


def _find_height(found: QuadrantTable, rows: Sequence[QuadrantRow], words: Words) -> float:
    """The field's: as high as the list beside it, within bounds."""
    cross = _plan_cross(found, 0.0, FIELD[1], words)
    if find_labels(rows, cross, words).are_names:
        return FIELD[1]
    listed = _list(rows[:MOST_NUMBERS], 0.0, 0.0, words)
    return max(FIELD[1], min(listed.height, TALLEST))


def _urgency(row: QuadrantRow) -> tuple[float, ...]:
    first = row.advice != "start" and not row.under_way
    return (first, -row.p_quadrant["major_weak"], ORDER.index(row.quadrant), -row.importance)


def _tell_axes(words: Words) -> tuple[str, ...]:
    return (words("upwards: more important"), words("sideways: health, 0 to 100"))


def _tell_unlabelled(more: int, words: Words) -> tuple[str, ...]:
    if not more:
        return ()
    one, many = "{n} point has no number here.", "{n} points have no number here."
    return (words.count(more, one, many),)


def _plan_cross(found: QuadrantTable, y: float, height: float, words: Words) -> Cross:
    cut = (found.performance_cut or 0.0, found.importance_cut or 0.0)
    health = plan_around(cut[0], (row.health for row in found.rows), most=FULL_HEALTH)
    importance = plan_around(cut[1], (row.importance for row in found.rows), least=0.0)
    bottom, top = y + 20 + height - NAME_ROOM, y + 20 + NAME_ROOM
    upright = Ruler(importance, bottom, top, words.number)
    left = MARGIN + tick_room(upright)
    return Cross(Ruler(health, left, MARGIN + FIELD[0], words.number), upright, cut)


def _draw(
    found: QuadrantTable, rows: Sequence[QuadrantRow], height: float, words: Words, y: float
) -> Block:
    """The field; beside it, where points have numbers, the list of their names."""
    cross = _plan_cross(found, y, height, words)
    labels = find_labels(rows, cross, words)
    field = _draw_field(rows, cross, labels, words, y)
    if labels.are_names:
        return field
    listed = _list(rows[:MOST_NUMBERS], MARGIN + FIELD[0] + 40, y + 20, words)
    return Block((*field.marks, *listed.marks), max(field.height, 20 + listed.height))


def _draw_field(
    rows: Sequence[QuadrantRow], cross: Cross, labels: Labels, words: Words, y: float
) -> Block:
    """Axes, quadrants and points."""
    area = cross.area
    points = draw_points(rows, [_row_in_words(row, words) for row in rows], cross, labels)
    above = stack(MARGIN, y, FIELD[0], [(words("importance"), REMARK)])
    middle, performance = (area.left + area.right) / 2, words("performance: health, 0 to 100")
    below = stack(middle, area.bottom + 22, FIELD[0], [(performance, REMARK)], anchor="middle")
    marks = (*draw_field(cross, words)[0], *above.marks, *below.marks, *points)
    return Block(marks, area.bottom + 22 + below.height - y)


def _list(rows: Sequence[QuadrantRow], x: float, y: float, words: Words) -> Block:
    """The names of the numbered points by quadrant."""
    marks: list[Mark] = []
    top = y
    for quadrant in ORDER:
        numbered = [(i, row) for i, row in enumerate(rows, 1) if row.quadrant == quadrant]
        if numbered:
            heading = (words.say(WORDS[quadrant]), Style(BODY, bold=True))
            told = [(f"{i}\u00a0· {flag(row, row.name)}", Style(SMALL)) for i, row in numbered]
            block = stack(x, top, LIST_WIDTH, [heading, *told])
            marks += block.marks
            top += block.height + 12
    return Block(tuple(marks), top - y - 12)


def _row_in_words(row: QuadrantRow, words: Words) -> str:
    told = (
        words("the weakest, or one of those it may be") if row.is_weakest else "",
        words("importance {value}", value=words.number(show_importance(row.importance))),
        words("health {value}", value=words.number(f"{row.health:.0f}")),
        f"{words.say(WORDS[row.quadrant])} "
        f"(P {words.number(show_percent(row.p_quadrant[row.quadrant]))})",
        _tell_advice(row, words),
        count_answers(row.n, row.n_effective, words),
        tell_base(row.base, words),
    )
    return f"{row.name}: {', '.join(part for part in told if part)}"


def _tell_advice(row: QuadrantRow, words: Words) -> str:
    if row.under_way:
        return words("work is under way")
    return words.say(ADVICE_WORDS[row.advice]) if row.advice else ""


def _find_keys(rows: Sequence[QuadrantRow], words: Words) -> Iterator[Key]:
    if any(row.is_weakest for row in rows):
        told = words("{sign} the weakest, or one of those it may be", sign=WEAKEST)
        yield Key(_draw_urgent, told)
    if any(row.under_way for row in rows):
        yield Key(_draw_urgent, words("{sign} work is under way there", sign=UNDER_WAY))
    if any(row.advice == "start" for row in rows):
        told = words("{sign} start there, by the advice", sign=FIRST)
        yield Key(_draw_urgent, told)
    if any(row.p_quadrant[row.quadrant] >= LIKELY for row in rows):
        yield Key(lambda x, y: (sign(x, y, likely=True, hollow=False),), words("quadrant likely"))
    if any(row.p_quadrant[row.quadrant] < LIKELY for row in rows):
        told = words("diamond: may lie in another quadrant")
        yield Key(lambda x, y: (sign(x, y, likely=False, hollow=False),), told)
    if any(is_unsure(row.base) for row in rows):
        told = tell_hollow(words)
        yield Key(lambda x, y: (sign(x, y, likely=True, hollow=True),), told)


def _draw_urgent(x: float, y: float) -> tuple[Mark, ...]:
    return (sign(x, y, likely=True, hollow=False, colour=POOR),)
