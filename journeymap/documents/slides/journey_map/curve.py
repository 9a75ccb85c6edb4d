"""The experience curve on a slide: that of the map, in letters that can be read from a screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from journeymap.documents.slides.deck import SMALLEST
from journeymap.documents.slides.journey_map.columns import Column, group_stages
from journeymap.picture.marks import Group, Mark
from journeymap.picture.placing import place
from journeymap.picture.theme import SMALL
from journeymap.views.facts import Facts
from journeymap.views.journey_map.axis import plan_axis
from journeymap.views.journey_map.curve import draw_curve
from journeymap.views.journey_map.plan import Band, Slot, Span

_HIGH = 220.0  # enough for every number of the axis
_SCALE = SMALLEST / SMALL  # the map's smallest letters here become the smallest of a slide


def describe_curve(
    columns: Sequence[Column], facts: Facts, top: float, height: float
) -> list[Mark]:
    """The curve as marks, between ``top`` and ``top + height``; none where nothing has a value."""
    axis = plan_axis(facts.experience)
    if axis is None or not has_curve(columns, facts):
        return []
    few = axis.ticks if len(axis.ticks) <= 4 or height > _HIGH else axis.ticks[::2]
    axis = replace(axis, ticks=few, height=height / _SCALE).written_in(facts.words)
    marks = draw_curve(_to_band(columns), facts, axis, 0.0)
    return list(place(marks, 0.0, top, _SCALE))


def has_curve(columns: Sequence[Column], facts: Facts) -> bool:
    """Whether any of these touchpoints has a value."""
    known = any(c.point and c.point.kind in ("measured", "guess") for c in columns)
    return known and plan_axis(facts.experience) is not None


def tell_curve(marks: Sequence[Mark], facts: Facts) -> str:
    """What the curve shows, in words."""
    told = "; ".join(mark.title for mark in marks if isinstance(mark, Group))
    return f"{facts.words('Experience')}: {told}"


def _to_band(columns: Sequence[Column]) -> Band:
    """The columns as the map has them, before they are enlarged."""
    spans = []
    for stage, own in group_stages(columns):
        slots = tuple(
            Slot(c.touchpoint, c.point, c.left / _SCALE, c.width / _SCALE)
            for c in own
            if c.touchpoint and c.point
        )
        left, right = own[0].left / _SCALE, (own[-1].left + own[-1].width) / _SCALE
        spans.append(Span(stage, slots, left, right - left, continued=False))
    return Band(tuple(spans))
