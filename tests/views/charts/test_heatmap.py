from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from journeymap.analysis.segments.measuring import measure_segments
from journeymap.demo import load_demo
from journeymap.model.journey import Journey
from journeymap.picture.contrast import READABLE, measure_contrast
from journeymap.picture.marks import Box, Line, Text
from journeymap.picture.theme import LIGHT, SHADES
from journeymap.views.charts.heatmap import MOST_GROUPS, MOST_ROWS, describe_heatmap, draw_heatmap
from journeymap.wording.words import Words
from tests.views.charts.chart_marks import SCRIPTS, of_kind, rows_of, texts_of
from tests.views.fitting_checks import check_fit, check_fit_in_browser

WORDS = Words()


def make_shop(*groups: tuple[str, int, int], names: tuple[str, ...] = ("Pay",)) -> Journey:
    """Each group's name, how many are not satisfied, and of how many; alike at all touchpoints."""
    touchpoints = [{"id": f"t{i}", "name": name} for i, name in enumerate(names)]
    readings = [
        {"touchpoint": f"t{i}", "metric": "csat_top_box", "segment": {"plan": group},
         "counts": {2: bad, 5: n - bad}}
        for i in range(len(names))
        for group, bad, n in groups
    ]  # fmt: skip
    stages = [{"id": "buy", "name": "Buy it", "touchpoints": touchpoints}]
    return Journey.model_validate({"name": "Shop", "stages": stages, "readings": readings})


def test_every_value_stands_in_its_cell() -> None:
    found = measure_segments(load_demo())
    rows = rows_of(describe_heatmap(found, WORDS))
    touchpoints = [spread for spread in found.spreads if spread.touchpoint]
    assert list(rows) == [spread.touchpoint for spread in touchpoints]
    for spread in touchpoints:
        group = rows[spread.touchpoint or ""]
        values = [t.text for t in of_kind(group.marks, Text) if t.anchor == "middle"]
        cells = [found.row_for(spread, g) for g in (None, *found.groups)]
        shown = [row.shown_value.removesuffix(" %") if row else "" for row in cells]
        assert [value.lstrip("▼▲ ") for value in values] == [value for value in shown if value]


def test_shade_follows_health_and_can_be_read() -> None:
    picture = describe_heatmap(measure_segments(load_demo()), WORDS)
    grounds = dict(SHADES)
    seen = set()
    for group in rows_of(picture).values():
        boxes = [box for box in of_kind(group.marks, Box) if box.fill]
        values = [text for text in of_kind(group.marks, Text) if text.anchor == "middle"]
        for box, value in zip(boxes, values, strict=True):
            health = float(value.text.lstrip("▼▲ "))
            assert box.fill == SHADES[min(4, int((100 - health) / 20))][0]
            assert value.fill == grounds[box.fill]
            contrast = measure_contrast(LIGHT.colour_of(value.fill), LIGHT.colour_of(box.fill))
            assert contrast >= READABLE
            seen.add(box.fill)
    assert len(seen) == 4


def test_the_ends_of_what_differs_are_signed_and_framed() -> None:
    found = measure_segments(load_demo())
    rows = rows_of(describe_heatmap(found, WORDS))
    for spread in found.spreads:
        if spread.touchpoint:
            said = texts_of(rows[spread.touchpoint].marks)
            ends = [text[0] for text in said if text[:1] in "▼▲" and text]
            assert sorted(ends) == (["▲", "▼"] if spread.differs else [])
            assert any(text.startswith("clearly" if spread.differs else "not") for text in said)


