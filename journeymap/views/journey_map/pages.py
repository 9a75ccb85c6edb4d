"""The map on paper: as one picture, on one poster, or on as many pages as it needs."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from journeymap.picture.blocks import EMPTY, Block
from journeymap.picture.papers import PaperName, find_paper
from journeymap.picture.theme import LABELS, MARGIN
from journeymap.views.facts import Facts
from journeymap.views.header import say_whose
from journeymap.views.journey_map.describe import describe_map, name_map, tell_map
from journeymap.views.journey_map.legend import show_signs
from journeymap.views.journey_map.pieces import list_units
from journeymap.views.journey_map.plan import plan_bands
from journeymap.views.journey_map.registry import EVERYTHING, Choice
from journeymap.views.on_paper.pieces import Contents, Fit, Signs, Unit
from journeymap.views.on_paper.poster import Described, describe_poster
from journeymap.views.on_paper.sheets import describe_sheets


def describe_pages(
    facts: Facts,
    paper: PaperName | None = None,
    *,
    choice: Choice = EVERYTHING,
    first: int | None = None,
) -> Described:
    """The pages of a map, at least one, and what to know about them.

    Args:
        facts: The journey with what was found out about it.
        paper: "poster", "a4" or "slide"; one picture as large as it needs where None.
        choice: Which lanes and panels; all that have content where it is left out.
        first: The number of the first page, in a document that counts its pages.

    Raises:
        ValueError: if there is no such paper.
    """
    if paper is None:
        return (describe_map(facts, choice=choice),), ()
    sheet = find_paper(paper)
    if sheet.single:
        return describe_poster(lambda width: describe_map(facts, width=width, choice=choice), sheet)
    contents = Contents(
        title=name_map(facts),
        told=tell_map(facts),
        head=say_whose(facts),
        words=facts.words,
        list_units=partial(_list_units, facts, choice),
        show_signs=partial(show_signs, facts) if choice.has("legend") else _show_nothing,
        columns=len(facts.journey.touchpoints),
        first=first,
    )
    return describe_sheets(contents, sheet)


def _list_units(facts: Facts, choice: Choice, right: float, fit: Fit) -> list[Unit]:
    """What the map shows between its margins; its signs stand at the foot of every page."""
    width = right - MARGIN - LABELS
    journey, lanes = facts.journey, choice.names
    bands = plan_bands(journey, facts.experience, width=width, fit=fit, lanes=lanes)
    panels = tuple(name for name in choice.panels if name != "legend")
    brief = fit.low and fit.tight and len(lanes) < len(EVERYTHING.names)
    shown = replace(choice, panels=panels, low=fit.low, brief=brief)
    return list_units(facts, bands, right, shown)


def _show_nothing(_y: float, _right: float, _signs: Signs) -> Block:
    return EMPTY
