"""How model differences and rows are printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeymap.analysis.changes.records import ModelDifferences
from journeymap.analysis.changes.rows import ChangeRow
from journeymap.model.journey import Journey
from journeymap.printed import to_line

MOST_LINES, LONGEST = 40, 40


def tell_model(found: ModelDifferences, before: Journey, after: Journey) -> tuple[str, ...]:
    """A line per difference: "+" for what came, "-" for what went, "~" for what changed."""
    return tuple(map(to_line, _tell(found, before, after)))


def _tell(found: ModelDifferences, before: Journey, after: Journey) -> Iterator[str]:
    yield from (f"+ stage {after.stage(id_).name}" for id_ in found.stages_added)
    yield from (f"- stage {before.stage(id_).name}" for id_ in found.stages_removed)
    for sign, ids, journey in (("+", found.added, after), ("-", found.removed, before)):
        for id_ in ids:
            touchpoint, stage = journey.touchpoint(id_), journey.stage_for(id_)
            yield f"{sign} touchpoint {touchpoint.name} ({stage.name})"
    for one in found.renamed:
        if one.before != one.after:
            yield f"~ {one.scope} {one.before} is now called {one.after}"
        else:
            yield f"~ {one.scope} {one.after} has the id {one.id}, was {one.id_before}"
    for one in found.perhaps_renamed:
        yield f"? {one.scope} {one.before} is perhaps {one.after} now"
    for move in found.moved:
        was, now = before.stage(move.before).name, after.stage(move.after).name
        yield f"~ touchpoint {move.name} moved from {was} to {now}"
    for goal in found.reworded_goals:
        yield f"~ {goal.name}, goal: {goal.before or 'none'} → {goal.after or 'none'}"
    for change in found.changed:
        was, now = (_cut(text or "none") for text in (change.before, change.after))
        yield f"~ {change.name}, {change.what}: {was} → {now}"


def _cut(text: str, longest: int = LONGEST) -> str:
    line = to_line(text)
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def cut_lines(lines: Sequence[str]) -> list[str]:
    """The lines that are printed: not more than a screen of them."""
    if len(lines) <= MOST_LINES:
        return [*lines]
    return [*lines[:MOST_LINES], f"… and {len(lines) - MOST_LINES:,} differences more"]


def is_low(row: ChangeRow) -> bool:
    """Whether a row says something on few answers."""
    return row.base == "low" and row.change != "not comparable"
