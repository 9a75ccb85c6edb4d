from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.analysis.ranking.touchpoints import WeakestTouchpoints
from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.errors import UnknownNameError
from journeymap.model.journey import Journey

FILE = Path(__file__).parents[2] / "vectors" / "vectors.json"
VECTORS = {v["id"]: v for v in json.loads(FILE.read_text("utf-8"))["vectors"]}
SHOP = VECTORS["rank_moderated_se"]["inputs"]
RANKED = VECTORS["rank_default_hier"]["expected"]
SCORE = {"id": "score", "name": "Score", "kind": "rating_mean", "worst": 1, "best": 10}
KEYS = {
    "touchpoint", "stage", "metric", "n", "value", "low", "high", "health", "p_weakest",
    "p_bottom_k", "p_near_weakest", "coverage", "rank_low", "rank_high", "pooled_health", "base",
}  # fmt: skip
WITHIN = 0.012  # of the exact figure: what a 20 000-draw engine must reach


def journey_of(
    readings: list[dict[str, Any]], *metrics: Any, also: tuple[str, ...] = ()
) -> Journey:
    places = list(dict.fromkeys([*(r["touchpoint"] for r in readings), *also]))
    stage = {"name": "Buy", "touchpoints": [{"id": p, "name": p.title()} for p in places]}
    return Journey.model_validate(
        {"name": "Shop", "stages": [stage], "metrics": metrics, "readings": readings}
    )


def rated(**counts: list[int]) -> list[dict[str, Any]]:
    return [
        {"touchpoint": t, "metric": "score", "counts": dict(enumerate(c, start=1))}
        for t, c in counts.items()
    ]


EXAMPLE = journey_of(rated(**dict(zip(SHOP["names"], SHOP["counts_1_to_10"], strict=True))), SCORE)


def chances(found: WeakestTouchpoints) -> dict[str, float]:
    return {row.touchpoint: row.p_weakest or 0.0 for row in found.rows}


class TestWorkedExample:
    found = find_weakest(EXAMPLE)
    by_id = {row.touchpoint: row for row in found.rows}  # noqa: RUF012

    def column(self, name: str) -> list[float]:
        return [getattr(self.by_id[t], name) for t in SHOP["names"]]

    def test_vector_rank_default_hier(self) -> None:
        assert self.column("p_weakest") == pytest.approx(RANKED["p_weakest"], abs=WITHIN)
        assert self.column("p_bottom_k") == pytest.approx(RANKED["p_bottom2"], abs=WITHIN)
        assert self.column("pooled_health") == pytest.approx(RANKED["shrunk_mean"], abs=1e-3)
        assert self.column("pooled_sd") == pytest.approx(RANKED["shrunk_sd"], abs=1e-3)
        assert self.column("rank_low") == RANKED["rank90_low"]
        assert self.column("rank_high") == RANKED["rank90_high"]

    def test_verdict_is_undecided_and_names_support_among_the_rest(self) -> None:
        verdict = self.found.verdict
        assert verdict.kind == "undecided"
        assert list(verdict.touchpoints) == RANKED["candidate_set_90"]
        assert verdict.text == (
            "Undecided: too few answers at Returns (n 5); among the others it is probably Support "
            "(P 64 %; low base, n 20)."
        )

    def test_table_as_printed(self) -> None:
        assert str(self.found) == (
            "Undecided: too few answers at Returns (n 5); among the others it is probably Support "
            "(P 64 %; low base, n 20).\n"
            "touchpoint  metric  value (95 % interval)  health  P(weakest)  rank (90 %)  "
            "answers  base\n"
            "Returns     score   4.40 (1.00 to 8.38)        38        55 %       1 to 4  "
            "      5  too few\n"
            "Support     score   6.50 (5.40 to 7.60)        61        30 %       1 to 4  "
            "     20  low\n"
            "Checkout    score   6.97 (6.58 to 7.37)        66         9 %       1 to 4  "
            "    120  ok\n"
            "Delivery    score   7.04 (6.70 to 7.38)        67         6 %       1 to 4  "
            "    190  ok\n"
            "App         score   7.90 (7.65 to 8.15)        77       < 1 %       5 to 6  "
            "    220  ok\n"
            "Search      score   7.95 (7.65 to 8.26)        77       < 1 %       5 to 6  "
            "    150  ok\n"
            "note: P(weakest) is how often a touchpoint comes out lowest among all plausible true "
            "scores (20,000 draws, good to ±0.7 points)."
        )

    def test_json_has_the_keys_and_plain_numbers(self) -> None:
        again = json.loads(json.dumps(self.found.to_dict(), allow_nan=False))
        assert again.keys() == {
            "question", "journey", "settings", "rows", "notes", "verdict", "not_measured",
        }  # fmt: skip
        assert again["rows"][0].keys() >= KEYS
        assert again["verdict"]["touchpoints"] == ["returns", "support", "checkout"]
        assert again["settings"] == {
            "metric": ["score"], "wave": None, "segment": {}, "level": 0.95, "seed": 0, "k": 2,
            "draws": 20000, "by": "touchpoint", "margin": 2.0, "method": "pooled", "show": [],
        }  # fmt: skip

    def test_base_classes(self) -> None:
        assert {t: row.base for t, row in self.by_id.items()} == {
            "search": "ok", "checkout": "ok", "delivery": "ok", "support": "low",
            "returns": "suppressed", "app": "ok",
        }  # fmt: skip

    def test_options(self) -> None:
        found = find_weakest(EXAMPLE, top=2, k=1, seed=1, draws=500, level=0.8)
        assert [row.touchpoint for row in found.rows] == ["returns", "support"]
        assert all(row.p_bottom_k == row.p_weakest for row in found.rows)
        assert found.settings["draws"] == 500
        assert found.verdict.touchpoints == ("returns", "support", "checkout")
        wide, narrow = self.by_id["support"], found.rows[1]
        assert (narrow.low or 0) > (wide.low or 0)
        assert find_weakest(EXAMPLE) == self.found


