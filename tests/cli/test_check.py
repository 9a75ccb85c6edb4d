from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click import UsageError
from click.testing import CliRunner, Result

from journeymap.cli.check import check

SHOP = """\
name: Shop
stages:
  - name: Buy
    goal: csat >= 4
    touchpoints:
      - {name: Cart, readings: [{metric: csat, counts: {1: 60, 2: 30, 5: 10}}]}
      - {name: Pay, readings: [{metric: csat, counts: {4: 40, 5: 60}}]}
      - {name: Box, readings: [{metric: csat, value: 2}]}
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(check, list(arguments), standalone_mode=False)


@pytest.fixture
def shop(tmp_path: Path) -> str:
    file = tmp_path / "shop.yaml"
    file.write_text(SHOP, encoding="utf-8")
    return str(file)


@pytest.fixture
def broken(tmp_path: Path) -> str:
    file = tmp_path / "broken.yaml"
    file.write_text("name: Shop\nphases: []\n", encoding="utf-8")
    return str(file)


def test_a_right_file(shop: str) -> None:
    done = run(shop)
    assert done.return_value == 0
    assert done.stdout == (
        f"{shop}: ok: Shop: 1 stage, 3 touchpoints, 3 readings\n  Buy: Cart > Pay > Box\n"
    )
    assert done.stderr == ""


def test_a_wrong_file_and_a_right_one(shop: str, broken: str) -> None:
    done = run(broken, shop, broken)
    assert done.return_value == 1
    assert done.stdout.splitlines()[:2] == [
        f"{broken}: 1 problem",
        f"{shop}: ok: Shop: 1 stage, 3 touchpoints, 3 readings",
    ]
    assert done.stderr == f"{broken}:2:1: unknown key 'phases'; did you mean 'stages'?\n"


def test_warnings_are_told_and_do_not_fail(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("name: Shop\ngoal: csat <= 4\nstages: [Buy]\n", encoding="utf-8")
    done = run(str(file))
    assert done.return_value == 0
    assert done.stderr == (
        f"warning: {file}:2:7: goal: the goal points the wrong way 'csat <= 4'; "
        "for csat high is good\n"
        f"warning: {file}:3:10: stages[0]: a stage without touchpoints 'buy'\n"
    )


def test_json_is_all_that_is_printed(broken: str) -> None:
    done = run(broken, "--format", "json")
    assert done.return_value == 1
    assert json.loads(done.stdout)["files"][0]["problems"][0]["value"] == "phases"
    assert done.stderr == ""


def test_github_and_junit(broken: str) -> None:
    assert run(broken, "--format", "github").stdout == (
        f"::error file={broken},line=2,col=1::unknown key 'phases'; did you mean 'stages'?\n"
    )
    assert "<failure" in run(broken, "--format", "junit").stdout


def test_a_health_that_is_surely_too_low_fails(shop: str) -> None:
    done = run(shop, "--fail-under", "60")
    assert done.return_value == 1
    assert done.stderr.splitlines() == [
        f"{shop}:6:9: stages[0].touchpoints[0]: health 17.5 of Cart (csat) is below 60",
        f"warning: {shop}:8:9: stages[0].touchpoints[2]: health 25.0 of Box (csat) is below 60; "
        "but n is unknown",
    ]
    assert run(shop, "--fail-under", "10").return_value == 0


def test_a_limit_that_is_no_number_is_wrong_use(shop: str) -> None:
    done = CliRunner().invoke(check, [shop, "--fail-under", "nan"])
    assert done.exit_code == 2
    assert "not-a-number is no number to compare with" in done.stderr


def test_goals_are_a_gate_only_when_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "shop.yaml"
    file.write_text(
        "name: Shop\nstages:\n  - name: Buy\n    touchpoints:\n"
        "      - {name: Cart, goal: csat >= 4, readings: [{metric: csat, counts: {1: 6, 5: 4}}]}\n"
        "      - {name: Pay, goal: csat >= 4, readings: [{metric: csat, counts: {4: 9, 5: 9}}]}\n"
        "      - {name: Box, goal: csat >= 4}\n",
        encoding="utf-8",
    )
    assert run(str(file)).return_value == 0
    done = run(str(file), "--goals")
    assert done.return_value == 1
    missed, unmeasured = done.stderr.splitlines()
    assert missed.startswith(
        f"{file}:5:28: stages[0].touchpoints[0].goal: goal missed: Cart: CSAT ≥ 4, measured 2.60 ("
    )
    place = f"{file}:7:27: stages[0].touchpoints[2].goal"
    assert unmeasured == f"warning: {place}: goal not measured: Box: CSAT ≥ 4; no reading of csat"


def test_a_wrong_file_passes_no_gate(broken: str) -> None:
    assert run(broken, "--goals", "--fail-under", "1").return_value == 1


def test_a_low_health_that_may_be_chance_is_a_warning(tmp_path: Path) -> None:
    file = tmp_path / "shop.yaml"
    file.write_text(
        "name: Shop\nstages:\n  - name: Buy\n    touchpoints:\n"
        "      - {name: Cart, readings: [{metric: csat, counts: {1: 3}}]}\n"
        "      - {name: Pay, readings: [{metric: csat, counts: {1: 3, 2: 2, 4: 5}}]}\n"
        "      - {name: Box, readings: [{metric: csat, guess: 1}]}\n",
        encoding="utf-8",
    )
    done = run(str(file), "--fail-under", "60")
    assert done.return_value == 0
    assert done.stderr == (
        f"warning: {file}:5:9: stages[0].touchpoints[0]: too few answers to tell whether "
        "Cart (csat) is below 60; health 0.0 by 3 answers, 10 are needed for a verdict\n"
        f"warning: {file}:6:9: stages[0].touchpoints[1]: health 42.5 of Pay (csat) is below 60; "
        "but its interval reaches up to 67.9\n"
        f"warning: {file}:7:9: stages[0].touchpoints[2]: no measurement to tell whether Box is "
        "below 60; only guessed\n"
    )
    assert run(str(file), "--fail-under", "60", "--fail-on-doubt").return_value == 1


def test_doubt_fails_only_where_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "shop.yaml"
    file.write_text("name: Shop\ngoal: csat >= 4\nstages: [{name: Buy, touchpoints: [Pay]}]\n")
    assert run(str(file), "--goals").return_value == 0
    done = run(str(file), "--goals", "--fail-on-doubt")
    assert (done.return_value, done.stderr) == (
        1, f"{file}:2:7: goal: goal not measured: whole journey: CSAT ≥ 4; no reading of csat\n",
    )  # fmt: skip


def test_a_journey_that_nobody_measured_does_not_pass_in_silence(tmp_path: Path) -> None:
    file = tmp_path / "shop.yaml"
    file.write_text("name: Shop\nstages: [{name: Buy, touchpoints: [Cart, Pay]}]\n")
    done = run(str(file), "--fail-under", "50", "--format", "junit")
    assert done.return_value == 0
    suite = ElementTree.fromstring(done.stdout)
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("3", "0", "2")
    assert run(str(file), "--fail-under", "50").stderr == (
        f"warning: {file}:2:36: stages[0].touchpoints[0]: no measurement to tell whether Cart is "
        "below 50; no readings there\n"
        f"warning: {file}:2:42: stages[0].touchpoints[1]: no measurement to tell whether Pay is "
        "below 50; no readings there\n"
    )
    assert run(str(file), "--fail-under", "50", "--fail-on-doubt").return_value == 1


WAVES = """\
name: Shop
stages:
  - name: Buy
    touchpoints:
      - name: Pay
        goal: csat >= 4
        readings:
          - {metric: csat, wave: 2025, counts: {1: 60, 2: 30}}
          - {metric: csat, wave: 2026, counts: {4: 40, 5: 60}}
          - {metric: csat, wave: 2026, segment: {area: C}, counts: {1: 40, 2: 60}}
