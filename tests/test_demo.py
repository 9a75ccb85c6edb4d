from __future__ import annotations

import json
from pathlib import Path

import pytest

from journeymap.demo import Demo, load_demo, write_demo
from journeymap.files.journeys import load_journey


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return write_demo(tmp_path_factory.mktemp("demo") / "new" / "folder")


def test_the_example_is_measured_in_two_waves() -> None:
    journey = load_demo()
    assert journey.waves == ("2015", "2016")
    assert len(journey.stages) == 4
    assert len(journey.touchpoints) == 16
    assert journey == load_demo()


def test_the_demo_finds_what_the_example_says(done: Demo) -> None:
    assert done.journey == load_demo()
    assert done.weakest.settings["wave"] == "2016"
    assert done.weakest.verdict.kind == "undecided"
    assert set(done.intake) == {"sfo_2015.yaml", "sfo_2016.yaml"}
    assert done.goals.rows


def test_every_file_that_is_named_is_there(done: Demo) -> None:
    assert [path.name for path in done.written] == [
        "airport.yaml", "sfo_2016.yaml", "measured.yaml",
        "readings.csv", "readings.json", "weakest.csv", "weakest.json", "goals.csv", "goals.json",
        "report.html", "map.svg", "map.png", "graph.svg",
    ]  # fmt: skip
    assert all(path.stat().st_size for path in done.written)
    assert len(set(done.written.values())) == len(done.written)


def test_the_files_hold_what_was_found(done: Demo) -> None:
    files = {path.name: path for path in done.written}
    assert load_journey(files["measured.yaml"]) == done.journey
    weakest = json.loads(files["weakest.json"].read_text(encoding="utf-8"))
    assert weakest == done.weakest.to_dict()
    lines = files["goals.csv"].read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(done.goals.rows) + 1


def test_the_demo_can_be_run_again(done: Demo) -> None:
    folder = next(iter(done.written)).parent
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    write_demo(folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    file = tmp_path / "demo"
    file.write_text("mine")
    with pytest.raises(FileExistsError):
        write_demo(file)
    assert file.read_text() == "mine"
