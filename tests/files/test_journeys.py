from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings

from journeymap.errors import JourneyError, JourneymapError
from journeymap.files.checking import check_journey
from journeymap.files.journeys import load_journey, save_journey
from journeymap.files.spelling import to_json_text, to_yaml_text
from journeymap.model.journey import Journey
from journeymap.text import Percent
from tests.strategies import journeys

SHOP = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}])


def loaded(text: str) -> Journey:
    checked = check_journey(text.encode(), file="f")
    assert checked.journey is not None, [str(problem) for problem in checked.problems]
    return checked.journey


def test_nought_percent_is_saved_alike() -> None:
    journey = SHOP.replace(
        readings=[{"touchpoint": "pay", "metric": "churn", "value": Percent(0.0), "n": 9}]
    )
    text = to_yaml_text(journey)
    assert "value: 0," in text
    assert to_yaml_text(loaded(text)) == text


@settings(max_examples=30, deadline=None)
@given(journeys())
def test_what_is_saved_is_loaded_and_saved_alike(journey: Journey) -> None:
    for write in (to_yaml_text, to_json_text):
        text = write(journey)
        again = loaded(text)
        assert again == journey
        assert write(again) == text
    assert loaded(to_json_text(journey)) == loaded(to_yaml_text(journey))


@pytest.mark.parametrize("name", ["shop.yaml", "shop.yml", "shop.json", "SHOP.JSON"])
def test_by_a_file(tmp_path: Path, name: str) -> None:
    path = save_journey(SHOP, tmp_path / name)
    assert path == tmp_path / name
    assert load_journey(path) == load_journey(str(path)) == SHOP
    assert path.read_text(encoding="utf-8").startswith("{") == name.lower().endswith("json")
    before = path.read_bytes()
    save_journey(load_journey(path), path)
    assert path.read_bytes() == before


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(JourneymapError) as caught:
        save_journey(SHOP, tmp_path / "shop.txt")
    assert str(caught.value) == f"{tmp_path}/shop.txt: a journey is saved as .yaml, .yml, .json"
    assert os.listdir(tmp_path) == []  # noqa: PTH208


def test_all_problems_are_raised_with_their_places(tmp_path: Path) -> None:
    file = tmp_path / "shop.yaml"
    file.write_text("name: Shop\nstages:\n  - {nam: Buy}\n  - {name: B, goal: x}\n", "utf-8")
    with pytest.raises(JourneyError) as caught:
        load_journey(file)
    assert str(caught.value) == (
        f"{file}:3:6: stages[0]: unknown key 'nam'; did you mean 'name'?\n"
        f"{file}:4:21: stages[1].goal: a goal is metric, operator, target 'x'; "
        "such as csat >= 4 or satisfied >= 80%"
    )


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_journey(tmp_path / "none.yaml")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="is not a file"):
        load_journey(pipe)
