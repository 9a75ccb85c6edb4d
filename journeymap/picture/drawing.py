"""A finished drawing: a described picture that can be written, painted and shown in a notebook."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.errors import DrawingError
from journeymap.files.writing import write_whole
from journeymap.picture.marks import Picture
from journeymap.picture.svg import to_svg

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FORMATS = (".svg", ".png", ".pdf")


@dataclass(frozen=True, repr=False)
class Drawing:
    """A picture of a journey.

    Args:
        picture: The picture as plain marks.
        notes: What to know about how it was drawn, in whole sentences.
        path: The file it was written to; None where it wasn't.

    Example:
        >>> from journeymap.picture.marks import Text
        >>> drawing = Drawing(Picture(90, 30, "Shop", "", (Text(9, 20, "Cart"),)))
        >>> "Cart" in drawing.to_svg(), drawing.path
        (True, None)
    """

    picture: Picture
    notes: tuple[str, ...] = ()
    path: Path | None = None

    def to_svg(self) -> str:
        """The picture as SVG text; the same picture gives the same text."""
        return to_svg(self.picture)

    def to_figure(self) -> Figure:
        """The picture as a matplotlib figure."""
        from journeymap.picture.figure import to_figure  # noqa: PLC0415 - loads matplotlib

        return to_figure(self.picture)

    def save(self, out: str | Path) -> Drawing:
        """Writes the picture, whole or not at all; the suffix says svg, png or pdf.

        Returns:
            The drawing with its path, and a note where the fonts lack letters of a png or pdf.

        Raises:
            DrawingError: if the suffix is none of the three.
            OSError: if the file can't be written.
        """
        suffix = Path(out).suffix.lower()
        if suffix not in FORMATS:
            raise DrawingError(
                f"{out}: a picture is written as {', '.join(FORMATS[:-1])} or {FORMATS[-1]}"
            )
        if suffix == ".svg":
            return replace(self, path=write_whole(out, self.to_svg()))
        from journeymap.picture.figure import missing_letters, paint  # noqa: PLC0415 - loads matplotlib

        path = write_whole(out, paint(self.picture, "png" if suffix == ".png" else "pdf"))
        missing = missing_letters(self.picture)
        note = (
            f"No installed font has {missing}; install one, such as Noto Sans CJK, or draw an svg."
        )
        return replace(self, path=path, notes=(*self.notes, note) if missing else self.notes)

    def __repr__(self) -> str:
        size = f"{self.picture.width:.0f} x {self.picture.height:.0f}"
        return f"<Drawing {self.picture.title!r}, {size}{f', {self.path}' if self.path else ''}>"

    def _repr_svg_(self) -> str:
        return self.to_svg()