def test_one_touchpoint_only() -> None:
    found = find_weakest(journey_of(rated(pay=[1] * 10), SCORE, also=("cart", "find")))
    assert (found.rows, found.verdict.kind, found.verdict.touchpoints) == ((), "none", ())
    assert str(found) == (
        "No verdict: only Pay is measured, there is nothing to compare it with.\n"
        "note: Not ranked (not measured): Cart and Find."
    )
    assert found.not_measured == ("cart", "find")
    assert found.settings["metric"] == ("score",)


def test_none_measured() -> None:
    found = find_weakest(journey_of([], also=("cart", "pay")))
    assert found.verdict.text == "No verdict: no touchpoint is measured."
    assert found.not_measured == ("cart", "pay")
    assert json.dumps(found.to_dict(), allow_nan=False)
    assert find_weakest(journey_of([], also=("cart",)), metric="nps").rows == ()


def test_two_touchpoints_are_flagged() -> None:
    found = find_weakest(journey_of(rated(a=[9] * 10, b=[0] * 9 + [90]), SCORE))
    assert found.verdict.text == "Clear: A is the weakest touchpoint (P > 99 %)."
    assert found.notes[0] == (
        "With 2 touchpoints the chances lean on the assumption of how much touchpoints differ."
    )


def test_guesses_and_unknown_n_are_not_ranked_and_it_is_said() -> None:
    readings = [
        *rated(a=[9] * 10, b=[0] * 9 + [90]),
        {"touchpoint": "c", "metric": "score", "guess": 1},
        {"touchpoint": "d", "metric": "score", "value": 1},
    ]
    found = find_weakest(journey_of(readings, SCORE))
    assert set(chances(found)) == {"a", "b"}
    assert found.not_measured == ("c", "d")
    assert found.notes[-2:] == (
        "Not ranked (only guessed): C.", "Not ranked (number of answers unknown): D.",
    )  # fmt: skip


def test_times_without_a_target_are_not_ranked_and_it_is_said() -> None:
    readings = [{"touchpoint": t, "metric": "art", "value": 30, "sd": 9, "n": 50} for t in "ab"]
    found = find_weakest(journey_of(readings))
    assert found.verdict.text == "No verdict: no touchpoint can be compared."
    assert found.notes == ("Not ranked (a time without a target): A and B.",)
    targeted = {"id": "art", "kind": "duration", "unit": "minutes", "target": 20}
    readings[0]["value"] = 60
    clear = find_weakest(journey_of(readings, targeted))
    assert clear.verdict.touchpoints == ("a",)
    assert clear.rows[0].health == pytest.approx(100 / 3)


