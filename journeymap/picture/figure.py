"""A picture as a matplotlib figure, and from there as PNG or PDF.

No window, no pyplot, no settings of the reader's: what comes out depends on the picture and on the
installed fonts. Loading matplotlib takes a while, so import this where a figure is asked for.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby
from math import sqrt
from typing import Any, Literal

from journeymap.errors import DrawingError
from journeymap.picture.colouring import in_colour
from journeymap.picture.direction import has_right_to_left
from journeymap.picture.fonts import FAMILY, Fonts, choose_fonts, quietly
from journeymap.picture.lettering import clean_line, find_clusters
from journeymap.picture.marks import (
    Arrow,
    Box,
    Circle,
    Group,
    Line,
    Mark,
    Outline,
    Picture,
    Point,
    Polygon,
    Text,
)
from journeymap.picture.strokes import cut_arrow, find_dashes

with quietly():
    import matplotlib as mpl
    from matplotlib.axes import Axes
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.collections import PathCollection
    from matplotlib.colors import to_rgba
    from matplotlib.figure import Figure
    from matplotlib.patches import BoxStyle
    from matplotlib.path import Path
    from matplotlib.transforms import TransformedPath

PIXELS_PER_INCH = 96
_POINTS = 72 / PIXELS_PER_INCH  # matplotlib measures letters and lines in points
_LONGEST_SIDE = 60_000  # Agg takes less than 2**16 pixels to a side
_MOST_PIXELS = 30_000_000  # at four bytes each
_MISSING = "□"  # narrower than what text_width allows for any letter that may be missing
UNSAID = {"png": ("Software",), "pdf": ("Creator", "Producer", "CreationDate")}  # they change
_SIDES = {"start": "left", "middle": "center", "end": "right"}
_SETTINGS: dict[Any, Any] = {  # what a reader's own settings must not change
    "lines.scale_dashes": False,
    "path.effects": [],
    "path.sketch": None,
    "pdf.use14corefonts": False,
    "savefig.bbox": None,
    "savefig.facecolor": "auto",
    "savefig.transparent": False,
    "text.hinting": "none",
    "text.usetex": False,
}
Kind = Literal["png", "pdf"]
_Shape = Box | Polygon | Line | Arrow | Outline | Circle


def to_figure(picture: Picture) -> Figure:
    """The picture as a figure with one set of axes that fills it, a pixel to a unit at 96 dpi.

    Groups and links leave no trace; marks keep their order. Text is never read as mathematics.

    Example:
        >>> figure = to_figure(Picture(192, 96, "Price", "", (Text(9, 20, "$5 and $10"),)))
        >>> figure.get_size_inches().tolist(), figure.axes[0].texts[0].get_text()
        ([2.0, 1.0], '$5 and $10')
    """
    picture = in_colour(picture)
    with quietly(), mpl.rc_context(_SETTINGS):
        fonts = choose_fonts(_letters_of(picture), picture.theme.font)
        figure = Figure(dpi=PIXELS_PER_INCH, facecolor=picture.background or "none")
        figure.set_size_inches(picture.width / PIXELS_PER_INCH, picture.height / PIXELS_PER_INCH)
        figure.set_layout_engine("none")
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1), xlim=(0, picture.width), ylim=(picture.height, 0))
        axes.set_axis_off()
        runs = groupby(_flatten(picture.marks), key=_sort_of)
        for order, (_, run) in enumerate(runs):
            _add_run(axes, list(run), fonts, order)
    return figure


def paint(picture: Picture, kind: Kind, scale: float = 2.0) -> bytes:
    """The file's bytes, the same for the same picture, fonts and matplotlib.

    Args:
        picture: What to paint.
        kind: The kind of file.
        scale: Pixels of a PNG to one of the picture, above 0. It is lowered where the image would
            be longer than 60,000 pixels or have more than 30 million; PDF has no pixels.

    Raises:
        DrawingError: The scale is not above 0.

    Example:
        >>> paint(Picture(9, 9, "A dot", "", (Circle(4, 4, 2, fill="#aa3377"),)), "pdf")[:4]
        b'%PDF'
    """
    if not scale > 0:
        raise DrawingError(f"can't draw at scale {scale:g}; it must be above 0")
    width, height = picture.width, picture.height
    most = min(_LONGEST_SIDE / max(width, height), sqrt(_MOST_PIXELS / (width * height)))
    buffer, figure = io.BytesIO(), to_figure(picture)
    with settled((picture,)):
        dpi = PIXELS_PER_INCH * min(scale, most)
        figure.savefig(buffer, format=kind, dpi=dpi, metadata=dict.fromkeys(UNSAID[kind]))
    return buffer.getvalue()


@contextmanager
def settled(pictures: Sequence[Picture]) -> Iterator[None]:
    """Settings under which the same pictures give the same file."""
    plain = all(
        choose_fonts(_letters_of(picture), picture.theme.font)[0] == (FAMILY,)
        for picture in pictures
    )
    # readers of PDF stumble over type 42 where a font has PostScript outlines, as the Noto CJK have
    with quietly(), mpl.rc_context({**_SETTINGS, "pdf.fonttype": 42 if plain else 3}):
        yield


def missing_letters(picture: Picture) -> str:
    """The letters that no installed font of ours has, each once, in the order of the picture.

    They come out as boxes in PNG and PDF; an SVG leaves them to the fonts of its reader.

    Example:
        >>> missing_letters(Picture(9, 9, "", "", (Text(0, 9, "Zażółć $5 ✓"),)))
        ''
    """
    letters = _letters_of(picture)
    _, missing = choose_fonts(letters, picture.theme.font)
    return "".join(letter for letter in letters if letter in missing)


def _letters_of(picture: Picture) -> str:
    texts = (clean_line(mark.text) for mark in _flatten(picture.marks) if isinstance(mark, Text))
    return "".join(dict.fromkeys("".join(texts)))


def _flatten(marks: Iterable[Mark]) -> Iterator[_Shape | Text]:
    for mark in marks:
        if isinstance(mark, Group):
            yield from _flatten(mark.marks)
        elif isinstance(mark, Arrow):
            shaft, head = cut_arrow(mark)
            yield from (replace(mark, points=shaft), head)
        else:
            yield mark


def _sort_of(mark: _Shape | Text) -> str:
    """What can be added to a figure together: texts, shapes, and outlines with round ends."""
    return "text" if isinstance(mark, Text) else "round" if isinstance(mark, Outline) else "miter"


def _add_run(axes: Axes, run: list[_Shape | Text], fonts: Fonts, order: int) -> None:
    """Add neighbouring marks of one sort; shapes go together, which is many times faster."""
    shapes = [mark for mark in run if not isinstance(mark, Text)]
    # texts are not clipped, yet without this each would make itself a path to be clipped by
    frame = TransformedPath(axes.patch.get_path(), axes.transAxes)
    for mark in run:
        if isinstance(mark, Text):
            _add_text(axes, mark, fonts, order, frame)
    if shapes:
        collection = PathCollection(
            [_to_path(shape) for shape in shapes],
            facecolors=[_to_colour(shape, "fill") for shape in shapes],
            edgecolors=[_to_colour(shape, "stroke") for shape in shapes],
            linewidths=[shape.stroke_width * _POINTS if shape.stroke else 0 for shape in shapes],
            linestyles=[_to_dashes(mark) for mark in shapes],
            joinstyle="round" if isinstance(shapes[0], Outline) else "miter",
            capstyle="round" if isinstance(shapes[0], Outline) else None,
            transform=axes.transData,
            zorder=order,
        )
        axes.add_collection(collection, autolim=False)


def _add_text(axes: Axes, mark: Text, fonts: Fonts, order: int, frame: TransformedPath) -> None:
    families, missing = fonts
    shown = _replace_missing(clean_line(mark.text), missing)
    italic = mark.italic and not has_right_to_left(shown)  # Hebrew and Arabic have no italics
    axes.text(
        mark.x,
        mark.y,
        shown,
        family=families,
        size=mark.size * _POINTS,
        weight="bold" if mark.bold else "normal",
        style="italic" if italic else "normal",
        color=mark.fill or "none",
        ha=_SIDES[mark.anchor],
        parse_math=False,
        clip_path=frame,
        zorder=order,
    )


def _replace_missing(text: str, missing: frozenset[str]) -> str:
    """One box for each letter that is missing, whatever it is made of."""
    return "".join(
        _MISSING if cluster[0] in missing else "".join(c for c in cluster if c not in missing)
        for cluster in find_clusters(text)
    )


def _to_dashes(shape: _Shape) -> Any:
    lengths = tuple(length * _POINTS for length in find_dashes(shape))
    return (0, lengths) if lengths else "solid"


def _to_colour(shape: _Shape, part: Literal["fill", "stroke"]) -> tuple[float, ...]:
    opacity = shape.opacity if isinstance(shape, Polygon) else 1
    return to_rgba(getattr(shape, part, "") or "none", opacity)


def _to_path(shape: _Shape) -> Path:
    match shape:
        case Circle(x, y, radius):
            return Path.circle((x, y), radius)
        case Box(x, y, width, height):
            radius = min(shape.radius, width / 2, height / 2)
            style = BoxStyle.Round(0, radius) if radius > 0 else BoxStyle.Square(0)
            return style(x, y, width, height, 1)
        case Polygon(points):
            return Path((*points, points[0]), closed=True)
        case Line(points):
            return Path(points)
        case Outline(parts):
            return Path.make_compound_path(*map(_to_curve, parts))
        case Arrow(points):
            return _to_curve(points)


def _to_curve(points: tuple[Point, ...]) -> Path:
    return Path(points, [Path.MOVETO, *[Path.CURVE4] * (len(points) - 1)])
