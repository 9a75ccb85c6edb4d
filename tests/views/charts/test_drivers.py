from __future__ import annotations

from functools import cache
from random import Random
from typing import Any

import polars as pl
import pytest

from journeymap.analysis.drivers.finding import find_drivers
from journeymap.analysis.drivers.result import Drivers
from journeymap.model.journey import Journey
from journeymap.model.sources import Source
from journeymap.picture.marks import Box, Line
from journeymap.views.charts.drivers import describe_drivers, draw_drivers
from journeymap.wording.words import Words
from tests.views.charts.chart_marks import SCRIPTS, of_kind, rows_of, texts_of
from tests.views.fitting_checks import check_fit, check_fit_in_browser

WORDS = Words()


@cache
def find_shop(n: int = 400, names: tuple[str, ...] = ("Cart", "Pay", "Wait")) -> Drivers:
    """Pay goes with NPS most, cart less, and waiting goes the other way."""
    chance, rows = Random(1), []
    for _ in range(n):
        mood = chance.gauss(3.5, 0.8)
        cart, pay = (min(5, max(1, round(mood + chance.gauss(0, 1)))) for _ in range(2))
        wait = min(5, max(1, round(6 - mood + chance.gauss(0, 1))))
        told = min(10, max(0, round(0.4 * cart + 1.4 * pay + chance.gauss(0, 1.5))))
        rows.append((cart, pay, wait, told))
    ids = ("cart", "pay", "wait")
    touchpoints = [{"id": i, "name": name} for i, name in zip(ids, names, strict=True)]
    shop = Journey.model_validate(
        {"name": "Shop", "stages": [{"name": "Buy", "touchpoints": touchpoints}]}
    )
    asked: dict[str, Any] = {
        f"q{i}": {"touchpoint": id_, "metric": "csat"} for i, id_ in enumerate(ids)
    }
    asked["q3"] = {"scope": "journey", "metric": "nps"}
    table = pl.DataFrame(rows, schema=["q0", "q1", "q2", "q3"], orient="row")
    return find_drivers(shop, table, Source(questions=asked), outcome="nps", draws=200)


def test_bars_and_whiskers_are_as_long_as_shares() -> None:
    found = find_shop()
    rows = rows_of(describe_drivers(found, WORDS))
    bars = {key: of_kind(row.marks, Box)[1] for key, row in rows.items()}
    shares = {row.touchpoint: row.share or 0 for row in found.rows}
    unit = bars["pay"].width / shares["pay"]
    for row in found.rows:
        assert row.touchpoint is not None
        assert row.low is not None
        assert row.high is not None
        length = bars[row.touchpoint]
        assert length.width == pytest.approx(unit * shares[row.touchpoint])
        (left, _), (right, _) = of_kind(rows[row.touchpoint].marks, Line)[0].points
        assert left == pytest.approx(length.x + unit * row.low)
        assert right == pytest.approx(length.x + unit * row.high)


def test_the_sign_is_a_word_and_a_shape() -> None:
    picture = describe_drivers(find_shop(), WORDS)
    rows = rows_of(picture)
    assert "+ better with better" in texts_of(rows["pay"].marks)
    assert "− better with worse" in texts_of(rows["wait"].marks)
    assert [of_kind(rows[key].marks, Box)[1].dashed for key in ("pay", "wait")] == [False, True]
    assert "hollow: better goes with worse" in texts_of(picture.marks)


def test_message_footnote_and_frame() -> None:
    found = find_shop()
    picture = describe_drivers(found, WORDS)
    told = " ".join(texts_of(picture.marks))
    assert told.startswith("Pay goes with NPS most closely")
    assert "may go with it" not in told
    assert f"R² {found.r_squared:.2f} (" in told
    assert "400 told the outcome" in told
    rows = rows_of(picture)
    assert [key for key, row in rows.items() if "▲ first" in texts_of(row.marks)] == ["pay"]
    assert [key for key, row in rows.items() if of_kind(row.marks, Box)[0].stroke] == ["pay"]


def test_too_few_answers_are_a_sentence() -> None:
    picture = draw_drivers(find_shop(40)).picture
    assert texts_of(picture.marks)[0].startswith("Can't tell what goes with NPS: 40 answers")
    assert rows_of(picture) == {}
    assert "Pay (CSAT): share of R² –" in picture.description
    check_fit(picture)


@pytest.mark.parametrize("i", range(0, len(SCRIPTS), 3))
def test_hostile_and_long_names_fit(i: int) -> None:
    names = tuple(SCRIPTS[(i + k) % len(SCRIPTS)] for k in range(3))
    drawing = draw_drivers(find_shop(150, names), language="ru")
    check_fit(drawing.picture)
    assert "<script" not in drawing.to_svg()
    assert "P(first)" not in drawing.picture.title


@pytest.mark.browser
def test_it_fits_in_a_browser(tmp_path: Any) -> None:
    names = (SCRIPTS[3], SCRIPTS[4], SCRIPTS[6])
    found = [find_shop(), find_shop(150, names)]
    check_fit_in_browser([describe_drivers(one, WORDS) for one in found], tmp_path)
