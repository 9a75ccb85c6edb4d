from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from journeymap.analysis.ranking import asked
from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.cli import weakest as door
from journeymap.cli.weakest import PLACES
from journeymap.files.journeys import load_journey
from journeymap.printed import display_width

if TYPE_CHECKING:
    from tests.cli.conftest import Run

MIXED = """\
name: Shop
stages:
  - {name: Find, touchpoints: [{name: Search, channel: web}]}
  - {name: Buy, touchpoints: [{name: Cart, channel: web}, {name: Till, channel: store}]}
readings:
  - {touchpoint: search, metric: csat, counts: {1: 10, 5: 90}}
  - {touchpoint: cart, metric: csat, counts: {1: 60, 5: 40}}
  - {touchpoint: cart, metric: ces_ease, counts: {1: 10, 7: 90}}
  - {touchpoint: till, metric: csat, counts: {1: 30, 5: 70}}
"""


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    path = tmp_path / "mixed.yaml"
    path.write_text(MIXED, encoding="utf-8")
    return path


def test_the_choices_are_those_of_the_question() -> None:
    assert get_args(asked.By) == door.PLACES
    assert door.METHODS == asked.METHODS


def test_a_method(run: Run, mixed: Path) -> None:
    ended = run("weakest", mixed, "--metric", "csat", "--method", "raw_min")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(
        "Lowest score: Cart (health 40.0); this method says nothing about chance.\n"
    )


def test_stages_and_channels(run: Run, mixed: Path) -> None:
    stages = run("weakest", mixed, "--metric", "csat", "--by", "stage", "--format", "json")
    journey = load_journey(mixed)
    assert json.loads(stages.out) == find_weakest(journey, metric="csat", by="stage").to_dict()
    channels = run("weakest", mixed, "--metric", "csat", "--by", "channel", "--format", "csv")
    assert channels.out.splitlines()[0].startswith("scope,id,metric,n,")
    assert channels.out.splitlines()[1].startswith("channel,web,csat,200,")


def test_weights_bottom_margin_and_correlation(run: Run, mixed: Path) -> None:
    given = ("--weight", "csat=2", "--weight", " ces_ease = 1 ", "--bottom", 1, "--margin", 5.5)
    ended = run("weakest", mixed, *given, "--correlation", 0.5, "--format", "json")
    expected = find_weakest(
        load_journey(mixed), weights={"csat": 2, "ces_ease": 1}, k=1, margin=5.5, correlation=0.5
    )
    assert json.loads(ended.out) == expected.to_dict()
    table = run("weakest", mixed, *given).out
    for word in ("P(weakest)", "P(within", " 5.5)", "P(bottom", " 1)"):  # may go on below
        assert word in table


@pytest.mark.parametrize("by", PLACES)
@pytest.mark.parametrize("k", [3, 10**20])
def test_no_table_is_wider_than_a_terminal(by: str, k: int, run: Run, mixed: Path) -> None:
    asked = ("--metric", "csat", "--bottom", k, "--margin", 12.3456789, "--level", 0.91234567)
    for method in ("pooled", "flat", "rank_ci"):
        done = run("weakest", mixed, "--by", by, *asked, "--method", method)
        table = [line for line in done.out.splitlines()[1:] if not line.startswith("note")]
        assert len(table) > 2 or done.out.startswith("No verdict")
        assert max(map(display_width, table), default=0) <= 100


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--weight", "csat"), "'csat' is not of the form metric=number, such as csat=2"),
        (("--weight", "csat=0"), "'csat=0' is not of the form metric=number, such as csat=2"),
        (("--weight", "csat=nan"), "'csat=nan' is not of the form metric=number, such as csat=2"),
        (("--weight", "csat=inf"), "'csat=inf' is not of the form metric=number, such as csat=2"),
        (("--weight", "csat=1e308"), "such as csat=2, the number above 0 and up to a million"),
        (("--weight", "=2"), "'=2' is not of the form metric=number, such as csat=2"),
        (("--weight", "csat=1", "--weight", "csat=2"), "'csat' is given twice"),
        (("--metric", "csat", "--weight", "ces_ease=2"),
         "a weight for ces_ease, which is not among the metrics asked"),
        (("--metric", "csat", "--method", "dirichlet"),
         "dirichlet needs NPS, csat is a mean of ratings; pooled, flat, eb, surely_bad, raw_min "
         "and rank_ci fit every metric and place"),
        (("--weight", "nosp=2"), "no metric 'nosp'; "),
        (("--reach", "till=0.5"), "--reach weighs the touchpoints of a stage or channel; ask --by"),
        (("--by", "stage", "--reach", "till=2"),
         "'till=2' is not of the form touchpoint=number, the number from 0 to 1, or in percent"),
        (("--by", "stage", "--reach", "tlil=1"), "no touchpoint 'tlil'; did you mean 'till'?"),
    ],
)  # fmt: skip
def test_wrong_use_is_2(asked: tuple[str, ...], said: str, run: Run, mixed: Path) -> None:
    ended = run("weakest", mixed, *asked)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


def test_reach_weighs_a_stage(run: Run, mixed: Path) -> None:
    asked = ("--metric", "csat", "--by", "stage", "--reach", "till=20%", "--reach", "cart=1")
    found = json.loads(run("weakest", mixed, *asked, "--format", "json").out)
    reach = {"till": 0.2, "cart": 1}
    expected = find_weakest(load_journey(mixed), metric="csat", by="stage", reach=reach)
    assert found == expected.to_dict()
    assert found["settings"]["reach"] == reach


def test_nothing_measured_says_what_to_do(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bare.yaml"
    path.write_text("{name: J, stages: [{name: S, touchpoints: [a]}]}", encoding="utf-8")
    for by in door.PLACES:
        ended = run("weakest", path, "--by", by)
        assert ended.code == 0
        assert ended.out.startswith(f"No verdict: no {by} is measured.\n")
        assert ended.err.startswith("Attach answers first: journeymap measure ")
