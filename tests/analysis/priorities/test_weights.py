from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from journeymap.analysis.priorities.weights import choose_importance
from journeymap.model.journey import Journey

PLAIN = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Find", "Cart", "Pay"]}])
IDS = ("find", "cart", "pay")


@dataclass(frozen=True)
class Driver:
    touchpoint: str | None
    share: float | None
    sign: int = 1
    metric: str = ""
    low: float | None = None


@dataclass(frozen=True)
class Drivers:
    rows: tuple[Any, ...]
    resampled: Mapping[str, tuple[float, ...]] = field(default_factory=dict)


BARE = (
    "The drivers come without resamples, so chances and intervals take the importance as certain. "
    "Write them anew with journeymap drivers."
)


def with_own(**importance: float) -> Journey:
    touchpoints = [{"id": id_, "importance": importance.get(id_)} for id_ in IDS]
    kept = [{k: v for k, v in t.items() if v is not None} for t in touchpoints]
    return Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": kept}])


class TestScale:
    @pytest.mark.parametrize(
        ("highest", "is_on_ten"), [(7, False), (7.1, True), (10, True), (10.1, False), (0, False)]
    )
    def test_of_ten(self, highest: float, is_on_ten: bool) -> None:
        found = choose_importance(PLAIN, IDS, {"find": 0, "cart": 0, "pay": highest})
        assert found.is_on_ten == is_on_ten

    def test_of_drivers_is_none(self) -> None:
        found = choose_importance(PLAIN, IDS, Drivers((Driver("pay", 9), Driver("cart", 3))))
        assert not found.is_on_ten


