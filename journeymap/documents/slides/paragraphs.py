"""Text in native shapes: in lines and with a height of line that were measured before."""

from __future__ import annotations

from typing import Any

from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Emu

from journeymap.documents.slides.units import to_emu, to_points, to_rgb
from journeymap.picture.direction import mostly_right_to_left
from journeymap.picture.lettering import clean_line, text_width, wrap_text
from journeymap.picture.marks import Anchor, Text

_LONG_WORD = 0.6  # of the room: a longer word may be broken by one program and not by another
_MOST_LINES = 60
_ALIGN = {"start": PP_ALIGN.LEFT, "middle": PP_ALIGN.CENTER, "end": PP_ALIGN.RIGHT}


def prepare_frame(shape: Any, *, wrap: bool = True, middle: bool = False, inset: float = 0) -> Any:
    """The text of a shape: it neither grows nor shrinks, with the same room on all sides."""
    frame = shape.text_frame
    frame.word_wrap = wrap
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if middle else MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = to_emu(inset)
    frame.margin_top = frame.margin_bottom = Emu(0)
    return frame


def hold_lines(text: str, size: float, width: float, *, bold: bool = False) -> str:
    r"""A text with line ends where it was measured to break, if programs may break it elsewhere.

    Words flow alike everywhere; what has no blanks for long, as Japanese or a link, does not.

    Args:
        text: The text.
        size: Size of the letters, in pixels.
        width: The room.
        bold: Whether it is set in bold.

    Example:
        >>> hold_lines("Pay by card or cash", 10, 60), hold_lines("支付页面支付页面", 10, 60)
        ('Pay by card or cash', '支付页面支\n付页面')
    """
    line = clean_line(text)
    widest = max((text_width(word, size, bold=bold) for word in line.split(" ")), default=0.0)
    if widest <= _LONG_WORD * width:
        return line
    return "\n".join(wrap_text(line, size, width, bold=bold, lines=_MOST_LINES))


def write_line(paragraph: Any, look: Text, *, align: Anchor = "start") -> None:
    """A paragraph in the look of a mark; its line ends stay."""
    for i, line in enumerate(look.text.split("\n")):
        if i:
            paragraph.add_line_break()
        run = paragraph.add_run()
        run.text = clean_line(line)
        run.font.size = to_points(look.size)
        run.font.bold = look.bold
        run.font.italic = look.italic
        if look.fill:
            run.font.color.rgb = to_rgb(look.fill)
    paragraph.alignment = _ALIGN[align]
    if mostly_right_to_left([look.text]):
        paragraph._p.get_or_add_pPr().set("rtl", "1")
