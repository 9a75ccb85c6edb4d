"""The picture of each section: the map, or the chart of its result."""

from __future__ import annotations

from typing import Any

from journeymap.documents.report import Report
from journeymap.picture.drawing import Drawing
from journeymap.picture.marks import Picture
from journeymap.picture.papers import PaperName
from journeymap.picture.theme import Theme
from journeymap.result import Result
from journeymap.views.blueprint.describe import (
    describe_blueprint,
    describe_blueprint_pages,
    describe_blueprint_parts,
)
from journeymap.views.charts.register import CHARTS, describe_result
from journeymap.views.facts import Facts
from journeymap.views.finishing import finish
from journeymap.views.journey_map.describe import describe_map

WIDTH = 972.0  # of the columns, so that a picture is no wider than the page on a laptop


def draw_pages(report: Report, paper: PaperName, *, first: int) -> tuple[Picture, ...]:
    """The blueprint on pages of paper, where the report has it; for documents with pages.

    Args:
        report: What the document says.
        paper: How large the pages are.
        first: The number of the first of them in the document.
    """
    if report.section("blueprint") is None:
        return ()
    pages, _ = describe_blueprint_pages(report.facts, paper, first=first)
    return _finish_pages(report, pages)


def draw_parts(report: Report, width: float, height: float) -> tuple[Picture, ...]:
    """The blueprint without its head, for the rooms of slides that have titles of their own.

    Args:
        report: What the document says.
        width: Of each room, in pixels.
        height: Of each room.
    """
    if report.section("blueprint") is None:
        return ()
    return _finish_pages(report, describe_blueprint_parts(report.facts, width, height))


def _finish_pages(report: Report, pages: tuple[Picture, ...]) -> tuple[Picture, ...]:
    return finish(pages[0], further=pages[1:], theme=report.theme, journey=report.journey).pages


def draw_section(
    id: str,  # noqa: A002 - the field's own word
    result: Result[Any] | None,
    facts: Facts,
    theme: Theme | None,
) -> Drawing | None:
    """The picture of a section; None where its table says it all.

    Args:
        id: The id of the section; the map is drawn from the facts, any other from its result.
        result: What the chart shows.
        facts: The journey, for its map and the fixed words.
        theme: Colours and font; the light one where None.
    """
    if id == "map":
        return finish(describe_map(facts), theme=theme, journey=facts.journey)
    if id == "blueprint":
        picture, _ = describe_blueprint(facts, width=WIDTH)
        return finish(picture, theme=theme, journey=facts.journey)
    if result is None or not result.rows or result.question not in CHARTS:
        return None
    picture = describe_result(result, facts.words, facts.journey)
    return finish(picture, theme=theme, journey=facts.journey)
