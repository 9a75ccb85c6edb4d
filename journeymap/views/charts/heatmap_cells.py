"""The cells of a heat map: what is written in each, how it is shaded and how it is marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from journeymap.analysis.segments.records import SegmentRow, SegmentSpread
from journeymap.picture.lettering import text_width
from journeymap.picture.marks import Box, Mark, Text
from journeymap.picture.plotting import Key
from journeymap.picture.signs import hatch
from journeymap.picture.theme import BODY, GRID, INK, MUTED, PANEL, PAPER, SHADES, SMALL
from journeymap.statistics.base_sizes import LOW_BASE
from journeymap.views.shades import shade_for
from journeymap.wording.words import Words

Kind = Literal["shown", "low", "hidden", "blank"]
End = Literal["", "worst", "best"]
SIGNS = {"": "", "worst": "▼ ", "best": "▲ "}
HATCH, STEP = 5.0, 7.0  # height of the hatched strip, and from stroke to stroke


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a heat map.

    Args:
        text: What is written in it, without the sign of an end.
        ground: Its colour.
        ink: The colour of its text.
        kind: Whether its value is shown, rests on few answers, is hidden or is not there.
        end: Whether it is the worst or the best of a row whose groups clearly differ.
    """

    text: str = ""
    ground: str = PAPER
    ink: str = INK
    kind: Kind = "blank"
    end: End = ""

    @property
    def written(self) -> str:
        """The value with its sign."""
        return f"{SIGNS[self.end]}{self.text}"

    @property
    def is_bold(self) -> bool:
        """Whether it is an end."""
        return bool(self.end)


def make_cell(row: SegmentRow | None, spread: SegmentSpread, unit: str, words: Words) -> Cell:
    """The cell of a group at a place.

    Args:
        row: The group's row; None where nothing is measured.
        spread: How far the groups of the place lie apart.
        unit: What all values end in, which is left out.
        words: The fixed words.
    """
    if row is None:
        return Cell()
    if row.value is None:
        return Cell("–", PANEL, MUTED, "hidden")
    ground, ink = (PAPER, INK) if row.health is None else shade_for(row.health)
    text = words.number(row.shown_value.removesuffix(unit))
    kind: Kind = "low" if row.base in ("low", "not_measured") else "shown"
    return Cell(text, ground, ink, kind, _find_end(row, spread))


def _find_end(row: SegmentRow, spread: SegmentSpread) -> End:
    if not spread.differs or row.group is None:
        return ""
    if row.group == spread.worst:
        return "worst"
    return "best" if row.group == spread.best else ""


def cell_width(cell: Cell) -> float:
    """The room that what is written takes."""
    return text_width(cell.written, BODY, bold=cell.is_bold)


def draw_cell(cell: Cell, box: Box) -> tuple[Mark, ...]:
    """A cell in its box: ground, hatching where few answered, and the value."""
    ground = Box(box.x, box.y, box.width, box.height, cell.ground, GRID)
    if cell.kind == "blank":
        return (ground,)
    baseline = box.y + box.height / 2 + 0.36 * BODY
    middle = box.x + box.width / 2
    value = Text(middle, baseline, cell.written, BODY, cell.is_bold, False, cell.ink, "middle")
    marks: list[Mark] = [ground]
    if cell.kind == "low":
        strip = Box(box.x + 3, box.y + box.height - HATCH - 1, box.width - 6, HATCH)
        marks += hatch(strip, cell.ink, STEP)
    if cell.end:
        marks.append(frame(box))
    return (*marks, value)


def frame(box: Box) -> Box:
    """The frame of an end, inside its cell."""
    return Box(box.x + 1, box.y + 1, box.width - 2, box.height - 2, "", INK, 1.6)


def find_keys(cells: Iterable[Cell], words: Words) -> Sequence[Key]:
    """What the shades, signs and marks of these cells mean."""
    found = list(cells)
    kinds = {cell.kind for cell in found}
    keys = _shade_keys({cell.ground for cell in found}, words)
    if any(cell.end for cell in found):
        keys.append(Key(_end_key, words("▼ worst and ▲ best where groups clearly differ")))
    if "low" in kinds:
        keys.append(Key(_low_key, words("hatched: fewer than {n} answers", n=LOW_BASE)))
    if "hidden" in kinds:
        told = words("not shown: fewer than ten answers, or it would tell such a value")
        keys.append(Key(_hidden_key, told))
    if "blank" in kinds:
        keys.append(Key(_blank_key, words("empty: not measured")))
    return keys


def _shade_keys(grounds: set[str], words: Words) -> list[Key]:
    if not any(ground == shade for ground in grounds for shade, _ in SHADES):
        return []
    step = 100 // len(SHADES)
    keys = []
    for i, (ground, _) in enumerate(SHADES):
        low, high = 100 - (i + 1) * step, 100 - i * step
        told = words("health {low} to {high}", low=low, high=high) if not i else f"{low}–{high}"
        keys.append(Key(_shaded(ground), told))
    return keys


def _shaded(ground: str) -> Callable[[float, float], Sequence[Mark]]:
    return lambda x, y: (Box(x - 9, y - 6, 18, 12, ground, GRID),)


def _end_key(x: float, y: float) -> tuple[Mark, ...]:
    return (Box(x - 9, y - 6, 18, 12, PAPER, INK, 1.6),)


def _low_key(x: float, y: float) -> tuple[Mark, ...]:
    return (Box(x - 9, y - 6, 18, 12, PAPER, GRID), *hatch(Box(x - 8, y - 3, 16, HATCH), INK, STEP))


def _hidden_key(x: float, y: float) -> tuple[Mark, ...]:
    ground = Box(x - 9, y - 6, 18, 12, PANEL, GRID)
    return (ground, Text(x, y + 4, "–", SMALL, fill=MUTED, anchor="middle"))


def _blank_key(x: float, y: float) -> tuple[Mark, ...]:
    return (Box(x - 9, y - 6, 18, 12, PAPER, GRID),)
