from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.statistics.base_sizes import hide_small, to_base


def test_classes_at_their_limits() -> None:
    assert [to_base(n) for n in (-1, 0, 0.5, 9.99, 10, 29.9, 30, 99.9, 100, 10**9)] == [
        "not_measured", "not_measured", "suppressed", "suppressed", "low", "low", "indicative",
        "indicative", "ok", "ok",
    ]  # fmt: skip


def test_limits_are_settings() -> None:
    limits = {"few": 5, "low": 50, "ok": 300}
    assert [to_base(n, **limits) for n in (4.9, 5, 49.9, 50, 299.9, 300)] == [
        "suppressed", "low", "low", "indicative", "indicative", "ok",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ({"a": 210, "b": 45, "c": 4}, {"b", "c"}),
        ({"a": 210, "b": 45}, set()),
        ({"a": 10, "b": 10}, set()),
        ({"a": 9.5, "b": 10}, {"a", "b"}),
        # two that are small together betray the total they make
        ({"a": 210, "b": 4, "c": 3}, {"a", "b", "c"}),
        ({"a": 210, "b": 90, "c": 6, "d": 4}, {"c", "d"}),
        ({"a": 210, "b": 90, "c": 5, "d": 4}, {"b", "c", "d"}),
        ({"a": 210, "none": 0, "c": 4}, {"a", "c"}),
        ({"a": 3}, {"a"}),
        ({}, set()),
        # of equal ones the first
        ({"a": 50, "b": 50, "c": 1}, {"a", "c"}),
    ],
)
def test_what_a_total_would_betray_is_hidden(counts: dict[str, float], hidden: set[str]) -> None:
    assert hide_small(counts) == hidden


@given(st.lists(st.integers(0, 40), max_size=8), st.integers(1, 30))
def test_nothing_small_can_be_worked_out(sizes: list[int], few: int) -> None:
    counts = dict(enumerate(sizes))
    hidden = hide_small(counts, few=few)
    shown = {name: n for name, n in counts.items() if name not in hidden and n > 0}
    assert all(n >= few for n in shown.values())
    assert not hidden or not shown or (len(hidden) > 1 and sum(counts[i] for i in hidden) >= few)
