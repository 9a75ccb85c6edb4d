from __future__ import annotations

import json
from html import escape
from typing import Any

import pytest
from hypothesis import given, settings

from journeymap.analysis.evidence.flow_counts import count_flow
from journeymap.analysis.evidence.flow_reach import find_reach
from journeymap.analysis.flow.journey_flow import JourneyFlow
from journeymap.analysis.flow.measuring import NOT_MEASURED, measure_flow
from journeymap.errors import InputError, UnknownNameError
from journeymap.model.journey import Journey
from tests.analysis.flow.shop_flow import COUNTS, EXPECTED, PLACES, make_shop
from tests.strategies import journeys

KEYS = {"touchpoint", "reach", "visits", "drop_off", "exit_rate", "removal_effect", "base"}
FUNNEL = {"find": {"cart": 600}, "cart": {"pay": 450}}


def measure_funnel(**asked: Any) -> Any:
    return measure_flow(make_shop(FUNNEL, starts={"find": 1000}, ends=None), **asked)


class TestWorkedExample:
    found = measure_flow(make_shop(), success="purchase")
    by_id = {row.touchpoint: row for row in found.rows}  # noqa: RUF012

    @pytest.mark.parametrize(
        ("field", "key"),
        [
            ("reach", "reach_from_start"),
            ("visits", "visits_from_start"),
            ("drop_off", "drop_share_of_all_journeys"),
            ("exit_rate", "drop_probability_per_visit"),
            ("removal_effect", "removal_effect"),
        ],
    )
    def test_figures_are_the_published_ones(self, field: str, key: str) -> None:
        found = [getattr(self.by_id[place], field) for place in COUNTS]
        assert found == pytest.approx(EXPECTED[key])

    def test_completion_has_the_delta_interval(self) -> None:
        found = self.found.completion
        assert found is not None
        assert found.value == pytest.approx(0.2889294826)
        assert found.low == pytest.approx(EXPECTED["completion_low_delta"])
        assert found.high == pytest.approx(EXPECTED["completion_high_delta"])
        assert (found.method, found.n) == ("delta", 1000)

    def test_steps(self) -> None:
        steps = self.found.steps
        assert steps is not None
        assert steps.mean == pytest.approx(3.460185912)
        assert steps.sd == pytest.approx(3.409222945**0.5)
        assert steps.given_success == pytest.approx(4.529527445)

    def test_rows_are_sorted_by_what_is_lost(self) -> None:
        order = ["product", "landing", "search", "cart", "support", "purchase"]
        assert [row.touchpoint for row in self.found.rows] == order

    def test_success_is_a_row_like_others(self) -> None:
        row = self.by_id["purchase"]
        assert row.success
        assert row.reach == row.visits == pytest.approx(0.2889294826)
        assert (row.drop_off, row.exit_rate) == (0, 0)
        assert row.removal_effect == pytest.approx(1)
        assert (row.arrivals, row.departures, row.base) == (260, 260, "ok")
        assert (row.exit_low, row.exit_high, row.gained_if_median) == (None, None, 0.0)

    def test_must_pass(self) -> None:
        needed = [row.touchpoint for row in self.found.rows if row.must_pass]
        assert needed == ["landing", "cart", "purchase"]

    def test_gain_is_that_of_the_changed_chain(self) -> None:
        # the median exit rate is that of cart, .1739
        for place, rate in (("product", 250 / 850), ("support", 70 / 130)):
            change = f"{place}: exit = {100 * 80 / 460:.10f}%"
            tried = measure_flow(make_shop(), success="purchase", what_if=change).what_if
            assert tried is not None
            assert self.by_id[place].exit_rate == pytest.approx(rate)
            assert self.by_id[place].gained_if_median == pytest.approx(tried.uplift)
        assert self.by_id["cart"].gained_if_median == 0
        assert self.by_id["search"].gained_if_median == 0

    def test_a_row_tells_its_base_and_interval(self) -> None:
        row = self.by_id["support"]
        assert (row.arrivals, row.departures, row.base) == (130, 130, "ok")
        assert row.exit_low == pytest.approx(0.4528, abs=1e-4)
        assert row.exit_high == pytest.approx(0.6218, abs=1e-4)
        assert (row.name, row.stage) == ("Support", "buy")

    def test_it_says_what_it_found(self) -> None:
        assert self.found.findings == (
            "Of 1,000 journeys from Landing, 28.9 % come to Purchase (95 % interval 25.9 to 31.8).",
            "Most journeys are lost after Product: 27.7 % of all, 29.4 % of visits there.",
            "Most would be gained at Product: +6.5 points of completion if only the median share "
            "left.",
            "A journey makes 3.5 visits (sd 1.8) before it ends, 4.5 before Purchase.",
            "Every way to Purchase leads through Landing and Cart.",
            "Search <-> Product repeats 0.21 times in journeys that come there.",
            "Search repeats 0.16 times in journeys that come there.",
            "Product <-> Cart repeats 0.12 times in journeys that come there.",
        )
        assert self.found.notes == (
            "Came and were seen neither to go on nor to end, so they count in no share: Search 90.",
            "The interval takes each transition's count as a sample of its own (delta method).",
            "Counts of transitions alone can mislead where the way on hangs on the way there: give "
            "the log by --events (in Python paths) to count whole journeys.",
        )

    def test_it_prints_its_findings_before_its_notes(self) -> None:
        lines = str(self.found).splitlines()
        assert lines[0] == self.found.findings[0]
        assert " ".join(lines[1].split()) == (
            "touchpoint reach visits lost here of visits if median removal left base"
        )
        assert " ".join(lines[2].split()) == "Product 73.2 % 0.94 27.7 % 29.4 % +6.5 97.4 % 850 ok"
        assert lines[8:15] == list(self.found.findings[1:])
        assert lines[15] == f"note: {self.found.notes[0]}"
        assert max(map(len, lines[1:8])) <= 100

    def test_json_has_the_promised_keys(self) -> None:
        told = json.loads(json.dumps(self.found.to_dict()))
        assert told["question"] == "flow"
        assert told["rows"][0].keys() >= KEYS
        assert {"value", "low", "high"} <= told["completion"].keys()
        assert told["what_if"] is None
        assert told["settings"] == {
            "start": ["landing"], "success": ["purchase"], "what_if": None, "level": 0.95, "seed": 0
        }  # fmt: skip


