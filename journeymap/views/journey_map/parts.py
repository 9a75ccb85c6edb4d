"""Stages and parts of them before they have a place, and where pages divide them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from journeymap.model.elements import Stage, Touchpoint

STAGE_GAP = 6.0
_Cut = tuple[int, int, float, int]  # bands, stages divided, how uneven bands are, where it begins


@dataclass(frozen=True, slots=True)
class Part:
    """A stage, or a part of one, before it has a place.

    Args:
        stage: The stage.
        touchpoints: Those of its touchpoints that stand in it.
        columns: How wide their columns are at least; a stage without touchpoints takes one.
        continued: Whether the stage began before.
        least: How wide it is at least.
    """

    stage: Stage
    touchpoints: tuple[Touchpoint, ...]
    columns: tuple[float, ...]
    continued: bool = False
    least: float = 0.0

    @property
    def width(self) -> float:
        """The least that it needs."""
        return sum(self.columns)

    def take(self, start: int, end: int) -> Part:
        """The part of its columns from one up to another, as wide as its name needs."""
        if (start, end) == (0, len(self.columns)):
            return self
        columns = self.columns[start:end]
        grown = max(1.0, self.least / sum(columns)) if sum(columns) else 1.0
        return replace(
            self,
            touchpoints=self.touchpoints[start:end],
            columns=tuple(grown * column for column in columns),
            continued=start > 0,
        )


def total(group: Sequence[Part]) -> float:
    """How wide parts are side by side."""
    return sum(part.width for part in group) + STAGE_GAP * (len(group) - 1)


def cut_bands(parts: Sequence[Part], most: float, columns: int | None) -> list[list[Part]]:
    """The parts in as few bands as possible, cut between stages where that makes no more of them.

    Args:
        parts: All stages, undivided.
        most: How wide a band may be; one column alone may be wider.
        columns: How many columns a band may have; any number where None.
    """
    cells = [(number, i) for number, part in enumerate(parts) for i in range(len(part.columns))]
    best: list[_Cut] = [(0, 0, 0.0, 0)]
    for end in range(1, len(cells) + 1):
        inside = end < len(cells) and cells[end][1] > 0
        found: _Cut | None = None
        for start in range(end - 1, -1, -1):
            width = total(_take(parts, cells[start:end]))
            alone = end - start == 1
            if not alone and (width > most + 1e-6 or (columns and end - start > columns)):
                break
            bands, divided, uneven, _ = best[start]
            cut = (bands + 1, divided + inside, uneven + width**2, start)
            found = cut if found is None else min(found, cut)
        assert found is not None
        best.append(found)
    groups: list[list[Part]] = []
    end = len(cells)
    while end:
        start = best[end][3]
        groups.insert(0, _take(parts, cells[start:end]))
        end = start
    return groups


def _take(parts: Sequence[Part], cells: Sequence[tuple[int, int]]) -> list[Part]:
    """The columns from the first cell to the last, stage by stage."""
    (first, start), (last, stop) = cells[0], cells[-1]
    ends = [len(part.columns) for part in parts]
    return [
        parts[n].take(start if n == first else 0, stop + 1 if n == last else ends[n])
        for n in range(first, last + 1)
    ]
