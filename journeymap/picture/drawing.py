"""A finished drawing: described pages that can be written, painted and shown in a notebook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.errors import DrawingError, find_nearest, quote
from journeymap.files.writing import write_whole
from journeymap.picture.marks import Picture
from journeymap.picture.svg import to_svg

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FORMATS = (".svg", ".png", ".pdf")
_OF_REPORTS = (".html", ".pptx", ".xlsx", ".md")
_USUAL = "\u0530"  # before it stand Latin, Greek and Cyrillic
_FONTS = "such as Noto Sans CJK for Chinese, Japanese and Korean or Noto Emoji"


def check_suffix(out: str | Path | None) -> str:
    """The suffix of a picture's file, in small letters; empty where none is to be written.

    Asked before anything is measured, so that a slip costs no time.

    Raises:
        DrawingError: if it is none that a picture is written as, with the nearest.

    Example:
        >>> check_suffix("Map.SVG"), check_suffix(None)
        ('.svg', '')
    """
    suffix = "" if out is None else Path(out).suffix.lower()
    if out is None or suffix in FORMATS:
        return suffix
    kinds = f"{', '.join(FORMATS[:-1])} or {FORMATS[-1]}"
    if not suffix:
        name = Path(out).name
        if name.startswith("."):
            better = f"map{name if name.lower() in FORMATS else '.svg'}"
            raise DrawingError(f"{out}: a suffix without a name before it; write {better}")
        raise DrawingError(f"{out}: the suffix says what is written, {kinds}; write {name}.svg")
    if suffix in _OF_REPORTS:
        raise DrawingError(f"{out}: a picture is written as {kinds}; a report by journeymap report")
    near = find_nearest(suffix, FORMATS)
    meant = f"; did you mean {quote(near)}?" if near else ""
    raise DrawingError(f"{out}: a picture is written as {kinds}, not as {quote(suffix)}{meant}")


@dataclass(frozen=True, repr=False)
class Drawing:
    """A picture of a journey, on one page or several.

    Args:
        picture: The picture, or its first page, as plain marks.
        notes: What to know about how it was drawn, in whole sentences.
        paths: The files it was written to; none where it wasn't.
        further: Its other pages.

    Example:
        >>> from journeymap.picture.marks import Text
        >>> drawing = Drawing(Picture(90, 30, "Shop", "", (Text(9, 20, "Cart"),)))
        >>> "Cart" in drawing.to_svg(), len(drawing.pages), drawing.path
        (True, 1, None)
    """

    picture: Picture
    notes: tuple[str, ...] = ()
    paths: tuple[Path, ...] = ()
    further: tuple[Picture, ...] = ()

    @property
    def pages(self) -> tuple[Picture, ...]:
        """All pages in their order; most drawings have one."""
        return (self.picture, *self.further)

    @property
    def path(self) -> Path | None:
        """The file it was written to, or the first of them; None where it wasn't."""
        return self.paths[0] if self.paths else None

    def to_svg(self) -> str:
        """The picture, or its first page, as SVG text; the same picture gives the same text."""
        return to_svg(self.picture)

    def to_figure(self) -> Figure:
        """The picture, or its first page, as a matplotlib figure."""
        from journeymap.picture.figure import to_figure  # noqa: PLC0415 - loads matplotlib

        return to_figure(self.picture)

    def save(self, out: str | Path) -> Drawing:
        """Writes the picture, each file whole or not at all; the suffix says svg, png or pdf.

        A pdf holds all pages; of an svg or png each page is a file: map.svg, map-2.svg, map-3.svg.

        Returns:
            The drawing with its paths, and notes: which files there are where there are several,
            and which letters no font here has.

        Raises:
            DrawingError: if the suffix is none of the three.
            OSError: if a file can't be written.
        """
        suffix = check_suffix(out)
        if suffix == ".svg":
            texts = [to_svg(page) for page in self.pages]
            contents, told = [text.encode() for text in texts], _note_unseen(texts)
        else:
            contents, told = _paint(self.pages, suffix)
        files = _name_files(Path(out), len(contents))
        paths = tuple(write_whole(file, data) for file, data in zip(files, contents, strict=True))
        notes = (*self.notes, *_note_files(paths), *told)
        return replace(self, paths=paths, notes=notes)

    def __repr__(self) -> str:
        size = f"{self.picture.width:.0f} x {self.picture.height:.0f}"
        pages = f", {len(self.pages)} pages" if self.further else ""
        where = f", {self.path}" if self.path else ""
        return f"<Drawing {self.picture.title!r}, {size}{pages}{where}>"

    def _repr_svg_(self) -> str:
        return self.to_svg()


def _paint(pages: tuple[Picture, ...], suffix: str) -> tuple[list[bytes], tuple[str, ...]]:
    """The files' bytes, and what is to know about their fonts."""
    # all load matplotlib
    from journeymap.picture.binding import bind_pages  # noqa: PLC0415
    from journeymap.picture.figure import missing_letters, paint  # noqa: PLC0415
    from journeymap.picture.fonts import is_installed  # noqa: PLC0415

    png = suffix == ".png"
    contents = [paint(page, "png") for page in pages] if png else [bind_pages(pages)]
    missing = "".join(dict.fromkeys("".join(map(missing_letters, pages))))
    font = pages[0].theme.font
    absent = (f"The theme's font {font} isn't installed here; drawn in another.",)
    return contents, (*_note_letters(missing), *(absent if font and not is_installed(font) else ()))


def _note_unseen(texts: Sequence[str]) -> tuple[str, ...]:
    """Which letters SVGs show as boxes, at least on this machine."""
    letters = dict.fromkeys("".join(texts))
    if all(letter < _USUAL for letter in letters):
        return ()
    from journeymap.picture.installed import find_missing  # noqa: PLC0415 - seldom needed

    missing = find_missing("".join(letters))
    if not missing:
        return ()
    one = "whoever looks at the picture needs one"
    return (f"No font here has {missing}; {one}, {_FONTS}.",)


def _name_files(out: Path, count: int) -> list[Path]:
    """A file per page: the one asked for, then the same with its page's number."""
    return [out, *(out.with_stem(f"{out.stem}-{page}") for page in range(2, count + 1))]


def _note_files(paths: tuple[Path, ...]) -> tuple[str, ...]:
    if len(paths) < 2:
        return ()
    return (f"{len(paths)} pages: {paths[0].name} to {paths[-1].name}.",)


def _note_letters(missing: str) -> tuple[str, ...]:
    if not missing:
        return ()
    return (f"No installed font has {missing}; install one, {_FONTS}, or draw an svg.",)