def test_whole_journeys_have_wilsons_interval() -> None:
    found = measure_funnel(success="pay")
    assert (found.completion.method, found.completion.n) == ("wilson", 1000)
    assert found.completion.value == pytest.approx(0.45)
    assert found.completion.low == pytest.approx(0.419415, abs=1e-5)
    assert "The interval is Wilson's: as many left each touchpoint as came to it." in found.notes


def test_success_is_chosen_and_told() -> None:
    assert measure_flow(make_shop()).notes[0] == (
        "Success is taken to be coming to Purchase, where most journeys end; name another by "
        "success."
    )
    assert measure_funnel().notes[0] == (
        "Success is taken to be coming to Pay, the last touchpoint that nobody leaves; name "
        "another by success."
    )
    round_trip = make_shop({"a": {"b": 5}, "b": {"a": 3}}, starts={"a": 5}, ends=None)
    assert measure_flow(round_trip).notes[0] == (
        "Success is taken to be coming to B, the last touchpoint that is reached; name another "
        "by success."
    )


def test_of_two_ends_the_later_is_success() -> None:
    counts = {"a": {"b": 80}, "b": {"c": 40}}
    shop = make_shop(counts, starts={"a": 80}, ends={"b": 40, "c": 40})
    assert measure_flow(shop).settings["success"] == ("c",)
    # most end at the start, fewer than half of those that come to b: neither is success
    bounce = make_shop(counts, starts={"a": 300}, ends={"a": 220, "b": 39, "c": 5})
    assert measure_flow(bounce).settings["success"] == ("c",)
    half = make_shop(counts, starts={"a": 80}, ends={"b": 41, "c": 40})
    assert measure_flow(half).settings["success"] == ("b",)


def test_start_is_chosen_and_told() -> None:
    found = measure_flow(make_shop(FUNNEL, starts=None, ends=None), success="pay")
    assert found.notes[0] == (
        "Journeys are taken to start at Find, the first touchpoint that is left; how many start "
        "isn't known, so nobody is seen to be lost right there."
    )
    assert found.completion is not None
    assert found.completion.n is None
    told = measure_flow(make_shop(FUNNEL, starts=None, ends={"find": 400}), success="pay").notes[0]
    assert told == "Journeys are taken to start at Find, the first touchpoint that is left."


