"""What surrounds every chart: the answer as its title, axes with numbers, legend and footnotes.

A chart is composed from the top: the answer in a sentence, what is shown, the drawing itself, what
its signs mean, and how it was made. Texts wrap and are never cut.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from journeymap.picture.blocks import EMPTY, Block, Style, paragraph, stack
from journeymap.picture.lettering import text_width
from journeymap.picture.marks import Core, Line, Mark, Picture, Text
from journeymap.picture.placing import place
from journeymap.picture.scale import Scale, plan_scale
from journeymap.picture.theme import BODY, FRAME, MARGIN, MUTED, RULE, SMALL

MESSAGE = 18.0
LEAST_WIDTH = 760.0  # of what stands between the margins, so that sentences are no towers
TICK_GAP = 14.0  # between the numbers of two ticks
REMARK = Style(SMALL, fill=MUTED)

Body = Callable[[float], Block]


@dataclass(frozen=True, slots=True)
class Key:
    """A sign and what it means: ``draw`` gives the sign around the middle of its place."""

    draw: Callable[[float, float], Sequence[Mark]]
    words: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a chart says around its drawing.

    Args:
        title: What the picture is called.
        message: The answer, in a sentence; the largest text.
        subtitle: What is shown, and which end is good.
        description: The whole content in words, for those who can't see it.
        notes: What to know: number of answers, method, limits; a paragraph each.
        keys: What the signs mean.
    """

    title: str
    message: str
    description: str
    subtitle: str = ""
    notes: Sequence[str] = ()
    keys: Sequence[Key] = ()


def compose(sheet: Sheet, body: Body | None = None, *, width: float = LEAST_WIDTH) -> Picture:
    """The picture of a chart.

    Args:
        sheet: What it says around the drawing.
        body: The drawing, given the y of its top; None where there is nothing to draw, and the
            message says why.
        width: Of what stands between the margins; at least ``LEAST_WIDTH``.
    """
    width = max(width, LEAST_WIDTH)
    message = paragraph(MARGIN, MARGIN - 8, width, sheet.message, Style(MESSAGE, bold=True))
    y = top = MARGIN - 8 + message.height
    shown = paragraph(MARGIN, y + 4, width, sheet.subtitle, Style(BODY, fill=MUTED))
    y += 4 + shown.height + 14
    drawn = body(y) if body else EMPTY
    y += drawn.height + (16 if drawn.height else 0)
    signs = legend(sheet.keys, MARGIN, y, width) if drawn.height else EMPTY
    y += signs.height
    notes = [(note, REMARK) for note in sheet.notes]
    foot = stack(MARGIN, y, width, notes)
    marks = (*message.marks, *shown.marks, *drawn.marks, *signs.marks, *foot.marks)
    height = y + foot.height + MARGIN / 2
    core = Core(len(message.marks), len(foot.marks), top, y if foot.marks else height)
    return Picture(width + 2 * MARGIN, height, sheet.title, sheet.description, marks, core=core)


def take_core(picture: Picture) -> Picture:
    """A chart without its message on top and its notes at the foot; the description stays.

    For documents that say these sentences elsewhere. Any other picture is left as it is.

    Example:
        >>> whole = compose(Sheet("Ranking", "Shops are weakest.", "", "2016", ["n 30"]))
        >>> [mark.text for mark in take_core(whole).marks]
        ['2016']
    """
    core = picture.core
    if core is None:
        return picture
    marks = picture.marks[core.above : len(picture.marks) - core.below]
    height = core.bottom - core.top
    return replace(picture, marks=place(marks, 0, -core.top), height=height, core=None)


def legend(keys: Sequence[Key], x: float, y: float, width: float) -> Block:
    """Signs with their words, side by side, in as many lines as they need."""
    marks: list[Mark] = []
    left, top, tallest = x, y, 0.0
    for key in keys:
        taken = min(width, 36 + text_width(key.words, SMALL))
        if left > x and left + taken > x + width:
            left, top, tallest = x, top + tallest, 0.0
        words = paragraph(left + 26, top + 1, width - 26, key.words, REMARK)
        marks += [*key.draw(left + 10, top + 9), *words.marks]
        left += taken + 12
        tallest = max(tallest, words.height + 6)
    return Block(tuple(marks), top + tallest - y + 6) if keys else EMPTY