class TestImportance:
    def test_given_has_mean_1(self) -> None:
        found = choose_importance(PLAIN, IDS, {"find": 9, "cart": 6, "pay": 3})
        assert dict(found.values) == {"find": 1.5, "cart": 1.0, "pay": 0.5}
        assert dict(found.stated) == {"find": 9, "cart": 6, "pay": 3}
        assert found.origin == "given"
        assert found.notes == ("Importance is as given, divided by its mean.",)

    def test_mean_is_over_the_ranked(self) -> None:
        found = choose_importance(PLAIN, ("find", "pay"), {"find": 9, "cart": 100, "pay": 3})
        assert dict(found.values) == {"find": 1.5, "pay": 0.5}

    def test_own(self) -> None:
        found = choose_importance(with_own(find=2, pay=6), IDS, None)
        assert dict(found.values) == {"find": 0.5, "cart": 1.0, "pay": 1.5}
        assert found.origin == "journey"
        assert found.notes == ("Importance is as stated in the journey, divided by its mean.",)

    def test_given_wins_over_own(self) -> None:
        found = choose_importance(with_own(find=2, pay=6), ("find", "pay"), {"find": 1, "pay": 1})
        assert dict(found.values) == {"find": 1, "pay": 1}

    def test_given_for_some_keeps_the_others_own(self) -> None:
        found = choose_importance(with_own(find=2, pay=4, cart=5), IDS, {"cart": 9})
        assert dict(found.stated) == {"find": 2, "cart": 9, "pay": 4}
        assert found.origin == "given"
        assert found.notes == (
            "Importance is as given, and as stated in the journey for find and pay, divided by "
            "its mean.",
        )

    def test_one_alone_says_nothing(self) -> None:
        for found in (
            choose_importance(PLAIN, IDS, {"cart": 9}),
            choose_importance(with_own(cart=9), IDS, None),
        ):  # fmt: skip
            assert set(found.values.values()) == {1.0}
            assert found.origin == "equal"
            assert found.notes[0].lower() == (
                "importance is stated for 1 touchpoint only (cart); the others have none to "
                "compare with, so all count alike."
            )
        assert choose_importance(PLAIN, ("cart",), {"cart": 9}).origin == "given"

    def test_negative_drivers_are_left_out(self) -> None:
        rows = (
            Driver("find", 0.3, -1), Driver("pay", 0.2), Driver("cart", 0.1),
            Driver("cart", 0.3, -1),
        )  # fmt: skip
        found = choose_importance(PLAIN, IDS, Drivers(rows))
        assert dict(found.stated) == pytest.approx({"find": 0.0, "pay": 0.2, "cart": 0.1})
        assert found.against == {"find"}
        assert found.notes[1:] == (
            "Left out of importance, since better there goes with a worse outcome: Find and Cart.",
            BARE,
        )

    def test_from_drivers_summed_by_touchpoint(self) -> None:
        rows = (
            Driver("find", 0.3), Driver("find", 0.1), Driver("pay", 0.2), Driver(None, 0.4),
            Driver("cart", None), Driver("gone", 0.9),
        )  # fmt: skip
        found = choose_importance(PLAIN, ("find", "pay"), Drivers(rows))
        assert dict(found.stated) == pytest.approx({"find": 0.4, "pay": 0.2})
        assert dict(found.values) == pytest.approx({"find": 4 / 3, "pay": 2 / 3})
        assert found.origin == "drivers"
        assert found.notes == (
            "Importance is the share of what the drivers explain, summed up by touchpoint, divided "
            "by its mean.",
            BARE,
        )
        assert found.draw_values(("find", "pay")) is None

    def test_resamples_are_summed_up_and_have_the_same_mean(self) -> None:
        rows = (
            Driver("find", 0.3, metric="csat"), Driver("find", 0.1, metric="nps"),
            Driver("pay", 0.2, metric="csat"), Driver("cart", 0.4, -1, metric="csat"),
        )  # fmt: skip
        resampled = {
            "csat@find": (0.3, 0.1), "nps@find": (0.1, 0.2), "csat@pay": (0.2, 0.3),
            "csat@cart": (0.4, 0.4),
        }  # fmt: skip
        found = choose_importance(PLAIN, IDS, Drivers(rows, resampled))
        drawn = found.draw_values(IDS)
        assert drawn is not None
        assert drawn.round(9).tolist() == [[2, 0, 1], [1.5, 0, 1.5]]
        assert found.notes[-1] == (
            "Importance is estimated: each draw takes it from one of 2 resamples of the "
            "respondents, so chances and intervals are as unsure as it is."
        )

    def test_a_driver_without_resamples_makes_all_certain(self) -> None:
        rows = (Driver("find", 0.3, metric="csat"), Driver("pay", 0.2, metric="csat"))
        found = choose_importance(PLAIN, IDS, Drivers(rows, {"csat@find": (0.3, 0.1)}))
        assert found.draw_values(IDS) is None
        assert found.notes[1] == (
            "There are no resamples of csat@pay, so chances and intervals take the importance as "
            "certain. Write the drivers anew with journeymap drivers."
        )

    def test_a_driver_without_a_share_needs_no_resamples(self) -> None:
        rows = (
            Driver("find", 0.3, metric="csat"), Driver("find", None, metric="ces"),
            Driver("pay", 0.1, metric="csat"), Driver("pay", None, metric="nps"),
        )  # fmt: skip
        resampled = {"csat@find": (0.3, 0.2), "csat@pay": (0.1, 0.2), "nps@pay": (0.9, 0.9)}
        drawn = choose_importance(PLAIN, ("find", "pay"), Drivers(rows, resampled)).draw_values(
            ("find", "pay")
        )
        assert drawn is not None
        assert drawn.round(9).tolist() == [[1.5, 0.5], [1, 1]]

    def test_resamples_in_the_unit_of_a_cut(self) -> None:
        rows = (Driver("find", 0.3, metric="csat"), Driver("pay", 0.1, metric="csat"))
        resampled = {"csat@find": (0.4, 0.2, 0.0), "csat@pay": (0.4, 0.2, 0.0)}
        found = choose_importance(PLAIN, IDS, Drivers(rows, resampled))
        drawn = found.draw_values(IDS, own_mean=False)
        assert drawn is not None
        assert drawn.round(9).tolist() == [[2, 1, 2], [1, 1, 1], [0, 1, 0]]
        assert found.to_value(0.4) == pytest.approx(2)

    def test_what_may_matter_by_chance_alone(self) -> None:
        rows = (
            Driver("find", 0.1, metric="csat", low=0.0), Driver("find", 0.1, metric="ces", low=0.0),
            Driver("cart", 0.1, metric="csat", low=0.0), Driver("cart", 0.1, metric="ces", low=0.1),
            Driver("pay", 0.1, metric="csat"), Driver("pay", 0.1, metric="ces", low=0.0),
        )  # fmt: skip
        resampled = {f"{row.metric}@{row.touchpoint}": (0.1, 0.2) for row in rows}
        assert choose_importance(PLAIN, IDS, Drivers(rows, resampled)).may_not_matter == {"find"}
        assert choose_importance(PLAIN, IDS, Drivers(rows)).may_not_matter == frozenset()

    def test_who_has_no_importance_keeps_the_mean_in_every_resample(self) -> None:
        rows = (Driver("find", 0.3, metric="csat"), Driver("pay", 0.2, metric="csat"))
        resampled = {"csat@find": (0.3, 0.0), "csat@pay": (0.1, 0.0)}
        drawn = choose_importance(PLAIN, IDS, Drivers(rows, resampled)).draw_values(IDS)
        assert drawn is not None
        assert drawn.round(9).tolist() == [[1.5, 1, 0.5], [1, 1, 1]]

    def test_nobody_says(self) -> None:
        found = choose_importance(PLAIN, IDS, None)
        assert set(found.values.values()) == {1.0}
        assert found.origin == "equal"
        assert found.notes == (
            "Nobody says what matters more: all touchpoints count as equally important.",
        )

    def test_drivers_that_say_nothing(self) -> None:
        found = choose_importance(PLAIN, IDS, Drivers((Driver("pay", None),)))
        assert found.origin == "equal"
        assert found.notes == (
            "The drivers give no shares: all touchpoints count as equally important.",
        )

    def test_all_0(self) -> None:
        found = choose_importance(with_own(find=0, cart=0, pay=0), IDS, None)
        assert set(found.values.values()) == {1.0}
        assert found.notes == (
            "Every importance is 0: all touchpoints count as equally important.",
        )

    def test_one_0_is_0(self) -> None:
        found = choose_importance(PLAIN, ("find", "pay"), {"find": 0, "pay": 5})
        assert dict(found.values) == {"find": 0.0, "pay": 2.0}

    @pytest.mark.parametrize(
        "importance", [-1, float("nan"), float("inf"), 1.1e15, True, "9", None]
    )
    def test_a_number_of_0_or_more(self, importance: Any) -> None:
        with pytest.raises(ValueError, match=r"importance of 'pay' must be a number of 0 or more"):
            choose_importance(PLAIN, IDS, {"pay": importance})

    @pytest.mark.parametrize("given", [3, "pay=9", Drivers(("row",))])
    def test_neither_numbers_nor_drivers(self, given: Any) -> None:
        with pytest.raises(ValueError, match="importance must map touchpoints to numbers, or be"):
            choose_importance(PLAIN, IDS, given)

    def test_a_negative_share(self) -> None:
        with pytest.raises(ValueError, match=r"importance of 'pay' must be 0 or more, got -0\.1"):
            choose_importance(PLAIN, IDS, Drivers((Driver("pay", -0.1),)))