def test_mixed_metrics_need_targets() -> None:
    readings = [
        *rated(a=[9] * 10, b=[0] * 9 + [90]),
        {"touchpoint": "b", "metric": "nps", "counts": {10: 40, 8: 40, 0: 20}},
        {"touchpoint": "c", "metric": "nps", "counts": {10: 60, 0: 10}},
    ]
    mixed = find_weakest(journey_of(readings, SCORE), metric=["score", "nps"])
    assert mixed.notes[0] == (
        "The same health on different metrics is not the same quality "
        "(mixed_metrics_without_targets): set a target for score, nps."
    )
    assert {row.touchpoint: row.metric for row in mixed.rows} == {
        "a": "score", "b": "score + nps", "c": "nps",
    }  # fmt: skip
    both = next(row for row in mixed.rows if row.touchpoint == "b")
    assert (both.value, both.low, both.high, both.n) == (None, None, None, 90)
    assert both.health == pytest.approx((100 + 60) / 2)
    assert both.shown == "10.00, +20"
    assert mixed.notes[1:3] == (
        "2 of 3 touchpoints lack a metric; the others stand for it (coverage below 1).",
        "The mix of metrics may decide this ranking: the touchpoints differ in what is measured. "
        "Rank within each metric, one at a time.",
    )
    assert [row.coverage for row in sorted(mixed.rows, key=lambda row: row.touchpoint)] == [
        0.5, 1.0, 0.5,
    ]  # fmt: skip
    single = find_weakest(journey_of(readings, SCORE))
    assert single.settings["metric"] == ("score",)
    assert single.not_measured == ("c",)


def test_all_metrics_are_taken_where_each_has_a_target() -> None:
    readings = [
        *rated(a=[9] * 10),
        {"touchpoint": "b", "metric": "wait", "value": 30, "sd": 5, "n": 80},
    ]
    wait = {"id": "wait", "kind": "duration", "unit": "minutes", "target": 10}
    found = find_weakest(journey_of(readings, {**SCORE, "target": 8}, wait))
    assert found.settings["metric"] == ("score", "wait")
    assert not any("mixed" in note for note in found.notes)
    assert found.verdict.touchpoints == ("b",)


def test_waves_and_segments() -> None:
    bad, good = {1: 50, 10: 10}, {10: 50, 9: 10}
    readings = [
        {"touchpoint": t, "metric": "score", "counts": counts, **more}
        for more, first, second in (
            ({"wave": "2024"}, bad, good),
            ({"wave": "2025"}, good, bad),
            ({"wave": "2025", "segment": {"area": "C"}}, bad, good),
        )
        for t, counts in (("a", first), ("b", second))
    ]
    journey = journey_of(readings, SCORE)
    assert find_weakest(journey).verdict.touchpoints == ("b",)
    assert find_weakest(journey, wave="2024").verdict.touchpoints == ("a",)
    assert find_weakest(journey, segment={"area": "C"}).verdict.touchpoints == ("a",)
    with pytest.raises(UnknownNameError) as caught:
        find_weakest(journey, wave="2023")
    assert str(caught.value) == "no wave '2023'; expected one of '2024', '2025'"
    with pytest.raises(UnknownNameError) as caught:
        find_weakest(journey, metric="scroe")
    assert str(caught.value) == "no metric 'scroe'; did you mean 'score'?"


def test_weighted_readings_are_judged_by_their_effective_number() -> None:
    readings = rated(a=[40] * 10, b=[0] * 9 + [90])
    readings[0]["n_effective"] = 9.6
    found = find_weakest(journey_of(readings, SCORE))
    row = next(row for row in found.rows if row.touchpoint == "a")
    assert (row.n, row.n_effective, row.base) == (400, 9.6, "suppressed")
    assert found.verdict.text == (
        "Undecided: too few answers at A (worth 9 answers); only B has enough."
    )
    assert "400 (worth 9)" in str(found)


def test_shares_as_value_and_n() -> None:
    by_value, by_count = ([
        {"touchpoint": "a", "metric": "churn", **a}, {"touchpoint": "b", "metric": "churn", **b},
    ] for a, b in (
        ({"value": 0.3, "n": 200}, {"value": 0.1, "n": 200}),
        ({"count": 60, "of": 200}, {"count": 20, "of": 200}),
    ))  # fmt: skip
    one, other = (chances(find_weakest(journey_of(r))) for r in (by_value, by_count))
    assert one == pytest.approx(other, abs=0.001)
    assert one["a"] > 0.95


def test_the_lowest_raw_score_is_not_named_for_its_few_answers() -> None:
    readings = [
        {"touchpoint": t, "metric": "csat", "value": v, "sd": 1.0, "n": n}
        for t, v, n in (("few", 3.0, 2), ("many", 3.1, 900), ("fine", 4.2, 900))
    ]
    found = find_weakest(journey_of(readings))
    assert found.rows[0].touchpoint == "many"


def test_hostile_names_are_shown_as_they_are_and_escaped_in_html() -> None:
    journey = Journey.model_validate({
        "name": "J",
        "stages": [{"name": "S", "touchpoints": [
            {"id": "a", "name": "<script>alert(1)</script>"}, {"id": "b", "name": "支払い [bold]"},
        ]}],
        "readings": [
            {"touchpoint": t, "metric": "csat", "counts": {code: 60, 3: 1}}
            for t, code in (("a", 1), ("b", 5))
        ],
    })  # fmt: skip
    found = find_weakest(journey)
    assert str(found).startswith("Clear: <script>alert(1)</script> is the weakest touchpoint")
    assert "\n支払い" in str(found)
    html = found._repr_html_()
    assert "<script>" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2
    assert "支払い [bold]" in html


