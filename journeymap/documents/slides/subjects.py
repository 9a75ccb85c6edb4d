"""Slides about one question: its chart or picture with how it was worked out, and its tables."""

from __future__ import annotations

from journeymap.documents.bars import Bars, find_bars
from journeymap.documents.cells import read_tables
from journeymap.documents.long_texts import LongTexts
from journeymap.documents.pictures import draw_parts
from journeymap.documents.report import Report, Section
from journeymap.documents.slides.charts import add_bar_chart, can_chart
from journeymap.documents.slides.deck import EDGE, INNER, Deck, add_slide, room_below
from journeymap.documents.slides.panel import LEAST, add_panel, tell_basis
from journeymap.documents.slides.pictures import add_picture, is_readable, scale_for, trim
from journeymap.documents.slides.tables import add_table_slides
from journeymap.documents.slides.titles import choose_title
from journeymap.picture.marks import Picture
from journeymap.picture.plotting import take_core
from journeymap.wording.words import Words

_SIDE, _BETWEEN = 330.0, 24.0  # the panel at the right, and the gap before it
_NEARLY = 0.85  # a picture that becomes no smaller than that leaves room at its side
_BESIDE = INNER - _SIDE - _BETWEEN


def add_picture_slide(deck: Deck, report: Report, section: Section, long: LongTexts) -> bool:
    """A native chart where the result is bars, or else its picture; whether there is any.

    Args:
        deck: Where it is added.
        report: What the document says.
        section: The question with its answer.
        long: The texts that are shortened.
    """
    title, notes = name_slide(section, long), to_notes(report, section)
    bars = find_bars(section.result, report.journey, report.words)
    if bars and can_chart(bars, _BESIDE):
        subtitle = f"{section.title}: {_tell_axis(bars, report.words)}"
        slide = add_slide(deck, title, subtitle=subtitle, notes=notes)
        room = (EDGE, slide.top, _BESIDE, slide.room)
        add_bar_chart(deck, slide, bars, room, title=f"{section.title}. {title}")
        side = (EDGE + INNER - _SIDE, slide.top, _SIDE, slide.room)
        add_panel(deck, slide, tell_basis(report, section), side, _name_panel(report.words))
        return True
    picture = trim(take_core(section.drawing.picture)) if section.drawing else None
    if picture is not None and is_readable(picture, INNER, room_below(title)):
        _add_described(deck, report, section, (title, picture))
        return True
    pages = draw_parts(report, INNER, room_below(title)) if section.id == "blueprint" else ()
    if not all(is_readable(page, INNER, room_below(title)) for page in pages):
        return False
    for number, page in enumerate(pages, 1):
        where = report.words("page {n} of {all}", n=number, all=len(pages))
        subtitle = f"{section.title} · {where}" if len(pages) > 1 else section.title
        slide = add_slide(deck, title, subtitle=subtitle, notes=notes)
        add_picture(deck, slide, page, (EDGE, slide.top, INNER, slide.room))
    return bool(pages)


def _add_described(
    deck: Deck, report: Report, section: Section, shown: tuple[str, Picture]
) -> None:
    """A picture, with how it was worked out where it leaves room: at its side, or else below."""
    title, picture = shown
    texts, name = tell_basis(report, section), _name_panel(report.words)
    slide = add_slide(deck, title, subtitle=section.title, notes=to_notes(report, section))
    whole, narrow = (scale_for(picture, width, slide.room) for width in (INNER, _BESIDE))
    if narrow >= _NEARLY * whole:
        add_picture(deck, slide, picture, (EDGE, slide.top, _BESIDE, slide.room))
        side = (EDGE + INNER - _SIDE, slide.top, _SIDE, slide.room)
        add_panel(deck, slide, texts, side, name)
        return
    used = add_picture(deck, slide, picture, (EDGE, slide.top, INNER, slide.room)) + _BETWEEN
    if slide.room - used >= LEAST:
        add_panel(deck, slide, texts, (EDGE, slide.top + used, INNER, slide.room - used), name)


def add_tables(deck: Deck, report: Report, section: Section, long: LongTexts) -> None:
    """The tables of a result, with how it was worked out where they leave room."""
    if section.result is None:
        return
    tables = list(map(long.shorten_cells, read_tables(section.result, report.words)))
    told = (tell_basis(report, section), _name_panel(report.words), to_notes(report, section))
    add_table_slides(
        deck, name_slide(section, long), section.title, tables, words=report.words, basis=told
    )


def name_slide(section: Section, long: LongTexts) -> str:
    """What the slide says: its title."""
    return choose_title(long.shorten(section.message), section.title)


def to_notes(report: Report, section: Section) -> str:
    """What to say beside a slide: its message, how it was worked out, on how many answers."""
    return "\n".join(filter(None, (section.message, *tell_basis(report, section))))


def _tell_axis(bars: Bars, words: Words) -> str:
    if not bars.left_out:
        return bars.axis
    shown = len(bars.labels)
    return words(
        "{metric}; the first {n} of {all}", metric=bars.axis, n=shown, all=shown + bars.left_out
    )


def _name_panel(words: Words) -> str:
    return words("How this was worked out")
