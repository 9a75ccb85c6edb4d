"""Native bar charts: they can be edited as data, and take the colours of the file's theme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from journeymap.documents.bars import Bars
from journeymap.documents.slides.deck import SMALLEST, Deck, Slide
from journeymap.documents.slides.embedding import embed
from journeymap.documents.slides.panel import Place
from journeymap.documents.slides.shapes import describe
from journeymap.documents.slides.units import to_emu, to_rgb
from journeymap.picture.lettering import clean_line, text_width
from journeymap.picture.theme import BAND, FAINT, FRAME, INK, PAPER, POOR, POOR_GROUND, SERIES

_ChartData: Any = CategoryChartData  # the library is typed in part only
_THICKEST = 46.0  # of a bar, in pixels
_LEAST_GAP, _MOST_GAP = 55.0, 400.0  # per cent
_LABELS = 0.42  # the share of the width that names may take


def can_chart(bars: Bars, width: float) -> bool:
    """Whether the names fit beside the bars in one line each, so that none is cut or turned."""
    widest = max(text_width(clean_line(label), SMALLEST + 2) for label in bars.labels)
    return widest <= _LABELS * width


def add_bar_chart(deck: Deck, slide: Slide, bars: Bars, room: Place, *, title: str) -> None:
    """A native bar chart that fills its room, the first bar on top.

    Args:
        deck: Whose colours mark what the verdict names.
        slide: Where it is added.
        bars: What it shows.
        room: Its left and upper edge, its width and height.
        title: Its alternative text.
    """
    labels = [clean_line(label) for label in bars.labels]
    data: Any = _ChartData(number_format=bars.form)
    data.categories = [f"{i}" for i in range(len(labels))]  # the real ones come below
    for name, values in bars.series:
        data.add_series(clean_line(name), values)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *map(to_emu, room), data)
    describe(frame, title, name="chart")
    chart = frame.chart
    _name_categories(chart, labels)
    embed(chart, labels, bars.series)
    _style(deck, chart, bars)
    chart.plots[0].gap_width = _find_gap(len(labels), len(bars.series), room[3])
    if bars.lows:
        _add_intervals(deck, chart, bars)


def _find_gap(bars: int, series: int, height: float) -> int:
    """The room between bars, in per cent of their thickness: few bars are not made thick."""
    thick = series * _THICKEST
    return round(min(_MOST_GAP, max(_LEAST_GAP, 100 * (height / bars / thick - 1))))


def _name_categories(chart: Any, labels: Sequence[str]) -> None:
    """Writes the names into the chart itself, which shows them without opening the workbook."""
    for category in chart._chartSpace.iter(qn("c:cat")):
        points = category.findall(f".//{qn('c:pt')}")
        for point, label in zip(points, labels, strict=True):
            point.find(qn("c:v")).text = label


def _style(deck: Deck, chart: Any, bars: Bars) -> None:
    chart.font.size = Pt(11)
    chart.font.color.rgb = to_rgb(deck.colour(INK))
    chart.has_title = False
    chart.has_legend = len(bars.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    _style_axes(deck, chart, bars)
    _style_labels(chart.plots[0], bars)
    _colour_bars(deck, chart.plots[0], bars)


def _style_axes(deck: Deck, chart: Any, bars: Bars) -> None:
    """Names from top to bottom; no numbers, since each bar says its value."""
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order = True
    names.format.line.color.rgb = to_rgb(deck.colour(FRAME))
    names.has_major_gridlines, names.tick_labels.offset = False, 60
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    values.visible = values.has_major_gridlines = False
    values.reverse_order = deck.turned
    if bars.least >= 0:
        values.minimum_scale = 0


def _style_labels(plot: Any, bars: Bars) -> None:
    """The values, beside the bars or, where intervals stand there, inside."""
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format = "0.0%" if bars.form == "0%" else bars.form
    labels.number_format_is_linked = False
    labels.font.size = Pt(11)
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    if bars.lows:
        labels.position = XL_LABEL_POSITION.INSIDE_BASE
        labels.font.bold = True


def _colour_bars(deck: Deck, plot: Any, bars: Bars) -> None:
    """The last series in the theme's first colour; what the verdict names in red.

    Bars with intervals are light, so that a line is seen over its whole length; those of few
    answers are hollow.
    """
    if bars.lows:
        _outline_bars(deck, plot, bars)
        return
    plot.overlap, plot.vary_by_categories = 0, False
    for k, series in enumerate(plot.series):
        last = k == len(bars.series) - 1
        _fill(series, deck.colour(SERIES[0] if last else FAINT))
        for i in bars.marked if len(bars.series) == 1 else ():
            _fill(series.points[i], deck.colour(POOR))


def _outline_bars(deck: Deck, plot: Any, bars: Bars) -> None:
    plot.overlap, plot.vary_by_categories = 0, False
    (series,) = plot.series
    _fill(series, deck.colour(BAND))
    _outline(series, deck.colour(SERIES[0]))
    for i in sorted(bars.marked | bars.unsure):
        colours = (POOR_GROUND, POOR) if i in bars.marked else (BAND, SERIES[0])
        point = series.points[i]
        _fill(point, deck.colour(PAPER if i in bars.unsure else colours[0]))
        _outline(point, deck.colour(colours[1]), dashed=i in bars.unsure)


def _outline(part: Any, colour: str, *, dashed: bool = False) -> None:
    line = part.format.line
    line.color.rgb, line.width = to_rgb(colour), Pt(1.25)
    if dashed:
        line.dash_style = MSO_LINE.DASH


def _fill(part: Any, colour: str) -> None:
    part.format.fill.solid()
    part.format.fill.fore_color.rgb = to_rgb(colour)


def _add_intervals(deck: Deck, chart: Any, bars: Bars) -> None:
    """Intervals as error bars, which the library has no words for."""
    ends = zip(("plus", "minus"), bars.reaches, strict=True)
    written = "".join(
        f'<c:{side}><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{len(found)}"/>'
        + "".join(f'<c:pt idx="{i}"><c:v>{v:.12g}</c:v></c:pt>' for i, v in enumerate(found))
        + f"</c:numLit></c:{side}>"
        for side, found in ends
    )
    colour = deck.colour(INK).removeprefix("#")
    bar = (
        f'<c:errBars {nsdecls("c", "a")}><c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="0"/>{written}<c:spPr><a:ln w="15875"><a:solidFill>'
        f'<a:srgbClr val="{colour}"/></a:solidFill></a:ln></c:spPr></c:errBars>'
    )
    series = chart._chartSpace.find(f".//{qn('c:ser')}")
    series.find(qn("c:cat")).addprevious(parse_xml(bar))
