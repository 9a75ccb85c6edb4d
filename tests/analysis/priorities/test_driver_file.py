from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from journeymap.analysis.priorities.driver_file import DriverShare, load_driver_shares
from journeymap.analysis.priorities.priorities import find_priorities
from journeymap.errors import InputError
from tests.analysis.priorities.shop_example import make_shop

SHARES = {"app": 0.7, "search": 0.06, "checkout": 0.06, "delivery": 0.06, "support": 0.06}
HINT = "write it by: journeymap drivers JOURNEY ANSWERS --outcome METRIC -o drivers.json"


def write(folder: Path, told: Any) -> Path:
    path = folder / "drivers.json"
    path.write_text(told if isinstance(told, str) else json.dumps(told), encoding="utf-8")
    return path


def told(*rows: Any, **more: Any) -> dict[str, Any]:
    return {"question": "drivers", "outcome": "nps", "rows": rows, **more}


def row(touchpoint: str | None, share: Any) -> dict[str, Any]:
    return {"touchpoint": touchpoint, "share": share, "name": "x"}


def test_shares_are_summed_up_by_touchpoint_and_told(tmp_path: Path) -> None:
    rows = (row("app", 0.25), row("app", 0.5), row("search", 0.25), row(None, 1e-05))
    found = load_driver_shares(write(tmp_path, told(*rows)), make_shop())
    assert found.outcome == "nps"
    assert found.rows[1:] == (
        DriverShare("app", 0.5), DriverShare("search", 0.25), DriverShare(None, 1e-05),
    )  # fmt: skip
    asked = find_priorities(make_shop(), importance=found)
    assert asked.settings["importance"] == "drivers"
    assert {r.touchpoint: r.importance for r in asked.rows}["app"] == pytest.approx(1.5)
    assert (
        "Importance is the share of what the drivers explain of nps, summed up by touchpoint, "
        "divided by its mean." in asked.notes
    )


def test_resamples_are_read_and_make_the_first_less_sure(tmp_path: Path) -> None:
    rows = [{**row(id_, share), "metric": "score"} for id_, share in SHARES.items()]
    drawn = {f"score@{id_}": [share, share, 0.2] for id_, share in SHARES.items()}
    bare = load_driver_shares(write(tmp_path, told(*rows)), make_shop())
    found = load_driver_shares(write(tmp_path, told(*rows, resampled=drawn)), make_shop())
    assert found.resampled["score@app"] == (0.7, 0.7, 0.2)
    certain = find_priorities(make_shop(), importance=bare, target=90)
    unsure = find_priorities(make_shop(), importance=found, target=90)
    first, second = certain.rows[0], unsure.rows[0]
    assert first.touchpoint == second.touchpoint == "app"
    assert first.priority == second.priority
    assert first.p_first > 0.94
    assert second.p_first == pytest.approx(2 / 3, abs=0.05)
    assert second.low < first.low
    assert certain.verdict.kind == "clear"
    assert unsure.headline().startswith("Likely the first to fix: App (P 6")
    assert [r.p_short for r in unsure.rows] == [r.p_short for r in certain.rows]


def test_what_may_have_nothing_to_do_with_it_may_lose_nothing(tmp_path: Path) -> None:
    lows = {"app": 0.5, "search": 0.0}
    rows = [
        {**row(id_, share), "metric": "score", "low": lows.get(id_)}
        for id_, share in SHARES.items()
    ]
    drawn = {f"score@{id_}": [share, share, 0.2] for id_, share in SHARES.items()}
    found = load_driver_shares(write(tmp_path, told(*rows, resampled=drawn)), make_shop())
    assert [r.low for r in found.rows] == [0.5, 0.0, None, None, None]
    asked = find_priorities(make_shop(), importance=found, target=90)
    lowest = {r.touchpoint: r.low for r in asked.rows}
    assert [id_ for id_, low in lowest.items() if not low] == ["search"]


@pytest.mark.parametrize("low", ["x", -0.1, 1.2, [0]])
def test_a_low_end_that_is_no_share(tmp_path: Path, low: Any) -> None:
    path = write(tmp_path, told({**row("app", 0.5), "low": low}))
    with pytest.raises(InputError, match=r"rows\[0\]\.low: not a share '.*'.*; a number from 0"):
        load_driver_shares(path, make_shop())