"""


def test_gates_of_a_wave_and_a_segment(tmp_path: Path) -> None:
    file = tmp_path / "shop.yaml"
    file.write_text(WAVES, encoding="utf-8")
    gates = [str(file), "--goals", "--fail-under", "50"]
    assert run(*gates).return_value == 0
    earlier = run(*gates, "--wave", "2025")
    assert earlier.return_value == 1
    assert [line.partition("Pay")[0].rpartition(": ")[2] for line in earlier.stderr.splitlines()]
    assert "goal missed: Pay: CSAT ≥ 4, measured 1.33" in earlier.stderr
    assert "health 8.3 of Pay (csat) is below 50" in earlier.stderr
    assert run(*gates, "--segment", "area=C").return_value == 1


def test_a_file_without_the_wave_is_told_and_the_others_are_checked(
    tmp_path: Path, shop: str
) -> None:
    file = tmp_path / "waves.yaml"
    file.write_text(WAVES, encoding="utf-8")
    done = run(str(file), shop, "--goals", "--wave", "2026")
    assert done.return_value == 1
    assert done.stderr == f"{shop}:1:1: no wave '2026'; there are none\n"


def test_options_of_gates_need_a_gate(shop: str) -> None:
    for option in (["--wave", "2026"], ["--segment", "a=b"], ["--fail-on-doubt"]):
        with pytest.raises(UsageError) as caught:
            CliRunner().invoke(
                check, [shop, *option], standalone_mode=False, catch_exceptions=False
            )
        assert caught.value.message == (
            "--wave, --segment and --fail-on-doubt are about gates; give --goals or --fail-under"
        )


def test_json_and_junit_name_every_gate(shop: str) -> None:
    done = run(shop, "--goals", "--fail-under", "60", "--format", "json")
    (file,) = json.loads(done.stdout)["files"]
    assert (done.return_value, file["ok"]) == (1, False)
    assert file["gates"] == [
        {"name": "goal: Buy: CSAT ≥ 4", "outcome": "failed"},
        {"name": "health of Cart (csat) ≥ 60", "outcome": "failed"},
        {"name": "health of Pay (csat) ≥ 60", "outcome": "passed"},
        {"name": "health of Box (csat) ≥ 60", "outcome": "doubt"},
    ]
    suite = ElementTree.fromstring(
        run(shop, "--goals", "--fail-under", "60", "--format", "junit").stdout
    )
    assert suite.attrib == {
        "name": "journeymap check", "tests": "5", "failures": "2", "skipped": "1",
    }  # fmt: skip
    assert [(case.get("classname"), [part.tag for part in case]) for case in suite] == [
        ("journeymap", []), (shop, ["failure"]), (shop, ["failure"]), (shop, []),
        (shop, ["skipped"]),
    ]  # fmt: skip
