"""The map: stages as columns, lanes below each other, the verdict at the foot."""

from __future__ import annotations

from collections.abc import Callable

from journeymap.picture.blocks import Block, rule
from journeymap.picture.marks import Mark, Picture
from journeymap.picture.theme import MARGIN
from journeymap.views.facts import Facts
from journeymap.views.header import header
from journeymap.views.journey_map.curve import curve_lane
from journeymap.views.journey_map.lanes import goal_lane, reading_lane, stage_lane, touchpoint_lane
from journeymap.views.journey_map.legend import legend
from journeymap.views.journey_map.notes import opportunity_lane, pain_lane
from journeymap.views.journey_map.panel import weakest_panel
from journeymap.views.journey_map.plan import Band, plan_bands

LEAST_PANEL = 720.0  # the table of the weakest needs that much
_LANES: tuple[Callable[[Band, Facts, float], Block], ...] = (
    stage_lane,
    goal_lane,
    touchpoint_lane,
    curve_lane,
    reading_lane,
    pain_lane,
    opportunity_lane,
)


def describe_map(facts: Facts) -> Picture:
    """The map as plain marks: the journey in lanes, with everything that was found out about it.

    Args:
        facts: The journey with its experience curve, goals and ranking.

    Returns:
        A picture that any painter can paint; lanes without content are absent.
    """
    bands = plan_bands(facts.journey, facts.experience)
    least = MARGIN + LEAST_PANEL if facts.weakest.rows else 0.0
    right = max(least, *(band.right for band in bands))
    top = header(facts, MARGIN - 8, right)
    marks: list[Mark] = list(top.marks)
    y = MARGIN - 8 + top.height
    for band in bands:
        lanes = _describe_band(band, facts, y)
        marks += lanes.marks
        y += lanes.height + 18
    for part in (weakest_panel, legend):
        block = part(facts, y, right)
        marks += block.marks
        y += block.height
    title = f"Journey map: {facts.journey.name}"
    return Picture(right + MARGIN, y + MARGIN / 2, title, _in_words(facts), tuple(marks))


def _describe_band(band: Band, facts: Facts, y: float) -> Block:
    marks: list[Mark] = []
    bottom = y
    for lane in _LANES:
        block = lane(band, facts, bottom)
        if block.height:
            if lane is not stage_lane:
                marks.append(rule(bottom, band.right))
            marks += block.marks
            bottom += block.height
    return Block(tuple(marks), bottom - y)


def _in_words(facts: Facts) -> str:
    """The picture for those who can't see it."""
    stages = "; ".join(
        f"{stage.name}: {', '.join(touchpoint.name for touchpoint in stage.touchpoints)}"
        for stage in facts.journey.stages
    )
    return (
        f"{facts.weakest.verdict.text} {facts.goals.headline()} Stages and touchpoints: {stages}."
    )
