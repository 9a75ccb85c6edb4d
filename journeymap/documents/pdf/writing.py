"""Writing a report as a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from journeymap.documents.cells import read_tables
from journeymap.documents.pdf.sheet import INNER, ROOM, Piece, fill_pages, finish_pages
from journeymap.documents.pdf.tables import table_pieces
from journeymap.documents.report import Answered, Report, Section
from journeymap.files.writing import write_whole
from journeymap.picture.blocks import Block, Style, paragraph, stack
from journeymap.picture.lettering import clean_line
from journeymap.picture.marks import Picture
from journeymap.picture.placing import place
from journeymap.picture.plotting import take_core
from journeymap.picture.theme import BODY, HEADING, INK, MUTED, SMALL, TITLE
from journeymap.views.finishing import finish
from journeymap.views.journey_map.pages import describe_pages

MOST_LINES = 60
_LEAST_SCALE = 0.62  # a picture that had to be smaller could not be read
_LEFT_TO_THE_WORKBOOK = ("readings",)


def write_pdf(report: Report, out: str | Path) -> Path:
    """Writes a report as a PDF of A4 pages: a summary, the map, a page or more per section.

    The same report gives the same bytes, with the same fonts and matplotlib.

    Args:
        report: What it says.
        out: The file to write, such as "report.pdf".

    Returns:
        The path as given.

    Raises:
        OSError: if the file can't be written.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> from journeymap import Journey, plan_report
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}])
        >>> with TemporaryDirectory() as folder:
        ...     write_pdf(plan_report(journey), f"{folder}/shop.pdf").name
        'shop.pdf'
    """
    from journeymap.picture.binding import bind_pages  # noqa: PLC0415 - loads matplotlib

    return write_whole(out, bind_pages(describe_document(report)))


def describe_document(report: Report) -> list[Picture]:
    """The pages of a report as pictures."""
    name, theme, words = clean_line(report.journey.name), report.theme, report.words
    start = finish_pages(fill_pages(_introduce(report)), name, theme, words)
    sheets, _ = describe_pages(report.facts, "a4")
    drawing = finish(sheets[0], further=sheets[1:], theme=theme, journey=report.journey)
    chapters = [piece for section in report.sections for piece in _chapter(report, section)]
    first = len(start) + len(drawing.pages) + 1
    rest = finish_pages(fill_pages(chapters), name, theme, words, first=first)
    return [*start, *drawing.pages, *rest]


def _introduce(report: Report) -> Iterator[Piece]:
    """The first page: the journey's name, and what is asked first."""
    journey, words = report.journey, report.words
    yield Piece(_text(journey.name, Style(TITLE, bold=True, lines=MOST_LINES)))
    experience, every = report.facts.experience, len(journey.touchpoints)
    about = [
        words("Persona: {name}", name=journey.persona.name) if journey.persona else "",
        words("Wave {wave}", wave=experience.wave) if experience.wave else "",
        words("{n} of {all} touchpoints are measured.", n=experience.measured, all=every),
    ]
    yield Piece(
        _text(" · ".join(filter(None, about)), Style(BODY, fill=MUTED, lines=MOST_LINES)), 6
    )
    for one in report.summary:
        yield Piece(_answer(one), 26)


def _answer(one: Answered) -> Block:
    parts = [
        (one.question, Style(BODY, bold=True, fill=MUTED, lines=MOST_LINES)),
        (f"{one.sign} {one.answer}".strip(), Style(HEADING + 1, fill=INK, lines=MOST_LINES)),
    ]
    return stack(0, 0, INNER * 0.86, parts)


def _chapter(report: Report, section: Section) -> Iterator[Piece]:
    """A section: its message, its picture where it can be read, its tables and how it was made."""
    if section.id in _LEFT_TO_THE_WORKBOOK:
        return
    parts = [
        (section.title, Style(BODY, bold=True, fill=MUTED, lines=MOST_LINES)),
        (section.message, Style(HEADING + 3, bold=True, lines=MOST_LINES)),
    ]
    head = stack(0, 0, INNER, [(clean_line(text), style) for text, style in parts])
    yield Piece(head, fresh=True)
    if section.drawing and section.id != "map":
        yield from _picture(take_core(section.drawing.picture), ROOM - head.height - 24)
    for cells in read_tables(section.result, report.words) if section.result else ():
        yield from table_pieces(cells)
    for i, note in enumerate(filter(None, (section.method, *section.notes))):
        yield Piece(_text(note, Style(SMALL, fill=MUTED, lines=MOST_LINES)), 18 if i == 0 else 4)


def _picture(picture: Picture, room: float) -> Iterator[Piece]:
    scale = min(INNER / picture.width, room / picture.height, 1.15)
    if scale >= _LEAST_SCALE:
        left = (INNER - scale * picture.width) / 2
        block = Block(place(picture.marks, left, 0, scale), scale * picture.height)
        yield Piece(block, 14)


def _text(text: str, style: Style) -> Block:
    return paragraph(0, 0, INNER, text, style)