@dataclass(frozen=True, slots=True)
class Ruler:
    """A numbered axis between two pixels; ``end`` may lie above ``start``, as upright ones do."""

    scale: Scale
    start: float
    end: float
    show: Callable[[str], str] = str

    def at(self, value: float) -> float:
        """The pixel of a value."""
        return self.scale.place(value, self.start, self.end)

    def write(self, tick: float) -> str:
        """A tick as it is written."""
        return self.show(self.scale.write(tick))


def plan_ruler(
    values: Iterable[float],
    start: float,
    end: float,
    *,
    least: float = -inf,
    most: float = inf,
    ticks: int = 6,
    show: Callable[[str], str] = str,
) -> Ruler:
    """An axis that holds every value, with as many ticks as have room for their numbers.

    Args:
        values: What must lie on it.
        start: The pixel of its low end.
        end: The pixel of its high end.
        least: Where the scale of the thing itself begins, such as 0 for shares.
        most: Where it ends.
        ticks: About how many steps, at most.
        show: Makes a number, written the English way, what is shown.
    """
    known = list(values)
    for number in range(ticks, 0, -1):
        ruler = Ruler(plan_scale(known, least=least, most=most, ticks=number), start, end, show)
        if _has_room(ruler):
            return ruler
    ends = (ruler.scale.low, ruler.scale.high)
    return Ruler(Scale(*ends, ruler.scale.ticks[:1], ruler.scale.digits), start, end, show)


def _has_room(ruler: Ruler) -> bool:
    """Whether no number touches the next; as if it lay flat, which upright ones need less than."""
    places = [
        (abs(ruler.at(tick) - ruler.start), text_width(ruler.write(tick), SMALL) / 2)
        for tick in ruler.scale.ticks
    ]
    return all(b - a >= half + other + TICK_GAP for (a, half), (b, other) in pairwise(places))


def lay_axis(ruler: Ruler, top: float, bottom: float) -> tuple[Mark, ...]:
    """Upright gridlines between two heights, their numbers on the 14 pixels above ``top``."""
    marks: list[Mark] = []
    for tick in ruler.scale.ticks:
        x = ruler.at(tick)
        marks.append(Line(((x, top), (x, bottom)), RULE))
        marks.append(Text(x, top - 5, ruler.write(tick), SMALL, fill=MUTED, anchor="middle"))
    return tuple(marks)


def lay_axis_below(ruler: Ruler, top: float, bottom: float) -> tuple[Mark, ...]:
    """The same with the numbers on the 18 pixels below ``bottom``."""
    marks: list[Mark] = []
    for tick in ruler.scale.ticks:
        x = ruler.at(tick)
        marks.append(Line(((x, top), (x, bottom)), RULE))
        marks.append(Text(x, bottom + 16, ruler.write(tick), SMALL, fill=MUTED, anchor="middle"))
    return (*marks, Line(((ruler.start, bottom), (ruler.end, bottom)), FRAME))


def raise_axis(ruler: Ruler, left: float, right: float) -> tuple[Mark, ...]:
    """Level gridlines between two sides, their numbers left of ``left``."""
    marks: list[Mark] = []
    for tick in ruler.scale.ticks:
        y = ruler.at(tick)
        marks.append(Line(((left, y), (right, y)), RULE))
        marks.append(Text(left - 8, y + 4, ruler.write(tick), SMALL, fill=MUTED, anchor="end"))
    return tuple(marks)


def tick_room(ruler: Ruler) -> float:
    """How wide the numbers of an upright axis are, with the gap to it."""
    return 8 + max((text_width(ruler.write(tick), SMALL) for tick in ruler.scale.ticks), default=0)
