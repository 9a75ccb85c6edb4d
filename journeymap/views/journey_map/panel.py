"""The verdict at the foot of the map: what to fix first, how sure that is, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journeymap.analysis.priorities.priorities import Priorities
from journeymap.analysis.priorities.rows import PriorityRow
from journeymap.analysis.priorities.weights import show_importance
from journeymap.analysis.ranking.touchpoints import WeakestRow
from journeymap.picture.blocks import EMPTY, Block, Style, framed, stack
from journeymap.picture.fitting import abridge
from journeymap.picture.theme import BODY, HEADING, MARGIN, MUTED, PANEL, SMALL
from journeymap.views.facts import Facts
from journeymap.views.journey_map.panel_table import Cell, Column, lay_table
from journeymap.views.journey_map.reasons import find_reasons, name_whole
from journeymap.views.telling.parts import say_share
from journeymap.wording.words import Words

MOST_ROWS = 5
LEAST_PANEL = 820.0  # the table needs that much
INSET = 20.0
_NAME, _FIGURE, _REMARK = Style(BODY, bold=True), Style(BODY), Style(SMALL, fill=MUTED)


@dataclass(frozen=True, slots=True)
class _Row:
    """A touchpoint in the panel: where it stands, and what is lost there."""

    rank: int
    weakest: WeakestRow
    priority: PriorityRow | None


def weakest_panel(facts: Facts, y: float, right: float, *, most: int = MOST_ROWS) -> Block:
    """The verdict in words, and the first touchpoints with their chances, reasons and intervals.

    They stand by what is lost there where reach or importance are known, else by their chance of
    being the weakest.
    """
    rows = _choose_rows(facts)[:most]
    if not rows:
        return EMPTY
    left, width = MARGIN + INSET, right - MARGIN - 2 * INSET
    head = stack(left, y + 16, width, _head(facts))
    top = y + 16 + head.height + 12
    columns = _columns(rows, facts)
    healths = [
        (row.weakest.pooled_low, row.weakest.pooled_health, row.weakest.pooled_high) for row in rows
    ]
    keys = [(row.weakest.touchpoint, name_whole(row.weakest, facts)) for row in rows]
    table = lay_table(columns, healths, keys, x=left, y=top, width=width, words=facts.words)
    height = top - y + table.height + 10
    ground = framed(MARGIN, y, right - MARGIN, height, PANEL)
    return Block((ground, *head.marks, *table.marks), height + 16)


def _head(facts: Facts) -> list[tuple[str, Style]]:
    """The verdict that the rows stand by is the heading itself, so that nothing is said twice."""
    weighed, words = _weighed(facts), facts.words
    title = words.say(weighed.headline()) if weighed else words("Weakest touchpoints")
    weakest = words.say(facts.weakest.headline())
    return [(title, Style(HEADING + 1, bold=True)), (weakest, _FIGURE)]


def _weighed(facts: Facts) -> Priorities | None:
    """The priorities, where reach or importance tell more than the ranking does."""
    found = facts.priorities
    if found is None or not found.rows:
        return None
    told = [found.settings.get(what) for what in ("reach", "importance")]
    return None if told == ["equal", "equal"] else found


def _choose_rows(facts: Facts) -> list[_Row]:
    ranked = {row.touchpoint: row for row in facts.weakest.rows}
    weighed = _weighed(facts)
    lost = {row.touchpoint: row for row in weighed.rows} if weighed else {}
    order = [id_ for id_ in (lost or ranked) if id_ in ranked][:MOST_ROWS]
    return [_Row(i, ranked[id_], lost.get(id_)) for i, id_ in enumerate(order, 1)]


def _columns(rows: Sequence[_Row], facts: Facts) -> list[Column]:
    words, weighed = facts.words, _weighed(facts)
    level = words.number(f"{100 * facts.weakest.settings['level']:.3g}")
    value = words("value ({percent} % interval)", percent=level)
    columns = [
        Column(words("rank"), [[(str(row.rank), _NAME)] for row in rows], 90.0),
        Column(words("touchpoint, stage"), [_name(row, facts) for row in rows], 460.0),
        Column(value, [_value(row, facts) for row in rows], 220.0),
        Column(words("P(weakest)"), [_chance(row, facts) for row in rows], 110.0),
    ]
    if weighed and weighed.settings.get("reach") != "equal":
        reach = [[(_reach(row.priority, words), _FIGURE)] for row in rows]
        columns.append(Column(words("reach"), reach, 80.0))
    if weighed and weighed.settings.get("importance") != "equal":
        columns.append(Column(words("importance"), [_importance(r, facts) for r in rows], 100.0))
    if weighed:
        first = [[(_first(row.priority, words), _FIGURE)] for row in rows]
        columns.append(Column(words("P(first to fix)"), first, 110.0))
    why = [[(" · ".join(_why(row, facts)), _FIGURE)] for row in rows]
    return [*columns, Column(words("why"), why, 0.0)]


def _why(row: _Row, facts: Facts) -> list[str]:
    """What is lost there, where the rows stand by that, and what makes it stand out."""
    words, priority = facts.words, row.priority
    reasons = find_reasons(row.weakest, facts)
    if priority is not None:
        n = words.number(f"{priority.lost_per_100:,.0f}")
        return [words("{n} points lost per 100 journeys", n=n), *reasons]
    health = words.number(f"{row.weakest.health:.0f}")
    return reasons or [words("health {value}", value=health)]


def _name(row: _Row, facts: Facts) -> Cell:
    stage = facts.journey.stage(row.weakest.stage).name
    return [(abridge(row.weakest.name), _NAME), (abridge(stage), _REMARK)]


def _value(row: _Row, facts: Facts) -> Cell:
    """The value with its answers; a value that fewer than ten answers make is not shown."""
    words, ranked = facts.words, row.weakest
    n = "" if ranked.n is None else words.count(ranked.n, "{n} answer", "{n} answers")
    if ranked.base == "suppressed":
        return [(words("too few answers"), _FIGURE), (n, _REMARK)]
    low = words("low base") if ranked.base == "low" else ""
    return [
        (words.say(ranked.shown), _FIGURE),
        (", ".join(filter(None, (n, low))), _REMARK),
    ]


def _chance(row: _Row, facts: Facts) -> Cell:
    """The chance, and between which ranks it lies nine times in ten."""
    low, high = row.weakest.rank_low, row.weakest.rank_high
    ranks = str(low) if low == high else f"{low}–{high}"
    told = "" if low is None else facts.words("rank {ranks}", ranks=ranks)
    return [(say_share(row.weakest.p_weakest, facts.words), _FIGURE), (told, _REMARK)]


def _reach(row: PriorityRow | None, words: Words) -> str:
    return "–" if row is None else words.number(f"{100 * row.reach:.0f} %")


def _first(row: PriorityRow | None, words: Words) -> str:
    return "–" if row is None else say_share(row.p_first, words)


def _importance(row: _Row, facts: Facts) -> Cell:
    """Against the mean of all, which is 1, as in every table."""
    if row.priority is None:
        return [("–", _FIGURE)]
    return [(facts.words.number(show_importance(row.priority.importance)), _FIGURE)]
