"""Writing a report as a PDF."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from journeymap.documents.cells import read_tables
from journeymap.documents.introducing import introduce, list_chapters, list_front
from journeymap.documents.long_texts import LongTexts, find_long_texts
from journeymap.documents.pdf.full_texts import full_text_strips, note_rest
from journeymap.documents.pdf.sheet import INNER, ROOM, Strip, finish_pages, lay_strips
from journeymap.documents.pdf.tables import table_strips
from journeymap.documents.pictures import draw_pages
from journeymap.documents.report import Answered, Report, Section
from journeymap.files.writing import write_whole
from journeymap.picture.blocks import Block, Style, paragraph, stack
from journeymap.picture.fitting import abridge
from journeymap.picture.lettering import clean_line
from journeymap.picture.marks import Picture
from journeymap.picture.placing import place
from journeymap.picture.plotting import take_core
from journeymap.picture.theme import BODY, HEADING, INK, MUTED, SMALL, TITLE
from journeymap.views.finishing import finish
from journeymap.views.journey_map.pages import describe_pages

_LEAST_SCALE = 0.62  # a picture that had to be smaller could not be read
_LEAST_SHRINK = 0.7  # of a picture, to fill a page
_HEAD = 110.0  # room for what stands above a picture
_NOTE = Style(SMALL, fill=MUTED)
_SUBJECT = 34.0  # above a new subject


def write_pdf(report: Report, out: str | Path) -> Path:
    """Writes a report as a PDF of A4 pages: a summary, the map, and an appendix with all tables.

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

    note = note_rest(find_long_texts(report.journey))
    return write_whole(out, bind_pages(describe_document(report), note=note))


def describe_document(report: Report) -> list[Picture]:
    """The pages of a report as pictures."""
    name, theme, words = abridge(clean_line(report.journey.name)), report.theme, report.words
    long = find_long_texts(report.journey)
    front = list_front(report, with_map=True)
    start = finish_pages(lay_strips(_begin(report, front, long)), name, theme, words)
    sheets, _ = describe_pages(report.facts, "a4", first=len(start) + 1)
    drawing = finish(sheets[0], further=sheets[1:], theme=theme, journey=report.journey)
    later = len(start) + len(drawing.pages) + 1
    whole = (*drawing.pages, *draw_pages(report, "a4", first=later))
    first = len(start) + len(whole) + 1
    pages = lay_strips(_append(report, {section.id for section in front}, long))
    return [*start, *whole, *finish_pages(pages, name, theme, words, first=first)]


def _begin(report: Report, front: Sequence[Section], long: LongTexts) -> Iterator[Strip]:
    """The first pages: the journey's name, what is asked first, and the pictures of that."""
    yield Strip(_text(abridge(report.journey.name), Style(TITLE, bold=True)))
    known = long.shorten(" · ".join(introduce(report)))
    yield Strip(_text(known, Style(BODY, fill=MUTED)), 6)
    for one in report.summary:
        yield Strip(_answer(one, long), 16)
    for section in front:
        pictures = list(_picture(section))
        if pictures:
            yield from _head(section, long, pictures[0])
            yield from pictures


def _answer(one: Answered, long: LongTexts) -> Block:
    parts = [
        (one.question, Style(BODY, bold=True, fill=MUTED)),
        (f"{one.sign} {long.shorten(one.answer)}".strip(), Style(HEADING, fill=INK)),
    ]
    return stack(0, 0, INNER * 0.86, parts)


def _append(report: Report, shown: Collection[str], long: LongTexts) -> Iterator[Strip]:
    """The appendix: every section with its tables and how it was made, and long texts in full."""
    told = [strip for one in list_chapters(report) for strip in _chapter(report, one, shown, long)]
    if told:
        title = _text(report.words("Appendix"), Style(TITLE, bold=True))
        yield Strip(title, follows=told[0].block.height + told[0].follows)
    yield from told
    yield from full_text_strips(long, report.words)


def _chapter(
    report: Report, section: Section, shown: Collection[str], long: LongTexts
) -> Iterator[Strip]:
    """A section: its message, its picture where it is not in front, its tables and its method."""
    strips = [*([] if section.id in shown else _picture(section))]
    for cells in read_tables(section.result, report.words) if section.result else ():
        strips += table_strips(cells, long)
    for i, note in enumerate(filter(None, (section.method, *section.notes))):
        strips.append(Strip(_text(long.shorten(note), _NOTE), 14 if i == 0 else 3))
    if strips:
        yield from _head(section, long, strips[0])
        yield from strips


def _head(section: Section, long: LongTexts, first: Strip) -> Iterator[Strip]:
    """What a section is about and what it says, on the page on which it begins."""
    parts = [
        (section.title, Style(BODY, bold=True, fill=MUTED)),
        (long.shorten(section.message), Style(HEADING + 2, bold=True)),
    ]
    block = stack(0, 0, INNER, [(clean_line(text), style) for text, style in parts])
    follows = first.gap + first.least * first.block.height + first.follows
    yield Strip(block, _SUBJECT, follows=follows, opens=True)


def _picture(section: Section) -> Iterator[Strip]:
    """Its picture, where it can be read on a page."""
    if section.id in ("map", "blueprint") or section.drawing is None:
        return
    picture = take_core(section.drawing.picture)
    scale = min(INNER / picture.width, (ROOM - _HEAD) / picture.height, 1.15)
    if scale >= _LEAST_SCALE:
        left = (INNER - scale * picture.width) / 2
        block = Block(place(picture.marks, left, 0, scale), scale * picture.height)
        yield Strip(block, 14, least=max(_LEAST_SCALE / scale, _LEAST_SHRINK))


def _text(text: str, style: Style) -> Block:
    return paragraph(0, 0, INNER, text, style)
