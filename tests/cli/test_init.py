from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run

TABLE = "cart,pay,area\n" + "1,5,A\n2,4,B\n3,3,A\n4,2,B\n5,1,A\n0,5,B\n" * 5


def run_next(run: Run, printed: str) -> str:
    """Runs the commands that were printed, as written; what the last one said."""
    said = ""
    for line in printed.splitlines():
        if line.startswith("  journeymap "):
            ended = run(*shlex.split(line)[1:])
            assert ended.code == 0, ended.err
            said = ended.out
    return said


@pytest.mark.parametrize("template", ["shop", "service", "hospital"])
def test_template_and_the_commands_it_names(template: str, run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "my journey"
    ended = run("init", folder, "--template", template)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(f"Written:\n  {folder}/journey.yaml  the journey: ")
    assert "weakest touchpoint" in run_next(run, ended.out)


def test_here_where_no_folder_is_named(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = run("init")
    assert ended.code == 0
    assert ended.out.splitlines()[-2:] == [
        "  journeymap measure journey.yaml source.yaml -o measured.yaml",
        "  journeymap weakest measured.yaml",
    ]
    assert "Likely: Payment is the weakest touchpoint" in run_next(run, ended.out)
    again = run("init")
    assert (again.code, again.out) == (1, "")
    assert again.err.splitlines()[0] == (
        "journey.yaml: the file is there already; nothing is written over; name another folder, or "
        "move it away"
    )


def test_unknown_template(run: Run, tmp_path: Path) -> None:
    ended = run("init", tmp_path, "--template", "shpo")
    assert (ended.code, ended.err) == (2, "journeymap: no template 'shpo'; did you mean 'shop'?\n")


def test_from_a_table_says_what_it_guessed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "may.csv").write_text(TABLE, encoding="utf-8")
    ended = run("init", tmp_path / "new", "--from", tmp_path / "may.csv")
    assert ended.code == 0
    assert ended.out.splitlines()[:5] == [
        "Guessed:",
        "column  taken for",
        "cart    rating 1 to 5, 5 best; 0 means no answer",
        "pay     rating 1 to 5, 5 best",
        "area    a choice of 2 in words",
    ]
    assert ended.err.splitlines() == [
        f"Looking at {tmp_path}/may.csv ...",
        "note: journeymap looked at all 30 rows; no guess knows which end of a scale is good.",
    ]
    source = (tmp_path / "new" / "source.yaml").read_text(encoding="utf-8")
    assert f"answers: {os.path.join('..', 'may.csv')}\n" in source  # noqa: PTH118 - as written
    assert "missing: [0]\n" in source
    assert "  area: {column: area}\n" in source
    assert "  # guessed: rating 1 to 5, 5 best; 0 means no answer\n  cart: {touchpoint" in source
    assert run_next(run, ended.out).startswith("Likely: ")
    assert run("check", tmp_path / "new" / "journey.yaml").code == 0


def test_from_a_table_that_does_not_tell_how_it_is_written(run: Run, tmp_path: Path) -> None:
    head, rows = "Płatność;waga\n", "".join(f"{i % 5 + 1};0,{i % 9 + 1}\n" for i in range(40))
    (tmp_path / "maj.csv").write_text(head + rows, encoding="cp1250")
    written = ("--encoding", "cp1250", "--decimal", ",", "--delimiter", "semicolon")
    ended = run("init", tmp_path / "new", "--from", tmp_path / "maj.csv", *written)
    assert (ended.code, ended.out.splitlines()[1:4]) == (0, [
        "column    taken for",
        "Płatność  rating 1 to 5, 5 best",
        "waga      the weight of each respondent",
    ])  # fmt: skip
    source = (tmp_path / "new" / "source.yaml").read_text(encoding="utf-8")
    assert "format: {encoding: cp1250, delimiter: semicolon, decimal: ','}\n" in source
    assert "only Płatność is measured" in run_next(run, ended.out)
    alone = run("init", tmp_path / "other", "--sheet", "May")
    assert "journeymap: --encoding and the like are for the table of --from (see" in alone.err


def test_from_a_database(run: Run, tmp_path: Path) -> None:
    rows = "select 'pay' as touchpoint, 'csat' as metric, i % 5 + 1 as score from range(9) r(i)"
    with duckdb.connect(str(tmp_path / "crm.duckdb")) as connection:
        connection.execute(f"create table survey as {rows}; create table other as select 1 as id")
    asked = ("init", tmp_path / "new", "--from")
    ended = run(*asked, tmp_path / "crm.duckdb", "--table", "survey")
    assert ended.out.splitlines()[1:6] == [
        "column      taken for", "touchpoint  the touchpoint", "metric      the metric",
        "score       the score", "csat        the standard csat",
    ]  # fmt: skip
    assert ended.err.splitlines()[1] == (
        "note: The table has a row per answer, about 1 touchpoint."
    )
    source = (tmp_path / "new" / "source.yaml").read_text(encoding="utf-8")
    assert "format: {table: survey}\n" in source
    assert "pay" in run_next(run, ended.out)
    url = run("init", tmp_path / "url", "--from", f"duckdb:///{tmp_path}/crm.duckdb")
    assert "a source file can name files only, no URL; give the path of a database" in url.err


def test_two_ways_at_once(run: Run, tmp_path: Path) -> None:
    ended = run("init", "--template", "shop", "--from", tmp_path / "x.csv")
    assert ended.code == 2
    assert ended.err.endswith(
        "journeymap: --template and --from are two ways to start; take one of them"
        " (see journeymap init --help)\n"
    )


def test_table_that_is_missing(run: Run, tmp_path: Path) -> None:
    ended = run("init", tmp_path, "--from", tmp_path / "x.csv")
    assert ended.code == 2
    assert f"journeymap: {tmp_path}/x.csv: there is no such file or folder" in ended.err


def test_help_lists_the_templates(run: Run) -> None:
    told = " ".join(run("init", "--help").out.split())
    assert "What to start from: shop (default), service, hospital." in told
    assert told.endswith("Example: journeymap init my-journey --template service")
