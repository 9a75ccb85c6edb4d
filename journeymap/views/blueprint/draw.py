"""Drawing the service blueprint of a journey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from journeymap.model.journey import Journey
from journeymap.picture.drawing import Drawing, check_suffix
from journeymap.picture.papers import PaperName
from journeymap.picture.theme import ThemeOrFile
from journeymap.views.blueprint.describe import describe_blueprint_pages
from journeymap.views.facts import find_facts
from journeymap.views.finishing import finish


def draw_blueprint(
    journey: Journey,
    *,
    out: str | Path | None = None,
    metric: str | Sequence[str] | None = None,
    wave: str | None = None,
    segment: Mapping[str, str] | None = None,
    level: float = 0.95,
    seed: int = 0,
    paper: PaperName | None = None,
    language: str | None = None,
    theme: ThemeOrFile | None = None,
) -> Drawing:
    """The journey's service blueprint: what customers do, see and don't see, and what it rests on.

    Rows of boxes by touchpoint (what customers do, frontstage, backstage, systems) with the lines
    of interaction, visibility and internal interaction between them (Shostack 1984; Bitner, Ostrom
    and Morgan 2008); each touchpoint tells its reading, and the weakest is flagged.

    Args:
        journey: The journey; touchpoints say ``frontstage``, ``backstage`` and ``systems``.
        out: File to write: .svg, .png or .pdf; none where None.
        metric: The metric or metrics of the readings and the ranking; chosen where None.
        wave: The wave; the latest where None.
        segment: The segment; everybody where None.
        level: Confidence of the intervals, between 0 and 1.
        seed: Seed of the ranking's draws, a whole number from 0 up.
        paper: "poster" (A0, one page), "a4" or "slide" (as many pages as needed), all landscape;
            one picture as large as needed where None.
        language: Of the fixed words: "en", "pl" or "ru"; the journey's own where None.
        theme: Its colours and font, or their file; the light one where None.

    Returns:
        The drawing, with a picture per page; its ``notes`` say where nothing is written that could
        stand behind it.

    Raises:
        UnknownNameError: if a metric, the wave or the segment isn't there.
        ValueError: if ``level`` or ``seed`` is none that can be meant.
        DrawingError: if the suffix of ``out`` is none of the three.
        OSError: if the file can't be written.

    Example:
        >>> pay = {"name": "Pay", "frontstage": "Till", "systems": ["Bank", "Stock"]}
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": [pay]}])
        >>> draw_blueprint(journey).picture.title
        'Service blueprint: Shop'
    """
    check_suffix(out)
    facts = find_facts(
        journey,
        metric=metric,
        wave=wave,
        segment=segment,
        level=level,
        seed=seed,
        language=language,
        priorities=False,
    )
    pages, notes = describe_blueprint_pages(facts, paper)
    return finish(pages[0], notes, further=pages[1:], out=out, theme=theme, journey=journey)
