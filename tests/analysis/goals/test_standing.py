from __future__ import annotations

import json
from pathlib import Path
from statistics import fmean, stdev
from typing import Any

import numpy as np
import pytest

from journeymap.analysis.goals.standing import measure_goals
from journeymap.analysis.goals.table import GoalRow
from journeymap.errors import UnknownNameError
from journeymap.model.journey import Journey
from journeymap.printed import display_width

FILE = Path(__file__).parents[2] / "vectors" / "vectors.json"
VECTORS = {v["id"]: v for v in json.loads(FILE.read_text("utf-8"))["vectors"]}
GOALS = VECTORS["goal_probabilities"]
KEYS = {
    "scope", "id", "metric", "operator", "target", "value", "low", "high", "n", "p_met", "status",
    "reason", "low_base",
}  # fmt: skip
LOGS = np.log(GOALS["inputs"]["art"]["minutes"])
MINUTES = {
    "value": fmean(GOALS["inputs"]["art"]["minutes"]), "n": len(LOGS),
    "log_mean": fmean(LOGS), "log_sd": stdev(LOGS),
}  # fmt: skip
METRICS = [
    {"id": "score", "name": "CSAT", "kind": "rating_mean", "worst": 1, "best": 10},
    {"id": "art_geo", "kind": "duration", "unit": "minutes", "average": "geometric"},
]


def shop(goal: Any = (), *readings: dict[str, Any], **more: Any) -> Journey:
    """A journey with goals at its stage Buy, whose touchpoints are A and B."""
    stages = [{"name": "Buy", "goal": goal, "touchpoints": ["A", "B"]}, {"name": "Use"}]
    return Journey.model_validate(
        {"name": "Shop", "stages": stages, "metrics": METRICS, "readings": readings, **more}
    )


def only(journey: Journey, **asked: Any) -> GoalRow:
    (row,) = measure_goals(journey, **asked).rows
    return row


@pytest.mark.parametrize(
    ("name", "goal", "reading"),
    [
        ("fcr", "fcr_gross >= 70%", {"count": 150, "of": 200}),
        ("fcr", "fcr_gross >= 0.7", {"value": 0.75, "n": 200}),
        ("fcr_b", "fcr_gross >= 70%", {"count": 132, "of": 200}),
        ("fcr_c", "fcr_gross >= 70%", {"counts": {0: 82, 1: 118}}),
        ("churn", "churn <= 5%", {"count": 9, "of": 200}),
        ("csat", "score >= 7.5", {"value": 7.9, "sd": 1.8, "n": 64}),
        ("nps", "nps >= 30", {"counts": {10: 120, 8: 60, 3: 40}}),
        ("art_geo", "art_geo <= 45", MINUTES),
        ("art_mean", "art <= 45", MINUTES),
    ],
)
def test_vector_goal_probabilities(name: str, goal: str, reading: dict[str, Any]) -> None:
    row = only(shop(goal, {"stage": "buy", "metric": goal.partition(" ")[0], **reading}))
    assert row.p_met == pytest.approx(GOALS["expected"][name], abs=1e-4)
    assert row.status == GOALS["expected"]["status"][name]


def test_weighted_answers_count_by_their_effective_number() -> None:
    weighted = {"stage": "buy", "metric": "nps", "counts": {10: 240, 8: 120, 3: 80}}
    row = only(shop("nps >= 30", {**weighted, "n_effective": 220}))
    assert row.p_met == pytest.approx(GOALS["expected"]["nps"], abs=1e-4)
    assert (row.n, row.n_effective) == (440, 220)
    few = only(shop("nps >= 30", {**weighted, "n_effective": 9.5}))
    assert (few.status, few.low_base) == ("not_measured", False)
    assert few.reason == "440 answers worth only 9"


def test_low_base_is_told_from_ten_to_thirty() -> None:
    rows = [
        only(shop("csat >= 3", {"stage": "buy", "metric": "csat", "value": 4, "sd": 1, "n": n}))
        for n in (9, 10, 29, 30)
    ]
    assert [(row.status, row.low_base) for row in rows] == [
        ("not_measured", False), ("met", True), ("met", True), ("met", False),
    ]  # fmt: skip


