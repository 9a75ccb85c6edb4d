from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl
import pytest

from journeymap.analysis.drivers.asking import Driver
from journeymap.analysis.drivers.notes import note_meaning
from journeymap.analysis.drivers.splitting import Split, share
from journeymap.statistics.drivers.shares import join, relative_weights, shapley_shares
from tests.analysis.drivers.shop import JOURNEY, QUESTIONS, find, make_table, make_usable


def test_a_ceiling_is_told() -> None:
    full = pl.when(pl.int_range(300) % 5 == 0).then("ship").otherwise(5)
    found = find(make_table(ship=full))
    assert (
        "Ceiling: at least 80 % give Ship the best code, so little is left that could move with "
        "anything."
    ) in found.notes
    less = pl.when(pl.int_range(300) % 3 == 0).then(1).otherwise(5)
    assert not any(note.startswith("Ceiling") for note in find(make_table(ship=less)).notes)


@pytest.mark.parametrize(
    ("method", "said"),
    [
        ("shapley", "Relative weights would put Pay first, before Cart"),
        ("relative_weights", "Shapley's shares would put Cart first, before Pay"),
    ],
)
def test_where_methods_differ_about_the_first_it_is_told(method: Any, said: str) -> None:
    rxx, rxy = [[1, 0.9, 0.2], [0.9, 1, 0.6], [0.2, 0.6, 1]], [0.8, 0.6, -0.2]
    assert shapley_shares(rxx, rxy).argmax() == 0
    assert relative_weights(rxx, rxy).argmax() == 1
    usable = make_usable(np.zeros((200, 4)))
    csat, nps = JOURNEY.metric("csat"), JOURNEY.metric("nps")
    drivers = [Driver(None, csat, id_.lower(), None, id_) for id_ in ("Cart", "Pay", "Ship")]
    usable = replace(usable, drivers=tuple(drivers), correlations=join(rxx, rxy))
    parts = share(usable.correlations[None], method, 0)[0]
    split = Split(method, parts, None, None, None, (1.0, None, None), 1.0, 0)
    *_, note = note_meaning(Driver(None, nps, None, None, ""), usable, split)
    assert note == f"{said}: who is number one hangs on the method."


def test_where_methods_agree_nothing_is_told() -> None:
    assert not any("would put" in note for note in find(make_table()).notes)


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
        "cart": cart, "pay": pay, "ship": ship,
        "nps": np.clip(base + rng.integers(-2, 3, n), 0, 10),
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
