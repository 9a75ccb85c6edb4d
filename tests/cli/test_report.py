"""``report``: what people type, and what they read when it is not right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

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
    assert "Missing option '-o' / '--out'" in ended.err


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
