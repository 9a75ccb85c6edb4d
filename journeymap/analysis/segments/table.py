"""The answer to where segments or waves differ, and how it prints: a column per group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from journeymap.analysis.segments.notes import to_headline
from journeymap.analysis.segments.records import SegmentRow, SegmentSpread
from journeymap.printed import display_width, shorten
from journeymap.result import MOST_COLUMNS, Cells, Result, show_p

LONGEST_NAME, WIDEST_NAME, FEWEST_GROUPS = 200, 28, 2
EVERYBODY = "everybody"
_PERCENT = " %"
Place = tuple[str, str | None, str | None, str]


@dataclass(frozen=True)
class SegmentTable(Result[SegmentRow]):
    """One metric over all values of a segment's key, or over all waves.

    Args:
        journey: The journey's id.
        settings: What was asked: by, metric, wave, segment, level and q.
        rows: A row per place, metric and group; places in reading order, everybody first.
        notes: What to know before believing it, in whole sentences.
        groups: The values of the key, amounts by number and others as the file has them, or the
            waves, oldest first.
        spreads: A row per place and metric: how far its groups lie apart.
    """

    question: ClassVar[str] = "segments"
    row_type: ClassVar[type[SegmentRow]] = SegmentRow

    groups: tuple[str, ...]
    spreads: tuple[SegmentSpread, ...]

    def headline(self) -> str:
        """Where the groups differ most, in a sentence."""
        return to_headline(self.spreads, self.settings["by"])

    def row_for(self, spread: SegmentSpread, group: str | None) -> SegmentRow | None:
        """The row of a group (None is everybody) at a spread's place; None where it has none."""
        return self._by_place.get((_at(spread), group))

    @cached_property
    def _by_place(self) -> Mapping[tuple[Place, str | None], SegmentRow]:
        return {(_at(row), row.group): row for row in self.rows}

    def lines_below(self) -> Sequence[str]:
        """What a star is, and which groups the table has no room for."""
        stars = any(row.base == "low" and not row.reason for row in self.rows)
        said = ["* rests on fewer than 30 answers."] if stars else []
        hidden = len(self.groups) - len(self._shown) if self.rows else 0
        if hidden:
            groups = "1 group" if hidden == 1 else f"{hidden} groups"
            said.append(f"The table has no room for {groups}; --format csv and rows hold all.")
        return said

    def _cells(self) -> Cells:
        left = self._left()
        shown = self._shown
        p = ["p adj.", *(show_p(one.p_adjusted) for one in self.spreads)]
        cells = [
            [*first, *(self._show(one, group) for group in shown), last]
            for one, first, last in zip(self.spreads, left[1:], p[1:], strict=True)
        ]
        heads = [*left[0], *shown, p[0]]
        start = len(left[0]) - self._has_everybody
        return heads, cells, [*range(start, len(heads))]

    @cached_property
    def _shown(self) -> tuple[str, ...]:
        """The groups whose columns fit, two at least."""
        left = zip(*self._left(), strict=True)
        widths = (min(WIDEST_NAME, max(map(display_width, column))) for column in left)
        used = len("p adj.") + sum(width + 2 for width in widths)  # wider ones are wrapped
        for i, group in enumerate(self.groups):
            cells = [self._show(one, group) for one in self.spreads]
            used += 2 + max(map(display_width, (group, *cells)))
            if used > MOST_COLUMNS and i >= FEWEST_GROUPS:
                return self.groups[:i]
        return self.groups

    def _left(self) -> list[list[str]]:
        """What stands left of the groups: place, metric where there are several, everybody."""
        several = len({one.metric for one in self.spreads}) > 1
        unit = f" ({self._unit.strip()})" if self._unit else ""
        heads = [f"place{unit}", *(["metric"] if several else [])]
        rows = [
            [shorten(one.name, LONGEST_NAME), *([one.metric] if several else [])]
            for one in self.spreads
        ]
        if self._has_everybody:
            heads.append(EVERYBODY)
            rows = [[*row, self._show(s, None)] for row, s in zip(rows, self.spreads, strict=True)]
        return [heads, *rows]

    @cached_property
    def _unit(self) -> str:
        """The per cent sign where it goes without saying, because all values are shares."""
        values = [row.shown_value for row in self.rows if row.value is not None]
        return _PERCENT if all(value.endswith(_PERCENT) for value in values) else ""

    @cached_property
    def _has_everybody(self) -> bool:
        return any(row.group is None for row in self.rows)

    def _show(self, spread: SegmentSpread, group: str | None) -> str:
        row = self.row_for(spread, group)
        if row is None:
            return ""
        mark = "*" if row.base == "low" and not row.reason else ""
        return f"{row.shown_value.removesuffix(self._unit)}{mark}"


def _at(one: SegmentRow | SegmentSpread) -> Place:
    return one.scope, one.touchpoint, one.stage, one.metric
