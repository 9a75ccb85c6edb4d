from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeymap.analysis.changes.journeys import compare_journeys
from journeymap.analysis.changes.segments import compare_segments
from journeymap.analysis.changes.waves import compare_waves
from journeymap.files.journeys import load_journey

if TYPE_CHECKING:
    from tests.cli.conftest import Run

TWO_AREAS = """\
  - {touchpoint: cart, metric: csat, wave: 2016, segment: {area: A}, counts: {1: 30, 5: 30}}
  - {touchpoint: cart, metric: csat, wave: 2016, segment: {area: C}, counts: {1: 10, 5: 50}}
"""


@pytest.fixture
def areas(shop: Path) -> Path:
    """The measured shop, with two areas."""
    shop.write_text(shop.read_text(encoding="utf-8") + TWO_AREAS, encoding="utf-8")
    return shop


def test_last_two_waves_are_compared(run: Run, shop: Path) -> None:
    ended = run("compare", shop)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"{compare_waves(load_journey(shop))}\n"
    assert ended.out.startswith("2015 → 2016: 1 worse (Cart), 1 not comparable.\n")
    back = run("compare", shop, "--waves", "2016", "2015", "--format", "json", "--level", "0.9")
    assert (
        json.loads(back.out)
        == compare_waves(load_journey(shop), "2016", "2015", level=0.9).to_dict()
    )


def test_segments(run: Run, areas: Path) -> None:
    ended = run(
        "compare", areas, "--segments", "area=A", "area=C", "--format", "json", "--q", "0.01"
    )
    expected = compare_segments(load_journey(areas), {"area": "A"}, {"area": "C"}, q=0.01)
    assert json.loads(ended.out) == expected.to_dict()


def test_two_files_are_called_by_their_names(
    run: Run, shop: Path, plain: Path, tmp_path: Path
) -> None:
    ended = run("compare", plain, shop)
    found = compare_journeys(
        load_journey(plain), load_journey(shop), labels=("plain.yaml", "shop.yaml")
    )
    assert ended.out == f"{found}\n"
    assert ended.out.startswith("plain.yaml | shop.yaml (2016): 2 not comparable.\n")
    copy = tmp_path / "old" / "shop.yaml"
    copy.parent.mkdir()
    copy.write_bytes(shop.read_bytes())
    ended = run("compare", copy, shop, "--waves", "2015", "2016", "--format", "json")
    found = compare_journeys(
        load_journey(copy),
        load_journey(shop),
        waves=("2015", "2016"),
        labels=(str(copy), str(shop)),
    )
    assert json.loads(ended.out) == found.to_dict()
    both = json.loads(run("compare", copy, shop, "--wave", "2015", "--format", "json").out)
    assert both["settings"]["wave_after"] == "2015"


@pytest.mark.parametrize(
    ("asked", "code", "said"),
    [
        (("--waves", "2015", "2015"), 2, "two different waves are compared, not 2015 with itself"),
        (("--waves", "2015", "2016", "--wave", "2016"), 2, "give --waves or --wave, not both"),
        (("--wave", "2016"), 2, "one wave is nothing to compare; give --waves BEFORE AFTER"),
        (("--segments", "area=A", "area=A"), 2, "two different groups are compared"),
        (("--segments", "area", "area=A"), 2, "'area' is not of the form key=value"),
        (("--segments", "area=A", "area=C", "--waves", "2015", "2016"), 2,
         "give --segments or --waves, not both"),
        (("--segments", "area=A", "area=C", "--segment", "area=A"), 2,
         "give --segments or --segment, not both"),
        (("--q", "1"), 2, "q lies above 0 and below 1"),
        (("--waves", "2014", "2016"), 2, "no wave '2014'; expected one of '2015', '2016'"),
        (("--metric", "cst"), 2, "no metric 'cst'; did you mean 'csat'?"),
        (("-o", "none/out.json"), 2, "there is no folder none"),
    ],
)  # fmt: skip
def test_wrong_use_is_a_sentence(
    run: Run, areas: Path, asked: tuple[str, ...], code: int, said: str
) -> None:
    ended = run("compare", areas, *asked)
    assert (ended.code, ended.out) == (code, "")
    assert said in " ".join(ended.err.split())


def test_output_does_not_replace_an_input(run: Run, shop: Path, plain: Path) -> None:
    ended = run("compare", plain, shop, "-o", shop)
    assert ended.code == 2
    assert "is also read" in ended.err
    assert "give --segments or OTHER" in run("compare", plain, shop, "--segments", "a=1", "a=2").err
