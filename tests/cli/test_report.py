"""``report``: what people type, and what they read when it is not right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from tests.analysis.drivers.shop import make_table

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def test_a_report_is_written_and_told(run: Run, shop: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    ended = run("report", shop, "-o", out)
    assert (ended.code, ended.out) == (0, "")
    assert ended.err.startswith(f"report on 'Shop' in {out}: ")
    assert "Cart is the weakest touchpoint" in out.read_text(encoding="utf-8")


def test_options_reach_it(run: Run, shop: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    asked = ("--wave", "2015", "--level", "0.9", "--language", "en", "--quiet")
    ended = run("report", shop, "-o", out, *asked)
    assert (ended.code, ended.err) == (0, "")
    text = out.read_text(encoding="utf-8")
    assert "wave 2015" in text
    assert "90 % interval" in text


def test_without_readings_it_says_what_comes_next(run: Run, plain: Path, tmp_path: Path) -> None:
    ended = run("report", plain, "-o", tmp_path / "plain.html")
    assert ended.code == 0
    assert ended.err.splitlines()[-1] == (
        "note: no readings yet, so the report says what to measure first; journeymap measure "
        "attaches them"
    )


def test_a_suffix_is_needed(run: Run, shop: Path, tmp_path: Path) -> None:
    out = tmp_path / "report"
    ended = run("report", shop, "-o", out)
    assert ended.code == 2
    assert ended.err == (
        f"journeymap: {out}: the suffix says what is written, .html, .pptx, .xlsx, .md or .pdf; "
        "write report.html\n"
    )
    assert not out.exists()


def test_an_output_is_needed(run: Run, shop: Path) -> None:
    ended = run("report", shop)
    assert ended.code == 2
    assert "missing option '-o' / '--out'" in ended.err


def test_the_journey_is_not_written_over(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "shop.md"
    file.write_text("name: Shop\nstages: [Buy]\n", encoding="utf-8")
    ended = run("report", file, "-o", file)
    assert ended.code == 2
    assert "is also read; write to another file" in ended.err


def test_a_wave_that_is_not_there(run: Run, shop: Path, tmp_path: Path) -> None:
    ended = run("report", shop, "-o", tmp_path / "a.html", "--wave", "2061")
    assert ended.code == 2
    assert "no wave '2061'; expected one of '2015', '2016'" in ended.err


ANSWERS = """\
answers: answers.csv
questions:
  cart: {touchpoint: cart, metric: csat}
  pay: {touchpoint: pay, metric: csat}
  ship: {touchpoint: ship, metric: csat}
  nps: {scope: journey, metric: nps}
"""


@pytest.fixture
def answered(tmp_path: Path) -> tuple[Path, Path]:
    """A journey and its raw answers."""
    journey, source = tmp_path / "buying.yaml", tmp_path / "answers.yaml"
    table = make_table()
    why = ["the parcel was late" if i % 2 else "" for i in range(len(table))]
    table.with_columns(why=pl.Series(why)).write_csv(tmp_path / "answers.csv")
    journey.write_text("name: Buying\nstages: [{name: Buy, touchpoints: [Cart, Pay, Ship]}]\n")
    source.write_text(ANSWERS, encoding="utf-8")
    return journey, source


def test_raw_answers_tell_what_moves_and_what_is_said(
    run: Run, answered: tuple[Path, Path], tmp_path: Path
) -> None:
    journey, source = answered
    source.write_text(f"{ANSWERS}comments: {{why: {{touchpoint: ship}}}}\n", encoding="utf-8")
    out = tmp_path / "report.md"
    asked = ("--answers", source, "--outcome", "nps", "--quiet")
    ended = run("report", journey, "-o", out, *asked)
    assert (ended.code, ended.err) == (0, "")
    text = out.read_text(encoding="utf-8")
    assert "What moves the outcome" in text
    assert "What customers talk about" in text
    assert "parcel" in text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--outcome", "nps"), "--outcome needs --answers, the file of raw answers"),
        (("--answers", "SOURCE"), "names no comments, so --answers tells nothing more"),
        (("--answers", "SOURCE", "--outcome", "npps"), "no outcome 'npps'; did you mean 'nps'?"),
    ],
)
def test_answers_that_tell_nothing_are_refused(
    asked: tuple[str, ...], told: str, run: Run, answered: tuple[Path, Path], tmp_path: Path
) -> None:
    journey, source = answered
    given = [source if one == "SOURCE" else one for one in asked]
    ended = run("report", journey, "-o", tmp_path / "report.html", *given, "--quiet")
    assert ended.code == 2
    assert told in ended.err
    assert not (tmp_path / "report.html").exists()
