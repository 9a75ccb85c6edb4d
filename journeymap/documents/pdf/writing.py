"""Writing a report as a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from journeymap.documents.cells import read_tables
from journeymap.documents.introducing import introduce, list_chapters
from journeymap.documents.pdf.sheet import INNER, ROOM, Strip, finish_pages, lay_strips
from journeymap.documents.pdf.tables import table_strips
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

_LEAST_SCALE = 0.62  # a picture that had to be smaller could not be read


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
    start = finish_pages(lay_strips(_begin(report)), name, theme, words)
    sheets, _ = describe_pages(report.facts, "a4")
    drawing = finish(sheets[0], further=sheets[1:], theme=theme, journey=report.journey)
    chapters = [strip for section in list_chapters(report) for strip in _chapter(report, section)]
    first = len(start) + len(drawing.pages) + 1
    rest = finish_pages(lay_strips(chapters), name, theme, words, first=first)
    return [*start, *drawing.pages, *rest]


def _begin(report: Report) -> Iterator[Strip]:
    """The first page: the journey's name, and what is asked first."""
    yield Strip(_text(report.journey.name, Style(TITLE, bold=True)))
    yield Strip(_text(" · ".join(introduce(report)), Style(BODY, fill=MUTED)), 6)
    for one in report.summary:
        yield Strip(_answer(one), 26)


def _answer(one: Answered) -> Block:
    parts = [
        (one.question, Style(BODY, bold=True, fill=MUTED)),
        (f"{one.sign} {one.answer}".strip(), Style(HEADING + 1, fill=INK)),
    ]
    return stack(0, 0, INNER * 0.86, parts)


def _chapter(report: Report, section: Section) -> Iterator[Strip]:
    """A section: its message, its picture where it can be read, its tables and how it was made."""
    parts = [
        (section.title, Style(BODY, bold=True, fill=MUTED)),
        (section.message, Style(HEADING + 3, bold=True)),
    ]
    head = stack(0, 0, INNER, [(clean_line(text), style) for text, style in parts])
    yield Strip(head, fresh=True)
    if section.drawing and section.id != "map":
        yield from _picture(take_core(section.drawing.picture), ROOM - head.height - 24)
    for cells in read_tables(section.result, report.words) if section.result else ():
        yield from table_strips(cells)
    for i, note in enumerate(filter(None, (section.method, *section.notes))):
        yield Strip(_text(note, Style(SMALL, fill=MUTED)), 18 if i == 0 else 4)


def _picture(picture: Picture, room: float) -> Iterator[Strip]:
    scale = min(INNER / picture.width, room / picture.height, 1.15)
    if scale >= _LEAST_SCALE:
        left = (INNER - scale * picture.width) / 2
        block = Block(place(picture.marks, left, 0, scale), scale * picture.height)
        yield Strip(block, 14)


def _text(text: str, style: Style) -> Block:
    return paragraph(0, 0, INNER, text, style)
