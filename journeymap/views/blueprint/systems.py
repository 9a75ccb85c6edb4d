"""The row of systems: one that several neighbouring touchpoints rest on is one wide box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from journeymap.picture.blocks import EMPTY, GAP, Block, Style, lane_label, stack
from journeymap.picture.fitting import abridge
from journeymap.picture.marks import Box, Group, Mark, Polygon
from journeymap.picture.theme import LINK, PAPER, SMALL
from journeymap.text import to_folded
from journeymap.views.facts import Facts
from journeymap.views.journey_map.plan import Band, Slot

STYLE = Style(SMALL)
PADDING, CLOSE = 6.0, 4.0  # above and below a name; and where room is dear


@dataclass(frozen=True, slots=True)
class Run:
    """A system at touchpoints that stand side by side.

    Args:
        name: What it is called, as its first touchpoint writes it.
        first: The place of the first column.
        last: The place of the last column.
        system: The system, where its name is not all that the box says.
    """

    name: str
    first: int
    last: int
    system: str = ""

    @property
    def key(self) -> str:
        """The system's own name."""
        return self.system or self.name


def find_runs(columns: Sequence[Sequence[str]]) -> list[list[Run]]:
    """The boxes of each line below each other: a system keeps its line where there is room.

    Args:
        columns: The systems of each column.

    Example:
        >>> for line in find_runs([["CRM"], ["CRM", "Mail"], ["Mail"], ["crm"]]):
        ...     print([(run.name, run.first, run.last) for run in line])
        [('CRM', 0, 1), ('CRM', 3, 3)]
        [('Mail', 1, 2)]
    """
    names: dict[str, str] = {}
    places: dict[str, list[int]] = {}
    for place, systems in enumerate(columns):
        for name in systems:
            known = places.setdefault(to_folded(names.setdefault(to_folded(name), name)), [])
            if place not in known[-1:]:
                known.append(place)
    lines: list[list[Run]] = []
    for key, found in places.items():
        runs = list(_join(names[key], found))
        line = next((line for line in lines if not _collide(line, runs)), None)
        if line is None:
            lines.append(runs)
        else:
            line += runs
    return lines


def _join(name: str, places: Sequence[int]) -> Iterator[Run]:
    first = last = places[0]
    for place in places[1:]:
        if place > last + 1:
            yield Run(name, first, last)
            first = place
        last = place
    yield Run(name, first, last)


def _collide(line: Sequence[Run], runs: Sequence[Run]) -> bool:
    return any(a.first <= b.last and b.first <= a.last for a in line for b in runs)


def system_row(band: Band, facts: Facts, y: float, *, gap: float = GAP) -> Block:
    """The systems below each other in as few lines as they need."""
    lines = find_runs([slot.touchpoint.systems for slot in band.slots])
    before, after = _find_beyond(band, facts)
    if not lines:
        return EMPTY
    label = lane_label(y + gap, facts.words("Systems"))
    marks: list[Mark] = list(label.marks)
    top = y + gap
    for line in lines:
        said = [_name_run(run, before, facts) for run in line]
        boxes = [(run, *_ends(run, band.slots)) for run in said]
        used = [
            stack(0.0, 0.0, right - left - 16, [(abridge(r.name), STYLE)])
            for r, left, right in boxes
        ]
        height = max(block.height for block in used) + 2 * (PADDING if gap == GAP else CLOSE)
        for (run, left, right), block in zip(boxes, used, strict=True):
            marks.append(_box(run, left, right, top, height, block.height))
            if run.last == len(band.slots) - 1 and to_folded(run.key) in after:
                marks.append(_point_onward(right, top + height / 2))
        top += height + 6
    return Block(tuple(marks), max(label.height + 2 * gap, top - y + gap - 6))


def _find_beyond(band: Band, facts: Facts) -> tuple[set[str], set[str]]:
    """The systems of the touchpoints just before a band and just after it."""
    if not band.slots:
        return set(), set()
    order = facts.journey.touchpoints
    places = {touchpoint.id: place for place, touchpoint in enumerate(order)}
    shown = [places[slot.touchpoint.id] for slot in band.slots]
    beside = (order[max(0, shown[0] - 1) : shown[0]], order[shown[-1] + 1 : shown[-1] + 2])
    before, after = ({to_folded(n) for t in one for n in t.systems} for one in beside)
    return before, after


def _name_run(run: Run, before: set[str], facts: Facts) -> Run:
    """A run whose name says that it goes on from the page or the row before."""
    if run.first or to_folded(run.name) not in before:
        return run
    return replace(run, name=facts.words("{name} (continued)", name=run.name), system=run.name)


def _point_onward(x: float, y: float) -> Polygon:
    """A tip at the right end of a box: it goes on at the next page, or in the next row."""
    return Polygon(((x + 1, y - 5), (x + 7, y), (x + 1, y + 5)), fill=LINK)


def _ends(run: Run, slots: Sequence[Slot]) -> tuple[float, float]:
    first, last = slots[run.first], slots[run.last]
    return first.x + 4, last.x + last.width - 4


def _box(run: Run, left: float, right: float, y: float, height: float, used: float) -> Group:  # noqa: PLR0917 - a box and its words
    box = Box(left, y, right - left, height, PAPER, LINK, radius=2.0)
    top = y + (height - used) / 2
    said = [(abridge(run.name), STYLE)]
    text = stack((left + right) / 2, top, right - left - 16, said, anchor="middle")
    return Group((box, *text.marks), title=run.name)