def test_another_start() -> None:
    found = measure_flow(make_shop(), start="Support", success="purchase")
    assert found.completion is not None
    assert found.completion.value == pytest.approx(EXPECTED["completion"][4])
    assert (found.completion.n, found.settings["start"]) == (None, ("support",))


def test_one_of_several_starts_knows_its_number() -> None:
    shop = make_shop({"a": {"c": 30}, "b": {"c": 10}}, starts={"a": 60, "b": 20}, ends=None)
    both, one = measure_flow(shop, success="c"), measure_flow(shop, start="b", success="c")
    assert both.completion is not None
    assert one.completion is not None
    assert (both.completion.n, one.completion.n) == (80, 20)
    assert [both.completion.value, one.completion.value] == pytest.approx([0.5, 0.5])
    assert both.completion.method == "wilson"
    assert one.completion.method == "delta"


def test_several_successes_share_the_removal_effect() -> None:
    counts = {"a": {"b": 30, "c": 10}}
    found = measure_flow(make_shop(counts, starts={"a": 80}, ends=None), success=["b", "c"])
    effects = {row.touchpoint: row.removal_effect for row in found.rows}
    assert effects == {"a": 1, "b": pytest.approx(0.75), "c": pytest.approx(0.25)}
    assert found.headline() == (
        "Of 80 journeys from A, 50.0 % come to B and C (95 % interval 39.3 to 60.7)."
    )


def test_start_may_be_success() -> None:
    found = measure_funnel(start="find", success="find")
    assert found.completion is not None
    assert found.completion.value == 1
    assert found.steps is not None
    assert (found.steps.mean, found.steps.given_success) == (0, 0)


def test_what_follows_success_is_not_lost() -> None:
    counts = {"a": {"pay": 50}, "pay": {"help": 20}, "help": {"pay": 5}}
    ends = {"a": 50, "pay": 35, "help": 15}
    found = measure_flow(make_shop(counts, starts={"a": 100}, ends=ends), success="pay")
    reach = {row.touchpoint: row.reach for row in found.rows}
    assert found.completion is not None
    assert found.completion.value == pytest.approx(0.5)
    # help is met after success by 20 of 55 visits
    assert reach["help"] > 0.15
    assert reach == pytest.approx(
        dict(find_reach(make_shop(counts, starts={"a": 100}, ends=ends)) or {})
    )
    assert "Success is the first arrival: what follows it is not counted against it." in found.notes


def test_open_touchpoints_are_neither_lost_nor_completed() -> None:
    counts = {"a": {"pay": 50, "chat": 25}}
    found = measure_flow(make_shop(counts, starts={"a": 100}, ends=None), success="pay")
    assert [(one.touchpoint, one.share) for one in found.open] == [("chat", 0.25)]
    lost = sum(row.drop_off for row in found.rows)
    assert found.completion is not None
    assert lost + found.completion.value + 0.25 == pytest.approx(1)
    assert (
        "Nobody was seen to leave Chat (25.0 % of journeys): these journeys are open, neither lost "
        "nor completed."
    ) in found.notes


def test_loops_without_end_are_named() -> None:
    counts = {"a": {"b": 50, "pay": 50}, "b": {"c": 50}, "c": {"b": 50}}
    found = measure_flow(make_shop(counts, starts={"a": 100}, ends={"pay": 50}), success="pay")
    assert found.stuck == (("b", "c"),)
    rows = {row.touchpoint: row for row in found.rows}
    assert (rows["b"].reach, rows["b"].visits, rows["c"].visits) == (0.5, None, None)
    assert found.steps is not None
    assert found.steps.mean is None
    assert (
        "B > C: nobody was ever seen to leave this loop, so visits, steps and time have no end "
        "there (50.0 % of journeys are stuck in all)."
    ) in found.notes
    assert "None" not in str(found)


def test_one_touchpoint_alone() -> None:
    found = measure_flow(make_shop({"a": {"a": 3}}, starts={"a": 1}, ends={"a": 1}), success="a")
    assert found.completion is not None
    assert found.completion.value == 1
    never = measure_flow(make_shop({"a": {"a": 3}}, starts=None, ends=None))
    assert never.completion is not None
    assert (never.completion.value, never.settings["success"]) == (1, ("a",))


