"""Planned against actual as a graph: moves as planned, detours, and ways that nobody takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from journeymap.analysis.plans.comparison import PlanComparison
from journeymap.analysis.plans.records import PlanKind, PlanRow, PlanTouchpoint
from journeymap.model.journey import Journey
from journeymap.picture.blocks import Block, Style, stack
from journeymap.picture.drawing import Drawing, check_suffix
from journeymap.picture.marks import Dashes, Picture
from journeymap.picture.theme import (
    BODY,
    CURVE,
    INK,
    MARGIN,
    MUTED,
    PAPER,
    POOR,
    POOR_GROUND,
    SMALL,
    TITLE,
    ThemeOrFile,
)
from journeymap.views.finishing import finish
from journeymap.views.journey_graph.arranging import Engine, Sheet, arrange
from journeymap.views.journey_graph.cards import Card, find_card_height, find_card_width
from journeymap.views.journey_graph.legend import Sample, arrow_sample, box_sample, foot
from journeymap.views.journey_graph.sheet import show_sheet
from journeymap.views.journey_graph.ways import UNCOUNTED, Way, find_width
from journeymap.views.plan.moves import (
    choose_rows,
    name_kind,
    say_amount,
    say_hidden_detours,
    tell_plan,
)
from journeymap.views.telling.metrics import choose_words_for
from journeymap.wording.words import Words

LEAST_WIDTH = 760.0
LINES: Mapping[PlanKind, tuple[str, Dashes]] = {
    "as planned": (CURVE, False),
    "not planned": (POOR, True),
    "not taken": (MUTED, "dots"),
}


def draw_plan(
    found: PlanComparison,
    *,
    journey: Journey | None = None,
    out: str | Path | None = None,
    engine: Engine = "auto",
    language: str | None = None,
    theme: ThemeOrFile | None = None,
) -> Drawing:
    """A comparison of plan and actual as a graph: moves as planned, detours, and ways not taken.

    Args:
        found: What ``compare_plan`` found.
        journey: The plan, for its language and direction; English where None.
        out: File to write: .svg, .png or .pdf; none where None.
        engine: Who arranges it; see ``draw_graph``.
        language: Of the fixed words: "en", "pl" or "ru"; that of the journey where None.
        theme: Its colours and font, or their file; the light one where None.

    Returns:
        The drawing; its ``notes`` say what is not shown.

    Raises:
        DrawingError: if Graphviz is asked for and is missing or fails, or the suffix is unknown.
        ValueError: if there are no words in the language.
        OSError: if the file can't be written.

    Example:
        >>> from journeymap import Journey, compare_plan
        >>> plan = Journey(name="Plan", stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}])
        >>> seen = plan.replace(transitions=[{"from": "pay", "to": "cart", "count": 40}])
        >>> print(draw_plan(compare_plan(plan, seen)).picture.title)
        Planned against actual: Plan
    """
    check_suffix(out)
    words = choose_words_for(journey, language)
    picture, notes = describe_plan(found, words, engine=engine)
    return finish(picture, notes, out=out, theme=theme, journey=journey)


def describe_plan(
    found: PlanComparison, words: Words, *, engine: Engine = "auto"
) -> tuple[Picture, tuple[str, ...]]:
    """The graph as plain marks, and what to know about how it was drawn.

    Args:
        found: The comparison.
        words: The fixed words.
        engine: Which layout arranges it.

    Raises:
        DrawingError: if Graphviz is asked for and is missing or fails.
    """
    rows = choose_rows(found.rows)
    hidden = say_hidden_detours(found, rows, words)
    sheet = _make_sheet(found, rows, words)
    layout, notes = arrange(sheet, engine)
    right = MARGIN + max(layout.width, LEAST_WIDTH)
    title = words("Planned against actual: {name}", name=found.name or found.journey)
    head = _header(found, title, words, right)
    x, y = MARGIN + max(0.0, (right - MARGIN - layout.width) / 2), MARGIN - 8 + head.height
    bottom = y + layout.height
    below = foot(
        _samples(found, rows, words),
        [hidden, *map(words.say, found.notes)],
        y=bottom + 16,
        right=right,
    )
    marks = (*head.marks, *show_sheet(sheet, layout, x, y), *below.marks)
    told = tell_plan(found, rows, hidden, words)
    picture = Picture(right + MARGIN, bottom + 32 + below.height, title, told, marks)
    return picture, (*filter(None, (say_hidden_detours(found, rows, Words()),)), *notes)


def _header(found: PlanComparison, title: str, words: Words, right: float) -> Block:
    parts = [
        (title, Style(TITLE, bold=True)),
        (words.say(found.headline()), Style(BODY)),
        (words("Plan: {name}", name=found.plan_name), Style(BODY, fill=MUTED)),
    ]
    block = stack(MARGIN, MARGIN - 8, right - MARGIN, parts)
    return Block(block.marks, block.height + 8)


def _make_sheet(found: PlanComparison, rows: Sequence[PlanRow], words: Words) -> Sheet:
    outside = words("Not in the plan")
    stages = [one.stage or outside for one in found.touchpoints]
    frames = {stage: stage for stage in dict.fromkeys(stages)}
    width = find_card_width([one.name for one in found.touchpoints], [])
    cards = {
        one.touchpoint: _make_card(one, stage, width, words)
        for one, stage in zip(found.touchpoints, stages, strict=True)
    }
    most = max((row.count or 0 for row in rows), default=0)
    return Sheet(cards, tuple(_make_way(row, most, words) for row in rows), frames)


def _make_card(one: PlanTouchpoint, stage: str, width: float, words: Words) -> Card:
    """A touchpoint; one that only the plan or only the customers know says so."""
    told = {
        "both": "",
        "plan": f"– {words('not seen')}",
        "actual": f"! {words('not in the plan')}",
    }[one.where]
    fill, ink = (POOR_GROUND, POOR) if one.where == "actual" else (PAPER, MUTED)
    parts = (
        (one.name, Style(BODY, bold=True, fill=INK)),
        (told, Style(SMALL, fill=ink)),
    )
    title = f"{one.name}: {told}" if told else one.name
    height = find_card_height(parts, width, ("", ""))
    seen = one.where != "plan"
    return Card(one.touchpoint, stage, title, parts, fill, INK, width, height, seen)


def _make_way(row: PlanRow, most: int, words: Words) -> Way:
    stroke, dashes = LINES[row.kind]
    label = say_amount(row, words)
    title = f"{row.source_name} → {row.target_name}: {name_kind(row.kind, words)}"
    width = UNCOUNTED if row.kind == "not taken" else find_width(row.count, most)
    told = f"{title}, {label}" if label else title
    return Way(row.source, row.target, label, told, width, stroke, dashes)


def _samples(
    found: PlanComparison, rows: Sequence[PlanRow], words: Words
) -> tuple[Sequence[Sample], ...]:
    """What arrows and boxes mean; only what is there."""
    kinds = {row.kind for row in rows}
    arrows = [
        arrow_sample(
            f"! {name_kind(kind, words)}" if kind == "not planned" else name_kind(kind, words),
            UNCOUNTED if kind == "not taken" else 2.4,
            stroke=stroke,
            dashes=dashes,
        )
        for kind, (stroke, dashes) in LINES.items()
        if kind in kinds
    ]
    where = {one.where for one in found.touchpoints}
    boxes = [
        *([box_sample(words("not seen"), PAPER, dashed=True)] if "plan" in where else ()),
        *([box_sample(words("not in the plan"), POOR_GROUND)] if "actual" in where else ()),
    ]
    return arrows, boxes
