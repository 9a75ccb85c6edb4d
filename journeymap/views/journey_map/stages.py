"""The lanes of stages and their goals.

Each lane is a function of a band and of what is known; it gives back its marks and its height, or
nothing at all where it has nothing to show.
"""

from __future__ import annotations

from journeymap.model.elements import Stage
from journeymap.picture.blocks import EMPTY, GAP, MOST_LINES, Block, Style, lane_label, stack
from journeymap.picture.fitting import abridge
from journeymap.picture.marks import Group, Mark, Polygon
from journeymap.picture.theme import HEADING, SMALL, STAGE, STAGE_INK, STAGE_MUTED
from journeymap.views.facts import Facts
from journeymap.views.goal_box import goal_box
from journeymap.views.journey_map.plan import Band, Span
from journeymap.wording.words import Words


def stage_lane(band: Band, facts: Facts, y: float, *, brief: bool = False) -> Block:
    """Stages as arrows that point onward, with the question each one answers unless it is brief."""
    said = [tell_stage(span.stage, facts.words, continued=span.continued) for span in band.spans]
    said = [parts[:1] for parts in said] if brief else said
    heights = [
        stack(0.0, 0.0, span.width - 38, parts).height
        for span, parts in zip(band.spans, said, strict=True)
    ]
    height = max(heights) + 20
    marks: list[Mark] = []
    for span, parts, used in zip(band.spans, said, heights, strict=True):
        top = y + (height - used) / 2
        words = stack(span.x + 22, top, span.width - 38, parts).marks
        told = (span.stage.name, span.stage.question or span.stage.description)
        title = ". ".join(filter(None, told))
        marks.append(Group((_arrow(span, y, height), *words), title=title))
    return Block(tuple(marks), height + GAP)


def _arrow(span: Span, y: float, height: float) -> Polygon:
    left, right, tip = span.x, span.x + span.width, 11.0
    middle, bottom = y + height / 2, y + height
    shape = (
        (left, y), (right - tip, y), (right, middle),
        (right - tip, bottom), (left, bottom), (left + tip, middle),
    )  # fmt: skip
    return Polygon(shape, fill=STAGE)


def tell_stage(stage: Stage, words: Words, *, continued: bool = False) -> list[tuple[str, Style]]:
    """What stands on a stage: its name, and the question that it answers."""
    name = words("{name} (continued)", name=stage.name) if continued else stage.name
    question = "" if continued else stage.question or stage.description or ""
    return [
        (abridge(name), Style(HEADING, bold=True, fill=STAGE_INK, lines=MOST_LINES)),
        (abridge(question), Style(SMALL, fill=STAGE_MUTED, lines=MOST_LINES)),
    ]


def goal_lane(band: Band, facts: Facts, y: float) -> Block:
    """The verdict on each stage's goals: sign, word, value, and the chance behind it."""
    found = {span.stage.id: facts.goals.for_place("stage", span.stage.id) for span in band.spans}
    if not any(found.values()):
        return EMPTY
    label = lane_label(
        y + GAP, facts.words("Stage goal"), [facts.words("with the chance that it is met")]
    )
    marks: list[Mark] = list(label.marks)
    height = label.height
    for span in band.spans:
        top = y + GAP
        for row in found[span.stage.id]:
            box = goal_box(row, span.x + 2, top, span.width - 6, facts.words)
            marks += box.marks
            top += box.height + 4
        height = max(height, top - y - GAP - 4)
    return Block(tuple(marks), height + 2 * GAP)
