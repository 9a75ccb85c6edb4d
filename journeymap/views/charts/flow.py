"""The flow: who comes how far, where journeys end, how many succeed, and what a change would do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from journeymap.analysis.flow.findings import show_share
from journeymap.analysis.flow.journey_flow import JourneyFlow
from journeymap.analysis.flow.measuring import measure_flow
from journeymap.analysis.flow.records import FlowRow
from journeymap.model.journey import Journey
from journeymap.picture.blocks import Block
from journeymap.picture.drawing import Drawing
from journeymap.picture.marks import Mark, Picture
from journeymap.picture.plot_tables import PlotColumn, Row, Table, TextColumn, figures, names
from journeymap.picture.plotting import Key, Ruler, Sheet, compose, plan_ruler
from journeymap.picture.theme import ThemeOrFile
from journeymap.views.charts.draw import draw_chart
from journeymap.views.charts.flow_change import Change, draw_changes, find_changes
from journeymap.views.charts.flow_signs import (
    draw_reach,
    draw_success,
    lost_key,
    reach_key,
    success_key,
)
from journeymap.views.charts.phrases import is_unsure, tell_base, tell_ends, tell_more
from journeymap.views.charts.places import name_stages, name_touchpoints
from journeymap.wording.words import Words

MOST_ROWS = 40
SMALLEST_LOOP = 0.05  # rounds of those who come there: fewer are not worth a word


def draw_flow(
    found: Journey | JourneyFlow,
    *,
    journey: Journey | None = None,
    out: str | Path | None = None,
    language: str | None = None,
    theme: ThemeOrFile | None = None,
) -> Drawing:
    """The flow as a chart: reach and drop-off along the journey, completion, what-if.

    Args:
        found: What ``measure_flow`` found; a journey is asked first, with its defaults.
        journey: What a result is about, for the names of its stages, its language and direction;
            ids stand for names where None. A journey that is asked is this one itself.
        out: File to write: .svg, .png or .pdf; none where None.
        language: Of the fixed words: "en", "pl" or "ru"; that of the journey where None.
        theme: Its colours and font, or their file; the light one where None.

    Returns:
        The drawing. Touchpoints stand in the journey's order; of a result alone by their reach.
        Of more than 40 the 40 where most journeys are lost are drawn, and it says how many more
        there are.

    Raises:
        ValueError: if there are no words in ``language``.
        DrawingError: if the suffix of ``out`` is none of the three.
        OSError: if the file can't be written.

    Example:
        >>> shop = Journey(
        ...     name="Shop", stages=[{"name": "Buy", "touchpoints": ["Find", "Cart", "Pay"]}],
        ...     starts={"find": 1000},
        ...     transitions=[{"from": "find", "to": "cart", "count": 600},
        ...                  {"from": "cart", "to": "pay", "count": 450}])
        >>> draw_flow(shop).picture.title
        'Flow'
    """
    return draw_chart(
        found,
        measure_flow,
        describe_flow,
        journey=journey,
        out=out,
        language=language,
        theme=theme,
    )


def describe_flow(found: JourneyFlow, words: Words, journey: Journey | None = None) -> Picture:
    """The chart as plain marks.

    Args:
        found: The flow.
        words: The fixed words.
        journey: Whose stages and touchpoints they are, touchpoints in its order; where None stages
            are shown by their ids, and touchpoints by reach.
    """
    touchpoints = name_touchpoints(journey)
    known = touchpoints or {row.touchpoint: row.name for row in found.rows}
    rows = _take(found.rows, touchpoints)
    changes = find_changes(found, words)
    sheet = Sheet(
        words("Flow"),
        words.say(found.headline()),
        _in_words(found, rows, words),
        words("share of journeys that come there, and what is lost after it") if rows else "",
        (
            *tell_more(len(found.rows) - len(rows), words),
            *map(words.say, found.findings[1:]),
            *map(words.say, found.notes),
        ),
        list(_keys(rows, words)),
    )
    if not rows:
        return compose(sheet)
    table = _make_table(found, rows, words, name_stages(journey), known)
    return compose(sheet, lambda y: _draw(table, changes, words, y), width=table.width)


def _take(rows: Sequence[FlowRow], order: Mapping[str, str]) -> list[FlowRow]:
    """The touchpoints where most is lost, in the journey's order; else by reach, success last."""
    kept = sorted(rows, key=lambda row: (not row.success, -row.drop_off))[:MOST_ROWS]
    if not order:
        return sorted(kept, key=lambda row: (row.success, -row.reach))
    places = {id_: i for i, id_ in enumerate(order)}
    return sorted(kept, key=lambda row: places.get(row.touchpoint, len(places)))


