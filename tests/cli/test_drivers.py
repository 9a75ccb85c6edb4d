from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeymap.analysis.drivers.finding import find_drivers
from journeymap.files.journeys import load_journey
from journeymap.files.sources import load_source
from tests.analysis.drivers.shop import make_table

if TYPE_CHECKING:
    from tests.cli.conftest import Run

SHOP = """\
name: Shop
stages: [{name: Buy, touchpoints: [Cart, Pay, Ship]}]
"""
SOURCE = """\
answers: answers.csv
questions:
  cart: {touchpoint: cart, metric: csat}
  pay: {touchpoint: pay, metric: csat}
  ship: {touchpoint: ship, metric: csat}
  nps: {scope: journey, metric: nps}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_table().write_csv(tmp_path / "answers.csv")
    (tmp_path / "shop.yaml").write_text(SHOP, encoding="utf-8")
    (tmp_path / "answers.yaml").write_text(SOURCE, encoding="utf-8")
    return tmp_path


def test_drivers_print_what_the_library_says(run: Run, folder: Path) -> None:
    journey, source = folder / "shop.yaml", folder / "answers.yaml"
    told = load_source(source)
    ended = run("drivers", journey, source, "--outcome", "nps", "--draws", "200", "-q")
    loaded = load_journey(journey)
    found = find_drivers(loaded, told.answers, told, outcome="nps", draws=200)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"{found}\n"
    assert max(map(len, ended.out.splitlines()[1:5])) <= 100
    asked = ("--driver", "cart", "--driver", "pay", "--method", "relative_weights", "--top", "1")
    ended = run("drivers", journey, source, "--outcome", "nps", *asked, "--format", "json", "-q")
    named = find_drivers(
        loaded, told.answers, told, outcome="nps", drivers=["cart", "pay"], top=1,
        method="relative_weights",
    )  # fmt: skip
    assert json.loads(ended.out) == json.loads(json.dumps(named.to_dict()))


def test_an_outcome_that_is_not_asked_is_told(run: Run, folder: Path) -> None:
    ended = run("drivers", folder / "shop.yaml", folder / "answers.yaml", "--outcome", "npps", "-q")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "journeymap: no outcome 'npps'; did you mean 'nps'?\n"


def test_a_fault_of_the_source_has_its_line(run: Run, folder: Path) -> None:
    source = folder / "answers.yaml"
    source.write_text(SOURCE.replace("touchpoint: ship", "touchpoint: shop"), encoding="utf-8")
    ended = run("drivers", folder / "shop.yaml", source, "--outcome", "nps", "-q")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith(f"{source}:5:")
    assert "did you mean 'ship'?" in ended.err


def test_a_tidy_table_without_respondents_is_told(run: Run, folder: Path) -> None:
    tidy = folder / "tidy.csv"
    tidy.write_text("touchpoint,metric,score\ncart,csat,4\npay,csat,5\n", encoding="utf-8")
    ended = run("drivers", folder / "shop.yaml", tidy, "--outcome", "csat@cart", "-q")
    assert ended.code == 1
    assert "no column tells whose answers they are" in ended.err


def test_an_outcome_must_be_named(run: Run, folder: Path) -> None:
    ended = run("drivers", folder / "shop.yaml", folder / "answers.yaml")
    assert ended.code == 2
    assert "missing option '--outcome'" in ended.err
