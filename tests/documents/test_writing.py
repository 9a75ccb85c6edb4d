"""Which file a report becomes."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeymap.documents.planning import plan_report
from journeymap.documents.writing import (
    SUFFIXES,
    check_suffix,
    find_writer,
    save_report,
    write_report,
)
from journeymap.errors import DrawingError
from tests.views.conftest import make_three


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_suffix_has_its_writer(suffix: str) -> None:
    assert find_writer(f"report{suffix}").__name__.startswith("write_")


def test_what_is_written_is_what_the_suffix_says(tmp_path: Path) -> None:
    for name, start in (("a.html", b"<!doctype html>"), ("b.MD", b"#")):
        path = write_report(make_three(), out=tmp_path / name)
        assert path == tmp_path / name
        assert path.read_bytes().startswith(start)


def test_one_plan_can_be_written_as_several_files(tmp_path: Path) -> None:
    report = plan_report(make_three())
    for name in ("a.html", "a.md"):
        assert save_report(report, tmp_path / name) == tmp_path / name
        assert (tmp_path / name).read_bytes() == (
            write_report(make_three(), out=tmp_path / f"again-{name}").read_bytes()
        )
    with pytest.raises(DrawingError, match=r"did you mean '\.html'"):
        save_report(report, tmp_path / "a.htm")


@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("report", "report: the suffix says what is written, .html"),
        (".pptx", ".pptx: a suffix without a name before it; write report.pptx"),
        ("report.htm", "did you mean '.html'?"),
        ("report.docx", "not as '.docx'"),
        ("map.svg", "a picture by journeymap draw"),
    ],
)
def test_another_suffix_is_told(out: str, said: str) -> None:
    with pytest.raises(DrawingError) as told:
        check_suffix(out)
    assert said in str(told.value)


def test_nothing_is_asked_before_the_suffix_is_known(tmp_path: Path) -> None:
    with pytest.raises(DrawingError):
        write_report(make_three(), out=tmp_path / "report", wave="not there")
