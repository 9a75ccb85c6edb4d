from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeymap.analysis.readings import measure_readings
from journeymap.files.journeys import load_journey

if TYPE_CHECKING:
    from tests.cli.conftest import Run

HEAD = "touchpoint,metric,score\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A tidy table of answers."""
    file = tmp_path / "answers.csv"
    file.write_text(HEAD + "cart,csat,2\n" * 20 + "pay,csat,5\n" * 30)
    return file


def make_source(folder: Path, name: str, wave: str, scores: str) -> Path:
    (folder / f"{name}.csv").write_text(HEAD + "".join(f"cart,csat,{s}\n" for s in scores))
    source = folder / f"{name}.yaml"
    source.write_text(f"answers: {name}.csv\n{wave}")
    return source


def test_readings_are_printed_and_kept(run: Run, plain: Path, table: Path, tmp_path: Path) -> None:
    out = tmp_path / "measured.yaml"
    ended = run("measure", plain, table, "-o", out)
    journey = load_journey(out)
    assert ended.code == 0
    assert ended.out == f"{measure_readings(journey)}\n"
    assert [(r.touchpoint, r.n, r.value) for r in measure_readings(journey).rows] == [
        ("cart", 20, 2.0),
        ("pay", 30, 5.0),
    ]
    told, kept = ended.err.splitlines()
    assert told.startswith(f"{table}: 50 answers in 50 rows: 50 used")
    assert kept == f"2 readings in {out}"


def test_quiet_says_nothing_beside_the_result(run: Run, plain: Path, table: Path) -> None:
    ended = run("measure", plain, table, "--quiet", "--format", "json")
    assert (ended.code, ended.err) == (0, "")
    assert [row["n"] for row in json.loads(ended.out)["rows"]] == [20, 30]


def test_several_sources_go_into_one_journey(run: Run, plain: Path, tmp_path: Path) -> None:
    sources = [make_source(tmp_path, f"s{y}", f"wave: {y}\n", "1234" * 5) for y in (2015, 2016)]
    out = tmp_path / "measured.json"
    ended = run("measure", plain, *sources, "-o", out)
    assert ended.code == 0
    assert load_journey(out).waves == ("2015", "2016")
    assert json.loads(out.read_text(encoding="utf-8"))["name"] == "Shop"
    assert len(ended.err.splitlines()) == 3


def test_without_waves_two_sources_can_t_be_told_apart(
    run: Run, plain: Path, tmp_path: Path
) -> None:
    first, second = (make_source(tmp_path, name, "", "1234" * 5) for name in ("a", "b"))
    out = tmp_path / "measured.yaml"
    ended = run("measure", plain, first, second, "-o", out)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.splitlines()[-1] == (
        f"{second}: csat of cart is measured here and in a.csv; "
        "write a wave into each source, so that they can be told apart"
    )
    assert not out.exists()


def test_a_source_without_answers_is_refused(run: Run, plain: Path, tmp_path: Path) -> None:
    source = tmp_path / "source.yaml"
    source.write_text("wave: 2016\n")
    ended = run("measure", plain, source)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == f"{source}:1: answers is missing; write answers: TABLE.csv\n"


def test_measuring_again_replaces_what_the_source_said(
    run: Run, plain: Path, table: Path, tmp_path: Path
) -> None:
    once, twice = tmp_path / "once.yaml", tmp_path / "twice.yaml"
    assert run("measure", plain, table, "-o", once).code == 0
    assert run("measure", once, table, "-o", twice).code == 0
    assert load_journey(twice).readings == load_journey(once).readings
    ended = run("measure", once, table, "-o", twice)
    assert ended.err.splitlines()[1] == f"2 readings of {once} are replaced"
    table.write_text(HEAD + "cart,csat,2\n")
    ended = run("measure", once, table, "-o", twice)
    assert ended.err.splitlines()[1] == f"1 reading of {once} is replaced"


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("format: {vendor: qualtrix}", "2:18: format.vendor: no vendor 'qualtrix'; did you mean "
                                       "'qualtrics'?"),
        ("format: {sheet: May}", "2:17: format.sheet: a text file has no sheet 'May'; take it out"),
        ("only: {metric: cast}", "2:16: only.metric: no row holds 'cast'; did you mean 'csat'?"),
    ],
)  # fmt: skip
def test_what_is_said_of_the_table_has_its_line(
    written: str, sentence: str, run: Run, plain: Path, tmp_path: Path
) -> None:
    source = make_source(tmp_path, "a", written, "1234")
    ended = run("measure", plain, source)
    assert (ended.code, ended.err) == (1, f"{source}:{sentence}\n")


@pytest.mark.parametrize("which", ["journey", "source"])
def test_no_input_is_written_over(which: str, run: Run, plain: Path, table: Path) -> None:
    target = plain if which == "journey" else table
    before = target.read_bytes()
    ended = run("measure", plain, table, "-o", target)
    assert ended.code == 2
    assert ended.err.startswith(f"journeymap: {target} is also read; write to another file (see ")
    assert target.read_bytes() == before


def test_a_missing_source_is_2(run: Run, plain: Path) -> None:
    assert run("measure", plain, "absent.csv").code == 2
    assert run("measure", plain).err == (
        "journeymap: missing argument 'SOURCES...' (see journeymap measure --help)\n"
    )


def test_a_table_that_is_wrong_is_1(run: Run, plain: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_text(HEAD + "cart,csat,9\n")
    ended = run("measure", plain, wrong, "-o", tmp_path / "out.yaml")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith(f"{wrong}:2:")
    assert not (tmp_path / "out.yaml").exists()
