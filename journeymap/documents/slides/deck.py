"""A deck: its size, colours and font, and slides with a title, a foot and notes to speak from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from journeymap.documents.slides.paragraphs import hold_lines, write_line
from journeymap.documents.slides.shapes import add_text
from journeymap.documents.slides.units import POINTS_PER_PIXEL, to_emu, to_points
from journeymap.picture.figures import hold_figures
from journeymap.picture.lettering import LINE_HEIGHT, clean_line, text_width, wrap_text
from journeymap.picture.marks import Text
from journeymap.picture.theme import Theme

WIDTH, HEIGHT = 1280.0, 720.0  # 16:9; a pixel is 1/96 inch
EDGE = 48.0
INNER = WIDTH - 2 * EDGE
TOP = 34.0
FOOT = HEIGHT - 40
SMALLEST = 10 / POINTS_PER_PIXEL  # ten points, in pixels
FONT = (
    "Arial"  # on every computer that has PowerPoint, and narrower than what texts are measured by
)

COVER_LEFT, COVER_TOP, COVER = 84.0, 150.0, 1110.0  # of a name in large letters

_COVERS = (54.0, 44.0, 36.0, 28.0, 22.0)
_LINES = (24.0, 20.0, 17.0, 15.0, SMALLEST + 0.5)
_TITLES = tuple(size / POINTS_PER_PIXEL for size in (24, 22, 20, 18, 16, 14))
_MOST_TITLE_LINES = 4
_TITLE_ONLY, _TITLE_SLIDE = "Title Only", "Title Slide"
_UNWANTED = ("dt", "ftr", "sldNum")  # placeholders of dates and the like: a foot is written instead
_ACCENTS = {f"accent{i}": f"series-{i}" for i in range(1, 7)}
_SLOTS = {"dk1": "ink", "lt1": "paper", "dk2": "stage", "lt2": "panel", "hlink": "link", **_ACCENTS}


@dataclass(frozen=True)
class Deck:
    """A presentation that is being written.

    Args:
        file: The library's presentation.
        theme: The colours of what is drawn on it.
        name: What stands at the foot of each slide.
        turned: Whether it is read from right to left.
    """

    file: Any
    theme: Theme
    name: str
    turned: bool = False

    def colour(self, role: str) -> str:
        """The colour of a role."""
        return self.theme.colour_of(role)


@dataclass(frozen=True)
class Slide:
    """A slide with its title, and the room that is left.

    Args:
        slide: The library's slide.
        top: Where the room begins, in pixels.
    """

    slide: Any
    top: float

    @property
    def shapes(self) -> Any:
        """What is on it."""
        return self.slide.shapes

    @property
    def room(self) -> float:
        """How many pixels there are down to the foot."""
        return FOOT - 12 - self.top


def open_deck(name: str, theme: Theme, *, turned: bool = False) -> Deck:
    """An empty deck in the colours and the font of a theme."""
    file = Presentation()
    file.slide_width, file.slide_height = to_emu(WIDTH), to_emu(HEIGHT)
    for layout in list(file.slide_layouts):
        if layout.name not in (_TITLE_ONLY, _TITLE_SLIDE):
            file.slide_layouts.remove(layout)
    for part in (file.slide_master, *file.slide_layouts):
        _tidy(part)
    _set_titles(file.slide_master)
    _set_theme(file.slide_master, theme)
    return Deck(file, theme, clean_line(name), turned)


def add_slide(deck: Deck, title: str, *, subtitle: str = "", notes: str = "") -> Slide:
    """A slide with a title, in letters as large as fit, and a line below it.

    Args:
        deck: Where it is added.
        title: What the slide says, in a sentence that ``fits_title``.
        subtitle: Where it belongs; one line.
        notes: What to say beside it.
    """
    layout = deck.file.slide_layouts.get_by_name(_TITLE_ONLY)
    slide = deck.file.slides.add_slide(layout)
    slide.shapes.turbo_add_enabled = True  # or each shape looks at all others for its number
    size, lines = _fit_title(title)
    height = lines * size * LINE_HEIGHT
    _write_title(slide.shapes.title, title, size, (EDGE, TOP, INNER, height))
    top = TOP + height + 6
    if subtitle:
        look = Text(EDGE, top + 16, subtitle, SMALLEST + 1, fill=deck.colour("ink"))
        add_text(slide.shapes, look)
        top += 26
    _add_foot(deck, slide)
    if notes:
        slide.notes_slide.notes_text_frame.text = notes
    return Slide(slide, top + 10)


def add_cover(deck: Deck, title: str, lines: Sequence[str], *, notes: str = "") -> Slide:
    """A slide with a name in large letters and few words below: the first, or one that divides.

    Args:
        deck: Where it is added.
        title: The name.
        lines: What else is to be said first, a line each.
        notes: What to say beside it.
    """
    slide = deck.file.slides.add_slide(deck.file.slide_layouts.get_by_name(_TITLE_SLIDE))
    slide.shapes.turbo_add_enabled = True
    size = next((s for s in _COVERS if len(_wrap(title, s, COVER)) * s <= 130), _COVERS[-1])
    height = len(_wrap(title, size, COVER)) * size * LINE_HEIGHT
    band = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(to_emu, (0, 0, 18, HEIGHT)))
    band.fill.solid()
    band.fill.fore_color.theme_color = MSO_THEME_COLOR.TEXT_2  # the brand's own, as the stages
    band.line.fill.background()
    for style in band.element.findall(qn("p:style")):
        band.element.remove(style)
    _write_title(slide.shapes.title, title, size, (COVER_LEFT, COVER_TOP, COVER, height))
    top = COVER_TOP + height + 12
    used = _write_lines(slide.placeholders[1], lines, (COVER_LEFT, top, COVER), deck.colour("ink"))
    if notes:
        slide.notes_slide.notes_text_frame.text = notes
    return Slide(slide, top + used + 24)


def _write_lines(
    body: Any, lines: Sequence[str], place: tuple[float, float, float], ink: str
) -> float:
    """The few words below a name; gives back how high they are."""
    left, top, width = place
    shown = list(filter(None, map(clean_line, lines)))
    sizes = [s for s in _LINES if _height(shown, s, width) <= 150]
    size = sizes[0] if sizes else _LINES[-1]
    height = max(size, _height(shown, size, width))
    body.left, body.top, body.width, body.height = map(to_emu, (left, top, width, height))
    frame = body.text_frame
    frame.auto_size, frame.vertical_anchor = MSO_AUTO_SIZE.NONE, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for i, line in enumerate(shown):
        paragraph = frame.add_paragraph() if i else frame.paragraphs[0]
        write_line(paragraph, Text(0, 0, hold_lines(line, size, width), size, fill=ink))
        paragraph.line_spacing = to_points(size * 1.2)
    return height


def _height(lines: Sequence[str], size: float, width: float) -> float:
    wrapped = (wrap_text(line, size, width, lines=100) for line in lines)
    return sum(map(len, wrapped)) * size * LINE_HEIGHT


def room_below(title: str) -> float:
    """How much room a slide with this title and a subtitle has."""
    size, lines = _fit_title(title)
    return FOOT - 12 - (TOP + lines * size * LINE_HEIGHT + 6 + 26 + 10)


def fits_title(title: str) -> bool:
    """Whether a sentence can be the title of a slide without filling it."""
    return len(_wrap(title, _TITLES[-1])) <= _MOST_TITLE_LINES


def _fit_title(title: str) -> tuple[float, int]:
    """The largest size with at most two lines, or else the smallest; and how many lines."""
    size = next((s for s in _TITLES if len(_wrap(title, s)) <= 2), _TITLES[-1])
    return size, min(_MOST_TITLE_LINES, len(_wrap(title, size)))


def _wrap(text: str, size: float, width: float = INNER) -> tuple[str, ...]:
    return wrap_text(clean_line(text), size, width, bold=True, lines=100)


def _write_title(shape: Any, title: str, size: float, place: tuple[float, ...]) -> None:
    shape.left, shape.top, shape.width, shape.height = map(to_emu, place)
    frame = shape.text_frame
    frame.auto_size, frame.word_wrap, frame.vertical_anchor = (
        MSO_AUTO_SIZE.NONE,
        True,
        MSO_ANCHOR.TOP,
    )
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    shown = hold_figures(hold_lines(title, size, place[2], bold=True))
    write_line(frame.paragraphs[0], Text(0, 0, shown, size, bold=True, fill=""))
    frame.paragraphs[0].line_spacing = to_points(size * 1.2)


def _add_foot(deck: Deck, slide: Any) -> None:
    """The journey's name at the left and the slide's number at the right, in small letters."""
    muted = deck.colour("muted")
    y = FOOT + 18
    if text_width(deck.name, SMALLEST) <= 0.8 * INNER:  # a longer one would have to be cut
        add_text(slide.shapes, Text(EDGE, y, deck.name, SMALLEST, fill=muted))
    look = Text(WIDTH - EDGE, y, "000", SMALLEST, fill=muted, anchor="end")
    paragraph = add_text(slide.shapes, look).text_frame.paragraphs[0]._p
    run = paragraph.find(qn("a:r"))
    field = parse_xml(
        f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"/>'
    )
    field.append(run.find(qn("a:rPr")))
    field.append(parse_xml(f"<a:t {nsdecls('a')}>{len(deck.file.slides)}</a:t>"))
    paragraph.replace(run, field)


def _tidy(part: Any) -> None:
    """Takes out what would carry a date, and puts the rest where a wide slide has it."""
    for shape in list(part.placeholders):
        kind = shape.element.xpath(".//p:nvPr/p:ph")[0].get("type")
        if kind in _UNWANTED:
            shape.element.getparent().remove(shape.element)
        elif kind in ("title", "ctrTitle"):
            shape.left, shape.top, shape.width, shape.height = map(to_emu, (EDGE, TOP, INNER, 64))
        else:
            shape.left, shape.top, shape.width, shape.height = map(to_emu, (EDGE, 130, INNER, 520))


def _set_titles(master: Any) -> None:
    """Titles stand at the left, bold."""
    level = master.element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    level.set("algn", "l")
    level.find(qn("a:defRPr")).set("sz", "2400")
    level.find(qn("a:defRPr")).set("b", "1")


def _set_theme(master: Any, theme: Theme) -> None:
    """The theme's colours and font as those of the file: charts take them."""
    part = next(r.target_part for r in master.part.rels.values() if r.reltype.endswith("/theme"))
    text = part.blob.decode("utf-8")
    for slot, role in _SLOTS.items():
        colour = f'<a:srgbClr val="{theme.colour_of(role).removeprefix("#").upper()}"/>'
        text = re.sub(rf"(<a:{slot}>).*?(</a:{slot}>)", rf"\g<1>{colour}\2", text)
    font = re.sub(r"[^\w .-]", "", theme.font.split(",")[0]).strip() or FONT
    text = re.sub(r'<a:latin typeface="[^"]*"', f'<a:latin typeface="{font}"', text)
    part._blob = text.encode("utf-8")
