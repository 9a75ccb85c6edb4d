from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from journeymap.analysis.goals.standing import measure_goals_at
from journeymap.analysis.goals.table import GoalTable
from journeymap.demo import load_demo
from journeymap.errors import UnknownNameError
from journeymap.model.journey import Journey
from journeymap.picture.drawing import Drawing
from journeymap.views.dot import to_dot
from journeymap.views.draw import draw_graph, draw_map
from journeymap.views.facts import find_facts

ALLOWED = {"svg", "title", "desc", "g", "a", "rect", "text", "tspan", "path", "circle", "line"} | {
    "polygon",
    "polyline",
    "defs",
    "marker",
    "style",
    "clipPath",
}


def own_graph(journey: Journey) -> Drawing:
    return draw_graph(journey, engine="layered")


@pytest.mark.parametrize("draw", [draw_map, own_graph], ids=["map", "graph"])
def test_hostile_names_are_shown_and_do_nothing(
    hostile: Journey, draw: Callable[[Journey], Drawing]
) -> None:
    root = ET.fromstring(draw(hostile).to_svg())
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= ALLOWED
    attributes = {name.rpartition("}")[2] for element in root.iter() for name in element.attrib}
    assert not [name for name in attributes if name.startswith("on")]
    shown = "".join(root.itertext())
    for name in ("$5 and $10", "<unclosed", "{a|b|<p> c}", "javascript:alert(1)", "a_b^c {x}"):
        assert name in shown
    assert not any(ord(letter) < 32 and letter not in "\n\t" for letter in shown)


@pytest.mark.parametrize("draw", [draw_map, own_graph], ids=["map", "graph"])
@pytest.mark.parametrize(("suffix", "start"), [(".png", b"\x89PNG\r\n"), (".pdf", b"%PDF-")])
def test_hostile_names_come_out_as_png_and_pdf(
    hostile: Journey,
    draw: Callable[[Journey], Drawing],
    suffix: str,
    start: bytes,
    tmp_path: Path,
) -> None:
    drawing = draw(hostile).save(tmp_path / f"out{suffix}")
    assert drawing.path is not None
    assert drawing.path.read_bytes().startswith(start)
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"out{suffix}"]


def test_the_same_journey_gives_the_same_bytes(journey: Journey) -> None:
    for draw in (draw_map, own_graph):
        assert draw(journey).to_svg() == draw(journey).to_svg()


def test_the_bytes_do_not_hang_on_the_process() -> None:
    script = (
        "import hashlib, journeymap as jm; j = jm.load_demo(); "
        "a, b = jm.draw_map(j), jm.draw_graph(j, engine='layered'); "
        "print(hashlib.sha256((a.to_svg() + b.to_svg() + jm.to_dot(j)).encode()).hexdigest())"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", script],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        for seed in ("0", "1")
    ]
    found = {process.communicate()[0].strip() for process in running}
    journey = load_demo()
    here = draw_map(journey).to_svg() + own_graph(journey).to_svg() + to_dot(journey)
    assert found == {hashlib.sha256(here.encode()).hexdigest()}


def test_metric_wave_and_segment_choose_what_is_shown() -> None:
    journey = load_demo()
    facts = find_facts(journey, metric="satisfied", wave="2015")
    assert facts.experience.wave == "2015"
    assert facts.experience.metric == journey.metric("satisfied")
    assert facts.weakest.settings["wave"] == "2015"
    assert "wave 2015" in draw_map(journey, wave="2015").to_svg()


@pytest.mark.parametrize("draw", [draw_map, draw_graph])
def test_unknown_names_are_refused(draw: Callable[..., Drawing]) -> None:
    journey = Journey.model_validate({"name": "Shop", "stages": [{"name": "Buy"}]})
    with pytest.raises(UnknownNameError, match=r"^no metric 'cst'; did you mean 'csat'\?$"):
        draw(journey, metric="cst")


def test_out_writes_the_file(tmp_path: Path, journey: Journey) -> None:
    for draw, name in ((draw_map, "map.svg"), (own_graph, "graph.svg")):
        out = tmp_path / name
        drawing = draw(journey)
        drawing.save(out)
        assert out.read_text(encoding="utf-8") == drawing.to_svg()
    assert draw_map(journey, out=tmp_path / "again.svg").path == tmp_path / "again.svg"
    assert draw_graph(journey, engine="layered", out=tmp_path / "g.svg").path == tmp_path / "g.svg"


def test_the_graph_measures_the_goals_of_the_whole_journey_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tables = []

    def keep(*args: Any, **asked: Any) -> GoalTable:
        tables.append(measure_goals_at(*args, **asked))
        return tables[0]

    monkeypatch.setattr("journeymap.views.draw.measure_goals_at", keep)
    own_graph(load_demo())
    (table,) = tables
    assert {row.scope for row in table.rows} <= {"journey"}
    assert table.stages == ()


def test_a_map_as_svg_loads_nothing_that_it_can_do_without() -> None:
    heavy = {"matplotlib", "scipy", "networkx", "duckdb", "jinja2", "pandas", "polars"}
    heavy |= {"journeymap.views.journey_graph.describe", "journeymap.statistics.ranking.priorities"}
    counts = {"cart": {1: 200, 5: 100}, "pay": {1: 100, 5: 200}}
    readings = [{"touchpoint": t, "metric": "csat", "counts": n} for t, n in counts.items()]
    stages = [{"name": "Buy", "touchpoints": ["Cart", "Pay"]}]
    journey = {"name": "Shop", "stages": stages, "readings": readings}
    code = f"""
import sys
from journeymap.model.journey import Journey
from journeymap.views.draw import draw_map
draw_map(Journey.model_validate({journey!r})).to_svg()
print({heavy!r} & set(sys.modules))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