def test_stage_takes_its_primary_goals_together() -> None:
    goals = [
        "fcr_gross >= 70%", "nps >= 30", "churn <= 5%",
        {"metric": "csat", "operator": ">=", "target": 5, "primary": False},
    ]  # fmt: skip
    readings: list[dict[str, Any]] = [
        {"stage": "buy", "metric": "fcr_gross", "count": 150, "of": 200},
        {"stage": "buy", "metric": "nps", "counts": {10: 120, 8: 60, 3: 40}},
        {"stage": "buy", "metric": "churn", "count": 9, "of": 200},
        {"stage": "buy", "metric": "csat", "value": 3, "sd": 1, "n": 99},
    ]
    (stage,) = measure_goals(shop(goals, *readings)).stages
    p = [GOALS["expected"][name] for name in ("fcr", "nps", "churn")]
    assert (stage.stage, stage.status) == ("buy", "at_risk")
    assert stage.p_all == pytest.approx(p[0] * p[1] * p[2], abs=1e-4)
    assert stage.p_all_low == pytest.approx(sum(p) - 2, abs=1e-4)
    assert stage.p_all_high == pytest.approx(min(p), abs=1e-4)


@pytest.mark.parametrize(
    ("counts", "status"),
    [((190, 190), "met"), ((190, 150), "at_risk"), ((190, 100), "missed"), ((100, 0), "missed")],
)
def test_stage_is_missed_if_any_is_and_met_only_if_all_are(
    counts: tuple[int, int], status: str
) -> None:
    readings = [
        {"stage": "buy", "metric": metric, "count": count, "of": 200}
        for metric, count in zip(("fcr_gross", "fcr_net"), counts, strict=True)
        if count
    ]
    (stage,) = measure_goals(shop(["fcr_gross >= 75%", "fcr_net >= 75%"], *readings)).stages
    assert stage.status == status
    assert (stage.p_all is None) == (0 in counts)


def test_stage_without_its_own_reading_is_the_mean_of_its_touchpoints() -> None:
    found = measure_goals(shop(
        "csat >= 3.5",
        {"touchpoint": "a", "metric": "csat", "value": 4.5, "sd": 0.8, "n": 400},
        {"touchpoint": "b", "metric": "csat", "value": 3.5, "sd": 0.8, "n": 400},
    ))  # fmt: skip
    assert str(found) == (
        "1 goal: 1 met.\n"
        "   place  goal        value (95 % interval)  answers  P(met)  status\n"
        "✓  Buy    CSAT ≥ 3.5  4.00 (3.94 to 4.06)        800  > 99 %  "
        "met (mean of 2 of 2 touchpoints, worst\n"
        + 62 * " " + "B 3.50)\n"
        "   taken together  goals  status  P(all met)  bounds  health (95 %)  weakest link\n"
        "✓  Buy                 1  met         > 99 %       –  75 (74 to 76)  B 62\n"
        "note: A mean of touchpoints counts each of them alike and takes their answers as "
        "independent.\n"
        "note: Health is the mean of touchpoints by csat, 0 to 100 with 100 good."
    )  # fmt: skip


