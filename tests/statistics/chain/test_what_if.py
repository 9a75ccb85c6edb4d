"""A row is changed: exactly, to first order, and with the interval on the difference."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from journeymap.statistics.chain import draws as chain_draws
from journeymap.statistics.chain.draws import what_if
from journeymap.statistics.chain.making import chain_from_counts
from journeymap.statistics.chain.passage import Passage, pass_through
from journeymap.statistics.chain.uncertainty import drop_bases
from journeymap.statistics.chain.what_if import (
    Kind,
    RowChange,
    change_chain,
    change_row,
    set_share,
)

ROWS = {
    "landing": {"search": 600, "product": 250, "exit": 150},
    "search": {"product": 520, "search": 90, "support": 30, "exit": 100},
    "product": {"cart": 400, "search": 140, "support": 60, "exit": 250},
    "cart": {"purchase": 260, "product": 80, "support": 40, "exit": 80},
    "support": {"cart": 60, "exit": 70},
}


def pass_shop(rows: dict[str, dict[str, int]] = ROWS) -> Passage:
    chain = chain_from_counts(rows, absorbing=["purchase", "exit"])
    return pass_through(chain, start="landing", success="purchase")


def complete(changes: list[RowChange]) -> float:
    chain = change_chain(pass_shop().chain, changes)
    return pass_through(chain, start="landing", success="purchase").completion


@settings(max_examples=40)
@given(
    st.sampled_from(list(ROWS)),
    st.lists(st.integers(0, 9), min_size=7, max_size=7).filter(lambda row: row[6] > 0),
)
def test_rank_one_equals_solving_anew(state: str, weights: list[int]) -> None:
    places = [*ROWS, "purchase", "exit"]
    row = {place: n / sum(weights) for place, n in zip(places, weights, strict=True)}
    found = change_row(pass_shop(), state, row)
    changed = chain_from_counts({**ROWS, state: row}, absorbing=["purchase", "exit"])
    anew = pass_through(changed, start="landing", success="purchase")
    assert found.after == pytest.approx(anew.completion, abs=1e-12)
    assert found.before == pytest.approx(0.2889294826)


def test_first_order_leaves_out_the_loops() -> None:
    passage = pass_shop()
    row = {"cart": 0.5, "exit": 0.5}
    found = change_row(passage, "product", row)
    cart, product = (passage.chances[passage.chain.place(s)] for s in ("cart", "product"))
    visits = passage.visits[passage.chain.place("product")]
    assert found.first_order == pytest.approx(found.before + visits * (cart / 2 - product))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"cart": 0.5}, "the chances out of 'product' must be 0 or more and sum to 1"),
        ({"cart": 1.5, "exit": -0.5}, "the chances out of 'product' must be 0 or more"),
        ({"product": 1.0}, "no journey that comes to 'product' would ever end"),
        ({"hall": 1.0}, "there is no state 'hall' in the chain"),
    ],
)
def test_impossible_row_is_refused(row: dict[str, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        change_row(pass_shop(), "product", row)


@pytest.mark.parametrize(
    ("kind", "by", "expected"),
    [("times", 0.5, 0.2), ("plus", 0.1, 0.5), ("to", 0.7, 0.7), ("plus", 0.9, 1), ("times", -1, 0)],
)
def test_share_is_changed_and_kept_between_0_and_1(kind: Kind, by: float, expected: float) -> None:
    change = RowChange("a", ("exit",), kind, by)
    assert change.apply(0.4) == pytest.approx(expected)
    shares = set_share(np.array([0.45, 0.15, 0.4]), np.array([False, False, True]), change)
    assert shares[2] == pytest.approx(expected)
    assert shares.sum() == pytest.approx(1)
    assert shares[0] == pytest.approx(3 * shares[1])


def test_several_targets_keep_their_proportions() -> None:
    change = RowChange("a", ("b", "c"), "to", 0.5)
    shares = set_share(np.array([0.1, 0.3, 0.6]), np.array([True, True, False]), change)
    assert shares == pytest.approx([0.125, 0.375, 0.5])


def test_way_that_nobody_took_can_only_be_set() -> None:
    shares, chosen = np.array([0.0, 1.0]), np.array([True, False])
    opened = set_share(shares, chosen, RowChange("a", ("b",), "to", 0.2))
    assert opened.tolist() == [0.2, 0.8]
    with pytest.raises(ValueError, match="nobody goes from 'a' to 'b': nothing to change"):
        set_share(shares, chosen, RowChange("a", ("b",), "plus", 0.2))


def test_only_way_can_not_shrink() -> None:
    shares, chosen = np.array([1.0, 0.0]), np.array([True, False])
    with pytest.raises(ValueError, match="all go from 'a' to 'b': they have nowhere else to go"):
        set_share(shares, chosen, RowChange("a", ("b",), "times", 0.9))
    same = set_share(shares, chosen, RowChange("a", ("b",), "times", 1.0))
    assert same.tolist() == [1, 0]


def test_unknown_target_is_refused() -> None:
    with pytest.raises(ValueError, match="there is no state 'hall' in the chain"):
        change_chain(pass_shop().chain, [RowChange("cart", ("hall",), "to", 0.5)])


CASES = [
    [RowChange("product", ("exit",), "times", 0.75)],
    [RowChange("product", ("cart",), "plus", 0.1), RowChange("product", ("exit",), "times", 0.5)],
    [RowChange("cart", ("exit",), "to", 0.05), RowChange("search", ("product",), "times", 1.1)],
    [RowChange("support", ("purchase",), "to", 0.3)],
]


@pytest.mark.parametrize("changes", CASES)
def test_draws_and_delta_agree(monkeypatch: pytest.MonkeyPatch, changes: list[RowChange]) -> None:
    drawn = what_if(pass_shop(), changes)
    monkeypatch.setattr(chain_draws, "MOST_DRAWN", 0)
    delta = what_if(pass_shop(), changes)
    assert (drawn.method, delta.method) == ("draws", "delta")
    assert drawn.uplift == delta.uplift == pytest.approx(complete(changes) - drawn.before)
    assert drawn.low is not None
    assert drawn.high is not None
    assert delta.low == pytest.approx(drawn.low, abs=0.003)
    assert delta.high == pytest.approx(drawn.high, abs=0.003)
    assert drawn.low < drawn.uplift < drawn.high


def test_interval_is_on_the_difference_and_so_is_narrow() -> None:
    found = what_if(pass_shop(), CASES[0])
    assert found.low is not None
    assert found.high is not None
    # completion itself is known to ±3 points only
    assert (found.high - found.low) / 2 < 0.005
    assert found.after == pytest.approx(0.32785, abs=1e-5)


def test_draws_are_seeded() -> None:
    first, again = (what_if(pass_shop(), CASES[0], draws=200, seed=4) for _ in range(2))
    other = what_if(pass_shop(), CASES[0], draws=200, seed=5)
    assert first == again
    assert first.low != other.low


def test_level_widens() -> None:
    narrow = what_if(pass_shop(), CASES[0], level=0.5)
    wide = what_if(pass_shop(), CASES[0], level=0.99)
    assert narrow.low is not None
    assert wide.low is not None
    assert wide.low < narrow.low


def test_portions_of_draws_are_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain_draws, "_CELLS", 100)
    assert what_if(pass_shop(), CASES[0], draws=150).method == "draws"


def test_nothing_counted_has_no_interval() -> None:
    chain = drop_bases(pass_shop().chain, set(ROWS))
    found = what_if(pass_through(chain, start="landing", success="purchase"), CASES[0])
    assert (found.low, found.high, found.method) == (None, None, "none")
    assert found.uplift == pytest.approx(0.03892, abs=1e-5)


def test_large_chains_have_no_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain_draws, "MOST_DRAWN_IF_ASKED", 2)
    assert what_if(pass_shop(), CASES[0], draws=500).method == "delta"


@settings(max_examples=25)
@given(st.sampled_from(list(ROWS)), st.floats(0.1, 0.99))
def test_less_exit_never_harms(state: str, factor: float) -> None:
    changes = [RowChange(state, ("exit",), "times", factor)]
    found = what_if(pass_shop(), changes, draws=100)
    assume(found.low is not None)
    assert found.uplift > 0
    assert found.low is not None
    assert found.low > 0
