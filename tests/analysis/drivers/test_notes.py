from __future__ import annotations

import numpy as np
import polars as pl

from tests.analysis.drivers.shop import QUESTIONS, find, make_table


def test_a_ceiling_is_told() -> None:
    full = pl.when(pl.int_range(300) % 5 == 0).then("ship").otherwise(5)
    found = find(make_table(ship=full))
    assert (
        "Ceiling: at least 80 % give Ship the best code, so little is left that could move with "
        "anything."
    ) in found.notes
    less = pl.when(pl.int_range(300) % 3 == 0).then(1).otherwise(5)
    assert not any(note.startswith("Ceiling") for note in find(make_table(ship=less)).notes)


def test_where_methods_differ_about_the_first_it_is_told() -> None:
    rng = np.random.default_rng(5)
    # nearly equal first drivers, of which one is close to a third: that is where they part
    root = np.linalg.cholesky(np.array([[1, 0.9, 0.2], [0.9, 1, 0.6], [0.2, 0.6, 1]]))
    x = rng.normal(size=(2_000, 3)) @ root.T
    y = x @ [0.4, 0.5, -0.2] + 0.55 * rng.normal(size=2_000)
    columns = {
        "cart": x[:, 0], "pay": x[:, 1], "ship": x[:, 2], "nps": y,
    }  # fmt: skip
    table = pl.DataFrame(columns).select(pl.all().rank("ordinal"))
    rated = table.with_columns(pl.col("cart", "pay", "ship") * 5 // 2001 + 1)
    rated = rated.with_columns(pl.col("nps") * 11 // 2001).cast(pl.Int64)
    by_shapley, by_weights = find(rated), find(rated, method="relative_weights")
    first = by_shapley.rows[0].name, by_weights.rows[0].name
    differs = first[0] != first[1]
    told = [note for note in by_shapley.notes if "would put" in note]
    assert bool(told) == differs
    if differs:
        assert told == [
            f"Relative weights would put {first[1]} first, before {first[0]}: who is number one "
            "hangs on the method."
        ]


def test_pairs_that_do_not_fit_are_changed_and_told() -> None:
    n = 600
    rng = np.random.default_rng(0)
    which = np.arange(n) % 3
    base = rng.integers(1, 6, n).astype(float)
    turned = 6 - base
    # each pair of questions is answered by other customers, and their correlations contradict
    cart = np.where(which == 0, base, np.where(which == 1, base, np.nan))
    pay = np.where(which == 0, base, np.where(which == 2, base, np.nan))
    ship = np.where(which == 1, base, np.where(which == 2, turned, np.nan))
    table = pl.DataFrame({
        "cart": cart, "pay": pay, "ship": ship, "nps": np.clip(base + rng.integers(-2, 3, n), 0, 10),
    }).fill_nan(None)  # fmt: skip
    found = find(table)
    assert (
        "The correlations of pairs, each from other customers, do not fit each other; they are "
        "changed as little as needed (negative eigenvalues to 0)."
    ) in found.notes
    assert found.r_squared is not None
    assert 0 <= found.r_squared <= 1
    assert sum(row.share or 0 for row in found.rows) == 1 or found.method is None


def test_what_the_table_tells_is_passed_on() -> None:
    again = make_table(id=pl.int_range(300) // 2)
    found = find(again, parts={"columns": {"respondent_id": "id"}}, questions=QUESTIONS)
    assert found.n == 150
    assert any("set aside because the respondent answered again" in note for note in found.notes)
