"""The maps of a page: one per wave and segment, drawn beforehand within a budget of bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from journeymap.analysis.evidence.unknown import show_segment
from journeymap.analysis.readings import ReadingTable, measure_readings
from journeymap.documents.pictures import WIDTH
from journeymap.documents.report import Report
from journeymap.fields import FrozenMap
from journeymap.model.journey import Journey
from journeymap.picture.drawing import Drawing
from journeymap.picture.marks import Group, Mark, change_marks
from journeymap.picture.svg import to_svg
from journeymap.picture.theme import ROLES, Theme
from journeymap.views.facts import Facts, find_facts
from journeymap.views.finishing import finish
from journeymap.views.journey_map.describe import describe_map
from journeymap.views.journey_map.pages import describe_pages
from journeymap.views.journey_map.registry import EVERYTHING, choose_parts, shows_priorities

MOST_VIEWS = 9
MOST_BYTES = 900_000  # of all maps besides the first
MOST_IN_FULL = 250
_VARIABLES = Theme("page", colours=FrozenMap({role: f"var(--{role})" for role in ROLES}))
THIN = ("stages", "goals", "touchpoints", "curve")


@dataclass(frozen=True, slots=True)
class View:
    """A map of one wave and segment, with its readings.

    Args:
        wave: The wave; empty where readings name none.
        segment: The segment as people read it, such as "area=B"; empty for everybody.
        svg: The map.
        readings: The readings behind it.
    """

    wave: str
    segment: str
    svg: str
    readings: ReadingTable


def draw_views(report: Report) -> tuple[tuple[View, ...], int]:
    """The maps that a reader may choose from, the report's own first, and how many are left out.

    Args:
        report: What the page shows.
    """
    own, *others = _find_choices(report)
    views = [_draw(report, *own)]
    spent = 0
    for wave, segment in others[: MOST_VIEWS - 1]:
        if spent + len(views[0].svg) > MOST_BYTES:
            break
        views.append(_draw(report, wave, segment))
        spent += len(views[-1].svg)
    return tuple(views), len(others) + 1 - len(views)


def draw_pages(report: Report) -> tuple[str, ...]:
    """The map on pages of paper, for printing; none where the journey is so long as to be thinned.

    Args:
        report: What the page shows.
    """
    if is_large(report.journey):
        return ()
    pages, _ = describe_pages(report.facts, "a4")
    drawings = (finish(page, journey=report.journey) for page in pages)
    return tuple(to_page_svg(drawing, titles=False) for drawing in drawings)


def is_large(journey: Journey) -> bool:
    """Whether a journey has so many touchpoints that its map is thinned, to keep the page light."""
    return len(journey.touchpoints) > MOST_IN_FULL


def to_page_svg(drawing: Drawing, *, titles: bool = True) -> str:
    """A drawing in the colours of the page, without links on touchpoints: its panel has them.

    Args:
        drawing: What is drawn.
        titles: Whether touchpoints keep the titles that are shown where they are pointed at.
    """

    def change(mark: Mark) -> Mark:
        if not (isinstance(mark, Group) and mark.key):
            return mark
        return replace(mark, link="", title=mark.title if titles else "")

    plain = replace(drawing.picture, marks=change_marks(drawing.picture.marks, change))
    return to_svg(replace(plain, theme=_VARIABLES)).replace(">\n<", "><")  # nobody reads its lines


Choice = tuple[str | None, dict[str, str]]


def _find_choices(report: Report) -> Iterator[Choice]:
    """The report's own wave and segment; other waves; other segments; then the rest."""
    settings = report.facts.experience.settings
    own: Choice = (settings["wave"], dict(settings["segment"]))
    waves: list[str | None] = [*reversed(report.journey.waves)] or [None]
    segments = [{}, *({key: value} for key, value in report.journey.segments)]
    known = {_name(reading.wave, reading.segment) for reading in report.journey.readings}
    wanted = [own, *((w, own[1]) for w in waves), *((own[0], s) for s in segments),
              *((w, s) for s in segments for w in waves)]  # fmt: skip
    done = set()
    for wave, segment in wanted:
        name = _name(wave, segment)
        if name not in done and (name in known or (wave, segment) == own):
            done.add(name)
            yield wave, segment


def _name(wave: str | None, segment: Mapping[str, str]) -> tuple[str, str]:
    return wave or "", show_segment(segment)


def _draw(report: Report, wave: str | None, segment: Mapping[str, str]) -> View:
    own = report.facts.experience.settings
    if (wave, dict(segment)) == (own["wave"], dict(own["segment"])):
        facts = report.facts
    else:
        facts = find_facts(
            report.journey,
            metric=own["metric"] or None,
            wave=wave,
            segment=segment,
            level=own["level"],
            seed=report.facts.weakest.settings["seed"],
            language=report.words.language,
            priorities=shows_priorities(report.journey),
        )
    readings = measure_readings(report.journey, wave=wave, segment=segment, level=own["level"])
    return View(wave or "", show_segment(segment), _draw_svg(facts), readings)


def _draw_svg(facts: Facts) -> str:
    choice = choose_parts(THIN) if is_large(facts.journey) else EVERYTHING
    picture = describe_map(facts, width=WIDTH, choice=choice)
    return to_page_svg(finish(picture, journey=facts.journey), titles=False)