def _draw(table: Table, changes: Sequence[Change], words: Words, y: float) -> Block:
    flow = table.draw(y)
    tried = draw_changes(changes, words, y + flow.height + 22, table.width)
    height = flow.height + (22 + tried.height if changes else 0)
    return Block((*flow.marks, *tried.marks), height)


def _make_table(
    found: JourneyFlow,
    rows: Sequence[FlowRow],
    words: Words,
    stages: Mapping[str, str],
    known: Mapping[str, str],
) -> Table:
    """A row per touchpoint, and one for completion."""
    heading = words("reach and loss, % of journeys")
    completion = found.completion if sum(row.success for row in rows) != 1 else None
    lines = [_to_line(found, row, stages, known, words) for row in rows]
    if completion is not None:
        share = words.number(show_share(completion.value))
        place = (words("Completion"), words("come to success"))
        lines.append(_Line(Row("", words.say(found.headline())), place, share))

    def draw(i: int, ruler: Ruler, y: float) -> Sequence[Mark]:
        if i == len(rows) or rows[i].success:
            share = rows[i].reach if i < len(rows) else 0.0
            alone = found.completion if i == len(rows) or completion is None else None
            return draw_success(ruler, y, share, alone)
        return draw_reach(ruler, y, rows[i], is_unsure(rows[i].base))

    columns: list[TextColumn | PlotColumn] = [
        names([line.place for line in lines], words("touchpoint")),
        PlotColumn(heading, lambda a, b: plan_ruler((0, 100), a, b, show=words.number), draw),
        figures([line.reach for line in lines], words("reach")),
        figures([line.lost for line in lines], words("lost here")),
        figures([line.rate for line in lines], words("of visits")).with_remarks(
            [line.base for line in lines]
        ),
    ]
    return Table([line.row for line in lines], columns)


@dataclass(frozen=True, slots=True)
class _Line:
    """The texts of a row."""

    row: Row
    place: tuple[str, str]
    reach: str
    lost: str = ""
    rate: str = ""
    base: str = ""


def _to_line(
    found: JourneyFlow,
    row: FlowRow,
    stages: Mapping[str, str],
    known: Mapping[str, str],
    words: Words,
) -> _Line:
    needed = words("◆ every way leads here") if row.must_pass and not row.success else ""
    remarks = (stages.get(row.stage, row.stage), needed, *_tell_loops(found, row, known, words))
    return _Line(
        Row(row.touchpoint, _row_in_words(row, words)),
        (row.name, "\n".join(remark for remark in remarks if remark)),
        words.number(show_share(row.reach)),
        "" if row.success else words.number(show_share(row.drop_off)),
        "" if row.success else _tell_rate(row, words),
        tell_base(row.base, words),
    )


def _tell_rate(row: FlowRow, words: Words) -> str:
    """The share of visits after which journeys end, with its interval."""
    value = show_share(row.exit_rate)
    if row.exit_low is None or row.exit_high is None:
        return words.number(value)
    low, high = (f"{100 * end:.1f}" for end in (row.exit_low, row.exit_high))
    return tell_ends(value, low, high, words)


def _tell_loops(
    found: JourneyFlow, row: FlowRow, known: Mapping[str, str], words: Words
) -> Iterator[str]:
    """With what journeys go to and fro there, and how often."""
    for loop in found.loops:
        if row.touchpoint not in loop.touchpoints or loop.repeats < SMALLEST_LOOP:
            continue
        others = [known.get(id_, id_) for id_ in loop.touchpoints if id_ != row.touchpoint]
        times = words.number(f"{loop.repeats:.2f}")
        if others:
            yield words("↻ {times} times with {name}", times=times, name=others[0])
        else:
            yield words("↻ {times} times", times=times)


def _row_in_words(row: FlowRow, words: Words) -> str:
    reach = words("reach {share}", share=words.number(show_share(row.reach)))
    if row.success:
        return f"{row.name}: {reach}, {words('success')}"
    lost = words("lost here {share}", share=words.number(show_share(row.drop_off)))
    rate = words("of visits {share}", share=_tell_rate(row, words))
    parts = (reach, lost, rate, words("every way leads here") if row.must_pass else "")
    return f"{row.name}: {', '.join(part for part in (*parts, tell_base(row.base, words)) if part)}"


def _in_words(found: JourneyFlow, rows: Sequence[FlowRow], words: Words) -> str:
    return "\n".join(
        (*map(words.say, found.findings), *(_row_in_words(row, words) for row in rows))
    )


def _keys(rows: Sequence[FlowRow], words: Words) -> Sequence[Key]:
    keys = [Key(reach_key, words("go on")), Key(lost_key, words("hatched: lost here"))]
    if any(row.success for row in rows):
        keys.append(Key(success_key, words("success, with its interval")))
    return keys
