from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from journeymap.analysis.goals.standing import measure_goals
from journeymap.cli.options import check_out, emit, say, to_text
from journeymap.model.journey import Journey

if TYPE_CHECKING:
    from tests.cli.conftest import Run

GOALS = measure_goals(
    Journey.model_validate(
        {
            "name": "Shop",
            "stages": [{"name": "=1+1", "goal": "csat >= 4", "touchpoints": ["Cart"]}],
        }
    )
)


def test_json_is_the_result_itself() -> None:
    text = to_text(GOALS, "json")
    assert json.loads(text) == GOALS.to_dict()
    assert text.endswith("}\n")


def test_csv_starts_no_formula() -> None:
    heading, row = csv.reader(io.StringIO(to_text(GOALS, "csv")))
    assert dict(zip(heading, row, strict=True))["name"] == "'=1+1"


def test_a_table_ends_its_last_line() -> None:
    assert to_text(GOALS, "table") == f"{GOALS}\n"


def test_a_result_goes_to_stdout_or_to_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    emit(GOALS, format_="json", out=None)
    emit(GOALS, format_="json", out=str(tmp_path / "goals.json"))
    printed = capsys.readouterr()
    assert (tmp_path / "goals.json").read_text(encoding="utf-8") == printed.out
    assert printed.err == ""


def test_an_input_is_not_written_over(tmp_path: Path) -> None:
    file, link = tmp_path / "shop.yaml", tmp_path / "link.yaml"
    file.write_text("name: Shop\n")
    link.symlink_to(file)
    for out in (file, link, tmp_path / "." / "shop.yaml"):
        with pytest.raises(click.UsageError) as caught:
            check_out(str(out), "absent.yaml", str(file))
        assert str(caught.value) == f"{out} is also read; write to another file"
    check_out(str(tmp_path / "other.yaml"), str(file))
    check_out(None, str(file))
    with pytest.raises(click.UsageError) as caught:
        check_out(str(tmp_path / "no" / "x.svg"), str(file))
    folder = tmp_path / "no"
    assert str(caught.value) == f"{folder}/x.svg: there is no folder {folder}; make it first"


def test_the_suffix_says_the_form(tmp_path: Path) -> None:
    for name, start in (("goals.csv", "scope,"), ("goals.json", "{"), ("goals.txt", "1 goal")):
        emit(GOALS, format_=None, out=str(tmp_path / name))
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    emit(GOALS, format_="table", out=str(tmp_path / "table.csv"))
    assert (tmp_path / "table.csv").read_text(encoding="utf-8").startswith("1 goal")


def test_talk_goes_to_stderr_and_can_be_silenced(capsys: pytest.CaptureFixture[str]) -> None:
    say("drawn")
    say("not said", quiet=True)
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "drawn\n")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["areaC"], "'areaC' is not of the form key=value, such as area=C"),
        (["=C"], "'=C' is not of the form key=value, such as area=C"),
        (["area="], "'area=' is not of the form key=value, such as area=C"),
        (["area=C", "area=D"], "'area' is given twice"),
    ],
)
def test_a_segment_is_key_and_value(given: list[str], said: str, run: Run, shop: Path) -> None:
    ended = run("goals", shop, *(part for value in given for part in ("--segment", value)))
    assert ended.code == 2
    assert f"journeymap: invalid value for '--segment': {said} (see" in ended.err


def test_a_segment_s_value_may_hold_the_sign_and_blanks(run: Run, shop: Path) -> None:
    ended = run("goals", shop, "--segment", "area = a=b")
    assert ended.err == "journeymap: no segment 'area=a=b'; area: expected one of 'C'\n"
