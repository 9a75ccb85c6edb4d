"""What a change would do: before and after on one axis, with the interval of the difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journeymap.analysis.flow.findings import show_share
from journeymap.analysis.flow.journey_flow import JourneyFlow
from journeymap.picture.blocks import EMPTY, Block, Style, paragraph
from journeymap.picture.marks import Arrow, Mark
from journeymap.picture.plot_tables import PlotColumn, Row, Table, figures, names
from journeymap.picture.plotting import Ruler, plan_ruler
from journeymap.picture.signs import dot, whisker
from journeymap.picture.theme import BODY, CURVE, GOOD, MARGIN, POOR
from journeymap.views.charts.phrases import tell_ends
from journeymap.wording.words import Words

HEAD = Style(BODY, bold=True)
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Change:
    """What moves, on an axis from 0 to 100.

    Args:
        asked: What was changed, as it was written.
        name: What moves: completion or the journey's score.
        before: Its value as it is.
        after: Its value after the change.
        low: Lower end of the interval of the difference; None where unknown.
        high: Upper end of it.
        shown: The difference as people read it.
        ends: Both values as people read them.
    """

    asked: str
    name: str
    before: float
    after: float
    low: float | None
    high: float | None
    shown: str
    ends: str


def find_changes(found: JourneyFlow, words: Words) -> Sequence[Change]:
    """What a what-if says of completion and of the journey's score; nothing without one."""
    tried = found.what_if
    if tried is None:
        return ()
    asked, changes = "; ".join(tried.changes), []
    if tried.completion is not None and tried.uplift is not None:
        shares = (tried.completion - tried.uplift, tried.completion)
        low, high = (None if e is None else 100 * e for e in (tried.low, tried.high))
        ends = " → ".join(words.number(show_share(share)) for share in shares)
        shown = _tell_difference(100 * tried.uplift, low, high, words)
        before, after = (100 * share for share in shares)
        name = words("completion, %")
        changes.append(Change(asked, name, before, after, low, high, shown, ends))
    if tried.score is not None and tried.score_uplift is not None:
        before, after = tried.score - tried.score_uplift, tried.score
        ends = " → ".join(words.number(f"{value:.1f}") for value in (before, after))
        shown = _tell_difference(tried.score_uplift, None, None, words)
        name = words("journey score, health 0 to 100")
        changes.append(Change(asked, name, before, after, None, None, shown, ends))
    return tuple(changes)


def _tell_difference(by: float, low: float | None, high: float | None, words: Words) -> str:
    if abs(by) < 100 * _NOTHING:
        return words("changes nothing")
    if low is None or high is None:
        return words.number(f"{by:+.1f}")
    return tell_ends(f"{by:+.1f}", f"{low:+.1f}", f"{high:+.1f}", words)


def draw_changes(changes: Sequence[Change], words: Words, y: float, width: float) -> Block:
    """A row per thing that moves, from the left margin.

    Args:
        changes: What moves.
        words: The fixed words.
        y: The top.
        width: How wide it is at least.
    """
    if not changes:
        return EMPTY
    head = paragraph(MARGIN, y, width, words("What if {asked}", asked=changes[0].asked), HEAD)
    rows = [Row("", f"{change.name}: {change.ends}, {change.shown}") for change in changes]

    def plan(start: float, end: float) -> Ruler:
        return plan_ruler(_values(changes), start, end, least=0, most=100, show=words.number)

    def draw(i: int, ruler: Ruler, middle: float) -> Sequence[Mark]:
        return _draw_change(changes[i], ruler, middle)

    columns = (
        names([(change.name, "") for change in changes], ""),
        PlotColumn(words("○ as it is, ● after the change"), plan, draw),
        figures([change.ends for change in changes], words("before → after")),
        figures([change.shown for change in changes], words("difference, points")),
    )
    table = Table(rows, columns, least=width)
    drawn = table.draw(y + head.height + 6)
    return Block((*head.marks, *drawn.marks), head.height + 6 + drawn.height)


def _values(changes: Sequence[Change]) -> list[float]:
    values = []
    for change in changes:
        values += [change.before, change.after]
        values += [change.before + end for end in (change.low, change.high) if end is not None]
    return values


def _draw_change(change: Change, ruler: Ruler, y: float) -> Sequence[Mark]:
    """An arrow from before to after, and the interval of the difference around its end."""
    start, end = ruler.at(change.before), ruler.at(change.after)
    ends = [None if e is None else change.before + e for e in (change.low, change.high)]
    colour = GOOD if change.after >= change.before else POOR
    marks: list[Mark] = [*whisker(ruler, y, ends[0], ends[1], colour=CURVE)]
    side = 1 if end > start else -1
    known = [ruler.at(e) - 4 * side for e in ends if e is not None]
    a, b = start + 6 * side, side * min(side * x for x in (end - 7 * side, *known))
    if side * (b - a) > 10:
        marks.append(Arrow(((a, y), (a, y), (b, y), (b, y)), colour, 2.4))
    return (*marks, dot(start, y, hollow=True), dot(end, y, colour=colour))
