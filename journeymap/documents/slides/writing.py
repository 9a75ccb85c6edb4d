"""Writing a report as slides."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.documents.cells import read_tables
from journeymap.documents.introducing import introduce, list_chapters
from journeymap.documents.report import Report, Section
from journeymap.errors import MissingLibraryError
from journeymap.files.writing import write_whole
from journeymap.picture.plotting import take_core
from journeymap.picture.theme import MUTED
from journeymap.views.finishing import guess_language, reads_right_to_left

if TYPE_CHECKING:
    from journeymap.documents.slides.deck import Deck


def write_slides(report: Report, out: str | Path) -> Path:
    """Writes a report as a PowerPoint file whose shapes, charts and tables can be edited.

    One message per slide stands as its title; how it was worked out stands in the notes. The same
    report gives the same bytes.

    Args:
        report: What it says.
        out: The file to write, such as "report.pptx".

    Returns:
        The path as given.

    Raises:
        MissingLibraryError: if python-pptx is not installed.
        OSError: if the file can't be written.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> from journeymap import Journey, plan_report
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}])
        >>> with TemporaryDirectory() as folder:
        ...     write_slides(plan_report(journey), f"{folder}/shop.pptx").name
        'shop.pptx'
    """
    try:
        import pptx  # noqa: F401, PLC0415 - heavy, and an extra
    except ImportError:
        hint = "slides need python-pptx; pip install 'journeymap[pptx]'"
        raise MissingLibraryError(hint) from None
    return write_whole(out, make_slides(report))


def make_slides(report: Report) -> bytes:
    """The PowerPoint file of a report."""
    from journeymap.documents.slides.deck import open_deck  # noqa: PLC0415 - loads python-pptx
    from journeymap.documents.slides.sealing import to_bytes  # noqa: PLC0415
    from journeymap.documents.slides.turning import turn_slides  # noqa: PLC0415

    turned = reads_right_to_left(guess_language(report.journey))
    deck = open_deck(report.journey.name, report.theme, turned=turned)
    _add_start(deck, report)
    for section in list_chapters(report):
        _add_section(deck, report, section)
    if deck.turned:
        turn_slides(deck)
    return to_bytes(deck.file, title=report.journey.name)


def _add_start(deck: Deck, report: Report) -> None:
    from journeymap.documents.slides.cards import Said  # noqa: PLC0415
    from journeymap.documents.slides.deck import add_title_slide, fits_title  # noqa: PLC0415
    from journeymap.documents.slides.texts import add_text_slides  # noqa: PLC0415

    add_title_slide(deck, report.journey.name, list(introduce(report)))
    blocks = [
        (
            Said(one.question, 18.0, bold=True, fill=MUTED),
            Said(f"{one.sign} {one.answer}".strip(), 22.0),
        )
        for one in report.summary
    ]
    if blocks:
        first = report.summary[0].answer
        in_title = fits_title(first)
        title = first if in_title else report.words("In short")
        add_text_slides(deck, title, blocks[1:] if in_title else blocks)


def _add_section(deck: Deck, report: Report, section: Section) -> None:
    from journeymap.documents.slides.cards import Said  # noqa: PLC0415
    from journeymap.documents.slides.deck import fits_title  # noqa: PLC0415
    from journeymap.documents.slides.texts import add_text_slides  # noqa: PLC0415

    title, notes = section.message or section.title, _to_notes(report, section)
    if not fits_title(title):
        said = Said(title, 16.0)
        add_text_slides(deck, section.title, [[said]], notes=notes)
        title = section.title
    if section.id == "map":
        from journeymap.documents.slides.journey_map.slides import add_map_slides  # noqa: PLC0415

        add_map_slides(deck, report.facts, section, title, notes)
        return
    _add_picture(deck, report, section, title, notes)
    _add_tables(deck, report, section, title, notes)


def _add_picture(deck: Deck, report: Report, section: Section, title: str, notes: str) -> None:
    """A native chart where the result is bars, or else its picture, where it can be read."""
    from journeymap.documents.bars import find_bars  # noqa: PLC0415
    from journeymap.documents.slides.charts import add_bar_chart, can_chart  # noqa: PLC0415
    from journeymap.documents.slides.deck import add_slide, room_below  # noqa: PLC0415
    from journeymap.documents.slides.pictures import add_picture_slide, is_readable  # noqa: PLC0415

    words, room = report.words, room_below(title)
    bars = find_bars(section.result, report.journey, words)
    if bars and can_chart(bars):
        told, every = bars.axis, len(bars.labels) + bars.left_out
        if bars.left_out:
            told = words(
                "{metric}; the first {n} of {all}", metric=told, n=len(bars.labels), all=every
            )
        subtitle = f"{section.title}: {told}"
        slide = add_slide(deck, title, subtitle=subtitle, notes=notes)
        add_bar_chart(deck, slide, bars, title=f"{section.title}. {title}")
    elif section.drawing and is_readable(picture := take_core(section.drawing.picture), room):
        add_picture_slide(deck, title, picture, subtitle=section.title, notes=notes)


def _add_tables(deck: Deck, report: Report, section: Section, title: str, notes: str) -> None:
    from journeymap.documents.slides.tables import add_table_slides  # noqa: PLC0415

    if section.result is None:
        return
    tables = list(read_tables(section.result, report.words))
    add_table_slides(deck, title, section.title, tables, words=report.words, notes=notes)


def _to_notes(report: Report, section: Section) -> str:
    """What to say beside a slide: how it was worked out, on how many answers, with what doubt."""
    words, told = report.words, ""
    if section.result and (found := section.result.base_range()):
        few, many = (words.number(f"{n:,}") for n in found)
        told = words("n: {few} to {many} answers", few=few, many=many)
    return "\n".join(filter(None, (section.message, section.method, told, *section.notes)))
