"""What the template of the page is given: plain records, so that it only lays out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeymap.analysis.evidence.unknown import show_segment
from journeymap.documents.html.colours import is_dark
from journeymap.documents.html.maps import View, to_page_svg
from journeymap.documents.html.tables import PageTable, to_tables
from journeymap.documents.report import Answered, Report, Section, Tone
from journeymap.picture.drawing import Drawing
from journeymap.picture.lettering import clean_line
from journeymap.views.finishing import guess_language, reads_right_to_left
from journeymap.wording.words import Words


@dataclass(frozen=True, slots=True)
class Card:
    """An answer of the summary, and where more stands."""

    question: str
    answer: str
    tone: Tone
    sign: str
    anchor: str
    more: str


@dataclass(frozen=True, slots=True)
class PageSection:
    """A section as the page lays it out.

    ``open`` where its table is all it shows.
    """

    anchor: str
    title: str
    message: str
    svg: str
    tables: tuple[PageTable, ...]
    notes: tuple[str, ...]
    method: str
    open: bool
    is_map: bool
    is_readings: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a filter: what it is called in the data, and what the reader sees."""

    value: str
    text: str


@dataclass(frozen=True)
class Page:
    """Everything the template lays out besides the script and the style sheet."""

    id: str
    title: str
    lead: str
    language: str
    direction: str
    written: str
    dark: bool
    chips: tuple[str, ...]
    cards: tuple[Card, ...]
    sections: tuple[PageSection, ...]
    stages: tuple[Choice, ...]
    channels: tuple[Choice, ...]
    waves: tuple[str, ...]
    segments: tuple[Choice, ...]


def lay_out(report: Report, views: tuple[View, ...]) -> Page:
    """The page of a report.

    Args:
        report: What it says.
        views: The maps that a reader may choose from, the report's own first.
    """
    journey, words = report.journey, report.words
    titles = {section.id: section.title for section in report.sections}
    names = {channel.id: channel.name for channel in journey.channels}
    channels = dict.fromkeys(t.channel for t in journey.touchpoints if t.channel)
    return Page(
        id=journey.id,
        title=clean_line(journey.name),
        lead=" · ".join(_tell_whose(report)),
        language=words.language,
        direction="rtl" if reads_right_to_left(guess_language(journey)) else "ltr",
        written=_to_language(journey.language or "", words),
        dark=is_dark(report.theme),
        chips=tuple(_tell_basis(report)),
        cards=tuple(_to_card(one, titles) for one in report.summary),
        sections=tuple(_to_section(one, words, views) for one in report.sections),
        stages=tuple(Choice(stage.id, clean_line(stage.name)) for stage in journey.stages),
        channels=tuple(Choice(names.get(c, c), clean_line(names.get(c, c))) for c in channels),
        waves=tuple(dict.fromkeys(view.wave for view in views)),
        segments=tuple(
            Choice(name, clean_line(name) or words("everybody"))
            for name in dict.fromkeys(view.segment for view in views)
        ),
    )


def to_anchor(section: str) -> str:
    """A section's id as the page's: made of letters, digits and dashes only.

    Example:
        >>> to_anchor("segments:area of city")
        'part-segments-61726561206f662063697479'
    """
    kind, _, part = section.partition(":")
    return f"part-{kind}" + (f"-{part.encode().hex()}" if part else "")


def _to_language(language: str, words: Words) -> str:
    """The language of words, where it is another than the page's."""
    return language if language and language.partition("-")[0] != words.language else ""


def _tell_whose(report: Report) -> Iterator[str]:
    journey = report.journey
    if journey.description:
        yield clean_line(journey.description)
    if journey.personas:
        names = ", ".join(clean_line(persona.name) for persona in journey.personas)
        yield report.words("Persona: {names}", names=names)


def _tell_basis(report: Report) -> Iterator[str]:
    words, experience = report.words, report.facts.experience
    yield words.count(len(report.journey.touchpoints), "{n} touchpoint", "{n} touchpoints")
    yield words("{n} measured", n=words.number(f"{experience.measured:,}"))
    if experience.wave:
        yield words("wave {wave}", wave=clean_line(experience.wave))
    if segment := experience.settings["segment"]:
        yield clean_line(show_segment(segment))
    if report.journey.owner:
        yield words("owner: {name}", name=clean_line(report.journey.owner))


def _to_card(one: Answered, titles: dict[str, str]) -> Card:
    more = titles.get(one.section, "")
    return Card(
        one.question, _tidy(one.answer), one.tone, one.sign,
        to_anchor(one.section) if more else "", more,
    )  # fmt: skip


def _to_section(section: Section, words: Words, views: tuple[View, ...]) -> PageSection:
    drawing = section.drawing
    is_map = section.id == "map"
    svg = views[0].svg if is_map else to_page_svg(drawing) if drawing else ""
    return PageSection(
        anchor=to_anchor(section.id),
        title=clean_line(section.title),
        message="" if not is_map and _says(drawing) else _tidy(section.message),
        svg=svg,
        tables=to_tables(section.result, words) if section.result else (),
        notes=tuple(_tidy(note) for note in section.notes),
        method=section.method,
        open=not svg,
        is_map=is_map,
        is_readings=section.id == "readings",
    )


def _tidy(text: str) -> str:
    """One line in which a number keeps its per cent sign."""
    return clean_line(text).replace(" %", "\u00a0%")


def _says(drawing: Drawing | None) -> bool:
    """Whether the picture says its message itself, above the drawing."""
    return drawing is not None and drawing.picture.core is not None