def test_table_of_every_status() -> None:
    journey = Journey.model_validate({
        "name": "Shop",
        "goal": {"metric": "nps", "operator": ">=", "target": 30, "wave": "2026"},
        "stages": [{"name": "支払い", "goal": "fcr_gross >= 70%", "touchpoints": [
            {"name": "<b>Pay", "goal": ["csat >= 4", "art <= 45"]},
        ]}],
        "readings": [
            {"stage": "支払い", "metric": "fcr_gross", "count": 118, "of": 200},
            {"touchpoint": "b-pay", "metric": "csat", "counts": {3: 3, 4: 8, 5: 5}},
            {"touchpoint": "b-pay", "metric": "art", **MINUTES, "n": 40},
        ],
    })  # fmt: skip
    found = measure_goals(journey)
    assert found.headline() == "4 goals: 2 missed, 1 at risk, 1 not measured."
    assert [[column.show(row) for column in found.columns()] for row in found.rows] == [
        ["?", "whole journey", "NPS ≥ +30 by 2026", "–", "–", "–",
         "not measured (no readings of 2026 yet)"],
        ["✗", "支払い", "First contact resolution (gross) ≥ 70 %", "59.0 % (52.1 to 65.6)", "200",
         "< 1 %", "missed"],
        ["!", "<b>Pay", "CSAT ≥ 4", "4.12 (3.74 to 4.51)", "16", "75 %",
         "at risk, leaning to met, low base"],
        ["✗", "<b>Pay", "Average resolution time ≤ 45 minutes", "58.6 minutes (41.2 to 81.3)", "40",
         "7 %", "missed"],
    ]  # fmt: skip
    assert all(display_width(line) <= 100 for line in str(found).splitlines())
    html = measure_goals(journey)._repr_html_()
    assert "&lt;b&gt;Pay" in html
    assert "<b>" not in html


def test_rows_have_the_keys_and_plain_values() -> None:
    found = measure_goals(
        shop(["nps >= 30", "churn <= 5%"], {"stage": "buy", "metric": "churn", "count": 1, "of": 9})
    )
    again = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert all(row.keys() >= KEYS for row in again["rows"])
    (stage,) = again["stages"]
    assert {key: value for key, value in stage.items() if value is not None} == {
        "stage": "buy", "status": "not_measured", "name": "Buy", "goals": 2, "unmeasured": 2,
        "measured": 0, "touchpoints": 2, "weakest_low_base": False,
    }  # fmt: skip
    assert stage.keys() >= {"p_all", "p_all_low", "p_all_high", "health", "weakest_link"}
    assert [row["reason"] for row in again["rows"]] == ["no reading of nps", "only 9 answers"]
    assert again["settings"] == {"wave": None, "segment": {}, "level": 0.95, "sure": 0.9}


def test_a_goal_is_measured_in_the_wave_it_is_due() -> None:
    due = {"metric": "csat", "operator": ">=", "target": 4, "wave": "2024"}
    readings = [
        {"stage": "buy", "metric": "csat", "value": v, "sd": 0.5, "n": 99, "wave": w}
        for w, v in (("2024", 3.0), ("2025", 4.5))
    ]
    journey = shop([due, "csat >= 4"], *readings)
    rows = measure_goals(journey).rows
    assert [(r.status, r.wave, r.due) for r in rows] == [
        ("missed", "2024", "2024"), ("met", "2025", None),
    ]  # fmt: skip
    assert rows[0].shown_goal == "CSAT ≥ 4 by 2024"
    asked = measure_goals(journey, wave="2025").rows
    assert [(r.status, r.wave, r.due) for r in asked] == [
        ("met", "2025", "2024"), ("met", "2025", None),
    ]  # fmt: skip


def test_a_goal_of_a_wave_to_come_is_not_measured_unless_asked_for() -> None:
    due = {"metric": "csat", "operator": ">=", "target": 4, "wave": "2030"}
    reading = {"stage": "buy", "metric": "csat", "value": 4.5, "sd": 1, "n": 99, "wave": "2025"}
    row = only(shop([due], reading))
    assert (row.status, row.reason, row.wave) == (
        "not_measured", "no readings of 2030 yet", "2030",
    )  # fmt: skip
    assert only(shop([due], reading), wave="2025").status == "met"


def test_readings_of_many_of_all_customers_are_noted_once_each() -> None:
    rated = {"stage": "buy", "value": 4, "sd": 1, "n": 80}
    readings = [
        {**rated, "metric": "csat", "population": 100},
        {**rated, "metric": "ces_ease", "population": 90},
    ]
    found = measure_goals(shop(["csat >= 3", "csat >= 4", "ces_ease >= 2"], *readings))
    assert found.notes[-1] == (
        "At 2 readings more than 5 % of all customers answered, so errors are 0.34 to 0.45 times "
        "as large."
    )
    assert [row.target for row in found.rows] == [3, 4, 2]