def test_shares_have_no_interval() -> None:
    found = measure_flow(make_shop(shares=True), success="purchase")
    assert found.completion is not None
    assert found.completion.value == pytest.approx(0.2889294826)
    assert (found.completion.low, found.completion.high) == (None, None)
    assert found.rows[0].base == "not_measured"
    assert (found.rows[0].departures, found.rows[0].exit_low) == (None, None)
    assert "No interval: only shares are known, not how many they are made of." in found.notes


def test_nothing_known_is_told() -> None:
    found = measure_flow(make_shop().replace(transitions=()))
    assert (found.rows, found.completion, found.findings) == ((), None, (NOT_MEASURED,))
    assert str(found) == NOT_MEASURED
    assert json.dumps(found.to_dict())


def test_few_are_marked() -> None:
    counts = {"a": {"b": 60}, "b": {"pay": 12}, "pay": {"d": 5}}
    ends = {"a": 40, "b": 17, "pay": 7, "d": 5}
    found = measure_flow(make_shop(counts, starts={"a": 100}, ends=ends), success="pay")
    assert {row.touchpoint: row.base for row in found.rows} == {
        "a": "ok", "b": "low", "pay": "low", "d": "suppressed",
    }  # fmt: skip
    assert "Fewer than 30 were seen to leave B and D: their shares are unsure." in found.notes


def test_more_departures_than_arrivals_are_told() -> None:
    counts = {"a": {"b": 10}, "b": {"c": 30}}
    found = measure_flow(make_shop(counts, starts={"a": 10}, ends=None), success="c")
    assert (
        "More were seen to leave than to come, so a part of the flow is missing: B 20."
        in found.notes
    )


def test_left_out_transitions_are_told() -> None:
    shop = make_shop(FUNNEL, starts={"find": 1000}, ends=None)
    more = [t.model_dump(by_alias=True, exclude_none=True) for t in shop.transitions]
    found = measure_flow(shop.replace(transitions=[*more, {"from": "find", "to": "pay"}]))
    assert (
        "1 transitions without a count or share to go by are left out: give all transitions of a "
        "touchpoint a count, or all a share."
    ) in found.notes


def test_time_is_added_up() -> None:
    times = [("a", "b", 60, 2, "hours"), ("b", "pay", 30, 30, "minutes"), ("b", "a", 10, 1, "days")]
    shop = make_shop(
        {"a": {"b": 1, "pay": 1}}, starts={"a": 90}, ends={"a": 40, "b": 20, "pay": 30}
    )
    timed = shop.replace(
        transitions=[
            {"from": s, "to": t, "count": n, "time": {"mean": mean, "unit": unit}}
            for s, t, n, mean, unit in times
        ]
    )
    found = measure_flow(timed, success="pay").time
    assert found is not None
    # a goes to b with .6, b back with 1/6: 1/.9 visits to a, .6/.9 to b
    assert found.mean == pytest.approx((0.6 * 120 + 0.6 * (30 / 2 + 1440 / 6)) / 0.9)
    # per round back 120 + 1440, once 120 + 30; a round happens 1/9 times per success
    assert found.given_success == pytest.approx(150 + 1560 / 9)
    assert found.unit == "minutes"
    partly = timed.replace(
        transitions=[t.replace(time=None) if t.target == "a" else t for t in timed.transitions]
    )
    again = measure_flow(partly, success="pay")
    assert again.time is None
    assert "Time isn't measured: 1 transitions in use carry no mean time." in again.notes


def test_top_keeps_the_first_rows_and_all_findings() -> None:
    found = measure_flow(make_shop(), success="purchase", top=2)
    assert [row.touchpoint for row in found.rows] == ["product", "landing"]
    assert len(found.findings) == len(TestWorkedExample.found.findings)


@pytest.mark.parametrize(
    ("asked", "error", "sentence"),
    [
        ({"success": "purchas"}, UnknownNameError, "did you mean 'purchase'?"),
        ({"start": "hall"}, UnknownNameError, "no touchpoint 'hall'"),
        ({"success": []}, InputError, "no success is named; name at least one touchpoint"),
        ({"level": 1}, ValueError, "level must lie between 0 and 1"),
        ({"draws": 5}, ValueError, "draws must be a whole number of at least 100"),
        ({"top": 0}, ValueError, "top must be a whole number of at least 1"),
        ({"seed": -1}, ValueError, "seed must be a whole number of at least 0"),
    ],
)
def test_what_can_not_be_meant_is_refused(
    asked: dict[str, Any], error: type[Exception], sentence: str
) -> None:
    with pytest.raises(error) as caught:
        measure_flow(make_shop(), **asked)
    assert sentence in str(caught.value)