@pytest.mark.parametrize(
    ("resampled", "problem"),
    [
        ({"score@app": 0.2}, "not a list of shares"),
        ({"score@app": [0.2, "x"]}, "not a list of shares"),
        ({"score@app": [0.2, 1.2]}, "not a list of shares"),
        ({"a": [0.2], "b": [0.2, 0.3]}, "not as many resamples as of the other drivers"),
    ],
)
def test_wrong_resamples_are_refused(tmp_path: Path, resampled: Any, problem: str) -> None:
    path = write(tmp_path, told(row("app", 0.2), resampled=resampled))
    with pytest.raises(InputError, match=problem):
        load_driver_shares(path, make_shop())


def test_without_shares_or_outcome(tmp_path: Path) -> None:
    path = write(tmp_path, told(row("app", None), outcome=None))
    assert load_driver_shares(path, make_shop()).outcome == ""
    notes = find_priorities(make_shop(), importance=load_driver_shares(path, make_shop())).notes
    assert "The drivers give no shares: all touchpoints count as equally important." in notes


def test_the_ends_of_a_share(tmp_path: Path) -> None:
    path = write(tmp_path, told(row("app", 1.0000000000000002), row("search", 0)))
    assert [r.share for r in load_driver_shares(path, make_shop()).rows] == [1.0000000000000002, 0]


def test_a_negative_driver_counts_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, told({**row("app", 0.5), "sign": -1}, {**row("search", 0.5), "sign": 1}))
    found = load_driver_shares(path, make_shop())
    assert [r.sign for r in found.rows] == [-1, 1]
    asked = find_priorities(make_shop(), importance=found)
    assert {r.touchpoint: r.importance for r in asked.rows}["app"] == 0
    assert (
        "Left out of importance, since better there goes with a worse outcome: App." in asked.notes
    )


@pytest.mark.parametrize("sign", ["-1", 2, "+", [1]])
def test_a_sign_that_is_none(tmp_path: Path, sign: Any) -> None:
    path = write(tmp_path, told({**row("app", 0.5), "sign": sign}))
    with pytest.raises(InputError, match=r"rows\[0\]\.sign: not a sign '.*'.*; -1, 0 or 1"):
        load_driver_shares(path, make_shop())


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("[]", f":1: not a result of drivers; {HINT}"),
        ({"question": "priorities", "rows": []}, f":1: not a result of drivers; {HINT}"),
        ({"question": "drivers"}, f":1: there are no rows of drivers; {HINT}"),
        (told("app"), ":1:52: rows[0]: a driver needs touchpoint and share"),
        (told({"touchpoint": "app"}), ":1:52: rows[0]: a driver needs touchpoint and share"),
        (
            told(row("ap", 0.5)),
            ":1:67: rows[0].touchpoint: no such touchpoint 'ap'; did you mean 'app'?",
        ),
        (
            told(row("app", 1.1)),
            ":1:83: rows[0].share: not a share '1.1'; a number from 0 to 1",
        ),
        (
            told(row("app", "0.5")),
            ":1:83: rows[0].share: not a share '0.5'; a number from 0 to 1",
        ),
        (
            told(row("app", -0.1)),
            ":1:83: rows[0].share: not a share '-0.1'; a number from 0 to 1",
        ),
        (told(row("app", [1])), ":1:83: rows[0].share: not a share '['1']'"),
    ],
)
def test_another_file_is_refused(tmp_path: Path, content: Any, sentence: str) -> None:
    path = write(tmp_path, content)
    with pytest.raises(InputError) as caught:
        load_driver_shares(path, make_shop())
    assert str(caught.value).startswith(f"{path}{sentence}")


def test_all_that_is_wrong_at_once(tmp_path: Path) -> None:
    path = write(tmp_path, told(row("gone", 2), "x"))
    with pytest.raises(InputError) as caught:
        load_driver_shares(path, make_shop())
    assert [problem.path for problem in caught.value.problems] == [
        "rows[0].touchpoint", "rows[0].share", "rows[1]",
    ]  # fmt: skip


def test_what_is_no_json_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        load_driver_shares(write(tmp_path, "{rows: ["), make_shop())