def test_segments_and_unknown_names() -> None:
    journey = shop(
        "csat >= 4",
        {"stage": "buy", "metric": "csat", "value": 4.5, "sd": 1, "n": 99},
        {"stage": "buy", "metric": "csat", "value": 2, "sd": 1, "n": 99, "segment": {"area": "C"}},
    )
    assert only(journey).status == "met"
    assert only(journey, segment={"area": "C"}).status == "missed"
    with pytest.raises(UnknownNameError) as caught:
        measure_goals(journey, segment={"aera": "C"})
    assert str(caught.value) == "no segment 'aera=C'; did you mean 'area=C'?"
    with pytest.raises(UnknownNameError) as caught:
        measure_goals(journey, wave="2025")
    assert str(caught.value) == "no wave '2025'; there are none"


def test_how_sure_is_a_setting() -> None:
    journey = shop(
        "fcr_gross >= 70%", {"stage": "buy", "metric": "fcr_gross", "count": 150, "of": 200}
    )
    assert only(journey).status == "met"
    assert only(journey, sure=0.95).status == "at_risk"


def test_goals_of_a_place() -> None:
    found = measure_goals(shop(["nps >= 30", "csat >= 4"]))
    assert [row.metric for row in found.for_place("stage", "buy")] == ["nps", "csat"]
    assert found.for_place("touchpoint", "a") == ()


def test_no_goals() -> None:
    found = measure_goals(shop())
    assert (str(found), found.rows, found.stages) == ("The journey has no goals.", (), ())


@pytest.mark.parametrize("setting", [{"sure": 0.5}, {"sure": 1}, {"level": 0}, {"level": "95 %"}])
@pytest.mark.parametrize("goal", [(), "nps >= 0"])
def test_settings_are_checked_at_entry(setting: dict[str, Any], goal: Any) -> None:
    (name,) = setting
    with pytest.raises(ValueError, match=f"^{name} must lie between 0(.5)? and 1, neither of them"):
        measure_goals(shop(goal), **setting)


def test_a_target_of_0_has_no_sign() -> None:
    assert only(shop("nps >= 0")).shown_goal == "NPS ≥ 0"
    assert only(shop("nps >= -5")).shown_goal == "NPS ≥ -5"


def test_numbers_name_waves_and_goals_can_be_hashed() -> None:
    reading = {"stage": "buy", "metric": "nps", "counts": {10: 90}, "wave": "2016"}
    wave: Any = 2016
    found = measure_goals(shop("nps >= 0", reading), wave=wave)
    assert (found.settings["wave"], found.rows[0].wave) == ("2016", "2016")
    assert hash(found) == hash(measure_goals(shop("nps >= 0", reading), wave="2016"))


def test_a_value_without_a_verdict_is_not_called_unmeasured() -> None:
    few = {"stage": "buy", "metric": "csat", "counts": {4: 3, 5: 3}}
    found = measure_goals(shop(["csat >= 4", "nps >= 0"], few))
    assert found.headline() == "2 goals: 1 not measured, 1 no verdict."
    assert [found.columns()[-1].show(row) for row in found.rows] == [
        "no verdict (only 6 answers)", "not measured (no reading of nps)",
    ]  # fmt: skip
    assert {row.status for row in found.rows} == {"not_measured"}
    assert str(found).splitlines()[-1].split("  ")[0:2] == ["?", "Buy"]
    assert "no verdict" in str(found).splitlines()[-1]


def test_a_wave_that_was_left_out_is_no_wave_to_come() -> None:
    due = {"metric": "csat", "operator": ">=", "target": 4, "wave": "2023"}
    reading = {"stage": "buy", "metric": "csat", "value": 4.5, "sd": 1, "n": 99}
    row = only(shop([due], {**reading, "wave": "2022"}, {**reading, "wave": "2025"}))
    assert (row.status, row.reason) == (
        "not_measured", "no readings of 2023; there are 2022 to 2025",
    )  # fmt: skip


def test_what_is_no_journey_is_refused_in_a_sentence() -> None:
    path: Any = "shop.yaml"
    with pytest.raises(TypeError) as caught:
        measure_goals(path)
    assert str(caught.value) == "a Journey is needed, not str; load_journey(path) gives one"