def test_touchpoint_outside_the_flow_is_told() -> None:
    shop = make_shop()
    more = shop.replace(stages=(*shop.stages, {"name": "After", "touchpoints": ["Call"]}))
    with pytest.raises(UnknownNameError) as caught:
        measure_flow(more, success="call")
    assert str(caught.value) == (
        "no transition tells of touchpoint 'call'; transitions with a count or a share must lead "
        "there or on from there"
    )


def test_only_a_journey_is_measured() -> None:
    with pytest.raises(TypeError, match="a Journey is needed, not str"):
        measure_flow("shop.yaml")  # type: ignore[arg-type]


def test_huge_counts() -> None:
    counts = {"a": {"a": 10**15, "b": 1}, "b": {"pay": 10**15}}
    found = measure_flow(make_shop(counts, starts={"a": 10**15}, ends={"a": 1}), success="pay")
    assert found.completion is not None
    assert found.completion.value == pytest.approx(0.5)


@settings(max_examples=12)
@given(journeys())
def test_any_journey_gives_a_result_or_a_sentence(journey: Any) -> None:
    try:
        found = measure_flow(journey, draws=100)
    except InputError:  # counts too many orders of magnitude apart
        return
    assert json.dumps(found.to_dict(), allow_nan=False)
    assert str(found)
    if count_flow(journey) is None:
        assert found.rows == ()
        return
    assert found.completion is not None
    ended = found.completion.value + sum(row.drop_off for row in found.rows)
    ended += sum(one.share for one in found.open)
    assert ended == pytest.approx(1) if not found.stuck else ended <= 1 + 1e-9
    reach = find_reach(journey)
    assert reach == pytest.approx({row.touchpoint: row.reach for row in found.rows})


def test_places_are_all_there() -> None:
    assert {row.touchpoint for row in TestWorkedExample.found.rows} == set(PLACES)


def test_notebooks_see_the_findings_too() -> None:
    found = measure_flow(make_shop())
    html = found._repr_html_()
    assert len(found.findings) > 2
    for finding in found.findings:
        assert escape(finding) in html
        assert finding in str(found).splitlines()


TIMED = [
    {"from": "find", "to": "cart", "count": 60, "time": {"mean": 30, "unit": "minutes"}},
    {"from": "cart", "to": "pay", "count": 30, "time": {"mean": 2, "unit": "hours"}},
]


def measure_timed(minutes: float) -> JourneyFlow:
    slow = {**TIMED[0], "time": {"mean": minutes, "unit": "minutes"}}
    stages = [{"name": "Buy", "touchpoints": ["Find", "Cart", "Pay"]}]
    shop = Journey.model_validate(
        {"name": "Shop", "stages": stages, "starts": {"find": 100}, "transitions": [slow, TIMED[1]]}
    )
    return measure_flow(shop, success="pay")


def test_the_longest_transition_is_told() -> None:
    found = measure_timed(30)
    assert found.time is not None
    assert found.time.longest == ("cart", "pay")
    assert found.time.longest_mean == pytest.approx(36)
    assert "Most of it (36 min, 66.7 %) lies on the way Cart -> Pay." in found.findings
    told = "Most of it (48 min, 57.1 %) lies on the way Find -> Cart."
    assert told in measure_timed(80).findings


def test_half_of_the_time_is_not_most() -> None:
    told = measure_timed(60).findings
    assert "The longest part of it (36 min, 50.0 %) lies on the way Find -> Cart." in told


def test_where_no_time_passes_no_transition_is_the_longest() -> None:
    shop = make_shop(FUNNEL, starts={"find": 1000}, ends=None)
    still = [t.replace(time={"mean": 0, "unit": "minutes"}) for t in shop.transitions]
    time = measure_flow(shop.replace(transitions=still), success="pay").time
    assert time is not None
    assert (time.mean, time.longest, time.longest_mean) == (0, None, None)
