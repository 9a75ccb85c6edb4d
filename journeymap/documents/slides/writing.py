"""Writing a report as slides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.documents.introducing import list_chapters, list_front
from journeymap.documents.long_texts import LongTexts, find_long_texts
from journeymap.documents.report import Report
from journeymap.errors import MissingLibraryError
from journeymap.files.writing import write_whole
from journeymap.picture.fitting import abridge
from journeymap.views.finishing import guess_language, reads_right_to_left

if TYPE_CHECKING:
    from journeymap.documents.slides.deck import Deck
    from journeymap.documents.slides.journey_map.slides import MapSlide

_MOST_IN_FRONT = 2  # slides of a map before the appendix; one that needs more stands in it


def write_slides(report: Report, out: str | Path) -> Path:
    """Writes a report as a PowerPoint file whose shapes, charts and tables can be edited.

    The answers stand first, and tables in an appendix. One message per slide is its title; how it
    was worked out stands in the notes. The same report gives the same bytes.

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
    from journeymap.documents.slides.notes import complete_notes  # noqa: PLC0415
    from journeymap.documents.slides.sealing import to_bytes  # noqa: PLC0415
    from journeymap.documents.slides.turning import turn_slides  # noqa: PLC0415

    turned = reads_right_to_left(guess_language(report.journey))
    deck = open_deck(report.journey.name, report.theme, turned=turned)
    long = find_long_texts(report.journey)
    _add_slides(deck, report, long)
    complete_notes(deck, long)
    if deck.turned:
        turn_slides(deck)
    return to_bytes(deck.file, title=report.journey.name)


def _add_slides(deck: Deck, report: Report, long: LongTexts) -> None:
    """What is asked first, on few slides; the rest in an appendix."""
    from journeymap.documents.slides.journey_map.slides import plan_map  # noqa: PLC0415
    from journeymap.documents.slides.opening import add_opening, add_summary  # noqa: PLC0415

    add_opening(deck, report)
    add_summary(deck, report, long)
    section = report.section("map")
    planned = plan_map(report, section, long) if section else []
    with_map = 0 < len(planned) <= _MOST_IN_FRONT
    if with_map:
        _add_map(deck, report, planned)
    shown = _add_front(deck, report, long, with_map=with_map)
    _add_appendix(deck, report, long, shown, () if with_map else planned)


def _add_map(deck: Deck, report: Report, planned: Sequence[MapSlide]) -> None:
    from journeymap.documents.slides.journey_map.slides import add_map_slides  # noqa: PLC0415

    if section := report.section("map"):
        add_map_slides(deck, report, section, planned)


def _add_front(deck: Deck, report: Report, long: LongTexts, *, with_map: bool) -> dict[str, bool]:
    """What everybody asks first; of each section whether its picture or its table is shown."""
    from journeymap.documents.slides.subjects import (  # noqa: PLC0415
        add_picture_slide,
        add_tables,
    )

    shown = {}
    for section in list_front(report, with_map=with_map):
        shown[section.id] = add_picture_slide(deck, report, section, long)
        if not shown[section.id]:
            add_tables(deck, report, section, long)
    return shown


def _add_appendix(
    deck: Deck,
    report: Report,
    long: LongTexts,
    shown: Mapping[str, bool],
    planned: Sequence[MapSlide],
) -> None:
    """The map where it is long, and everything that does not stand in front."""
    from journeymap.documents.slides.deck import add_cover  # noqa: PLC0415
    from journeymap.documents.slides.subjects import (  # noqa: PLC0415
        add_picture_slide,
        add_tables,
    )

    chapters = [s for s in list_chapters(report) if s.id != "map" and shown.get(s.id, True)]
    named = [s.title for s in report.sections if s.id == "map" and planned]
    if not chapters and not planned:
        return
    titles = " · ".join([*named, *(abridge(section.title, 60) for section in chapters)])
    add_cover(deck, report.words("Appendix"), [titles])
    _add_map(deck, report, planned)
    for section in chapters:
        if section.id not in shown:
            add_picture_slide(deck, report, section, long)
        add_tables(deck, report, section, long)
