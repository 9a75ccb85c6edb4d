"""Every picture of a journey in Hebrew reads from right to left, with a language tag or without."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

import journeymap as jm
from journeymap.errors import DrawingError
from journeymap.model.journey import Journey
from journeymap.picture.drawing import Drawing
from journeymap.picture.mirroring import mirror
from tests.analysis.drivers.shop import make_table

NAMES = {"find": "חיפוש", "cart": "עגלה", "pay": "תשלום"}
SOURCE = {
    **{id_: {"touchpoint": id_, "metric": "csat"} for id_ in ("cart", "pay")},
    "nps": {"scope": "journey", "metric": "nps"},
}


@cache
def make_shop(**tag: str) -> Journey:
    """Enough for a row in every chart."""
    readings = [
        {"touchpoint": id_, "metric": "csat", "wave": wave, "value": value, "n": 120, **group}
        for i, id_ in enumerate(NAMES)
        for wave, value in (("2024", 4.4 - i), ("2025", 4.1 - i))
        for group in ({}, {"segment": {"area": "A"}}, {"segment": {"area": "B"}})
    ]
    touchpoints = [
        {"id": id_, "name": name, "importance": i + 1}
        for i, (id_, name) in enumerate(NAMES.items())
    ]
    return Journey.model_validate({
        "name": "קנייה באינטרנט", "stages": [{"id": "buy", "name": "קנייה",
        "touchpoints": touchpoints}], "readings": readings, "starts": {"find": 100},
        "transitions": [{"from": "find", "to": "cart", "count": 60},
                        {"from": "cart", "to": "pay", "count": 40}], **tag,
    })  # fmt: skip


def draw_drivers(journey: Journey, **more: Any) -> Drawing:
    found = jm.find_drivers(journey, make_table(), jm.Source(questions=SOURCE), outcome="nps")
    return jm.draw_drivers(found, journey=journey, **more)


def draw_plan(journey: Journey, **more: Any) -> Drawing:
    found = jm.compare_plan(journey.replace(transitions=()), journey)
    return jm.draw_plan(found, journey=journey, engine="layered", **more)


DRAWN: Mapping[str, Callable[..., Drawing]] = {
    "draw_map": jm.draw_map,
    "draw_graph": partial(jm.draw_graph, engine="layered"),
    "draw_blueprint": jm.draw_blueprint,
    "draw_ranking": jm.draw_ranking,
    "draw_priorities": jm.draw_priorities,
    "draw_matrix": jm.draw_matrix,
    "draw_comparison": jm.draw_comparison,
    "draw_heatmap": jm.draw_heatmap,
    "draw_trend": jm.draw_trend,
    "draw_flow": jm.draw_flow,
    "draw_drivers": draw_drivers,
    "draw_plan": draw_plan,
}
NO_JOURNEY = {"draw_calibration"}


def test_every_public_picture_is_here() -> None:
    assert {name for name in jm.__all__ if name.startswith("draw_")} == {*DRAWN, *NO_JOURNEY}


@pytest.mark.parametrize("name", DRAWN)
def test_letters_turn_a_picture_without_a_tag(name: str) -> None:
    by_letters, tagged, english = (
        DRAWN[name](make_shop(**tag)).picture
        for tag in ({}, {"language": "he"}, {"language": "en"})
    )
    assert by_letters == tagged == mirror(english)
    assert by_letters != english


QUESTIONS: Mapping[str, Callable[[Journey], Any]] = {
    "draw_ranking": jm.find_weakest,
    "draw_priorities": jm.find_priorities,
    "draw_matrix": jm.find_quadrants,
    "draw_comparison": jm.compare_waves,
    "draw_heatmap": jm.measure_segments,
    "draw_trend": jm.measure_trend,
    "draw_flow": jm.measure_flow,
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_result_with_its_journey_is_drawn_as_the_journey_is(name: str) -> None:
    shop = make_shop()
    assert DRAWN[name](QUESTIONS[name](shop), journey=shop) == DRAWN[name](shop)


@pytest.mark.parametrize("name", [*DRAWN, *NO_JOURNEY])
def test_a_wrong_suffix_is_told_before_anything_is_asked(name: str, tmp_path: Path) -> None:
    draw = getattr(jm, name)
    with pytest.raises(DrawingError, match=r"did you mean '\.svg'"):
        draw(None, out=tmp_path / "x.svgg")
