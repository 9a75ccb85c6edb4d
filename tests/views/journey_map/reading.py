"""What stands in a lane: its only band, its groups."""

from __future__ import annotations

from journeymap.picture.blocks import Block
from journeymap.picture.marks import Group
from journeymap.views.facts import Facts
from journeymap.views.journey_map.plan import Band, plan_bands


def only(facts: Facts) -> Band:
    """The band of a journey that has only one."""
    (band,) = plan_bands(facts.journey, facts.experience)
    return band


def groups(block: Block) -> list[Group]:
    """The groups of a lane, in its order."""
    return [mark for mark in block.marks if isinstance(mark, Group)]