def test_few_answers_are_hatched_and_fewer_hidden() -> None:
    shop = make_shop(("free", 20, 200), ("pro", 4, 20), ("team", 1, 4))
    picture = describe_heatmap(measure_segments(shop), WORDS)
    row = rows_of(picture)["t0"]
    values = [t.text for t in of_kind(row.marks, Text) if t.anchor == "middle"]
    assert values == ["90.0", "80.0", "–"]
    cells = [box for box in of_kind(row.marks, Box) if box.fill]
    strokes = [line for line in of_kind(row.marks, Line) if line.stroke != "rule"]
    assert strokes
    assert all(cells[1].x <= x <= cells[1].x + cells[1].width for s in strokes for x, _ in s.points)
    said = " ".join(texts_of(picture.marks))
    assert "hatched: fewer than 30 answers" in said
    assert "not shown: fewer than ten answers" in said
    assert "team not shown, 4 answers" in picture.description


def test_what_is_not_measured_is_empty() -> None:
    shop = make_shop(("free", 20, 200), ("pro", 40, 200), names=("Cart", "Pay"))
    shop = shop.replace(readings=shop.readings[:3])
    picture = describe_heatmap(measure_segments(shop), WORDS)
    assert (
        len([t for t in of_kind(rows_of(picture)["t1"].marks, Text) if t.anchor == "middle"]) == 1
    )
    assert "empty: not measured" in texts_of(picture.marks)


def test_of_many_the_widest_are_drawn() -> None:
    groups = [(f"g{i:02}", 20 + i, 200) for i in range(MOST_GROUPS + 2)]
    names = tuple(f"Place {i}" for i in range(MOST_ROWS + 3))
    picture = describe_heatmap(measure_segments(make_shop(*groups, names=names)), WORDS)
    assert len(rows_of(picture)) == MOST_ROWS
    said = texts_of(picture.marks)
    assert "And 3 more places not drawn." in said
    assert "And 2 more groups not drawn." in said
    assert "g21" not in said


def test_waves_and_stages_by_name() -> None:
    drawing = draw_heatmap(load_demo())
    said = texts_of(drawing.picture.marks)
    assert {"Get to the airport", "whole journey", "everybody", "A"} <= set(said)
    waves = draw_heatmap(measure_segments(load_demo(), "wave"))
    assert waves.picture.title == "Differences between waves"
    assert "everybody" not in texts_of(waves.picture.marks)


def test_nothing_to_draw_is_said() -> None:
    drawing = draw_heatmap(load_demo().replace(readings=()))
    message = "Nothing to compare between waves: no measured reading has a wave."
    assert " ".join(texts_of(drawing.picture.marks)) == message
    check_fit(drawing.picture)


def test_fixed_words_and_numbers_are_of_the_language() -> None:
    said = texts_of(draw_heatmap(load_demo(), language="ru").picture.marks)
    assert "73,2" in said


def test_names_of_every_script_fit() -> None:
    groups = [(name, 20 + 9 * i, 200) for i, name in enumerate(SCRIPTS)]
    check_fit(describe_heatmap(measure_segments(make_shop(*groups, names=SCRIPTS)), WORDS))


def test_any_journey_fits(journey: Journey) -> None:
    check_fit(draw_heatmap(journey).picture)


def test_hostile_names_stay_names(hostile: Journey) -> None:
    segment = {"plan": "</text><script>alert(1)</script>"}
    readings = [r.replace(segment=segment) for r in hostile.readings]
    svg = draw_heatmap(hostile.with_readings(readings)).to_svg()
    assert "<script" not in svg


@pytest.mark.browser
def test_it_fits_in_a_browser(tmp_path: Path) -> None:
    groups = [(name, 20 + 9 * i, 200) for i, name in enumerate(SCRIPTS)]
    shop = make_shop(*groups, names=SCRIPTS)
    check_fit_in_browser([draw_heatmap(load_demo()).picture, draw_heatmap(shop).picture], tmp_path)


def test_it_is_written_the_same_twice(tmp_path: Path) -> None:
    files: list[Any] = [tmp_path / "a.svg", tmp_path / "b.svg"]
    for file in files:
        draw_heatmap(load_demo(), out=file)
    assert files[0].read_bytes() == files[1].read_bytes()