counts = st.lists(st.integers(0, 40), min_size=10, max_size=10).filter(lambda c: sum(c) > 0)
many = st.lists(counts, min_size=2, max_size=6)
NAMES = "abcdef"


@settings(max_examples=25, deadline=None)
@given(many)
def test_chances_add_up_and_an_unmeasured_touchpoint_changes_nothing(all_: list[list[int]]) -> None:
    readings = rated(**dict(zip(NAMES, all_, strict=False)))
    found = find_weakest(journey_of(readings, SCORE), draws=2000)
    assert sum(chances(found).values()) == pytest.approx(1)
    more = find_weakest(journey_of(readings, SCORE, also=("zero",)), draws=2000)
    assert more.rows == found.rows
    assert more.verdict == found.verdict
    assert more.not_measured == ("zero",)


@settings(max_examples=25, deadline=None)
@given(many, st.randoms(use_true_random=False))
def test_relabelling_permutes_the_chances(all_: list[list[int]], random: Any) -> None:
    names = list(NAMES[: len(all_)])
    random.shuffle(names)
    one = chances(find_weakest(journey_of(rated(**dict(zip(NAMES, all_, strict=False))), SCORE)))
    renamed = dict(zip(names, all_, strict=True))
    other = chances(
        find_weakest(journey_of(rated(**{n: renamed[n] for n in sorted(renamed)}), SCORE))
    )
    found, again = sorted(one.values()), sorted(other.values())
    assert found == pytest.approx(again, abs=0.02)
    for before, after in zip(NAMES, names, strict=False):
        if all_.count(renamed[after]) == 1:
            assert one[before] == pytest.approx(other[after], abs=0.02)


@settings(max_examples=15, deadline=None)
@given(counts, st.integers(2, 6))
def test_equal_data_are_equally_likely(same: list[int], k: int) -> None:
    found = chances(find_weakest(journey_of(rated(**dict.fromkeys(NAMES[:k], same)), SCORE)))
    assert list(found.values()) == pytest.approx([1 / k] * k, abs=0.02)


@settings(max_examples=25, deadline=None)
@given(many)
def test_pooled_health_lies_between_raw_and_the_others(all_: list[list[int]]) -> None:
    found = find_weakest(
        journey_of(rated(**dict(zip(NAMES, all_, strict=False))), SCORE), draws=500
    )
    raw = [row.health for row in found.rows]
    for row in found.rows:
        assert min(raw) - 1e-6 <= (row.pooled_health or 0.0) <= max(raw) + 1e-6


def test_many_answers_leave_the_raw_health() -> None:
    readings = [
        {"touchpoint": t, "metric": "csat", "counts": {2: bad * 10**6, 5: 10**8}}
        for t, bad in (("a", 10), ("b", 20), ("c", 5))
    ]
    for row in find_weakest(journey_of(readings)).rows:
        assert row.pooled_health == pytest.approx(row.health, abs=1e-3)


def test_pooled_health_has_a_normal_interval() -> None:
    for row in find_weakest(EXAMPLE).rows:
        ends = (row.pooled_low, row.pooled_high)
        mean, sd = row.pooled_health or 0.0, row.pooled_sd or 0.0
        assert ends == pytest.approx([mean + z * sd for z in (-1.644854, 1.644854)])


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ({"level": 1}, "level must lie between 0 and 1, neither of them, got 1"),
        ({"top": 0}, "top must be a whole number of at least 1, got 0"),
        ({"k": 0}, "k must be a whole number of at least 1, got 0"),
        ({"draws": 99}, "draws must be a whole number of at least 100, got 99"),
        ({"seed": -1}, "seed must be a whole number of at least 0, got -1"),
    ],
)
def test_settings_are_checked_at_entry(setting: dict[str, Any], sentence: str) -> None:
    for journey in (EXAMPLE, journey_of([], also=("cart",))):
        with pytest.raises(ValueError, match=f"^{sentence}$"):
            find_weakest(journey, **setting)


def test_a_seed_may_be_of_any_size() -> None:
    assert find_weakest(EXAMPLE, seed=10**40, draws=100).settings["seed"] == 10**40


def test_a_ranking_can_be_hashed_and_stays_equal() -> None:
    again = find_weakest(EXAMPLE)
    assert len({find_weakest(EXAMPLE), again, find_weakest(EXAMPLE, k=3)}) == 2
    assert again.to_dict()["settings"]["metric"] == ["score"]
